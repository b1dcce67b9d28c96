"""
A defect: the requirements on a plan, and the one change by which a sound framework breaks one rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias, TypeVar

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.node import Node
from resultsframework.observation import Observation, ObservationKind
from resultsframework.testing._plan import ANY, Needs, Plan, Timeline
from resultsframework.testing._shape import NUMERIC

__all__ = ["Defect", "in_indicator", "replaced", "when_published", "with_observations"]

N = TypeVar("N", bound=Node)
EditFramework: TypeAlias = Callable[[ResultsFramework, Plan, int], ResultsFramework]
EditIndicator: TypeAlias = Callable[[Indicator, Timeline, int], Indicator]


class Defect(NamedTuple):
    """
    One change by which a sound framework breaks one rule.

    Attributes:
        needs: Requirements on the plan.

        edit: Makes a copy with the defect; the number picks one of several places and ways.

        edit_indicator: The same for an indicator, where the rule needs no more than one.

        is_published: The framework also keeps the rules on published files.
    """

    needs: Needs
    edit: EditFramework
    edit_indicator: EditIndicator | None = None
    is_published: bool = False


def in_indicator(edit: EditIndicator, needs: Needs = ANY, *, alone: bool = True) -> Defect:
    """
    A defect of one indicator.

    Args:
        edit: Makes a copy of the indicator with the defect.

        needs: Requirements on the plan.

        alone: The rule depends on nothing but the indicator.
    """

    def edit_framework(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
        indicators = [(path, node) for path, node in framework.walk() if isinstance(node, Indicator)]
        path, indicator = indicators[pick % len(indicators)]
        return replaced(framework, path, edit(indicator, plan.timeline, pick))

    return Defect(needs, edit_framework, edit if alone else None)


def when_published(defect: Defect) -> Defect:
    """The same defect in a framework that could be published as a file otherwise."""
    shapes = tuple(shape for shape in defect.needs.shapes if shape in NUMERIC) or defect.needs.shapes
    return Defect(defect.needs._replace(shapes=shapes), defect.edit, is_published=True)


def replaced(framework: ResultsFramework, path: str, node: Node) -> ResultsFramework:
    """A copy with another node of the same class at the path."""
    changes = {f.alias: getattr(node, f.name) for f in attrs.fields(type(node)) if f.alias}
    return framework.replace(path, **changes)


def with_observations(
    indicator: Indicator, change: Callable[[Observation], Observation | None], *more: Observation
) -> Indicator:
    """A copy in which every observation is changed or left out, and more follow."""
    kept = [new for o in indicator.series.observations if (new := change(o)) is not None]
    plan = indicator.monitoring_plan
    if plan is not None and not any(o.disaggregation for o in kept):
        # Groups that are planned and not reported would be a defect of their own.
        plan = attrs.evolve(plan, planned_disaggregation=())
    series = attrs.evolve(indicator.series, observations=(*kept, *more))
    return attrs.evolve(indicator, printed_result=None, monitoring_plan=plan, series=series)


def with_baseline(indicator: Indicator, **changes: Any) -> Indicator:
    """A copy in which the baseline has other fields."""

    def change(o: Observation) -> Observation:
        return attrs.evolve(o, **changes) if o.kind is ObservationKind.BASELINE else o

    return with_observations(indicator, change)
