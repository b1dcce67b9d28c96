"""
One validation: the framework, the options, and what it is compared with, shared by all rules.
"""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import attrs

from resultsframework.compare import diff, folded
from resultsframework.monitoring import Due
from resultsframework.node import FactKind
from resultsframework.note import Scope
from resultsframework.result import Output
from resultsframework.unit import DEFAULT_UNITS

from ._absence import Absence
from ._body import is_same_body
from ._facts import facts
from ._index import Index

if TYPE_CHECKING:
    from resultsframework.compare import Changes
    from resultsframework.framework import ResultsFramework
    from resultsframework.organisation import Organisation
    from resultsframework.unit import UnitSystem

__all__ = ["CALENDAR", "Failures", "Options", "Validation", "meaning_of_option"]

# Plausible calendar years; any other is a slip, or a placeholder that a system prints for an empty field.
CALENDAR = range(1900, 2201)

ATTRIBUTE = re.compile(r"^ +(?P<name>[a-z_]+): (?P<text>.+(?:\n +.+)*)$", re.MULTILINE)

# By the code of a rule, each node at which it raised an exception, with the exception.
Failures: TypeAlias = dict[str, list[tuple[object, Exception]]]


@attrs.frozen(kw_only=True)
class Options:
    """
    Thresholds and conventions used by the rules.

    Attributes:
        stale_baseline_years: Years by which a baseline may precede the first year of the plan.

        precision_ratio: Ratio of the rounding errors of two amounts of one budget from which their precision counts as
            different.

        least_mobilisation: Least share of the planned budget that should be funded, 0 to 1; None for no such demand.

        over_achievement_ratio: Ratio of the result to the planned value from which over-achievement is a warning
            rather than an info.

        duplicate_series_cells: Least number of values that two series have in common before they are suspected to be
            one.

        code_patterns: Accepted forms of codes, as regular expressions; any form where empty.

        complete_dimensions: Dimensions of disaggregation, such as "sex", whose categories are exhaustive and do not
            overlap, so that they add up to the total.

        exempt_desk_review: True if indicators that headquarters report from a desk review may be without values.

        today: The reference day; what is reported as having happened must not be later, and results are due by it. None
            if it is not known.
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


def meaning_of_option(name: str) -> str:
    """The meaning of an option, as `Options` documents it."""
    found = ATTRIBUTE.finditer(inspect.getdoc(Options) or "")
    return next(" ".join(match["text"].split()) for match in found if match["name"] == name)


@attrs.frozen(kw_only=True, slots=False)
class Validation:
    """
    One validation of one framework, shared by all its rules.

    Attributes:
        framework: The framework under validation.

        options: The thresholds.

        reporting_year: The last year whose results are due; None if it is not known, and then nothing is overdue.

        compare_with: Frameworks of partners, or other versions of this one.

        units: The units that are known.

        failures: The exceptions raised by rules of the user's own, noted as they occur.
    """

    framework: ResultsFramework
    options: Options = attrs.field(factory=Options)
    reporting_year: int | None = None
    compare_with: tuple[ResultsFramework, ...] = ()
    units: UnitSystem = DEFAULT_UNITS
    failures: Failures = attrs.field(factory=dict, repr=False)

    @functools.cached_property
    def due(self) -> Due:
        """The day up to which results are due."""
        return Due.of(self.framework, self.options.today, self.reporting_year)

    @functools.cached_property
    def plan_start(self) -> int | None:
        """The first year of the plan."""
        return self.framework.plan_period.first_year

    @functools.cached_property
    def plan_end(self) -> int | None:
        """The last year of the plan."""
        return self.framework.plan_period.last_year

    @functools.cached_property
    def has_outputs_elsewhere(self) -> bool:
        """True if the outputs of an outcome are listed beside it, or may be in another activity of IATI."""
        beside = any(isinstance(result, Output) for result in self.framework.results)
        return beside or any(facts(self.framework.extras, FactKind.PART))

    @functools.cached_property
    def index(self) -> Index:
        """The framework's indicators by code, by statement and by series."""
        return Index(self.framework)

    @functools.cached_property
    def absence(self) -> Absence:
        """The values and baselines missing from several indicators at once."""
        is_exempt = self.options.exempt_desk_review
        return Absence(self.framework, lambda i: is_exempt and Scope.DESK_REVIEW in i.scope)

    @functools.cached_property
    def other_versions(self) -> tuple[tuple[ResultsFramework, Changes], ...]:
        """The frameworks in `compare_with` that are not known to be of another owner, each with the changes since."""
        owner = self.framework.reporting_organisation
        return tuple(
            (other, diff(other, self.framework))
            for other in self.compare_with
            if owner is None or (its := other.reporting_organisation) is None or is_same_body(its, owner)
        )

    @functools.cached_property
    def partner_statements(self) -> tuple[tuple[Organisation, Mapping[str, str]], ...]:
        """The owner of each framework in `compare_with`, where stated, and its statements by their folded form."""
        owned = ((other.reporting_organisation, other) for other in self.compare_with)
        return tuple(
            (owner, {folded(i.statement): i.statement for i in other.indicators if i.statement})
            for owner, other in owned
            if owner is not None
        )
