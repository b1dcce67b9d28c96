"""
Note the facts in preserved IATI extras that rules use, so that rules read no XML.

The extras of a framework are the same in a file of IATI and in one of JSON, so both readers note them here.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from types import MappingProxyType

from resultsframework.node import Extra, Fact, FactKind
from resultsframework.number import plain_number

from ._construction import unchecked

__all__ = ["preserved"]

# Canonical XML: one space before each attribute, double quotes, and no quote or angle bracket of the text unescaped.
START_TAG = r'<(?:{tag})((?: [^\s=<>"]+="[^"]*")*)>'
TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
ATTRIBUTE = re.compile(r' ([^\s=<>"]+)="([^"]*)"')
# Code list OtherIdentifierType: an identifier that the reporting organisation used before.
FORMER = "B1"

make_extra, make_fact = unchecked(Extra), unchecked(Fact)


def preserved(name: str, text: str) -> Extra:
    """
    An extra with the facts in it.

    Args:
        name: The place in the element of its node, such as "@type", "transaction" or "value/@value-date".

        text: The text of an attribute, or an element in exclusive canonical form.
    """
    note = NOTES.get(name)
    return make_extra(name=name, text=text, facts=() if note is None else tuple(note(text)))


def _stated(field: str) -> Callable[[str], Iterator[Fact]]:
    def note(_text: str) -> Iterator[Fact]:
        yield make_fact(kind=FactKind.STATED, text=field)

    return note


def _day(kind: FactKind) -> Callable[[str | None], Iterator[Fact]]:
    def note(text: str | None) -> Iterator[Fact]:
        try:
            yield make_fact(kind=kind, day=dt.date.fromisoformat((text or "").strip()[:10]))
        except ValueError:
            return

    return note


def _description(text: str) -> Iterator[Fact]:
    yield make_fact(kind=FactKind.STATED, text="description")
    if not TAG.sub("", text).strip():
        yield make_fact(kind=FactKind.BLANK)


def _transaction(text: str) -> Iterator[Fact]:
    for attributes in _attributes(text, "transaction-date"):
        yield from _moved(attributes.get("iso-date"))
    for attributes in _attributes(text, "value"):
        yield from _valued(attributes.get("value-date"))
    if "<sector" in text:
        yield make_fact(kind=FactKind.SECTOR)
    if "<recipient-" in text:
        yield make_fact(kind=FactKind.AREA)


def _budget_items(text: str) -> Iterator[Fact]:
    for whole in _attributes(text, "country-budget-items"):
        for item in _attributes(text, "budget-item"):
            number = plain_number(item.get("percentage", "").strip())
            yield make_fact(kind=FactKind.BUDGET_ITEM, number=number, text=whole.get("vocabulary", ""))


def _former_identifier(text: str) -> Iterator[Fact]:
    for attributes in _attributes(text, "other-identifier"):
        if attributes.get("type") == FORMER and attributes.get("ref"):
            yield make_fact(kind=FactKind.FORMER_IDENTIFIER, text=attributes["ref"])


def _attributes(fragment: str, tag: str) -> Iterator[Mapping[str, str]]:
    """The attributes of every element of one name in a fragment, the outermost included."""
    for start in _start_of(tag).finditer(fragment):
        yield {name: unescape(text) for name, text in ATTRIBUTE.findall(start[1])}


@functools.cache
def _start_of(tag: str) -> re.Pattern[str]:
    return re.compile(START_TAG.format(tag=re.escape(tag)))


def _part(_text: str) -> Iterator[Fact]:
    yield make_fact(kind=FactKind.PART)


_moved, _valued = _day(FactKind.MOVED), _day(FactKind.VALUED)
NOTES: Mapping[str, Callable[[str], Iterator[Fact]]] = MappingProxyType(
    {
        "@hierarchy": _part,
        "@type": _stated("type"),
        "activity-status": _stated("status"),
        "title": _stated("title"),
        "category": _stated("category"),
        "description": _description,
        "value/@value-date": _valued,
        "actual/value/@value-date": _valued,
        "related-activity": _part,
        "transaction": _transaction,
        "country-budget-items": _budget_items,
        "other-identifier": _former_identifier,
    }
)
