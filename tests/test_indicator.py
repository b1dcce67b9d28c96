from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resultsframework import (
    Disaggregation,
    Indicator,
    InvalidValueError,
    Measure,
    Missing,
    Note,
    NoteKind,
    Observation,
    ObservationKind,
    ObservationSeries,
    Period,
    Place,
    Range,
    Scope,
    Undefined,
    UnitSystem,
    UnknownUnitError,
)

D = Decimal


def indicator(text="", **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


def raws(observations):
    return [o.raw for o in observations]


LAWS = indicator(
    "2018 baseline 0 | 2020 milestone 50 actual 0 | 2021 milestone 100 actual 59 | 2025 target 320",
    code="MEX_D_2.1.2A",
    statement="Number of women reached",
    scope=(Scope.COUNTRY_OFFICE,),
    notes=(Note(text="Desk Review", kind=NoteKind.DESK_REVIEW),),
)


def test_an_indicator_tells_where_it_started_and_where_it_goes():
    """The baseline, the milestones, the actuals and the target are those of its series."""
    assert LAWS.baseline.raw == "0"
    assert raws(LAWS.milestones) == ["50", "100"]
    assert raws(LAWS.actuals) == ["0", "59"]
    assert LAWS.target.raw == "320"
    assert raws(LAWS.planned) == ["50", "100", "320"]


def test_an_indicator_without_values_has_no_baseline_and_no_target():
    """Nothing stated is None, never a zero."""
    assert (indicator().baseline, indicator().target) == (None, None)
    assert (indicator().milestones, indicator().actuals, indicator().planned) == ((), (), ())


def test_of_several_baselines_none_stands_for_all():
    """An indicator with a baseline for each of two years has no single one; both are in its series."""
    twice = indicator("2013 baseline 2 | 2019 baseline 0")
    assert twice.baseline is None
    assert raws(twice.series.baselines) == ["2", "0"]


def test_a_value_of_one_place_is_the_value_where_nothing_else_is_stated():
    """A target that the source states for one place only is the target, and a part beside a total is not."""
    south = Observation(kind=ObservationKind.TARGET, value=D(5), places=(Place(name="South"),))
    girls = Observation(kind=ObservationKind.TARGET, value=D(3), disaggregation=(Disaggregation(category="girls"),))
    whole = Observation(kind=ObservationKind.TARGET, value=D(8))
    assert Indicator(series=ObservationSeries((south,))).target is south
    assert Indicator(series=ObservationSeries((south, whole, girls))).target is whole
    assert Indicator(series=ObservationSeries((south, girls))).target is None


@pytest.mark.each(
    ("declared", "text", "unit"),
    [
        ("person", "2020 actual 95%", "person"),
        (None, "2019 baseline 5% | 2020 actual 95%", "percent"),
        (None, "2019 baseline TBD | 2020 actual 95% milestone Yes target 3/5", "percent"),
        (None, "2019 baseline >5% | 2020 actual 95%", "percent"),
        (None, "2019 baseline 5 | 2020 actual 95%", None),
        (None, "2019 baseline 5% | 2020 actual 95\u2030", None),
        (None, "2020 actual 5", None),
        (None, "2020 actual Yes", None),
        (None, "", None),
    ],
)
def test_the_unit_is_the_declared_one_else_what_all_numbers_agree_on(declared, text, unit):
    """Two numbers in two units, or one in none, agree on nothing; words and gaps have no say."""
    assert indicator(text, unit=declared).unit_in_use == unit


def test_percent_become_a_fraction_exactly():
    """Ninety-five percent are 0.95; words and gaps stay, and so does what was declared and what was not."""
    share = indicator("2019 baseline TBD | 2020 milestone 33.3% actual >80% | 2025 target Yes").in_unit("fraction")
    assert [o.value for o in share.series.observations[1:3]] == [D("0.333"), Range(low=D("0.8"), low_included=False)]
    assert [o.unit for o in share.series] == [None, "fraction", "fraction", None]
    assert raws(share.series)[0::3] == ["TBD", "Yes"]
    assert share.unit is None
    assert share.unit_in_use == "fraction"


def test_a_declared_unit_is_converted_with_the_values():
    """An indicator declared in percent is declared as a fraction afterwards; its cells need no unit of their own."""
    share = indicator("2020 milestone 50 actual 10-20", unit="percent").in_unit("fraction")
    assert share.unit == "fraction"
    assert [(o.value, o.unit) for o in share.series] == [(D("0.5"), None), (Range(D("0.1"), D("0.2")), None)]
    assert share.series[0].raw == "0.50"


def test_a_value_in_its_own_unit_is_converted_from_that_unit():
    """Per mille in a cell of an indicator in percent are converted as per mille."""
    share = indicator("2020 milestone 50 actual 50\u2030", unit="percent").in_unit("fraction")
    assert [(o.value, o.unit) for o in share.series] == [(D("0.5"), None), (D("0.05"), "fraction")]


def test_persons_are_no_countries():
    """Units of two kinds cannot be converted; the error names both."""
    with pytest.raises(InvalidValueError, match=r"person.*country"):
        indicator("2020 actual 5", unit="person").in_unit("country")


def test_an_unknown_unit_is_an_error_also_without_values():
    """A unit that is in no list is a mistake of the program, whatever the indicator holds."""
    with pytest.raises(UnknownUnitError, match="furlong"):
        indicator().in_unit("furlong")


@pytest.mark.parametrize("text", ["2020 actual 5", "2019 baseline 5% | 2020 actual 95\u2030", ""])
def test_values_that_agree_on_no_unit_are_not_converted(text):
    """Where nobody said in what a number is counted, nothing is assumed."""
    answer = indicator(text).in_unit("fraction")
    assert answer == Undefined("the indicator has no unit, and its values do not agree on one")


@pytest.mark.parametrize("cell", ["1", "1-12", "<1"])
def test_a_conversion_that_no_decimals_can_write_has_no_answer(cell):
    """A month is a twelfth of a year, which has no finite decimal expansion; nothing is rounded."""
    answer = indicator(f"2020 actual {cell}", unit="month").in_unit("year")
    assert isinstance(answer, Undefined)
    assert "has no finite decimal expansion in year" in answer.reason


def test_a_program_may_bring_its_own_units():
    """The units of a program's own system are known to the conversion."""
    months = indicator("2020 actual 12", unit="month").in_unit("year", UnitSystem())
    assert months.series[0].value == 1


def test_a_table_of_an_indicator_is_called_by_its_code_and_statement():
    """The title is what the indicator has of both, and there is one row a value."""
    assert LAWS.table().title == "MEX_D_2.1.2A Number of women reached"
    assert attrs.evolve(LAWS, statement=None).table().title == "MEX_D_2.1.2A"
    assert indicator().table().title == ""
    assert len(LAWS.table()) == 6


@pytest.mark.parametrize("field", ["code", "statement"])
def test_no_text_of_an_indicator_is_code_in_a_notebook(field):
    """A script in a code or a statement is shown and not run."""
    html = attrs.evolve(LAWS, **{field: "<script>alert(1)</script>"})._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_long_series_is_cut_in_a_notebook():
    """Of forty values a notebook shows thirty, and says that there are ten more."""
    years = " | ".join(f"{year} actual {year}" for year in range(2001, 2041))
    html = indicator(years)._repr_html_()
    assert html.count("<tr>") == 1 + 30 + 1
    assert "… 10 more" in html


def test_indicators_can_be_hashed_copied_and_sent():
    """An indicator with its notes equals itself after a copy or a journey to another process."""
    for again in (copy.deepcopy(LAWS), pickle.loads(pickle.dumps(LAWS))):  # noqa: S301  our own bytes
        assert again == LAWS
        assert hash(again) == hash(LAWS)


def test_an_indicator_prints_as_it_is_written_in_python():
    """In a notebook an indicator shows what the source said, and none of the twenty fields that it left out."""
    small = Indicator(code="A", notes=(Note(text="n"),), series=ObservationSeries((), (Period(year=2020),)))
    assert repr(small) == "Indicator(code='A', notes=(Note(text='n'),), series=ObservationSeries.parse('2020'))"


@pytest.mark.each("cell", ["TBD", "N/A", "not applicable", "-", "Yes", "No", "some women", "3/5", "2019-2020"])
def test_what_is_no_number_is_the_same_in_every_unit(cell):
    """A reason for nothing, an answer, a sentence, a ratio and a span of years are left alone, to the letter."""
    before = indicator(f"2020 actual {cell} milestone 50", unit="percent")
    after = before.in_unit("fraction")
    assert after.actuals == before.actuals
    assert after.milestones[0].value == D("0.5")


@pytest.mark.parametrize(
    ("text", "unit", "to", "values"),
    [
        ("2020 actual 0", "percent", "fraction", [D(0)]),
        ("2020 actual -12.5", "percent", "per_mille", [D(-125)]),
        ("2020 actual <545", "per_mille", "percent", [Range(high=D("54.5"), high_included=False)]),
        ("2020 actual >=1", "year", "month", [Range(low=D(12))]),
        ("2020 actual 1 milestone 0.5", "year", "month", [D(12), D(6)]),
        ("2020 actual 12-18", "month", "month", [Range(D(12), D(18))]),
        ("2020 actual 3", "month", "year", [D("0.25")]),
    ],
)
def test_numbers_and_thresholds_are_converted_with_their_bounds(text, unit, to, values):
    """Zero stays zero, an open end stays open, and an excluded bound stays excluded."""
    assert [o.value for o in indicator(text, unit=unit).in_unit(to).series] == values


@pytest.mark.parametrize("unit", ["percent", "per_mille", "fraction"])
@given(cells=st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=4))
def test_there_and_back_again_is_the_same_number(unit, cells):
    """Converting shares loses nothing: back in the first unit the numbers are what they were."""
    text = " | ".join(f"{2018 + n} actual {cell}" for n, cell in enumerate(cells))
    there = indicator(text, unit="percent").in_unit(unit)
    assert [o.value for o in there.in_unit("percent").series] == cells


@pytest.mark.each(("kind", "name"), [(ObservationKind.BASELINE, "baseline"), (ObservationKind.TARGET, "target")])
@pytest.mark.each("state", Missing)
def test_a_stated_reason_is_a_statement(kind, name, state):
    """A target to be determined is a target that says so, and is not the same as no target at all."""
    cell = Observation(kind=kind, value=state)
    one = Indicator(series=ObservationSeries((cell,)))
    assert getattr(one, name) is cell
    assert not getattr(one, name).is_reported
    assert getattr(Indicator(), name) is None


def test_a_year_of_groups_without_a_total_has_no_actual():
    """Values of women and men are not the total of 2020; 2021 has a total besides its groups."""

    def actual(year, value, *groups):
        groups = tuple(Disaggregation(dimension="sex", category=group) for group in groups)
        return Observation(kind=ObservationKind.ACTUAL, period=Period(year=year), value=D(value), disaggregation=groups)

    series = (actual(2020, 3, "women"), actual(2020, 4, "men"), actual(2021, 5, "women"), actual(2021, 9))
    assert [o.value for o in Indicator(series=ObservationSeries(series)).actuals] == [9]
    alone = Indicator(series=ObservationSeries(series[:1]))
    assert [o.value for o in alone.actuals] == [3]


def test_amounts_of_two_currencies_agree_on_no_unit():
    """Dollars are a unit where all cells are dollars; with one cell in euros nobody can say what is counted."""
    assert indicator("2020 actual $5 | 2021 actual $6").unit_in_use == "USD"
    assert indicator("2020 actual $5 | 2021 actual €6").unit_in_use is None


@pytest.mark.parametrize(
    ("measure", "unit", "cell", "share"),
    [
        (None, None, "5", False),
        (None, None, "5%", True),
        (None, "percent", "5", True),
        (None, "person", "5", False),
        (None, "person", "5%", True),
        (Measure.PERCENTAGE, "person", "5", True),
        (Measure.UNIT, "per_100k", "5", True),
        (Measure.UNIT, "fraction", "$5", False),
    ],
)
def test_a_value_is_a_share_by_the_measure_or_by_its_unit(measure, unit, cell, share):
    """The unit of a cell goes before that of the indicator; a measure of percentages decides for all values."""
    indicator = Indicator(measure=measure, unit=unit, series=ObservationSeries.parse(f"2021 actual {cell}"))
    assert indicator.is_share(indicator.series[0]) is share
    assert indicator.is_share() is (measure is Measure.PERCENTAGE or unit in {"percent", "per_100k", "fraction"})
