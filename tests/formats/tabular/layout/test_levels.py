from __future__ import annotations

import pytest

from resultsframework.formats.tabular.layout._levels import LevelRules

RULES = LevelRules({"OE": "outcome", "P#": "output", "Process": "other", "PRIORITÉ*": "impact"})


@pytest.mark.each(
    "text, level, code, title, is_apart",
    [
        ("Effet 1 : D'ici à 2027", "outcome", "1", "D'ici à 2027", True),
        ("Outcome 1\n(specific objective 1)", "outcome", "1", "(specific objective 1)", True),
        ("Impact (overall objective)", "impact", None, "(overall objective)", True),
        ("OUTPUT A: Roads", "output", "A", "Roads", True),
        ("Objectif specifique 2. Soins", "outcome", "2", "Soins", True),
        ("Outcome\nWomen earn more", "outcome", None, "Women earn more", True),
        ("Outcomes", "outcome", None, None, True),
        ("Outputs are delivered", "output", None, "are delivered", False),
        ("المخرج 1.1: تدريب", "output", "1.1", "تدريب", True),
        ("Process", "other", None, None, True),
        ("PRIORITÉ STRATÉGIQUE 1", "impact", None, "PRIORITÉ STRATÉGIQUE 1", True),
    ],
)
def test_a_text_begins_with_its_level(text, level, code, title, is_apart):
    """The word of a level in any of five languages, its number, and the rest of the text."""
    assert RULES.of_text(text) == (level, code, title, is_apart)


def test_other_texts_and_codes():
    """A text without such a word has no level; a code has one where the layout says so."""
    assert RULES.of_text("Youth complete training") is None
    assert RULES.of_text("Outputted files") is None
    assert [RULES.of_code(code) for code in ("OE", "P12", "P1.1", "OE.1")] == ["outcome", "output", None, None]


@pytest.mark.each(
    "text, level, code, title",
    [
        ("Result 1.1", "output", "1.1", None),
        ("Result 1.2: Trained", "output", "1.2", "Trained"),
        ("result 1.2 Trained", "output", "1.2", "Trained"),
        ("Produit 2.1", "output", "2.1", "Produit 2.1"),
        ("Tier 1", "impact", None, None),
        ("Tier 2", "outcome", None, None),
        ("2", "other", None, None),
        ("Priority", "impact", None, "Priority"),
    ],
)
def test_the_number_of_a_word_is_a_code_where_it_names_single_results(text, level, code, title):
    """Words of one level that differ in their numbers, or a sign for numbers, name results; a tier is a level."""
    rules = LevelRules(
        {
            **dict.fromkeys(("Result 1.1", "Result 1.2", "Produit 2.#"), "output"),
            **dict.fromkeys(("1", "2"), "other"),
            **dict.fromkeys(("Tier 1", "Priority*"), "impact"),
            "Tier 2": "outcome",
        }
    )
    assert rules.of_cell(text)[:3] == (level, code, title)


def test_a_longer_number_is_no_word_of_the_layout():
    """Result 12 and Result 1.2 are not Result 1."""
    rules = LevelRules({"Result 1": "outcome"})
    assert [rules.of_text(text) for text in ("Result 12", "Result 1.2", "Result 1.2: Trained")] == [None] * 3
