"""
A framework as the text of a portal page, in the layout of the real one.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from resultsframework.errors import InvalidValueError
from resultsframework.period import Period
from resultsframework.value import Missing

from ._amount import printed_amount
from ._cell import NO_NOTE, is_one_cell, printed
from ._funding import written_funding
from ._header import Chrome, written_header
from ._headings import Heading, code_and_identifier
from ._page import MARK
from ._reader import TABLE_HEAD, shown_year
from ._table import code_lines, columns, note_on, says_more
from ._words import (
    ALIGNMENTS,
    CELLS,
    CODE,
    ICON,
    RESULT_CODE,
    SDG,
    SUMMARY,
    functions_of,
    in_lines,
    markers_of,
    names_of_categories,
    plain,
)

if TYPE_CHECKING:
    from resultsframework.alignment import SdgReference
    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation
    from resultsframework.organisation import Organisation
    from resultsframework.result import Outcome, Output, Result

__all__ = ["page_of"]

LINE_END = re.compile(r"\r\n|\r|\n")
FIRST_MENU = "skip to"
WORD_OF_CELL = {kind: word for word, kind in CELLS.items()}
WORD_OF_ALIGNMENT = {kind: word for word, kind in ALIGNMENTS.items()}
AMOUNTS = (("planned", "Planned Budget"), ("actual", "Actual Budget and Shortfall"), ("expenses", "Expenses"))
# The page of an outcome states the first two amounts twice, and only then calls the second by its full name.
OUTCOME_AMOUNTS = (("planned", "Planned Budget"), ("actual", "Actual Budget"), *AMOUNTS)


def page_of(framework: ResultsFramework) -> str:
    """
    The page that shows a framework.

    Raises:
        InvalidValueError: The framework has no outcome, or several, or its outcome has no code.
    """
    outcomes = framework.outcomes
    if len(outcomes) != 1:
        msg = (
            f"a portal page shows one outcome, and this framework has {len(outcomes) or 'none'}; "
            "write a framework for each, whose results are one outcome"
        )
        raise InvalidValueError(msg)
    code = plain(outcomes[0].code or "")
    if RESULT_CODE.fullmatch(code) is None or code_and_identifier(code)[0] != code:
        msg = (
            f"a portal page names its outcome by a code such as 'MEX_D_2.1', and this one has {outcomes[0].code!r}; "
            "give it such a code with framework.replace(path, code=...)"
        )
        raise InvalidValueError(msg)
    return PageWriter(framework, outcomes[0]).text()


class PageWriter:
    """Writes the blocks of a page."""

    def __init__(self, framework: ResultsFramework, outcome: Outcome) -> None:
        self.framework = framework
        self.outcome = outcome
        self.lines: list[str] = []
        self.has_notes = _has_notes(outcome)
        self.chrome = Chrome.of(map(plain, framework.source.chrome))
        self.unparsed = deque(filter(None, map(plain, framework.source.unparsed)))
        self.unwritten = Counter(self.unparsed)

    def text(self) -> str:
        """The page."""
        self._write_top()
        self._write_details()
        self._write_resources()
        period = self.framework.plan_period
        self.add(f"{Heading.INDICATORS.value}{f' Plan Period : {period}' if period != Period() else ''}")
        self.add(f"OUTCOME {plain(self.outcome.code or '')}")
        self.paragraph(self.outcome.title)
        self._write_indicators(self.outcome)
        if self.outcome.outputs:
            self.add(Heading.OUTPUTS.value)
        for output in self.outcome.outputs:
            self._write_output(output)
        self._write_notes()
        self._write_documents()
        self._write_unparsed(len(self.unparsed))
        self.add(*self.chrome.footer)
        return "\n".join(self.lines) + "\n"

    def add(self, *lines: str) -> None:
        """Write the lines that are not blank."""
        self.lines += filter(None, lines)

    def blank(self) -> None:
        """Write a blank line, unless one was just written."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def paragraph(self, text: str | None) -> None:
        """Write a text with a blank line before and after it."""
        if text and text.strip():
            self.blank()
            self.add(plain(text))
            self.blank()

    def passage(self, text: str | None) -> None:
        """Write free text, with the lines it has."""
        for line in LINE_END.split((text or "").strip()):
            if line.strip():
                self.add(plain(line))
            else:
                self.blank()

    # ------------------------------------------------------------------------------------------- the outcome

    def _write_top(self) -> None:
        chrome = self.chrome
        before, between = chrome.before, chrome.between
        if not chrome.explanations:
            above = next((n for n, entry in enumerate(before, 1) if entry.casefold().startswith(FIRST_MENU)), 0)
            before, between = before[:above], (*before[above:], *between)
        self.add(*before, *written_header(self.framework.country_profile, chrome.explanations), *between)
        code, identifier = plain(self.outcome.code or ""), plain(self.outcome.identifier or "")
        is_clear = code_and_identifier(code + identifier) == (code, identifier or None)
        self.add(f"{Heading.OUTCOME.value} {code}{'' if is_clear else ' '}{identifier}")
        self.paragraph(self.outcome.title)
        self.add(*chrome.menu)

    def _write_details(self) -> None:
        outcome = self.outcome
        self.add(Heading.DETAILS.value, "SDG alignment", *_goals(outcome.sdgs, "SDG Goal"))
        self.add("Impact areas", "Impact areas", *map(plain, outcome.impact_areas))
        self.add("Organizational outputs", *map(plain, outcome.organisational_outputs))
        names = [plain(marker.name) for marker in outcome.policy_markers if marker.name]
        self.add(*in_lines("Policy marker", names, lambda line: tuple(m.name or "" for m in markers_of(line))))
        if outcome.humanitarian is not None:
            self.add(f"Humanitarian scope {'Yes' if outcome.humanitarian else 'No'}")
        self.add(*in_lines("UN system function", map(plain, outcome.un_system_functions), functions_of))
        if outcome.description:
            self.add(Heading.DESCRIPTION.value)
            self.blank()
            self.passage(outcome.description)
            self.blank()

    def _write_resources(self) -> None:
        for budget in self.outcome.budgets[:1]:
            self.add(Heading.RESOURCES.value)
            for field, label in OUTCOME_AMOUNTS:
                amount = getattr(budget, field)
                if amount is not Missing.ABSENT:
                    self.add(f"{printed_amount(amount)} {label}")
            self.add(*written_funding(budget.funding))

    def _write_output(self, output: Output) -> None:
        code = plain(output.code or "")
        if RESULT_CODE.fullmatch(code):
            self.add(f"{Heading.OUTPUT.value} {code}")
        else:
            self.add(Heading.OUTPUT.value)
            self.blank()
        self.paragraph(output.title)
        for budget in output.budgets[:1]:
            for field, label in AMOUNTS:
                amount = getattr(budget, field)
                if amount is not Missing.ABSENT:
                    self.add(f"{label}: {printed_amount(amount)}")
            self.add(*written_funding(budget.funding))
        self._write_indicators(output)

    def _write_notes(self) -> None:
        notes = self.outcome.progress_notes
        year = self.framework.reporting_year
        if year is not None and shown_year(self.framework.indicators) is None and year != (notes and notes[0].year):
            self.add(f"{Heading.NOTE.value} Showing data of : {year}")
        for note in notes:
            self.add(f"{Heading.NOTE.value}{f' Showing data of : {note.year}' if note.year is not None else ''}")
            self.paragraph(note.title)
            self.passage(note.text)

    def _write_documents(self) -> None:
        documents = [document for document in self.outcome.documents if document.title]
        if documents:
            self.add(Heading.DOCUMENTS.value, *TABLE_HEAD)
        for document in documents:
            self.add(plain(document.title or ""), names_of_categories(document.categories), document.url or "")

    # -------------------------------------------------------------------------------------------- indicators

    def _write_indicators(self, result: Result) -> None:
        for indicator in _shown(result):
            self._write_indicator(indicator)

    def _write_indicator(self, indicator: Indicator) -> None:
        self.add(*code_lines(indicator))
        for note in indicator.notes:
            self.paragraph(note.text)
        self.add(plain(indicator.statement or ""))
        goals = _goals(indicator.sdgs, "Goal")
        self.add(*([SDG] if goals else []), *(line for goal in goals for line in (ICON, goal)))
        for alignment in indicator.alignments:
            self.paragraph(alignment.explanation)
            self.add(WORD_OF_ALIGNMENT[alignment.kind])
            names = filter(None, map(_name, alignment.partners))
            self.add(*(line for name in names for line in (ICON, name)))
        if SUMMARY.fullmatch(plain(indicator.printed_result or "")):
            self.add(plain(indicator.printed_result or ""))
        for years, cells in columns(indicator.series):
            self.add(years)
            for cell in cells:
                self.add(WORD_OF_CELL[cell.kind], self._cell(cell))
                self.add(*([note_on(cell) or NO_NOTE] if self.has_notes else []))

    def _cell(self, observation: Observation) -> str:
        """A value twice; once where the two copies differed, which leaves it as text and among what is unparsed."""
        raw = plain(observation.raw)
        if observation.value == raw and not is_one_cell(raw) and self.unwritten[raw]:
            self._write_unparsed(self.unparsed.index(raw))
            self._next_unparsed()
            return raw
        return printed(observation, raw)

    def _write_unparsed(self, count: int) -> None:
        """Write the first lines that no field took, each behind its mark."""
        self.add(*(f"{MARK} {self._next_unparsed()}" for _ in range(count)))

    def _next_unparsed(self) -> str:
        text = self.unparsed.popleft()
        self.unwritten[text] -= 1
        return text


def _goals(sdgs: Iterable[SdgReference], form: str) -> list[str]:
    """Goals as a page prints them: as read, else in the usual form; a target without its goal has no place."""
    texts = (sdg.raw or (f"{form} {sdg.goal}" if sdg.goal else "") for sdg in sdgs)
    return [plain(text) for text in texts if text]


def _name(partner: Organisation) -> str:
    return plain(partner.label)


def _shown(result: Result) -> Iterator[Indicator]:
    """The indicators of a result that a page can show."""
    for indicator in result.indicators:
        if CODE.fullmatch(plain(indicator.code or "")) and says_more(indicator):
            yield indicator


def _has_notes(outcome: Outcome) -> bool:
    """True if a value on the page has a note; then each cell has a third part."""
    indicators = (indicator for result in (outcome, *outcome.outputs) for indicator in _shown(result))
    return any(note_on(cell) for i in indicators for _, cells in columns(i.series) for cell in cells)
