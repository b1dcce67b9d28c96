"""
Finding a result or an indicator in a framework: by walking, by code, by path.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, overload

import attrs

from .errors import AmbiguousCodeError, InvalidValueError, NotFoundError
from .indicator import Indicator
from .message import shortened, shown, spelled_like
from .node import Node
from .path import observation_steps, resolve, walk
from .result import Result

if TYPE_CHECKING:
    from .observation import Observation

__all__ = ["Searchable"]

Found = TypeVar("Found", Result, Indicator)
Default = TypeVar("Default")
NO_LIST = (
    "a framework is no list: its nodes are in .indicators, .results, .outcomes and .outputs, or .walk() for all with "
    "their paths; a code is looked up by framework[code] or .find_all(code)"
)


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Searchable(Node):
    """A node with results below it, which are found by walking, by code and by path. Not in IATI."""

    if TYPE_CHECKING:

        @property
        def results(self) -> tuple[Result, ...]:
            """The results of the highest level."""

    # -------------------------------------------------------------------------------------- by walking

    def walk(self) -> Iterator[tuple[str, Result | Indicator]]:
        """All results and indicators with their paths, depth first, in source order; a result before its content."""
        yield from walk(self)

    def _nodes(self) -> Iterator[Result | Indicator]:
        """All results and indicators in the same order, without their paths, which take longer to make."""
        for result in self.results:
            for node in result.walk():
                yield node
                yield from node.indicators

    # -------------------------------------------------------------------------------------- by code

    @functools.cached_property
    def _of_code(self) -> Mapping[str, tuple[Result | Indicator, ...]]:
        """The nodes of each code, in source order. No part of equality, as a node never changes."""
        found: dict[str, list[Result | Indicator]] = {}
        for node in self._nodes():
            if node.code is not None:
                found.setdefault(node.code, []).append(node)
        return MappingProxyType({code: tuple(nodes) for code, nodes in found.items()})

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all results and indicators, each once, in source order."""
        return tuple(filter(None, self._of_code))

    def find_all(self, code: str) -> tuple[Result | Indicator, ...]:
        """All results and indicators with the code, in source order."""
        return self._of_code.get(code, ())

    def indicator(self, code: str) -> Indicator:
        """
        The indicator with the code; a result with the same code is no obstacle.

        Raises:
            AmbiguousCodeError: Several indicators have the code; the error names their paths.

            NotFoundError: No indicator has the code; the error names the nearest codes of indicators.
        """
        return self._the_only(Indicator, code)

    def result(self, code: str) -> Result:
        """
        The result with the code; an indicator with the same code is no obstacle.

        Raises:
            AmbiguousCodeError: Several results have the code; the error names their paths.

            NotFoundError: No result has the code; the error names the nearest codes of results.
        """
        return self._the_only(Result, code)

    def __getitem__(self, code: str) -> Any:
        """
        The result or indicator with the code; `indicator` and `result` are the same with a type.

        Raises:
            AmbiguousCodeError: Several nodes have the code; the error names their paths.

            NotFoundError: No node has the code; the error names the nearest codes.
        """
        return self._the_only(None, code)

    @overload
    def get(self, code: str) -> Result | Indicator | None: ...
    @overload
    def get(self, code: str, default: Default) -> Result | Indicator | Default: ...
    def get(self, code: str, default: object = None) -> object:
        """
        The result or indicator with the code, or the default where there is none.

        Raises:
            AmbiguousCodeError: Several nodes have the code; the error names their paths.
        """
        try:
            return self[code]
        except NotFoundError:
            return default

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self._of_code

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.codes)

    @overload
    def _the_only(self, kind: type[Found], code: str) -> Found: ...
    @overload
    def _the_only(self, kind: None, code: str) -> Any: ...
    def _the_only(self, kind: type[Found] | None, code: str) -> Any:
        """The one node of a kind, or of any, with the code."""
        if not isinstance(code, str):
            raise TypeError(NO_LIST)
        alike = self.find_all(code)
        found = [node for node in alike if kind is None or isinstance(node, kind)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousCodeError(
                code, tuple(dict.fromkeys(path for node in found for path in self._paths_of(node)))
            )
        where = "the framework" if kind is None else f"the {kind.__name__.lower()}s of the framework"
        if alike:
            raise NotFoundError(code, where=f"{where}; it is the code of an {type(alike[0]).__name__}")
        raise NotFoundError(code, lambda: spelled_like(code, self._codes_of(kind)), where)

    def _codes_of(self, kind: type[Result | Indicator] | None) -> Iterator[str]:
        return (node.code for node in self._nodes() if node.code and (kind is None or isinstance(node, kind)))

    # -------------------------------------------------------------------------------------- by path

    def at(self, path: str) -> Any:
        """
        The node or value at a path: a result, an indicator, an observation, a field.

        A step is a code (``/``, ``~`` and ``#`` written ``~1``, ``~0`` and ``~2``), ``#3`` for the third node without
        a code, ``code#2`` for a code that repeats among its siblings, a field (``title``, ``budgets#2``), or an
        observation (``baseline``, ``milestone:2021``, ``actual#3``). The empty path is the framework.

        Raises:
            NotFoundError: A step does not exist; the error names the nearest ones.
        """
        return resolve(self, path)[-1].node

    def parent_of(self, path: str) -> Any:
        """
        The node that holds what is at a path: the result of an indicator, the indicator of an observation.

        Raises:
            NotFoundError: A step does not exist; the error names the nearest ones.

            InvalidValueError: The path is empty, and so that of the framework, which nothing holds.
        """
        if not path:
            msg = "the empty path is that of the framework itself, which has nothing above it"
            raise InvalidValueError(msg)
        resolve(self, path)
        return self.at(path.rpartition("/")[0])

    def path_of(self, node: Node) -> str:
        """
        The path of a result, an indicator or an observation in the framework; empty for the framework itself.

        The node itself is looked for, and only where it is not found one that is equal to it.

        Raises:
            NotFoundError: The framework has no such node.

            AmbiguousCodeError: It has several of them; the error names their paths.

            TypeError: It is no node; for a code the error names the paths of the nodes that have it.
        """
        if not isinstance(node, Node):
            msg = f"path_of takes a node, such as an indicator, and {shown(node)} is none"
            known = [path for path, other in self.walk() if other.code == node] if isinstance(node, str) else []
            raise TypeError(shortened(f"{msg}; nodes of that code: {', '.join(known)}" if known else msg))
        paths = self._paths_of(node)
        if not paths:
            paths = tuple(path for path, part in self._parts() if part == node)
        if not paths:
            raise NotFoundError(getattr(node, "code", None) or type(node).__name__, where="the framework")
        if len(paths) > 1:
            raise AmbiguousCodeError(getattr(node, "code", None) or type(node).__name__, paths)
        return paths[0]

    @functools.cached_property
    def _paths(self) -> Mapping[int, tuple[str, ...]]:
        """The paths of each part, by its identity; a node that is used several times has several."""
        found: dict[int, tuple[str, ...]] = {}
        for path, part in self._parts():
            found[id(part)] = (*found.get(id(part), ()), path)
        return MappingProxyType(found)

    def _paths_of(self, node: object) -> tuple[str, ...]:
        return self._paths.get(id(node), ())

    def _parts(self) -> Iterator[tuple[str, Searchable | Result | Indicator | Observation]]:
        """The framework, its results and indicators, and their observations, with their paths."""
        yield "", self
        for path, node in self.walk():
            yield path, node
            if isinstance(node, Indicator):
                steps = zip(observation_steps(node), node.series.observations, strict=True)
                yield from ((f"{path}/{step}", observation) for step, observation in steps)

    # -------------------------------------------------------------------------------------- no list

    if not TYPE_CHECKING:  # so that type checkers refuse it as well

        def __iter__(self) -> NoReturn:
            raise TypeError(NO_LIST)

        __len__ = __reversed__ = __iter__
