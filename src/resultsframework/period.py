"""
Periods: the year or the dates of a value, a budget or a whole plan.
"""

from __future__ import annotations

import datetime as dt

import attrs

from .errors import InvalidValueError
from .value import repr_of

__all__ = ["Period"]


def a_year(_owner: object, _attribute: attrs.Attribute[int | None], value: object) -> None:
    """Validate a calendar year; a year 0 of a source is kept as the raw text of a period without a year."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999):
        return
    msg = f"Period.year must be a year from 1 to 9999, not {value!r}; keep what a source wrote instead in Period.raw"
    raise InvalidValueError(msg)


# Many values share a period, and are looked up by it.
@attrs.frozen(kw_only=True, weakref_slot=False, cache_hash=True)
class Period:
    """
    A calendar year, or a start and an end. IATI: ``period-start`` and ``period-end``; ``@year`` and ``@iso-date`` of a
    baseline.

    An end before the start is kept; a rule reports it. A period without any field is not stated in the source.

    Attributes:
        year: The calendar year, 1 to 9999, where the source states a year rather than dates.

        start: The first day; None if not stated.

        end: The last day; None if not stated.

        raw: The text of the source, where it is neither a year nor a date ("0", "9999-99-99").
    """

    year: int | None = attrs.field(default=None, validator=a_year)
    start: dt.date | None = None
    end: dt.date | None = None
    raw: str | None = None

    __repr__ = repr_of

    @classmethod
    def between(cls, first_year: int, last_year: int) -> Period:
        """The period from the first day of one year to the last day of another, such as "2020-2025"."""
        first, last = cls(year=first_year), cls(year=last_year)
        return first if first == last else cls(start=first.first_day, end=last.last_day)

    @property
    def is_stated(self) -> bool:
        """True if there is a year or a date."""
        return self.first_day is not None or self.last_day is not None

    @property
    def first_day(self) -> dt.date | None:
        """The first day; that of the year where only a year is stated."""
        return self.start if self.start is not None or self.year is None else dt.date(self.year, 1, 1)

    @property
    def last_day(self) -> dt.date | None:
        """The last day; that of the year where only a year is stated."""
        return self.end if self.end is not None or self.year is None else dt.date(self.year, 12, 31)

    @property
    def sort_key(self) -> dt.date:
        """The key for sorting by the end of the period: its last day. Periods without one come first."""
        return self.last_day or dt.date.min

    @property
    def time_key(self) -> tuple[bool, dt.date, bool, dt.date, str]:
        """The key for sorting in order of time: the end, then the start, unknown ones last. Equal for the same time."""
        first, last = self.first_day, self.last_day
        text = "" if self.is_stated else self.raw or ""
        return (last is None, last or dt.date.max, first is None, first or dt.date.max, text)

    @property
    def first_year(self) -> int | None:
        """The year of the first day."""
        day = self.first_day
        return None if day is None else day.year

    @property
    def last_year(self) -> int | None:
        """The year of the last day: the year that an observation of this period counts for."""
        day = self.last_day
        return None if day is None else day.year

    @property
    def years(self) -> range | None:
        """The years it spans; None if a bound is unknown or the end is before the start."""
        first, last = self.first_year, self.last_year
        return None if first is None or last is None or first > last else range(first, last + 1)

    def holds(self, year: int) -> bool | None:
        """True if it contains the year; None if a bound is unknown or the end is before the start."""
        years = self.years
        return None if years is None else year in years

    def __str__(self) -> str:
        if self.start is None and self.end is None:
            return str(self.year) if self.year is not None else self.raw or ""
        if self.start is not None and self.end is not None:
            whole_years = (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)
            if whole_years and self.start.year < self.end.year:
                return f"{self.start.year}-{self.end.year}"
        start = self.start.isoformat() if self.start is not None else ""
        end = self.end.isoformat() if self.end is not None else ""
        return f"{start}..{end}"
