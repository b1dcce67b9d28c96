"""
Functions that make one figure of the values of several places, and the overlap between the places.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from resultsframework.interval import Interval, exact_sum
from resultsframework.value import (
    Level,
    Number,
    Ratio,
    Undefined,
    Value,
    text_of,
)

if TYPE_CHECKING:
    from resultsframework.organisation import Place
    from resultsframework.period import Period

__all__ = [
    "ADDING",
    "DIVIDING",
    "TAKES",
    "Overlap",
    "Piece",
    "Rolled",
    "RollupFunction",
    "end_of",
    "floor_of",
    "in_words",
    "rolled",
]

ONE = Decimal(1)


class RollupFunction(enum.Enum):
    """
    Functions that make one value of the values of several places. Not in IATI.

    Attributes:
        SUM: Counts and amounts, added up.

        COUNT_TRUE: The number of places whose answer is yes.

        SHARE_TRUE: The number of places whose answer is yes, of those with an answer.

        RATIO: The sum of the numerators over the sum of the denominators; never the mean of percentages.

        MAXIMUM: The largest number, or the highest level.

        LATEST: The value whose period ends last.

        DISTRIBUTION: Each value with the number of places that have it.

        WEIGHTED_MEAN: The mean of shares, each place with the weight that the caller gives it; the ratio of numerators
            and denominators is better.
    """

    SUM = "sum"
    COUNT_TRUE = "count_true"
    SHARE_TRUE = "share_true"
    RATIO = "ratio"
    MAXIMUM = "maximum"
    LATEST = "latest"
    DISTRIBUTION = "distribution"
    WEIGHTED_MEAN = "weighted_mean"


class Overlap(enum.Enum):
    """
    Overlap between places: people or things that may be counted in more than one of them. Not in IATI.

    Attributes:
        DISJOINT: None is counted twice: the sum is the total.

        CONTAINED: The place with the most holds all the others: the largest is the total.

        UNKNOWN: The overlap is not known: the total is at least the largest and at most the sum.
    """

    DISJOINT = "disjoint"
    CONTAINED = "contained"
    UNKNOWN = "unknown"


Rolled: TypeAlias = "Number | Interval | Ratio | Value | tuple[tuple[Value, int], ...]"

TAKES: dict[RollupFunction, tuple[type, ...]] = {
    RollupFunction.SUM: (Decimal,),
    RollupFunction.COUNT_TRUE: (bool,),
    RollupFunction.SHARE_TRUE: (bool,),
    RollupFunction.RATIO: (Ratio,),
    RollupFunction.MAXIMUM: (Decimal, Ratio, Level),
    RollupFunction.WEIGHTED_MEAN: (Decimal, Fraction),
}
ADDING = (RollupFunction.SUM, RollupFunction.COUNT_TRUE)
DIVIDING = (RollupFunction.SHARE_TRUE, RollupFunction.RATIO)


class Piece(NamedTuple):
    """One value to roll up: that of an indicator, or a roll-up made before; with the least that it is known to be."""

    value: Rolled
    period: Period
    countries: tuple[Place, ...]
    least: Number | None = None
    weight: Number = ONE


def floor_of(function: RollupFunction, overlap: Overlap, values: Sequence[Rolled]) -> Number:
    """The least that a sum or a maximum can be if each of these values is the least of its place."""
    if function is RollupFunction.SUM:
        return _total([_interval(value) for value in values], overlap).low
    return max(_interval(value).low for value in values)


def rolled(function: RollupFunction, overlap: Overlap, pieces: Sequence[Piece]) -> Rolled | Undefined:
    """The figure of at least one value, all of them of a type that the function takes."""
    if function in ADDING:
        total = _total([_interval(piece.value) for piece in pieces], overlap)
        return total.nominal if total.is_exact else total
    if function in DIVIDING:
        pairs = [_pair(piece.value) for piece in pieces]
        of = exact_sum(denominator for _, denominator in pairs)
        so_many = exact_sum(numerator for numerator, _ in pairs)
        return Ratio(so_many, of) if of else Undefined("the denominators add up to zero")
    if function is RollupFunction.WEIGHTED_MEAN:
        numbers = [(p.value, p.weight) for p in pieces if isinstance(p.value, Decimal | Fraction)]
        return _weighted_mean([(Fraction(value), Fraction(weight)) for value, weight in numbers])
    if function is RollupFunction.MAXIMUM:
        return max(pieces, key=lambda piece: _height(piece.value)).value
    if function is RollupFunction.LATEST:
        last = max(map(end_of, pieces))
        latest = [piece.value for piece in pieces if end_of(piece) == last]
        return latest[0] if all(v == latest[0] for v in latest) else Undefined("several values are equally late")
    counts: Counter[Any] = Counter()
    for piece in pieces:
        if isinstance(piece.value, tuple):
            counts.update(dict(piece.value))
        else:
            counts[piece.value] += 1
    return tuple(sorted(counts.items(), key=lambda pair: _height(pair[0])))


def _weighted_mean(weighted: Sequence[tuple[Fraction, Fraction]]) -> Number | Undefined:
    """The sum of the values times their weights over the sum of the weights; as a decimal number where it is whole."""
    weights = sum(weight for _, weight in weighted)
    if not weights:
        return Undefined("the weights add up to zero")
    mean = sum(value * weight for value, weight in weighted) / weights
    return Decimal(mean.numerator) if mean.denominator == 1 else mean


def _total(parts: Sequence[Interval], overlap: Overlap) -> Interval:
    """The total of parts with such an overlap: their sum, the largest, or something between the two."""
    sums = reduce(Interval.__add__, parts)
    if overlap is Overlap.DISJOINT:
        return sums
    low = max(part.low for part in parts)
    if overlap is Overlap.UNKNOWN:
        return Interval(low, sums.nominal, sums.high)
    return Interval(low, max(part.nominal for part in parts), max(part.high for part in parts))


def _interval(value: object) -> Interval:
    """A count as a number between two bounds; yes is one of what is counted."""
    if isinstance(value, Interval):
        return value
    return Interval.exactly(value if isinstance(value, Decimal) else Decimal(value is True))


def _pair(value: object) -> tuple[Decimal, Decimal]:
    """So many of so many; an answer is one, and of one."""
    return (value.numerator, value.denominator) if isinstance(value, Ratio) else (Decimal(value is True), ONE)


def _height(value: object) -> Any:
    """The sort key of values of one type."""
    if isinstance(value, Level):
        return value.rank
    if isinstance(value, Ratio):
        return value.fraction
    return value if isinstance(value, Decimal | bool) else str(value)


def end_of(piece: Piece) -> dt.date:
    """The last day of the time that a piece is about; the first of all days where that is not known."""
    return piece.period.sort_key


def in_words(value: Rolled) -> str:
    """A figure in words."""
    if isinstance(value, tuple):
        return ", ".join(f"{text_of(one)}: {count}" for one, count in value)
    if isinstance(value, Interval):
        return f"{Interval.exactly(value.low)} to {Interval.exactly(value.high)}"
    return str(value) if isinstance(value, Fraction) else text_of(value)
