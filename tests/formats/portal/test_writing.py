"""Frameworks that were not read from a page, written as far as a page has a place for their facts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.formats import portal

BASELINE, MILESTONE = rf.ObservationKind.BASELINE, rf.ObservationKind.MILESTONE
TARGET, ACTUAL = rf.ObservationKind.TARGET, rf.ObservationKind.ACTUAL


def framework_with(*indicators, **fields):
    """A framework of one outcome with these indicators."""
    return rf.ResultsFramework(results=(rf.Outcome(code="A_1", title="Wells", indicators=indicators),), **fields)


def indicator_with(*observations, **fields):
    """An indicator with these observations."""
    series = rf.ObservationSeries(observations)
    return rf.Indicator(**{"code": "A_1.1", "statement": "Number of wells", "series": series} | fields)


def seen(kind, period, value, **fields):
    """An observation in short."""
    return rf.Observation(kind=kind, period=period, value=Decimal(value), **fields)


def series_read(*observations):
    """The series that comes back from a page, as text."""
    (indicator,) = portal.loads(portal.dumps(framework_with(indicator_with(*observations)))).indicators
    return str(indicator.series)


@pytest.mark.parametrize("count", [0, 2])
def test_a_page_shows_exactly_one_outcome(count):
    """No outcome or several are refused, with what to do."""
    framework = rf.ResultsFramework(results=tuple(rf.Outcome(code=f"A_{n}") for n in range(count)))
    with pytest.raises(rf.InvalidValueError, match=f"has {count or 'none'}; write a framework for each"):
        portal.dumps(framework)


@pytest.mark.parametrize("code", [None, "Outcome one", "A", "A_1 XM-DAC-41146-A_1"])
def test_an_outcome_without_a_code_that_a_page_can_name_is_refused(code):
    """A page names its outcome by a code."""
    with pytest.raises(rf.InvalidValueError, match="names its outcome by a code"):
        portal.dumps(rf.ResultsFramework(results=(rf.Outcome(code=code),)))


def test_an_outcome_under_an_impact_is_written():
    """The page has no place for the impact; the outcome comes back at the top."""
    framework = rf.ResultsFramework(results=(rf.Impact(code="I_1", outcomes=(rf.Outcome(code="A_1", title="Wells"),)),))
    assert portal.loads(portal.dumps(framework)) == rf.ResultsFramework(
        results=(rf.Outcome(code="A_1", title="Wells"),)
    )


def test_columns_are_written_in_order_of_time():
    """Planned and achieved values of a year share a column, whatever their order in the series."""
    assert (
        series_read(
            seen(ACTUAL, rf.Period(year=2021), 4),
            seen(MILESTONE, rf.Period(year=2020), 1),
            seen(TARGET, rf.Period(year=2021), 5),
            seen(BASELINE, rf.Period(year=2019), 0),
            seen(ACTUAL, rf.Period(year=2020), 2),
        )
        == "2019 baseline 0 | 2020 milestone 1 actual 2 | 2021 target 5 actual 4"
    )


def test_what_has_no_place_in_a_column_is_left_out():
    """Groups, places, second baselines, empty cells, a second value of a kind, and periods that are no years."""
    women = (rf.Disaggregation(dimension="sex", category="women"),)
    months = rf.Period(start=dt.date(2020, 3, 1), end=dt.date(2020, 5, 31))
    assert (
        series_read(
            seen(BASELINE, rf.Period(year=2019), 0),
            seen(BASELINE, rf.Period(year=2018), 9),
            seen(MILESTONE, rf.Period(year=2020), 1),
            seen(MILESTONE, rf.Period(year=2020), 9),
            seen(ACTUAL, rf.Period(year=2020), 9, disaggregation=women),
            seen(ACTUAL, rf.Period(year=2020), 9, places=(rf.Place(name="Here"),)),
            rf.Observation(kind=ACTUAL, period=rf.Period(year=2021)),
            seen(MILESTONE, months, 9),
            seen(MILESTONE, rf.Period(), 9),
        )
        == "2019 baseline 0 | 2020 milestone 1"
    )


def test_a_calendar_year_is_written_as_a_year():
    """A period from the first to the last day of a year is that year; a second column for it is left out."""
    year = rf.Period(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31))
    assert series_read(seen(MILESTONE, year, 1), seen(ACTUAL, rf.Period(year=2020), 2)) == "2020 milestone 1"


def test_periods_without_a_day_keep_their_place():
    """Raw years cannot be put in order of time, so they stay where they are."""
    written = series_read(seen(MILESTONE, rf.Period(raw="2021-22"), 1), seen(MILESTONE, rf.Period(year=2020), 2))
    assert written == "2021-22 milestone 1 | 2020 milestone 2"


def test_a_baseline_whose_date_is_no_year_is_written_without_it():
    """The value is kept; when it was is not."""
    assert series_read(seen(BASELINE, rf.Period(raw="before the war"), 3)) == "- baseline 3"


@pytest.mark.parametrize(
    "fields",
    [
        {"code": None},
        {"code": "one"},
        {"statement": None},
        {"statement": None, "printed_result": "seven"},
    ],
)
def test_an_indicator_that_a_page_cannot_tell_is_left_out(fields):
    """Without a code, or without anything between code and values, its values would seem another's."""
    lost = indicator_with(seen(TARGET, rf.Period(year=2020), 9), **fields)
    kept = indicator_with(seen(TARGET, rf.Period(year=2020), 1), code="A_1.2")
    framework = portal.loads(portal.dumps(framework_with(lost, kept)))
    assert framework == framework_with(kept)


@pytest.mark.parametrize(
    "fields",
    [
        {"printed_result": "2020 Result 1"},
        {"notes": (rf.Note(text="Reported in a global scope.", kind=rf.NoteKind.DESK_REVIEW),) * 2},
        {"sdgs": (rf.SdgReference(goal=5),)},
        {"alignments": (rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(rf.Organisation(acronym="UNDP"),)),)},
    ],
)
def test_an_indicator_without_a_statement_needs_something_else(fields):
    """A summary, a note or a tag marks an indicator as well as a statement does."""
    indicator = indicator_with(seen(TARGET, rf.Period(year=2020), 9), statement=None, **fields)
    year = 2020 if "printed_result" in fields else None
    framework = framework_with(indicator, reporting_year=year)
    assert portal.loads(portal.dumps(framework)) == framework


def test_targets_without_a_goal_and_partners_without_a_name_are_left_out():
    """A page prints goals by number and partners by name."""
    indicator = indicator_with(
        sdgs=(rf.SdgReference(target="5.4"),),
        alignments=(rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(rf.Organisation(),)),),
    )
    (read,) = portal.loads(portal.dumps(framework_with(indicator))).indicators
    assert read.sdgs == ()
    assert read.alignments == (rf.Alignment(kind=rf.AlignmentKind.COMMON),)


def test_texts_with_line_ends_become_one_line():
    """A statement on several lines is one; a description keeps its lines."""
    outcome = rf.Outcome(
        code="A_1",
        title="Wells\nand pumps",
        description="First.\r\n\r\nSecond.\nThird.",
        indicators=(indicator_with(statement="Number\n of wells"),),
        outputs=(rf.Output(code="no code at all", title="Pumps"),),
        documents=(rf.DocumentLink(url="https://example.org/untitled"),),
    )
    (read,) = portal.loads(portal.dumps(rf.ResultsFramework(results=(outcome,)))).outcomes
    assert (read.title, read.description) == ("Wells and pumps", "First.\n\nSecond.\nThird.")
    assert read.indicators[0].statement == "Number of wells"
    assert read.outputs == (rf.Output(title="Pumps"),)
    assert read.documents == ()


def test_a_code_is_distinguished_from_a_title_by_what_follows():
    """A title that looks like a code is one where a heading, a menu, a figure or the footer follows."""
    for after in ("Outcome details", "Activity Details Documents", "Feedback", "Planned Budget: $5", "2020"):
        framework = portal.loads(f"outcome A_1\nOutcome details\nOUTPUT B_1\nB-52\n{after}\n")
        assert framework.outputs[0].title == "B-52"
    assert portal.loads("outcome A_1\nOutcome details\nOUTPUT B_1\nB-52\nResult\n").outputs[0].title == "B-52"
    assert portal.loads("outcome A_1\nOutcome details\nOUTPUT B_1\nB-52\nBombs away\n").outputs[0].title is None


def test_the_loss_is_reported():
    """`loss_report` says what a page cannot hold."""
    framework = framework_with(indicator_with(measure=rf.Measure.UNIT))
    assert "measure" in str(rf.loss_report(framework, "portal"))


# Texts that a page has a meaning of its own for: headings, menus, labels, codes, years and cells.
WORDS_OF_A_PAGE = (
    *("outcome", "OUTPUT", "outcome B_1", "OUTPUT B_1", "Resources", "Outcome details", "Feedback on wells"),
    *("Outcome indicators in 2021", "Output 1: wells", "Activity Details", "[unparsed]", "i-icon", "i-icon wells"),
    *("Baseline", "Target 5 5", "SDG", "sdg", "Complementary UNDP", "2021", "2021 Result 7", "A_1.1", "5 5"),
    *("2021 Result - - wells", "2021 Result TBD TBD 90.8", "TBD 90.8", "TBD TBD 90.8", "- -"),
    *("SP 2.1", "Planned Budget", "Planned Budget: $5", "Funding Partners", "Male: 5"),
    *("The World Bank Region: wells", "wells\n\nActivity Details", "wells\noutcome B_1"),
)


def frameworks_with(text):
    """Frameworks that state a text in each place for a text, one place each."""
    alignment = rf.Alignment(
        kind=rf.AlignmentKind.COMMON, explanation=text, partners=(rf.Organisation(name=text), rf.Organisation(name="x"))
    )
    year = rf.Period(year=2020)
    cells = (
        rf.Observation(kind=TARGET, period=year, value=text),
        rf.Observation(kind=TARGET, period=year, value=Decimal(5), comment=text),
        rf.Observation(kind=TARGET, period=rf.Period(raw=text), value=Decimal(5)),
    )
    plain = seen(ACTUAL, rf.Period(year=2021), 3)
    indicators = [
        *(indicator_with(seen(TARGET, year, 5), plain, **fields) for fields in fields_of_an_indicator(text, alignment)),
        *(indicator_with(cell, plain) for cell in cells),
    ]
    other = indicator_with(seen(TARGET, year, 5), code="A_1.2")
    for indicator in indicators:
        yield framework_with(indicator, other)
    for fields in fields_of_an_outcome(text):
        outcome = rf.Outcome(**{"code": "A_1", "title": "Wells", "indicators": (indicators[0], other)} | fields)
        yield rf.ResultsFramework(results=(outcome,))
    # A cell whose copies differed is printed once, and among what no field takes; so may be any other text.
    source = rf.Source(unparsed=(text, "wells", text), chrome=(text, "wells", text))
    yield framework_with(indicator_with(cells[0], plain), other, source=source)
    yield framework_with(other, plan_period=rf.Period(raw=text))
    yield framework_with(other, country_profile=rf.CountryProfile(country=text, plan_period=rf.Period(raw=text)))


def fields_of_an_indicator(text, alignment):
    """The fields of an indicator that hold a text, each alone."""
    note = rf.Note(text=text)
    yield from ({"statement": text}, {"statement": None, "notes": (note,)}, {"notes": (note, rf.Note(text="x"), note)})
    yield from ({"printed_result": text}, {"statement": None, "printed_result": text}, {"alignments": (alignment,)})
    yield {"statement": None, "sdgs": (rf.SdgReference(raw=text),)}
    yield {"sdgs": (rf.SdgReference(raw=text), rf.SdgReference(goal=5))}


def fields_of_an_outcome(text):
    """The fields of an outcome that hold a text, each alone, and an output with it."""
    yield from ({"title": text}, {"title": text, "indicators": ()}, {"identifier": text}, {"impact_areas": (text,)})
    yield from ({"description": text}, {"description": f"Wells\n{text}"}, {"organisational_outputs": (text, "x")})
    yield {"progress_notes": (rf.ProgressNote(text=text, title=text, year=2021),)}
    yield {"documents": (rf.DocumentLink(title=text, url="https://example.org"), rf.DocumentLink(title="x", url=text))}
    yield {"documents": (rf.DocumentLink(title="x", categories=(text,)),)}
    yield {"outputs": (rf.Output(title=text, indicators=(indicator_with(code="B_1.1"),)), rf.Output(title=text))}
    yield {"policy_markers": (rf.PolicyMarker(name=text),), "sdgs": (rf.SdgReference(raw=text),)}


@pytest.mark.no_cover
@pytest.mark.each("text", WORDS_OF_A_PAGE)
def test_a_text_that_a_page_takes_for_a_label_spoils_no_page(text):
    """Wherever it is, the written page can be read, and what was read from it is the same when written again."""
    for framework in frameworks_with(text):
        read = portal.loads(portal.dumps(framework))
        assert read == framework or portal.loads(portal.dumps(read)) == read
        if framework.indicators:
            assert read.indicators[-1].code == framework.indicators[-1].code


def test_a_title_that_is_a_heading_is_lost_and_the_loss_is_named(tmp_path):
    """A page opens a block at a heading, so an outcome of that title comes back without one."""
    framework = rf.ResultsFramework(results=(rf.Outcome(code="A_1", title="outcome B_1", description="Wells"),))
    rf.write(framework, tmp_path / "page.txt", format="portal")
    (read,) = rf.read(tmp_path / "page.txt").outcomes
    assert (read.code, read.title, read.description) == ("A_1", None, "Wells")
    assert str(rf.loss_report(framework, "portal")) == "A_1: title: 'outcome B_1' is lost"


@pytest.mark.each("title", ["Output 1: wells", "Feeding wells", "B-52", "i-icon wells"])
def test_a_title_that_resembles_a_heading_is_kept(title):
    """The headings of global results, the first letters of a footer and a code are no reason to leave a title out."""
    framework = framework_with(indicator_with(seen(TARGET, rf.Period(year=2020), 5)))
    framework = framework.replace("A_1", title=title)
    assert portal.loads(portal.dumps(framework)) == framework


@pytest.mark.each(
    "lines",
    [
        # The word of a heading, as the title of an output or an outcome.
        "Output Indicator and Results|OUTPUT|outcome|soils|A_1.1|Number of wells|2020|Target|5 5",
        "OUTCOME|Indicator and Results|A_1.1|Number of wells|2020|Target|TBD 90.8",
        # A repeated heading; two figures in a cell; a menu below a description that goes on.
        "OUTCOME A_1|A_1.1|Number of wells|2020|Result|TBD TBD 90.8|2021|Result|TBD 90.8|OUTCOME A_1|OUTCOME",
        "Outcome Description|Wells|Activity Details|OUTPUT|A_1.1|Number of wells|2020|Target|5 5",
    ],
)
def test_a_damaged_page_reads_back_as_itself(lines):
    """The losses of the written page are named, and it loses no more when it is written again."""
    framework = portal.loads("\n".join(["outcome A_1", *lines.split("|"), "Outcome details", ""]))
    read = portal.loads(portal.dumps(framework))
    assert read == framework or rf.loss_report(framework, "portal")
    assert portal.loads(portal.dumps(read)) == read


def test_a_menu_is_no_part_of_a_description():
    """A menu is no data wherever it is: it goes to the chrome, and the description goes on behind it."""
    framework = portal.loads(
        "outcome A_1\nOutcome details\nOutcome Description\nWells\nActivity Details\nPumps\nOUTPUT\nRivers\n"
    )
    assert framework.outcomes[0].description == "Wells\nPumps"
    assert framework.source.chrome == ("Activity Details",)
