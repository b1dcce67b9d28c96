"""
The day up to which results are due.

A result is due when its period has ended. Nothing fails a plan before that.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from resultsframework.errors import InvalidValueError

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["ALL_DUE", "NOT_DUE", "Due"]


def _a_day(_owner: object, _attribute: attrs.Attribute[dt.date | None], given: object) -> None:
    if given is not None and (not isinstance(given, dt.date) or isinstance(given, dt.datetime)):
        msg = f"`today` is a datetime.date, not {given!r}"
        raise InvalidValueError(msg)


def _a_year(_owner: object, _attribute: attrs.Attribute[int | None], given: object) -> None:
    is_year = isinstance(given, int) and not isinstance(given, bool) and dt.MINYEAR <= given <= dt.MAXYEAR
    if given is not None and not is_year:
        msg = f"`reporting_year` is a year such as 2021, not {given!r}"
        raise InvalidValueError(msg)


@attrs.frozen
class Due:
    """
    The periods whose results are due: those that have ended by a day, and by the end of the reporting year.

    Attributes:
        today: The reference day; None where it is not known.

        reporting_year: The last year whose results are due; None where it is not known.

    Raises:
        InvalidValueError: `today` is no date, or `reporting_year` no year.
    """

    today: dt.date | None = attrs.field(default=None, validator=_a_day)
    reporting_year: int | None = attrs.field(default=None, validator=_a_year)

    @classmethod
    def of(cls, framework: ResultsFramework, today: dt.date | None, reporting_year: int | None) -> Due:
        """The arguments of the caller, else the framework's reporting year, else the day of its last update."""
        year = framework.reporting_year if reporting_year is None else reporting_year
        return cls(framework.last_updated if today is None and year is None else today, year)

    @property
    def last(self) -> dt.date | None:
        """The last day on which a period may end for its result to be due; None where everything counts as due."""
        ends = [] if self.today is None else [self.today]
        ends += [] if self.reporting_year is None else [dt.date(self.reporting_year, 12, 31)]
        return min(ends, default=None)

    def holds(self, day: dt.date | None) -> bool:
        """True if the result of a period that ends on a day is due; an unknown day counts as due."""
        last = self.last
        return last is None or day is None or day <= last

    def is_latest(self, day: dt.date) -> bool:
        """True if a period that ends on a day is one of the last year that is due, rather than of one before."""
        last = self.last
        return (
            last is not None and (day.year, day.month, day.day) > (last.year - 1, last.month, last.day) and day <= last
        )

    def __str__(self) -> str:
        """The limit in words: "results due up to 2021", or the day; empty where there is none."""
        last = self.last
        if last is None:
            return ""
        is_whole_year = self.reporting_year is not None and last == dt.date(self.reporting_year, 12, 31)
        return f"results due up to {self.reporting_year if is_whole_year else last}"


ALL_DUE = Due()
# The beginning of the words where something is not due yet.
NOT_DUE = "not due until"
