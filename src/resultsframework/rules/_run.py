"""
What all rules of one validation share: the framework, the thresholds, and where a node stands.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import attrs

from resultsframework.alignment import comparable
from resultsframework.result import Outcome, Result

from ._index import Index

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.organisation import Organisation

__all__ = ["CALENDAR", "Context", "Failures", "Options", "Run"]

# The years that a source can mean by a year; others are slips, or what a system prints where there is none.
CALENDAR = range(1900, 2201)

# By the code of a rule, each node at which it failed, and how.
Failures: TypeAlias = dict[str, list[tuple[object, Exception]]]


@attrs.frozen(kw_only=True)
class Options:
    """
    From where on rules speak up.

    Attributes:
        stale_baseline_years: A baseline may be this many years older than the plan.

        precision_ratio: Amounts of one budget may differ this many times in how exactly they are known, less one.

        least_mobilisation: The least part of the plan that should be funded, 0 to 1; None for no such demand.

        over_achievement_ratio: From how many times what was planned on a result is a warning rather than an info.

        duplicate_series_cells: How many numbers two series have to share at the least to be suspected of being one.

        code_patterns: The forms that codes may have, as regular expressions; none for any form.

        complete_dimensions: The dimensions whose groups do not overlap and are all there is, such as "sex".

        exempt_desk_review: Whether indicators that headquarters report from a desk review may be without values.

        today: The day on which it is asked: what is said to have happened later cannot have. None where nobody says.
    """

    stale_baseline_years: int = 1
    precision_ratio: int = 100
    least_mobilisation: Decimal | None = None
    over_achievement_ratio: Decimal = Decimal(2)
    duplicate_series_cells: int = 5
    code_patterns: tuple[str, ...] = ()
    complete_dimensions: tuple[str, ...] = ()
    exempt_desk_review: bool = False
    today: dt.date | None = None


@attrs.frozen(kw_only=True, slots=False)
class Run:
    """
    What all rules of one validation share.

    Attributes:
        framework: The framework that is validated.

        options: The thresholds.

        reporting_year: The last year whose values are due; None where nobody says, and then nothing is overdue.

        compare_with: The frameworks of partners, or earlier ones.

        failures: Where it is noted which rules failed, of those that may.
    """

    framework: ResultsFramework
    options: Options = attrs.field(factory=Options)
    reporting_year: int | None = None
    compare_with: tuple[ResultsFramework, ...] = ()
    failures: Failures = attrs.field(factory=dict, repr=False)

    @functools.cached_property
    def plan_start(self) -> int | None:
        """The first year of the plan."""
        return self.framework.plan_period.first_year

    @functools.cached_property
    def plan_end(self) -> int | None:
        """The last year of the plan."""
        return self.framework.plan_period.last_year

    @functools.cached_property
    def baseline_years(self) -> range:
        """The years that a baseline may be of, as far as the plan tells."""
        if self.plan_start is None:
            return CALENDAR
        return range(max(CALENDAR.start, self.plan_start - self.options.stale_baseline_years), CALENDAR.stop)

    @functools.cached_property
    def index(self) -> Index:
        """What stands in the framework, by code, by words and by series."""
        return Index(self.framework)

    @functools.cached_property
    def indices_against(self) -> tuple[Index, ...]:
        """The same of every framework to compare with."""
        return tuple(Index(framework) for framework in self.compare_with)

    @functools.cached_property
    def statements_against(self) -> tuple[tuple[Organisation, Mapping[str, str]], ...]:
        """For each other framework whose owner is known: the owner, and its statements by how they are compared."""
        owned = ((other.reporting_organisation, other) for other in self.compare_with)
        return tuple(
            (owner, {comparable(i.statement): i.statement for i in other.indicators if i.statement})
            for owner, other in owned
            if owner is not None
        )


class Context:
    """
    Where a node stands.

    Attributes:
        run: What all rules of this validation share.

        ancestors: The results that the node stands in, the highest first; none for the framework itself.
    """

    __slots__ = ("ancestors", "run")

    def __init__(self, run: Run, ancestors: tuple[Result, ...] = ()) -> None:
        self.run: Run = run
        self.ancestors: tuple[Result, ...] = ancestors

    @property
    def outcome(self) -> Outcome | None:
        """The nearest outcome that the node stands in."""
        return next((node for node in reversed(self.ancestors) if isinstance(node, Outcome)), None)
