"""
A joint programme of several agencies: who, where, for whom, and why it should work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from .node import Node, shared_fields_last
from .organisation import PlaceLevel
from .value import Missing, with_type

if TYPE_CHECKING:
    from .alignment import SdgReference
    from .organisation import Organisation, Participation, Place
    from .period import Period

__all__ = ["GeographicScope", "JointProgramme", "TargetGroup", "TheoryOfChange"]


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class TheoryOfChange(Node):
    """
    Why a programme should work: if the conditions are met, the consequence follows. Not in IATI.

    Attributes:
        problem: What is wrong today.

        conditions: What the programme brings about: the "if" clauses, in source order.

        consequence: What follows: the "then" clause.

        impact: What that leads to in the end.

        raw: The text it was read from, where its parts alone do not tell.
    """

    problem: str | None = None
    conditions: tuple[str, ...] = ()
    consequence: str | None = None
    impact: str | None = None
    raw: str | None = None


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class TargetGroup(Node):
    """
    Whom a programme is for. IATI: a ``description`` of type 3.

    Attributes:
        name: The group.

        level: Where, such as "national level"; None where the source does not say.
    """

    name: str
    level: str | None = None


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class GeographicScope(Node):
    """
    Where a programme works. IATI: ``location``, ``activity-scope``.

    Attributes:
        is_national: Whether it works at national level.

        places: The places named, in source order: states, municipalities.

        state_count: How many states, where the source says a number; those it names may be fewer.

        state_minimum: The least number of states, where the source says "at least".

        municipality_count: How many municipalities, where the source says a number.

        municipality_minimum: The least number of municipalities, where the source says "at least".

        raw: The text it was read from, where its parts alone do not tell.
    """

    is_national: bool = False
    places: tuple[Place, ...] = ()
    state_count: int | None = None
    state_minimum: int | None = None
    municipality_count: int | None = None
    municipality_minimum: int | None = None
    raw: str | None = None

    @property
    def states(self) -> tuple[Place, ...]:
        """The states named, in source order."""
        return tuple(place for place in self.places if place.level is PlaceLevel.STATE)

    @property
    def municipalities(self) -> tuple[Place, ...]:
        """The municipalities named, in source order."""
        return tuple(place for place in self.places if place.level is PlaceLevel.MUNICIPALITY)


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class JointProgramme(Node):
    """
    A programme that several agencies carry out together. Not in IATI, which has activities only.

    Attributes:
        title: What it is called.

        description: What is told about it beside its theory of change and its approach, one paragraph a line. IATI:
            ``description`` of type 1.

        theory_of_change: Why it should work.

        approach: What is different about the way it works.

        geography: Where it works.

        target_groups: Whom it is for.

        target_group_text: How its target groups were printed, where the groups alone do not tell. IATI: ``description``
            of type 3.

        agencies: The United Nations agencies, in the part they play.

        partners: The other bodies that take part, national and subnational, in source order.

        financial_information: What is printed under the heading of that name; `Missing.EMPTY` for a heading with
            nothing under it, `Missing.ABSENT` for no heading.

        empty_headings: The other headings that the source prints with nothing under them.

        period: When it runs.

        sdgs: The goals it serves.

        outcomes: The codes of the outcomes that it serves.
    """

    title: str | None = None
    description: str | None = None
    theory_of_change: TheoryOfChange | None = None
    approach: str | None = None
    geography: GeographicScope | None = None
    target_groups: tuple[TargetGroup, ...] = ()
    target_group_text: str | None = None
    agencies: tuple[Participation, ...] = ()
    partners: tuple[Organisation, ...] = ()
    financial_information: str | Missing = attrs.field(default=Missing.ABSENT, eq=with_type)
    empty_headings: tuple[str, ...] = ()
    period: Period | None = None
    sdgs: tuple[SdgReference, ...] = ()
    outcomes: tuple[str, ...] = ()

    def linked_to(self, *outcomes: str) -> JointProgramme:
        """The same programme, said to serve these outcomes too; a code that it has already is not repeated."""
        return attrs.evolve(self, outcomes=tuple(dict.fromkeys((*self.outcomes, *outcomes))))
