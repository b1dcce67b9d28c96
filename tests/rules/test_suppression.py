"""Suppressed findings: their places, and suppressions that no longer match anything."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.rules import Ignored
from resultsframework.rules._suppression import PathPattern

LATE = rf.ObservationSeries.parse("2025 baseline 1 | 2022 milestone 1 | 2025 target 2")
EARLY = rf.ObservationSeries.parse("2021 baseline 1 | 2022 milestone 1 | 2025 target 2")


def plan(**outputs):
    """A framework of an outcome with one output for each name, each with one indicator I."""
    below = tuple(rf.Output(code=code, indicators=(rf.Indicator(code="I", series=s),)) for code, s in outputs.items())
    return rf.ResultsFramework(results=(rf.Outcome(code="O", outputs=below),))


def late(framework, **more):
    """Where late baselines are found."""
    return [f.path for f in rf.validate(framework, select="BAS02", **more)]


@pytest.mark.each(
    ("pattern", "path"),
    [
        ("O/A/I", "O/A/I"),
        ("O/A/I", "O/A/I/baseline"),
        ("O", "O/A/I/baseline"),
        ("O/*/I", "O/A/I"),
        ("O/A?/I", "O/A1/I"),
        ("**/I", "I"),
        ("**/I", "O/A/I/baseline"),
        ("O/**/baseline", "O/A/I/baseline"),
        ("O/**/I", "O/I"),
        ("O/**", "O"),
        ("**", ""),
        ("*", "O/A"),
        ("/O/", "O/A"),
        ("X/A", "X/A"),
        ("X.1/A.X", "X.1/A.X/baseline"),
        ("/O/A/", "O/A/I"),
        ("O/A#2", "O/A#2/target:2025"),
        ("?/?/?", "O/A/I"),
        ("O/**/I*", "O/A/B/I1"),
        ("O.1", "O.1"),
    ],
)
def test_a_pattern_covers_a_place_and_all_below(pattern, path):
    """A star is any part of a step, two stars are any number of steps, and what is below is meant too."""
    assert PathPattern(pattern).covers(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("O/I", "O/A/I"), ("O", "Outcome"), ("O/*", "O"), ("O.1", "Ox1"), ("O/A?/I", "O/A/I"), ("**/J", "O/I"), ("I", "")],
)
def test_a_pattern_leaves_other_places_alone(pattern, path):
    """A star does not reach over steps, and no character but the wildcards matches another."""
    assert not PathPattern(pattern).covers(path)


@pytest.mark.each(
    ("pattern", "path"),
    [
        ("*" * 40 + "x", "a" * 2_000),
        ("*a" * 40 + "x", "a" * 2_000),
        ("**/a/" * 40 + "x", "a/" * 2_000),
        ("**/**/" * 40 + "x", "a/" * 2_000),
        ("?*" * 40 + "x", "a" * 2_000),
    ],
)
def test_a_pattern_of_many_stars_is_tried_once(pattern, path):
    """The signs of a long path are not divided among the stars of a pattern in every possible way."""
    assert not PathPattern(pattern).covers(path)
    assert PathPattern(pattern).covers(path + "/x" if path.endswith("/") is False and "/" in pattern else path + "x")


def test_a_rule_may_be_ignored_in_one_place():
    """A finding that is agreed on in one output is still found in the other."""
    framework = plan(A=LATE, B=LATE)
    assert late(framework, ignore=[Ignored("BAS02", "agreed", ("O/A",))]) == ["O/B/I/baseline"]
    assert late(framework, ignore=[Ignored("BAS02", at=("O/A", "**/B"))]) == []


def test_what_is_ignored_in_a_place_hides_nothing_that_follows():
    """Where a cause is ignored, what follows from it is a finding of its own, as if the cause had not been run."""
    framework = plan(A=LATE)
    (whole,) = rf.validate(framework, select=["BAS02", "BAS03"])
    assert [f.code for f in whole.implied] == ["BAS03"]
    for ignored in (Ignored("BAS02"), Ignored("BAS02", at=("O/A",))):
        (finding,) = rf.validate(framework, select=["BAS02", "BAS03"], ignore=[ignored])
        assert finding.code == "BAS03"


def test_a_report_counts_what_was_left_out():
    """Every entry counts the findings it left out; implied findings count too."""
    framework = plan(A=LATE, B=LATE)
    report = rf.validate(framework, ignore=[Ignored("BAS02", at=("O/A",)), ("BAS0", "old data"), "TAG"])
    assert [item.found for item in report.ignored] == [1, 4, 0]


def test_a_reason_that_no_longer_holds_is_reported():
    """When the last finding is gone, what ignored it is reported, with advice."""
    ignore = [Ignored("BAS02", "agreed", ("O/A",)), Ignored("BAS03")]
    assert rf.validate(plan(A=LATE), ignore=ignore).unused == ()
    report = rf.validate(plan(A=EARLY, B=LATE), ignore=ignore)
    (unused,) = report.unused
    assert unused.code == "BAS02"
    assert unused.advice == "ignoring BAS02 at O/A (agreed) leaves nothing out; take it out of the settings"


def test_an_entry_for_a_rule_that_is_not_run_is_not_unused():
    """Where a rule is not run, nobody knows whether there is something to ignore."""
    report = rf.validate(plan(A=EARLY), select="BUD", ignore="BAS02")
    assert [item.found for item in report.ignored] == [None]
    assert report.unused == ()


def test_an_ignored_rule_is_not_among_those_that_answered():
    """Asking the report for a rule that is ignored everywhere is an error; one that is ignored in places answers."""
    report = rf.validate(plan(A=LATE), ignore=[Ignored("BAS02"), Ignored("BAS03", at=("X",))])
    assert "BAS02" not in report.by_code
    assert len(report.by_code["BAS03"]) == 1
    silent = rf.validate(plan(A=LATE), ignore=[Ignored("BUD02", at=("X",))])
    assert "BUD02" in {rule.code for rule in silent.rules}


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (Ignored("BAS"), "BAS"),
        (Ignored("BAS", "old"), "BAS (old)"),
        (Ignored("BAS", None, ("A", "B/*")), "BAS at A or B/*"),
    ],
)
def test_what_is_ignored_reads_as_a_phrase(item, text):
    """Code, places and reason in one phrase."""
    assert str(item) == text
