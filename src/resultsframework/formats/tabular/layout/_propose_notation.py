"""
Proposing the notation of a table: several values in a cell, brackets, thousands and marks; and its special rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._fields import SKIP
from ._survey import brackets_in, lines_in, marks_in, places_in, special_rows, thousands_in
from ._words import plain

if TYPE_CHECKING:
    from ._proposal import Draft
    from ._survey import Region

__all__ = ["notation_of"]


def notation_of(draft: Draft, region: Region) -> tuple[tuple[str, ...], str | None, dict[str, str]]:
    """
    Propose the notation of cells: several values, brackets, thousands, marks; and the special rows.

    Args:
        draft: The proposal.

        region: The part of the sheet that the table takes.
    """
    several: list[str] = []
    lines, doubtful = lines_in(region)
    if doubtful:
        draft.doubt("the lines of these indicators have no line of values each", doubtful)
    if lines is not None or not doubtful:
        several.append("lines")
    if lines is not None:
        draft.choose("an indicator a line, as its values show", *lines.cells)
    places, cells = places_in(region)
    if places:
        several.append("places")
        draft.layout["places"] = places
        draft.choose("values by place in one cell", *cells)
        unnamed = [short for short, name in places.items() if short == name]
        if unnamed:
            draft.doubt(f"the sheet does not say what these places are: {', '.join(unnamed)}")
    brackets = None
    for finding in brackets_in(region):
        if finding.value in ("a number", "comment") or brackets is not None:
            draft.doubt("these cells have brackets behind a value, whose meaning is open", finding.cells)
            continue
        brackets = finding.value
        draft.choose(f"brackets behind a value are {brackets}", *finding.cells)
    _marks_and_thousands(draft, region)
    rows: dict[str, str] = {}
    for text, meaning, where in special_rows(region):
        rows[_first_words(text) if meaning == SKIP else text] = meaning
        draft.choose(f"the row {text!r} is {meaning}", where)
    return tuple(several), brackets, rows


def _first_words(text: str) -> str:
    """The beginning of the text of a sum, so that it is found when the rest changes."""
    first = text.split(None, 1)[0]
    return f"{first}*" if plain(first) in ("total", "totals", "subtotal", "totaux", "totales") else text


def _marks_and_thousands(draft: Draft, region: Region) -> None:
    marks = marks_in(region)
    if marks:
        draft.layout["marks"] = tuple(mark.value for mark in marks)
        for mark in marks:
            draft.choose(f"the footnote mark {mark.value}", *mark.cells)
    thousands, open_cells = thousands_in(region)
    if thousands is not None:
        draft.layout["thousands"] = (thousands.value,)
        draft.choose("three digits behind a point are thousands, by the numbers beside them", *thousands.cells)
        draft.doubt("a point before three digits was taken for thousands", thousands.cells)
    elif open_cells:
        draft.doubt("a point before three digits may be a decimal point or thousands", open_cells)
