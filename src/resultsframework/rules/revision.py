"""
Rules that compare a plan with another version of it: what changed without an explanation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.compare import ChangeKind
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator

from ._finding import Severity
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.compare import Change
    from resultsframework.observation import Observation

    from ._context import Context


class Pair(NamedTuple):
    """A value that is another one than in the other version, with its path in this one."""

    path: str
    now: Observation
    before: Observation


@rule(
    "REV01",
    Severity.WARNING,
    title="Indicator of the other version is gone without an explanation",
    source="FCDO guidance on logframes: the record of changes has every change of the plan, with its reason",
    advice="Record the reason in the revisions of the plan, or restore the indicator.",
    on=ResultsFramework,
)
def dropped_indicators_are_explained(framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    The revisions of a plan name each indicator, or result with indicators, that another version of it had.

    The other version is given for comparison, and of the same owner, as far as known; a version of which most
    indicators are gone is another plan. Results and indicators are matched by code and by statement, so that one that
    was moved, renumbered or reworded is not gone. A revision names it by its path in the other version, or by that of
    a result above it.

    Fires: 2025 target 3; before 2025 target 3; before also K
    Silent: 2025 target 3; before 2025 target 3; before also K; revised A/K
    Silent: 2025 target 3; before 2025 target 3
    """
    for other, changes in context.validation.other_versions:
        gone = [(change, _indicators_of(change.before)) for change in changes.filter(kind=ChangeKind.REMOVED)]
        if 2 * sum(count for _, count in gone) > len(other.indicators):
            continue
        for change, count in gone:
            if count and not _is_recorded(change, framework):
                message = f"{change} since the other version"
                yield Found(message, observed="none", expected=f"{change.old_path}, or a revision with this path")


@rule(
    "REV02",
    Severity.WARNING,
    title="Result differs from the other version without an explanation",
    source="practice of performance reports: a result that is corrected is explained",
    advice="Explain the correction in a comment to the result or in the revisions, or restore the result.",
    on=ResultsFramework,
)
def restated_results_are_explained(_framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    A result that differs from the one that another version of the plan reports for the same period is explained.

    A comment to the result explains it, and so does a revision that names its path. The other version is given for
    comparison, and of the same owner, as far as known; the indicator has the same place and statement in both.

    Fires: 2020 actual 4; before 2020 actual 3
    Silent: 2020 actual 4 commented corrected after the audit; before 2020 actual 3
    Silent: 2020 actual 4; before 2020 actual 3; revised A/I
    Silent: 2020 actual 3 | 2021 actual 4; before 2020 actual 3
    """
    for path, now, before in _unexplained(ChangeKind.RESTATED, context):
        message = f"the result for {now.period} is {now.raw}, and {before.raw} in the other version"
        yield Found(message, at=path, observed=now.raw, expected=f"{before.raw}, or a comment", part=now)


@rule(
    "TGT13",
    Severity.WARNING,
    title="Target differs from the other version without an explanation",
    source="practice of performance reports: a changed target is explained",
    advice="Explain the change in a comment to the target or in the revisions, or restore the target.",
    on=ResultsFramework,
)
def changed_targets_are_explained(_framework: ResultsFramework, context: Context) -> Iterable[Found]:
    """
    A target that differs from the one of another version of the plan, given for comparison, is explained.

    A comment to the target explains it, and so does a revision that names its path. The other version is of the same
    owner, as far as known; the indicator has the same place and statement in both. Targets are compared for the same
    group, place and period.

    Fires: 2025 target 3; before 2025 target 5
    Silent: 2025 target 3; before 2025 target 5; revised A/I/target
    Silent: 2025 target 3; before 2025 target 3
    Silent: 2025 target 3; before 2026 target 5
    Silent: 2025 target 3
    """
    for path, now, before in _unexplained(ChangeKind.TARGET_CHANGED, context):
        message = f"the target for {now.period} is {now.raw}, and {before.raw} in the other version"
        yield Found(message, at=path, observed=now.raw, expected=f"{before.raw}, or a comment", part=now)


def _unexplained(kind: ChangeKind, context: Context) -> Iterator[Pair]:
    """The values of indicators that are the same in another version, and differ without a comment or a revision."""
    framework = context.validation.framework
    for other, changes in context.validation.other_versions:
        reworded = {change.path for change in changes.filter(kind=ChangeKind.REWORDED)}
        moved = {change.path for change in changes.filter(kind=ChangeKind.TARGET_DATE_MOVED)}
        for change in changes.filter(kind=kind):
            if change.field != "value" or change.old_path is None or change.path in moved:
                continue
            indicator, former = (path.rpartition("/")[0] for path in (change.path, change.old_path))
            if indicator != former or indicator in reworded or _is_recorded(change, framework):
                continue
            now: Any = framework.at(change.path)
            before: Any = other.at(change.old_path)
            if now.is_reported and before.is_reported and not now.comment:
                yield Pair(change.path, now, before)


def _is_recorded(change: Change, framework: ResultsFramework) -> bool:
    """True if a revision of a plan names the place of a change, or a result or an indicator that it is in."""
    named = [revision.path for revision in framework.revisions if revision.path]
    return any(
        place == path or place.startswith(f"{path}/")
        for place in (change.path, change.old_path or "")
        for path in named
    )


def _indicators_of(node: Any) -> int:
    """The number of indicators that went with a result or an indicator."""
    return 1 if isinstance(node, Indicator) else sum(len(result.indicators) for result in node.walk())
