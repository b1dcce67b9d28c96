"""
Results of a portal page, while their parts are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.result import Outcome, Output

from ._budget import BudgetReader

if TYPE_CHECKING:
    from resultsframework.alignment import PolicyMarker, SdgReference
    from resultsframework.document import DocumentLink, ProgressNote
    from resultsframework.indicator import Indicator

    from ._page import Page

__all__ = ["OutcomeDraft", "ResultDraft"]


@attrs.define
class ResultDraft:
    """The parts of a result read so far."""

    code: str | None = None
    title: str | None = None
    line: int | None = None
    indicators: list[Indicator] = attrs.Factory(list)
    budget: BudgetReader = attrs.Factory(BudgetReader)

    def output(self, page: Page) -> Output:
        """The output."""
        return Output(
            code=self.code,
            title=self.title,
            indicators=tuple(self.indicators),
            budgets=self.budget.budgets(page),
            line=self.line,
        )


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

    def outcome(self, page: Page) -> Outcome:
        """The outcome with its outputs."""
        return Outcome(
            code=self.code,
            title=self.title,
            identifier=self.identifier,
            description=self.description,
            indicators=tuple(self.indicators),
            budgets=self.budget.budgets(page),
            sdgs=tuple(self.sdgs),
            impact_areas=tuple(self.impact_areas),
            organisational_outputs=tuple(self.organisational_outputs),
            policy_markers=tuple(self.policy_markers),
            humanitarian=self.humanitarian,
            un_system_functions=tuple(self.un_system_functions),
            documents=tuple(self.documents),
            progress_notes=tuple(_titled(note, self.title) for note in self.notes),
            outputs=tuple(output.output(page) for output in self.outputs),
            line=self.line,
        )


def _titled(note: ProgressNote, title: str | None) -> ProgressNote:
    """A note without the title of the outcome that is printed over it."""
    first, _, rest = note.text.partition("\n")
    if title is None or _letters(first) != _letters(title):
        return note
    return attrs.evolve(note, title=first, text=rest.lstrip("\n"))


def _letters(text: str) -> str:
    """A text by which two printings of it are compared: quotes, stops and spaces do not matter."""
    return "".join(filter(str.isalnum, text.casefold()))
