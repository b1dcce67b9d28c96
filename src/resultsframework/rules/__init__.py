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
from ._profile import ALL_RULES, PROFILES, Profile, profile_of, selected
from .report import Finding, Ignored, Report, Severity

if TYPE_CHECKING:
    from ._profile import Ignore

__all__ = [
    "ALL_RULES",
    "PROFILES",
    "Context",
    "Finding",
    "Found",
    "Ignored",
    "IndicatorContext",
    "Options",
    "Profile",
    "Report",
    "Rule",
    "Severity",
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
    against: Iterable[ResultsFramework] = (),
    implied: bool = False,
) -> Report:
    """
    What is wrong with a framework. Whatever its data, this never raises.

    Args:
        framework: The framework.

        profile: Which rules to ask and how much each weighs: "default", "unwomen", "iati-2.03", "strict", or a
            `Profile` of your own.

        rules: Further rules of your own, made with the same decorator.

        select: Codes of rules ("BAS02"), or how they begin ("BAS"); only these are asked. All where empty.

        ignore: Codes, or how they begin; these are not asked. Each may have a reason, as a pair with it or as its
            value in a mapping, which the report repeats.

        reporting_year: The last year whose values are due; the framework's own where not given.

        against: The frameworks of partners, whose statements common indicators have to repeat.

        implied: Whether findings that follow from another stand beside it in the report, rather than in it.

    Raises:
        NotFoundError: There is no such profile, or no rule with such a code; the error names the nearest.

        InvalidValueError: A rule or a framework is something else, or two rules share a code.
    """
    others = tuple(against) if not isinstance(against, ResultsFramework) else (against,)
    for given in (framework, *others):
        if not isinstance(given, ResultsFramework):
            msg = f"validate needs a ResultsFramework, not {type(given).__name__}; read one with resultsframework.read"
            raise InvalidValueError(msg)
    chosen = profile_of(profile)
    checks, ignored = selected(chosen, rules, select, ignore)
    run = Run(
        framework=framework,
        options=chosen.options,
        reporting_year=framework.reporting_year if reporting_year is None else reporting_year,
        against=others,
    )
    return Report(
        findings=tuple(findings_of(run, checks, implied=implied)),
        rules=tuple(check.rule for check in checks),
        ignored=ignored,
        name=framework.title or framework.identifier or framework.source.name,
    )
