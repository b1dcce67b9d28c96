"""
The facts that a text states about an indicator: its unit, its measure, its direction, and its plan of monitoring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.alignment import Reference
from resultsframework.indicator import Direction, Measure
from resultsframework.note import Note
from resultsframework.unit import DEFAULT_UNITS

from ._fields import TEXTS_OF_PLAN
from ._words import plain, word_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._drafts import IndicatorDraft

__all__ = ["ABOUT_INDICATORS", "CODES_OF_UNITS"]

CODES_OF_UNITS = frozenset(unit.code for unit in DEFAULT_UNITS)
UNITS = {
    plain(word): unit.code
    for unit in DEFAULT_UNITS
    for word in (unit.code, unit.name, unit.plural, unit.symbol or unit.code)
}


def _set_unit(draft: IndicatorDraft, text: str) -> bool:
    """The unit by its code; one that is in no list as the sheet writes it, in one line."""
    draft.unit = word_table("units").get(plain(text)) or UNITS.get(plain(text)) or " ".join(text.split())
    return True


def _set_measure(draft: IndicatorDraft, text: str) -> bool:
    found = word_table("measures").get(plain(text))
    draft.measure = None if found is None else Measure(found)
    return found is not None


def _set_direction(draft: IndicatorDraft, text: str) -> bool:
    found = word_table("directions").get(plain(text)) or YES_AND_NO.get(plain(text), (None, None))[0]
    draft.direction = Direction.UNKNOWN if found is None else Direction(found)
    return found is not None


def _set_aggregation(draft: IndicatorDraft, text: str) -> bool:
    found = YES_AND_NO.get(plain(text), (None, None))[1]
    draft.fields["aggregation_status"] = found
    return found is not None


YES_AND_NO: Mapping[str, tuple[str | None, bool | None]] = {
    **dict.fromkeys(("1", "y", "yes", "true", "oui", "si", "sim"), ("increase", True)),
    **dict.fromkeys(("0", "n", "no", "false", "non", "nao"), ("decrease", False)),
}


def _set_disaggregation(draft: IndicatorDraft, text: str) -> bool:
    dimensions = (part.strip() for part in text.replace(";", ",").replace("\n", ",").split(","))
    draft.plan["planned_disaggregation"] = tuple(filter(None, dimensions))
    return True


def _set_reference(draft: IndicatorDraft, text: str) -> bool:
    draft.fields["references"] = (*draft.fields.get("references", ()), Reference(code=text))
    return True


def _set_vocabulary(draft: IndicatorDraft, text: str) -> bool:
    *others, last = draft.fields.get("references", ()) or (None,)
    if last is not None:
        draft.fields["references"] = (*others, attrs.evolve(last, vocabulary=text))
    return last is not None


def _set_note(draft: IndicatorDraft, text: str) -> bool:
    draft.fields["notes"] = (*draft.fields.get("notes", ()), Note(text=text))
    return True


def _set_description(draft: IndicatorDraft, text: str) -> bool:
    draft.fields["description"] = text
    return True


def _of_plan(attribute: str) -> Callable[[IndicatorDraft, str], bool]:
    def set_text(draft: IndicatorDraft, text: str) -> bool:
        before = draft.plan.get(attribute)
        draft.plan[attribute] = text if before in (None, text) else f"{before}; {text}"
        return True

    return set_text


# What sets each field; False where the text states nothing that is known.
ABOUT_INDICATORS: Mapping[str, Callable[[IndicatorDraft, str], bool]] = {
    "unit": _set_unit,
    "measure": _set_measure,
    "direction": _set_direction,
    "aggregation": _set_aggregation,
    "disaggregation": _set_disaggregation,
    "reference": _set_reference,
    "reference vocabulary": _set_vocabulary,
    "note": _set_note,
    "indicator description": _set_description,
    **{field: _of_plan(attribute) for field, attribute in TEXTS_OF_PLAN.items()},
}
