"""The notebooks of the docs run from top to bottom, in an empty folder, and what their cells end with can be shown."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "docs" / "notebooks").glob("*.md"))
CELL = re.compile(r"^```\{code-cell\} ipython3\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(code, names):
    """Run a cell; the value of its last line, which a notebook shows."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - a cell of our own page
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None  # noqa: S307 - as above


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(notebook, tmp_path, monkeypatch):
    """Each cell runs after those before it, and what it ends with has something to show."""
    pytest.importorskip("altair", reason="the notebooks draw charts")
    pytest.importorskip("pandas", reason="the notebooks use frames")
    pytest.importorskip("lxml", reason="the notebooks read IATI")
    pytest.importorskip("xlsxwriter", reason="the notebooks write workbooks")
    monkeypatch.chdir(tmp_path)
    names, shown = {}, []
    for cell in CELL.findall(notebook.read_text("utf-8")):
        value = run(cell, names)
        if value is not None:
            shown.append(value)
            html = value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)
            assert html
    assert len(shown) >= 4


def test_there_are_three_notebooks():
    """From a page to a chart, a review of several countries, and a workbook of one's own."""
    assert [path.stem for path in NOTEBOOKS] == ["first_chart", "my_workbook", "regional_review"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs(notebook):
    """It is a text that the session of the docs executes: all of its fences are cells, or commands."""
    text = notebook.read_text("utf-8")
    assert text.startswith("---\nfile_format: mystnb\n")
    fences = re.findall(r"^```(\S.*)$", text, re.MULTILINE)
    assert set(fences) <= {"{code-cell} ipython3", "console"}


def test_the_first_chart_is_there_within_ten_lines():
    """A newcomer types ten lines of Python at most until everything on that page is drawn."""
    cells = CELL.findall(NOTEBOOKS[0].read_text("utf-8"))
    lines = [line for cell in cells for line in cell.splitlines() if line]
    assert len(lines) <= 10
    assert "rf.charts.series" in lines[4]
