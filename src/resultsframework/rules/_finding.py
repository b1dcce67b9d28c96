"""
Findings, their severities, and entries of the ignore list.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

import attrs

from resultsframework._guess import Guessable
from resultsframework.message import legible

__all__ = ["Finding", "Ignored", "Severity"]


@functools.total_ordering
class Severity(enum.Enum):
    """
    The severity of a finding; an error is more severe than a warning, a warning more than an info.

    Attributes:
        ERROR: The data cannot be right.

        WARNING: The data are probably wrong, or need an explanation.

        INFO: Worth knowing; the data may be as intended.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __lt__(self, other: Severity) -> bool:
        return RANKS[self] < RANKS[other]


RANKS: Mapping[Severity, int] = MappingProxyType({Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3})


@attrs.frozen(kw_only=True)
class Finding(Guessable):
    """
    One problem that a rule found in a framework.

    Attributes:
        code: The code of the rule.

        severity: The severity.

        path: The place; ``framework.at(path)`` leads there.

        message: The problem, in one sentence.

        observed: The value found, as text; None where there is nothing to show.

        expected: The value that would be right, as text; None where it cannot be given.

        advice: The recommended action.

        line: The 1-based line of the source, where the reader knew it. No part of equality.

        implied: Further findings at the same place that follow from this one.

        detail: Details for diagnosis: the traceback of a rule that failed.

        framework: The identifier of the framework; None where it has none.

        source: The name of the file that the framework was read from; None where there is none. No part of equality.
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
    source: str | None = attrs.field(default=None, eq=False)

    _guesses: ClassVar[dict[str, str]] = {
        ".code": "rule rule_code id check",
        ".severity": "level type kind category",
        ".path": "location place node at position",
        ".message": "text title description msg",
        ".advice": "hint fix help suggestion recommendation",
        ".source and .line": "file filename line_number lineno",
        "rf.to_dict(finding)": "to_dict as_dict asdict to_json json model_dump",
        "rf.rules.RULES, where the rule of its .code has its page": "url link help_uri",
    }

    def __str__(self) -> str:
        """One line as of a compiler: the file with the line, the path, severity, code and message."""
        line = "" if self.line is None else str(self.line) if self.source else f"line {self.line}"
        file = ":".join(filter(None, (self.source, line)))
        place = ": ".join(filter(None, (file, self.path, f"{self.severity.value} {self.code}")))
        return legible(f"{place}: {self.message}")


@attrs.frozen
class Ignored:
    """
    An entry of the ignore list: findings left out of a report, with the reason.

    Attributes:
        code: The code of a rule, or the beginning of several codes.

        reason: The reason; None where none was given.

        at: The places, as patterns of paths that also cover everything below: ``*`` is any part of a step, ``**`` any
            number of steps. Everywhere if empty.

        found: In a report, the number of findings left out for it; None where no such rule was run. No part of
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
        """The recommended action where nothing is left to ignore."""
        return f"ignoring {self} leaves nothing out; take it out of the settings"
