"""
The totals of one indicator over the parts of a combined framework: one for each kind, period and group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from resultsframework.interval import Interval
from resultsframework.monitoring import Coverage
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.value import Missing, Range, Undefined, Value, is_reported, text_of

from ._answer import Rollup
from ._candidate import Candidate
from ._choice import suited
from ._functions import ONE, Overlap, RollupFunction
from ._part import Question, RollupPart
from ._rollup import rolled_up

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.subject import Subject

    from ._joined import Member
    from ._places import CombinedPart

__all__ = ["Total", "totals"]

KINDS = tuple(ObservationKind)
IN_WORDS = {
    RollupFunction.SUM: "sum of",
    RollupFunction.COUNT_TRUE: "number with yes, of",
    RollupFunction.RATIO: "ratio over",
    RollupFunction.MAXIMUM: "largest of",
}


@attrs.frozen(kw_only=True)
class Total:
    """
    The figure of all parts for one kind, period and group.

    Attributes:
        kind: The kind of the values.

        period: The period; one of nothing for baselines of several periods.

        subject: The group; the total without any.

        answer: The figure of the parts that have one, or every reason why there is none.

        inputs: The value of each part, or why it has none, in the order of the parts.
    """

    kind: ObservationKind
    period: Period
    subject: Subject
    answer: Rollup | Undefined
    inputs: tuple[RollupPart, ...]

    @property
    def coverage(self) -> Coverage:
        """The number of parts with a value, out of all."""
        return Coverage(sum(part.is_reported for part in self.inputs), len(self.inputs))

    @property
    def value(self) -> Value:
        """
        The figure as a value of all parts: at least that of those that have one, where it can only grow.

        Where a part is missing and the whole has no least, or where there is no figure, the value is missing.
        """
        if isinstance(self.answer, Undefined):
            return self._lacking
        value = self.answer.value
        if self.coverage.reported == self.coverage.due and not isinstance(value, Interval):
            return value if isinstance(value, Value) else Missing.NOT_AVAILABLE
        # A part that is not due is not in the figure either.
        whole = attrs.evolve(self.answer, coverage=self.coverage)
        low, high = whole.at_least, whole.at_most
        if self.answer.function is RollupFunction.RATIO or not isinstance(low, Decimal):
            return Missing.NOT_AVAILABLE
        return Range(low, high if isinstance(high, Decimal) else None)

    @property
    def _lacking(self) -> Missing:
        """The reason that all parts state where none has a value; else that there is no total."""
        stated = {part.value for part in self.inputs if isinstance(part.value, Missing)} - {Missing.ABSENT}
        if self.coverage.reported or len(stated) > 1:
            return Missing.EMPTY if not self.coverage.reported else Missing.NOT_AVAILABLE
        return stated.pop() if stated else Missing.ABSENT

    def comment(self, value: Value) -> str:
        """
        The coverage in words, the parts without a value with the reason, and why there is no total.

        Args:
            value: Its value.
        """
        answer, words = self.answer, f"{self.coverage} parts"
        if isinstance(answer, Rollup):
            words = f"{IN_WORDS[answer.function]} {words}"
            if not is_reported(value):
                words += f", which is {text_of(answer.value)}" if isinstance(answer.value, Value) else ""
        elif self.coverage.reported:
            words = f"no total of {words}: {answer.reason}"
        return "; ".join((words, *map(_without, self.missing)))

    @property
    def missing(self) -> tuple[RollupPart, ...]:
        """The parts that have no value."""
        return tuple(part for part in self.inputs if not part.is_reported)

    @property
    def observation(self) -> Observation:
        """The total as a value of the combined indicator, with its coverage as the comment."""
        value = self.value
        units = {part.unit for part in self.inputs if part.is_reported}
        has_unit = isinstance(value, Decimal | Range) and len(units) == 1
        is_count = isinstance(self.answer, Rollup) and self.answer.function is RollupFunction.COUNT_TRUE
        return Observation(
            kind=self.kind,
            period=self.period,
            value=value,
            unit=units.pop() if has_unit and not is_count else None,
            comment=self.comment(value),
            disaggregation=self.subject.disaggregation,
        )


def _without(part: RollupPart) -> str:
    """A part without a value, with the reason."""
    if is_reported(part.earlier):
        total = f"{text_of(part.earlier)} for {part.earlier_period}"
        return f"{part.framework}: last reported {total}, a running total that still holds"
    return f"{part.framework}: {part.why}"


def totals(
    parts: Sequence[CombinedPart],
    members: Mapping[int, Member],
    statuses: Mapping[int, frozenset[bool | None]],
    functions: tuple[RollupFunction | None, Mapping[str, RollupFunction]],
    overlap: Overlap | None,
    *,
    apart: bool,
) -> Iterator[Total]:
    """
    The totals of an indicator: baselines first, then the others in the order of time; each group after the total.

    Args:
        parts: All parts.

        members: The indicator in each part that has it, by the number of the part.

        statuses: The aggregation statuses that each of them and its result declare.

        functions: The function of all counts, and those of single codes.

        overlap: The overlap between the parts, as the caller declares it.

        apart: True if the parts are for countries that are known to differ.
    """
    of_all, of_code = functions
    indicators: dict[int, Indicator] = {number: member.node for number, member in members.items()}
    declared = [_status(found) for found in statuses.values()]
    named = (of_code[i.code] for i in indicators.values() if i.code is not None and i.code in of_code)
    function = next(named, None) or suited(indicators.values(), declared, of_all)
    twins = [f"{parts[n].name} has {one.twins} indicators of this code and statement" for n, one in members.items()]
    doubts = [text for text, member in zip(twins, members.values(), strict=True) if member.twins > 1]
    doubts += _languages(parts, members)
    whole = _candidates(parts, members, statuses, indicators)
    for kind, period, subject in _cells(indicators):
        candidates = whole
        if kind is not ObservationKind.BASELINE and period.last_day is None:
            undated = {number: _undated(indicator, kind) for number, indicator in indicators.items()}
            candidates = _candidates(parts, members, statuses, undated)
        at = period if kind is not ObservationKind.BASELINE and period.last_day else None
        question = Question(None, kind, at, latest=False, subject=subject)
        answer = rolled_up([[one] for one in candidates], question, function, overlap, [ONE] * len(parts), apart=apart)
        found = answer.inputs if isinstance(answer, Rollup) else [part for _, part in answer.inputs]
        inputs = tuple(part for part in found if isinstance(part, RollupPart))
        if doubts:
            reasons = [answer.reason] if isinstance(answer, Undefined) else []
            answer = Undefined("; ".join((*reasons, *doubts)), tuple((part.place, part) for part in inputs))
        when = period if at else _only_period(inputs) or period
        yield Total(kind=kind, period=when, subject=subject, answer=answer, inputs=inputs)


def _only_period(inputs: Iterable[RollupPart]) -> Period | None:
    """The period that all values share; None where they have several."""
    found = {part.period for part in inputs if part.period != Period()}
    return found.pop() if len(found) == 1 else None


def _candidates(
    parts: Sequence[CombinedPart],
    members: Mapping[int, Member],
    statuses: Mapping[int, frozenset[bool | None]],
    indicators: Mapping[int, Indicator],
) -> list[Candidate]:
    """Each part with its indicator, or as one that has none."""
    return [
        Candidate(indicators[n], members[n].path, part.known, statuses[n])
        if n in members
        else Candidate(None, "", part.known)
        for n, part in enumerate(parts)
    ]


def _status(found: frozenset[bool | None]) -> bool | None:
    return False if False in found else (True if True in found else None)


def _languages(parts: Sequence[CombinedPart], members: Mapping[int, Member]) -> Iterator[str]:
    """The doubt where statements differ because they are in several languages."""
    languages = {parts[number].framework.language for number in members} - {None}
    if len(languages) > 1 and len({member.node.statement for member in members.values()}) > 1:
        listed = " and ".join(sorted(map(str, languages)))
        yield f"the frameworks are in {listed}; combine them in one language, with framework.in_language"


def _undated(indicator: Indicator, kind: ObservationKind) -> Indicator:
    """The indicator with its values of a kind that have no period alone."""
    series = ObservationSeries(tuple(o for o in indicator.series.of(kind) if o.period.last_day is None))
    return attrs.evolve(indicator, series=series)


def _cells(indicators: Mapping[int, Indicator]) -> Iterable[tuple[ObservationKind, Period, Subject]]:
    """The kinds, periods and groups that any part has a value or an empty cell of; baselines are one cell a group."""
    found: dict[tuple[object, ...], tuple[ObservationKind, Period, Subject]] = {}
    for indicator in indicators.values():
        for o in indicator.series:
            subject = indicator.subject_of(o)
            if subject.places:
                continue
            is_baseline = o.kind is ObservationKind.BASELINE
            days = None if is_baseline else (o.period.first_day, o.period.last_day)
            found.setdefault((o.kind, days, subject), (o.kind, Period() if is_baseline else o.period, subject))
    return sorted(found.values(), key=_order)


def _order(cell: tuple[ObservationKind, Period, Subject]) -> tuple[object, ...]:
    kind, period, subject = cell
    is_later = kind is not ObservationKind.BASELINE
    return is_later, *period.time_key, KINDS.index(kind), not subject.is_total, str(subject)
