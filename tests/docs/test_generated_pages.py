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


def test_generated_pages_are_up_to_date(generate):
    """The pages of the rules repeat the rules, the notebook the tutorial, and no page of a rule is left over."""
    pages = generate.pages()
    for name, page in pages.items():
        assert (DOCS / name).read_text("utf-8") == page, f"docs/{name}: {ADVICE}"
    written = {f"rules/{path.name}" for path in (DOCS / "rules").iterdir()}
    assert written == {name for name in pages if "/" in name}


def test_every_family_of_rules_has_a_heading_in_words(generate):
    """The letters of a rule's code are explained once, for the whole family."""
    assert {rule.code.rstrip("0123456789") for rule in EVERY_RULE} == set(generate.FAMILIES)


def test_the_page_of_a_rule_has_the_same_parts_for_each(generate):
    """A reader sees what a rule does, why it matters, examples, advice, options and references."""
    for rule in EVERY_RULE:
        page = generate.rule_page(rule)
        assert f"# {rule.code}: {rule.title}" in page, rule
        for title in ("What it does", "Why it matters", "Example", "What to do", "References"):
            assert f"\n## {title}\n" in page, (rule, title)
        for part in (
            rule.summary,
            rule.documentation.partition("\n\n")[2],
            *rule.fires,
            *rule.silent,
            rule.advice,
            rule.source[1:],
        ):
            assert part in page, (rule, part)
        assert ("\n## Options\n" in page) is bool(rule.options), rule
        assert ("--fix" in page) is (rule.fix is not None), rule
        assert f"[{rule.code}](rules/{rule.code}.md)" in generate.rules_page(), rule


def test_the_page_of_a_rule_names_its_severities_options_and_causes(generate):
    """Differences between profiles, defaults of thresholds and related rules are part of the page."""
    pages = {rule.code: generate.rule_page(rule) for rule in EVERY_RULE}
    assert "Severity: **warning**; **error** in the profile `iati-2.03`; **error** in" in pages["BAS01"]
    assert "; only run in `iati-2.03`." in pages["IAT02"]
    assert "- `stale_baseline_years` (default: `1`): Years by which a baseline may" in pages["BAS05"]
    assert "- Follows from: [BAS02](BAS02.md)." in pages["BAS03"]
    assert "- Causes: [BAS03](BAS03.md), [BAS06](BAS06.md), [TGT01](TGT01.md)." in pages["BAS02"]
    assert "Why it matters\n\nMany programs do not distinguish upper from lower case." in pages["COD11"]


def test_the_notebook_has_no_output_of_its_own(generate):
    """Outputs of the notebook are calculated when it is run, and never kept."""
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
