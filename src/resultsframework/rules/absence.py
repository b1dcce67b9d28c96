"""
Rules about what is missing altogether: values, and the baselines that change is measured from.

What is missing of all indicators of a result or a framework is one finding, since it has one cause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.note import Scope
from resultsframework.observation import ObservationKind
from resultsframework.result import Result
from resultsframework.value import Missing

from ._absence import is_empty
from ._context import IndicatorContext
from ._finding import Severity
from ._given import has_planned_values
from ._remark import missing_value
from ._rule import Found, rule
from .series import is_firm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resultsframework.observation import Observation

    from ._context import Context

TARGET = ObservationKind.TARGET


@rule(
    "SER14",
    Severity.WARNING,
    title="There is no value at all",
    source="IATI guidance on results: an indicator has a baseline, targets and results",
    advice="Supply the values, or leave the indicator out.",
    on=(Result, Indicator),
)
def something_is_stated(node: Result | Indicator, context: Context) -> Iterable[Found]:
    """
    Every indicator states a baseline, a planned value or a result.

    A mark such as "to be determined" is an answer; an empty cell is none. The finding is an info where there is a
    comment, or where headquarters report from a desk review. A result whose indicators, several of them, are all
    without values is one finding.

    Fires: 2020 milestone - actual -
    Fires: 2020 milestone -; another B: 2020 milestone -
    Silent: 2020 milestone TBD
    Silent: 2020 milestone 1 actual -
    """
    absence = context.validation.absence
    if isinstance(node, Result):
        if count := absence.results_without_values.get(id(node)):
            cells = [commented_cell(indicator.series) for indicator in node.indicators]
            is_each = None not in cells
            yield _missing_of_all(f"none of {count} indicators has a value", cells, "values", is_each=is_each)
        return
    if not isinstance(context, IndicatorContext) or context.is_exempt or not absence.is_without_values(node):
        return
    if id(context.result) not in absence.results_without_values:
        cell = commented_cell(node.series)
        found = missing_value("there is no value at all", cell, "a baseline, a target or a result")
        severity = Severity.INFO if is_reviewed_at_desk(node) else found.severity
        yield attrs.evolve(found, at="", observed=None, severity=severity)


@rule(
    "BAS07",
    Severity.WARNING,
    title="Baseline is missing",
    source="IATI guidance on results: at least one baseline for every indicator",
    advice="Supply the baseline.",
    on=(ResultsFramework, Result, Indicator),
    implied_by=("SER14",),
)
def baseline_is_stated(node: ResultsFramework | Result | Indicator, context: Context) -> Iterable[Found]:
    """
    Every indicator has a baseline, and none is an empty cell.

    Without a baseline, change cannot be measured. A baseline marked as to be determined, not available or not
    applicable is a deliberate answer and is left aside here. Where a comment takes the place of the value, the finding
    is an info that cites it; it is an info as well where headquarters report from a desk review. If none of several
    indicators of a framework or a result has one, that is one finding.

    Fires: 2022 milestone 4
    Fires: 2021 baseline - | 2022 milestone 4
    Fires: 2022 milestone 4; another B: 2022 milestone 5
    Silent: 2021 baseline 0 | 2022 milestone 4
    Silent: 2021 baseline N/A | 2022 milestone 4
    """
    if not isinstance(node, Indicator):
        if count := context.validation.absence.without_baselines.get(id(node)):
            cells = [cell for i in node.indicators if (cell := commented_cell(i.series.baselines)) is not None]
            is_each = len(cells) >= count
            yield _missing_of_all(f"none of {count} indicators has a baseline", cells, "baselines", is_each=is_each)
        return
    if not isinstance(context, IndicatorContext) or context.is_exempt or context.is_among_many_without_baselines:
        return
    yield from _missing_baselines(context)


def _missing_of_all(message: str, cells: Sequence[Observation | None], expected: str, *, is_each: bool) -> Found:
    """The finding on what no indicator has; as mild as one with a comment only where each has one in its place."""
    found = missing_value(message, next((cell for cell in cells if cell is not None), None), expected)
    return attrs.evolve(found, at="", observed=None, severity=found.severity if is_each else None)


def _missing_baselines(context: IndicatorContext) -> Iterable[Found]:
    """The findings on the baselines of one indicator that are missing or empty."""
    empty = [baseline for baseline, _ in context.baselines if is_empty(baseline)]
    severity = Severity.INFO if is_reviewed_at_desk(context.indicator) else None
    if not context.baselines:
        yield Found("there is no baseline", expected="a baseline", severity=severity)
    elif empty and context.validation.absence.is_without_values(context.indicator):
        # At the indicator itself, as is the finding about no value at all.
        cell = next((baseline for baseline in empty if baseline.comment), empty[0])
        found = missing_value("the baseline is empty", cell, "a value")
        yield attrs.evolve(found, at="", severity=severity or found.severity)
    else:
        each = (missing_value("the baseline is empty", baseline, "a value") for baseline in empty)
        yield from (attrs.evolve(one, severity=severity or one.severity) for one in each)


@rule(
    "TGT01",
    Severity.WARNING,
    title="Target without a baseline",
    source="UN Women portal glossary: change is measured against the baseline",
    advice="Supply the baseline.",
    on=Indicator,
    implied_by=("BAS02", "BAS06", "BAS07"),
    given=has_planned_values,
)
def target_has_a_baseline(_indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    Every indicator with a target that is a number, or yes or no, has a baseline with a value.

    Without a baseline, progress towards the target cannot be measured. A baseline marked as not applicable is accepted.
    Where none of several indicators has a baseline, BAS07 is the one finding. Where a comment takes the place of the
    value, the finding is an info that cites it.

    Fires: 2021 baseline TBD | 2025 target 10
    Fires: 2021 baseline N/A | 2025 target Yes
    Silent: 2021 baseline 0 | 2025 target 10
    Silent: 2021 baseline TBD | 2025 target TBD
    """
    if context.is_exempt or context.is_among_many_without_baselines:
        return ()
    if any(b.is_reported or b.value is Missing.NOT_APPLICABLE for b, _ in context.baselines):
        return ()
    target = next((o for o, _ in context.planned if o.kind is TARGET and is_firm(o)), None)
    if target is None:
        return ()
    cell = next((b for b, _ in context.baselines if b.comment), None) or next((b for b, _ in context.baselines), None)
    message = f"the target is {target.raw}, and there is no baseline to measure it from"
    return (attrs.evolve(missing_value(message, cell, "a baseline"), observed=target.raw),)


def is_reviewed_at_desk(indicator: Indicator) -> bool:
    """True if headquarters report the indicator from a desk review."""
    return Scope.DESK_REVIEW in indicator.scope


def commented_cell(observations: Iterable[Observation]) -> Observation | None:
    """The first observation with a comment that is not blank; None without one."""
    return next((o for o in observations if o.comment and o.comment.strip()), None)
