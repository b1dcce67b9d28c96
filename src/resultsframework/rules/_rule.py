"""
What a rule is, and how one is written.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from resultsframework.alignment import PolicyMarker
from resultsframework.budget import Budget
from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.programme import JointProgramme
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result

if TYPE_CHECKING:
    from resultsframework.observation import Observation

    from ._finding import Severity

__all__ = ["NODES", "PARTS", "Correction", "Found", "Given", "Rule", "Test", "rule"]

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
Correction: TypeAlias = Callable[[Any], Any]
Given: TypeAlias = Callable[[Any], object]


@attrs.frozen
class Found:
    """
    What a rule found; the engine adds the rule's code, severity and advice, the path and the line.

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

        advice: What to do about a finding.

        on: The classes of the nodes that it looks at.

        implied_by: The codes of the rules whose finding at the same place is the cause of this one's.

        given: What has to be so of an indicator before it is asked there, as a function of the indicator's context;
            None where it always is. It saves time and says nothing of the other nodes.

        check: The function that looks: it takes the node and its context, and yields or returns what it found.

        fix: The function that corrects, where that loses nothing and changes no meaning: it takes the node and
            returns it corrected, or as it is where there is nothing to correct. None where only a person can.
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

    def __attrs_post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]+[0-9]{2,}", self.code):
            msg = f"a rule's code is the letters of its family and two digits, such as 'BAS02', not {self.code!r}"
            raise InvalidValueError(msg)
        for node in self.on:
            if not any(issubclass(known, node) for known in NODES):
                names = ", ".join(known.__name__ for known in (*NODES, Result))
                msg = f"rule {self.code} is on {node.__name__}, which no rule is shown; choose from {names}"
                raise InvalidValueError(msg)

    def __repr__(self) -> str:
        return f"<Rule {self.code} ({self.severity.value}): {self.title}>"

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


def rule(  # noqa: PLR0913 - each argument says one thing about the rule, and most are given by name
    code: str,
    severity: Severity,
    *,
    title: str,
    source: str,
    advice: str,
    on: type | tuple[type, ...],
    implied_by: tuple[str, ...] = (),
    given: Given | None = None,
    fix: Correction | None = None,
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

        advice: What to do about a finding.

        on: The class of the nodes that it looks at, or several: the framework, results, indicators, budgets,
            documents, joint programmes, policy markers, progress notes. The function is shown an `IndicatorContext`
            with an indicator, a `Context` with any other.

        implied_by: The codes of the rules whose finding at the same place is the cause of this one's.

        given: What has to be so of an indicator before the function is asked there: a function of its
            `IndicatorContext`, which many rules can share. It is worked out once for all of them.

        fix: The function that corrects a node, where that loses nothing and changes no meaning; see `Rule`.

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
            advice=advice,
            on=classes,
            implied_by=implied_by,
            given=given,
            check=check,
            fix=fix,
        )

    return decorate
