"""
`Report`: the findings of one validation, by severity, by rule, and as a table.
"""

from __future__ import annotations

import difflib
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NoReturn

import attrs

from resultsframework._guess import Guessable
from resultsframework.construction import member
from resultsframework.errors import NotFoundError, ResultsFrameworkError
from resultsframework.message import LONGEST_VALUE, shortened
from resultsframework.table import SHOWN_ROWS, Column, Table

from ._finding import Finding, Ignored, Severity
from ._suppression import PathPattern

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._rule import Rule

__all__ = ["FindingsByCode", "Report"]


class FindingsByCode(Mapping[str, tuple[Finding, ...]]):
    """The findings of each rule that was run; empty for a rule without findings."""

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
class Report(Guessable):
    """
    The findings of one validation, in the order of the framework.

    Attributes:
        findings: The findings; those that follow from another are in its `Finding.implied`, unless a flat list was
            requested.

        rules: The rules that were run, by code.

        ignored: The entries of the ignore list, each with the number of findings left out.

        name: The title or identifier of the framework.
    """

    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    name: str | None = None

    _guesses: ClassVar[dict[str, str]] = {
        "rf.formats.findings.json_text({name: report})": "to_json json dumps",
        "rf.formats.findings.sarif_text({name: report})": "to_sarif sarif",
        "rf.formats.findings.github_text({name: report})": "to_github github annotations",
        "rf.to_dict(report)": "to_dict as_dict asdict dict model_dump",
        ".table(), which has .to_records() and .to_pandas()": "to_records to_frame to_pandas to_table to_df df to_csv",
        "rf.write(report, file)": "save write to_html to_file to_excel",
        ".table().to_markdown()": "to_markdown markdown",
        ".findings": "issues problems results violations messages items all",
        '.filter(severity="info")': "infos info notes",
        ".errors": "error",
        ".warnings": "warning",
        ".ok": "valid is_valid is_ok passed success has_errors failed",
        ".counts": "count summary statistics by_severity severity severities",
        ".by_code": "by_rule group_by codes",
        ".raise_if('error')": "raise_for_errors raise_errors assert_ok raise_for_status",
    }

    @classmethod
    def of(cls, parts: Iterable[Report | ResultsFramework]) -> Report:
        """
        The findings of several frameworks as one report; `Finding.source` and `Finding.framework` name their origin.

        Args:
            parts: Reports, or frameworks, which are validated by the default rules. For other rules pass reports:
                ``Report.of(rf.validate(f, profile="unwomen") for f in rf.read_all(file))``.

        Raises:
            InvalidValueError: A part is of another type.
        """
        # A report is what validating yields, so its module cannot import the function for itself.
        from resultsframework.rules import validate

        reports = [part if isinstance(part, Report) else validate(part) for part in parts]
        ignored: dict[Ignored, int | None] = {}
        for item in chain.from_iterable(report.ignored for report in reports):
            before = ignored.get(item)
            ignored[item] = before if item.found is None else (before or 0) + item.found
        rules = {rule.code: rule for report in reports for rule in report.rules}
        return cls(
            findings=tuple(chain.from_iterable(reports)),
            rules=tuple(rules[code] for code in sorted(rules)),
            ignored=tuple(attrs.evolve(item, found=found) for item, found in ignored.items()),
            name=reports[0].name if len(reports) == 1 else f"{len(reports):,} frameworks",
        )

    @property
    def ok(self) -> bool:
        """True if there is no error; there may be warnings."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """The number of findings of each severity, the most severe first."""
        counts = Counter(finding.severity for finding in self.findings)
        return MappingProxyType({severity: counts[severity] for severity in Severity})

    @functools.cached_property
    def by_code(self) -> FindingsByCode:
        """
        The findings of each rule.

        The entry of a rule without findings is empty; the code of a rule that was not run is an error that names the
        nearest codes.
        """
        return FindingsByCode(tuple(rule.code for rule in self.rules), self.findings)

    @property
    def unused(self) -> tuple[Ignored, ...]:
        """Entries of the ignore list that no finding matches any more: take them out of the settings."""
        return tuple(item for item in self.ignored if item.found == 0)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return self.at_least(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are warnings, without the errors."""
        return self.filter(severity=Severity.WARNING).findings

    def filter(
        self,
        *,
        code: str | Iterable[str] = (),
        severity: Severity | str | None = None,
        path: str | Iterable[str] = (),
    ) -> Report:
        """
        The report with those findings alone for which everything given holds.

        Args:
            code: The code of a rule, the beginning of codes ("BAS"), or several of these.

            severity: ``"error"``, ``"warning"`` or ``"info"``, and none above it; see `at_least`.

            path: A place, with everything below it, or several; in a path ``*`` is any part of a step, ``**`` any
                number of steps.

        Raises:
            InvalidValueError: There is no such severity.

            NotFoundError: None of the rules that were run has such a code.
        """
        codes = (code,) if isinstance(code, str) else tuple(code)
        known = tuple(rule.code for rule in self.rules)
        for unknown in (entry for entry in codes if known and not any(k.startswith(entry) for k in known)):
            raise NotFoundError(unknown, nearest(unknown, known), "the rules that were run")
        places = [PathPattern(place) for place in ((path,) if isinstance(path, str) else path)]
        only = None if severity is None else member(Severity, severity)
        found = (
            finding
            for finding in self.findings
            if (not codes or finding.code.startswith(codes))
            and only in (None, finding.severity)
            and (not places or any(place.covers(finding.path) for place in places))
        )
        return attrs.evolve(self, findings=tuple(found))

    def at_least(self, severity: Severity | str) -> tuple[Finding, ...]:
        """The findings of this severity or above: ``"error"``, ``"warning"`` or ``"info"``."""
        least = member(Severity, severity)
        return tuple(finding for finding in self.findings if finding.severity >= least)

    def raise_if(self, severity: Severity | str) -> None:
        """
        Raise an error if there are findings of this severity or above.

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

    def _most_severe_first(self) -> tuple[Finding, ...]:
        return tuple(sorted(self.findings, key=lambda finding: finding.severity, reverse=True))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> NoReturn:
        msg = "a report is neither true nor false: use report.ok or len(report), or call report.raise_if('error')"
        raise TypeError(msg)

    def __str__(self) -> str:
        """The counts by severity and the thirty most severe findings, one a line."""
        shown = [str(finding) for finding in self._most_severe_first()[:SHOWN_ROWS]]
        more = len(self.findings) - len(shown)
        return "\n".join([self._heading(), *shown, *([f"… {more} more"] if more else [])])

    def __repr__(self) -> str:
        return f"<Report{' ' if self.name else ': '}{shortened(self._heading(), LONGEST_VALUE)}>"

    def _repr_html_(self) -> str:
        """The thirty most severe findings as a table for a notebook, escaped."""
        if not self.findings:
            return f"<p>{escape(self._heading())}</p>"
        return self._table(self._most_severe_first())._repr_html_()


def nearest(wanted: str, names: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
    """The names most similar to the one asked for, whatever its case."""
    return tuple(difflib.get_close_matches(wanted.upper(), names, n=3) or difflib.get_close_matches(wanted, names, n=3))
