"""
Documents and narrative reporting: links to documents, and progress notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from .construction import typed
from .node import Node, shared_fields_last

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["DOCUMENT_CATEGORIES", "DocumentLink", "ProgressNote"]

# IATI code list DocumentCategory, version 2.03: code and name.
DOCUMENT_CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "A01": "Pre- and post-project impact appraisal",
        "A02": "Objectives / Purpose of activity",
        "A03": "Intended ultimate beneficiaries",
        "A04": "Conditions",
        "A05": "Budget",
        "A06": "Summary information about contract",
        "A07": "Review of project performance and evaluation",
        "A08": "Results, outcomes and outputs",
        "A09": "Memorandum of understanding (If agreed by all parties)",
        "A10": "Tender",
        "A11": "Contract",
        "A12": "Activity web page",
        "B01": "Annual report",
        "B02": "Institutional Strategy paper",
        "B03": "Country strategy paper",
        "B04": "Aid Allocation Policy",
        "B05": "Procurement Policy and Procedure",
        "B06": "Institutional Audit Report",
        "B07": "Country Audit Report",
        "B08": "Exclusions Policy",
        "B09": "Institutional Evaluation Report",
        "B10": "Country Evaluation Report",
        "B11": "Sector strategy",
        "B12": "Thematic strategy",
        "B13": "Country-level Memorandum of Understanding",
        "B14": "Evaluations policy",
        "B15": "General Terms and Conditions",
        "B16": "Organisation web page",
        "B17": "Country/Region web page",
        "B18": "Sector web page",
    }
)


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class DocumentLink(Node):
    """
    A published document. IATI: ``document-link``.

    Attributes:
        title: Its title.

        url: Its address.

        format: Its media type, such as ``application/pdf``.

        categories: Codes of the IATI list DocumentCategory (`DOCUMENT_CATEGORIES`), or the text of the source where the
            list has no such category.

        languages: Language tags, such as ``es``.

        date: The day of publication. IATI: ``document-date``.

        description: A summary of its content.
    """

    title: str | None = None
    url: str | None = None
    format: str | None = None
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    date: dt.date | None = None
    description: str | None = None


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class ProgressNote(Node):
    """
    A narrative report on the progress of one year. IATI: a ``description``.

    Attributes:
        text: The text.

        year: The calendar year reported on.

        title: Its heading: the outcome reported on.
    """

    text: str
    year: int | None = None
    title: str | None = None
