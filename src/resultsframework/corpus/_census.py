"""
The census of a framework, from which a survey is counted: one row for the whole, and one for each of its years.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from resultsframework import rules
from resultsframework.monitoring import Due
from resultsframework.observation import ObservationKind
from resultsframework.organisation import PlaceLevel
from resultsframework.result import Result
from resultsframework.rules import Severity
from resultsframework.table import Column, Table

from ._jobs import statuses, years_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.alignment import Reference
    from resultsframework.framework import ResultsFramework
    from resultsframework.observation import Observation
    from resultsframework.organisation import Place

__all__ = ["COUNTS", "MANY", "OF_FINDINGS", "census"]

OF_INDICATORS = ("indicators", "with_baseline", "with_target", "reported", "met", "not_met", "undecided")
OF_FINDINGS = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "infos": Severity.INFO}
COUNTS = ("results", *OF_INDICATORS)
# Between several countries, regions or sectors of an activity.
MANY = "; "
DAC = (None, "1")
BASELINE, MILESTONE, TARGET, ACTUAL = ObservationKind


def census(source: str, framework: ResultsFramework, *, findings: bool = True) -> Table:
    """
    The facts that a survey counts: those of the whole framework first, then those of each year.

    Args:
        source: The file; of no importance here.

        framework: The framework.

        findings: False to apply no rules and to leave the columns of their findings out.
    """
    severities = OF_FINDINGS if findings else {}
    columns = (
        *(
            Column(name)
            for name in ("identifier", "title", "publisher", "publisher_name", "country", "region", "sector")
        ),
        Column("updated", dt.date),
        Column("year", int),
        *(Column(name, int) for name in (*COUNTS, *severities)),
    )
    organisation = framework.reporting_organisation
    reference = organisation and organisation.reference
    name = organisation and organisation.name
    facts = (
        framework.identifier,
        framework.title,
        reference or name,
        name,
        _joined(map(_place, framework.countries)),
        _joined(_place(place) for place in framework.places if place.level is PlaceLevel.REGION),
        _joined(map(_sector, framework.sectors)),
        framework.last_updated,
    )
    found = rules.validate(framework).counts if findings else {}
    of_findings = tuple(found[severity] for severity in severities.values())
    return Table.of(columns, ((*facts, *row, *of_findings) for row in _counts(framework)), "census")


def _joined(names: Iterable[str | None]) -> str | None:
    return MANY.join(dict.fromkeys(name for name in names if name)) or None


def _place(place: Place) -> str | None:
    return place.code or place.name


def _sector(sector: Reference) -> str:
    """The code of the OECD-DAC, or another one with its vocabulary before it."""
    return sector.code if sector.vocabulary in DAC else f"{sector.vocabulary}:{sector.code}"


def _counts(framework: ResultsFramework) -> Iterator[tuple[int | None, ...]]:
    """The year, None for all of them, the number of results, and of indicators of each kind."""
    due = Due.of(framework, None, None)
    whole: Counter[str] = Counter()
    years: dict[int, Counter[str]] = {}
    results_of: dict[int, set[int]] = {}
    results = framework.all_results(Result)
    for place, indicator in ((place, i) for place, result in enumerate(results) for i in result.indicators):
        # Of any group or place; whether they meet what was planned is decided where there is one subject.
        stated: dict[ObservationKind, list[Observation]] = {kind: [] for kind in ObservationKind}
        for o in indicator.series.observations:
            if o.is_reported:
                stated[o.kind].append(o)
        has_baseline, actuals = bool(stated[BASELINE]), stated[ACTUAL]
        goals = [*stated[MILESTONE], *stated[TARGET]]
        planned, reported = years_of(goals), years_of(actuals)
        answers = {year: status.replace(" ", "_") for year, status in statuses(indicator, reported, due).items()}
        whole["indicators"] += 1
        whole["with_baseline"] += has_baseline
        whole["with_target"] += bool(goals)
        whole["reported"] += bool(actuals)
        if actuals:
            # Without a year there is nothing to compare.
            whole[answers[max(reported)] if reported else "undecided"] += 1
        for year in planned | reported:
            count = years.setdefault(year, Counter())
            count["indicators"] += 1
            count["with_baseline"] += has_baseline
            count["with_target"] += year in planned
            count["reported"] += year in reported
            if year in answers:
                count[answers[year]] += 1
            results_of.setdefault(year, set()).add(place)
    yield None, len(results), *(whole[name] for name in OF_INDICATORS)
    for year in sorted(years):
        yield year, len(results_of[year]), *(years[year][name] for name in OF_INDICATORS)
