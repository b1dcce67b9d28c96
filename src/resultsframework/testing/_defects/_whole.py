"""
Defects of a plan's structure, documents and programmes: one for each rule of the families STR, DOC, PRG and XEN.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.note import Note
from resultsframework.observation import Observation, ObservationKind
from resultsframework.organisation import (
    CountryProfile,
    Organisation,
    OrganisationLevel,
    Participation,
    ParticipationRole,
    Place,
    PlaceLevel,
)
from resultsframework.programme import GeographicScope, TheoryOfChange
from resultsframework.result import Outcome, Output
from resultsframework.testing._plan import ANY, Needs, Plan, Timeline
from resultsframework.testing._vocabulary import PARTNERS, PROGRAMME
from resultsframework.value import Missing

from ._defect import Defect, in_indicator, with_baseline, with_observations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

__all__ = ["DEFECTS"]

KITUI = Place(name="Kitui", level=PlaceLevel.STATE)
NAIROBI = Place(name="Nairobi", level=PlaceLevel.STATE)
MINISTRY = Organisation(acronym="MOW", name="Ministry of Water", level=OrganisationLevel.SUBNATIONAL)


def _no_statement(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return attrs.evolve(indicator, statement=(None, " ")[pick % 2])


def _control_character(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    text = ("one\x00two", "the project\x92s aim", "\ufffe")[pick % 3]
    if pick % 2:
        return with_baseline(indicator, comment=text)
    return attrs.evolve(indicator, description=text)


def _with_first(framework: ResultsFramework, **changes: Any) -> ResultsFramework:
    first, *others = framework.results
    return attrs.evolve(framework, results=(attrs.evolve(first, **changes), *others))


def _no_indicator(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return attrs.evolve(framework, results=(*framework.results, Output(code="99", title="Nothing is measured here")))


def _no_output(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return _with_first(framework, outputs=())


def _code_twice(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    indicators = framework.results[0].indicators
    other = attrs.evolve(indicators[0], statement="Ferries in service")
    return _with_first(framework, indicators=(*indicators, other))


def _placeholder(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return attrs.evolve(indicator, statement=("Indicator 1.1", "TBD", "Outcome indicator")[pick % 3])


def _title_without_words(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    return _with_first(framework, title=("5260", "N/A", "Output 4")[pick % 3])


def _outputs_of(framework: ResultsFramework) -> tuple[Output, ...]:
    top = framework.results[0]
    return top.outputs if isinstance(top, Outcome) else ()


def _code_of_another_outcome(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    first, *others = _outputs_of(framework)
    return _with_first(framework, outputs=(attrs.evolve(first, code=f"77.{pick}"), *others))


def _other_order(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return _with_first(framework, outputs=_outputs_of(framework)[::-1])


def _unknown_category(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return attrs.evolve(framework, documents=(DocumentLink(url="https://example.org", categories=("B01", "Annual")),))


def _no_address(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return attrs.evolve(framework, documents=(DocumentLink(title="Survey", categories=("B01",)),))


def _note_of_another_year(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    note = ProgressNote(text="Wells were dug.", year=plan.timeline.reporting_year - 1 - pick)
    return attrs.evolve(framework, progress_notes=(note,))


def _note_of_no_results(indicator: Indicator, timeline: Timeline, _pick: int) -> Indicator:
    note = Note(text=f"The results of {timeline.last} are estimates.")
    cell = Observation(kind=ObservationKind.ACTUAL, period=timeline.period(timeline.last), value=Missing.EMPTY)
    return attrs.evolve(with_observations(indicator, lambda o: o, cell), notes=(*indicator.notes, note))


def _programme(**changes: Any) -> Defect:
    """A defect of a joint programme."""

    def edit(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
        return attrs.evolve(framework, programmes=(attrs.evolve(PROGRAMME, **changes),))

    return Defect(ANY, edit)


def _other_country(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    return attrs.evolve(_with_first(framework, code="MEX_D_1"), country_profile=CountryProfile(country="Kenya"))


def _other_deadline(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    return _with_first(framework, title=f"By {plan.timeline.last + 1 + pick}, wells are deep")


def _programme_not_linked(framework: ResultsFramework, _plan: Plan, _pick: int) -> ResultsFramework:
    year = framework.reporting_year
    return attrs.evolve(
        framework, programmes=(), progress_notes=(ProgressNote(text="Part of a joint programme.", year=year),)
    )


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "STR01": in_indicator(_no_statement),
        "STR02": Defect(Needs(whole=(False,)), _no_indicator),
        "STR03": Defect(Needs(results=2, layouts=("nested",)), _no_output),
        "STR04": Defect(ANY, _code_twice),
        "STR05": Defect(Needs(results=2, layouts=("nested",)), _code_of_another_outcome),
        "STR06": Defect(Needs(results=3, layouts=("nested",)), _other_order),
        "STR09": in_indicator(_placeholder),
        "STR10": Defect(ANY, _title_without_words),
        "DOC01": Defect(ANY, _unknown_category),
        "DOC02": Defect(ANY, _no_address),
        "DOC03": Defect(Needs(has_year=True), _note_of_another_year),
        "DOC04": in_indicator(_note_of_no_results, Needs(ahead=1)),
        "DOC05": in_indicator(_control_character),
        "PRG01": _programme(financial_information=Missing.EMPTY),
        "PRG02": _programme(theory_of_change=TheoryOfChange(conditions=("wells are deepened",))),
        "PRG03": _programme(
            agencies=tuple(Participation(organisation=p, role=ParticipationRole.PARTICIPATING) for p in PARTNERS)
        ),
        "PRG04": _programme(
            geography=GeographicScope(places=(KITUI, NAIROBI)), partners=(attrs.evolve(MINISTRY, jurisdiction=KITUI),)
        ),
        "PRG05": _programme(
            partners=(attrs.evolve(MINISTRY, reference="XX-1"), attrs.evolve(MINISTRY, reference="XX-2"))
        ),
        "PRG06": _programme(partners=(MINISTRY, MINISTRY)),
        "PRG07": _programme(partners=(attrs.evolve(MINISTRY, jurisdiction=Place(name="Ki tui")),)),
        "XEN01": Defect(Needs(layouts=("flat",)), _other_country),
        "XEN02": Defect(Needs(has_plan=True), _other_deadline),
        "XEN03": Defect(ANY, _programme_not_linked),
    }
)
