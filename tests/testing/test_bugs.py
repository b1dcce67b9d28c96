"""Bugs that programs have had: the strategies find each of them, and print what shows it in a few lines."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import resultsframework as rf

TOOL = Path(__file__).resolve().parents[2] / "tools" / "bugs.py"
SPEC = importlib.util.spec_from_file_location("bugs", TOOL)
bugs = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(bugs)

ZERO, *OTHERS = bugs.BUGS
PROFILE = os.environ.get("RESULTSFRAMEWORK_HYPOTHESIS_PROFILE", "default")
# One hunt takes seconds: each bug once and one with every kind of strategy, and in a thorough run each bug with each.
CASES = [(ZERO, strategy) for strategy in ZERO.strategies if PROFILE == "thorough" or strategy != "frameworks()"]
CASES += [(bug, strategy) for bug in OTHERS for strategy in bug.strategies[: None if PROFILE == "thorough" else 1]]
NAMES = {name: getattr(rf, name) for name in rf.__all__}
NAMES |= {"Decimal": Decimal, "Fraction": Fraction, "datetime": dt}


@pytest.mark.property
@pytest.mark.skipif(
    PROFILE == "dev",
    reason="bugs are hunted with 100 examples each, which the profile of few examples is not for",
)
@pytest.mark.parametrize(("bug", "strategy"), CASES, ids=[f"{bug.law.__name__}-{name}" for bug, name in CASES])
def test_a_bug_is_found_and_can_be_pasted(bug, strategy):
    """The default settings find it within 100 examples, shrink it in 300 runs, and print it in 10 lines of Python."""
    found = bugs.hunt(bug, strategy, 1)
    assert found.found is not None
    assert found.shrinking <= 300
    assert found.printed.count("\n") < 10
    name = found.printed.partition("(")[0]
    arguments = eval(found.printed, NAMES | {name: dict})  # noqa: S307 - what is printed is what is tested
    assert arguments == found.smallest
    with pytest.raises(AssertionError):
        (bug.law if "framework" not in arguments or len(bug.strategies) == 1 else bugs.everywhere(bug.law))(**arguments)


def test_the_failure_on_the_page_shows_the_bug():
    """The printed text of the page can be pasted: an indicator with one actual, which is zero."""
    page = (TOOL.parents[1] / "docs" / "testing.md").read_text("utf-8")
    printed = page.partition("```text\nFailing test case: ")[2].partition("\n```")[0]
    indicator = eval(printed, NAMES | {"test_a_number_is_shown": dict})["indicator"]  # noqa: S307 - as above
    assert [(o.value, o.is_reported) for o in indicator.actuals] == [(0, True)]
    with pytest.raises(AssertionError):
        bugs.zero_for_nothing(indicator)
