"""
The level, the code and the title of the result that a record names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._fields import INDICATORS

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Sheet

    from ._layout import TableLayout
    from ._levels import Leveled, LevelRules
    from ._record import Log, Record
    from ._values import Notation

__all__ = ["ResultNames", "code_and_text"]

CODE_FIRST = 2


class ResultNames:
    """Reads the names of the results of one table."""

    def __init__(self, sheet: Sheet, table: TableLayout, levels: LevelRules, notation: Notation, log: Log) -> None:
        self.sheet = sheet
        self.table = table
        self.levels = levels
        self.notation = notation
        self.log = log

    def of(self, record: Record) -> tuple[str | None, str | None, str | None]:
        """The level, the code and the title of the result that a record names."""
        if self.table.shape == "hierarchy":
            return self._in_hierarchy(record)
        # The level of a block's result is in its heading.
        headed = next((entry for entry in record.entries if entry.bound.level), None)
        text = headed.bound.level if headed is not None else record.text("level")
        leveled = self.levels.of_cell(text) if text else None
        whole = record.text("level and result")
        if whole:
            leveled = self.apart(whole)
        code = record.text("result code") or (leveled.code if leveled else None)
        title = self.notation.text_in(record, "result") or (leveled.title if leveled and whole else None)
        if both := record.text("code and result"):
            code, title = code_and_text(both)
        level = leveled.level if leveled else self.levels.of_code(code or "") or self.table.level
        if leveled is None and (entry := record.filled("level", "level and result")):
            level = level or "other"
            self.log.left(self.sheet, entry.row, entry.column, entry.cell, "no known level")
            title = title or whole or None
        return level, code or None, title

    def _in_hierarchy(self, record: Record) -> tuple[str | None, str | None, str | None]:
        if not record.is_result:
            return None, None, None
        texts = [
            entry.cell.text.strip()
            for entry in record.of("level", "result code", "indicator code", "result", "level and result", *INDICATORS)
            if entry.is_own
        ]
        *first, last = texts
        level = self.levels.of_code(first[0]) if first else None
        if level is not None:
            return level, first[0], last
        if record.level is not None:
            code, title = (first[0], last) if first else code_and_text(last)
            return record.level, code, title
        leveled = self.apart(last) or self.apart(" ".join(texts))
        if leveled is None:
            code, title = code_and_text(last)
            return self.levels.of_code(code or "") or self.table.level or "other", code, title
        return leveled.level, leveled.code, leveled.title

    def apart(self, text: str) -> Leveled | None:
        """The level that a text begins with, its number and its title; None for a word of a sentence."""
        found = self.levels.of_text(text)
        return found if found is not None and found.is_apart else None


def code_and_text(text: str) -> tuple[str | None, str]:
    """A code and the text behind it, where a text begins with a word that has a digit and no more than a code has."""
    parts = text.strip().split(None, 1)
    first = parts[0].rstrip(".:)") if parts else ""
    is_code = len(parts) == CODE_FIRST and any(map(str.isdigit, first)) and len(first) <= 12 and not first.endswith("%")
    return (first, parts[1].lstrip("-–: ")) if is_code else (None, text.strip())
