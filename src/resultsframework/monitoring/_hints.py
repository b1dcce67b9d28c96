"""
Evidence for running totals, periodic values and states in a series that declares nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import attrs

from resultsframework.expression import repr_of
from resultsframework.indicator import Accumulation, Indicator, Measure
from resultsframework.observation import in_time

from ._bounds import compare
from ._selection import check_indicator
from ._subject import PLANNED

__all__ = ["AccumulationHint", "accumulation_hints", "looks_cumulative"]

FEWEST_RUNNING_TOTALS = 3


@attrs.frozen
class AccumulationHint:
    """
    Evidence for or against one accumulation of values. It decides nothing. Not in IATI.

    Attributes:
        about: "targets" or "actuals".

        accumulation: The accumulation.

        fits: True for evidence for it, False for evidence against it.

        reason: The observation behind it, in words.
    """

    about: str
    accumulation: Accumulation
    fits: bool
    reason: str

    __repr__ = repr_of


def accumulation_hints(indicator: Indicator) -> tuple[AccumulationHint, ...]:
    """Evidence in the values and the text of an indicator for running totals, periodic values or states."""
    check_indicator(indicator)
    hints: list[AccumulationHint] = []
    text = f"{indicator.statement or ''} {indicator.description or ''}"
    for word, mode in (("cumulative", Accumulation.CUMULATIVE), ("aggregatable", Accumulation.PERIODIC)):
        if re.search(rf"\b{word}(?:ly)?\b", text, re.IGNORECASE):
            hints += [
                AccumulationHint(about, mode, True, f"the text has the word {word}") for about in ("targets", "actuals")
            ]
    if looks_cumulative(indicator):
        reason = "the planned values rise each time, and the last is the target"
        hints.append(AccumulationHint("targets", Accumulation.CUMULATIVE, True, reason))
    elif _add_up(indicator):
        hints.append(AccumulationHint("targets", Accumulation.PERIODIC, True, "the milestones add up to the target"))
    for about, observations in (("targets", indicator.planned), ("actuals", indicator.actuals)):
        numbers = [o for o in in_time(observations) if isinstance(o.value, Decimal)]
        if indicator.measure is Measure.PERCENTAGE or any(map(indicator.is_share, numbers)):
            reason = "a share of a whole is no total"
            hints.append(AccumulationHint(about, Accumulation.SNAPSHOT, True, reason))
        fall = next(((a, b) for a, b in pairwise(numbers) if compare(b.value, a.value) == -1), None)
        if fall is not None:
            a, b = fall
            reason = (
                f"it falls from {a.raw} in {a.period} to {b.raw} in {b.period}, as a total does only when corrected"
            )
            hints.append(AccumulationHint(about, Accumulation.CUMULATIVE, False, reason))
        elif about == "actuals" and len(numbers) >= FEWEST_RUNNING_TOTALS:
            hints.append(AccumulationHint(about, Accumulation.CUMULATIVE, True, "the actuals never fall"))
    return tuple(hints)


def _add_up(indicator: Indicator) -> bool:
    """True if two or more milestones add up to the target."""
    target = indicator.target
    if target is None or not isinstance(target.value, Decimal):
        return False
    numbers = [o.value for o in indicator.milestones if isinstance(o.value, Decimal) and o.value]
    return len(numbers) > 1 and sum(map(Fraction, numbers)) == target.value


def looks_cumulative(indicator: Indicator) -> bool:
    """
    True where the planned values look like running totals: three or more numbers, each above the one before, the last
    of them the target.

    Percentages, ratios and ranges never do: a share of a whole can rise every year without being a total.
    """
    if sum(o.kind in PLANNED and isinstance(o.value, Decimal) for o in indicator.series) < FEWEST_RUNNING_TOTALS:
        return False
    numbers = [o for o in in_time(indicator.planned) if isinstance(o.value, Decimal)]
    if len(numbers) < FEWEST_RUNNING_TOTALS or numbers[-1] is not indicator.target:
        return False
    if any(map(indicator.is_share, numbers)):
        return False
    return all(compare(b.value, a.value) == 1 for a, b in pairwise(numbers))
