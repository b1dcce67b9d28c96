"""Limits of what is read: one value sets them for every format, and more than they allow is refused with its place."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import Limits

SERIES = rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 1 | 2021 target 2")
INDICATORS = tuple(rf.Indicator(code=f"1.1.{n}", series=SERIES) for n in range(1, 5))
PLAN = rf.ResultsFramework(
    title="Water",
    results=(rf.Outcome(code="1", title="Wells", outputs=(rf.Output(code="1.1", title="W", indicators=INDICATORS),)),),
)


@pytest.mark.each(
    ("limits", "where", "reason"),
    [
        (Limits(values=2), "1/1.1/1.1.1", "there are 3 values in series, more than 2; if there should be as many"),
        (Limits(entries=3), "1/1.1", "there are 4 entries in indicators, more than 3; if there should be as many"),
    ],
)
@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_an_indicator_and_a_list_have_limits(limits, where, reason, suffix, tmp_path):
    """Whatever the format, a framework beyond a limit is refused with the place and the limit that can be raised."""
    file = tmp_path / f"plan{suffix}"
    rf.write(PLAN, file)
    with pytest.raises(rf.UnsafeInputError) as caught:
        rf.read(file, limits=limits)
    (problem,) = caught.value.problems
    assert problem.path == where
    assert problem.message.startswith(reason)
    assert caught.value.source == str(file)
    assert rf.read(file, limits=Limits(values=3, entries=4)).indicators == rf.read(file).indicators


def test_a_list_of_the_framework_itself_has_no_path():
    """The lists of the framework are limited as those below it."""
    plan = attrs.evolve(PLAN, results=PLAN.results * 2)
    with pytest.raises(rf.UnsafeInputError, match="there are 2 entries in results, more than 1") as caught:
        Limits(entries=1).check(plan, "json")
    assert caught.value.problems[0].path is None


def test_limits_reach_the_activities_of_a_file(tmp_path):
    """An IATI file by name, or recognised by its content, is read within the limits that are given."""
    pytest.importorskip("lxml", reason="reading IATI needs lxml")
    for name in ("plan.xml", "plan.data"):
        file = tmp_path / name
        file.write_text(rf.formats.iati.dumps(PLAN, lossless=True), "utf-8")
        with pytest.raises(rf.UnsafeInputError, match="more than 20 elements and attributes"):
            rf.read(file, limits=Limits(parts=20))
        assert rf.read(file).title == "Water"


@pytest.mark.each(
    "limits",
    [
        {"size": -1},
        {"size": "1 MB"},
        {"depth": 1},
        {"depth": 2_001},
        {"text": 0},
        {"text": None},
        {"parts": 1_000_000_001},
        {"values": 0},
        {"values": True},
        {"entries": 0},
    ],
)
def test_a_limit_that_means_nothing_is_refused(limits):
    """A limit is itself limited to what a parser or a list can have."""
    (name,) = limits
    with pytest.raises(rf.InvalidValueError, match=rf"Limits\.{name} is .*; it can be from "):
        Limits(**limits)
