"""
How far an indicator has come, by which formula. Every answer names its inputs and what else it rests on, or says
why there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import attrs

from .accumulation import looks_cumulative
from .answer import Basis, Inputs, Progress
from .direction import (
    Bounds,
    DirectionBasis,
    InferredDirection,
    compare,
    direction_of,
    direction_of_bound,
    exactly,
    in_time,
    is_better,
)
from .errors import InvalidValueError
from .evidence import in_one_unit, plain_numbers
from .formula import FORMULAS, Formula, Quantities
from .goal import Against, Evidence, Goal, Options, gather
from .indicator import Direction, Indicator
from .interval import add, negate
from .value import Number, Undefined

if TYPE_CHECKING:
    from .expectation import Path
    from .observation import Observation

# Direction and order have a module of their own; they are asked for here as well.
__all__ = [
    "DirectionBasis",
    "InferredDirection",
    "compare",
    "direction_of",
    "in_time",
    "is_better",
    "looks_cumulative",
    "progress",
    "progress_by_formula",
    "schedule_index",
]

ZERO = Decimal(0)
NO_NUMBER = Undefined("the baseline is a range, no one number")


class Case(NamedTuple):
    """What formulas work with: the numbers, or why one of them is not there."""

    quantities: Quantities
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
    case = _case(indicator, at, against, options)
    return case if isinstance(case, Undefined) else _answer(case, chosen, assume_zero_baseline)


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
    case = _case(indicator, at, against, options)
    if isinstance(case, Undefined):
        return dict.fromkeys((formula.name for formula in chosen), case)
    return {formula.name: _answer(case, formula, assume_zero_baseline) for formula in chosen}


def schedule_index(
    indicator: Indicator, at: int | dt.date | None = None, *, path: Path = "plan"
) -> Progress | Undefined:
    """
    How an indicator stands against its schedule: (actual - baseline) / (expected value - baseline). Not in IATI.

    1 is on schedule. Undefined where nothing was expected to have changed by then. See `expected` for the paths.

    Args:
        indicator: What is measured.

        at: As for `progress`.

        path: How the value was expected to get from the baseline to the target.

    Raises:
        InvalidValueError: As for `progress`.
    """
    return progress(indicator, at, path)


def _formula(formula: str | Formula) -> Formula:
    if isinstance(formula, Formula):
        return formula
    if formula not in FORMULAS:
        msg = (
            f"there is no formula {formula!r}; there are {', '.join(FORMULAS)}, and you can pass a Formula of your own"
        )
        raise InvalidValueError(msg)
    return FORMULAS[formula]


def _case(indicator: Indicator, at: object, against: str, options: Options) -> Case | Undefined:
    found = gather(indicator, at, against, options)
    if isinstance(found, Undefined):
        return found
    baseline, goal, actual, direction, notes = found
    inputs: Inputs = (*goal.inputs, ("actual", actual))
    with_baseline = inputs if isinstance(baseline, Undefined) else (("baseline", baseline), *inputs)
    numbers = _plain(indicator, found, options) or _measured(indicator, found, options)
    if isinstance(numbers, Undefined):
        return Undefined(numbers.reason, with_baseline)
    quantities, no_baseline = numbers
    no_target, against = (goal, against) if isinstance(goal, Undefined) else (None, goal.name)
    basis = Basis(direction, against, False, notes)
    is_missing = isinstance(baseline, Undefined)
    return Case(quantities, no_baseline, is_missing, no_target, inputs, with_baseline, basis)


class Numbers(NamedTuple):
    """The numbers for formulas, and why there is none for the baseline where that is so."""

    quantities: Quantities
    no_baseline: Undefined | None


def _plain(indicator: Indicator, found: Evidence, options: Options) -> Numbers | None:
    """The numbers where all are plain ones with the same unit, as most are; None where there is more to do."""
    baseline, goal, actual, direction, _ = found
    if isinstance(goal, Undefined) or goal.expected is not None:
        return None
    no_baseline = baseline if isinstance(baseline, Undefined) else None
    start = () if isinstance(baseline, Undefined) else (baseline,)
    numbers = plain_numbers(indicator, (goal.observation, actual, *start))
    if numbers is None:
        return None
    target, within = numbers[0], None
    if direction.direction is Direction.MAINTAIN:
        within = (add(target, negate(options.tolerance)), add(target, options.tolerance))
    begun = numbers[2] if start else None
    quantities = Quantities.of(begun, target, numbers[1], direction.direction, within, goal.name)
    return Numbers(quantities, no_baseline)


def _measured(indicator: Indicator, found: Evidence, options: Options) -> Numbers | Undefined:
    """The numbers of values of any kind, brought to one unit; or why they cannot be compared."""
    baseline, goal, actual, direction, _ = found
    pair = [actual] if isinstance(goal, Undefined) else [goal.observation, actual]
    measured = in_one_unit(indicator, pair)
    if isinstance(measured, Undefined):
        return Undefined(f"{goal.reason}; {measured.reason}") if isinstance(goal, Undefined) else measured
    reached = exactly(measured.bounds[-1])
    if reached is None:
        return Undefined(f"the actual is a range ({actual.raw}), no one number")
    begun = baseline if isinstance(baseline, Undefined) else _begun(indicator, pair, baseline)
    start, no_baseline = (None, begun) if isinstance(begun, Undefined) else (begun, None)
    if isinstance(goal, Undefined):
        return Numbers(Quantities.of(start, None, reached, direction.direction), no_baseline)
    if _opposed(goal, direction.direction):
        return Undefined(f"{goal.name} contradicts direction")
    target, within = _aim(goal.bounds(measured.bounds[0]), direction.direction, options.tolerance)
    return Numbers(Quantities.of(start, target, reached, direction.direction, within, goal.name), no_baseline)


def _begun(indicator: Indicator, pair: list[Observation], baseline: Observation) -> Fraction | Undefined:
    """The number of the baseline in the unit of the others."""
    measured = in_one_unit(indicator, [*pair, baseline])
    if isinstance(measured, Undefined):
        return measured
    number = exactly(measured.bounds[-1])
    return NO_NUMBER if number is None else number


def _opposed(goal: Goal, direction: Direction) -> bool:
    """Whether a least is wanted of what should fall, or a most of what should grow."""
    bound = None if goal.expected is not None else direction_of_bound(goal.observation.value)
    return {bound, direction} == {Direction.INCREASE, Direction.DECREASE}


def _aim(
    wanted: Bounds, direction: Direction, tolerance: Decimal
) -> tuple[Number | None, tuple[Number | None, Number | None] | None]:
    """One number to reach, and the bounds to stay within, as far as the plan says so."""
    low, high = wanted.low, wanted.high
    if low is None or high is None:
        return low if high is None else high, (low, high)
    if low != high:
        return None, (low, high)
    if direction is Direction.MAINTAIN:
        return low, (add(low, negate(tolerance)), add(high, tolerance))
    return low, None


def _answer(case: Case, formula: Formula, assume_zero: bool) -> Progress | Undefined:
    quantities, basis = case.quantities, case.basis
    if case.no_target is not None or (case.no_baseline is not None and formula.needs_baseline):
        replaced = _replaced(case, formula, assume_zero)
        if isinstance(replaced, Undefined):
            return replaced
        formula, quantities, basis = replaced
    value = formula(quantities)
    inputs = case.inputs_with_baseline if formula.needs_baseline else case.inputs
    if isinstance(value, Undefined):
        return value if value.inputs else Undefined(value.reason, inputs)
    return Progress(value, formula.name, inputs, basis)


def _replaced(case: Case, formula: Formula, assume_zero: bool) -> tuple[Formula, Quantities, Basis] | Undefined:
    """What takes the place of a missing baseline or target: a zero that is said, another formula, or nothing."""
    quantities, basis = case.quantities, case.basis
    assumptions = list(basis.assumptions)
    if case.no_target is not None:
        if "target" not in formula.zero_for:
            return case.no_target
        quantities = attrs.evolve(quantities, target_parts=0)
        assumptions.append(f"no target, taken as 0 as {formula.name} does")
    if case.no_baseline is not None and formula.needs_baseline:
        by_formula = "baseline" in formula.zero_for
        if case.baseline_is_missing and (assume_zero or by_formula):
            quantities = attrs.evolve(quantities, baseline_parts=0)
            assumptions.append(f"no baseline, taken as 0{f' as {formula.name} does' if by_formula else ''}")
        elif case.baseline_is_missing and formula.otherwise is not None:
            formula, basis = formula.otherwise, attrs.evolve(basis, target_only=True)
        else:
            return attrs.evolve(case.no_baseline, inputs=case.inputs_with_baseline)
    return formula, quantities, attrs.evolve(basis, assumptions=tuple(assumptions))
