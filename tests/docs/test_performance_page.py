"""The figures of docs/performance.md are those that the benchmarks print."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "performance.md").read_text("utf-8")
PLACES = re.findall(r"<!-- (?!end)(.+) -->", PAGE)


@pytest.fixture(scope="module")
def report():
    path = ROOT / "benchmarks" / "report.py"
    spec = importlib.util.spec_from_file_location("report", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_table_of_the_page_comes_from_a_benchmark():
    """Each place for a table has the name of one that a script makes, and a heading or paragraph of its own."""
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "benchmarks").glob("*.py"))
    assert [name for name in PLACES if f'"{name}"' not in scripts] == []
    assert len(set(PLACES)) == len(PLACES) == PAGE.count("<!-- end -->")


def test_a_table_takes_the_place_of_the_one_before(report):
    """Only the table of that name changes, and writing it twice is writing it once."""
    table = report.Table("memory", r"10 \ 2 indicators.", ("held as", "bytes"), [["Structs", 1.0], ["ours", "2"]])
    page = report.written(PAGE, [table])
    assert (
        "10 \\ 2 indicators.\n\n| held as | bytes |\n|---|--:|\n| Structs | 1.00 |\n| ours | 2 |\n<!-- end -->" in page
    )
    assert report.written(page, [table]) == page
    start, end = (PAGE.index(text) for text in ("<!-- memory -->", "## Strategies"))
    assert page.startswith(PAGE[:start])
    assert page.endswith(PAGE[end:])


def test_a_table_takes_an_empty_place(report):
    """The first table of a new place is written once, and the table after it stays."""
    page = "<!-- new -->\n<!-- end -->\n\n## Other\n\n<!-- other -->\nkept\n<!-- end -->\n"
    written = report.written(page, [report.Table("new", "Here.", ("a",), [])])
    assert written == page.replace("-->\n<!-- end", "-->\nHere.\n\n| a |\n|---|\n<!-- end", 1)


def test_a_table_without_a_place_is_refused(report):
    """A figure that the page does not show is not lost silently."""
    with pytest.raises(ValueError, match="no place for 'unheard'"):
        report.written(PAGE, [report.Table("unheard", "", ("a",), [])])


def test_a_time_is_beside_its_peers(report):
    """A row has the time in milliseconds and its ratio to each peer."""
    assert report.times({"ours": 1.5, "theirs": 1.0}, "theirs") == [["ours", "1,500", 1.5], ["theirs", "1,000", 1.0]]
