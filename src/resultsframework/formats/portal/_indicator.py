"""
One indicator of a portal page: its code, notes, statement, tags, summary line, and its columns of values.

Every part has its place. A line in a place where it cannot be means that something is missing from the page, and what
follows may belong to another indicator: from there on nothing is taken until the next code or heading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from resultsframework.alignment import Alignment, Reference, SdgReference
from resultsframework.compare import statement
from resultsframework.formats._conventions import conventions_of
from resultsframework.indicator import Indicator
from resultsframework.note import Note, NoteKind, Scope
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.series import ObservationSeries

from ._amount import is_money
from ._cell import cell_of, observation_of
from ._funding import named
from ._headings import is_section_menu
from ._words import (
    ALIGNMENTS,
    BASELINE_YEARS,
    CELLS,
    GOAL,
    ICONS,
    OFFICES,
    PLAN_CODE,
    SDG,
    SUMMARY,
    explains_alignment,
    goals_in,
    is_acronym,
    is_body,
    note_kind,
    sdg_of,
    years_of,
)

if TYPE_CHECKING:
    from ._page import Page

__all__ = ["PLANNED", "IndicatorReader", "may_follow"]

PLANNED = (ObservationKind.MILESTONE, ObservationKind.TARGET)


class IndicatorReader:
    """
    Reads the indicator that begins at the line.

    Attributes:
        page: The page of the indicator.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._notes: list[tuple[int, Note]] = []
        self._statement: str | None = None
        self._statement_line: int | None = None
        self._scope: tuple[Scope, ...] = ()
        self._references: list[Reference] = []
        self._sdgs: list[SdgReference] = []
        self._alignments: list[Alignment] = []
        self._printed_result: str | None = None
        self._observations: list[Observation] = []
        self._periods: list[Period] = []
        self._has_lost_a_cell = False

    def read(self) -> Indicator | None:
        """The indicator; None where nothing but its code is known."""
        line = self.page.line
        code = self._read_code()
        self._read_texts()
        self._read_tags()
        self._read_summary(code)
        while self._read_column():
            pass
        while not self._is_over:
            self.page.reject()
        parts = statement(self._statement)
        own = [] if parts.reference is None else [attrs.evolve(parts.reference, line=self._statement_line)]
        references = [reference for reference in self._references if reference not in own]
        indicator = Indicator(
            code=code,
            statement=self._statement,
            scope=self._scope or parts.scope,
            notes=tuple(note for _, note in self._notes),
            references=(*references, *own),
            sdgs=tuple(self._sdgs),
            alignments=tuple(self._alignments),
            printed_result=self._printed_result,
            series=ObservationSeries(tuple(self._observations)),
            line=line,
        )
        if indicator == Indicator(code=code):
            self.page.report(line, code)
            return None
        return indicator

    def _read_code(self) -> str:
        """Read the code, with the code in the strategic plan that is printed around it, and the office behind it."""
        page = self.page
        code = ""
        for _ in range(page.code_at()):
            number, text = page.line, page.take()
            if text in OFFICES:
                self._scope = (OFFICES[text],)
            elif PLAN_CODE.fullmatch(text):
                reference = Reference(code=text.partition(" ")[2], vocabulary="strategic_plan", line=number)
                self._references += [reference] if reference not in self._references else []
            else:
                code = text
        return code

    @property
    def _is_over(self) -> bool:
        """True where this line is not the indicator's: a heading, the next code, the money of another result."""
        page = self.page
        return page.is_heading or page.is_indicator or is_money(page.text)

    @property
    def _is_text(self) -> bool:
        """True if the text is a note, a statement, an explanation or a name, and no word of the layout."""
        page = self.page
        word = page.text
        if self._is_over or word in CELLS or word in ALIGNMENTS or word == SDG or word in ICONS:
            return False
        return not page.is_column() and not is_section_menu(word) and SUMMARY.fullmatch(word) is None

    # --------------------------------------------------------------------------------- notes and statement

    def _read_texts(self) -> None:
        """Read notes and the statement: a note is known by its key phrase, or by the blank lines around it."""
        page = self.page
        while self._is_text and not self._is_explanation and page.is_sentence():
            kind = note_kind(page.text)
            if page.is_paragraph or (kind is not NoteKind.OTHER and self._statement is None):
                self._notes.append((page.line, Note(text=page.take(), kind=kind)))
            elif self._statement is None:
                self._statement_line, self._statement = page.line, page.take()
            elif not page.has_paragraphs:
                # Without paragraphs nothing sets a note apart but its place above the statement.
                self._notes.append((page.line, Note(text=self._statement)))
                self._statement_line, self._statement = page.line, page.take()
            else:
                return
        if self._statement is None and (apart := self._unknown_notes):
            self._statement_line, self._statement = apart[-1][0], apart[-1][1].text
            self._notes.remove(apart[-1])

    @property
    def _unknown_notes(self) -> list[tuple[int, Note]]:
        """The notes without a key phrase; where there is no separate statement, the last of them is the statement."""
        return [entry for entry in self._notes if entry[1].kind is NoteKind.OTHER]

    @property
    def _is_explanation(self) -> bool:
        """True if the line explains the tag below it."""
        if explains_alignment(self.page.text):
            return True
        if self.page.plain(1) not in ALIGNMENTS:
            return False
        return self._statement is not None or (self.page.is_paragraph and bool(self._unknown_notes))

    # -------------------------------------------------------------------------------------------------- tags

    def _read_tags(self) -> None:
        page = self.page
        while True:
            line, word = page.line, page.text
            if word == SDG:
                page.take()
                self._sdgs += [sdg_of(text, "Goal", number) for number, text in self._entries(GOAL.fullmatch)]
            elif (
                word.startswith(f"{SDG} ")
                and (goals := goals_in(word.partition(" ")[2]))
                and all(map(GOAL.fullmatch, goals))
            ):
                page.take()
                self._sdgs += [sdg_of(text, "Goal", line) for text in goals]
            elif word in ALIGNMENTS:
                self._read_alignment(None, line)
            elif self._is_text and page.plain(1) in ALIGNMENTS:
                self._read_alignment(page.take(), line)
            else:
                return

    def _read_alignment(self, explanation: str | None, line: int) -> None:
        kind = ALIGNMENTS[self.page.text]
        self.page.take()
        partners = (named(text, number) for number, text in self._entries(self._is_partner))
        self._alignments.append(
            Alignment(kind=kind, partners=tuple(filter(None, partners)), explanation=explanation, line=line)
        )

    def _is_partner(self, text: str) -> bool:
        """True if a text without an icon before it is the name of a partner, and not what explains the next tag."""
        return is_acronym(text) or (is_body(text) and self.page.plain(1) not in ALIGNMENTS)

    def _entries(self, is_entry: Callable[[str], object]) -> list[tuple[int, str]]:
        """The names under a tag: each behind the text of its icon, or without it where it cannot be anything else."""
        page = self.page
        found: list[tuple[int, str]] = []
        while True:
            line = page.line
            if page.text in ICONS:
                icon = page.take()
                if self._is_text and not explains_alignment(page.text):
                    found.append((page.line, page.take()))
                else:
                    page.report(line, icon)
            elif self._is_text and is_entry(page.text):
                found.append((line, page.take()))
            else:
                return found

    # ----------------------------------------------------------------------------------------------- columns

    def _read_summary(self, code: str) -> None:
        """Read the result that is printed above the table, and the code that newer pages print again below it."""
        page = self.page
        if SUMMARY.fullmatch(page.text):
            self._printed_result = page.take()
        elif page.is_column() and CELLS[page.plain(1)] is ObservationKind.ACTUAL:
            self._read_summary_in_parts(code)
        if self._is_repeated_code(code, 0):
            self._read_code()

    def _read_summary_in_parts(self, code: str) -> None:
        """Read the summary where each part has a line of its own, unless it is the first column of the table."""
        page = self.page
        line, parts = page.line, page.parts(2)
        is_above_code = self._is_repeated_code(code, 2 + len(parts))
        if parts and not is_above_code and self._is_column_of_results(parts):
            return
        summary = " ".join(page.take() for _ in range(2 + (len(parts) if is_above_code else min(len(parts), 1))))
        if not parts and page.is_column():
            # The result, or the year of the baseline: one of them is missing, so this is neither.
            page.report(line, f"{summary} {page.take()}")
        else:
            self._printed_result = summary

    def _is_column_of_results(self, parts: list[str]) -> bool:
        """True if the parts behind a year and "Result" are a cell, which prints its value twice, and no summary."""
        if len(parts) > 1 and parts[0] == parts[1] and BASELINE_YEARS.fullmatch(parts[1]):
            return False  # a summary, and the year of the baseline
        cell = cell_of(parts, has_notes=self.page.has_notes)
        return cell.is_value and cell.used == len(parts)

    def _is_repeated_code(self, code: str, ahead: int) -> bool:
        """True if the code is printed again, with a column of values right behind it."""
        page = self.page
        count = page.code_at(ahead)
        words = [page.plain(ahead + number) for number in range(count)]
        return code in words and page.is_table(ahead + count)

    def _read_column(self) -> bool:
        """Read a year, its milestone and its actual; True if there were such cells, and they may follow the others."""
        page = self.page
        has_years = page.is_column()
        if not has_years and page.text != "Baseline":
            return False
        period = years_of(page.text) if has_years else Period()
        kind = CELLS[page.plain(1) if has_years else page.text]
        if not self._may_follow(period, kind):
            return False
        line, before = page.line, len(self._observations)
        years = page.take() if has_years else ""
        self._read_cell(kind, period)
        if kind is not ObservationKind.BASELINE:
            self._periods.append(period)
        if kind in PLANNED and CELLS.get(page.text) is ObservationKind.ACTUAL:
            self._read_cell(ObservationKind.ACTUAL, period)
        if len(self._observations) == before:
            page.report(line, years)
        return True

    def _may_follow(self, period: Period, kind: ObservationKind) -> bool:
        """True if the column can be one of this indicator: the baseline comes first, and the years go up."""
        if kind is ObservationKind.BASELINE:
            return not self._observations and not self._periods
        return may_follow(period, self._periods) and not (kind is ObservationKind.ACTUAL and self._has_lost_a_cell)

    def _read_cell(self, kind: ObservationKind, period: Period) -> None:
        """Read a label and the cell behind it; a cell whose two copies differ is no number, but text."""
        page = self.page
        line, label = page.line, page.take()
        parts = page.parts()
        if len(parts) == 1 and parts[0] == page.plain(1) and page.is_column(1):
            # The second copy of a value that looks like a year: the year of the next column is missing.
            parts = parts * 2
        if not parts:
            page.report(line, label)
            self._has_lost_a_cell = True
            return
        line = page.line
        cell = cell_of(parts, has_notes=page.has_notes)
        page.at += cell.used
        conventions = conventions_of(None, None, self._statement, decimal=".")
        if cell.exact is not None and page.is_cut_off():
            cell = cell._replace(shown=f"{cell.shown} {cell.exact}", exact=None, is_value=False)
        if not cell.is_value:
            page.report(line, cell.shown)
        self._observations.append(observation_of(kind, period, cell, line=line, conventions=conventions))


def may_follow(period: Period, before: list[Period]) -> bool:
    """True if the column of a period can follow others: a page shows each once, in order of time."""
    last, first = before[-1].first_day if before else None, period.first_day
    return period not in before and (last is None or first is None or last < first)
