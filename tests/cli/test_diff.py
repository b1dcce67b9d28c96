"""The command that lists what changed between two versions of a framework."""

from __future__ import annotations

import json

import pytest

import resultsframework as rf


@pytest.fixture
def later(framework, tmp_path):
    """The file of a later version: the target is lowered, and a result is restated."""
    path = "SAV_1/SAV_1.A"
    new = framework.replace(f"{path}/target", value=300).replace(f"{path}/actual:2021", value=61)
    rf.write(new, tmp_path / "later.json")
    return tmp_path / "later.json"


def test_the_changes_are_listed_in_words(run, file, later):
    """The heading, and each indicator with its changes."""
    done = run("diff", file, later)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Savings in Lakeland: 2 changes (1 target changed, 1 restated, 1 of them less ambitious)",
        "",
        "SAV_1.A Number of women who save",
        "  actual for 2021: 59 → 61",
        "  target for 2025: 320 → 300, less ambitious",
    ]


def test_a_file_has_no_changes_from_itself(run, file):
    """The same file twice."""
    done = run("diff", file, file, "--fail-on", "added,removed,targets")
    assert (done.exit_code, done.stdout) == (0, "Savings in Lakeland: no changes\n")


@pytest.mark.each(
    "only, kinds",
    [
        (("targets",), ["target_changed"]),
        (("restated,target",), ["restated", "target_changed"]),
        (("restated", "targets"), ["restated", "target_changed"]),
        (("removed",), []),
    ],
)
def test_only_some_kinds_are_listed(run, file, later, only, kinds):
    """By a name, several with commas, or the option again."""
    options = [part for name in only for part in ("--only", name)]
    document = json.loads(run("diff", file, later, *options, "--format", "json").stdout)
    assert [change["kind"] for change in document.get("changes", [])] == kinds


def test_a_program_gets_the_changes_as_json(run, file, later, framework):
    """The changes that it reads back lead from one version to the other."""
    document = json.loads(run("diff", file, later, "--format", "json").stdout)
    assert rf.from_dict(document, rf.Changes).apply(framework) == rf.read(later)


def test_a_page_gets_markdown_or_html(run, file, later):
    """Both values are marked."""
    assert "- actual for 2021: ~~59~~ → **61**" in run("diff", file, later, "--format", "markdown").stdout
    html = run("diff", file, later, "--format", "html").stdout
    assert "<del>59</del> → <ins>61</ins>" in html
    assert html.endswith("</section>\n")


@pytest.mark.each(
    "names, code",
    [
        ("targets", 1),
        ("removed", 0),
        ("removed,restated", 1),
        ("less-ambitious", 1),
        ("less_ambitious", 1),
        ("more-ambitious", 0),
    ],
)
def test_changes_that_nobody_may_make_fail(run, file, later, names, code):
    """A gate can refuse a lowered target, also where it is not listed."""
    assert run("diff", file, later, "--fail-on", names, "--only", "moved").exit_code == code


@pytest.mark.each(
    "arguments, message",
    [
        (("--only", "targts"), "targts"),
        (("--fail-on", "worse"), "worse"),
    ],
)
def test_a_kind_that_there_is_not_is_refused(run, file, later, arguments, message):
    """With the names that were meant."""
    done = run("diff", file, later, *arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_standard_input_holds_one_version_only(run, file, later):
    """It may be either of them, and not both."""
    assert "SAV_1.A" in run("diff", file, "-", input=later.read_text("utf-8")).stdout
    done = run("diff", "-", "-", input=later.read_text("utf-8"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "name a file for the other" in done.stderr


def test_an_iati_file_is_compared_with_another_form_of_the_plan(run, file, framework, tmp_path):
    """The layout is that of the file that has one; where neither has, it is refused."""
    rf.write(framework, tmp_path / "plan.xml", layout="hierarchical", lossless=True)
    done = run("diff", file, tmp_path / "plan.xml", "--layout", "hierarchical")
    assert (done.exit_code, done.stdout) == (0, "Savings in Lakeland: no changes\n"), done.stderr
    assert "leave --layout out" in run("diff", file, file, "--layout", "flat").stderr


def test_a_workbook_of_ours_is_compared_with_one_of_others(run, framework, tmp_path):
    """The layout is that of the other workbook: the hidden sheet of ours has everything, and is read as ever."""
    pytest.importorskip("xlsxwriter")
    theirs, ours, layout = tmp_path / "theirs.csv", tmp_path / "ours.xlsx", tmp_path / "my.toml"
    theirs.write_text("Logic,Wording,Goal 2025\nOutput 1: Women save,Women who save,5\n", encoding="utf-8")
    columns = 'Logic = "level and result"\nWording = "indicator"\n"Goal {period}" = "target"\n'
    layout.write_text(f"[[table]]\n[table.columns]\n{columns}", encoding="utf-8")
    rf.write(rf.read(theirs, layout=layout), ours)
    for pair in ((theirs, ours), (ours, theirs)):
        done = run("diff", *pair, "--layout", layout)
        assert (done.exit_code, "no changes" in done.stdout) == (0, True), done.stderr
    done = run("diff", ours, ours, "--layout", layout)
    assert "no row of" in done.stderr
    rf.write(framework, tmp_path / "plan.json")
    assert run("diff", theirs, tmp_path / "plan.json", "--layout", layout).exit_code == 0
