"""
A framework with the changes of all sheets: what no cell shows stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from resultsframework.errors import Problem
from resultsframework.indicator import Indicator
from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.observation import Observation, ObservationKind
from resultsframework.path import children_of, steps_of
from resultsframework.series import ObservationSeries

from ._claims import NEW, Claims, Target

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.period import Period
    from resultsframework.result import Result

__all__ = ["applied"]

Part = TypeVar("Part")
PLAN = "plan."
ORDER = {kind: position for position, kind in enumerate(ObservationKind)}


def applied(claims: Claims) -> ResultsFramework:
    """The framework with all changes; what contradicts them is added to the problems."""
    framework = claims.framework
    changes = _fields(Target(""), claims)
    if claims.unparsed:
        source = framework.source
        changes["source"] = attrs.evolve(source, unparsed=(*source.unparsed, *claims.unparsed))
    changes |= _below(framework, "", claims)
    changes |= _budgets(framework, "", claims)
    return attrs.evolve(framework, **changes)


def _fields(target: Target, claims: Claims) -> dict[str, Any]:
    return {field: claim.value for field, claim in claims.fields.get(target, {}).items()}


def _below(node: ResultsFramework | Result, path: str, claims: Claims) -> dict[str, Any]:
    """The fields of a node with results and indicators that change."""
    found: dict[str, list[Result | Indicator]] = {}
    changed = set()
    children = children_of(node)
    for step, (field, _, child) in zip(steps_of(node, [c for _, _, c in children]), children, strict=True):
        below = f"{path}/{step}" if path else step
        new = _indicator(child, below, claims) if isinstance(child, Indicator) else _result(child, below, claims)
        if new is not None:
            found.setdefault(field, []).append(new)
        if new is not child:
            changed.add(field)
    for number, indicator in enumerate(claims.new_indicators.get(path, ()) if path else ()):
        made = _indicator(indicator, f"{path}/{NEW}{number}", claims)
        found.setdefault("indicators", []).append(made or indicator)
        changed.add("indicators")
    return {field: tuple(found.get(field, ())) for field in changed}


def _result(result: Result, path: str, claims: Claims) -> Result | None:
    changes = _fields(Target(path), claims) | _below(result, path, claims) | _budgets(result, path, claims)
    new = attrs.evolve(result, **changes) if changes else result
    if Target(path) in claims.deleted:
        if not new.indicators and not new.children:
            return None
        what = f"the row of the result {path!r} is deleted, and not those of the results below it: delete them as well"
        claims.problems.append(Problem(what, path="Logframe"))
    return new


def _indicator(indicator: Indicator, path: str, claims: Claims) -> Indicator | None:
    if Target(path) in claims.deleted:
        return None
    changes = _fields(Target(path), claims)
    plan = {name.removeprefix(PLAN): changes.pop(name) for name in [*changes] if name.startswith(PLAN)}
    if plan:
        before = indicator.monitoring_plan
        made = attrs.evolve(before or MonitoringPlan(), **plan)
        # A plan that states nothing is none, where there was none.
        changes["monitoring_plan"] = None if before is None and made == MonitoringPlan() else made
    series = _series(indicator.series, path, claims)
    if series is not indicator.series:
        changes["series"] = series
    return attrs.evolve(indicator, **changes) if changes else indicator


def _series(series: ObservationSeries, path: str, claims: Claims) -> ObservationSeries:
    periods = list(series.periods) if series.has_more_periods else None
    found: list[Observation] = []
    is_changed = False
    for number, o in enumerate(series.observations):
        target = Target(path, "observations", number)
        is_deleted = target in claims.deleted
        changes = _fields(target, claims)
        is_changed |= is_deleted or bool(changes)
        if is_deleted:
            continue
        new = attrs.evolve(o, **changes) if changes else o
        found.append(new)
    for o in claims.new_observations.get(path, ()):
        found.insert(_position(found, o), o)
        is_changed = True
    if not is_changed:
        return series
    if periods is None:
        return ObservationSeries(tuple(found))
    listed = [o.listing for o in found if o.kind is not ObservationKind.BASELINE]
    periods = _periods(periods, series.observations, listed)
    made = ObservationSeries(tuple(found))
    return made if made.periods == tuple(periods) else ObservationSeries(tuple(found), tuple(periods))


def _periods(stated: Sequence[Period], before: Iterable[Observation], listed: Sequence[Period]) -> list[Period]:
    """The periods of the source: without those that no observation is listed under any more, and with new ones."""
    used = {o.listing for o in before if o.kind is not ObservationKind.BASELINE}
    kept = [period for period in stated if period in listed or period not in used]
    return [*kept, *(period for period in dict.fromkeys(listed) if period not in used and period not in kept)]


def _position(observations: Sequence[Observation], new: Observation) -> int:
    """The place of a new observation: behind the last one that is not later."""
    key = _time(new)
    return next((i for i in range(len(observations), 0, -1) if _time(observations[i - 1]) <= key), 0)


def _time(o: Observation) -> tuple[Any, ...]:
    return (o.period.sort_key, ORDER[o.kind])


def _budgets(node: ResultsFramework | Result, path: str, claims: Claims) -> dict[str, Any]:
    """The field of budgets, where one is changed, deleted or added."""
    found = []
    is_changed = False
    for number, budget in enumerate(node.budgets):
        target = Target(path, "budgets", number)
        changes = _fields(target, claims)
        is_deleted = target in claims.deleted
        is_changed |= is_deleted or bool(changes)
        if not is_deleted:
            found.append(attrs.evolve(budget, **changes) if changes else budget)
    added = claims.new_budgets.get(path, [])
    return {"budgets": (*found, *added)} if is_changed or added else {}
