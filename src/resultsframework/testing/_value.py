"""
Values of every kind, and when they are: numbers, yes and no, ratios, ranges, levels, reasons for none, and periods.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.interval import Interval
from resultsframework.period import Period
from resultsframework.value import Cause, Level, Missing, Number, Range, Ratio, Undefined, Value

from ._text import made, nodes, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import SearchStrategy

__all__ = [
    "dates",
    "decimals",
    "intervals",
    "levels",
    "missing",
    "numbers",
    "periods",
    "ranges",
    "ratios",
    "undefined",
    "values",
    "years",
]

ODD_NUMBERS = (
    "0",
    "1",
    "0.00",
    "-0",
    "-1",
    "100",
    "1E+3",
    "1.50",
    "0.1",
    "1492979",
    "1E-12",
    "-99999999999999999999.5",
)


def _scaled(digits: int, exponent: int) -> Decimal:
    return Decimal(digits).scaleb(exponent)


_DECIMALS = (
    st.sampled_from((Decimal(0), Decimal(1), Decimal(-1)))
    | st.integers(-1_000, 1_000).map(Decimal)
    | st.sampled_from(tuple(map(Decimal, ODD_NUMBERS)))
    | made(_scaled, st.integers(-(10**20), 10**20), st.integers(-8, 3))
)
_MISSING = st.sampled_from(Missing)
# One choice each: what matters about a year or a day is where it lies among others, and whether they are the same.
YEARS = (*range(2018, 2031), 2013, 2000, 1999, 1899, 2201, 9999, 1)
DAYS = (
    *(dt.date(year, month, day) for year in range(2018, 2024) for month, day in ((1, 1), (6, 30), (7, 1), (12, 31))),
    dt.date(2024, 2, 29),
    dt.date(1999, 12, 31),
    dt.date(1, 1, 1),
    dt.date(9999, 12, 31),
)
_YEARS = st.sampled_from(YEARS)
_DAYS = st.sampled_from(DAYS)


def decimals() -> SearchStrategy[Decimal]:
    """Finite numbers: small, negative, of many digits, with zeros at the end, with an exponent."""
    return _DECIMALS


def numbers() -> SearchStrategy[Number]:
    """Exact numbers for calculations: decimals, and fractions that no decimal can write."""
    return _DECIMALS | st.fractions(-1000, 1000, max_denominator=99)


def missing() -> SearchStrategy[Missing]:
    """The reasons why there is no value."""
    return _MISSING


def ratios() -> SearchStrategy[Ratio]:
    """So many of so many, never of zero; the part may be more than the whole."""
    return _RATIOS


def _ratio(numerator: Decimal, denominator: Decimal) -> Ratio:
    return Ratio(numerator, denominator or Decimal(1))


_RATIOS = made(_ratio, _DECIMALS, _DECIMALS)


def ranges() -> SearchStrategy[Range]:
    """At least, at most, and between, with and without the bounds themselves."""
    return _RANGES


def _range(a: Decimal, b: Decimal, bounds: str, without_low: bool, without_high: bool) -> Range:
    low, high = sorted((a, b))
    return Range(low if "l" in bounds else None, high if "h" in bounds else None, not without_low, not without_high)


_RANGES = made(_range, _DECIMALS, _DECIMALS, st.sampled_from(["l", "h", "lh"]), st.booleans(), st.booleans())


def levels() -> SearchStrategy[Level]:
    """Steps of an ordered scale."""
    return _LEVELS


_LEVELS = made(Level, rank=st.integers(-1, 10), name=texts())


def values() -> SearchStrategy[Value]:
    """Values of every kind that a cell may have."""
    return _VALUES


# The strategies by the kind of value.
VALUES_OF: Mapping[str, SearchStrategy[Value]] = MappingProxyType(
    {
        "numeric": _DECIMALS,
        "ratio": _RATIOS,
        "range": _RANGES,
        "level": _LEVELS,
        "yes_no": st.booleans(),
        "text": texts(),
    }
)
# Numbers are what programs calculate with: they are drawn more often.
_VALUES: SearchStrategy[Value] = st.one_of(_DECIMALS, _MISSING, *VALUES_OF.values(), _DECIMALS)


def intervals() -> SearchStrategy[Interval]:
    """Numbers known to lie between two bounds, exact ones included."""
    return _INTERVALS


def _interval(a: Number, b: Number, c: Number) -> Interval:
    return Interval(*sorted((a, b, c)))


_INTERVALS = made(_interval, numbers(), numbers(), numbers()) | numbers().map(Interval.exactly)


def undefined() -> SearchStrategy[Undefined]:
    """Answers of calculations that have none."""
    return _UNDEFINED


_UNDEFINED = nodes(
    Undefined,
    {"reason": texts()},
    inputs=st.tuples(st.tuples(texts(), _DECIMALS | _MISSING)),
    cause=st.sampled_from(Cause),
)


def years() -> SearchStrategy[int]:
    """Years that a calendar has, mostly of our time."""
    return _YEARS


def dates() -> SearchStrategy[dt.date]:
    """Days, mostly of our time."""
    return _DAYS


def periods() -> SearchStrategy[Period]:
    """
    A year, two dates in any order, one date only, a text that is no date, nothing at all; in rare cases, several.
    """
    return _PERIODS


_PERIODS = st.sampled_from(
    (
        *(Period(year=year) for year in YEARS),
        *(Period(start=start, end=end) for start in DAYS[:9] for end in DAYS[:9]),
    )
) | nodes(
    Period,
    {},
    raw=st.sampled_from(["0", "9999-99-99", "2020/21", "TBD"]) | texts(),
    start=_DAYS,
    end=_DAYS,
    year=_YEARS,
)
