"""
The parts of a roll-up, one an indicator, and the blocking reasons why they may not be added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

import attrs

from resultsframework._undefined import UndefinedError
from resultsframework.compare import folded
from resultsframework.expression import repr_of
from resultsframework.groups import ending_last, one_a_period, the_only
from resultsframework.indicator import Accumulation, Indicator
from resultsframework.monitoring import Due, ReportingStatus, is_due, is_of, observed, state_of
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.subject import TOTAL, Subject, in_words
from resultsframework.value import Level, Missing, Value, is_numeric, kind_of, text_of

if TYPE_CHECKING:
    from resultsframework.organisation import Place

    from ._candidate import Candidate

__all__ = ["Question", "RollupPart", "contribution_of", "objections"]

Word: TypeAlias = Callable[[object], str]

SHOWN = 3
# Reasons that a source states, and those that follow from the day by which results are due.
STATED: dict[Value, str] = {
    Missing.TO_BE_DETERMINED: "to be determined",
    Missing.NOT_AVAILABLE: "not available",
    Missing.NOT_APPLICABLE: "not applicable",
}
WITHOUT_VALUE: dict[ReportingStatus | None, str] = {
    ReportingStatus.DUE: "not reported",
    ReportingStatus.OVERDUE: "not reported, overdue",
    ReportingStatus.NOT_DUE: "not due",
}


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

        countries: The countries that its framework is for.

        period: The period that the value is for; a period of nothing where there is none.

        value: The value, or why there is none.

        earlier: The last running total reported before, where it is declared as one and not reported again.

        earlier_period: The period that the earlier running total is for.

        state: The reporting status; None where the source has no such cell.

        is_due: True where it counts among those that are due.

        remark: The reason why the time has no one value, where that is so.

        lack: The reason why it has no part in the figure; empty where it has, or where its state is the reason.
    """

    path: str
    framework: str = ""
    code: str | None = None
    statement: str | None = None
    unit: str | None = None
    is_share: bool = False
    accumulation: Accumulation = Accumulation.UNKNOWN
    aggregation_status: bool | None = None
    countries: tuple[Place, ...] = ()
    period: Period = Period()
    value: Value = Missing.ABSENT
    earlier: Value = Missing.ABSENT
    earlier_period: Period = Period()
    state: ReportingStatus | None = None
    is_due: bool = False
    remark: str = ""
    lack: str = ""

    __repr__ = repr_of

    @property
    def is_reported(self) -> bool:
        """There is a value; zero is one."""
        return not isinstance(self.value, Missing)

    @property
    def place(self) -> str:
        """Its origin in words: the framework where that is known, and the path."""
        return ": ".join(filter(None, (self.framework, self.path)))

    @property
    def text(self) -> str:
        """Its value as text, a percentage with its sign; empty where the source has no cell."""
        is_percent = isinstance(self.value, Decimal) and self.unit == "percent"
        return text_of(self.value) + ("%" if is_percent else "")

    @property
    def why(self) -> str:
        """The reason why it has no value: as the source states it, what it lacks, or that it is not reported."""
        if self.remark:
            return self.remark
        if self.value in STATED:
            return STATED[self.value]
        return self.lack or WITHOUT_VALUE.get(self.state, "empty")

    @property
    def has_indicator(self) -> bool:
        """True where there is such an indicator at all."""
        return bool(self.path)


# ------------------------------------------------------------------------------------------ who contributes


@attrs.frozen
class Question:
    """The values to roll up: of which code, of which kind, of which time or the latest up to it, and of whom."""

    code: str | None
    kind: ObservationKind
    at: int | Period | None
    latest: bool
    subject: Subject = TOTAL

    @property
    def period(self) -> Period:
        """The time as a period; one of nothing without a time."""
        return self.at if isinstance(self.at, Period) else Period(year=self.at)

    @property
    def year(self) -> int | None:
        """The year in which the time ends."""
        return self.period.last_year

    @property
    def when(self) -> str:
        """The time in words, behind a noun."""
        return "" if self.at is None else f" {'up to' if self.latest else 'for'} {self.at}"


def contribution_of(candidate: Candidate, question: Question) -> RollupPart:
    """The part of a candidate: its value of the subject and the time, or why it has none."""
    framework, indicator, kind = candidate.framework, candidate.indicator, question.kind
    actuals = kind is ObservationKind.ACTUAL
    last = framework.reporting_year if actuals else None
    name = framework.identifier or framework.title or ""
    has_ended = question.year is None or last is None or question.year <= last
    if indicator is None:
        return RollupPart(
            path=candidate.path,
            framework=name,
            code=question.code,
            countries=framework.countries,
            is_due=has_ended,
            lack="no such indicator",
        )
    mode = indicator.actuals_accumulation if actuals else indicator.targets_accumulation
    mode = Accumulation.UNKNOWN if kind is ObservationKind.BASELINE else mode
    of_subject = candidate.of(indicator, question.subject)
    choose = _latest if question.latest else _of_year
    observation, has_cell, remark = choose(of_subject, question, mode)
    value = observation.value if observation else Missing.ABSENT
    day = (observation.period if observation else question.period).last_day
    limit = Due(None, last)
    state = state_of(value, day, limit) if has_cell else None
    due = has_ended if state is None else is_due(state, day, limit)
    earlier = _standing(of_subject, question, mode) if due and isinstance(value, Missing) else None
    known = observation or earlier
    return RollupPart(
        path=candidate.path,
        framework=name,
        countries=framework.countries,
        code=indicator.code,
        statement=indicator.statement,
        unit=(known.unit if known else None) or indicator.unit,
        is_share=indicator.is_share(known),
        accumulation=mode,
        aggregation_status=False if False in candidate.statuses else (True if True in candidate.statuses else None),
        period=observation.period if observation else Period(),
        value=value,
        earlier=earlier.value if earlier else Missing.ABSENT,
        earlier_period=earlier.period if earlier else Period(),
        state=state,
        is_due=due,
        remark=remark,
        lack=_lack(indicator, question, observation, state) if isinstance(value, Missing) else "",
    )


Chosen: TypeAlias = tuple[Observation | None, bool, str]


def _of_year(indicator: Indicator, question: Question, mode: Accumulation) -> Chosen:
    """The observation of the year, whether the source has a cell for one, and why there is no one value."""
    at, found = question.at, _of_time(indicator, question)
    if at is None:
        return the_only(ending_last(found)), bool(found), ""
    try:
        return observed(found, at, question.kind.value, mode), True, ""
    except UndefinedError as stopped:
        named = [thing for _, thing in stopped.answer.inputs if isinstance(thing, Observation)]
        if len(named) == 1:
            return named[0], True, ""
        actual = question.kind is ObservationKind.ACTUAL
        has_period = actual and any(is_of(p, at) for p in indicator.series.periods)
        return None, bool(found) or has_period, stopped.answer.reason if found else ""


def _latest(indicator: Indicator, question: Question, _mode: Accumulation) -> Chosen:
    """The last value reported up to the year, and whether the source has a cell up to then."""
    found = [o for o in _of_time(indicator, question) if o.period.last_year]
    reported = [o for o in one_a_period(found) if o.is_reported]
    # The earliest of the unreported is the one that should have been there first.
    by_end = attrgetter("period.sort_key")
    chosen = max(reported, key=by_end) if reported else min(found, key=by_end, default=None)
    return chosen, bool(found), ""


def _of_time(indicator: Indicator, question: Question) -> tuple[Observation, ...]:
    """The observations of the kind and of the year, or up to it."""
    at, last, found = question.at, question.year, indicator.series.of(question.kind)
    if at is None or last is None:
        return found
    if not question.latest:
        return tuple([o for o in found if is_of(o.period, at)])
    return tuple([o for o in found if (year := o.period.last_year) is not None and year <= last])


def _standing(indicator: Indicator, question: Question, mode: Accumulation) -> Observation | None:
    """The running total reported last before the year, which can only have grown since."""
    last = question.period.last_day
    if mode is not Accumulation.CUMULATIVE or last is None:
        return None
    before = [o for o in indicator.series.of(question.kind) if (o.period.last_day or last) < last]
    reported = [o for o in one_a_period(before) if isinstance(o.value, Decimal)]
    return max(reported, key=attrgetter("period.sort_key"), default=None)


def _lack(indicator: Indicator, question: Question, cell: Observation | None, state: ReportingStatus | None) -> str:
    """The reason why an indicator has no value."""
    gaps = indicator.selection.gaps if indicator.selection else ()
    reason = next((gap.reason for gap in gaps if gap.total is cell), "")
    others = dict.fromkeys(indicator.subject_of(o) for o in _of_time(indicator, question) if o.is_reported)
    others.pop(question.subject, None)
    if others and not reason:
        return f"only of {in_words(others)}"
    return f"no {question.kind.value}{question.when}" if state is None else reason


# ------------------------------------------------------------------------------------------ blocking reasons


def objections(contributions: Sequence[RollupPart], *, in_one_period: bool) -> list[str]:
    """
    Every reason why these values may not be rolled up, each with the places that it is about.

    Args:
        contributions: The values to be rolled up.

        in_one_period: True if all values have to be of one period.
    """
    reported = [c for c in contributions if c.is_reported]
    stated = [c for c in contributions if c.has_indicator]
    numbers = [c for c in reported if is_numeric(c.value)]
    units = _difference("the units differ", reported, lambda c: c.unit or "no unit")
    measures = _difference("shares and counts do not mix", numbers, lambda c: "a share" if c.is_share else "no share")
    found = [
        _difference("the codes differ", stated, lambda c: c.code or "no code"),
        _difference("the statements differ", stated, lambda c: folded(c.statement), repr),
        units,
        _difference("the values are of different types", reported, lambda c: kind_of(c.value)),
        "" if units else measures,
        _difference("the accumulation differs", stated, lambda c: c.accumulation.value),
    ]
    if in_one_period:
        dated = [c for c in contributions if c.period != Period()]
        found.append(_difference("the periods differ", dated, lambda c: (c.period.first_day, c.period.last_day), _days))
    if any(not c.code and not c.statement for c in stated):
        found.append("without a code and a statement it is not known what is measured")
    places = Counter(c.place for c in stated if c.framework)
    twice = [place for place, count in places.items() if count > 1]
    if twice:
        found.append(f"one place is among the parts twice ({'; '.join(twice)})")
    found.append(_scales(reported))
    found += [f"{c.place}: {c.remark}" for c in contributions if c.remark]
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
