"""
Read the elements that are plain nodes, by the table of the mapping.

Each row becomes a function that holds what it needs; it takes an element and the language of the activity.
"""

from __future__ import annotations

import functools
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from resultsframework.formats._construction import unchecked
from resultsframework.organisation import Organisation

from ._datatypes import stated
from ._extension import ABSENT
from ._mapping import ELEMENTS, NARRATIVES, UNKNOWN
from ._parts import Parts
from ._text import keep, kept_attributes, read_narratives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from resultsframework.node import Extra, Translation

    from ._mapping import Element as Row
    from ._mapping import Entry
    from ._xml import Element

    Reader: TypeAlias = Callable[[Element, str | None], Any]
    # The values of fields, and the attributes that none of them can hold.
    Stated: TypeAlias = tuple[dict[str, Any], tuple[Extra, ...]]

__all__ = ["READERS", "attributes_reader", "read_document", "remembering"]

# Codes and organisations recur in the activities of a publisher, with the same attributes.
remembering = functools.lru_cache(maxsize=4096)


def _reader(row: Row) -> Reader:
    """The reader of an element: of one with parts where the table names elements in it."""
    has_parts = any(entry.tag != "narrative" for entry in row.parts)
    return _reader_with_parts(row) if has_parts else _reader_of_attributes(row)


def _reader_of_attributes(row: Row) -> Reader:
    """The reader of an element that states a node by its attributes and, by some rows, its narratives."""
    by_attributes = remembering(attributes_reader(row.attributes, row.constants))
    make = _constructor(row)
    name = next((entry.field.rpartition(".")[2] for entry in row.parts), None)

    def read(element: Element, language: str | None) -> Any:
        known, extras = by_attributes(tuple(element.items()))
        fields = {**known, "extras": extras, "line": element.sourceline}
        if len(element):
            translations: list[Translation] = []
            others = [*extras]
            if name is None:
                for child in element[:]:
                    keep(child, others)
            else:
                fields[name] = read_narratives(element, name, language, translations, others)
                fields["translations"] = tuple(translations)
            fields["extras"] = tuple(others)
        elif name is not None:
            fields[name] = stated(element.text)
        return make(**fields)

    return read


def _reader_with_parts(row: Row) -> Reader:
    """The reader of an element that states a node by its attributes and by elements in it."""
    by_attributes = attributes_reader(row.attributes, row.constants)
    make = unchecked(row.noun)
    entries = row.parts
    tags = frozenset(entry.tag for entry in entries)

    def read(element: Element, language: str | None) -> Any:
        fields, extras = by_attributes(element.items())
        parts = Parts(element, language, tags, [*extras])
        for entry in entries:
            if entry.codec is NARRATIVES:
                fields[entry.field] = parts.text(entry.tag, entry.field)
            else:
                values = _values(parts, entry)
                fields[entry.field] = values if entry.is_repeated else next(iter(values), None)
        parts.own()
        translations, extras = tuple(parts.translations), tuple(parts.extras)
        return make(**fields, translations=translations, extras=extras, line=element.sourceline)

    return read


def attributes_reader(
    entries: Iterable[Entry], constants: Mapping[str, Any] = MappingProxyType({}), path: str = ""
) -> Callable[[Iterable[tuple[str, str]]], Stated]:
    """
    The function that takes the attributes of an element apart.

    Args:
        entries: The attributes that have a field.

        constants: The values of fields whose attribute is absent.

        path: The path of the element from its node.
    """
    known = {entry.attribute: (entry.field.rpartition(".")[2], entry.codec.parse, entry.raw) for entry in entries}

    def by_attributes(attributes: Iterable[tuple[str, str]]) -> Stated:
        fields = {**constants}
        odd: list[tuple[str, str]] = []
        for attribute in attributes:
            name, text = attribute
            if name not in known:
                odd.append(attribute)
                continue
            field, parse, raw = known[name]
            value = parse(text)
            if value is not UNKNOWN:
                fields[field] = value
            elif raw is not None:
                fields[raw] = stated(text)
            else:
                odd.append(attribute)
        return fields, tuple(kept_attributes(odd, path))

    return by_attributes


def _values(parts: Parts, entry: Entry) -> tuple[Any, ...]:
    """
    The values of the elements of one name that state nothing but one attribute; the other elements are preserved, as
    are those after the first if the element is not repeated.
    """
    found: list[Any] = []
    for element in parts.take(entry.tag):
        text = element.get(entry.attribute)
        value = UNKNOWN
        if text is not None and len(element.attrib) == 1 and not len(element):
            value = entry.codec.parse(text)
        if value is not UNKNOWN and (entry.is_repeated or not found):
            found.append(value)
        elif not (len(element) == 1 and element[0].tag == ABSENT):
            keep(element, parts.extras)
    return tuple(found)


def _constructor(row: Row) -> Callable[..., Any]:
    """The constructor of the node of a row, with the organisation in it if fields of that are in the table."""
    make, inner = unchecked(row.noun), unchecked(Organisation)
    names = {entry.field.partition(".")[2] for entry in row.entries if "." in entry.field}
    if not names:
        return make

    def make_with_organisation(*, line: int | None, **fields: Any) -> Any:
        within = {name: fields.pop(name) for name in (*names, "translations") if name in fields}
        return make(organisation=inner(**within, line=line), line=line, **fields)

    return make_with_organisation


READERS: Mapping[str, Reader] = MappingProxyType({path: _reader(row) for path, row in ELEMENTS.items()})
read_document = READERS["iati-activity/document-link"]
