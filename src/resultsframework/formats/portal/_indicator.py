"""
One indicator of a portal page: its code, notes, statement, tags, summary line, and its columns of values.

Every part has its place. A line in a place where it cannot be means that something is missing from the page, and what
follows may belong to another indicator: from there on nothing is taken until the next code or heading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from resultsframework.alignment import Alignment, SdgReference
from resultsframework.compare import statement
from resultsframework.formats._conventions import conventions_of
from resultsframework.indicator import Indicator, Note, NoteKind
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.series import ObservationSeries

from ._amount import amount_in
from ._budget import named
from ._words import (
    ALIGNMENTS,
    CELLS,
    GOAL,
    ICON,
    SDG,
    SUMMARY,
    copies,
    explains_alignment,
    is_acronym,
    is_section_menu,
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
        self._sdgs: list[SdgReference] = []
        self._alignments: list[Alignment] = []
        self._printed_result: str | None = None
        self._observations: list[Observation] = []
        self._periods: list[Period] = []
        self._has_lost_a_cell = False

    def read(self) -> Indicator | None:
        """The indicator; None where nothing but its code is known."""
        line, code = self.page.line, self.page.plain()
        self.page.take()
        self._read_texts()
        self._read_tags()
        if SUMMARY.fullmatch(self.page.plain()):
            self._printed_result = self.page.take()
        while self._read_column():
            pass
        while not self._is_over:
            self.page.reject()
        parts = statement(self._statement)
        references = [] if parts.reference is None else [attrs.evolve(parts.reference, line=self._statement_line)]
        indicator = Indicator(
            code=code,
            statement=self._statement,
            scope=parts.scope,
            notes=tuple(note for _, note in self._notes),
            references=tuple(references),
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

    @property
    def _is_over(self) -> bool:
        """True where this line is not the indicator's: a heading, the next code, the money of another result."""
        page = self.page
        return page.is_heading or page.is_indicator or amount_in(page.text) is not None

    @property
    def _is_text(self) -> bool:
        """True if the line is a note, a statement, an explanation or a name, and no word of the layout."""
        page = self.page
        word = page.plain()
        if self._is_over or word in CELLS or word in ALIGNMENTS or word in (SDG, ICON):
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
            line = page.line
            if page.plain() == SDG:
                page.take()
                self._sdgs += [sdg_of(text, "Goal", number) for number, text in self._entries(GOAL.fullmatch)]
            elif page.plain() in ALIGNMENTS:
                self._read_alignment(None, line)
            elif self._is_text and page.plain(1) in ALIGNMENTS:
                self._read_alignment(page.take(), line)
            else:
                return

    def _read_alignment(self, explanation: str | None, line: int) -> None:
        kind = ALIGNMENTS[self.page.plain()]
        self.page.take()
        partners = (named(text, number) for number, text in self._entries(is_acronym))
        self._alignments.append(
            Alignment(kind=kind, partners=tuple(filter(None, partners)), explanation=explanation, line=line)
        )

    def _entries(self, is_entry: Callable[[str], object]) -> list[tuple[int, str]]:
        """The names under a tag: each behind the text of its icon, or without it where it cannot be anything else."""
        page = self.page
        found: list[tuple[int, str]] = []
        while True:
            line = page.line
            if page.plain() == ICON:
                page.take()
                if self._is_text and not explains_alignment(page.text):
                    found.append((page.line, page.take()))
                else:
                    page.report(line, ICON)
            elif self._is_text and is_entry(page.text):
                found.append((line, page.take()))
            else:
                return found

    # ----------------------------------------------------------------------------------------------- columns

    def _read_column(self) -> bool:
        """Read a year, its milestone and its actual; True if there were such cells, and they may follow the others."""
        page = self.page
        has_years = page.is_column()
        if not has_years and page.plain() != "Baseline":
            return False
        period = years_of(page.plain()) if has_years else Period()
        kind = CELLS[page.plain(1) if has_years else page.plain()]
        if not self._may_follow(period, kind):
            return False
        line, before = page.line, len(self._observations)
        years = page.take() if has_years else ""
        self._read_cell(kind, period)
        if kind is not ObservationKind.BASELINE:
            self._periods.append(period)
        if kind in PLANNED and CELLS.get(page.plain()) is ObservationKind.ACTUAL:
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
        """Read a label and the cell under it; a cell whose two copies differ is no number, but text."""
        page = self.page
        line, label = page.line, page.take()
        value = copies(page.text)
        if value is None and not self._is_text:
            page.report(line, label)
            self._has_lost_a_cell = True
            return
        line, text = page.line, page.take()
        conventions = conventions_of(None, None, self._statement, decimal=".")
        if value is None:
            page.report(line, text)
            self._observations.append(Observation(kind=kind, period=period, value=text, line=line))
        else:
            self._observations.append(Observation.parse(kind, period, value, line=line, conventions=conventions))


def may_follow(period: Period, before: list[Period]) -> bool:
    """True if the column of a period can follow others: a page shows each once, in order of time."""
    last, first = before[-1].first_day if before else None, period.first_day
    return period not in before and (last is None or first is None or last < first)
