"""
Findings as SARIF 2.1.0, the exchange format of static analysis tools.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import resultsframework
from resultsframework.message import inert
from resultsframework.rules import RULE_FAILED, RULES, Finding, Ignored, Report, Rule, Severity

__all__ = ["sarif_text"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "codeFrameworkAndPath/v1"
# The page of a rule in a checkout of this library.
RULE_PAGE = "docs/rules/{code}.md"
# The codes of the rules that have such a page.
DOCUMENTED = frozenset(rule.code for rule in (*RULES, RULE_FAILED))


def sarif_text(
    reports: Mapping[str, Report],
    *,
    unused: Iterable[Ignored] = (),
    unreadable: Mapping[str, str] | None = None,
    rule_page: str = RULE_PAGE,
) -> str:
    """
    The findings of files as one run of this library.

    Args:
        reports: The report of each file, by its name.

        unused: Entries of the ignore list that match no finding.

        unreadable: The files that could not be read, each with the reason.

        rule_page: The address of the page of a rule of this library, with ``{code}`` in place of its code. The help of
            each rule links there, that of another rule to its own `Rule.page`; so does its ``helpUri`` where the
            address is absolute, as SARIF requires.
    """
    rules = sorted({rule.code: rule for r in reports.values() for rule in r.rules}.values(), key=lambda rule: rule.code)
    places = {rule.code: number for number, rule in enumerate(rules)}
    failures = unreadable or {}
    run = {
        "tool": {
            "driver": {
                "name": "resultsframework",
                "version": resultsframework.__version__,
                "semanticVersion": resultsframework.__version__,
                "rules": [_rule(rule, rule_page) for rule in rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not failures,
                "toolConfigurationNotifications": [
                    {"level": "warning", "message": {"text": item.advice}} for item in unused
                ],
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": why}, "locations": [_location(file)]}
                    for file, why in failures.items()
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [result for file, report in reports.items() for result in _results(file, report, places)],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return inert(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: Rule, page: str) -> dict[str, Any]:
    facts = [rule.plain_documentation, f"Comes from: {rule.source}", f"Advice: {rule.advice}"]
    facts += [f"Fires: {example}" for example in rule.fires]
    facts += [f"Silent: {example}" for example in rule.silent]
    text = "\n\n".join(filter(None, facts))
    address = page.replace("{code}", rule.code) if rule.code in DOCUMENTED else rule.page
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("_")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.summary or rule.title},
        "help": {
            "text": text,
            "markdown": text if address is None else f"{text}\n\n[All about {rule.code}]({address})",
        },
        **({"helpUri": address} if address is not None and "://" in address else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.code.rstrip("0123456789")]},
    }


def _results(file: str, report: Report, places: Mapping[str, int]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    results = []
    for finding in report:
        identity = " ".join(filter(None, (finding.code, finding.framework, finding.path)))
        seen[identity] += 1
        results.append(_result(finding, file, places, f"{identity}#{seen[identity]}"))
    return results


def _result(finding: Finding, file: str, places: Mapping[str, int], fingerprint: str) -> dict[str, Any]:
    more = {
        "observed": finding.observed,
        "expected": finding.expected,
        "detail": finding.detail,
        "implied": [other.code for other in finding.implied] or None,
    }
    return {
        "ruleId": finding.code,
        **({"ruleIndex": places[finding.code]} if finding.code in places else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": ". ".join(filter(None, (finding.message, finding.advice)))},
        "locations": [_location(file, finding.line) | _logical(finding.path)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": {name: value for name, value in more.items() if value is not None},
    }


def _location(file: str, line: int | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if line is not None:
        place["region"] = {"startLine": line}
    return {"physicalLocation": place}


def _logical(path: str) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": path, "kind": "element"}]} if path else {}


def _uri(file: str) -> str:
    """A file as a URI: a whole one where the path is whole, else a relative one."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
