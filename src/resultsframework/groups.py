"""
The subjects among the values of an indicator: the one that it is about, those of its groups, and their sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs

from .observation import Observation, ObservationKind
from .subject import TOTAL, Subject, in_words
from .value import Missing, Ratio, Undefined, Value

if TYPE_CHECKING:
    from .organisation import Place
    from .period import Period

__all__ = [
    "MissingSum",
    "Selection",
    "added",
    "ending_last",
    "latest",
    "of_subject",
    "one_a_period",
    "one_subject",
    "subjects_of",
    "the_only",
]


class MissingSum(NamedTuple):
    """
    A value that could not be added up.

    Attributes:
        total: The empty place of the sum.

        reason: The reason why there is none.

        parts: The values of the groups.
    """

    total: Observation
    reason: str
    parts: tuple[Observation, ...]


@attrs.frozen(kw_only=True)
class Selection:
    """
    The choice that `Indicator.where` and `Indicator.total_over` made among the values of an indicator.

    Attributes:
        subject: The subject chosen; None for the one that the values have.

        notes: The assumptions behind the values, in words.

        gaps: The values that could not be added up.
    """

    subject: Subject | None = None
    notes: tuple[str, ...] = ()
    gaps: tuple[MissingSum, ...] = ()

    def with_sums(self, dimension: str, gaps: tuple[MissingSum, ...]) -> Selection:
        """The choice with sums over a dimension, of whatever subjects they are."""
        note = f"the categories of {dimension} are added up, taken as disjoint and complete"
        return Selection(notes=(*self.notes, note), gaps=(*self.gaps, *gaps))


def one_subject(observations: Iterable[Observation], territory: Place | None = None) -> Subject | None:
    """
    The subject of an indicator with these values: the total if any value is one, else what all values share, else None.

    Args:
        observations: All observations; those without a value decide nothing, unless none has one.

        territory: All that is covered, which makes no subject; None where that is not known.
    """
    found = subjects_of(observations, territory)
    if not found:
        return TOTAL
    return found[0] if found[0].is_total or len(found) == 1 else None


def subjects_of(observations: Iterable[Observation], territory: Place | None = None) -> tuple[Subject, ...]:
    """
    The subjects of these values, each once: the total before the others, which are in source order.

    Args:
        observations: All observations; those without a value count only where none has one.

        territory: As for `one_subject`.
    """
    found = list(observations)
    if not any(o.disaggregation or o.places for o in found):
        return (TOTAL,) if found else ()
    reported = [o for o in found if o.is_reported] or found
    subjects = dict.fromkeys(o.subject.outside(territory) for o in reported)
    return tuple(sorted(subjects, key=lambda subject: not subject.is_total))


def of_subject(
    observations: Sequence[Observation], subject: Subject | None, territory: Place | None = None
) -> tuple[Observation, ...]:
    """
    The observations of a subject, in source order; none where it is None.

    Args:
        observations: The observations.

        subject: The subject.

        territory: As for `one_subject`.
    """
    if subject is None:
        return ()
    return tuple([o for o in observations if o.subject.outside(territory) == subject])


def the_only(observations: Sequence[Observation]) -> Observation | None:
    """The only observation, else the only one with a value, else None."""
    if len(observations) > 1:
        observations = [o for o in observations if o.is_reported]
    return observations[0] if len(observations) == 1 else None


def ending_last(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """
    The observations of the period that ends last, of several that end together those of the longest.

    So the target of a year comes before that of its last quarter. Where the start of one that ends last is not known,
    all of them remain. Undated ones count only where no other is there.
    """
    found = tuple(observations)
    last = max((o.period.sort_key for o in found), default=None)
    ending = [o for o in found if o.period.sort_key == last]
    starts = [day for o in ending if (day := o.period.first_day) is not None]
    if len(starts) < len(ending):
        return tuple(ending)
    first = min(starts, default=None)
    return tuple(o for o in ending if o.period.first_day == first)


def one_a_period(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The only observation of each period that has one (see `the_only`), in order of first appearance."""
    by_period: dict[Period, list[Observation]] = {}
    for o in observations:
        by_period.setdefault(o.period, []).append(o)
    found = map(the_only, by_period.values())
    return tuple([o for o in found if o is not None])


def latest(actuals: Iterable[Observation]) -> Observation | None:
    """The reported one of the actuals of one subject whose period ends last; None without one."""
    reported = [o for o in one_a_period(actuals) if o.is_reported and o.period.last_day]
    return max(reported, key=lambda o: o.period.sort_key, default=None)


# ------------------------------------------------------------------------------------------ adding groups up


class Cell(NamedTuple):
    """The place of values that are added up: one kind, one period, and whatever they have in common."""

    kind: ObservationKind
    time: object
    rest: Subject


def added(
    observations: Sequence[Observation], dimension: str, territory: Place | None, shares: Sequence[Observation]
) -> tuple[tuple[Observation, ...], tuple[MissingSum, ...]]:
    """
    The observations with the sums over the categories of a dimension in place of them, and the sums that there are not.

    A value that the source states itself is kept, and no sum takes its place.

    Args:
        observations: All observations.

        dimension: The dimension.

        territory: As for `one_subject`.

        shares: The observations that are shares of a whole, which never add up.
    """
    cells: dict[Cell, list[Observation]] = {}
    category: dict[int, Subject] = {}
    kept: list[Observation | Cell] = []
    for o in observations:
        subject = o.subject.outside(territory)
        rest = subject.without(dimension)
        if subject == rest or subject.category_of(dimension) is None:
            kept.append(o)
            continue
        cell = Cell(o.kind, o.period.time_key, rest)
        if cell not in cells:
            kept.append(cell)
        cells.setdefault(cell, []).append(o)
        category[id(o)] = subject
    stated = {_cell(o, territory) for o in kept if isinstance(o, Observation) and o.is_reported}
    first = {category[id(o)]: o for cell in reversed(cells) for o in reversed(cells[cell]) if o.is_reported}
    result: list[Observation] = []
    gaps: list[MissingSum] = []
    for entry in kept:
        if isinstance(entry, Observation):
            result.append(entry)
        elif entry not in stated:
            parts = cells[entry]
            wanted = {subject: o for subject, o in first.items() if subject.without(dimension) == entry.rest}
            value = _sum(parts, [category[id(o)] for o in parts], wanted, any(o in shares for o in parts))
            total = Observation(
                kind=entry.kind,
                period=parts[0].period,
                value=Missing.ABSENT if isinstance(value, Undefined) else value,
                unit=parts[0].unit,
                disaggregation=entry.rest.disaggregation,
                places=entry.rest.places,
                line=parts[0].line,
            )
            result.append(total)
            gaps += [MissingSum(total, value.reason, tuple(parts))] if isinstance(value, Undefined) else []
    return tuple(result), tuple(gaps)


def _cell(observation: Observation, territory: Place | None) -> Cell:
    return Cell(observation.kind, observation.period.time_key, observation.subject.outside(territory))


def _sum(
    parts: Sequence[Observation],
    subjects: Sequence[Subject],
    wanted: Mapping[Subject, Observation],
    are_shares: bool,
) -> Value | Undefined:
    """The sum of the values of one period, or why there is none."""
    values: dict[Subject, Observation] = {}
    for o, subject in zip(parts, subjects, strict=True):
        if o.is_reported and subject in values:
            return Undefined(f"there are several values of {subject}: {values[subject].raw} and {o.raw}")
        if o.is_reported:
            values[subject] = o
    if not values:
        return parts[0].value
    lacking = [subject for subject in wanted if subject not in values]
    if lacking:
        other = wanted[lacking[0]]
        return Undefined(f"no value of {in_words(lacking)}, which the {other.kind.value} of {other.period} has")
    if len({o.unit for o in values.values()}) > 1:
        return Undefined("the units of the groups differ")
    return _added_up([o.value for o in values.values()], are_shares=are_shares)


def _added_up(values: Sequence[Value], *, are_shares: bool) -> Value | Undefined:
    from .interval import exact_sum

    ratios = [value for value in values if isinstance(value, Ratio)]
    if len(ratios) == len(values):
        of = exact_sum(r.denominator for r in ratios)
        return Ratio(exact_sum(r.numerator for r in ratios), of) if of else Undefined("the denominators add up to zero")
    numbers = [value for value in values if isinstance(value, Decimal)]
    if are_shares or len(numbers) < len(values):
        return Undefined("shares of a whole do not add up" if are_shares else "the values of the groups do not add up")
    return exact_sum(numbers)
