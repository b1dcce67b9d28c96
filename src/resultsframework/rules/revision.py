"""
Rules that compare a plan with another version of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.compare import same_statement
from resultsframework.indicator import Indicator
from resultsframework.observation import ObservationKind
from resultsframework.value import with_type

from ._context import is_same_body
from ._finding import Severity
from ._given import is_compared
from ._index import key_of
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.framework import ResultsFramework

    from ._context import IndicatorContext

TARGET = ObservationKind.TARGET


@rule(
    "TGT13",
    Severity.WARNING,
    title="Target differs from the other version without an explanation",
    source="practice of performance reports: a changed target is explained",
    advice="Explain the change in a comment to the target, or restore the target.",
    on=Indicator,
    given=is_compared,
)
def changed_targets_are_explained(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A target that differs from another version of the plan, given for comparison, has a comment.

    The other version is of the same owner, as far as known, and has the same code and statement under a result with the
    same code. Targets are compared for the same group, place and period.

    Fires: 2025 target 3; before 2025 target 5
    Silent: 2025 target 3; before 2025 target 3
    Silent: 2025 target 3; before 2026 target 5
    Silent: 2025 target 3
    """
    if context.target_year is None or not indicator.code or not context.ancestors:
        return
    key, statement = key_of(context.ancestors[-1], indicator), indicator.statement or ""
    targets = [o for o, _ in context.planned if o.kind is TARGET and o.is_reported and not o.comment]
    for other in context.validation.other_indices:
        versions = () if is_of_another(other.framework, context.validation.framework) else other.versions.get(key, ())
        same = [version for version in versions if same_statement(version.statement, statement)]
        before = {(o.period, indicator.subject_of(o)): o for version in same for o in version.series.targets}
        for o in targets:
            old = before.get((o.period, indicator.subject_of(o)))
            if old is not None and old.is_reported and with_type(old.value) != with_type(o.value):
                message = f"the target for {o.period} is {o.raw}, and {old.raw} in the other version"
                yield Found(message, at=o, observed=o.raw, expected=f"{old.raw}, or a comment")


def is_of_another(one: ResultsFramework, other: ResultsFramework) -> bool:
    """True if two plans are known to be of different organisations."""
    owners = one.reporting_organisation, other.reporting_organisation
    return owners[0] is not None and owners[1] is not None and not is_same_body(owners[0], owners[1])
