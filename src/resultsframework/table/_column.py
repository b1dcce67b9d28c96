"""
The columns of a table: their names, the types of their cells, and the text of a cell.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import attrs

from resultsframework.value import Missing, text_of

__all__ = ["Column", "cell_text"]

# Cells printed as values, with no digit lost.
VALUES = (bool, Missing, Decimal)


def cell_text(cell: object) -> str:
    """A cell as text: nothing for None, a value's own text, and the plain text of anything else."""
    if cell is None:
        return ""
    if isinstance(cell, VALUES):
        return text_of(cell)
    return " ".join(str(cell).split())


@attrs.frozen
class Column:
    """
    A column of a table.

    Attributes:
        name: Its heading, in lower case.

        type: The type of its cells; a cell may also be None, for nothing.

        text: The function that prints a cell.

        is_percentage: True where the cells are fractions that are printed in percent; the plain number of 0.59 is 59.
    """

    name: str
    type: type = str
    text: Callable[[object], str] = cell_text
    is_percentage: bool = False

    @property
    def is_numeric(self) -> bool:
        """True where its cells end under each other."""
        return not issubclass(self.type, (str, bool))
