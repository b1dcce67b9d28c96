"""
The details of an outcome on a portal page: each label opens a list that goes on until the next label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._page import is_free_text
from ._words import functions_of, goals_in, markers_of, sdg_of

if TYPE_CHECKING:
    from ._draft import OutcomeDraft
    from ._page import Page

__all__ = ["DetailsReader"]

DETAILS = {
    "sdg alignment": "sdgs",
    "strategic plan thematic (impact) areas": "impact_areas",
    "strategic plan outcome areas": "",
    "impact areas": "impact_areas",
    "organizational outputs": "organisational_outputs",
    "organisational outputs": "organisational_outputs",
    "policy marker": "policy_markers",
    "humanitarian scope": "humanitarian",
    "un system function": "un_system_functions",
}
# A label on the line of another: spelled as a page spells it, so that no value is cut.
WITHIN = re.compile(
    r"(?<!\S)(?=(?:SDG [Aa]lignment|Impact areas|Organi[sz]ational outputs|Policy markers?|Humanitarian scope"
    r"|UN system functions?)(?: ?:|(?!\S)))"
)
ANSWERS = {"yes": True, "no": False}


class DetailsReader:
    """
    Reads the details of an outcome.

    Attributes:
        draft: The outcome.
    """

    def __init__(self, draft: OutcomeDraft) -> None:
        self.draft = draft
        self._field: str | None = None

    def read(self, page: Page) -> bool:
        """Read the text, if it is a label or is behind one; whether it is."""
        if self._field is None and _label_of(page.text) is None:
            return False
        number, text = page.line, page.take()
        starts = [0, *(place.start() for place in WITHIN.finditer(text) if place.start())]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            self._read(page, number, text[start:end].strip())
        return True

    def _read(self, page: Page, number: int, text: str) -> None:
        label = _label_of(text)
        if label is not None:
            self._field = DETAILS[label]
            text = text[len(label) :].removeprefix("s").lstrip().removeprefix(":").strip()
            if _label_of(text) is not None:
                # On a line of its own it would be a label, so it is no value of this one.
                page.report(number, text)
                return
        if text and not (is_free_text(text) and self._add(text, number)):
            page.report(number, text)

    def _add(self, text: str, line: int) -> bool:
        """Keep one value; whether it could be kept."""
        draft, field = self.draft, self._field
        if field == "sdgs":
            draft.sdgs += [sdg_of(goal, "SDG Goal", line) for goal in goals_in(text)]
        elif field == "policy_markers":
            draft.policy_markers += markers_of(text, line)
        elif field == "un_system_functions":
            draft.un_system_functions += functions_of(text)
        elif field == "humanitarian":
            answer = ANSWERS.get(text.casefold())
            if answer is None or draft.humanitarian not in (None, answer):
                return False
            draft.humanitarian = answer
        elif field:
            getattr(draft, field).append(text)
        return bool(field)


def _label_of(text: str) -> str | None:
    """The label that a text begins with."""
    for label in DETAILS:
        behind = text[len(label) :].removeprefix("s")[:1]
        if text[: len(label)].casefold() == label and behind in ("", " ", ":"):
            return label
    return None
