"""The command line on the real pages, as a results officer would use it."""

from __future__ import annotations

import json

import pytest

testing = pytest.importorskip("typer.testing", reason="the command line needs the extra cli")

WIDTHS = (80, 140)


@pytest.fixture
def run():
    """Run a command on a terminal of some width."""
    from resultsframework.cli._app import app

    def invoke(*arguments: object, width: int = 80):
        return testing.CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": str(width)})

    return invoke


@pytest.fixture
def page(shared):
    """The portal page."""
    return shared / "seeds" / "unwomen-portal-mex-d-2.1.txt"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_whole_page_is_shown(run, page, width):
    """All 33 codes, the funding gap of the outcome with its rate, and nothing that was not understood."""
    done = run("show", page, width=width)
    assert done.exit_code == 0
    text = done.stdout
    assert "1 outcome, 3 outputs, 39 indicators (33 codes)" in text
    for part in ("MEX_D_2.1.2A", "SP_D_0.1.3", "$644.75 K", "69.01 %", "$2.27 M", "124.88 %", "TBD (2025)", "320*"):
        assert part in text
    assert "NOT UNDERSTOOD" not in text
    assert max(map(len, text.splitlines())) <= width


def test_the_values_of_the_page_are_counted(run, page):
    """The page has 353 cells: 39 baselines, 118 milestones, 39 targets and 157 results."""
    values = json.loads(run("show", page, "--format", "json").stdout)["values"]
    assert {kind: count["in_all"] for kind, count in values.items()} == {
        "baseline": 39,
        "milestone": 118,
        "target": 39,
        "actual": 157,
    }


def test_what_is_wrong_with_the_page_is_found(run, page):
    """The eleven baselines dated at the end of the plan are errors; with what follows from them there are 22."""
    done = run("validate", page, "--format", "json", "--implied", "--select", "BAS02,BAS03")
    assert done.exit_code == 1
    codes = [finding["code"] for finding in json.loads(done.stdout)["findings"]]
    assert (codes.count("BAS02"), codes.count("BAS03")) == (11, 11)


@pytest.mark.parametrize("width", WIDTHS)
def test_findings_fit_the_terminal(run, page, width):
    """Every error and warning is a few lines of the terminal's width, and the last line counts them."""
    done = run("validate", page, width=width)
    lines = done.stdout.splitlines()
    assert done.exit_code == 1
    assert sum("error   BAS02" in line for line in lines) == 11
    assert max(len(line) for line in lines if str(page) not in line) <= width
    assert "11 errors" in lines[-1]


def test_the_brief_is_shown_whole(run, shared):
    """The three agencies and all nineteen partners of the joint programme are there."""
    done = run("show", shared / "seeds" / "joint-sdg-fund-closing-gaps.txt", width=140)
    assert done.exit_code == 0
    assert "ILO, UN Women, FAO" in done.stdout
    assert sum(line.startswith("  -  ") for line in done.stdout.splitlines()) == 19
