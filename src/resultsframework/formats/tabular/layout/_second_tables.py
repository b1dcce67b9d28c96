"""
Proposing further tables of a workbook: activities, budgets and the record of changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._fields import SKIP
from ._guess import PERIOD
from ._layout import ColumnLayout, TableLayout

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Sheet

    from ._guess import HeadingRow
    from ._proposal import Draft

__all__ = ["second_tables"]

OF_REVISIONS = frozenset({"revision version", "revision path", "revision reason", "revision approved by"})
OF_ACTIVITIES = {"indicator code": "activity code", "budget": "activity budget", "output": "level", "outcome": "level"}
OF_BUDGETS = {"indicator code": "result code", "actual": "expenses", "output": "level", "outcome": "level"}


def second_tables(draft: Draft, found: list[tuple[Sheet, HeadingRow]]) -> list[TableLayout]:
    """
    Propose layouts of tables beside the main one, as far as their headings are known.

    Args:
        draft: The proposal.

        found: The rows of headings that remain, with their sheets.
    """
    tables = []
    for sheet, heading in found:
        fields = heading.fields
        if len(fields & OF_REVISIONS) > 1:
            names: dict[str, str] = {}
        elif "activity" in fields:
            names = OF_ACTIVITIES
        elif "budget" in fields and not heading.has_indicator:
            names = OF_BUDGETS
        else:
            continue
        columns = []
        for column, text in heading.texts.items():
            guess = heading.guesses.get(column)
            # A period alone does not say which amount or which text is in its column.
            field = SKIP if guess is None or guess.field == PERIOD else names.get(guess.field, guess.field)
            columns.append(ColumnLayout(heading=text, field=field))
        where = sheet.where(heading.row, min(heading.texts))
        draft.choose("a further table", where)
        tables.append(
            TableLayout(sheet=sheet.name, heading_row=heading.row, columns=tuple(columns), rows={"Total*": "skip"})
        )
    return tables
