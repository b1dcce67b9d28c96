"""
What becomes of a rule of the user's own that fails: one finding about that rule, while the others go on.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from resultsframework.framework import ResultsFramework

from ._engine import Found, rule
from ._finding import Finding, Severity

if TYPE_CHECKING:
    from ._context import Context
    from ._run import Failures

__all__ = ["RULE_FAILED", "failed_rules"]


@rule(
    "RUL01",
    Severity.ERROR,
    title="Rule fails",
    source="logic: what a rule did not look at, it has not found to be right",
    advice="Correct the rule, or leave it out; the detail of the finding says where it failed.",
    on=ResultsFramework,
)
def rule_runs_to_its_end(_framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    Every rule of a project's own looks at all that it is shown, without an exception.

    It is only found for rules that a project adds. What the rule found elsewhere stays in the report, and so does what
    all others found. The detail of the finding holds the traceback.

    Fires: a rule of your own that divides by zero
    Silent: a rule of your own that finds something
    """
    return ()


# What the finding of a rule that failed is named after. No rule looks for it, so it is not among all rules.
RULE_FAILED = rule_runs_to_its_end


def failed_rules(framework: ResultsFramework, failures: Failures) -> Iterator[Finding]:
    """One finding for each rule that failed, by code: with what, where first, and how often."""
    for code, stops in sorted(failures.items()):
        node, error = stops[0]
        place = next((path for path, other in framework.walk() if other is node), "") or type(node).__name__
        often = f", and {len(stops) - 1} more" if len(stops) > 1 else ""
        # The first step of the traceback is that of the engine.
        inside = error.__traceback__.tb_next if error.__traceback__ else None
        yield Finding(
            code=RULE_FAILED.code,
            severity=RULE_FAILED.severity,
            path="",
            message=f"the rule {code} failed with {type(error).__name__}: {error}; first at {place}{often}",
            observed=type(error).__name__,
            expected="findings or nothing",
            advice=RULE_FAILED.advice,
            detail="".join(traceback.format_exception(error.with_traceback(inside))),
        )
