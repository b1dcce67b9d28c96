"""
Statements in the form of version 1 of the standard, in a file that does not declare its version.

Version 1 has words and letters where version 2 has numbers. Read as version 2, its budgets, transactions, dates and
roles would be kept unread, and the framework would look as if it had none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework.errors import Problem

if TYPE_CHECKING:
    from ._xml import Element

__all__ = ["problem_of_version_1"]

# Elements of an activity, the element within them, its attribute, and the values that it has in version 1 alone.
FORMS = {
    "budget": (None, "type", {"original", "revised"}),
    "transaction": ("transaction-type", "code", {"c", "cg", "d", "e", "if", "ir", "lr", "qp", "qs", "r", "tb"}),
    "activity-date": (None, "type", {"start-planned", "start-actual", "end-planned", "end-actual"}),
    "participating-org": (None, "role", {"accountable", "extending", "funding", "implementing"}),
}


def problem_of_version_1(activity: Element) -> Problem | None:
    """The first statement of an activity that is in the form of version 1; None where there is none."""
    version = activity.get("version") or ""
    if version.startswith("1."):
        return _problem(activity, f"version={version!r}")
    for child in activity:
        if child.tag in FORMS:
            inner, attribute, words = FORMS[child.tag]
            stated = child if inner is None else child.find(inner)
            text = "" if stated is None else stated.get(attribute) or ""
            if stated is not None and text.strip().lower() in words:
                return _problem(child, f"{stated.tag} {attribute}={text!r}")
    return None


def _problem(element: Element, found: str) -> Problem:
    what = (
        f"it declares no version of the standard, and is in the form of version 1 ({found}); convert it to 2.03, or "
        "have its publisher do so"
    )
    return Problem(what, line=element.sourceline)
