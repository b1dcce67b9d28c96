from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.observation import ObservationKind

TRAINED = "Number of women trained"


def copy_of(series, **fields):
    """A copy of one indicator, with the series that a line of text says."""
    return rf.Indicator(**{"statement": TRAINED, "series": rf.ObservationSeries.parse(series)} | fields)


def plan(*indicators, **fields):
    return rf.ResultsFramework(results=(rf.Output(code="1", indicators=indicators),), **fields)


def merged(*indicators):
    """The one indicator that copies become."""
    merge = rf.compare.merge_periods(plan(*indicators))
    assert merge.refused == ()
    (one,) = merge.framework.indicators
    return one


def refusal(*indicators):
    """The reason why copies stay as they are."""
    framework = plan(*indicators)
    merge = rf.compare.merge_periods(framework)
    assert merge.framework is framework
    assert merge.merged == ()
    (copies,) = merge.refused
    return copies.reason


# ------------------------------------------------------------------------------------------ merging


def test_copies_for_single_years_become_one_series_in_order_of_time():
    """Years that a publisher states out of order, one indicator each, are one row of milestones and a target."""
    one = merged(
        copy_of("2020 baseline 4 | 2021 target 13 actual 9"),
        copy_of("2018 baseline 0 | 2019 target 3 actual 2"),
        copy_of("2019 baseline 2 | 2020 target 7 actual 11"),
    )
    assert str(one.series) == (
        "2018 baseline 0 | 2019 baseline 2 | 2020 baseline 4 | "
        "2019 milestone 3 actual 2 | 2020 milestone 7 actual 11 | 2021 target 13 actual 9"
    )


def test_a_baseline_that_every_copy_repeats_is_kept_once():
    """The same baseline beside every year is one baseline; a copy with two of a kind keeps both."""
    one = merged(copy_of("2017 baseline 0 | 2019 target 50"), copy_of("2017 baseline 0 | 2020 target 70"))
    assert str(one.series) == "2017 baseline 0 | 2019 milestone 50 | 2020 target 70"
    twice = merged(
        copy_of("2017 baseline 0 | 2019 target 50"), copy_of("2017 baseline 0 | 2017 baseline 0 | 2020 target 70")
    )
    assert [o.raw for o in twice.series.baselines] == ["0", "0"]


def test_baselines_of_one_year_that_differ_are_all_kept():
    """A baseline that was corrected from one copy to the next is kept beside the older one, the older copy's first."""
    one = merged(copy_of("2019 baseline TBD | 2021 target 9"), copy_of("2019 baseline 4 | 2020 target 7"))
    assert [o.raw for o in one.series.baselines] == ["4", "TBD"]


def test_baselines_with_other_digits_are_two_texts():
    """1 and 1.0 are the same number, and both texts are data."""
    one = merged(copy_of("2019 baseline 1.0 | 2020 target 7"), copy_of("2019 baseline 1 | 2021 target 9"))
    assert [o.raw for o in one.series.baselines] == ["1.0", "1"]


def test_baselines_without_a_year_stand_last():
    """A value without a date does not precede dated ones."""
    one = merged(copy_of("0 baseline 5 | 2020 target 7"), copy_of("2020 baseline 6 | 2021 target 9"))
    assert [str(o.period) for o in one.series.baselines] == ["2020", "0"]


def test_the_target_is_what_is_planned_for_the_period_that_ends_last():
    """A last year without a plan leaves the target with the year before it, and groups have their targets too."""
    one = merged(copy_of("2021 actual -"), copy_of("2020 target High actual Low"), copy_of("2019 target Low"))
    kinds = [(o.period.year, o.kind.value) for o in one.series]
    assert kinds == [(2019, "milestone"), (2020, "target"), (2020, "actual"), (2021, "actual")]
    women = attrs.evolve(
        copy_of("2021 target 5").series[0], disaggregation=(rf.Disaggregation(dimension="sex", category="women"),)
    )
    both = copy_of("2021 target 9")
    both = attrs.evolve(both, series=rf.ObservationSeries((*both.series, women)))
    assert [o.kind for o in merged(copy_of("2020 target 4"), both).series.targets] == [ObservationKind.TARGET] * 2


def test_a_milestone_of_the_last_period_becomes_the_target():
    """A value that the source calls a milestone is the target once no later period follows."""
    assert str(merged(copy_of("2021 milestone 4"), copy_of("2020 milestone 2")).series) == (
        "2020 milestone 2 | 2021 target 4"
    )


def test_planned_values_keep_their_kind_where_no_end_is_known():
    """Without dates the period that ends last is unknown, so that targets and milestones keep their kinds."""
    one = merged(copy_of("soon milestone 4"), copy_of("later target 2"))
    assert str(one.series) == "later target 2 | soon milestone 4"


def test_a_planned_value_without_an_end_is_no_target_beside_one_with_an_end():
    """The period that ends last is the one whose end is known."""
    one = merged(copy_of("soon target 4"), copy_of("2020 target 2"))
    assert str(one.series) == "2020 target 2 | soon milestone 4"


def test_empty_and_repeated_periods_of_a_copy_are_kept():
    """A period without any value is stated too, and one that a copy itself repeats is no conflict."""
    one = merged(copy_of("2021 target 4 | 2021"), copy_of("2020"))
    assert [period.year for period in one.series.periods] == [2020, 2021, 2021]
    assert str(one.series) == "2020 | 2021 target 4 | 2021"


def test_periods_that_overlap_are_merged():
    """Half a year beside a year, or the whole plan beside its years, is another period; a rule reports overlaps."""
    one = merged(copy_of("2020-2021 target 9"), copy_of("2021 target 5"), copy_of("2020 target 4"))
    assert [str(o.period) for o in one.series] == ["2020", "2020-2021", "2021"]
    assert [o.kind.value for o in one.series] == ["milestone", "target", "target"]


def test_of_periods_that_end_together_the_earlier_start_comes_first():
    """A period whose start nobody states comes after those whose start is known."""
    one = merged(copy_of("..2020-12-31 actual 1"), copy_of("2020 actual 2"), copy_of("2019-2020 actual 3"))
    assert [o.raw for o in one.series] == ["3", "2", "1"]


def test_copies_without_periods_give_their_baselines():
    """An indicator that only states a baseline adds it to the others, whichever of them comes first."""
    copies = (copy_of("2018 baseline 3"), copy_of("2018 baseline 1"), copy_of("2020 target 4"))
    one = merged(*copies)
    assert sorted(o.raw for o in one.series) == ["1", "3", "4"]
    assert merged(*copies[::-1]) == one


def test_comments_places_and_documents_of_values_stay():
    """A value is kept with everything that is said of it."""
    full = rf.Observation(
        kind=ObservationKind.ACTUAL,
        period=rf.Period(year=2020),
        value=Decimal("1.50"),
        comment="preliminary",
        places=(rf.Place(code="KE"),),
        documents=(rf.DocumentLink(title="Survey"),),
        extras=(rf.Extra(name="@x", text="1"),),
        line=7,
    )
    first = attrs.evolve(copy_of(""), series=rf.ObservationSeries((full,)))
    (kept, _) = merged(copy_of("2021 actual 3"), first).series
    assert kept == full
    assert (kept.raw, kept.line) == ("1.50", 7)


def test_documents_and_notes_of_all_copies_are_kept_once():
    """Explanations of one year's copy are kept on the indicator; repeated ones are kept once."""
    a, b, c = (rf.DocumentLink(title=title) for title in "abc")
    note = rf.Note(text="checked")
    one = merged(
        copy_of("2021 actual 1", documents=(b, c), notes=(note,)),
        copy_of("2020 actual 1", documents=(a, b), notes=(note,)),
    )
    assert one.documents == (a, b, c)
    assert one.notes == (note,)


def test_a_code_and_a_description_that_only_some_copies_state_hold_for_all():
    """A year in which nobody wrote a description is no other description, and blank text is none."""
    one = merged(copy_of("2021 actual 1", code="1A"), copy_of("2020 actual 1", code=" ", description="By survey"))
    assert (one.code, one.description) == ("1A", "By survey")
    nothing = merged(copy_of("2021 actual 1", description=""), copy_of("2020 actual 1"))
    assert (nothing.code, nothing.description) == (None, None)


def test_extras_of_periods_follow_their_periods():
    """Extras about the first period of a copy are about the period of that year in the merged series."""
    one = merged(
        copy_of(
            "2021 actual 1 | 2023 actual 4",
            extras=(rf.Extra(name="@x", text="all"), rf.Extra(name="period#2/@x", text="2023")),
        ),
        copy_of(
            "2022 actual 1",
            extras=(rf.Extra(name="@x", text="all"), rf.Extra(name="period#1/period-start/@y", text="2022")),
        ),
    )
    assert [(e.name, e.text) for e in one.extras] == [
        ("@x", "all"),
        ("period#2/period-start/@y", "2022"),
        ("period#3/@x", "2023"),
    ]


def test_the_merged_indicator_takes_the_place_of_the_first_copy():
    """Other indicators keep their order around it, and the paths say where the copies were."""
    other = [rf.Indicator(code=code, statement=code) for code in "XYZ"]
    framework = plan(
        other[0], copy_of("2021 actual 1"), other[1], copy_of("2019 actual 1"), copy_of("2020 actual 1"), other[2]
    )
    merge = rf.compare.merge_periods(framework)
    assert [i.statement for i in merge.framework.indicators] == ["X", TRAINED, "Y", "Z"]
    (copies,) = merge.merged
    assert (copies.path, copies.statement, copies.reason) == ("1/#1", TRAINED, "")
    assert copies.copies == ("1/#1", "1/#2", "1/#3")
    assert merge.framework.at(copies.path).series.years == (2019, 2020, 2021)
    assert [framework.at(path).series.years for path in copies.copies] == [(2021,), (2019,), (2020,)]


def test_paths_of_later_copies_count_what_was_merged_before_them():
    """Where an earlier group shrinks, the path of a later one leads to it in the new framework."""
    framework = plan(
        copy_of("2020 actual 1"),
        copy_of("2021 actual 1"),
        copy_of("2020 actual 5", statement="Laws"),
        copy_of("2020 actual 6", statement="Laws"),
        copy_of("2020 actual 1", statement="Acts"),
        copy_of("2021 actual 1", statement="Acts"),
    )
    merge = rf.compare.merge_periods(framework)
    assert [copies.path for copies in merge.merged] == ["1/#1", "1/#4"]
    assert [copies.path for copies in merge.refused] == ["1/#2"]
    assert merge.framework.at("1/#4").statement == "Acts"
    assert merge.framework.at("1/#2").statement == "Laws"
    assert [i.statement for i in merge.framework.indicators] == [TRAINED, "Laws", "Laws", "Acts"]


def test_results_of_every_depth_are_looked_at():
    """Copies under an output of an outcome are merged there, and never with those of another result."""
    copies = (copy_of("2021 actual 1"), copy_of("2020 actual 1"))
    output = rf.Output(code="1.1", indicators=copies)
    alone = rf.Output(code="1.2", indicators=copies[:1])
    framework = rf.ResultsFramework(
        results=(
            rf.Impact(outcomes=(rf.Outcome(code="1", outputs=(output, alone), indicators=copies[1:]),)),
            rf.OtherResult(code="2", indicators=copies),
        )
    )
    merge = rf.compare.merge_periods(framework)
    assert [copies.path for copies in merge.merged] == ["#1/1/1.1/#1", "2/#1"]
    assert [len(result.indicators) for top in merge.framework.results for result in top.walk()] == [0, 1, 1, 1, 1]
    assert merge.framework.outputs[1] is alone


# ---------------------------------------------------------------------------------------- refusals


def test_two_copies_of_one_period_are_refused():
    """Two values for one year contradict each other, so that all copies of the group stay."""
    assert (
        refusal(copy_of("2020 target 7"), copy_of("2020 actual 11"), copy_of("2021 target 9")) == "2 of them state 2020"
    )
    dated = rf.Period(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31))
    other = attrs.evolve(copy_of("2020"), series=rf.ObservationSeries((), (dated,)))
    assert refusal(copy_of("2020 actual 1"), other).startswith("2 of them state 2020")


def test_two_copies_without_dates_are_refused():
    """Periods of which nothing is known may be the same."""
    assert refusal(copy_of("- actual 7"), copy_of("- actual 8")) == "2 of them state a period without dates"


@pytest.mark.each(
    ("field", "one", "other"),
    [
        ("measure", rf.Measure.UNIT, rf.Measure.PERCENTAGE),
        ("unit", "person", None),
        ("direction", rf.Direction.INCREASE, rf.Direction.UNKNOWN),
        ("actuals_accumulation", rf.Accumulation.CUMULATIVE, rf.Accumulation.UNKNOWN),
        ("targets_accumulation", rf.Accumulation.CUMULATIVE, rf.Accumulation.PERIODIC),
        ("aggregation_status", True, None),
        ("scope", (rf.Scope.HEADQUARTERS,), ()),
        ("references", (rf.Reference(code="5.1.1"),), ()),
        ("sdgs", (rf.SdgReference(goal=5),), ()),
        ("alignments", (rf.Alignment(kind=rf.AlignmentKind.COMMON),), ()),
        ("printed_result", "2020 Result 7", None),
        ("translations", (rf.Translation(field="statement", language="fr", text="Femmes"),), ()),
        ("extras", (rf.Extra(name="@x", text="1"),), ()),
        ("extras", (rf.Extra(name="period#7/@x", text="of no period"),), ()),
        ("code", "1A", "1B"),
        ("description", "By survey", "By census"),
    ],
)
def test_copies_that_describe_another_indicator_are_refused(field, one, other):
    """Whatever two indicators of one statement differ in, beside their values, makes them two."""
    reason = refusal(copy_of("2020 actual 1", **{field: one}), copy_of("2021 actual 1", **{field: other}))
    assert reason == f"they differ in {field.replace('_', ' ')}"


def test_every_reason_is_given():
    """A refusal lists every reason, so that a file can be corrected at once."""
    reason = refusal(
        copy_of("2020 actual 1 | 2021 actual 1", code="A", measure=rf.Measure.UNIT),
        copy_of("2021 actual 1 | 2020 actual 3", code="B"),
    )
    assert reason == "2 of them state 2020; 2 of them state 2021; they differ in code, measure"


@pytest.mark.parametrize("statement", [None, "", " "])
def test_indicators_without_a_statement_are_no_copies(statement):
    """An unnamed part is not the same as another unnamed part."""
    framework = plan(copy_of("2020 actual 1", statement=statement), copy_of("2021 actual 1", statement=statement))
    assert rf.compare.merge_periods(framework) == rf.compare.MergeReport(framework=framework)


def test_statements_are_compared_letter_by_letter():
    """Another spelling may be another indicator: nothing is guessed."""
    framework = plan(copy_of("2020 actual 1"), copy_of("2021 actual 1", statement=TRAINED.upper()))
    assert rf.compare.merge_periods(framework).framework is framework


def test_a_framework_without_copies_comes_back_as_it_is():
    """Where there is nothing to merge nothing is changed, milestones of single periods included."""
    framework = plan(copy_of("2020 milestone 1"), title="Plan")
    assert rf.compare.merge_periods(framework).framework is framework
    assert rf.compare.merge_periods(rf.ResultsFramework()).framework == rf.ResultsFramework()


# ------------------------------------------------------------------------------------------ the report


def test_the_answer_is_a_table():
    """Merged and refused groups can be read at a glance, also in a notebook."""
    merge = rf.compare.merge_periods(
        plan(
            copy_of("2020 actual 1"),
            copy_of("2021 actual 1"),
            copy_of("2020 actual 5", statement="<Laws>"),
            copy_of("2020 actual 6", statement="<Laws>"),
        )
    )
    assert merge.table().to_records() == [
        {"indicator": "1/#1", "statement": TRAINED, "copies": 2, "refused because": None},
        {"indicator": "1/#2", "statement": "<Laws>", "copies": 2, "refused because": "2 of them state 2020"},
    ]
    assert "&lt;Laws&gt;" in merge._repr_html_()


def test_an_answer_is_shown_in_a_few_words():
    """The answer does not print a whole framework."""
    merge = rf.compare.merge_periods(plan(copy_of("2020 actual 1"), copy_of("2021 actual 1"), title="Plan"))
    assert repr(merge) == (
        "MergeReport(framework=<ResultsFramework 'Plan': 1 output, 1 indicator>, "
        f"merged=(MergeGroup(path='1/#1', statement='{TRAINED}', copies=('1/#1', '1/#2')),))"
    )


def test_results_without_copies_stay_the_same_objects():
    """Where only one result has copies, the outcome beside it is taken over as it is, with its outputs."""
    other = rf.Outcome(code="O", outputs=(rf.Output(code="O.1", indicators=(copy_of("2020 target 1"),)),))
    copies = (copy_of("2020 target 1"), copy_of("2021 target 2"))
    framework = rf.ResultsFramework(results=(other, rf.Output(code="1", indicators=copies)))
    merge = rf.compare.merge_periods(framework)
    assert merge.framework.results[0] is other
    assert len(merge.framework.results[1].indicators) == 1
