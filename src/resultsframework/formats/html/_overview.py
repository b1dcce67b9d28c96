"""
The content of the page of many frameworks: their numbers by publisher, region, country and year, and a list of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from resultsframework import InvalidValueError, Period, Table
from resultsframework.formats.document import plain, time_text
from resultsframework.message import counted
from resultsframework.table import cell_text
from resultsframework.tables import MEANING_OF_STATUS

from ._entries import STATUSES, VERDICTS, Entry

__all__ = ["Overview", "overview_of_entries", "overview_of_table"]

Time: TypeAlias = int | dt.date | Period
# The first column of numbers in a survey; those before it are what its rows are by.
ACTIVITIES = "activities"


@attrs.frozen
class Tile:
    """A number that is seen first."""

    style: str
    number: str
    name: str
    meaning: str


@attrs.frozen
class Line:
    """
    A row of numbers.

    Attributes:
        names: The names of the group.

        anchor: The place of its frameworks on the page; empty without one.

        numbers: The numbers.

        shares: The parts of a bar: the name of a colour, and the number that is its length.
    """

    names: tuple[str, ...]
    anchor: str
    numbers: tuple[str, ...]
    shares: tuple[tuple[str, int], ...]


@attrs.frozen
class Listing:
    """A table of numbers, with a row for each group."""

    anchor: str
    heading: str
    by: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@attrs.frozen
class Group:
    """The frameworks of a country."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]


@attrs.frozen
class Overview:
    """The content of the page."""

    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    listings: tuple[Listing, ...]
    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    notes: tuple[str, ...]


def overview_of_entries(entries: Iterable[Entry], *, at: Time | None, today: dt.date | None) -> Overview:
    """The content of the page of frameworks."""
    found = sorted(entries, key=lambda entry: (entry.country, entry.publisher, entry.name, entry.identifier))
    columns = tuple(found[0].numbers) if found else ()
    anchors = {name: f"c{number}" for number, name in enumerate(dict.fromkeys(one.country for one in found), 1)}
    return Overview(
        title=counted(len(found), "framework"),
        subtitle="Overview" if at is None else f"Overview of results {time_text(at)}",
        tiles=tuple(_tiles(found)),
        listings=tuple(
            _listing(by, found, columns, anchors if by == "country" else {})
            for by in ("publisher", "region", "country", "year")
            if any(getattr(one, by) for one in found)
        ),
        groups=tuple(
            Group(anchor, name, tuple(one for one in found if one.country == name)) for name, anchor in anchors.items()
        ),
        columns=columns,
        notes=(_method(at, today),),
    )


def _method(at: Time | None, today: dt.date | None) -> str:
    year = "of the reporting year of a framework, or else of the last year for which it reports a value"
    due = f", with results due up to {today}" if today is not None else ""
    return (
        f"A verdict holds the actual {year if at is None else time_text(at)} against the planned value of the same "
        f"time{due}. Reported are the indicators with such an actual; those that are neither met, not met nor "
        "undecided are not due, or nothing is planned for them. Without data are those with a value that is planned "
        "and due, and not reported; of the others nothing is planned or reported for the time, or it is not due."
    )


def _tiles(found: Sequence[Entry]) -> Iterator[Tile]:
    sums = _sums(found)
    yield Tile("", f"{sums['indicators']:,}", "indicators", f"in {counted(sums['results'], 'result')}")
    yield Tile("", f"{sums['reported']:,}", "reported", "a value is reported for the time")
    for name in STATUSES:
        yield Tile(_style(name), f"{sums[name]:,}", name, MEANING_OF_STATUS[name])


def _sums(found: Iterable[Entry]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for one in found:
        sums.update(one.numbers)
    return sums


def _listing(by: str, found: Iterable[Entry], columns: tuple[str, ...], anchors: Mapping[str, str]) -> Listing:
    groups: dict[str, list[Entry]] = {}
    for one in found:
        groups.setdefault(getattr(one, by) or f"no {by} stated", []).append(one)
    lines = []
    for name, entries in sorted(groups.items()):
        sums = _sums(entries)
        numbers = (len(entries), *(sums[column] for column in columns))
        lines.append(Line((name,), anchors.get(name, ""), tuple(f"{number:,}" for number in numbers), _shares(sums)))
    return Listing(by, f"By {by}", (by,), ("frameworks", *columns), tuple(lines))


def _shares(numbers: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
    found = ((name, numbers.get(name)) for name in STATUSES)
    return tuple((_style(name), number) for name, number in found if isinstance(number, int) and number)


def _style(name: str) -> str:
    return name.replace(" ", "-")


def overview_of_table(table: Table) -> Overview:
    """
    The content of the page of a survey.

    Args:
        table: The columns that its rows are by, then "activities" and further numbers, with those of the verdicts.

    Raises:
        InvalidValueError: It is no survey.
    """
    names = [name.replace("_", " ") for name in table.names]
    if not {ACTIVITIES, *VERDICTS} <= {*names}:
        msg = f"an overview needs the table of a survey, with the columns {', '.join((ACTIVITIES, *VERDICTS))}"
        raise InvalidValueError(msg)
    first = names.index(ACTIVITIES)
    by, columns = tuple(names[:first]), tuple(names[first:])
    lines = tuple(
        Line(
            tuple(plain(cell_text(cell)) or "not stated" for cell in row[:first]),
            "",
            tuple(f"{cell:,}" if isinstance(cell, int) else cell_text(cell) for cell in row[first:]),
            _shares(dict(zip(names, row, strict=True))),
        )
        for row in table
    )
    heading = f"By {' and '.join(by)}" if by else "In all"
    return Overview(
        title=plain(table.title) or "Survey",
        subtitle="Overview",
        tiles=(),
        listings=(Listing("survey", heading, by, columns, lines),),
        groups=(),
        columns=(),
        notes=(),
    )
