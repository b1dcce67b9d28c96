"""
The tables of the logframe of a donor: indicators with baseline, milestones by period, target, and what was achieved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from resultsframework import Observation, ObservationKind, Period
from resultsframework.monitoring import direction_of

from ._blocks import Cell, Grid, Head, Notes, Paragraph, Row, plain
from ._plan_facts import monitoring_facts
from ._values import baseline_cell, further_values, indicator_text, is_entered, of_indicator, period_text, value_cell

if TYPE_CHECKING:
    from resultsframework import Indicator, Result

    from ._blocks import Block

__all__ = ["logframe", "series_grids"]

# Periods beside each other; more go on in a further table.
MOST_PERIODS = 10
MEANS = "means of verification"
INFERRED = "direction of improvement ({}) inferred from the plan, not declared"


def logframe(result: Result, name: str) -> Iterator[Block]:
    """
    The tables of the indicators of a result; a sentence for a monitoring plan of one fact, such as who is responsible.

    Args:
        result: The result.

        name: Its name in captions.
    """
    yield from _grids(result.indicators, f"Indicators of {name}")
    yield from _monitoring(result.indicators, plain(f"Monitoring plan of {name}"))
    yield from further_values(result, plain(f"Further values of {name}"))


def series_grids(indicator: Indicator) -> Iterator[Grid]:
    """The tables of one indicator, without the column that names it."""
    for grid in _grids((indicator,), f"Values of {indicator.code or 'the indicator'}"):
        rows = tuple(attrs.evolve(row, cells=_without_name(row.cells)) for row in grid.rows)
        yield attrs.evolve(grid, heads=grid.heads[1:], rows=rows)


def _without_name(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells after the one that names the indicator; the marks of its notes go on to the next."""
    name, first, *others = cells
    return (attrs.evolve(first, notes=(*first.notes, *name.notes)), *others)


def _grids(indicators: Sequence[Indicator], caption: str) -> Iterator[Grid]:
    """The table of some indicators, in parts where there are many periods."""
    periods = _periods(indicators)
    parts = [periods[i : i + MOST_PERIODS] for i in range(0, len(periods), MOST_PERIODS)] or [[]]
    for part in parts:
        named = f", {' to '.join(dict.fromkeys(str(p) for p in (part[0], part[-1])))}" if len(parts) > 1 else ""
        yield _grid(indicators, part, plain(caption + named))


def _periods(indicators: Sequence[Indicator]) -> list[Period]:
    """The periods of planned values and of actuals in order of time; one without a date comes last."""
    found = {o.period for indicator in indicators for o in (*indicator.planned, *indicator.actuals)}
    return sorted(found, key=lambda period: (period.time_key, str(period)))


def _grid(indicators: Sequence[Indicator], periods: Sequence[Period], caption: str) -> Grid:
    notes = Notes()
    achieved = [_achieved(indicator, periods) for indicator in indicators]
    is_achieved = any(achieved)
    plans = [{o.period: o for o in indicator.planned} for indicator in indicators]
    of_targets = {period for period in periods if _has_targets_alone(plans, period)}
    means = [_means(indicator) for indicator in indicators]
    rows: list[Row] = []
    for indicator, planned, actual, means_of_one in zip(indicators, plans, achieved, means, strict=True):
        rows.append(
            Row(
                (
                    of_indicator(indicator, notes, _inferred(indicator, notes)),
                    *([Cell("planned")] if is_achieved else []),
                    baseline_cell(indicator.baseline, notes),
                    *(_planned(planned.get(period), notes, of_targets) for period in periods),
                    *([Cell(means_of_one)] if any(means) else []),
                )
            )
        )
        if actual:
            cells = (value_cell(actual.get(period), notes) for period in periods)
            rows.append(
                Row((Cell(), Cell("achieved"), Cell(), *cells, *([Cell()] if any(means) else [])), goes_on=True)
            )
    heads = (
        Head("Indicator", 6),
        *([Head("Values", 1.6)] if is_achieved else []),
        Head("Baseline", 1.8),
        *(_head(period, of_targets) for period in periods),
        *([Head(MEANS.capitalize(), 3)] if any(means) else []),
    )
    return Grid(caption, heads, tuple(rows), notes.texts)


def _achieved(indicator: Indicator, periods: Sequence[Period]) -> dict[Period, Observation]:
    """The actuals of some periods; none where nothing was entered in any of them."""
    found = {o.period: o for o in indicator.actuals if o.period in periods}
    return found if any(map(is_entered, found.values())) else {}


def _head(period: Period, of_targets: set[Period]) -> Head:
    mark = " (target)" if period in of_targets else ""
    return Head(plain(f"{period_text(period) or 'no period'}{mark}"), 1.4, is_numeric=True)


def _has_targets_alone(planned: Sequence[Mapping[Period, Observation]], period: Period) -> bool:
    """True if everything that is planned for a period is a target, so that the heading says it."""
    kinds = {of_indicator[period].kind for of_indicator in planned if period in of_indicator}
    return kinds == {ObservationKind.TARGET}


def _planned(observation: Observation | None, notes: Notes, of_targets: set[Period]) -> Cell:
    if observation is None or observation.kind is not ObservationKind.TARGET:
        return value_cell(observation, notes)
    mark = "" if observation.period in of_targets else " (target)"
    return value_cell(observation, notes, mark, is_strong=observation.is_reported)


def _means(indicator: Indicator) -> str:
    """The means of verification of an indicator: those of its monitoring plan, and the documents of its values."""
    plan = indicator.monitoring_plan
    documents = (document.title or document.url for o in indicator.series for document in o.documents)
    return plain("; ".join(dict.fromkeys(filter(None, (plan.means_of_verification if plan else None, *documents)))))


def _monitoring(indicators: Sequence[Indicator], caption: str) -> Iterator[Block]:
    """The monitoring plans of indicators, as far as their means of verification are not all of them."""
    plans = [dict(monitoring_facts(indicator.monitoring_plan)) for indicator in indicators]
    labels = [label for label in dict.fromkeys(chain.from_iterable(plans)) if label != MEANS]
    named = [(plain(one.code or "") or indicator_text(one), plan) for one, plan in zip(indicators, plans, strict=True)]
    stated = [(name, plan) for name, plan in named if not plan.keys().isdisjoint(labels)]
    if len(labels) == 1:
        yield _sentence(labels[0], [(name, plain(plan[labels[0]])) for name, plan in stated])
    elif labels:
        heads = (Head("Indicator", 3), *(Head(label.capitalize(), 2) for label in labels))
        rows = (Row((Cell(name), *(Cell(plain(plan.get(label, ""))) for label in labels))) for name, plan in stated)
        yield Grid(caption, heads, tuple(rows))


def _sentence(label: str, facts: Sequence[tuple[str, str]]) -> Paragraph:
    """One fact of several indicators: "Responsible: Training officer (1.1, 1.2); Finance (1.3)"."""
    names: dict[str, list[str]] = {}
    for name, text in facts:
        names.setdefault(text, []).append(name)
    listed = "; ".join(f"{text} ({', '.join(several)})" for text, several in names.items())
    return Paragraph(f"{label.capitalize()}: {listed}", is_note=True)


def _inferred(indicator: Indicator, notes: Notes) -> list[int]:
    """The note on a direction that nobody declares."""
    direction = direction_of(indicator)
    if direction.source != "inferred":
        return []
    return [notes.number(INFERRED.format(direction.direction.value))]
