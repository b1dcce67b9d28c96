"""
IATI activity files: the activities that organisations publish, with their results.

**Read** are versions 2.01, 2.02 and 2.03, as publishers really write them. Each activity is a framework (layout
``flat``), or an outcome with its outputs (``outcome-activity``, the habit of UN Women), or a part of a tree of
activities (``hierarchical``). Elements and attributes without a field in the model are kept as extras of the node in
which they were. Not kept are the order of attributes, comments, processing instructions, insignificant space,
attributes of the file as a whole and, unless asked for, the single transactions behind their sums; in the layout
hierarchical also the fields of an activity below the first that a result does not have.

**Written** is version 2.03, valid by its schema. By default the file is plain IATI: one error lists the facts that the
standard demands and that neither the framework nor a `Publication` states, and nothing is made up; facts for which the
standard has no place are lost, and ``rf.loss_report(framework, "iati")`` lists them. With ``lossless=True`` they are in
elements of the namespace ``urn:resultsframework:iati:1``, and reading gives an equal framework; what the schema demands
and the framework does not state is written as neutrally as possible and marked as absent.

An exact calendar year of dates and a `Period` of that year are the same. Expenses are disbursements and
expenditure (types 3 and 4), funding is incoming funds (type 1) by giver, both in the period of their day.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from resultsframework._lazy import lazy_names
from resultsframework.errors import FormatError, MissingExtraError, Problem
from resultsframework.formats._text import Writable, name_of, write_text

from ._publication import IncompleteError, Publication

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from resultsframework.formats._limits import Limits
    from resultsframework.framework import ResultsFramework
    from resultsframework.number import DecimalMark

    from ._archive import Source

__all__ = [
    "IncompleteError",
    "Layout",
    "Publication",
    "check_schema",
    "dump",
    "dump_all",
    "dumps",
    "load",
    "load_all",
    "loads",
]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.formats.iati.loads": "parse from_xml from_string decode",
    "rf.formats.iati.load": "read open parse_file",
    "rf.formats.iati.load_all": "activities load_activities read_all iter_activities",
    "rf.formats.iati.dumps": "to_xml to_string encode",
    "rf.formats.iati.dump": "write save write_all",
    "rf.formats.iati.check_schema": "validate schema xsd check validate_schema XMLSchema",
    "rf.ResultsFramework": "Activity",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, {})

Layout: TypeAlias = Literal["flat", "outcome-activity", "hierarchical"]


def loads(text: str | bytes, *, source: str | None = None, **options: Any) -> ResultsFramework:
    """
    Read the only framework of a file.

    Args:
        text: The file, as text or as bytes.

        source: The name of the file, for ``framework.source.name`` and for errors.

        options: The options of `load_all`, such as ``layout``.

    Raises:
        FormatError: As for `load_all`; or the file holds several frameworks, or none.
    """
    file = io.StringIO(text) if isinstance(text, str) else text
    return _only(load_all(file, name=source, **options), source)


def load(file: Source, **options: Any) -> ResultsFramework:
    """Read the only framework of a file; the options are those of `load_all`."""
    return _only(load_all(file, **options), None if isinstance(file, bytes) else name_of(file))


def load_all(
    file: Source,
    *,
    name: str | None = None,
    layout: Layout | None = None,
    keep_transactions: bool = False,
    results_only: bool = False,
    decimal: DecimalMark | None = None,
    on_problem: Callable[[FormatError], None] | None = None,
    limits: Limits | None = None,
) -> Iterator[ResultsFramework]:
    """
    Read every framework of a file, one after the other, with no more than one in memory.

    Args:
        file: A path, bytes, or an open file: XML, compressed by gzip, or a zip archive of such files.

        name: The name of the file, where the file object has none.

        layout: The arrangement of its activities: ``flat``, each a framework; ``outcome-activity``, each an outcome
            with its outputs; ``hierarchical``, the parts of trees, for which the whole file is held in memory. None
            takes the layout that the file states, else flat.

        keep_transactions: Keep every transaction among the extras, beside the sums.

        results_only: Read only the results of an activity and their context: identifier, publisher, title, and
            relations to other activities. It takes less time; everything else is passed over, so it is not for files
            that are to be written again.

        decimal: The decimal mark of the publisher, "." or ","; None where it is not known, so that "1.000" as a value
            is text. Amounts of money have a decimal point, as the schema demands, unless another mark is given.

        on_problem: Called with the error of each activity that cannot be read; without it the others are read all the
            same, and the error is raised at the end.

        limits: The depth, the length of a text, and the parts of one activity that are allowed; the usual ones if None.

    Raises:
        FormatError: The file cannot be read or is no IATI activity file, or an activity cannot be read; with the line.

        UnsafeInputError: It declares a document type, or is deeper, has a longer text or a larger activity than is
            allowed.

        UnsupportedVersionError: It is of IATI 1, or of a later version than 2.

        MissingExtraError: lxml is not installed.
    """
    _require_lxml()
    from ._file import Reading, frameworks

    reading = Reading(layout, keep_transactions, results_only, limits, decimal)
    return frameworks(file, reading, on_problem=on_problem, source_name=name)


def dumps(
    framework: ResultsFramework,
    *,
    layout: Layout = "flat",
    lossless: bool = False,
    publication: Publication | None = None,
) -> str:
    """
    Write a framework as the text of a file; equal frameworks give the same text.

    Args:
        framework: The framework.

        layout: The arrangement of its results as activities; see `load_all`.

        lossless: Add extension elements for the facts for which the standard has no place, so that reading the file
            gives an equal framework, and for the facts that the standard demands and nobody stated. Without it the
            file is plain IATI.

        publication: Facts that the standard demands and the framework does not state.

    Raises:
        InvalidValueError: The file is to be plain, and facts are missing that the standard demands; the error lists all
            of them, each with its path, and the call that states them. Or a field holds what it must not.

        MissingExtraError: lxml is not installed.
    """
    _require_lxml("writing IATI")
    from ._file import text_of

    return text_of((framework,), layout, publication, lossless=lossless)


def dump(framework: ResultsFramework, file: Writable, **options: Any) -> None:
    """Write a framework to a path, whole or not at all, or to an open file; see `dumps`."""
    write_text(file, dumps(framework, **options))


def dump_all(
    frameworks: Iterable[ResultsFramework],
    file: Writable,
    *,
    layout: Layout = "flat",
    lossless: bool = False,
    publication: Publication | None = None,
) -> None:
    """Write several frameworks into one file, whole or not at all; see `dumps`."""
    _require_lxml("writing IATI")
    from ._file import text_of

    write_text(file, text_of(frameworks, layout, publication, lossless=lossless))


def check_schema(
    file: Source,
    schemas: str | os.PathLike[str],
    *,
    limits: Limits | None = None,
) -> Iterator[Problem]:
    """
    Check a file against the official schema of the version that it declares, and yield the problems in its order.

    Each problem has its line, and as its path the identifier of the activity. No more than one activity is in
    memory at a time, and nothing is fetched, whatever schema a file declares. The uniqueness of an ``xsd:ID`` in a
    file is not checked.

    Args:
        file: As for `load_all`.

        schemas: The folder of the official schemas: of one version, or with a folder for each, such as ``2.03``.

        limits: As for `load_all`.

    Raises:
        InvalidValueError: There is no schema in the folder, or none that can be used.

        FormatError: As for `load_all`.

        MissingExtraError: lxml is not installed.
    """
    _require_lxml("checking a schema")
    from ._schema_check import schema_problems

    return schema_problems(file, schemas, limits)


def recognises(text: str) -> bool:
    """True for a text that is probably an activity file: XML that names an element of the standard."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and "iati-" in text


def read_back(text: str, *, layout: Layout = "flat", **_: Any) -> ResultsFramework:
    """Read a framework that was written with these options; of one that became several, the results of all."""
    _require_lxml()
    from ._file import as_one

    return as_one(text, layout)


def reason_for_loss(noun: type | None, field: str) -> str | None:
    """The reason why plain IATI never holds a field of a noun; None for one that it has a place for."""
    from ._mapping import without_place

    return "IATI has no place for it" if field in without_place(noun) else None


def _require_lxml(purpose: str = "reading IATI") -> None:
    """
    Do nothing where lxml is installed.

    Raises:
        MissingExtraError: It is not.
    """
    try:
        import lxml.etree  # noqa: F401 - whether it is there
    except ModuleNotFoundError as error:
        if error.name not in {"lxml", "lxml.etree"}:
            raise
        extra = "iati"
        raise MissingExtraError(extra, purpose) from error


def _only(found: Iterator[ResultsFramework], name: str | None) -> ResultsFramework:
    framework = next(found, None)
    if framework is None or next(found, None) is not None:
        what = "no activity" if framework is None else "several frameworks; a program goes through them with read_all"
        format_name = "iati"
        raise FormatError(format_name, (Problem(f"it holds {what}"),), name)
    return framework
