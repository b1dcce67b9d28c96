"""A plan, its workbook, and a person who changes it."""

from __future__ import annotations

import functools
import io
from decimal import Decimal
from typing import Any

import pytest

import resultsframework as rf
from resultsframework.formats.tabular import xlsx

D = Decimal
QUARTER = rf.Period.quarter(2021, 1)
PLAN = rf.ResultsFramework(
    identifier="XM-1",
    title="Plan",
    results=(
        rf.Outcome(
            code="1",
            title="Laws are adopted",
            assumptions=("Parliament sits", "The budget is approved"),
            budgets=(
                rf.Budget(
                    planned=rf.Money(nominal=D(1000), currency="USD"),
                    actual=rf.Money.parse("$0.8 K"),
                    period=2021,
                    kind="revised",
                ),
                rf.Budget(
                    planned=rf.Money(nominal=D(5), currency="USD"), actual=rf.Money(nominal=D(4), currency="EUR")
                ),
            ),
            outputs=(
                rf.Output(
                    code="1.10",
                    title="Drafts",
                    indicators=(
                        rf.Indicator(
                            code="007",
                            statement="Share of drafts",
                            unit="percent",
                            measure="percentage",
                            monitoring_plan=rf.MonitoringPlan(
                                means_of_verification="Register", planned_disaggregation=("Ministry",)
                            ),
                            series=rf.ObservationSeries.parse("2019 baseline 10 | 2020 milestone 40.5 actual TBD"),
                        ),
                        rf.Indicator(
                            code="1A",
                            statement="Number of laws",
                            series=rf.ObservationSeries(
                                (
                                    rf.Observation(kind="baseline", period=2019, value=D(0)),
                                    rf.Observation(kind="actual", period=2021, value=D("1492979"), comment="checked"),
                                    rf.Observation(
                                        kind="actual",
                                        period=2021,
                                        value=D(3),
                                        disaggregation=(rf.Disaggregation(dimension="Sex", category="women"),),
                                        places=(rf.Place(name="Oaxaca", code="MX-OAX"),),
                                        documents=(rf.DocumentLink(url="http://example.org"),),
                                    ),
                                    rf.Observation(kind="target", period=2025, value=rf.Range(low=D(80))),
                                )
                            ),
                        ),
                        rf.Indicator(
                            code="Q",
                            statement="Quarters",
                            series=rf.ObservationSeries(
                                (
                                    rf.Observation(kind="actual", period=QUARTER, value=D(1), unit="law"),
                                    rf.Observation(
                                        kind="actual", period=rf.Period.quarter(2021, 2), value=D(2), unit="law"
                                    ),
                                    rf.Observation(kind="actual", period=2022, value=rf.Ratio(D(3), D(5))),
                                )
                            ),
                        ),
                    ),
                ),
                rf.Output(code="1.2", title="No indicators"),
            ),
        ),
    ),
)


@functools.lru_cache(maxsize=2)
def workbook_of(framework: rf.ResultsFramework) -> bytes:
    """The workbook of a framework."""
    return xlsx.dumps(framework, findings=False)


class Officer:
    """A person with the workbook of a plan: openpyxl opens it, changes it and saves it."""

    def __init__(self, framework: rf.ResultsFramework) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        self.book = openpyxl.load_workbook(io.BytesIO(workbook_of(framework)))
        self.before: list[tuple[Any, Any, str]] = []

    def sheet(self, name: str):
        """Give the sheet of a name."""
        return self.book[name]

    def column(self, sheet: str, heading: str) -> int:
        """Give the number of the column with a heading."""
        return next(cell.column for cell in self.sheet(sheet)[1] if cell.value == heading)

    def row(self, sheet: str, path: str) -> int:
        """Give the number of the row with a path."""
        column = self.column(sheet, "path" if sheet != "Read me" else "fact")
        return next(
            row for row in range(2, self.sheet(sheet).max_row + 1) if self.sheet(sheet).cell(row, column).value == path
        )

    def cell(self, sheet: str, path: str, heading: str):
        """Give the cell of a row and a column."""
        return self.sheet(sheet).cell(self.row(sheet, path), self.column(sheet, heading))

    def set(self, sheet: str, path: str, heading: str, value: object, number_format: str | None = None) -> str:
        """Change a cell, and return its address."""
        cell = self.cell(sheet, path, heading)
        self.before.append((cell, cell.value, cell.number_format))
        cell.value = value
        if number_format is not None:
            cell.number_format = number_format
        return f"{sheet}!{cell.coordinate}"

    def undo(self) -> None:
        """Undo all changes of cells."""
        while self.before:
            cell, cell.value, cell.number_format = self.before.pop()

    def append(self, sheet: str, **values: object) -> str:
        """Add a row with values by their headings, and return the address of its path."""
        row = self.sheet(sheet).max_row + 1
        for name, value in values.items():
            self.sheet(sheet).cell(row, self.column(sheet, name.replace("_", " ")), value)
        return f"{sheet}!{self.sheet(sheet).cell(row, self.column(sheet, 'path')).coordinate}"

    def saved(self) -> bytes:
        """Save the workbook."""
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()

    def read(self) -> rf.ResultsFramework:
        """Save the workbook, and read the framework of it."""
        return xlsx.loads(self.saved())

    def problems(self) -> list[tuple[str | None, str]]:
        """The cells that cannot be read, with the messages."""
        with pytest.raises(rf.FormatError) as caught:
            self.read()
        return [(problem.path, problem.message) for problem in caught.value.problems]


@pytest.fixture
def plan():
    """A plan with values of every kind."""
    return PLAN


@pytest.fixture
def officer_of():
    """A person with the workbook of a framework."""
    pytest.importorskip("xlsxwriter")
    return Officer


@pytest.fixture
def officer(officer_of):
    """A person with the workbook of the plan."""
    return officer_of(PLAN)


@functools.lru_cache(maxsize=1)
def officer_of_the_plan() -> Officer:
    """The person whose workbook is opened once."""
    return Officer(PLAN)


@pytest.fixture
def typist(officer_of):
    """A person who changes single cells of the workbook of the plan, each of which is as it was for the next test."""
    person = officer_of_the_plan()
    yield person
    person.undo()
