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
from ._rule import NODES, PARTS, Found, Rule, Test, rule
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
Bound: TypeAlias = tuple[tuple[Test, Check], ...]


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
    checks_on = _by_class(checks, {} if failures is None else failures)

    def arrange(hits: list[Hit], path: str) -> Iterable[Finding]:
        findings = [_placed(hit, path) for hit in hits]
        if left_out is not None:
            kept = [not left_out(finding) for finding in findings]
            hits, findings = list(compress(hits, kept)), list(compress(findings, kept))
        return findings if implied else _folded(hits, findings)

    on_indicator = checks_on[Indicator]
    parts = [(checks_on[part], field) for part, field in PARTS if checks_on[part]]
    places = [Place(run.framework)]
    before = 0
    while places:
        place = places.pop()
        places.extend(reversed(place.below()))
        node = place.node
        context = Context(run, place.ancestors)
        hits = [Hit(check, found, node, "") for test, check in checks_on[type(node)] for found in test(node, context)]
        inside = (*place.ancestors, node) if isinstance(node, Result) else ()
        for part_checks, field in parts:
            context = Context(run, inside)
            for number, part in enumerate(getattr(node, field, ()), 1):
                hits += [
                    Hit(check, found, part, f"{field}#{number}")
                    for test, check in part_checks
                    for found in test(part, context)
                ]
        if hits:
            yield from arrange(hits, place.path)
        if not on_indicator or isinstance(node, ResultsFramework):
            continue
        for index, indicator in enumerate(node.indicators):
            facts = IndicatorContext(run, inside, indicator, before)
            before += 1
            hits = [
                Hit(check, found, indicator, "") for test, check in on_indicator for found in test(indicator, facts)
            ]
            if hits:
                yield from arrange(hits, place.path_of(index))


def _by_class(checks: Iterable[Check], failures: Failures) -> Mapping[type, Bound]:
    """For each class of node the rules that look at it, by code."""
    ordered = sorted(checks, key=lambda check: check.rule.code)
    tests = [(_careful(c, failures) if c.may_fail else c.rule.check, c) for c in ordered]
    return {node: tuple((test, c) for test, c in tests if issubclass(node, c.rule.on)) for node in NODES}


def _careful(check: Check, failures: Failures) -> Test:
    """The test of a rule that somebody else wrote; where it fails, or finds what has no place, that is noted."""

    def test(node: Any, context: Any) -> list[Found]:
        try:
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
    implied: dict[int, list[Finding]] = {}
    for index, finding in enumerate(findings):
        cause = _cause(index, hits, findings, first)
        follow = implied.setdefault(cause, [])
        if cause != index:
            follow.append(finding)
    for index, follow in implied.items():
        yield attrs.evolve(findings[index], implied=tuple(follow)) if follow else findings[index]


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
