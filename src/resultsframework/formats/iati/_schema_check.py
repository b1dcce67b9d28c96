"""
Validate an activity file with the official schema of the version that it declares, given a folder of the schemas.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from resultsframework.errors import InvalidValueError, Problem
from resultsframework.formats._text import name_of

from ._source import activities

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from resultsframework.formats._limits import Limits

    from ._archive import Source
    from ._source import ActivityElement

__all__ = ["schema_problems"]

SCHEMA = "iati-activities-schema.xsd"
# The version whose schema applies to a file that declares none.
NEWEST = "2.03"
ROOT = "iati-activities"
# Attributes by which a document names schemas to fetch; they are ignored.
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
HINTS = (f"{INSTANCE}schemaLocation", f"{INSTANCE}noNamespaceSchemaLocation")


def schema_problems(
    source: Source,
    schemas: str | os.PathLike[str],
    limits: Limits | None = None,
) -> Iterator[Problem]:
    """
    Violations of the schema of the file's version, in the file's order; see `resultsframework.formats.iati`.

    Raises:
        InvalidValueError: The folder holds no schema, or one that cannot be used.
    """
    known = _Schemas(schemas)
    name = None if isinstance(source, bytes) else name_of(source)

    def problems() -> Iterator[Problem]:
        judged: set[str | None] = set()
        for activity in activities(source, limits):
            place = _in_archive(activity, name)
            if activity.source not in judged:
                judged.add(activity.source)
                yield from _of_root(activity, known, place)
            yield from _of_activity(activity, known, place)

    return problems()


class _Schemas:
    """The schemas of a folder, each parsed when it is first needed."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        self.paths = {path.parent.name: path for path in sorted(self.folder.glob(f"2.*/{SCHEMA}"))}
        single = self.folder / SCHEMA
        self.single = single if single.is_file() else None
        self.parsed: dict[Path, Any] = {}
        if self.single is None and not self.paths:
            msg = (
                f"there is no schema of IATI in {str(self.folder)!r}; it has to hold {SCHEMA} and the files beside it, "
                f"or a folder with them for each version, such as {NEWEST}"
            )
            raise InvalidValueError(msg)

    def of(self, version: str | None) -> Any:
        """The schema for a version; None where there is none."""
        name = (version or "").strip() or (NEWEST if NEWEST in self.paths else max(self.paths, default=""))
        path = self.single or self.paths.get(name)
        if path is None:
            return None
        if path not in self.parsed:
            self.parsed[path] = _parsed(path)
        return self.parsed[path]


def _parsed(path: Path) -> Any:
    """The schema that a file is; nothing is fetched for it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.XMLSchema(etree.parse(str(path), parser))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError, OSError) as error:
        msg = f"{str(path)!r} cannot be used as a schema: {error}; download the schemas of that version again"
        raise InvalidValueError(msg) from None


def _of_root(activity: ActivityElement, known: _Schemas, place: str) -> Iterator[Problem]:
    """The problems of the element that holds the activities, and of the version that it declares."""
    element: Any = activity.element
    parent = element.getparent()
    line = None if parent is None else parent.sourceline
    if not (activity.version or "").strip():
        yield Problem(f"{place}it does not declare the version of the standard", line=line)
    schema = known.of(activity.version)
    if schema is None:
        there = ", ".join(known.paths)
        what = f"there is no schema for its version {activity.version!r}, only for {there}; nothing else is checked"
        yield Problem(f"{place}{what}", line=line)
        return
    if parent is None:
        return
    alone = etree.Element(ROOT, {name: text for name, text in activity.attributes.items() if name not in HINTS})
    etree.SubElement(alone, "iati-activity")
    schema.validate(alone)
    for error in schema.error_log:
        if error.path == f"/{ROOT}" and "version" not in str(error.message):
            yield Problem(f"{place}{error.message}", line=line)


def _of_activity(activity: ActivityElement, known: _Schemas, place: str) -> Iterator[Problem]:
    """The problems within an activity, each with its line."""
    schema = known.of(activity.version)
    element: Any = activity.element
    if schema is None:
        return
    for node in element.iter():
        for name in HINTS:
            node.attrib.pop(name, None)
    if schema.validate(element):
        return
    identifier = (element.findtext("iati-identifier") or "").strip() or None
    tree = etree.ElementTree(element)
    for error in schema.error_log:
        yield Problem(f"{place}{error.message}", line=_line(tree, error), path=identifier)


def _line(tree: Any, error: Any) -> int | None:
    """The line of the element that an error is about; the validator itself knows no lines far down in a file."""
    found: list[Any] = []
    with contextlib.suppress(etree.XPathEvalError):
        found = tree.xpath(error.path)
    line: int | None = next((node.sourceline for node in found), error.line)
    return line


def _in_archive(activity: ActivityElement, name: str | None) -> str:
    """The beginning of messages: the name of the file, if it is one of an archive."""
    if activity.source is None or activity.source == name:
        return ""
    return f"{activity.source.removeprefix(f'{name}/')}: "
