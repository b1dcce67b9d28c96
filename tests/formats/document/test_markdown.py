"""The logframe and the progress of a year as Markdown."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework import ObservationKind
from resultsframework.formats.document import markdown
from resultsframework.formats.document._numbers import in_one_style

D = Decimal


@pytest.fixture
def logframe(plan):
    """The lines of the logframe."""
    return markdown.dumps(plan).splitlines()


@pytest.fixture
def progress(plan):
    """The lines of the progress of 2021."""
    return markdown.dumps(plan, view="progress", at=2021).splitlines()


def framework_of(*indicators, **fields):
    """A framework of one output with these indicators."""
    output = rf.Output(code="1", indicators=indicators)
    return rf.ResultsFramework(title="Plan", results=(output,), **fields)


def under(lines, heading):
    """The lines under a heading, up to the next one."""
    start = lines.index(heading) + 1
    end = next((n for n, line in enumerate(lines[start:], start) if line.startswith("#")), len(lines))
    return [line for line in lines[start:end] if line]


def test_a_framework_is_written_by_the_suffix(plan, tmp_path):
    """`rf.write` takes the end of the name, an open file takes the text, and the table of a framework stays a table."""
    path, stream = tmp_path / "plan.md", io.StringIO()
    rf.write(plan, path)
    markdown.dump(plan, stream)
    assert path.read_text(encoding="utf-8") == stream.getvalue() == markdown.dumps(plan)
    rf.write(rf.observations(plan), path)
    assert path.read_text(encoding="utf-8").startswith("| framework |")


def test_a_logframe_has_the_columns_that_a_donor_knows(logframe):
    """Baseline with its year, milestones, target, means of verification; what was achieved is a row below."""
    assert logframe[0] == "# Work for women"
    table = [line for line in logframe if line.startswith("|")]
    at = table.index(
        "| Indicator | Values | Baseline | 2020 | 2021 | 2022 (target) | Means of verification |",
    )
    assert table[at + 1 : at + 8] == [
        "| --- | --- | --- | ---: | ---: | ---: | --- |",
        "| 1.1 Women trained ¹ | planned | 0 (2018) | 50 | 100 | **320** | Register |",
        "|  | achieved |  | 40 | 59 |  |  |",
        "| 1.2 A law | planned | No (2018) ² |  | Yes ³ | TBD ⁴ |  |",
        "|  | achieved |  |  | Yes ³ |  |  |",
        "| 1.3 Days of waiting (unit: day) | planned | 30 (2018) |  | 20 | **10** |  |",
        "|  | achieved |  |  | 25 |  |  |",
    ]
    notes = [line for line in logframe if line[:1] in "¹²³⁴" and line]
    assert notes[:4] == [
        "¹ direction of improvement (increase) inferred from the plan, not declared",
        "² No: an answer of yes or no, no number",
        "³ Yes: an answer of yes or no, no number",
        "⁴ TBD: to be determined",
    ]


def test_one_fact_of_the_monitoring_plans_is_a_sentence():
    """A fact such as who is responsible for each indicator needs no table of its own; several facts have one."""

    def written(*plans):
        found = [rf.Indicator(code=f"1.{n}", monitoring_plan=rf.MonitoringPlan(**plan)) for n, plan in enumerate(plans)]
        return markdown.dumps(framework_of(*found))

    one = written({"responsible": "Training"}, {"responsible": "Finance"}, {"responsible": "Training"}, {})
    assert "Responsible: Training (1.0, 1.2); Finance (1.1)" in one
    assert "Monitoring plan" not in one
    several = written({"responsible": "Training"}, {"method": "Survey", "means_of_verification": "List"}, {})
    assert "Monitoring plan of output 1" in several
    assert "| 1.1 | | Survey |" in " ".join(several.split())


@pytest.mark.each(
    ("written", "value", "expected"),
    [
        ("11.930 people", D(11930), "11,930 people"),
        ("1 234 567", D(1234567), "1,234,567"),
        ("1'050.50", D("1050.5"), "1,050.50"),
        ("50000", D(50000), "50,000"),
        ("-57,5 %", D("-57.5"), "-57.5 %"),
        ("0,0", D(0), "0,0"),
        ("2025", D(2025), "2025"),
        ("2.025", D(2025), "2,025"),
        ("1.5 million", D(1500000), "1.5 million"),
        ("3 in 2024", D(3), "3 in 2024"),
        ("9" * 30, D("9" * 30), "9" * 30),
        ("1.200 of 3.000", rf.Ratio(D(1200), D(3000)), "1,200 of 3,000"),
        ("1000-2000", rf.Range(D(1000), D(2000)), "1000-2000"),
        ("1500-3000", rf.Range(D(1500), D(3000)), "1,500-3,000"),
        ("<1000", rf.Range(None, D(1000)), "<1,000"),
        ("1.200 and 3.000", "1.200 and 3.000", "1.200 and 3.000"),
    ],
)
def test_numbers_of_several_sheets_are_in_one_style(written, value, expected):
    """A donor reads 11.930 of a Spanish sheet as 11,930; texts, and figures in words, stay as they are written."""
    assert in_one_style(written, value) == expected


def test_a_logframe_has_assumptions_risks_activities_and_who_collects_what(logframe):
    """The columns beside the indicators are lists of their result, and the monitoring plan is a table."""
    assert under(logframe, "#### Output 1.0: Training") == ["- **Weight:** 30 %"]
    assert under(logframe, "##### Assumptions") == ["- Employers agree", "- The law passes (no longer holds)"]
    assert under(logframe, "##### Risks") == ["- Staff leaves (rating: High; mitigation: Train two)"]
    assert under(logframe, "##### Activities")[0] == "- 1.0.1 Courses; 2021"
    assert "| 1.1 | every quarter | M&E officer | sex, age |" in logframe
    assert under(logframe, "## Record of changes") == ["- 2020-05-01, version 2, Pandemic"]


def test_values_of_groups_have_a_table_of_their_own(logframe):
    """A value of women beside the total is listed with its group, and its comment is a note."""
    assert "| 1.1 | actual | 2021 | sex: female | 31 ¹ |" in logframe
    assert "¹ 2021: estimate" in logframe


def test_budgets_are_printed_as_the_source_rounds_them(logframe, plan):
    """The shortfall is a number with the digits of the source; a figure that cannot be had has its reason."""
    assert "| 1 | $934.31 K | $289.56 K | $644.75 K | 69.01 % | not stated | none | none |" in logframe
    assert any("since" in line and line.endswith(": 1") for line in under(logframe, "## Budgets"))
    assert "## Budgets" not in markdown.dumps(plan.replace("1", budgets=()))


def test_the_progress_begins_with_what_is_off_track(progress):
    """Numbers of indicators by status; then those off track, the worst first, with the gap in words."""
    table = under(progress, "## Progress in 2021")
    assert "| met | 1 | what was planned is reached |" in table
    assert "| not met | 2 | what was planned is not reached |" in table
    assert table[-1] == "With results due up to 2021."
    assert under(progress, "## Off track") == [
        "- 1.3 Days of waiting (unit: day) (not met: 25, planned 20, gap 5 days)",
        "- 1.1 Women trained (not met: 59 of 100, gap 41)",
    ]


def test_the_progress_states_percentages_status_and_certainty(progress):
    """Percentages are exact, a direction that is inferred is noted, and a yes has no percentage."""
    assert (
        "| 1.1 Women trained | 0 (2018) | 100 | 59 | 59 % | 18.44 % | **not met: 59 of 100, gap 41** | inferred ¹ |"
        in progress
    )
    assert (
        "| 1.3 Days of waiting (unit: day) | 30 (2018) | 20 | 25 | 50 % | 25 % | "
        "**not met: 25, planned 20, gap 5 days** | declared |"
    ) in progress
    assert any(line.startswith("| 1.2 A law | No (2018) ² | Yes ³ | Yes ³ | none") for line in progress)


def test_the_year_of_the_progress_is_the_reporting_year(plan, progress):
    """Where no time is given, the source's own year counts; without one, it has to be given."""
    assert markdown.dumps(plan, view="progress").splitlines() == progress
    with pytest.raises(rf.InvalidValueError, match=r"states no reporting year; pass .* at=2021"):
        markdown.dumps(plan.replace(reporting_year=None), view="progress")


def test_nothing_is_off_track_before_it_is_due(plan):
    """With the day of reporting the year is not over, and what is missing is no failure."""
    plan = plan.replace(reporting_year=None)
    lines = markdown.dumps(plan, view="progress", at=2021, today=dt.date(2021, 6, 30)).splitlines()
    assert under(lines, "## Off track") == ["No indicator is off track."]
    assert "| not due | 2 | a value is planned, and the period has not ended |" in lines
    day = markdown.dumps(plan, view="progress", at=dt.date(2021, 5, 1))
    assert "Progress on 2021-05-01" in day


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"view": "doner"}, "there is no view 'doner'; choose one of 'donor'"),
        ({"at": 2021}, 'the view "donor" is of the whole plan'),
        ({"today": dt.date(2021, 1, 1)}, 'the view "donor" is of the whole plan'),
    ],
)
def test_options_without_a_meaning_are_refused(plan, options, message):
    """A misspelled view names the nearest; a logframe has no time."""
    with pytest.raises(rf.InvalidValueError, match=message):
        markdown.dumps(plan, **options)


def test_only_a_framework_is_a_document(plan):
    """An indicator alone is refused with the way to a framework."""
    with pytest.raises(rf.InvalidValueError, match="a document needs a ResultsFramework, not Indicator"):
        markdown.dumps(plan.indicators[0])


@pytest.mark.each(
    ("text", "written"),
    [
        ("a | b", r"a \| b"),
        ("<b>bold</b>", r"\<b\>bold\</b\>"),
        ("*bold* and `code`", r"\*bold\* and \`code\`"),
        ("[a](http://b)", r"\[a\](http://b)"),
        ("MEX_D_2.1 _x_", r"MEX_D_2.1 \_x\_"),
        ("Q&A &amp; more", "Q&A &amp;amp; more"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("$5 and $6", r"\$5 and \$6"),
        ("$5", "$5"),
        ("back\\slash", r"back\\slash"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("zero\0width", "zero\ufffdwidth"),
    ],
)
def test_no_text_of_a_source_is_markup(text, written):
    """Signs of Markdown and of HTML within a text are shown as they are."""
    lines = markdown.dumps(framework_of(rf.Indicator(code="A", statement=text))).splitlines()
    assert f"| A {written} |  |" in lines


@pytest.mark.each(
    ("text", "written"),
    [
        ("# heading", r"\# heading"),
        ("#5", "#5"),
        ("- item", r"\- item"),
        ("---", r"\---"),
        ("+ item", r"\+ item"),
        ("-5 %", "-5 %"),
        ("1. first", r"1\. first"),
        ("1.5 percent", "1.5 percent"),
        ("2) second", r"2\) second"),
    ],
)
def test_no_paragraph_of_a_source_is_a_heading_or_a_list(text, written):
    """Signs that act at the beginning of a line are shown as they are."""
    assert written in markdown.dumps(rf.ResultsFramework(title="Plan", description=text)).splitlines()


def test_many_periods_go_on_in_a_further_table():
    """Ten periods are beside each other; the caption names the part."""
    series = " | ".join(f"{year} milestone {year - 2000}" for year in range(2010, 2022))
    lines = markdown.dumps(framework_of(rf.Indicator(code="A", series=rf.ObservationSeries.parse(series)))).splitlines()
    assert "**Table 1. Indicators of output 1, 2010 to 2019**" in lines
    assert "**Table 2. Indicators of output 1, 2020 to 2021**" in lines
    assert "| A ¹ |  | 20 | 21 |" in lines


def test_a_target_among_milestones_is_marked():
    """Where a column has both, the cell says which is the target."""
    one = rf.Indicator(code="A", series=rf.ObservationSeries.parse("2021 target 5"))
    other = rf.Indicator(code="B", series=rf.ObservationSeries.parse("2021 milestone 3 | 2022 target 5"))
    lines = markdown.dumps(framework_of(one, other)).splitlines()
    assert "| A |  | **5 (target)** |  |" in lines
    assert "| B ¹ |  | 3 | **5** |" in lines


def test_a_long_value_is_a_note():
    """A sentence in place of a number does not widen a column."""
    text = "The ministry has adopted the strategy and published it in the gazette of May"
    series = rf.ObservationSeries(
        (rf.Observation(kind=ObservationKind.ACTUAL, period=rf.Period(year=2021), value=text),)
    )
    lines = markdown.dumps(framework_of(rf.Indicator(code="A", series=series))).splitlines()
    assert "|  | achieved |  | see note ¹ |" in lines
    assert f"¹ {text}" in lines


def test_values_of_one_group_alone_name_it():
    """Where no value is of the total, the indicator says whom its values are of."""
    women = (rf.Disaggregation(dimension="sex", category="female"),)
    value = rf.Observation(kind=ObservationKind.ACTUAL, period=rf.Period(year=2021), value=5, disaggregation=women)
    lines = markdown.dumps(framework_of(rf.Indicator(code="A", series=rf.ObservationSeries((value,))))).splitlines()
    assert "| A ¹ | planned |  |  |" in lines
    assert "¹ all values are of sex: female" in lines


def test_values_of_several_groups_have_no_verdict():
    """Where women and men are reported and no total, nothing is held against the plan, and the values are listed."""
    values = [
        rf.Observation(
            kind=ObservationKind.ACTUAL,
            period=rf.Period(year=2021),
            value=value,
            disaggregation=(rf.Disaggregation(dimension="sex", category=sex),),
        )
        for sex, value in (("female", 5), ("male", 3))
    ]
    framework = framework_of(rf.Indicator(code="A", series=rf.ObservationSeries(tuple(values))))
    assert "| without plan: reported by group |" in markdown.dumps(framework, view="progress", at=2021)
    lines = markdown.dumps(framework).splitlines()
    assert lines[-2:] == ["| A | actual | 2021 | sex: female | 5 |", "|  | actual | 2021 | sex: male | 3 |"]


def test_documents_of_values_are_means_of_verification():
    """The documents that a source links with its values verify them."""
    value = rf.Observation(
        kind=ObservationKind.ACTUAL,
        period=rf.Period(year=2021),
        value=5,
        documents=(rf.DocumentLink(title="Survey"), rf.DocumentLink(url="https://example.org")),
    )
    text = markdown.dumps(framework_of(rf.Indicator(code="A", series=rf.ObservationSeries((value,)))))
    assert "| A | planned |  |  | Survey; https://example.org |" in text


def test_a_long_title_is_a_paragraph():
    """A heading stays short, and the whole title follows it."""
    title = "By 2025, " + "all women " * 20
    lines = markdown.dumps(rf.ResultsFramework(title="Plan", results=(rf.OtherResult(title=title),))).splitlines()
    assert under(lines, "### Result") == [title.strip(), "No indicators."]


def test_indicators_without_a_value_for_the_time_are_counted(plan):
    """An indicator without a planned value or a report has no row, and is not forgotten."""
    lines = markdown.dumps(plan, view="progress", at=2030).splitlines()
    assert "3 indicators without a value planned or reported in 2030." in lines
    assert "| not scheduled | 3 | nothing is planned or reported for this time |" in lines


def test_a_planned_value_without_a_report_is_without_data():
    """A milestone that nobody reported on is listed with these words, due or not."""
    elsewhere = rf.Observation(
        kind=ObservationKind.MILESTONE, period=rf.Period(year=2021), listed_under=rf.Period(year=2020), value=5
    )
    planned = rf.Indicator(code="A", series=rf.ObservationSeries((elsewhere,)))
    empty = rf.Indicator(code="B", series=rf.ObservationSeries.parse("2021 milestone 5 actual -"))
    alone = rf.Indicator(code="C", series=rf.ObservationSeries.parse("2021 actual 5"))
    text = markdown.dumps(framework_of(planned, empty, alone), view="progress", at=2021)
    assert "| without data | 2 | a value is planned and due, and none is reported |" in text
    assert "| A |  | 5 |  | none ¹ | none ² | without data: 5 planned |  |" in text
    assert text.count("| without data: 5 planned |") == 2
    assert "without plan: 5, nothing planned" in text


def test_an_undecided_verdict_has_the_readings_in_a_note():
    """Where the direction is missing, the note says what each would mean."""
    unclear = rf.Indicator(code="A", series=rf.ObservationSeries.parse("2019 baseline 1 | 2021 milestone 1 actual 2"))
    lines = markdown.dumps(framework_of(unclear), view="progress", at=2021).splitlines()
    assert any("undecided: 2, planned 1" in line for line in lines)
    assert any(line.endswith("if more is better: met; if less is better: not met") for line in lines)


def test_a_share_is_no_part_of_another_share():
    """Forty percent beside sixty planned is not called forty percent of sixty percent."""
    share = rf.Indicator(
        code="A",
        unit="percent",
        direction=rf.Direction.INCREASE,
        series=rf.ObservationSeries.parse("2021 milestone 60 actual 40"),
    )
    assert "not met: 40, planned 60, gap 20 percentage points" in markdown.dumps(
        framework_of(share), view="progress", at=2021
    )


def test_notes_documents_and_programmes_follow():
    """Progress notes belong to the progress; documents, programmes and what was not read to both."""
    framework = framework_of(
        programmes=(rf.JointProgramme(title="Together", partners=(rf.Organisation(name="Ministry"),)),),
        progress_notes=(rf.ProgressNote(text="Much was done.", year=2021), rf.ProgressNote(text="And more.")),
        documents=(rf.DocumentLink(title="Plan", url="https://example.org"),),
        source=rf.Source(unparsed=("what is this",)),
    )
    donor = markdown.dumps(framework).splitlines()
    progress = markdown.dumps(framework, view="progress", at=2021).splitlines()
    for lines in (donor, progress):
        assert under(lines, "### Partners") == ["- Ministry"]
        assert under(lines, "## Documents")[0] == "- Plan - https://example.org"
        assert lines[-1] == "Of the source, 1 part could not be read and is not shown."
    assert under(progress, "### 2021") == ["Much was done.", "And more."]
    assert "Much was done." not in donor


def test_an_empty_framework_is_a_short_document():
    """A framework without results states that it holds nothing."""
    assert markdown.dumps(rf.ResultsFramework()).splitlines() == [
        "# a framework without a name",
        "",
        "Logical framework",
        "",
        "## Key facts",
        "",
        "- **Contents:** nothing",
    ]
    assert "- **Contents:** nothing" in markdown.dumps(rf.ResultsFramework(reporting_year=2021), view="progress")


def test_the_placeholder_of_the_portal_is_no_fact():
    """The header that the portal prints on every page is left out of a document."""
    from resultsframework import examples

    example = examples.load()
    assert "Afghanisthan" not in markdown.dumps(example)
    real = attrs.evolve(example, country_profile=rf.CountryProfile(country="Mexico"))
    assert "- **Page header:** Mexico" in markdown.dumps(real)


def test_nothing_is_off_track_where_an_indicator_was_judged_and_met():
    """A year in which none could be judged is not praised."""
    series = rf.ObservationSeries.parse("2018 baseline 0 | 2021 target 5 actual 7")
    plan = rf.ResultsFramework(results=(rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),)),))
    lines = markdown.dumps(plan, view="progress", at=2021).splitlines()
    assert under(lines, "## Off track") == ["No indicator is off track."]
    lines = markdown.dumps(plan, view="progress", at=2020).splitlines()
    assert under(lines, "## Off track") == [
        "No indicator could be judged: none has both a planned and a reported value in 2020 that are due."
    ]


def test_what_is_undecided_is_listed_below_what_is_off_track():
    """An indicator without a direction is neither on nor off track, and is named as undecided."""
    series = rf.ObservationSeries.parse("2021 milestone 5 actual 10")
    output = rf.Output(code="1", indicators=(rf.Indicator(code="A", series=series),))
    lines = markdown.dumps(rf.ResultsFramework(results=(output,)), view="progress", at=2021).splitlines()
    assert under(lines, "## Off track") == [
        "No indicator could be judged: those with a planned and a reported value are undecided."
    ]
    assert under(lines, "## Undecided") == ["- A (undecided: 10, planned 5)"]


@pytest.mark.each(
    "text, written",
    [
        ("2022", "2022"),
        ("2020-2025", "2020-2025"),
        ("2022Q1", "Jan to Mar 2022"),
        ("2022-02", "Feb 2022"),
        ("2020-07-01..2021-06-30", "Jul 2020 to Jun 2021"),
        ("2022-01-01..2022-03-30", "2022-01-01..2022-03-30"),
        ("2022-01-02..2022-03-31", "2022-01-02..2022-03-31"),
        ("2022-03-01..2022-02-28", "2022-03-01..2022-02-28"),
        ("2022-03-01..", "2022-03-01.."),
    ],
)
def test_a_period_of_whole_months_is_written_as_people_do(text, written):
    """A quarter, a month, a year and a fiscal year have their names; other periods their days."""
    series = rf.ObservationSeries((rf.Observation(kind="milestone", period=rf.Period.parse(text), value=5),))
    assert f"| {written} |" in markdown.dumps(framework_of(rf.Indicator(code="A", series=series)))


def test_a_period_with_one_end_gets_no_other():
    """A year beside an end is no start: nothing is written that the source does not state."""
    period = rf.Period(year=1999, end=dt.date(2024, 2, 29))
    series = rf.ObservationSeries((rf.Observation(kind="milestone", period=period, value=5),))
    assert "1999" not in markdown.dumps(framework_of(rf.Indicator(code="A", series=series)))


def test_an_empty_baseline_of_the_year_zero_has_no_time():
    """A dash of the year 0 is a dash; one of a year keeps it, and so does a value without a time that is known."""
    zero = rf.Period(raw="0")
    cells = {}
    for period, value in ((zero, rf.Missing.EMPTY), (rf.Period(year=2019), rf.Missing.EMPTY), (zero, 5)):
        series = rf.ObservationSeries((rf.Observation(kind="baseline", period=period, value=value),))
        text = markdown.dumps(framework_of(rf.Indicator(code="A", series=series)))
        cells[period, value] = next(line for line in text.splitlines() if line.startswith("| A |")).split("|")[2]
    assert list(cells.values()) == [" - ", " - (2019) ", " 5 (0) "]
