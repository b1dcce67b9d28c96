"""
A framework as JSON, in a form of its own: nothing is lost, and people can read it and compare it line by line.

Read: versions 1 and 2. Written: version 2. Lost: nothing but the line numbers and the name of the source that a
framework was read from, which are no part of its equality.

- The first member, ``resultsframework``, is the version of the form. Members have the names and order of the fields.
  A member whose field holds its default is left out; null is never used.
- Version 2 has all members of version 1 and the ``monitoring_plan`` of an indicator, the ``weight``, ``assumptions``,
  ``risks``, ``organisations`` and ``activities`` of a result, and the ``revisions`` of the framework.
- A number is a string of its digits (``"4999.50"``), so that no program rounds it; yes and no are true and false. Any
  other value is a small object: ``{"text": "Adopted"}``, ``{"missing": "empty"}``,
  ``{"numerator": "3", "denominator": "5"}``, ``{"low": "545", "high": "550"}``, ``{"rank": 3, "name": "high"}``.
- A period that is a calendar year is that year, any other an object. ``series`` is a list of observations; ``periods``
  is a further member of the indicator where the source states other periods than those of the observations.
- Where a result of any level is possible, ``level`` names its level.
- Members whose name begins with ``x_`` hold any JSON and become extras of their object. Any other unknown member is an
  error, and so are a wrong type, a repeated member, NaN, and a later version. One error lists all problems.

Reading is quicker with the extra ``fast`` (orjson), which is used where it is installed: the same frameworks, the same
errors. Output does not depend on it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import attrs

from resultsframework._lazy import lazy_names
from resultsframework.errors import FormatError
from resultsframework.formats._collector import collector_paused
from resultsframework.formats._text import LIMIT, Readable, Writable, read_text, write_text
from resultsframework.framework import with_territory

from ._data import from_dict, to_dict
from ._model import Member as Member
from ._model import members as members
from ._parse import FORMAT, parsed_by_orjson
from ._parse import parsed as parsed
from ._read import structured as structured
from ._read import structured_document
from ._write import value_text as value_text
from ._write import written

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._schema import schema, schema_text
    from ._schema import write_schema as write_schema

__all__ = ["dump", "dumps", "from_dict", "load", "loads", "schema", "schema_text", "to_dict"]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.formats.json.loads": "parse from_json decode read structure",
    "rf.formats.json.dumps": "to_json encode write unstructure",
    "rf.from_dict and rf.to_dict": "converter make_converter",
}

if not TYPE_CHECKING:  # the schema describes answers too, and so loads the rooms that make them
    __getattr__, __dir__ = lazy_names(__name__, {"_schema": "schema schema_text write_schema"})


def loads(text: str, *, source: str | None = None) -> ResultsFramework:
    """
    The framework of a document.

    Args:
        text: The document.

        source: The name of the file it is from, for ``framework.source.name`` and for errors.

    Raises:
        FormatError: The document does not have the form of this format; with all problems, each with its path.

        UnsupportedVersionError: A later version of this library wrote it.

        UnsafeInputError: It is nested too deep.
    """
    with collector_paused():
        try:
            framework = _read(text)
        except FormatError as error:
            raise error.in_source(source) from None
    framework = with_territory(framework)
    if source is None:
        return framework
    return attrs.evolve(framework, source=attrs.evolve(framework.source, name=source))


def load(file: Readable, *, limit: int | None = LIMIT) -> ResultsFramework:
    """
    The framework of a file; see `loads`.

    Args:
        file: A path, or a file open for reading text or bytes.

        limit: The maximum size in bytes; None for no limit.
    """
    text, name = read_text(file, limit=limit, format=FORMAT)
    return loads(text, source=name)


def dumps(framework: ResultsFramework) -> str:
    """
    The document of a framework; equal frameworks that were written alike give the same text.

    Raises:
        InvalidValueError: A field holds what it must not, such as a number where text belongs; with its path.
    """
    return written(framework)


def dump(framework: ResultsFramework, file: Writable) -> None:
    """Write the document of a framework to a path, whole or not at all, or to an open file; see `dumps`."""
    write_text(file, dumps(framework))


def recognises(text: str) -> bool:
    """True for a text that is probably JSON: no other format begins with a brace or a bracket."""
    return text.lstrip()[:1] in ("{", "[")


def _read(text: str) -> ResultsFramework:
    """The framework, by orjson where that gives one; else by the standard library, which words all errors."""
    tree = parsed_by_orjson(text)
    if tree is not None:
        with suppress(FormatError):
            return structured_document(tree)
    tree, faults = parsed(text)
    try:
        framework = structured_document(tree)
    except FormatError as error:
        raise type(error)(FORMAT, (*faults, *error.problems)) from None
    if faults:
        raise FormatError(FORMAT, faults)
    return framework
