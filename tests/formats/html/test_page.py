"""The page of a framework: what a reader looks for first, every value, and nothing from elsewhere."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from html.parser import HTMLParser

import attrs
import pytest

import resultsframework as rf
from resultsframework import examples
from resultsframework.formats import html
from resultsframework.formats.document import markdown

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")

VOID = {"meta"}


class Page(HTMLParser):
    """The elements of a page, their attributes, and the text in them."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.ids, self.targets, self.texts = [], [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        """Note an element that begins."""
        self.tags.append(tag)
        named = dict(attributes)
        self.ids += [named["id"]] if "id" in named else []
        self.targets += [named["href"]] if "href" in named else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """The element that began last ends first."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Note a text."""
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    @property
    def words(self):
        """The words of the page, with one space between."""
        return " ".join("".join(f"{text} " for text in self.texts).split())


@pytest.fixture(scope="module")
def example():
    """The bundled example."""
    return examples.load()


@pytest.fixture(scope="module")
def text(example):
    """Its page for 2021."""
    return html.dumps(example, at=2021)


@pytest.fixture(scope="module")
def page(text):
    """The elements of that page."""
    return Page(text)


def test_a_page_is_whole_and_loads_nothing(text, page):
    """One heading, one main part, a language; no script and no address but places of the page itself."""
    assert text.startswith("<!DOCTYPE html>\n")
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert '<html lang="en">' in text
    assert not set(page.tags) & {"script", "link", "img", "iframe", "object", "form"}
    assert not re.search(r"url\(|@import| src=", text)
    assert all(target.startswith("#") and target[1:] in page.ids for target in page.targets)
    assert len(page.ids) == len(set(page.ids))
    assert len(text.encode()) < 300_000


def test_a_manager_finds_the_answers_first(page):
    """Indicators by status, what is off track and by how much, and the money that is missing."""
    words = page.words
    for answer in ("5 met", "1 not met", "2 undecided", "31 not scheduled", "With results due up to 2021."):
        assert answer in words
    assert words.index("not met: 59 of 100, gap 41 MEX_D_2.1.2A") < words.index("undecided: 2, planned 1 SP_D_2.1A")
    assert "planned $934.31 K , actual $289.56 K , expenses $268.51 K $644.75 K short (69.01 % of the plan)" in words


def test_the_placeholder_of_the_portal_is_grey(text):
    """The header that the portal prints on every page is named as a placeholder, and no fact."""
    grey = text[text.index('<div class="grey">') :]
    assert "placeholder of the portal, no facts of a country" in grey[:300]


def test_each_indicator_has_status_picture_values_tags_and_findings(text):
    """Everything about an indicator is in one place."""
    start = text.index("<code>MEX_D_2.1.2A</code>")
    part = text[start : text.index("</article>", start)]
    assert "59 % of the milestone" in part
    assert "<svg " in part
    assert "<td>planned<sup>1</sup></td><td>0 (2018)</td>" in part
    assert 'class="warning">warning' in part or 'class="error">error' in part or 'class="info">info' in part
    assert "common with UNDP, UNICEF" in text


def test_every_stated_value_is_on_the_page(example, page):
    """No value is lost: each is there as the source writes it."""
    words = "".join(page.words.split())
    for indicator in example.indicators:
        for observation in indicator.series:
            if observation.is_reported:
                assert "".join(observation.raw.split()) in words


@pytest.mark.no_cover
def test_every_number_on_the_page_is_stated_or_calculated(example, text, strange_numbers):
    """A number that is neither in the framework nor in a table of the library would be found where it is printed."""
    assert strange_numbers(text, example, 2021) == {}
    of_another_gap = text.replace("gap 41", "gap 42")
    assert strange_numbers(of_another_gap, example, 2021) == {"offtrack": {"42"}, "n38": {"42"}}
    of_a_sum = text.replace("of the plan)", "of the plan, 644.76 in all)", 1)
    assert strange_numbers(of_a_sum, example, 2021) == {"money": {"644.76"}}


def test_findings_are_left_out_where_they_are_not_wanted(example):
    """A page for the public has no findings."""
    text = html.dumps(example, at=2021, findings=False)
    assert "finding" not in Page(text).words
    assert 'class="findings"' not in text


def test_findings_on_the_whole_are_at_the_end(text):
    """A finding that is about no result is listed under method and sources, with the numbers of all."""
    method = text[text.index("Method and sources") :]
    assert "Findings of the default rules in all: 11 errors, 62 warnings, 73 infos." in method
    assert "On the whole" in method


def test_without_a_time_there_is_no_verdict(example):
    """A plan without a reporting year is a page of its values; a day alone makes no verdict."""
    plan = example.replace(reporting_year=None)
    words = Page(html.dumps(plan)).words
    assert "Off track" not in words
    assert "not met" not in words
    with pytest.raises(rf.InvalidValueError, match="states no reporting year; pass one, such as at=2021"):
        html.dumps(plan, today=dt.date(2022, 1, 31))


def test_nothing_is_off_track_before_it_is_due(example):
    """In the middle of the year nothing is not met."""
    plan = example.replace(reporting_year=None)
    words = Page(html.dumps(plan, at=2021, today=dt.date(2021, 6, 30))).words
    assert "not met: 59" not in words
    assert "not due: 59 planned 100" not in words
    assert "results due up to 2021-06-30" in words


def test_a_page_without_anything_off_track_says_so():
    """Where all is met, that is said."""
    series = rf.ObservationSeries.parse("2018 baseline 0 | 2021 target 5 actual 7")
    output = rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),))
    words = Page(html.dumps(rf.ResultsFramework(results=(output,)), at=2021)).words
    assert "No indicator is off track." in words
    assert "met: 7 of 5" in words


@pytest.mark.parametrize(
    ("met", "sentence"),
    [
        (1, "The one indicator that could be judged is on track; 1 could not be judged."),
        (2, "None of the 2 indicators that could be judged is off track; 1 could not be judged."),
    ],
)
def test_what_could_not_be_judged_is_not_called_on_track(met, sentence):
    """Where some indicators met their milestones and others are open, both are counted."""
    good = rf.ObservationSeries.parse("2018 baseline 0 | 2021 target 5 actual 7")
    open_one = rf.ObservationSeries.parse("2021 milestone 5 actual 10")
    indicators = tuple(rf.Indicator(series=series) for series in (*[good] * met, open_one))
    plan = rf.ResultsFramework(results=(rf.Output(indicators=indicators),))
    assert sentence in Page(html.dumps(plan, at=2021)).words
    assert sentence in markdown.dumps(plan, view="progress", at=2021)


def test_what_is_undecided_is_not_called_off_track(page):
    """Off track is what was not reached; what cannot be decided has a part of its own below, with the reasons."""
    off_track = page.words[page.words.index("Off track") : page.words.index("Undecided undecided:")]
    undecided = page.words[page.words.index("Undecided undecided:") : page.words.index("Money")]
    assert off_track.count("not met:") == 1
    assert "undecided" not in off_track
    assert undecided.count("undecided:") == 2


def test_a_reason_has_no_advice_for_programs():
    """A reader of a page cannot pass an argument: the reason is what was found, as in a document."""
    series = rf.ObservationSeries.parse("2021 milestone 5 actual 10")
    output = rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),))
    plan = rf.ResultsFramework(results=(output,))
    assert "direction=" in rf.met(plan.indicators[0], 2021).reason
    words = Page(html.dumps(plan, at=2021)).words
    assert (
        "Undecided, since the plan does not say whether more or less is better; if more is better: 200 %, met" in words
    )
    assert "direction=" not in words
    assert "direction=" not in markdown.dumps(plan, view="progress", at=2021)


def test_where_all_that_is_reported_is_undecided_nothing_is_said_to_be_on_track():
    """Where no verdict could be reached, the empty list of what is off track is no praise."""
    series = rf.ObservationSeries.parse("2021 milestone 5 actual 10")
    output = rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),))
    words = Page(html.dumps(rf.ResultsFramework(results=(output,)), at=2021)).words
    assert "those with a planned and a reported value are undecided. Undecided undecided: 10, planned 5 A" in words


def test_where_nothing_could_be_judged_nothing_is_said_to_be_on_track():
    """A plan without a value in the year is not praised: no indicator could be judged."""
    series = rf.ObservationSeries.parse("2018 baseline 0 | 2021 target 5 actual 7")
    output = rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),))
    words = Page(html.dumps(rf.ResultsFramework(results=(output,)), at=2020)).words
    assert "No indicator could be judged: none has both a planned and a reported value in 2020 that are due." in words
    assert "No indicator is off track." not in words


def test_an_undecided_indicator_says_why(page):
    """Beside what is open there is the reason, so that somebody can provide what is missing."""
    start = page.words.index("undecided: 0, planned TBD MEX_D_2.1.2B")
    assert "Undecided, since no milestone for 2021: to be determined" in page.words[start : start + 300]


def test_a_reason_that_many_share_is_stated_once():
    """Indicators that are undecided one after the other for one reason do not repeat it."""
    series = rf.ObservationSeries.parse("2018 baseline 0 | 2021 milestone TBD actual 3")
    indicators = tuple(rf.Indicator(code=code, series=series) for code in "ABC")
    words = Page(html.dumps(rf.ResultsFramework(results=(rf.Output(indicators=indicators),)), at=2021)).words
    assert words.count("Undecided, since no milestone for 2021") == 1
    assert words.count("Undecided for the same reason.") == 2


def test_an_indicator_without_a_code_is_named_by_its_statement():
    """Indicators without a code are distinguished by their statements, off track and among the errors."""
    statement = "Number of " + "very " * 20 + "many people"
    series = rf.ObservationSeries.parse("2025 baseline 0 | 2021 milestone 5 actual 3 | 2022 target 9")
    output = rf.Output(code="1", indicators=(rf.Indicator(statement=statement, series=series),))
    text = html.dumps(rf.ResultsFramework(results=(output,)), at=2021)
    assert f">{statement}</a>" in text
    errors = text[text.index("Errors in the plan") : text.index("</section>", text.index("Errors in the plan"))]
    assert re.search(r'<a href="#n\d+">Number of (very )+\.\.\.</a>', errors)


def test_the_errors_of_a_plan_are_near_the_top_with_their_places(example, page):
    """Each error is stated once, with a link to everything that has it, and the number of all findings."""
    errors = [finding for finding in rf.validate(example) if finding.severity.value == "error"]
    part = page.words[page.words.index("Errors in the plan") : page.words.index("Indicators shared with others")]
    assert part.count("BAS02 the baseline is of 2025, after 2022") == 1
    assert len(errors) == part.count("SP_D_") == 11
    assert "In all: 11 errors, 62 warnings, 73 infos." in part


def test_many_places_of_an_error_are_cut_short_with_their_number():
    """Of many places of one error twenty are listed; the rest is counted."""
    plan = rf.ObservationSeries.parse("2025 baseline 0 | 2021 milestone 5 | 2022 target 9")
    same = tuple(rf.Indicator(code=f"A{number}", statement=f"Of {number}", series=plan) for number in range(23))
    words = Page(html.dumps(rf.ResultsFramework(results=(rf.Output(code="1", indicators=same),)))).words
    assert "A19 and 3 more" in words


def test_the_entities_that_share_indicators_are_counted(example, page):
    """The entities whose frameworks share indicators are in one table, with the meaning of both tags."""
    part = page.words[page.words.index("Indicators shared with others") :]
    named = [
        (body.acronym, tag.kind)
        for indicator in example.indicators
        for tag in indicator.alignments
        for body in tag.partners
    ]
    for name in ("UNDP", "UNAIDS", "UNICEF", "UNFPA"):
        common = named.count((name, rf.AlignmentKind.COMMON))
        assert f"{name} {common} {named.count((name, rf.AlignmentKind.COMPLEMENTARY))} SP_D_" in part
    assert "Common: word for word in the framework of both" in part


def test_money_is_explained_and_not_hidden(page):
    """Bars have scales of their own, shortfalls are no sum, and a budget without amounts points to its funding."""
    assert "Each budget has a scale of its own. The shortfalls are not added up" in page.words
    assert "Outcome MEX_D_2.1 planned $934.31 K" in page.words
    line = rf.FundingLine(amount=rf.Money.parse("$5 K"))
    output = rf.Output(code="1", budgets=(rf.Budget(funding=(line,)),))
    plan = rf.ResultsFramework(results=(output,), budgets=(rf.Budget(),))
    words = Page(html.dumps(plan)).words
    assert "1 budget states no planned, actual or spent amount, and no funding: the whole." in words
    assert "1 budget of which one amount alone is stated" in words
    assert "Output 1 not stated funding named $5 K not stated" in words
    assert "scale of its own" not in words


def test_a_converted_amount_is_printed_as_a_person_would():
    """An amount with parts of a coin is rounded to the coin, in words and in pictures; its title has all digits."""
    budget = rf.Budget(planned=rf.Money.parse("$641,897.7418977418"), actual=rf.Money.parse("$41,897.5"))
    plan = rf.ResultsFramework(results=(rf.Output(code="1", budgets=(budget,)),))
    text = html.dumps(plan)
    assert '<span class="amount" title="exactly $641,897.7418977418">$641,897.74</span>' in text
    assert '<strong><span class="amount" title="exactly $600,000.2418977418">$600,000.24</span></strong> short' in text
    assert 'aria-label="planned $641,897.74, actual $41,897.5"' in text
    assert "641,897.7418977418" not in markdown.dumps(plan)
    assert "| $641,897.74 |" in markdown.dumps(plan)


def test_a_note_on_the_direction_has_its_mark(text):
    """The note that a direction is inferred is marked in the table that it is below, with or without achievements."""
    start = text.index("<code>SP_D_0.1.4</code>")
    part = text[start : text.index("</article>", start)]
    assert "<td>0 (2021)<sup>1</sup></td>" in part
    assert "direction of improvement (increase) inferred from the plan, not declared" in part


def test_a_year_without_results_names_the_last_one():
    """Where nothing is reported for the time, the page says so first, and of which year the last result is."""
    series = rf.ObservationSeries.parse("2018 baseline 0 | 2020 milestone 3 actual 4 | 2021 milestone 4 actual -")
    output = rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series), rf.Indicator(code="B")))
    plan = rf.ResultsFramework(results=(output,))
    words = Page(html.dumps(plan, at=2021)).words
    assert "No result is reported in 2021; the last is of 2020." in words
    assert (
        "Without data 1 indicator with a planned value that is due and not reported A without a statement 4 planned"
        in words
    )
    assert "No result is reported" not in Page(html.dumps(plan, at=2020)).words
    bare = plan.replace("1", indicators=())
    assert "No result is reported" not in Page(html.dumps(bare, at=2021)).words


def test_a_framework_without_a_title_has_the_one_of_its_outcome():
    """A page of one outcome, whose name is a code, says below it what the outcome is."""
    outcome = rf.Outcome(code="D_2.1", title="Women have decent work")
    named = Page(html.dumps(rf.ResultsFramework(identifier="D_2.1", results=(outcome,)))).words
    assert named.startswith("D_2.1 - Results framework Skip to the results Results framework D_2.1 Women have decent")
    of_two = rf.ResultsFramework(identifier="D_2", results=(outcome, rf.Outcome(code="D_2.2", title="And more")))
    assert "lead" not in re.findall('class="(.*?)"', html.dumps(of_two))


def test_what_is_wrong_is_counted_by_rule(page, example):
    """Warnings are counted by their rules near the top, with the rules' titles; each is beside its node."""
    warnings = [finding for finding in rf.validate(example) if finding.severity.value == "warning"]
    most = max(rf.validate(example).by_code.items(), key=lambda item: sum(f in warnings for f in item[1]))[0]
    part = page.words[page.words.index("Errors in the plan") : page.words.index("Indicators shared with others")]
    assert f"{len(warnings)} warnings, by rule {most} " in part
    plan = rf.ResultsFramework(title="Plan", results=(rf.Outcome(code="1", title="Laws"),))
    words = Page(html.dumps(plan)).words
    assert "Warnings about the plan 2 warnings, by rule" in words


def test_an_empty_framework_is_a_page():
    """No results, no budgets, no language: the page says what it holds."""
    text = html.dumps(rf.ResultsFramework(language="not a tag"))
    assert '<html lang="en">' in text
    assert "The framework holds no results." in Page(text).words
    with pytest.raises(rf.InvalidValueError, match="a page needs a ResultsFramework"):
        html.dumps(rf.Indicator())


def test_the_further_parts_of_a_plan_are_there(plan_with_everything):
    """Assumptions, risks, activities, monitoring plans, groups, notes, documents, changes and what was not read."""
    words = Page(html.dumps(plan_with_everything, at=2021)).words
    for part in (
        "Assumptions Peace lasts",
        "Risks Drought",
        "Activities 1.1 Courses",
        "Means of verification Register",
        "actual 2021 sex: female 31",
        "Progress notes 2021 Much was done. And more.",
        "Documents The plan - https://example.org",
        "Record of changes version 2, Pandemic",
        "Parts of the source that could not be read: 1.",
        "Joint programme Together",
        "Partners Ministry",
        "In two lines.",
        "Describes it.",
        "2 budgets of which one amount alone is stated",
        "the whole $9 K not stated not stated",
        "planned $5 K , actual €3 K , expenses not stated shortfall not known",
        "no shortfall, since",
    ):
        assert part in words, part
    nothing = plan_with_everything.replace("1", indicators=(), budgets=()).replace(budgets=())
    assert "<svg" not in html.dumps(nothing, at=2021)


@pytest.fixture
def plan_with_everything():
    """A framework with something in every place."""
    women = (rf.Disaggregation(dimension="sex", category="female"),)
    of_women = rf.Observation(
        kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2021), value=31, disaggregation=women
    )
    series = rf.ObservationSeries.parse("2018 baseline 0 | 2021 milestone 100 actual 59")
    indicator = rf.Indicator(
        code="A",
        description="Describes it.",
        series=series.with_observations((*series, of_women)),
        monitoring_plan=rf.MonitoringPlan(means_of_verification="Register"),
    )
    output = rf.Output(
        code="1",
        assumptions=("Peace lasts",),
        risks=("Drought",),
        activities=(rf.PlannedActivity(code="1.1", title="Courses"),),
        indicators=(indicator, rf.Indicator(code="B")),
        budgets=(
            rf.Budget(planned=rf.Money.parse("$5 K"), actual=rf.Money.parse("€3 K")),
            rf.Budget(period=rf.Period(year=2021), planned=rf.Money.parse("$5 K")),
        ),
    )
    return rf.ResultsFramework(
        title="Plan",
        description="A plan.\nIn two lines.",
        results=(output, rf.OtherResult(code="2")),
        budgets=(rf.Budget(planned=rf.Money.parse("$9 K")),),
        programmes=(rf.JointProgramme(title="Together", partners=(rf.Organisation(name="Ministry"),)),),
        progress_notes=(rf.ProgressNote(text="Much was done.\nAnd more.", year=2021), rf.ProgressNote(text="So far.")),
        documents=(rf.DocumentLink(title="The plan", url="https://example.org"),),
        revisions=(rf.Revision(version="2", reason="Pandemic"),),
        source=rf.Source(unparsed=("what is this",)),
    )


def test_no_text_of_a_source_is_markup():
    """A script in a title, a statement, a code or a value is a text, and control characters are replaced."""
    script = "<script>alert(1)</script>\x00"
    value = rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2021), value=script, comment=script)
    indicator = rf.Indicator(code='"><img>', statement=script, series=rf.ObservationSeries((value,)))
    output = rf.Output(code="'", title=script, indicators=(indicator,), assumptions=(script,))
    page = Page(html.dumps(rf.ResultsFramework(title=script, language='"><b>', results=(output,)), at=2021))
    assert not {"script", "img", "b"} & set(page.tags)
    assert page.words.count("<script>alert(1)</script>\ufffd") >= 5


def test_a_page_is_written_by_the_suffix(example, tmp_path, text):
    """`rf.write` takes the end of the name; a table as HTML stays a table, and a saved page of the portal is read."""
    path, stream = tmp_path / "report.html", io.StringIO()
    rf.write(example, path, at=2021)
    html.dump(example, stream, at=2021)
    assert path.read_text(encoding="utf-8") == stream.getvalue() == text
    rf.write(rf.tables.budgets(example), path)
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>\n<html><head>")
    with pytest.raises(rf.InvalidValueError, match="html is a document for people, which is not read back"):
        rf.loss_report(example, "html")


def test_the_same_framework_gives_the_same_page(example, text):
    """There is no clock in a page."""
    assert html.dumps(attrs.evolve(example), at=2021) == text


class Lacking:
    """A finder of modules where a package is not installed."""

    def __init__(self, name):
        self.name = name

    def find_spec(self, name, _path=None, _target=None):
        """Refuse the package, and find nothing else."""
        if name == self.name:
            msg = f"No module named {self.name!r}"
            raise ModuleNotFoundError(msg, name=self.name)


@pytest.mark.parametrize(
    ("lacking", "error", "message"),
    [
        ("jinja2", rf.MissingExtraError, r"a page for a browser needs .*resultsframework\[report\]"),
        ("markupsafe", ModuleNotFoundError, "markupsafe"),
    ],
)
def test_without_jinja_the_extra_is_named(example, monkeypatch, lacking, error, message):
    """Whoever lacks the library gets the command that installs it; a broken one is an error of its own."""
    own = "resultsframework.formats.html._"
    for name in [name for name in sys.modules if name.startswith((own, "jinja2", "markupsafe"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Lacking(lacking), *sys.meta_path])
    found = rf.aggregation.contributions([example], at=2021)
    pages = (html.dumps, lambda one: html.overview([one]), lambda one: html.write_folder([one], "nowhere"))
    for written in (*pages, lambda _: html.contributions(found)):
        with pytest.raises(error, match=message) as caught:
            written(example)
        assert type(caught.value) is error


def test_what_is_due_next_is_listed_with_those_that_have_no_plan(page, example):
    """The planned values of the next year with the last results, linked; and the indicators that have none."""
    part = page.words[page.words.index("Due next: 2022") : page.words.index("Money")]
    assert "MEX_D_2.1.2A Number of women" in part
    assert " 155 59 (2021) MEX_D_2.1.2B " in part
    assert " TBD 0 (2021) 34 indicators without a planned value for 2022 SP_D_" in part
    last = Page(html.dumps(example, at=dt.date(2025, 6, 30))).words
    assert "Due next Nothing is planned for a year after 2025." in last
    women = (rf.Disaggregation(dimension="sex", category="female"),)
    quarters = [
        rf.Observation(
            kind=rf.ObservationKind.MILESTONE, period=rf.Period.quarter(2022, n), value=n, disaggregation=women
        )
        for n in (1, 2)
    ]
    indicator = rf.Indicator(code="A", statement="Of women", series=rf.ObservationSeries(tuple(quarters)))
    many = tuple(rf.Indicator(code=f"B{n}", series=rf.ObservationSeries.parse("2022 target 5")) for n in range(12))
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(indicator, *many)),))
    words = Page(html.dumps(plan, at=rf.Period(year=2021))).words
    assert "13 indicators with a planned value for 2022" in words
    assert "Of women 1 (2022-01-01..2022-03-31, sex: female); 2 (2022-04-01..2022-06-30, sex: female)" in words
    assert "Due next" not in Page(html.dumps(plan.replace("1", indicators=()), at=2021)).words


def test_the_number_of_a_status_leads_to_its_list(text):
    """The name of a status below its number is a link to the list of those indicators."""
    tiles = text[text.index('<ul class="tiles">') : text.index("</ul>", text.index('<ul class="tiles">'))]
    assert re.findall(r'<a href="(.*?)">(.*?)</a>', tiles) == [("#offtrack", "not met"), ("#undecided", "undecided")]
    overdue = rf.ObservationSeries.parse("2019 milestone 3 actual - | 2021 actual 5")
    plan = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(series=overdue),)),), reporting_year=2021)
    words = Page(html.dumps(plan, at=2019)).words
    assert "without data: 3 planned, overdue" in words
    assert "1 without plan a value is reported, and none is planned" in Page(html.dumps(plan, at=2021)).words


def test_a_direction_that_the_plan_contradicts_is_named_beside_the_verdict():
    """Where most targets contradict the declared direction, what is off track by it alone says so."""
    rising = rf.ObservationSeries.parse("2019 baseline 1 | 2021 target 5 actual 4")
    exceeded = rf.ObservationSeries.parse("2021 target 5 actual 50")
    declared = [rf.Indicator(series=series, direction="decrease") for series in (exceeded, exceeded, *[rising] * 3)]
    plan = rf.ResultsFramework(results=(rf.Outcome(indicators=tuple(declared)),))
    doubt = "doubtful, since declared decrease, which the targets of 3 other indicators contradict"
    words = Page(html.dumps(plan, at=2021)).words
    assert doubt.capitalize() in words
    assert "Doubtful for the same reason." in words
    assert doubt in markdown.dumps(plan, view="progress", at=2021)


def test_incoming_funds_are_shown_beside_the_plan_and_its_revision():
    """Funding without an actual budget is named and held against the plan before and after the revision."""
    line = rf.FundingLine(amount=rf.Money.parse("$70"), organisation=rf.Organisation(name="Japan"))
    year = rf.Period(year=2021)

    def budget(planned, **fields):
        return rf.Budget(period=year, planned=rf.Money.parse(planned), **fields)

    revised = budget("$70", kind="revised", funding=(line,), expenses=rf.Money.parse("$40"))
    plan = rf.ResultsFramework(budgets=(budget("$600", kind="original"), revised))
    text = html.dumps(plan)
    words = Page(text).words
    assert "2021 planned $70 , expenses $40 Planned before the revision: $600. Funding named: $70, as much as" in words
    assert "as much as planned and $530 less than planned before the revision." in words
    assert "It is not taken for that budget" in words
    assert "not stated" not in words[words.index("Money") : words.index("Results ")]
    assert 'aria-label="planned before $600, planned $70, funding named $70, expenses $40"' in text
    assert "hollow: planned before a revision, or funding named" in words
    more = plan.replace(budgets=(budget("$60", funding=(line,)),))
    assert "Funding named: $70, $10 more than planned." in Page(html.dumps(more)).words


def test_sums_of_money_are_stated_with_a_word_on_whether_they_agree(page):
    """The outcome and its outputs together, and the budgets of several years, in a line each."""
    assert "$644.75 K short. The 3 results below it together: $4.17 M planned" in page.words
    assert "$2.52 M short. The two do not agree." in page.words
    assert "Expenses are $119.61 K more than the actual budget." in page.words
    years = tuple(rf.Budget(period=rf.Period(year=y), planned=rf.Money.parse("$5")) for y in (2021, 2022))
    output = rf.Output(code="1", budgets=years)
    plan = rf.ResultsFramework(results=(output, rf.Output(code="2", budgets=years)))
    words = Page(html.dumps(plan)).words
    assert "The 2 results below The whole together: 2021-2022: $10 planned" not in words
    assert "The 2 results together: 2021-2022: $20 planned." in words
    assert "Output 1, 2 budgets together: 2021-2022: $10 planned." in words
    line = rf.FundingLine(amount=rf.Money.parse("$3"))
    funded = rf.ResultsFramework(budgets=tuple(attrs.evolve(one, funding=(line,)) for one in years))
    assert "The whole, 2 budgets together: 2021-2022: $10 planned, $6 funding named." in Page(html.dumps(funded)).words
    mixed = (years[0], rf.Budget(period=rf.Period(year=2022), planned=rf.Money.parse("€5")))
    assert "together" not in Page(html.dumps(rf.ResultsFramework(budgets=mixed))).words


def test_what_is_open_for_one_reason_is_in_the_order_of_what_was_reached():
    """The reason is stated once, each indicator has its answers under both directions, the lowest share first."""
    reached = (90, 10, 50)
    series = [rf.ObservationSeries.parse(f"2021 milestone 1000 actual {number}0") for number in reached]
    indicators = tuple(rf.Indicator(series=one) for one in series)
    words = Page(html.dumps(rf.ResultsFramework(results=(rf.Output(indicators=indicators),)), at=2021)).words
    part = words[words.index("Undecided undecided:") : words.index("Due next")]
    assert re.findall(r"undecided: (\d+), planned 1,000", part) == ["100", "500", "900"]
    assert part.count("the plan does not say") == 1
    assert "without a statement if more is better: 50 %, not met; if less is better: met" in part


def test_results_of_one_title_are_one_entry_of_the_contents():
    """A file with a result for each quarter has its title once, with a link to each; a long list is folded."""
    results = [rf.Output(title="People treated") for _ in range(3)] + [rf.Outcome(code="2", title="Eyes")]
    text = html.dumps(rf.ResultsFramework(results=tuple(results)))
    nav = text[text.index("<nav") : text.index("</nav>")]
    assert re.findall(r">(\d|Outcome 2)</a>", nav) == ["1", "2", "3", "Outcome 2"]
    assert nav.count("People treated") == 1
    assert "<details" not in nav
    many = rf.ResultsFramework(results=tuple(rf.Output(code=str(number)) for number in range(31)))
    assert "<summary>31 results</summary>" in html.dumps(many)


def test_errors_of_one_rule_with_many_texts_are_one_line():
    """Where one cause gives each indicator another text, the rule's title stands for them, with all places."""
    indicators = tuple(
        rf.Indicator(
            code=f"A{number}",
            statement=f"Of {number}",
            direction="decrease",
            series=rf.ObservationSeries.parse(f"2019 baseline 1 | 2021 target {number}"),
        )
        for number in range(5, 10)
    )
    words = Page(html.dumps(rf.ResultsFramework(results=(rf.Output(code="1", indicators=indicators),)))).words
    assert "TGT03 Planned value contradicts the direction : A5 , A6 , A7 , A8 , A9" in words


def test_where_no_indicator_is_there_is_nothing_to_judge():
    """A framework of money and partners alone has no tiles of zeros before its facts."""
    words = Page(html.dumps(rf.ResultsFramework(title="Fund", reporting_year=2021))).words
    assert "At a glance" not in words
    assert "Off track" not in words
