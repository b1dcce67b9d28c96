"""
A framework as the text of a portal page, in the layout of the real one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from resultsframework.errors import InvalidValueError
from resultsframework.observation import ObservationKind
from resultsframework.period import Period
from resultsframework.value import Missing

from ._amount import printed_amount
from ._budget import written_funding
from ._header import Chrome, written_header
from ._indicator import PLANNED, may_follow
from ._page import MARK
from ._reader import TABLE_HEAD, shown_year
from ._words import (
    ALIGNMENTS,
    CELLS,
    CODE,
    ICON,
    RESULT_CODE,
    SDG,
    SUMMARY,
    YEARS,
    Heading,
    code_and_identifier,
    copies,
    functions_of,
    in_lines,
    markers_of,
    names_of_categories,
    one_line,
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
        self.chrome = Chrome.of(map(one_line, framework.source.chrome))
        self.unparsed = deque(filter(None, map(one_line, framework.source.unparsed)))
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
            self.add(one_line(text))
            self.blank()

    def passage(self, text: str | None) -> None:
        """Write free text, with the lines it has."""
        for line in LINE_END.split((text or "").strip()):
            if line.strip():
                self.add(line.strip())
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
        self.add("Impact areas", "Impact areas", *map(one_line, outcome.impact_areas))
        self.add("Organizational outputs", *map(one_line, outcome.organisational_outputs))
        names = [_single_spaced(marker.name) for marker in outcome.policy_markers if marker.name]
        self.add(*in_lines("Policy marker", names, lambda line: tuple(m.name or "" for m in markers_of(line))))
        if outcome.humanitarian is not None:
            self.add(f"Humanitarian scope {'Yes' if outcome.humanitarian else 'No'}")
        self.add(*in_lines("UN system function", map(_single_spaced, outcome.un_system_functions), functions_of))
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
        self.add(f"{Heading.OUTPUT.value} {code}" if RESULT_CODE.fullmatch(code) else Heading.OUTPUT.value)
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
            self.add(one_line(document.title or ""), names_of_categories(document.categories), document.url or "")

    # -------------------------------------------------------------------------------------------- indicators

    def _write_indicators(self, result: Result) -> None:
        for indicator in result.indicators:
            if CODE.fullmatch(plain(indicator.code or "")) and _says_more(indicator):
                self._write_indicator(indicator)

    def _write_indicator(self, indicator: Indicator) -> None:
        self.add(plain(indicator.code or ""))
        for note in indicator.notes:
            self.paragraph(note.text)
        self.add(one_line(indicator.statement or ""))
        goals = _goals(indicator.sdgs, "Goal")
        self.add(*([SDG] if goals else []), *(line for goal in goals for line in (ICON, goal)))
        for alignment in indicator.alignments:
            self.paragraph(alignment.explanation)
            self.add(WORD_OF_ALIGNMENT[alignment.kind])
            names = filter(None, map(_name, alignment.partners))
            self.add(*(line for name in names for line in (ICON, name)))
        if SUMMARY.fullmatch(plain(indicator.printed_result or "")):
            self.add(one_line(indicator.printed_result or ""))
        for years, cells in _columns(indicator.series):
            self.add(years)
            for cell in cells:
                self.add(WORD_OF_CELL[cell.kind], self._cell(cell))

    def _cell(self, observation: Observation) -> str:
        """A value twice; once where the two copies differed, which leaves it as text and among what is unparsed."""
        raw = one_line(observation.raw)
        if observation.value == raw and copies(raw) is None and self.unwritten[raw]:
            self._write_unparsed(self.unparsed.index(raw))
            self._next_unparsed()
            return raw
        return f"{raw} {raw}"

    def _write_unparsed(self, count: int) -> None:
        """Write the first lines that no field took, each behind its mark."""
        self.add(*(MARK + self._next_unparsed() for _ in range(count)))

    def _next_unparsed(self) -> str:
        text = self.unparsed.popleft()
        self.unwritten[text] -= 1
        return text


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _says_more(indicator: Indicator) -> bool:
    """True where there is text between the code and the values, without which a page does not distinguish them."""
    parts = (indicator.statement, indicator.notes, indicator.sdgs, indicator.alignments)
    return any(parts) or SUMMARY.fullmatch(plain(indicator.printed_result or "")) is not None


def _goals(sdgs: Iterable[SdgReference], form: str) -> list[str]:
    """Goals as a page prints them: as read, else in the usual form; a target without its goal has no place."""
    texts = (sdg.raw or (f"{form} {sdg.goal}" if sdg.goal else "") for sdg in sdgs)
    return [one_line(text) for text in texts if text]


def _name(partner: Organisation) -> str:
    return one_line(partner.label)


def _columns(series: Iterable[Observation]) -> list[tuple[str, list[Observation]]]:
    """
    The columns of a page: the first baseline, then for each period what was planned and what was achieved.

    A page shows values of the whole, one of a kind for each period, in order of time.
    """
    baselines: list[Observation] = []
    columns: dict[Period, dict[ObservationKind, Observation]] = {}
    for observation in series:
        if not observation.is_total or not observation.raw.strip():
            continue
        if observation.kind is ObservationKind.BASELINE:
            baselines.append(observation)
        elif _years(observation.period):
            columns.setdefault(observation.period, {}).setdefault(observation.kind, observation)
    periods = list(columns)
    if all(period.first_day for period in periods):
        periods.sort(key=lambda period: period.first_day or dt.date.min)
    found = [(_years(baseline.period), [baseline]) for baseline in baselines[:1]]
    written: list[Period] = []
    for period in periods:
        if may_follow(period, written):
            written.append(period)
            cells = columns[period]
            planned = next((cells[kind] for kind in PLANNED if kind in cells), None)
            found.append((_years(period), [cell for cell in (planned, cells.get(ObservationKind.ACTUAL)) if cell]))
    return found


def _years(period: Period) -> str:
    """A period as a page prints it: a year, or two; empty where it is neither."""
    start, end = period.start, period.end
    if start and end and start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year)
    return str(period) if YEARS.fullmatch(str(period)) else ""
