"""Kinds of lines of a page: a heading, a code, a value printed twice, a list of names without a delimiter."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.formats.portal._headings import (
    Heading,
    code_and_identifier,
    code_of_identifier,
    heading_of,
    is_navigation,
    is_section_menu,
    starts_footer,
)
from resultsframework.formats.portal._words import (
    BASELINE_YEARS,
    CODE,
    PLAN_CODE,
    YEARS,
    categories_of,
    explains_alignment,
    functions_of,
    goals_in,
    in_lines,
    is_acronym,
    is_body,
    markers_of,
    names_of_categories,
    note_kind,
    plain,
    years_of,
)


@pytest.mark.each(
    ("line", "heading", "argument"),
    [
        ("outcome LYO_D_1.1", Heading.OUTCOME, "LYO_D_1.1"),
        ("OUTCOME LYO_D_1.1", Heading.OUTCOME, "LYO_D_1.1"),
        ("OUTPUT LYO_D_1.1.1", Heading.OUTPUT, "LYO_D_1.1.1"),
        ("OUTPUT 1", Heading.OUTPUT, "1"),
        ("OUTPUT", Heading.OUTPUT, None),
        ("Outcome details", Heading.DETAILS, None),
        ("OUTCOME DESCRIPTION", Heading.DESCRIPTION, None),
        ("Resources", Heading.RESOURCES, None),
        ("Outcome Indicators and Results", Heading.INDICATORS, None),
        ("Outcome Indicator and Results Plan Period : 2020-2025", Heading.INDICATORS, "2020-2025"),
        ("Output Indicator and Results", Heading.OUTPUTS, None),
        ("Strategic Note Outcome Progress Note", Heading.NOTE, None),
        ("Strategic Note Outcome Progress Note Showing data of: 2021", Heading.NOTE, "2021"),
        ("documents", Heading.DOCUMENTS, None),
        ("Outcome indicators in 2021", Heading.GLOBAL_INDICATORS, "2021"),
        ("Output indicators", Heading.GLOBAL_OUTPUTS, None),
        ("SP Outcome 2: Wells", Heading.GLOBAL_OUTCOME, "SP Outcome 2: Wells"),
        ("Outcome 7: Wells", Heading.GLOBAL_OUTCOME, "Outcome 7: Wells"),
        ("SP Output 5: Pumps", Heading.GLOBAL_OUTPUT, "SP Output 5: Pumps"),
    ],
)
def test_headings_open_blocks(line, heading, argument):
    """Each heading is known whatever its case, with the text that follows it."""
    assert heading_of(line) == (heading, argument)


@pytest.mark.each(
    "line",
    [
        "",
        "outcome",
        "outcome of the plan",
        "outcome 3 was reached",
        "Outcome 3",
        "OUTPUT of wells",
        "Resources needed",
        "Documents and more",
        "Outcome Indicator",
        "Results",
        "outcome " + "1" * 400,
    ],
)
def test_sentences_are_no_headings(line):
    """Words of everyday language with more behind them, or without a code, open nothing."""
    assert heading_of(line) is None


@pytest.mark.parametrize(
    "code", ["SP_D_0.1.3", "SP_D_0.1.d", "SP_D_2.1A", "BDI_O_1.2", "PAP _O_1.1", "1.1.1", "1.1a", "A-1"]
)
def test_codes_are_tokens_with_a_digit_and_a_joint(code):
    """The grammars of the strategic plan, of countries, and of plain numbering."""
    assert CODE.fullmatch(code)


@pytest.mark.each(
    "text",
    ["2021", "1.5", "10-20", "95%", "3/5", "Yes", "N/A", "TBD", "-", "A1", "A_B", "two words_1", "A_" + "1" * 90],
)
def test_values_and_words_are_no_codes(text):
    """Numbers, ranges, ratios, answers and names are never taken for the code of an indicator."""
    assert CODE.fullmatch(text) is None


@pytest.mark.each(
    ("text", "of_column", "of_baseline"),
    [
        ("0", False, True),
        ("2021", True, True),
        ("2020-21", True, True),
        ("2019 - 2020", True, True),
        ("7", False, False),
        ("20211", False, False),
        ("", False, False),
    ],
)
def test_years_head_a_column(text, of_column, of_baseline):
    """One year or two; a baseline without a year has the year 0, and a small number is a value."""
    assert (bool(YEARS.fullmatch(text)), bool(BASELINE_YEARS.fullmatch(text))) == (of_column, of_baseline)


@pytest.mark.each(
    ("text", "is_code"),
    [
        ("SP 2.1", True),
        ("SP 3.8.1", True),
        ("SP O_3.3", True),
        ("SP 3.8.1: Number", False),
        ("SP", False),
        ("SP 2021", False),
    ],
)
def test_the_code_in_a_plan_is_printed_apart(text, is_code):
    """It has no colon and no statement behind it."""
    assert bool(PLAN_CODE.fullmatch(text)) is is_code


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2020", rf.Period(year=2020)),
        ("2020-2025", rf.Period.between(2020, 2025)),
        ("2020 – 2025", rf.Period.between(2020, 2025)),
        ("2020/2020", rf.Period(year=2020)),
        ("2025-2020", rf.Period(raw="2025-2020")),
        ("0", rf.Period(raw="0")),
        ("0999", rf.Period(raw="0999")),
        ("", rf.Period()),
    ],
)
def test_years_make_a_period(text, period):
    """A year, a span in order of time, or raw text."""
    assert years_of(text) == period


def test_the_identifier_ends_in_the_code():
    """Code and identifier may have no space between them; hyphens in the code do not confuse them."""
    assert code_and_identifier("A-1XM-DAC-9-A-1") == ("A-1", "XM-DAC-9-A-1")
    assert code_and_identifier("A_1") == ("A_1", None)
    assert code_and_identifier("A-A") == ("A-A", None)
    assert code_and_identifier("A_1 and more") == ("A_1 and more", None)


def test_names_without_a_delimiter_are_cut_by_the_list():
    """Known names are found whatever their case and commas, unknown words between them stay one name each."""
    text = "Advocacy, communications and social mobilization  Normative support digging wells support functions"
    assert functions_of(text) == (
        "Advocacy, communications and social mobilization",
        "Normative support",
        "digging wells",
        "support functions",
    )
    assert functions_of("Integrated normative support") == ("Integrated normative support",)
    assert functions_of("Normative support, Support functions;") == ("Normative support", "Support functions")
    assert functions_of("Normative supporters") == ("Normative supporters",)
    assert [(m.name, m.code) for m in markers_of("GENDER EQUALITY Disability")] == [
        ("GENDER EQUALITY", "1"),
        ("Disability", "11"),
    ]


def test_names_are_strung_together_only_where_they_can_be_cut_again():
    """Two unknown names need a line each."""
    names = ["Normative support", "digging", "dancing", "Support functions", "singing"]
    lines = in_lines("UN system function", names, functions_of)
    assert lines == (
        "UN system function Normative support digging",
        "UN system function dancing Support functions singing",
    )
    assert in_lines("UN system function", [], functions_of) == ()


@pytest.mark.parametrize(
    ("text", "categories", "is_known"),
    [
        ("Budget", ("A05",), True),
        ("Results, outcomes and outputs", ("A08",), True),
        ("results, Outcomes and outputs, Tender", ("A08", "A10"), True),
        ("Results, outcomes", ("Results", "outcomes"), False),
        ("Maps, Budget", ("Maps", "A05"), True),
        (", ", (), False),
    ],
)
def test_categories_are_cut_by_the_code_list(text, categories, is_known):
    """The longest name that is in the list counts, so that a comma within a name does not cut it."""
    assert categories_of(text) == (categories, is_known)


def test_categories_are_printed_by_their_names():
    """A code is printed as its name, other text as it is."""
    assert names_of_categories(("A08", "Maps")) == "Results, outcomes and outputs, Maps"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UNDP", True),
        ("IOM", True),
        ("UN-OCHA", True),
        ("G20+", False),
        ("UN Women", False),
        ("Japan", False),
        ("A", False),
    ],
)
def test_acronyms_are_one_word_of_capitals(name, expected):
    """Anything else is a name."""
    assert is_acronym(name) is expected


def test_menus_captions_and_footers_are_known_by_few_words():
    """Navigation carries no figures and no labels; the footer begins with one of a few phrases."""
    assert is_navigation("Map Summary")
    assert not is_navigation("Year 2021")
    assert not is_navigation("Region: North")
    assert is_navigation("RO : Regional Office")
    assert is_section_menu("Activity Details Resources")
    assert not is_section_menu("Details of an activity")
    assert starts_footer("Disclaimer and notes")
    assert not starts_footer("Disclaimer")


def test_notes_and_explanations_are_known_by_key_phrases():
    """A few words anywhere in a note, and at the beginning of an explanation."""
    assert note_kind("Added by the Trust Fund to End Violence") is rf.NoteKind.TRUST_FUND
    assert note_kind("Added by nobody") is rf.NoteKind.OTHER
    assert explains_alignment("Complementary indicators are others")
    assert not explains_alignment("Others are complementary indicators")


def test_spaces_of_every_sort_are_one_space():
    """Line ends, tabs and spaces that do not break mean what a space means."""
    assert plain("Planned\u00a0 Budget\t:\r\n$5 ") == "Planned Budget : $5"


@pytest.mark.each(
    ("text", "goals"),
    [
        ("SDG Goal SDG Goal SDG Goal", ("SDG Goal",) * 3),
        ("SDG Goal 5 SDG Goal 15", ("SDG Goal 5", "SDG Goal 15")),
        ("Goal 6", ("Goal 6",)),
        ("Goals for all", ("Goals for all",)),
    ],
)
def test_goals_in_a_row_are_one_each(text, goals):
    """A line of goals is a list; any other text is left whole."""
    assert goals_in(text) == goals


@pytest.mark.each(
    ("name", "expected"),
    [
        ("World Bank", True),
        ("UN Women", True),
        ("Ministry of Health", True),
        ("Number of Wells", False),
        ("Wells dug", False),
        ("SDG 16", False),
        ("A Very Long Name That Has Far Too Many Words", False),
        ("", False),
    ],
)
def test_names_of_bodies_have_capitals(name, expected):
    """A few words with capitals, without a number, that no indicator begins with."""
    assert is_body(name) is expected


def test_an_identifier_ends_in_a_code():
    """A page of progress notes names an outcome by its identifier alone."""
    assert code_of_identifier("XM-DAC-41146-LYO_D_1.1") == "LYO_D_1.1"
    assert code_of_identifier("LYO_D_1.1XM-DAC-41146-LYO_D_1.1") is None
    assert code_of_identifier("XM-DAC-41146-nothing") is None
