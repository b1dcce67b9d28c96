"""
What may be wrong with a results framework: small functions that each find one thing, and `validate`, which asks them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework

from ._context import Context, IndicatorContext, Options, Run
from ._engine import Found, Rule, findings_of, rule
from ._failure import RULE_FAILED, failed_rules
from ._finding import Finding, Ignored, Severity
from ._installed import installed_rules
from ._mending import Fix, Fixed, mended
from ._profile import ALL_RULES, PROFILES, Profile, profile_of, selected
from ._settings import profile_from
from ._suppression import Suppressions
from .report import Report

if TYPE_CHECKING:
    from ._profile import Ignore

__all__ = [
    "ALL_RULES",
    "PROFILES",
    "RULE_FAILED",
    "Context",
    "Finding",
    "Fix",
    "Fixed",
    "Found",
    "Ignored",
    "IndicatorContext",
    "Options",
    "Profile",
    "Report",
    "Rule",
    "Severity",
    "fix",
    "installed_rules",
    "profile_from",
    "profile_of",
    "rule",
    "validate",
]


def validate(
    framework: ResultsFramework,
    *,
    profile: str | Profile = "default",
    rules: Iterable[Rule] = (),
    select: str | Iterable[str] = (),
    ignore: Ignore = (),
    reporting_year: int | None = None,
    compare_with: Iterable[ResultsFramework] = (),
    implied: bool = False,
) -> Report:
    """
    What is wrong with a framework. Whatever its data, this never raises.

    Args:
        framework: The framework.

        profile: Which rules to ask and how much each weighs: "default", "unwomen", "iati-2.03", "strict", or a
            `Profile` of your own, such as `profile_from` makes of the settings of a project.

        rules: Further rules of your own, made with the same decorator.

        select: Codes of rules ("BAS02"), or how they begin ("BAS"); only these are asked. What the profile selects
            where empty.

        ignore: Codes, or how they begin; what these find is left out of the report, and counted in `Report.ignored`.
            Each may have a reason, as a pair with it or as its value in a mapping; an `Ignored` may also say where.

        reporting_year: The last year whose values are due; the framework's own where not given.

        compare_with: The frameworks of partners, whose statements common indicators have to repeat.

        implied: Whether findings that follow from another stand beside it in the report, rather than in it.

    Raises:
        NotFoundError: There is no such profile, or no rule with such a code; the error names the nearest.

        InvalidValueError: A rule or a framework is something else, or two rules share a code.
    """
    others = tuple(compare_with) if not isinstance(compare_with, ResultsFramework) else (compare_with,)
    for given in (framework, *others):
        if not isinstance(given, ResultsFramework):
            msg = f"validate needs a ResultsFramework, not {type(given).__name__}; read one with resultsframework.read"
            raise InvalidValueError(msg)
    chosen = profile_of(profile)
    asking, ignored = selected(chosen, rules, select, ignore)
    suppressions = Suppressions(ignored)
    run = Run(
        framework=framework,
        options=chosen.options,
        reporting_year=framework.reporting_year if reporting_year is None else reporting_year,
        compare_with=others,
    )
    left_out = suppressions.leaves_out if ignored else None
    findings = list(findings_of(run, asking, implied=implied, left_out=left_out))
    asked = asking.rules
    stopped = {code: stops for code, stops in run.failures.items() if not suppressions.is_out_everywhere(code)}
    if stopped:
        findings += (f for f in failed_rules(framework, stopped) if left_out is None or not left_out(f))
        by_code = {rule.code: rule for rule in (*asked, RULE_FAILED)}
        asked = tuple(by_code[code] for code in sorted(by_code))
    return Report(
        findings=tuple(findings),
        rules=suppressions.reported(asked),
        ignored=suppressions.tally(asked),
        name=framework.title or framework.identifier or framework.source.name,
    )


def fix(
    framework: ResultsFramework,
    *,
    profile: str | Profile = "default",
    rules: Iterable[Rule] = (),
    select: str | Iterable[str] = (),
    ignore: Ignore = (),
) -> Fixed:
    """
    A framework in which everything is corrected that can be without losing or changing a meaning.

    A baseline's year 0 becomes no year. A code of another list that a statement begins with is copied to the
    references. Values and statements stay as they are, quotes and spaces too. What is ignored is not corrected, and
    correcting twice is correcting once.

    Args:
        framework: The framework.

        profile: As for `validate`.

        rules: Further rules of your own; those with a `fix` correct.

        select: Codes of rules, or how they begin; only these correct.

        ignore: Codes, or how they begin; these do not.

    Raises:
        NotFoundError: There is no such profile, or no rule with such a code.

        InvalidValueError: A rule or the framework is something else.
    """
    report = validate(framework, profile=profile, rules=rules, select=select, ignore=ignore, implied=True)
    return mended(framework, report, report.rules)
