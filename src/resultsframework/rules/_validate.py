"""
`validate`: the rules of a profile applied to one framework, and the report of what they found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework, check_framework, with_territory
from resultsframework.message import shown
from resultsframework.unit import DEFAULT_UNITS, UnitSystem

from ._engine import findings_of
from ._failure import RULE_FAILED, failed_rules
from ._profile import Profile, profile_of, selected
from ._suppression import Suppressions
from ._validation import Validation
from .report import Report

if TYPE_CHECKING:
    from ._profile import Ignore
    from ._rule import Rule

__all__ = ["validate"]


def validate(  # noqa: PLR0913 - each is a setting of the validation
    framework: ResultsFramework,
    *,
    profile: str | Profile = "default",
    rules: Iterable[Rule] = (),
    select: str | Iterable[str] = (),
    ignore: Ignore = (),
    today: dt.date | None = None,
    reporting_year: int | None = None,
    compare_with: ResultsFramework | Iterable[ResultsFramework] = (),
    units: UnitSystem = DEFAULT_UNITS,
    implied: bool = False,
) -> Report:
    """
    Check a framework against the rules of a profile. Poor data yield findings, never an exception.

    Args:
        framework: The framework.

        profile: The rules to apply and their severities: "default", "unwomen", "iati-2.03", "nl-mfa", "strict", the
            name of a profile that an installed package offers, or a `Profile` of your own, such as `profile_from` makes
            of the settings of a project.

        rules: Further rules of your own, made with the same decorator.

        select: Codes of rules ("BAS02"), or the beginnings of codes ("BAS"); only these are run. The selection of the
            profile where empty.

        ignore: Codes, or the beginnings of codes, whose findings are left out of the report and counted in
            `Report.ignored`. A reason may be given, as a pair with the code or as its value in a mapping; an
            `Ignored` may also name places.

        today: The reference day, by which results are due and nothing may have happened later; that of the options of
            the profile where not given.

        reporting_year: The last year whose results are due; the framework's own where not given. Without it and
            `today`, results are due by the day of the framework's last update.

        compare_with: The framework of a partner, whose statements common indicators have to repeat, or another version
            of this framework, whose targets are compared; or several.

        units: The units that are known; those of the library, or a `UnitSystem` with further ones of your own.

        implied: True for a flat list of findings, in which those that follow from another are not nested in it.

    Raises:
        NotFoundError: There is no such profile, or no rule with such a code; the error names the nearest.

        InvalidValueError: A framework, a rule or the units are of another type, or two rules share a code.
    """
    others = tuple(compare_with) if not isinstance(compare_with, ResultsFramework) else (compare_with,)
    for given in (framework, *others):
        check_framework(given, "validate")
    if not isinstance(units, UnitSystem):
        msg = f"the units are a UnitSystem, such as UnitSystem().extended(Unit(...)), not {shown(units)}"
        raise InvalidValueError(msg)
    framework = with_territory(framework)
    chosen = profile_of(profile)
    checklist, ignored = selected(chosen, rules, select, ignore)
    suppressions = Suppressions(ignored)
    validation = Validation(
        framework=framework,
        options=chosen.options if today is None else attrs.evolve(chosen.options, today=today),
        reporting_year=framework.reporting_year if reporting_year is None else reporting_year,
        compare_with=others,
        units=units,
    )
    left_out = suppressions.leaves_out if ignored else None
    findings = list(findings_of(validation, checklist, implied=implied, left_out=left_out))
    applied = checklist.rules
    failures = {code: nodes for code, nodes in validation.failures.items() if not suppressions.is_out_everywhere(code)}
    if failures:
        findings += (f for f in failed_rules(framework, failures) if left_out is None or not left_out(f))
        by_code = {rule.code: rule for rule in (*applied, RULE_FAILED)}
        applied = tuple(by_code[code] for code in sorted(by_code))
    return Report(
        findings=tuple(findings),
        rules=suppressions.reported(applied),
        ignored=suppressions.tally(applied),
        name=framework.title or framework.identifier or framework.source.name,
    )
