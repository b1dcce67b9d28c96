"""
Targets that take frameworks nobody would write: their differences, merges and common statements, and their pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from promises import allowed, promise, seldom, text_of
from tables import BETWEEN, small_plan

import resultsframework as rf
from resultsframework.formats import document, html, json

__all__ = ["TARGETS"]

# What a page must not hold, whatever a framework says: a script, an element that loads something, an event.
ACTIVE = re.compile(r"<(?:script|iframe|object|embed|link|base|form)\b|<[a-z]+ [^>\"]*\bon[a-z]+=", re.IGNORECASE)


def two_of(data: bytes) -> tuple[rf.ResultsFramework, rf.ResultsFramework]:
    """The frameworks of an input; the small plan in place of a second one that is missing."""
    first, between, second = data.partition(BETWEEN)
    old = json.loads(text_of(first))
    return old, json.loads(text_of(second)) if between else small_plan()


def read_versions(data: bytes) -> None:
    """Two versions of a framework, or two frameworks, and what differs."""

    def read() -> None:
        old, new = two_of(data)
        changes = rf.diff(old, new)
        promise(changes.apply(old) == new, "the changes make the new version of the old one")
        promise(changes.invert().apply(new) == old, "the changes back make the old version of the new one")
        _ = (str(changes), changes.to_markdown(), changes.to_html(), str(changes.table()))
        promise(not rf.diff(new, new), "a framework does not differ from itself")

    allowed(read)


def read_merged(data: bytes) -> None:
    """The versions that two people made of one framework."""

    def read() -> None:
        old, new = two_of(data)
        promise(rf.merge(old, new, old).framework == new, "what one changed is taken")
        promise(rf.merge(old, old, new).framework == new, "what the other changed is taken")
        both = rf.merge(small_plan(), old, new)
        _ = (str(both), str(both.table()))
        if seldom(data):
            promise(json.loads(json.dumps(both.framework)) == both.framework, "what was merged can be written")

    allowed(read)


def read_aligned(data: bytes) -> None:
    """The frameworks of two entities, and the statements that they share."""

    def read() -> None:
        found = rf.align(two_of(data))
        _ = (str(found), str(found.table()), str(found.matrix()))

    allowed(read)


def write_page(data: bytes) -> None:
    """A framework as a page and as documents."""

    def write() -> None:
        framework = json.loads(text_of(data))
        page = html.dumps(framework)
        promise(not ACTIVE.search(page), "a page does nothing and loads nothing")
        promise(page.encode(), "a page can be written")
        if seldom(data):
            document.markdown.dumps(framework).encode()
            document.word.dumps(framework)

    allowed(write)


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {"versions": read_versions, "merged": read_merged, "aligned": read_aligned, "page": write_page}
)
