"""
The activities that a plan lists below an output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from .construction import typed
from .node import Node, shared_fields_last
from .period import Period  # noqa: TC001 - the constructor takes a year for a period

if TYPE_CHECKING:
    from .budget import Budget

__all__ = ["PlannedActivity"]


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class PlannedActivity(Node):
    """
    Work that is planned to produce an output. OECD-DAC: activity. Logical framework of the European Union and ECHO: the
    row "activities". Not in IATI, whose ``iati-activity`` is the whole intervention.

    Attributes:
        code: Its code, such as "1.1.2".

        title: The work, in a few words.

        description: Its description.

        period: The time for which it is planned: a year, or the day it starts and the day it ends.

        budgets: Its budgets. They are part of those of the output, which states its own: no sum of budgets counts them.
    """

    code: str | None = None
    title: str | None = None
    description: str | None = None
    period: Period | None = None
    budgets: tuple[Budget, ...] = ()

    _guesses: ClassVar[dict[str, str]] = {
        ".title": "name statement text label",
        ".period": "dates date start end year",
        ".budgets": "budget amount cost money",
    }
