"""
Organisations and their roles, places, and the profile of a country.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

import attrs

from .construction import typed
from .node import Node, shared_fields_last
from .period import Period
from .value import Missing, Value, with_type

__all__ = [
    "CountryProfile",
    "Organisation",
    "OrganisationLevel",
    "Participation",
    "ParticipationRole",
    "Place",
    "PlaceLevel",
]


# Printed by the template of the portal; the shares of women and men alone show that they are no country's.
PLACEHOLDER: Mapping[str, object] = MappingProxyType(
    {
        "country": "Afghanisthan",
        "plan_period": Period.between(2018, 2022),
        "income_classification": "Low Income",
        "gender_inequality_index": Decimal("0.575"),
        "gender_development_index": Decimal("0.723"),
        "population": Decimal(209497025),
    }
)


class PlaceLevel(enum.Enum):
    """The administrative level of a place. IATI: ``location/location-class`` and ``administrative/@level``."""

    REGION = "region"
    COUNTRY = "country"
    STATE = "state"
    MUNICIPALITY = "municipality"
    OTHER = "other"


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Place(Node):
    """
    A geographic area or location. IATI: ``location``, ``recipient-country``, ``recipient-region``.

    Attributes:
        name: Its name.

        code: Its code in the vocabulary, such as an ISO 3166-1 code; or the reference of an IATI location.

        vocabulary: The code list of the code; None for the default list of the element.

        level: Region, country, state or municipality; None where the source states none.

        within: The place that contains it.

        percentage: Its share of the activity's budget, 0 to 100 percent; None where not stated.
    """

    name: str | None = None
    code: str | None = None
    vocabulary: str | None = None
    level: PlaceLevel | None = None
    within: Place | None = None
    percentage: Decimal | None = None


class OrganisationLevel(enum.Enum):
    """The sphere an organisation belongs to. Not in IATI; close to the code list OrganisationType."""

    UNITED_NATIONS = "united_nations"
    NATIONAL = "national"
    SUBNATIONAL = "subnational"
    OTHER = "other"


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Organisation(Node):
    """
    An organisation that plans, funds, implements or reports. IATI: ``reporting-org``, ``participating-org``.

    Attributes:
        name: Its full name.

        acronym: Its acronym; no key, since two organisations may share one.

        reference: Its organisation identifier. IATI: ``@ref``.

        type: Its type as classified by the source. IATI: the code in ``@type``, list OrganisationType.

        level: United Nations, national, subnational or other; None where the source does not state it.

        jurisdiction: The place it is responsible for.

        through: The organisation through which it takes part.

        raw: The text of the source, where the other fields do not reproduce it.
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
        """The shortest name there is: the acronym, else the name, else the reference."""
        return self.acronym or self.name or self.reference or ""


class ParticipationRole(enum.Enum):
    """
    The role of an organisation. IATI: the code list OrganisationRole.

    Attributes:
        FUNDING: It provides funds.

        ACCOUNTABLE: It is responsible for oversight and results.

        EXTENDING: It manages funds on behalf of a donor.

        IMPLEMENTING: It carries the work out.

        LEAD: It leads a joint programme. Not in IATI.

        PARTICIPATING: It takes part in a joint programme. Not in IATI.
    """

    FUNDING = "funding"
    ACCOUNTABLE = "accountable"
    EXTENDING = "extending"
    IMPLEMENTING = "implementing"
    LEAD = "lead"
    PARTICIPATING = "participating"


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Participation(Node):
    """
    An organisation in one of its roles. IATI: ``participating-org``.

    Attributes:
        organisation: The organisation.

        role: Its role; None where the source states none.

        identifier: The identifier of its own activity. IATI: ``@activity-id``.
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
        """The organisation's acronym."""
        return self.organisation.acronym


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class CountryProfile(Node):
    """
    Context figures of the country that a page shows, which need not be the country of its outcome. Not in IATI.

    Attributes:
        region: The region of the country.

        country: Its name, as printed.

        plan_period: The plan period printed beside its name.

        income_classification: The income group of the World Bank.

        least_developed: True for a least developed country; a text or missing where the page has no yes or no.

        gender_inequality_index: The index of UNDP, from 0 (equality) to 1.

        gender_development_index: The ratio of the human development indices of women and men.

        population: Number of persons.

        population_male: Number of persons.

        population_male_share: Percent of the population, 0 to 100.

        population_female: Number of persons.

        population_female_share: Percent of the population, 0 to 100.

        population_source: The source of the population figures.
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

    @property
    def is_placeholder(self) -> bool:
        """True for the values that the UN Women Transparency Portal prints beside every plan, of whatever country."""
        return all(getattr(self, name) == value for name, value in PLACEHOLDER.items())
