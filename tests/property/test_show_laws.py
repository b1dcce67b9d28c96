"""Laws of what people see: whatever a framework holds, it is shown whole, and as text only."""

from __future__ import annotations

import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.testing import frameworks, texts

pytest.importorskip("rich", reason="the command line needs the extra cli")

from resultsframework.cli._grid import Line, grid
from resultsframework.cli._lines import fold, hanging
from resultsframework.cli._show import facts, whole
from resultsframework.cli._terminal import NARROWEST, WIDEST, clean

widths = st.integers(NARROWEST, WIDEST)


def shown(framework, width):
    """The lines that the terminal shows."""
    return [line.plain for line in whole(framework, width)]


def squeezed(text):
    """A text without any space, so that the place where a line breaks does not matter."""
    return "".join(clean(text).split())


@given(frameworks(valid=False), widths)
def test_any_framework_is_shown_with_every_code(framework, width):
    """Every result and indicator is there by its code, in a terminal of any width, also where nothing makes sense."""
    lines = [squeezed(line) for line in shown(framework, width)]
    for _, node in framework.walk():
        if node.code and squeezed(node.code):
            assert any(squeezed(node.code) in line for line in lines)


@given(frameworks(), widths)
def test_a_framework_is_shown_with_every_value(framework, width):
    """Every value that is stated, with its year, every budget, and every document of a result is printed."""
    text = squeezed(" ".join(shown(framework, width)))
    for indicator in framework.indicators:
        for observation in indicator.series:
            if observation.is_reported:
                # As the source prints it, or as the value alone: "11,000,000" or 11000000.
                texts = (observation.raw, attrs.evolve(observation, raw=None).raw)
                assert any(squeezed(printed) in text for printed in texts)
                assert str(observation.period.last_year) in text
    for _, node in framework.walk():
        for budget in getattr(node, "budgets", ()):
            assert squeezed(str(budget.planned)) in text
        for document in node.documents if isinstance(node, rf.Result) else ():
            assert squeezed(document.title or "") in text


@given(frameworks(valid=False), widths)
def test_nothing_that_is_shown_steers_the_terminal(framework, width):
    """No line holds a line break or another sign of control, whatever texts the framework holds."""
    for line in shown(framework, width):
        assert not [sign for sign in line if unicodedata.category(sign) in ("Cc", "Zl", "Zp")]


@given(frameworks(valid=False))
def test_showing_changes_nothing_and_is_the_same_again(framework):
    """The output depends on the framework and the width alone."""
    before = framework.replace("")
    assert shown(framework, 100) == shown(framework, 100)
    assert framework == before


@given(frameworks(valid=False))
def test_the_document_for_programs_counts_the_same(framework):
    """Indicators, results and values that are counted are those that the framework has."""
    document = facts(framework)
    counts, values = document["counts"], document["values"]
    levels = ("impact", "outcome", "output", "otherresult")
    assert counts["indicator"] == len(framework.indicators)
    assert sum(counts.get(level, 0) for level in levels) == sum(
        isinstance(node, rf.Result) for _, node in framework.walk()
    )
    assert sum(value["in_all"] for value in values.values()) == sum(len(i.series) for i in framework.indicators)
    for value in values.values():
        assert value["in_all"] == sum(number for name, number in value.items() if name != "in_all")


@given(texts(), st.integers(-20, 200), st.integers(0, 8))
def test_a_folded_text_loses_no_word(text, width, after):
    """However narrow the room, all words are there, in order, and none is cut."""
    lines = fold(text, width, after=after)
    assert " ".join(" ".join(lines).split()) == clean(text)


@given(texts(), texts(), st.integers(1, 200))
def test_a_label_of_any_length_leaves_room_for_its_text(label, text, width):
    """A name that is longer than the line is wide still has its text beside it."""
    lines = [line.plain for line in hanging(clean(label), text, width, "bold")]
    assert squeezed(clean(label)) in squeezed(lines[0])
    assert squeezed(text) in squeezed("".join(line.removeprefix(f"  {clean(label)}") for line in lines))


@given(st.lists(st.lists(texts(), min_size=3, max_size=3), max_size=4), widths)
def test_a_grid_shows_every_cell(rows, width):
    """Cells that do not fit beside each other are printed below, and none is left out."""
    lines = [Line("", cells) for cells in rows]
    text = squeezed(" ".join(line.plain for line in grid(("code", "milestone", "actual"), lines, width)))
    for cells in rows:
        for cell in cells:
            assert squeezed(cell) in text
