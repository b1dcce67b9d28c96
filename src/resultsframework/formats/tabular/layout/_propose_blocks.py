"""
Proposing the layout of a sheet of blocks, where the headings are repeated for each indicator.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._fields import KINDS
from ._headings import flat
from ._layout import ColumnLayout, TableLayout
from ._propose_notation import notation_of
from ._survey import Region
from ._words import plain, word_table, words_of

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Sheet

    from ._guess import HeadingRow
    from ._proposal import Draft

__all__ = ["propose_blocks"]

CODE = re.compile(r"(?<!\s)\s+[0-9]+(?:\.[0-9]+)*$")
BRACKETED_CURRENCY = re.compile(r".*\((?P<sign>[$€£]|[A-Z]{3})\)")
SOURCES = ("data source", "means of verification")
WEIGHTS = re.compile(r"weight|pond[ée]ration|ponderaci[óo]n|pondera[çc][ãa]o|الوزن", re.IGNORECASE)
SUMS = re.compile(r"total|share|%|inputs?|intrants|insumos", re.IGNORECASE)


def propose_blocks(draft: Draft, sheet: Sheet, headings: list[HeadingRow]) -> TableLayout:
    """
    Propose the layout of a sheet whose headings are repeated for each indicator.

    Args:
        draft: The proposal.

        sheet: The sheet.

        headings: Its rows of headings.
    """
    draft.choose(
        "the headings are repeated: a block for each indicator",
        *(sheet.where(heading.row, min(heading.texts)) for heading in headings[:4]),
    )
    columns: dict[str, str] = {"{level}": "result"}
    values: set[int] = set()
    statements: set[int] = set()
    for heading in headings:
        for column, guess in heading.guesses.items():
            text = heading.texts[column]
            if guess.field == "indicator":
                statements.add(column)
                pattern = "*" + CODE.sub(" {code}", text).removeprefix(_first_level(text))
                columns.setdefault(pattern, "indicator")
                columns.setdefault(pattern.removesuffix(" {code}"), "indicator")
            elif guess.field in KINDS:
                values.add(column)
                columns.setdefault(f"{_word_of(text)}*", guess.field)
            elif guess.field in ("assumptions", "risks", "organisations", "budget", "expenses"):
                columns.setdefault(text, guess.field)
    _labels(sheet, columns)
    region = Region(sheet, headings[0].row, sheet.height, tuple(sorted(values)), tuple(sorted(statements)))
    several, brackets, rows = notation_of(draft, region)
    for heading_text, field in columns.items():
        draft.choose(f"{heading_text!r} is {field}")
    return TableLayout(
        sheet=sheet.name,
        shape="blocks",
        parents="order",
        several=several,
        brackets=brackets,
        columns=tuple(ColumnLayout(heading=text, field=field) for text, field in columns.items()),
        rows=rows,
    )


def _first_level(text: str) -> str:
    """The word of a level before that of an indicator: "Output" of "Output Indicator 1.1"."""
    first = text.split(None, 1)[0]
    return first if plain(first) in word_table("levels") else ""


def _word_of(text: str) -> str:
    """The first word of a heading of values."""
    return flat(text).split(None, 1)[0]


def _labels(sheet: Sheet, columns: dict[str, str]) -> None:
    """Headings within the blocks: sources, weights, and amounts by who gives them."""
    for row in sheet.rows:
        texts = [flat(cell.text) for cell in row if isinstance(cell.value, str)]
        amounts = [text for text in texts if BRACKETED_CURRENCY.fullmatch(text)]
        for text in texts:
            if plain(text) in (*SOURCES, *words_of("sources", "words")):
                columns.setdefault(text, "means of verification")
            elif WEIGHTS.search(text) and len(text) < 40:
                columns.setdefault(text, "weight")
            elif len(amounts) > 1:
                columns.setdefault(text, "skip" if SUMS.search(text) or text not in amounts else "funding")
