"""
Intervals: numbers known only between two bounds, with exact arithmetic. Published amounts are rounded, so each is one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_DOWN, Context, Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar, Literal

import attrs

from .construction import typed
from .errors import InvalidValueError
from .expression import PrintedForTests, repr_of
from .value import Number, Undefined

__all__ = ["Interval"]

# Sums and products of decimals are exact in this context; a quotient is a Fraction instead.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
# Enough for the first digit of a quotient.
ROUGH = Context(prec=9, rounding=ROUND_DOWN, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


@typed
@attrs.frozen
class Interval:
    """
    A number known to lie between two bounds, both included. Not in IATI, whose amounts are exact.

    Arithmetic is exact and conservative: a result contains every number that the operands allow.

    Attributes:
        low: The lower bound.

        nominal: The published number, or the result for published numbers; between the bounds.

        high: The upper bound.
    """

    # The plain cells of an interval in a table for machines.
    FLAT: ClassVar[Mapping[str, type]] = MappingProxyType(
        {"": Decimal, "low": Decimal, "high": Decimal, "state": str, "reason": str}
    )

    low: Number
    nominal: Number
    high: Number

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    def __attrs_post_init__(self) -> None:
        if not self.low <= self.nominal <= self.high:
            msg = f"an Interval needs low <= nominal <= high, not {self.low}, {self.nominal}, {self.high}"
            raise InvalidValueError(msg)

    @classmethod
    def exactly(cls, number: Number) -> Interval:
        """The interval of a number that is known exactly."""
        return cls(number, number, number)

    @property
    def is_exact(self) -> bool:
        """True if the bounds are the same number."""
        return self.low == self.high

    def flat(self) -> dict[str, object]:
        """The published number and the bounds, as plain cells of a table."""
        return {"": self.nominal, "low": self.low, "high": self.high}

    def __contains__(self, number: Number) -> bool:
        return self.low <= number <= self.high

    def __add__(self, other: Interval) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        return Interval(add(self.low, other.low), add(self.nominal, other.nominal), add(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(negate(self.high), negate(self.nominal), negate(self.low))

    def __sub__(self, other: Interval) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        return self + -other

    def times(self, factor: Number) -> Interval:
        """The product with an exact number."""
        ends = sorted((multiply(self.low, factor), multiply(self.high, factor)))
        return Interval(ends[0], multiply(self.nominal, factor), ends[1])

    def divided_by(self, other: Interval) -> Interval | Undefined:
        """The quotient; undefined where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return Undefined("the divisor is zero or may be zero")
        corners = [divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), divide(self.nominal, other.nominal), max(corners))

    def __bool__(self) -> Literal[True]:
        # An interval, that of zero too, is true, so `if answer:` tells it from `Undefined` for type checkers as well.
        return True

    def __str__(self) -> str:
        """The nominal number with no more digits than the bounds support."""
        return in_digits(self.nominal, add(self.high, negate(self.low)), most=6)

    def _repr_html_(self) -> str:
        return f"<p>{self}</p>"

    def as_percent(self) -> str:
        """The nominal number as a percentage, with no more digits than the bounds support and at most two decimals."""
        hundred = self.times(Decimal(100))
        return f"{in_digits(hundred.nominal, add(hundred.high, negate(hundred.low)), most=2)} %"

    def exceeds(self, other: Interval) -> bool | None:
        """True if it is certainly larger, False if certainly not; None where the bounds leave it open."""
        if self.low > other.high:
            return True
        return False if self.high <= other.low else None

    def overlaps(self, other: Interval) -> bool:
        """True if both can be the same number."""
        return self.low <= other.high and other.low <= self.high


def add(a: Number, b: Number) -> Number:
    """The exact sum."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return EXACT.add(a, b)
    return Fraction(a) + Fraction(b)


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum of at least one number; `sum` would round it to the digits of the context."""
    return functools.reduce(EXACT.add, numbers)


def multiply(a: Number, b: Number) -> Number:
    """The exact product."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return EXACT.multiply(a, b)
    return Fraction(a) * Fraction(b)


def negate(a: Number) -> Number:
    """The exact opposite; unary minus would round a Decimal to the current context. Zero has no sign."""
    return EXACT.minus(a) if isinstance(a, Decimal) else -a


def divide(a: Number, b: Number) -> Number:
    """The exact quotient."""
    return Fraction(a) / Fraction(b)


def in_digits(number: Number, width: Number, most: int) -> str:
    """
    A number with the digits that an interval of this width supports, and at most so many decimals.

    In an interval wider than ten the last digits before the point are unknown too; they are printed as zeros.
    """
    decimals = most
    if width:
        exactly = Fraction(width)
        scale = ROUGH.divide(Decimal(exactly.numerator), Decimal(exactly.denominator))
        decimals = min(most, -scale.adjusted())
    rounded = round(Fraction(number) * Fraction(10) ** decimals)
    exact = EXACT.scaleb(Decimal(rounded), -decimals)
    if not width:
        exact = exact.normalize(EXACT)
    return f"{exact:,f}"
