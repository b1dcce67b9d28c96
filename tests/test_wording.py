"""The search for words that the project's texts avoid."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parent.parent / "tools" / "wording.py"


@pytest.fixture(scope="module")
def wording():
    """The script of the lint session."""
    spec = importlib.util.spec_from_file_location("wording", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.each(
    ("text", "lines"),
    [
        ("the value that speaks for the year", [1]),
        ("x = 1\n\ndef told_notes():\n    asked = 1", [3, 4]),
        ("class Asked: ...\nis_asked = isAsked", [1, 2, 2]),
        ("Told by its name, it stands there", [1, 1]),
        ('f"{name} is told"  # and asked', [1, 1]),
        ("the year that is asked for stands for a period", []),
        ("# the year that is asked\n# for, and what stands\n    for it", []),
        ("def asked_for(): ...\nstands_for_all = asked_form", [2]),
        ("masked, withstands, unasked, a standard, outstanding", []),
    ],
)
def test_words_are_found_in_sentences_and_identifiers(wording, text, lines):
    """Each avoided word is found with its line, also inside a name; accepted expressions and longer words are not."""
    assert [place.line for place in wording.avoided_in(text, "page.md")] == lines


@pytest.mark.each(
    ("text", "lines"),
    [
        ('"""Whether it is exact."""', [1]),
        ('x = 1\n"""\nHow many there are.\n"""', [3]),
        ('def f():\n    """\n    Read a file.\n\n    Args:\n        path: Which file.\n    """', [6]),
        ('class A:\n    """Why not."""\n\n    def f(self):\n        """What it is."""', [2, 5]),
        ('"""\nTrue if it is exact; whether\nWhat follows is kept is another matter.\n"""', []),
        ('"""Whatever is left; Howard."""\nx = "Whether it is exact."\n# What it is', []),
    ],
)
def test_docstrings_that_begin_as_questions_are_found(wording, text, lines):
    """Docstrings, and entries of attributes or arguments, that open with a question word are found; others are not."""
    assert [place.line for place in wording.openings_in(text, "module.py")] == lines


def test_a_public_docstring_begins_with_no_condition(wording):
    """A test may name its case first; a docstring of the library begins with its meaning."""
    text = '"""Where nothing is planned, nothing is due."""\n'
    assert [place.line for place in wording.openings_in(text, "src/resultsframework/module.py")] == [1]
    assert not list(wording.openings_in(text, "tests/test_module.py"))


def test_a_place_is_printed_as_editors_open_it(wording):
    """A found word is printed with file, line and the text of the line."""
    (place,) = wording.avoided_in("one\n  it was told\n", "docs/page.md")
    assert str(place) == "docs/page.md:2: it was told"


def test_the_texts_of_others_are_left_alone(wording):
    """Published examples and generated pages are not searched; sources, tests, pages and the schema are."""
    names = {path.relative_to(wording.ROOT).as_posix() for path in wording.files(wording.ROOT)}
    assert {"README.md", "docs/rules.md", "src/resultsframework/value.py", "tests/test_value.py", "noxfile.py"} <= names
    assert "src/resultsframework/formats/json/resultsframework.schema.json" in names
    assert not [name for name in names if "resultsframework/examples/" in name or "_build/" in name]


def test_an_avoided_word_fails_the_lint(wording, capsys, monkeypatch, tmp_path):
    """A word to avoid is printed and fails the script; a report of the numbers does not."""
    for place in wording.PLACES:
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_text("# It is stated.\n", encoding="utf-8")
    monkeypatch.setattr(wording, "ROOT", tmp_path)
    assert wording.main([]) == 0
    (tmp_path / "README.md").write_text("It stands there.\n", encoding="utf-8")
    assert wording.main([]) == 1
    assert "README.md:1: It stands there." in capsys.readouterr().out
    (tmp_path / "noxfile.py").write_text('"""What it does."""\n', encoding="utf-8")
    assert wording.main([]) == 1
    assert 'noxfile.py:1: """What it does."""' in capsys.readouterr().out
    assert wording.main(["--report"]) == 0
    assert "1 README.md" in capsys.readouterr().out
