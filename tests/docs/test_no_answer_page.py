"""The page of reasons: every reason that a calculation gives is on it, as it is printed."""

from __future__ import annotations

import ast
import re
from itertools import product
from pathlib import Path

import pytest

import resultsframework

PAGE = Path(__file__).resolve().parents[2] / "docs" / "no_answer.md"
SOURCE = Path(resultsframework.__file__).parent
# The functions that give a reason in words, which others put into an answer.
IN_WORDS = {"contradiction", "wrong_side", "_outside", "_lacking", "_unanswerable", "_unsuited", "_counted_twice"}
ANYTHING = ".+?"


def patterns(node: ast.expr | None, names: dict[str, list[ast.expr]]) -> list[str]:
    """The patterns of the texts that an expression makes, as far as it is written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.IfExp):
        return [*patterns(node.body, names), *patterns(node.orelse, names)]
    if isinstance(node, ast.Name):
        return [pattern for value in names.get(node.id, ()) for pattern in patterns(value, {})]
    if isinstance(node, ast.JoinedStr):
        parts = [patterns(part, {}) or [ANYTHING] for part in node.values]
        return ["".join(chosen) for chosen in product(*parts)]
    if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.IfExp):
        return patterns(node.value, {})
    return []


def reasons() -> set[str]:
    """The patterns of all reasons in the calculations on indicators and on budgets over the tree."""
    found: set[str] = set()
    for path in sorted([*SOURCE.glob("monitoring/*.py"), *SOURCE.glob("aggregation/*.py")]):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            names: dict[str, list[ast.expr]] = {}
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    names.setdefault(node.targets[0].id, []).append(node.value)
            for node in ast.walk(function):
                called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
                if called in {"Undefined", "_no_answer"} and node.args:
                    found.update(patterns(node.args[0], names))
                if function.name in IN_WORDS and isinstance(node, ast.Return | ast.Yield):
                    found.update(patterns(node.value, names))
    return {pattern for pattern in found if len(re.sub(r"\W|\.\+\?", "", pattern)) > 3}


@pytest.fixture(scope="module", name="every")
def every_reason():
    """The patterns of all reasons, searched once."""
    return reasons()


def test_every_reason_is_on_the_page(every):
    """Whoever gets a reason finds it, with an example and what to do."""
    page = " ".join(PAGE.read_text("utf-8").split())
    missing = sorted(reason for reason in every if not re.search(reason, page))
    assert not missing, "docs/no_answer.md has no example of these"


def test_there_are_reasons_to_look_for(every):
    """The search for reasons finds plain texts, texts with values, and texts that depend on something."""
    assert len(every) > 60
    assert {"no\\ baseline", "no\\ change\\ targeted"} <= every
