"""`demo`: the main job on the bundled example, with nothing to prepare."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework import examples


@pytest.fixture
def demo(run, tmp_path, monkeypatch):
    """The demo, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return run("demo", width=80)


def test_the_demo_shows_money_and_what_is_off_track_on_one_screen(demo):
    """The shortfall of the outcome, the gap of an indicator and the findings by severity take no more than a screen."""
    assert demo.exit_code == 0
    # 934.31 thousand planned less 289.56 thousand actual.
    for part in ("$644.75 K", "69.01 %", "OFF TRACK IN 2021", "not met: 59 of 100, gap 41", "11 errors"):
        assert part in demo.stdout
    assert len(demo.stdout.splitlines()) <= 25


def test_the_demo_shows_everything_where_that_is_wanted(run, tmp_path):
    """Every indicator and every finding is printed with --all."""
    done = run("demo", "--all", "-o", tmp_path, width=140)
    for code in {indicator.code for indicator in examples.load().indicators}:
        assert code in done.stdout
    for part in ("error   BAS02", "warning BUD03", "11 errors"):
        assert part in done.stdout


def test_the_demo_writes_the_framework_and_says_where(demo, tmp_path):
    """The JSON file reads back as the example; both files are named with their whole path."""
    pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")
    folder = tmp_path / "resultsframework-demo"
    assert rf.read(folder / "framework.json") == examples.load()
    assert (folder / "report.html").read_text("utf-8") == rf.formats.html.dumps(examples.load(), at=2021)
    for name in ("framework.json", "report.html"):
        assert str((folder / name).resolve()) in demo.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["framework.json", "report.html"]


def test_without_the_extra_of_the_page_the_command_that_installs_it_is_named(run, tmp_path, monkeypatch):
    """Whoever has the command line alone sees the example and learns what the page needs."""

    def lacking(*_arguments, **_options):
        extra, purpose = "report", "a page for a browser"
        raise rf.MissingExtraError(extra, purpose)

    monkeypatch.setattr("resultsframework.formats.html.dumps", lacking)
    done = run("demo", "-o", tmp_path, width=140)
    assert done.exit_code == 0
    assert "no page for a browser: a page for a browser needs an optional part: python -m pip install" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["framework.json"]


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
