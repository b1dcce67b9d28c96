"""
How rules are written, and how they are run: one pass over a framework, in which each rule sees the nodes it is about.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import attrs

from resultsframework.alignment import PolicyMarker
from resultsframework.budget import Budget
from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation
from resultsframework.path import children_of, observation_step, resolve, steps_of
from resultsframework.programme import JointProgramme
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result
from resultsframework.table import cell_text

from ._context import Context, IndicatorContext, Run
from .report import Finding, Severity

__all__ = ["Check", "Found", "Rule", "findings_of", "rule"]

# What a framework or a result holds beside results and indicators that a rule may be about, and the field it stands in.
PARTS: tuple[tuple[type, str], ...] = (
    (Budget, "budgets"),
    (DocumentLink, "documents"),
    (JointProgramme, "programmes"),
    (PolicyMarker, "policy_markers"),
    (ProgressNote, "progress_notes"),
)
RESULTS = (Impact, OtherResult, Outcome, Output)
NODES: tuple[type, ...] = (ResultsFramework, *RESULTS, Indicator, *(part for part, _ in PARTS))
EXAMPLE = re.compile(r"^(?P<kind>Fires|Silent): (?P<text>.+(?:\n +.+)*)$", re.MULTILINE)

Test: TypeAlias = Callable[[Any, Any], Iterable["Found"]]


@attrs.frozen
class Found:
    """
    What a rule found; the engine adds the rule's code, severity and fix, the path and the line.

    Attributes:
        message: What is wrong, in a sentence.

        at: The observation it is about, or the step below the node that leads there ("alignments#2"); empty for the
            node itself.

        observed: What stands there.

        expected: What should stand there instead.

        severity: A lower severity than the rule's, where this case weighs less.

        certain: False where it is only possible, as with rounded amounts; it is then an info, whatever the rule says.
    """

    message: str
    at: Observation | str = ""
    observed: object = None
    expected: object = None
    severity: Severity | None = None
    certain: bool = True


@attrs.frozen(kw_only=True)
class Rule:
    """
    One thing that may be wrong, and how to find it.

    Attributes:
        code: The letters of its family and two digits; never used again for another rule.

        severity: How much a finding weighs, unless a profile says otherwise.

        title: What is wrong, in a few words.

        source: Where the demand comes from.

        fix: What to do about a finding.

        on: The classes of the nodes that it looks at.

        implied_by: The codes of the rules whose finding at the same place is the cause of this one's.

        check: The function that looks: it takes the node and its context, and yields or returns what it found.
    """

    code: str
    severity: Severity
    title: str
    source: str
    fix: str
    on: tuple[type, ...]
    implied_by: tuple[str, ...] = ()
    check: Test

    def __attrs_post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]+[0-9]{2,}", self.code):
            msg = f"a rule's code is the letters of its family and two digits, such as 'BAS02', not {self.code!r}"
            raise InvalidValueError(msg)
        for node in self.on:
            if not any(issubclass(known, node) for known in NODES):
                names = ", ".join(known.__name__ for known in (*NODES, Result))
                msg = f"rule {self.code} is on {node.__name__}, which no rule is shown; choose from {names}"
                raise InvalidValueError(msg)

    @property
    def name(self) -> str:
        """What it asserts, as the name of its function."""
        return self.check.__name__

    @property
    def documentation(self) -> str:
        """What it asserts and why, without its examples."""
        return EXAMPLE.sub("", self._text).strip()

    @property
    def fires(self) -> tuple[str, ...]:
        """Examples in which it finds something, as its documentation words them."""
        return self._examples("Fires")

    @property
    def silent(self) -> tuple[str, ...]:
        """Examples in which it finds nothing."""
        return self._examples("Silent")

    @property
    def _text(self) -> str:
        return inspect.getdoc(self.check) or ""

    def _examples(self, kind: str) -> tuple[str, ...]:
        return tuple(" ".join(m["text"].split()) for m in EXAMPLE.finditer(self._text) if m["kind"] == kind)

    def __reduce__(self) -> tuple[Callable[[str, str], object], tuple[str, str]]:
        # The rule stands in its module where its function was defined, so pickle would not find the function there.
        return _named, (self.check.__module__, self.check.__qualname__)


def _named(module: str, name: str) -> object:
    import importlib

    return getattr(importlib.import_module(module), name)


def rule(
    code: str,
    severity: Severity,
    *,
    title: str,
    source: str,
    fix: str,
    on: type | tuple[type, ...],
    implied_by: tuple[str, ...] = (),
) -> Callable[[Test], Rule]:
    """
    Make a rule of a function that takes a node and its context, and yields or returns what it found.

    The function's name is an assertion in the positive. Its docstring is the rule's documentation: the assertion as a
    sentence, why it matters, and lines that begin with "Fires:" and "Silent:", each with an example.

    Args:
        code: The letters of its family and two digits.

        severity: How much a finding weighs at most.

        title: What is wrong, in a few words.

        source: Where the demand comes from.

        fix: What to do about a finding.

        on: The class of the nodes that it looks at, or several: the framework, results, indicators, budgets,
            documents, joint programmes, policy markers, progress notes. The function is shown an `IndicatorContext`
            with an indicator, a `Context` with any other.

        implied_by: The codes of the rules whose finding at the same place is the cause of this one's.

    Raises:
        InvalidValueError: The code is in another form, or no rule is ever shown such a node.
    """
    classes = on if isinstance(on, tuple) else (on,)

    def decorate(check: Test) -> Rule:
        return Rule(
            code=code,
            severity=severity,
            title=title,
            source=source,
            fix=fix,
            on=classes,
            implied_by=implied_by,
            check=check,
        )

    return decorate


class Check(NamedTuple):
    """A rule, and how much its findings weigh in this validation."""

    rule: Rule
    severity: Severity


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


def findings_of(run: Run, checks: Iterable[Check], *, implied: bool = False) -> Iterator[Finding]:
    """
    What the rules find, in the order of the framework, and at one place in the order of the codes.

    Args:
        run: What is validated, and against what.

        checks: The rules to run, and what each weighs.

        implied: Whether findings that follow from another stand beside it rather than in it.
    """
    checks_on = _by_class(checks)
    arrange = _flat if implied else _folded
    on_indicator = checks_on[Indicator]
    parts = [(checks_on[part], field) for part, field in PARTS if checks_on[part]]
    places = [Place(run.framework)]
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
            facts = IndicatorContext(run, inside, indicator)
            hits = [
                Hit(check, found, indicator, "") for test, check in on_indicator for found in test(indicator, facts)
            ]
            if hits:
                yield from arrange(hits, place.path_of(index))


def _by_class(checks: Iterable[Check]) -> Mapping[type, Bound]:
    """For each class of node the rules that look at it, by code."""
    ordered = sorted(checks, key=lambda check: check.rule.code)
    return {node: tuple((c.rule.check, c) for c in ordered if issubclass(node, c.rule.on)) for node in NODES}


def _flat(hits: list[Hit], path: str) -> Iterator[Finding]:
    """The findings at one node, one after the other."""
    return (_placed(hit, path) for hit in hits)


def _folded(hits: list[Hit], path: str) -> Iterator[Finding]:
    """
    The findings at one node, those that follow from another folded into it.

    The cause is looked for at the same place, among what was found. It has to weigh as much: an error is never hidden
    in a warning.
    """
    findings = [_placed(hit, path) for hit in hits]
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
