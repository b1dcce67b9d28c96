"""
Cases of a missing value where a comment takes its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._finding import Severity
from ._quotation import quoted
from ._rule import Found

if TYPE_CHECKING:
    from resultsframework.observation import Observation

__all__ = ["missing_value"]

# Longer comments are shown by their beginning.
SHOWN = 100


def missing_value(message: str, cell: Observation | None, expected: str) -> Found:
    """
    The case of a missing value; an info that cites the comment where there is one, in which a person finds the value.

    Args:
        message: The problem.

        cell: The observation without a value; None where there is no observation.

        expected: The value that would be right.
    """
    observed = None if cell is None else cell.raw
    comment = "" if cell is None else cell.comment or ""
    if not comment.strip():
        return Found(message, at=cell or "", observed=observed, expected=expected)
    message = f"{message}; there is only a comment: {quoted(comment, SHOWN)}"
    return Found(message, at=cell or "", observed=observed, expected=expected, severity=Severity.INFO)
