"""
Defects of the further columns of a logframe: one for each rule of the family LOG.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.indicator import Indicator
from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.risk import Assumption
from resultsframework.testing._plan import ANY, UNDIVIDED, Needs, Plan, Timeline
from resultsframework.testing._vocabulary import MONITORING_PLAN

from ._defect import Defect, in_indicator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resultsframework.framework import ResultsFramework
    from resultsframework.result import Output

__all__ = ["DEFECTS"]


def _weights(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    """Weights of the outputs of an outcome that add up to less than 100, or more."""

    def weighed(output: Output) -> Output:
        return attrs.evolve(output, weight=Decimal((1, 101)[pick % 2]))

    outcome = framework.outcomes[0]
    return framework.replace(
        framework.path_of(outcome), outputs=tuple(map(weighed, outcome.outputs)), weight=Decimal(100)
    )


def _not_verified(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    """Means of verification for all indicators but one."""
    indicators = framework.indicators
    lacking = indicators[pick % len(indicators)]
    blank = (None, MonitoringPlan(means_of_verification=" "))[pick % 2]

    def planned(indicator: Indicator) -> Indicator:
        return attrs.evolve(indicator, monitoring_plan=blank if indicator is lacking else MONITORING_PLAN)

    return framework.map(Indicator, planned)


def _not_reported_by_age(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    planned = (("age",), ("age", "disability"))[pick % 2]
    return attrs.evolve(indicator, monitoring_plan=attrs.evolve(MONITORING_PLAN, planned_disaggregation=planned))


def _holds_no_longer(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    first, *others = framework.results
    broken = Assumption(text="Roads stay open", holds=False)
    return attrs.evolve(framework, results=(attrs.evolve(first, assumptions=(*first.assumptions, broken)), *others))


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "LOG01": Defect(Needs(results=2, layouts=("nested",)), _weights),
        "LOG02": Defect(ANY, _not_verified),
        "LOG03": in_indicator(_not_reported_by_age, Needs(due=1, forms=UNDIVIDED)),
        "LOG04": Defect(ANY, _holds_no_longer),
    }
)
