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
from resultsframework.organisation import Place
from resultsframework.subject import Disaggregation
from resultsframework.testing._construction import SEXES
from resultsframework.testing._plan import Needs, Timeline
from resultsframework.testing._shape import COUNT, FALLING, KEPT, LEVEL, PART, PERCENT, REACHED, TEXT, YEARLY
from resultsframework.value import Ratio

from ._defect import Defect, EditIndicator, in_indicator, when_published, with_baseline, with_observations
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
    return with_baseline(indicator, raw=("FALSE", "False", "false")[pick % 3])


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


def _stating(*statements: str) -> EditIndicator:
    """A statement in place of the indicator's own."""

    def edit(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
        return attrs.evolve(indicator, statement=statements[pick % len(statements)])

    return edit


def _yes_or_no(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, statement=f"{indicator.statement} (yes/no)")


def _half_a_thing(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    return with_value(indicator, timeline.last, planned_in(indicator, timeline.last) + Decimal(1 + pick) / 1000)


def _its_own_year(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    return with_baseline(indicator, value=Decimal(timeline.first - 1))


def _other_than_its_comment(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    baseline = indicator.series.baselines[0]
    share = baseline.value * 100 if isinstance(baseline.value, Decimal) else 1
    word = ("percent", "%", "per cent")[pick % 3]
    return with_baseline(indicator, comment=f"The survey found {share:f} {word}.")


def _unknown_unit(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return attrs.evolve(indicator, unit=("persons", "zebra")[pick % 2])


def _text_for_a_number(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    return with_value(indicator, timeline.reporting_year, "not many", ACTUAL)


def _group_above_the_total(indicator: Indicator, timeline: Timeline, pick: int) -> Indicator:
    whole = next(o for o in indicator.actuals if o.period.last_year == timeline.reporting_year)
    group = Disaggregation(dimension="age", category="15 to 24")
    value = planned_in(indicator, timeline.reporting_year) + 1 + pick
    part = attrs.evolve(whole, value=Decimal(value), disaggregation=(group,))
    return with_observations(indicator, lambda o: o, part)


def _two_in_one_cell(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, value=("Men: 4, women: 5", "a) 22.5 % b) 17.8 %")[pick % 2])


def _nameless_part(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    if pick % 2:
        return with_baseline(indicator, places=(Place(),))
    return with_baseline(indicator, disaggregation=(Disaggregation(),))


def _parts_for_categories(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    whole, part = indicator.series.baselines[0].raw, 1 + pick % 10
    parts = (("Kitui", part), ("Nairobi", int(whole) - part))
    groups = tuple(Disaggregation(dimension=place, category=str(number)) for place, number in parts)
    return with_baseline(indicator, disaggregation=groups)


def _either_of_two(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, value=("1.000", "12.345", "at least 250.000")[pick % 3])


def _number_as_text(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return with_baseline(indicator, value=("700", "TBD", "n/a")[pick % 3])


def _declared_as_the_other(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    opening = "Number" if indicator.measure is Measure.PERCENTAGE else "Percentage"
    return attrs.evolve(indicator, statement=f"{opening} of weavers insured")


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
        "VAL16": in_indicator(
            _stating("Share of apprentices trained", "Part des artisans formés"), Needs(shapes=(FALLING,))
        ),
        "VAL17": in_indicator(_stating("Infant mortality rate", "Tasa de mortalidad"), Needs(shapes=(PERCENT,))),
        "VAL18": in_indicator(_declared_as_the_other, Needs(shapes=(COUNT, YEARLY, PERCENT))),
        "VAL19": in_indicator(_yes_or_no, Needs(shapes=(COUNT,))),
        "VAL20": in_indicator(_half_a_thing, Needs(shapes=(COUNT,))),
        "VAL21": in_indicator(_its_own_year, Needs(shapes=(KEPT,))),
        "VAL22": in_indicator(_group_above_the_total, Needs(due=1, shapes=(COUNT, YEARLY))),
        "VAL23": in_indicator(_other_than_its_comment, Needs(shapes=(PERCENT,))),
        "VAL24": in_indicator(_unknown_unit, Needs(shapes=(COUNT,))),
        "VAL25": in_indicator(_text_for_a_number, Needs(due=1, shapes=(COUNT, YEARLY))),
        "VAL26": in_indicator(_two_in_one_cell, Needs(shapes=(TEXT,))),
        "VAL27": in_indicator(_nameless_part),
        "VAL28": in_indicator(_parts_for_categories, Needs(shapes=(COUNT, YEARLY))),
        "VAL29": in_indicator(_either_of_two, Needs(shapes=(TEXT,))),
        "VAL30": in_indicator(_number_as_text, Needs(shapes=(COUNT,))),
    }
)
