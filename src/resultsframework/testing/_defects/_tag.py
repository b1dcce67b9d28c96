"""
Defects of tags and alignments: one for each rule of the family TAG.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from resultsframework.alignment import Alignment, AlignmentKind, PolicyMarker, Reference, SdgReference
from resultsframework.framework import ResultsFramework
from resultsframework.note import Note, NoteKind, Scope
from resultsframework.organisation import Organisation
from resultsframework.testing._plan import ANY, Plan, Timeline
from resultsframework.testing._vocabulary import OWNER, PARTNERS

from ._defect import Defect, in_indicator, when_published

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resultsframework.indicator import Indicator

__all__ = ["DEFECTS", "OTHER_PLAN"]

KINDS = tuple(AlignmentKind)
SDG_INDICATOR = "sdg_indicator"
DESK_REVIEW = Note(text="Reported for all countries at once.", kind=NoteKind.DESK_REVIEW)
# The plan of a body that no valid framework has a tag for.
OTHER = Organisation(acronym="UPU", name="Universal Postal Union")
OTHER_PLAN = ResultsFramework(reporting_organisation=OTHER, title="Plan of the other body")


def _tag_without_partner(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    return attrs.evolve(indicator, alignments=(*indicator.alignments, Alignment(kind=KINDS[pick % 2])))


def _both_tags(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    tags = (
        Alignment(kind=KINDS[pick % 2], partners=PARTNERS[:2]),
        Alignment(kind=KINDS[1 - pick % 2], partners=PARTNERS[1:]),
    )
    return attrs.evolve(indicator, alignments=tags)


def _tag_with_owner(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    def edit(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
        return attrs.evolve(indicator, alignments=(Alignment(kind=KINDS[pick % 2], partners=(*PARTNERS, OWNER)),))

    return in_indicator(edit).edit(attrs.evolve(framework, reporting_organisation=OWNER), plan, pick)


def _common_with_other(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, alignments=(Alignment(kind=AlignmentKind.COMMON, partners=(OTHER,)),))


def _cited_and_not_tagged(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    code = ("5.1.1", "8.5.1", "6.a.1")[pick % 3]
    return attrs.evolve(indicator, statement=f"{indicator.statement} (SDG {code})", sdgs=(), references=())


def _other_goal(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    if pick % 2:
        return attrs.evolve(indicator, references=(), sdgs=(SdgReference(goal=8, indicator="5.1.1"),))
    reference = Reference(code="8.5.1", vocabulary=SDG_INDICATOR)
    return attrs.evolve(indicator, references=(reference,), sdgs=(SdgReference(goal=5),))


def _unknown_form(indicator: Indicator, _timeline: Timeline, pick: int) -> Indicator:
    if pick % 2:
        return attrs.evolve(indicator, references=(), sdgs=(SdgReference(goal=5, target="5.1.1"),))
    reference = Reference(code="C050101", vocabulary=SDG_INDICATOR)
    return attrs.evolve(indicator, references=(reference,), sdgs=())


def _two_sdg_indicators(framework: ResultsFramework, plan: Plan, pick: int) -> ResultsFramework:
    def edit(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
        references = tuple(Reference(code=code, vocabulary=SDG_INDICATOR) for code in ("5.6.1", "5.6.2"))
        return attrs.evolve(indicator, references=references, sdgs=())

    tagged = attrs.evolve(framework, tags=(*framework.tags, Reference(code="5.6", vocabulary="sdg_target")))
    return in_indicator(edit).edit(tagged, plan, pick)


def _note_without_scope(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, notes=(*indicator.notes, DESK_REVIEW))


def _values_of_a_desk_review(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, notes=(*indicator.notes, DESK_REVIEW), scope=(*indicator.scope, Scope.DESK_REVIEW))


def _marker_without_significance(framework: ResultsFramework, _plan: Plan, pick: int) -> ResultsFramework:
    markers = (PolicyMarker(name="gender equality"),)
    if pick % 2:
        return attrs.evolve(framework, policy_markers=markers)
    first, *others = framework.results
    return attrs.evolve(framework, results=(attrs.evolve(first, policy_markers=markers), *others))


def _target_not_tagged(indicator: Indicator, _timeline: Timeline, _pick: int) -> Indicator:
    return attrs.evolve(indicator, references=(Reference(code="8.5.1", vocabulary=SDG_INDICATOR),), sdgs=())


DEFECTS: Mapping[str, Defect] = MappingProxyType(
    {
        "TAG01": in_indicator(_tag_without_partner),
        "TAG02": in_indicator(_both_tags),
        "TAG03": Defect(ANY, _tag_with_owner),
        "TAG04": in_indicator(_common_with_other),
        "TAG05": in_indicator(_cited_and_not_tagged),
        "TAG06": in_indicator(_other_goal),
        "TAG07": in_indicator(_unknown_form),
        "TAG09": when_published(Defect(ANY, _two_sdg_indicators)),
        "TAG10": in_indicator(_note_without_scope),
        "TAG11": in_indicator(_values_of_a_desk_review),
        "TAG12": Defect(ANY, _marker_without_significance),
        "TAG13": when_published(in_indicator(_target_not_tagged)),
    }
)
