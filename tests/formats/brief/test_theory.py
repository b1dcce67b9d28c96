"""The theory of change in a brief: what is claimed as condition, consequence and impact, and what is left as text."""

from __future__ import annotations

import attrs
import pytest

from resultsframework import JointProgramme, ResultsFramework, TheoryOfChange
from resultsframework.formats import brief


def read(*paragraphs):
    text = "Looms\nThe programme brief description\n" + "\n".join(paragraphs)
    framework = brief.loads(text)
    assert brief.loads(brief.dumps(framework)) == framework
    return framework.programmes[0]


def written(theory):
    return brief.dumps(ResultsFramework(programmes=(JointProgramme(theory_of_change=theory),))).splitlines()[1]


@pytest.mark.each(
    ("sentence", "conditions", "consequence"),
    [
        ("If looms run; if yarn is cheap; and if markets open; then cloth is sold.", 3, "cloth is sold"),
        ("If looms run, if yarn is cheap, and if markets open, then cloth is sold.", 3, "cloth is sold"),
        ("If looms run and if yarn is cheap then cloth is sold.", 2, "cloth is sold"),
        ("IF looms run; AND IF yarn is cheap; THEN cloth is sold.", 2, "cloth is sold"),
        ("If looms run and yarn is cheap, then cloth is sold!", 1, "cloth is sold"),
        ("If, in time, looms run; then, soon after, cloth is sold.", 1, "soon after, cloth is sold"),
        ("If looms run; yarn is cheap; and if markets open; then cloth is sold.", 2, "cloth is sold"),
        ("If looms, if any, run; then cloth is sold.", 1, "cloth is sold"),
        ("If guilds, if possible, and if needed the towns, agree, then cloth is sold.", 1, "cloth is sold"),
    ],
)
def test_conditions_and_consequence_are_separated(sentence, conditions, consequence):
    """Each "if" clause is a condition and the "then" clause the consequence, whichever signs are between them."""
    theory = read(sentence).theory_of_change
    assert len(theory.conditions) == conditions
    assert theory.consequence == consequence
    assert theory.problem is theory.impact is None


def test_the_words_of_a_theory_are_kept_where_the_parts_do_not_tell():
    """A sentence in the usual form needs no copy; any other is kept as it was read."""
    usual = read("If looms run; and if yarn is cheap; then cloth is sold.").theory_of_change
    other = read("If looms run, and if yarn is cheap, then cloth is sold!").theory_of_change
    assert usual.raw is None
    assert other.raw == "If looms run, and if yarn is cheap, then cloth is sold!"
    assert attrs.evolve(other, raw=None) == usual


def test_the_sentence_before_the_conditions_is_the_problem():
    """The sentences before the "if" in the same paragraph are the problem; another paragraph is description."""
    programme = read("Arcadia weaves.", "Yarn is dear. Looms rot, e.g. Old ones. If looms run, then cloth is sold.")
    assert programme.theory_of_change.problem == "Yarn is dear. Looms rot, e.g. Old ones."
    assert programme.description == "Arcadia weaves."


def test_the_sentence_after_the_consequence_is_the_approach():
    """Sentences after the "then" are no part of the theory: they are approach or description."""
    programme = read("If looms run, then cloth is sold. Unlike before, guilds decide.")
    assert programme.theory_of_change.consequence == "cloth is sold"
    assert programme.approach == "Unlike before, guilds decide."
    assert read("If looms run, then cloth is sold. Yarn is dear.").description == "Yarn is dear."


@pytest.mark.parametrize(
    ("consequence", "impact"),
    [
        ("weavers will earn more, freeing their children", "freeing their children"),
        ("weavers will earn more, thereby ending hunger", "thereby ending hunger"),
        ("weavers, including the young, will earn more, raising the bar", "raising the bar"),
        ("weavers can rest, closing a gap, opening the way", "closing a gap, opening the way"),
        ("weavers will earn more, including the young", None),
        ("weavers will work in farming, fishing and mining", None),
        ("those in weaving, dyeing the cloth at home, earn more", None),
        ("weavers will earn more", None),
    ],
)
def test_the_impact_is_a_participle_after_a_finite_verb(consequence, impact):
    """The clause that says what the consequence leads to is the impact; a list or an apposition is none."""
    theory = read(f"If looms run; then {consequence}.").theory_of_change
    assert theory.impact == impact
    assert theory.consequence == (consequence if impact is None else consequence.removesuffix(f", {impact}"))
    assert theory.raw is None


@pytest.mark.each(
    "paragraph",
    [
        "Weavers in Arcadia earn little.",
        "If looms run, cloth is sold.",
        "Then cloth is sold.",
        "If looms run or if yarn is cheap, then cloth is sold.",
        "If looms run, then cloth is sold, and then weavers rest.",
        "If looms run; then cloth is sold",
        "If looms run; then",
        "If ; and if looms run, then cloth is sold.",
        "Nobody knows if looms run, then as now.",
    ],
)
def test_what_is_not_certain_is_description(paragraph):
    """A text in which conditions or the consequence are unclear, or that is not finished, is kept as it is."""
    programme = read(paragraph)
    assert programme.theory_of_change is None
    assert programme.description == paragraph


def test_of_two_theories_none_is_chosen():
    """Where two sentences say if and then, nobody can say which is the theory: both are description."""
    paragraphs = ["If looms run, then cloth is sold.", "If guilds agree, then looms run."]
    programme = read(*paragraphs)
    assert programme.theory_of_change is None
    assert programme.description == "\n".join(paragraphs)


def test_a_theory_may_run_over_lines():
    """A clause on each line is one sentence."""
    theory = read("If looms run;", "if yarn is cheap;", "then cloth is sold.").theory_of_change
    assert theory == TheoryOfChange(
        conditions=("looms run", "yarn is cheap"), consequence="cloth is sold", raw=theory.raw
    )


def test_a_changed_theory_is_written_as_it_is_now():
    """The words it was read from are written only as long as they say the same."""
    old = read("If looms run, then cloth is sold!").theory_of_change
    assert written(old) == "If looms run, then cloth is sold!"
    assert written(attrs.evolve(old, consequence="cloth is given")) == "If looms run; then cloth is given."
    assert written(attrs.evolve(old, raw="Nothing of the kind.")) == "If looms run; then cloth is sold."


@pytest.mark.parametrize(
    ("theory", "text"),
    [
        (TheoryOfChange(problem="Yarn is dear."), "Yarn is dear."),
        (TheoryOfChange(conditions=("looms run", "yarn is cheap")), "If looms run; and if yarn is cheap."),
        (TheoryOfChange(consequence="cloth is sold", impact="feeding all"), "Cloth is sold, feeding all."),
    ],
)
def test_a_theory_in_parts_is_written_with_what_there_is(theory, text):
    """A theory that lacks conditions or a consequence is written without, and none is made up."""
    assert written(theory) == text


def test_an_empty_theory_is_not_written():
    """A theory that says nothing has no line."""
    programme = JointProgramme(title="Looms", theory_of_change=TheoryOfChange())
    assert brief.dumps(ResultsFramework(programmes=(programme,))) == "Looms\nQuick facts\n"


@pytest.mark.parametrize(
    ("paragraph", "is_approach"),
    [
        ("Differently from other plans, this one weaves.", True),
        ("Looms stand idle. In contrast to that, ours run.", True),
        ("This approach lets guilds lead.", True),
        ("Weavers live rather than dyers in the hills.", False),
        ("Yarn is dear.", False),
    ],
)
def test_the_approach_is_recognised_by_a_contrast(paragraph, is_approach):
    """A paragraph that sets the programme apart is its approach; any other is description."""
    programme = read(paragraph)
    assert (programme.approach or programme.description) == paragraph
    assert (programme.approach is not None) is is_approach
