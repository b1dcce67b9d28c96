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


def test_the_file_that_is_read_is_not_overwritten(run, file):
    """A slip of the hand does not cost the plan."""
    before = file.read_bytes()
    done = run("report", file, "-o", file)
    assert done.exit_code == 2
    assert file.read_bytes() == before
