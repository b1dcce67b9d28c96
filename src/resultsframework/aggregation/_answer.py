"""
The answer of a roll-up: one figure of several places, with its coverage and its bounds.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, final

import attrs

from resultsframework.expression import repr_of
from resultsframework.interval import Interval, add
from resultsframework.period import Period
from resultsframework.subject import TOTAL, Subject
from resultsframework.table import Column, Table
from resultsframework.value import HoldsItsNumber, Number, Ratio, Undefined

from ._functions import Overlap, Rolled, RollupFunction, in_words

if TYPE_CHECKING:
    from resultsframework.monitoring import Coverage
    from resultsframework.observation import ObservationKind

    from ._part import RollupPart

__all__ = ["Rollup"]

# Functions of which a part that is missing may make the figure smaller.
OPEN_BELOW = (RollupFunction.RATIO, RollupFunction.WEIGHTED_MEAN)
NOT_AN_AMOUNT = Undefined("the roll-up is no amount")


@final
@attrs.frozen(kw_only=True)
class Rollup(HoldsItsNumber):
    """
    One figure of several places, with its coverage. Not in IATI.

    Attributes:
        value: The figure. A sum or a count is an `Interval` where overlap is unknown; a share or a ratio keeps both its
            numbers; a distribution is pairs of a value and how often it occurs, lowest first.

        function: The function that made it.

        kind: The kind of the values: actuals, milestones, targets or baselines.

        coverage: The values in it out of those that are due. A sum of fewer is a least total.

        period: The period that the figure is for; a period of nothing where none was reported.

        overlap: The overlap given by the caller; None where it did not matter.

        inputs: The part of each place, missing ones included, in the order given.

        assumptions: The assumptions, and the parts that are not in it with the reason, in words.

        subject: The group or the place that it is about.

        floor: The least that it can be where a running total of an earlier year holds for a place that has not reported
            again; None where there is none.
    """

    value: Rolled
    function: RollupFunction
    kind: ObservationKind
    coverage: Coverage
    period: Period = Period()
    overlap: Overlap | None = None
    inputs: tuple[RollupPart, ...] = ()
    assumptions: tuple[str, ...] = ()
    subject: Subject = TOTAL
    floor: Number | None = None

    __repr__ = repr_of

    @property
    def paths(self) -> tuple[str, ...]:
        """The origins of its values in words: the framework where that is known, and the path."""
        return tuple(c.place for c in self.inputs if c.is_reported)

    @property
    def at_least(self) -> Number | Undefined:
        """
        The least that the whole can be, if those who have not reported are counted in.

        A sum of counts can only grow with them, and the last running total that a place reported still holds; in a
        share each of them may be a no. Values below zero could lower a sum, so that there is no least.
        """
        ends = self._ends()
        if ends is None:
            return NOT_AN_AMOUNT
        if self.function is RollupFunction.SHARE_TRUE:
            return Fraction(ends.low) * Fraction(self.coverage.reported, self.coverage.due)
        if self._is_open and self.function is RollupFunction.SUM and self._has_negative:
            return Undefined("values below zero occur, so a value that is missing may lower the sum")
        if self._is_open and self.function in OPEN_BELOW:
            return Undefined(self._missing)
        return ends.low if self.floor is None else max(ends.low, self.floor)

    @property
    def at_most(self) -> Number | Undefined:
        """
        The most that the whole can be, if those who have not reported are counted in.

        Of yes and no, each of them may be a yes; a number that is missing has no upper bound.
        """
        ends = self._ends()
        if ends is None:
            return NOT_AN_AMOUNT
        missing = self.coverage.due - self.coverage.reported
        if self.function is RollupFunction.COUNT_TRUE:
            return add(ends.high, Decimal(missing))
        if self.function is RollupFunction.SHARE_TRUE:
            return (Fraction(ends.high) * self.coverage.reported + missing) / self.coverage.due
        return Undefined(self._missing) if self._is_open else ends.high

    @property
    def bounds(self) -> Interval | Undefined:
        """The bounds of the whole, if those who have not reported are counted in."""
        low, high, ends = self.at_least, self.at_most, self._ends()
        if isinstance(low, Undefined):
            return low
        if isinstance(high, Undefined) or ends is None:
            return high if isinstance(high, Undefined) else NOT_AN_AMOUNT
        return Interval(low, ends.nominal, high)

    @property
    def _is_open(self) -> bool:
        return self.coverage.reported < self.coverage.due

    @property
    def _has_negative(self) -> bool:
        return any(isinstance(v, Decimal) and v < 0 for c in self.inputs for v in (c.value, c.earlier))

    @property
    def _missing(self) -> str:
        return f"{self.coverage.due - self.coverage.reported} of {self.coverage.due} that are due have not reported"

    def _ends(self) -> Interval | None:
        """The figure as a number between two bounds; None where it is no amount."""
        if self.function in (RollupFunction.LATEST, RollupFunction.DISTRIBUTION):
            return None
        if isinstance(self.value, Interval):
            return self.value
        if isinstance(self.value, Ratio):
            return Interval.exactly(self.value.fraction)
        return Interval.exactly(self.value) if isinstance(self.value, Decimal | Fraction) else None

    def table(self) -> Table:
        """The part of each place: one row each."""
        names = ("framework", "path", "period")
        columns = (*map(Column, names), Column("value", object), Column("state"), Column("not in it"))
        rows = ((c.framework, c.path, str(c.period), c.value, c.state, c.lack) for c in self.inputs)
        return Table.of(columns, rows, str(self))

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()

    def __str__(self) -> str:
        """The figure, how it was made, and of how many."""
        about = "" if self.subject.is_total else f", of {self.subject}"
        return f"{in_words(self.value)} ({self.function.value.replace('_', ' ')}, {self.coverage} reported{about})"
