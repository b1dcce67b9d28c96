"""
The day up to which results are due.

A result is due when its period has ended. Nothing fails a plan before that.
"""

from __future__ import annotations

import datetime as dt

import attrs

from resultsframework.errors import InvalidValueError

__all__ = ["Due"]


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
