"""
Days and times that spreadsheets store as numbers: counted from the end of 1899, or from 1904 in workbooks of old Macs.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._number_format import NumberFormat

__all__ = ["iso_value", "value_of_serial"]

# Excel takes 1900 for a leap year, so that its day 60 never was, and the days before it count from one day later.
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - as above
NO_DAY = 60
# The day after 31 December 9999, in days from the first epoch.
END = 2_958_466
MILLISECONDS = Decimal(86_400_000)
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+Z?)?")


def value_of_serial(
    number: Decimal, form: NumberFormat, *, is_1904: bool
) -> dt.date | dt.datetime | dt.time | dt.timedelta | Decimal:
    """
    The day, time or duration that a number means in a cell with a format of days.

    The number itself where a spreadsheet has no day for it: below 0, after the year 9999, and 29 February 1900.
    """
    days = int(number)
    if number < 0 or days >= END or (days == NO_DAY and not is_1904 and form.shows_days):
        return number
    # To the millisecond: the end of a day may be stored as 0.99999999999.
    rest = dt.timedelta(milliseconds=int((number - days) * MILLISECONDS + Decimal("0.5")))
    if form.is_elapsed:
        return dt.timedelta(days=days) + rest
    if not form.shows_days:
        return (EPOCH + rest).time()
    epoch = EPOCH_1904 if is_1904 else EPOCH if days > NO_DAY else EPOCH + dt.timedelta(days=1)
    try:
        moment = epoch + dt.timedelta(days=days) + rest
    except OverflowError:  # the last years of a workbook that counts from 1904
        return number
    return moment if moment.time() != dt.time() else moment.date()


def iso_value(text: str) -> dt.date | dt.datetime | str:
    """A day or a point in time as ISO 8601 writes it; the text itself if it is none."""
    if not ISO.fullmatch(text):
        return text
    try:
        return dt.datetime.fromisoformat(text.removesuffix("Z")) if "T" in text else dt.date.fromisoformat(text)
    except ValueError:
        return text
