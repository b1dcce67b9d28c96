"""
The conventions by which readers take the cells of an indicator, from what its source says of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resultsframework.cell import Conventions
from resultsframework.indicator import SHARES, Measure

if TYPE_CHECKING:
    from resultsframework.cell import Measured
    from resultsframework.number import DecimalMark

__all__ = ["conventions_of"]

ASKS_FOR_A_SHARE = re.compile(r"%|\b(?:per ?cent|percentage|proportion|share|out of)\b", re.IGNORECASE)
COUNTS = re.compile(r"\s*(?:total )?(?:number|no\.|nr\.?|count)\b|\s*#", re.IGNORECASE)
OF_AGES = re.compile(r"\bage[ds]?\b|\byears? old\b", re.IGNORECASE)


def conventions_of(
    measure: Measure | None, unit: str | None, statement: str | None, decimal: DecimalMark | None = None
) -> Conventions:
    """
    The conventions by which the cells of an indicator are read: as those of a count, a share or a scale.

    Args:
        measure: The measure that the source declares.

        unit: The unit that the source declares.

        statement: The statement; one that asks for a percentage, a proportion, a share or "out of" measures a share.

        decimal: The decimal mark of the source, where known.
    """
    text = statement or ""
    measured: Measured | None = None
    if measure in (Measure.NOMINAL, Measure.ORDINAL, Measure.QUALITATIVE):
        measured = "scale"
    elif measure is Measure.PERCENTAGE or unit in SHARES or ASKS_FOR_A_SHARE.search(text):
        measured = "share"
    elif measure is Measure.UNIT or COUNTS.match(text):
        measured = "count"
    return Conventions(decimal=decimal, measured=measured, of_ages=OF_AGES.search(text) is not None)
