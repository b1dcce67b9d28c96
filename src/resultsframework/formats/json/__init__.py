"""
A framework as JSON, in a form of its own: nothing is lost, and people can read it and compare it line by line.

Read: version 1. Written: version 1. Lost: nothing but the line numbers and the name of the source that a framework was
read from, which are no part of its equality.

- The first member, ``resultsframework``, is the version of the form. Members have the names and order of the fields.
  What holds its default is left out; null stands nowhere.
- A number is a string of its digits (``"4999.50"``), so that nobody rounds it; yes and no are true and false. Any other
  value is a small object: ``{"text": "Adopted"}``, ``{"missing": "empty"}``,
  ``{"numerator": "3", "denominator": "5"}``, ``{"low": "545", "high": "550"}``, ``{"rank": 3, "name": "high"}``.
- A period that is a year is that year, any other an object. ``series`` is a list of observations; ``periods`` stands
  beside it where the source states other periods than the observations tell.
- Where a result of any level may stand, ``level`` says which it is.
- Members whose name begins with ``x_`` hold any JSON and become extras of their object; any other unknown member is
  an error, and so are a wrong type, a member that stands there twice, NaN, and a later version. One error says all.

Reading is quicker with the extra ``fast`` (orjson), which is used where it is installed: the same frameworks, the same
errors. What is written does not depend on it.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs
from cattrs import BaseValidationError

from resultsframework.errors import FormatError, InvalidValueError, Problem, UnsafeInputError, UnsupportedVersionError
from resultsframework.formats._text import (
    LIMIT,
    Readable,
    Writable,
    read_text,
    write_text,
)

from ._field import Member, members, structured, value_text
from ._model import VERSION, VERSION_MEMBER
from ._parse import (
    FORMAT,
    TOO_DEEP,
    fast_tree,
    has_fast_engine,
    is_whole,
    pieces_of,
    plain_tree,
    strict_tree,
)
from ._problems import (
    MismatchError,
    did_you_mean,
    problems_of,
    unlike,
)
from ._read import structure, structure_results
from ._schema import schema, schema_text, write_schema
from ._write import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from resultsframework.framework import ResultsFramework

__all__ = [
    "Engine",
    "Member",
    "dump",
    "dumps",
    "load",
    "loads",
    "members",
    "recognises",
    "schema",
    "schema_text",
    "structured",
    "value_text",
    "write_schema",
]

Engine: TypeAlias = Literal["json", "orjson"]


def loads(
    text: str, *, source: str | None = None, engine: Engine | None = None, pause_gc: bool = True
) -> ResultsFramework:
    """
    The framework that a document says.

    Args:
        text: The document.

        source: The name of the file it is from, for ``framework.source.name`` and for errors.

        engine: What parses: "json" is the standard library, "orjson" the extra ``fast``; None takes what is there.

        pause_gc: Whether Python's search for garbage in cycles rests meanwhile, in the whole process: large documents
            load two to four times as fast. It is set back as it was, whatever happens.

    Raises:
        FormatError: The document is not what it has to be; with all that is wrong, each with its path.

        UnsupportedVersionError: It was written by a later version of this library.

        UnsafeInputError: It is nested too deep.

        MissingExtraError: orjson was asked for and is not installed.
    """
    fast = engine != "json" and has_fast_engine(required=engine == "orjson")
    with _gc_paused() if pause_gc else _as_it_is():
        framework = _quickly(text, fast_tree if fast else plain_tree)
        try:
            framework = _strictly(text) if framework is None else framework
        except FormatError as error:
            raise error.in_source(source) from None
    return framework if source is None else _named(framework, source)


def load(file: Readable, *, limit: int | None = LIMIT, engine: Engine | None = None) -> ResultsFramework:
    """
    The framework that a file says; see `loads`.

    Args:
        file: A path, or a file open for reading text or bytes.

        limit: The most bytes to read; None for no limit.

        engine: As for `loads`.
    """
    text, name = read_text(file, limit=limit, format="json")
    return loads(text, source=name, engine=engine)


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
    """Whether a text is probably JSON: no other format begins with a brace or a bracket."""
    return text.lstrip()[:1] in ("{", "[")


def _quickly(text: str, parse: Callable[[str], Any]) -> ResultsFramework | None:
    """The framework, some results at a time; None where anything is unusual, so that one place words the errors."""
    found = pieces_of(text)
    if found is not None and not is_whole(text):
        return None
    rest, places = found or (text, [])
    tree = parse(rest)
    if type(tree) is not dict or type(tree.get(VERSION_MEMBER)) is not int or tree.pop(VERSION_MEMBER) != VERSION:
        return None
    try:
        framework = structure(tree)
        results = [structure_results(parse(f"[{text[first:last]}]")) for first, last in places]
    except (BaseValidationError, MismatchError, InvalidValueError, RecursionError):
        return None
    return attrs.evolve(framework, results=tuple(chain.from_iterable(results))) if results else framework


def _strictly(text: str) -> ResultsFramework:
    """The framework, by the standard library, or everything that is wrong with the document."""
    tree, oddities = strict_tree(text)
    try:
        found, framework = _structured(tree)
    except RecursionError:
        raise UnsafeInputError(FORMAT, (Problem(TOO_DEEP),)) from None
    problems = oddities + found
    if framework is None or problems:
        raise FormatError(FORMAT, problems)
    return framework


def _structured(tree: Any) -> tuple[tuple[Problem, ...], ResultsFramework | None]:
    if type(tree) is not dict:
        error = unlike(tree, f"an object whose first member is {VERSION_MEMBER!r}, the version")
        return problems_of(error), None
    if VERSION_MEMBER not in tree:
        hint = did_you_mean(VERSION_MEMBER, tree)
        what = (
            f"this is JSON, but no results framework: the member {VERSION_MEMBER!r} with the version is missing{hint}"
        )
        return (Problem(what, path="$"),), None
    version = tree.pop(VERSION_MEMBER)
    if type(version) is not int or version < 1:
        error = unlike(version, f"the version of the form, a whole number from 1 to {VERSION}")
        error.path = f".{VERSION_MEMBER}"
        return problems_of(error), None
    if version > VERSION:
        what = f"a newer version of this library wrote it (form {version}; this one reads up to {VERSION}): update"
        raise UnsupportedVersionError(FORMAT, (Problem(what, path=f"$.{VERSION_MEMBER}"),))
    try:
        return (), structure(tree)
    except (BaseValidationError, MismatchError, InvalidValueError) as error:
        return problems_of(error), None


def _named(framework: ResultsFramework, source: str) -> ResultsFramework:
    return attrs.evolve(framework, source=attrs.evolve(framework.source, name=source))


@contextmanager
def _gc_paused() -> Iterator[None]:
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield
