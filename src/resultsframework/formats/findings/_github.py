"""
Findings as workflow commands of GitHub Actions, which annotate the file that each finding is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from resultsframework.message import is_active
from resultsframework.rules import Finding, Ignored, Report, Rule, Severity

__all__ = ["github_text"]

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# GitHub's own way to write what would end a line or a property; the percent sign has to come first.
IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
IN_PROPERTY = (*IN_MESSAGE, (":", "%3A"), (",", "%2C"))


def github_text(reports: Mapping[str, Report], *, unused: Iterable[Ignored] = ()) -> str:
    """
    The findings of files, one line each: ``::error file=...,line=...,title=...::message``.

    The message ends with the advice and the address of the rule's page, or else the command that explains the rule.

    Args:
        reports: The report of each file, by its name.

        unused: Entries of the ignore list that match no finding, with a warning each.
    """
    lines = [line for file, report in reports.items() for line in _lines(file, report)]
    lines += (_command("warning", {"title": "Nothing is left to ignore"}, item.advice) for item in unused)
    return "".join(f"{line}\n" for line in lines)


def _lines(file: str, report: Report) -> Iterator[str]:
    rules = {rule.code: rule for rule in report.rules}
    return (_line(file, finding, rules.get(finding.code)) for finding in report)


def _line(file: str, finding: Finding, rule: Rule | None) -> str:
    title = "" if rule is None else rule.title
    line = {"line": str(finding.line)} if finding.line is not None else {}
    properties = {"file": file, **line, "title": f"{finding.code} {title}".strip()}
    place = f"{finding.path}: " if finding.path else ""
    message = ". ".join(filter(None, (place + finding.message, finding.advice)))
    if rule is not None:
        message += f" (more: {rule.page or f'resultsframework rules {rule.code}'})"
    return _command(COMMANDS[finding.severity], properties, message)


def _command(command: str, properties: Mapping[str, str], message: str) -> str:
    listed = ",".join(f"{name}={_escaped(text, IN_PROPERTY)}" for name, text in properties.items())
    return f"::{command} {listed}::{_escaped(message, IN_MESSAGE)}"


def _escaped(text: str, signs: Iterable[tuple[str, str]]) -> str:
    text = "".join(sign if sign in "\r\n" or not is_active(sign) else ascii(sign)[1:-1] for sign in text)
    for sign, code in signs:
        text = text.replace(sign, code)
    return text
