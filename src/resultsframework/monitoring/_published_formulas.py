"""
The formulas of other tools as a table, wrong answers included, so that their figures can be explained.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from math import floor
from types import MappingProxyType

from resultsframework._undefined import UndefinedError
from resultsframework.value import Undefined

from ._formula import BASELINE, TARGET_RATIO, Formula, FormulaInputs, known

__all__ = ["FORMULAS"]

ONE = Fraction(1)
NONE = Fraction(0)


def _of_change(
    formula: Callable[[Fraction, Fraction, Fraction], Fraction],
) -> Callable[[FormulaInputs], Fraction]:
    """A formula of baseline, target and actual."""
    return lambda numbers: formula(known(numbers.baseline), known(numbers.target), numbers.actual)


def _of_ratio(formula: Callable[[Fraction, Fraction], Fraction]) -> Callable[[FormulaInputs], Fraction]:
    """A formula of target and actual."""
    return lambda numbers: formula(known(numbers.target), numbers.actual)


def _d_portal(baseline: Fraction, target: Fraction, actual: Fraction) -> Fraction:
    if actual == target:
        return ONE
    if baseline == target:
        return NONE
    percent = floor(100 * (actual - baseline) / (target - baseline))
    return Fraction(min(100, max(0, percent)), 100)


def _unicef_prp(baseline: Fraction, target: Fraction, actual: Fraction) -> Fraction:
    if actual <= baseline or target == baseline:
        return NONE
    return round((actual - baseline) / (target - baseline), 2)


def _hikaya(baseline: Fraction, target: Fraction, actual: Fraction) -> Fraction:
    if target == baseline:
        raise UndefinedError(Undefined("no change targeted; hikaya would repeat the figure of the row above"))
    if target > baseline:
        return Fraction(floor(100 * actual / target), 100)
    return Fraction(floor(100 * (baseline - actual) / (baseline - target)), 100)


def _hikaya_period(baseline: Fraction, target: Fraction, actual: Fraction) -> Fraction:
    if target >= baseline:
        return _hikaya(baseline, target, actual)
    return Fraction(floor(100 * ((target - actual / target) + 1)), 100)


def _undp_irrf(baseline: Fraction, milestone: Fraction, actual: Fraction) -> Fraction:
    if milestone == baseline:
        raise UndefinedError(Undefined("no change targeted; undp-irrf leaves the row out"))
    return min(ONE, max(NONE, (actual - baseline) / (milestone - baseline)))


# The formulas of other tools give a figure also where the goal contradicts the direction.
_published = partial(Formula, checks_direction=False)

PUBLISHED = (
    _published(
        name="d-portal",
        text="floor(100 * (actual - baseline) / (target - baseline)), from 0 to 100; 100 if actual = target",
        calculate=_of_change(_d_portal),
        source="IATI D-Portal, dflat/js/savi.js, as of August 2026",
        about="The percentage that D-Portal works out for a period.",
        faults=(
            "A baseline that is missing counts as 0.",
            "Cut off at 0 and 100: worse than the baseline and more than planned cannot be seen.",
            "A target on the wrong side of the baseline is not noticed.",
        ),
        zero_for=("baseline",),
    ),
    _published(
        name="akvo-rsr",
        text="round(100 * actual / target, 1)",
        calculate=_of_ratio(lambda target, actual: round(actual / target, 3)),
        source="Akvo RSR, percent_accomplishment, as of October 2025",
        about="The percentage that Akvo RSR shows for a period. It has no answer where the target is zero.",
        faults=("If less is better, half-way is 150 % and worse than the baseline is more still.",),
        needs_baseline=False,
    ),
    _published(
        name="tola-activity",
        text="actual / target",
        calculate=_of_ratio(lambda target, actual: actual / target),
        source="Mercy Corps TolaActivity, indicators/queries/utils.py, lop_percent_met",
        about="The percent met of TolaActivity. It has no answer where the target is zero.",
        faults=("If less is better, half-way is 150 %: only the words over and under are swapped, not the ratio.",),
        needs_baseline=False,
    ),
    _published(
        name="unicef-prp",
        text="round((actual - baseline) / (target - baseline), 2); 0 if actual <= baseline or target = baseline",
        calculate=_of_change(_unicef_prp),
        source="UNICEF Partner Reporting Portal, apps/indicator/models.py, as of March 2026",
        about="The progress percentage of a reportable.",
        faults=(
            "If less is better, every improvement is 0.",
            "A baseline or target that is missing counts as 0.",
            "If no change was targeted it is 0, also if the target was kept.",
        ),
        zero_for=("baseline", "target"),
    ),
    _published(
        name="hikaya",
        text=(
            "floor(100 * actual / target) if target > baseline, "
            "else floor(100 * (baseline - actual) / (baseline - target))"
        ),
        calculate=_of_change(_hikaya),
        source="hikaya-io/activity, reports/views.py, end of programme, as of January 2024",
        about=(
            "The percentage at the end of a programme. Where the target equals the baseline it has no answer of its "
            "own."
        ),
        faults=("For an increase the baseline is ignored: 180 of 200 is 90 %, also when it began at 160.",),
    ),
    _published(
        name="hikaya-period",
        text="as hikaya if target > baseline, else floor(100 * ((target - actual / target) + 1))",
        calculate=_of_change(_hikaya_period),
        source="hikaya-io/activity, reports/views.py, one period, as of January 2024",
        about="The percentage of one period.",
        faults=(
            "Two brackets are missing, (target - actual) / target + 1 was meant: a decrease half-way there is 1950 %.",
            "As in hikaya, the baseline of an increase is ignored.",
        ),
    ),
    _published(
        name="undp-irrf",
        text="(actual - baseline) / (milestone - baseline), from 0 to 1",
        calculate=_of_change(_undp_irrf),
        source="UNDP performance app, methodology of the integrated results and resources framework, as of 2024",
        about=(
            "The achievement of a row of the framework against the milestone of the year. Rows with a missing value or "
            "with a milestone equal to the baseline are left out; `mean_progress` gives the mean over the others."
        ),
        faults=(
            "Cut off at 0 and 100: worse than the baseline and more than planned cannot be seen.",
            "A milestone on the wrong side of the baseline is not noticed.",
            "Rows that are left out do not lower the mean, however many they are.",
        ),
    ),
)

FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {formula.name: formula for formula in (BASELINE, TARGET_RATIO, *PUBLISHED)}
)
"""Every formula by its name, this library's own before those of other tools."""
