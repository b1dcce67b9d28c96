"""Near statements: which of them are one indicator that was put in another way."""

from __future__ import annotations

import pytest

from resultsframework.compare._meaning import have_one_meaning


@pytest.mark.each(
    ("one", "other"),
    [
        ("Wells dug in the district", "Wells that were dug in a district"),
        ("Number of farmers trained in terracing", "# of farmers trained in terracing"),
        ("Campaign for safe roads", "Campaigns for safe roads"),
        ("Farmers who participate in markets", "Farmers participating in markets"),
        ("Policies on soil", "Policy on soil"),
        ("Clinics with monitoring of births", "Clinics with montoring of births"),
        ("Clinics with monitoring of births", "Clinics with mointoring of births"),
        ("Life-skills lessons", "Lifeskills lessons"),
        ("Markets organised in towns", "Markets organized in towns"),
        ("% of schools with taps", "Percentage of schools with taps"),
        ("Hygiëne kits (soap)", "Hygiene kits: soap"),
        ("Número de escuelas con agua", "Numero de las escuelas con agua"),
        ("", ""),
    ],
)
def test_forms_of_words_and_connecting_words_make_no_other_indicator(one, other):
    """Spelling, number of nouns, tenses of verbs and articles say the same in another way, whichever comes first."""
    assert have_one_meaning(one, other)
    assert have_one_meaning(other, one)


@pytest.mark.each(
    ("one", "other"),
    [
        ("Incidents with legal aid for survivors", "Incidents with medical aid for survivors"),
        ("Wells maintained in the dry season", "Wells repaired in the dry season"),
        ("Pupils in lower secondary schools", "Pupils in upper secondary schools"),
        ("Farmers who own land", "Farmers who own and till land"),
        ("Conditional grants for fishers", "Unconditional grants for fishers"),
        ("# of schools with taps", "% of schools with taps"),
        ("Children of 12 to 18 months", "Children of 18 to 12 months"),
        ("Children below 3 years", "Children below 13 years"),
        ("Form A1B2C for traders", "Form A1B3C for traders"),
        ("Teams reached (ab)", "Teams reached (cd)"),
        ("Fares in town", "Farms in town"),
        ("Women trained by men", "Men trained by women"),
        ("Villages with an agreement", "Villages without an agreement"),
        ("Villages with an agreement", "Villages with no agreement"),
    ],
)
def test_a_word_with_a_meaning_of_its_own_makes_another_indicator(one, other):
    """Put in, left out or replaced, it says what is counted, of whom, or that it is not; so does a number."""
    assert not have_one_meaning(one, other)
    assert not have_one_meaning(other, one)
