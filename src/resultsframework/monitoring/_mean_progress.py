"""
The mean progress of several indicators, as report cards give it for an output.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import final

import attrs

from resultsframework.expression import repr_of
from resultsframework.interval import Interval
from resultsframework.value import HoldsItsNumber, Number, Undefined

from ._accumulation import Coverage
from ._answer import Progress

__all__ = ["MeanProgress", "mean_progress"]


@final
@attrs.frozen(kw_only=True)
class MeanProgress(HoldsItsNumber):
    """
    The mean progress of several indicators, each counting the same, with its coverage. Not in IATI.

    Attributes:
        value: The mean of the fractions, exactly.

        coverage: The defined answers out of all.

        formulas: The names of the formulas behind it, in order of first use; a mean of several needs a remark.

        cap: The most that a fraction counted; None where surpluses count in full.
    """

    value: Number
    coverage: Coverage
    formulas: tuple[str, ...] = ()
    cap: Number | None = None

    __repr__ = repr_of

    @property
    def percent(self) -> str:
        """The mean in print, with two decimals at most."""
        return Interval.exactly(self.value).as_percent()

    def __str__(self) -> str:
        return f"{self.percent} (mean of {self.coverage})"


def mean_progress(
    answers: Iterable[Progress | Undefined], *, cap: Number | int | None = None
) -> MeanProgress | Undefined:
    """
    The mean progress of several indicators, as report cards give it for an output. Not in IATI.

    Undefined answers are left out and show in the coverage; they never count as 0. One surplus can hide many gaps,
    which `cap` prevents. Percentages that are values of an indicator are another thing: see `rollup`.

    Args:
        answers: The answers of `progress`, one an indicator.

        cap: The most that one of them may count; 1 for 100 %.
    """
    given = tuple(answers)
    most = Decimal(cap) if isinstance(cap, int) else cap
    defined = [answer for answer in given if isinstance(answer, Progress)]
    coverage = Coverage(len(defined), len(given))
    if not defined:
        return Undefined(f"no progress is defined ({coverage})", (("coverage", coverage),))
    values = [Fraction(answer.value if most is None else answer.capped(most)) for answer in defined]
    return MeanProgress(
        value=sum(values, Fraction(0)) / len(values),
        coverage=coverage,
        formulas=tuple(dict.fromkeys(answer.formula for answer in defined)),
        cap=most,
    )
