"""The example that ships: every figure that was published for the outcome, under titles and statements of our own."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework import examples

# What the page of 2021 shows for each indicator: the result above it, its code, which offices report, the
# baseline, the milestones, the results, the target, and the summary for 2021. A line that is indented goes on.
PUBLISHED = """\
2.1 | SP_D_0.1.3 | Desk Review | 0:- | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:- | N/A
2.1 | SP_D_0.1.4 | CO | 2021:0 | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:1 | N/A
2.1 | SP_D_0.1.5 | CO | 2021:0 | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:1 | N/A
2.1 | SP_D_0.1.6 | CO | 0:- | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:- | N/A
2.1 | SP_D_0.2.1 | Desk Review | 0:- | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:- | N/A
2.1 | SP_D_0.2.2 | CO | 2021:Yes | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:Yes | N/A
2.1 | SP_D_0.2.4 | Desk Review | 2021:1 | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:1 | N/A
2.1 | SP_D_0.4.3 | CO | 2021:Yes | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:Yes | N/A
2.1 | SP_D_2.1A | - | 2019:1 | 2020:- 2021:1 2024:- | 2020:1 2021:2 2024:- 2025:- | 2025:- | 2
2.1 | SP_D_2.1B | - | 0:- | 2020:- 2024:- | 2020:1 2024:- 2025:- | 2025:- | N/A
2.1 | SP_D_2.1C | - | 2019:1 | 2020:- 2021:1 2024:- | 2020:1 2021:1 2024:- 2025:- | 2025:- | 1
2.1 | SP_D_2.1D | - | 2019:0 | 2020:- 2021:1 2024:- | 2020:1 2021:2 2024:- 2025:- | 2025:- | 2
2.1 | SP_D_2.1E | - | 0:- | 2020:- 2024:- | 2020:TRUE 2024:- 2025:- | 2025:- | N/A
2.1 | SP_D_2.1F | - | 0:- | 2020:- 2024:- | 2020:TRUE 2024:- 2025:- | 2025:- | N/A
2.1.1 | MEX_D_2.1.1A | - | 2019:0 | 2020:1 2021:2 2022:3 2023:4 2024:5 |
    2020:1 2021:7 2022:- 2023:- 2024:- 2025:- | 2025:- | 7
2.1.1 | MEX_D_2.1.1B | - | 2019:0 | 2020:1 2021:2 2022:3 2023:4 2024:5 |
    2020:3 2021:6 2022:- 2023:- 2024:- 2025:- | 2025:6 | 6
2.1.1 | MEX_D_2.1.1C | - | 2013:2 | 2024:- | 2024:- 2025:- | 2025:- | N/A
2.1.1 | MEX_D_2.1.1D | - | 2018:160 | 2024:- | 2024:- 2025:- | 2025:- | N/A
2.1.1 | MEX_D_2.1.1E | - | 2018:5 | 2024:- | 2024:- 2025:- | 2025:- | N/A
2.1.1 | SP_D_0.1.d | CO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.1 | SP_D_0.1.e | CO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:10 | N/A
2.1.1 | SP_D_0.1.f | CO | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:1 | N/A
2.1.1 | SP_D_0.1.h | CO, RO, HQ | 2022:0 | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:3 | N/A
2.1.1 | SP_D_0.3.e | CO | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.1 | SP_D_0.4.a | CO, RO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.1 | SP_D_0.4.d | CO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.1 | SP_D_0.6.a | CO, RO, HQ | 0:- | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:- | N/A
2.1.1 | SP_D_0.7.a | CO, RO, HQ | 2022:0 | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.1 | SP_D_0.7.c | CO, RO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.3 | MEX_D_2.1.3A | - | 2013:2 | 2020:1 2021:2 2022:3 2023:4 2024:5 |
    2020:3 2021:6 2022:- 2023:- 2024:- 2025:- | 2025:6 | 6
2.1.3 | SP_D_0.1.d | CO, HQ | 2022:0 | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.3 | SP_D_0.1.h | CO, RO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:2 | N/A
2.1.3 | SP_D_0.4.a | CO, RO, HQ | 2022:4 | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:4 | N/A
2.1.2 | MEX_D_2.1.2A | - | 2018:0 | 2020:50 2021:100 2022:155 2023:210 2024:265 |
    2020:0 2021:59 2022:- 2023:- 2024:- 2025:- | 2025:320 | 59
2.1.2 | MEX_D_2.1.2B | - | 2018:0 | 2020:TBD 2021:TBD 2022:TBD 2023:TBD 2024:TBD |
    2020:0 2021:0 2022:- 2023:- 2024:- 2025:- | 2025:TBD | 0
2.1.2 | SP_D_0.3.a | CO | 0:- | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:- | N/A
2.1.2 | SP_D_0.3.e | CO | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.2 | SP_D_0.4.d | CO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:TBD | N/A
2.1.2 | SP_D_0.7.a | CO, RO, HQ | 2025:TBD | 2022:- 2023:- 2024:- | 2022:- 2023:- 2024:- 2025:- | 2025:6 | N/A
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in PUBLISHED.replace("\n    ", " ").splitlines()]
OFFICES = {
    "-": (),
    "CO": (rf.Scope.COUNTRY_OFFICE,),
    "CO, HQ": (rf.Scope.COUNTRY_OFFICE, rf.Scope.HEADQUARTERS),
    "CO, RO, HQ": (rf.Scope.COUNTRY_OFFICE, rf.Scope.REGIONAL_OFFICE, rf.Scope.HEADQUARTERS),
    "Desk Review": (rf.Scope.DESK_REVIEW,),
}


@pytest.fixture(scope="module")
def framework() -> rf.ResultsFramework:
    """The example."""
    return examples.load()


def results_of(framework):
    """The results by the end of their code, in the order of the page."""
    (outcome,) = framework.outcomes
    return {node.code.removeprefix("MEX_D_"): node for node in (outcome, *outcome.outputs)}


def cells(observations):
    """Observations as the page has them: year and value, each behind the other."""
    return " ".join(f"{o.period}:{o.raw}" for o in observations)


def test_the_example_has_the_indicators_of_the_page_in_its_order(framework):
    """One outcome, three outputs in the page's own order, 39 places for 33 codes."""
    found = [(name, i.code) for name, result in results_of(framework).items() for i in result.indicators]
    assert found == [row[:2] for row in ROWS]
    assert len(framework.indicators) == 39
    assert len({i.code for i in framework.indicators}) == 33
    assert list(results_of(framework)) == ["2.1", "2.1.1", "2.1.3", "2.1.2"]


@pytest.mark.each("row", ROWS)
def test_every_cell_is_the_published_one(framework, row):
    """Each baseline, milestone, result and target has the published year and print; a year 0 is no year."""
    result, code, offices, baseline, milestones, actuals, target, summary = row
    (indicator,) = (i for i in results_of(framework)[result].indicators if i.code == code)
    assert cells(indicator.series.baselines) == baseline
    assert indicator.baseline.period.year == (None if baseline.startswith("0:") else int(baseline[:4]))
    assert cells(indicator.milestones) == milestones
    assert cells(indicator.actuals) == actuals
    assert cells(indicator.series.targets) == target
    assert indicator.printed_result == f"2021 Result {summary}"
    assert indicator.scope == OFFICES[offices]


@pytest.mark.each("row", ROWS)
def test_the_summary_repeats_the_result_of_2021_and_no_other(framework, row):
    """Where 2021 has no result the summary is N/A, also where 2020 has one; a zero of 2021 is a zero."""
    result, code, *_, summary = row
    (indicator,) = (i for i in results_of(framework)[result].indicators if i.code == code)
    actual = next((o for o in indicator.actuals if o.period.year == 2021), None)
    shown = actual.raw if actual is not None and not isinstance(actual.value, rf.Missing) else "N/A"
    assert summary == shown


def test_there_are_353_values(framework):
    """39 baselines, 118 milestones, 157 results and 39 targets, of which 251 are a dash and 26 are still to come."""
    observations = [o for i in framework.indicators for o in i.series]
    assert Counter(o.kind.value for o in observations) == {
        "baseline": 39,
        "milestone": 118,
        "actual": 157,
        "target": 39,
    }
    values = Counter(o.value for o in observations if isinstance(o.value, rf.Missing))
    assert values == {rf.Missing.EMPTY: 251, rf.Missing.TO_BE_DETERMINED: 26}
    assert Counter(o.raw for o in observations if isinstance(o.value, bool)) == {"Yes": 4, "TRUE": 2}
    numbers = Counter(str(o.value) for o in observations if isinstance(o.value, Decimal))
    assert numbers == {
        "0": 13, "1": 19, "2": 8, "3": 6, "4": 5, "5": 4, "6": 5,
        **dict.fromkeys(("7", "10", "50", "59", "100", "155", "160", "210", "265", "320"), 1),
    }  # fmt: skip


@pytest.mark.each(
    ("result", "field", "low", "nominal", "high"),
    [
        ("2.1", "planned", 934_305, 934_310, 934_315),
        ("2.1", "actual", 289_555, 289_560, 289_565),
        ("2.1", "expenses", 268_505, 268_510, 268_515),
        ("2.1", "shortfall", 644_740, 644_750, 644_760),
        ("2.1", "unspent", 21_040, 21_050, 21_060),
        ("2.1.1", "planned", 3_065_000, 3_070_000, 3_075_000),
        ("2.1.1", "actual", 804_975, 804_980, 804_985),
        ("2.1.1", "expenses", 772_235, 772_240, 772_245),
        ("2.1.1", "shortfall", 2_260_015, 2_265_020, 2_270_025),
        ("2.1.1", "unspent", 32_730, 32_740, 32_750),
        ("2.1.3", "planned", 550_725, 550_730, 550_735),
        ("2.1.3", "actual", 480_745, 480_750, 480_755),
        ("2.1.3", "expenses", 600_355, 600_360, 600_365),
        ("2.1.3", "shortfall", 69_970, 69_980, 69_990),
        ("2.1.3", "unspent", -119_620, -119_610, -119_600),
        ("2.1.2", "planned", 551_055, 551_060, 551_065),
        ("2.1.2", "actual", 368_575, 368_580, 368_585),
        ("2.1.2", "expenses", 390_345, 390_350, 390_355),
        ("2.1.2", "shortfall", 182_470, 182_480, 182_490),
        ("2.1.2", "unspent", -21_780, -21_770, -21_760),
    ],
)  # fmt: skip
def test_every_amount_is_as_exact_as_it_is_printed(framework, result, field, low, nominal, high):
    """Two decimals of thousands are known to 5 dollars, of millions to 5,000; a difference as well as both parts."""
    amount = getattr(results_of(framework)[result].budget, field)
    assert (amount.low, amount.nominal, amount.high, amount.currency) == (low, nominal, high, "USD")


@pytest.mark.parametrize(
    ("result", "shortfall_rate", "mobilisation", "delivery", "execution"),
    [
        ("2.1", "69.01 %", "30.99 %", "92.73 %", "28.74 %"),
        ("2.1.1", "73.78 %", "26.22 %", "95.93 %", "25.15 %"),
        ("2.1.3", "12.71 %", "87.29 %", "124.88 %", "109.01 %"),
        ("2.1.2", "33.11 %", "66.89 %", "105.91 %", "70.84 %"),
    ],
)
def test_every_rate_prints_the_digits_that_are_known(
    framework, result, shortfall_rate, mobilisation, delivery, execution
):
    """Percentages of the printed amounts, to a hundredth at most."""
    budget = results_of(framework)[result].budget
    rates = (budget.shortfall_rate, budget.mobilisation, budget.delivery, budget.execution)
    assert [rate.as_percent() for rate in rates] == [shortfall_rate, mobilisation, delivery, execution]


def test_the_outputs_do_not_add_up_to_the_outcome(framework):
    """Four and a half times the plan of the outcome is planned for its outputs, which no rounding explains."""
    outcome, *outputs = results_of(framework).values()
    first, second, third = (output.budget.planned for output in outputs)
    total = first + second + third
    assert (total.low, total.nominal, total.high) == (4_166_780, 4_171_790, 4_176_800)
    assert total.exceeds(outcome.budget.planned) is True


@pytest.mark.parametrize(
    ("code", "kind", "partners"),
    [
        ("SP_D_0.1.3", "complementary", ["UNAIDS", "UNFPA"]),
        ("SP_D_0.1.3", "common", ["UNDP", "UNICEF"]),
        ("SP_D_0.1.4", "complementary", ["UNAIDS", "UNDP"]),
        ("SP_D_0.1.5", "complementary", ["UNAIDS", "UNDP", "UNFPA", "UNICEF"]),
        ("SP_D_0.1.6", "complementary", ["UNDP"]),
        ("SP_D_0.4.3", "complementary", ["UNICEF"]),
    ],
)
def test_tags_name_the_agencies_that_measure_the_same_or_the_like(framework, code, kind, partners):
    """An indicator may be common with some agencies and complementary to that of others."""
    found = {tag.kind.value: [partner.acronym for partner in tag.partners] for tag in framework[code].alignments}
    assert found[kind] == partners


def test_nothing_else_is_tagged(framework):
    """Five indicators of the outcome carry a tag, two a goal, and none of the outputs' does."""
    outcome, *outputs = results_of(framework).values()
    assert sum(len(i.alignments) for i in framework.indicators) == 6
    assert [i.code for i in outcome.indicators if i.sdgs] == ["SP_D_0.1.3", "SP_D_0.2.1"]
    assert not any(i.alignments or i.sdgs for output in outputs for i in output.indicators)


def test_a_fixed_note_is_known_by_its_kind(framework):
    """Nine indicators count what a trust fund pays for, three come from a desk review, three are about social norms."""
    kinds = Counter(note.kind.value for i in framework.indicators for note in i.notes)
    assert kinds == {"trust_fund": 9, "desk_review": 3, "social_norms": 3}


@pytest.mark.parametrize(
    ("code", "results"),
    [
        ("SP_D_0.1.d", ("2.1.1", "2.1.3")),
        ("SP_D_0.1.h", ("2.1.1", "2.1.3")),
        ("SP_D_0.3.e", ("2.1.1", "2.1.2")),
        ("SP_D_0.4.a", ("2.1.1", "2.1.3")),
        ("SP_D_0.4.d", ("2.1.1", "2.1.2")),
        ("SP_D_0.7.a", ("2.1.1", "2.1.2")),
    ],
)
def test_a_code_in_two_outputs_needs_its_path(framework, code, results):
    """Six codes belong to two outputs each, with values of their own; the error names both places."""
    assert len(framework.find_all(code)) == 2
    with pytest.raises(rf.AmbiguousCodeError) as caught:
        framework[code]
    assert caught.value.paths == tuple(f"MEX_D_2.1/MEX_D_{result}/{code}" for result in results)
    assert [framework.at(path) for path in caught.value.paths] == list(framework.find_all(code))


def test_the_page_shows_the_profile_of_another_country(framework):
    """The header is of Asia and the Pacific, with figures that fit each other and not Mexico; it is kept as read."""
    profile = framework.country_profile
    assert (profile.region, profile.population) == ("Asia Pacific", 209_497_025)
    assert profile.population_male + profile.population_female == profile.population
    assert profile.population_male_share == Decimal("9.5")


def test_the_programme_has_three_agencies_and_nineteen_partners(framework):
    """The joint programme that serves the outcome, with its theory of change and where it works."""
    (programme,) = framework.programmes
    assert [agency.acronym or agency.name for agency in programme.agencies] == ["ILO", "UN Women", "FAO"]
    assert len(programme.partners) == 19
    assert [p.acronym for p in programme.partners].count("STPS") == 2
    assert len({p for p in programme.partners if p.acronym == "STPS"}) == 2
    assert len(programme.theory_of_change.conditions) == 3
    assert len(programme.target_groups) == 3
    assert len(programme.geography.states) == 5
    assert programme.geography.municipality_minimum == 1
    assert framework.programmes_of("MEX_D_2.1") == (programme,)


def test_the_example_is_the_file_that_ships(framework):
    """The file reads as the framework, is named as its source, and is written again byte for byte."""
    text = examples.file().read_text("utf-8")
    assert framework.source.name == "mex_d_2_1.json"
    assert rf.formats.json.dumps(framework) == text
