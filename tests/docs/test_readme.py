from __future__ import annotations

import re
from pathlib import Path

import pytest

import resultsframework as rf

README = Path(__file__).resolve().parents[2] / "README.md"
SYSTEMS = re.findall(r"^\| ([^|]+) \| `([\w-]+)` \| ([\d,]+ %) \|$", README.read_text("utf-8"), flags=re.MULTILINE)
HALF_WAY = rf.Indicator(series=rf.ObservationSeries.parse("2019 baseline 40 | 2025 target 20 actual 30"))


@pytest.mark.parametrize(("formula", "percent"), [row[1:] for row in SYSTEMS])
def test_the_readme_prints_the_percentage_that_the_formula_of_a_system_yields(formula, percent):
    """Half of a planned decrease is the percentage that the README gives for each system."""
    assert rf.progress(HALF_WAY, 2025, formula=formula).percent == percent


def test_the_readme_compares_six_systems():
    """The table has every formula but two: the plain ratio refuses a decrease, UNDP's agrees with ours."""
    assert {formula for _, formula, _ in SYSTEMS} == set(rf.monitoring.FORMULAS) - {"target-ratio", "undp-irrf"}
    assert rf.progress(HALF_WAY, 2025, formula="undp-irrf").value == rf.progress(HALF_WAY, 2025).value
    assert len({system.split(",")[0] for system, _, _ in SYSTEMS}) == 6
