"""The markers ``each``, with which one item tries all cases of a test, and ``no_cover``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
CASES = """
import pytest

@pytest.fixture
def limit():
    return 4

@pytest.mark.each("name", "ab")
@pytest.mark.each(("low", "high"), [(0, 1), (1, 2), (2, 9)])
def test_limit(limit, name, low, high):
    print(name, low, high)
    assert high <= limit
"""


def test_every_combination_of_cases_is_tried_and_the_one_that_fails_is_named(tmp_path):
    """One item tries the cases in their order, and a failure names the arguments of its case."""
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "test_limit.py").write_text(CASES, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 failed" in done.stdout, done.stdout + done.stderr
    assert "a 0 1\nb 0 1\na 1 2\nb 1 2\na 2 9\n" in done.stdout, done.stdout
    assert "The case is {'low': 2, 'high': 9, 'name': 'a'}" in done.stdout


@pytest.mark.no_cover
def test_coverage_pauses_in_a_test_that_does_not_count():
    """Nothing measures such a test, in a process of xdist either, where pytest-cov starts twice."""
    assert "coverage" not in repr(sys.gettrace())
