"""
Failures of the user's own rules: one finding for a rule that raises an exception, while the other rules go on.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from resultsframework.framework import ResultsFramework

from ._finding import Finding, Severity
from ._rule import Found, rule

if TYPE_CHECKING:
    from ._context import Context
    from ._validation import Failures

__all__ = ["RULE_FAILED", "failed_rules"]


@rule(
    "RUL01",
    Severity.ERROR,
    title="Rule fails",
    source="logic: data that a rule could not check is not known to be right",
    advice="Correct the rule, or leave it out; the detail of the finding shows where it failed.",
    on=ResultsFramework,
)
def rule_runs_to_its_end(_framework: ResultsFramework, _context: Context) -> Iterable[Found]:
    """
    Every rule that a project adds checks all nodes without raising an exception.

    Only rules of a project's own can violate this. Their findings at other nodes stay in the report, as do those of
    all other rules. The detail of the finding holds the traceback.

    Fires: a rule of your own that divides by zero
    Silent: a rule of your own that finds something
    """
    return ()


# It gives its name to findings about failed rules. The engine makes these, so it is not among `RULES`.
RULE_FAILED = rule_runs_to_its_end


def failed_rules(framework: ResultsFramework, failures: Failures) -> Iterator[Finding]:
    """One finding for each rule that failed, by code: the exception, the first node, and the number of failures."""
    for code, stops in sorted(failures.items()):
        node, error = stops[0]
        place = next((path for path, other in framework.walk() if other is node), "") or type(node).__name__
        often = f", and {len(stops) - 1} more" if len(stops) > 1 else ""
        # The first step of the traceback is the engine's own.
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
            framework=framework.identifier,
            source=framework.source.name,
        )
