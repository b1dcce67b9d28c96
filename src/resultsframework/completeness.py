"""
Which values are there, which should be, and which are not expected yet: cell by cell, and a whole framework as a matrix
of indicators and years.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from .accumulation import Coverage
from .indicator import Indicator
from .observation import ObservationKind
from .table import Column, Table
from .value import Missing, Value

if TYPE_CHECKING:
    from .framework import ResultsFramework
    from .observation import Observation
    from .period import Period

__all__ = ["Reporting", "completeness_matrix", "is_due", "reporting_in", "state_of"]


class Reporting(enum.Enum):
    """
    Whether a value is there, and where it is not, whether it should be. Derived and never stored; not in IATI.

    The order is that of attention: of several values in one year, the first of these states that occurs is the year's.

    Attributes:
        OVERDUE: Nothing is there, and the year was over before the one that is reported on.

        DUE: Nothing is there for the year that is reported on.

        NOT_STATED: Nothing is there, and nobody says up to which year results are due.

        TO_BE_DETERMINED: The source says that it will be set.

        NOT_AVAILABLE: The source says that it cannot be had.

        NOT_DUE: Nothing is there, and nothing is expected yet.

        NOT_APPLICABLE: The source says that there can be none.

        REPORTED: A value is there; zero is one.
    """

    OVERDUE = "overdue"
    DUE = "due"
    NOT_STATED = "not_stated"
    TO_BE_DETERMINED = "to_be_determined"
    NOT_AVAILABLE = "not_available"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    REPORTED = "reported"

    def __str__(self) -> str:
        return str(self.value).replace("_", " ")


ORDER = tuple(Reporting)
STATED = {
    Missing.TO_BE_DETERMINED: Reporting.TO_BE_DETERMINED,
    Missing.NOT_AVAILABLE: Reporting.NOT_AVAILABLE,
    Missing.NOT_APPLICABLE: Reporting.NOT_APPLICABLE,
}


def state_of(value: Value, year: int | None, reporting_year: int | None) -> Reporting:
    """
    Whether a value is there, and if not, whether it should be.

    Args:
        value: What stands in the cell.

        year: The year in which its period ends.

        reporting_year: The last year whose results are due; None where nobody says.
    """
    if not isinstance(value, Missing):
        return Reporting.REPORTED
    if value in STATED:
        return STATED[value]
    if year is None or reporting_year is None:
        return Reporting.NOT_STATED
    if year > reporting_year:
        return Reporting.NOT_DUE
    return Reporting.DUE if year == reporting_year else Reporting.OVERDUE


def is_due(state: Reporting, year: int | None, reporting_year: int | None) -> bool:
    """
    Whether a cell counts among those that are due.

    What is reported counts; what there cannot be does not, and neither does anything else of a year that is still to
    come. Where nobody says which year is reported on, every cell that the source has counts.
    """
    if state is Reporting.REPORTED:
        return True
    if state is Reporting.NOT_APPLICABLE:
        return False
    return year is None or reporting_year is None or year <= reporting_year


def reporting_in(indicator: Indicator, year: int, *, reporting_year: int | None = None) -> Reporting | None:
    """
    Whether the actuals of a year are there, and if not, whether they should be.

    A period that is stated without an actual counts as one in which nothing was entered; a value of one group or place
    is a value. Where several periods end in the year, the state of the one that most needs attention is the answer.

    Args:
        indicator: The indicator.

        year: The year in which the periods end.

        reporting_year: The last year whose results are due; None where nobody says.

    Returns:
        The state, or None where the source states no period that ends in the year.
    """
    found: dict[Period, list[Observation]] = {p: [] for p in indicator.series.periods if p.last_year == year}
    for o in indicator.series.actuals:
        if o.period in found:
            found[o.period].append(o)
    states = [_state_of_period(actuals, year, reporting_year) for actuals in found.values()]
    return min(states, key=ORDER.index, default=None)


def _state_of_period(actuals: list[Observation], year: int, reporting_year: int | None) -> Reporting:
    """The state of one period: reported if anything is, else that of the actual that most needs attention."""
    values = [o.value for o in actuals] or [Missing.ABSENT]
    states = [state_of(value, year, reporting_year) for value in values]
    return Reporting.REPORTED if Reporting.REPORTED in states else min(states, key=ORDER.index)


def completeness_matrix(framework: ResultsFramework, *, reporting_year: int | None = None) -> Table:
    """
    Which values are there: one row an indicator, with its baseline, the actuals of every year, and its target.

    A cell is a `Reporting`, or None where the source has no such cell. The last column counts the actuals of years that
    are due; years to come are not held against anybody. Baselines and targets have no due date, so an empty one is
    not stated.

    Args:
        framework: The framework.

        reporting_year: The last year whose results are due; the framework's own where not given. Where neither is
            known, nothing is overdue and nothing is not due.
    """
    last = framework.reporting_year if reporting_year is None else reporting_year
    nodes = [(path, node) for path, node in framework.walk() if isinstance(node, Indicator)]
    years = sorted({year for _, indicator in nodes for year in indicator.series.years})
    columns = (
        Column("result"),
        Column("indicator"),
        Column("baseline", Reporting),
        *(Column(str(year), Reporting) for year in years),
        Column("target", Reporting),
        Column("reported", Coverage),
    )
    rows = (_row(path, indicator, years, last) for path, indicator in nodes)
    return Table.of(columns, rows, "completeness" if last is None else f"completeness, results due up to {last}")


def _row(path: str, indicator: Indicator, years: list[int], last: int | None) -> tuple[object, ...]:
    result, _, step = path.rpartition("/")
    cells = {year: reporting_in(indicator, year, reporting_year=last) for year in years}
    counted = [state for year, state in cells.items() if state is not None and is_due(state, year, last)]
    coverage = Coverage(sum(state is Reporting.REPORTED for state in counted), len(counted))
    baseline, target = (_state_of_kind(indicator, kind) for kind in (ObservationKind.BASELINE, ObservationKind.TARGET))
    return (result, step, baseline, *cells.values(), target, coverage)


def _state_of_kind(indicator: Indicator, kind: ObservationKind) -> Reporting | None:
    """Whether a baseline or a target is stated; None where there is no cell for one."""
    states = [state_of(o.value, None, None) for o in indicator.series.of(kind)]
    if Reporting.REPORTED in states:
        return Reporting.REPORTED
    return min(states, key=ORDER.index, default=None)
