"""
Write an activity: the elements that describe it, its results and, where nothing may be lost, extension elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._write_head import Head
from ._write_lossless import DECLARATION, completed
from ._write_result import write_result

if TYPE_CHECKING:
    from ._activity import Activity

__all__ = ["DECLARATION", "write_activity"]


def write_activity(activity: Activity, layout: str, *, lossless: bool) -> tuple[str, list[str]]:
    """
    The element of an activity, and the fields that the standard demands of it and that it does not state.

    Args:
        activity: The activity.

        layout: The layout it is written in.

        lossless: True if extension elements hold what the standard has no place for.

    Raises:
        InvalidValueError: A field holds what it must not.
    """
    head = Head(activity, layout, lossless=lossless)
    before, after = head.parts()
    results = "".join([write_result(result) for result in activity.framework.results if result.indicators])
    text = f"\n  <iati-activity{head.attributes}>{before}{results}{after}\n  </iati-activity>"
    if lossless:
        text = completed(text, activity, layout, keep_transactions=head.keeps_transactions)
    return text, head.lacking
