"""
Several frameworks with the same indicators as one: each part a place, with the totals that may be made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.budget import in_force, summed
from resultsframework.construction import member
from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Indicator
from resultsframework.organisation import Participation
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.subject import is_same_place
from resultsframework.value import Undefined

from ._choice import Functions, functions_of
from ._functions import Overlap
from ._joined import Joined, joined
from ._places import By, CombinedPart, parts_of
from ._rollup import are_apart
from ._totals import Total, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resultsframework.budget import Budget
    from resultsframework.framework import ResultsFramework
    from resultsframework.observation import Observation
    from resultsframework.organisation import Place

__all__ = ["combine", "totals_by_path"]

# Fields of which the first framework that states one gives the text.
OF_THE_FIRST = ("code", "statement", "title")
# Fields that decide what values mean: known of all only where every part says the same.
OF_ALL = ("direction", "actuals_accumulation", "targets_accumulation", "unit", "measure", "aggregation_status")
# Fields that belong to one file, and to no combination of several.
OF_A_FILE = ("line", "translations", "source", "territory", "selection", "printed_result")
# Fields of a framework that are made below.
MADE = ("title", "countries", "places", "organisations", "reporting_year", "last_updated", "plan_period")


def combine(
    frameworks: Iterable[ResultsFramework],
    *,
    by: By = "place",
    function: Functions = None,
    overlap: Overlap | str | None = None,
    title: str | None = None,
) -> ResultsFramework:
    """
    One framework of several with the same indicators, such as those of the countries of a region. Not in IATI.

    Results and indicators are matched by code, else by statement. Each value of a part is kept, as a value of its
    place; in front of them are the totals that `rollup` allows, each with its coverage and the parts without a value as
    its comment. A total of which a part is missing is "at least" that of the others; where there is none, the value is
    missing and the comment has every reason. Nothing that is missing counts as zero. `tables.coverage` lists the same.

    Yes and no are counted, and ratios added by numerator and denominator; other numbers are added up where ``function``
    or the aggregation status of every part says so; shares of a whole never are. A budget is the sum where every part
    that has the result has one of the same period and currency. The parts are in the order of their names, and one part
    alone has no totals.

    Args:
        frameworks: The frameworks; no two of one place.

        by: "place" where each is for a country, else named by its title; "organisation" where each is of another
            reporting organisation; or a function from a framework to the name of its place.

        function: The function of counts and amounts, mostly "sum"; or functions by the code of the indicator: "sum",
            "count_true", "ratio" or "maximum".

        overlap: The overlap between the parts: "disjoint", "contained" or "unknown"; not needed where all are for
            countries that are known to differ.

        title: The title; the names of the parts where not given.

    Raises:
        InvalidValueError: There is no framework, one is given twice, two are of one place, or they have no indicator in
            common; or there is no such function or overlap.

    >>> from resultsframework import Indicator, ObservationSeries, Outcome, Place, ResultsFramework
    >>> def country(name, text):
    ...     indicator = Indicator(code="W", statement="Women trained", series=ObservationSeries.parse(text))
    ...     outcome = Outcome(code="1", indicators=(indicator,))
    ...     return ResultsFramework(countries=(Place(name=name),), results=(outcome,))
    >>> region = combine([country("Kenya", "2021 actual 40"), country("Chad", "2021 actual TBD")], function="sum")
    >>> total = region["W"].series[0]
    >>> print(total.raw, "|", total.comment)
    ≥40 | sum of 1 of 2 parts; Chad: to be determined
    """
    parts = parts_of(frameworks, by, "combine")
    tree = _tree(parts)
    functions, declared = functions_of(function), None if overlap is None else member(Overlap, overlap)
    found = dict(_totals(parts, tree, functions, declared)) if len(parts) > 1 else {}
    return _whole(parts, tree, found, title)


def totals_by_path(
    parts: Sequence[CombinedPart], function: Functions, overlap: Overlap | str | None
) -> Iterator[tuple[str, Indicator, tuple[Total, ...]]]:
    """The totals of each indicator of the parts, with its path in the combined framework."""
    tree = _tree(parts)
    declared = None if overlap is None else member(Overlap, overlap)
    found = dict(_totals(parts, tree, functions_of(function), declared))
    nodes = [one for one in tree.walk() if one is not tree]
    for (path, node), one in zip(tree.node().walk(), nodes, strict=True):
        if isinstance(node, Indicator):
            yield path, node, found[id(one)]


def _tree(parts: Sequence[CombinedPart]) -> Joined:
    """
    The parts as one tree.

    Raises:
        InvalidValueError: No indicator is in two of them.
    """
    tree = joined(part.framework for part in parts)
    if len(parts) > 1 and not any(len(one.members) > 1 for one in tree.walk() if one.is_indicator):
        names = ", ".join(part.name for part in parts)
        languages = sorted({part.framework.language or "" for part in parts} - {""})
        how = f"; they are in {' and '.join(languages)}" if len(languages) > 1 else ""
        msg = f"the frameworks of {names} have no indicator in common, neither by code nor by statement{how}"
        raise InvalidValueError(msg)
    return tree


def _totals(
    parts: Sequence[CombinedPart], tree: Joined, functions: Any, overlap: Overlap | None
) -> Iterator[tuple[int, tuple[Total, ...]]]:
    """The totals of each indicator, by the identity of its node in the tree."""
    apart = are_apart([part.framework.countries for part in parts])
    for one in tree.walk():
        if one.is_indicator:
            statuses = {
                number: frozenset({found.node.aggregation_status, getattr(found.holder, "aggregation_status", None)})
                for number, found in one.members.items()
            }
            yield id(one), tuple(totals(parts, one.members, statuses, functions, overlap, apart=apart))


# ------------------------------------------------------------------------------------------ the framework


def _whole(
    parts: Sequence[CombinedPart], tree: Joined, found: Mapping[int, Sequence[Total]], title: str | None
) -> ResultsFramework:
    """The combined framework."""
    wholes = [part.framework for part in parts]
    below = {field: tuple(_node(parts, child, found) for child in held) for field, held in tree.below.items()}
    changes: dict[str, Any] = {"results": (), **below}
    if title is not None or len(parts) > 1:
        changes["title"] = title if title is not None else ", ".join(part.name for part in parts)
    places = [part.place for part in parts if part.place is not None]
    countries = _different(place for whole in wholes for place in whole.countries)
    others = [place for place in places if not any(is_same_place(place, country) for country in countries)]
    if len(parts) > 1:
        changes |= {
            "countries": tuple(attrs.evolve(place, percentage=None) for place in countries),
            "organisations": _union([whole.organisations for whole in wholes]) + _owners(parts),
            "reporting_year": max(filter(None, (whole.reporting_year for whole in wholes)), default=None),
            "last_updated": max(filter(None, (whole.last_updated for whole in wholes)), default=None),
            "plan_period": _span([whole.plan_period for whole in wholes]),
        }
    changes["places"] = (*_union([whole.places for whole in wholes]), *others)
    return attrs.evolve(wholes[0], **_agreed(wholes, (*MADE, *below)), **changes)


def _owners(parts: Sequence[CombinedPart]) -> tuple[Participation, ...]:
    """The reporting organisations, where each part is one of them."""
    owners = [part.framework.reporting_organisation for part in parts if part.place is None]
    return tuple(Participation(organisation=owner) for owner in owners if owner is not None)


def _different(places: Iterable[Place]) -> list[Place]:
    """Places, each once, whatever its spelling."""
    found: list[Place] = []
    for place in places:
        if not any(is_same_place(place, other) for other in found):
            found.append(place)
    return found


def _span(periods: Sequence[Period]) -> Period:
    """The period from the first day of all to the last; none where a part states none."""
    if len(set(periods)) == 1:
        return periods[0]
    firsts, lasts = [p.first_year for p in periods], [p.last_year for p in periods]
    known = [year for year in (*firsts, *lasts) if year is not None]
    return Period.between(min(known), max(known)) if len(known) == len(periods) * 2 else Period()


# ------------------------------------------------------------------------------------------ results and indicators


def _node(parts: Sequence[CombinedPart], one: Joined, found: Mapping[int, Sequence[Total]]) -> Any:
    """A result or an indicator of the combined framework."""
    nodes = [one.members[number].node for number in sorted(one.members)]
    if one.is_indicator:
        return _indicator(parts, one, found.get(id(one), ()))
    below = {field: tuple(_node(parts, child, found) for child in held) for field, held in one.below.items()}
    changes: dict[str, Any] = below if len(nodes) == 1 else {**below, "budgets": _budget(nodes)}
    return attrs.evolve(one.first, **_agreed(nodes, tuple(changes)), **changes)


def _budget(nodes: Sequence[Any]) -> tuple[Budget, ...]:
    """The sum of the budgets of a result, where each part that has it has one of the same period."""
    budgets = [budget for node in nodes for _, budget in in_force(node.budgets)]
    if len(budgets) != len(nodes) or len({budget.period for budget in budgets}) > 1:
        return ()
    sum_of_all = summed(budgets)
    return () if isinstance(sum_of_all, Undefined) else (sum_of_all,)


def _indicator(parts: Sequence[CombinedPart], one: Joined, of_all: Sequence[Total]) -> Indicator:
    """An indicator with its totals, and the values of each part."""
    numbers = sorted(one.members)
    indicators: list[Indicator] = [one.members[number].node for number in numbers]
    made: Indicator = attrs.evolve(one.first, **_agreed(indicators, ("series",)))
    placed = [
        _as_of(made, indicator, parts[number].placed(o, indicator))
        for number, indicator in zip(numbers, indicators, strict=True)
        for o in indicator.series
    ]
    sums = [_as_of(made, made, total.observation) for total in of_all]
    series = ObservationSeries((*sums, *placed))
    periods = tuple(dict.fromkeys(period for indicator in indicators for period in indicator.series.periods))
    if len(indicators) == 1:
        series = indicators[0].series.with_observations(series.observations)
    elif any(indicator.series.has_more_periods for indicator in indicators):
        series = ObservationSeries(series.observations, periods)
    return attrs.evolve(made, series=series)


def _as_of(made: Indicator, indicator: Indicator, observation: Observation) -> Observation:
    """A value whose unit is stated where the combined indicator does not state it for all."""
    unit = observation.unit
    if unit is None and indicator.unit != made.unit:
        unit = indicator.unit
    if unit is None and isinstance(observation.value, Decimal) and indicator.is_share() and not made.is_share():
        unit = "percent"
    if unit == made.unit and made is indicator:
        unit = None
    return observation if unit == observation.unit else attrs.evolve(observation, unit=unit)


def _agreed(nodes: Sequence[Any], but: tuple[str, ...]) -> dict[str, Any]:
    """
    The fields of several nodes that are one: lists of all, and single facts that no two state differently.

    Args:
        nodes: The nodes, the one that is kept first.

        but: The fields that are made in another way.
    """
    if len(nodes) == 1:
        return {}
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(nodes[0])):
        name = field.name
        values = [getattr(node, name) for node in nodes if hasattr(node, name)]
        if name in but or all(value == values[0] for value in values):
            continue
        stated = [value for value in values if value != field.default]
        if name in OF_THE_FIRST:
            changes[name] = next(filter(None, values))
        elif isinstance(values[0], tuple) and name not in OF_A_FILE and name != "budgets":
            changes[name] = _union(values)
        elif name in OF_ALL or name in OF_A_FILE or any(value != stated[0] for value in stated):
            changes[name] = False if name == "aggregation_status" and False in values else field.default
        else:
            changes[name] = stated[0]
    return changes


def _union(lists: Iterable[Sequence[Any]]) -> tuple[Any, ...]:
    """The entries of several lists, each once, in order."""
    return tuple(dict.fromkeys(entry for entries in lists for entry in entries))
