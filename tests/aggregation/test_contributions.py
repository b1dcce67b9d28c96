"""Contributions of country frameworks to the indicators of a corporate plan."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.aggregation import contributions
from resultsframework.examples import load

PLAN = "strategic_plan"


def indicator(text, code, statement="Number of women trained", **fields):
    return rf.Indicator(code=code, statement=statement, series=rf.ObservationSeries.parse(text), **fields)


def country(name, *indicators):
    outcome = rf.Outcome(code="1", indicators=indicators)
    return rf.ResultsFramework(title=name, countries=(rf.Place(name=name),), results=(outcome,))


def referring(text, code, to, **fields):
    """An indicator of a country that refers to one of the plan."""
    return indicator(text, code, references=(rf.Reference(code=to, vocabulary=PLAN),), **fields)


KENYA = country(
    "Kenya", referring("2021 actual 40", "K.1", "2.1"), indicator("2021 actual Yes", "SP_D_1", "Law adopted")
)
CHAD = country(
    "Chad",
    referring("2021 actual TBD", "C.7", "2.1", statement="Women in courses"),
    indicator("2021 actual No", "SP_D_1", "Law adopted"),
)
PERU = country(
    "Peru", indicator("2021 actual 5", "P.1", "SP 2.1: Number of women trained"), indicator("2021 actual 9", "P.2")
)


def test_indicators_are_grouped_by_what_they_refer_to():
    """By a reference, by the code that the statement begins with, and by their own code; each with its coverage."""
    found = contributions([PERU, KENYA, CHAD], at=2021, function="sum")
    assert str(found) == (
        "contributions to SP, actual values of 2021: 2 indicators\n"
        "\n"
        "2.1 Women in courses\n"
        "  at least 45 (2 of 3 reported)\n"
        "  Chad: to be determined\n"
        "\n"
        "SP_D_1 Law adopted\n"
        "  at least 1 (2 of 3 reported)\n"
        "  Peru: no such indicator"
    )
    women, law = found
    assert (str(women), women.answer.value, women.answer.at_least) == ("2.1: at least 45 (2 of 3 reported)", 45, 45)
    assert "the statements differ; their reference to 2.1 says that they measure one thing" in women.answer.assumptions
    assert [(part.framework, part.path, part.text) for part in law.inputs] == [
        ("Chad", "1/SP_D_1", "No"),
        ("Kenya", "1/SP_D_1", "Yes"),
        ("Peru", "", ""),
    ]
    assert repr(found) == "<Contributions contributions to SP, actual values of 2021: 2 indicators>"


def test_the_table_has_the_value_of_each_part():
    """One row for each indicator of the plan."""
    found = contributions([KENYA, CHAD, PERU], at=2021, function="sum")
    assert [tuple(map(str, row)) for row in found.table()] == [
        ("2.1", "Women in courses", "at least 45", "TBD", "40", "5", "2 of 3", "Chad", ""),
        ("SP_D_1", "Law adopted", "at least 1", "No", "Yes", "", "2 of 3", "Peru", ""),
    ]
    assert "<table" in found._repr_html_()


def test_whole_figures_and_refusals_differ():
    """All reported is the figure itself; percentages have none, and a reason."""
    whole = contributions(
        [country(name, indicator("2021 actual 4", "SP_1")) for name in ("A", "B")], at=2021, function="sum"
    )
    assert (whole.items[0].figure, whole.items[0].refusal, whole.items[0].missing) == ("8", "", ())
    shares = contributions(
        [country(name, indicator("2021 actual 4%", "SP_1")) for name in ("A", "B")], at=2021, function="sum"
    )
    assert shares.items[0].figure == ""
    assert shares.items[0].refusal.startswith("shares of a whole do not add up")
    assert "  no figure: shares of a whole do not add up" in str(shares)
    assert shares.table().to_columns()["A"] == ["4%"]


def test_two_indicators_of_one_country_may_count_the_same_people():
    """The overlap is declared, as for any roll-up."""
    twice = country("A", indicator("2021 actual 4", "SP_1"), referring("2021 actual 6", "A.1", "SP_1"))
    found = contributions([twice, country("B", indicator("2021 actual 1", "SP_1"))], at=2021, function={"SP_1": "sum"})
    assert "pass overlap=" in found.items[0].refusal
    declared = contributions([twice], at=2021, function="sum", overlap="unknown")
    assert (declared.items[0].figure, declared.table().to_columns()["A"]) == ("6 to 10", ["4; 6"])
    ratio = contributions(
        [country("A", indicator("2021 actual 1/2", "SP_1")), country("B", indicator("2021 actual -", "SP_1"))], at=2021
    )
    assert (ratio.items[0].figure, ratio.table().to_columns()["B"]) == ("1/2 of those reported", ["-"])
    empty = contributions(
        [country("A", indicator("2021 actual 1", "SP_1")), country("B", indicator("2020 actual 1", "SP_1"))],
        at=2021,
        function="sum",
    )
    assert empty.table().to_columns()["B"] == ["none"]
    assert "B: no actual for 2021" in str(empty)
    nobody = contributions([country("A", indicator("2021 actual TBD", "SP_1"))], at=2021, function="sum")
    assert str(nobody) == "contributions to SP, actual values of 2021: 1 indicator\n\nNo value of any part: SP_1"


def test_another_list_and_another_kind():
    """Any list of codes will do; targets need no year."""
    donor = country("A", indicator("2025 target 7", "A.1", references=(rf.Reference(code="X", vocabulary="Donor"),)))
    found = contributions([donor], "donor", kind="target", function="sum")
    assert (
        str(found)
        == "contributions to donor, target values: 1 indicator\n\nX Number of women trained\n  7 (1 of 1 reported)"
    )
    nothing = contributions([donor], at=2021)
    assert (len(nothing), bool(nothing)) == (0, False)
    assert str(nothing) == "contributions to SP, actual values of 2021: no indicator refers to it"


def test_the_example_contributes_to_the_strategic_plan():
    """Its corporate indicators are found by their codes."""
    found = contributions([load()], at=2021, function="sum", overlap="disjoint")
    codes = [one.code for one in found]
    assert "SP_D_2.1A" in codes
    assert not any(code.startswith("MEX") for code in codes)


def test_answers_have_a_json_form():
    """An answer is read back equal."""
    found = contributions([KENYA, CHAD, PERU], at=2021, function="sum")
    assert rf.from_dict(rf.to_dict(found), rf.aggregation.Contributions) == found


def test_what_cannot_be_rolled_up_is_refused():
    """The errors are those of combine."""
    with pytest.raises(rf.InvalidValueError, match="contributions needs several frameworks"):
        contributions(KENYA, at=2021)
