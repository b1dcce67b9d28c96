"""
Defects for the reader of a donor: one for each rule of the family NLM.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.observation import ObservationKind
from resultsframework.subject import Disaggregation
from resultsframework.testing._plan import Needs, Plan, Timeline
from resultsframework.testing._shape import COUNT
from resultsframework.value import Range

from ._defect import Defect, EditIndicator, in_indicator, with_observations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation
    from resultsframework.result import Result

__all__ = ["DEFECTS"]

WOMEN = (Disaggregation(dimension="sex", category="women"),)
COUNTED = Needs(shapes=(COUNT,))


def _to_be_summed(edit: EditIndicator) -> Defect:
    """A defect of one indicator in a framework whose values may all be summed."""
    defect = in_indicator(edit, COUNTED)

    def edit_framework(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
        summed = attrs.evolve(framework, results=tuple(map(_summed, framework.results)))
        return defect.edit(summed, plan, pick)

    return Defect(COUNTED, edit_framework)


def _summed(result: Result) -> Result:
    indicators = tuple(attrs.evolve(indicator, aggregation_status=True) for indicator in result.indicators)
    changes: dict[str, Any] = {"indicators": indicators}
    if result.nested:
        changes[result.nested] = tuple(map(_summed, result.children))
    return attrs.evolve(result, **changes)


def _range_for_a_number(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    def change(o: Observation) -> Observation:
        if o.kind is ObservationKind.BASELINE and isinstance(o.value, Decimal):
            return attrs.evolve(o, value=Range(Decimal(0), o.value))
        return o

    return with_observations(indicator, change)


def _not_to_be_summed(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    # Without a status of its own, that of the result above would hold.
    return attrs.evolve(indicator, aggregation_status=False)


def _of_women_alone(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return with_observations(
        indicator, lambda o: None if o.disaggregation or o.places else attrs.evolve(o, disaggregation=WOMEN)
    )


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "NLM01": _to_be_summed(_range_for_a_number),
        "NLM02": _to_be_summed(_not_to_be_summed),
        "NLM03": _to_be_summed(_of_women_alone),
    }
)
