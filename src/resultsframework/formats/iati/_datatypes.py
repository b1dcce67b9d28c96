"""
The datatypes of XML Schema that the IATI standard uses: the texts that are valid for each, and their values.

A text counts as valid only where all validators agree.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap
from types import MappingProxyType
from typing import TYPE_CHECKING

from resultsframework.number import plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

__all__ = [
    "ABSOLUTE",
    "BLANK",
    "LANGUAGE",
    "LOCAL_NAME",
    "VALID",
    "boolean",
    "day_of",
    "decimal",
    "is_uri",
    "midnight",
    "stated",
]

BLANK = " \t\r\n"
TRUE = ("1", "true")
FALSE = ("0", "false")
DAY = r"(?P<year>-?(?:[1-9][0-9]{3,8}|0[0-9]{3}))-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])"
CLOCK = r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?|24:00:00)"
ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
DATE = re.compile(DAY + ZONE)
DATE_TIME = re.compile(DAY + CLOCK + ZONE)
LONGEST_NUMBER = 24  # older validators count no further
DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
WHOLE = re.compile(r"[+-]?[0-9]+")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
LOCAL_NAME = re.compile("[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6][A-Za-z0-9._\u00c0-\u00d6\u00d8-\u00f6-]*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9._:-]+")

# RFC 3986, after what it does not allow but validators escape by themselves became underscores.
TO_ESCAPE = re.compile(r"[^!#-&(-;=?-Z\[\]_a-z~]")
SIGN = "[A-Za-z0-9._~!$&()*+,;=-]++|%[0-9A-Fa-f]{2}"
SCHEME = "[A-Za-z][A-Za-z0-9+.-]*:"
USER = f"(?:{SIGN}|:)*@"
HOST = rf"(?:\[[0-9A-Fa-f:.]*\]|(?:{SIGN})*)(?::[0-9]{{1,5}})?(?=[/?#]|\Z)"
NO_COLON_YET = rf"(?=(?:{SIGN}|@)*(?:[/?#]|\Z))"
START = f"(?:{SCHEME})?//(?:{USER})?{HOST}|{SCHEME}(?!//)|(?!//){NO_COLON_YET}"
ABSOLUTE = re.compile(SCHEME)
URI = re.compile(f"(?:{START})(?:{SIGN}|[:@/])*" + rf"(?:\?(?:{SIGN}|[:@/?])*)?" + f"(?:#(?:{SIGN}|[:@/?])*)?")


# ------------------------------------------------------------------------------------------------- values


def stated(text: str | None) -> str | None:
    """The text; None for blank text, which states nothing."""
    return text if text and not text.isspace() else None


def boolean(text: str) -> bool | None:
    """The truth value of a text; None for one that is no boolean."""
    word = text.strip()
    return True if word in TRUE else False if word in FALSE else None


def decimal(text: str) -> Decimal | None:
    """The number of a text; None for one that is no decimal."""
    return plain_number(text.strip())


def midnight(day: dt.date) -> str:
    """A day as the standard writes it where it demands a time as well."""
    return f"{day}T00:00:00Z"


def day_of(text: str | None) -> dt.date | None:
    """The date at the beginning of a text, before a time of day or a time zone; None for any other text."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text.strip()[:10]) if text.strip()[4:5] == "-" else None
    except ValueError:
        return None


# ------------------------------------------------------------------------------------------------- validity


def date(value: str) -> bool:
    return is_day(DATE.fullmatch(value))


def date_time(value: str) -> bool:
    return is_day(DATE_TIME.fullmatch(value))


def is_day(match: re.Match[str] | None) -> bool:
    """True if the month has this day. There is no year 0, and which years before it leap is disputed."""
    if match is None:
        return False
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if month == 2:
        return year != 0 and (day < 29 or (day == 29 and year > 0 and isleap(year)))
    return year != 0 and (day < 31 or month in {1, 3, 5, 7, 8, 10, 12})


def number(value: str) -> bool:
    value = value.strip(BLANK)
    return len(value) <= LONGEST_NUMBER and DECIMAL.fullmatch(value) is not None


def whole(least: int, most: int | None = None) -> Callable[[str], bool]:
    """A check that a value is a whole number within these bounds."""

    def check(value: str) -> bool:
        value = value.strip(BLANK)
        if len(value) > LONGEST_NUMBER or not WHOLE.fullmatch(value):
            return False
        return least <= int(value) and (most is None or int(value) <= most)

    return check


def is_uri(value: str) -> bool:
    return URI.fullmatch(value) is not None


def uri(value: str) -> bool:
    return is_uri(TO_ESCAPE.sub("_", value.strip(BLANK)))


VALID: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "string": lambda _: True,
        "date": date,
        "dateTime": date_time,
        "decimal": number,
        "boolean": lambda value: boolean(value) is not None,
        "int": whole(-(2**31), 2**31 - 1),
        "nonNegativeInteger": whole(0),
        "positiveInteger": whole(1),
        "anyURI": uri,
        "NMTOKEN": lambda value: NAME_TOKEN.fullmatch(value.strip(BLANK)) is not None,
        "language": lambda value: not value or LANGUAGE.fullmatch(value.strip(BLANK)) is not None,
        "space": lambda value: value in {"default", "preserve"},
        # Only the whole document could show that no other element has it.
        "ID": lambda _: False,
    }
)
