"""
Indexes of a framework for the rules that compare its indicators with one another, each built on first use.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.cell import parse_value
from resultsframework.compare import Likeness, alike_in_words, equal_in, folded, group_words, hashes_of, same_series
from resultsframework.indicator import Direction
from resultsframework.result import Result
from resultsframework.value import is_reported, with_type

from ._words import counts_something_unwanted, is_placeholder

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.indicator import Indicator

__all__ = ["Index", "Placement", "series_differ", "statements_differ", "states_its_verification"]


# A decrease of so many indicators, and of all there are, is a field that was filled in by mistake.
FEWEST_ALIKE = 6


class Placement(NamedTuple):
    """
    One occurrence of an indicator.

    Attributes:
        indicator: The indicator.

        result: The result above it.

        place: The number of that result in the framework.

        number: The number of the indicator in the framework.
    """

    indicator: Indicator
    result: Result
    place: int
    number: int

    @property
    def label(self) -> str:
        """The name of the place: the code of the result, else its title."""
        return self.result.code or self.result.title or "a result without a code"


class Index:
    """
    The indicators of a framework by code, by statement and by series.

    An indicator is identified by its number: the number of indicators before it in source order.

    Attributes:
        framework: The framework.

        results: Its results, in source order.

        indicators: Its indicators, in source order.
    """

    def __init__(self, framework: ResultsFramework) -> None:
        self.framework = framework
        self.results = framework.all_results(Result)
        self.indicators = [indicator for result in self.results for indicator in result.indicators]
        self._ends = list(accumulate(len(result.indicators) for result in self.results))
        self._same: dict[int, dict[int, list[int]]] = {}
        self._twice: dict[int, dict[int, list[int]]] = {}

    @functools.cached_property
    def has_codes(self) -> bool:
        """True if some indicator has a code."""
        return any(indicator.code for indicator in self.indicators)

    @functools.cached_property
    def has_means_of_verification(self) -> bool:
        """True if some indicator states its means of verification."""
        return any(map(states_its_verification, self.indicators))

    @functools.cached_property
    def declares_decrease_everywhere(self) -> bool:
        """True if all indicators, six or more, declare a decrease, and few are about something that should."""
        if len(self.indicators) < FEWEST_ALIKE:
            return False
        if any(indicator.direction is not Direction.DECREASE for indicator in self.indicators):
            return False
        unwanted = sum(counts_something_unwanted(indicator.statement) for indicator in self.indicators)
        return unwanted * 2 < len(self.indicators)

    def placement(self, number: int) -> Placement:
        """The occurrence of the indicator with this number."""
        place = bisect.bisect_right(self._ends, number)
        return Placement(self.indicators[number], self.results[place], place, number)

    @functools.cached_property
    def repeated(self) -> Mapping[int, list[Placement]]:
        """The occurrences of each code that is used under several results, by the number of the first."""
        same = equal_in(hashes_of(i.code for i in self.indicators), lambda number: self.indicators[number].code)
        several = {numbers[0]: [self.placement(number) for number in numbers] for numbers in same}
        return {number: group for number, group in several.items() if len({p.place for p in group}) > 1}

    @functools.cached_property
    def repeated_with_differences(self) -> Mapping[int, list[list[Placement]]]:
        """
        The occurrences of each code that has different values under several results, by the number of the first.

        Codes of one statement each that are repeated under the same results have one cause, and are together.
        """
        together: dict[Hashable, list[list[Placement]]] = {}
        for number, group in self.repeated.items():
            if series_differ(group):
                places = frozenset(p.place for p in group)
                together.setdefault(number if statements_differ(group) else places, []).append(group)
        return {groups[0][0].number: groups for groups in together.values()}

    @functools.cached_property
    def stated_again(self) -> Mapping[int, list[Placement]]:
        """The occurrences of each statement with the same values under several results, by the number of the first."""
        same: dict[str, list[int]] = {}
        for number, indicator in enumerate(self.indicators):
            if indicator.statement and not is_placeholder(indicator.statement):
                same.setdefault(folded(indicator.statement), []).append(number)
        groups: dict[Hashable, list[int]] = {}
        for statement, numbers in same.items():
            for number in numbers if len(numbers) > 1 else ():
                if values := values_of(self.indicators[number]):
                    groups.setdefault((statement, values), []).append(number)
        places = ([self.placement(number) for number in group] for group in groups.values() if len(group) > 1)
        return {group[0].number: group for group in places if len({p.place for p in group}) > 1}

    @functools.cached_property
    def alike(self) -> Mapping[int, list[Likeness]]:
        """
        Groups of indicators with other codes and nearly the same statement, by the number of the first of each.

        Placeholders such as "Number" say nothing, and are left out; so are statements about different groups, such as
        females and males, and statements that are the same where there are no codes.
        """
        numbers = [n for n, i in enumerate(self.indicators) if i.statement and not is_placeholder(i.statement)]
        groups = alike_in_words([self.indicators[number] for number in numbers])
        found: dict[int, list[Likeness]] = {}
        for first, group in groups.items():
            likenesses = [one._replace(numbers=tuple(numbers[place] for place in one.numbers)) for one in group]
            if kept := [one for one in likenesses if self._is_one_thing(one.numbers)]:
                found[numbers[first]] = kept
        return found

    def _is_one_thing(self, numbers: Iterable[int]) -> bool:
        """True if indicators may measure one thing: their groups are the same, and codes or statements differ."""
        some = [self.indicators[number] for number in numbers]
        groups = {words for indicator in some if (words := group_words(indicator.statement))}
        names = {indicator.code or folded(indicator.statement) for indicator in some}
        return len(groups) < 2 and len(names) > 1

    def same_series_from(self, fewest: int) -> Mapping[int, list[int]]:
        """
        The numbers of indicators with different codes and the same values, by the number of the first.

        Statements about different groups, such as females and males, make two indicators of one series.

        Args:
            fewest: Least number of values in a series.
        """
        if fewest not in self._same:
            self._same[fewest] = {}
            for members in same_series(self.indicators, fewest).values():
                by_group: dict[frozenset[int], list[int]] = {}
                for number in members:
                    by_group.setdefault(group_words(self.indicators[number].statement), []).append(number)
                groups = list(by_group.values()) if len(by_group.keys() - {frozenset()}) > 1 else [members]
                self._same[fewest].update((some[0], some) for some in groups if len(some) > 1)
        return self._same[fewest]

    def twice_from(self, fewest: int) -> Mapping[int, list[int]]:
        """The same, limited to indicators whose statements are nearly the same too."""
        if fewest not in self._twice:
            self._twice[fewest] = {}
            for members in self.same_series_from(fewest).values():
                likenesses = alike_in_words([self.indicators[number] for number in members])
                alike = sorted(
                    {members[place] for group in likenesses.values() for one in group for place in one.numbers}
                )
                if alike:
                    self._twice[fewest][alike[0]] = alike
        return self._twice[fewest]

    def names(self, numbers: Iterable[int]) -> list[str]:
        """The names of the indicators with these numbers, in alphabetical order."""
        return sorted({name_of(self.indicators[number]) for number in numbers})


def values_of(indicator: Indicator) -> frozenset[Hashable]:
    """The numbers of a series with their periods and subjects; none where all of them are 0."""
    cells = [o for o in indicator.series.observations if isinstance(o.value, Decimal)]
    if not any(o.value for o in cells):
        return frozenset()
    return frozenset((o.kind, o.period, o.value, indicator.subject_of(o)) for o in cells)


def name_of(indicator: Indicator) -> str:
    """The name of an indicator: its code, else its statement."""
    return indicator.code or repr(indicator.statement or "an indicator without a code")


def statements_differ(group: Iterable[Placement]) -> bool:
    """True if indicators under different results have different statements; those without one are left aside."""
    by_place: dict[str, set[int]] = {}
    for p in group:
        if p.indicator.statement:
            by_place.setdefault(folded(p.indicator.statement), set()).add(p.place)
    return len(by_place) > 1 and len(set().union(*by_place.values())) > 1


def series_differ(group: Iterable[Placement]) -> bool:
    """True if indicators under different results have different values."""
    by_place: dict[frozenset[object], set[int]] = {}
    for p in group:
        values = frozenset(
            (o.kind, o.period, with_type(o.value), p.indicator.subject_of(o)) for o in p.indicator.series.observations
        )
        by_place.setdefault(values, set()).add(p.place)
    return len(by_place) > 1 and len(set().union(*by_place.values())) > 1


def states_its_verification(indicator: Indicator) -> bool:
    """True if the monitoring plan of an indicator states means of verification, and not that they are missing."""
    plan = indicator.monitoring_plan
    if plan is None or plan.means_of_verification is None:
        return False
    return is_reported(parse_value(plan.means_of_verification)[0])
