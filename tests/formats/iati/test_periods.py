"""When values are: years and dates, what is none, empty and repeated periods, several values, and their order."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf

BASELINE, MILESTONE, TARGET, ACTUAL = rf.ObservationKind
DAY = dt.date


def period_text(start, end, inner=""):
    start = "" if start is None else f'<period-start iso-date="{start}"/>'
    end = "" if end is None else f'<period-end iso-date="{end}"/>'
    return f"<period>{start}{end}{inner}</period>"


def of(*observations, periods=None):
    return rf.Indicator(
        statement="I", measure=rf.Measure.UNIT, series=rf.ObservationSeries(tuple(observations), periods)
    )


def at(kind, year, value=1, **more):
    period = year if isinstance(year, rf.Period) else rf.Period(year=year)
    return rf.Observation(kind=kind, period=period, value=Decimal(value), **more)


# ---------------------------------------------------------------------------------------------- one period


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [
        ("2020-01-01", "2020-12-31", rf.Period(year=2020)),
        ("2020-01-01", "2020-12-30", rf.Period(start=DAY(2020, 1, 1), end=DAY(2020, 12, 30))),
        ("2020-01-01", "2021-12-31", rf.Period(start=DAY(2020, 1, 1), end=DAY(2021, 12, 31))),
        ("2020-04-01", "2021-03-31", rf.Period(start=DAY(2020, 4, 1), end=DAY(2021, 3, 31))),
        ("2020-05-05", "2020-05-05", rf.Period(start=DAY(2020, 5, 5), end=DAY(2020, 5, 5))),
        ("2020-12-31", "2020-01-01", rf.Period(start=DAY(2020, 12, 31), end=DAY(2020, 1, 1))),
        ("0001-01-01", "9999-12-31", rf.Period(start=DAY(1, 1, 1), end=DAY(9999, 12, 31))),
        ("2020-02-29", "2020-03-01", rf.Period(start=DAY(2020, 2, 29), end=DAY(2020, 3, 1))),
    ],
)
def test_two_dates_are_a_period(bench, start, end, period):
    """A first and a last day are a period, whatever their order; an exact calendar year is that year."""
    framework = bench.stays(
        "result/indicator/period", bench.indicator_text(period_text(start, end, '<actual value="1"/>'))
    )
    assert framework.results[0].indicators[0].series.periods == (period,)


@pytest.mark.each(
    ("start", "end", "period"),
    [
        ("2020-01-01Z", "2020-12-31+02:00", rf.Period(year=2020)),
        ("2020-01-01T00:00:00", "2020-12-31T23:59:59", rf.Period(year=2020)),
        (" 2020-01-01 ", "2020-12-31", rf.Period(year=2020)),
        ("2020-01-01", "", rf.Period(start=DAY(2020, 1, 1))),
        ("", "2020-12-31", rf.Period(end=DAY(2020, 12, 31))),
        ("2020-01-01", None, rf.Period(start=DAY(2020, 1, 1))),
        (None, "2020-12-31", rf.Period(end=DAY(2020, 12, 31))),
        (None, None, rf.Period()),
        ("", " ", rf.Period()),
        ("2020", "2020-12-31", rf.Period(end=DAY(2020, 12, 31), raw="2020..2020-12-31")),
        ("2020-01-01", "9999-99-99", rf.Period(start=DAY(2020, 1, 1), raw="2020-01-01..9999-99-99")),
        ("2021-02-29", "2020-12-31", rf.Period(end=DAY(2020, 12, 31), raw="2021-02-29..2020-12-31")),
        ("01/01/2020", "31/12/2020", rf.Period(raw="01/01/2020..31/12/2020")),
        ("20200101", None, rf.Period(raw="20200101..")),
        ("soon", "later", rf.Period(raw="soon..later")),
    ],
)
def test_dates_that_are_none_are_kept_as_text(bench, start, end, period):
    """A date that cannot be read, or is none, is not made up: the text takes its place, and comes back."""
    framework = bench.framework(bench.indicator_text(period_text(start, end, '<target value="1"/>')))
    series = framework.results[0].indicators[0].series
    assert series.periods == (period,)
    assert series[0].period == period
    assert bench.comes_back(framework)


def test_a_cell_that_names_its_own_period_stays_where_it_is(bench):
    """A value of 2021 in the period of 2020 counts for 2021, and is written back in the period of 2020."""
    comment = "<comment><narrative>late</narrative></comment>"
    inner = period_text("2020-01-01", "2020-12-31", f'<target value="5"/><actual value="2021:7">{comment}</actual>')
    inner += period_text("2021-01-01", "2021-12-31", '<target value="9"/><actual value="2021:law"/>')
    framework = bench.stays("result/indicator/period", bench.indicator_text(inner))
    series = framework.results[0].indicators[0].series
    assert [(o.period.last_year, o.listing.last_year, o.value) for o in series] == [
        (2020, 2020, Decimal(5)),
        (2021, 2020, Decimal(7)),
        (2021, 2021, Decimal(9)),
        (2021, 2021, "2021:law"),
    ]
    moved = framework.replace("#1/#1", series=attrs.evolve(series, observations=(attrs.evolve(series[1], raw=None),)))
    assert bench.comes_back(moved)


def test_a_value_without_a_period_has_a_place_of_our_own(bench, publishable):
    """The schema demands two dates; a value that has no first or no last day is in an element of ours."""
    for period in (
        rf.Period(),
        rf.Period(start=DAY(2020, 1, 1)),
        rf.Period(end=DAY(2020, 1, 1)),
        rf.Period(raw="soon"),
    ):
        framework = publishable(of(at(ACTUAL, period), at(ACTUAL, 2020)))
        assert ("indicator", "observation") in bench.own(framework)
        assert len(bench.written(framework).findall(".//period")) == 1
        assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "period",
    [
        rf.Period(year=2020, raw="2020"),
        rf.Period(year=2020, start=DAY(2020, 3, 1)),
        rf.Period(year=2020, end=DAY(2020, 3, 1)),
        rf.Period(start=DAY(2020, 1, 1), end=DAY(2020, 12, 31)),
        rf.Period(start=DAY(2020, 1, 1), end=DAY(2020, 12, 30), raw="most of it"),
    ],
)
def test_another_way_to_say_a_period_is_an_extension(bench, publishable, period):
    """Facts about a period beyond its two days are in an element of ours."""
    framework = publishable(of(at(ACTUAL, period)))
    assert ("actual", "period") in bench.own(framework)
    assert bench.comes_back(framework)


def test_a_second_start_is_kept(bench):
    """A period starts once; a second start is kept with the indicator, which knows which period it was."""
    inner = (
        '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><period-start iso-date="2021-01-01"/>'
    )
    framework = bench.framework(bench.indicator_text(f'<period>{inner}<actual value="1"/></period>'))
    indicator = framework.results[0].indicators[0]
    assert indicator.series.periods == (rf.Period(year=2020),)
    kept = '<period-start iso-date="2021-01-01"></period-start>'
    assert indicator.extras == (rf.Extra(name="period#1/period-start", text=kept),)
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("period", "name", "text"),
    [
        ('<period x="1">{}</period>', "period#2/@x", "1"),
        ('<period xmlns:x="urn:x" x:a="1">{}</period>', "period#2/@{urn:x}a", "1"),
        ("<period>{}<note>n</note></period>", "period#2/note", "<note>n</note>"),
        ('<period>{}<x:a xmlns:x="urn:x"/></period>', "period#2/{urn:x}a", '<x:a xmlns:x="urn:x"></x:a>'),
    ],
)
def test_what_else_a_period_says_is_kept(bench, period, name, text):
    """Attributes and elements of a period that have no field stay with the indicator, with the number of the period."""
    inner = '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><actual value="1"/>'
    before = period_text("2019-01-01", "2019-12-31", '<actual value="0"/>')
    framework = bench.framework(bench.indicator_text(before + period.format(inner)))
    assert framework.results[0].indicators[0].extras == (rf.Extra(name=name, text=text),)
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("bound", "name", "text"),
    [
        ('<period-start iso-date="2020-01-01" x="1"/>', "period#1/period-start/@x", "1"),
        ('<period-start iso-date="2020-01-01">2020</period-start>', None, None),
        ('<period-start iso-date="2020-01-01"><note/></period-start>', "period#1/period-start/note", "<note></note>"),
    ],
)
def test_what_else_a_bound_says_is_kept(bench, bound, name, text):
    """A bound is its date; attributes and elements beside it are kept, and the date repeated in words is not."""
    inner = f'{bound}<period-end iso-date="2020-12-31"/><actual value="1"/>'
    framework = bench.framework(bench.indicator_text(f"<period>{inner}</period>"))
    indicator = framework.results[0].indicators[0]
    assert indicator.series.periods == (rf.Period(year=2020),)
    assert indicator.extras == (() if name is None else (rf.Extra(name=name, text=text),))
    assert bench.comes_back(framework)


# ------------------------------------------------------------------------------------------------ baselines


@pytest.mark.each(
    ("attributes", "period"),
    [
        ('year="2019"', rf.Period(year=2019)),
        ('year=" 2019 "', rf.Period(year=2019)),
        ('year="1900"', rf.Period(year=1900)),
        ('year="9999"', rf.Period(year=9999)),
        ('year="1"', rf.Period(year=1)),
        ('year="2019" iso-date="2019-06-01"', rf.Period(year=2019, start=DAY(2019, 6, 1), end=DAY(2019, 6, 1))),
        ('year="2018" iso-date="2019-06-01"', rf.Period(year=2018, start=DAY(2019, 6, 1), end=DAY(2019, 6, 1))),
        ('iso-date="2019-06-01"', rf.Period(start=DAY(2019, 6, 1), end=DAY(2019, 6, 1))),
        ('year="0"', rf.Period(raw="0")),
        ('year="2019-2020"', rf.Period(raw="2019-2020")),
        ('year="FY19"', rf.Period(raw="FY19")),
        ('year="12019"', rf.Period(raw="12019")),
        ('year="-5"', rf.Period(raw="-5")),
        ('year="٢٠١٩"', rf.Period(raw="٢٠١٩")),
        ('year="0" iso-date="2019-06-01"', rf.Period(start=DAY(2019, 6, 1), end=DAY(2019, 6, 1), raw="0")),
        ('year=""', rf.Period()),
        ("", rf.Period()),
    ],
)
def test_the_year_of_a_baseline(bench, attributes, period):
    """A baseline states its year, its day or both; a text that is no year is kept, and nothing is made up."""
    framework = bench.framework(bench.indicator_text(f'<baseline {attributes} value="5"/>'))
    assert framework.results[0].indicators[0].series[0].period == period
    assert bench.comes_back(framework)


@pytest.mark.parametrize("attributes", ['year="2019"', 'year="2019" iso-date="2019-06-01"'])
def test_a_dated_baseline_is_written_as_it_was(bench, attributes):
    """Year and day are in the attributes that the standard has for them."""
    bench.stays("result/indicator/baseline", bench.indicator_text(f'<baseline {attributes} value="5"/>'))


def test_a_day_that_is_none_is_kept(bench):
    """A date of a baseline that cannot be read is kept beside it."""
    framework = bench.framework(bench.indicator_text('<baseline year="2019" iso-date="June" value="5"/>'))
    o = framework.results[0].indicators[0].series[0]
    assert o.period == rf.Period(year=2019)
    assert o.extras == (rf.Extra(name="@iso-date", text="June"),)
    assert bench.comes_back(framework)


def test_a_baseline_without_a_year_has_a_place_of_our_own(bench, publishable):
    """The schema demands a year from 1; a baseline that has none is in an element of ours, and year 0 nowhere."""
    for period in (rf.Period(), rf.Period(raw="0"), rf.Period(start=DAY(2019, 1, 1))):
        framework = publishable(of(at(BASELINE, period, 5), at(BASELINE, 2019, 6)))
        assert len(bench.written(framework).findall(".//baseline")) == 1
        assert bench.own(framework) == [("indicator", "observation")]
        assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        (rf.Period(start=DAY(2019, 4, 1), end=DAY(2020, 3, 31)), "2020"),
        (rf.Period(end=DAY(2020, 3, 31)), "2020"),
        (rf.Period(start=DAY(2020, 3, 31), end=DAY(2020, 3, 31)), "2020"),
        (rf.Period(year=2019, start=DAY(2020, 3, 31), end=DAY(2020, 3, 31)), "2019"),
    ],
)
def test_a_baseline_over_a_time_is_of_its_last_year(bench, publishable, period, year):
    """A baseline over a year that is none of the calendar is written with the year in which it ends."""
    framework = publishable(of(at(BASELINE, period, 5)))
    assert bench.written(framework).find(".//baseline").get("year") == year
    assert bench.comes_back(framework)


def test_an_indicator_may_have_several_baselines(bench):
    """One for each group, each place or each year: all are baselines, in the order of the file."""
    inner = (
        '<baseline year="2019" value="5"/>'
        '<baseline year="2019" value="3"><dimension name="sex" value="female"/></baseline>'
        '<baseline year="2018" value="4"><location ref="A"/></baseline>'
    )
    framework = bench.stays("result/indicator/baseline", bench.indicator_text(inner))
    series = framework.results[0].indicators[0].series
    assert [o.value for o in series.baselines] == [5, 3, 4]
    assert series.periods == ()


# ------------------------------------------------------------------------------------- several values and periods


def test_what_is_planned_last_is_the_target(bench):
    """Planned values of the period that ends last are targets, those before it milestones, whatever their order."""
    inner = "".join(
        period_text(f"{year}-01-01", f"{year}-12-31", '<target value="1"/>') for year in (2021, 2023, 2020, 2022)
    )
    framework = bench.stays("result/indicator/period", bench.indicator_text(inner))
    kinds = [(o.period.year, o.kind) for o in framework.results[0].indicators[0].series]
    assert kinds == [(2021, MILESTONE), (2023, TARGET), (2020, MILESTONE), (2022, MILESTONE)]


def test_a_later_period_without_a_plan_does_not_count(bench):
    """The target is of the last period in which something is planned, though values may have been achieved later."""
    inner = period_text("2020-01-01", "2020-12-31", '<target value="1"/>') + period_text(
        "2021-01-01", "2021-12-31", '<actual value="1"/>'
    )
    framework = bench.stays("result/indicator/period", bench.indicator_text(inner))
    assert [o.kind for o in framework.results[0].indicators[0].series] == [TARGET, ACTUAL]


def test_of_periods_that_end_last_together_the_longest_has_the_target(bench):
    """The value planned for a last quarter is a step; where a start is not known, either is a target."""
    last = period_text("2021-10-01", "2021-12-31", '<target value="2"/>')

    def kinds(*periods):
        framework = bench.framework(bench.indicator_text("".join(periods)))
        return [o.kind for o in framework.results[0].indicators[0].series]

    assert kinds(period_text("2020-01-01", "2021-12-31", '<target value="1"/>'), last) == [TARGET, MILESTONE]
    assert kinds(last, period_text("2020-01-01", "2021-12-31", '<target value="1"/>')) == [MILESTONE, TARGET]
    assert kinds('<period><period-end iso-date="2021-12-31"/><target value="1"/></period>', last) == [TARGET, TARGET]


def test_a_period_may_have_several_targets_and_actuals(bench):
    """Values by group and by place are values of their own, beside that of the whole."""
    women, men = (f'<dimension name="sex" value="{name}"/>' for name in ("female", "male"))
    inner = (
        f'<target value="10"/><target value="6">{women}</target><target value="4">{men}</target>'
        f'<actual value="9"/><actual value="5"><location ref="A"/>{women}</actual><actual/>'
    )
    framework = bench.stays("result/indicator/period", bench.period_text(inner))
    series = framework.results[0].indicators[0].series
    assert [o.value for o in series.targets] == [10, 6, 4]
    assert [o.is_total for o in series.actuals] == [True, False, True]


def test_empty_periods_are_stated(bench):
    """A period without a value is stated all the same, and comes back in its place."""
    inner = (
        period_text("2019-01-01", "2019-12-31")
        + period_text("2020-01-01", "2020-12-31", '<actual value="1"/>')
        + period_text("2021-01-01", "2021-12-31")
    )
    framework = bench.stays("result/indicator/period", bench.indicator_text(inner))
    series = framework.results[0].indicators[0].series
    assert [period.year for period in series.periods] == [2019, 2020, 2021]
    assert len(series) == 1


def test_a_repeated_period_is_stated_twice(bench):
    """Two periods of the same dates are two, as some publishers have them; both come back with their own values."""
    inner = period_text("2020-01-01", "2020-12-31", '<target value="1"/><actual value="2"/>') + period_text(
        "2020-01-01", "2020-12-31", '<target value="3"/><actual value="4"/>'
    )
    framework = bench.stays("result/indicator/period", bench.indicator_text(inner))
    series = framework.results[0].indicators[0].series
    assert series.periods == (rf.Period(year=2020), rf.Period(year=2020))
    assert [o.value for o in series] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "inners",
    [
        ('<actual value="1"/>', '<actual value="2"/>'),
        ('<target value="1"/>', '<actual value="2"/>'),
        ('<actual value="1"/>', '<target value="2"/>'),
        ("", '<target value="2"/>'),
        ('<target value="2"/>', ""),
        ('<target value="1"/>', '<target value="2"/><actual value="3"/>', '<actual value="4"/>'),
    ],
)
def test_how_values_are_grouped_in_repeated_periods_is_no_data(bench, inners):
    """Values of repeated periods come back in their order, and each period as often as it was stated."""
    inner = "".join(period_text("2020-01-01", "2020-12-31", one) for one in inners)
    framework = bench.framework(bench.indicator_text(inner))
    assert len(framework.results[0].indicators[0].series.periods) == len(inners)
    assert len(bench.written(framework).findall(".//period")) == len(inners)
    assert bench.comes_back(framework)


def test_an_indicator_without_periods(bench):
    """An indicator may have nothing but a title, as some publishers have them."""
    framework = bench.stays("result/indicator", bench.indicator_text())
    assert framework.results[0].indicators[0].series == rf.ObservationSeries()


def test_periods_and_baselines_may_be_mixed(bench):
    """A baseline that follows a period, against the schema, is a baseline; it is written where it belongs."""
    inner = period_text("2020-01-01", "2020-12-31", '<actual value="1"/>') + '<baseline year="2019" value="0"/>'
    framework = bench.framework(bench.indicator_text(inner))
    assert [o.kind for o in framework.results[0].indicators[0].series] == [BASELINE, ACTUAL]
    assert bench.comes_back(framework)


def test_an_actual_before_its_target_is_read_after_it(bench):
    """Within a period the plan comes first; so does it in the model, and in what is written."""
    framework = bench.framework(bench.period_text('<actual value="1"/><target value="2"/>'))
    assert [o.kind for o in framework.results[0].indicators[0].series] == [TARGET, ACTUAL]
    assert [e.tag for e in bench.written(framework).find(".//period")][2:] == ["target", "actual"]
    assert bench.comes_back(framework)


# -------------------------------------------------------------------------------- what only an extension can say


@pytest.mark.parametrize(
    "observations",
    [
        (at(ACTUAL, 2020), at(BASELINE, 2019, 0)),
        (at(ACTUAL, 2020), at(TARGET, 2020, 5)),
        (at(ACTUAL, 2020), at(ACTUAL, 2021), at(ACTUAL, 2020, 7)),
        (at(MILESTONE, 2020), at(TARGET, 2021), at(ACTUAL, 2020), at(ACTUAL, 2021)),
        tuple(at(kind, year, year) for kind in (ACTUAL, TARGET, BASELINE) for year in range(2030, 2000, -1)),
    ],
)
def test_another_order_of_values_is_kept(bench, publishable, observations):
    """The standard has an order of its own; where a framework has another one, an extension states it."""
    framework = publishable(of(*observations))
    assert bench.own(framework).count(("indicator", "order")) == 1
    assert bench.comes_back(framework)


def test_values_by_year_in_the_usual_order_need_no_word_of_ours(bench, publishable):
    """Baselines, then year by year the plan before what was achieved: that is the order of the standard."""
    framework = publishable(
        of(at(BASELINE, 2019), at(MILESTONE, 2020), at(ACTUAL, 2020), at(TARGET, 2021), at(ACTUAL, 2021))
    )
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "observations",
    [
        (at(TARGET, 2020), at(TARGET, 2021)),
        (at(MILESTONE, 2021),),
        (at(TARGET, 2020), at(MILESTONE, 2021)),
    ],
)
def test_a_kind_that_the_dates_do_not_tell_is_an_extension(bench, publishable, observations):
    """A milestone that ends last, or a target that does not, is called so by an extension."""
    framework = publishable(of(*observations))
    assert ("target", "kind") in bench.own(framework)
    assert bench.comes_back(framework)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_value_without_dates_keeps_its_position(bench, publishable, position):
    """A value in an element of ours comes back between the others, where it was."""
    observations = [at(ACTUAL, 2020), at(ACTUAL, 2021)]
    observations.insert(position, at(ACTUAL, rf.Period(raw="soon")))
    assert bench.comes_back(publishable(of(*observations)))


@pytest.mark.parametrize(
    "periods",
    [
        (rf.Period(year=2020),),
        (rf.Period(year=2020), rf.Period(year=2021)),
        (rf.Period(year=2021), rf.Period(year=2020)),
        (rf.Period(year=2020), rf.Period()),
        (rf.Period(raw="soon"), rf.Period(year=2020)),
        (rf.Period(year=2020), rf.Period(year=2020)),
        (rf.Period(start=DAY(2020, 1, 1), end=DAY(2020, 12, 31)),),
        (),
    ],
)
def test_stated_periods_come_back(bench, publishable, periods):
    """The periods that a source states are kept where the values do not determine them, and come back as they were."""
    for observations in ((at(ACTUAL, 2020),), ()):
        assert bench.comes_back(publishable(of(*observations, periods=periods)))


def test_a_period_that_is_stated_elsewhere_is_written_once(bench, publishable):
    """Values whose periods are not among those stated get one of their own, behind them."""
    indicator = of(at(ACTUAL, 2020), at(ACTUAL, 2022), periods=(rf.Period(year=2021),))
    framework = publishable(indicator)
    starts = [e.get("iso-date") for e in bench.written(framework).findall(".//period-start")]
    assert starts == ["2021-01-01", "2020-01-01", "2022-01-01"]
    assert bench.comes_back(framework)


def test_a_year_and_its_dates_are_two_ways_to_say_a_period(bench, publishable):
    """A year, and the same year stated by its first and last day, are one period and come back as they were stated."""
    year, dates = rf.Period(year=2020), rf.Period(start=DAY(2020, 1, 1), end=DAY(2020, 12, 31))
    framework = publishable(of(at(ACTUAL, year), at(ACTUAL, dates)))
    assert [e.get("iso-date") for e in bench.written(framework).findall(".//period-end")] == ["2020-12-31"]
    assert bench.comes_back(framework)


def test_a_long_series_is_written_in_the_words_of_the_standard(bench, publishable):
    """Many years of values come back whole."""
    observations = [at(kind, year, year) for year in range(1950, 2050) for kind in (MILESTONE, ACTUAL)]
    observations[-2] = attrs.evolve(observations[-2], kind=TARGET)
    framework = publishable(of(*observations))
    assert bench.own(framework) == []
    assert bench.comes_back(framework, ("flat",))


def test_an_empty_baseline_takes_no_period_away(bench, publishable):
    """A period that is stated without a value stays, also where a baseline of that year was left empty."""
    year = rf.Period(year=2020)
    empty = rf.Observation(kind=rf.ObservationKind.BASELINE, period=year, value=rf.Missing.EMPTY)
    series = rf.ObservationSeries((empty,), (year,))
    framework = publishable(rf.Indicator(statement="Number of things", measure=rf.Measure.UNIT, series=series))
    assert len(bench.found(framework, ".//period", lossless=False)) == 1
    assert bench.comes_back(framework)
