"""
Frameworks in which nothing is wrong, by construction: a few small numbers are drawn, and a plan is worked out from
them. No draw depends on another, and nothing is thrown away. A number that gets smaller makes a smaller plan, so that
what a failing test ends with is short.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from resultsframework.money import Money
from resultsframework.period import Period
from resultsframework.value import Missing

from ._shape import FROM_ZERO, NUMBERS, SHAPES, SHAPES_OF, Shape
from ._text import made
from ._vocabulary import FRAMEWORK_DETAILS, INDICATOR_DETAILS, RESULT_DETAILS, Details

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "ANY",
    "PUBLISHED",
    "UNDIVIDED",
    "VALID",
    "Cost",
    "Course",
    "Needs",
    "Plan",
    "Purse",
    "Timeline",
    "costs",
    "plans",
    "purses",
    "timelines",
    "trends",
]


class Timeline(NamedTuple):
    """
    The years of a plan.

    Attributes:
        first: The first year with a planned value; the baseline is of the year before.

        years: The number of years with planned values; the last has the target.

        due: The number of them that have been reported on.

        dated: True if periods are written as two dates instead of a year.

        has_plan: True if the framework states its plan period.

        has_year: True if the framework states its reporting year.
    """

    first: int
    years: int
    due: int
    dated: bool
    has_plan: bool
    has_year: bool

    @property
    def last(self) -> int:
        """The year of the target."""
        return self.first + self.years - 1

    @property
    def reporting_year(self) -> int:
        """The year that was reported on last; the year before the first where nothing is due."""
        return self.first + self.due - 1

    def period(self, year: int) -> Period:
        """A year in the way in which the plan writes it."""
        if self.dated:
            return Period(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))
        return Period(year=year)


class Course(NamedTuple):
    """
    The trend of one indicator.

    Attributes:
        shape: The kind of its values.

        pitfalls: The content that programs are wrong about: ``zeros``, where nothing is planned and reached before the
            last year; ``commas``, where numbers are printed with commas.

        gap: The reason why the first value that is not due yet is missing, if it is.

        start: The step of the baseline.

        steps: Steps gained in each year; they repeat where there are more years.

        form: More that the source shows of it: nothing, the summary line, women and men, a place, or a comment.

        details: Texts, tags and notes beside its values.
    """

    shape: Shape
    pitfalls: Sequence[str]
    gap: Missing | None
    start: int
    steps: Sequence[int]
    form: str
    details: Details

    def levels(self, years: int) -> list[int]:
        """The steps of the baseline and of every year; the target is always above what comes before it."""
        if "zeros" in self.pitfalls:
            return [0] * years + [1]
        levels = [self.start]
        for year in range(years):
            levels.append(levels[-1] + self.steps[year % len(self.steps)])
        levels[-1] += 1
        return levels


class Cost(NamedTuple):
    """
    The cost of one result in a year, in the plan's unit of money.

    Attributes:
        core: The amount from regular resources.

        other: The amount from other resources.

        gap: The planned amount that is not available.

        saved: The available amount that is not spent, at most.
    """

    core: int
    other: int
    gap: int
    saved: int


class Purse(NamedTuple):
    """
    The way in which a plan states amounts.

    Attributes:
        currency: The currency of all of them.

        rounded: True if they are printed in thousands with two decimals, so that each is an interval.

        years: The number of years with a budget.

        funded: Funding lines are printed.

        totals: A total is printed below the lines of each kind.

        whole: The framework has budgets of its own, where it has one result only.

        stated: Budgets state that they are original, and the first day of their period as the day of their value.
    """

    currency: str
    rounded: bool
    years: int
    funded: bool
    totals: bool
    whole: bool
    stated: bool

    def amount(self, units: int) -> Money:
        """So many units of money: one each, or ten where amounts are rounded."""
        if not self.rounded:
            return Money(nominal=Decimal(units), currency=self.currency)
        nominal = Decimal(units * 10)
        return Money(nominal=nominal, low=nominal - 5, high=nominal + 5, currency=self.currency, raw=f"{nominal:f}")


class Plan(NamedTuple):
    """
    All that is drawn for a framework.

    Attributes:
        timeline: Its years.

        trends: Its indicators.

        costs: The costs of its results; they repeat where there are more results.

        purse: The way in which amounts are stated.

        results: The number of results that share the indicators, at most.

        layout: The arrangement of the results: ``nested``, ``flat``, or under an ``impact``.

        prefix: The beginning of all codes.

        details: Texts, tags and notes of the framework.

        result_details: Texts, tags and notes of the first result.
    """

    timeline: Timeline
    trends: Sequence[Course]
    costs: Sequence[Cost]
    purse: Purse
    results: int
    layout: str
    prefix: str
    details: Details
    result_details: Details


UNDIVIDED = ("plain", "printed", "commented")
FORMS = (*UNDIVIDED, "split", "placed", "split")
# Each as often as it takes to be met within a hundred examples, whatever else is drawn.
PITFALLS: Sequence[Sequence[str]] = (
    *((),) * 2,
    *(("zeros",),) * 3,
    *(("commas",),) * 2,
    *(("zeros", "commas"),) * 3,
)
# The shapes to whose values a pitfall makes a difference.
SHAPES_WITH: Mapping[str, Sequence[Shape]] = MappingProxyType({"zeros": FROM_ZERO, "commas": NUMBERS})
GAPS: Sequence[Missing | None] = (None, None, Missing.TO_BE_DETERMINED, Missing.NOT_AVAILABLE, Missing.EMPTY)


class Needs(NamedTuple):
    """
    Preconditions of a plan for a particular defect in it.

    Attributes:
        calendar: The years that the plan may lie in, the baseline included.

        years: The least number of years with planned values.

        most_years: The greatest number of years with planned values.

        due: The least number of them that have been reported on.

        all_due: True if all of them have been.

        ahead: The least number of them that have not.

        has_plan: True if the plan period must be stated, False if it must not.

        has_year: True if the reporting year must be stated.

        shapes: The measures that indicators may have.

        forms: More that the source may show of indicators.

        pitfalls: The content that programs are wrong about and that indicators may have.

        gaps: The reasons why the first value that is not due yet may be missing.

        least_step: The least number of steps that values go on each year.

        results: The least number of results.

        layouts: The arrangements that the results may have.

        budget_years: The numbers of years for which there may be budgets.

        rounded: True if amounts may be rounded; False if they may be exact.

        funded: True if lines of funding may be printed; False if they may be left out.

        whole: True if the framework may have budgets of its own; False if it may have none.
    """

    calendar: range = range(1999, 2046)
    years: int = 1
    most_years: int = 5
    due: int = 0
    all_due: bool = False
    ahead: int = 0
    has_plan: bool | None = None
    has_year: bool | None = None
    shapes: Sequence[Shape] = SHAPES
    forms: Sequence[str] = FORMS
    pitfalls: Sequence[Sequence[str]] = ((),)
    gaps: Sequence[Missing | None] = (None,)
    least_step: int = 0
    results: int = 1
    layouts: Sequence[str] = ("nested", "flat", "impact")
    budget_years: Sequence[int] = (0, 1, 2)
    rounded: Sequence[bool] = (False, True)
    funded: Sequence[bool] = (False, True)
    whole: Sequence[bool] = (False, True)


ANY = Needs()
# Plans in which nothing is wrong, though a program may be wrong about them.
VALID = ANY._replace(shapes=tuple(chain(*SHAPES_OF.values())), pitfalls=PITFALLS, gaps=GAPS)
PUBLISHED = ANY._replace(shapes=NUMBERS, pitfalls=((), ("zeros",)))


def timelines(needs: Needs = VALID) -> SearchStrategy[Timeline]:
    """The years of a plan."""

    def timeline(first: int, years: int, due: int, writing: tuple[bool, bool, bool]) -> Timeline:
        reported = years if needs.all_due else min(needs.due + due, years - needs.ahead)
        room = len(needs.calendar) - years
        return Timeline(needs.calendar.start + 1 + first % room, years, reported, *writing)

    least = max(needs.years, needs.due + needs.ahead)
    has_plan = (True, False) if needs.has_plan is None else (needs.has_plan,)
    has_year = (True, False) if needs.has_year is None else (needs.has_year,)
    return made(
        timeline,
        st.sampled_from(range(41)),
        st.sampled_from(range(least, min(needs.most_years, len(needs.calendar) - 1) + 1)),
        st.sampled_from(range(6)),
        st.sampled_from([(dated, plan, year) for dated in (False, True) for plan in has_plan for year in has_year]),
    )


def trends(needs: Needs = VALID) -> SearchStrategy[Course]:
    """Trends of indicators."""
    kinds = [
        (shape, pitfalls)
        for shape in needs.shapes
        for pitfalls in needs.pitfalls
        if all(shape in SHAPES_WITH[pitfall] for pitfall in pitfalls)
    ]

    def trend(kind: tuple[Shape, Sequence[str]], *more: Any) -> Course:
        return Course(*kind, *more)

    return made(
        trend,
        st.sampled_from(kinds),
        st.sampled_from(needs.gaps),
        st.sampled_from(range(1, 21)),
        st.lists(st.integers(needs.least_step, 14), min_size=1, max_size=3),
        st.sampled_from(needs.forms),
        st.sampled_from(INDICATOR_DETAILS),
    )


def costs() -> SearchStrategy[Cost]:
    """Costs of results."""
    return made(Cost, st.integers(1, 500), st.integers(0, 100_000), st.integers(1, 50_000), st.integers(1, 50_000))


def purses(needs: Needs = VALID) -> SearchStrategy[Purse]:
    """Currencies, precision and funding of the amounts of a plan."""
    funding = [(funded, totals) for funded in needs.funded for totals in (False, True) if funded or not totals]
    return st.sampled_from(
        [
            Purse(currency, rounded, years, *lines, whole, stated)
            for years in needs.budget_years
            for rounded in needs.rounded
            for lines in funding
            for whole in needs.whole
            for stated in (False, True)
            for currency in ("USD", "EUR", "KES")
        ]
    )


def plans(needs: Needs = VALID) -> SearchStrategy[Plan]:
    """All that is drawn for a framework."""
    least = max(needs.results, 1)
    return made(
        Plan,
        timelines(needs),
        st.lists(trends(needs), min_size=least, max_size=max(least, 4)),
        st.lists(costs(), min_size=1, max_size=2),
        purses(needs),
        st.integers(least, 4),
        st.sampled_from(needs.layouts),
        st.sampled_from(["", "SDN_", "É-"]),
        st.sampled_from(FRAMEWORK_DETAILS),
        st.sampled_from(RESULT_DETAILS),
    )
