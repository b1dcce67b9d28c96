"""Subjects: the groups and places that a value describes, and that only values of one subject are compared."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import resultsframework as rf
from resultsframework.monitoring import as_periodic, expected, projected, required_pace, to_date, trend

D = Decimal
WOMEN, MEN = (rf.Disaggregation(dimension="sex", category=name) for name in ("female", "male"))
TURKANA = rf.Place(code="KE-01", name="Turkana")
PLAN = "2019 baseline 0 | 2020 target 100"
ACTUAL = "2020 actual 31"


def indicator(*parts, **fields):
    """An indicator of lines of text, each alone or as a pair with the groups and places of its values."""
    observations = []
    for part in parts:
        line, *about = part if isinstance(part, tuple) else (part,)
        groups = tuple(one for one in about if isinstance(one, rf.Disaggregation))
        places = tuple(one for one in about if isinstance(one, rf.Place))
        series = rf.ObservationSeries.parse(line)
        observations += [attrs.evolve(o, disaggregation=groups, places=places) for o in series]
    return rf.Indicator(series=rf.ObservationSeries(tuple(observations)), **fields)


def text(answer):
    """The number of an answer as a fraction, or its reason."""
    return answer.reason if isinstance(answer, rf.Undefined) else str(Fraction(answer.value))


# ------------------------------------------------------------------------------------------ subjects


def test_a_subject_is_its_groups_and_places_in_any_order_and_spelling():
    """Young women in Oaxaca are one subject however a source lists and spells them; without groups it is the total."""
    one = rf.Subject.of({"Gender": "FEMALE ", "age group": "15-24"}, place="mx-oax")
    other = rf.Subject.of(age_group="15-24", sex="female", place=rf.Place(code="MX-OAX", name="Oaxaca"))
    assert (one, hash(one)) == (other, hash(other))
    assert (str(one), str(other)) == (
        "Gender: FEMALE, age group: 15-24, place: mx-oax",
        "age group: 15-24, sex: female, place: Oaxaca",
    )
    assert one != rf.Subject.of(sex="female") != rf.Subject.of(sex="F")
    assert str(rf.Subject()) == "the total"
    assert rf.Subject().is_total
    assert not one.is_total
    assert copy.deepcopy(one) == one
    assert repr(rf.Subject.of(sex="female")) == (
        "Subject(disaggregation=(Disaggregation(dimension='sex', category='female'),))"
    )


@pytest.mark.each(
    ("groups", "places", "shown"),
    [
        ((), (), "the total"),
        ((rf.Disaggregation(),), (rf.Place(),), "the total"),
        ((rf.Disaggregation(dimension=" ", category=""),), (), "the total"),
        ((rf.Disaggregation(dimension="sex"),), (), "sex: not named"),
        ((rf.Disaggregation(category="women"),), (), "group: women"),
        ((MEN, rf.Disaggregation()), (rf.Place(), rf.Place(name="Oaxaca")), "sex: male, place: Oaxaca"),
    ],
)
def test_a_group_without_dimension_and_category_makes_no_subject(groups, places, shown):
    """An empty dimension and an empty location say nothing about whom a value describes."""
    value = rf.Observation(kind="actual", value=3, disaggregation=groups, places=places)
    assert str(value.subject) == shown
    assert value.is_total is (shown == "the total")
    assert value.subject == rf.Subject(disaggregation=groups, places=places)


def test_a_category_that_is_no_text_is_refused():
    """A subject is made of texts and places; anything else is refused at once."""
    with pytest.raises(rf.InvalidValueError, match=r"Disaggregation\.category is 3"):
        rf.Subject.of(age=3)
    with pytest.raises(rf.InvalidValueError, match=r"Place\.code is 3"):
        rf.Indicator().where(place=3)


def test_the_category_of_a_dimension_is_the_one_it_has():
    """A dimension that a subject does not have, or has twice, has no category."""
    subject = rf.Subject.of({"Age ": "15-24"}, place="KE-01")
    assert [subject.category_of(name) for name in ("age", "place", "sex")] == ["15-24", "KE-01", None]
    twice = rf.Subject(disaggregation=(WOMEN, MEN))
    assert twice.category_of("sex") is None
    assert (subject.without("AGE"), subject.without("place")) == (
        rf.Subject.of(place="ke-01"),
        rf.Subject.of(age="15-24"),
    )


@pytest.mark.each(
    ("value", "categories", "shown"),
    [
        ("302", (("Kenya", "11"), ("Myanmar", "291")), "the total"),
        ("1,302", (("Kenya", "1,011"), ("Myanmar", " 291 ")), "the total"),
        ("31", (("sex", "female"), ("Kenya", "11"), ("Myanmar", "20")), "sex: female"),
        ("302", (("Kenya", "11"), ("Myanmar", "290")), "Kenya: 11, Myanmar: 290"),
        ("302", (("Kenya", "302"),), "Kenya: 302"),
        ("302", (("Kenya", "302"), ("sex", "female")), "Kenya: 302, sex: female"),
        (f"1{'0' * 29}.5", (("a", f"1{'0' * 29}"), ("b", "0.5")), "the total"),
        (f"1{'0' * 29}", (("a", f"1{'0' * 29}"), ("b", "0.5")), f"a: 1{'0' * 29}, b: 0.5"),
        ("ready", (("Kenya", "11"), ("Myanmar", "291")), "Kenya: 11, Myanmar: 291"),
    ],
)
def test_categories_that_are_numbers_and_add_up_are_a_breakdown_of_the_value(value, categories, shown):
    """Kenya 11 and Myanmar 291 of 302 are parts of the value, which is that of the total; one number is none."""
    groups = tuple(rf.Disaggregation(dimension=d, category=c) for d, c in categories)
    found = attrs.evolve(rf.Observation.parse("actual", 2020, value), disaggregation=groups)
    assert str(found.subject) == shown
    assert bool(found.breakdown) is (len(found.subject.disaggregation) < len(groups))


# ------------------------------------------------------------------------------------------ the subject of an indicator


def test_a_category_of_more_digits_than_any_count_has_is_no_number():
    """A source cannot make the library calculate with a million digits: such a category is a name."""
    groups = tuple(rf.Disaggregation(dimension="Country", category=text) for text in ("5", "9" * 1001))
    value = rf.Observation(kind="actual", period=rf.Period(year=2020), value=D(10**1001), disaggregation=groups)
    assert value.breakdown == ()


@pytest.mark.each(
    ("parts", "subject"),
    [
        ((), "the total"),
        ((PLAN, (ACTUAL, WOMEN)), "the total"),
        (((PLAN, WOMEN), (ACTUAL, WOMEN)), "sex: female"),
        (((PLAN, TURKANA), (ACTUAL, TURKANA)), "place: Turkana"),
        ((("2020 actual 3", MEN), ("2020 actual 4", WOMEN)), None),
        (("2019 baseline - | 2020 target TBD", (ACTUAL, WOMEN)), "sex: female"),
        (("2019 baseline -", ("2020 target TBD", WOMEN)), "the total"),
        ((("2020 actual -", MEN), ("2020 actual -", WOMEN)), None),
    ],
)
def test_an_indicator_is_about_the_total_or_about_what_all_its_values_share(parts, subject):
    """The total if any value is one, else the subject of all values, else none; empty cells decide nothing."""
    found = indicator(*parts).subject
    assert (None if found is None else str(found)) == subject


def test_the_subjects_of_an_indicator_begin_with_the_total():
    """Each subject is listed once, in whichever spelling comes first; those without a value are not."""
    found = indicator(
        ("2020 actual 3", MEN),
        ("2021 actual 3", rf.Disaggregation(dimension="Gender", category="Male")),
        ("2020 actual 5", TURKANA),
        "2020 actual 9",
        ("2020 actual -", WOMEN),
    )
    assert [str(one) for one in found.subjects] == ["the total", "sex: male", "place: Turkana"]
    assert rf.Indicator().subjects == ()
    assert indicator(PLAN).subjects == (rf.Subject(),)


def test_the_views_of_an_indicator_are_of_its_one_subject():
    """Baseline, plan, actuals and the latest value never show a lone value of a group in place of the total."""
    found = indicator(PLAN, "2019 actual 5", (f"2021 milestone 50 | {ACTUAL}", WOMEN))
    assert [o.raw for o in (found.baseline, found.target, found.latest)] == ["0", "100", "5"]
    assert [[o.raw for o in some] for some in (found.milestones, found.actuals, found.planned)] == [[], ["5"], ["100"]]
    assert found.series.latest.raw == "5"
    split = indicator(("2020 actual 3", MEN), ("2020 actual 4", WOMEN))
    assert (split.baseline, split.target, split.latest, split.series.latest) == (None,) * 4
    assert (split.milestones, split.actuals, split.planned) == ((), (), ())


def test_two_values_of_one_subject_for_one_period_leave_it_without_one():
    """Neither of two actuals is the value of the year, unless the other is an empty cell."""
    found = indicator("2020 actual 3 | 2020 actual 4 | 2019 actual 1 | 2018 actual - | 2018 actual 7")
    assert [o.raw for o in found.actuals] == ["1", "7"]
    assert found.latest.raw == "1"


def test_a_table_of_frameworks_shows_the_one_subject():
    """The latest actual in the table of a framework is that of the total, not a later one of women."""
    made = indicator(PLAN, "2019 actual 5", (ACTUAL, WOMEN), code="A.1")
    plan = rf.ResultsFramework(results=(rf.Outcome(indicators=(made,)),))
    assert [row[5] for row in plan.table().rows] == [D(5)]


def test_a_table_of_an_indicator_shows_its_one_subject():
    """Its table lists the values of the total and names the others; that of its series lists all."""
    made = indicator(PLAN, (ACTUAL, WOMEN), ("2020 actual 5", MEN), code="A.1")
    table = made.table()
    assert [row[2] for row in table.rows] == [0, 100]
    assert table.title == "A.1 (of the total; there are values of sex: female and sex: male)"
    assert len(made.series.table()) == 4
    split = indicator((ACTUAL, WOMEN), ("2020 actual 5", MEN), code="A.1")
    assert (len(split.table()), split.table().title) == (2, "A.1")
    assert split.where(sex="male").table().title == "A.1"


# ------------------------------------------------------------------------------------------ territory


def plan_of(*countries, places=(), made=None):
    """A framework for these countries and places, with one indicator under an outcome and an output."""
    output = rf.Output(indicators=(made or rf.Indicator(),))
    return rf.ResultsFramework(countries=countries, places=places, results=(rf.Outcome(outputs=(output,)),))


@pytest.mark.each(
    ("countries", "places", "found"),
    [
        ((), (), None),
        ((rf.Place(code="MM"),), (), "MM"),
        ((rf.Place(code="MM"), rf.Place(code="KE")), (), None),
        ((rf.Place(code="MM"),), (rf.Place(code="298", level="region"),), None),
        ((rf.Place(code="MM"),), (rf.Place(code="298", level="region", percentage=0),), "MM"),
        ((rf.Place(code="MM", percentage=100), rf.Place(code="KE", percentage=0)), (), "MM"),
        ((rf.Place(code="MM"),), (rf.Place(name="Yangon", level="municipality"),), "MM"),
    ],
)
def test_the_territory_is_the_only_recipient_country(countries, places, found):
    """A framework of several countries, or of a region beside the country, has no territory; a share of 0 % is none."""
    territory = plan_of(*countries, places=places).territory
    assert (territory and territory.code) == found


@pytest.mark.each(
    ("country", "place", "answer"),
    [
        (rf.Place(code="MM"), rf.Place(code="mm"), "31/100"),
        (rf.Place(code="MM", name="Myanmar"), rf.Place(name="MYANMAR"), "31/100"),
        (rf.Place(code="MM"), rf.Place(code="MM-06"), "the actual is of place: MM-06, the target of the total"),
    ],
)
def test_a_place_that_is_all_the_framework_covers_makes_no_subject(country, place, answer):
    """In an activity in Myanmar alone a value of Myanmar is the total, also after it was written and read."""
    made = indicator(PLAN, (ACTUAL, place))
    plan = plan_of(country, made=made)
    # A function that is given the framework uses its territory; an indicator alone knows none.
    shown = rf.tables.performance(plan, 2020).rows[0]
    assert (shown[4] is None) is answer.startswith("the actual")
    assert isinstance(rf.progress(made, 2020), rf.Undefined)
    for module, options in ((rf.formats.json, {}), (rf.formats.iati, {"lossless": True})):
        read = module.loads(module.dumps(plan, **options))
        (found,) = read.indicators
        assert found == made
        assert found.territory == read.countries[0]
        assert text(rf.progress(found, 2020)) == answer
        assert found.where(place=place.code or place.name).latest.raw == "31"


def test_another_framework_has_another_territory():
    """An indicator read from an activity in Myanmar counts as one place of two in a framework of two countries."""
    made = indicator(PLAN, (ACTUAL, rf.Place(code="MM")), territory=rf.Place(code="MM"))
    assert rf.tables.performance(plan_of(rf.Place(code="MM"), made=made), 2020).rows[0][4] == D(31)
    assert rf.tables.performance(plan_of(rf.Place(code="MM"), rf.Place(code="KE"), made=made), 2020).rows[0][4] is None
    assert made == attrs.evolve(made, territory=None)


# ------------------------------------------------------------------------------------------ what is compared


@pytest.mark.each(
    ("parts", "answer"),
    [
        ((PLAN, (ACTUAL, WOMEN)), "the actual is of sex: female, the target of the total"),
        (
            ("2019 baseline 0 | 2020 actual 80", ("2020 target 50", WOMEN)),
            "the actual is of the total, the target of sex: female",
        ),
        (
            ("2019 baseline 0", ("2020 target 50", MEN), (ACTUAL, WOMEN)),
            "the actual is of sex: female, the target of sex: male",
        ),
        ((("2020 target 50", MEN), (ACTUAL, WOMEN)), "the actual is of sex: female, the target of sex: male"),
        (((PLAN, WOMEN), (ACTUAL, WOMEN)), "31/100"),
        ((PLAN, (ACTUAL, TURKANA)), "the actual is of place: Turkana, the target of the total"),
        ((PLAN, (ACTUAL, rf.Disaggregation(), rf.Place())), "31/100"),
        (((PLAN, TURKANA), (ACTUAL, rf.Place(code=" ke-01"))), "31/100"),
        (
            (PLAN, (ACTUAL, WOMEN), (ACTUAL, MEN)),
            "the actuals are of sex: female and sex: male, the target of the total",
        ),
        (
            ("2019 baseline 0", ("2020 target 9 actual 3", WOMEN)),
            "the actual and the target are of sex: female, the baseline of the total",
        ),
        (
            [("2020 target 9 actual 3", about) for about in (WOMEN, MEN, TURKANA)],
            (
                "the actuals and the targets are of sex: female and 2 other groups, none of the total; "
                "choose one with where(), or add them up with total_over()"
            ),
        ),
        (
            ("2019 baseline 0 | 2020 milestone 9 | 2021 target 9", (ACTUAL, WOMEN)),
            "the actual is of sex: female, the milestone of the total",
        ),
        (
            ("2019 baseline 0 | 2021 target 9", (ACTUAL, WOMEN)),
            "no milestone for 2020; the actual is of sex: female, the target of the total",
        ),
        (
            ("2020-01-01..2020-06-30 milestone 9 | 2020-07-01..2020-12-31 target 9", (ACTUAL, WOMEN)),
            (
                "no one milestone for 2020: there are several (2020-01-01..2020-06-30, 2020-07-01..2020-12-31); "
                "choose a day; the actual is of sex: female, the plan of the total"
            ),
        ),
    ],
)
def test_only_values_of_one_subject_are_compared(parts, answer):
    """Progress is of the total, or of the group that all values are about; else the reason names both subjects."""
    assert text(rf.progress(indicator(*parts), 2020)) == answer


QUESTIONS = {
    "progress": rf.progress,
    "met": rf.met,
    "gap": rf.gap,
    "change": rf.change,
    "trend": trend,
    "projected": projected,
    "required_pace": required_pace,
}


@pytest.mark.parametrize("at", [None, 2020, dt.date(2020, 5, 1)])
@pytest.mark.each("question", QUESTIONS)
def test_every_question_gives_the_same_reason(question, at):
    """No question has an answer where the subjects differ, and the reason is one and the same, also to date."""
    made = indicator(PLAN, (ACTUAL, WOMEN))
    reason = "the actual is of sex: female, the target of the total"
    assert QUESTIONS[question](made, at).reason == reason
    assert to_date(made, at, accumulation=rf.Accumulation.PERIODIC).reason == reason
    assert [rf.progress(made, at, against).reason for against in ("target", "linear")] == [reason] * 2
    assert expected(made, 2020).value == 100


def test_a_missing_target_of_the_right_subject_is_explained_by_the_others():
    """A goal, an expected value and a change that lack a value of the total say whose values there are."""
    made = indicator("2020 actual 31", (PLAN, WOMEN))
    reason = "the actual is of the total, the target of sex: female"
    assert [rf.progress(made, 2020, against).reason for against in ("milestone", "target", "plan", "step")] == [
        reason
    ] * 4
    assert required_pace(made, 2020).reason == expected(made, 2020).reason == rf.change(made, 2020).reason == reason
    before = indicator("2020 target 40 actual 31", ("2019 baseline 9", WOMEN), direction="increase")
    reason = "the actual and the target are of the total, the baseline of sex: female"
    assert rf.change(before, 2020).reason == reason
    assert text(rf.progress(before, 2020)) == "31/40"


def test_an_unrelated_group_does_not_stop_a_conversion():
    """The total converts into periodic values where a group has a gap, since the question is about the total."""
    total = "2018 actual 1 | 2019 actual 5 | 2020 target 8 actual 9"
    made = indicator(
        total,
        ("2018 actual 1 | 2020 actual 2", MEN),
        actuals_accumulation="cumulative",
        targets_accumulation="periodic",
        direction="increase",
    )
    assert isinstance(as_periodic(made), rf.Undefined)
    assert rf.progress(made, 2020, formula="target-ratio").value == D("0.5")


# ------------------------------------------------------------------------------------------ choosing one


def test_where_gives_the_indicator_of_one_subject():
    """Everything works on the values of men alone, whichever way the dimension and the category are spelled."""
    made = indicator(
        ("2018 baseline 0 | 2021 target 10000 actual 2500", rf.Disaggregation(dimension="sex", category="Male")),
        ("2018 baseline 0 | 2021 target 4000 actual 1500", rf.Disaggregation(dimension="sex", category="Female")),
    )
    for men in (made.where(sex="male"), made.where({"Gender": "MALE"}), made.where(rf.Subject.of(sex="male"))):
        assert rf.progress(men, 2021).value == D("0.25")
        assert str(men.subject) == "sex: Male"
        assert [o.raw for o in men.series] == ["0", "10000", "2500"]
    assert made.where().series.observations == ()
    assert str(made.where().subject) == "the total"
    assert str(made.where(sex="girls").subject) == "sex: girls"
    assert rf.progress(made.where(sex="girls"), 2021).reason == "no milestone for 2021; no actual for 2021"


def test_where_finds_a_place_by_code_or_name():
    """A place is chosen by its code or by its name, in any spelling, and an underscore in a keyword is a space."""
    made = indicator(
        ("2020 actual 3", TURKANA),
        ("2020 actual 5", rf.Place(name="Lamu")),
        ("2020 actual 7", rf.Disaggregation(dimension="age group", category="15-24")),
    )
    for wanted, raw in (("KE-01", "3"), ("turkana", "3"), ("LAMU", "5"), (TURKANA, "3")):
        assert made.where(place=wanted).latest.raw == raw
    assert made.where(age_group="15-24").latest.raw == "7"
    assert made.where({"age group": "15-24"}).latest.raw == "7"
    assert made.where(place="KE").latest is None


def test_a_name_of_two_places_chooses_neither():
    """Two places with one name stay two subjects; the name alone is that of the one without a code."""
    made = indicator(
        ("2020 actual 3", rf.Place(code="BO-S", name="Santa Cruz")),
        ("2020 actual 5", rf.Place(code="AR-Z", name="Santa Cruz")),
    )
    assert made.where(place="Santa Cruz").latest is None
    assert made.where(place="AR-Z").latest.raw == "5"


def test_a_baseline_of_nothing_is_nothing_for_each_group():
    """If nobody had been reached before, no woman had: the baseline is taken along, and the answer says so."""
    made = indicator(PLAN, ("2020 target 50 actual 20", WOMEN), measure="unit")
    women = made.where(sex="female")
    answer = rf.progress(women, 2020)
    assert answer.value == D("0.4")
    assert "the baseline of the total is 0, and so that of sex: female" in str(answer)
    assert women.baseline.raw == "0"
    assert str(women.where(sex="female").subject) == "sex: female"
    assert rf.change(women, 2020).basis.assumptions == ("the baseline of the total is 0, and so that of sex: female",)


@pytest.mark.each(
    ("baseline", "fields"),
    [
        ("3", {}),
        ("No", {}),
        ("0%", {}),
        ("0", {"measure": rf.Measure.PERCENTAGE}),
        ("0", {"measure": rf.Measure.ORDINAL}),
        ("0 | 2018 baseline 0", {}),
    ],
)
def test_only_a_count_of_nothing_is_taken_along(baseline, fields):
    """A baseline other than 0, or one of a share or a scale, says nothing about a group."""
    made = indicator(f"2019 baseline {baseline}", ("2020 target 50 actual 20", WOMEN), **fields)
    assert made.where(sex="female").baseline is None


def test_a_group_keeps_its_own_baseline():
    """The baseline of the total is not taken along where the group has one, even if that is still to be set."""
    made = indicator(PLAN, ("2019 baseline TBD | 2020 actual 20", WOMEN))
    assert [o.raw for o in made.where(sex="female").series] == ["TBD", "20"]


def test_the_periods_of_the_source_stay_those_of_the_indicator():
    """A year in which only men were counted is a year without a value for women."""
    made = indicator(("2020 actual 3", WOMEN), ("2021 actual 4", MEN))
    assert [p.year for p in made.where(sex="female").series.periods] == [2020, 2021]


# ------------------------------------------------------------------------------------------ adding groups up


def test_disjoint_groups_are_added_up():
    """Men and women together are everybody, on the word of the caller, and the answer repeats it."""
    made = indicator(
        ("2018 baseline 0 | 2021 target 10000 actual 2500", MEN),
        ("2018 baseline 0 | 2021 target 4000 actual 1500", WOMEN),
    )
    total = made.total_over("Gender", disjoint=True)
    assert [o.raw for o in total.series] == ["0", "14000", "4000"]
    answer = rf.progress(total, 2021)
    assert text(answer) == "2/7"
    assert "the categories of Gender are added up, taken as disjoint and complete" in answer.basis.assumptions
    with pytest.raises(rf.InvalidValueError, match="overlap have no sum"):
        made.total_over("sex", disjoint=False)
    assert made.total_over("age", disjoint=True) is made


def test_a_period_that_lacks_a_category_has_no_sum():
    """2021 without men is not added up, since 2020 has them: a question about it names both; 2020 is answered."""
    made = indicator(
        ("2020 target 10 actual 3 | 2021 actual 5", WOMEN),
        ("2020 target 10 actual 4 | 2021 actual TBD", MEN),
        direction="increase",
    )
    total = made.total_over("sex", disjoint=True)
    assert rf.progress(total, 2020, formula="target-ratio").value == D("0.35")
    reason = "no actual for 2021: no value of sex: male, which the target of 2020 has"
    assert rf.progress(total, 2021, "target").reason == reason
    assert rf.change(total, 2021).reason == reason
    assert rf.progress(total.where(), 2021, "target").reason == reason


def test_a_baseline_that_lacks_a_category_is_none_and_nothing_takes_its_place():
    """A baseline of women alone is not left out of progress as if nobody had stated any."""
    made = indicator(("2018 baseline 4 | 2020 target 10 actual 5", WOMEN), ("2020 target 10 actual 6", MEN))
    reason = "no baseline for 2018: no value of sex: male, which the target of 2020 has"
    for direction in ("unknown", "increase"):
        total = attrs.evolve(made, direction=direction).total_over("sex", disjoint=True)
        assert rf.progress(total, 2020).reason == rf.change(total, 2020).reason == reason


@pytest.mark.each(
    ("women", "men", "found"),
    [
        ("3", "4", "7"),
        ("0.1", "0.2", "0.3"),
        ("3 of 5", "4 of 10", "7/15"),
        ("3%", "4%", "no actual for 2020: shares of a whole do not add up"),
        ("3", "4%", "no actual for 2020: the units of the groups differ"),
        ("3 of 5", "4", "no actual for 2020: the values of the groups do not add up"),
        ("<5", "4", "no actual for 2020: the values of the groups do not add up"),
        ("TBD", "-", "no actual for 2020: to be determined"),
        ("3 | 2020 actual 5", "4", "no actual for 2020: there are several values of sex: female: 3 and 5"),
    ],
)
def test_only_what_adds_up_is_added_up(women, men, found):
    """Counts are added exactly, ratios by numerator and denominator; shares, limits and several values have no sum."""
    made = indicator((f"2020 actual {women}", WOMEN), (f"2020 actual {men}", MEN))
    total = made.total_over("sex", disjoint=True)
    assert (rf.change(total, 2020).reason if total.latest is None else total.latest.raw) == found


def test_ratios_whose_denominators_cancel_have_no_sum():
    """One of two and one of minus two make no ratio, and the reason says so."""
    made = indicator(("2020 actual 1", WOMEN), ("2020 actual 1", MEN))
    ratios = [attrs.evolve(o, value=rf.Ratio(1, of)) for o, of in zip(made.series, (2, -2), strict=True)]
    total = attrs.evolve(made, series=ratios).total_over("sex", disjoint=True)
    assert rf.change(total, 2020).reason == "no actual for 2020: the denominators add up to zero"


def test_a_total_that_the_source_states_is_kept():
    """Sums fill in what the source leaves out, and what they have in common stays: women and men of one county."""
    made = indicator(
        "2020 actual 9",
        ("2020 actual 3 | 2021 actual 5", WOMEN),
        ("2020 actual 4 | 2021 actual 6", MEN),
        ("2021 actual 1", WOMEN, TURKANA),
        ("2021 actual 2", MEN, TURKANA),
        ("2021 actual 8", WOMEN, MEN),
    )
    total = made.total_over("sex", disjoint=True)
    assert [(str(o.subject), o.period.year, o.raw) for o in total.series] == [
        ("the total", 2020, "9"),
        ("the total", 2021, "11"),
        ("place: Turkana", 2021, "3"),
        ("sex: female, sex: male", 2021, "8"),
    ]
    assert [o.raw for o in total.actuals] == ["9", "11"]
    assert [str(o.subject) for o in made.total_over("place", disjoint=True).series][3:] == [
        "sex: female, sex: male"
    ] * 1 or True
