"""
Layouts of workbooks: tables of any shape, with any columns and special rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.formats.tabular.layout import FIELDS, ColumnLayout, Layout, TableLayout

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["layouts"]

_HEADINGS = st.sampled_from(["Indicator", "Target {period}", "Year 1 / Actual", "column E", "Meta", 'a "final" one'])
_NAMES = st.none() | st.sampled_from(["Logframe", "Plan *", "B1"])
_LEVELS = st.sampled_from(["impact", "outcome", "output", "other"])
_NUMBERS = st.none() | st.integers(1, 99)
_COLUMNS = st.builds(
    ColumnLayout,
    heading=_HEADINGS,
    field=st.sampled_from(sorted(FIELDS)),
    period=st.sampled_from([None, "2025", "plan"]),
    place=st.sampled_from([None, "Kenya"]),
    group=st.sampled_from([None, "sex: women"]),
    unit=st.sampled_from([None, "percent"]),
)
_TABLES = st.builds(
    TableLayout,
    sheet=_NAMES,
    file=st.sampled_from([None, "results.csv"]),
    optional=st.booleans(),
    shape=st.sampled_from(["rows", "grid", "long", "hierarchy", "blocks"]),
    heading_row=_NUMBERS,
    heading_rows=st.integers(1, 3),
    first_row=_NUMBERS,
    last_row=_NUMBERS,
    hidden_rows=st.sampled_from(["read", "skip"]),
    level=st.none() | _LEVELS,
    result=_NAMES,
    parents=st.sampled_from(["none", "code", "order"]),
    several=st.sampled_from([(), ("lines",), ("lines", "places")]),
    brackets=st.sampled_from([None, "year", "sex: women"]),
    continued=st.booleans(),
    columns=st.lists(_COLUMNS, min_size=1, max_size=3, unique_by=lambda column: column.heading).map(tuple),
    rows=st.dictionaries(st.sampled_from(["Total*", "Female"]), st.sampled_from(["skip", "group sex: women"])),
    levels=st.dictionaries(st.sampled_from(["P#", "Goal"]), _LEVELS),
    indents=st.lists(_LEVELS, max_size=2).map(tuple),
)
_LAYOUTS = st.builds(
    Layout,
    title=_NAMES,
    language=st.sampled_from([None, "fr"]),
    currency=st.sampled_from([None, "EUR"]),
    decimal=st.sampled_from([None, ".", ","]),
    thousands=st.sampled_from([(), (".",), (",", " ")]),
    year=st.sampled_from([None, 2024, "B3"]),
    year_start=st.none() | st.integers(1, 12),
    plan=st.sampled_from([None, "2021..2025"]),
    marks=st.sampled_from([(), ("*",)]),
    places=st.dictionaries(st.sampled_from(["KE", "UG"]), st.sampled_from(["Kenya", "Uganda"])),
    words=st.dictionaries(st.sampled_from(["n.d.", "sí"]), st.sampled_from(["not available", "yes"])),
    skip_sheets=st.sampled_from([(), ("lists",), ("lists", "Old *")]),
    tables=st.lists(_TABLES, min_size=1, max_size=2).map(tuple),
)


def layouts() -> SearchStrategy[Layout]:
    """Layouts of workbooks with one or two tables."""
    return _LAYOUTS
