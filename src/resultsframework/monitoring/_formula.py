"""
Formulas for progress: the class, the numbers that it works with, and this library's own two.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import attrs

from resultsframework._undefined import UndefinedError, or_undefined
from resultsframework.expression import repr_of
from resultsframework.indicator import Direction
from resultsframework.value import Cause, Number, Undefined

__all__ = ["BASELINE", "TARGET_RATIO", "Formula", "FormulaInputs"]


def _exact(number: Number | int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _exact_bounds(bounds: tuple[Number | None, Number | None] | None) -> tuple[Fraction | None, Fraction | None] | None:
    return None if bounds is None else (_exact(bounds[0]), _exact(bounds[1]))


@attrs.frozen
class FormulaInputs:
    """
    The numbers that a formula works with, all in one unit, as exact fractions.

    Attributes:
        baseline: The baseline; None where it is not known and the formula does without.

        target: The milestone, target or expected value; None where the aim is to lie between two bounds.

        actual: The actual.

        direction: The direction in which the indicator improves.

        within: The least and the most, where the aim is to lie within; None for no bound.

        planned: The name of the planned value: "milestone", "target" or "expected value".
    """

    baseline: Fraction | None = attrs.field(converter=_exact)
    target: Fraction | None = attrs.field(converter=_exact)
    actual: Fraction = attrs.field(converter=Fraction)
    direction: Direction = Direction.UNKNOWN
    within: tuple[Fraction | None, Fraction | None] | None = attrs.field(default=None, converter=_exact_bounds)
    planned: str = "target"

    __repr__ = repr_of


@attrs.frozen(kw_only=True)
class Formula:
    """
    A formula for progress. Not in IATI.

    A program adds its own by passing one: ``progress(indicator, formula=Formula(name="ours", ...))``.

    Attributes:
        name: Its name, by which it is chosen and which an answer gives.

        text: The formula in one line.

        calculate: The function from numbers to a fraction, or to why there is none. It gets exact fractions; a
            division by zero in it is an answer without a value.

        source: Its users, and the publication.

        about: Its purpose, and its answers in odd cases.

        faults: Its known faults.

        needs_baseline: True if it cannot do without a baseline.

        needs_target: True if its target has to be one number; otherwise it takes two bounds as well.

        zero_for: Those of "baseline" and "target" that it takes as zero if missing. None of this library's does.

        checks_direction: True if it is refused where the goal contradicts the direction; the formulas of other tools do
            not look at it.
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
    checks_direction: bool = True

    __repr__ = repr_of

    @or_undefined
    def __call__(self, numbers: FormulaInputs) -> Fraction | Undefined:
        """The fraction for numbers, or why there is none."""
        if numbers.baseline is None and self.needs_baseline:
            raise UndefinedError(Undefined("no baseline"))
        if numbers.target is None and self.needs_target:
            raise UndefinedError(Undefined(f"{self.name} needs one number as {numbers.planned}, not two bounds"))
        try:
            return self.calculate(numbers)
        except ZeroDivisionError:
            raise UndefinedError(Undefined(f"{self.text} divides by zero")) from None


def known(number: Fraction | None) -> Fraction:
    """
    A number that a formula needs.

    Raises:
        UndefinedError: It is missing.
    """
    if number is None:
        raise UndefinedError(Undefined("a number that the formula needs is missing"))
    return number


# ------------------------------------------------------------------------------------------ our own


def _from_baseline(numbers: FormulaInputs) -> Fraction:
    baseline, actual, within = known(numbers.baseline), numbers.actual, numbers.within
    if within is not None:
        outside = _distance(baseline, within)
        if not outside:
            raise UndefinedError(Undefined("no change targeted"))
        if None not in within:
            return 1 - _distance(actual, within) / outside
    target = known(numbers.target)
    if target == baseline:
        raise UndefinedError(Undefined("no change targeted"))
    return (actual - baseline) / (target - baseline)


def _distance(number: Fraction, within: tuple[Fraction | None, Fraction | None]) -> Fraction:
    """The distance of a number to bounds that it lies outside of; zero within."""
    low, high = within
    below = Fraction(0) if low is None else low - number
    above = Fraction(0) if high is None else number - high
    return max(Fraction(0), below, above)


def _of_target(numbers: FormulaInputs) -> Fraction:
    actual, target, planned = numbers.actual, known(numbers.target), numbers.planned
    only_a_most = numbers.within is not None and numbers.within[0] is None
    if numbers.direction is Direction.DECREASE or only_a_most:
        reason = f"descending needs a baseline: actual / {planned} grows as things get worse"
    elif numbers.direction is Direction.MAINTAIN:
        reason = f"maintaining is no share: more than the {planned} is not better"
    elif numbers.direction is Direction.UNKNOWN:
        reason = (
            f"direction unknown: actual / {planned} is a share of it only where more is better; declare the direction, "
            "or pass direction="
        )
        raise UndefinedError(Undefined(reason, cause=Cause.DIRECTION))
    elif target < 0:
        reason = f"{planned} is below zero: no share of it can be given"
    elif target == 0:
        reason = f"{planned} is zero{' and is met' if actual == 0 else ''}: no share of it can be given"
    else:
        return actual / target
    raise UndefinedError(Undefined(reason))


TARGET_RATIO = Formula(
    name="target-ratio",
    text="actual / target",
    calculate=_of_target,
    source="UNDP report cards on its strategic plan, 2014 and 2016: percentage of the milestone achieved",
    about=(
        "For counts that start at nothing and should grow. It has no answer where the direction is not known to be an "
        "increase, or where the target is zero or below."
    ),
    needs_baseline=False,
)
BASELINE = Formula(
    name="baseline",
    text="(actual - baseline) / (target - baseline)",
    calculate=_from_baseline,
    source="EU OPSYS, with the next intermediate target as target; UNICEF uses it too, with the faults named there",
    about=(
        "The share of the planned change that has happened. It holds for increase and decrease alike and for any unit. "
        "Between two bounds, and where the aim is to maintain, it is the part of the distance that was made up. "
        "Nothing is cut off: worse than the baseline is below 0, more than planned above 1. It has no answer where no "
        "change was targeted."
    ),
    needs_target=False,
)
