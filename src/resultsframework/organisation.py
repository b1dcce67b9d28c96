"""
Who and where: organisations and the part they play, places, and the profile of a country.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

from .node import Node, shared_fields_last
from .period import Period
from .value import Missing, Value, with_type

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "CountryProfile",
    "Organisation",
    "OrganisationLevel",
    "Participation",
    "ParticipationRole",
    "Place",
    "PlaceLevel",
]


class PlaceLevel(enum.Enum):
    """How much of the world a place is. IATI: the class and administrative level of a ``location``."""

    REGION = "region"
    COUNTRY = "country"
    STATE = "state"
    MUNICIPALITY = "municipality"
    OTHER = "other"


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Place(Node):
    """
    A place that a value, a body or a programme belongs to. IATI: ``location``, ``recipient-country``.

    Attributes:
        name: What it is called.

        code: Its code in some list of places, such as ISO 3166 for a country; or the reference of an IATI location.

        vocabulary: The list that the code is from.

        level: Country, state, municipality; None where the source does not say.

        within: The place it lies in.

        percentage: Its share of the whole, 0 to 100 percent, where one is stated.
    """

    name: str | None = None
    code: str | None = None
    vocabulary: str | None = None
    level: PlaceLevel | None = None
    within: Place | None = None
    percentage: Decimal | None = None


class OrganisationLevel(enum.Enum):
    """Whose body it is."""

    UNITED_NATIONS = "united_nations"
    NATIONAL = "national"
    SUBNATIONAL = "subnational"
    OTHER = "other"


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Organisation(Node):
    """
    A body that plans, funds, implements or reports. IATI: ``reporting-org``, ``participating-org``.

    Attributes:
        name: Its full name.

        acronym: What it is called for short; not a key, two bodies may share one.

        reference: Its identifier. IATI: ``ref``.

        type: What sort of body it is, as the source classifies it. IATI: the code in ``type``.

        level: Whose body it is: of the United Nations, national, subnational.

        jurisdiction: The place it is responsible for.

        through: The body through which it takes part.

        raw: How it was printed, where its parts alone do not tell.
    """

    name: str | None = None
    acronym: str | None = None
    reference: str | None = None
    type: str | None = None
    level: OrganisationLevel | None = None
    jurisdiction: Place | None = None
    through: Organisation | None = None
    raw: str | None = None

    @property
    def label(self) -> str:
        """What to call it: the acronym, else the name, else the reference."""
        return self.acronym or self.name or self.reference or ""


class ParticipationRole(enum.Enum):
    """The part that an organisation plays. IATI: OrganisationRole, and the two roles in a joint programme."""

    FUNDING = "funding"
    ACCOUNTABLE = "accountable"
    EXTENDING = "extending"
    IMPLEMENTING = "implementing"
    LEAD = "lead"
    PARTICIPATING = "participating"


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Participation(Node):
    """
    An organisation in the part it plays. IATI: ``participating-org``.

    Attributes:
        organisation: Who.

        role: As what; None where the source does not say.

        identifier: The identifier of its own activity. IATI: ``activity-id``.
    """

    organisation: Organisation
    role: ParticipationRole | None = None
    identifier: str | None = None

    @property
    def name(self) -> str | None:
        """The organisation's full name."""
        return self.organisation.name

    @property
    def acronym(self) -> str | None:
        """What the organisation is called for short."""
        return self.organisation.acronym


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class CountryProfile(Node):
    """
    What a page prints about the country it shows, which need not be the country of its outcome. Not in IATI.

    Attributes:
        region: The region it is counted to.

        country: Its name, as printed.

        plan_period: The plan period printed beside its name.

        income_classification: The World Bank's income group.

        least_developed: Whether it is a least developed country; text or missing where not yes or no.

        gender_inequality_index: 0 (equal) to 1.

        gender_development_index: The ratio of women's to men's human development.

        population: Persons.

        population_male: Persons.

        population_male_share: Percent of the population, 0 to 100.

        population_female: Persons.

        population_female_share: Percent of the population, 0 to 100.

        population_source: Where the population figures are from.
    """

    region: str | None = None
    country: str | None = None
    plan_period: Period = Period()
    income_classification: str | None = None
    least_developed: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    gender_inequality_index: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    gender_development_index: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    population: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    population_male: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    population_male_share: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    population_female: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    population_female_share: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    population_source: str | None = None
