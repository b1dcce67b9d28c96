"""
Places, organisations and their roles, and country profiles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.organisation import (
    CountryProfile,
    Organisation,
    OrganisationLevel,
    Participation,
    ParticipationRole,
    Place,
    PlaceLevel,
)

from ._text import codes, nodes, texts
from ._value import decimals, periods, values

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["country_profiles", "organisations", "participations", "places"]

_PLACE = {
    "code": st.sampled_from(["MX", "MX-OAX", "KE"]) | codes(),
    "vocabulary": texts(),
    "level": st.sampled_from(PlaceLevel),
    "percentage": decimals(),
}
_WHOLE_PLACES = nodes(Place, {"name": texts()}, **_PLACE)
_PLACES = nodes(Place, {}, name=texts(), within=_WHOLE_PLACES, **_PLACE)
_ORGANISATION = {
    "acronym": st.sampled_from(["UN Women", "ILO", "STPS"]) | texts(),
    "reference": st.sampled_from(["XM-DAC-41146", "XM-DAC-41302"]) | texts(),
    "type": st.sampled_from(["10", "40"]) | texts(),
    "level": st.sampled_from(OrganisationLevel),
    "jurisdiction": _WHOLE_PLACES,
    "raw": texts(),
}
_WHOLE_ORGANISATIONS = nodes(Organisation, {"name": texts()}, **_ORGANISATION)
_ORGANISATIONS = nodes(Organisation, {}, name=texts(), through=_WHOLE_ORGANISATIONS, **_ORGANISATION)
_PARTICIPATIONS = nodes(
    Participation, {"organisation": _ORGANISATIONS}, role=st.sampled_from(ParticipationRole), identifier=texts()
)
_COUNTRY_PROFILES = nodes(
    CountryProfile,
    {},
    region=texts(),
    country=texts(),
    plan_period=periods(),
    income_classification=texts(),
    least_developed=values(),
    gender_inequality_index=values(),
    gender_development_index=values(),
    population=values(),
    population_male=values(),
    population_male_share=values(),
    population_female=values(),
    population_female_share=values(),
    population_source=texts(),
)


def places() -> SearchStrategy[Place]:
    """Countries, states and other places, some within another, some with a code or a share only."""
    return _PLACES


def organisations() -> SearchStrategy[Organisation]:
    """Bodies with any of a name, an acronym and an identifier, or with none; some take part through another."""
    return _ORGANISATIONS


def participations() -> SearchStrategy[Participation]:
    """Organisations in the part they play."""
    return _PARTICIPATIONS


def country_profiles() -> SearchStrategy[CountryProfile]:
    """Country profiles, as in the header of a page; any figure may be a number, text or missing."""
    return _COUNTRY_PROFILES
