"""
The period in the words of a heading or a cell: "Target (2025)", "Year 1 (Oct 2022 - Sep 2023)", "Janeiro 2013".
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from typing import TYPE_CHECKING

from resultsframework.errors import InvalidValueError
from resultsframework.period import Period

from ._words import plain, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["period_in", "without_periods"]

YEAR = r"(?:19|20)[0-9]{2}"
# A longer text is a narrative, and no period.
LONGEST = 300


@functools.cache
def _numbers(section: str, name: str) -> Mapping[str, int]:
    """The numbers of words that come in an order: months from 1 to 12, ordinals from 1 to 4."""
    return {word: number for number, words in enumerate(words_of(section, name), 1) for word in words}


def _any_of(words: Iterator[str] | tuple[str, ...] | Mapping[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@functools.cache
def _token() -> re.Pattern[str]:
    """A pattern of whatever is a period, or a part of one."""
    month, ordinal = _any_of(_numbers("months", "names")), _any_of(_numbers("quarters", "ordinals"))
    quarter, half = _any_of(words_of("quarters", "words")), _any_of(words_of("quarters", "halves"))
    between = _any_of(words_of("months", "between"))
    return re.compile(
        rf"""
        (?<![0-9./-])(?:
            (?P<iso>{YEAR}-[0-9]{{2}}-[0-9]{{2}})(?![0-9])
          | (?P<first>[0-9]{{1,2}})(?P<mark>[./-])(?P<second>[0-9]{{1,2}})(?P=mark)(?P<of>{YEAR})
          | (?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|º)?\s+(?:de\s+|of\s+)?)?
            (?<![^\W\d])(?P<month>{month})(?![^\W\d])\.?(?:\s+de)?(?:[\s,/-]*(?P<of_month>{YEAR}|['’][0-9]{{2}}))?
          | fy\s?(?P<fiscal>{YEAR}(?:\s?[/-]\s?(?:[0-9]{{4}}|[0-9]{{2}}))?)
          | (?P<season>{YEAR}\s?[/\s-]\s?(?:20)?[0-9]{{2}})(?![0-9/-]|\s?(?:{month})\b)
          | (?P<year_before>{YEAR})[\s/-]*(?:(?P<q1>{quarter})|(?P<h1>{half}))\s?(?P<n1>[1-4])(?![0-9])
          | (?<![^\W\d])(?:(?P<q2>{quarter})|(?P<h2>{half}))[\s.]?(?P<n2>[1-4])(?![0-9.])
            (?:[\s,/-]*(?P<of_part>{YEAR}))?
          | (?<![^\W\d])(?P<ordinal>{ordinal})\s(?:(?P<q3>{quarter})|(?P<h3>{half}))(?![^\W\d])
            (?:[\s,/-]*(?:de\s+|of\s+)?(?P<of_ordinal>{YEAR}))?
          | (?<![^\W\d])(?:(?P<q4>{quarter})|(?P<h4>{half}))\s(?P<ordinal_behind>{ordinal})(?![^\W\d])
            (?:[\s,/-]*(?P<of_behind>{YEAR}))?
          | (?<![0-9])(?P<year>{YEAR})(?![0-9%])
        )
      | (?<![^\W\d])(?P<between>{between})(?![^\W\d])
        """,
        re.VERBOSE,
    )


def period_in(text: str, *, year: int | None = None, year_start: int | None = None) -> Period | None:
    """
    The one period that a text states in words or figures of any of the five languages; None for none or several.

    Args:
        text: A heading, or the text of a cell.

        year: The year of a month or a quarter that states none.

        year_start: The month in which a fiscal year begins; without it "2023/24" and "FY2023" are no certain period.

    >>> str(period_in("Milestone 1 (31 March 2023)")), str(period_in("Janeiro 2013")), str(period_in("T1", year=2024))
    ('2023-03-31..2023-03-31', '2013-01-01..2013-01-31', '2024-01-01..2024-03-31')
    """
    if len(text) > LONGEST:
        return None
    found: list[Period] = []
    is_span, at = False, 0
    folded = plain(text)
    years = set(re.findall(rf"(?<![0-9]){YEAR}(?![0-9])", folded))
    year = int(years.pop()) if len(years) == 1 else year  # "Jan - Jun 2024"
    for match in _token().finditer(folded):
        if match["between"]:
            # Only directly between two periods: "Oct 2022 - Sep 2023".
            is_span = bool(found) and not folded[at : match.start()].strip(" .")
            at = match.end()
            continue
        period = _period(match, year, year_start)
        if period is None:
            return None
        if is_span and not folded[at : match.start()].strip(" ."):
            period = _span(found.pop(), period)
        is_span, at = False, match.end()
        if period not in found:
            found.append(period)
    return _the_one(found)


def without_periods(text: str) -> str:
    """A heading as words are compared, without its periods and without what is in brackets."""
    without = re.sub(r"\([^()]*\)", " ", plain(text))
    without = _token().sub(lambda match: match[0] if match["between"] else " ", without)
    return " ".join(without.split()).strip(" -:*/.,")


def _the_one(found: list[Period]) -> Period | None:
    """The only period; of a quarter and a month in it the shorter one."""
    if len(found) == 2 and found[0].covers(found[1]):
        return found[1]
    if len(found) == 2 and found[1].covers(found[0]):
        return found[0]
    return found[0] if len(found) == 1 else None


def _span(first: Period, last: Period) -> Period:
    """From the beginning of one period to the end of another."""
    return Period(start=first.first_day, end=last.last_day)


def _period(match: re.Match[str], year: int | None, year_start: int | None) -> Period | None:
    """The period of one token; None where it lacks its year, or is no day of the calendar."""
    part = match.groupdict()
    try:
        if part["iso"]:
            return _day(dt.date.fromisoformat(part["iso"]))
        if part["first"]:
            return _day_of_figures(int(part["first"]), int(part["second"]), int(part["of"]))
        if part["month"]:
            return _of_month(part, year)
        if part["fiscal"] or part["season"]:
            return _years(part["fiscal"], part["season"], year_start)
        return _part_of_year(part, year) if part["year"] is None else Period(year=int(part["year"]))
    except (ValueError, InvalidValueError):
        return None


def _day(day: dt.date) -> Period:
    return Period(start=day, end=day)


def _day_of_figures(first: int, second: int, year: int) -> Period | None:
    """A day in figures, where it is clear which of the two is the month."""
    if first != second and max(first, second) <= 12:
        return None
    return _day(dt.date(year, *((second, first) if second <= 12 else (first, second))))


def _of_month(part: Mapping[str, str | None], year: int | None) -> Period | None:
    stated = part["of_month"]
    of_year = year if stated is None else int(stated) if stated.isdigit() else 2000 + int(stated[1:])
    if of_year is None:
        return None
    month = _numbers("months", "names")[str(part["month"])]
    if part["day"]:
        return _day(dt.date(of_year, month, int(part["day"])))
    return Period(start=dt.date(of_year, month, 1), end=dt.date(of_year, month, calendar.monthrange(of_year, month)[1]))


def _years(fiscal: str | None, season: str | None, year_start: int | None) -> Period | None:
    """A fiscal year, or a span of calendar years where no fiscal year can be meant."""
    numbers = [int(number) for number in re.findall("[0-9]+", fiscal or season or "")]
    if len(numbers) == 1:
        return Period.parse(f"FY{numbers[0]}", year_start=year_start)
    first, last = numbers
    last = last if last > 99 else first // 100 * 100 + last
    if fiscal or (last == first + 1 and season is not None and len(season.strip()) < 9):
        return Period.parse(f"FY{first}/{last}", year_start=year_start)
    return Period.between(first, last) if first < last else None


def _part_of_year(part: Mapping[str, str | None], year: int | None) -> Period | None:
    """A quarter or a half of a year."""
    stated = part["year_before"] or part["of_part"] or part["of_ordinal"] or part["of_behind"]
    of_year = int(stated) if stated else year
    if of_year is None:
        return None
    ordinal = part["ordinal"] or part["ordinal_behind"]
    number = _numbers("quarters", "ordinals")[ordinal] if ordinal else int(part["n1"] or part["n2"] or 0)
    is_quarter = part["q1"] or part["q2"] or part["q3"] or part["q4"]
    return Period.parse(f"{of_year}{'Q' if is_quarter else 'H'}{number}")
