"""
Answers of a page that lie across many indicators: the errors of a plan, and the entities that share its indicators.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from resultsframework import AlignmentKind, Indicator, Result, ResultsFramework
from resultsframework.formats.document import body_text, plain
from resultsframework.rules import RULES, Severity

if TYPE_CHECKING:
    from resultsframework.rules import Finding

__all__ = ["Correction", "Kind", "LinkedNode", "Sharing", "corrections", "kinds_of_warnings", "sharings"]


# Errors of one rule are one line where they have more different messages than this.
MOST_MESSAGES = 3


@attrs.frozen
class LinkedNode:
    """A result or an indicator by its name, and its anchor on the page; the whole framework has none."""

    name: str
    anchor: str


@attrs.frozen
class Correction:
    """An error, and every place that has it."""

    code: str
    message: str
    places: tuple[LinkedNode, ...]


@attrs.frozen
class Sharing:
    """The number of indicators that are tagged as common and as complementary with an entity."""

    partner: str
    common: int
    complementary: int
    places: tuple[LinkedNode, ...]


@attrs.frozen
class Kind:
    """The number of findings of one rule."""

    code: str
    title: str
    number: int


def corrections(
    framework: ResultsFramework, by_node: Mapping[str, Iterable[Finding]], anchors: Mapping[str, str]
) -> tuple[Correction, ...]:
    """
    The errors of a framework, each message once with its places, those with the most places first; the title of the
    rule in place of many messages.

    Args:
        framework: The framework.

        by_node: The findings by the path of their result or indicator; an empty path is the whole.

        anchors: The anchors by path.
    """
    names = {path: _name(node) for path, node in framework.walk()}
    found: dict[tuple[str, str], dict[LinkedNode, None]] = {}
    for path, findings in by_node.items():
        place = LinkedNode(names.get(path, "the whole"), anchors.get(path, ""))
        for finding in findings:
            if finding.severity is Severity.ERROR:
                found.setdefault((finding.code, finding.message), {})[place] = None
    titles = {rule.code: rule.title for rule in RULES}
    messages = Counter(code for code, _ in found)
    merged: dict[tuple[str, str], dict[LinkedNode, None]] = {}
    for (code, message), places in found.items():
        text = titles.get(code, message) if messages[code] > MOST_MESSAGES else message
        merged.setdefault((code, text), {}).update(places)
    items = (Correction(code, plain(message), tuple(places)) for (code, message), places in merged.items())
    return tuple(sorted(items, key=lambda item: -len(item.places)))


def _name(node: Result | Indicator) -> str:
    """The code, or without one the beginning of the title or the statement."""
    text = node.title if isinstance(node, Result) else node.statement
    return plain(node.code or textwrap.shorten(text or "without a statement", 60, placeholder=" ..."))


def kinds_of_warnings(findings: Iterable[Finding]) -> tuple[Kind, ...]:
    """The warnings among findings by their rules, the most frequent first."""
    titles = {rule.code: rule.title for rule in RULES}
    counts = Counter(finding.code for finding in findings if finding.severity is Severity.WARNING)
    return tuple(Kind(code, titles.get(code, ""), number) for code, number in counts.most_common())


def sharings(framework: ResultsFramework, anchors: Mapping[str, str]) -> tuple[Sharing, ...]:
    """
    The entities that the alignments of indicators name, those with the most indicators first.

    Args:
        framework: The framework.

        anchors: The anchors by path.
    """
    found: dict[str, dict[AlignmentKind, int]] = {}
    places: dict[str, dict[LinkedNode, None]] = {}
    for path, node in framework.walk():
        if isinstance(node, Indicator):
            # An entity that an indicator names twice in one kind is one entity.
            named = {(plain(body_text(body)), tag.kind): None for tag in node.alignments for body in tag.partners}
            for partner, kind in named:
                counts = found.setdefault(partner, dict.fromkeys(AlignmentKind, 0))
                counts[kind] += 1
                places.setdefault(partner, {})[LinkedNode(_name(node), anchors[path])] = None
    items = (
        Sharing(partner, counts[AlignmentKind.COMMON], counts[AlignmentKind.COMPLEMENTARY], tuple(places[partner]))
        for partner, counts in found.items()
    )
    return tuple(sorted(items, key=lambda item: (-item.common - item.complementary, item.partner)))
