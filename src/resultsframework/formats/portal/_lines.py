"""
Lines of a page cut into the words and labels that they string together: "2022 Milestone - - Result 4 4" is five items.

Where a line ends means nothing on a page: one copy prints a column of values in a line, another each cell in its own.
A line is cut only where all of it is labels and what they are labels of, so that no sentence is ever taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ._cell import begins_with_a_cell, is_figure, is_one_cell
from ._words import (
    ALIGNMENTS,
    BASELINE_YEARS,
    CELLS,
    CODE,
    ICONS,
    OFFICES,
    PLAN_CODE,
    YEARS,
    is_acronym,
)

__all__ = ["items_of", "lines_of"]

LABEL = re.compile(rf"(?<!\S)(?:{'|'.join(CELLS)})(?!\S)")
PLANNED = ("Milestone", "Target")
LONGEST_TAG = 200


def lines_of(text: str) -> list[str]:
    """The lines of a text, whichever way they end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").split("\n")


def items_of(line: str) -> tuple[str, ...]:
    """
    The labels and texts that a line strings together; the line alone where it is a text.

    Args:
        line: The line, with single spaces.
    """
    first, _, rest = line.partition(" ")
    if not rest:
        return (line,)
    if first in ALIGNMENTS:
        return (first, *rest.split()) if len(line) <= LONGEST_TAG and _are_partners(rest.split()) else (line,)
    if first in CELLS or first[0].isdigit():
        return tuple(_table(line)) or (line,)
    return _codes(line) or (line,)


def _are_partners(words: list[str]) -> bool:
    return all(word in ICONS or is_acronym(word) for word in words)


def _codes(line: str) -> tuple[str, ...] | None:
    """The code of an indicator with its code in the strategic plan before or behind it, and the office it is of."""
    if len(line) > LONGEST_TAG:
        return None
    plan = PLAN_CODE.match(line)
    if plan is None and CODE.fullmatch(line.partition(" ")[0]) is None:
        return None
    found: list[str] = [plan[0]] if plan else []
    code, _, rest = line[plan.end() if plan else 0 :].strip().partition(" ")
    if CODE.fullmatch(code) is None:
        return None
    found.append(code)
    if plan := PLAN_CODE.match(rest):
        found.append(plan[0])
        rest = rest[plan.end() :].strip()
    if rest in OFFICES:
        found.append(rest)
        rest = ""
    return tuple(found) if not rest and len(found) > 1 else None


def _table(line: str) -> Iterator[str]:
    """The years, labels and cells of a line of the table of values; nothing where it is no such line."""
    labels = list(LABEL.finditer(line))
    if not labels or _is_summary(line, labels):
        return
    before = line[: labels[0].start()].strip()
    if before and not _are_years(before, labels[0][0]):
        return
    found: list[str] = [before] if before else []
    ends = [*(label.start() for label in labels[1:]), len(line)]
    for number, (label, end) in enumerate(zip(labels, ends, strict=True)):
        found.append(label[0])
        cell, years = line[label.end() : end].strip(), ""
        if number + 1 < len(labels):
            cell, years = _without_years(cell, label[0], labels[number + 1][0])
        elif not cell and len(labels) == 1:
            break
        if not (begins_with_a_cell(cell) or is_figure(cell)):
            return
        found += [cell, years] if years else [cell]
    yield from found


def _is_summary(line: str, labels: list[re.Match[str]]) -> bool:
    """True for the line that prints a result once, above the table: "2021 Result 7"."""
    if len(labels) != 1 or labels[0][0] != "Result" or labels[0].start() == 0:
        return False
    rest = line[labels[0].end() :].strip()
    return bool(rest) and not begins_with_a_cell(rest)


def _without_years(cell: str, label: str, following: str) -> tuple[str, str]:
    """A cell, and the years behind it that head the column of the label that follows, where there are some."""
    if is_one_cell(cell):
        return cell, ""
    words = cell.rsplit(" ", 3)
    for count in (3, 1):  # "2019 - 2020", "2019"
        before, years = " ".join(words[:-count]), " ".join(words[-count:])
        # A result is of the year of its milestone: a year between them ends a note, unless there is none.
        may_be_of_note = label in PLANNED and following == "Result" and not is_one_cell(before.removesuffix(" -"))
        if _are_years(years, following) and not may_be_of_note:
            return before, years
    return cell, ""


def _are_years(text: str, label: str) -> bool:
    pattern = BASELINE_YEARS if label == "Baseline" else YEARS
    return pattern.fullmatch(text) is not None
