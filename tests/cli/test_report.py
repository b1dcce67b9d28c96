"""`report`: one page for a browser."""

from __future__ import annotations

import datetime as dt

import pytest

import resultsframework as rf

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")


def test_the_page_is_written_and_its_place_is_named(run, file, framework, tmp_path):
    """A country director gets a file to open."""
    target = tmp_path / "page.html"
    done = run("report", file, "-o", target, "--at", "2021", "--today", "2022-01-31", "--no-findings")
    assert done.exit_code == 0, done.stderr
    made = rf.formats.html.dumps(framework, at=2021, today=dt.date(2022, 1, 31), findings=False)
    assert target.read_text(encoding="utf-8") == made
    assert done.stderr == f"the page is in {target}: open it in a browser\n"


def test_a_dash_is_standard_output(run, file, framework):
    """A program behind a pipe gets the page alone."""
    done = run("report", file, "-o", "-")
    assert done.stdout.strip() == rf.formats.html.dumps(framework).strip()


@pytest.fixture
def activities(tmp_path, framework):
    """An IATI file of two activities."""
    path = tmp_path / "activities.xml"
    rf.formats.iati.dump_all(
        [framework.replace(identifier=code, title=code) for code in ("XM-1", "XM-2")], path, lossless=True
    )
    return path


def test_several_files_are_a_folder_with_an_overview(run, file, activities, tmp_path):
    """A donor gets one page to begin with, and the page of each framework."""
    done = run("report", file, activities, "-o", tmp_path / "reports", "--at", "2021")
    assert done.exit_code == 0, done.stderr
    overview = tmp_path / "reports" / "overview.html"
    assert "3 frameworks" in overview.read_text(encoding="utf-8")
    assert {"XM-1.html", "XM-2.html"} < {path.name for path in overview.parent.iterdir()}
    assert done.stderr == f"the overview is in {overview}, with a page for each framework: open it in a browser\n"


def test_the_overview_alone_is_one_file(run, activities, tmp_path):
    """One page can be forwarded; a dash is standard output."""
    target = tmp_path / "overview.html"
    done = run("report", activities, "-o", target)
    assert done.stderr.startswith(f"the overview is in {target}: open it in a browser; with a folder")
    assert target.read_text(encoding="utf-8").strip() == run("report", activities, "-o", "-").stdout.strip()


def test_one_framework_of_many_is_a_page(run, activities, tmp_path):
    """By its identifier, or because it is the only one; of several files it has to be one."""
    target = tmp_path / "page.html"
    assert run("report", activities, "-o", target, "--framework", "XM-2").exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert '<h1 dir="auto">XM-2</h1>' in page
    single = tmp_path / "single.xml"
    rf.write(next(rf.read_all(activities)), single, lossless=True)
    assert run("report", single, "-o", target).exit_code == 0
    assert '<h1 dir="auto">XM-1</h1>' in target.read_text(encoding="utf-8")
    done = run("report", activities, single, "--framework", "XM-1")
    assert done.exit_code == 2
    assert "--framework is for one file" in done.stderr


def test_what_cannot_be_read_is_named_after_the_rest_is_written(run, file, activities, tmp_path):
    """One broken file of many does not cost the overview, and the exit code is that of an unreadable input."""
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    target = tmp_path / "overview.html"
    done = run("report", file, broken, activities, "-o", target)
    assert done.exit_code == 3
    assert "broken.json" in done.stderr
    assert "3 frameworks" in target.read_text(encoding="utf-8")


def test_a_file_without_activities_is_no_overview(run, tmp_path):
    """An IATI file without any activity is unreadable, as for the other commands."""
    path = tmp_path / "none.xml"
    path.write_text('<iati-activities version="2.03"/>', encoding="utf-8")
    done = run("report", path, "-o", tmp_path / "reports")
    assert done.exit_code == 3
    assert "it holds no activity" in done.stderr
    assert not (tmp_path / "reports").exists()


def test_the_file_that_is_read_is_not_overwritten(run, file):
    """A slip of the hand does not cost the plan."""
    before = file.read_bytes()
    done = run("report", file, "-o", file)
    assert done.exit_code == 2
    assert file.read_bytes() == before
