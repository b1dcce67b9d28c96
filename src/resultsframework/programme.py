"""
Joint programmes of several agencies: partners, geographic scope, target groups and theory of change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from .construction import typed
from .node import Node, shared_fields_last
from .organisation import PlaceLevel
from .value import Missing, with_type

if TYPE_CHECKING:
    from .alignment import SdgReference
    from .budget import Budget
    from .organisation import Organisation, Participation, Place
    from .period import Period

__all__ = ["GeographicScope", "JointProgramme", "TargetGroup", "TheoryOfChange"]


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class TheoryOfChange(Node):
    """
    A theory of change: if the conditions are met, the consequence follows. Not in IATI.

    Attributes:
        problem: The problem to solve.

        conditions: The changes that the programme brings about: the "if" clauses, in source order.

        consequence: The expected effect: the "then" clause.

        impact: The long-term effect.

        raw: The text of the source, where the other fields do not reproduce it.
    """

    problem: str | None = None
    conditions: tuple[str, ...] = ()
    consequence: str | None = None
    impact: str | None = None
    raw: str | None = None


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class TargetGroup(Node):
    """
    A target group of a programme. IATI: a ``description`` of type 3.

    Attributes:
        name: The group.

        level: Its administrative level, such as "national level"; None where the source states none.
    """

    name: str
    level: str | None = None


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class GeographicScope(Node):
    """
    The geographic scope of a programme. IATI: ``location``, ``activity-scope``.

    Attributes:
        is_national: True if it works at national level.

        places: The states and municipalities named, in source order.

        state_count: The stated number of states; fewer of them may be named.

        state_minimum: The stated least number of states, as in "at least 3 states".

        municipality_count: The stated number of municipalities.

        municipality_minimum: The stated least number of municipalities.

        raw: The text of the source, where the other fields do not reproduce it.
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


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class JointProgramme(Node):
    """
    A joint programme: work that several agencies plan and fund together. Not in IATI, which has activities only.

    Attributes:
        title: Its title.

        description: Its description without the theory of change and the approach, one paragraph a line. IATI:
            ``description`` of type 1.

        theory_of_change: Its theory of change.

        approach: Its approach, as far as it differs from others.

        geography: Its geographic scope.

        target_groups: Its target groups, in source order.

        target_group_text: The text of the source, where the target groups do not reproduce it. IATI: ``description`` of
            type 3.

        agencies: The United Nations agencies with their roles.

        partners: The other participating organisations, national and subnational, in source order.

        financial_information: The text under the heading of that name; `Missing.EMPTY` for a heading without a text,
            `Missing.ABSENT` without the heading.

        budgets: Its budget with who contributes to it, and its budget of each year, as far as the text states them.

        empty_headings: The other headings without a text.

        period: Its duration.

        sdgs: The Sustainable Development Goals it contributes to.

        outcomes: The codes of the outcomes it contributes to.
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
    budgets: tuple[Budget, ...] = ()
    empty_headings: tuple[str, ...] = ()
    period: Period | None = None
    sdgs: tuple[SdgReference, ...] = ()
    outcomes: tuple[str, ...] = ()

    def linked_to(self, *outcomes: str) -> JointProgramme:
        """A copy that contributes to these outcomes too; a code that it has already is not repeated."""
        return attrs.evolve(self, outcomes=tuple(dict.fromkeys((*self.outcomes, *outcomes))))
