"""
Defects of single values and their units: one for each rule of the family VAL.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Direction, Indicator, Measure
from resultsframework.observation import Observation, ObservationKind
from resultsframework.testing._construction import SEXES
from resultsframework.testing._plan import COUNT, FALLING, KEPT, LEVEL, PART, PERCENT, REACHED, YEARLY, Needs, Timeline
from resultsframework.value import Ratio

from ._defect import Defect, in_indicator, when_published, with_baseline, with_observations
from ._target import planned_in, with_value

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEFECTS"]

ACTUAL = ObservationKind.ACTUAL


def _negative_count(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, value=Decimal(-1 - pick))


def _more_than_all(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    return with_value(indicator, timeline.last, Decimal(101 + pick))


def _counted_in_words(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, statement=f"Number of {indicator.statement}")


def _other_spelling(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, raw=("FALSE", "NO", "no")[pick % 3])


def _word_among_numbers(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    return with_value(indicator, timeline.reporting_year, bool(pick % 2), ACTUAL)


def _qualitative_number(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, measure=Measure.QUALITATIVE)


def _no_measure(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, measure=None, unit=None)


def _no_direction(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, direction=Direction.UNKNOWN)


def _larger_than_the_whole(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    more = with_value(indicator, timeline.last, Ratio(Decimal(1001 + pick), Decimal(1000)))
    return attrs.evolve(more, measure=Measure.PERCENTAGE)


def _groups_do_not_add_up(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    whole = next(o for o in indicator.actuals if o.period.last_year == timeline.reporting_year)
    parts = (attrs.evolve(whole, value=Decimal(0), raw=None, disaggregation=(sex,)) for sex in SEXES)

    def change(o: Observation) -> Observation | None:
        return o if o.is_total else None

    women, men = parts
    return with_observations(indicator, change, attrs.evolve(women, value=Decimal(pick)), men)


def _two_scales(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    return with_baseline(indicator, value=planned_in(indicator, timeline.last) / 100)


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "VAL03": in_indicator(_negative_count, Needs(shapes=(COUNT,))),
        "VAL04": in_indicator(_more_than_all, Needs(shapes=(PERCENT,))),
        "VAL05": in_indicator(_counted_in_words, Needs(shapes=(REACHED,))),
        "VAL06": in_indicator(_other_spelling, Needs(shapes=(REACHED,))),
        "VAL07": in_indicator(_word_among_numbers, Needs(due=1, shapes=(PERCENT, YEARLY, FALLING))),
        "VAL09": when_published(in_indicator(_qualitative_number, Needs(shapes=(COUNT, YEARLY, KEPT)))),
        "VAL10": in_indicator(_no_measure, Needs(shapes=(COUNT, YEARLY, REACHED, LEVEL, KEPT))),
        "VAL11": in_indicator(_no_direction, Needs(shapes=(COUNT, PERCENT, YEARLY, FALLING, PART))),
        "VAL13": in_indicator(_larger_than_the_whole, Needs(shapes=(PART,))),
        "VAL14": in_indicator(_groups_do_not_add_up, Needs(due=1, shapes=(COUNT, YEARLY))),
        "VAL15": in_indicator(_two_scales, Needs(shapes=(PERCENT,))),
    }
)
