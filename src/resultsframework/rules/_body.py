"""
Mentions of one organisation at several places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.spelling import folded

if TYPE_CHECKING:
    from resultsframework.organisation import Organisation

__all__ = ["is_same_body"]


def is_same_body(one: Organisation, other: Organisation) -> bool:
    """
    True if two mentions are of one body: by their identifiers where both have one, else by name or acronym.

    An acronym alone may belong to two bodies of one kind in different places, so their jurisdictions have to agree.
    """
    if one.reference and other.reference:
        return folded(one.reference) == folded(other.reference)
    names = [{folded(n) for n in (body.name, body.acronym) if n} for body in (one, other)]
    return bool(names[0] & names[1]) and one.jurisdiction == other.jurisdiction
