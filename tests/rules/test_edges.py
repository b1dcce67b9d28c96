"""Where the condition of a rule just begins and just ends, in one sentence each."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES, Found
from resultsframework.rules.baseline import without_baseline_year_zero

FIRES = [
    ("SER01", "plan 2020-2025; 2020 milestone 1 | 2026 target 5"),
    ("SER01", "plan 2020-2020; 2021 milestone 1"),
    ("SER12", "2020-01-01..2020-06-30 actual 1 | 2020-06-30..2020-12-31 actual 2"),
    ("TGT06", "cumulative; 2020 milestone 10 | 2021 milestone 9"),
    ("TGT10", "increase; 2021 milestone 1 actual 3"),
    ("VAL04", "measure percentage; 2020 actual 100.1"),
    ("VAL15", "measure percentage; 2019 baseline 0.01 | 2025 target 1.5"),
    ("VAL15", "measure percentage; 2019 baseline 0.5 | 2025 target 25"),
    ("VAL15", "measure percentage; 2019 baseline 0.5 | 2025 target 100"),
]
SILENT = [
    ("SER01", "plan 2020-2025; 2020 milestone 1 | 2025 target 5"),
    ("SER12", "2020-01-01..2020-06-30 actual 1 | 2020-07-01..2020-12-31 actual 2"),
    ("SER12", "2021-12-31..2021-01-01 actual 1 | 2021-06-01..2022-05-31 actual 2"),
    ("SER12", "..2020-12-31 actual 1 | 2020-07-01.. actual 2"),
    (
        "SER12",
        "2020-01-01..2020-12-31 actual 1 | 2020-05-01..2020-08-31 actual 2 | 2020-07-01..2020-09-30 actual 3",
    ),
    ("TGT06", "cumulative; 2020 milestone 10 | 2021 milestone 10"),
    ("VAL04", "measure percentage; 2020 actual 0"),
    ("VAL04", "measure percentage; 2020 actual 0.5"),
    ("VAL15", "measure percentage; 2019 baseline 0.5 | 2025 target 24.9"),
    ("VAL15", "measure percentage; 2019 baseline 0.5 | 2025 target 100.1"),
]


@pytest.mark.each(("code", "sentence"), FIRES)
def test_a_condition_begins_here(case, code, sentence):
    """This is just enough for the rule to find something."""
    assert case(sentence).found(code)


@pytest.mark.each(("code", "sentence"), SILENT)
def test_a_condition_ends_here(case, code, sentence):
    """This is just not enough for it."""
    assert case(sentence).found(code) == ()


def test_the_message_has_the_age_of_a_baseline(case):
    """The years between the baseline and the plan are counted for the reader."""
    (finding,) = case("plan 2020-2025; 2015 baseline 5 | 2024 milestone 9").found("BAS05")
    assert "2015, 5 years before the plan begins in 2020" in finding.message


def test_a_year_zero_is_corrected_in_baselines_only():
    """A milestone of the year 0 is not touched where a baseline is corrected, nor is a baseline with a year."""
    series = rf.ObservationSeries.parse("0 baseline 4 | 2019 baseline 3 | 0 milestone 5")
    mended = without_baseline_year_zero(rf.Indicator(series=series)).series
    assert [o.period for o in mended] == [rf.Period(), rf.Period(year=2019), rf.Period(raw="0")]


def test_periods_are_not_checked_against_a_plan_that_ends_before_it_begins():
    """No period lies in such a plan, which is wrong itself, so they are left aside."""
    one = rf.Indicator(code="x", series=rf.ObservationSeries.parse("2021 milestone 1 | 2023 target 2"))
    results = (rf.Output(code="A", indicators=(one,)),)
    backwards = attrs.evolve(rf.Period.between(2020, 2025), start=rf.Period(year=2025).first_day, end=None, year=2020)
    assert (backwards.first_year, backwards.last_year) == (2025, 2020)
    assert not list(rf.validate(rf.ResultsFramework(results=results, plan_period=backwards), select="SER01"))


def test_nothing_is_overdue_that_headquarters_report():
    """A result of a desk review may be missing where the profile allows it, and nowhere else."""
    series = rf.ObservationSeries.parse("2020 milestone 1 actual 1 | 2021 milestone 2 actual -")
    one = rf.Indicator(code="x", series=series, scope=(rf.Scope.DESK_REVIEW,))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),), reporting_year=2021)
    overdue = {"SER06", "SER11"}
    assert [f.code for f in rf.validate(framework, select=overdue, implied=True)] == ["SER06", "SER11"]
    assert not list(rf.validate(framework, profile="unwomen", select=overdue, implied=True))


def test_only_the_words_among_values_are_listed():
    """Where something is counted, yes and no are listed, and the numbers beside them are not."""
    series = rf.ObservationSeries.parse("2021 baseline No | 2023 milestone 2 | 2025 target Yes")
    one = rf.Indicator(code="x", statement="Number of laws", series=series)
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    assert [f.observed for f in rf.validate(framework, select="VAL05")] == ["No, Yes"]


@pytest.mark.parametrize(("high", "fires"), [("-1", True), ("0", False), (None, False)])
def test_a_range_is_negative_when_all_of_it_is(high, fires):
    """A range that reaches zero, or has no end, may be a count."""
    value = rf.Range(low=Decimal(-5), high=None if high is None else Decimal(high))
    o = rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2020), value=value)
    one = rf.Indicator(code="x", statement="Number of laws", series=rf.ObservationSeries((o,)))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    assert bool(list(rf.validate(framework, select="VAL03"))) is fires


def test_a_result_twice_as_good_as_planned_is_a_warning(case):
    """From twice as much and three more on it is a warning, below that an info; shares count in percent."""
    weights = [
        case(f"increase; 2021 milestone {plan} actual {actual}").found("TGT10")[0].severity.value
        for plan, actual in (("3", "6"), ("1", "4"), ("4", "7.9"), ("2", "4"), ("1/50", "2/50"), ("1/50", "3/50"))
    ]
    assert weights == ["warning", "warning", "info", "info", "info", "warning"]


def test_profiles_are_known_by_name():
    """The names of the profiles are a part of every project's settings and do not change."""
    assert [profile.name for profile in PROFILES] == ["default", "unwomen", "iati-2.03", "nl-mfa", "strict"]


# ------------------------------------------------------------------------------------------ wording of messages


@pytest.mark.parametrize(
    ("code", "sentence", "words"),
    [
        ("FND01", "expenses $300 K; non-core total $200,000; core -", ", exceed all named funding"),
        ("FND01", "expenses $200.0 K; non-core total $200,000; core -", "may exceed all named funding"),
        ("FND03", "expenses $268.51 K; core -", "the core funding has no amount"),
        ("TAG10", "scope desk review", "the scope mentions a desk review, and there is no note of it"),
        ("TAG10", "note desk review", "a note mentions a desk review, and there is no scope of it"),
    ],
)
def test_a_message_describes_the_case(case, code, sentence, words):
    """The message alone describes the observed values and the missing ones."""
    assert words in case(sentence).found(code)[0].message


def test_a_result_without_a_title_is_called_a_result():
    """A blank title is reported at the result, a missing statement at the indicator."""
    framework = rf.ResultsFramework(results=(rf.Output(code="A", title=" ", indicators=(rf.Indicator(code="x"),)),))
    assert [f.message for f in rf.validate(framework, select="STR01")] == [
        "the result has no title",
        "the indicator has no statement",
    ]


def test_an_open_total_is_reported_beside_an_open_line(case):
    """A total without an amount does not cover its lines, so both are without an amount."""
    (finding,) = case("expenses $1; non-core total -; non-core -").found("FND03")
    assert finding.message == "the non-core funding and the non-core funding have no amount"


def test_references_to_other_lists_are_no_sdg_indicators():
    """One SDG indicator beside the code of another list is one."""
    references = (
        rf.Reference(code="5.1.1", vocabulary="sdg_indicator"),
        rf.Reference(code="3.8.1", vocabulary="strategic_plan"),
    )
    one = rf.Indicator(code="x", references=references)
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(one,)),))
    assert not list(rf.validate(framework, select="TAG09"))


def test_the_last_note_is_pointed_at():
    """Of several progress notes the last one by year is the one that is too old, wherever it is."""
    notes = tuple(rf.ProgressNote(text="t", year=year) for year in (2018, 2020, 2019))
    framework = rf.ResultsFramework(progress_notes=notes, reporting_year=2021)
    assert [f.path for f in rf.validate(framework, select="DOC03")] == ["progress_notes#2"]


def test_a_document_of_an_indicator_is_pointed_at():
    """Evidence without an address is reported at the document, its category at the field."""
    one = rf.Indicator(
        code="x", documents=(rf.DocumentLink(url="a", categories=("A08",)), rf.DocumentLink(categories=("?",)))
    )
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    found = [f.path for f in rf.validate(framework, select=("DOC01", "DOC02"))]
    assert found == ["A/x/documents#2/categories", "A/x/documents#2"]


def test_children_without_codes_are_not_the_same():
    """Two indicators without codes do not share a code, and a shared code is reported with its place."""
    indicators = tuple(rf.Indicator(code=code) for code in (None, "", None, "x", "x"))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=indicators),))
    assert [f.path for f in rf.validate(framework, select="STR04")] == ["A/x#2"]


@pytest.mark.parametrize(("count", "ending"), [(10, "I9"), (11, "1 more"), (12, "2 more")])
def test_ten_names_are_enough(count, ending):
    """Of many indicators with the same words ten are named, and how many more there are."""
    indicators = tuple(rf.Indicator(code=f"I{n}", statement="Laws are adopted") for n in range(count))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=indicators),))
    (finding,) = rf.validate(framework, select="COD05")
    assert finding.message.split(" share ")[0].endswith(ending)


def test_a_code_repeated_under_one_result_only_is_not_in_several_places():
    """A repetition under one result is a fault of that result, and not one of meaning."""
    twice = tuple(
        rf.Indicator(code="x", statement=statement, series=rf.ObservationSeries.parse(text))
        for statement, text in (("Laws", "2025 target 3"), ("Acts", "2025 target 4"))
    )
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=twice),))
    assert not list(rf.validate(framework, select=("COD03", "COD04")))
    assert [f.code for f in rf.validate(framework, select="STR04")] == ["STR04"]


def test_budgets_that_exceed_say_so_in_words():
    """Certainly or perhaps, one amount or several: the verb differs."""

    def message(planned, actual, expenses, code):
        budget = rf.Budget(
            **{k: rf.parse_money(v) for k, v in (("planned", planned), ("actual", actual), ("expenses", expenses)) if v}
        )
        framework = rf.ResultsFramework(results=(rf.Output(code="A", budgets=(budget,)),))
        return rf.validate(framework, select=code).findings[0].message

    assert "$5, exceed the actual" in message("", "USD 1", "USD 5", "BUD03")
    assert "may exceed the actual" in message("", "USD 500.0 K", "USD 500,001", "BUD03")


def test_a_difference_has_to_be_between_places():
    """Two statements that are both in each place are a fault of each place, not between them; nor are two series."""
    both = tuple(
        rf.Indicator(code="x", statement=statement, series=rf.ObservationSeries.parse(text))
        for statement, text in (("Laws", "2025 target 3"), ("Acts", "2025 target 4"))
    )
    one_place = rf.ResultsFramework(
        results=(
            rf.Output(code="A", indicators=both),
            rf.Output(code="B", indicators=(rf.Indicator(code="x"),)),
        )
    )
    assert not list(rf.validate(one_place, select="COD03"))
    assert [f.path for f in rf.validate(one_place, select="COD04")] == ["A/x/code"]


def test_the_lowest_line_that_is_known_is_the_line_of_a_finding():
    """Where the part that a finding is about has no line of its own, that of the node around it is given."""

    @rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="f", on=rf.Indicator)
    def partner_is_known(_indicator, _context):
        return (Found("here", at="alignments#1/partners#1"),)

    tag = rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(rf.Organisation(name="B"),), line=7)
    one = rf.Indicator(code="x", alignments=(tag,), line=3)
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    assert [f.line for f in rf.validate(framework, rules=[partner_is_known], select="OWN")] == [7]


def test_series_of_days_are_the_same_where_their_days_are():
    """The same numbers for other days are another series."""
    days = "2020-01-01..2020-06-30 milestone 1 actual 3 | 2021-01-01..2021-06-30 milestone 2 actual 6 | {} actual 3"
    series = [
        rf.ObservationSeries.parse(days.format(last))
        for last in ("2022-01-01..2022-06-30", "2022-01-01..2022-06-30", "2022-07-01..2022-12-31")
    ]
    indicators = tuple(rf.Indicator(code=f"I{n}", series=one) for n, one in enumerate(series))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=indicators),))
    assert [f.message for f in rf.validate(framework, select="COD06")] == [
        "I0 and I1 have the same milestones and results"
    ]


def test_an_unnamed_indicator_of_another_version_is_known_by_its_code_alone():
    """Where neither version has a statement, the code and the result's code are enough to compare targets."""
    now, before = (
        rf.ResultsFramework(
            results=(
                rf.Output(code="A", indicators=(rf.Indicator(code="x", series=rf.ObservationSeries.parse(text)),)),
            )
        )
        for text in ("2025 target 3", "2025 target 5")
    )
    assert [f.path for f in rf.validate(now, select="TGT13", compare_with=before)] == ["A/x/target"]
