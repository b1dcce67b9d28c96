"""
Assumptions and risks: the conditions outside the control of an intervention on which a result depends.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from .construction import typed
from .node import Node, shared_fields_last

__all__ = ["Assumption", "Risk"]


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Assumption(Node):
    """
    A condition outside the control of the intervention that a result depends on. OECD-DAC: assumption. Logical
    framework: the column "assumptions". Not in IATI, whose ``conditions`` are those of the funding.

    Attributes:
        text: The assumption, in a sentence.

        holds: True if it still holds, False if it no longer does; None if the source does not state it.
    """

    text: str
    holds: bool | None = None

    _guesses: ClassVar[dict[str, str]] = {
        ".text": "title statement description name assumption",
        ".holds": "is_valid valid still_holds status",
    }


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Risk(Node):
    """
    An event that may keep a result from being achieved. FCDO and European Union logframes: risk. Not in IATI.

    Attributes:
        text: The risk, in a sentence.

        rating: Its rating as read, such as "High" or "3": each organisation has a scale of its own.

        mitigation: The measures that make it less likely or less harmful.
    """

    text: str
    rating: str | None = None
    mitigation: str | None = None

    _guesses: ClassVar[dict[str, str]] = {
        ".text": "title statement description name risk",
        ".rating": "level severity likelihood probability",
        ".mitigation": "measures response",
    }
