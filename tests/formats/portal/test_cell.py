"""Cells of the table of values, and lines that string labels and cells together."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.formats import portal
from resultsframework.formats.portal._cell import Cell, cell_of, is_figure, shown_and_exact
from resultsframework.formats.portal._lines import items_of


@pytest.mark.each(
    ("parts", "cell"),
    [
        (["42 42"], Cell("42")),
        (["42", "42"], Cell("42", used=2)),
        (["In progress", "In progress"], Cell("In progress", used=2)),
        (["In", "progress", "In", "progress"], Cell("In progress", used=4)),
        (["$3.07 M", "3,071,200"], Cell("$3.07 M", "3,071,200", used=2)),
        (["$3.07 M 3,071,200"], Cell("$3.07 M", "3,071,200")),
        (["33% 33.3%"], Cell("33%", "33.3%")),
        (["3", "4"], Cell("3 4", used=2, is_value=False)),
        (["3,071,200", "$3.07 M"], Cell("3,071,200 $3.07 M", used=2, is_value=False)),
        (["€3 $3.04"], Cell("€3 $3.04", is_value=False)),
        (["59"], Cell("59", is_value=False)),
        (["59", "a note"], Cell("59", is_value=False)),
        (["42 42 a note"], Cell("42 42 a note", is_value=False)),
        (["42 42", "a note"], Cell("42")),
    ],
)
def test_a_cell_is_a_value_that_is_printed_twice(parts, cell):
    """In one text or several, the second copy more exact than the first or the same; anything else is no value."""
    assert cell_of(parts, has_notes=False) == cell


@pytest.mark.each(
    ("parts", "note", "used"),
    [
        (["42 42", "a note"], "a note", 2),
        (["42", "42", "a note,", "in lines"], "a note, in lines", 4),
        (["42 42 a note"], "a note", 1),
        (["42 42 -"], None, 1),
        (["42", "42", "-"], None, 3),
        (["42", "42", "-", "stray"], None, 3),
        (["42", "42", "5 5"], None, 2),
        (["42", "42"], None, 2),
        (["59", "a note"], "a note", 2),
    ],
)
def test_a_third_part_is_a_note_or_a_dash(parts, note, used):
    """Figures alone are another cell, and what follows a dash belongs to no cell."""
    cell = cell_of(parts, has_notes=True)
    assert (cell.note, cell.used) == (note, used)


@pytest.mark.each(
    ("text", "expected"),
    [
        ("5", True),
        ("$3.07 M", True),
        ("1.2 K", True),
        ("-", True),
        ("TBD", True),
        ("Yes", True),
        ("", False),
        ("wells", False),
    ],
)
def test_figures_are_all_that_a_cell_prints_but_words(text, expected):
    """Numbers, amounts, yes or no, and the reasons for no value."""
    assert is_figure(text) is expected
    assert is_figure(text * 100) is False


def test_the_exact_figure_lies_within_the_shown_one():
    """Half a unit of the last digit shown on either side; a word is no figure."""
    assert shown_and_exact("12.5 12.45") == ("12.5", "12.45")
    assert shown_and_exact("12.5 12.56") is None
    assert shown_and_exact("12.5 wells") is None
    assert shown_and_exact("1 K 1,400 more") is None


@pytest.mark.each(
    ("line", "items"),
    [
        ("2022 Milestone - - Result 4 4", ("2022", "Milestone", "- -", "Result", "4 4")),
        ("2021 Result N/A 0 Baseline - -", ("2021", "Result", "N/A", "0", "Baseline", "- -")),
        ("Result 4 4 2019 - 2020 Target 5 5", ("Result", "4 4", "2019 - 2020", "Target", "5 5")),
        ("Result 2022 2022 Target 5 5", ("Result", "2022 2022", "Target", "5 5")),
        ("2017 Baseline 42 42 There are more", ("2017", "Baseline", "42 42 There are more")),
        ("Milestone 5 5 2021 Result 4 4", ("Milestone", "5 5", "2021", "Result", "4 4")),
        ("Milestone 5 5 - 2021 Result 4 4", ("Milestone", "5 5 -", "2021", "Result", "4 4")),
        ("Milestone 5 5 Restated in 2020 Result 4 4", ("Milestone", "5 5 Restated in 2020", "Result", "4 4")),
        ("Result 5 5 Restated in 2020 2021 Target 4 4", ("Result", "5 5 Restated in 2020", "2021", "Target", "4 4")),
        ("2019 Baseline", ("2019", "Baseline")),
        ("2021 Result", ("2021", "Result")),
        ("2021 Result 7 7", ("2021", "Result", "7 7")),
        ("2021 Result 7", ("2021 Result 7",)),
        ("2021 Result () -", ("2021 Result () -",)),
        ("2022 Milestone Result 4 4", ("2022 Milestone Result 4 4",)),
        ("Target groups reached", ("Target groups reached",)),
        ("Result of the survey in 2021", ("Result of the survey in 2021",)),
        ("12 Milestone 5 5", ("12 Milestone 5 5",)),
        ("5 wells", ("5 wells",)),
        ("Complementary UNAIDS sdg UNFPA", ("Complementary", "UNAIDS", "sdg", "UNFPA")),
        ("Complementary indicators are others", ("Complementary indicators are others",)),
        ("SP 9.1 SP_D_9A SP 9.1 Country", ("SP 9.1", "SP_D_9A", "SP 9.1", "Country")),
        ("SP_D_9A Country", ("SP_D_9A", "Country")),
        ("SP 9.1 Number of wells", ("SP 9.1 Number of wells",)),
        ("SP_D_9A is a code", ("SP_D_9A is a code",)),
        ("Wells", ("Wells",)),
        ("A-1 " * 60, ("A-1 " * 60,)),
    ],
)
def test_a_line_of_labels_and_cells_is_cut(line, items):
    """A line is cut where all of it is labels, years and cells; a sentence never is."""
    assert items_of(line) == items


PAGE = "outcome A_1\nOutcome details\nOutcome Indicator and Results\nA_1.1\nNumber of wells\n"


def test_the_exact_value_is_kept_with_the_shown_one_as_its_text():
    """Both are written again; the unit of the shown one counts where the exact one has none."""
    framework = portal.loads(PAGE + "2020\nMilestone\n$3.07 M\n3,071,200\nResult\n33% 33.3%\n2021\nMilestone\n5\n5.0\n")
    milestone, actual, last = framework.indicators[0].series
    assert (milestone.value, milestone.raw, milestone.unit) == (Decimal(3071200), "$3.07 M", "USD")
    assert (actual.value, actual.raw, actual.unit) == (Decimal("33.3"), "33%", "percent")
    assert (last.value, last.raw) == (Decimal("5.0"), "5")
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework


def test_an_exact_value_at_the_end_of_a_cut_text_is_not_trusted():
    """It may have lost digits, as no second copy of the same text can have."""
    framework = portal.loads(PAGE + "2020\nMilestone\n12.3\n12.34")
    (milestone,) = framework.indicators[0].series
    assert milestone.value == "12.3 12.34"
    assert framework.source.unparsed == ("12.3 12.34",)


def test_a_comment_that_would_be_read_as_something_else_is_not_written():
    """A comment that is a figure, a label or a heading has no place on a page."""
    for comment in ("5", "Resources", "2021 Result 5", "A_1.2", "[unparsed] x", "Planned Budget"):
        cell = rf.Observation(kind=rf.ObservationKind.MILESTONE, period=2020, value=Decimal(1), comment=comment)
        indicator = rf.Indicator(code="A_1.1", statement="Wells", series=rf.ObservationSeries((cell,)))
        framework = rf.ResultsFramework(results=(rf.Outcome(code="A_1", indicators=(indicator,)),))
        (read,) = portal.loads(portal.dumps(framework)).indicators
        assert (read.series[0].value, read.series[0].comment) == (Decimal(1), None)
