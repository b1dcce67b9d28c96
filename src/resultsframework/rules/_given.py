"""
What has to be so of an indicator before a rule can find anything there: a rule names one of these as given, and is not
asked elsewhere.

Each may be true too often, and is never false where a rule on it would find something.
"""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from resultsframework.indicator import Accumulation, Direction, Measure
from resultsframework.observation import ObservationKind
from resultsframework.value import Missing, Range, Ratio

if TYPE_CHECKING:
    from ._context import IndicatorContext
    from ._rule import Given

TARGET = ObservationKind.TARGET
# How a statement begins that may begin with a code.
CODE_BEGINS = "Ss0123456789"

has_alignments: Given = attrgetter("indicator.alignments")
has_documents: Given = attrgetter("indicator.documents")
has_notes: Given = attrgetter("indicator.notes")
has_references: Given = attrgetter("indicator.references")
has_scope: Given = attrgetter("indicator.scope")
has_sdgs: Given = attrgetter("indicator.sdgs")
has_summary: Given = attrgetter("indicator.printed_result")
has_code_forms: Given = attrgetter("run.options.code_patterns")
has_parts: Given = attrgetter("has_parts")
is_compared: Given = attrgetter("run.compare_with")
is_alike: Given = attrgetter("alike")
is_repeated: Given = attrgetter("repeated")
is_share: Given = attrgetter("is_share")
has_same_series: Given = attrgetter("same_series")
is_counted_twice: Given = attrgetter("counted_twice")
deviates: Given = attrgetter("deviations")
lacks_target: Given = attrgetter("lacks_target")


def lacks_code(context: IndicatorContext) -> bool:
    """Whether it has no code, and others have."""
    return not context.indicator.code and context.run.index.has_codes


def lacks_statement(context: IndicatorContext) -> bool:
    """Whether it has no statement."""
    statement = context.indicator.statement
    return not statement or statement.isspace()


def may_cite(context: IndicatorContext) -> bool:
    """Whether its statement may hold a code of another list, or a year."""
    statement = context.indicator.statement or ""
    return "20" in statement or "SDG" in statement or statement.lstrip()[:1] in CODE_BEGINS


def is_annotated(context: IndicatorContext) -> bool:
    """Whether a note or a scope stands beside it."""
    return bool(context.indicator.notes or context.indicator.scope)


def refers(context: IndicatorContext) -> bool:
    """Whether it has references, or tags of the SDGs."""
    return bool(context.indicator.references or context.indicator.sdgs)


def is_qualitative(context: IndicatorContext) -> bool:
    """Whether it is declared to be told in words."""
    return context.indicator.measure is Measure.QUALITATIVE


def may_cite_sdgs(context: IndicatorContext) -> bool:
    """Whether it may name an indicator of the SDGs."""
    return refers(context) or "SDG" in (context.indicator.statement or "")


def lacks_baseline(context: IndicatorContext) -> bool:
    """Whether there is no baseline, or one without a value."""
    return not context.baselines or Missing in context.baseline_types


def starts_late(context: IndicatorContext) -> bool:
    """Whether a baseline is of the year of the first period, or of a later one."""
    first = context.first_year
    return first is not None and bool([year for _, year in context.baselines if year is not None and year >= first])


def starts_at_odd_times(context: IndicatorContext) -> bool:
    """Whether a baseline is of no year, or of one that the plan does not allow."""
    allowed = context.run.baseline_years
    return bool([year for _, year in context.baselines if year is None or year not in allowed])


def starts_otherwise(context: IndicatorContext) -> bool:
    """Whether a baseline is of another kind than all that is planned and achieved."""
    return not context.baseline_types <= context.types


def runs_oddly(context: IndicatorContext) -> bool:
    """Whether its periods are anything but years without a hole, within the plan and from its first one on."""
    first, last = context.first_year, context.last_year
    if has_days(context):
        return True
    if first is None or last is None:
        return False
    start, end = context.run.plan_start, context.run.plan_end
    is_whole = last - first < len(context.years)
    return not is_whole or (start is not None and start != first) or (end is not None and end < last)


def has_days(context: IndicatorContext) -> bool:
    """Whether its periods may be more or less than years, or stated twice."""
    return context.has_dates or context.indicator.series.has_more_periods


def may_overlap(context: IndicatorContext) -> bool:
    """The same where there is more than one."""
    return len(context.periods) > 1 and has_days(context)


def repeats_years(context: IndicatorContext) -> bool:
    """Whether there may be several plans for one period, or several results."""
    return len(context.planned_years) < len(context.planned) or len(context.actual_years) < len(context.actuals)


def is_off_schedule(context: IndicatorContext) -> bool:
    """Whether a result is due and not there, or the last one is of another year than the reporting year."""
    reporting = context.run.reporting_year
    if reporting is None:
        return False
    planned, reported = context.planned_years, context.reported_years
    if context.has_dates or min(planned - reported, default=reporting + 1) <= reporting:
        return True
    return bool(reported) and (reporting not in reported or max(reported) > reporting)


def was_unplanned(context: IndicatorContext) -> bool:
    """Whether a result may have been reported for which there was no plan."""
    return bool(context.reported_years) and (context.has_dates or not context.reported_years <= context.stated_years)


def may_fall(context: IndicatorContext) -> bool:
    """Whether running totals are declared that may fall."""
    indicator, total = context.indicator, Accumulation.CUMULATIVE
    if indicator.direction is not Direction.INCREASE:
        return False
    return indicator.actuals_accumulation is total or (indicator.targets_accumulation is total and not context.rises)


def may_add_up(context: IndicatorContext) -> bool:
    """Whether it is not declared if what is planned are running totals, though there is enough of it to tell."""
    return context.indicator.targets_accumulation is Accumulation.UNKNOWN and len(context.planned) > 2


def strays_from_baseline(context: IndicatorContext) -> bool:
    """Whether what is planned may not lead straight up, and there is a baseline to start from."""
    return bool(context.baselines and context.planned) and context.strays


def strays_in_steps(context: IndicatorContext) -> bool:
    """The same where more than one value is planned."""
    return len(context.planned) > 1 and context.strays


def may_be_early(context: IndicatorContext) -> bool:
    """The same where something was achieved before the target is due."""
    until, reported = context.target_year, context.reported_years
    return until is not None and bool(reported) and min(reported) < until and context.strays


def has_negatives(context: IndicatorContext) -> bool:
    """Whether a number may be below zero."""
    if Range in context.sorts:
        return True
    observations = context.indicator.series.observations
    return bool([o for o in observations if isinstance(o.value, Decimal) and o.value.is_signed()])


def has_ratios(context: IndicatorContext) -> bool:
    """Whether some value is so many of so many."""
    return Ratio in context.sorts


def has_words(context: IndicatorContext) -> bool:
    """Whether some value is yes or no."""
    return bool in context.sorts


def has_gaps(context: IndicatorContext) -> bool:
    """Whether something planned or achieved has no value."""
    return Missing in context.types
