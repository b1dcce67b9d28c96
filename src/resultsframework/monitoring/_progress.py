"""
How far an indicator has come, by which formula. Every answer names its inputs and what else it rests on, or says
why there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Direction, Indicator
from resultsframework.interval import add, negate
from resultsframework.observation import Observation
from resultsframework.value import Number, Undefined

from ._accumulation import looks_cumulative
from ._answer import Basis, Inputs, Progress
from ._comparison import (
    Against,
    Evidence,
    Goal,
    Options,
    gather,
)
from ._direction import (
    Bounds,
    DirectionBasis,
    InferredDirection,
    compare,
    direction_of,
    is_better,
)
from ._formula import FORMULAS, Formula, FormulaInputs
from ._selection import in_one_unit, plain_numbers

# Direction and order have a module of their own; they are asked for here as well.
__all__ = [
    "DirectionBasis",
    "InferredDirection",
    "compare",
    "direction_of",
    "is_better",
    "looks_cumulative",
    "progress",
    "progress_by_formula",
]

ZERO = Decimal(0)
# Looking up a member of an enumeration takes as long as a whole formula.
MAINTAIN = Direction.MAINTAIN
NO_NUMBER = Undefined("the baseline is a range, no one number")


class Case(NamedTuple):
    """What formulas work with: the numbers, or why the baseline or the target is not there."""

    quantities: FormulaInputs
    no_baseline: Undefined | None
    baseline_is_missing: bool
    no_target: Undefined | None
    inputs: Inputs
    inputs_with_baseline: Inputs
    basis: Basis


def progress(
    indicator: Indicator,
    at: int | dt.date | None = None,
    against: Against = "milestone",
    formula: str | Formula = "baseline",
    *,
    tolerance: Decimal = ZERO,
    assume_zero_baseline: bool = False,
    equal_steps: bool = False,
    reporting_year: int | None = None,
) -> Progress | Undefined:
    """
    How far an indicator has come at a time, as a fraction of what was planned, by a named formula.

    The formula "baseline" is (actual - baseline) / (planned - baseline), for increase and decrease alike. Without a
    baseline it becomes "target-ratio", actual / planned, and the answer says so. Nothing is cut off or rounded.
    IATI has the values and no formula.

    Args:
        indicator: What is measured.

        at: A year, or a day within a period; the period of the latest reported actual where not given.

        against: "milestone" for what is planned for that period, which at the end is the target; "target" for the
            end; or what was expected by then along a path: "plan", "step", "linear" or "growth" (see `expected`).

        formula: The name of one of `FORMULAS`, or a `Formula` of your own.

        tolerance: Where the aim is to maintain: how far from the target still counts as kept, in the unit of the
            values.

        assume_zero_baseline: Take a missing baseline as zero; the answer says so.

        equal_steps: Whether the steps between the levels of a scale are equal, so that ranks may be divided.

        reporting_year: The last year that is due; a missing actual after it is "not due".

    Raises:
        InvalidValueError: `at` is no year and no date, or there is no formula or path of that name.

    >>> from resultsframework import Indicator, ObservationSeries, progress
    >>> series = ObservationSeries.parse("2018 baseline 0 | 2021 milestone 100 actual 59 | 2025 target 320")
    >>> progress(Indicator(series=series), at=2021).percent
    '59 %'
    """
    options = Options(tolerance, assume_zero_baseline, equal_steps, reporting_year)
    chosen = _formula(formula)
    return _answers(indicator, at, against, (chosen,), options)[chosen.name]


def progress_by_formula(
    indicator: Indicator,
    at: int | dt.date | None = None,
    against: Against = "milestone",
    formulas: Iterable[str | Formula] = tuple(FORMULAS.values()),
    *,
    tolerance: Decimal = ZERO,
    assume_zero_baseline: bool = False,
    equal_steps: bool = False,
    reporting_year: int | None = None,
) -> dict[str, Progress | Undefined]:
    """
    How far an indicator has come by each of several formulas: the same observations, looked up once.

    Args:
        indicator: What is measured.

        at: As for `progress`.

        against: As for `progress`.

        formulas: Names or formulas; all that there are where not given.

        tolerance: As for `progress`.

        assume_zero_baseline: As for `progress`.

        equal_steps: As for `progress`.

        reporting_year: As for `progress`.

    Raises:
        InvalidValueError: As for `progress`.
    """
    options = Options(tolerance, assume_zero_baseline, equal_steps, reporting_year)
    chosen = [formula if isinstance(formula, Formula) else _formula(formula) for formula in formulas]
    return _answers(indicator, at, against, chosen, options)


def _formula(formula: str | Formula) -> Formula:
    if isinstance(formula, Formula):
        return formula
    if formula not in FORMULAS:
        msg = (
            f"there is no formula {formula!r}; there are {', '.join(FORMULAS)}, and you can pass a Formula of your own"
        )
        raise InvalidValueError(msg)
    return FORMULAS[formula]


def _answers(
    indicator: Indicator, at: object, against: str, formulas: Sequence[Formula], options: Options
) -> dict[str, Progress | Undefined]:
    """The answers of formulas by their names; what they work with is looked up once."""
    found = gather(indicator, at, against, options)
    if isinstance(found, Undefined):
        return dict.fromkeys((formula.name for formula in formulas), found)
    baseline, goal, actual, direction, notes = found
    if isinstance(baseline, Observation) and isinstance(goal, Goal):
        quantities = _plain(indicator, baseline, goal, actual, direction.direction, options.tolerance)
        if quantities is not None:
            basis = Basis(direction, goal.name, False, notes)
            inputs: Inputs = (*goal.inputs, ("actual", actual))
            whole: Inputs = (("baseline", baseline), *inputs)
            return {f.name: _answer(f, quantities, whole if f.needs_baseline else inputs, basis) for f in formulas}
    case = _case(indicator, found, against, options)
    if isinstance(case, Undefined):
        return dict.fromkeys((formula.name for formula in formulas), case)
    return {formula.name: _answer_in_part(case, formula, options.assume_zero_baseline) for formula in formulas}


def _plain(
    indicator: Indicator,
    baseline: Observation,
    goal: Goal,
    actual: Observation,
    direction: Direction,
    tolerance: Decimal,
) -> FormulaInputs | None:
    """The numbers where all are plain ones with the same unit, as most are; None where there is more to do."""
    if goal.expected is not None:
        return None
    numbers = plain_numbers(indicator, (baseline, goal.observation, actual))
    if numbers is None:
        return None
    begun, target, reached = numbers
    within = _around(target, tolerance) if direction is MAINTAIN else None
    return FormulaInputs.of(begun, target, reached, direction, within, goal.name)


def _case(indicator: Indicator, found: Evidence, against: str, options: Options) -> Case | Undefined:
    """The numbers of values of any kind, as far as they are there; or why they cannot be compared."""
    baseline, goal, actual, direction, notes = found
    inputs: Inputs = (*goal.inputs, ("actual", actual))
    with_baseline = inputs if isinstance(baseline, Undefined) else (("baseline", baseline), *inputs)
    measured = _measured(indicator, found, options)
    if isinstance(measured, Undefined):
        return Undefined(measured.reason, with_baseline)
    quantities, no_baseline = measured
    no_target, against = (goal, against) if isinstance(goal, Undefined) else (None, goal.name)
    basis = Basis(direction, against, False, notes)
    return Case(quantities, no_baseline, baseline is no_baseline, no_target, inputs, with_baseline, basis)


def _measured(
    indicator: Indicator, found: Evidence, options: Options
) -> tuple[FormulaInputs, Undefined | None] | Undefined:
    """
    The numbers of values of any kind, brought to one unit, and why there is none for the baseline where that is so;
    or why they cannot be compared.
    """
    baseline, goal, actual, direction, _ = found
    pair = [actual] if isinstance(goal, Undefined) else [goal.observation, actual]
    measured = in_one_unit(indicator, pair)
    if isinstance(measured, Undefined):
        return Undefined(f"{goal.reason}; {measured.reason}") if isinstance(goal, Undefined) else measured
    reached = measured.bounds[-1].number
    if reached is None:
        return Undefined(f"the actual is a range ({actual.raw}), no one number")
    begun = baseline if isinstance(baseline, Undefined) else _begun(indicator, pair, baseline)
    start, no_baseline = (None, begun) if isinstance(begun, Undefined) else (begun, None)
    if isinstance(goal, Undefined):
        return FormulaInputs.of(start, None, reached, direction.direction), no_baseline
    wanted = goal.bounds(measured.bounds[0])
    if _opposed(wanted, direction.direction):
        return Undefined(f"{goal.name} contradicts direction")
    target, within = _aim(wanted, direction.direction, options.tolerance)
    return FormulaInputs.of(start, target, reached, direction.direction, within, goal.name), no_baseline


def _begun(indicator: Indicator, pair: list[Observation], baseline: Observation) -> Number | Undefined:
    """The number of the baseline in the unit of the others."""
    measured = in_one_unit(indicator, [*pair, baseline])
    if isinstance(measured, Undefined):
        return measured
    number = measured.bounds[-1].number
    return NO_NUMBER if number is None else number


def _opposed(wanted: Bounds, direction: Direction) -> bool:
    """Whether a least is wanted of what should fall, or a most of what should grow."""
    return (wanted.high is None and direction is Direction.DECREASE) or (
        wanted.low is None and direction is Direction.INCREASE
    )


def _aim(
    wanted: Bounds, direction: Direction, tolerance: Decimal
) -> tuple[Number | None, tuple[Number | None, Number | None] | None]:
    """One number to reach, and the bounds to stay within, as far as the plan says so."""
    low, high = wanted.low, wanted.high
    if low is None or high is None:
        return low if high is None else high, (low, high)
    if low != high:
        return None, (low, high)
    if direction is MAINTAIN:
        return low, _around(low, tolerance)
    return low, None


def _around(number: Number, tolerance: Decimal) -> tuple[Number, Number]:
    """The least and the most that are still as good as a number."""
    return (add(number, negate(tolerance)), add(number, tolerance)) if tolerance else (number, number)


def _answer(formula: Formula, quantities: FormulaInputs, inputs: Inputs, basis: Basis) -> Progress | Undefined:
    value = formula(quantities)
    if isinstance(value, Undefined):
        return value if value.inputs else Undefined(value.reason, inputs)
    return Progress(value, formula.name, inputs, basis)


def _answer_in_part(case: Case, formula: Formula, assume_zero: bool) -> Progress | Undefined:
    """The answer where the baseline or the target is not there: with a zero that is said, another formula, or none."""
    quantities, no_baseline, baseline_is_missing, no_target, inputs, with_baseline, basis = case
    target_only, assumptions = False, basis.assumptions
    if no_target is not None:
        if "target" not in formula.zero_for:
            return no_target
        quantities = quantities._replace(target_parts=0)
        assumptions = (*assumptions, f"no target, taken as 0 as {formula.name} does")
    if no_baseline is not None and formula.needs_baseline:
        by_formula = "baseline" in formula.zero_for
        if baseline_is_missing and (assume_zero or by_formula):
            quantities = quantities._replace(baseline_parts=0)
            whose = f" as {formula.name} does" if by_formula else ""
            assumptions = (*assumptions, f"no baseline, taken as 0{whose}")
        elif baseline_is_missing and formula.otherwise is not None:
            formula, target_only = formula.otherwise, True
        else:
            return Undefined(no_baseline.reason, with_baseline)
    inputs = with_baseline if formula.needs_baseline else inputs
    return _answer(formula, quantities, inputs, Basis(basis.direction, basis.against, target_only, assumptions))
