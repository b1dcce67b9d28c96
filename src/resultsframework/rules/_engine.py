"""
The engine: one pass over a framework in which each rule checks the nodes of its classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation
from resultsframework.path import children_of, observation_steps, resolve, steps_of
from resultsframework.result import Result
from resultsframework.table import cell_text

from ._context import Context, IndicatorContext
from ._finding import Finding, Severity
from ._rule import NODES, PARTS, Found, Given, Rule, Test

if TYPE_CHECKING:
    from ._validation import Validation

__all__ = ["Check", "Checklist", "findings_of"]


class Check(NamedTuple):
    """A rule, the severity of its findings in this validation, and whether it is foreign code that may fail."""

    rule: Rule
    severity: Severity
    may_fail: bool = False


# Functions with their checks, so that the loop over indicators needs no look-ups.
Bound: TypeAlias = list[tuple[Test, Check]]


# The steps to the observations of one indicator, by the identity of each.
Steps: TypeAlias = dict[int, str]


class Hit(NamedTuple):
    """A case found by a rule, before its path and line are known."""

    check: Check
    found: Found
    node: Any
    step: str


class Position:
    """The position of a framework or result. Its path is only built when there is a finding."""

    __slots__ = ("_path", "_steps", "above", "ancestors", "index", "inside", "node")

    def __init__(self, node: ResultsFramework | Result, above: Position | None = None, index: int = 0) -> None:
        self.node = node
        self.above = above
        self.index = index
        self.ancestors: tuple[Result, ...] = () if above is None else above.inside
        # The results above its own parts.
        self.inside: tuple[Result, ...] = (*self.ancestors, node) if isinstance(node, Result) else ()
        self._path: str | None = None
        self._steps: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Its own indicators."""
        return self.node.indicators if isinstance(self.node, Result) else ()

    @property
    def path(self) -> str:
        """The path of the node."""
        if self._path is None:
            self._path = "" if self.above is None else self.above.path_of(self.index)
        return self._path

    def path_of(self, index: int) -> str:
        """The path of a child, indicators counted first."""
        if not self._steps:
            self._steps = steps_of(self.node, [child for _, _, child in children_of(self.node)])
        return joined(self.path, self._steps[index])

    def below(self) -> list[Position]:
        """The positions of the results directly below."""
        if isinstance(self.node, ResultsFramework):
            return [Position(result, self, index) for index, result in enumerate(self.node.results)]
        start = len(self.node.indicators)
        return [Position(result, self, start + index) for index, result in enumerate(self.node.children)]


def findings_of(
    validation: Validation,
    checklist: Checklist,
    *,
    implied: bool = False,
    left_out: Callable[[Finding], bool] | None = None,
) -> Iterator[Finding]:
    """
    The findings, in the order of the framework, and at one place in the order of the codes.

    Args:
        validation: The framework and the options.

        checklist: The rules to run, each with its severity.

        implied: True for a flat list, in which findings that follow from another are not nested in it.

        left_out: A function that is true of findings to ignore; these are no causes of others either.
    """

    def arrange(hits: list[Hit], path: str) -> Iterable[Finding]:
        steps: Steps = {}
        findings = [_placed(hit, path, steps, validation.framework) for hit in hits]
        if left_out is not None:
            kept = [not left_out(finding) for finding in findings]
            hits, findings = list(compress(hits, kept)), list(compress(findings, kept))
        return findings if implied else _folded(hits, findings)

    before = 0
    for place in _positions(validation.framework):
        if hits := checklist.of(place, validation):
            yield from arrange(hits, place.path)
        for index, indicator in enumerate(place.indicators if checklist.given else ()):
            if hits := checklist.of_indicator(indicator, IndicatorContext(validation, place.inside, indicator, before)):
                yield from arrange(hits, place.path_of(index))
            before += 1


def _positions(framework: ResultsFramework) -> Iterator[Position]:
    """The framework and its results, depth first, in source order."""
    places = [Position(framework)]
    while places:
        place = places.pop()
        yield place
        places.extend(reversed(place.below()))


class Checklist:
    """
    The rules of a validation by the class of node that they check; the same for every framework.

    Rules on indicators are grouped by their precondition, which is evaluated once for all of a group.

    Attributes:
        rules: The rules, by code.

        given: The preconditions on indicators; empty where no rule checks indicators.
    """

    def __init__(self, checks: Iterable[Check]) -> None:
        by_code = sorted(checks, key=lambda check: check.rule.code)
        self.rules = tuple(check.rule for check in by_code)
        self._on = _by_class(by_code)
        self._parts = [(self._on[part], field) for part, field in PARTS if self._on[part]]
        groups: dict[Given, Bound] = {}
        for test, check in self._on[Indicator]:
            given = None if check.may_fail else check.rule.given
            groups.setdefault(given or _always, []).append((test, check))
        self.given = tuple(groups)
        self._groups = tuple(groups.values())

    def of(self, place: Position, validation: Validation) -> list[Hit]:
        """The cases found at a framework or result, and in its parts."""
        node, tests = place.node, self._on[type(place.node)]
        context = Context(validation, node, place.ancestors)
        hits = [Hit(check, found, node, "") for test, check in tests for found in test(node, context)]
        context = Context(validation, node, place.inside)
        for tests, field in self._parts:
            for number, part in enumerate(getattr(node, field, ()), 1):
                step = f"{field}#{number}"
                hits += [Hit(check, found, part, step) for test, check in tests for found in test(part, context)]
        return hits

    def of_indicator(self, indicator: Indicator, context: IndicatorContext) -> list[Hit]:
        """The cases found at an indicator, by code."""
        hits = [
            Hit(check, found, indicator, "")
            for tests in compress(self._groups, [given(context) for given in self.given])
            for test, check in tests
            for found in test(indicator, context)
        ]
        if len(hits) > 1:
            hits.sort(key=attrgetter("check.rule.code"))
        return hits


def _by_class(checks: Iterable[Check]) -> Mapping[type, Bound]:
    """For each class of node the rules that check it, in their order."""
    by_class: dict[type, Bound] = {node: [] for node in NODES}
    nodes_of: dict[tuple[type, ...], list[type]] = {}
    for check in checks:
        on = check.rule.on
        if on not in nodes_of:
            nodes_of[on] = [node for node in NODES if issubclass(node, on)]
        test = _careful(check) if check.may_fail else check.rule.check
        for node in nodes_of[on]:
            by_class[node].append((test, check))
    return by_class


def _always(_context: IndicatorContext) -> bool:
    return True


def _careful(check: Check) -> Test:
    """The test of a rule of the user's own; exceptions are noted, also those for findings without a valid place."""

    def test(node: Any, context: Any) -> list[Found]:
        given = check.rule.given
        try:
            if given is not None and isinstance(node, Indicator) and not given(context):
                return []
            found = list(check.rule.check(node, context))
            steps: Steps = {}
            for one in found:
                _placed(Hit(check, one, node, ""), "", steps, context.validation.framework)
        except Exception as error:  # noqa: BLE001 - foreign code may raise anything, and must not stop the other rules
            context.validation.failures.setdefault(check.rule.code, []).append((node, error))
            return []
        return found

    return test


def _folded(hits: list[Hit], findings: list[Finding]) -> list[Finding]:
    """
    The findings at one node, those that follow from another nested in it.

    The cause has to be at the same place and at least as severe: an error is never hidden in a warning.
    """
    codes = {finding.code for finding in findings}
    if len(findings) < 2 or all(codes.isdisjoint(hit.check.rule.implied_by) for hit in hits):
        return findings
    first: dict[tuple[str, str], int] = {}
    for index, finding in enumerate(findings):
        first.setdefault((finding.path, finding.code), index)
    follow: dict[int, list[Finding]] = {}
    for index, finding in enumerate(findings):
        cause = _cause(index, hits, findings, first)
        follow.setdefault(cause, []).extend([finding] if cause != index else ())
    return [attrs.evolve(findings[at], implied=tuple(f)) if f else findings[at] for at, f in follow.items()]


def _cause(index: int, hits: list[Hit], findings: list[Finding], first: Mapping[tuple[str, str], int]) -> int:
    """The finding that is the root cause of this one; itself where it follows from none."""
    finding = findings[index]
    for code in hits[index].check.rule.implied_by:
        cause = first.get((finding.path, code))
        if cause is not None and findings[cause].severity >= finding.severity:
            return _cause(cause, hits, findings, first)
    return index


def _placed(hit: Hit, path: str, steps: Steps, framework: ResultsFramework) -> Finding:
    """
    The finding of a hit, with its path and line.

    Args:
        hit: The case.

        path: The path of the node.

        steps: The steps to the observations of the node, by their identity; worked out for the first that is needed.

        framework: The framework that it is in.
    """
    check, found, node, step = hit
    severity = check.severity if found.certain else Severity.INFO
    at, line = found.at, None
    if isinstance(at, Observation):
        line = at.line
        step = _step(node, at, steps)
    elif at:
        line = _line(node, at) if found.part is None else getattr(found.part, "line", None)
        step = joined(step, at)
    return Finding(
        code=check.rule.code,
        severity=severity if found.severity is None else min(severity, found.severity),
        path=joined(path, step),
        message=found.message,
        observed=_as_text(found.observed),
        expected=_as_text(found.expected),
        advice=check.rule.advice,
        line=line if line is not None else getattr(node, "line", None),
        framework=framework.identifier,
        source=framework.source.name,
    )


def _step(indicator: Indicator, observation: Observation, steps: Steps) -> str:
    if not steps:
        for o, step in zip(indicator.series.observations, observation_steps(indicator), strict=True):
            steps.setdefault(id(o), step)
    return steps[id(observation)]


def _as_text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else cell_text(value)


def _line(node: object, step: str) -> int | None:
    """The line of the lowest part that a step leads to and that has one."""
    lines = [getattr(located.node, "line", None) for located in resolve(node, step)]
    return next((line for line in reversed(lines) if line is not None), None)


def joined(path: str, step: str) -> str:
    """A path extended by steps below it."""
    return f"{path}/{step}" if path and step else path or step
