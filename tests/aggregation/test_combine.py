"""Frameworks of several countries as one: each value with its place, and the totals that may be made of them."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework import Missing, Place, Range, Ratio

SEXES = ("female", "male")


def indicator(text, code="W", statement="Number of women trained", **fields):
    series = rf.ObservationSeries.parse(text) if isinstance(text, str) else rf.ObservationSeries(tuple(text))
    return rf.Indicator(code=code, statement=statement, series=series, **fields)


def country(name, *indicators, countries=None, **fields):
    """A framework of a country with one outcome that has these indicators; a text is the series of one."""
    made = [indicator(one) if isinstance(one, str) else one for one in indicators]
    outcome = rf.Outcome(code="1", title="Women work", indicators=made)
    places = (Place(name=name),) if countries is None else countries
    return rf.ResultsFramework(**{"title": name, "countries": places, "results": (outcome,)} | fields)


def combined(*texts, **options):
    """The indicator of frameworks of countries A, B and so on, each with one of these series."""
    frameworks = [country(chr(ord("A") + number), text) for number, text in enumerate(texts)]
    return rf.combine(frameworks, **{"function": "sum"} | options).indicators[0]


def total(found, kind="actual"):
    """The first total of a kind, with its comment."""
    return next((o.value, o.comment) for o in found.series.of(kind) if not o.places)


@pytest.mark.each(
    "texts, value, comment",
    [
        (("2021 actual 40", "2021 actual 2"), 42, "sum of 2 of 2 parts"),
        (("2021 actual 40", "2021 actual 0"), 40, "sum of 2 of 2 parts"),
        (("2021 actual 40", "2021 actual TBD"), Range(low=40), "sum of 1 of 2 parts; B: to be determined"),
        (("2021 actual 40", "2021 actual -"), Range(low=40), "sum of 1 of 2 parts; B: empty"),
        (("2021 actual 40", "2022 actual 3"), Range(low=40), "sum of 1 of 2 parts; B: no actual for 2021"),
        (("2021 actual TBD", "2021 actual TBD"), Missing.TO_BE_DETERMINED, "0 of 2 parts"),
        (("2021 actual TBD", "2021 actual -"), Missing.EMPTY, "0 of 2 parts"),
        (("2021 actual Yes", "2021 actual No"), 1, "number with yes, of 2 of 2 parts"),
        (("2021 actual Yes", "2021 actual N/A"), Range(1, 2), "number with yes, of 1 of 2 parts; B: not available"),
        (("2021 actual 1/2", "2021 actual 8/10"), Ratio(9, 12), "ratio over 2 of 2 parts"),
        (
            ("2021 actual 1/2", "2021 actual -"),
            Missing.NOT_AVAILABLE,
            "ratio over 1 of 2 parts, which is 1/2; B: empty",
        ),
        (("2021 actual -5", "2021 actual -"), Missing.NOT_AVAILABLE, "sum of 1 of 2 parts, which is -5; B: empty"),
        (("2021 actual 50%", "2021 actual 70%"), Missing.NOT_AVAILABLE, "shares of a whole do not add up; keep"),
        (("2021 actual 50%", "2021 actual 3"), Missing.NOT_AVAILABLE, "the units differ (percent in A: 1/W; no unit"),
        (("2021 actual good", "2021 actual bad"), Missing.NOT_AVAILABLE, "there is no sum of text (A: 1/W; B: 1/W)"),
        (("2021 actual >5", "2021 actual 3"), Missing.NOT_AVAILABLE, "there is no sum of a range"),
    ],
)
def test_a_total_is_as_sure_as_its_parts(texts, value, comment):
    """A part that is missing leaves the others as the least, is named, and is never zero; shares have no sum."""
    found, said = total(combined(*texts))
    assert found == value
    assert comment in said


def test_every_value_of_a_part_is_kept_with_its_place():
    """Totals come first in order of time, then each part in the order of the names."""
    frameworks = [country("Peru", "2019 baseline 1 | 2021 milestone 3 actual -"), country("Chad", "2021 actual 5")]
    region = rf.combine(frameworks, function="sum")
    values = [(o.kind.value, str(o.period), o.raw, *(p.name for p in o.places)) for o in region["W"].series]
    assert values == [
        ("baseline", "2019", "≥1"),
        ("milestone", "2021", "≥3"),
        ("actual", "2021", "≥5"),
        ("actual", "2021", "5", "Chad"),
        ("baseline", "2019", "1", "Peru"),
        ("milestone", "2021", "3", "Peru"),
        ("actual", "2021", "-", "Peru"),
    ]
    assert region["W"].where(place="Chad").latest.value == 5
    assert (region.title, [place.name for place in region.countries]) == ("Chad, Peru", ["Chad", "Peru"])


def test_baselines_of_several_years_have_no_total():
    """A baseline is a point in time; two of them are not one."""
    value, comment = total(combined("2018 baseline 1", "2019 baseline 2"), "baseline")
    assert value is Missing.NOT_AVAILABLE
    assert comment.startswith("no total of 2 of 2 parts: the periods differ (2018-01-01..2018-12-31 in A: 1/W; 2019")


def test_a_year_and_its_days_are_one_period_and_quarters_are_their_own():
    """Totals are made period by period, whatever its length."""
    days = rf.Observation(kind="actual", period=rf.Period.parse("2021-01-01..2021-12-31"), value=2)
    quarter = rf.Observation(kind="actual", period=rf.Period.quarter(2021, 1), value=1)
    frameworks = [country("A", "2021 actual 5"), country("B", indicator([days, quarter]))]
    sums = [(o.period.days, o.raw) for o in rf.combine(frameworks, function="sum")["W"].series if not o.places]
    assert sums == [(90, "≥1"), (365, "7")]


def test_values_without_a_period_have_a_total_of_their_own():
    """A target without a date is added to others without one, and is no target of a year."""
    loose = rf.Observation(kind="target", value=7)
    dated = rf.Observation(kind="target", period=2025, value=9)
    frameworks = [country("A", indicator([loose])), country("B", indicator([attrs.evolve(loose, value=1), dated]))]
    sums = [(str(o.period), o.raw) for o in rf.combine(frameworks, function="sum")["W"].series if not o.places]
    assert sums == [("2025", "≥9"), ("", "8")]


def test_a_running_total_that_is_not_reported_again_still_holds():
    """It raises the least of the total, and the comment has its year."""
    mode = {"actuals_accumulation": rf.Accumulation.CUMULATIVE}
    frameworks = [
        country("A", indicator("2020 actual 4 | 2021 actual -", **mode)),
        country("B", indicator("2020 actual 1 | 2021 actual 6", **mode)),
    ]
    (_, later) = [o for o in rf.combine(frameworks, function="sum")["W"].series if not o.places]
    assert later.value == Range(low=10)
    assert later.comment == "sum of 1 of 2 parts; A: last reported 4 for 2020, a running total that still holds"


def test_groups_have_totals_of_their_own():
    """Women are added to women; a country that reports men only is lacking there."""

    def by_sex(*numbers):
        return indicator(
            rf.Observation(
                kind="actual",
                period=2021,
                value=number,
                disaggregation=(rf.Disaggregation(dimension="sex", category=sex),),
            )
            for sex, number in zip(SEXES, numbers, strict=True)
            if number is not None
        )

    frameworks = [country("A", by_sex(10, 40)), country("B", by_sex(None, 2)), country("C", "2021 actual 100")]
    region = rf.combine(frameworks, function="sum")["W"]
    sums = {str(region.subject_of(o)): (o.raw, o.comment) for o in region.series if not o.places}
    assert sums["the total"][0] == "≥100"
    assert "A: only of sex: female and sex: male" in sums["the total"][1]
    assert sums["sex: male"][0] == "≥42"
    assert sums["sex: female"] == ("≥10", "sum of 1 of 3 parts; B: only of sex: male; C: only of the total")


def test_values_of_a_district_stay_those_of_the_district():
    """A place within a country is no part of a total, and knows its country."""
    place = Place(name="Oaxaca")
    own = rf.Observation(kind="actual", period=2021, value=2, places=(place,))
    whole = rf.Observation(kind="actual", period=2021, value=9, places=(Place(name="mexico"),))
    region = rf.combine([country("Mexico", indicator([own, whole])), country("Peru", "2021 actual 1")], function="sum")
    assert total(region["W"])[0] == 10
    (kept,) = [o for o in region["W"].series if any(p.name == "Oaxaca" for p in o.places)]
    assert kept.places[0].within.name == "Mexico"
    within = attrs.evolve(place, within=Place(name="South"))
    again = country("Mexico", indicator([attrs.evolve(own, places=(within,))]))
    assert rf.combine([again])["W"].series[0].places[0].within.name == "South"


def test_indicators_are_matched_by_code_and_else_by_statement():
    """Another statement under the code, or another code with the statement, is one indicator without a total."""
    mine = country("A", indicator("2021 actual 1"), indicator("2021 actual 1", "X", "Number of laws on work adopted"))
    other = country(
        "B",
        indicator("2021 actual 2", "W", "Women"),
        indicator("2021 actual 2", "Y", "Number of laws on work adopted (CO)"),
    )
    region = rf.combine([mine, other], function="sum")
    assert [one.code for one in region.indicators] == ["W", "X"]
    assert "the statements differ ('number of women trained' in A: 1/W; 'women' in B: 1/W)" in total(region["W"])[1]
    assert "the codes differ (X in A: 1/X; Y in B: 1/Y)" in total(region["X"])[1]


def test_what_one_part_alone_has_follows_what_is_common():
    """A result of one country is there once, and its total says who has none."""
    extra = rf.Outcome(code="2", indicators=(indicator("2021 actual 3", "Z"),))
    other = country("B", "2021 actual 2")
    region = rf.combine(
        [country("A", "2021 actual 1"), attrs.evolve(other, results=(*other.results, extra))], function="sum"
    )
    assert [result.code for result in region.results] == ["1", "2"]
    assert total(region["Z"]) == (Range(low=3), "sum of 1 of 2 parts; A: no such indicator")


def test_a_result_of_another_level_keeps_its_indicators():
    """An output that is an outcome elsewhere is one result; what it cannot hold belongs to the framework."""
    output = rf.Output(code="1", title="Women work", indicators=(indicator("2021 actual 1"),))
    below = rf.Output(code="1.1", indicators=(indicator("2021 actual 1", "V"),))
    first = rf.ResultsFramework(title="A", results=(output,))
    second = country("B", "2021 actual 2")
    second = attrs.evolve(second, results=(attrs.evolve(second.results[0], outputs=(below,)),))
    region = rf.combine([first, second], function="sum", overlap="disjoint")
    assert [(type(one).__name__, one.code) for one in region.results] == [("Output", "1"), ("Output", "1.1")]
    assert total(region["W"])[0] == 3


def test_an_indicator_that_is_there_twice_has_no_total():
    """Of two indicators with one code and statement it is not known which one is meant."""
    twice = country("A", indicator("2021 actual 1"), indicator("2021 actual 2"))
    for other in (country("B", "2021 actual 4"), country("B", "2021 actual 50%")):
        value, comment = total(rf.combine([twice, other], function="sum").indicators[0])
        assert value is Missing.NOT_AVAILABLE
        assert "A has 2 indicators of this code and statement" in comment


def test_several_values_of_one_time_are_none():
    """Of two results of one year it is not known which one holds."""
    twice = country("A", "2021 actual 1 | 2021 actual 2")
    value, comment = total(rf.combine([twice, country("B", "2021 actual 4")], function="sum")["W"])
    assert value is Missing.NOT_AVAILABLE
    assert comment.endswith("; A: no one actual for 2021: there are several: 1 and 2")


def test_frameworks_without_codes_are_matched_by_their_statements():
    """A statement is enough; without either it is not known what is measured."""
    frameworks = [country(name, indicator("2021 actual 2", None)) for name in "AB"]
    frameworks[1] = attrs.evolve(
        frameworks[1], results=(rf.Outcome(title="Women work", indicators=(indicator("2021 actual 5", None),)),)
    )
    assert total(rf.combine(frameworks, function="sum").indicators[0])[0] == 7
    bare = [country(name, indicator(f"2021 actual {number}", None, None)) for name, number in (("A", 1), ("B", 2))]
    assert "without a code and a statement" in total(rf.combine(bare, function="sum").indicators[0])[1]


def test_two_languages_are_named():
    """Statements in two languages differ; the reason names the way to one language."""
    english = country("Kenya", "2021 actual 1", language="en")
    french = country("Chad", indicator("2021 actual 2", statement="Nombre de femmes formées"), language="fr")
    comment = total(rf.combine([english, french], function="sum")["W"])[1]
    assert "the statements differ" in comment
    assert "the frameworks are in en and fr; combine them in one language, with framework.in_language" in comment
    same = country("Chad", "2021 actual 2", language="fr")
    assert total(rf.combine([english, same], function="sum")["W"])[0] == 3


@pytest.mark.each(
    "frameworks, options, message",
    [
        (list, {}, "combine needs at least one framework, and there is none"),
        (lambda: country("A"), {}, "combine needs several frameworks, as in combine"),
        (lambda: ["a.json"], {}, "combine needs a ResultsFramework, not str; read one with"),
        (lambda: [country("A"), country("A")], {}, "the framework of 'A' is given twice: leave one out"),
        (
            lambda: [country("Mexico", "2021 actual 1"), country("México", "2021 actual 2")],
            {},
            "2 frameworks are of 'México', so that their values would be mixed: combine these first, or name",
        ),
        (
            lambda: [country("A", "2021 actual 1"), country("B", "2021 actual 2")],
            {"by": lambda _: "x"},
            "combine these first, or name each part with by=",
        ),
        (
            lambda: [country("A", "2021 actual 1"), country("B", indicator("2021 actual 1", "X", "Laws"))],
            {},
            "the frameworks of A, B have no indicator in common, neither by code nor by statement",
        ),
        (
            lambda: [country("A", "", language="en"), country("B", indicator("", "X", "Lois"), language="fr")],
            {},
            "neither by code nor by statement; they are in en and fr",
        ),
        (lambda: [country("A")], {"by": "sex"}, "`by` is 'place', 'organisation' or a function"),
        (lambda: [country("A")], {"by": lambda _: ""}, "`by` names each part by a text, and gave '' for 'A'"),
        (lambda: [country("A")], {"function": "total"}, "total"),
        (lambda: [country("A")], {"function": {"W": "latest"}}, "latest is no function for all values of an indicator"),
        (lambda: [country("A")], {"overlap": "some"}, "some"),
    ],
)
def test_what_cannot_be_combined_is_refused_in_one_sentence(frameworks, options, message):
    """The error names what was found, and what to do."""
    with pytest.raises(rf.InvalidValueError) as raised:
        rf.combine(frameworks(), **options)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_function_of_counts_is_declared():
    """By the caller for all or for one code, or by the aggregation status of every part."""
    assert (
        "no function is declared; function may be sum, maximum"
        in total(combined("2021 actual 1", "2021 actual 2", function=None))[1]
    )
    assert total(combined("2021 actual 1", "2021 actual 2", function={"W": "maximum"}))[0] == 2
    assert total(combined("2021 actual 1", "2021 actual 2", function={"X": "sum"}))[0] is Missing.NOT_AVAILABLE
    assert total(combined("2021 actual 1", "2021 actual -", function="maximum")) == (
        Range(low=1),
        "largest of 1 of 2 parts; B: empty",
    )
    declared = [country(name, indicator(f"2021 actual {n}", aggregation_status=True)) for n, name in enumerate("AB")]
    assert total(rf.combine(declared)["W"])[0] == 1
    closed = [country("A", "2021 actual 1"), country("B", indicator("2021 actual 2", aggregation_status=False))]
    region = rf.combine(closed, function="sum")["W"]
    assert "the aggregation status forbids adding values up" in total(region)[1]
    assert region.aggregation_status is False
    without = [country(name, indicator(f"2021 actual {name}", code=None)) for name in ("one", "two")]
    assert "there is no sum of text" in total(rf.combine(without, function={"W": "sum"}).indicators[0])[1]


def test_overlap_is_declared_where_places_may_be_one():
    """Frameworks without a country may count the same people."""
    frameworks = [country("North", "2021 actual 4", countries=()), country("South", "2021 actual 6", countries=())]
    assert "may be counted in several places; pass overlap=" in total(rf.combine(frameworks, function="sum")["W"])[1]
    for overlap, value in (("disjoint", 10), ("contained", 6), ("unknown", Range(6, 10))):
        region = rf.combine(frameworks, function="sum", overlap=overlap)
        assert total(region["W"])[0] == value
    assert [place.name for place in region.places] == ["North", "South"]


def test_parts_may_be_organisations_or_whatever_a_function_names():
    """Each value is then of a group of that name, or of a place."""
    agencies = [
        country("Peru", f"2021 actual {number}", reporting_organisation=rf.Organisation(acronym=name))
        for number, name in enumerate(("UNDP", "ILO"), 3)
    ]
    both = rf.combine(agencies, by="organisation", function="sum", overlap="unknown")
    assert both["W"].where(organisation="ILO").latest.value == 4
    assert total(both["W"])[0] == Range(4, 7)
    assert [one.acronym for one in both.organisations] == ["ILO", "UNDP"]
    nobody = [
        attrs.evolve(one, title=name, reporting_organisation=None) for one, name in zip(agencies, "XY", strict=True)
    ]
    assert rf.combine(nobody, by="organisation").organisations == ()
    named = rf.combine(agencies, by=lambda one: one.reporting_organisation.acronym, function="sum")
    assert named["W"].where(place="UNDP").latest.value == 3
    unnamed = rf.combine([country("", "2021 actual 1", countries=(), title=None)])
    assert unnamed["W"].series[0].places[0].name == "framework 1"
    coded = rf.combine([country("A", "2021 actual 1", countries=(Place(code="KE"),)), country("Chad", "2021 actual 1")])
    assert coded.title == "Chad, KE"


def test_one_framework_is_itself_with_its_place():
    """Nothing is added and nothing left out, not even periods without values."""
    series = rf.ObservationSeries(
        rf.ObservationSeries.parse("2021 actual 4").observations, (rf.Period(year=2020), rf.Period(year=2021))
    )
    one = country("Kenya", rf.Indicator(code="W", series=series), identifier="X-1", reporting_year=2021)
    alone = rf.combine([one])
    placed = one.map(rf.Observation, lambda o: attrs.evolve(o, places=(Place(name="Kenya"),)))
    assert alone == placed
    assert rf.combine([one], title="The region").title == "The region"


def test_facts_of_all_parts_are_those_of_the_region():
    """Facts on which all agree stay, lists are joined, and a meaning of values that differs is unknown."""
    up = {"direction": rf.Direction.INCREASE, "measure": rf.Measure.PERCENTAGE, "description": "About women"}
    one = country(
        "A",
        indicator("2021 actual 1", unit="person", notes=(), **up),
        reporting_year=2020,
        plan_period=rf.Period.between(2020, 2022),
    )
    other = country(
        "B",
        attrs.evolve(indicator("2021 actual 2"), measure=rf.Measure.UNIT, references=(rf.Reference(code="5.1"),)),
        reporting_year=2021,
        plan_period=rf.Period.between(2021, 2025),
        identifier="B-1",
    )
    one = one.map(rf.Indicator, lambda i: attrs.evolve(i, printed_result="2021 Result 1"))
    region = rf.combine([one, other], function="sum")
    found = region["W"]
    assert (found.direction, found.measure, found.unit) == (rf.Direction.UNKNOWN, None, None)
    assert found.printed_result is None
    assert (found.description, found.references) == ("About women", (rf.Reference(code="5.1"),))
    assert [(o.unit, o.raw) for o in found.series if o.places] == [("person", "1"), (None, "2")]
    assert (region.reporting_year, region.plan_period, region.identifier) == (
        2021,
        rf.Period.between(2020, 2025),
        "B-1",
    )
    open_end = rf.combine([one, attrs.evolve(other, plan_period=rf.Period())])
    assert open_end.plan_period == rf.Period()
    assert rf.combine([one, attrs.evolve(other, plan_period=one.plan_period)]).plan_period == one.plan_period
    share = rf.combine([country("A", indicator("2021 actual 1", measure=rf.Measure.PERCENTAGE)), other])["W"]
    assert [o.unit for o in share.series if o.places] == ["percent", None]
    persons = [country(name, indicator("2021 actual 1", unit="person")) for name in "AB"]
    persons[1] = attrs.evolve(persons[1], title="other")
    assert [o.unit for o in rf.combine(persons, function="sum")["W"].series] == [None] * 3
    names = [attrs.evolve(one, description="One"), attrs.evolve(other, description="Other")]
    assert rf.combine(names).description is None


def test_periods_without_values_stay():
    """A period that one source lists without a value is a period of the region."""
    series = rf.ObservationSeries(
        rf.ObservationSeries.parse("2021 actual 4").observations, (rf.Period(year=2020), rf.Period(year=2021))
    )
    one = country("A", rf.Indicator(code="W", series=series))
    region = rf.combine([one, country("B", rf.Indicator(code="W", series=rf.ObservationSeries.parse("2022 actual 1")))])
    assert region["W"].series.years == (2020, 2021, 2022)


def test_budgets_are_added_where_all_state_them():
    """One budget of a period and a currency in each part; otherwise the region has none."""

    def costing(name, *amounts):
        budgets = tuple(rf.Budget(planned=rf.Money.parse(text), period=year) for text, year in amounts)
        framework = country(name, "2021 actual 1")
        return attrs.evolve(framework, results=(attrs.evolve(framework.results[0], budgets=budgets),))

    def region(*budgets):
        return rf.combine([costing("A", ("$5", 2021)), costing("B", *budgets)]).results[0].budgets

    assert [str(budget.planned) for budget in region(("$7", 2021))] == ["$12"]
    assert region() == region(("$7", 2020)) == region(("€7", 2021)) == region(("$7", 2021), ("$8", 2022)) == ()
