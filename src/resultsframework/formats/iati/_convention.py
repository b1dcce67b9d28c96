"""
Infer the results hierarchy of activities from publisher conventions, where the file does not state it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.result import Impact, Outcome, Output, Result

from ._layout import NESTED, of_shared, with_children
from ._text import element_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._layout import Activity

__all__ = ["as_hierarchies", "as_outcome"]

PARENT, CHILD = "1", "2"
NOTHING = ResultsFramework()


def as_outcome(activity: Activity) -> ResultsFramework:
    """
    The framework of an activity that is an outcome, as UN Women publishes: its results of type 1 are the outputs.

    A result of type 2 with the title of the activity holds the outcome's own indicators; other results are beside
    it. The code of the outcome is what follows the publisher's reference in the identifier.
    """
    framework = activity.framework
    own = next((r for r in framework.results if isinstance(r, Outcome) and r.title == framework.title), None)
    outputs = tuple(result for result in framework.results if isinstance(result, Output))
    others = tuple(result for result in framework.results if result is not own and not isinstance(result, Output))
    fields = of_shared(framework) | {"outputs": outputs, "line": framework.line}
    outcome = attrs.evolve(own or Outcome(), **fields)
    if outcome.code is None:
        outcome = attrs.evolve(outcome, code=_code(framework))
    whole = of_shared(NOTHING) | {"identifier": framework.identifier, "results": (outcome, *others)}
    return attrs.evolve(framework, **whole)


def _code(framework: ResultsFramework) -> str | None:
    """The part of the identifier of an activity after the publisher's reference."""
    body = framework.reporting_organisation
    if framework.identifier is None or body is None or body.reference is None:
        return None
    prefix = f"{body.reference}-"
    code = framework.identifier.removeprefix(prefix)
    return code if code and code != framework.identifier else None


def as_hierarchies(activities: Sequence[Activity]) -> tuple[ResultsFramework, ...]:
    """
    The frameworks of activities that name their parents and children: each that has none above it in the file is one,
    and those below it are its results.

    An activity below is the result of its own whose title it has; where there is none, an output, or an outcome if
    there are others below it. Its further results are beside the tree. Of an activity below, the fields of a result
    are kept; an activity that is its own ancestor is a framework.
    """
    known = {a.framework.identifier: index for index, a in enumerate(activities) if a.framework.identifier}
    parents: dict[int, int] = {}
    for index, activity in enumerate(activities):
        for kind, reference in _relations(activity):
            other = known.get(reference)
            if other is None or other == index:
                continue
            above, below = (other, index) if kind == PARENT else (index, other)
            if below not in parents and not _is_above(below, above, parents):
                parents[below] = above
    children: dict[int, list[int]] = {}
    for below, above in sorted(parents.items()):
        children.setdefault(above, []).append(below)
    return tuple(_hierarchy(index, activities, children) for index in range(len(activities)) if index not in parents)


def _is_above(one: int, other: int, parents: dict[int, int]) -> bool:
    """True if one activity is above another, or the same."""
    here: int | None = other
    while here is not None:
        if here == one:
            return True
        here = parents.get(here)
    return False


def _relations(activity: Activity) -> list[tuple[str, str]]:
    """The parents and children that an activity names: kind and identifier."""
    found = list(activity.related)
    for extra in activity.framework.extras:
        if extra.name == "related-activity":
            element = element_of(extra.text)
            found.append((element.get("type", ""), (element.get("ref") or "").strip()))
    return [(kind, reference) for kind, reference in found if kind in (PARENT, CHILD)]


def _hierarchy(root: int, activities: Sequence[Activity], children: dict[int, list[int]]) -> ResultsFramework:
    framework = activities[root].framework
    beside: list[Result] = []
    below = [_result(index, activities, children, beside) for index in children.get(root, ())]
    return attrs.evolve(framework, results=(*framework.results, *below, *beside))


def _result(index: int, activities: Sequence[Activity], children: dict[int, list[int]], beside: list[Result]) -> Result:
    """The result of an activity, with those below it; results that it cannot hold go beside the tree."""
    framework = activities[index].framework
    inner = [_result(other, activities, children, beside) for other in children.get(index, ())]
    own = next((result for result in framework.results if result.title == framework.title), None)
    noun = _level(inner) if own is None else type(own)
    result = attrs.evolve(own or noun(), **of_shared(framework), line=framework.line)
    beside += (other for other in framework.results if other is not own)
    if result.nested is None:
        beside += inner
        return result
    wanted = NESTED[result.nested]
    beside += (one for one in inner if not isinstance(one, wanted))
    return with_children(result, tuple(one for one in inner if isinstance(one, wanted)))


def _level(inner: Sequence[Result]) -> type[Result]:
    """The level of an activity that does not state it, by the results below it."""
    if any(isinstance(one, Outcome) for one in inner):
        return Impact
    return Outcome if inner else Output
