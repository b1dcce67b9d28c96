"""`demo`: the main job on the bundled example, with nothing to prepare."""

from __future__ import annotations

import html.parser
import re

import pytest

import resultsframework as rf
from resultsframework import examples


@pytest.fixture
def demo(run, tmp_path, monkeypatch):
    """The demo, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return run("demo", width=140)


class Outline(html.parser.HTMLParser):
    """A page as a browser sees it: open elements at the end, headings, and references to other places."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.seen: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        self.seen.append(tag)
        # A link to a place of the page itself fetches nothing.
        self.fetched += [value for name, value in attrs if name in {"src", "href"} and not value.startswith("#")]
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        """Close the element that was opened last."""
        assert self.stack.pop() == tag


def outline(page: str) -> Outline:
    """The outline of a page."""
    parser = Outline()
    parser.feed(page)
    parser.close()
    return parser


def test_the_demo_shows_the_tree_the_budgets_and_the_findings(demo):
    """Every indicator, the shortfall of the outcome and the findings by severity are printed."""
    assert demo.exit_code == 0
    for code in {indicator.code for indicator in examples.load().indicators}:
        assert code in demo.stdout
    # 934.31 thousand planned less 289.56 thousand actual.
    for part in ("$644.75 K", "69.01 %", "error   BAS02", "warning BUD03", "11 errors"):
        assert part in demo.stdout


def test_the_demo_writes_the_framework_and_says_where(demo, tmp_path):
    """The JSON file reads back as the example; both files are named with their whole path."""
    folder = tmp_path / "resultsframework-demo"
    assert rf.read(folder / "framework.json") == examples.load()
    for name in ("framework.json", "framework.html"):
        assert str((folder / name).resolve()) in demo.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["framework.html", "framework.json"]


def test_the_page_is_whole_and_needs_nothing_else(demo, tmp_path):
    """Every element is closed, every indicator is in it, and nothing is fetched."""
    page = (tmp_path / "resultsframework-demo" / "framework.html").read_text("utf-8")
    seen = outline(page)
    assert seen.stack == []
    assert seen.fetched == []
    assert "script" not in seen.seen
    for code in {indicator.code for indicator in examples.load().indicators}:
        assert f">{code}<" in page


def test_the_files_go_where_they_are_wanted(run, tmp_path):
    """A folder that does not exist is made; a second run replaces its files."""
    folder = tmp_path / "some" / "where"
    for _ in range(2):
        assert run("demo", "-o", folder).exit_code == 0
    assert rf.read(folder / "framework.json") == examples.load()


def test_a_file_in_the_place_of_the_folder_is_named(run, tmp_path):
    """Where the files cannot be written, the path is named and the exit code is 2."""
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    done = run("demo", "-o", taken)
    assert done.exit_code == 2
    assert f"{taken} cannot be written: " in done.stderr
    assert taken.read_text("utf-8") == "mine"


@pytest.fixture
def page():
    """The function that makes a page of a framework and a report."""
    pytest.importorskip("rich", reason="the command line needs the extra cli")
    from resultsframework.cli._page import page

    return page


def test_a_page_escapes_what_a_file_says(page):
    """Signs of HTML in titles, codes, statements, descriptions, notes and the language stay text."""
    bad = "<script>alert('&')</script>"
    outcome = rf.Outcome(
        code=bad,
        title=bad,
        description=bad,
        indicators=(rf.Indicator(code=bad, statement=bad),),
        progress_notes=(rf.ProgressNote(text=bad),),
        documents=(rf.DocumentLink(title=bad),),
    )
    programme = rf.JointProgramme(title=bad, approach=bad, partners=(rf.Organisation(name=bad),))
    framework = rf.ResultsFramework(
        title=bad,
        language='"><b>',
        results=(outcome,),
        programmes=(programme,),
        source=rf.Source(unparsed=(bad,)),
    )
    text = page(framework, rf.validate(framework))
    assert "script" not in outline(text).seen
    assert "<b>" not in text


def test_a_long_table_is_shown_whole_with_its_heading_repeated(page):
    """Seventy indicators are seventy rows, under a heading after every thirty."""
    indicators = tuple(rf.Indicator(code=f"K.{number}") for number in range(70))
    framework = rf.ResultsFramework(results=(rf.Output(code="K", indicators=indicators),))
    text = page(framework, rf.Report())
    assert all(f">K.{number}<" in text for number in range(70))
    assert text.count(">statement<") == 3
    assert "<title>K</title>" in text


def test_each_finding_links_to_the_page_of_its_rule(page):
    """The rules with findings are on the page, once each, and the code of a finding leads there."""
    series = rf.ObservationSeries.parse("2025 baseline TBD | 2022 milestone - | 2023 milestone 4 | 2025 target 3")
    indicators = tuple(rf.Indicator(code=code, series=series) for code in ("K.1", "K.2"))
    report = rf.validate(rf.ResultsFramework(results=(rf.Output(code="K", indicators=indicators),)))
    text = page(rf.ResultsFramework(), report)
    found = {finding.code for finding in report}
    assert "BAS02" in found
    assert set(re.findall(r'<td><a href="#(\w+)">', text)) == found
    assert sorted(re.findall(r'<h3 id="(\w+)">', text)) == sorted(found)
    assert "<dt>Rationale</dt><dd>Progress is measured from the baseline." in text
    assert "<dt>Reported</dt><dd>2025 baseline TBD | 2022 milestone - | 2025 target 3</dd>" in text


def test_a_page_of_nothing_says_so(page):
    """An empty framework has no budgets, documents, findings or parts that were not understood."""
    text = page(rf.ResultsFramework(), rf.Report())
    seen = outline(text)
    assert seen.stack == []
    assert text.count("<p>None.</p>") == 4
    assert "<dl>" not in text
