"""
The revisions of a framework: the record of what was changed in it, when, why, and with whose approval.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import attrs

from .construction import typed
from .node import Node, shared_fields_last

__all__ = ["Revision"]


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Revision(Node):
    """
    An agreed change of the framework. FCDO logframes: a row of the record of changes. Not in IATI.

    Attributes:
        day: The day of the change; None where the source has no date that can be read.

        version: The version of the framework that the change made, such as "2.1".

        path: The position of the change: a path, as ``framework.at`` reads it, or the text of the source.

        reason: The reason.

        approved_by: The person or body that approved it.
    """

    day: dt.date | None = None
    version: str | None = None
    path: str | None = None
    reason: str | None = None
    approved_by: str | None = None

    _guesses: ClassVar[dict[str, str]] = {
        ".day": "date when",
        ".reason": "text description comment note why",
        ".approved_by": "author by approver who",
    }
