"""
A portal page, block by block: each heading opens a block, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.framework import ResultsFramework
from resultsframework.node import Source
from resultsframework.period import Period
from resultsframework.result import Outcome, Output

from ._amount import amount_in
from ._budget import BudgetReader
from ._header import (
    Chrome,
    HeaderReader,
    explained,
    is_header,
)
from ._indicator import IndicatorReader
from ._words import (
    SUMMARY,
    Heading,
    categories_of,
    code_and_identifier,
    functions_of,
    is_navigation,
    is_section_menu,
    markers_of,
    plain,
    sdg_of,
    starts_footer,
    years_of,
)

if TYPE_CHECKING:
    from resultsframework.alignment import PolicyMarker, SdgReference
    from resultsframework.indicator import Indicator

    from ._page import Page

__all__ = ["framework_of", "shown_year"]

# The labels of the details; what a label opens goes on until the next.
DETAILS = {
    "sdg alignment": "sdgs",
    "impact areas": "impact_areas",
    "organizational outputs": "organisational_outputs",
    "organisational outputs": "organisational_outputs",
    "policy marker": "policy_markers",
    "humanitarian scope": "humanitarian",
    "un system function": "un_system_functions",
}
TABLE_HEAD = ("Title", "Categories", "Download")
WEB = ("http://", "https://")
YEAR = re.compile(r"[1-9][0-9]{3}")
ANSWERS = {"yes": True, "no": False}


@attrs.define
class ResultDraft:
    """The parts of a result read so far."""

    code: str | None = None
    title: str | None = None
    line: int | None = None
    indicators: list[Indicator] = attrs.Factory(list)
    budget: BudgetReader = attrs.Factory(BudgetReader)


@attrs.define
class OutcomeDraft(ResultDraft):
    """The parts of the outcome read so far."""

    identifier: str | None = None
    description: str | None = None
    sdgs: list[SdgReference] = attrs.Factory(list)
    impact_areas: list[str] = attrs.Factory(list)
    organisational_outputs: list[str] = attrs.Factory(list)
    policy_markers: list[PolicyMarker] = attrs.Factory(list)
    humanitarian: bool | None = None
    un_system_functions: list[str] = attrs.Factory(list)
    documents: list[DocumentLink] = attrs.Factory(list)
    notes: list[ProgressNote] = attrs.Factory(list)
    outputs: list[ResultDraft] = attrs.Factory(list)


def framework_of(page: Page, name: str | None) -> ResultsFramework:
    """
    The framework that a page shows.

    Raises:
        FormatError: It shows a second outcome.
    """
    return PageReader(page).read(name)


def shown_year(indicators: tuple[Indicator, ...]) -> int | None:
    """The year that all summary lines of a page are about; None where there is none, or not one."""
    lines = [SUMMARY.fullmatch(plain(i.printed_result)) for i in indicators if i.printed_result is not None]
    years = {int(match[1]) for match in lines if match}
    return years.pop() if len(years) == 1 else None


class PageReader:
    """Reads the blocks of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.header = HeaderReader()
        self.outcome = OutcomeDraft()
        self.plan_period: Period | None = None
        self.note_years: list[tuple[int, str, int]] = []

    def read(self, name: str | None) -> ResultsFramework:
        """The framework, with the name of the file that the page is from."""
        page = self.page
        blocks: dict[Heading, Callable[[str | None], None]] = {
            Heading.OUTCOME: self._read_outcome,
            Heading.DETAILS: self._read_details,
            Heading.DESCRIPTION: self._read_description,
            Heading.RESOURCES: self._read_resources,
            Heading.INDICATORS: self._read_outcome_indicators,
            Heading.OUTPUTS: self._reject_block,
            Heading.OUTPUT: self._read_output,
            Heading.NOTE: self._read_note,
            Heading.DOCUMENTS: self._read_documents,
        }
        self._read_menus()
        while not page.is_over:
            heading, argument = page.head
            if heading is Heading.FOOTER:
                self._read_menus()
            else:
                blocks[heading](argument)
        return self._framework(name)

    def _framework(self, name: str | None) -> ResultsFramework:
        draft = self.outcome
        outcome = Outcome(
            code=draft.code,
            title=draft.title,
            identifier=draft.identifier,
            description=draft.description,
            indicators=tuple(draft.indicators),
            budgets=draft.budget.budgets(self.page),
            sdgs=tuple(draft.sdgs),
            impact_areas=tuple(draft.impact_areas),
            organisational_outputs=tuple(draft.organisational_outputs),
            policy_markers=tuple(draft.policy_markers),
            humanitarian=draft.humanitarian,
            un_system_functions=tuple(draft.un_system_functions),
            documents=tuple(draft.documents),
            progress_notes=tuple(_titled(note, draft.title) for note in draft.notes),
            outputs=tuple(self._output(output) for output in draft.outputs),
            line=draft.line,
        )
        framework = ResultsFramework(
            results=(outcome,), plan_period=self.plan_period or Period(), country_profile=self.header.profile
        )
        year = shown_year(framework.indicators)
        first_year = next((year for _, _, year in self.note_years), None)
        year = year if year is not None else first_year
        noted = {note.year for note in draft.notes}
        for number, text, printed in self.note_years:
            if printed != year and printed not in noted:
                self.page.report(number, text)
        chrome = Chrome.of([*self.page.chrome, *self.page.footer]).entries
        source = Source(name=name, chrome=chrome, unparsed=self.page.unparsed)
        return attrs.evolve(framework, reporting_year=year, source=source)

    def _output(self, draft: ResultDraft) -> Output:
        return Output(
            code=draft.code,
            title=draft.title,
            indicators=tuple(draft.indicators),
            budgets=draft.budget.budgets(self.page),
            line=draft.line,
        )

    # ------------------------------------------------------------------------------------ above and below

    def _read_menus(self) -> None:
        """Read the lines above and below the page proper, and the header."""
        page = self.page
        is_below = False
        while not page.is_clear_heading:
            is_below = is_below or starts_footer(page.plain())
            if is_header(page.text):
                self.header.read(page)
            elif is_below:
                page.footer.append(page.take())
            elif explained(page.text):
                self.header.explain(page, page.line, page.take())
            elif is_navigation(page.text):
                page.chrome.append(page.take())
            else:
                self._reject()

    def _reject(self) -> None:
        """Keep a line that has no place here; the header has one anywhere."""
        if is_header(self.page.text):
            self.header.read(self.page)
        else:
            self.page.reject()

    def _reject_block(self, _argument: str | None = None) -> None:
        """Go on to the next heading: a line before it belongs to a result whose own heading is missing."""
        self.page.take()
        self._reject_rest()

    def _reject_rest(self) -> None:
        while not self.page.is_heading:
            self._reject()

    # ----------------------------------------------------------------------------------------- the outcome

    def _read_outcome(self, argument: str | None) -> None:
        page, draft = self.page, self.outcome
        code, identifier = code_and_identifier(argument or "")
        if draft.code not in (None, code):
            message = (
                f"a second outcome, {code!r}, is on the page of {draft.code!r}; a page shows one outcome, "
                "so put each into a file of its own"
            )
            raise page.refuse(message, page.line)
        draft.line = draft.line or page.line
        draft.code = code
        if identifier is not None and draft.identifier not in (None, identifier):
            page.reject()
        else:
            draft.identifier = identifier or draft.identifier
            page.take()
        self._read_result(draft)

    def _read_outcome_indicators(self, argument: str | None) -> None:
        period = years_of(argument) if argument else None
        if self.page.may_be_cut or (period is not None and self.plan_period not in (None, period)):
            self.page.reject()
        else:
            self.plan_period = period or self.plan_period
            self.page.take()
        self._read_result(self.outcome)

    def _read_output(self, argument: str | None) -> None:
        draft = ResultDraft(code=argument, line=self.page.line)
        self.outcome.outputs.append(draft)
        self.page.take()
        self._read_result(draft)

    def _read_result(self, draft: ResultDraft) -> None:
        """Read the content below the heading of a result: its title, its money, its indicators."""
        page = self.page
        if self._is_title:
            if draft.title in (None, page.text):
                draft.title = page.take()
            else:
                page.reject()
        has_indicators = False
        while not page.is_heading:
            if page.is_indicator:
                has_indicators = True
                indicator = IndicatorReader(page).read()
                draft.indicators += [indicator] if indicator else []
            elif has_indicators and amount_in(page.text):
                # Money is printed above the indicators, so this is another result's, and its heading is missing.
                self._reject_rest()
            elif not draft.budget.read(page):
                self._reject()

    @property
    def _is_title(self) -> bool:
        page = self.page
        if page.is_heading or page.is_indicator or is_section_menu(page.plain()) or is_header(page.text):
            return False
        return amount_in(page.text) is None

    def _read_details(self, _argument: str | None) -> None:
        page = self.page
        page.take()
        field: str | None = None
        while not page.is_heading:
            label = next((label for label in DETAILS if page.plain().casefold().startswith(label)), None)
            number = page.line
            if label is not None:
                field = DETAILS[label]
                text = page.plain()[len(label) :].removeprefix("s").removeprefix(":").strip()
                page.take()
            elif field is None:
                self._reject()
                continue
            else:
                text = page.take()
            if text and not self._add_detail(field, text, number):
                page.report(number, text)

    def _add_detail(self, field: str, text: str, line: int) -> bool:
        """Keep one line of the details; whether it could be kept."""
        draft = self.outcome
        if field == "sdgs":
            draft.sdgs.append(sdg_of(text, "SDG Goal", line))
        elif field == "policy_markers":
            draft.policy_markers += markers_of(text, line)
        elif field == "un_system_functions":
            draft.un_system_functions += functions_of(text)
        elif field == "humanitarian":
            answer = ANSWERS.get(text.casefold())
            if answer is None or draft.humanitarian not in (None, answer):
                return False
            draft.humanitarian = answer
        else:
            getattr(draft, field).append(text)
        return True

    def _read_description(self, _argument: str | None) -> None:
        page, draft = self.page, self.outcome
        page.take()
        begin = page.at
        text = page.paragraphs() or None
        if draft.description is None:
            draft.description = text
        elif text not in (None, draft.description):
            page.at = begin
            self._reject_rest()

    def _read_resources(self, _argument: str | None) -> None:
        self.page.take()
        while not self.page.is_heading:
            if not self.outcome.budget.read(self.page):
                self._reject()

    # ---------------------------------------------------------------------------- progress and documents

    def _read_note(self, argument: str | None) -> None:
        page = self.page
        number, heading = page.line, page.take()
        year = int(argument) if argument and YEAR.fullmatch(argument) else None
        if year is not None:
            self.note_years.append((number, heading, year))
        elif argument:
            page.report(number, heading)
        if text := page.paragraphs():
            self.outcome.notes.append(ProgressNote(text=text, year=year))

    def _read_documents(self, _argument: str | None) -> None:
        page, documents = self.page, self.outcome.documents
        page.take()
        while not page.is_heading:
            last = documents[-1] if documents else None
            categories, is_known = categories_of(page.text)
            if page.plain() in TABLE_HEAD:
                page.take()
            elif page.text.startswith(WEB):
                if last is None or last.url is not None:
                    page.reject()
                else:
                    documents[-1] = attrs.evolve(last, url=page.take())
            elif last is not None and is_known and not last.categories:
                page.take()
                documents[-1] = attrs.evolve(last, categories=categories)
            else:
                documents.append(DocumentLink(title=page.take(), line=page.numbers[page.at - 1]))


def _titled(note: ProgressNote, title: str | None) -> ProgressNote:
    """A note without the title of the outcome that is printed over it."""
    first, _, rest = note.text.partition("\n")
    if title is None or _letters(first) != _letters(title):
        return note
    return attrs.evolve(note, title=first, text=rest.lstrip("\n"))


def _letters(text: str) -> str:
    """A text by which two printings of it are compared: quotes, stops and spaces do not matter."""
    return "".join(filter(str.isalnum, text.casefold()))
