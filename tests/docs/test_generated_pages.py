from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from resultsframework.rules import RULE_FAILED, RULES

EVERY_RULE = (*RULES, RULE_FAILED)

DOCS = Path(__file__).resolve().parents[2] / "docs"
ADVICE = "it is stale; run: python docs/generate.py"


@pytest.fixture(scope="module")
def generate():
    """The script that writes the generated pages."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["rules.md", "notebook.ipynb", "iati.md"])
def test_generated_pages_are_up_to_date(generate, name):
    """The rules page follows the rules, the notebook the tutorial, and the tables of the IATI page the mapping."""
    written = (DOCS / name).read_text("utf-8")
    assert written == generate.PAGES[name](), f"docs/{name}: {ADVICE}"


def test_every_family_of_rules_has_a_heading_in_words(generate):
    """The letters of a rule's code are explained once, for the whole family."""
    assert {rule.code.rstrip("0123456789") for rule in EVERY_RULE} == set(generate.FAMILIES)


@pytest.mark.each("rule", EVERY_RULE)
def test_every_rule_says_when_it_fires_and_when_not(generate, rule):
    """A reader sees what a rule asserts, what to do, and an example on either side of the line."""
    (part,) = [part for part in generate.rules_page().split("\n### ") if part.startswith(f"{rule.code}: ")]
    for said in (rule.title, rule.documentation, rule.source, rule.advice, "\n- **Fires:** `", "\n- **Silent:** `"):
        assert said
        assert said in part


def test_the_notebook_has_no_output_of_its_own(generate):
    """What the notebook shows is calculated when it is run, and never kept."""
    cells = json.loads(generate.notebook())["cells"]
    assert all(not cell["outputs"] for cell in cells if cell["cell_type"] == "code")
    assert len({cell["id"] for cell in cells}) == len(cells)


def test_a_notebook_cell_ends_with_what_it_shows(generate):
    """An example that shows something is the last of its cell, since a notebook shows nothing else."""
    raises = ">>> 1 / 0\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n"
    first, second, third = generate._code_cells(f">>> a = 1\n>>> a\n1\n{raises}>>> b = 2\n", 7)
    assert first["source"] == ["a = 1\n", "a"]
    assert second["source"] == ["1 / 0"]
    assert second["metadata"] == {"tags": ["raises-exception"]}
    assert (third["source"], third["metadata"]) == (["b = 2"], {})
    assert [cell["id"] for cell in (first, second, third)] == ["cell-7", "cell-8", "cell-9"]
