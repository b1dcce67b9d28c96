"""
The jobs that come with the library: each lists one kind of fact of a framework, with the same columns for every file.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework import rules, tables
from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.monitoring import Assumptions, Due, Progress, gathered, met_by
from resultsframework.monitoring import progress as progress_of
from resultsframework.table import Category, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.framework import ResultsFramework
    from resultsframework.observation import Observation

__all__ = ["budgets", "findings", "indicators", "observations", "progress", "statuses", "years_of"]

FRAMEWORK = Column("framework")


def name_of(framework: ResultsFramework) -> str | None:
    """The identifier of a framework, or its title without one."""
    return framework.identifier or framework.title


def observations(source: str, framework: ResultsFramework) -> Table:
    """
    All observations, as ``rf.observations`` lists them; the groups of all dimensions are in the one column "breakdown",
    such as "sex: women; age: 15-24".
    """
    found = tables.observations(framework)
    # The dimensions that a framework has are between these two.
    first, last = found.names.index("unit") + 1, found.names.index("place")
    groups = found.names[first:last]
    rows = ((*row[:first], _breakdown(groups, row[first:last]), *row[last:]) for row in found)
    return Table.of((*found.columns[:first], Column("breakdown"), *found.columns[last:]), rows, found.title)


def _breakdown(dimensions: Iterable[str], categories: Iterable[object]) -> str | None:
    named = zip(dimensions, categories, strict=True)
    return "; ".join(f"{name}: {category}" for name, category in named if category is not None) or None


def indicators(source: str, framework: ResultsFramework) -> Table:
    """All indicators, one row each: statement, measure, unit, direction, and the years and values that it has."""
    columns = (
        FRAMEWORK,
        Column("level", Category),
        Column("result"),
        Column("indicator"),
        Column("statement"),
        Column("path"),
        Column("measure", Measure),
        Column("unit"),
        Column("direction", Direction),
        *(
            column
            for name in ("baseline", "target", "actual")
            for column in (Column(f"{name} year", int), Column(f"{name} number", Decimal), Column(f"{name} value"))
        ),
        Column("observations", int),
        Column("line", int),
    )
    return Table.of(columns, _indicators(framework), "indicators")


def _indicators(framework: ResultsFramework) -> Iterator[tuple[object, ...]]:
    level: str | None = None
    result: str | None = None
    for path, node in framework.walk():
        if not isinstance(node, Indicator):
            level, result = type(node).__name__.removesuffix("Result").lower(), node.code
            continue
        yield (
            *(name_of(framework), level, result, node.code, node.statement, path),
            *(node.measure, node.unit_in_use, node.direction),
            *(cell for found in (node.baseline, node.target, node.latest) for cell in _cells(found)),
            *(len(node.series), node.line),
        )


def _cells(found: Observation | None) -> tuple[object, ...]:
    """The year, the number and the text of an observation."""
    if found is None:
        return (None, None, None)
    number = found.value if isinstance(found.value, Decimal) else None
    return (found.period.last_year, number, str(found.value) if found.is_reported else None)


def findings(source: str, framework: ResultsFramework) -> Table:
    """The findings of the rules of the default profile, as ``rf.validate`` reports them."""
    found = rules.validate(framework).table()
    rows = ((name_of(framework), *row) for row in found)
    return Table.of((FRAMEWORK, *found.columns), rows, "findings")


def progress(source: str, framework: ResultsFramework) -> Table:
    """
    The progress of every indicator towards its milestone in each year for which something is reported: the percentage
    with its basis, or the reason why there is none; and whether the milestone was met.
    """
    columns = (
        FRAMEWORK,
        Column("indicator"),
        Column("statement"),
        Column("path"),
        Column("year", int),
        Column("progress", Progress, is_percentage=True),
        Column("status", Category),
    )
    return Table.of(columns, _progress(framework), "progress")


def _progress(framework: ResultsFramework) -> Iterator[tuple[object, ...]]:
    due = Due.of(framework, None, None)
    for path, node in framework.walk():
        if isinstance(node, Indicator):
            for year, status in statuses(node, sorted(years_of(node.series.actuals)), due).items():
                percent = progress_of(node, year, today=due.today, reporting_year=due.reporting_year)
                yield (name_of(framework), node.code, node.statement, path, year, percent, status)


def years_of(observations: Iterable[Observation]) -> set[int]:
    """The years in which the periods of the stated values end."""
    return {o.period.last_year for o in observations if o.is_reported and o.period.last_year is not None}


def statuses(indicator: Indicator, years: Iterable[int], due: Due) -> dict[int, str]:
    """The status of an indicator in years for which it reports a value, see `resultsframework.tables.performance`."""
    plans, assumed = tables.plans_by_year(indicator), Assumptions(due=due)
    return {
        year: tables.status_of(met_by(gathered(indicator, year, assumed)), plans.get(year, ()), due) for year in years
    }


def budgets(source: str, framework: ResultsFramework) -> Table:
    """The budgets of the framework and of its results, as ``rf.tables.budgets`` lists them."""
    found = tables.budgets(framework)
    return Table.of((FRAMEWORK, *found.columns), ((name_of(framework), *row) for row in found), found.title)
