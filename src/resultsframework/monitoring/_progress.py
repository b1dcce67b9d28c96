"""
Progress of an indicator: the share of the planned change that has happened, by a named formula.

Every answer names its inputs and its basis; without an answer there is the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import attrs

from resultsframework._undefined import UndefinedError, defined, naming, or_undefined
from resultsframework.errors import check_option
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.interval import add, negate
from resultsframework.value import Number, Undefined

from ._answer import Basis, Progress
from ._assumptions import Assumptions
from ._comparison import Comparison, comparison
from ._due import NOT_DUE, Due
from ._evidence import Evidence, gathered
from ._formula import BASELINE, TARGET_RATIO, Formula, FormulaInputs
from ._published_formulas import FORMULAS

if TYPE_CHECKING:
    from resultsframework.observation import Observation
    from resultsframework.period import Period

    from ._bounds import Bounds
    from ._goal import Against

__all__ = ["progress", "progress_by", "progress_by_formula"]

ZERO = Decimal(0)


def progress(  # noqa: PLR0913 - each is an assumption that a caller may have to declare
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    against: Against = "milestone",
    formula: str | Formula | None = None,
    *,
    tolerance: Decimal = ZERO,
    assume_zero_baseline: bool = False,
    equal_steps: bool = False,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    baseline: Observation | int | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> Progress | Undefined:
    """
    The progress of an indicator at a time, as a fraction of what was planned, by a formula that the answer names.

    Without a formula of your choice it is "baseline", (actual - baseline) / (planned - baseline), for increase and
    decrease alike; where no baseline has a value and more is better, as declared or inferred, it is "target-ratio",
    actual / planned. A formula that is named is used or refused. Nothing is cut off or rounded. IATI has the values and
    no formula.

    Args:
        indicator: The indicator.

        at: A year, a day, or the period itself; the period of the latest reported actual where not given.

        against: "milestone" for the planned value of that period, which at the end is the target; "target" for the
            end; or the value expected by then on a trajectory: "plan", "step", "linear" or "growth" (see `expected`).

        formula: The name of one of `FORMULAS`, or a `Formula` of your own; as above where not given.

        tolerance: The distance to the target that still counts as kept, if the aim is to maintain; in the unit of
            the values.

        assume_zero_baseline: Take a missing baseline as zero; the answer names the assumption.

        equal_steps: True if the steps between the levels of a scale are equal, so that ranks may be divided.

        direction: The direction of improvement for this question, such as "decrease"; that of the indicator where not
            given. The answer's basis names it.

        accumulation: The accumulation of the values for this question, such as "periodic"; as declared where not given.
            It counts for the planned values only where theirs is not declared. The answer's basis names it.

        baseline: The baseline to use, or its year, where there are several.

        today: The day by which results are due; what is due later is "not due until" then.

        reporting_year: The last year whose results are due. With neither, everything counts as due.

    Raises:
        InvalidValueError: `at` is no year, date or period, or there is no formula, trajectory, direction or
            accumulation of that name.

    >>> from resultsframework import Indicator, ObservationSeries, progress
    >>> series = ObservationSeries.parse("2018 baseline 0 | 2021 milestone 100 actual 59 | 2025 target 320")
    >>> progress(Indicator(series=series), at=2021).percent
    '59 %'
    """
    assumed = Assumptions(
        tolerance=tolerance,
        assume_zero_baseline=assume_zero_baseline,
        equal_steps=equal_steps,
        direction=direction,
        accumulation=accumulation,
        baseline=baseline,
        due=Due(today, reporting_year),
    )
    return progress_by(gathered(indicator, at, assumed), against, formula)


def progress_by(
    found: Evidence | Undefined, against: Against = "milestone", formula: str | Formula | None = None
) -> Progress | Undefined:
    """The answer of `progress` from evidence that is gathered already."""
    return _answers(found, against, [None if formula is None else _formula(formula)])[0]


def progress_by_formula(  # noqa: PLR0913 - each is an assumption that a caller may have to declare
    indicator: Indicator,
    at: int | dt.date | Period | None = None,
    against: Against = "milestone",
    formulas: Iterable[str | Formula] = tuple(FORMULAS.values()),
    *,
    tolerance: Decimal = ZERO,
    assume_zero_baseline: bool = False,
    equal_steps: bool = False,
    direction: Direction | str | None = None,
    accumulation: Accumulation | str | None = None,
    baseline: Observation | int | None = None,
    today: dt.date | None = None,
    reporting_year: int | None = None,
) -> dict[str, Progress | Undefined]:
    """
    The progress of an indicator by each of several formulas, from the same observations.

    Args:
        indicator: The indicator.

        at: As for `progress`.

        against: As for `progress`.

        formulas: Names or formulas; all that there are where not given.

        tolerance: As for `progress`.

        assume_zero_baseline: As for `progress`.

        equal_steps: As for `progress`.

        direction: As for `progress`.

        accumulation: As for `progress`.

        baseline: As for `progress`.

        today: As for `progress`.

        reporting_year: As for `progress`.

    Raises:
        InvalidValueError: As for `progress`.
    """
    chosen = [_formula(formula) for formula in formulas]
    assumed = Assumptions(
        tolerance=tolerance,
        assume_zero_baseline=assume_zero_baseline,
        equal_steps=equal_steps,
        direction=direction,
        accumulation=accumulation,
        baseline=baseline,
        due=Due(today, reporting_year),
    )
    answers = _answers(gathered(indicator, at, assumed), against, chosen)
    return dict(zip((formula.name for formula in chosen), answers, strict=True))


def _answers(
    found: Evidence | Undefined, against: Against, formulas: Sequence[Formula | None]
) -> list[Progress | Undefined]:
    """The answer of each formula, from one comparison; None for the formula that fits it."""
    try:
        found = defined(found)
        compared = comparison(found, against)
    except UndefinedError as stopped:
        return [stopped.answer for _ in formulas]
    assumed = found.assumed
    numbers = _numbers(compared, assumed.tolerance)
    return [_answer(compared, numbers, formula, against, assumed) for formula in formulas]


def _formula(formula: str | Formula) -> Formula:
    if isinstance(formula, Formula):
        return formula
    check_option("formula", formula, FORMULAS, "pass a Formula of your own")
    return FORMULAS[formula]


class Numbers(NamedTuple):
    """The numbers of a comparison, and why there is none for the baseline where that is so."""

    inputs: FormulaInputs
    no_baseline: Undefined | None


@or_undefined
def _numbers(compared: Comparison, tolerance: Decimal) -> Numbers | Undefined:
    """The numbers of a comparison, as far as there are any."""
    with naming(compared.inputs_with_baseline):
        goal, direction = compared.goal, compared.direction.direction
        try:
            bounds = compared.measured().bounds
        except UndefinedError as stopped:
            if isinstance(goal, Undefined):
                raise UndefinedError(Undefined(f"{goal.reason}; {stopped.answer.reason}")) from None
            raise
        actual = bounds[-1].number
        if actual is None:
            raise UndefinedError(Undefined(f"the actual is a range ({compared.actual.raw}), no one number"))
        baseline = _baseline(compared)
        start, no_baseline = (None, baseline) if isinstance(baseline, Undefined) else (baseline, None)
        if isinstance(goal, Undefined):
            return Numbers(FormulaInputs(start, None, actual, direction), no_baseline)
        target, within = _aim(bounds[0], direction, tolerance)
        return Numbers(FormulaInputs(start, target, actual, direction, within, goal.name), no_baseline)


@or_undefined
def _baseline(compared: Comparison) -> Number | Undefined:
    """The number of the baseline in the unit of the others, or why there is none."""
    number = compared.measured(defined(compared.baseline)).bounds[-1].number
    return Undefined("the baseline is a range, no one number") if number is None else number


def _aim(
    wanted: Bounds, direction: Direction, tolerance: Decimal
) -> tuple[Number | None, tuple[Number | None, Number | None] | None]:
    """One number to reach, and the bounds to stay within, as far as the plan has them."""
    low, high = wanted.low, wanted.high
    if low is None or high is None:
        return low if high is None else high, (low, high)
    if low != high:
        return None, (low, high)
    if direction is Direction.MAINTAIN:
        return low, (add(low, negate(tolerance)), add(low, tolerance))
    return low, None


@or_undefined
def _answer(
    compared: Comparison,
    numbers: Numbers | Undefined,
    chosen: Formula | None,
    against: str,
    assumed: Assumptions,
) -> Progress | Undefined:
    """The answer of a formula, or of the one that fits; or why there is none."""
    no_baseline_stated = not compared.has_baseline
    formula, target_only = chosen or BASELINE, False
    if chosen is None and no_baseline_stated and not assumed.assume_zero_baseline:
        formula, target_only = TARGET_RATIO, True
    if formula.checks_direction and compared.contradiction is not None:
        return compared.contradiction
    inputs, no_baseline = defined(numbers)
    notes = compared.notes
    notes += () if compared.not_due_until is None else (f"{NOT_DUE} {compared.not_due_until}",)
    if isinstance(compared.goal, Undefined):
        if "target" not in formula.zero_for:
            return compared.goal
        inputs = attrs.evolve(inputs, target=0)
        notes += (f"no target, taken as 0 as {formula.name} does",)
    else:
        against = compared.goal.name
    if no_baseline is not None and formula.needs_baseline:
        by_formula = "baseline" in formula.zero_for
        if not (no_baseline_stated and (assumed.assume_zero_baseline or by_formula)):
            return attrs.evolve(no_baseline, inputs=compared.inputs_with_baseline)
        inputs = attrs.evolve(inputs, baseline=0)
        notes += (f"no baseline, taken as 0{f' as {formula.name} does' if by_formula else ''}",)
    observations = compared.inputs_with_baseline if formula.needs_baseline else compared.inputs
    with naming(observations):
        value = defined(formula(inputs))
    basis = Basis(compared.direction, against, target_only, notes, compared.parts)
    return Progress(value, formula.name, observations, basis)
