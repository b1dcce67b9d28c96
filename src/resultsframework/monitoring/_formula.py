"""
The formulas by which people say how far an indicator has come, each a value with a name and a source: this library's
own, and those of other tools, wrong answers included, so that their figures can be explained.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import lcm
from types import MappingProxyType
from typing import NamedTuple

import attrs

from resultsframework.indicator import Direction
from resultsframework.value import Number, Undefined, repr_of

__all__ = ["FORMULAS", "Formula", "FormulaInputs"]

# Looking up a member of an enumeration takes as long as a whole formula.
INCREASE, DECREASE, MAINTAIN = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN
# No number, in whole units.
NO_NUMBER = (None, 1)
NO_CHANGE = Undefined("no change targeted")
NO_FIGURE = Undefined("no change targeted; hikaya would repeat the figure of the row above")


class FormulaInputs(NamedTuple):
    """
    The numbers that a formula works with, all in one unit: `baseline`, `target`, `actual` and `within`, as exact
    fractions. Each is also there as a whole number of equal parts of that unit, with which it is quicker to count.

    Attributes:
        baseline_parts: Where it started; None where that is not known and the formula does without.

        target_parts: The milestone, target or expected value; None where the aim is to lie between two bounds.

        actual_parts: What was achieved.

        parts: How many parts make one unit.

        direction: When the indicator improves.

        within_parts: The least and the most, where the aim is to lie within; None for no bound.

        planned: What the target is called: "milestone", "target" or "expected value".
    """

    baseline_parts: int | None
    target_parts: int | None
    actual_parts: int
    parts: int = 1
    direction: Direction = Direction.UNKNOWN
    within_parts: tuple[int | None, int | None] | None = None
    planned: str = "target"

    @classmethod
    def of(
        cls,
        baseline: Number | None,
        target: Number | None,
        actual: Number,
        direction: Direction = Direction.UNKNOWN,
        within: tuple[Number | None, Number | None] | None = None,
        planned: str = "target",
    ) -> FormulaInputs:
        """The quantities for numbers."""
        start, a = NO_NUMBER if baseline is None else baseline.as_integer_ratio()
        goal, b = NO_NUMBER if target is None else target.as_integer_ratio()
        low, c = NO_NUMBER if within is None or within[0] is None else within[0].as_integer_ratio()
        high, d = NO_NUMBER if within is None or within[1] is None else within[1].as_integer_ratio()
        reached, e = actual.as_integer_ratio()
        parts = lcm(a, b, c, d, e)
        if parts > 1:
            start = None if start is None else start * (parts // a)
            goal = None if goal is None else goal * (parts // b)
            low = None if low is None else low * (parts // c)
            high = None if high is None else high * (parts // d)
            reached *= parts // e
        return cls(start, goal, reached, parts, direction, None if within is None else (low, high), planned)

    @property
    def baseline(self) -> Fraction | None:
        """Where it started."""
        return self._fraction(self.baseline_parts)

    @property
    def target(self) -> Fraction | None:
        """The milestone, target or expected value."""
        return self._fraction(self.target_parts)

    @property
    def actual(self) -> Fraction:
        """What was achieved."""
        return Fraction(self.actual_parts, self.parts)

    @property
    def within(self) -> tuple[Fraction | None, Fraction | None] | None:
        """The least and the most, where the aim is to lie within."""
        if self.within_parts is None:
            return None
        low, high = self.within_parts
        return self._fraction(low), self._fraction(high)

    def _fraction(self, count: int | None) -> Fraction | None:
        return None if count is None else Fraction(count, self.parts)


@attrs.frozen(kw_only=True)
class Formula:
    """
    One way to say how far an indicator has come. Not in IATI.

    A program adds its own by passing one: ``progress(indicator, formula=Formula(name="ours", ...))``.

    Attributes:
        name: What it is asked for by, and what an answer names.

        text: The formula in one line.

        calculate: The function from numbers to a fraction, or to why there is none. It gets exact fractions; a
            division by zero in it is an answer without a value.

        source: Who uses it, and where that is written.

        about: What it is good for, and what it answers in odd cases.

        faults: What it is known to get wrong.

        needs_baseline: Whether it cannot do without a baseline.

        needs_target: Whether it cannot do without one number as target; otherwise it takes two bounds as well.

        zero_for: Which of "baseline" and "target" it takes as zero where they are missing. None of this library's does.

        otherwise: The formula to use instead where there is no baseline; the answer names that one.
    """

    name: str
    text: str
    calculate: Callable[[FormulaInputs], Fraction | Undefined] = attrs.field(repr=False)
    source: str = ""
    about: str = ""
    faults: tuple[str, ...] = ()
    needs_baseline: bool = True
    needs_target: bool = True
    zero_for: tuple[str, ...] = ()
    otherwise: Formula | None = None

    __repr__ = repr_of

    def __call__(self, quantities: FormulaInputs) -> Fraction | Undefined:
        """The fraction for numbers, or why there is none."""
        if quantities.baseline_parts is None and self.needs_baseline:
            return Undefined("no baseline")
        if quantities.target_parts is None and self.needs_target:
            return Undefined(f"{self.name} needs one number as {quantities.planned}, not two bounds")
        try:
            return self.calculate(quantities)
        except ZeroDivisionError:
            return Undefined(f"{self.text} divides by zero")


def _from_baseline(q: FormulaInputs) -> Fraction | Undefined:
    baseline, actual = _known(q.baseline_parts), q.actual_parts
    if q.within_parts is not None:
        way = _distance(baseline, q.within_parts)
        if not way:
            return NO_CHANGE
        if None not in q.within_parts:
            return 1 - Fraction(_distance(actual, q.within_parts), way)
    way = _known(q.target_parts) - baseline
    if not way:
        return NO_CHANGE
    if (way < 0 and q.direction is INCREASE) or (way > 0 and q.direction is DECREASE):
        return Undefined(f"{q.planned} contradicts direction")
    return Fraction(actual - baseline, way)


def _distance(number: int, within: tuple[int | None, int | None]) -> int:
    """How far a number lies outside of bounds; zero within."""
    low, high = within
    return max(0, 0 if low is None else low - number, 0 if high is None else number - high)


def _of_target(q: FormulaInputs) -> Fraction | Undefined:
    target = _known(q.target_parts)
    only_a_most = q.within_parts is not None and q.within_parts[0] is None
    if q.direction is DECREASE or only_a_most:
        return Undefined(f"descending needs a baseline: actual / {q.planned} grows as things get worse")
    if q.direction is MAINTAIN:
        return Undefined(f"maintaining is no share: more than the {q.planned} is not better")
    if target <= 0:
        is_met = " and is met" if target == q.actual_parts == 0 else ""
        return Undefined(f"{q.planned} is {'below ' if target else ''}zero{is_met}: no share of it can be given")
    return Fraction(q.actual_parts, target)


def _d_portal(q: FormulaInputs) -> Fraction:
    baseline, target = _known(q.baseline_parts), _known(q.target_parts)
    if q.actual_parts == target:
        return per_hundred(100)
    if baseline == target:
        return per_hundred(0)
    percent = 100 * (q.actual_parts - baseline) // (target - baseline)
    return per_hundred(0 if percent < 0 else min(100, percent))


def _akvo_rsr(q: FormulaInputs) -> Fraction:
    return per_thousand(_nearest(1000 * q.actual_parts, _known(q.target_parts)))


def _tola_activity(q: FormulaInputs) -> Fraction:
    return Fraction(q.actual_parts, _known(q.target_parts))


def _unicef_prp(q: FormulaInputs) -> Fraction:
    baseline, target = _known(q.baseline_parts), _known(q.target_parts)
    if q.actual_parts <= baseline or target == baseline:
        return per_hundred(0)
    return per_hundred(_nearest(100 * (q.actual_parts - baseline), target - baseline))


def _hikaya(q: FormulaInputs) -> Fraction | Undefined:
    baseline, target = _known(q.baseline_parts), _known(q.target_parts)
    if target == baseline:
        return NO_FIGURE
    if target > baseline:
        return per_hundred(100 * q.actual_parts // target)
    return per_hundred(100 * (baseline - q.actual_parts) // (baseline - target))


def _hikaya_period(q: FormulaInputs) -> Fraction | Undefined:
    target, actual, one = _known(q.target_parts), q.actual_parts, q.parts
    if target >= _known(q.baseline_parts):
        return _hikaya(q)
    return per_hundred(100 * (target * target - actual * one + target * one) // (target * one))


def _nearest(dividend: int, divisor: int) -> int:
    """The whole number nearest to a quotient, the even one of two."""
    if divisor < 0:
        dividend, divisor = -dividend, -divisor
    whole, rest = divmod(dividend, divisor)
    return whole + (2 * rest > divisor or (2 * rest == divisor and whole % 2))


# Most indicators share a few hundred percentages; a dictionary is quicker than another fraction.
@lru_cache(maxsize=2048)
def per_hundred(percent: int) -> Fraction:
    """So many percent."""
    return Fraction(percent, 100)


@lru_cache(maxsize=4096)
def per_thousand(count: int) -> Fraction:
    """So many tenths of a percent."""
    return Fraction(count, 1000)


def _known(count: int | None) -> int:
    """A number that `Formula` has made sure of; without it there would be nothing to divide by."""
    if count is None:
        raise ZeroDivisionError
    return count


TARGET_RATIO = Formula(
    name="target-ratio",
    text="actual / target",
    calculate=_of_target,
    source="UNDP report cards on its strategic plan, 2014 and 2016: percentage of the milestone achieved",
    about=(
        "For what starts at nothing and should grow. It has no answer where less is better, where the aim is to "
        "maintain, or where the target is zero or below."
    ),
    needs_baseline=False,
)
BASELINE = Formula(
    name="baseline",
    text="(actual - baseline) / (target - baseline)",
    calculate=_from_baseline,
    source="EU OPSYS, with the next intermediate target as target; UNICEF uses it too, with the faults named there",
    about=(
        "How much of the planned change has happened. It holds for increase and decrease alike and for any unit. "
        "Between two bounds, and where the aim is to maintain, it is the part of the distance that was made up. "
        "Nothing is cut off: worse than the baseline is below 0, more than planned above 1. It has no answer where no "
        "change was targeted, or where the target lies on the wrong side of the baseline."
    ),
    needs_target=False,
    otherwise=TARGET_RATIO,
)
D_PORTAL = Formula(
    name="d-portal",
    text="floor(100 * (actual - baseline) / (target - baseline)), from 0 to 100; 100 if actual = target",
    calculate=_d_portal,
    source="IATI D-Portal, dflat/js/savi.js, as of August 2026",
    about="The percentage that D-Portal works out for a period.",
    faults=(
        "A baseline that is missing counts as 0.",
        "Cut off at 0 and 100: worse than the baseline and more than planned cannot be seen.",
        "A target on the wrong side of the baseline is not noticed.",
    ),
    zero_for=("baseline",),
)
AKVO_RSR = Formula(
    name="akvo-rsr",
    text="round(100 * actual / target, 1)",
    calculate=_akvo_rsr,
    source="Akvo RSR, percent_accomplishment, as of October 2025",
    about="The percentage that Akvo RSR shows for a period. It has no answer where the target is zero.",
    faults=("Where less is better, half-way is 150 % and worse than the baseline is more still.",),
    needs_baseline=False,
)
TOLA_ACTIVITY = Formula(
    name="tola-activity",
    text="actual / target",
    calculate=_tola_activity,
    source="Mercy Corps TolaActivity, indicators/queries/utils.py, lop_percent_met",
    about="The percent met of TolaActivity. It has no answer where the target is zero.",
    faults=("Where less is better, half-way is 150 %: only the words over and under are swapped, not the ratio.",),
    needs_baseline=False,
)
UNICEF_PRP = Formula(
    name="unicef-prp",
    text="round((actual - baseline) / (target - baseline), 2); 0 if actual <= baseline or target = baseline",
    calculate=_unicef_prp,
    source="UNICEF Partner ReportingStatus Portal, apps/indicator/models.py, as of March 2026",
    about="The progress percentage of a reportable.",
    faults=(
        "Where less is better, every improvement is 0.",
        "A baseline or target that is missing counts as 0.",
        "Where no change was targeted it is 0, also if the target was kept.",
    ),
    zero_for=("baseline", "target"),
)
HIKAYA = Formula(
    name="hikaya",
    text=(
        "floor(100 * actual / target) if target > baseline, else floor(100 * (baseline - actual) / (baseline - target))"
    ),
    calculate=_hikaya,
    source="hikaya-io/activity, reports/views.py, end of programme, as of January 2024",
    about="The percentage at the end of a programme. Where the target equals the baseline it has no answer of its own.",
    faults=("For an increase the baseline is not looked at: 180 of 200 is 90 %, also when it began at 160.",),
)
HIKAYA_PERIOD = Formula(
    name="hikaya-period",
    text="as hikaya if target > baseline, else floor(100 * ((target - actual / target) + 1))",
    calculate=_hikaya_period,
    source="hikaya-io/activity, reports/views.py, one period, as of January 2024",
    about="The percentage of one period.",
    faults=(
        "Two brackets are missing, (target - actual) / target + 1 was meant: a decrease half-way there is 1950 %.",
        "As hikaya, it does not look at the baseline of an increase.",
    ),
)

FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        formula.name: formula
        for formula in (
            BASELINE,
            TARGET_RATIO,
            D_PORTAL,
            AKVO_RSR,
            TOLA_ACTIVITY,
            UNICEF_PRP,
            HIKAYA,
            HIKAYA_PERIOD,
        )
    }
)
"""Every formula by its name, this library's own before those of other tools."""
