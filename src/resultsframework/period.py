"""
Periods: the year or the dates of a value, a budget or a whole plan.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import ClassVar

import attrs

from ._guess import Guessable
from .construction import typed
from .errors import InvalidValueError
from .expression import PrintedForTests, repr_of

__all__ = ["Period"]

MONTHS = 12
ONE_DAY = dt.timedelta(days=1)
# Days of the usual lengths of reporting periods, with the slack that fiscal calendars and careless dates need.
LENGTHS = {"month": range(28, 32), "quarter": range(88, 94), "half-year": range(178, 188), "year": range(360, 373)}
SLACK = 3
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
FORMS = rf"""
    (?P<year>[1-9][0-9]{{3}}) (?: [ -]?(?P<kind>[QH])(?=[0-9]) (?P<number>[0-9]) | -(?P<month>[0-9]{{2}}) )?
  | (?P<first>[1-9][0-9]{{3}}) - (?P<last>[1-9][0-9]{{3}})
  | FY\ ?(?P<fiscal>[1-9][0-9]{{3}}) (?:[/-](?P<ends>[0-9]{{2}}(?:[0-9]{{2}})?))?
  | (?P<start>{DAY})?\.\.(?P<end>{DAY})? | (?P<day>{DAY})
"""


def a_year(_owner: object, _attribute: attrs.Attribute[int | None], value: object) -> None:
    """Validate a calendar year; a year 0 of a source is kept as the raw text of a period without a year."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999):
        return
    msg = f"Period.year must be a year from 1 to 9999, not {value!r}; keep what a source wrote instead in Period.raw"
    raise InvalidValueError(msg)


# Many values share a period, and are looked up by it.
@typed
@attrs.frozen(kw_only=True, weakref_slot=False, cache_hash=True)
class Period(Guessable):
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

    _guesses: ClassVar[dict[str, str]] = {
        ".first_day": "start_date begin from_ first",
        ".last_day": "end_date to last until",
        ".length": "duration months range",
        ".holds(day)": "contains includes has",
        "str(period)": "label name text title",
    }

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    @classmethod
    def between(cls, first_year: int, last_year: int) -> Period:
        """The period from the first day of one year to the last day of another, such as "2020-2025"."""
        first, last = cls(year=first_year), cls(year=last_year)
        return first if first == last else cls(start=first.first_day, end=last.last_day)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """
        A calendar month.

        Raises:
            InvalidValueError: The month is not one of 1 to 12.
        """
        return cls._of_months(year, month, 1, "month", 12)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """
        A quarter of a calendar year.

        Raises:
            InvalidValueError: The quarter is not one of 1 to 4.
        """
        return cls._of_months(year, quarter, 3, "quarter", 4)

    @classmethod
    def parse(cls, text: str, *, year_start: int | None = None) -> Period:
        """
        The period that a text states.

        Args:
            text: A year ("2024"), a quarter ("2024Q1", "2024-Q1", "2024 Q1"), a half-year ("2024H1"), a month
                ("2024-03"), years ("2020-2025"), days with two dots between ("2024-07-01..2025-06-30"; one of the two
                may be absent), one day ("2024-07-01"), or a fiscal year ("FY2019/20", "FY2020").

            year_start: The month in which a fiscal year begins, from 1 to 12; "FY2020" is the one that ends in 2020.

        Raises:
            InvalidValueError: The text states none of these, a day does not exist, or the first month of a fiscal year
                is not given.

        >>> str(Period.parse("2024Q1")), str(Period.parse("FY2019/20", year_start=7))
        ('2024-01-01..2024-03-31', '2019-07-01..2020-06-30')
        """
        match = re.fullmatch(FORMS, text.strip(), re.VERBOSE | re.IGNORECASE)
        if match is None:
            msg = f"{text!r} is no period; write such as 2024, 2024Q1, 2024-03, 2020-2025 or 2024-07-01..2025-06-30"
            raise InvalidValueError(msg)
        try:
            return cls._parsed(match, year_start)
        except ValueError as error:
            msg = f"{text!r} is no period: {error}"
            raise InvalidValueError(msg) from None

    @classmethod
    def _parsed(cls, match: re.Match[str], year_start: int | None) -> Period:
        part = match.groupdict()
        if part["year"]:
            year, kind = int(part["year"]), (part["kind"] or "").upper()
            if part["month"]:
                return cls.month(year, int(part["month"]))
            if kind:
                return (cls.quarter if kind == "Q" else cls._half_year)(year, int(part["number"]))
            return cls(year=year)
        if part["first"]:
            return cls.between(int(part["first"]), int(part["last"]))
        if part["fiscal"]:
            return cls._fiscal_year(part["fiscal"], part["ends"], year_start)
        days = (dt.date.fromisoformat(day) if day else None for day in (part["start"], part["end"] or part["day"]))
        start, end = days
        return cls(start=end if part["day"] else start, end=end)

    @classmethod
    def _fiscal_year(cls, first: str, last: str | None, year_start: int | None) -> Period:
        if year_start is None or not 1 <= year_start <= MONTHS:
            msg = "the month in which the fiscal year begins is not known; pass year_start=, from 1 to 12"
            raise InvalidValueError(msg)
        ends = int(first[:2] + last[-2:]) if last else int(first)
        begins = int(first) if last or year_start == 1 else ends - 1
        if last and ends != begins + 1:
            msg = "a fiscal year ends in the year after it begins"
            raise InvalidValueError(msg)
        begins = ends if year_start == 1 and not last else begins
        start = dt.date(begins, year_start, 1)
        return cls(start=start, end=dt.date(begins + 1, year_start, 1) - ONE_DAY)

    @classmethod
    def _half_year(cls, year: int, half: int) -> Period:
        return cls._of_months(year, half, 6, "half-year", 2)

    @classmethod
    def _of_months(cls, year: int, number: int, months: int, name: str, most: int) -> Period:
        if not 1 <= number <= most:
            msg = f"a {name} is a number from 1 to {most}, not {number!r}"
            raise InvalidValueError(msg)
        start = dt.date(year, (number - 1) * months + 1, 1)
        last = number * months
        end = dt.date(year, 12, 31) if last == MONTHS else dt.date(year, last + 1, 1) - ONE_DAY
        return cls(start=start, end=end)

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
    def days(self) -> int | None:
        """The number of its days; None if a bound is unknown or the end is before the start."""
        first, last = self.first_day, self.last_day
        return None if first is None or last is None or first > last else (last - first).days + 1

    @property
    def length(self) -> str | None:
        """The usual name of its length, "month", "quarter", "half-year" or "year", wherever it begins; else None."""
        days = self.days
        return next((name for name, range_of_days in LENGTHS.items() if days in range_of_days), None)

    def is_alike(self, other: Period) -> bool | None:
        """
        True if both are of one length, so that what is reported for one compares with what is planned for the other.

        Two months are (28 to 31 days), two quarters (88 to 93), half-years (178 to 187) and years (360 to 372),
        wherever they begin; other periods if they differ by at most 3 days. None if the length of one is not known.

        >>> Period.parse("2020-07-01..2021-06-30").is_alike(Period(year=2021))
        True
        """
        mine, others = self.days, other.days
        if mine is None or others is None:
            return None
        return abs(mine - others) <= SLACK or (self.length is not None and self.length == other.length)

    def has_days_of(self, other: Period) -> bool:
        """True if both have the same first and the same last day: a year is its first to its last day."""
        return self.first_day == other.first_day and self.last_day == other.last_day

    def covers(self, other: Period) -> bool:
        """True if every day of the other lies in it; False if a bound of one of the two is not known."""
        first, last, begins, ends = self.first_day, self.last_day, other.first_day, other.last_day
        if first is None or last is None or begins is None or ends is None:
            return False
        return first <= begins <= ends <= last

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
