from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal

import attrs
import pytest

from resultsframework import (
    Disaggregation,
    DocumentLink,
    FormatError,
    Missing,
    Observation,
    ObservationKind,
    ObservationSeries,
    Period,
    Place,
    Range,
    Ratio,
)
from resultsframework.observation import in_order, in_time

D = Decimal
LAWS = ObservationSeries.parse(
    "2019 baseline 0 | 2020 milestone 50 actual 0 | 2021 milestone 100 actual 59 | 2025 target 320"
)
WOMEN = (Disaggregation(dimension="sex", category="women"),)
SOUTH = (Place(name="South"),)
FISCAL_2021 = Period(start=dt.date(2020, 7, 1), end=dt.date(2021, 6, 30))


def actual(value="5", period=None, **fields):
    return attrs.evolve(Observation.parse(ObservationKind.ACTUAL, period or Period(year=2021), value), **fields)


@pytest.mark.each(
    ("text", "value", "unit", "kept"),
    [
        ("59", D(59), None, False),
        ("2025.00", D("2025.00"), None, False),
        ("1,234", D(1234), None, True),
        ("95%", D(95), "percent", False),
        ("80 %", D(80), "percent", True),
        ("5\u2030", D(5), "per_mille", False),
        ("$102", D(102), "USD", True),
        (">80%", Range(low=D(80), low_included=False), "percent", False),
        ("3/5", Ratio(D(3), D(5)), None, False),
        ("Yes", True, None, False),
        ("TRUE", True, None, True),
        ("TBD", Missing.TO_BE_DETERMINED, None, False),
        ("tbd", Missing.TO_BE_DETERMINED, None, True),
        ("-", Missing.EMPTY, None, False),
        ("", Missing.EMPTY, None, True),
        ("Adopted", "Adopted", None, False),
        ("2021:76000", D(76000), None, True),
    ],
)
def test_a_cell_always_answers_with_what_stood_in_it(text, value, unit, kept):
    """The text is stored where the value's own text differs, and answered in either case."""
    cell = actual(text)
    assert (cell.value, cell.unit) == (value, unit)
    assert cell.raw == text
    assert (cell._raw is not None) is kept


def test_no_cell_has_no_text():
    """A column that was not printed is absent, and its text is nothing."""
    cell = Observation.parse(ObservationKind.ACTUAL, Period(year=2021), None, line=12)
    assert cell.value is Missing.ABSENT
    assert cell.raw == ""
    assert cell.line == 12


def test_a_given_text_answers_before_the_value():
    """An observation made in Python may state the text of the source."""
    assert Observation(kind=ObservationKind.ACTUAL, value=D(5), raw="five").raw == "five"
    assert Observation(kind=ObservationKind.ACTUAL, value=D(5), unit="percent").raw == "5%"


@pytest.mark.each(
    ("text", "listed", "value", "own"),
    [
        ("2020:76000", "2020", D(76000), None),
        ("2020:76000", "2021", D(76000), "2020"),
        ("2020:76000", "2021-01-01..2021-12-31", D(76000), "2020"),
        ("2020:76000", "2019-2021", D(76000), "2020"),
        ("2020:76000", "2020-07-01..2021-06-30", D(76000), None),
        ("2021:76000", "2020-07-01..2021-06-30", D(76000), None),
        ("2022:76000", "2020-07-01..2021-06-30", D(76000), "2022"),
        ("2020:76000", "2020Q2", D(76000), None),
        ("2020:76000", "..2020-12-31", D(76000), "2020"),
        ("2020:76000", None, D(76000), "2020"),
        ("2019 Q3: 5", "2019", D(5), "2019-07-01..2019-09-30"),
        ("2019Q3:5", "2019-07-01..2019-09-30", D(5), None),
        ("2019 h1 : 5%", "2020", D(5), "2019-01-01..2019-06-30"),
        ("2021: &gt;5", "2020", Range(low=D(5), low_included=False), "2021"),
        ("2021:Yes", "2020", True, "2021"),
        ("2021:law adopted", "2020", "2021:law adopted", None),
        ("2021:law adopted", "2018-2022", "2021:law adopted", None),
        ("2021:1:20", "2020", "2021:1:20", None),
        ("76000", "2020", D(76000), None),
    ],
)
def test_a_cell_that_names_its_own_period_is_a_value_of_it(text, listed, value, own):
    """The observation names the period under which the source lists it; text stays where the source has it."""
    period = Period() if listed is None else Period.parse(listed)
    found = Observation.parse("actual", period, text)
    assert found.value == value
    assert (found.period, found.listed_under) == ((period, None) if own is None else (Period.parse(own), period))
    assert found.listing == period
    assert found.raw == text


def test_a_series_has_the_periods_of_its_source():
    """A value of 2021 under 2020 leaves both in the series, and is printed where the source has it."""
    text = "2019 baseline 0 | 2020 actual 2021:27900 | 2021 target 30000"
    series = ObservationSeries.parse(text)
    assert [period.year for period in series.periods] == [2020, 2021]
    assert series.latest.period.year == 2021
    assert str(series) == text
    assert ObservationSeries.parse(str(series)) == series


def test_yes_does_not_equal_one():
    """An observation of Yes and one of 1 are two different observations, although Python's True equals 1."""
    kind = ObservationKind.ACTUAL
    assert Observation(kind=kind, value=True) != Observation(kind=kind, value=D(1))
    assert Observation(kind=kind, value=D("5.0")) == Observation(kind=kind, value=D(5))
    assert len({Observation(kind=kind, value=False), Observation(kind=kind, value=D(0))}) == 2


def test_zero_was_reported():
    """A measured nothing counts as reported, an empty cell does not."""
    assert actual("0").is_reported
    assert actual("No").is_reported
    assert not actual("-").is_reported


def test_a_value_for_one_group_or_place_is_not_the_whole():
    """Women, or the south, are a part; the value without either is the whole."""
    assert actual().is_total
    assert not actual(disaggregation=WOMEN).is_total
    assert not actual(places=SOUTH).is_total


# --------------------------------------------------------------------------------------------- a series by hand


def test_a_series_is_written_by_hand_as_one_line():
    """Periods between bars, each with its kinds and values, in source order."""
    assert [(o.kind.value, o.period.year, o.value) for o in LAWS] == [
        ("baseline", 2019, D(0)),
        ("milestone", 2020, D(50)),
        ("actual", 2020, D(0)),
        ("milestone", 2021, D(100)),
        ("actual", 2021, D(59)),
        ("target", 2025, D(320)),
    ]


@pytest.mark.each(
    "text",
    [
        "",
        "2019 baseline 0 | 2020 milestone 50 actual 0 | 2025 target 320",
        "0 baseline - | 2021 milestone 1 actual 2",
        "- baseline TBD | 2025 target Yes",
        "9999-99-99 baseline 3",
        "2020-07-01..2021-06-30 milestone 5 | 2020-2025 target 9",
        "2020-07-01.. actual 5 | ..2021-06-30 actual 6",
        "2020 | 2021 actual 5 | 2020",
        "2021 actual 95% actual 3/5 milestone <545 target Adopted by parliament",
    ],
)
def test_a_series_prints_as_the_line_it_was_read_from(text):
    """Repeated and empty periods, years that are none, dates and text come back as they were."""
    series = ObservationSeries.parse(text)
    assert ObservationSeries.parse(str(series)) == series
    assert str(series) == text


@pytest.mark.each(
    ("raw", "value", "text"),
    [
        ("1.250", D("1250"), "1250"),
        ("1,250", D("1.25"), "1.25"),
        ("1.250", D("1.25"), "1.2500"),
        ("1,250", D(1250), "1,250"),
    ],
)
def test_a_number_prints_with_the_mark_that_parse_reads(raw, value, text):
    """The mark of a sheet may be a comma: what is printed of its values is read as the same number."""
    stated = Observation(kind=ObservationKind.ACTUAL, period=Period(year=2024), value=value, raw=raw)
    series = ObservationSeries((stated,))
    assert str(series) == f"2024 actual {text}"
    assert ObservationSeries.parse(str(series)).actuals[0].value == value


def test_a_period_stated_twice_prints_its_values_once():
    """Two columns of one year are one period with all its values, and a repeat without any."""
    series = ObservationSeries.parse("2020 actual 5 | 2020 actual 6")
    assert str(series) == "2020 actual 5 actual 6 | 2020"
    assert ObservationSeries.parse(str(series)) == series


def test_a_value_of_a_period_that_is_not_among_the_stated_ones_is_printed_too():
    """No value gets lost in print, also where a source does not list its period."""
    assert str(ObservationSeries((actual("5"),), (Period(year=2020),))) == "2020 | 2021 actual 5"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2020 milstone 50", ["part 1"]),
        ("2020 actual", ["part 1"]),
        ("2019 baseline 0 | actual 5", ["part 2"]),
        ("2019 baseline 0 |", ["part 2"]),
        ("| 2019 baseline 0 | 2020 actual 5 target", ["part 1", "part 3"]),
        ("2020-13-01..2020-12-31 actual 5", ["part 1"]),
        ("2020 milestone 50 result 0 | 2021 was good actual 5", ["part 2"]),
    ],
)
def test_a_slip_in_a_series_names_every_part_around_it(text, parts):
    """A mistyped kind, a missing value, a missing period and a date that does not exist are errors of their part."""
    with pytest.raises(FormatError) as caught:
        ObservationSeries.parse(text)
    assert [problem.path for problem in caught.value.problems] == parts
    assert "is not a period followed by kinds and values, such as '2020 milestone 50 actual 0'" in str(caught.value)


# ------------------------------------------------------------------------------------------ questions to a series


def test_a_series_answers_by_kind():
    """Where things started, what was planned and what was achieved, each in source order."""
    assert [o.raw for o in LAWS.baselines] == ["0"]
    assert [o.raw for o in LAWS.milestones] == ["50", "100"]
    assert [o.raw for o in LAWS.targets] == ["320"]
    assert [o.raw for o in LAWS.actuals] == ["0", "59"]


def test_a_series_answers_by_year():
    """A value belongs to the year in which its period ends, also in fiscal years."""
    series = ObservationSeries((actual("5", FISCAL_2021), actual("6", Period(year=2020)), actual("7", Period(raw="0"))))
    assert [o.raw for o in series.at(2021)] == ["5"]
    assert [o.raw for o in series.at(2020)] == ["6"]
    assert series.at(2019) == ()
    assert series.years == (2020, 2021)


def test_the_periods_of_a_series_are_those_that_are_planned_or_reported():
    """A baseline's year is no period of the plan; each other period is listed once, in source order."""
    assert [str(period) for period in LAWS.periods] == ["2020", "2021", "2025"]
    assert LAWS.years == (2020, 2021, 2025)


def test_empty_and_repeated_periods_are_kept():
    """A source that prints a period twice, or without any value, is kept as it is."""
    series = ObservationSeries.parse("2020 actual 5 | 2021 | 2020")
    assert [str(period) for period in series.periods] == ["2020", "2021", "2020"]
    assert series.has_more_periods
    assert not LAWS.has_more_periods
    assert series != ObservationSeries(series.observations)


@pytest.mark.each(
    ("text", "latest"),
    [
        ("2021 actual 59 | 2020 actual 0", "59"),
        ("2020 actual 5 | 2021 actual - | 2022 actual TBD", "5"),
        ("2020 actual 5 | 2021 milestone 9", "5"),
        ("2020 actual 5 | 2020-07-01..2021-06-30 actual 6", "6"),
        ("2020-2025 actual 5 | 2021 actual 6", "5"),
        ("0 actual 5 | 2019 actual 0", "0"),
        ("0 actual 5", None),
        ("2020 actual -", None),
        ("2020 milestone 5", None),
        ("", None),
    ],
)
def test_the_latest_value_is_the_reported_one_whose_period_ends_last(text, latest):
    """Not the last in the file, not a plan, not an empty cell, and not one whose time is unknown."""
    found = ObservationSeries.parse(text).latest
    assert (found and found.raw) == latest


def test_a_series_is_walked_counted_and_cut_like_a_tuple():
    """Observations have positions, and a cut gives observations."""
    assert len(LAWS) == 6
    assert LAWS[-1].raw == "320"
    assert [o.raw for o in LAWS[1:3]] == ["50", "0"]
    assert list(LAWS) == list(LAWS.observations)


def test_a_series_as_a_table_has_one_row_a_value():
    """Kind, period, value, unit, group, place, text and comment of each value, in source order."""
    cell = actual("80 %", disaggregation=(Disaggregation(category="girls"), *WOMEN), places=(Place(code="MX"), *SOUTH))
    table = ObservationSeries((attrs.evolve(cell, comment="late"), actual())).table()
    assert table.to_records()[0] == {
        "kind": "actual",
        "period": "2021",
        "value": D(80),
        "unit": "percent",
        "group": ": girls, sex: women",
        "place": "MX, South",
        "raw": "80 %",
        "comment": "late",
    }
    assert len(table) == 2


@pytest.mark.parametrize("field", ["value", "raw", "comment", "unit", "disaggregation", "places", "period"])
def test_no_text_of_an_observation_is_code_in_a_notebook(field):
    """A script in a cell, a comment, a group, a place or a period is shown and not run."""
    bad = "<script>alert(1)</script>"
    given = {
        "disaggregation": (Disaggregation(dimension=bad, category=bad),),
        "places": (Place(name=bad),),
        "period": Period(raw=bad),
    }.get(field, bad)
    html = ObservationSeries((actual(**{field: given}),))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "part",
    [
        LAWS,
        LAWS[0],
        WOMEN[0],
        ObservationSeries.parse("2020 | 2020"),
        actual("80 %", documents=(DocumentLink(url="u"),)),
    ],
    ids=lambda part: type(part).__name__,
)
def test_observations_can_be_hashed_copied_and_sent(part):
    """A series and its values equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(part), pickle.loads(pickle.dumps(part))):  # noqa: S301  our own bytes
        assert again == part
        assert hash(again) == hash(part)


def test_an_observation_prints_as_it_is_written_in_python():
    """In a notebook a value shows what the source said, and none of the fields that it left out."""
    assert repr(LAWS[0]) == ("Observation(kind=ObservationKind.BASELINE, period=Period(year=2019), value=Decimal('0'))")
    assert repr(actual("80 %")).endswith("value=Decimal('80'), raw='80 %', unit='percent')")
    assert repr(ObservationSeries.parse("2020")) == "ObservationSeries.parse('2020')"
    assert repr(ObservationSeries()) == "ObservationSeries()"


@pytest.mark.each(
    "change",
    [
        {"comment": "again"},
        {"disaggregation": (Disaggregation(dimension="sex", category="female"),)},
        {"period": Period(raw="next year")},
        {"unit": "person"},
        {"value": "five", "raw": "5 or 6"},
    ],
)
def test_a_series_that_no_line_of_text_holds_prints_its_observations(change):
    """A group, a comment, or a text of another value would be lost in a line; then every observation is printed."""
    series = ObservationSeries((attrs.evolve(actual("5"), **change),))
    assert repr(series) == f"ObservationSeries(observations=({series[0]!r},))"


def test_observations_are_ordered_by_the_end_of_their_periods():
    """Those that end together keep their order; undated ones come first, or are left out."""
    series = ObservationSeries.parse("2022 actual 1 | 2020 actual 2 | - actual 3 | 2020 milestone 4")
    assert [o.raw for o in in_time(series)] == ["2", "4", "1"]
    assert [o.raw for o in in_order(series)] == ["3", "2", "4", "1"]


@pytest.mark.parametrize("separator", [", ", "; ", "\n", " "])
def test_a_line_without_its_bar_is_refused(separator):
    """A second period behind a value is no part of that value, and its target belongs to no other year."""
    with pytest.raises(FormatError, match="separate periods by"):
        ObservationSeries.parse(f"2020 baseline 0{separator}2021 target 10")
    assert ObservationSeries.parse("2020 milestone 2021 actual 5").observations[0].raw == "2021"
