"""
Shapes of indicators in plans in which nothing is wrong: their measure, and the value at each step on their way.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.indicator import Accumulation, Direction, Measure
from resultsframework.value import Level, Range, Ratio, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "AT_LEAST",
    "BALANCE",
    "COUNT",
    "FALLING",
    "FROM_ZERO",
    "KEPT",
    "LEVEL",
    "NUMBERS",
    "NUMERIC",
    "PART",
    "PERCENT",
    "REACHED",
    "SHAPES",
    "SHAPES_OF",
    "TEXT",
    "YEARLY",
    "Shape",
]


class Shape(NamedTuple):
    """
    The measure of an indicator, and the values of the steps on its way.

    Attributes:
        opening: The beginning of its statement.

        value: The value at a step, from the first step, the last one, and the indicator's number: two indicators of
            one framework never have the same values.
    """

    opening: str
    measure: Measure
    unit: str | None
    direction: Direction
    accumulation: Accumulation
    value: Callable[[int, int, int, int], Value]


def _tens(step: int, number: int) -> Decimal:
    """Zero at step 0, for any indicator."""
    return Decimal(step * 10 + number) if step else Decimal(0)


def _count(step: int, _first: int, _last: int, number: int) -> Value:
    return _tens(step, number)


def _percent(step: int, _first: int, _last: int, number: int) -> Value:
    return _tens(step, number) / 10


def _falling(step: int, _first: int, _last: int, number: int) -> Value:
    return Decimal(1000 - step * 10 - number).scaleb(-1)


def _kept(_step: int, first: int, _last: int, number: int) -> Value:
    return Decimal(first * 10 + number - 1)


def _below_zero(step: int, _first: int, last: int, number: int) -> Value:
    return Decimal((step - last) * 10 + 1 - number)


def _reached(step: int, _first: int, last: int, _number: int) -> Value:
    return step == last


def _part(step: int, _first: int, _last: int, number: int) -> Value:
    return Ratio(_tens(step, number), Decimal(1000))


def _at_least(step: int, _first: int, _last: int, number: int) -> Value:
    return Range(low=_tens(step, number))


def _level(step: int, _first: int, _last: int, _number: int) -> Value:
    return Level(step, f"step {step} of the scale")


def _text(step: int, _first: int, _last: int, _number: int) -> Value:
    return f"Stage {step}: l’accord “signé”"


_UP, _DOWN = Direction.INCREASE, Direction.DECREASE
COUNT = Shape("Number of", Measure.UNIT, "person", _UP, Accumulation.CUMULATIVE, _count)
YEARLY = Shape("Yearly number of", Measure.UNIT, None, _UP, Accumulation.PERIODIC, _count)
PERCENT = Shape("Share of", Measure.PERCENTAGE, "percent", _UP, Accumulation.SNAPSHOT, _percent)
FALLING = Shape("Share without", Measure.PERCENTAGE, "percent", _DOWN, Accumulation.SNAPSHOT, _falling)
KEPT = Shape("Steady count of", Measure.UNIT, "household", Direction.MAINTAIN, Accumulation.SNAPSHOT, _kept)
BALANCE = Shape("Balance of", Measure.UNIT, None, _UP, Accumulation.SNAPSHOT, _below_zero)
REACHED = Shape("There is a law for", Measure.NOMINAL, None, _UP, Accumulation.SNAPSHOT, _reached)
PART = Shape("Part of", Measure.UNIT, None, _UP, Accumulation.SNAPSHOT, _part)
AT_LEAST = Shape("Threshold for", Measure.UNIT, None, _UP, Accumulation.SNAPSHOT, _at_least)
LEVEL = Shape("Maturity of", Measure.ORDINAL, None, _UP, Accumulation.SNAPSHOT, _level)
TEXT = Shape("State of", Measure.QUALITATIVE, None, Direction.UNKNOWN, Accumulation.SNAPSHOT, _text)
NUMERIC = (COUNT, PERCENT, YEARLY, FALLING, KEPT)
SHAPES = (*NUMERIC, REACHED, PART, AT_LEAST, LEVEL, TEXT)
# What a program is most often wrong about is drawn more often.
NUMBERS = (COUNT, COUNT, PERCENT, *(FALLING,) * 8, YEARLY, KEPT, BALANCE)
# Those whose values at step 0 are zero.
FROM_ZERO = (COUNT, PERCENT, YEARLY, KEPT, PART, AT_LEAST)
# The shapes by the kind of their values.
SHAPES_OF: Mapping[str, tuple[Shape, ...]] = MappingProxyType(
    {
        "numeric": NUMBERS,
        "ratio": (PART,),
        "range": (AT_LEAST,),
        "level": (LEVEL,),
        "yes_no": (REACHED,),
        "text": (TEXT,),
    }
)
