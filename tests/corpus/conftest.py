"""Shared by the tests of corpora: small activity files, and a folder of files of several formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import resultsframework as rf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PERIOD = (
    '<period><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
    '<target value="{target}"/><actual value="{actual}"/></period>'
)


@pytest.fixture
def activity() -> Callable[..., str]:
    """One activity with one result and one indicator: 20 planned, and what is given reported."""
    pytest.importorskip("lxml", reason="reading IATI needs lxml")

    def made(
        identifier: str, actual: str = "30", *, updated: str = "2024-05-01", about: str = "", year: int = 2022
    ) -> str:
        return (
            f'<iati-activity last-updated-datetime="{updated}T00:00:00Z">\n'
            f"<iati-identifier>{identifier}</iati-identifier>\n"
            f'<reporting-org ref="{identifier[:4]}" type="10"><narrative>Wells for all</narrative></reporting-org>\n'
            f"<title><narrative>Plan {identifier}</narrative></title>\n{about}"
            '<result type="2"><title><narrative>Water</narrative></title>\n'
            '<indicator measure="1" ascending="1"><title><narrative>Number of wells</narrative></title>\n'
            f'<baseline year="2020" value="10"/>\n{PERIOD.format(year=year, target=20, actual=actual)}\n'
            "</indicator></result>\n</iati-activity>\n"
        )

    return made


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write activities as a file in the folder ``data``."""

    def written(name: str, *activities: str, before: str = "", after: str = "</iati-activities>\n") -> Path:
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<iati-activities version="2.03">\n'
        path.write_bytes((head + "".join(activities) + after).encode())
        return path

    return written


@pytest.fixture
def plan() -> rf.ResultsFramework:
    """A plan that is no activity: one indicator, met in 2021."""
    series = rf.ObservationSeries.parse("2019 baseline 0 | 2021 milestone 50 actual 59 | 2025 target 320")
    women = rf.Indicator(code="SAV_1.A", statement="Number of women who save", series=series)
    return rf.ResultsFramework(title="Savings in Lakeland", results=(rf.Outcome(code="SAV_1", indicators=(women,)),))


@pytest.fixture
def data(tmp_path: Path, write, activity, plan) -> Path:
    """A folder with two activity files, one of two activities, and a plan as JSON, in two levels."""
    write("a.xml", activity("XX-1-1"), activity("XX-1-2", "15"))
    write("b/c.xml", activity("YY-2-1", "20"))
    rf.write(plan, tmp_path / "data" / "b" / "plan.json")
    return tmp_path / "data"
