"""
What a validation answers: findings, and the report that holds them.
"""

from __future__ import annotations

import difflib
import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

import attrs

from resultsframework.errors import NotFoundError, ResultsFrameworkError
from resultsframework.table import SHOWN_ROWS, Column, Table

from ._finding import Finding, Ignored, Severity, as_severity

if TYPE_CHECKING:
    from ._rule import Rule

__all__ = ["FindingsByCode", "Report"]


class FindingsByCode(Mapping[str, tuple[Finding, ...]]):
    """The findings of each rule that was run; none for a rule that found nothing."""

    def __init__(self, codes: tuple[str, ...], findings: tuple[Finding, ...]) -> None:
        lists: dict[str, list[Finding]] = {code: [] for code in codes}
        for finding in findings:
            lists.setdefault(finding.code, []).append(finding)
        self._found = {code: tuple(found) for code, found in lists.items()}

    def __getitem__(self, code: str) -> tuple[Finding, ...]:
        if code in self._found:
            return self._found[code]
        raise NotFoundError(code, nearest(code, self._found), "the rules that were run")

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return repr({code: len(found) for code, found in self._found.items() if found})


@attrs.frozen
class Report:
    """
    The findings of one validation, in the order of the framework.

    Attributes:
        findings: The findings; those that follow from another stand in its `Finding.implied`, unless all were asked
            for.

        rules: The rules that were run, by code.

        ignored: What was left out, why, and how often.

        name: What the framework is called.
    """

    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    name: str | None = None

    @property
    def ok(self) -> bool:
        """Whether there is no error; there may be warnings."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the worst first."""
        counts = Counter(finding.severity for finding in self.findings)
        return MappingProxyType({severity: counts[severity] for severity in Severity})

    @functools.cached_property
    def by_code(self) -> FindingsByCode:
        """
        The findings of each rule.

        A rule that was run and found nothing answers with nothing; the code of any other is an error that names the
        nearest codes.
        """
        return FindingsByCode(tuple(rule.code for rule in self.rules), self.findings)

    @property
    def unused(self) -> tuple[Ignored, ...]:
        """What was to be left out though there is nothing of the kind any more: take it out of the settings."""
        return tuple(item for item in self.ignored if item.found == 0)

    def at_least(self, severity: Severity | str) -> tuple[Finding, ...]:
        """The findings that weigh as much or more: ``"error"``, ``"warning"`` or ``"info"``."""
        least = as_severity(severity)
        return tuple(finding for finding in self.findings if finding.severity >= least)

    def raise_if(self, severity: Severity | str) -> None:
        """
        Go on only if no finding weighs as much.

        Args:
            severity: ``"error"``, ``"warning"`` or ``"info"``.

        Raises:
            ResultsFrameworkError: There are findings of this severity or above; its argument is the report of them.
        """
        found = self.at_least(severity)
        if found:
            raise ResultsFrameworkError(attrs.evolve(self, findings=found))

    def table(self) -> Table:
        """The findings as a table, one row each, in the order of the framework."""
        return self._table(self.findings)

    def _table(self, findings: tuple[Finding, ...]) -> Table:
        names = ("severity", "code", "path", "message", "observed", "expected", "advice")
        rows = ((f.severity.value, *(getattr(f, name) for name in names[1:]), f.line, len(f.implied)) for f in findings)
        return Table.of((*map(Column, names), Column("line", int), Column("implied", int)), rows, self._heading())

    def _heading(self) -> str:
        counted = [f"{n} {s.value}{'s' if n != 1 else ''}" for s, n in self.counts.items() if n]
        return ": ".join([*([self.name] if self.name else []), ", ".join(counted) or "no findings"])

    def _worst_first(self) -> tuple[Finding, ...]:
        return tuple(sorted(self.findings, key=lambda finding: finding.severity, reverse=True))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> NoReturn:
        msg = "a report is neither true nor false: ask report.ok, len(report), or call report.raise_if('error')"
        raise TypeError(msg)

    def __str__(self) -> str:
        """How many of each severity, and the worst thirty, one a line."""
        shown = [str(finding) for finding in self._worst_first()[:SHOWN_ROWS]]
        more = len(self.findings) - len(shown)
        return "\n".join([self._heading(), *shown, *([f"… {more} more"] if more else [])])

    def __repr__(self) -> str:
        return f"<Report{' ' if self.name else ': '}{self._heading()}>"

    def _repr_html_(self) -> str:
        """The worst thirty findings as a table for a notebook, escaped."""
        if not self.findings:
            return f"<p>{escape(self._heading())}</p>"
        return self._table(self._worst_first())._repr_html_()


def nearest(wanted: str, names: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
    """The names that look most like what was asked for, in whatever case that was written."""
    return tuple(difflib.get_close_matches(wanted.upper(), names, n=3) or difflib.get_close_matches(wanted, names, n=3))
