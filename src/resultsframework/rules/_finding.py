"""
A finding, how much it weighs, and what was left out of a validation.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from resultsframework.errors import InvalidValueError

__all__ = ["Finding", "Ignored", "Severity", "as_severity"]


@functools.total_ordering
class Severity(enum.Enum):
    """
    How much a finding weighs; an error weighs more than a warning, a warning more than an info.

    Attributes:
        ERROR: It cannot be right.

        WARNING: It is probably wrong, or somebody has to explain it.

        INFO: It is good to know, and may be as it should.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __lt__(self, other: Severity) -> bool:
        return WEIGHTS[self] < WEIGHTS[other]


WEIGHTS: Mapping[Severity, int] = MappingProxyType({Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3})


@attrs.frozen(kw_only=True)
class Finding:
    """
    One thing that a rule found.

    Attributes:
        code: The code of the rule.

        severity: How much it weighs.

        path: Where it is; ``framework.at(path)`` leads there.

        message: What is wrong, in a sentence.

        observed: What stands there, as text; None where there is nothing to show.

        expected: What should stand there instead, as text; None where that cannot be said.

        advice: What to do about it.

        line: The 1-based line of the source, where the reader knew it. No part of equality.

        implied: What else was found there and follows from the same cause.

        detail: More than a sentence, for whoever looks into it: the traceback of a rule that failed.

        framework: The identifier of the framework it is about, where those of several are collected.
    """

    code: str
    severity: Severity
    path: str
    message: str
    observed: str | None = None
    expected: str | None = None
    advice: str = ""
    line: int | None = attrs.field(default=None, eq=False)
    implied: tuple[Finding, ...] = ()
    detail: str | None = None
    framework: str | None = None

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        return f"{place}{self.severity.value} {self.code}: {self.message}"


@attrs.frozen
class Ignored:
    """
    What was left out of a validation, and why.

    Attributes:
        code: The code of a rule, or the beginning of several.

        reason: Why; None where no reason was given.

        at: Where, as patterns of paths that also stand for everything below: ``*`` is any part of a step, ``**`` any
            number of steps. Everywhere if empty.

        found: In a report, how many findings were left out for it; None where no such rule was asked. No part of
            equality.
    """

    code: str
    reason: str | None = None
    at: tuple[str, ...] = ()
    found: int | None = attrs.field(default=None, eq=False)

    def __str__(self) -> str:
        place = f" at {' or '.join(self.at)}" if self.at else ""
        return f"{self.code}{place}{f' ({self.reason})' if self.reason else ''}"

    @property
    def advice(self) -> str:
        """What to do where nothing is left to ignore."""
        return f"ignoring {self} leaves nothing out; take it out of the settings"


def as_severity(severity: Severity | str) -> Severity:
    """The severity of this name."""
    try:
        return Severity(severity)
    except ValueError:
        names = ", ".join(repr(s.value) for s in Severity)
        msg = f"a severity is one of {names}, not {severity!r}"
        raise InvalidValueError(msg) from None
