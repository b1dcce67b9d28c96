"""The cases of outside testers: the question of each, and the right answer."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("RESULTSFRAMEWORK_SHARED") or Path(__file__).resolve().parents[3] / "shared")
CASES = FOLDER / "data" / "cases" / "cases.json"


def cases():
    """All cases, each an item of its own; one that says why where the folder of real inputs is absent."""
    if not CASES.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"there are no cases in {CASES.parent}"))]
    return [pytest.param(case, id=case["id"]) for case in json.loads(CASES.read_text("utf-8"))]


@pytest.fixture(scope="module")
def evaluate():
    """The program beside the cases that puts each question to the library."""
    spec = importlib.util.spec_from_file_location("evaluate", CASES.parent / "evaluate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", cases())
def test_a_case_has_its_right_answer(case, evaluate):
    """The answers of the library to cases of comparison, numbers and construction that outside testers judged."""
    is_right, found = evaluate.is_right(case, str(CASES.parent))
    assert is_right, f"{case['question']} on {case['input']!r}: {found}, not {case['right']}"
