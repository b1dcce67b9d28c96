"""
The remarks printed beside an indicator: its notes, and the offices that report on it.
"""

from __future__ import annotations

import enum

import attrs

from .construction import typed
from .expression import PrintedForTests, repr_of

__all__ = ["Note", "NoteKind", "Scope"]


class Scope(enum.Enum):
    """An office that reports on an indicator, from a suffix of its statement such as "(CO, RO, HQ)". Not in IATI."""

    COUNTRY_OFFICE = "country_office"
    MULTI_COUNTRY_OFFICE = "multi_country_office"
    REGIONAL_OFFICE = "regional_office"
    HEADQUARTERS = "headquarters"
    DESK_REVIEW = "desk_review"


class NoteKind(enum.Enum):
    """
    The subject of a note on an indicator. Not in IATI.

    Attributes:
        DESK_REVIEW: The indicator is reported in a global scope.

        TRUST_FUND: Results through the UN trust fund are added in global reporting.

        SOCIAL_NORMS: The values come from a learning process on social norms.

        OTHER: Anything else.
    """

    DESK_REVIEW = "desk_review"
    TRUST_FUND = "trust_fund"
    SOCIAL_NORMS = "social_norms"
    OTHER = "other"


@typed
@attrs.frozen(kw_only=True)
class Note:
    """
    A note printed beside an indicator. IATI: part of its ``description``.

    Attributes:
        text: The text, as read.

        kind: Its subject.
    """

    text: str
    kind: NoteKind = NoteKind.OTHER

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()
