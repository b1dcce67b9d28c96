"""
Read the frameworks of a file: its activities one by one, gathered where they belong together; and write them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import attrs

from resultsframework.errors import FormatError, InvalidValueError, Problem
from resultsframework.formats._own_classes import refuse_own_fields
from resultsframework.framework import with_territory
from resultsframework.number import parse_number

from . import _source
from ._archive import FORMAT
from ._convention import as_hierarchies, as_outcome
from ._layout import HIERARCHICAL, LAYOUTS, OUTCOME_ACTIVITY, Activity, arrange, assemble
from ._publication import IncompleteError, Lack, Publication, lacking_in_results
from ._read_activity import Reading, read_activity
from ._source import Gathered
from ._write_activity import write_activity
from ._write_lossless import DECLARATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from resultsframework.framework import ResultsFramework

    from ._archive import Source

__all__ = ["Reading", "as_one", "frameworks", "text_of"]

# The texts that the standard demands of an activity and that a result states, where the activity is that result.
OWN_TEXTS = ("title", "description")


# ------------------------------------------------------------------------------------------------- reading


def frameworks(
    source: Source,
    reading: Reading,
    *,
    on_problem: Callable[[FormatError], None] | None = None,
    source_name: str | None = None,
) -> Iterator[ResultsFramework]:
    """
    The frameworks of a file, one after the other.

    Raises:
        InvalidValueError: There is no such layout, or no such decimal mark.

        FormatError: See `load_all`.
    """
    _known(reading.layout)
    parse_number("", decimal=reading.decimal)  # refuses what is no decimal mark
    return _reported(source, reading, on_problem, source_name)


def _known(layout: str | None) -> None:
    if layout is not None and layout not in LAYOUTS:
        msg = f"there is no layout {layout!r}; the layouts are {', '.join(map(repr, LAYOUTS))}"
        raise InvalidValueError(msg)


def _reported(
    source: Source, reading: Reading, on_problem: Callable[[FormatError], None] | None, name: str | None
) -> Iterator[ResultsFramework]:
    """The frameworks that can be read; then an error for the others, unless `on_problem` received them."""
    errors = Gathered()
    report = errors.add if on_problem is None else on_problem
    try:
        yield from map(with_territory, _gathered(_activities(source, reading, report, name), reading.layout, report))
    except FormatError as error:
        # A problem of the file itself ends the reading, also where problems of activities are reported.
        errors.add(error)
    if errors:
        raise _together(errors)


def _together(errors: Gathered) -> FormatError:
    """One error for all that is wrong, of the kind of the last: that one may have ended the file."""
    last = errors.last
    problems = (problem for error in errors.kept for problem in error.problems)
    return type(last)(FORMAT, (*problems, *errors.left_out("activities")), last.source)


def _activities(
    source: Source, reading: Reading, report: Callable[[FormatError], None], name: str | None
) -> Iterator[Activity]:
    """The activities of a file that can be read; the problems of the others are reported."""
    for found in _source.activities(source, reading.limits):
        where = found.source or name
        try:
            activity = read_activity(found.element, reading, where)
        except FormatError as error:
            report(error.in_source(where))
        else:
            yield activity


def _gathered(
    activities: Iterator[Activity], layout: str | None, report: Callable[[FormatError], None]
) -> Iterator[ResultsFramework]:
    """The frameworks of some activities: as they declare, else by the conventions of the layout."""
    waiting: list[Activity] = []
    unmarked: list[Activity] = []
    for activity in activities:
        is_marked = activity.layout is not None and layout in (None, activity.layout)
        if waiting and not (is_marked and activity.part == len(waiting) + 1 and _go_together(activity, waiting[0])):
            report(_incomplete(waiting))
            waiting = []
        if is_marked:
            waiting.append(activity)
            if activity.part != len(waiting):
                report(_incomplete(waiting))
                waiting = []
            elif activity.part == activity.parts:
                yield from _assembled(waiting, report)
                waiting = []
        elif layout == HIERARCHICAL and not _is_nested(activity):
            unmarked.append(activity)
        else:
            yield from _alone(activity, layout, report)
    if waiting:
        report(_incomplete(waiting))
    yield from as_hierarchies(unmarked)


def _go_together(one: Activity, first: Activity) -> bool:
    return (one.parts, one.layout) == (first.parts, first.layout)


def _is_nested(activity: Activity) -> bool:
    """True if the activity itself states, in the flat layout, the positions of its results."""
    return activity.layout is None and any(len(position) > 1 for position in activity.positions)


def _alone(activity: Activity, layout: str | None, report: Callable[[FormatError], None]) -> Iterator[ResultsFramework]:
    """The framework of one activity, of a layout that the file does not declare or that is not used."""
    if layout == OUTCOME_ACTIVITY and not _is_nested(activity):
        yield as_outcome(activity)
    elif activity.layout is None:
        yield from _assembled([activity], report)
    else:
        yield activity.framework


def _assembled(activities: list[Activity], report: Callable[[FormatError], None]) -> Iterator[ResultsFramework]:
    """The framework that some activities declare to make together, unless they do not fit together."""
    try:
        yield assemble(activities)
    except FormatError as error:
        report(error.in_source(activities[0].framework.source.name))


def _incomplete(waiting: list[Activity]) -> FormatError:
    first = waiting[0]
    what = (
        f"of the {first.parts} activities that make one framework, only {len(waiting)} follow each other here; "
        "read them with layout='flat' to have what there is"
    )
    return FormatError(FORMAT, (Problem(what, line=first.framework.line),), first.framework.source.name)


def as_one(text: str, layout: str) -> ResultsFramework:
    """The frameworks of a file as one: the first, with the results of all."""
    found = list(frameworks(io.StringIO(text), Reading(layout)))
    results = tuple(result for framework in found for result in framework.results)
    return attrs.evolve(found[0], results=results)


# ------------------------------------------------------------------------------------------------- writing


def text_of(found: Iterable[ResultsFramework], layout: str, publication: Publication | None, *, lossless: bool) -> str:
    """
    The text of a file, with the options of `dumps`.

    Raises:
        InvalidValueError: There is no such layout, or see `dumps`.
    """
    _known(layout)
    publication = publication or Publication()
    shared = attrs.evolve(publication, identifier=None, measures=None)
    lacking: list[Lack] = []
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03"{DECLARATION if lossless else ""}>'
    ]
    for framework in found:
        refuse_own_fields(framework, "IATI")
        whole = publication.added_to(framework)
        for activity in arrange(whole, layout):
            # A plain file needs these facts in every activity; an identifier belongs to one.
            needed = activity if lossless else attrs.evolve(activity, framework=shared.added_to(activity.framework))
            text, fields = write_activity(needed, layout, lossless=lossless)
            parts.append(text)
            if not lossless:
                where = ((field, _path_of(activity, field, whole)) for field in fields)
                lacking += (Lack(path, field, framework=whole.identifier) for field, path in where)
        if not lossless:
            lacking += lacking_in_results(whole)
    if lacking:
        raise IncompleteError(lacking)
    return "".join([*parts, "\n</iati-activities>\n"])


def _path_of(activity: Activity, field: str, framework: ResultsFramework) -> str:
    """The path of the node whose field an activity lacks: a result for its own texts, else the framework."""
    if not activity.subject or field not in OWN_TEXTS:
        return ""
    first, *further = activity.subject
    result = framework.results[first]
    for position in further:
        result = result.children[position]
    return next(path for path, node in framework.walk() if node is result)
