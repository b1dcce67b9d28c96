"""Charts: each stated value and no other, in the colours of the design, with a description."""

from __future__ import annotations

import datetime as dt
import importlib.machinery
import json
import re
import sys
import types
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework import charts
from resultsframework.charts import _library
from resultsframework.charts.design import LIGHT
from resultsframework.examples import load

SERIES = "2018 baseline 0 | 2020 milestone 50 actual 40 | 2021 milestone TBD actual 59 | 2022 target 320 actual -"


@pytest.fixture(scope="module")
def framework():
    """The bundled example."""
    return load()


@pytest.fixture(scope="module", autouse=True)
def alt():
    """Altair without its check of every part of a chart when it is made, which takes long; one test checks all."""
    altair = pytest.importorskip("altair", reason="charts need the extra charts")
    with altair.utils.schemapi.debug_mode(False):
        yield altair


def indicator(series, **fields):
    return rf.Indicator(code="A", statement="Number of laws", series=rf.ObservationSeries.parse(series), **fields)


def with_indicators(*indicators, **fields):
    return rf.ResultsFramework(
        title="Plan", results=(rf.Output(code="1", title="Laws", indicators=indicators, **fields),)
    )


def records(chart):
    """The data of a chart."""
    return spec_of(chart)["data"]["values"]


def spec_of(chart):
    """A chart as Vega-Lite."""
    return chart.to_dict(validate=False)


def colours(chart):
    """All colours of a chart."""
    text = json.dumps(spec_of(chart))
    return {part.split('"')[0] for part in text.split('"#')[1:]}


def contribution_of(*frameworks):
    """The figure of the first indicator of the strategic plan that they refer to, for 2021."""
    return rf.aggregation.contributions(frameworks, at=2021, function="sum").items[0]


CHARTS = {
    "series": lambda framework: charts.series(framework["MEX_D_2.1.2A"]),
    "grid": charts.grid,
    "progress": lambda framework: charts.progress(framework, 2021),
    "budgets": charts.budgets,
    "completeness": charts.completeness,
    "status by year": charts.status_by_year,
    "contributions": lambda framework: charts.contributions(contribution_of(framework)),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_one_of_altair(name, framework):
    """It is valid, has a description for screen readers, the colours of the design alone, and can be changed."""
    chart = CHARTS[name](framework)
    spec = chart.to_dict()
    assert "2021" in spec["description"] or name in {"budgets", "contributions"}
    text = json.dumps(spec)
    assert {f"#{part[:6]}" for part in text.split('"#')[1:] if part[6] == '"'} <= set(LIGHT.values())
    assert spec_of(chart.properties(title="Mine"))["title"] == "Mine"


def test_a_chart_is_saved_by_the_name_of_its_file(framework, tmp_path):
    """As a page for a browser, and as Vega-Lite."""
    chart = charts.series(framework["MEX_D_2.1.2A"])
    chart.save(tmp_path / "chart.json")
    chart.save(tmp_path / "chart.html")
    assert "vega" in (tmp_path / "chart.html").read_text("utf-8")
    assert json.loads((tmp_path / "chart.json").read_text("utf-8")) == spec_of(chart)


def test_a_chart_takes_another_one_on_top(framework, alt):
    """A mark of one's own is added with a plus."""
    mine = alt.Chart(alt.Data(values=[{"year": 2020}])).mark_rule().encode(x="year:Q")
    for made in (charts.series(framework["MEX_D_2.1.2A"]), charts.progress(framework, 2021), charts.budgets(framework)):
        assert len((made + mine).to_dict(validate=False)["layer"]) > 1


def test_no_chart_needs_pandas(framework):
    """The data are plain records, with numbers that are numbers of JSON."""
    values = records(charts.series(framework["MEX_D_2.1.2A"]))
    assert all(isinstance(cell, str | float) for record in values for cell in record.values())


def test_a_series_has_planned_values_actuals_and_the_target():
    """Each value has its line, its kind, its year and its text; the target names itself at its line."""
    found = records(charts.series(indicator(SERIES)))
    assert [(r["line"], r["kind"], r["year"], r["value"], r.get("number")) for r in found] == [
        ("planned", "baseline", 2018, "0", 0),
        ("planned", "milestone", 2020, "50", 50),
        ("actual", "actual", 2020, "40", 40),
        ("planned", "milestone", 2021, "TBD", None),
        ("actual", "actual", 2021, "59", 59),
        ("planned", "target", 2022, "320", 320),
        ("actual", "actual", 2022, "-", None),
    ]
    assert [r["goal"] for r in found if "goal" in r] == ["target 320"]


def test_a_series_is_described_in_words():
    """A screen reader has every value, with its period."""
    assert spec_of(charts.series(indicator(SERIES)))["description"] == (
        "A; planned 2018: 0, 2020: 50, 2021: TBD, 2022: 320; actual 2020: 40, 2021: 59, 2022: -"
    )


def test_milestones_are_steps_and_a_missing_value_is_hollow():
    """A milestone is the level from the year before on; the mark of a missing value has the ground inside."""
    layers = spec_of(charts.series(indicator(SERIES)))["layer"]
    assert [layer["mark"]["interpolate"] for layer in layers if layer["mark"].get("interpolate")] == ["step-before"]
    fills = [layer["encoding"]["fill"] for layer in layers if "fill" in layer["encoding"]]
    assert [fill["value"] for fill in fills] == [LIGHT["ground"]] * 2
    assert [fill["condition"][0]["value"] for fill in fills] == [LIGHT["planned"], LIGHT["actual"]]


def test_where_every_value_is_a_number_nothing_is_below_the_scale():
    """A series without a missing value takes the whole height."""
    spec = spec_of(charts.series(indicator("2018 baseline 0 | 2021 actual 5.5")))
    ranges = [layer["encoding"]["y"]["scale"]["range"] for layer in spec["layer"]]
    assert {tuple(r[0].items()) for r in ranges} == {(("expr", "height"),)}
    assert all("fill" not in layer["encoding"] for layer in spec["layer"])


def test_what_is_no_number_in_the_unit_of_the_chart_has_its_text():
    """Words, ratios, ranges, numbers in another unit and those too large for a picture are below the scale."""
    one = indicator("2018 baseline 0 | 2019 actual 5 | 2020 actual Yes | 2021 actual 3/5 | 2022 actual 70%")
    huge = rf.Observation(kind="actual", period=rf.Period(year=2023), value=Decimal("1E+900"))
    one = attrs.evolve(one, series=one.series.with_observations((*one.series, huge)))
    found = records(charts.series(one))
    assert [r["value"] for r in found if "number" not in r][:3] == ["Yes", "3/5", "70%"]
    assert [r["number"] for r in found if "number" in r] == [0, 5]
    assert {r["state"] for r in found} == {"stated"}


def test_a_value_without_a_date_is_named_below_the_title():
    """It has no place in time, and is not lost."""
    title = spec_of(charts.series(indicator("- baseline 7 | 2021 actual 5", unit="law")))["title"]
    assert title["subtitle"] == ["law", "without a date: baseline: 7"]
    assert title["text"] == ["A Number of laws"]


def test_parts_of_a_year_are_before_its_end():
    """The end of a year is at its number, so that a value of June is half a year before it."""
    chart = charts.series(indicator("2021-01-01..2021-06-30 actual 1 | 2021 actual 3"))
    assert [r["year"] for r in records(chart)] == [2020.496, 2021]
    last = spec_of(chart)["layer"][-1]["encoding"]
    assert last["x"]["axis"]["title"] == "years, each at its end"


def of(category, value):
    return rf.Observation(
        kind="actual",
        period=rf.Period(year=2021),
        value=Decimal(value),
        disaggregation=(rf.Disaggregation(dimension="sex", category=category),) if category else (),
    )


def test_groups_have_lines_of_their_own_where_there_is_no_total():
    """Values of women and of men are no total; with a total they are left out, and named."""
    groups = (of("female", 3), of("male", 4))
    alone = rf.Indicator(code="A", series=rf.ObservationSeries(groups))
    assert [(r["group"], r["number"]) for r in records(charts.series(alone))] == [("sex: female", 3), ("sex: male", 4)]
    whole = rf.Indicator(code="A", series=rf.ObservationSeries((of("", 9), *groups)))
    made = charts.series(whole)
    assert [r["number"] for r in records(made)] == [9]
    assert spec_of(made)["title"]["subtitle"] == ["of the total; there are values of sex: female and sex: male"]
    assert [r["number"] for r in records(charts.series(whole.where(sex="male")))] == [4]


def test_an_empty_indicator_is_an_empty_chart():
    """It has a name and no value."""
    spec = spec_of(charts.series(rf.Indicator()))
    assert spec["title"]["text"] == ["an indicator without a statement"]


def test_a_grid_has_a_panel_for_each_indicator_with_a_value(framework):
    """Indicators without one are counted; those of one name have their paths."""
    chart = charts.grid(framework)
    panels = {r["panel"].split("\n")[-1] for r in records(chart)}
    assert "MEX_D_2.1/MEX_D_2.1.3/SP_D_0.1.h" in panels
    assert spec_of(chart)["title"]["subtitle"] == ["12 indicators without a stated value and its date left out"]
    assert spec_of(charts.grid(with_indicators(indicator(SERIES))))["title"]["subtitle"] == []


def test_progress_is_that_of_the_table(framework):
    """Percentages, statuses and reasons are those of the table of performance."""
    found = records(charts.progress(framework))
    table = rf.tables.performance(framework, 2021).flat().to_records()
    table = [row for row in table if row["status"] != "not scheduled"]
    assert [r.get("milestone") for r in found] == [row["of_milestone"] for row in table]
    assert [r.get("target") for r in found] == [row["of_target"] for row in table]
    assert [r["status"] for r in found] == [row["status"] for row in table]
    labels = [r["label"] for r in found]
    assert "59 %, not met" in labels
    assert "undecided: no milestone for 2021: to be determined" in labels


def test_bars_of_progress_end_where_others_can_still_be_read():
    """The number is the whole one, and a line says where bars end."""
    plan = with_indicators(
        indicator("2018 baseline 0 | 2021 milestone 1 actual 30 | 2025 target 100"),
        indicator("2018 baseline 10 | 2021 milestone 11 actual 5"),
        indicator("2018 baseline 0 | 2021 milestone 5"),
    )
    chart = charts.progress(plan, 2021)
    assert [(r.get("milestone"), r.get("end_of_milestone"), r["label"]) for r in records(chart)] == [
        (3000, 200, "3,000 %, met"),
        (-500, -100, "-500 %, not met"),
        (None, None, "without data: no actual for 2021"),
    ]
    assert spec_of(chart)["title"]["subtitle"][1] == "bars and ticks end at -100 % and 200 %"


def test_progress_of_a_day_and_of_a_number_that_no_picture_holds():
    """A day is a time as well; a percentage beyond all bounds has its words alone."""
    plan = with_indicators(
        rf.Indicator(
            code="A",
            series=rf.ObservationSeries(
                tuple(
                    rf.Observation(kind=kind, period=rf.Period(year=2021), value=Decimal(value))
                    for kind, value in (("baseline", "0"), ("milestone", "1E-400"), ("actual", "1E+400"))
                )
            ),
        )
    )
    chart = charts.progress(plan, dt.date(2021, 5, 1))
    assert spec_of(chart)["title"]["text"] == ["Progress on 2021-05-01: Plan"]
    assert ["milestone" in r for r in records(chart)] == [False]


def test_budgets_have_their_amounts_with_bounds(framework):
    """Amounts are those of the table of budgets; rounded ones have bounds, and the shortfall is beside the actual."""
    found = records(charts.budgets(framework))
    table = rf.tables.budgets(framework).flat().to_records()
    for kind in ("planned", "actual", "expenses"):
        mine = [(r["number"], r["low"], r["high"]) for r in found if r["amount"] == kind]
        assert mine == [(row[kind], row[f"{kind}_low"], row[f"{kind}_high"]) for row in table]
    assert found[1]["label"] == "$289.56 K, shortfall $644.75 K"


def budget(**amounts):
    return rf.Budget(**{name: rf.Money.parse(text) for name, text in amounts.items()})


def test_a_missing_amount_is_a_hollow_mark_and_an_exact_one_has_no_bounds():
    """Nothing is drawn that nobody stated."""
    found = records(charts.budgets(with_indicators(budgets=(budget(planned="$200", actual="$300"),))))
    assert [(r["amount"], r.get("number"), r["label"]) for r in found] == [
        ("planned", 200, "$200"),
        ("actual", 300, "$300"),
        ("expenses", None, "none stated"),
    ]
    assert not any("low" in r for r in found)


def test_amounts_in_two_currencies_are_two_charts():
    """They have no scale in common, so the caller chooses one."""
    plan = attrs.evolve(
        with_indicators(budgets=(budget(planned="$200"),)), budgets=(budget(planned="EUR 5", actual="$7"),)
    )
    with pytest.raises(rf.InvalidValueError, match=r"in EUR and USD; choose one, such as currency='EUR'"):
        charts.budgets(plan)
    found = records(charts.budgets(plan, currency="USD"))
    assert [(r["result"], r["amount"], r.get("number")) for r in found] == [
        ("Plan", "actual", 7),
        ("1 Laws", "planned", 200),
        ("1 Laws", "actual", None),
        ("1 Laws", "expenses", None),
    ]
    with pytest.raises(rf.InvalidValueError, match=r"no budget is in 'CHF'; there are EUR and USD"):
        charts.budgets(plan, currency="CHF")


def test_budgets_without_a_currency_and_none_at_all():
    """A currency that is not stated is one to choose; a plan without a budget is an empty chart."""
    plan = with_indicators(budgets=(rf.Budget(planned=rf.Money(nominal=Decimal(5))), budget(planned="$1")))
    assert records(charts.budgets(plan, currency=""))[0]["number"] == 5
    with pytest.raises(rf.InvalidValueError, match="in no currency and USD"):
        charts.budgets(plan)
    with pytest.raises(rf.InvalidValueError, match="there are none"):
        charts.budgets(rf.ResultsFramework(), currency="USD")
    assert spec_of(charts.budgets(rf.ResultsFramework()))["title"]["subtitle"] == ["no budget is stated"]
    unstated = with_indicators(budgets=(rf.Budget(planned=rf.Money(nominal=Decimal(5))),))
    assert spec_of(charts.budgets(unstated))["title"]["subtitle"] == ["no currency is stated"]


def test_completeness_is_that_of_the_table(framework):
    """The status of each cell, and what is reported of what is due."""
    found = records(charts.completeness(framework))
    table = rf.tables.completeness(framework)
    cells = [str(cell) for row in table for cell in row if isinstance(cell, rf.monitoring.ReportingStatus)]
    assert [r["status"] for r in found if "status" in r] == cells
    assert {r["coverage"] for r in found if "coverage" in r} == {"1 of 1", "2 of 2"}


def test_completeness_by_periods_has_room_for_their_names():
    """Long headings are set at an angle; each status has a mark of its own."""
    plan = with_indicators(
        indicator("2020 actual 3 | 2021-01-01..2021-03-31 actual - | 2021-04-01..2021-06-30 actual N/A")
    )
    chart = charts.completeness(plan, by="period", today=dt.date(2024, 1, 1))
    spec = spec_of(chart)
    assert spec["layer"][0]["encoding"]["x"]["axis"]["labelAngle"] == -45
    shapes = spec["layer"][0]["encoding"]["shape"]["scale"]
    assert dict(zip(shapes["domain"], shapes["range"], strict=True)) == {
        "reported": "circle",
        "overdue": "triangle-down",
        "not available": "cross",
    }


def test_status_by_year_is_that_of_the_table(framework):
    """The numbers of the whole framework, those that are zero left out."""
    found = records(charts.status_by_year(framework))
    rows = [row for row in rf.tables.status_by_year(framework).to_records() if not row["result"]]
    assert {(r["year"], r["status"]): r["number"] for r in found} == {
        (str(row["year"]), status): row[status] for row in rows for status in rf.tables.STATUSES if row[status]
    }


def referring(place, text):
    """The framework of a country with one indicator of the strategic plan."""
    series = rf.ObservationSeries.parse(text)
    one = rf.Indicator(references=(rf.Reference(vocabulary="SP", code="3.8.1"),), statement="Laws", series=series)
    return rf.ResultsFramework(
        title=place, countries=(rf.Place(name=place),), results=(rf.Output(title="Laws", indicators=(one,)),)
    )


def test_contributions_are_those_of_the_figure():
    """Each part with its value; one without has the reason, and a word has no bar."""
    parts = [
        referring("Chad", "2021 actual 3"),
        referring("Mali", "2021 actual -"),
        referring("Niger", "2021 actual Yes"),
    ]
    found = records(charts.contributions(contribution_of(*parts)))
    assert [(r["part"], r.get("number"), r["state"]) for r in found] == [
        ("Chad", 3, "stated"),
        ("Mali", None, "missing"),
        ("Niger", None, "stated"),
    ]
    assert found[1]["label"] == "none"
    lacking = attrs.evolve(parts[0], title="Togo", countries=(rf.Place(name="Togo"),), results=())
    assert records(charts.contributions(contribution_of(parts[0], lacking)))[1]["label"] == "none: no such indicator"


def test_no_text_of_a_file_ends_the_script_of_a_page():
    """Altair writes texts into the script of a page as they are; none of them is markup there."""
    hostile = "</script><script>alert(1)</script><!-- <545"
    one = indicator(f"2021 actual 5 | 2022 actual {hostile.replace(' ', '_')}", unit=hostile)
    one = attrs.evolve(one, code=hostile, statement=hostile)
    results = (rf.Output(code=hostile, title=hostile, indicators=(one, one), budgets=(budget(planned="$1"),)),)
    plan = rf.ResultsFramework(title=hostile, identifier=hostile, results=results)
    for chart in (
        charts.series(one),
        *(CHARTS[name](plan) for name in CHARTS if name not in {"series", "contributions"}),
    ):
        text = json.dumps(spec_of(chart), ensure_ascii=False)
        assert "<545" in text or "545" not in text
        assert not re.search("<[/!a-z]", text)


def test_a_series_is_of_an_indicator(framework):
    """Whoever passes a code or a whole framework gets the way to an indicator, or to the chart of all."""
    for other in ("MEX_D_2.1.2A", framework, None):
        with pytest.raises(rf.InvalidValueError, match=r"an Indicator, not \w+: framework.indicator\(code\) is"):
            charts.series(other)


@pytest.mark.parametrize("has_converter", [True, False])
def test_notebooks_draw_charts_without_a_network(framework, alt, has_converter, monkeypatch):
    """A chart is handed to a notebook in the form that JupyterLab draws, in words, and as SVG if one can be made."""
    drawing = types.ModuleType("vl_convert")
    drawing.__spec__ = importlib.machinery.ModuleSpec("vl_convert", None)
    drawing.vegalite_to_svg = lambda spec, config: f"<svg font='{config['font'][:6]}'>{spec['description'][:12]}</svg>"
    monkeypatch.setattr(_library, "DRAWING", "vl_convert" if has_converter else "nowhere_to_be_found")
    monkeypatch.setitem(sys.modules, "vl_convert", drawing)
    before = alt.renderers.active
    try:
        charts.offline()
        bundle = charts.series(framework["MEX_D_2.1.2A"])._repr_mimebundle_()
    finally:
        alt.renderers.enable(before)
    assert bundle["application/vnd.vegalite.v5+json"]["$schema"].endswith("/v5.json")
    assert bundle["text/plain"].startswith("MEX_D_2.1.2A; planned 2018: 0")
    assert "text/html" not in bundle
    assert bundle.get("image/svg+xml") == ("<svg font='DejaVu'>MEX_D_2.1.2A</svg>" if has_converter else None)


@pytest.mark.parametrize("name", CHARTS)
def test_without_altair_one_sentence_names_what_to_install(name, framework, monkeypatch):
    """As for every other optional part."""
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(rf.MissingExtraError, match=r"a chart needs an optional part: .*resultsframework\[charts\]"):
        CHARTS[name](framework)


@pytest.mark.parametrize(
    "make",
    [charts.grid, charts.budgets, charts.completeness, charts.status_by_year, lambda x: charts.progress(x, 2021)],
)
def test_what_is_no_framework_is_refused(make):
    """As everywhere."""
    with pytest.raises(rf.InvalidValueError):
        make("plan.json")


def test_labels_keep_clear_of_the_target_and_of_each_other():
    """A number just under the target is below its mark, of many results the last has its number, with commas."""
    near = records(charts.series(indicator("2020 actual 900 | 2021 actual 9900 | 2022 target 10000 actual 10100")))
    assert [(r["label"], r["side"]) for r in near if "side" in r] == [
        ("900", "above"),
        ("9,900", "below"),
        ("10,100", "below"),
    ]
    assert next(r["goal"] for r in near if "goal" in r) == "target 10,000"
    many = " | ".join(f"{year} actual {year}" for year in range(2010, 2020))
    assert [r["label"] for r in records(charts.series(indicator(many))) if "side" in r] == ["2,019"]
