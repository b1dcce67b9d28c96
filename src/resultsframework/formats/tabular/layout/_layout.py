"""
Layouts: what the columns and rows of a sheet mean, as data that a person can read and correct.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from resultsframework.currency import CURRENCIES
from resultsframework.errors import InvalidValueError
from resultsframework.formats.tabular.sheet import MAX_ROWS
from resultsframework.message import did_you_mean, nearest_first, shown, spelled_like

from ._fields import FIELDS, KINDS, canonical
from ._toml import Kinds, layout_from, text_of_layout

__all__ = [
    "BRACKETS",
    "LEVELS",
    "MISSING",
    "PARENTS",
    "ROWS",
    "SEVERAL",
    "SHAPES",
    "ColumnLayout",
    "Layout",
    "TableLayout",
]

SHAPES = ("rows", "grid", "long", "hierarchy", "blocks")
HIDDEN = ("read", "skip")
PARENTS = ("none", "code", "order")
LEVELS = ("impact", "outcome", "output", "other", "activity")
SEVERAL = ("lines", "places", "periods")
# What a row may be, beside the name of a group or place: "group sex: Female", "place Kenya".
ROWS = ("skip", "planned", *KINDS)
BRACKETS = ("year", "comment")
MISSING = ("to be determined", "not available", "not applicable", "empty", "yes", "no")
PLACEHOLDERS = ("{period}", "{place}", "{group}", "{code}", "{level}")
# Heading rows of a table, and entries of a list of it: each cell of a sheet may be compared with each of them.
MOST_HEADING_ROWS = 20
MOST_ENTRIES = 500
GROUP = r"[^:]+:\s*\S.*"


def _one_of(noun: str, choices: tuple[str, ...], more: str = "", *, optional: bool = False) -> Any:
    """A validator of a text with a few allowed values; ``more`` is a pattern of further ones."""

    def check(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if (optional and value is None) or value in choices:
            return
        if more and isinstance(value, str) and re.fullmatch(more, value):
            return
        ranked = ", ".join(map(repr, nearest_first(value, choices)))
        msg = f"{attribute.name.replace('_', ' ')} is {shown(value)}; expected {noun}: {ranked}"
        raise InvalidValueError(msg)

    return check


def _each(noun: str, choices: tuple[str, ...], more: str = "") -> Any:
    """A validator of the members of a tuple, or of the values of a mapping."""
    one = _one_of(noun, choices, more)

    def check(_owner: object, attribute: attrs.Attribute[Any], values: Any) -> None:
        if not isinstance(values, Mapping | tuple):
            msg = f"{attribute.name} is {shown(values)}; expected a list of {noun}"
            raise InvalidValueError(msg)
        for member in values.values() if isinstance(values, Mapping) else values:
            one(_owner, attribute, member)

    return check


def _is_a(kind: type, noun: str, *, optional: bool = True) -> Any:
    """A validator of a type; yes and no are no numbers."""

    def check(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
        is_right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if is_right or (optional and value is None):
            return
        msg = f"{attribute.name.replace('_', ' ')} is {shown(value)}; expected {noun}"
        raise InvalidValueError(msg)

    return check


def _texts(noun: str) -> Any:
    """A validator of a tuple of texts."""

    def check(_owner: object, attribute: attrs.Attribute[Any], values: object) -> None:
        if not isinstance(values, tuple) or not all(isinstance(value, str) and value for value in values):
            found = list(values) if isinstance(values, tuple) else values
            msg = f"{attribute.name} is {shown(found)}; expected a list of {noun}"
            raise InvalidValueError(msg)

    return check


def _tuple(values: Any) -> Any:
    """A list as a tuple, and a text as the only member of one."""
    if isinstance(values, str):
        return (values,)
    return tuple(values) if isinstance(values, list) else values


def _frozen(values: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(values))


def _field_name(name: Any) -> Any:
    return canonical(name) if isinstance(name, str) else name


def a_field(_owner: object, _attribute: attrs.Attribute[str], value: object) -> None:
    """Validate the name of a field."""
    if not isinstance(value, str) or value not in FIELDS:
        near = spelled_like(value, FIELDS) if isinstance(value, str) else ()
        msg = f"there is no field {shown(value)}{did_you_mean(near) or f'; {SOME}'}"
        raise InvalidValueError(msg)


SOME = "fields are such as result, indicator, baseline, milestone, target, actual, means of verification, skip"


def _whole(most: int, *, optional: bool = True) -> Any:
    """A validator of a whole number from 1 on; yes and no are no numbers."""

    def check(_owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if (optional and value is None) or (type(value) is int and 1 <= value <= most):
            return
        name = attribute.name.replace("_", " ")
        msg = f"{name} is {shown(value)}; expected a whole number from 1 to {most:,}"
        raise InvalidValueError(msg)

    return check


def a_heading(_owner: object, _attribute: attrs.Attribute[str], value: object) -> None:
    """Validate a heading: a text with each placeholder once."""
    if not isinstance(value, str):
        msg = f"heading is {shown(value)}; expected a text"
        raise InvalidValueError(msg)
    twice = next((name for name in PLACEHOLDERS if value.count(name) > 1), None)
    if twice is not None:
        msg = f"the heading {shown(value)} has {twice} twice; write * where any text may be"
        raise InvalidValueError(msg)


def _at_most(most: int) -> Any:
    """A validator of the length of a list or mapping."""

    def check(_owner: object, attribute: attrs.Attribute[Any], values: Any) -> None:
        if len(values) > most:
            msg = f"{attribute.name} has {len(values):,} entries; there may be {most:,}"
            raise InvalidValueError(msg)

    return check


text = _is_a(str, "a text")
a_row = _whole(MAX_ROWS)


@attrs.frozen(kw_only=True)
class ColumnLayout:
    """
    The meaning of the columns with a heading.

    Attributes:
        heading: The heading, in any letter case and spacing. ``*`` is any text; ``{period}`` a period, ``{place}`` and
            ``{group}`` a name, ``{code}`` a code, ``{level}`` a level with its number. Headings in two rows are joined
            by " / ". "Baselines [2]" is the second column with that heading, "column E" a column without one.

        field: The field, such as "baseline" or "means of verification".

        period: The period of the values, where the heading does not state it: as `Period.parse` reads it, or "plan".

        place: The place that the values describe.

        group: The group that the values describe, such as "sex: women"; for a heading with ``{group}`` the dimension.

        unit: The unit of the values, as a code of the list of units.
    """

    heading: str = attrs.field(validator=a_heading)
    field: str = attrs.field(converter=_field_name, validator=a_field)
    period: str | None = attrs.field(default=None, validator=text)
    place: str | None = attrs.field(default=None, validator=text)
    group: str | None = attrs.field(default=None, validator=text)
    unit: str | None = attrs.field(default=None, validator=text)


@attrs.frozen(kw_only=True)
class TableLayout:
    """
    One table: where it is, its shape, its columns and its special rows.

    Attributes:
        sheet: The name of its sheet, ``*`` being any text; None for the first sheet that has its headings.

        file: The name of another file in the same folder; None for the file that is read.

        optional: True if a workbook may lack it.

        shape: "rows" (an indicator a row), "grid" (periods or places across), "long" (an observation a row),
            "hierarchy" (results are rows above those of their indicators), "blocks" (headings for each indicator).

        heading_row: The number of its first heading row, from 1; None for the row that has its headings.

        heading_rows: The number of its heading rows, 1 to 20.

        first_row: The first row below the headings; None for the next.

        last_row: The last row; None for the last before another table.

        hidden_rows: "read", or "skip" for hidden rows that are of no concern to a reader.

        level: The level of its results, where nothing in the sheet states it.

        result: The address of the cell that holds the result of its indicators, such as "A1", where no row names one.

        parents: The results that a result belongs to: "code" (1.1 to 1), "order" (the last one of the level above), or
            "none" where the sheet does not state it. By code and by order a result also belongs to the only one above.

        several: The kinds of cells that hold several values: "lines" (one a line, of several indicators), "places"
            ("KE: 40; UG: 25"), "periods" ("Q1: 3,340").

        brackets: The meaning of brackets behind a value: "year", "comment", or a group such as "sex: women".

        continued: True if the text of a cell goes on in the rows below it.

        columns: Its columns, by their headings; at most 500, as special rows, levels and tables.

        rows: Special rows by the text they begin with: "skip" for totals, a kind such as "actual" for the values of a
            row with that label, "group sex: Female" or "place Kenya" for those of a part of the indicator above.

        levels: Levels by the words or codes that the sheet has for them; ``#`` is a number, ``*`` any text.

        indents: The levels of results that are rows of a hierarchy by the spaces before their texts, from the left.
    """

    sheet: str | None = attrs.field(default=None, validator=text)
    file: str | None = attrs.field(default=None, validator=text)
    optional: bool = attrs.field(default=False, validator=_is_a(bool, "true or false", optional=False))
    shape: str = attrs.field(default="rows", validator=_one_of("a shape", SHAPES))
    heading_row: int | None = attrs.field(default=None, validator=a_row)
    heading_rows: int = attrs.field(default=1, validator=_whole(MOST_HEADING_ROWS, optional=False))
    first_row: int | None = attrs.field(default=None, validator=a_row)
    last_row: int | None = attrs.field(default=None, validator=a_row)
    hidden_rows: str = attrs.field(default="read", validator=_one_of("what to do with them", HIDDEN))
    level: str | None = attrs.field(default=None, validator=_one_of("a level", LEVELS, optional=True))
    result: str | None = attrs.field(default=None, validator=text)
    parents: str = attrs.field(default="none", validator=_one_of("a way to know the result above", PARENTS))
    several: tuple[str, ...] = attrs.field(default=(), converter=_tuple, validator=_each("one of", SEVERAL))
    brackets: str | None = attrs.field(
        default=None,
        validator=_one_of("a meaning, or a group such as 'sex: women'", BRACKETS, GROUP, optional=True),
    )
    continued: bool = attrs.field(default=False, validator=_is_a(bool, "true or false", optional=False))
    columns: tuple[ColumnLayout, ...] = attrs.field(default=(), validator=_at_most(MOST_ENTRIES))
    rows: Mapping[str, str] = attrs.field(
        factory=dict,
        hash=False,
        converter=_frozen,
        validator=[
            _each("a kind of row, 'group sex: women' or 'place Kenya'", ROWS, r"group [^:]+:\s*\S.*|place \S.*"),
            _at_most(MOST_ENTRIES),
        ],
    )
    levels: Mapping[str, str] = attrs.field(
        factory=dict, hash=False, converter=_frozen, validator=[_each("a level", LEVELS), _at_most(MOST_ENTRIES)]
    )
    indents: tuple[str, ...] = attrs.field(default=(), converter=_tuple, validator=_each("a level", LEVELS))

    def __attrs_post_init__(self) -> None:
        if not self.columns:
            msg = 'columns is empty; expected headings with their fields, such as "Baseline 2022" = "baseline"'
            raise InvalidValueError(msg)

    def has(self, *fields: str) -> bool:
        """True if a column holds one of the fields."""
        return any(column.field in fields for column in self.columns)


def a_currency(_owner: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    """Validate a code of ISO 4217."""
    if value is not None and (not isinstance(value, str) or value not in CURRENCIES):
        msg = f"currency is {shown(value)}; expected a code of ISO 4217, such as 'EUR'"
        raise InvalidValueError(msg)


@attrs.frozen(kw_only=True, repr=False)
class Layout:
    """
    The meaning of the columns and rows of a workbook: data that a person can read, correct and save. Not in IATI.

    ``Layout.from_toml`` reads one, ``to_toml`` writes it.

    Attributes:
        title: The address of the cell that holds the title of the framework, such as "B1".

        language: The language of the texts, such as "fr".

        currency: The currency of amounts that state none, and of a bare dollar sign.

        decimal: The decimal mark of numbers that are texts, "." or ","; None where it is not known.

        thousands: The marks behind which three digits are thousands, such as "." in 96.000.

        year: The year of months and quarters, or the address of the cell that holds it.

        year_start: The month in which a fiscal year begins, 1 to 12.

        plan: The period of the plan, as `Period.parse` reads it.

        marks: The footnote marks behind numbers, such as "*".

        places: The names of places by the abbreviations in cells, such as KE for Kenya.

        words: Words of the sheet for yes, no and the reasons of missing values, such as "n.d." for "not available".

        skip_sheets: The names of sheets that hold no data, such as lists for drop-downs; ``*`` is any text.

        tables: Its tables, one at least.
    """

    title: str | None = attrs.field(default=None, validator=text)
    language: str | None = attrs.field(default=None, validator=text)
    currency: str | None = attrs.field(default=None, validator=a_currency)
    decimal: Any = attrs.field(default=None, validator=_one_of("a decimal mark", (".", ","), optional=True))
    thousands: tuple[str, ...] = attrs.field(default=(), converter=_tuple, validator=_texts("marks"))
    year: int | str | None = attrs.field(default=None)
    year_start: int | None = attrs.field(default=None)
    plan: str | None = attrs.field(default=None, validator=text)
    marks: tuple[str, ...] = attrs.field(default=(), converter=_tuple, validator=_texts("footnote marks"))
    places: Mapping[str, str] = attrs.field(factory=dict, hash=False, converter=_frozen)
    words: Mapping[str, str] = attrs.field(
        factory=dict, hash=False, converter=_frozen, validator=_each("a meaning", MISSING)
    )
    skip_sheets: tuple[str, ...] = attrs.field(
        default=(), converter=_tuple, validator=[_texts("names of sheets"), _at_most(MOST_ENTRIES)]
    )
    tables: tuple[TableLayout, ...] = attrs.field(default=(), validator=_at_most(MOST_ENTRIES))

    @year.validator
    def _a_year(self, _attribute: attrs.Attribute[Any], value: object) -> None:
        is_year = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999
        if value is not None and not is_year and not isinstance(value, str):
            msg = f"year is {shown(value)}; expected a year, or the address of a cell such as 'B3'"
            raise InvalidValueError(msg)

    @year_start.validator
    def _a_month(self, _attribute: attrs.Attribute[Any], value: object) -> None:
        if value is not None and (type(value) is not int or value not in range(1, 13)):
            msg = f"year start is {shown(value)}; expected a month, 1 to 12"
            raise InvalidValueError(msg)

    def __attrs_post_init__(self) -> None:
        if not self.tables:
            msg = "the layout has no table; write [[table]] and below it the columns"
            raise InvalidValueError(msg)

    @classmethod
    def from_toml(cls, source: str) -> Layout:
        """
        The layout that a text in TOML describes.

        Args:
            source: The text.

        Raises:
            FormatError: The text is no TOML, or a key has no meaning; with every problem, its key, what was found and
                what is expected.
        """
        found: Layout = layout_from(source, Kinds(cls, TableLayout, ColumnLayout))
        return found

    def to_toml(self) -> str:
        """The layout in TOML, as `from_toml` reads it: only what is not the default."""
        return text_of_layout(self)

    def __repr__(self) -> str:
        return f"Layout.from_toml({self.to_toml()!r})"
