"""
The mean progress of several indicators, as report cards give it for an output.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from resultsframework.interval import Interval
from resultsframework.value import Number, Undefined, repr_of

from ._accumulation import Coverage
from ._answer import Progress

__all__ = ["MeanProgress", "mean_progress"]


@attrs.frozen(kw_only=True)
class MeanProgress:
    """
    How far several indicators have come on average, each counting the same, and how many of them could be counted.
    Not in IATI.

    Attributes:
        value: The mean of the fractions, exactly.

        coverage: How many of the answers were defined.

        formulas: By which formulas they were calculated, in order of first use; where there are several, say so.

        cap: What no fraction counted more than; None where surpluses count in full.
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


def mean_progress(answers: Iterable[Progress | Undefined], *, cap: Number | None = None) -> MeanProgress | Undefined:
    """
    The mean of how far several indicators have come, as report cards give it for an output. Not in IATI.

    What is undefined is left out and shows in the coverage; it never counts as 0. One surplus can hide many gaps, which
    `cap` prevents. Percentages that are values of an indicator are another thing: see `rollup`.

    Args:
        answers: What `progress` answered for each indicator.

        cap: The most that one of them may count; 1 for 100 %.
    """
    asked = tuple(answers)
    defined = [answer for answer in asked if isinstance(answer, Progress)]
    coverage = Coverage(len(defined), len(asked))
    if not defined:
        return Undefined(f"no progress is defined ({coverage})", (("coverage", coverage),))
    values = [Fraction(answer.value if cap is None else answer.capped(cap)) for answer in defined]
    return MeanProgress(
        value=sum(values, Fraction(0)) / len(values),
        coverage=coverage,
        formulas=tuple(dict.fromkeys(answer.formula for answer in defined)),
        cap=cap,
    )
