"""The command that lists the indicators which several frameworks share."""

from __future__ import annotations

import json

import pytest

import resultsframework as rf
from resultsframework.compare import Alignments


@pytest.fixture
def other(framework, tmp_path):
    """The file of another entity with the same indicators."""
    rf.write(framework.replace(title="Savings elsewhere"), tmp_path / "other.json")
    return tmp_path / "other.json"


def test_the_matches_are_listed_in_words(run, file, other):
    """The statement and its place in each of the frameworks."""
    done = run("align", file, other)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "exact: Number of women who save" in done.stdout


def test_other_forms(run, file, other):
    """JSON that is read back, Markdown and HTML."""
    document = json.loads(run("align", file, other, "--format", "json").stdout)
    assert rf.from_dict(document, Alignments) == rf.align([rf.read(file), rf.read(other)])
    assert "| exact |" in run("align", file, other, "--format", "markdown").stdout
    assert "<td>exact</td>" in run("align", file, other, "--format", "html").stdout


def test_one_framework_has_nothing_to_be_aligned_with(run, file):
    """One clear sentence, and the exit code of a wrong usage."""
    done = run("align", file)
    assert done.exit_code == 2
    assert "align needs at least two frameworks, and there is 1" in done.stderr
