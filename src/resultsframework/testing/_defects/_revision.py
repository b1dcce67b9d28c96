"""
Defects of a plan that is compared with another version of it: one for each rule on revisions.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.result import Output
from resultsframework.series import ObservationSeries
from resultsframework.testing._plan import Needs, Plan

from ._defect import Defect

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMPARED", "DEFECTS"]

BASELINE, TARGET, ACTUAL = ObservationKind.BASELINE, ObservationKind.TARGET, ObservationKind.ACTUAL
HEDGES = Indicator(
    code="OLD.A",
    statement="Kilometres of hedges",
    unit="kilometre",
    direction=Direction.INCREASE,
    actuals_accumulation=Accumulation.CUMULATIVE,
    targets_accumulation=Accumulation.CUMULATIVE,
)
WALLS = attrs.evolve(HEDGES, code="OLD.B", statement="Metres of dry stone walls", unit="metre")
# The years that a plan could have.
YEARS = range(2000, 2060)


def _output(*indicators: Indicator) -> Output:
    return Output(code="OLD", title="Fields are fenced", indicators=indicators)


def _every_year(kind: ObservationKind, value: int) -> Indicator:
    observations = (Observation(kind=kind, period=Period(year=year), value=Decimal(value)) for year in YEARS)
    return attrs.evolve(HEDGES, series=ObservationSeries(tuple(observations)))


def _before(*indicators: Indicator) -> Mapping[str, Any]:
    """The arguments of `validate` by which a plan is compared with an earlier version of it."""
    version = ResultsFramework(title="Plan of before", results=(_output(*indicators),))
    return MappingProxyType({"compare_with": (version,)})


COMPARED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "REV01": _before(HEDGES, WALLS),
        "REV02": _before(_every_year(ACTUAL, 100_000)),
        "TGT13": _before(_every_year(TARGET, 5)),
    }
)


def _with_hedges(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    """The plan with the first indicator of the version before, which is on track to a target of its own."""
    timeline = plan.timeline
    planned = {year: year - timeline.first + 1 for year in range(timeline.first, timeline.last)}
    planned[timeline.last] = 100 + pick
    observations = [Observation(kind=BASELINE, period=Period(year=timeline.first - 1), value=Decimal(0))]
    for year, value in planned.items():
        kind = TARGET if year == timeline.last else ObservationKind.MILESTONE
        kinds = (kind, ACTUAL) if year <= timeline.reporting_year else (kind,)
        observations += [Observation(kind=one, period=Period(year=year), value=Decimal(value)) for one in kinds]
    indicator = attrs.evolve(HEDGES, series=ObservationSeries(tuple(observations)))
    return attrs.evolve(framework, results=(*framework.results, _output(indicator)))


# Only a plan with a single result has budgets of its own, and the old output is a further one.
WITHOUT_BUDGETS = (False,)
DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "REV01": Defect(Needs(whole=WITHOUT_BUDGETS), _with_hedges),
        "REV02": Defect(Needs(due=1, whole=WITHOUT_BUDGETS), _with_hedges),
        "TGT13": Defect(Needs(ahead=5, years=5, whole=WITHOUT_BUDGETS), _with_hedges),
    }
)
