"""The script that changes one thing of a module at a time."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parent.parent / "tools" / "mutate.py"
MODULE = '''"""A module."""

__all__ = ["bound"]


def bound(value: int | None, limit: int = 2) -> bool:
    """True if a value is within a limit."""
    return value is not None and value <= limit
'''


@pytest.fixture(scope="module")
def mutate():
    """The script."""
    spec = importlib.util.spec_from_file_location("mutate", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_comparison_number_and_condition_is_changed_once(mutate, tmp_path):
    """Docstrings, annotations and the list of names are left unchanged."""
    path = tmp_path / "module.py"
    path.write_text(MODULE, "utf-8")
    assert [(change.line, change.before, change.after) for change in mutate.changes(path)] == [
        (6, "2", "3"),
        (8, "value is not None and value <= limit", "value is not None or value <= limit"),
        (8, "value is not None and value <= limit", "value is not None"),
        (8, "value is not None", "value is None"),
        (8, "value <= limit", "value < limit"),
    ]


def test_a_change_runs_as_it_is_printed(mutate, tmp_path):
    """The compiled module behaves as the code after the change says."""
    path = tmp_path / "module.py"
    path.write_text(MODULE, "utf-8")
    change = next(one for one in mutate.changes(path) if one.after == "value < limit")
    names = {}
    exec(change.code, names)  # noqa: S102 the module is the one above
    assert not names["bound"](2)
