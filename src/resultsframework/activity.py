"""
The work that a framework plans: its stage, and the days on which it starts and ends.
"""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from .construction import typed
from .node import Node, shared_fields_last

__all__ = ["ActivityDate", "ActivityStatus", "DateKind"]


class ActivityStatus(enum.Enum):
    """The stage of implementation. IATI: ``activity-status``."""

    PIPELINE = "pipeline"
    IMPLEMENTATION = "implementation"
    FINALISATION = "finalisation"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class DateKind(enum.Enum):
    """The kind of a date. IATI: ``activity-date/@type``."""

    PLANNED_START = "planned_start"
    ACTUAL_START = "actual_start"
    PLANNED_END = "planned_end"
    ACTUAL_END = "actual_end"


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class ActivityDate(Node):
    """
    A planned or actual start or end of the work. IATI: ``activity-date``.

    Attributes:
        kind: Planned or actual, start or end; None where the source states none.

        day: The date; None where the source has none that can be read.

        raw: The text of the source, where it is not a date.
    """

    kind: DateKind | None = None
    day: dt.date | None = None
    raw: str | None = None
