"""
The parts of a roll-up, one an indicator, and the blocking reasons why they may not be added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import TypeAlias

import attrs

from resultsframework.compare import folded
from resultsframework.framework import ResultsFramework, with_territory
from resultsframework.groups import one_a_period, the_only
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.monitoring import ReportingStatus, ending_in, is_due, of_one_subject, state_of
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.result import Result
from resultsframework.value import (
    Level,
    Missing,
    Value,
    kind_of,
    repr_of,
)

__all__ = ["Origin", "RollupPart", "contributions_of", "objections"]

Origin: TypeAlias = ResultsFramework | Result | Indicator
Word: TypeAlias = Callable[[object], str]

SHOWN = 3


@attrs.frozen(kw_only=True)
class RollupPart:
    """
    One indicator's part in a roll-up: its value for the time, and the facts that decide whether it may be added.
    Not in IATI.

    Attributes:
        path: The path of the indicator in its framework.

        framework: The name of its framework; empty where that is not known.

        code: The indicator's code.

        statement: The statement of the indicator.

        unit: The code of the unit of its value; None where none is known.

        is_share: True where its value is a share of a whole, such as a percentage.

        accumulation: The accumulation of values of this kind, as declared.

        aggregation_status: True where its values may be summed, as declared by the indicator and its result; one no is
            enough.

        countries: The countries that its framework is for, by code, or by name where there is none.

        period: The period that the value is for; a period of nothing where there is none.

        value: The value, or why there is none.

        state: The reporting status; None where the source has no such cell.

        is_due: True where it counts among those that are due.

        remark: The reason why the time has no one value, where that is so.
    """

    path: str
    framework: str = ""
    code: str | None = None
    statement: str | None = None
    unit: str | None = None
    is_share: bool = False
    accumulation: Accumulation = Accumulation.UNKNOWN
    aggregation_status: bool | None = None
    countries: tuple[str, ...] = ()
    period: Period = Period()
    value: Value = Missing.ABSENT
    state: ReportingStatus | None = None
    is_due: bool = False
    remark: str = ""

    __repr__ = repr_of

    @property
    def is_reported(self) -> bool:
        """There is a value; zero is one."""
        return not isinstance(self.value, Missing)

    @property
    def place(self) -> str:
        """Its origin in words: the framework where that is known, and the path."""
        return f"{self.framework}: {self.path}" if self.framework else self.path


# ------------------------------------------------------------------------------------------ who contributes


@attrs.frozen
class Question:
    """The values to roll up: of which code, of which kind, of which year, or the latest up to it."""

    code: str | None
    kind: ObservationKind
    at: int | None
    latest: bool


def contributions_of(origin: Origin, question: Question) -> Iterator[RollupPart]:
    """The parts of an indicator, or of the indicators of a framework or a result, in source order."""
    framework = _as_framework(origin)
    nodes: dict[str, Result | Indicator] = dict(framework.walk())
    for path, node in nodes.items():
        if isinstance(node, Indicator) and question.code in (None, node.code):
            above = nodes.get(path.rpartition("/")[0])
            statuses = {node.aggregation_status, above.aggregation_status if isinstance(above, Result) else None}
            shown = path.rpartition("/")[2] if isinstance(origin, Indicator) else path
            yield _contribution(node, shown, framework, question, statuses)


def _as_framework(origin: Origin) -> ResultsFramework:
    """The framework itself, or a lone result or indicator in one, so that it has a path."""
    if isinstance(origin, ResultsFramework):
        return with_territory(origin)
    if isinstance(origin, Result):
        return ResultsFramework(results=(origin,))
    return ResultsFramework(results=(Result(indicators=(origin,)),))


def _contribution(
    indicator: Indicator, path: str, framework: ResultsFramework, question: Question, statuses: set[bool | None]
) -> RollupPart:
    kind = question.kind
    actuals = kind is ObservationKind.ACTUAL
    mode = indicator.actuals_accumulation if actuals else indicator.targets_accumulation
    mode = Accumulation.UNKNOWN if kind is ObservationKind.BASELINE else mode
    year = framework.reporting_year if actuals else None
    choose = _latest if question.latest else _of_year
    observation, has_cell, remark = choose(of_one_subject(indicator), question, mode)
    period = observation.period if observation else Period()
    value = observation.value if observation else Missing.ABSENT
    when = period.last_year if observation else question.at
    state = state_of(value, when, year) if has_cell else None
    unit = (observation.unit if observation else None) or indicator.unit
    return RollupPart(
        path=path,
        framework=framework.identifier or framework.title or "",
        code=indicator.code,
        statement=indicator.statement,
        unit=unit,
        is_share=indicator.is_share(observation),
        accumulation=mode,
        aggregation_status=False if False in statuses else (True if True in statuses else None),
        countries=tuple(place.code or place.name or "" for place in framework.countries),
        period=period,
        value=value,
        state=state,
        is_due=state is not None and is_due(state, when, year),
        remark=remark,
    )


Chosen: TypeAlias = tuple[Observation | None, bool, str]


def _of_year(indicator: Indicator, question: Question, mode: Accumulation) -> Chosen:
    """The observation of the year, whether the source has a cell for one, and why there is no one value."""
    at = question.at
    series = indicator.series
    found = [o for o in series.of(question.kind) if at is None or o.period.last_year == at]
    has_period = question.kind is ObservationKind.ACTUAL and any(p.last_year == at for p in series.periods)
    if at is None:
        return the_only(found), bool(found), ""
    totals = ending_in(found, at)
    if len(totals) > 1 and not mode.is_as_of_end:
        periods = ", ".join(str(o.period) for o in totals)
        return None, True, f"has several values for {at} ({periods}), and none of them is that of the year"
    return (totals[-1] if totals else None), bool(found) or has_period, ""


def _latest(indicator: Indicator, question: Question, _mode: Accumulation) -> Chosen:
    """The last value reported up to the year, and whether the source has a cell up to then."""
    at = question.at
    found = [o for o in indicator.series.of(question.kind) if (y := o.period.last_year) and (at is None or y <= at)]
    reported = [o for o in one_a_period(found) if o.is_reported]
    # The earliest of the unreported is the one that should have been there first.
    by_end = attrgetter("period.sort_key")
    chosen = max(reported, key=by_end) if reported else min(found, key=by_end, default=None)
    return chosen, bool(found), ""


# ------------------------------------------------------------------------------------------ blocking reasons


def objections(contributions: Sequence[RollupPart], *, in_one_period: bool) -> list[str]:
    """
    Every reason why these values may not be rolled up, each with the places that it is about.

    Args:
        contributions: The values to be rolled up.

        in_one_period: True if all values have to be of one period.
    """
    reported = [c for c in contributions if c.is_reported]
    found = [
        _difference("the codes differ", contributions, lambda c: c.code or "no code"),
        _difference("the statements differ", contributions, lambda c: folded(c.statement), repr),
        _difference("the units differ", reported, lambda c: c.unit or "no unit"),
        _difference("the values are of different types", reported, lambda c: kind_of(c.value)),
        _difference("the accumulation differs", contributions, lambda c: c.accumulation.value),
    ]
    if in_one_period:
        dated = [c for c in contributions if c.period != Period()]
        found.append(_difference("the periods differ", dated, lambda c: (c.period.first_day, c.period.last_day), _days))
    if any(not c.code and not c.statement for c in contributions):
        found.append("without a code and a statement it is not known what is measured")
    places = Counter(c.place for c in contributions if c.framework)
    twice = [place for place, count in places.items() if count > 1]
    if twice:
        found.append(f"one place is among the parts twice ({'; '.join(twice)})")
    found.append(_scales(reported))
    found += [f"{c.place} {c.remark}" for c in contributions if c.remark]
    closed = [c.place for c in contributions if c.aggregation_status is False]
    if closed:
        found.append(f"the aggregation status forbids adding values up ({'; '.join(closed)})")
    return [reason for reason in found if reason]


def _difference(
    what: str, contributions: Sequence[RollupPart], key: Callable[[RollupPart], object], word: Word = str
) -> str:
    """The first places that differ, at most three; nothing where all are alike."""
    first: dict[object, RollupPart] = {}
    for c in contributions:
        first.setdefault(key(c), c)
    if len(first) < 2:
        return ""
    shown = [f"{word(answer)} in {c.place}" for answer, c in first.items()]
    more = [f"and {len(shown) - SHOWN} more"] if len(shown) > SHOWN else []
    return f"{what} ({'; '.join([*shown[:SHOWN], *more])})"


def _days(days: object) -> str:
    """The first and the last day of a period, in words."""
    first, last = days if isinstance(days, tuple) else (None, None)
    return str(Period(start=first, end=last))


def _scales(reported: Sequence[RollupPart]) -> str:
    """Levels of one rank that have different names are of different scales."""
    names: dict[int, set[str]] = {}
    for c in reported:
        if isinstance(c.value, Level):
            names.setdefault(c.value.rank, set()).add(c.value.name)
    for rank, several in sorted(names.items()):
        if len(several) > 1:
            return f"the levels are of different scales (rank {rank} is {' and '.join(sorted(several))})"
    return ""
