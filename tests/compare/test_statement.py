from __future__ import annotations

import time

import pytest
from hypothesis import given

from resultsframework import Reference, Scope
from resultsframework.compare import folded, same_statement, statement
from resultsframework.testing import texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Number of laws", "number  of\u00a0LAWS"),
        ("women\u2019s work", "women's work"),
        ("women\u00b4s work", "women's work"),
        ("SP 3.8.1: Number of laws", "Number of laws"),
        ("SDG Indicator 5.c.1: Number of laws", "Number of laws"),
        ("Number of laws (CO, RO, HQ)", "Number of laws"),
        ("Number of laws (Desk Review)", "Number of laws"),
        ("Number of laws (MCO) ", "Number of laws"),
        ("Number of laws ( CO ,HQ )", "Number of laws (CO, HQ)"),
        ("women`s work", "women's work"),
        ("women \u0301s work", "women's work"),
        ("women\u00a0\u0301s work", "women\u2019s work"),
        ("\u201cfair\u201d work", '"fair" work'),
        ("a \u2013 b \u2014 c", "a - b - c"),
        ("\ufb01nance", "FINANCE"),
        ("Cafe\u0301s", "caf\u00e9s"),
        ("STRASSE", "stra\u00dfe"),
        ("2.1.1c # of initiatives", "# of initiatives"),
        ("2.1 # of initiatives", "# OF  initiatives"),
        ("SDG 5.c.1: Share of countries", "share of countries"),
        ("SP 0.1.d : Number of laws (HQ)", "number of laws"),
    ],
)
def test_a_statement_is_the_same_whatever_the_page_makes_of_it(one, other):
    """Quotes, spaces, letter case, a code before it and a scope behind it do not make another statement."""
    assert same_statement(one, other)


def test_other_words_are_another_statement():
    """One word more is another indicator, and so is another number, or a text in brackets."""
    assert not same_statement("Number of laws", "Number of new laws")
    assert not same_statement("Laws in 5 states", "Laws in 6 states")
    assert not same_statement("Number of laws (adopted)", "Number of laws")
    assert not same_statement("Number of laws (CO, adopted)", "Number of laws")
    assert not same_statement("Laws (CO) adopted", "Laws adopted")
    assert not same_statement("2.1 laws a state", "laws a state")
    assert not same_statement("SP laws: adopted", "adopted")


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("", ""),
        ("   \u00a0 ", ""),
        ("SP 3.8.1:", ""),
        ("SDG Indicator 5.c.1:Proportion", "proportion"),
        ("SDG 5: Gender equality", "gender equality"),
        ("SDG: 5", "sdg: 5"),
        ("2.1.1c # of initiatives", "# of initiatives"),
        ("2.1.1c Number of initiatives", "number of initiatives"),
        ("1.1 Percentage of households", "percentage of households"),
        ("1.1. Extent to which laws exist", "extent to which laws exist"),
        ("1.5 percentage points of growth", "1.5 percentage points of growth"),
        ("2 number of laws", "2 number of laws"),
        ("Wells built (number)", "wells built (number)"),
        ("# of women", "# of women"),
        ("100 laws", "100 laws"),
        ("Laws (co)", "laws"),
        ("Laws (CO) (HQ)", "laws (co)"),
        ("Laws (CO; HQ)", "laws (co; hq)"),
        ("Laws (Oaxaca)", "laws (oaxaca)"),
        ("(CO)", ""),
        ("Prensa \u201clibre\u201d \u2014 a\u00f1o", 'prensa "libre" - a\u00f1o'),
        ("\uff37\uff4f\uff4d\uff45\uff4e", "women"),
        ("\u0416\u0435\u043d\u0449\u0438\u043d\u044b", "\u0436\u0435\u043d\u0449\u0438\u043d\u044b"),
        ("\u6027\u5225\u5e73\u7b49", "\u6027\u5225\u5e73\u7b49"),
        ("Number of laws.", "number of laws"),
        ("Number of laws (CO, HQ).", "number of laws"),
        ("Number of laws on food, seeds etc..", "number of laws on food, seeds etc."),
        ("n.a.", "n.a."),
        ("  Number\u00a0of\n laws ", "number of laws"),
        ("women´s, women’s, women ́s", "women's, women's, women's"),
        ("2.1.1 laws", "2.1.1 laws"),
        (None, ""),
    ],
)
def test_a_statement_is_compared_without_what_means_nothing(printed, compared):
    """Codes before it, scopes behind it and its full stop go, words and numbers of its own stay, in every script."""
    assert folded(printed) == compared


@pytest.mark.property
@given(texts())
def test_spaces_and_letter_case_never_make_another_statement(text):
    """Whatever the page does to spaces around and between words, it is the same indicator."""
    assert same_statement(text, f"  {text}\n")
    assert same_statement(text, text.replace(" ", " \u00a0 "))
    assert folded(text) == folded(text).casefold()


@pytest.mark.parametrize(
    ("text", "code", "vocabulary"),
    [
        ("SDG 5.1.1: Whether there are laws", "5.1.1", "sdg_indicator"),
        ("sdg indicator 5.c.1: Proportion", "5.c.1", "sdg_indicator"),
        ("SDG 5.4: Unpaid care", "5.4", "sdg_target"),
        ("SDG 5: Equality", "5", "sdg_goal"),
        ("SP 3.8.1: Number of laws", "3.8.1", "strategic_plan"),
        ("  2.1.1c # of laws", "2.1.1c", "reporting_organisation"),
    ],
)
def test_the_code_that_a_statement_begins_with_is_of_a_list(text, code, vocabulary):
    """Codes of the SDGs, of a strategic plan and of the publisher are distinguished."""
    assert statement(text).reference == Reference(code=code, vocabulary=vocabulary)


@pytest.mark.parametrize(
    "text", [None, "", "Number of laws", "SDG related: laws", "3 laws", "In line with SP 3.8.1: x"]
)
def test_a_statement_without_a_code_has_none(text):
    """Words and plain numbers at the beginning are no codes, and a code further on is a citation."""
    assert statement(text).reference is None


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Wells (CO, RO, HQ)", (Scope.COUNTRY_OFFICE, Scope.REGIONAL_OFFICE, Scope.HEADQUARTERS)),
        ("Wells (MCO). ", (Scope.MULTI_COUNTRY_OFFICE,)),
        ("Wells (Desk Review)", (Scope.DESK_REVIEW,)),
        ("Wells (CO, Oaxaca)", ()),
        ("Wells", ()),
        (None, ()),
    ],
)
def test_a_scope_suffix_names_the_offices_that_report(text, offices):
    """The offices in brackets at the end of a statement report on it, if all of them are known."""
    assert statement(text).scope == offices


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("SP 3.8.1: Number of women\u2019s  laws (CO)", "Number of women\u2019s  laws"),
        ("2.1.1c # of laws", "# of laws"),
        ("Number of laws", "Number of laws"),
    ],
)
def test_the_sentence_of_a_statement_keeps_its_words(text, sentence):
    """Without its code and its scope a statement is what it was, letter by letter."""
    assert statement(text).sentence == sentence


def test_a_long_gap_before_a_bracket_takes_no_longer_than_its_length():
    """Ten times the spaces take about ten times as long, and not a hundred times."""
    times = []
    for length in (3_000, 30_000):
        parts = statement("Wells" + " " * length + "(x)")
        start = time.process_time()
        for _ in range(5):
            assert parts.sentence == parts.text
        times.append(time.process_time() - start)
    assert times[1] < 0.05 or times[1] < 40 * times[0]
