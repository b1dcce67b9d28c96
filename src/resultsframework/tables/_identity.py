"""
The columns at the end of a listing of indicators by which each row is found again: path, statement and unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.table import Column

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["IDENTITY", "identity"]

IDENTITY = (Column("path"), Column("statement"), Column("unit"))


def identity(path: str, indicator: Indicator) -> tuple[str, str | None, str | None]:
    """The cells of an indicator in these columns."""
    return path, indicator.statement, indicator.unit_in_use
