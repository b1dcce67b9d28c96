"""Statements and titles: placeholders, and words that contradict direction, measure or values."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.rules import _words


@pytest.mark.each(
    ("text", "is_placeholder"),
    [
        ("Indicator 1.1", True),
        ("Outcome Indicator 4", True),
        ("Output Indicator 1.1.1.A.2.1", True),
        ("Number", True),
        ("%", True),
        ("5260-B", True),
        ("CO-505233", True),
        ("WRG049ny", True),
        ("Indicator1.2", True),
        ("Covid-19", False),
        ("n/a", True),
        ("Not applicable", True),
        ("XOF billion", True),
        ("Ton/Ha", True),
        ("Indicador 2", True),
        ("Indicateur 2.3", True),
        ("", True),
        ("Number of laws", False),
        ("GDP", False),
        ("Indicator 1.1: girls at school", False),
        ("1.1 Laws", False),
        ("Population", False),
        ("学校数量", False),
    ],
)
def test_a_placeholder_has_no_word_of_its_own(text, is_placeholder):
    """Codes, levels, units and marks of a missing text are no statement; any other word is one."""
    assert _words.is_placeholder(text) is is_placeholder


@pytest.mark.each(
    ("text", "wanted"),
    [
        ("Number of girls enrolled in school", True),
        ("# of teachers trained", True),
        ("Percentage of households with access to safe water", True),
        ("People reached with cash", True),
        ("Primary completion rate", True),
        ("Number of wells dug", True),
        ("Number of people with safe drinking water", True),
        ("Percentage of schools with electricity", True),
        ("Vaccination coverage among infants", True),
        ("Número de docentes capacitados", True),
        ("Nombre d'enseignants formés", True),
        ("Number of girls not enrolled in school", False),
        ("Number of maternal deaths", False),
        ("Number of trained staff killed", False),
        ("Number of patients waiting to be treated or supported", False),
        ("Cost per person reached", False),
        ("Number of untrained teachers", False),
        ("Number of kilometres", False),
        ("The plan is implemented", False),
        ("Contraceptive prevalence rate", False),
        (None, False),
    ],
)
def test_what_is_wanted_is_known_by_unambiguous_words(text, wanted):
    """A service to people, or a thing put in place, is wanted; a word of loss or of want anywhere leaves it open."""
    assert _words.counts_something_wanted(text) is wanted


@pytest.mark.each(
    ("text", "unwanted"),
    [
        ("Number of maternal deaths", True),
        ("Under-5 mortality rate (per 1000 population/month)", True),
        ("Prevalence of stunting", True),
        ("Prevalence of global acute malnutrition (6-59 months)", True),
        ("Cholera Case Fatality Rate", True),
        ("Unemployment rate among youth", True),
        ("Number of children killed in traffic", True),
        ("Percentage of children who are stunted", True),
        ("Cases of cholera", True),
        ("Number of malaria cases", True),
        ("Number of malaria cases treated", False),
        ("Share of stunted children", True),
        ("Number of victims of violence", True),
        ("Number of victims of violence assisted", False),
        ("Número de muertes maternas", True),
        ("Taux de mortalité infantile", True),
        ("Number of deaths averted", False),
        ("Number of reported cases of violence", False),
        ("Reduction in infant mortality", False),
        ("Unemployment study released", False),
        ("Number of people trained on accidents", False),
        ("Contraceptive prevalence rate", False),
        ("Families kept out of poverty", False),
        ("Number of laws", False),
        (None, False),
    ],
)
def test_what_is_unwanted_is_the_thing_itself(text, unwanted):
    """Deaths are unwanted, deaths averted and deaths reported are not certainly so."""
    assert _words.counts_something_unwanted(text) is unwanted


@pytest.mark.each(
    ("text", "counts"),
    [
        ("Number of laws", True),
        ("# of people reached", True),
        ("Schools built", True),
        ("New classrooms", True),
        ("Trees planted", True),
        ("Escuelas construidas", True),
        ("Average number of pupils", False),
        ("Number of hours of training", False),
        ("Number of litres per person", False),
        ("Farms with roads (acreage)", False),
        ("Roads rehabilitated", False),
        (None, False),
    ],
)
def test_a_count_is_of_what_is_whole(text, counts):
    """People and schools are counted in whole numbers; averages, amounts and lengths are not."""
    assert _words.counts(text) is counts


@pytest.mark.each(
    ("code", "sentence", "paths"),
    [
        ("STR09", "statement none", []),
        ("STR09", "statement  ", []),
        ("STR10", "title Laws of 2020", []),
        ("STR10", "identifier XM-1", ["title"]),
        ("STR10", "title Laws; output code B", []),
        ("VAL16", "decrease; statement none", []),
        ("VAL16", "statement Number of teachers trained", []),
        ("VAL17", "statement Number of maternal deaths", []),
        ("VAL17", "increase; statement none", []),
        ("VAL18", "measure unit; statement none", []),
        ("VAL18", "measure unit; statement % of laws and their number", []),
        ("VAL18", "measure percentage; statement Number of schools with 50% of girls", []),
        ("VAL18", "measure percentage; statement Number", ["measure"]),
        ("VAL18", "measure ordinal; statement Percentage of laws", []),
        ("VAL19", "statement Law in force (yes/no); 2020 milestone Yes actual No", []),
        ("VAL19", "statement Law in force (Y/N); 2020 milestone 3 actual 4", ["milestone"]),
    ],
)
def test_a_statement_or_title(found, code, sentence, paths):
    """Cases beside the documented ones."""
    assert [path for _, path in found(code, sentence)] == paths


def test_a_hundred_may_mean_yes(found):
    """100 alone is an info, as yes in percent; any other number is a warning."""
    statement = "statement Law in force (yes/no)"
    assert [s for s, _ in found("VAL19", f"{statement}; 2020 milestone 100 actual 0")] == ["info"]
    assert [s for s, _ in found("VAL19", f"{statement}; 2020 milestone 100 actual 50")] == ["warning"]


def decreasing(*statements):
    """A framework whose indicators all declare a decrease."""
    indicators = tuple(
        rf.Indicator(code=f"I{n}", statement=text, direction="decrease") for n, text in enumerate(statements)
    )
    return rf.ResultsFramework(results=(rf.Output(code="A", indicators=indicators),))


@pytest.mark.each(
    ("statements", "paths"),
    [
        (["Number of teachers trained"] * 5, [f"A/I{n}/direction" for n in range(5)]),
        (["Number of teachers trained"] * 6, [""]),
        (["Indicator"] * 6, [""]),
        (["Maternal mortality rate"] * 3 + ["Indicator"] * 3, []),
        (["Maternal mortality rate"] * 2 + ["Indicator"] * 4, [""]),
    ],
)
def test_a_decrease_everywhere_is_one_finding(statements, paths):
    """Of six indicators on that all decrease the field is wrong, unless half of them are about something unwanted."""
    assert [f.path for f in rf.validate(decreasing(*statements), select="VAL16")] == paths


@pytest.mark.each(
    ("code", "sentence", "observed", "expected"),
    [
        ("VAL16", "decrease; statement Number of teachers trained", "decrease", "increase"),
        ("VAL17", "increase; statement Number of maternal deaths", "increase", "decrease"),
    ],
)
def test_the_other_direction_is_expected(case, code, sentence, observed, expected):
    """A finding about a direction names the declared one and the other."""
    assert [(f.observed, f.expected) for f in case(sentence).found(code)] == [(observed, expected)]


def test_a_decrease_everywhere_is_counted():
    """The one finding about all indicators has their number, and the direction that is expected."""
    (finding,) = rf.validate(decreasing(*["Indicator"] * 6), select="VAL16")
    assert (finding.observed, finding.expected) == ("6 times decrease", "increase")


def test_six_indicators_that_do_not_all_decrease_are_judged_one_by_one():
    """One increase among them shows that the field was filled in with care."""
    framework = decreasing(*["Number of teachers trained"] * 6).replace("A/I0", direction=rf.Direction.INCREASE)
    assert [f.path for f in rf.validate(framework, select="VAL16")] == [f"A/I{n}/direction" for n in range(1, 6)]


def test_a_decrease_that_was_filled_in_everywhere_judges_no_result():
    """Where the field says nothing, a result below the target is none that was reached early."""
    indicators = tuple(
        rf.Indicator(
            code=f"I{number}",
            statement="Indicator",
            direction="decrease",
            actuals_accumulation="cumulative",
            series=rf.ObservationSeries.parse("2021 actual 2 | 2025 target 5"),
        )
        for number in range(6)
    )
    few, all_of_them = (
        rf.ResultsFramework(results=(rf.Output(code="A", indicators=some),)) for some in (indicators[:5], indicators)
    )
    code = "TGT09"
    assert len(rf.validate(few, select=code).by_code[code]) == 5
    assert rf.validate(all_of_them, select=code).by_code[code] == ()
