"""The pictures of sheets on the page about layouts are sheets that those layouts read."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

import resultsframework as rf
from resultsframework.formats.tabular.layout import SHIPPED, read_with_layout

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "layouts.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### `([\w-]+)`\n(.*?)(?=^### |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def test_each_layout_has_a_section():
    """Whoever looks for a layout of the library finds it on the page."""
    assert set(SECTIONS) == set(SHIPPED)


# The others have headings over several columns, which a table of Markdown cannot show.
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("logframe", ["1,200", "1,300", "1,500", "0", "200", "400"]),
        ("fcdo", ["0", "60", "240", "58"]),
        ("results-framework", ["0", "500", "900", "2,000"]),
        ("iati-results", ["0", "50", "48"]),
        ("unhcr-results", ["80"]),
        ("prp", ["20", "12"]),
    ],
)
def test_the_picture_of_a_sheet_is_read_by_its_layout(name, values):
    """The table of the section gives the values that it shows."""
    table = "\n".join(line for line in SECTIONS[name].splitlines() if line.startswith("|"))
    text = re.sub(r"(?<=\| )\*{1,2}([^*|]+)\*{1,2}(?= \|)", r"\1", table)
    frameworks = read_with_layout(io.BytesIO(text.encode()), name)
    found = [o.raw for framework in frameworks for i in framework.indicators for o in i.series]
    assert found == values


def test_a_section_of_a_world_bank_framework_is_a_result():
    """The objective is an outcome, a component an output."""
    rows = ("Indicator Name | Baseline | End Target", "---|---|---", "Component 1: Roads | | ", "Roads built | 0 | 5")
    text = "".join(f"| {row} |\n" for row in rows)
    (framework,) = read_with_layout(io.BytesIO(text.encode()), "results-framework")
    assert [type(result) for result in framework.results] == [rf.Output]
