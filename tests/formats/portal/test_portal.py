"""Pages of invented outcomes: what each block says, and what happens where one is missing or damaged."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.formats import portal

MENUS = ["Skip to main content"]
HEADER = [
    "Region:North Sea Current UN Women Plan Period Lyonesse:2018-2022",
    (
        "i-icon World Bank Income Classification:High Income The World Bank sorts i-icon Least Developed Country:No "
        "Since 1971 there is a list. i-icon Gender Inequality Index:0.04 GII is one index. "
        "i-icon Gender Development Index:1.01 GDI is another."
    ),
    "i-icon Population:1,234 Source of population data: A census (2020) Male:600 (48.6%) Female:634 (51.4%)",
]
CAPTIONS = ["Map Summary", "Year"]
SECTION_MENU = "Activity Details Resources Documents"
OUTCOME = "outcome LYO_D_1.1XM-DAC-41146-LYO_D_1.1"
TITLE = "Wells give clean water"
DETAILS = [
    "Outcome details",
    "SDG alignment",
    "SDG Goal",
    "Goal 6",
    "Impact areas",
    "Impact areas",
    "Clean water",
    "Organizational outputs",
    "Humanitarian scope No",
    "Policy marker GENDER EQUALITY",
    "UN system function Normative support Well digging Support functions",
]
RESOURCES = [
    "Resources",
    "$2.50 M Planned Budget",
    "$1.20 M Actual Budget",
    "$2.50 M Planned Budget",
    "$1.20 M Actual Budget and Shortfall",
    "$900.50 K Expenses",
]
FOOTER = ["Disclaimer and notes", "Resources", "Who are you? Choose one of 4."]
CELLS = [
    "2019",
    "Baseline",
    "3 3",
    "2020",
    "Milestone",
    "5 5",
    "Result",
    "4 4",
    "2021",
    "Target",
    "9 9",
    "Result",
    "- -",
]
INDICATOR = ["LYO_D_1.1A", "Number of wells (CO)", "2020 Result 4", *CELLS]


def page(
    *,
    top=(*MENUS, *HEADER, *CAPTIONS),
    outcome=(OUTCOME, "", TITLE, "", SECTION_MENU),
    details=DETAILS,
    description=("Outcome Description", "", "Why wells.", "And how.", "", "Since when.", ""),
    resources=RESOURCES,
    indicators=INDICATOR,
    outputs=("Output Indicator and Results", "OUTPUT LYO_D_1.1.1", "", "Wells dug", "", "Expenses: $5 K"),
    notes=("Strategic Note Outcome Progress Note Showing data of : 2020", "", TITLE, "", "It rained."),
    documents=("Documents", "Title", "Categories", "Download", "A plan", "Budget, Results, outcomes and outputs"),
    footer=FOOTER,
):
    """A page from its blocks; a block that is given as () is missing."""
    heading = ("Outcome Indicator and Results Plan Period : 2019-2021", "OUTCOME LYO_D_1.1", "", TITLE, "")
    blocks = (top, outcome, details, description, resources, heading, indicators, outputs, notes, documents, footer)
    return "".join(f"{line}\n" for block in blocks for line in block)


def read(**blocks):
    """The framework of a page."""
    return portal.loads(page(**blocks))


def outcome_of(**blocks):
    """The outcome of a page."""
    return read(**blocks).outcomes[0]


def only(*lines):
    """The framework of a page that has one indicator and nothing after it."""
    return read(indicators=lines, outputs=(), notes=(), documents=(), footer=())


def indicator_of(*lines):
    """The indicator of a page that has no other."""
    (indicator,) = only(*lines).indicators
    return indicator


# --------------------------------------------------------------------------------------------- the whole page


def test_a_whole_page_is_understood_and_comes_back():
    """Nothing is left unparsed, and writing gives the same page but for blank lines."""
    framework = read()
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework
    marker, scope = "Policy marker GENDER EQUALITY", "Humanitarian scope No"
    usual = [{"Goal 6": "SDG Goal 6", marker: scope, scope: marker}.get(line, line) for line in DETAILS]
    original = page(details=usual)
    assert portal.dumps(portal.loads(original)) == original


def test_every_part_knows_its_line():
    """Results, indicators, observations, budgets, tags and documents know their lines, counted from 1."""
    lines = page().splitlines()
    (outcome,) = portal.loads(page()).outcomes
    (indicator,) = outcome.indicators
    for node, line in (
        (outcome, OUTCOME),
        (indicator, "LYO_D_1.1A"),
        (indicator.baseline, "3 3"),
        (outcome.outputs[0], "OUTPUT LYO_D_1.1.1"),
        (outcome.budget, "$2.50 M Planned Budget"),
        (outcome.sdgs[1], "Goal 6"),
        (outcome.policy_markers[0], "Policy marker GENDER EQUALITY"),
        (outcome.documents[0], "A plan"),
    ):
        assert lines[node.line - 1] == line


@pytest.mark.parametrize(
    ("block", "field", "empty"),
    [
        ("details", "sdgs", ()),
        ("description", "description", None),
        ("resources", "budgets", ()),
        ("indicators", "indicators", ()),
        ("outputs", "outputs", ()),
        ("notes", "progress_notes", ()),
        ("documents", "documents", ()),
    ],
)
def test_a_missing_block_leaves_its_field_empty(block, field, empty):
    """A page may lack any block; the others are read as before."""
    framework = read(**{block: ()})
    assert getattr(framework.outcomes[0], field) == empty
    assert framework.source.unparsed == ()
    assert framework.outcomes[0].title == TITLE
    assert portal.loads(portal.dumps(framework)) == framework


def test_blocks_are_known_by_their_headings_whatever_their_order():
    """Documents above the resources, and the details at the end, change nothing."""
    swapped = read(details=(), resources=("Documents", "A plan", "Budget"), documents=(*RESOURCES, *DETAILS))
    (outcome,) = swapped.outcomes
    assert outcome.budget.planned.nominal == 2500000
    assert outcome.documents[0].categories == ("A05",)
    assert outcome.humanitarian is False
    assert swapped.source.unparsed == ()


def test_a_page_from_another_system_reads_the_same():
    """Carriage returns, a byte order mark, no-break spaces and spaces at the ends of lines do not matter."""
    framework = read()
    assert portal.loads("\ufeff" + page().replace("\n", " \r\n")) == framework
    assert portal.loads(page().replace("\n", "\r")) == framework
    assert portal.loads(page().replace("Planned Budget", "Planned\u00a0Budget")) == framework


# ------------------------------------------------------------------------------------------------- the header


def test_the_header_is_kept_as_it_is_printed():
    """Region, country, its plan period, income group, indexes and population are read; explanations are chrome."""
    framework = read()
    profile = framework.country_profile
    assert (profile.region, profile.country, profile.plan_period) == (
        "North Sea",
        "Lyonesse",
        rf.Period.between(2018, 2022),
    )
    assert (profile.income_classification, profile.least_developed) == ("High Income", False)
    assert (profile.gender_inequality_index, profile.gender_development_index) == (Decimal("0.04"), Decimal("1.01"))
    assert (profile.population, profile.population_source) == (1234, "A census (2020)")
    assert (profile.population_male, profile.population_male_share) == (600, Decimal("48.6"))
    assert framework.source.chrome[:5] == (
        "Skip to main content",
        "The World Bank sorts",
        "Since 1971 there is a list.",
        "GII is one index.",
        "GDI is another.",
    )


@pytest.mark.each(
    ("line", "field", "value"),
    [
        ("Region:Alps", "region", "Alps"),
        ("Current UN Women Plan Period Lyonesse", "country", "Lyonesse"),
        ("Current UN Women Plan Period Lyonesse:open", "plan_period", rf.Period(raw="open")),
        ("Current UN Women Plan Period Lyonesse:2025-2020", "plan_period", rf.Period(raw="2025-2020")),
        ("Least Developed Country:N/A", "least_developed", rf.Missing.NOT_AVAILABLE),
        ("Gender Inequality Index:not published", "gender_inequality_index", "not published"),
        ("Gender Inequality Index:57%", "gender_inequality_index", "57%"),
        ("Population:about a million", "population", "about a million"),
        ("Male:5 (N/A)", "population_male_share", rf.Missing.NOT_AVAILABLE),
        ("Male:5 (half)", "population_male_share", "half"),
        ("Male:5 ()", "population_male", "5 ()"),
        ("Male: (9%)", "population_male_share", Decimal(9)),
        ("Female:7", "population_female", Decimal(7)),
    ],
)
def test_each_figure_of_the_header_may_stand_alone(line, field, value):
    """A header with one label is read; what is no number, or in another unit, stays text."""
    framework = read(top=(line,))
    assert getattr(framework.country_profile, field) == value
    assert portal.loads(portal.dumps(framework)) == framework


def test_a_label_without_a_figure_says_nothing():
    """An empty label is no profile; its explanation is kept all the same."""
    framework = read(top=("Region:", "Gender Inequality Index: GII is one index."))
    assert framework.country_profile is None
    assert framework.source.chrome[0] == "GII is one index."
    assert portal.loads(portal.dumps(framework)) == framework


def test_what_a_header_says_twice_or_beside_is_reported():
    """A second figure, a second explanation, words before a label or behind a figure: none replaces the first."""
    framework = read(
        top=(
            "odd words Region:Alps",
            "Region:Alps Region:Andes",
            "GDI is another.",
            "Gender Development Index:0.9 GDI is one more.",
            "Least Developed Country:No but nearly",
            "6 of 7",
        )
    )
    assert framework.country_profile.region == "Alps"
    assert framework.country_profile.least_developed is False
    assert framework.source.unparsed == (
        "odd words Region:Alps",
        "Region:Andes",
        "GDI is one more.",
        "but nearly",
        "6 of 7",
    )
    assert portal.loads(portal.dumps(framework)) == framework


def test_a_header_is_read_anywhere_on_the_page():
    """Header lines below the page proper, or between blocks, are the header's all the same."""
    framework = read(top=(), footer=(*FOOTER, "Region:Alps"), outputs=("Output Indicator and Results", "Population:77"))
    assert framework.country_profile == rf.CountryProfile(region="Alps", population=Decimal(77))
    assert framework.source.chrome[-3:] == tuple(FOOTER)


def test_chrome_without_explanations_keeps_its_place():
    """The skip link is above the header, the captions below it."""
    framework = read(top=("Skip to main content", "Region:Alps", "Map Summary"))
    assert portal.dumps(framework).splitlines()[:3] == ["Skip to main content", "Region:Alps", "Map Summary"]


# ------------------------------------------------------------------------------------------------ the outcome


@pytest.mark.parametrize(
    ("heading", "code", "identifier"),
    [
        ("LYO_D_1.1XM-DAC-41146-LYO_D_1.1", "LYO_D_1.1", "XM-DAC-41146-LYO_D_1.1"),
        ("LYO_D_1.1 XM-DAC-41146-LYO_D_1.1", "LYO_D_1.1", "XM-DAC-41146-LYO_D_1.1"),
        ("PAP _O_1.1XM-DAC-41146-PAP _O_1.1", "PAP _O_1.1", "XM-DAC-41146-PAP _O_1.1"),
        ("LYO_D_1.1 XM-DAC-41146-OTHER", "LYO_D_1.1", "XM-DAC-41146-OTHER"),
        ("LYO_D_1.1XM-DAC-41146-OTHER", "LYO_D_1.1", "XM-DAC-41146-OTHER"),
        ("LYO_D_1.1", "LYO_D_1.1", None),
    ],
)
def test_code_and_identifier_are_separated(heading, code, identifier):
    """The identifier is printed right behind the code, which it ends in."""
    framework = portal.loads(f"outcome {heading}\nOutcome details\n")
    (outcome,) = framework.outcomes
    assert (outcome.code, outcome.identifier) == (code, identifier)
    assert portal.loads(portal.dumps(framework)) == framework


def test_a_second_outcome_is_refused_with_its_line():
    """One page shows one outcome; numbers of two must not mix."""
    with pytest.raises(rf.FormatError, match=r"page\.txt .*line 2: a second outcome, 'B_2'") as raised:
        portal.loads("outcome A_1\noutcome B_2\nOutcome details\n", source="page.txt")
    assert raised.value.problems[0].line == 2


def test_the_first_title_and_identifier_count():
    """Where the page prints another title or identifier below, that one is reported."""
    framework = read(
        outcome=(OUTCOME, "Another title", SECTION_MENU, "outcome LYO_D_1.1XM-DAC-9-LYO_D_1.1", "Another title")
    )
    (outcome,) = framework.outcomes
    assert (outcome.title, outcome.identifier) == ("Another title", "XM-DAC-41146-LYO_D_1.1")
    assert framework.source.unparsed == ("outcome LYO_D_1.1XM-DAC-9-LYO_D_1.1", TITLE)


def test_the_details_of_the_outcome_are_read():
    """Goals as printed, areas, markers with their code, humanitarian scope, functions with commas, description."""
    outcome = outcome_of()
    assert outcome.sdgs == (rf.SdgReference(raw="SDG Goal"), rf.SdgReference(goal=6, raw="Goal 6"))
    assert outcome.impact_areas == ("Clean water",)
    assert outcome.organisational_outputs == ()
    assert outcome.policy_markers == (rf.PolicyMarker(name="GENDER EQUALITY", code="1"),)
    assert outcome.humanitarian is False
    assert outcome.un_system_functions == ("Normative support", "Well digging", "Support functions")
    assert outcome.description == "Why wells.\nAnd how.\n\nSince when."


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["SDG alignment", "SDG Goal 17"], "sdgs", (rf.SdgReference(goal=17),)),
        (["SDG alignment", "SDG Goal 18"], "sdgs", (rf.SdgReference(raw="SDG Goal 18"),)),
        (["Impact areas Rivers", "Lakes"], "impact_areas", ("Rivers", "Lakes")),
        (["Organisational outputs", "Better pumps"], "organisational_outputs", ("Better pumps",)),
        (["Humanitarian scope: Yes"], "humanitarian", True),
        (["Humanitarian scope", "Yes"], "humanitarian", True),
        (
            ["Policy markers Disability Nutrition Pumps"],
            "policy_markers",
            (
                rf.PolicyMarker(name="Disability", code="11"),
                rf.PolicyMarker(name="Nutrition", code="12"),
                rf.PolicyMarker(name="Pumps"),
            ),
        ),
        (
            ["UN system function", "Advocacy, communications and social mobilization", "Digging", "Dancing"],
            "un_system_functions",
            ("Advocacy, communications and social mobilization", "Digging", "Dancing"),
        ),
    ],
)
def test_a_detail_is_behind_its_label_or_below_it(lines, field, value):
    """Labels are read with what is on their line and on the lines below, and come back."""
    framework = read(details=("Outcome details", *lines))
    assert getattr(framework.outcomes[0], field) == value
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework


def test_details_that_do_not_fit_are_reported():
    """An answer that is neither yes nor no, one that contradicts the first, and a line before any label."""
    lines = (
        "Outcome details",
        "stray words",
        "Humanitarian scope Maybe",
        "Humanitarian scope No",
        "Humanitarian scope Yes",
    )
    framework = read(details=lines)
    assert framework.outcomes[0].humanitarian is False
    assert framework.source.unparsed == ("stray words", "Maybe", "Yes")
    text = page(details=lines).splitlines()
    assert [text[line - 1].split()[-1] for line in framework.source.unparsed_lines] == ["words", "Maybe", "Yes"]


def test_a_label_is_no_value_of_another():
    """A label, a heading or a cell behind a label would be one on a line of its own, and is no value."""
    lines = ("Outcome details", "Impact areas", "Strategic Plan Outcome Areas strategic plan outcome areas", "Result -")
    framework = read(details=lines)
    assert framework.outcomes[0].impact_areas == ()
    assert framework.source.unparsed == ("strategic plan outcome areas", "Result", "-")
    assert portal.loads(portal.dumps(framework)) == framework


def test_a_figure_below_its_label_is_the_headers():
    """A label of the header at the end of its line has its figure on the next, unless that is another label."""
    plan = ("Current UN Women Plan Period", "Lyonesse:2018-2022")
    top = ("Population:", "1,234", *plan, "Least Developed Country:", "Male:5", "Region:", "Map Summary", "Year")
    profile = read(top=top).country_profile
    assert (profile.population, profile.region, profile.country) == (1234, None, "Lyonesse")


def test_a_second_description_is_reported_unless_it_is_the_same():
    """The first description counts; another is kept line by line among the unparsed lines."""
    twice = ("Outcome Description", "Why wells.", "Outcome Description", "Why wells.")
    assert read(description=twice).source.unparsed == ()
    framework = read(description=("Outcome Description", "Why wells.", "Outcome Description", "Why not.", "Well."))
    assert framework.outcomes[0].description == "Why wells."
    assert framework.source.unparsed == ("Why not.", "Well.")


# ---------------------------------------------------------------------------------------------------- indicators


def test_an_indicator_is_read_with_its_series():
    """Code, statement, scope, summary and values; the last column is called target on the page."""
    indicator = indicator_of(*INDICATOR)
    assert (indicator.code, indicator.statement) == ("LYO_D_1.1A", "Number of wells (CO)")
    assert indicator.scope == (rf.Scope.COUNTRY_OFFICE,)
    assert indicator.printed_result == "2020 Result 4"
    assert indicator.series == rf.ObservationSeries.parse(
        "2019 baseline 3 | 2020 milestone 5 actual 4 | 2021 target 9 actual -"
    )


@pytest.mark.parametrize(
    "code", ["BDI_O_1.2", "MEX_D_2.1.1A", "SP_D_2.1A", "SP_D_0.1.d", "PAP _O_1.1", "2.1.1", "1.1a", "A-1"]
)
def test_codes_of_every_grammar_begin_an_indicator(code):
    """A short token with a digit and a joining sign, followed by a statement, is a code."""
    assert indicator_of(code, "Number of wells", *CELLS).code == code


@pytest.mark.each(
    ("cell", "value", "unit"),
    [
        ("1,250,000 1,250,000", Decimal(1250000), None),
        ("1\u00a0250 1\u00a0250", Decimal(1250), None),
        ("12.5 12.5", Decimal("12.5"), None),
        ("95% 95%", Decimal(95), "percent"),
        ("95 % 95 %", Decimal(95), "percent"),
        ("3/5 3/5", rf.Ratio(Decimal(3), Decimal(5)), None),
        ("<545 <545", rf.Range(high=Decimal(545), high_included=False), None),
        ("TRUE TRUE", True, None),
        ("No No", False, None),
        ("TBD TBD", rf.Missing.TO_BE_DETERMINED, None),
        ("N/A N/A", rf.Missing.NOT_AVAILABLE, None),
        ("- -", rf.Missing.EMPTY, None),
        ("0 0", Decimal(0), None),
        ("In progress In progress", "In progress", None),
        ("In  progress \t In progress", "In progress", None),
        ("2021 Result 2021 Result", "2021 Result", None),
        ("1 2 1 2", "1 2", None),
    ],
)
def test_a_cell_prints_its_value_twice(cell, value, unit):
    """Numbers, percentages, ratios, ranges, yes and no, text with spaces, and the reasons for no value."""
    framework = only("A_1", "Some share", "2019", "Baseline", cell)
    (indicator,) = framework.indicators
    assert (indicator.baseline.value, indicator.baseline.unit) == (value, unit)
    assert type(indicator.baseline.value) is type(value)
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework


@pytest.mark.parametrize("cell", ["3 4", "59", "100 10", "1 1 1", "some words"])
def test_copies_that_differ_are_no_number(cell):
    """A cell whose two copies do not agree is kept as text, is reported, and comes back as it was."""
    framework = only(
        "A_1", "Number of wells", "2019", "Milestone", cell, "2020", "Milestone", "7 7", "A_2", "More wells"
    )
    first, second = framework.indicators[0].series
    assert (first.value, first.raw, second.value) == (cell, cell, 7)
    assert framework.source.unparsed == (cell,)
    assert portal.loads(portal.dumps(framework)) == framework


def test_damaged_cells_stay_in_order_with_other_reports():
    """Unparsed lines keep the order of the source, whether it is in a cell or outside of one."""
    framework = read(
        details=("Outcome details", "first"),
        indicators=("A_1", "Wells", "2019", "Milestone", "3 4", "2020", "Milestone", "5 5", "second", "third"),
        outputs=("OUTPUT B_1", "Pumps", "B_1.1", "Pumps", "2019", "Baseline", "8 9"),
    )
    assert framework.source.unparsed == ("first", "3 4", "second", "third", "8 9")
    written = portal.dumps(framework)
    assert "[unparsed] first\n" in written
    assert "[unparsed] 3 4" not in written
    assert portal.loads(written) == framework


@pytest.mark.parametrize(
    ("years", "period"),
    [
        ("2019", rf.Period(year=2019)),
        ("0", rf.Period(raw="0")),
        ("2019-2020", rf.Period.between(2019, 2020)),
        ("2019 - 2020", rf.Period.between(2019, 2020)),
        ("2019-20", rf.Period(raw="2019-20")),
    ],
)
def test_a_baseline_year_that_is_no_year_is_kept_raw(years, period):
    """A year is a year, two are a span, and a zero is neither."""
    framework = only("A_1", "Number of wells", years, "Baseline", "- -")
    assert framework.indicators[0].baseline.period == period
    assert portal.loads(portal.dumps(framework)) == framework


def test_a_baseline_may_lack_its_year():
    """Then its period is not stated, and the value is read."""
    framework = only("A_1", "Number of wells", "Baseline", "4 4")
    assert (framework.indicators[0].baseline.value, framework.indicators[0].baseline.period) == (4, rf.Period())
    assert portal.loads(portal.dumps(framework)) == framework


@pytest.mark.parametrize(
    ("lines", "series"),
    [
        ((), ""),
        (("2020", "Milestone", "5 5"), "2020 milestone 5"),
        (("2020", "Result", "5 5"), "2020 actual 5"),
        (("2020", "Target", "5 5", "Result", "6 6"), "2020 target 5 actual 6"),
        (("2020", "Milestone", "5 5", "2020-2021", "Target", "6 6"), "2020 milestone 5"),
    ],
)
def test_an_indicator_may_lack_columns(lines, series):
    """No summary, no baseline, no milestone or no result: what is there is read."""
    assert indicator_of("A_1", "Number of wells", *lines).series == rf.ObservationSeries.parse(series)


@pytest.mark.each(
    ("missing", "series", "unparsed"),
    [
        (2, "2019 baseline 3 | 2020 milestone 5 actual 4 | 2021 target 9 actual -", 0),
        (3, "- baseline 3 | 2020 milestone 5 actual 4 | 2021 target 9 actual -", 0),
        (4, "", 11 + 1),
        (5, "2020 milestone 5 actual 4 | 2021 target 9 actual -", 2),
        (6, "2019 baseline 3", 9),
        (7, "2019 baseline 3", 9),
        (8, "2019 baseline 3 | 2020 actual 4 | 2021 target 9 actual -", 1),
        (9, "2019 baseline 3 | 2020 milestone 5", 5 + 1),
        (10, "2019 baseline 3 | 2020 milestone 5 | 2021 target 9 actual -", 1),
        (11, "2019 baseline 3 | 2020 milestone 5 actual 4", 4),
    ],
)
def test_a_column_that_lacks_a_line_is_reported_not_guessed(missing, series, unparsed):
    """Without its year, its label or its cell, no value moves to another year or kind."""
    lines = [line for number, line in enumerate(INDICATOR) if number != missing]
    framework = only(*lines)
    assert framework.indicators[0].series == rf.ObservationSeries.parse(series)
    assert len(framework.source.unparsed) == unparsed
    assert portal.loads(portal.dumps(framework)) == framework


def test_a_result_behind_a_lost_cell_is_not_taken():
    """A lone year after a label may be a cell or a column; what follows it is reported."""
    framework = only("A_1", "Number of wells", "2019", "Milestone", "2020", "Result", "5 5")
    assert framework.indicators[0].series == rf.ObservationSeries()
    assert framework.source.unparsed == ("2019", "Milestone", "2020", "Result", "5 5")


@pytest.mark.parametrize(
    "columns",
    [
        ("2020", "Milestone", "5 5", "2020", "Milestone", "6 6"),
        ("2020", "Milestone", "5 5", "2019", "Milestone", "6 6"),
        ("2020", "Milestone", "5 5", "2019", "Baseline", "6 6"),
        ("2020", "Milestone", "5 5", "2021 Result 3", "2022", "Milestone", "6 6"),
        ("2020", "Milestone", "5 5", "Number of pumps", "2022", "Milestone", "6 6"),
        ("2020", "Milestone", "5 5", "Common", "sdg", "UNDP", "2022", "Milestone", "6 6"),
    ],
)
def test_columns_of_another_indicator_are_not_taken(columns):
    """Where a year repeats or goes back, or words are among the columns, a code is missing."""
    framework = only("A_1", "Number of wells", *columns)
    assert framework.indicators[0].series == rf.ObservationSeries.parse("2020 milestone 5")
    assert framework.source.unparsed == columns[3:]


def test_a_second_statement_ends_an_indicator():
    """Two statements without a code between them, on a page with paragraphs: the values belong to nobody known."""
    framework = only("A_1", "Number of wells", "Number of pumps", *CELLS)
    assert framework.indicators[0].series == rf.ObservationSeries()
    assert len(framework.source.unparsed) == 1 + len(CELLS)


def test_a_code_alone_is_no_indicator():
    """A code with nothing behind it, or with nothing that could be read, is reported."""
    framework = only("A_1", "A_2", "Number of wells", "A_3", "Common indicators are odd.", "A_4")
    assert [i.code for i in framework.indicators] == ["A_2"]
    assert framework.source.unparsed == ("A_1", "A_3", "Common indicators are odd.", "A_4")


def test_notes_are_known_by_a_key_phrase_or_stand_apart():
    """Three fixed notes have their kind; any other text between blank lines before the statement is a note too."""
    texts = {
        "It is reported in a global scope.": rf.NoteKind.DESK_REVIEW,
        "See the Trust Fund to End Violence.": rf.NoteKind.TRUST_FUND,
        "From a learning process on social norms.": rf.NoteKind.SOCIAL_NORMS,
        "Wells were counted twice.": rf.NoteKind.OTHER,
    }
    for text, kind in texts.items():
        framework = only("A_1", "", text, "", "Number of wells", "2020 Result 4")
        assert framework.indicators[0].notes == (rf.Note(text=text, kind=kind),)
        assert framework.indicators[0].statement == "Number of wells"
        assert portal.loads(portal.dumps(framework)) == framework


def test_a_statement_between_blank_lines_is_still_the_statement():
    """On a page with a blank line after every line, the last text without a key phrase is the statement."""
    framework = only(
        "A_1", "", "It is reported in a global scope.", "", "Number of wells", "", "2020", "", "Baseline", "", "1 1"
    )
    (indicator,) = framework.indicators
    assert indicator.statement == "Number of wells"
    assert [note.kind for note in indicator.notes] == [rf.NoteKind.DESK_REVIEW]
    assert indicator.baseline.value == 1


def test_a_note_may_follow_the_statement():
    """A text set apart behind the statement is a note; one with a key phrase right behind it is not taken."""
    indicator = indicator_of("A_1", "Number of wells", "", "Wells were counted twice.", "", "2020 Result 4")
    assert (indicator.statement, indicator.notes[0].text) == ("Number of wells", "Wells were counted twice.")
    framework = only("A_1", "Number of wells", "Reported in a global scope.", "2020 Result 4")
    assert framework.source.unparsed == ("Reported in a global scope.", "2020 Result 4")


@pytest.mark.parametrize(
    ("statement", "scope"),
    [
        ("Wells (CO, RO, HQ)", (rf.Scope.COUNTRY_OFFICE, rf.Scope.REGIONAL_OFFICE, rf.Scope.HEADQUARTERS)),
        ("Wells (MCO).", (rf.Scope.MULTI_COUNTRY_OFFICE,)),
        ("Wells (Desk Review)", (rf.Scope.DESK_REVIEW,)),
        ("Wells (CO) dug", ()),
        ("Wells (CO, deep)", ()),
        ("Wells", ()),
    ],
)
def test_the_suffix_of_a_statement_is_its_scope(statement, scope):
    """The statement itself is kept whole."""
    indicator = indicator_of("A_1", statement, "2020 Result 4")
    assert (indicator.scope, indicator.statement) == (scope, statement)


@pytest.mark.parametrize(
    ("statement", "vocabulary", "code"),
    [
        ("SDG 5.1.1: Whether laws exist", "sdg_indicator", "5.1.1"),
        ("SDG Indicator 5.c.1: Whether", "sdg_indicator", "5.c.1"),
        ("SDG Target 6.1: Water", "sdg_target", "6.1"),
        ("SDG Goal 6: Water", "sdg_goal", "6"),
        ("SP 3.8.1: Number of frameworks", "strategic_plan", "3.8.1"),
        ("2.1.1c # of initiatives", "reporting_organisation", "2.1.1c"),
    ],
)
def test_a_code_at_the_head_of_a_statement_is_a_reference(statement, vocabulary, code):
    """It is copied; the statement is kept whole."""
    indicator = indicator_of("A_1", statement, "2020 Result 4")
    assert indicator.references == (rf.Reference(vocabulary=vocabulary, code=code),)
    assert indicator.statement == statement


def test_tags_name_goals_and_partners():
    """Goals, complementary and common partners, with the explanation that is printed above the tag."""
    explained = ("", "Complementary indicators are like this.", "", "Complementary")
    framework = only(
        "A_1", "Number of wells", "SDG", "sdg", "Goal 6", "sdg", "Goal 18",
        *explained, "sdg", "UNDP", "sdg", "World Bank", "Common", "sdg", "UNICEF", *CELLS,
    )  # fmt: skip
    (indicator,) = framework.indicators
    assert indicator.sdgs == (rf.SdgReference(goal=6), rf.SdgReference(raw="Goal 18"))
    complementary, common = indicator.alignments
    assert (complementary.kind, common.kind) == (rf.AlignmentKind.COMPLEMENTARY, rf.AlignmentKind.COMMON)
    assert complementary.partners == (rf.Organisation(acronym="UNDP"), rf.Organisation(name="World Bank"))
    assert (complementary.explanation, common.explanation) == ("Complementary indicators are like this.", None)
    assert len(indicator.series) == 5
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework


def test_tags_are_read_without_the_text_of_icons():
    """An acronym, or a goal, under a tag needs no icon text above it."""
    indicator = indicator_of("A_1", "Number of wells", "SDG", "Goal 6", "Common", "UNDP", "UNICEF", *CELLS)
    assert indicator.sdgs == (rf.SdgReference(goal=6),)
    assert [p.acronym for p in indicator.alignments[0].partners] == ["UNDP", "UNICEF"]
    assert len(indicator.series) == 5


def test_an_explanation_in_other_words_is_known_by_the_tag_below_it():
    """With a statement before it, or a text that turns out to be the statement, it is the explanation."""
    apart = ("", "It means something.", "", "Common", "sdg", "UNDP")
    for lines in (
        ("A_1", "Number of wells", *apart),
        ("A_1", "", "Reported in a global scope.", "", "Number of wells", *apart),
        ("A_1", "", "Counted twice.", "", "Number of wells", *apart),
    ):
        framework = only(*lines)
        (indicator,) = framework.indicators
        assert indicator.statement == "Number of wells"
        assert indicator.alignments[0].explanation == "It means something."
        assert portal.loads(portal.dumps(framework)) == framework


def test_an_icon_without_a_name_is_reported():
    """A partner whose name is missing is no partner, and the tag may have none at all."""
    framework = only("A_1", "Number of wells", "Common", "sdg", "2020 Result 4")
    assert framework.indicators[0].alignments == (rf.Alignment(kind=rf.AlignmentKind.COMMON),)
    assert framework.source.unparsed == ("sdg",)
    assert portal.loads(portal.dumps(framework)) == framework


# -------------------------------------------------------------------------------------------------- outputs


def test_outputs_have_their_own_titles_budgets_and_indicators():
    """In the order of the page, each with the content under its heading."""
    framework = read(
        outputs=(
            "Output Indicator and Results",
            "OUTPUT LYO_D_1.1.2", "", "Pumps", "", "Planned Budget: $3.21 M", "Actual Budget and Shortfall: $650.40 K",
            "Expenses: -", "LYO_D_1.1.2A", "Number of pumps", "2020 Result N/A",
            "OUTPUT LYO_D_1.1.1", "LYO_D_1.1.1A", "Number of wells", *CELLS,
        )
    )  # fmt: skip
    first, second = framework.outcomes[0].outputs
    assert (first.code, first.title, second.code, second.title) == ("LYO_D_1.1.2", "Pumps", "LYO_D_1.1.1", None)
    assert first.budget.planned == rf.parse_money("$3.21 M")
    assert first.budget.expenses is rf.Missing.EMPTY
    assert (len(first.indicators), len(second.indicators), second.budgets) == (1, 1, ())
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework


def test_indicators_of_an_output_without_a_heading_are_reported():
    """Neither the outcome nor the output before may take them."""
    lost = ("Pumps", "Planned Budget: $5 K", "B_1", "Number of pumps", *CELLS)
    framework = read(outputs=("Output Indicator and Results", *lost))
    assert (len(framework.indicators), framework.source.unparsed) == (1, lost)
    framework = read(outputs=("OUTPUT A_1", "Wells", "Expenses: $1 K", *INDICATOR, "", *lost))
    (output,) = framework.outcomes[0].outputs
    assert (len(output.indicators), output.budget.expenses.nominal) == (1, 1000)
    assert framework.source.unparsed == lost


def test_an_output_may_have_no_code():
    """Its heading alone says that there is one."""
    framework = read(outputs=("OUTPUT", "Wells dug", "B_1", "Number of pumps"))
    (output,) = framework.outcomes[0].outputs
    assert (output.code, output.title, len(output.indicators)) == (None, "Wells dug", 1)
    assert portal.loads(portal.dumps(framework)) == framework


# --------------------------------------------------------------------------------------------------- plan and notes


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Outcome Indicator and Results Plan Period : 2020-2025", rf.Period.between(2020, 2025)),
        ("Outcome Indicators and Results Plan Period: 2020", rf.Period(year=2020)),
        ("Outcome Indicator and Results Plan Period : soon", rf.Period(raw="soon")),
        ("Outcome Indicator and Results", rf.Period()),
        ("Outcome Indicator and Results Plan Period :", rf.Period()),
    ],
)
def test_the_plan_period_is_printed_in_a_heading(heading, period):
    """A span of years, a year, or raw text."""
    framework = portal.loads(f"outcome A_1\n{heading}\nOUTCOME A_1\nA_1.1\nNumber of wells\n")
    assert framework.plan_period == period
    assert len(framework.indicators) == 1
    assert portal.loads(portal.dumps(framework)) == framework


def test_indicators_under_the_block_heading_are_the_outcomes():
    """The second heading of the outcome may be missing; a second plan period is reported."""
    text = (
        "outcome A_1\nWells\nOutcome Indicator and Results Plan Period : 2020\nWells\nA_1.1\nNumber of wells\n"
        "Outcome Indicator and Results Plan Period : 2021\n"
    )
    framework = portal.loads(text)
    assert len(framework.outcomes[0].indicators) == 1
    assert framework.plan_period == rf.Period(year=2020)
    assert framework.source.unparsed == ("Outcome Indicator and Results Plan Period : 2021",)


def test_progress_notes_have_a_year_a_title_and_lines():
    """Several notes may be on a page; the title of the outcome over a note is its title."""
    heading = "Strategic Note Outcome Progress Note"
    framework = read(
        notes=(
            f"{heading} Showing data of : 2020", "", "WELLS give clean water.", "", "It rained.", "", "", "Much.",
            f"{heading} Showing data of : 2021", "No title here.", "Dry.",
            heading, "No year here.",
        )
    )  # fmt: skip
    assert framework.outcomes[0].progress_notes == (
        rf.ProgressNote(year=2020, title="WELLS give clean water.", text="It rained.\n\nMuch."),
        rf.ProgressNote(year=2021, text="No title here.\nDry."),
        rf.ProgressNote(text="No year here."),
    )
    assert framework.reporting_year == 2020
    assert portal.loads(portal.dumps(framework)) == framework


@pytest.mark.parametrize(
    ("summary", "notes", "year", "unparsed"),
    [
        ("2020 Result 4", (), 2020, ()),
        ("2020 Result", ("Showing data of : 2021", "Dry."), 2020, ()),
        ("2020 Result 4", ("Showing data of : 2021",), 2020, ("Showing data of : 2021",)),
        (None, ("Showing data of : 2021",), 2021, ()),
        (None, ("Showing data of : all",), None, ("Showing data of : all",)),
        (None, ("Showing data of : 2021", "Showing data of : 2020", "Dry."), 2021, ()),
        (None, (), None, ()),
    ],
)
def test_the_reporting_year_is_that_of_the_results_shown(summary, notes, year, unparsed):
    """The year is that of the summary lines, else of the progress note's heading; a year that differs is not lost."""
    heading = "Strategic Note Outcome Progress Note"
    framework = read(
        indicators=("A_1", "Number of wells", *([summary] if summary else [])),
        notes=[f"{heading} {line}" if line.startswith("Showing") else line for line in notes],
    )
    assert framework.reporting_year == year
    assert framework.source.unparsed == tuple(f"{heading} {line}" for line in unparsed)
    assert portal.loads(portal.dumps(framework)) == framework


def test_summary_lines_of_two_years_leave_it_to_the_note():
    """Where the summaries do not agree, the heading of the note says the year."""
    lines = ("A_1", "Number of wells", "2020 Result 4", "A_2", "Number of pumps", "2021 Result 5")
    framework = read(indicators=lines)
    assert framework.reporting_year == 2020
    assert read(indicators=lines, notes=()).reporting_year is None
    assert portal.loads(portal.dumps(framework)) == framework


def test_documents_have_categories_with_commas_of_their_own():
    """Names in the list become codes, others stay text; a document may have none, and may have an address."""
    framework = read(
        documents=(
            "Documents", "Title", "Categories", "Download",
            "https://example.org/stray",
            "A plan", "Budget, Wells, Results, outcomes and outputs", "https://example.org/plan", "Download",
            "A letter", "Budget", "https://example.org/letter", "https://example.org/again",
            "A map",
        )
    )  # fmt: skip
    plan, letter, drawing = framework.outcomes[0].documents
    assert plan == rf.DocumentLink(title="A plan", url="https://example.org/plan", categories=("A05", "Wells", "A08"))
    assert (letter.title, letter.url, letter.categories) == ("A letter", "https://example.org/letter", ("A05",))
    assert drawing == rf.DocumentLink(title="A map")
    assert framework.source.unparsed == ("https://example.org/stray", "https://example.org/again")
    assert portal.loads(portal.dumps(framework)) == framework


def test_a_mark_with_nothing_behind_it_is_nothing():
    """Unparsed lines are unparsed again; an empty mark counts as a blank line."""
    framework = read(details=("Outcome details", "[unparsed] old words", "[unparsed]"))
    assert framework.source.unparsed == ("old words",)


# ---------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "text", ["", " \n ", "Hello.\nWorld.", "outcome 3 was reached\nPlanned Budget: $5\n", '{"a": 1}']
)
def test_another_text_is_refused_with_what_was_expected(text):
    """Nothing but a page is read as one; the message says what a page looks like."""
    assert not portal.recognises(text)
    with pytest.raises(rf.FormatError, match="Transparency Portal") as raised:
        portal.loads(text, source="other.txt")
    assert raised.value.source == "other.txt"
    assert raised.value.format == "portal"
    assert raised.value.problems[0].line is not None


def test_a_page_is_recognised_by_its_outcome_and_one_heading():
    """A whole page is recognised; one that ends before its first heading is not."""
    assert portal.recognises(page())
    assert not portal.recognises("outcome A_1\n")


def test_figures_on_a_line_without_an_end_are_not_trusted():
    """The last line of a text may have lost digits, so an amount or a population in it is reported."""
    start = "outcome A_1\nOutcome details\nResources\n"
    for line in ("Planned Budget: $3.07", "Total Other Resources (Non-Core) $2", "Region:Alps", "Population:12"):
        framework = portal.loads(start + line)
        assert (framework.outcomes[0].budgets, framework.country_profile) == ((), None)
        assert framework.source.unparsed == (line,)
    framework = portal.loads("outcome A_1\nOutcome Indicator and Results Plan Period : 2020")
    assert framework.plan_period == rf.Period()


def test_an_amount_of_a_partner_without_a_name_is_kept():
    """A second amount behind a partner is of somebody whom the page does not name."""
    text = (
        "outcome A_1\nWells\nOutcome details\nResources\n$1.05 M Planned Budget\nFunding Partners\n"
        "Other Resources (Non-Core)/ Funding Partners: Lowland Fund $5 $6\n"
    )
    (budget,) = portal.loads(text).outcomes[0].budgets
    assert [(line.organisation, str(line.amount)) for line in budget.funding] == [
        (rf.Organisation(name="Lowland Fund"), "$5"),
        (None, "$6"),
    ]


def test_a_name_with_an_amount_behind_core_resources_is_no_partner():
    """Core resources have one amount and no names, so a name with an amount behind them is not of theirs."""
    text = (
        "outcome A_1\nWells\nOutcome details\nResources\n$1.05 M Planned Budget\nFunding Partners\n"
        "Regular Resources (Core): $3\nLowland Fund $5\n"
    )
    framework = portal.loads(text)
    (budget,) = framework.outcomes[0].budgets
    assert [(line.kind, line.organisation, str(line.amount)) for line in budget.funding] == [
        (rf.FundingKind.CORE, None, "$3")
    ]
    assert "Lowland Fund $5" in framework.source.unparsed


def test_an_amount_whose_label_may_be_cut_off_is_reported():
    """An amount whose label is on a line without an end, which may be cut off, is no budget and not lost."""
    framework = portal.loads("outcome\nPLN_D_4.1XM-DAC-41146-PLN_D_4.1\n$934,310\nPlanned Budget")
    assert framework.outcomes[0].budgets == ()
    assert framework.source.unparsed == ("$934,310", "Planned Budget")


def test_a_summary_before_a_baseline_of_no_year_is_the_summary():
    """Two zeros below a year and its result are the result and the year of the baseline, not the cell of an actual."""
    text = "outcome\nYRS_D_1\nOutcome Indicator and Results\nYRS_D_1B\nNumber of goats\n2021\nResult\n0\n0\n"
    framework = portal.loads(text)
    assert framework.indicators[0].printed_result == "2021 Result 0"
    assert framework.source.unparsed == ("0",)


@pytest.mark.no_cover
def test_long_lines_of_nonsense_are_read_in_one_go():
    """Lines of eight thousand characters, in every block, are reported or kept, not chewed on."""
    for unit in ("- ", "$1 ", "1,", "a b ", "(CO", "Male:", "x" * 60 + " "):
        noise = (unit * (8_000 // len(unit))).strip()
        text = "\n".join(
            f"{block}\n{noise}"
            for block in (
                "outcome A_1", "Outcome details", "Resources", "Funding Partners", "Outcome Indicator and Results",
                "A_1.1\nNumber of wells\nCommon", "A_1.2\nNumber of pumps\n2020\nMilestone", "OUTPUT B_1", "Documents",
                "Disclaimer and notes",
            )
        )  # fmt: skip
        framework = portal.loads(noise + "\n" + text)
        assert portal.loads(portal.dumps(framework)) == framework


# ------------------------------------------------------------------------------------------------------ files


def test_a_page_travels_through_files(tmp_path):
    """A page dumped to a path or a stream is loaded from it, with the name of the file."""
    framework = read()
    portal.dump(framework, tmp_path / "page.txt")
    loaded = portal.load(tmp_path / "page.txt")
    assert loaded == framework
    assert loaded.source.name == str(tmp_path / "page.txt")
    stream = io.StringIO()
    portal.dump(framework, stream)
    assert portal.load(io.StringIO(stream.getvalue())) == framework


def test_a_file_that_is_no_page_is_named(tmp_path):
    """The error names the file and the line."""
    (tmp_path / "other.txt").write_text("Hello.\n", encoding="utf-8")
    with pytest.raises(rf.FormatError, match=r"other\.txt cannot be read as portal: line 1"):
        portal.load(tmp_path / "other.txt")
