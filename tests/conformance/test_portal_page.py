"""The real page of outcome MEX_D_2.1: every figure of it is found, and every word of it is accounted for."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import portal

DESK, TRUST, NORMS = rf.NoteKind.DESK_REVIEW, rf.NoteKind.TRUST_FUND, rf.NoteKind.SOCIAL_NORMS
SCOPES = {
    "CO": rf.Scope.COUNTRY_OFFICE,
    "RO": rf.Scope.REGIONAL_OFFICE,
    "HQ": rf.Scope.HEADQUARTERS,
    "Desk Review": rf.Scope.DESK_REVIEW,
}


class Row(NamedTuple):
    """One indicator on the page: the line of its code, its position, and its figures."""

    line: int
    result: str
    code: str
    scope: str
    note: rf.NoteKind | None
    tags: str
    series: rf.ObservationSeries
    result_2021: str


def early(baseline, cells):
    """A series from "year:planned/achieved", the last of which is the target."""
    *milestones, target = [re.split("[:/]", cell) for cell in cells.replace("N/A", "-").split()]
    parts = [f"{year} milestone {planned} actual {actual}" for year, planned, actual in milestones]
    parts.append(f"{target[0]} target {target[1]} actual {target[2]}")
    return rf.ObservationSeries.parse(" | ".join([baseline, *parts]))


def late(baseline, target):
    """A series that begins in 2022 and says nothing but its baseline and its target."""
    return early(baseline, f"2022:-/- 2023:-/- 2024:-/- 2025:{target}/-")


ROWS = (
    Row(
        44,
        "2.1",
        "SP_D_0.1.3",
        "Desk Review",
        DESK,
        "SDG[Goal 5]; Complementary[UNAIDS, UNFPA]; Common[UNDP, UNICEF]",
        late("0 baseline -", "-"),
        "N/A",
    ),
    Row(92, "2.1", "SP_D_0.1.4", "CO", None, "Complementary[UNAIDS, UNDP]", late("2021 baseline 0", "1"), "N/A"),
    Row(
        126,
        "2.1",
        "SP_D_0.1.5",
        "CO",
        None,
        "Complementary[UNAIDS, UNDP, UNFPA, UNICEF]",
        late("2021 baseline 0", "1"),
        "N/A",
    ),
    Row(164, "2.1", "SP_D_0.1.6", "CO", None, "Complementary[UNDP]", late("0 baseline -", "-"), "N/A"),
    Row(196, "2.1", "SP_D_0.2.1", "Desk Review", DESK, "SDG[Goal 5]", late("0 baseline -", "-"), "N/A"),
    Row(228, "2.1", "SP_D_0.2.2", "CO", None, "", late("2021 baseline Yes", "Yes"), "N/A"),
    Row(254, "2.1", "SP_D_0.2.4", "Desk Review", DESK, "", late("2021 baseline 1", "1"), "N/A"),
    Row(283, "2.1", "SP_D_0.4.3", "CO", None, "Complementary[UNICEF]", late("2021 baseline Yes", "Yes"), "N/A"),
    Row(315, "2.1", "SP_D_2.1A", "", None, "", early("2019 baseline 1", "2020:-/1 2021:1/2 2024:-/- 2025:-/-"), "2"),
    Row(341, "2.1", "SP_D_2.1B", "", None, "", early("0 baseline -", "2020:-/1 2024:-/- 2025:-/-"), "N/A"),
    Row(362, "2.1", "SP_D_2.1C", "", None, "", early("2019 baseline 1", "2020:-/1 2021:1/1 2024:-/- 2025:-/-"), "1"),
    Row(388, "2.1", "SP_D_2.1D", "", None, "", early("2019 baseline 0", "2020:-/1 2021:1/2 2024:-/- 2025:-/-"), "2"),
    Row(414, "2.1", "SP_D_2.1E", "", None, "", early("0 baseline -", "2020:-/TRUE 2024:-/- 2025:-/-"), "N/A"),
    Row(435, "2.1", "SP_D_2.1F", "", None, "", early("0 baseline -", "2020:-/TRUE 2024:-/- 2025:-/-"), "N/A"),
    Row(
        464,
        "2.1.1",
        "MEX_D_2.1.1A",
        "",
        None,
        "",
        early("2019 baseline 0", "2020:1/1 2021:2/7 2022:3/- 2023:4/- 2024:5/- 2025:-/-"),
        "7",
    ),
    Row(
        500,
        "2.1.1",
        "MEX_D_2.1.1B",
        "",
        None,
        "",
        early("2019 baseline 0", "2020:1/3 2021:2/6 2022:3/- 2023:4/- 2024:5/- 2025:6/-"),
        "6",
    ),
    Row(536, "2.1.1", "MEX_D_2.1.1C", "", None, "", early("2013 baseline 2", "2024:-/- 2025:-/-"), "N/A"),
    Row(552, "2.1.1", "MEX_D_2.1.1D", "", None, "", early("2018 baseline 160", "2024:-/- 2025:-/-"), "N/A"),
    Row(568, "2.1.1", "MEX_D_2.1.1E", "", None, "", early("2018 baseline 5", "2024:-/- 2025:-/-"), "N/A"),
    Row(584, "2.1.1", "SP_D_0.1.d", "CO, HQ", TRUST, "", late("2025 baseline TBD", "TBD"), "N/A"),
    Row(613, "2.1.1", "SP_D_0.1.e", "CO, HQ", TRUST, "", late("2025 baseline TBD", "10"), "N/A"),
    Row(642, "2.1.1", "SP_D_0.1.f", "CO", None, "", late("2025 baseline TBD", "1"), "N/A"),
    Row(668, "2.1.1", "SP_D_0.1.h", "CO, RO, HQ", TRUST, "", late("2022 baseline 0", "3"), "N/A"),
    Row(697, "2.1.1", "SP_D_0.3.e", "CO", NORMS, "", late("2025 baseline TBD", "TBD"), "N/A"),
    Row(726, "2.1.1", "SP_D_0.4.a", "CO, RO, HQ", TRUST, "", late("2025 baseline TBD", "TBD"), "N/A"),
    Row(755, "2.1.1", "SP_D_0.4.d", "CO, HQ", TRUST, "", late("2025 baseline TBD", "TBD"), "N/A"),
    Row(784, "2.1.1", "SP_D_0.6.a", "CO, RO, HQ", None, "", late("0 baseline -", "-"), "N/A"),
    Row(810, "2.1.1", "SP_D_0.7.a", "CO, RO, HQ", None, "", late("2022 baseline 0", "TBD"), "N/A"),
    Row(836, "2.1.1", "SP_D_0.7.c", "CO, RO, HQ", None, "", late("2025 baseline TBD", "TBD"), "N/A"),
    Row(
        869,
        "2.1.3",
        "MEX_D_2.1.3A",
        "",
        None,
        "",
        early("2013 baseline 2", "2020:1/3 2021:2/6 2022:3/- 2023:4/- 2024:5/- 2025:6/-"),
        "6",
    ),
    Row(905, "2.1.3", "SP_D_0.1.d", "CO, HQ", TRUST, "", late("2022 baseline 0", "TBD"), "N/A"),
    Row(934, "2.1.3", "SP_D_0.1.h", "CO, RO, HQ", TRUST, "", late("2025 baseline TBD", "2"), "N/A"),
    Row(963, "2.1.3", "SP_D_0.4.a", "CO, RO, HQ", TRUST, "", late("2022 baseline 4", "4"), "N/A"),
    Row(
        999,
        "2.1.2",
        "MEX_D_2.1.2A",
        "",
        None,
        "",
        early("2018 baseline 0", "2020:50/0 2021:100/59 2022:155/- 2023:210/- 2024:265/- 2025:320/-"),
        "59",
    ),
    Row(
        1035,
        "2.1.2",
        "MEX_D_2.1.2B",
        "",
        None,
        "",
        early("2018 baseline 0", "2020:TBD/0 2021:TBD/0 2022:TBD/- 2023:TBD/- 2024:TBD/- 2025:TBD/-"),
        "0",
    ),
    Row(1071, "2.1.2", "SP_D_0.3.a", "CO", NORMS, "", late("0 baseline -", "-"), "N/A"),
    Row(1100, "2.1.2", "SP_D_0.3.e", "CO", NORMS, "", late("2025 baseline TBD", "TBD"), "N/A"),
    Row(1129, "2.1.2", "SP_D_0.4.d", "CO, HQ", TRUST, "", late("2025 baseline TBD", "TBD"), "N/A"),
    Row(1158, "2.1.2", "SP_D_0.7.a", "CO, RO, HQ", None, "", late("2025 baseline TBD", "6"), "N/A"),
)

# low, nominal and high of planned budget, actual budget and expenses
BUDGETS = {
    "MEX_D_2.1": ((934305, 934310, 934315), (289555, 289560, 289565), (268505, 268510, 268515)),
    "MEX_D_2.1.1": ((3065000, 3070000, 3075000), (804975, 804980, 804985), (772235, 772240, 772245)),
    "MEX_D_2.1.3": ((550725, 550730, 550735), (480745, 480750, 480755), (600355, 600360, 600365)),
    "MEX_D_2.1.2": ((551055, 551060, 551065), (368575, 368580, 368585), (390345, 390350, 390355)),
}


@pytest.fixture(scope="module")
def text(shared):
    """The page, as it was copied."""
    return (shared / "seeds" / "unwomen-portal-mex-d-2.1.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text):
    """The framework that the page shows."""
    return portal.loads(text, source="page.txt")


def tags_of(indicator):
    """The tags of an indicator in short: "SDG[Goal 5]; Common[UNDP]"."""
    tags = [f"SDG[Goal {sdg.goal}]" for sdg in indicator.sdgs]
    tags += [f"{a.kind.value.capitalize()}[{', '.join(p.acronym for p in a.partners)}]" for a in indicator.alignments]
    return "; ".join(tags)


def located(framework):
    """Every observation by the place of its indicator, its kind and its period."""
    return {
        (path, o.kind, o.period): o.value
        for path, node in framework.walk()
        if isinstance(node, rf.Indicator)
        for o in node.series
    }


def kind_of(line):
    """The kind of a line: its words without its figures and codes; a text of more than a few words is one kind."""
    return re.sub(r"[A-Z]{2,3}_\S+", "code", re.sub(r"[0-9]+", "9", line)) if len(line) < 40 else "text"


def places(lines, around):
    """The numbers of lines that differ in their kind or in that of their neighbours, and of every 20th other."""
    met = set()
    for number in range(len(lines)):
        kinds = tuple(map(kind_of, lines[max(number + around[0], 0) : number + around[1] + 1]))
        if kinds not in met or number % 20 == 0:
            yield number
        met.add(kinds)


def words_of(value):
    """Every word in a part of a framework, whatever field it is in."""
    if isinstance(value, str):
        return Counter(value.split())
    if isinstance(value, tuple):
        return sum(map(words_of, value), Counter())
    if attrs.has(type(value)):
        return sum((words_of(getattr(value, f.name)) for f in attrs.fields(type(value))), Counter())
    return Counter()


# ----------------------------------------------------------------------------------------------- the figures


def test_the_page_has_39_indicators_under_33_codes_in_four_results(page):
    """One outcome with 14 indicators, and three outputs with 15, 4 and 6, in the order of the page."""
    (outcome,) = page.outcomes
    assert (outcome.code, outcome.identifier) == ("MEX_D_2.1", "XM-DAC-41146-MEX_D_2.1")
    assert [(output.code, len(output.indicators)) for output in outcome.outputs] == [
        ("MEX_D_2.1.1", 15),
        ("MEX_D_2.1.3", 4),
        ("MEX_D_2.1.2", 6),
    ]
    assert len(outcome.indicators) == 14
    codes = Counter(i.code for i in page.indicators)
    assert (len(page.indicators), len(codes)) == (39, 33)
    assert sorted(code for code, count in codes.items() if count == 2) == [
        "SP_D_0.1.d",
        "SP_D_0.1.h",
        "SP_D_0.3.e",
        "SP_D_0.4.a",
        "SP_D_0.4.d",
        "SP_D_0.7.a",
    ]


def test_every_row_of_the_page_is_read(page):
    """Code, place, line, suffix, note, tags, values and summary line are those of the page, for each indicator."""
    found = [(path.split("/"), node) for path, node in page.walk() if isinstance(node, rf.Indicator)]
    assert len(found) == len(ROWS)
    for row, (path, indicator) in zip(ROWS, found, strict=True):
        assert (indicator.line, indicator.code) == (row.line, row.code)
        assert path[-2] == f"MEX_D_{row.result}"
        assert indicator.scope == tuple(SCOPES[name] for name in row.scope.split(", ") if name), row
        assert [note.kind for note in indicator.notes] == ([row.note] if row.note else []), row
        assert tags_of(indicator) == row.tags
        assert indicator.series == row.series, row
        assert indicator.printed_result == f"2021 Result {row.result_2021}"


def test_there_are_353_cells_of_four_kinds(page):
    """39 baselines, 118 milestones, 39 targets and 157 results, most of them empty."""
    cells = [o for i in page.indicators for o in i.series]
    kinds = Counter(o.kind.value for o in cells)
    assert kinds == {"baseline": 39, "milestone": 118, "target": 39, "actual": 157}
    printed = Counter(o.raw for o in cells)
    assert (len(cells), len(printed)) == (353, 21)
    assert [printed[raw] for raw in ("-", "TBD", "1", "0", "2", "3", "4", "6", "5", "Yes", "TRUE")] == [
        251, 26, 19, 13, 8, 6, 5, 5, 4, 4, 2,
    ]  # fmt: skip
    assert Counter(type(o.value) for o in cells) == {rf.Missing: 277, Decimal: 70, bool: 6}


def test_a_baseline_year_of_zero_is_no_year(page):
    """Eight baselines print the year 0 and nothing else: the year is kept as it was read."""
    unstated = [i for i in page.indicators if i.baseline.period.year is None]
    assert {i.baseline.period.raw for i in unstated} == {"0"}
    assert {i.baseline.value for i in unstated} == {rf.Missing.EMPTY}
    assert len(unstated) == 8
    years = Counter(i.baseline.period.year for i in page.indicators)
    assert years == {2025: 11, None: 8, 2021: 5, 2019: 5, 2018: 4, 2022: 4, 2013: 2}


def test_the_summary_lines_are_the_results_of_the_reporting_year(page):
    """Each printed summary says what the cell of 2021 says, and N/A where there is none."""
    assert page.reporting_year == 2021
    for indicator in page.indicators:
        reported = [o.raw for o in indicator.actuals if o.period.year == 2021 and o.is_reported]
        assert indicator.printed_result == f"2021 Result {reported[0] if reported else 'N/A'}"
    assert sum(i.printed_result.endswith("N/A") for i in page.indicators) == 31


def test_scopes_notes_tags_and_embedded_codes_are_counted(page):
    """The suffixes, the notes, the tags and the codes at the head of statements are as many as on the page."""
    suffixes = Counter(", ".join(scope.value for scope in i.scope) for i in page.indicators)
    assert suffixes == {
        "": 14,
        "country_office": 9,
        "country_office, regional_office, headquarters": 8,
        "country_office, headquarters": 5,
        "desk_review": 3,
    }
    assert Counter(note.kind for i in page.indicators for note in i.notes) == {TRUST: 9, DESK: 3, NORMS: 3}
    kinds = Counter(a.kind for i in page.indicators for a in i.alignments)
    assert kinds == {rf.AlignmentKind.COMPLEMENTARY: 5, rf.AlignmentKind.COMMON: 1}
    assert all(a.explanation for i in page.indicators for a in i.alignments)
    references = Counter(reference.vocabulary for i in page.indicators for reference in i.references)
    assert references == {"sdg_indicator": 2, "strategic_plan": 6, "reporting_organisation": 2}
    codes = [reference.code for i in page.indicators for reference in i.references]
    assert codes[:3] == ["5.1.1", "5.c.1", "3.8.1"]
    assert codes[-2:] == ["2.1.1c", "2.1.3a"]


def test_the_budgets_are_read_as_the_intervals_they_are(page):
    """Each amount is known to half a unit of its last printed digit, and is held once though printed twice."""
    for code, intervals in BUDGETS.items():
        (budget,) = page[code].budgets
        for money, interval in zip((budget.planned, budget.actual, budget.expenses), intervals, strict=True):
            assert (money.low, money.nominal, money.high) == interval
            assert money.currency == "USD"
    shortfall = page["MEX_D_2.1"].budget.shortfall
    assert (shortfall.low, shortfall.high) == (644740, 644760)


def test_the_funding_is_core_without_an_amount_and_a_total_of_the_rest(page):
    """Nothing is printed for core resources, which is not zero; the others add up to 267,469 dollars exactly."""
    core, total = page["MEX_D_2.1"].budget.funding
    assert (core.kind, core.amount, core.is_total) == (rf.FundingKind.CORE, rf.Missing.ABSENT, False)
    assert (total.kind, total.amount.nominal, total.is_total) == (rf.FundingKind.NON_CORE, Decimal(267469), True)
    assert total.amount.is_exact


def test_the_details_of_the_outcome_are_read(page):
    """Goals without a number, one impact area, one marker, no humanitarian scope, three functions."""
    (outcome,) = page.outcomes
    assert [(sdg.goal, sdg.raw) for sdg in outcome.sdgs] == [(None, "SDG Goal")] * 3
    assert [len(area.split()) for area in outcome.impact_areas] == [3]
    assert outcome.organisational_outputs == ()
    assert [(m.name, m.code, m.significance) for m in outcome.policy_markers] == [("GENDER EQUALITY", "1", None)]
    assert outcome.humanitarian is False
    assert [len(function.split()) for function in outcome.un_system_functions] == [5, 5, 2]
    assert outcome.title.startswith("By 2025")
    assert outcome.description.startswith("Women")
    assert page.plan_period == rf.Period.between(2020, 2025)


def test_the_header_shows_another_country(page):
    """The header is kept as it is printed, and attached to nothing else."""
    profile = page.country_profile
    assert (profile.region, profile.country) == ("Asia Pacific", "Afghanisthan")
    assert profile.plan_period == rf.Period.between(2018, 2022)
    assert (profile.income_classification, profile.least_developed) == ("Low Income", True)
    assert profile.gender_inequality_index == Decimal("0.575")
    assert profile.gender_development_index == Decimal("0.723")
    assert (profile.population, profile.population_male) == (209497025, 19976265)
    assert (profile.population_female, profile.population_female_share) == (189520760, Decimal("90.5"))
    assert profile.population_male_share == Decimal("9.5")
    assert "(2022)" in profile.population_source
    assert page.countries == ()


def test_the_note_and_the_document_are_read(page):
    """The note is about 2021; the document has four categories, one of which has commas of its own."""
    (outcome,) = page.outcomes
    (note,) = outcome.progress_notes
    assert (note.year, note.title) == (2021, outcome.title)
    assert len(note.text) > 5000
    (document,) = outcome.documents
    assert document.categories == ("A03", "A04", "A05", "A08")


# ------------------------------------------------------------------------------------------- nothing is lost


def test_nothing_is_left_unparsed(page):
    """Every line of the page is understood."""
    assert page.source.unparsed == ()
    assert page.source.name == "page.txt"


def test_every_word_of_the_page_is_accounted_for(text, page):
    """Every text but the labels of the layout is in a field or in the chrome, as often as it is printed."""
    printed = Counter(text.split())
    kept = words_of(page)
    # Printed without a field of its own: a value's second copy, and what is printed again.
    for indicator in page.indicators:
        for o in indicator.series:
            kept += Counter((o.raw.split() * 2) + ([str(o.period)] if o.kind is not rf.ObservationKind.ACTUAL else []))
            kept -= words_of(o)
    (outcome,) = page.outcomes
    kept += words_of((outcome.title, outcome.code))
    kept += words_of(("GENDER EQUALITY",)) - words_of(("GENDER EQUALITY",))
    missing = printed - kept
    labels = {
        "sdg", "SDG", "Goal", "5", "Complementary", "Common", "Baseline", "Milestone", "Target", "Result",
        "Planned", "Actual", "Budget", "Budget:", "and", "Shortfall", "Shortfall:", "Expenses", "Expenses:",
        "outcome", "OUTCOME", "OUTPUT", "Outcome", "Output", "Outcome details", "details", "alignment", "Impact",
        "areas", "Organizational", "outputs", "Policy", "marker", "Humanitarian", "scope", "UN", "system", "function",
        "Description", "Resources", "Funding", "Partners", "Regular", "(Core):", "Other", "(Non-Core)/", "Partners:",
        "Total", "(Non-Core)", "Indicator", "Results", "Plan", "Period", ":", "Strategic", "Note", "Progress",
        "Showing", "data", "of", "Documents", "Title", "Categories", "Download", "i-icon", "Current", "Women",
        "World", "Bank", "Income", "Least", "Developed", "Gender", "Inequality", "Development", "Source",
        "population", "data:",
    }  # fmt: skip
    figures = {
        # The same amounts, printed a second time.
        "$934.31", "$289.56", "K",
        # A label and its figure in one word, or figures that are kept as numbers and not as text.
        "Region:Asia", "Afghanisthan:2018-2022", "Classification:Low", "Country:Yes", "Index:0.575", "Index:0.723",
        "Population:209,497,025", "Male:19,976,265", "(9.5%)", "Female:189,520,760", "(90.5%)", "2020-2025", "2021",
        "No", "MEX_D_2.1XM-DAC-41146-MEX_D_2.1",
        # Categories, kept as codes.
        "Intended", "ultimate", "beneficiaries,", "Conditions,", "Budget,", "Results,", "outcomes", "outputs",
    }  # fmt: skip
    assert set(missing) <= labels | figures


def test_the_written_page_is_the_page(text, page):
    """Line by line the same, but for blank lines below the page proper, which separate nothing there."""
    written = portal.dumps(page).splitlines()
    original = text.splitlines()
    footer = original.index("Disclaimer and notes")
    assert written[:footer] == original[:footer]
    assert written[footer:] == [line for line in original[footer:] if line.strip()]


def test_the_written_page_is_read_as_the_same_framework(page):
    """Writing and reading again changes nothing, chrome included."""
    assert portal.loads(portal.dumps(page)) == page


def test_line_ends_marks_and_odd_spaces_do_not_matter(text, page):
    """The page is read the same with Windows line ends, a byte order mark, and spaces at the ends of lines."""
    assert portal.loads("\ufeff" + text.replace("\n", "  \r\n")) == page
    assert portal.loads(text.replace("\n", "\u00a0\n")) == page


def test_labels_are_read_whatever_the_spaces_in_them(text, page):
    """Non-breaking spaces in headings, labels and amounts change no figure."""
    spaced = portal.loads(text.replace(" Budget", "\u00a0Budget").replace("Indicator and", "Indicator  and"))
    assert located(spaced) == located(page)
    assert [r.budget.shortfall for r in (spaced["MEX_D_2.1"], *spaced.outputs)] == [
        r.budget.shortfall for r in (page["MEX_D_2.1"], *page.outputs)
    ]


def test_the_page_is_the_same_framework_however_it_was_copied(text, page, copies):
    """A cell a line, empty lines, doubled or non-breaking spaces, no captions: nothing changes, nothing is left."""
    bare = attrs.evolve(page, source=rf.Source())
    for way, copy in copies.items():
        copied = portal.loads(copy(text))
        assert attrs.evolve(copied, source=rf.Source()) == bare, way
        assert copied.source == page.source, way


def test_the_page_of_a_cell_a_line_cut_off_has_no_wrong_number(text, page, copies):
    """Up to any line, with its end or without, and without any one line, each number is the whole page's there."""
    lines = copies["a cell a line, without blank lines"](text).splitlines(keepends=True)
    whole = {
        (path.rpartition("/")[2], kind, period, str(value)) for (path, kind, period), value in located(page).items()
    }
    yearless = {
        (code, kind, rf.Period(), value) for code, kind, _, value in whole if kind is rf.ObservationKind.BASELINE
    }
    for at in range(12, len(lines), 17):
        for part in ("".join(lines[:at]).rstrip("\n"), "".join(lines[:at] + lines[at + 1 : at + 90])):
            try:
                found = located(portal.loads(part))
            except rf.FormatError:
                continue
            numbers = {
                (path.rpartition("/")[2], kind, period, str(value))
                for (path, kind, period), value in found.items()
                if not isinstance(value, str)
            }
            assert numbers <= whole | yearless, part[-60:]


def test_a_page_cut_off_at_any_line_has_no_wrong_number(text, page):
    """
    Up to any line, with its end or without, what is read is what the whole page says there.

    Each two kinds of lines that follow one another are parted once, and the page is cut behind every 20th line.
    """
    lines = text.split("\n")
    whole, budgets = located(page), {r.code: r.budgets for r in (*page.outcomes, *page.outputs)}
    refused = set()
    for count in sorted({*range(20), *(number + 1 for number in places(lines, (0, 1))), len(lines)}):
        for end in ("\n", "") if count and "$" in lines[count - 1] else ("\n",):
            try:
                framework = portal.loads("\n".join(lines[:count]) + end)
            except rf.FormatError:
                refused.add(count)
                continue
            assert located(framework).items() <= whole.items()
            for result in (*framework.outcomes, *framework.outputs):
                for budget, full in zip(result.budgets, budgets[result.code], strict=False):
                    for field in ("planned", "actual", "expenses"):
                        assert getattr(budget, field) in (getattr(full, field), rf.Missing.ABSENT)
    assert refused == set(range(11))  # up to the line of the outcome, with which the page proper begins


def test_a_page_that_lacks_a_line_has_no_wrong_number(text, page):
    """
    Whichever line is missing, every value is under its own indicator and year, or is reported.

    A line of each kind is left out between neighbours of each kind, and every 20th, of the page up to the lines of
    about three indicators below it.
    """
    # Up to where the second output begins is enough to lose a line of every sort.
    lines = text.split("\n")[:904]
    whole = located(page)
    for missing in (number for number in places(lines, (-1, 1)) if lines[number].strip()):
        try:
            framework = portal.loads("\n".join([*lines[:missing], *lines[missing + 1 : missing + 120], ""]))
        except rf.FormatError:
            continue
        for (path, kind, period), value in located(framework).items():
            if period == rf.Period() and kind is rf.ObservationKind.BASELINE:
                assert value in [v for (p, k, _), v in whole.items() if (p, k) == (path, kind)]
            else:
                assert whole[path, kind, period] == value


def test_the_package_reads_the_page_by_its_content(shared):
    """`rf.read` knows the page by its name and by what is in it."""
    framework = rf.read(shared / "seeds" / "unwomen-portal-mex-d-2.1.txt")
    assert len(framework.indicators) == 39
    assert framework.source.name.endswith("unwomen-portal-mex-d-2.1.txt")
