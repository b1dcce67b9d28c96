"""
A framework as a line of an overview: what it is called, where and when it is, and its numbers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from resultsframework import ObservationKind, Period, Place, PlaceLevel, ResultsFramework, Severity, validate
from resultsframework.country import COUNTRIES_BY_TWO_LETTERS
from resultsframework.formats.document import name_of, plain
from resultsframework.framework import check_framework
from resultsframework.monitoring import Due
from resultsframework.tables import assessments

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["STATUSES", "VERDICTS", "Entry", "entry_of", "last_year_reported", "time_of"]

Time: TypeAlias = int | dt.date | Period
VERDICTS = ("met", "not met", "undecided")
# The statuses that are counted; those of the verdicts are of the indicators with a reported value.
STATUSES = (*VERDICTS, "without data")


@attrs.frozen
class Entry:
    """
    The names and the numbers of a framework.

    Attributes:
        name: Its title.

        identifier: Its identifier.

        address: The address of its own page; empty without one.

        publisher: The organisation that reports.

        region: Its region; empty where it states none, a phrase where there are several.

        country: Its country; a phrase where there are several or none.

        year: The time of its verdicts; a phrase where it reports no value.

        numbers: The numbers by their names.
    """

    name: str
    identifier: str
    address: str
    publisher: str
    region: str
    country: str
    year: str
    numbers: Mapping[str, int]


def entry_of(
    framework: ResultsFramework, address: str, *, at: Time | None, today: dt.date | None, findings: bool
) -> Entry:
    """The names and the numbers of a framework; see `resultsframework.formats.html.overview`."""
    check_framework(framework, "an overview")
    time = time_of(framework, at)
    owner = framework.reporting_organisation
    regions = [place for place in framework.countries if place.level is PlaceLevel.REGION]
    countries = [place for place in framework.countries if place.level is not PlaceLevel.REGION]
    return Entry(
        name=plain(name_of(framework)),
        identifier=plain(framework.identifier or ""),
        address=address,
        publisher=plain(owner.label) if owner else "no publisher stated",
        region=_one_of(regions, "several regions", ""),
        country=_one_of(countries, "several countries", "no country stated"),
        year="no value reported" if time is None else str(time),
        numbers={**_numbers(framework, time, today), **(_findings(framework, today) if findings else {})},
    )


def time_of(framework: ResultsFramework, at: Time | None) -> Time | None:
    """The time of the caller, else the reporting year, else the last year with a reported value."""
    time = framework.reporting_year if at is None else at
    if time is not None:
        return time
    return last_year_reported(framework)


def last_year_reported(framework: ResultsFramework) -> int | None:
    """The last year with a reported value."""
    days = (o.period.last_day for indicator in framework.indicators for o in indicator.actuals if o.is_reported)
    return max((day.year for day in days if day is not None), default=None)


def _one_of(places: Iterable[Place], several: str, none: str) -> str:
    """The one name of places, which is the same for each country however a publisher spells it."""
    names = list(dict.fromkeys(map(_name, places)))
    return several if len(names) > 1 else next(iter(names), none)


def _name(place: Place) -> str:
    listed = COUNTRIES_BY_TWO_LETTERS.get(place.code or "") if place.vocabulary is None else None
    return plain(listed or place.name or place.code or "without a name")


def _numbers(framework: ResultsFramework, time: Time | None, today: dt.date | None) -> dict[str, int]:
    due = Due.of(framework, today, None)
    found = () if time is None else tuple(assessments(framework, time, None, None, None, due))
    reported = sum(one.verdict is not None for one in found)
    status = Counter(one.status for one in found)
    stated = [{o.kind for o in indicator.series if o.is_reported} for indicator in framework.indicators]
    return {
        "results": sum(1 for _ in framework.levels()) - 1,
        "indicators": len(stated),
        "with baseline": sum(ObservationKind.BASELINE in kinds for kinds in stated),
        "with target": sum(ObservationKind.TARGET in kinds for kinds in stated),
        "reported": reported,
        **{name: status[name] for name in STATUSES},
    }


def _findings(framework: ResultsFramework, today: dt.date | None) -> dict[str, int]:
    found = Counter(finding.severity for finding in validate(framework, today=today))
    return {"errors": found[Severity.ERROR], "warnings": found[Severity.WARNING]}
