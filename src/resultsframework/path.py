"""
Positions in a framework: the path of a node, and the node at a path.

A position is a path made by walking down from the root; no node holds a pointer to its parent.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import attrs

from .errors import NotFoundError
from .indicator import Indicator
from .message import spelled_like
from .node import Node
from .observation import ObservationKind
from .own_field import PREFIX
from .result import Result

__all__ = ["Located", "children_of", "code_of", "observation_steps", "resolve", "steps_of", "walk"]

OBSERVATION = re.compile(
    r"(?P<kind>baseline|milestone|target|actual)(?::(?P<year>[0-9]{1,4}))?(?:#(?P<number>[0-9]{1,9}))?"
)
CHILD = re.compile(r"(?P<code>[^#]*)(?:#(?P<number>[1-9][0-9]{0,8}))?", re.DOTALL)
FIELD = re.compile(r"(?P<name>[a-z][a-z_]*)(?:#(?P<number>[0-9]{1,9}))?")


class Located(NamedTuple):
    """
    A resolved step of a path.

    Attributes:
        node: The node or value at the step.

        field: The field of the preceding node that holds it; None for the root.

        position: Its index in a field with several values, from 0; None otherwise.
    """

    node: Any
    field: str | None = None
    position: int | None = None


def children_of(node: object) -> tuple[tuple[str, int, Result | Indicator], ...]:
    """The results and indicators directly below a node: the field that holds each, its index there, and the node."""
    if isinstance(node, Result):
        fields = ["indicators", node.nested] if node.nested else ["indicators"]
    else:
        fields = ["results"] if hasattr(type(node), "results") else []
    return tuple([(field, index, child) for field in fields for index, child in enumerate(getattr(node, field))])


def steps_of(parent: object, children: Sequence[Result | Indicator]) -> tuple[str, ...]:
    """The step of each child: its code, ``code#2`` where the code repeats, ``#3`` for the third without a code."""
    seen: dict[str, int] = {}
    steps: list[str] = []
    for child in children:
        code = _escaped(child.code, parent) if child.code else ""
        number = seen[code] = seen.get(code, 0) + 1
        steps.append(code if code and number == 1 else f"{code}#{number}")
    return tuple(steps)


def code_of(step: str) -> str | None:
    """
    The code of the node that a step leads to; None for one without a code.

    >>> code_of("A~1B#2"), code_of("#3")
    ('A/B', None)
    """
    return _unescaped(step.partition("#")[0]) or None


def walk(parent: object, path: str = "") -> Iterator[tuple[str, Result | Indicator]]:
    """All results and indicators below a node with their paths, depth first; a result before its content."""
    children = [child for _, _, child in children_of(parent)]
    for step, child in zip(steps_of(parent, children), children, strict=True):
        below = f"{path}/{step}" if path else step
        yield below, child
        if isinstance(child, Result):
            yield from walk(child, below)


def observation_steps(indicator: Indicator) -> tuple[str, ...]:
    """The step of each observation of the indicator: ``baseline``, ``actual:2021``, ``milestone#3``."""
    observations = indicator.series.observations
    years = [o.period.last_year for o in observations]
    of_kind = Counter(o.kind for o in observations)
    of_year = Counter((o.kind, year) for o, year in zip(observations, years, strict=True))
    seen: Counter[ObservationKind] = Counter()
    steps: list[str] = []
    for o, year in zip(observations, years, strict=True):
        kind = o.kind.value
        seen[o.kind] += 1
        if of_kind[o.kind] == 1:
            steps.append(kind)
        elif year is not None and of_year[o.kind, year] == 1:
            steps.append(f"{kind}:{year}")
        else:
            steps.append(f"{kind}#{seen[o.kind]}")
    return tuple(steps)


def resolve(root: object, path: str) -> list[Located]:
    """
    The resolved steps of a path, from the root on.

    Raises:
        NotFoundError: A step does not exist.
    """
    chain = [Located(root)]
    for number, step in enumerate(path.split("/") if path else (), 1):
        node = chain[-1].node
        found = _child(node, step) or _observation(node, step) or _field(node, step) or _own_field(node, step)
        if not found:
            where = "/".join(path.split("/")[: number - 1]) or "the framework"
            raise NotFoundError(step, functools.partial(_meant, root, path, node, step), where)
        chain += found
    return chain


def _child(node: object, step: str) -> list[Located]:
    match = CHILD.fullmatch(step)
    if match is None or hasattr(type(node), match["code"]):
        return []
    code, number = _unescaped(match["code"]), int(match["number"] or 1)
    if code and _escaped(code, node) != match["code"]:
        return []
    alike = [(child, field, index) for field, index, child in children_of(node) if (child.code or "") == code]
    return [Located(*alike[number - 1])] if number <= len(alike) else []


def _observation(node: object, step: str) -> list[Located]:
    match = OBSERVATION.fullmatch(step)
    if not isinstance(node, Indicator) or match is None:
        return []
    alike = node.series.of(ObservationKind(match["kind"]))
    if match["year"]:
        alike = tuple(o for o in alike if o.period.last_year == int(match["year"]))
    if match["number"]:
        number = int(match["number"])
        found = alike[number - 1] if 1 <= number <= len(alike) else None
    else:
        totals = alike if len(alike) == 1 else [o for o in alike if o.is_total]
        found = totals[0] if len(totals) == 1 else None
    if found is None:
        return []
    index = next(i for i, o in enumerate(node.series.observations) if o is found)
    return [Located(node.series, "series"), Located(found, "observations", index)]


def _field(node: object, step: str) -> list[Located]:
    match = FIELD.fullmatch(step)
    if match is None or not attrs.has(type(node)) or not hasattr(node, match["name"]):
        return []
    value = getattr(node, match["name"])
    if callable(value):
        return []
    if match["number"] is None:
        return [Located(value, match["name"])]
    number = int(match["number"])
    if not isinstance(value, tuple) or not 1 <= number <= len(value):
        return []
    return [Located(value[number - 1], match["name"], number - 1)]


def _own_field(node: object, step: str) -> list[Located]:
    """The value of an own field, such as ``x_donor``."""
    name = _unescaped(step)
    if not isinstance(node, Node) or not name.startswith(PREFIX) or name not in {extra.name for extra in node.extras}:
        return []
    return [Located(node.extra(name), name)]


def _meant(root: object, path: str, node: object, step: str) -> tuple[str, ...]:
    """The paths of nodes elsewhere that have the step or the whole path as their code; else the steps like it."""
    elsewhere = (below for below, other in walk(root) if below.endswith(f"/{step}") or other.code == path)
    return tuple(itertools.islice(elsewhere, 3)) or spelled_like(step, _steps_below(node))


def _steps_below(node: object) -> list[str]:
    names = [*steps_of(node, [child for _, _, child in children_of(node)])]
    cls: type = type(node)
    names += [f.name.lstrip("_") for f in attrs.fields(cls)] if attrs.has(cls) else []
    names += [extra.name for extra in node.extras if extra.name.startswith(PREFIX)] if isinstance(node, Node) else []
    return names


def _unescaped(step: str) -> str:
    """The code of a step."""
    return step.removeprefix("~3").replace("~2", "#").replace("~1", "/").replace("~0", "~")


def _escaped(code: str, parent: object) -> str:
    """A code as a step: path characters escaped, and marked where the parent has a field of that name."""
    step = code.replace("~", "~0").replace("/", "~1").replace("#", "~2")
    return f"~3{step}" if hasattr(type(parent), step) else step
