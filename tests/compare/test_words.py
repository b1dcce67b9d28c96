"""Looking for likeness among very many indicators: nothing is missed, and little is held."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.compare import group_words
from resultsframework.compare._similarity import alike_in_words, equal_in, hashes_of, similarity
from resultsframework.compare._words import AT_ONCE, Pairs, Statements
from resultsframework.rules._index import Index


def indicators(*statements):
    """Indicators with these statements, each with a code of its own."""
    return [rf.Indicator(code=f"I{n}", statement=statement) for n, statement in enumerate(statements)]


def made_up(count):
    """Statements of ten words of a large vocabulary, which are alike by chance only very rarely."""
    chance = random.Random(1)  # noqa: S311 - made-up data, not a secret
    return [" ".join(f"w{chance.randrange(4000)}" for _ in range(10)) for _ in range(count)]


def test_words_are_known_by_numbers():
    """Each different word of a statement is one number, whatever its letter case; no statement has none."""
    statements = Statements(indicators("Number of laws", None, "Laws, laws and number"))
    assert len(statements) == 3
    assert [statements.length(number) for number in range(3)] == [3, 0, 3]
    first, none, last = ({statements.spelling[word] for word in statements[number]} for number in range(3))
    assert first == {"number", "of", "laws"}
    assert none == set()
    assert last == {"laws", "and", "number"}
    assert sorted(statements.spelling) == ["and", "laws", "number", "of"]


def test_the_same_words_have_the_same_hash():
    """Statements of the same words, in whatever order, have one hash; that of no words is 0."""
    statements = Statements(indicators("Number of laws", "laws (of number)", "Number of acts", "", None))
    same, again, other, *none = statements.hashes
    assert same == again != other
    assert none == [0, 0]


def test_statements_that_share_a_pair_of_words_are_found():
    """For each pair of words that several statements have, they are one group; a pair of one statement is none."""
    pairs = Pairs(3, 10)
    pairs.add(0, (1, 2, 3))
    pairs.add(1, (1, 2))
    pairs.add(2, (1, 2, 3, 9))
    assert sorted(pairs.groups()) == [[0, 1, 2], [0, 2], [0, 2]]


@pytest.mark.parametrize("count", [AT_ONCE - 1, 3 * AT_ONCE])
def test_among_thousands_of_statements_no_likeness_is_missed(count):
    """Two statements that differ in one of eleven words are found at any position, and nothing else is."""
    statements = made_up(count)
    statements[7] = "Number of women in remote districts who know their rights"
    statements[-3] = "Number of women in remote districts who know their rights now"
    found = alike_in_words(indicators(*statements))
    assert {first: [one.numbers for one in group] for first, group in found.items()} == {7: [(7, count - 3)]}
    ((one,),) = found.values()
    assert (one.shared, one.words) == (10, 11)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Number of laws adopted", "# of laws adopted (CO)", Fraction(1)),
        ("Number of laws adopted", "Number of laws repealed", Fraction(3, 5)),
        ("Number of laws", "Wells", Fraction(0)),
        ("SDG 5.c.1: Systems", "SYSTEMS", Fraction(1)),
        (None, "", Fraction(0)),
    ],
)
def test_similarity_is_the_share_of_common_words(one, other, share):
    """Of all the words of two statements, those in both are counted, exactly; it is the same either way round."""
    assert similarity(one, other) == similarity(other, one) == share


WORDS = st.lists(st.sampled_from(["girls", "boys", "in", "school", "trained", "per", "year"]), max_size=8)


@pytest.mark.property
@given(st.lists(WORDS.map(" ".join), max_size=8))
def test_alike_statements_are_those_that_share_four_words_of_five(statements):
    """Comparing only statements with rare words in common finds the same pairs as comparing each with each."""
    enough = [n for n, text in enumerate(statements) if len(set(text.split())) >= 4]
    pairs = {(a, b) for a, b in combinations(enough, 2) if similarity(statements[a], statements[b]) >= Fraction(4, 5)}
    found = alike_in_words(indicators(*statements))
    groups = [likeness.numbers for likenesses in found.values() for likeness in likenesses]
    assert {pair for group in groups for pair in combinations(group, 2) if set(pair) <= set(enough)} == pairs


def test_what_has_one_key_is_found_though_only_hashes_are_held():
    """Numbers with equal keys are one group, in order; an empty key is none, and equal hashes alone are not enough."""
    keys = ["a", "b", "", "a", None, "", "c", "a", None]
    assert equal_in(hashes_of(keys), keys.__getitem__) == [[0, 3, 7]]
    collisions = [(-1,), (-2,), (-1,)]
    assert hash(collisions[0]) == hash(collisions[1])
    assert equal_in(hashes_of(collisions), collisions.__getitem__) == [[0, 2]]


def test_an_indicator_is_placed_by_its_number():
    """The number of an indicator leads to the result that has it, also where others have no indicator."""
    results = (
        rf.Output(code="none"),
        rf.Outcome(code="A", indicators=indicators("a", "b"), outputs=(rf.Output(code="none"),)),
        rf.Output(code="B", indicators=indicators("c")),
        rf.Output(code="none"),
    )
    index = Index(rf.ResultsFramework(results=results))
    labels = [(index.placement(n).label, index.placement(n).indicator.statement) for n in range(3)]
    assert labels == [("A", "a"), ("A", "b"), ("B", "c")]
    assert [index.placement(n).place for n in range(3)] == [1, 1, 3]


@pytest.mark.each(
    ("one", "other", "same"),
    [
        ("Women trained", "Females trained", True),
        ("Women trained", "Men trained", False),
        ("Boys trained", "Niñas formadas", False),
        ("Enseignants de l'école des filles", "Femmes", True),
        ("People trained", "Laws adopted", True),
    ],
)
def test_groups_are_known_by_their_words(one, other, same):
    """Women and females are one group, women and men are two, whatever the language."""
    assert (group_words(one) == group_words(other)) is same
