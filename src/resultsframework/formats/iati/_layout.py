"""
Lay out a framework as activities, and assemble it again.

- ``flat``: one activity with a flat list of results.
- ``outcome-activity``: each outcome is an activity, and its outputs are that activity's results, as UN Women publishes.
- ``hierarchical``: the framework is an activity, and each result is one below it.
"""

from __future__ import annotations

import operator
from itertools import chain, count
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from resultsframework.errors import FormatError, Problem
from resultsframework.framework import ResultsFramework
from resultsframework.node import Extra
from resultsframework.result import Outcome, Output, Result

from ._archive import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "FLAT",
    "HIERARCHICAL",
    "LAYOUTS",
    "NESTED",
    "OUTCOME_ACTIVITY",
    "Activity",
    "Position",
    "arrange",
    "assemble",
    "of_shared",
    "shown",
    "with_children",
]

LAYOUTS = FLAT, OUTCOME_ACTIVITY, HIERARCHICAL = "flat", "outcome-activity", "hierarchical"
# The position of a result in the tree: the index on each level, the highest first.
Position: TypeAlias = tuple[int, ...]
NOTHING = ResultsFramework()
# The level of the results in a field of another result.
NESTED: dict[str | None, type[Result]] = {"outcomes": Outcome, "outputs": Output}
# The fields that an activity has in common with the result that it is.
SHARED = (
    "identifier",
    "title",
    "description",
    "budgets",
    "policy_markers",
    "humanitarian",
    "documents",
    "translations",
)
# The fields that every activity of a framework repeats, since the standard demands or readers expect them of each.
REPEATED = (
    "reporting_organisation",
    "organisations",
    "countries",
    "places",
    "sectors",
    "tags",
    "dates",
    "status",
    "language",
    "plan_period",
    "last_updated",
)


@attrs.frozen(kw_only=True)
class Activity:
    """
    An activity of a file.

    Attributes:
        framework: Its fields as a framework, with a flat list of results.

        positions: The position of each result in the tree.

        layout: The layout it was written in, where the file declares it.

        part: Its number among the activities that make one framework; the first is 1.

        parts: The number of activities that make the framework.

        subject: The position of the result that the activity is; None where it is the framework.

        has_own_identifier: True if the result that it is has this identifier too, and not the activity alone.

        frame: The framework's own values of the fields that the activity states for its subject.

        related: The activities above (type 1) and below (type 2) it: type and identifier.
    """

    framework: ResultsFramework
    positions: tuple[Position, ...] = ()
    layout: str | None = None
    part: int = 1
    parts: int = 1
    subject: Position | None = None
    has_own_identifier: bool = True
    frame: ResultsFramework = NOTHING
    related: tuple[tuple[str, str], ...] = ()


def of_shared(node: Any) -> dict[str, Any]:
    """The fields that activities and results have in common, of one node."""
    return {name: getattr(node, name) for name in SHARED}


def with_children(result: Result, children: tuple[Result, ...]) -> Result:
    """A result with other results below it; a result that can have none stays as it is."""
    changes: dict[str, Any] = {} if result.nested is None else {result.nested: children}
    return attrs.evolve(result, **changes)


def shown(position: Position) -> str:
    """A position as the extension elements state it."""
    return ".".join(map(str, position))


# ------------------------------------------------------------------------------------------ taking it apart


def arrange(framework: ResultsFramework, layout: str) -> tuple[Activity, ...]:
    """
    The activities that a framework is written as.

    Args:
        framework: The framework.

        layout: One of the three layouts.
    """
    rows = list(_flattened(framework.results, ()))
    if layout == OUTCOME_ACTIVITY and any(isinstance(result, Outcome) for _, result in rows):
        return _outcome_activities(framework, rows)
    if layout == HIERARCHICAL:
        return _hierarchy(framework, rows)
    return (_activity(framework, rows, layout=None if layout == FLAT else layout),)


def _flattened(results: Sequence[Result], above: Position) -> Iterator[tuple[Position, Result]]:
    """The results without those below them, each with its position, depth first."""
    for index, result in enumerate(results):
        position = (*above, index)
        yield position, with_children(result, ()) if result.children else result
        yield from _flattened(result.children, position)


def _activity(framework: ResultsFramework, rows: Sequence[tuple[Position, Result]], **more: Any) -> Activity:
    results = tuple(result for _, result in rows)
    is_same = len(results) == len(framework.results) and all(map(operator.is_, results, framework.results))
    return Activity(
        framework=framework if is_same else attrs.evolve(framework, results=results),
        positions=tuple(position for position, _ in rows),
        **more,
    )


def _outcome_activities(framework: ResultsFramework, rows: list[tuple[Position, Result]]) -> tuple[Activity, ...]:
    outcomes = [(position, result) for position, result in rows if isinstance(result, Outcome)]
    identifiers = _identifiers(framework, outcomes)
    if len(outcomes) == 1 and framework.identifier is not None:
        # The activity is the framework and its one outcome alike.
        ((position, only),) = outcomes
        identifiers[position] = only.identifier or framework.identifier
    made: list[Activity] = []
    for number, (position, outcome) in enumerate(outcomes, 1):
        below = [(p, result) for p, result in rows if p[:-1] == position]
        mine = [(position, _itself(outcome)), *below]
        if number == 1:
            placed = {p for p, _ in outcomes}
            mine += ((p, result) for p, result in rows if p not in placed and p[:-1] not in placed)
        whole = framework if number == 1 else _repeated(framework)
        subject = attrs.evolve(whole, **of_shared(outcome) | {"identifier": identifiers[position]})
        made.append(
            _activity(
                subject,
                mine,
                layout=OUTCOME_ACTIVITY,
                part=number,
                parts=len(outcomes),
                subject=position,
                has_own_identifier=outcome.identifier is not None,
                frame=ResultsFramework(**of_shared(framework)) if number == 1 else ResultsFramework(),
            )
        )
    return tuple(made)


def _hierarchy(framework: ResultsFramework, rows: list[tuple[Position, Result]]) -> tuple[Activity, ...]:
    identifiers = _identifiers(framework, rows) | {(): framework.identifier}
    repeated = _repeated(framework)
    made = [_activity(framework, (), layout=HIERARCHICAL, parts=len(rows) + 1, related=_related((), identifiers))]
    for number, (position, result) in enumerate(rows, 2):
        subject = attrs.evolve(
            repeated,
            **of_shared(result) | {"identifier": identifiers[position]},
            extras=(Extra(name="@hierarchy", text=str(len(position) + 1)),),
        )
        made.append(
            _activity(
                subject,
                [(position, _itself(result))],
                layout=HIERARCHICAL,
                part=number,
                parts=len(rows) + 1,
                subject=position,
                has_own_identifier=result.identifier is not None,
                related=_related(position, identifiers),
            )
        )
    return tuple(made)


def _repeated(framework: ResultsFramework) -> ResultsFramework:
    return ResultsFramework(**{name: getattr(framework, name) for name in REPEATED})


def _itself(result: Result) -> Result:
    """The rest of a result that is an activity: its own indicators, and the fields that activities do not have."""
    known = attrs.fields_dict(type(result))
    nothing: dict[str, Any] = {name: known[name].default for name in SHARED}
    rest = attrs.evolve(result, **nothing)
    return attrs.evolve(rest, title=result.title) if result.indicators else rest


def _identifiers(framework: ResultsFramework, rows: Sequence[tuple[Position, Result]]) -> dict[Position, str | None]:
    """
    The identifier of each result as an activity: its own, else that of the framework or of the publisher with the
    code of the result behind it, as the standard wants identifiers to be made.
    """
    body = framework.reporting_organisation
    prefix = framework.identifier or (body.reference if body else None)
    taken = {result.identifier for _, result in rows} | {framework.identifier}
    found: dict[Position, str | None] = {}
    for position, result in rows:
        identifier = result.identifier
        if identifier is None and prefix is not None:
            number = ".".join(str(index + 1) for index in position)
            likely = (f"{prefix}-{result.code or number}", f"{prefix}-{number}")
            further = (f"{prefix}-{number}-{more}" for more in count(2))
            identifier = next(one for one in chain(likely, further) if one not in taken)
            taken.add(identifier)
        found[position] = identifier
    return found


def _related(position: Position, identifiers: dict[Position, str | None]) -> tuple[tuple[str, str], ...]:
    """The activity above (type 1) and those below (type 2), as far as they have identifiers."""
    above = [("1", identifiers[position[:-1]])] if position else []
    below = [("2", one) for other, one in identifiers.items() if other and other[:-1] == position]
    return tuple((kind, one) for kind, one in (*above, *below) if one is not None)


# ------------------------------------------------------------------------------------------ putting it together


def assemble(activities: Sequence[Activity]) -> ResultsFramework:
    """
    The framework that some activities declare to make together.

    Raises:
        FormatError: They do not fit together.
    """
    first = activities[0]
    if len(activities) == 1 and first.subject is None and _is_in_order(first):
        return first.framework
    results: dict[Position, Result] = {}
    for activity in activities:
        for position, result in zip(activity.positions, activity.framework.results, strict=True):
            if position in results:
                raise _unfit(activity, f"two results have the position {shown(position)}")
            results[position] = _complete(result, activity) if position == activity.subject else result
    frame = first.framework
    if first.subject is not None:
        frame = attrs.evolve(frame, **of_shared(first.frame))
    return attrs.evolve(frame, results=_tree(results, first))


def _is_in_order(activity: Activity) -> bool:
    """True if its results are a flat list in order."""
    return all(position == (index,) for index, position in enumerate(activity.positions))


def _complete(result: Result, activity: Activity) -> Result:
    """A result with the fields of the activity that it is."""
    fields = of_shared(activity.framework)
    if not activity.has_own_identifier:
        fields["identifier"] = None
    return attrs.evolve(result, **fields)


def _tree(results: dict[Position, Result], activity: Activity) -> tuple[Result, ...]:
    """The results within each other, by their positions."""
    below: dict[Position, list[tuple[Position, Result]]] = {}
    for position, result in sorted(results.items()):
        below.setdefault(position[:-1], []).append((position, result))

    def children(above: Position) -> tuple[Result, ...]:
        found: list[Result] = []
        for index, (position, result) in enumerate(below.pop(above, ())):
            if position[-1] != index:
                raise _unfit(activity, f"no result has the position {shown((*above, index))}")
            inner = children(position)
            if inner and not _holds(result, inner):
                kinds = ", ".join(sorted({type(one).__name__ for one in inner}))
                raise _unfit(activity, f"the {type(result).__name__} at {shown(position)} cannot hold: {kinds}")
            found.append(with_children(result, inner) if inner else result)
        return tuple(found)

    tree = children(())
    if below:
        raise _unfit(activity, f"no result has the position {shown(min(below))}, only below it")
    return tree


def _holds(result: Result, inner: Sequence[Result]) -> bool:
    return all(type(one) is NESTED.get(result.nested) for one in inner)


def _unfit(activity: Activity, what: str) -> FormatError:
    what = f"the extension elements do not fit together: {what}"
    return FormatError(FORMAT, (Problem(what, line=activity.framework.line),))
