"""
Joint programmes of several agencies: who, where, for whom, and why they should work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange

from ._alignment import sdg_references
from ._budget import budgets
from ._organisation import organisations, participations, places
from ._text import codes, nodes, several, texts
from ._value import missing, periods

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["geographic_scopes", "joint_programmes", "target_groups", "theories_of_change"]

_THEORIES_OF_CHANGE = nodes(
    TheoryOfChange,
    {},
    problem=texts(),
    conditions=several(texts(), 1, 3),
    consequence=texts(),
    impact=texts(),
    raw=texts(),
)
_TARGET_GROUPS = nodes(TargetGroup, {"name": texts()}, level=texts())
_GEOGRAPHIC_SCOPES = nodes(
    GeographicScope,
    {},
    is_national=st.just(value=True),
    places=several(places(), 1),
    state_count=st.integers(0, 9),
    state_minimum=st.integers(0, 9),
    municipality_count=st.integers(0, 9),
    municipality_minimum=st.integers(0, 9),
    raw=texts(),
)
_JOINT_PROGRAMMES = nodes(
    JointProgramme,
    # A programme is rare in a framework; optional parts would hardly ever be drawn.
    {
        "theory_of_change": st.none() | _THEORIES_OF_CHANGE,
        "geography": st.none() | _GEOGRAPHIC_SCOPES,
        "target_groups": several(_TARGET_GROUPS),
    },
    title=texts(),
    description=texts(),
    approach=texts(),
    target_group_text=texts(),
    agencies=several(participations(), 1),
    partners=several(organisations(), 1),
    financial_information=missing() | texts(),
    budgets=several(budgets(), 1),
    empty_headings=several(texts(), 1),
    period=periods(),
    sdgs=several(sdg_references(), 1),
    outcomes=several(codes(), 1),
)


def theories_of_change() -> SearchStrategy[TheoryOfChange]:
    """Theories of change, whole or in parts."""
    return _THEORIES_OF_CHANGE


def target_groups() -> SearchStrategy[TargetGroup]:
    """Target groups: the people that a programme is for."""
    return _TARGET_GROUPS


def geographic_scopes() -> SearchStrategy[GeographicScope]:
    """Geographic scopes of a programme: named places, and a least number of municipalities."""
    return _GEOGRAPHIC_SCOPES


def joint_programmes() -> SearchStrategy[JointProgramme]:
    """Programmes of which any part may be absent; a heading may have nothing under it."""
    return _JOINT_PROGRAMMES
