"""Shared by the tests of the command line: a way to run it, and a small framework with known defects."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING, Any

import pytest

import resultsframework as rf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(testing: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command in this process; answers with exit code, standard output and standard error."""
    from resultsframework.cli._app import app

    # Rules of other packages are looked for in each run, in the metadata of all that is installed.
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: ())

    def invoke(*arguments: object, width: int = 100, input: str | bytes | None = None, **environment: str) -> Any:
        settings = {"COLUMNS": str(width), "NO_COLOR": None, "FORCE_COLOR": None, "TERM": "xterm"} | environment
        return testing.CliRunner().invoke(app, [str(a) for a in arguments], input=input, env=settings)

    return invoke


@pytest.fixture(scope="session")
def framework() -> rf.ResultsFramework:
    """
    An outcome and an output. The output's indicator has its baseline at the end of the plan, which is an error, and no
    baseline value; the outcome has spent more than it had, which is a warning.
    """
    savings = rf.Indicator(
        code="SAV_1.A",
        statement="Number of women who save",
        alignments=(
            rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(rf.Organisation(acronym="UNDP"),)),
            rf.Alignment(kind=rf.AlignmentKind.COMPLEMENTARY),
        ),
        series=rf.ObservationSeries.parse(
            "2019 baseline 0 | 2020 milestone 50 actual 0 | 2021 milestone 100 actual 59 | 2025 target 320 actual -"
        ),
    )
    training = rf.Indicator(
        code="SAV_1.1.A",
        statement="Number of trainers",
        series=rf.ObservationSeries.parse("2025 baseline TBD | 2022 milestone - actual - | 2025 target 2 actual -"),
    )
    output = rf.Output(code="SAV_1.1", title="Trainers are trained", indicators=(training,))
    budget = rf.Budget(
        planned=rf.parse_money("$100.00 K"), actual=rf.parse_money("$60.00 K"), expenses=rf.parse_money("$90.00 K")
    )
    outcome = rf.Outcome(
        code="SAV_1", title="Women save more", indicators=(savings,), outputs=(output,), budgets=(budget,)
    )
    return rf.ResultsFramework(
        title="Savings in Lakeland",
        identifier="XM-1-SAV",
        results=(outcome,),
        plan_period=rf.Period.between(2019, 2025),
        reporting_year=2021,
    )


@pytest.fixture
def file(framework: rf.ResultsFramework, tmp_path: Path) -> Path:
    """The framework as a file."""
    path = tmp_path / "savings.json"
    rf.write(framework, path)
    return path
