"""
Strategies for tags, references, policy markers, documents and notes of results and indicators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.alignment import Alignment, AlignmentKind, PolicyMarker, Reference, SdgReference
from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.note import Note, NoteKind

from ._organisation import organisations
from ._text import codes, languages, made, nodes, several, texts
from ._value import dates, decimals, periods, years

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "alignments",
    "document_links",
    "notes",
    "policy_markers",
    "progress_notes",
    "references",
    "sdg_references",
]

_URLS = st.sampled_from(["https://example.org/a?b=1&c=2", "http://例え.jp/é#x"]) | texts()
_REFERENCES = nodes(
    Reference,
    {"code": codes()},
    vocabulary=st.sampled_from(["sdg_indicator", "reporting_organisation", "99"]) | texts(),
    uri=_URLS,
    name=texts(),
    percentage=decimals(),
)
_SDG_REFERENCES = nodes(
    SdgReference,
    {},
    goal=st.integers(1, 17),
    target=st.sampled_from(["5.4", "5.a"]) | texts(),
    indicator=st.sampled_from(["5.4.1", "5.c.1", "C050101"]) | texts(),
    raw=texts(),
)
_POLICY_MARKERS = nodes(
    PolicyMarker,
    {},
    name=texts(),
    code=codes(),
    vocabulary=texts(),
    uri=_URLS,
    significance=st.integers(0, 4) | st.integers(-1, 99),
)
_ALIGNMENTS = nodes(
    Alignment,
    {"kind": st.sampled_from(AlignmentKind)},
    partners=several(organisations(), 1),
    explanation=texts(),
    as_of=periods(),
)
_DOCUMENT_LINKS = nodes(
    DocumentLink,
    {},
    title=texts(),
    url=_URLS,
    format=st.sampled_from(["application/pdf", "text/html"]) | texts(),
    categories=several(st.sampled_from(["A01", "B02"]) | texts(), 1),
    languages=several(languages(), 1),
    date=dates(),
    description=texts(),
)
_PROGRESS_NOTES = nodes(ProgressNote, {"text": texts()}, year=years(), title=texts())
_NOTES = made(Note, text=texts(), kind=st.sampled_from(NoteKind))


def references() -> SearchStrategy[Reference]:
    """Codes in known and unknown lists."""
    return _REFERENCES


def sdg_references() -> SearchStrategy[SdgReference]:
    """Goals, targets and indicators of the SDGs, not always fitting each other, and icons without a number."""
    return _SDG_REFERENCES


def policy_markers() -> SearchStrategy[PolicyMarker]:
    """Policies that are an objective, with and without how much of one."""
    return _POLICY_MARKERS


def alignments() -> SearchStrategy[Alignment]:
    """Common and complementary tags, also without a partner."""
    return _ALIGNMENTS


def document_links() -> SearchStrategy[DocumentLink]:
    """Documents, also without an address or in a category that no list has."""
    return _DOCUMENT_LINKS


def progress_notes() -> SearchStrategy[ProgressNote]:
    """Narrative reports on a year's progress."""
    return _PROGRESS_NOTES


def notes() -> SearchStrategy[Note]:
    """Notes printed beside an indicator."""
    return _NOTES
