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

from ._amount import amount_of, is_money
from ._details import DetailsReader
from ._draft import OutcomeDraft, ResultDraft
from ._header import Chrome, HeaderReader, explained, is_header
from ._headings import (
    PLAN_PERIOD,
    SHOWN_YEAR,
    Heading,
    code_and_identifier,
    code_of_identifier,
    is_navigation,
    is_section_menu,
    starts_footer,
)
from ._indicator import IndicatorReader
from ._words import PLAN_CODE, SUMMARY, categories_of, years_of

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

    from ._page import Page

__all__ = ["TABLE_HEAD", "framework_of", "shown_year"]

TABLE_HEAD = ("Title", "Categories", "Download")
WEB = ("http://", "https://")
YEAR = re.compile(r"[1-9][0-9]{3}")


def framework_of(page: Page, name: str | None) -> ResultsFramework:
    """
    The framework that a page shows.

    Raises:
        FormatError: It shows a second outcome with indicators.
    """
    return PageReader(page).read(name)


def shown_year(indicators: tuple[Indicator, ...]) -> int | None:
    """The year that all summary lines of a page are about; None where there is none, or not one."""
    lines = [SUMMARY.fullmatch(i.printed_result) for i in indicators if i.printed_result is not None]
    years = {int(match[1]) for match in lines if match}
    return years.pop() if len(years) == 1 else None


class PageReader:
    """Reads the blocks of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.header = HeaderReader()
        self.outcomes: list[OutcomeDraft] = []
        self.noted: dict[str, OutcomeDraft] = {}
        self.plan_period: Period | None = None
        # The years that the page says it shows: their lines, the text, and the year.
        self.shown_years: list[tuple[int, str, int]] = []

    @property
    def outcome(self) -> OutcomeDraft:
        """The outcome that is read: the only one, but on a page of progress notes."""
        if not self.outcomes:
            self.outcomes.append(OutcomeDraft())
        return self.outcomes[-1]

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
            Heading.GLOBAL_OUTCOME: self._read_global_outcome,
            Heading.GLOBAL_INDICATORS: self._read_global_indicators,
            Heading.GLOBAL_OUTPUT: self._read_global_output,
            Heading.GLOBAL_OUTPUTS: self._read_global_outputs,
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
        page = self.page
        drafts = self.outcomes or [self.outcome]
        framework = ResultsFramework(
            results=tuple(draft.outcome(page) for draft in drafts),
            plan_period=self.plan_period or Period(),
            country_profile=self.header.profile,
        )
        year = shown_year(framework.indicators)
        first_year = next((year for _, _, year in self.shown_years), None)
        year = year if year is not None else first_year
        noted = {note.year for draft in drafts for note in draft.notes}
        for number, text, printed in self.shown_years:
            if printed != year and printed not in noted:
                page.report(number, text)
        chrome = Chrome.of([*page.chrome, *page.footer]).entries
        lines, texts = zip(*page.unparsed, strict=True) if page.unparsed else ((), ())
        source = Source(name=name, chrome=chrome, unparsed=texts, unparsed_lines=lines)
        return attrs.evolve(framework, reporting_year=year, source=source)

    # ------------------------------------------------------------------------------------ above and below

    def _read_menus(self) -> None:
        """Read the lines above and below the page proper, and the header."""
        page = self.page
        is_below = False
        while not page.is_clear_heading:
            is_below = is_below or starts_footer(page.text)
            if is_header(page.text):
                self.header.read(page)
            elif is_below:
                page.footer.append(page.take())
            elif explained(page.text):
                self.header.explain(page, page.line, page.take())
            elif not self._read_shown_year():
                self._read_caption()

    def _read_caption(self) -> None:
        """Keep a menu or caption with the chrome, and anything else with what no field takes."""
        if is_navigation(self.page.text):
            self.page.chrome.append(self.page.take())
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

    def _read_shown_year(self) -> bool:
        """Read a line such as "Showing data of : 2021"; whether it was one."""
        page = self.page
        match = SHOWN_YEAR.fullmatch(page.text)
        if match is None or YEAR.fullmatch(match[1]) is None or page.may_be_cut():
            return False
        self.shown_years.append((page.line, page.take(), int(match[1])))
        return True

    # ----------------------------------------------------------------------------------------- the outcome

    def _read_outcome(self, argument: str | None) -> None:
        page, text = self.page, argument or ""
        own = code_of_identifier(text)
        if own is not None and page.is_of_notes:
            self._read_noted_outcome(own, text)
            return
        code, identifier = code_and_identifier(text) if own is None else (own, text)
        draft = self.outcome
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

    def _read_noted_outcome(self, code: str, identifier: str) -> None:
        """Read an outcome of a page of progress notes: its title, and the note on it."""
        page = self.page
        draft = self.noted.get(code)
        if draft is None:
            draft = self.noted[code] = OutcomeDraft(code=code, identifier=identifier, line=page.line)
            self.outcomes.append(draft)
        page.take()
        if not page.is_heading and draft.title in (None, page.text):
            draft.title = page.take()
        if text := page.paragraphs():
            year = self.shown_years[0][2] if self.shown_years else None
            draft.notes.append(ProgressNote(text=text, year=year))

    def _read_outcome_indicators(self, argument: str | None) -> None:
        page = self.page
        if page.may_be_cut():
            page.reject()
            return
        number, heading = page.line, page.take()
        if not argument and not page.may_be_cut() and (match := PLAN_PERIOD.fullmatch(page.text)):
            heading, argument = f"{heading} {page.take()}", match[1] or ""
        if argument == "" and not page.may_be_cut() and years_of(page.text).first_day:
            argument = page.take()
            heading = f"{heading} {argument}"
        period = years_of(argument) if argument else None
        if period is not None and self.plan_period not in (None, period):
            page.report(number, heading)
        else:
            self.plan_period = period or self.plan_period
        self._read_result(self.outcome)

    def _read_output(self, argument: str | None) -> None:
        self._add_output(argument, None)

    def _add_output(self, code: str | None, title: str | None) -> None:
        draft = ResultDraft(code=code, title=title, line=self.page.line)
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
            elif has_indicators and is_money(page.text):
                # Money is printed above the indicators, so this is another result's, and its heading is missing.
                self._reject_rest()
            elif not draft.budget.read(page):
                self._reject()

    @property
    def _is_title(self) -> bool:
        page = self.page
        if page.is_heading or page.is_indicator or is_section_menu(page.text) or is_header(page.text):
            return False
        return not is_money(page.text) and amount_of(page.text) is None and PLAN_CODE.fullmatch(page.text) is None

    def _read_details(self, _argument: str | None) -> None:
        reader = DetailsReader(self.outcome)
        self.page.take()
        while not self.page.is_heading:
            if not reader.read(self.page):
                self._reject()

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

    # --------------------------------------------------------------------------------------- global results

    def _read_global_outcome(self, title: str | None) -> None:
        """Read the title of an outcome of the strategic plan, and the sentence below it."""
        page, draft = self.page, self.outcome
        if draft.title is not None:
            # Menus list the other outcomes; the last before the indicators is the page's.
            page.report(draft.line or page.line, draft.title)
        draft.line, draft.title, draft.description = page.line, title, None
        page.take()
        if not page.is_heading:
            draft.description = page.take()
        while not page.is_heading:
            self._read_caption()

    def _read_global_indicators(self, year: str | None) -> None:
        self._read_year_of_heading(year)
        self._read_result(self.outcome)

    def _read_global_output(self, title: str | None) -> None:
        self._add_output(None, title)

    def _read_global_outputs(self, year: str | None) -> None:
        """Read the outputs, or the indicators of them all where none has a heading."""
        if self.page.plain(1) and self.page.heads[self.page.at + 1] is None:
            self.shown_years += [(self.page.line, self.page.text, int(year))] if year else []
            self._add_output(None, None)
        else:
            self._read_year_of_heading(year)

    def _read_year_of_heading(self, year: str | None) -> None:
        number, text = self.page.line, self.page.take()
        self.shown_years += [(number, text, int(year))] if year else []

    # ---------------------------------------------------------------------------- progress and documents

    def _read_note(self, argument: str | None) -> None:
        page = self.page
        number, heading = page.line, page.take()
        match = None if argument else SHOWN_YEAR.fullmatch(page.text)
        if match is not None:
            heading, argument = f"{heading} {page.take()}", match[1]
        if match is not None and not argument and YEAR.fullmatch(page.text):
            argument = page.take()
            heading = f"{heading} {argument}"
        year = int(argument) if argument and YEAR.fullmatch(argument) else None
        if year is not None:
            self.shown_years.append((number, heading, year))
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
            if page.text in TABLE_HEAD or page.text == " ".join(TABLE_HEAD):
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
                number = page.line
                documents.append(DocumentLink(title=page.take(), line=number))
