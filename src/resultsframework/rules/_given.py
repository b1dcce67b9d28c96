"""
Preconditions of rules: cheap facts about an indicator, without which a rule has nothing to look at.

The engine evaluates each of them once an indicator and skips the rules that share it. A precondition names a fact that
is plainly true or false of the indicator, such as having alignments. It never repeats the condition of a rule.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from resultsframework.indicator import Measure
from resultsframework.value import Ratio

if TYPE_CHECKING:
    from ._context import IndicatorContext
    from ._rule import Given

has_alignments: Given = attrgetter("indicator.alignments")
has_baselines: Given = attrgetter("baselines")
has_code_patterns: Given = attrgetter("validation.options.code_patterns")
has_complete_dimensions: Given = attrgetter("validation.options.complete_dimensions")
has_dates: Given = attrgetter("has_dates")
has_documents: Given = attrgetter("indicator.documents")
has_monitoring_plan: Given = attrgetter("indicator.monitoring_plan")
has_notes: Given = attrgetter("indicator.notes")
has_periods: Given = attrgetter("periods")
has_planned_values: Given = attrgetter("planned")
has_printed_result: Given = attrgetter("indicator.printed_result")
has_references: Given = attrgetter("indicator.references")
has_scope: Given = attrgetter("indicator.scope")
has_sdgs: Given = attrgetter("indicator.sdgs")
has_statement: Given = attrgetter("indicator.statement")
is_share: Given = attrgetter("is_share")
is_repeated: Given = attrgetter("repeated")


def has_measure(context: IndicatorContext) -> bool:
    """True if the indicator declares its measure."""
    return context.indicator.measure is not None


def has_unit(context: IndicatorContext) -> bool:
    """True if the indicator declares its unit."""
    return context.indicator.unit is not None


def is_qualitative(context: IndicatorContext) -> bool:
    """True if the indicator is declared as qualitative."""
    return context.indicator.measure is Measure.QUALITATIVE


def is_reported(context: IndicatorContext) -> bool:
    """True if some actual with a year states a value."""
    return bool(context.reported_years)


def has_target(context: IndicatorContext) -> bool:
    """True if there is a target, with a value or without, whose year is known."""
    return context.target_year is not None


def has_ratios(context: IndicatorContext) -> bool:
    """True if some value is a ratio, a number of cases of a number of cases."""
    return Ratio in context.types or Ratio in context.baseline_types


def is_disaggregated(context: IndicatorContext) -> bool:
    """True if some value is of a group or a place."""
    return any(o.disaggregation or o.places for o in context.indicator.series.observations)


def has_texts(context: IndicatorContext) -> bool:
    """True if some value is text."""
    return str in context.types or str in context.baseline_types


def has_reporting_year(context: IndicatorContext) -> bool:
    """True if the reporting year is known."""
    return context.validation.reporting_year is not None


def has_booleans(context: IndicatorContext) -> bool:
    """True if some value is yes or no."""
    return bool in context.types or bool in context.baseline_types
