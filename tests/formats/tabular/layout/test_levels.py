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
