"""
`Rule`, the decorator that makes one of a function, and `Found`, which such a function yields.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, overload

import attrs

from resultsframework.alignment import PolicyMarker
from resultsframework.budget import Budget
from resultsframework.construction import member
from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.programme import JointProgramme
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result

from ._finding import Severity

if TYPE_CHECKING:
    from resultsframework.observation import Observation

    from ._context import Context, IndicatorContext

__all__ = ["NODES", "PARTS", "Correction", "Found", "Given", "Rule", "Test", "rule"]

# The parts of a framework or a result, beside results and indicators, that a rule may check, each with its field.
PARTS: tuple[tuple[type, str], ...] = (
    (Budget, "budgets"),
    (DocumentLink, "documents"),
    (JointProgramme, "programmes"),
    (PolicyMarker, "policy_markers"),
    (ProgressNote, "progress_notes"),
)
RESULTS = (Impact, OtherResult, Outcome, Output)
NODES: tuple[type, ...] = (ResultsFramework, *RESULTS, Indicator, *(part for part, _ in PARTS))
OPTION = re.compile(r"\(``([a-z_]+)``\)")
EXAMPLE = re.compile(r"^(?P<kind>Fires|Silent): (?P<text>.+(?:\n +.+)*)$", re.MULTILINE)

N = TypeVar("N")
Test: TypeAlias = Callable[[Any, Any], Iterable["Found"]]
Correction: TypeAlias = Callable[[Any], Any]
Given: TypeAlias = Callable[[Any], object]


@attrs.frozen
class Found:
    """
    One case found by a rule; the engine completes it to a `Finding` with code, severity, advice, path and line.

    Attributes:
        message: The problem, in one sentence.

        at: The observation concerned, or the step below the node that leads to the place ("alignments#2"); empty for
            the node itself.

        observed: The value found.

        expected: The value that would be right.

        severity: A lower severity than the rule's, for a milder case.

        certain: False if the problem is only possible, as with rounded amounts; the finding is then an info.

        part: The node that the step leads to, where the rule has it: then it is not looked up again for its line.
    """

    message: str
    at: Observation | str = ""
    observed: object = None
    expected: object = None
    severity: Severity | None = None
    certain: bool = True
    part: object = None


@attrs.frozen(kw_only=True)
class Rule:
    """
    A check of one kind of problem.

    Attributes:
        code: The letters of its family and two digits; never reused for another rule.

        severity: The severity of its findings, unless a profile sets another.

        title: The problem, in a few words.

        source: The standard, guidance or practice that the rule rests on.

        advice: The recommended action on a finding.

        on: The classes of the nodes that it checks.

        implied_by: The codes of the rules whose finding at the same place causes this rule's finding.

        given: A precondition on an indicator's context; the rule is skipped where it is false. None for no
            precondition. It only saves time, and does not apply to other nodes.

        check: The function that takes a node and its context, and yields or returns the cases found.

        fix: The function that takes a node and returns it corrected without loss or change of meaning, or unchanged
            where nothing can be corrected. None where only a person can decide.

        page: The address of a page that explains it, for a rule of your own. The rules of this library have their page
            in its documentation.
    """

    code: str
    severity: Severity
    title: str
    source: str
    advice: str
    on: tuple[type, ...]
    implied_by: tuple[str, ...] = ()
    given: Given | None = None
    check: Test
    fix: Correction | None = None
    page: str | None = None

    def __attrs_post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]+[0-9]{2,}", self.code):
            msg = f"a rule's code is the letters of its family and two digits, such as 'BAS02', not {self.code!r}"
            raise InvalidValueError(msg)
        for node in self.on:
            if not any(issubclass(known, node) for known in NODES):
                names = ", ".join(known.__name__ for known in (*NODES, Result))
                msg = f"rule {self.code} is on {node.__name__}, which no rule can check; choose from {names}"
                raise InvalidValueError(msg)

    def __repr__(self) -> str:
        return f"<Rule {self.code} ({self.severity.value}): {self.title}>"

    @property
    def name(self) -> str:
        """The assertion it checks, as the name of its function."""
        return self.check.__name__

    @property
    def documentation(self) -> str:
        """The assertion and its rationale, without the examples; names of options are between double backticks."""
        return EXAMPLE.sub("", self._text).strip()

    @property
    def plain_documentation(self) -> str:
        """The same as plain text, without backticks."""
        return self.documentation.replace("``", "")

    @property
    def summary(self) -> str:
        """The assertion that it checks: the first sentence of its documentation."""
        return " ".join(self.plain_documentation.partition("\n\n")[0].split())

    @property
    def rationale(self) -> str:
        """The remaining documentation as plain text: reasons, limits and special cases; empty where there is none."""
        return self.plain_documentation.partition("\n\n")[2]

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the thresholds that it uses: the fields of `Options` named in its documentation."""
        return tuple(dict.fromkeys(OPTION.findall(self.documentation)))

    @property
    def fires(self) -> tuple[str, ...]:
        """Examples in which it finds a problem, as worded in its documentation."""
        return self._examples("Fires")

    @property
    def silent(self) -> tuple[str, ...]:
        """Examples in which it finds no problem."""
        return self._examples("Silent")

    @property
    def _text(self) -> str:
        return inspect.getdoc(self.check) or ""

    def _examples(self, kind: str) -> tuple[str, ...]:
        return tuple(" ".join(m["text"].split()) for m in EXAMPLE.finditer(self._text) if m["kind"] == kind)

    def __reduce__(self) -> tuple[Callable[[str, str], object], tuple[str, str]]:
        # In its module the rule replaces its function, so pickle would not find the function by name.
        return _named, (self.check.__module__, self.check.__qualname__)


def _named(module: str, name: str) -> object:
    import importlib

    return getattr(importlib.import_module(module), name)


@overload
def rule(
    code: str,
    severity: Severity | str,
    *,
    title: str,
    source: str,
    advice: str,
    on: type[Indicator],
    implied_by: tuple[str, ...] = (),
    given: Given | None = None,
    fix: Callable[[Indicator], Indicator] | None = None,
    page: str | None = None,
) -> Callable[[Callable[[Indicator, IndicatorContext], Iterable[Found]]], Rule]: ...
@overload
def rule(
    code: str,
    severity: Severity | str,
    *,
    title: str,
    source: str,
    advice: str,
    on: type[N],
    implied_by: tuple[str, ...] = (),
    given: Given | None = None,
    fix: Callable[[N], N] | None = None,
    page: str | None = None,
) -> Callable[[Callable[[N, Context], Iterable[Found]]], Rule]: ...
@overload
def rule(
    code: str,
    severity: Severity | str,
    *,
    title: str,
    source: str,
    advice: str,
    on: tuple[type, ...],
    implied_by: tuple[str, ...] = (),
    given: Given | None = None,
    fix: Callable[[Any], Any] | None = None,
    page: str | None = None,
) -> Callable[[Callable[[Any, Context], Iterable[Found]]], Rule]: ...
def rule(  # noqa: PLR0913 - each argument is one property of the rule, and most are passed by name
    code: str,
    severity: Severity | str,
    *,
    title: str,
    source: str,
    advice: str,
    on: type | tuple[type, ...],
    implied_by: tuple[str, ...] = (),
    given: Given | None = None,
    fix: Correction | None = None,
    page: str | None = None,
) -> Callable[[Test], Rule]:
    """
    Make a rule of a function that takes a node and its context, and yields or returns the cases found.

    The function's name is an assertion in the positive. Its docstring is the rule's documentation: the assertion as a
    sentence, why it matters, and lines that begin with "Fires:" and "Silent:", each with an example. An option that
    the rule reads is named in parentheses and double backticks.

    Args:
        code: The letters of its family and two digits.

        severity: The highest severity of its findings: ``"error"``, ``"warning"`` or ``"info"``.

        title: The problem, in a few words.

        source: The standard, guidance or practice that the rule rests on.

        advice: The recommended action on a finding.

        on: The class of the nodes to check, or several: the framework, results, indicators, budgets, documents, joint
            programmes, policy markers, progress notes. The function receives an `IndicatorContext` with an indicator,
            a `Context` with any other node.

        implied_by: The codes of the rules whose finding at the same place causes this rule's finding.

        given: A precondition on the `IndicatorContext`, without which the function is not called. Rules may share
            one; it is then evaluated once for all of them.

        fix: The function that corrects a node without loss or change of meaning; see `Rule`.

        page: The address of a page that explains the rule, to which SARIF and annotations link.

    Raises:
        InvalidValueError: The code is in another form, there is no such severity, or the class is not one that rules
            can check.
    """
    classes = on if isinstance(on, tuple) else (on,)

    def decorate(check: Test) -> Rule:
        return Rule(
            code=code,
            severity=member(Severity, severity),
            title=title,
            source=source,
            advice=advice,
            on=classes,
            implied_by=implied_by,
            given=given,
            check=check,
            fix=fix,
            page=page,
        )

    return decorate
