from __future__ import annotations

import importlib

import attrs
import pytest
from hypothesis import given

from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.formats import json
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Direction, Indicator
from resultsframework.organisation import Organisation, Place
from resultsframework.result import Outcome, Output
from resultsframework.rules import validate
from resultsframework.series import ObservationSeries
from resultsframework.testing import assert_finds, assert_round_trip, assert_same, assert_valid, frameworks

SERIES = ObservationSeries.parse("2019 baseline 0 | 2020 milestone 5 actual 5 | 2021 target 9")
WELLS = Indicator(code="1A", statement="Wells", unit="facility", direction=Direction.INCREASE, series=SERIES)
PLAN = ResultsFramework(
    title="Plan",
    results=(Output(code="1", title="Wells are dug", indicators=(WELLS,)),),
)


def with_series(text):
    """The plan with other values."""
    return PLAN.replace("1/1A", series=ObservationSeries.parse(text))


# ------------------------------------------------------------------------------------------- the same value


def test_equal_frameworks_are_the_same():
    """Two frameworks that say the same are the same, wherever they were read from."""
    assert_same(PLAN, PLAN.replace("1", line=7))


@pytest.mark.parametrize(
    ("other", "path", "one", "two"),
    [
        (attrs.evolve(PLAN, title="Draft"), "title", "'Plan'", "'Draft'"),
        (attrs.evolve(PLAN, title=None), "title", "str 'Plan'", "NoneType None"),
        (PLAN.replace("1/1A", statement="Pumps"), "1/1A/statement", "'Wells'", "'Pumps'"),
        (
            with_series("2019 baseline 1 | 2020 milestone 5 actual 5 | 2021 target 9"),
            "1/1A/baseline/value",
            "Decimal('0')",
            "Decimal('1')",
        ),
        (
            with_series("2019 baseline No | 2020 milestone 5 actual 5 | 2021 target 9"),
            "1/1A/baseline/value",
            "Decimal Decimal('0')",
            "bool False",
        ),
        (PLAN.replace("1", indicators=()), "1/indicators", "Indicator(", "nothing"),
    ],
)
def test_a_difference_is_named_with_its_place(other, path, one, two):
    """The message says where two frameworks differ first, in words that lead there, and what each has there."""
    with pytest.raises(AssertionError) as caught:
        assert_same(PLAN, other)
    place, left, right = str(caught.value).splitlines()
    assert place == f"they differ at {path}:"
    assert left.startswith(f"  one:   {one}")
    assert right.startswith(f"  other: {two}")


def test_what_is_more_on_the_other_side_is_a_difference():
    """An indicator that only the second framework has is named as well."""
    with pytest.raises(AssertionError, match=r"differ at 1/indicators:\n  one:   nothing\n  other: Indicator"):
        assert_same(PLAN, PLAN.replace("1", indicators=(*PLAN.indicators, Indicator(code="1B"))))


@pytest.mark.each(
    ("one", "other"),
    [(Output(title="x" * 500), Outcome(title="x" * 500)), (Place(name="x" * 500), Organisation(name="x" * 500))],
)
def test_an_outcome_is_no_output(one, other):
    """Two values of different classes differ, and the message says which classes; long ones are cut."""
    with pytest.raises(AssertionError, match="differ at the root") as caught:
        assert_same(one, other)
    lines = str(caught.value).splitlines()
    assert [line.split()[1] for line in lines[1:]] == [type(one).__name__, type(other).__name__]
    assert all(("…" in line or " ... " in line) and len(line) < 220 for line in lines[1:])


@given(frameworks(valid=False), frameworks(valid=False))
def test_it_agrees_with_equality(one, other):
    """Two frameworks are found to differ exactly where Python says that they are not equal."""
    try:
        assert_same(one, other)
    except AssertionError as error:
        assert one != other
        path = str(error).splitlines()[0].removeprefix("they differ at ").removesuffix(":")
        assert path == "the root" or any(_leads_somewhere(framework, path) for framework in (one, other))
    else:
        assert one == other


def _leads_somewhere(framework, path):
    try:
        framework.at(path)
    except NotFoundError:
        return False
    return True


# ----------------------------------------------------------------------------------------------- round trips


@given(frameworks(valid=False) | frameworks())
def test_json_gives_every_framework_back(framework):
    """Nothing that can be published is lost or changed in JSON."""
    assert_round_trip(framework)


def test_a_round_trip_without_a_loss_is_silent():
    """Nothing is raised where a framework comes back equal, and its text too."""
    assert_round_trip(PLAN)


def test_a_loss_is_named_with_its_place(monkeypatch):
    """A fact that a format loses is named."""
    monkeypatch.setattr(json, "loads", lambda _text: attrs.evolve(PLAN, title=None))
    with pytest.raises(AssertionError, match="json does not give the framework back; they differ at title"):
        assert_round_trip(PLAN, "json")


def test_a_format_that_writes_differently_each_time_is_named(monkeypatch):
    """Two writings of the same framework have to be the same text; the first line that is not is shown."""
    texts = iter(["{\n1\n2", "{\n1\n2\n3"])
    monkeypatch.setattr(json, "dumps", lambda _framework: next(texts))
    monkeypatch.setattr(json, "loads", lambda _text: PLAN)
    with pytest.raises(AssertionError, match=r"line 4:\n  nothing\n  3"):
        assert_round_trip(PLAN)


@pytest.mark.parametrize("name", ["jsn", "_text", "findings.github"])
def test_an_unknown_format_is_refused(name):
    """Only a text format can be written and read."""
    with pytest.raises(InvalidValueError, match="is no text format"):
        assert_round_trip(PLAN, name)


def test_a_format_that_lacks_its_library_says_so(monkeypatch):
    """A format that exists and cannot be loaded is not reported as unknown."""

    def absent(_name):
        raise ModuleNotFoundError(name="lxml")

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(ModuleNotFoundError):
        assert_round_trip(PLAN, "iati")


# -------------------------------------------------------------------------------------------------- findings


def test_a_sound_framework_is_valid():
    """Nothing is raised where no rule finds an error or a warning; an info may be there."""
    assert_valid(PLAN)
    assert_valid(with_series("2020 baseline 0 | 2020 milestone 5 | 2021 target 9"))


def test_what_is_wrong_is_in_the_message():
    """The report is the message, so that a failing test says what to mend; infos are left out."""
    framework = with_series("2021 baseline 0 | 2020 milestone 5 | 2022 target 9")
    with pytest.raises(AssertionError, match="BAS02") as caught:
        assert_valid(framework)
    assert "info" not in str(caught.value)


def test_the_reporting_year_may_be_given():
    """Overdue values depend on the year, which a test may choose."""
    assert_valid(PLAN, reporting_year=2020)
    with pytest.raises(AssertionError, match="SER06"):
        assert_valid(PLAN, reporting_year=2021)


def test_a_finding_is_expected_by_its_code():
    """A test can demand that a rule fires, in the profile and at the year that it names."""
    assert_finds(PLAN, "SER06", reporting_year=2021, profile="strict")


def test_a_rule_that_is_silent_is_named_with_what_was_found():
    """Where a rule finds nothing, the message says so and shows what others found."""
    with pytest.raises(AssertionError, match=r"BAS02 finds nothing\. Plan: 1 warning, 1 info(?s:.)*SER06"):
        assert_finds(PLAN, "BAS02", reporting_year=2021)


def test_a_rule_that_does_not_exist_is_an_error():
    """A typing error in a code is not mistaken for a rule that finds nothing."""
    with pytest.raises(NotFoundError, match="BAS02"):
        assert_finds(PLAN, "BSA02")


def test_other_findings_may_be_forbidden():
    """With one defect, only its own rule should fire; another is named."""
    framework = with_series("2020 baseline 0 | 2020 milestone 5 | 2021 target 9")
    assert_finds(framework, "BAS04", only=True)
    with pytest.raises(AssertionError, match=r"not only BAS03 finds something(?s:.)*TGT03"):
        assert_finds(with_series("2021 baseline 12 | 2021 target 9"), "BAS03", only=True)


@given(frameworks(breaks="BAS02"))
def test_assertions_change_nothing(framework):
    """Asking for findings leaves the framework as it was."""
    before = hash(framework)
    assert_finds(framework, "BAS02")
    assert hash(framework) == before
    assert validate(framework).by_code["BAS02"]
