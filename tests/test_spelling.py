"""Folding of spelling: what is one name in two spellings, and what stays two names."""

from __future__ import annotations

import pytest

from resultsframework.spelling import folded, folded_dimension, folded_name


@pytest.mark.each(
    ("one", "other", "same"),
    [
        (" Female ", "FEMALE", True),
        ("18  to 24", "18 to 24", True),
        ("Ünder 5", "ünder 5", True),
        ("ﬁeld staff", "Field Staff", True),
        ("ug-102", "UG-102", True),
        (None, "", True),
        (None, "  ", True),
        ("F", "female", False),
        ("women", "girls", False),
        ("female", "females", False),
        ("México", "Mexico", False),
        ("under_5", "under 5", False),
    ],
)
def test_spelling_is_folded_and_no_meaning(one, other, same):
    """Letter case, letter forms and spaces do not count; F, female, women and girls stay four categories."""
    assert (folded(one) == folded(other)) is same


@pytest.mark.each(
    ("one", "other", "same"),
    [
        ("Sex", "gender ", True),
        ("age_group", "Age group", True),
        ("Gender identity", "sex", False),
        ("genre", "gender", False),
    ],
)
def test_sex_and_gender_are_one_dimension(one, other, same):
    """As names of a dimension, sex and gender are one, and an underscore is a space; other names stay as they are."""
    assert (folded_dimension(one) == folded_dimension(other)) is same


@pytest.mark.each(
    ("one", "other", "same"),
    [("México", "mexico ", True), ("Côte d'Ivoire", "COTE D'IVOIRE", True), ("Niger", "Nigeria", False)],
)
def test_the_name_of_a_place_is_one_with_and_without_accents(one, other, same):
    """Accents do not count in the name of a place."""
    assert (folded_name(one) == folded_name(other)) is same
