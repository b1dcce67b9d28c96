"""The overview of many frameworks: their numbers by publisher, region, country and year, and the list of them."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import resultsframework as rf
from resultsframework.formats import html

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")

TAG = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
STATUSES = "Reported Met Not met Undecided Without data"
HEADS = f"Frameworks Results Indicators With baseline With target {STATUSES} Errors Warnings"
MET = "2018 baseline 0 | 2021 milestone 5 actual 7 | 2022 target 9"
NOT_MET = "2018 baseline 0 | 2021 milestone 5 actual 3 | 2022 target 9"
PLANNED = "2018 baseline 0 | 2022 target 9"
FAULTY = "2025 baseline 0 | 2021 milestone 5 | 2022 target 9"


def words(text):
    """The words of a page, with one space between."""
    return " ".join(TAG.sub(" ", text).split())


def framework(identifier, *series, publisher="Agency", countries=(("MX", "MEXICO"),), **more):
    """A plan with one outcome and an indicator for each series."""
    indicators = tuple(
        rf.Indicator(code=str(number), statement=f"Number of laws {number}", series=rf.ObservationSeries.parse(one))
        for number, one in enumerate(series)
    )
    return rf.ResultsFramework(
        identifier=identifier,
        title=f"Plan {identifier}",
        reporting_organisation=rf.Organisation(name=publisher) if publisher else None,
        results=(rf.Outcome(code="1", title="Laws", indicators=indicators),),
        countries=tuple(rf.Place(code=code, name=name, level=rf.PlaceLevel.COUNTRY) for code, name in countries),
        **more,
    )


@pytest.fixture
def frameworks():
    """Three plans of one publisher and of nobody, in one country and in several."""
    return [
        framework("A-1", MET, NOT_MET),
        framework("A-2", FAULTY, countries=(("MX", "México"),), reporting_year=2020),
        framework("B-1", PLANNED, publisher=None, countries=(("SY", None), ("BR", "Brazil"))),
    ]


def findings(framework, severity):
    """The number of findings of a severity."""
    return sum(finding.severity is severity for finding in rf.validate(framework))


def test_the_numbers_are_those_of_all_frameworks(frameworks):
    """A director of a region reads first how many indicators there are, and how many of them are met."""
    text = words(html.overview(frameworks))
    assert (
        "3 frameworks At a glance 4 indicators in 3 results 2 reported a value is reported for the time 1 met" in text
    )
    assert "1 not met what was planned is not reached 0 undecided" in text


def test_each_publisher_country_and_year_has_a_row(frameworks):
    """Countries are one however they are spelled; several countries of a plan are a row of their own."""
    text = words(html.overview(frameworks))
    errors = [findings(one, rf.Severity.ERROR) for one in frameworks]
    warnings = [findings(one, rf.Severity.WARNING) for one in frameworks]
    assert errors[1] > 0
    agency = f"2 2 3 3 3 2 1 1 0 0 {errors[0] + errors[1]} {warnings[0] + warnings[1]}"
    other = f"1 1 1 1 1 0 0 0 0 0 {errors[2]} {warnings[2]}"
    assert f"Publisher {HEADS} Agency {agency} no publisher stated {other}" in text
    assert f"Country {HEADS} Mexico {agency} several countries {other}" in text
    of_2020 = f"2020 1 1 1 1 1 0 0 0 0 0 {errors[1]} {warnings[1]}"
    of_2021 = f"2021 1 1 2 2 2 2 1 1 0 0 {errors[0]} {warnings[0]}"
    assert f"Year {HEADS} {of_2020} {of_2021} no value reported {other}" in text
    assert "By region" not in text


def test_regions_have_rows_where_one_is_stated(frameworks):
    """Plans for a region, for several, and for none are distinguished; without a country there is none."""
    africa, asia = (
        rf.Place(code=code, name=name, level=rf.PlaceLevel.REGION) for code, name in (("298", "Africa"), ("9", None))
    )
    of_one = framework("R-1").replace(countries=(africa,))
    text = words(html.overview([*frameworks, of_one, of_one.replace(countries=(africa, asia))], findings=False))
    assert "By region" in text
    assert "Africa 1 1 0 0 0 0 0 0 0 0 no region stated 3 3 4 4 4 2 1 1 0 0 several regions 1 1 0" in text
    assert "no country stated 2 2 0" in text
    assert "Errors" not in text


def test_the_list_leads_to_each_framework(frameworks):
    """Every plan is listed under its country with its publisher, identifier, year and numbers; rows lead there."""
    text = html.overview(frameworks)
    assert '<a href="#c1">Mexico</a>' in text
    assert 'id="c1"' in text
    assert "Mexico : 2 frameworks" in words(text)
    assert "Plan A-1 Agency, A-1 2021 1 2 2 2 2 1 1 0" in words(text)
    assert '<details class="list" open>' not in text
    assert '<details class="list" open>' in html.overview(frameworks[:2])


def test_one_year_for_all_is_named(frameworks):
    """With a year every verdict is of it, and with a day what is due by then."""
    text = words(html.overview(frameworks, at=2021, today=dt.date(2021, 6, 30)))
    assert "Overview of results in 2021" in text
    assert "0 not met" in text
    assert "the actual in 2021 against" in text
    assert "results due up to 2021-06-30" in text


def test_verdicts_on_the_page_add_up_to_those_of_the_tables(frameworks):
    """The library's table of performance has the same numbers."""
    statuses = [row["status"] for one in frameworks for row in rf.tables.performance(one, 2021).to_records()]
    text = words(html.overview(frameworks, at=2021))
    assert f"{statuses.count('met')} met" in text
    assert f"{statuses.count('not met')} not met" in text


def test_bars_have_the_lengths_of_the_numbers(frameworks):
    """The parts of a bar are in the proportion of what is met and not met; without a verdict there is no bar."""
    text = html.overview(frameworks)
    bar = '<i class="met" style="flex-grow:1"></i><i class="not-met" style="flex-grow:1"></i>'
    assert text.count(bar) == 3
    assert text.count('class="share"') == 3


def test_no_framework_is_a_page_too():
    """An empty folder is not an error."""
    assert "0 frameworks" in words(html.overview([]))
    assert "There are no frameworks." in words(html.overview([]))


def test_no_text_of_a_source_is_markup():
    """Names of publishers, countries and plans are texts."""
    hostile = framework("<b>", MET, publisher="<script>", countries=(("XX", "<i>"),))
    text = html.overview([hostile])
    assert "<script>" not in text
    assert "&lt;i&gt;" in text


def test_the_table_of_a_survey_is_a_page():
    """A survey by publisher and year is one table with its bars; cells without a name say so."""
    columns = [rf.Column("publisher"), rf.Column("year", int)]
    columns += [rf.Column(name, int) for name in ("activities", "with_baseline", "met", "not_met", "undecided")]
    survey = rf.Table.of(columns, [("Agency", 2021, 1200, 5, 3, 0, 1), (None, 2022, None, 1, 0, 0, 0)], "survey")
    text = html.overview(survey)
    heads = "Publisher Year Activities With baseline Met Not met Undecided"
    assert f"By publisher and year {heads} Agency 2021 1,200 5 3 0 1 not stated 2022 1 0 0 0" in words(text)
    assert '<i class="met" style="flex-grow:3"></i><i class="undecided" style="flex-grow:1"></i>' in text
    assert "In all" in words(html.overview(survey.select("activities", "met", "not_met", "undecided")))
    with pytest.raises(rf.InvalidValueError, match="the table of a survey, with the columns activities, met"):
        html.overview(rf.tables.budgets(rf.ResultsFramework()))


def test_many_frameworks_are_written_as_an_overview_only(frameworks, tmp_path):
    """`rf.write` takes an iterable for a page, which reads one framework at a time, and no other format."""
    target = tmp_path / "overview.html"
    rf.write(iter(frameworks), target, at=2021)
    assert target.read_text(encoding="utf-8") == html.overview(frameworks, at=2021)
    with pytest.raises(rf.InvalidValueError, match="as an overview, as html, not json"):
        rf.write(frameworks, tmp_path / "plans.json")
    with pytest.raises(rf.InvalidValueError, match="an overview needs a ResultsFramework"):
        rf.write([rf.Indicator()], target)


def test_a_folder_has_a_page_for_each(frameworks, tmp_path):
    """The overview leads to the page of each framework, whatever its identifier is."""
    more = (framework("a-1", MET), framework("../é/x", PLANNED), framework(None, PLANNED), framework("overview"))
    path = html.write_folder([*frameworks, *more], tmp_path / "reports", today=dt.date(2022, 1, 31))
    names = {"A-1", "A-2", "B-1", "a-1-2", "x", "framework", "overview-2"}
    assert {page.stem for page in path.parent.iterdir()} == {*names, "overview"}
    assert set(re.findall(r'href="([^#"]+)\.html"', path.read_text(encoding="utf-8"))) == names
    made = (path.parent / "A-1.html").read_text(encoding="utf-8")
    assert made == html.dumps(frameworks[0], at=2021, today=dt.date(2022, 1, 31))
    assert "At a glance" not in (path.parent / "B-1.html").read_text(encoding="utf-8")
