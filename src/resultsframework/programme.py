"""
A joint programme of several agencies: who, where, for whom, and why it should work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from .source import Node, shared_fields_last
from .value import Missing, with_type

if TYPE_CHECKING:
    from .alignment import SdgReference
    from .organisation import Organisation, Participation, Place
    from .period import Period

__all__ = ["GeographicScope", "JointProgramme", "TargetGroup", "TheoryOfChange"]


@attrs.frozen(kw_only=True, field_transformer=shared_fields_last)
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


@attrs.frozen(kw_only=True, field_transformer=shared_fields_last)
class TargetGroup(Node):
    """
    Whom a programme is for. IATI: a ``description`` of type 3.

    Attributes:
        name: The group.

        level: Where, such as "national level"; None where the source does not say.
    """

    name: str
    level: str | None = None


@attrs.frozen(kw_only=True, field_transformer=shared_fields_last)
class GeographicScope(Node):
    """
    Where a programme works. IATI: ``location``, ``activity-scope``.

    Attributes:
        is_national: Whether it works at national level.

        places: The places named, in source order: states, municipalities.

        municipality_minimum: The least number of municipalities, where the source says "at least".

        raw: The text it was read from, where its parts alone do not tell.
    """

    is_national: bool = False
    places: tuple[Place, ...] = ()
    municipality_minimum: int | None = None
    raw: str | None = None


@attrs.frozen(kw_only=True, field_transformer=shared_fields_last)
class JointProgramme(Node):
    """
    A programme that several agencies carry out together. Not in IATI, which has activities only.

    Attributes:
        title: What it is called.

        theory_of_change: Why it should work.

        approach: What is different about the way it works.

        geography: Where it works.

        target_groups: Whom it is for.

        agencies: The United Nations agencies, in the part they play.

        partners: The other bodies that take part, national and subnational, in source order.

        financial_information: What is printed under the heading of that name; `Missing.EMPTY` for a heading with
            nothing under it, `Missing.ABSENT` for no heading.

        period: When it runs.

        sdgs: The goals it serves.

        outcomes: The codes of the outcomes that it serves.
    """

    title: str | None = None
    theory_of_change: TheoryOfChange | None = None
    approach: str | None = None
    geography: GeographicScope | None = None
    target_groups: tuple[TargetGroup, ...] = ()
    agencies: tuple[Participation, ...] = ()
    partners: tuple[Organisation, ...] = ()
    financial_information: str | Missing = attrs.field(default=Missing.ABSENT, eq=with_type)
    period: Period | None = None
    sdgs: tuple[SdgReference, ...] = ()
    outcomes: tuple[str, ...] = ()
