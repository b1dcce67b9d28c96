"""The part of one indicator in a roll-up, and the blocking reasons."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from resultsframework import (
    Accumulation,
    Indicator,
    Level,
    Measure,
    Missing,
    ObservationKind,
    ObservationSeries,
    Outcome,
    Output,
    Period,
    Place,
    Range,
    Ratio,
    ResultsFramework,
)
from resultsframework.aggregation._candidate import candidates_of
from resultsframework.aggregation._part import Question, RollupPart, contribution_of, objections
from resultsframework.monitoring import ReportingStatus

D = Decimal
ACTUAL, TARGET, BASELINE = ObservationKind.ACTUAL, ObservationKind.TARGET, ObservationKind.BASELINE
QUARTERS = "2021-01-01..2021-03-31 actual 1 | 2021-04-01..2021-06-30 actual 5"
PERU = RollupPart(path="O/1A", framework="Peru", code="1A", statement="Wells", value=D(3), period=Period(year=2021))


def contributions_of(origin, question):
    """The parts of a framework, a result or an indicator."""
    return [contribution_of(candidate, question) for candidate in candidates_of(origin, question.code)]


def child(series, **fields):
    return Indicator(code="1A", statement="Wells", series=ObservationSeries.parse(series), **fields)


def put_in(indicator, *, kind=ACTUAL, at=2021, latest=False, year=None, **result):
    """The part of a lone indicator under one outcome of a framework."""
    framework = ResultsFramework(
        results=(Outcome(code="O", indicators=(indicator,), **result),), title="Peru", reporting_year=year
    )
    (part,) = contributions_of(framework, Question("1A", kind, at, latest))
    return part


def like_peru(**changes):
    """The contribution of Mexico: the same as Peru's but for these fields."""
    fields = {"code": "1A", "statement": "Wells", "value": D(4), "period": Period(year=2021)} | changes
    return RollupPart(**{"path": "O/1A", "framework": "Mexico"} | fields)


def reasons(*contributions, in_one_period=True):
    return objections(contributions, in_one_period=in_one_period)


# ------------------------------------------------------------------------------------------ what a child puts in


@pytest.mark.each(
    ("cell", "year", "value", "state", "is_due"),
    [
        ("0", 2021, D(0), ReportingStatus.REPORTED, True),
        ("-4", 2021, D(-4), ReportingStatus.REPORTED, True),
        ("No", 2021, False, ReportingStatus.REPORTED, True),
        ("<545", 2021, Range(high=D(545), high_included=False), ReportingStatus.REPORTED, True),
        (">=80", None, Range(low=D(80)), ReportingStatus.REPORTED, True),
        ("3/5", 2021, Ratio(D(3), D(5)), ReportingStatus.REPORTED, True),
        ("12 or so", 2021, "12 or so", ReportingStatus.REPORTED, True),
        ("7", 2020, D(7), ReportingStatus.REPORTED, True),
        ("TBD", 2021, Missing.TO_BE_DETERMINED, ReportingStatus.TO_BE_DETERMINED, True),
        ("TBD", 2020, Missing.TO_BE_DETERMINED, ReportingStatus.TO_BE_DETERMINED, False),
        ("N/A", 2021, Missing.NOT_AVAILABLE, ReportingStatus.NOT_AVAILABLE, True),
        ("not applicable", 2021, Missing.NOT_APPLICABLE, ReportingStatus.NOT_APPLICABLE, False),
        ("-", 2022, Missing.EMPTY, ReportingStatus.OVERDUE, True),
        ("-", 2021, Missing.EMPTY, ReportingStatus.DUE, True),
        ("-", 2020, Missing.EMPTY, ReportingStatus.NOT_DUE, False),
        ("-", None, Missing.EMPTY, ReportingStatus.NOT_STATED, True),
    ],
)
def test_a_child_puts_in_its_value_or_the_reason_for_none(cell, year, value, state, is_due):
    """Zero, no and a threshold are reported; each reason for nothing stays itself, and some count among what is due."""
    part = put_in(child(f"2021 actual {cell}"), year=year)
    assert (type(part.value), part.value) == (type(value), value)
    assert (part.state, part.is_due) == (state, is_due)
    assert part.is_reported is (state is ReportingStatus.REPORTED)


@pytest.mark.parametrize("series", ["", "2020 actual 5", "2021 milestone 5", "2018 baseline 3", "- actual 5"])
def test_a_child_without_a_cell_for_the_year_is_absent(series):
    """A value of another year or another kind is no substitute; a value that is not there is due all the same."""
    part = put_in(child(series), year=2021)
    assert part.value is Missing.ABSENT
    assert part.period == Period()
    assert not part.is_reported
    is_stated = series.startswith("2021")
    assert (part.state, part.is_due) == (ReportingStatus.DUE if is_stated else None, True)
    assert part.lack == ("" if is_stated else "no actual for 2021")
    assert not put_in(child(series), year=2020).is_due


@pytest.mark.parametrize(
    ("mode", "value"),
    [
        (Accumulation.CUMULATIVE, D(5)),
        (Accumulation.SNAPSHOT, D(5)),
        (Accumulation.PERIODIC, Missing.ABSENT),
        (Accumulation.UNKNOWN, Missing.ABSENT),
    ],
)
def test_the_last_quarter_is_the_value_of_the_year_only_as_a_total_or_a_state(mode, value):
    """If quarters add up, or it is not stated, no quarter is the year; the child notes why it contributes nothing."""
    part = put_in(child(QUARTERS, actuals_accumulation=mode))
    assert part.value == value
    assert bool(part.remark) is (value is Missing.ABSENT)
    assert ("2021-01-01..2021-03-31, 2021-04-01..2021-06-30" in part.remark) is bool(part.remark)


@pytest.mark.parametrize(
    ("series", "at", "value"),
    [
        ("2019 actual 1 | 2020 actual 2 | 2021 actual -", 2021, D(2)),
        ("2019 actual 1 | 2020 actual 0 | 2022 actual 9", 2021, D(0)),
        ("2021 actual 3 | 2019 actual 1", None, D(3)),
        ("2020 actual TBD | 2021 actual -", 2021, Missing.TO_BE_DETERMINED),
        ("2022 actual 9", 2021, Missing.ABSENT),
        ("- actual 9", 2021, Missing.ABSENT),
    ],
)
def test_the_latest_is_the_last_that_was_reported_by_then(series, at, value):
    """An empty cell hides no earlier value; where none was reported, it is the first that should have been there."""
    assert put_in(child(series), at=at, latest=True).value == value


@pytest.mark.parametrize(
    ("indicator", "result", "together"),
    [
        (None, None, None),
        (True, None, True),
        (None, True, True),
        (False, True, False),
        (True, False, False),
        (None, False, False),
        (True, True, True),
    ],
)
def test_one_no_of_the_two_forbids_adding_up(indicator, result, together):
    """The indicator and the result above it both count; a fact that neither states stays unknown."""
    part = put_in(child("2021 actual 5", aggregation_status=indicator), aggregation_status=result)
    assert part.aggregation_status is together


@pytest.mark.parametrize(
    ("cell", "fields", "unit", "is_share"),
    [
        ("5", {}, None, False),
        ("5", {"unit": "person"}, "person", False),
        ("5%", {"unit": "person"}, "percent", True),
        ("5‰", {}, "per_mille", True),
        ("5", {"measure": Measure.PERCENTAGE}, None, True),
        ("0.05", {"unit": "fraction"}, "fraction", True),
        ("$5", {}, "USD", False),
        ("€5", {"unit": "USD"}, "EUR", False),
    ],
)
def test_the_cell_says_the_unit_before_the_indicator_does(cell, fields, unit, is_share):
    """Percent, per mille and fractions are shares of a whole, and so is what is declared a percentage."""
    part = put_in(child(f"2021 actual {cell}", **fields))
    assert (part.unit, part.is_share) == (unit, is_share)


@pytest.mark.parametrize(
    ("kind", "at", "value", "mode"),
    [
        (ACTUAL, 2021, D(4), Accumulation.PERIODIC),
        (ObservationKind.MILESTONE, 2021, D(6), Accumulation.CUMULATIVE),
        (TARGET, None, D(9), Accumulation.CUMULATIVE),
        (BASELINE, None, D(2), Accumulation.UNKNOWN),
    ],
)
def test_each_kind_of_value_accumulates_as_declared_for_it(kind, at, value, mode):
    """Actuals may be yearly where targets are totals; where it started is neither."""
    indicator = child(
        "2018 baseline 2 | 2021 milestone 6 actual 4 | 2025 target 9",
        actuals_accumulation=Accumulation.PERIODIC,
        targets_accumulation=Accumulation.CUMULATIVE,
    )
    part = put_in(indicator, kind=kind, at=at)
    assert (part.value, part.accumulation) == (value, mode)


def test_a_part_names_its_place():
    """The identifier before the title, the path below it, the countries by code where there is one."""
    output = Output(code="O.1", indicators=(child("2021 actual 5"),))
    mexico = Place(name="Mexico", code="MX")
    framework = ResultsFramework(
        identifier="XM-1",
        title="Plan",
        results=(Outcome(code="O", outputs=(output,)),),
        countries=(mexico, Place(name="Perú"), Place()),
    )
    (part,) = contributions_of(framework, Question(None, ACTUAL, 2021, latest=False))
    assert (part.framework, part.path, part.place) == ("XM-1", "O/O.1/1A", "XM-1: O/O.1/1A")
    assert part.countries == framework.countries
    (alone,) = contributions_of(output, Question("1A", ACTUAL, 2021, latest=False))
    assert alone.place == "O.1/1A"
    (bare,) = contributions_of(output.indicators[0], Question("1A", ACTUAL, 2021, latest=False))
    assert (bare.place, bare.value) == ("1A", D(5))


def test_only_indicators_of_the_code_are_parts():
    """Every letter of a code counts, upper and lower case; without one all indicators are parts, in source order."""
    outcome = Outcome(
        code="O",
        indicators=tuple(Indicator(code=code) for code in ("2.1A", "2.1.a", None)),
        outputs=(Output(code="O.1", indicators=(Indicator(code="2.1A", statement="below"),)),),
    )
    found = list(contributions_of(outcome, Question("2.1A", ACTUAL, 2021, latest=False)))
    assert [part.statement for part in found] == [None, "below"]
    everybody = contributions_of(outcome, Question(None, ACTUAL, 2021, latest=False))
    assert [part.code for part in everybody] == ["2.1A", "2.1.a", None, "2.1A"]
    (nobody,) = contributions_of(outcome, Question("2.1a", ACTUAL, 2021, latest=False))
    assert (nobody.has_indicator, nobody.place, nobody.lack, nobody.is_due) == (False, "O", "no such indicator", True)


# ------------------------------------------------------------------------------------------ blocking reasons


def test_two_parts_that_agree_have_no_blocking_reason():
    """Wording on the page, an unreported neighbour in another unit, and one alone raise no objection."""
    assert reasons(PERU) == reasons() == []
    assert reasons(PERU, like_peru(statement="SP 1.1:  WELLS (CO, HQ)")) == []
    assert reasons(PERU, like_peru(value=Missing.EMPTY, unit="percent", period=Period())) == []
    assert reasons(PERU, like_peru(aggregation_status=True)) == []


@pytest.mark.each(
    ("changes", "reason"),
    [
        ({"code": None}, "the codes differ (1A in Peru: O/1A; no code in Mexico: O/1A)"),
        ({"code": "1a"}, "the codes differ (1A in Peru: O/1A; 1a in Mexico: O/1A)"),
        ({"statement": "Pumps"}, "the statements differ ('wells' in Peru: O/1A; 'pumps' in Mexico: O/1A)"),
        ({"statement": None}, "the statements differ ('wells' in Peru: O/1A; '' in Mexico: O/1A)"),
        ({"unit": "person"}, "the units differ (no unit in Peru: O/1A; person in Mexico: O/1A)"),
        (
            {"value": True},
            "the values are of different types (a number in Peru: O/1A; yes or no in Mexico: O/1A)",
        ),
        (
            {"value": "4"},
            "the values are of different types (a number in Peru: O/1A; text in Mexico: O/1A)",
        ),
        (
            {"accumulation": Accumulation.SNAPSHOT},
            "the accumulation differs (unknown in Peru: O/1A; snapshot in Mexico: O/1A)",
        ),
        ({"period": Period(year=2020)}, "the periods differ (2021-01-01..2021-12-31 in Peru: O/1A; "),
        ({"framework": "Peru"}, "one place is among the parts twice (Peru: O/1A)"),
        ({"remark": "has two values"}, "Mexico: O/1A: has two values"),
        (
            {"aggregation_status": False},
            "the aggregation status forbids adding values up (Mexico: O/1A)",
        ),
    ],
)
def test_an_objection_names_what_differs_and_where(changes, reason):
    """One difference is one reason, with both places in it."""
    (found,) = reasons(PERU, like_peru(**changes))
    assert found.startswith(reason)


def test_periods_may_differ_where_they_need_not_agree():
    """For the latest values, years may differ; a year and its first and last day are one period anyway."""
    earlier = like_peru(period=Period(year=2020))
    assert reasons(PERU, earlier, in_one_period=False) == []
    dated = like_peru(period=Period(start=dt.date(2021, 1, 1), end=dt.date(2021, 12, 31)))
    assert reasons(PERU, dated) == []


def test_places_of_unnamed_frameworks_are_not_taken_for_one():
    """Where a framework has no name, one path in two of them is no proof of counting twice."""
    assert reasons(like_peru(framework=""), like_peru(framework="")) == []


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ((Level(1, "low"), Level(2, "high")), None),
        ((Level(1, "low"), Level(1, "low")), None),
        ((Level(1, "low"), Level(1, "bajo")), "rank 1 is bajo and low"),
        ((Level(3, "c"), Level(3, "d"), Level(2, "a"), Level(2, "b")), "rank 2 is a and b"),
    ],
)
def test_one_rank_of_two_names_is_of_two_scales(levels, words):
    """Levels are of one scale as long as no rank has two names; the lowest such rank is named."""
    parts = [like_peru(framework=str(number), value=level) for number, level in enumerate(levels)]
    assert reasons(*parts) == ([f"the levels are of different scales ({words})"] if words else [])


def test_of_many_answers_three_are_shown():
    """Five places with five units make one reason of readable length, and nobody is named who agrees."""
    units = ("person", "country", "percent", None, "USD", "person")
    parts = [like_peru(framework=f"F{number}", unit=unit) for number, unit in enumerate(units)]
    assert reasons(*parts) == [
        "the units differ (person in F0: O/1A; country in F1: O/1A; percent in F2: O/1A; and 2 more)"
    ]


def test_all_reasons_come_at_once():
    """A refused roll-up names every reason, not one at each attempt."""
    other = like_peru(code=None, statement=None, unit="USD", aggregation_status=False)
    found = reasons(PERU, other)
    assert [reason.split(" (")[0] for reason in found] == [
        "the codes differ",
        "the statements differ",
        "the units differ",
        "without a code and a statement it is not known what is measured",
        "the aggregation status forbids adding values up",
    ]
