"""
The sheet Read me: the facts of the framework itself, and how the workbook is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._grid import Grid, Row, SheetColumn
from ._plain import legible

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

__all__ = ["EXPLANATION", "FACTS", "NAME", "read_me_grid"]

NAME = "Read me"
FACTS = ("title", "identifier", "description")
COLUMNS = (SheetColumn("fact", 24), SheetColumn("of the plan", 100, is_text=True))
EXPLANATION = (
    ("Change", "Change any cell with a blue heading. Cells with a grey heading follow from others, or repeat them."),
    ("Values", "A number, a percentage, Yes or No, TBD, N/A, - for an empty cell, 3/5, ≥80, or text."),
    ("Add", "A new row below the others, with the path left empty, is a new indicator, observation or budget."),
    ("", "A new column of the sheet Logframe with a heading such as “2026 milestone” is for values of that year."),
    ("Delete", "A row that is deleted is deleted from the plan. A deleted sheet changes nothing."),
    (
        "Sort, filter, hide",
        "Rows and columns may be sorted, filtered, moved and hidden; the path says what a row is about.",
    ),
    (
        "Logframe",
        "One row an indicator, with the values of the whole: baseline, milestones, targets and results by year.",
    ),
    ("Observations", "Every value, also those of groups and places. Change a value here or in the sheet Logframe."),
    ("Budgets", "Planned and actual budget and expenses; shortfall and rates are calculated."),
    ("Findings", "What was found when the workbook was written. Changes in this sheet are not read."),
    ("Other sheets", "Sheets of your own are not read. A hidden sheet has everything that the others do not show."),
)


def read_me_grid(framework: ResultsFramework) -> Grid:
    """The facts of a framework, one a row."""
    rows = [Row(fact, (fact, legible(getattr(framework, fact)))) for fact in FACTS]
    return Grid(NAME, COLUMNS, rows)
