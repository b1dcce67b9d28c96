"""The picture of progress at a glance."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import resultsframework as rf
from resultsframework.charts import status_svg
from resultsframework.examples import load
from resultsframework.tables import STATUSES


def test_each_year_is_a_bar_with_a_part_for_each_status():
    """Numbers are in the parts that have room, and all of them in words for those who do not see the picture."""
    svg = ET.fromstring(status_svg(rf.tables.status_by_year(load())))  # noqa: S314 - made by the library
    years = [text.text for text in svg.findall("text") if text.get("text-anchor") == "end"]
    assert years == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert svg.get("aria-label").startswith(
        "Indicators by status. 2020: 2 met, 1 not met, 2 undecided, 6 without plan; 2021: 5 met, 1 not met, "
        "2 undecided; 2022: 5 not due"
    )
    fills = [part.get("fill") for part in svg.findall("rect")][:3]
    assert fills == ["var(--met)", "var(--not-met)", "var(--undecided)"]
    assert [text.text for text in svg.findall("text")][:5] == ["2020", "2", "1", "2", "6"]


def test_the_longest_bar_fits():
    """Bars are in proportion, the least part can be seen, and no part is beyond the picture."""
    columns = tuple(map(rf.Column, ("year", "result", *STATUSES)))
    table = rf.Table.of(columns, [(2021, "", 1, 1, 1, 1, 1, 9_995), (2022, "", 5_000, 0, 0, 0, 0, 0)])
    svg = ET.fromstring(status_svg(table))  # noqa: S314 - made by the library
    parts = [(float(part.get("x")), float(part.get("width"))) for part in svg.findall("rect")]
    assert all(width >= 1.5 for _, width in parts)
    assert 310 < max(x + width for x, width in parts) <= 320
    assert parts[5][1] > 1.9 * parts[6][1]


def test_without_a_year_there_is_no_picture():
    """A framework without values has no progress to draw."""
    assert status_svg(rf.tables.status_by_year(rf.ResultsFramework())) is None
