"""
How rules are written, and how they are run: one pass over a framework, in which each rule sees the nodes it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import compress
from typing import Any, NamedTuple, TypeAlias

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation
from resultsframework.path import children_of, observation_step, resolve, steps_of
from resultsframework.result import Result
from resultsframework.table import cell_text

from ._context import Context, IndicatorContext, Run
from ._rule import NODES, PARTS, Found, Given, Rule, Test, rule
from .report import Finding, Severity

__all__ = ["Check", "Failures", "Found", "Rule", "findings_of", "rule"]


class Check(NamedTuple):
    """A rule, how much its findings weigh in this validation, and whether it may fail, not being one of ours."""

    rule: Rule
    severity: Severity
    may_fail: bool = False


# By the code of a rule, each node at which it failed, and how.
Failures: TypeAlias = dict[str, list[tuple[object, Exception]]]

# Functions with their checks, so that the loop over indicators looks nothing up.
Bound: TypeAlias = list[tuple[Test, Check]]


class Hit(NamedTuple):
    """What a rule found, before it is placed."""

    check: Check
    found: Found
    node: Any
    step: str


class Place:
    """Where a framework or result stands. Its path is only worked out when something is found there."""

    __slots__ = ("_path", "_steps", "above", "ancestors", "index", "node")

    def __init__(self, node: ResultsFramework | Result, above: Place | None = None, index: int = 0) -> None:
        self.node = node
        self.above = above
        self.index = index
        self.ancestors: tuple[Result, ...] = ()
        if above is not None:
            self.ancestors = (*above.ancestors, above.node) if isinstance(above.node, Result) else above.ancestors
        self._path: str | None = None
        self._steps: tuple[str, ...] = ()

    @property
    def inside(self) -> tuple[Result, ...]:
        """The results that what it holds stands in."""
        return (*self.ancestors, self.node) if isinstance(self.node, Result) else ()

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
        """The path of what stands right below, indicators counted first."""
        if not self._steps:
            self._steps = steps_of(self.node, [child for _, _, child in children_of(self.node)])
        return joined(self.path, self._steps[index])

    def below(self) -> list[Place]:
        """The places of the results right below."""
        if isinstance(self.node, ResultsFramework):
            return [Place(result, self, index) for index, result in enumerate(self.node.results)]
        start = len(self.node.indicators)
        return [Place(result, self, start + index) for index, result in enumerate(self.node.children)]


def findings_of(
    run: Run,
    checks: Iterable[Check],
    *,
    implied: bool = False,
    left_out: Callable[[Finding], bool] | None = None,
    failures: Failures | None = None,
) -> Iterator[Finding]:
    """
    What the rules find, in the order of the framework, and at one place in the order of the codes.

    Args:
        run: What is validated, and against what.

        checks: The rules to run, and what each weighs.

        implied: Whether findings that follow from another stand beside it rather than in it.

        left_out: Says of a finding whether it is ignored; it then is no cause of others either.

        failures: Where it is noted which rules failed, of those that may.
    """
    asked = Asked(run, checks, {} if failures is None else failures)

    def arrange(hits: list[Hit], path: str) -> Iterable[Finding]:
        findings = [_placed(hit, path) for hit in hits]
        if left_out is not None:
            kept = [not left_out(finding) for finding in findings]
            hits, findings = list(compress(hits, kept)), list(compress(findings, kept))
        return findings if implied else _folded(hits, findings)

    before = 0
    for place in _places(run.framework):
        if hits := asked.of(place):
            yield from arrange(hits, place.path)
        inside = place.inside
        for index, indicator in enumerate(place.indicators if asked.given else ()):
            if hits := asked.of_indicator(indicator, IndicatorContext(run, inside, indicator, before)):
                yield from arrange(hits, place.path_of(index))
            before += 1


def _places(framework: ResultsFramework) -> Iterator[Place]:
    """The framework and its results, depth first, in source order."""
    places = [Place(framework)]
    while places:
        place = places.pop()
        yield place
        places.extend(reversed(place.below()))


class Asked:
    """
    The rules of one validation, by where they look.

    Most of what may be wrong with an indicator is not, so that rules that have the same given are asked together or
    not at all: a hundred questions one by one would cost more than all that they find.

    Attributes:
        given: What is worked out of an indicator; nothing where no rule is about indicators.
    """

    def __init__(self, run: Run, checks: Iterable[Check], failures: Failures) -> None:
        self.run = run
        self._on = _by_class(checks, failures)
        self._parts = [(self._on[part], field) for part, field in PARTS if self._on[part]]
        groups: dict[Given, Bound] = {}
        for test, check in self._on[Indicator]:
            given = None if check.may_fail else check.rule.given
            groups.setdefault(given or _always, []).append((test, check))
        self.given = tuple(groups)
        self._groups = tuple(groups.values())

    def of(self, place: Place) -> list[Hit]:
        """What the rules find at a framework or result, and in its parts."""
        node, tests = place.node, self._on[type(place.node)]
        context = Context(self.run, place.ancestors)
        hits = [Hit(check, found, node, "") for test, check in tests for found in test(node, context)]
        context = Context(self.run, place.inside)
        for tests, field in self._parts:
            for number, part in enumerate(getattr(node, field, ()), 1):
                step = f"{field}#{number}"
                hits += [Hit(check, found, part, step) for test, check in tests for found in test(part, context)]
        return hits

    def of_indicator(self, indicator: Indicator, context: IndicatorContext) -> list[Hit]:
        """What the rules find at an indicator, by code."""
        hits: list[Hit] = []
        for tests in compress(self._groups, [is_so(context) for is_so in self.given]):
            hits += [Hit(check, found, indicator, "") for test, check in tests for found in test(indicator, context)]
        if len(hits) > 1:
            hits.sort(key=_code)
        return hits


def _by_class(checks: Iterable[Check], failures: Failures) -> Mapping[type, Bound]:
    """For each class of node the rules that look at it, by code."""
    shown: dict[type, Bound] = {node: [] for node in NODES}
    nodes_of: dict[tuple[type, ...], list[type]] = {}
    for check in sorted(checks, key=lambda check: check.rule.code):
        on = check.rule.on
        if on not in nodes_of:
            nodes_of[on] = [node for node in NODES if issubclass(node, on)]
        test = _careful(check, failures) if check.may_fail else check.rule.check
        for node in nodes_of[on]:
            shown[node].append((test, check))
    return shown


def _always(_context: IndicatorContext) -> bool:
    return True


def _code(hit: Hit) -> str:
    return hit.check.rule.code


def _careful(check: Check, failures: Failures) -> Test:
    """The test of a rule that somebody else wrote; where it fails, or finds what has no place, that is noted."""

    def test(node: Any, context: Any) -> list[Found]:
        given = check.rule.given
        try:
            if given is not None and isinstance(node, Indicator) and not given(context):
                return []
            found = list(check.rule.check(node, context))
            for one in found:
                _placed(Hit(check, one, node, ""), "")
        except Exception as error:  # noqa: BLE001 - it is not ours, may do anything, and must not stop the others
            failures.setdefault(check.rule.code, []).append((node, error))
            return []
        return found

    return test


def _folded(hits: list[Hit], findings: list[Finding]) -> Iterator[Finding]:
    """
    The findings at one node, those that follow from another folded into it.

    The cause is looked for at the same place, among what was found. It has to weigh as much: an error is never hidden
    in a warning.
    """
    first: dict[tuple[str, str], int] = {}
    for index, finding in enumerate(findings):
        first.setdefault((finding.path, finding.code), index)
    causes = [_cause(index, hits, findings, first) for index in range(len(findings))]
    for index in dict.fromkeys(causes):
        finding = findings[index]
        follow = [findings[other] for other, cause in enumerate(causes) if cause == index != other]
        yield attrs.evolve(finding, implied=tuple(follow)) if follow else finding


def _cause(index: int, hits: list[Hit], findings: list[Finding], first: Mapping[tuple[str, str], int]) -> int:
    """The finding that this one follows from in the end; itself where it follows from none."""
    finding = findings[index]
    for code in hits[index].check.rule.implied_by:
        cause = first.get((finding.path, code))
        if cause is not None and findings[cause].severity >= finding.severity:
            return _cause(cause, hits, findings, first)
    return index


def _placed(hit: Hit, path: str) -> Finding:
    """The finding that a hit makes, with its path and line."""
    check, found, node, step = hit
    weight = check.severity if found.certain else Severity.INFO
    at = found.at
    if isinstance(at, Observation):
        line = at.line
        step = observation_step(node, at)
    else:
        line = None if not at else _line(node, at)
        step = joined(step, at)
    return Finding(
        code=check.rule.code,
        severity=weight if found.severity is None else min(weight, found.severity),
        path=joined(path, step),
        message=found.message,
        observed=_shown(found.observed),
        expected=_shown(found.expected),
        fix=check.rule.fix,
        line=line if line is not None else getattr(node, "line", None),
    )


def _shown(what: object) -> str | None:
    return what if what is None or isinstance(what, str) else cell_text(what)


def _line(node: object, step: str) -> int | None:
    """The line of the lowest part that a step leads to and that has one."""
    lines = [getattr(located.node, "line", None) for located in resolve(node, step)]
    return next((line for line in reversed(lines) if line is not None), None)


def joined(path: str, step: str) -> str:
    """A path and the steps below it."""
    return f"{path}/{step}" if path and step else path or step
