"""
The title, the year and the period of the plan, from what is above the headings of a sheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resultsframework.formats.tabular.sheet import address

from ._levels import LevelRules
from ._periods import period_in

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Cell, Sheet

    from ._proposal import Draft

__all__ = ["is_result", "times_of"]

# Words of the first rows that only name the kind of document.
GENERIC = re.compile(
    r"logical framework|logframe|results? framework|cadre (?:logique|de r)|marco (?:l[óo]gico|de res)|matri[xzc]|annex"
    r"|anexo|appendix|tracking table|seguimiento|programme title|project title|titre|t[íi]tulo",
    re.IGNORECASE,
)
A_WORD = re.compile(r"[^\W\d_]{3,}")
# Of a title beside those: "WASH and Livelihoods in Karamoja - Logical Framework".
FEWEST_WORDS = 3
A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
SENTENCE = re.compile(r"[.;]\s+|\n")
# In the name of a sheet, such as "Matrix 2023-25".
SEVERAL_YEARS = re.compile(r"(?:19|20)[0-9]{2}\s*[-–/]\s*[0-9]")
LONGEST_YEAR = 372


def is_result(cell: Cell) -> bool:
    """True for a text such as "Outcome 1: Courts hear cases without delay"."""
    found = LevelRules({}).of_text(cell.text)
    return found is not None and found.is_apart and bool(found.title)


def _is_generic(text: str) -> bool:
    """True for a text that names the kind of document, with too few further words to be a title."""
    found = GENERIC.search(text)
    return found is not None and len(A_WORD.findall(text.replace(found[0], " "))) < FEWEST_WORDS


def times_of(draft: Draft, sheet: Sheet, heading: int) -> None:
    """
    Propose the title, the year of months and quarters, and the period of the plan.

    Args:
        draft: The proposal.

        sheet: The sheet.

        heading: The row of its headings.
    """
    filled = [
        (row, column, cell)
        for row in range(1, heading)
        for column, cell in enumerate(sheet.rows[row - 1], 1)
        if not cell.is_empty and not is_result(cell)
    ]
    texts = [(row, column, cell.value.strip()) for row, column, cell in filled if isinstance(cell.value, str)]
    own = [one for one in texts if not _is_generic(one[2]) and not one[2].endswith(":")] or texts
    if own:
        row, column, _ = own[0]
        draft.layout["title"] = address(row, column)
        draft.choose("the title of the framework", sheet.where(row, column))
    sentences = [(row, column, part) for row, column, text in texts for part in SENTENCE.split(text)]
    for row, column, text in sentences:
        period = period_in(text)
        if period is not None and period.days is not None and period.days > LONGEST_YEAR and "plan" not in draft.layout:
            draft.layout["plan"] = f"{period.first_day}..{period.last_day}"
            draft.choose(f"the period of the plan, {period}", sheet.where(row, column))
    years = [(row, column) for row, column, cell in filled if A_YEAR.fullmatch(cell.text.strip())]
    if years:
        row, column = years[0]
        draft.layout["year"] = address(row, column)
        draft.choose("the year of months and quarters", sheet.where(row, column))
    elif len(named := set(A_YEAR.findall(sheet.name))) == 1 and SEVERAL_YEARS.search(sheet.name) is None:
        draft.layout["year"] = int(named.pop())
        draft.choose(f"the year of months and quarters, from the name of the sheet {sheet.name!r}")
