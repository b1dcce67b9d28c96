"""
The changes that the cells of all sheets state: one new value for each field of a node, or a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.errors import InvalidValueError, Problem
from resultsframework.indicator import Indicator
from resultsframework.path import observation_steps

from ._fields import UnreadableError

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.observation import Observation
    from resultsframework.result import Result

    from ._compare import Given

__all__ = ["NEW", "Claim", "Claims", "Target", "is_equal"]

# Begins the last step of the path of an indicator that is added; no code does, since "~" is escaped in paths.
NEW = "~new#"


class Target(NamedTuple):
    """
    A node whose fields are changed.

    Attributes:
        path: The path of the framework, the result or the indicator.

        part: "observations" or "budgets", for one of them; else empty.

        number: Its position there, from 0.
    """

    path: str
    part: str = ""
    number: int = 0


class Claim(NamedTuple):
    """
    A new value of a field.

    Attributes:
        value: The value.

        address: The cell that states it.
    """

    value: Any
    address: str


class Claims:
    """
    All changes of a framework, gathered from the sheets.

    Attributes:
        framework: The framework as it was written.

        results: Its results by their paths.

        indicators: Its indicators by their paths.

        problems: The cells that cannot be read, and contradictions.

        fields: The changes of each node by the names of the fields.

        deleted: The nodes that are deleted.

        new_observations: The observations that are added to an indicator, by its path.

        new_indicators: The indicators that are added to a result, by its path.

        new_budgets: The budgets that are added, by the path of the node.

        unparsed: The texts that no field takes, each with its address.
    """

    def __init__(self, framework: ResultsFramework) -> None:
        self.framework = framework
        self.results: dict[str, Result] = {}
        self.indicators: dict[str, Indicator] = {}
        for path, node in framework.walk():
            if isinstance(node, Indicator):
                self.indicators[path] = node
            else:
                self.results[path] = node
        self.problems: list[Problem] = []
        self.fields: dict[Target, dict[str, Claim]] = {}
        self.deleted: set[Target] = set()
        self.new_observations: dict[str, list[Observation]] = {}
        self.new_indicators: dict[str, list[Indicator]] = {}
        self.new_budgets: dict[str, list[Any]] = {}
        self.unparsed: list[str] = []
        self._repeats: list[tuple[Target, str, Claim]] = []
        # The observations of an indicator by their steps.
        self._steps: dict[str, dict[str, Target]] = {}

    @contextmanager
    def reading(self, address: str) -> Iterator[None]:
        """Note a cell that cannot be read as a problem."""
        try:
            yield
        except (UnreadableError, InvalidValueError) as error:
            self.problems.append(Problem(str(error), path=address))

    def claim(self, target: Target, field: str, value: Any, address: str) -> None:
        """State a new value of a field."""
        known = self.fields.setdefault(target, {}).setdefault(field, Claim(value, address))
        if not is_equal(known.value, value):
            what = f"the cell states another change of the same fact than {known.address}; make both alike, or undo one"
            self.problems.append(Problem(what, path=address))

    def repeat(self, target: Target, field: str, value: Any, address: str) -> None:
        """Note a changed cell that repeats a field, which another cell has to change."""
        self._repeats.append((target, field, Claim(value, address)))

    def stated(self, target: Target, field: str, before: Any) -> Any:
        """The value of a field after the changes so far."""
        claim = self.fields.get(target, {}).get(field)
        return before if claim is None else claim.value

    def leave(self, given: Given) -> None:
        """Keep a text for which there is no field."""
        self.unparsed.append(f"{given.address}: {given.cell.text}")

    def all_indicators(self) -> Iterator[tuple[str, Indicator]]:
        """All indicators with their paths; those that are added have a path that says so."""
        yield from self.indicators.items()
        for above, added in self.new_indicators.items():
            for number, indicator in enumerate(added):
                yield f"{above}/{NEW}{number}", indicator

    def observation_at(self, path: str) -> Target | None:
        """The observation at a path."""
        above, _, step = path.rpartition("/")
        if above not in self._steps:
            node = self.indicators.get(above)
            steps = () if node is None else observation_steps(node)
            self._steps[above] = {step: Target(above, "observations", number) for number, step in enumerate(steps)}
        return self._steps[above].get(step)

    def check(self) -> None:
        """Note repeated cells that were changed alone, and changes of what is deleted."""
        for target, field, claim in self._repeats:
            known = self.fields.get(target, {}).get(field)
            if known is None or not is_equal(known.value, claim.value):
                what = (
                    "the cell repeats or follows from others, and its change would be lost: change it where it is from"
                )
                self.problems.append(Problem(what, path=claim.address))
        for target, fields in self.fields.items():
            if self._is_deleted(target):
                address = next(iter(fields.values())).address
                what = "the cell was changed, and its row, or that of its indicator or result, is deleted"
                self.problems.append(Problem(what, path=address))

    def _is_deleted(self, target: Target) -> bool:
        if target in self.deleted:
            return True
        gone = {deleted.path for deleted in self.deleted if not deleted.part}
        return target.path in gone or any(target.path.startswith(f"{path}/") for path in gone)


def is_equal(one: Any, other: Any) -> bool:
    """True for equal values of one type: yes is no number."""
    return type(one) is type(other) and bool(one == other)
