"""
A framework as the text of a portal page, in the layout of the real one.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from resultsframework.errors import InvalidValueError
from resultsframework.period import Period
from resultsframework.value import Missing

from ._amount import printed_amount
from ._cell import NO_NOTE, cell_of, printed
from ._funding import written_funding
from ._header import Chrome, written_header
from ._headings import EVERYDAY, Heading, code_and_identifier, heading_of, is_reserved, is_section_menu, starts_footer
from ._lines import items_of
from ._page import MARK
from ._reader import TABLE_HEAD, shown_year
from ._table import code_lines, columns, free, goals_of, note_on, says_more, sentence, summary_of, title_of
from ._words import (
    ALIGNMENTS,
    CELLS,
    CODE,
    ICON,
    RESULT_CODE,
    SDG,
    functions_of,
    in_lines,
    markers_of,
    names_of_categories,
    plain,
)

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation
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
        self.chrome = Chrome.of(filter(_is_chrome, map(plain, framework.source.chrome)))
        self.unparsed = deque(filter(None, map(plain, framework.source.unparsed)))
        self.unwritten = Counter(self.unparsed)

    def text(self) -> str:
        """The page."""
        self._write_top()
        self._write_details()
        self._write_resources()
        period = self.framework.plan_period
        self.open(Heading.INDICATORS, f"Plan Period : {plain(str(period))}" if period != Period() else "")
        self.lines.append(f"OUTCOME {plain(self.outcome.code or '')}")
        self.paragraph(title_of(self.outcome))
        self._write_indicators(self.outcome)
        if self.outcome.outputs:
            self.open(Heading.OUTPUTS)
        for output in self.outcome.outputs:
            self._write_output(output)
        self._write_notes()
        self._write_documents()
        self._write_unparsed(len(self.unparsed))
        self.lines += self.chrome.footer
        return "\n".join(self.lines) + "\n"

    def add(self, *lines: str) -> None:
        """Write the lines that are not blank; one that would be a heading again has no place on a page."""
        self.lines += (line for line in lines if line and not is_reserved(line))

    def open(self, heading: Heading, argument: str = "") -> None:
        """Begin a block."""
        self.lines.append(f"{heading.value} {argument}".rstrip())

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
        self.lines += before
        self.add(*written_header(self.framework.country_profile, chrome.explanations))
        self.lines += between
        code, identifier = plain(self.outcome.code or ""), plain(self.outcome.identifier or "")
        forms = (f"{code}{identifier}", f"{code} {identifier}")
        self.open(Heading.OUTCOME, next((f for f in forms if code_and_identifier(f) == (code, identifier)), code))
        self.paragraph(title_of(self.outcome))
        self.lines += chrome.menu

    def _write_details(self) -> None:
        outcome = self.outcome
        self.open(Heading.DETAILS)
        self.add("SDG alignment", *goals_of(outcome.sdgs, "SDG Goal"))
        self.add("Impact areas", "Impact areas", *map(free, outcome.impact_areas))
        self.add("Organizational outputs", *map(free, outcome.organisational_outputs))
        names = [plain(marker.name) for marker in outcome.policy_markers if marker.name]
        self.add(*in_lines("Policy marker", names, lambda line: tuple(m.name or "" for m in markers_of(line))))
        if outcome.humanitarian is not None:
            self.add(f"Humanitarian scope {'Yes' if outcome.humanitarian else 'No'}")
        self.add(*in_lines("UN system function", map(plain, outcome.un_system_functions), functions_of))
        if outcome.description:
            self.open(Heading.DESCRIPTION)
            self.blank()
            self.passage(outcome.description)
            self.blank()

    def _write_resources(self) -> None:
        for budget in self.outcome.budgets[:1]:
            self.open(Heading.RESOURCES)
            for field, label in OUTCOME_AMOUNTS:
                amount = getattr(budget, field)
                if amount is not Missing.ABSENT:
                    self.add(f"{printed_amount(amount)} {label}")
            self.add(*written_funding(budget.funding))

    def _write_output(self, output: Output) -> None:
        code = plain(output.code or "")
        if RESULT_CODE.fullmatch(code):
            self.open(Heading.OUTPUT, code)
        else:
            self.open(Heading.OUTPUT)
            self.blank()
        self.paragraph(title_of(output))
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
            self.open(Heading.NOTE, f"Showing data of : {year}")
        for note in notes:
            self.open(Heading.NOTE, f"Showing data of : {note.year}" if note.year is not None else "")
            self.paragraph(note.title)
            self.passage(note.text)

    def _write_documents(self) -> None:
        documents = [document for document in self.outcome.documents if document.title]
        if documents:
            self.open(Heading.DOCUMENTS)
            self.add(*TABLE_HEAD)
        for document in documents:
            self.add(*map(plain, (document.title or "", names_of_categories(document.categories), document.url or "")))

    # -------------------------------------------------------------------------------------------- indicators

    def _write_indicators(self, result: Result) -> None:
        for indicator in _shown(result):
            self._write_indicator(indicator)

    def _write_indicator(self, indicator: Indicator) -> None:
        self.add(*code_lines(indicator))
        for note in indicator.notes:
            self.paragraph(sentence(note.text))
        self.add(sentence(indicator.statement))
        goals = goals_of(indicator.sdgs, "Goal")
        self.add(*([SDG] if goals else []), *(line for goal in goals for line in (ICON, goal)))
        for alignment in indicator.alignments:
            self.paragraph(sentence(alignment.explanation))
            self.add(WORD_OF_ALIGNMENT[alignment.kind])
            names = filter(None, (free(partner.label) for partner in alignment.partners))
            self.add(*(line for name in names for line in (ICON, name)))
        self.add(summary_of(indicator))
        for years, cells in columns(indicator.series):
            self.add(years)
            for cell in cells:
                self.lines += (WORD_OF_CELL[cell.kind], self._cell(cell))
                self.add(*([note_on(cell) or NO_NOTE] if self.has_notes else []))

    def _cell(self, observation: Observation) -> str:
        """A value twice; once where the two copies differed, which leaves it as text and among what is unparsed."""
        raw = plain(observation.raw)
        is_one_copy = free(raw) and not cell_of((raw,), has_notes=False).is_value
        if self.unwritten[raw] and observation.value == raw and is_one_copy:
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


def _is_chrome(text: str) -> bool:
    """True for a menu or caption that is no heading among others of its kind."""
    head = heading_of(text)
    is_menu = is_section_menu(text) or starts_footer(text) or (head is not None and head[0] in EVERYDAY)
    return bool(text) and (is_menu or not is_reserved(text)) and items_of(text) == (text,)


def _shown(result: Result) -> Iterator[Indicator]:
    """The indicators of a result that a page can show."""
    for indicator in result.indicators:
        if CODE.fullmatch(plain(indicator.code or "")) and says_more(indicator):
            yield indicator


def _has_notes(outcome: Outcome) -> bool:
    """True if a value on the page has a note; then each cell has a third part."""
    indicators = (indicator for result in (outcome, *outcome.outputs) for indicator in _shown(result))
    return any(note_on(cell) for i in indicators for _, cells in columns(i.series) for cell in cells)
