"""
Findings as files: JSON, SARIF 2.1.0, annotation lines of GitHub, and the known findings of a project.

Read: known findings, form 2, as written here. Written: known findings of form 2; JSON with every field of a finding;
SARIF with rules, their help, levels, lines, and unused entries of the ignore list; GitHub lines with file, line, title
and message. Lost: a known finding keeps its source, framework, path, code and count only, so that a changed wording or
line makes no new finding; a GitHub line does not name the findings that its finding implies.

Output holds no time and no name of the machine: the same findings give the same text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import attrs

from resultsframework.errors import FormatError, Problem, UnsafeInputError, UnsupportedVersionError
from resultsframework.formats._text import (
    LIMIT,
    Readable,
    Writable,
    read_text,
    write_text,
)
from resultsframework.formats.json import parsed
from resultsframework.message import inert
from resultsframework.rules import Finding, Ignored, KnownFinding, KnownFindings, Report, Severity

from ._github import github_text
from ._sarif import sarif_text

__all__ = [
    "dump",
    "dumps",
    "github_text",
    "json_text",
    "load",
    "loads",
    "sarif_text",
]

FORMAT = "known findings"
MEMBER = "resultsframework_known_findings"
VERSION = 2
MEMBERS = (MEMBER, "findings")
PLACE = ("source", "framework", "path", "code")
REQUIRED = ("path", "code")
FIELDS = (*PLACE, "count")
MOST = 1_000_000_000


def loads(text: str, *, source: str | None = None) -> KnownFindings:
    """
    The known findings of a document.

    Args:
        text: The document.

        source: The name of the file it is from, for errors.

    Raises:
        FormatError: The document does not have the form of known findings; with all problems.

        UnsupportedVersionError: It has an older form, which did not keep source and framework, or the form of a later
            version of this library.

        UnsafeInputError: It is nested too deep.
    """
    try:
        document, faults = parsed(text)
    except UnsafeInputError:
        raise UnsafeInputError(FORMAT, (Problem("it is nested too deep"),), source) from None
    except FormatError as error:
        problems = tuple(problem._replace(message=f"it is no JSON: {problem.message}") for problem in error.problems)
        raise FormatError(FORMAT, problems, source) from None
    if not isinstance(document, dict) or MEMBER not in document:
        what = f"it has no member {MEMBER!r}; --write-known writes such a file"
        raise FormatError(FORMAT, (Problem(what, path="$"),), source)
    version = document[MEMBER]
    if type(version) is not int or version < 1:
        what = f"the version has to be a whole number from 1 to {VERSION}, not {version!r}"
        raise FormatError(FORMAT, (Problem(what, path=f"$.{MEMBER}"),), source)
    if version != VERSION:
        what = (
            f"a newer version of this library wrote it (form {version}; this one reads {VERSION}): update"
            if version > VERSION
            else f"form {version} does not state the file and framework of a finding: write it anew with --write-known"
        )
        raise UnsupportedVersionError(FORMAT, (Problem(what, path=f"$.{MEMBER}"),), source)
    entries = document.get("findings")
    if not isinstance(entries, list):
        what = f"a list of findings belongs here, not {entries!r}"
        raise FormatError(FORMAT, (Problem(what, path="$.findings"),), source)
    wrong = [
        *faults,
        *(Problem("there is no such member", path=f"$.{name}") for name in document if name not in MEMBERS),
        *(Problem(what, path=f"$.findings[{n}]") for n, e in enumerate(entries) for what in _misfits(e)),
    ]
    if wrong:
        raise FormatError(FORMAT, tuple(wrong), source)
    return KnownFindings.counted(KnownFinding(**entry) for entry in entries)


def load(file: Readable, *, limit: int | None = LIMIT) -> KnownFindings:
    """The known findings of a file; see `loads`."""
    text, name = read_text(file, limit=limit, format=FORMAT)
    return loads(text, source=name)


def dumps(known: KnownFindings) -> str:
    """The document of known findings: one a line, in a fixed order, so that version control shows what has changed."""
    lines = [json.dumps(_entry(entry), ensure_ascii=False) for entry in known.entries]
    listed = ",\n    ".join(lines)
    body = f"[\n    {listed}\n  ]" if lines else "[]"
    return f'{{\n  "{MEMBER}": {VERSION},\n  "findings": {body}\n}}\n'


def _entry(entry: KnownFinding) -> dict[str, object]:
    place = {name: getattr(entry, name) for name in PLACE}
    return {name: text for name, text in place.items() if text or name in REQUIRED} | (
        {"count": entry.count} if entry.count > 1 else {}
    )


def dump(known: KnownFindings, file: Writable) -> None:
    """Write known findings to a path, whole or not at all, or to an open file; see `dumps`."""
    write_text(file, dumps(known))


def json_text(reports: Mapping[str, Report], *, more: Mapping[str, object] | None = None) -> str:
    """
    The findings of files as one JSON document: `findings`, each with the file it is about, and `counts` by severity.

    Args:
        reports: The report of each file, by its name.

        more: Further members of the document.
    """
    findings = [_record(finding, file) for file, report in reports.items() for finding in report]
    counts = {s.value: sum(report.counts[s] for report in reports.values()) for s in Severity}
    document = {"findings": findings, "counts": counts, **(more or {})}
    return inert(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def ignored_records(ignored: Iterable[Ignored]) -> list[dict[str, object]]:
    """The findings left out, for a program."""
    return [attrs.asdict(item) for item in ignored]


def _record(finding: Finding, file: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "message": finding.message,
        "observed": finding.observed,
        "expected": finding.expected,
        "advice": finding.advice,
        "file": file,
        "line": finding.line,
        **({"detail": finding.detail} if finding.detail is not None else {}),
        **({"framework": finding.framework} if finding.framework is not None else {}),
        "implied": [_record(other, file) for other in finding.implied],
    }


def _misfits(entry: object) -> list[str]:
    """Faults of the entry of a known finding."""
    if not isinstance(entry, dict):
        return [f"an object with a code and a path belongs here, not {entry!r}"]
    wrong = [
        f"{name!r} has to be text, not {entry.get(name)!r}"
        for name in PLACE
        if (name in entry or name in REQUIRED) and type(entry.get(name)) is not str
    ]
    count = entry.get("count", 1)
    if type(count) is not int or not 1 <= count <= MOST:
        wrong.append(f"'count' has to be a whole number from 1 to {MOST:,}, not {count!r}")
    listed = ", ".join(FIELDS)
    return wrong + [f"there is no member {name!r}; there are {listed}" for name in entry if name not in FIELDS]
