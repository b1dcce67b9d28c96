"""Other pages and copies of the portal: empty blocks, global results, progress notes, newer tables of values."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.formats import portal

# An item a line, without blank lines, captions and amounts.
BARE = """\
Region:North Sea
Current UN Women Plan Period Lyonesse:2018-2022
World Bank Income Classification:
Low Income
The World Bank sorts economies.
Least Developed Country:
Yes
Since 1971 there is a list.
Gender Inequality Index:
0.04
GII is one index.
Population:
1,234
Source of population data:
A census (2020)
Male:600 (48.6%)
Female:634 (51.4%)
outcome
LYO_D_1.2XM-DAC-41146-LYO_D_1.2
Wells are shared
Activity Details
Resources
Outcome Indicators and Results
Strategic Note Outcome Progress Note
Documents
Outcome details
SDG alignment
Impact areas
Organizational outputs
Policy marker
GENDER EQUALITY
Humanitarian scope
No
UN system function
Outcome Description
Water for all
Resources
Planned Budget
Actual Budget
Outcome Indicator and Results
Plan Period :
2023-2027
OUTCOME
LYO_D_1.2
Wells are shared
LYO_D_1.2A
Number of shared wells (CO)
SDG Goal 6
Complementary UNAIDS UNFPA
Common
World Bank
2023
Result
1
0
Baseline
-
-
2023
Milestone
2
2
Result
1
1
2027
Target
9
9
Result
-
-
OUTPUT
LYO_D_1.2.1
Pumps work
Planned Budget:
$3.07 M
3,071,200
Expenses:
$5
LYO_D_1.2.1A
Number of pumps
2023 Result
N/A
Strategic Note Outcome Progress Note
Showing data of :
2023
It rained.
Documents
Title Categories Download
A plan
Budget
Disclaimer and notes
Feedback
"""

# Global results: an organisation's own plan, codes printed twice, three parts a cell, offices in place of suffixes.
GLOBAL = """\
RO : Regional Office
CO : Country Office
SP Outcome 8: Pipes are laid
SP Outcome 9: Wells are dug
Wells are dug everywhere.
Contributes to the goals
Outcome indicators in 2021
SP 9.1
SP_D_9A
SP 9.1
Country
Number of wells
2021
Result
()
-
SP_D_9A
SP 9.1
Country
2017
Baseline
42
42
There are more, in: A, B and C
2018
Milestone
-
-
-
Result
47
47
-
2021
Target
70
70
-
Result
-
-
-
SP 9.3
SP_D_9C
SP 9.3
Global
Share of wells that work
SDG
2021
Result
()
-
SP 9.3
SP_D_9C
SP 9.3
Global
Baseline
-
-
2018
Milestone
-
-
-
Result
0.19%
0.19%
Based on 9 wells,
19 percent work.
2021
Target
20%
20%
-
Result
-
-
-
Output indicators in 2021
SP Output 5: Diggers are trained
SP 9.1.1
SP_O_9.1A
SP 9.1.1
Regional
Number of diggers
2021
Result
(3)
-
SP_O_9.1A
SP 9.1.1
Regional
2017
Baseline
1
1
2021
Target
2
2
-
Result
3
3
Counted twice in 2020
Disclaimer and notes
"""

# The same, as a page with fewer lines gives it, with a code of the outcome.
GLOBAL_IN_LINES = """\
OUR GLOBAL RESULTS
outcome SP_D_9

Wells are dug

Outcome indicators in 2021
SP 9.1 SP_D_9A SP 9.1 Country
Number of wells
2021 Result () -
SP 9.1 SP_D_9A SP 9.1 Country
2017 Baseline 42 42 There are more, in: A, B and C
2018 Milestone - - - Result 47 47 -
2021 Target 70 70 - Result - - -
Output indicators
SP 9.1.1 SP_O_9.1A SP 9.1.1 Country
Number of diggers
2021 Result () -
SP_O_9.1A SP 9.1.1 Country
2017 Baseline 1 1
2021 Target 2 2 -
Result 3 3 Counted twice in 2020
Disclaimer and notes
"""

NOTES = """\
Skip to main content
Planned Budget (Total) Other resources (non-core)
OVERVIEWRESULTS & RESOURCES
Showing field-based data of 2023
outcome XM-DAC-41146-LYO_D_1.1

Wells are dug

In 2023 it rained on 5 wells.

outcome XM-DAC-41146-LYO_O_2

The office works

It did.

More of it.

outcome XM-DAC-41146-LYO_O_2

The office works

Even in autumn.

outcome XM-DAC-41146-LYO_O_3
Disclaimer and notes
"""


def series_of(indicator):
    """The values of an indicator in short, with their notes."""
    return [(o.kind.value, o.period.last_year, o.raw, o.comment) for o in indicator.series]


def test_a_page_of_an_item_a_line_is_read_whole():
    """Header, headings, details, tags, table, money and plan period, though nothing shares a line with its label."""
    framework = portal.loads(BARE)
    assert framework.source.unparsed == ()
    profile = framework.country_profile
    assert (profile.region, profile.country, profile.plan_period) == (
        "North Sea",
        "Lyonesse",
        rf.Period.between(2018, 2022),
    )
    assert (profile.income_classification, profile.least_developed) == ("Low Income", True)
    assert (profile.gender_inequality_index, profile.population) == (Decimal("0.04"), 1234)
    assert profile.population_source == "A census (2020)"
    (outcome,) = framework.outcomes
    assert (outcome.code, outcome.identifier, outcome.title) == (
        "LYO_D_1.2",
        "XM-DAC-41146-LYO_D_1.2",
        "Wells are shared",
    )
    assert (outcome.policy_markers[0].code, outcome.humanitarian, outcome.description) == ("1", False, "Water for all")
    assert framework.plan_period == rf.Period.between(2023, 2027)
    (indicator,) = outcome.indicators
    assert [sdg.goal for sdg in indicator.sdgs] == [6]
    assert [[p.label for p in a.partners] for a in indicator.alignments] == [["UNAIDS", "UNFPA"], ["World Bank"]]
    assert indicator.printed_result == "2023 Result 1"
    assert indicator.baseline.period == rf.Period(raw="0")
    assert series_of(indicator)[1:] == [
        ("milestone", 2023, "2", None),
        ("actual", 2023, "1", None),
        ("target", 2027, "9", None),
        ("actual", 2027, "-", None),
    ]
    (output,) = outcome.outputs
    assert (output.code, output.title) == ("LYO_D_1.2.1", "Pumps work")
    assert output.indicators[0].printed_result == "2023 Result N/A"
    assert framework.reporting_year == 2023
    assert outcome.progress_notes == (rf.ProgressNote(year=2023, text="It rained."),)
    assert outcome.documents == (rf.DocumentLink(title="A plan", categories=("A05",)),)
    assert portal.loads(portal.dumps(framework)) == framework


def test_labels_without_an_amount_state_no_budget():
    """An empty block of resources is no budget of zero."""
    (outcome,) = portal.loads(BARE).outcomes
    assert outcome.budgets == ()
    assert (outcome.sdgs, outcome.impact_areas, outcome.un_system_functions) == ((), (), ())


def test_an_exact_amount_is_the_value_of_a_shown_one():
    """Of "$3.07 M" and 3,071,200 the second is the amount, and the first its text."""
    framework = portal.loads(BARE)
    (output,) = framework.outputs
    planned = output.budget.planned
    assert (planned.nominal, planned.is_exact, planned.currency, planned.raw) == (3071200, True, "USD", "$3.07 M")
    assert output.budget.expenses.nominal == 5
    assert "Planned Budget: $3.07 M $3,071,200\n" in portal.dumps(framework)


def test_a_page_of_global_results_is_the_framework_of_the_organisation():
    """The outcome with its sentence, its indicators with plan code and office, and the outputs alike."""
    framework = portal.loads(GLOBAL)
    assert portal.recognises(GLOBAL)
    assert framework.source.unparsed == ("SP Outcome 8: Pipes are laid",)
    assert framework.reporting_year == 2021
    (outcome,) = framework.outcomes
    assert (outcome.code, outcome.title) == (None, "SP Outcome 9: Wells are dug")
    assert outcome.description == "Wells are dug everywhere."
    assert "Contributes to the goals" in framework.source.chrome
    wells, working = outcome.indicators
    assert (wells.code, wells.statement, wells.scope) == ("SP_D_9A", "Number of wells", (rf.Scope.COUNTRY_OFFICE,))
    assert wells.references == (rf.Reference(code="9.1", vocabulary="strategic_plan"),)
    assert wells.printed_result == "2021 Result () -"
    assert series_of(wells) == [
        ("baseline", 2017, "42", "There are more, in: A, B and C"),
        ("milestone", 2018, "-", None),
        ("actual", 2018, "47", None),
        ("target", 2021, "70", None),
        ("actual", 2021, "-", None),
    ]
    assert working.scope == (rf.Scope.DESK_REVIEW,)
    assert series_of(working)[:3] == [
        ("baseline", None, "-", None),
        ("milestone", 2018, "-", None),
        ("actual", 2018, "0.19%", "Based on 9 wells, 19 percent work."),
    ]
    (output,) = outcome.outputs
    assert (output.code, output.title) == (None, "SP Output 5: Diggers are trained")
    assert series_of(output.indicators[0])[-1] == ("actual", 2021, "3", "Counted twice in 2020")
    assert output.indicators[0].printed_result == "2021 Result (3) -"


def test_global_results_are_read_from_lines_as_from_items():
    """Codes, columns and notes that share a line are the same facts; outputs without headings are one output."""
    framework = portal.loads(GLOBAL_IN_LINES)
    assert framework.source.unparsed == ()
    (outcome,) = framework.outcomes
    (wells,) = portal.loads(GLOBAL).outcomes[0].indicators[:1]
    assert outcome.indicators == (wells,)
    (output,) = outcome.outputs
    assert series_of(output.indicators[0])[-1] == ("actual", 2021, "3", "Counted twice in 2020")
    assert portal.loads(portal.dumps(framework)) == framework


def test_notes_on_values_are_written_as_third_parts():
    """A page with one note has a third part in each cell, a dash where there is no note."""
    lines = portal.dumps(portal.loads(GLOBAL_IN_LINES)).splitlines()
    at = lines.index("47 47")
    assert lines[at - 5 : at + 2] == ["2018", "Milestone", "- -", "-", "Result", "47 47", "-"]
    assert "There are more, in: A, B and C" in lines


def test_a_text_behind_a_value_is_no_note_where_others_have_none():
    """On a page whose cells have two parts, a text behind a value means that a code is missing."""
    text = BARE.replace("Result\n1\n1\n2027", "Result\n1\n1\nNumber of other wells\n2027")
    framework = portal.loads(text)
    (indicator,) = framework.outcomes[0].indicators
    assert series_of(indicator)[-1] == ("actual", 2023, "1", None)
    assert framework.source.unparsed == ("Number of other wells", "2027", "Target", "9", "9", "Result", "-", "-")


def test_a_page_of_progress_notes_has_outcomes_with_a_note_each():
    """Outcomes are named by identifiers; a second note on an outcome joins the first; an outcome may have none."""
    framework = portal.loads(NOTES)
    assert portal.recognises(NOTES)
    assert framework.source.unparsed == ()
    assert [(o.code, o.identifier, o.title) for o in framework.outcomes] == [
        ("LYO_D_1.1", "XM-DAC-41146-LYO_D_1.1", "Wells are dug"),
        ("LYO_O_2", "XM-DAC-41146-LYO_O_2", "The office works"),
        ("LYO_O_3", "XM-DAC-41146-LYO_O_3", None),
    ]
    assert framework.outcomes[0].progress_notes == (rf.ProgressNote(year=2023, text="In 2023 it rained on 5 wells."),)
    assert [note.text for note in framework.outcomes[1].progress_notes] == ["It did.\n\nMore of it.", "Even in autumn."]
    assert framework.reporting_year == 2023
    assert framework.indicators == ()


def test_notes_without_a_year_on_the_page_have_none():
    """The year is printed above the notes, or nowhere."""
    framework = portal.loads(NOTES.replace("Showing field-based data of 2023\n", ""))
    assert framework.reporting_year is None
    assert framework.outcomes[0].progress_notes[0].year is None


def test_an_outcome_may_be_named_by_its_identifier_alone():
    """On the page of one outcome the code follows from it too."""
    (outcome,) = portal.loads("outcome XM-DAC-41146-A_1\nWells\nOutcome details\nHumanitarian scope Yes\n").outcomes
    assert (outcome.code, outcome.identifier, outcome.humanitarian) == ("A_1", "XM-DAC-41146-A_1", True)


def test_newer_pages_print_the_code_again_above_the_table():
    """The code and its office below the summary belong to the indicator, and begin no other."""
    text = (
        "outcome A_1\nOutcome details\nOutcome Indicator and Results\nA_1.1\nNumber of wells\n2021\nResult\n1\n"
        "A_1.1\nCountry\n2019\nBaseline\n2\n2\n2021\nTarget\n5\n5\nResult\n1\n1\n"
    )
    framework = portal.loads(text)
    (indicator,) = framework.indicators
    assert (indicator.printed_result, indicator.scope) == ("2021 Result 1", (rf.Scope.COUNTRY_OFFICE,))
    assert indicator.series == rf.ObservationSeries.parse("2019 baseline 2 | 2021 target 5 actual 1")
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework


def test_other_labels_of_newer_pages_are_known():
    """Thematic areas are impact areas; outcome areas of the strategic plan have no field and are reported."""
    text = (
        "Showing country level data of 2022\noutcome A_1\nOutcome details\nSDG Alignment\nSDG Goal SDG Goal\n"
        "Strategic Plan Thematic (Impact) Areas\nStrategic Plan Thematic (Impact) Areas\nWater\n"
        "Strategic Plan Outcome Areas\nNorms\n"
        "Organizational outputs Organizational outputs Pumps Humanitarian scope No\n"
    )
    framework = portal.loads(text)
    (outcome,) = framework.outcomes
    assert (len(outcome.sdgs), outcome.impact_areas, outcome.organisational_outputs) == (2, ("Water",), ("Pumps",))
    assert outcome.humanitarian is False
    assert framework.source.unparsed == ("Norms",)
    assert framework.reporting_year == 2022


@pytest.mark.each(
    ("lines", "unparsed"),
    [("2023\nResult\n0\nBaseline\n", ("2023 Result 0",)), ("Baseline\n", ())],
)
def test_a_summary_without_its_result_takes_no_year_of_a_baseline(lines, unparsed):
    """Where the result or the year is missing, neither is guessed."""
    framework = portal.loads(BARE.replace("2023\nResult\n1\n0\nBaseline\n", lines))
    (indicator,) = framework.outcomes[0].indicators
    assert indicator.printed_result is None
    assert (indicator.baseline.value, indicator.baseline.period) == (rf.Missing.EMPTY, rf.Period())
    assert framework.source.unparsed == unparsed
