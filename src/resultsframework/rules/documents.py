"""
Rules about narrative information: documents, progress notes, and notes on indicators.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resultsframework.document import DOCUMENT_CATEGORIES, DocumentLink
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.result import Result

from ._finding import Severity
from ._given import has_documents, has_notes
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._context import Context, IndicatorContext

YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


@rule(
    "DOC01",
    Severity.WARNING,
    title="Category of a document is not in the list",
    source="IATI code list DocumentCategory",
    advice="Use a code of the list.",
    on=(DocumentLink, Indicator),
    given=has_documents,
)
def document_category_is_in_the_list(node: DocumentLink | Indicator, _context: Context) -> Iterable[Found]:
    """
    Every category of a document is a code of the IATI list.

    Fires: document A08, Results
    Fires: evidence Results
    Silent: document A08, A12
    """
    for step, document in documents_of(node):
        unknown = [category for category in document.categories if category not in DOCUMENT_CATEGORIES]
        if unknown:
            listed = ", ".join(unknown)
            message = f"{listed!r} is not a category of documents"
            yield Found(message, at=f"{step}categories", observed=listed, expected="a code such as A08")


@rule(
    "DOC02",
    Severity.WARNING,
    title="Document has no address",
    source="IATI 2.03 schema: a document states its address",
    advice="Supply the address.",
    on=(DocumentLink, Indicator),
    given=has_documents,
)
def document_has_an_address(node: DocumentLink | Indicator, _context: Context) -> Iterable[Found]:
    """
    Every document states its address.

    Fires: document without address
    Fires: evidence without address
    Silent: document A08
    """
    for step, document in documents_of(node):
        if not (document.url or "").strip():
            name = document.title or "the document"
            yield Found(f"{name} has no address", at=step.rstrip("/"), expected="an address")


@rule(
    "DOC03",
    Severity.INFO,
    title="No progress note of the reporting year",
    source="practice: numbers and narrative are of the same year",
    advice="Add the note of the year, or correct its year.",
    on=(ResultsFramework, Result),
)
def notes_are_of_the_reporting_year(node: ResultsFramework | Result, context: Context) -> Iterable[Found]:
    """
    The latest progress note that states a year is of the reporting year.

    Fires: reporting 2021; progress 2020 Two laws were adopted.
    Silent: reporting 2021; progress 2020 None yet.; progress 2021 Two laws were adopted.
    Silent: reporting 2021; progress Two laws were adopted.
    """
    reporting = context.validation.reporting_year
    years = [(note.year, number) for number, note in enumerate(node.progress_notes, 1) if note.year is not None]
    if reporting is None or not years:
        return
    last = max(year for year, _ in years)
    if last != reporting:
        number = next(number for year, number in years if year == last)
        message = f"the last progress note is of {last}, and the reporting year is {reporting}"
        yield Found(message, at=f"progress_notes#{number}", observed=last, expected=reporting)


@rule(
    "DOC04",
    Severity.INFO,
    title="Note mentions results that are not reported",
    source="logic: a note explains reported data",
    advice="Add the results, or remove the note.",
    on=Indicator,
    given=has_notes,
)
def notes_are_about_reported_years(indicator: Indicator, context: IndicatorContext) -> Iterable[Found]:
    """
    A year mentioned in a note of an indicator has a result, if the series has a cell for it.

    The note is under review here, not the result: if that is not due yet, the note comes too early. There is one
    finding an indicator.

    Fires: note The results of 2022 are estimates.; 2022 milestone - actual -
    Silent: note The results of 2022 are estimates.; 2022 milestone - actual 4
    Silent: note The results of 2019 are estimates.; 2022 milestone - actual -
    """
    mentioned = {int(year) for note in indicator.notes for year in YEAR.findall(note.text)}
    empty = sorted(mentioned & context.actual_years - context.reported_years)
    if empty:
        listed = ", ".join(map(str, empty))
        message = f"a note mentions {listed}, and no result is reported for it"
        yield Found(message, at="notes", observed=listed, expected="a result")


def documents_of(node: DocumentLink | Indicator) -> Iterator[tuple[str, DocumentLink]]:
    """A document itself, or the documents of an indicator, each with the step to it."""
    if isinstance(node, DocumentLink):
        yield "", node
    else:
        for number, document in enumerate(node.documents, 1):
            yield f"documents#{number}/", document
