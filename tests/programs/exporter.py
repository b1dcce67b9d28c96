"""An exporter for a dashboard: one row an indicator, with numbers where there are numbers, and nothing invented."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from typing import TextIO

import attrs

import resultsframework as rf


@dataclass(frozen=True)
class Row:
    """One indicator in the export."""

    path: str
    code: str
    statement: str
    baseline: Decimal | None
    actual: Decimal | None
    target: Decimal | None
    percent: str
    note: str


def number(observation: rf.Observation | None) -> Decimal | None:
    """The number of an observation; None for everything that is no number."""
    value = None if observation is None else observation.value
    return value if isinstance(value, Decimal) else None


def prepared(framework: rf.ResultsFramework, codes: dict[str, str]) -> rf.ResultsFramework:
    """The framework as the dashboard wants it: its own codes, and statements on one line."""

    def on_one_line(indicator: rf.Indicator) -> rf.Indicator:
        return attrs.evolve(indicator, statement=" ".join((indicator.statement or "").split()))

    for old, new in codes.items():
        if old in framework:
            framework = framework.rename(old, new)
    return framework.map(rf.Indicator, on_one_line)


def rows(framework: rf.ResultsFramework, year: int) -> Iterator[Row]:
    """The rows of a year, in source order."""
    for path, node in framework.walk():
        if isinstance(node, rf.Indicator):
            answer = rf.progress(node, year)
            actuals = [o for o in node.actuals if o.period.last_year == year]
            yield Row(
                path=path,
                code=node.code or "",
                statement=node.statement or "",
                baseline=number(node.baseline),
                actual=number(actuals[0]) if len(actuals) == 1 else None,
                target=number(node.target),
                percent=answer.percent if answer else "",
                note=answer.formula if answer else answer.reason,
            )


def export(framework: rf.ResultsFramework, year: int, file: TextIO) -> None:
    """Write the rows of a year as CSV."""
    writer = csv.writer(file)
    writer.writerow([field.name for field in fields(Row)])
    writer.writerows(astuple(row) for row in rows(framework, year))


if __name__ == "__main__":
    export(prepared(rf.read(sys.argv[1]), {}), int(sys.argv[2]), sys.stdout)
