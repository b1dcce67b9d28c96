"""
The results framework as one value: walking it, looking up codes and paths, and copies with changes.
"""

from __future__ import annotations

import difflib
import enum
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from resultsframework.table import Table, cell_text

from .budget import Budget, total
from .construction import typed
from .errors import AmbiguousCodeError, NotFoundError
from .interval import Interval
from .node import Node, Source, shared_fields_last
from .organisation import PlaceLevel
from .path import changed, children_of, resolve, steps_of
from .period import Period
from .result import Impact, OtherResult, Outcome, Output, Result, indicator_table
from .value import fields_of, pretty_of

if TYPE_CHECKING:
    import datetime as dt

    from .alignment import PolicyMarker, Reference
    from .document import DocumentLink, ProgressNote
    from .indicator import Indicator
    from .organisation import CountryProfile, Organisation, Participation, Place
    from .programme import JointProgramme
    from .value import Printer, Undefined

__all__ = ["ActivityDate", "ActivityStatus", "DateKind", "ResultsFramework"]

R = TypeVar("R", bound=Result)
# The indicators of a framework that is still printed whole in IPython, and for a test that fails.
FEW = 12
KIND_NAMES: Mapping[type, str] = MappingProxyType({OtherResult: "other result"})


class ActivityStatus(enum.Enum):
    """The stage of implementation. IATI: ``activity-status``."""

    PIPELINE = "pipeline"
    IMPLEMENTATION = "implementation"
    FINALISATION = "finalisation"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class DateKind(enum.Enum):
    """The kind of a date. IATI: ``activity-date/@type``."""

    PLANNED_START = "planned_start"
    ACTUAL_START = "actual_start"
    PLANNED_END = "planned_end"
    ACTUAL_END = "actual_end"


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class ActivityDate(Node):
    """
    A planned or actual start or end of the work. IATI: ``activity-date``.

    Attributes:
        kind: Planned or actual, start or end; None where the source states none.

        day: The date; None where the source has none that can be read.

        raw: The text of the source, where it is not a date.
    """

    kind: DateKind | None = None
    day: dt.date | None = None
    raw: str | None = None


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class ResultsFramework(Node):
    """
    A results framework: the results of a plan with their indicators and budgets, and the description of the plan. IATI:
    ``iati-activity``. OECD-DAC: results framework.

    Attributes:
        identifier: The identifier it is published under. IATI: ``iati-identifier``.

        title: Its title.

        description: Its description.

        results: The results of the highest level, of any kind, in source order; those below are nested in them.

        programmes: The joint programmes it is part of, or that were read with it.

        reporting_organisation: The organisation that plans and reports. IATI: ``reporting-org``.

        organisations: The participating organisations with their roles. IATI: ``participating-org``.

        countries: The recipient countries. IATI: ``recipient-country``.

        places: The locations and regions. IATI: ``location``, ``recipient-region``.

        sectors: The sectors. IATI: ``sector``.

        tags: The tags. IATI: ``tag``.

        policy_markers: The policy markers. IATI: ``policy-marker``.

        dates: The planned and actual start and end. IATI: ``activity-date``.

        status: The stage of implementation; None if not stated. IATI: ``activity-status``.

        humanitarian: True if it is humanitarian; None if not declared. IATI: ``@humanitarian``.

        budgets: The budgets of the whole, original and revised, of each period.

        documents: Links to documents. IATI: ``document-link``.

        progress_notes: Narrative reports on the whole, year by year.

        country_profile: Context figures of the country that the page shows.

        language: The language tag of its texts, such as ``en``.

        plan_period: The period of the plan.

        reporting_year: The calendar year that the reported results are of.

        last_updated: The day on which the source was last updated. IATI: the day in ``@last-updated-datetime``.

        source: The source it was read from.
    """

    identifier: str | None = None
    title: str | None = None
    description: str | None = None
    results: tuple[Result, ...] = ()
    programmes: tuple[JointProgramme, ...] = ()
    reporting_organisation: Organisation | None = None
    organisations: tuple[Participation, ...] = ()
    countries: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()
    sectors: tuple[Reference, ...] = ()
    tags: tuple[Reference, ...] = ()
    policy_markers: tuple[PolicyMarker, ...] = ()
    dates: tuple[ActivityDate, ...] = ()
    status: ActivityStatus | None = None
    humanitarian: bool | None = None
    budgets: tuple[Budget, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    progress_notes: tuple[ProgressNote, ...] = ()
    country_profile: CountryProfile | None = None
    language: str | None = None
    plan_period: Period = Period()
    reporting_year: int | None = None
    last_updated: dt.date | None = None
    source: Source = Source()

    @property
    def territory(self) -> Place | None:
        """
        The only recipient country, if there is no recipient region; None where it covers more, or does not say.

        A country or region with a share of 0 percent receives nothing and does not count.
        """
        return territory_of(self.countries, self.places)

    def walk(self) -> Iterator[tuple[str, Result | Indicator]]:
        """All results and indicators with their paths, depth first, in source order; a result before its content."""
        yield from _walk("", self)

    def all_results(self, kind: type[R]) -> tuple[R, ...]:
        """The results of one level, nested ones included, in source order."""
        return tuple(node for result in self.results for node in result.walk() if isinstance(node, kind))

    @property
    def impacts(self) -> tuple[Impact, ...]:
        """All impacts, in source order."""
        return self.all_results(Impact)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes, also those under an impact, in source order."""
        return self.all_results(Outcome)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """All outputs, also those under an outcome, in source order."""
        return self.all_results(Output)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, a result's own before those of the results below it, in source order."""
        return tuple(i for result in self.results for node in result.walk() for i in node.indicators)

    @property
    def budget(self) -> Budget | Undefined:
        """The only budget in force of the whole, or the total of several in one currency; else undefined."""
        return total(self.budgets)

    def find_all(self, code: str) -> tuple[Result | Indicator, ...]:
        """All results and indicators with the code, in source order."""
        return tuple(node for _, node in self.walk() if node.code == code)

    def programmes_of(self, outcome: str) -> tuple[JointProgramme, ...]:
        """The joint programmes that contribute to the outcome with this code, in source order."""
        return tuple(programme for programme in self.programmes if outcome in programme.outcomes)

    def __getitem__(self, code: str) -> Any:
        """
        The result or indicator with the code.

        Raises:
            AmbiguousCodeError: Several nodes have the code; the error names their paths.

            NotFoundError: No node has the code; the error names the nearest codes.
        """
        found = [(path, node) for path, node in self.walk() if node.code == code]
        if len(found) == 1:
            return found[0][1]
        if found:
            raise AmbiguousCodeError(code, tuple(path for path, _ in found))
        codes = dict.fromkeys(node.code for _, node in self.walk() if node.code)
        raise NotFoundError(code, tuple(difflib.get_close_matches(code, codes, n=3)), "the framework")

    def __contains__(self, code: object) -> bool:
        return any(node.code == code for _, node in self.walk())

    def _ipython_key_completions_(self) -> list[str]:
        return list(dict.fromkeys(node.code for _, node in self.walk() if node.code))

    def at(self, path: str) -> Any:
        """
        The node or value at a path: a result, an indicator, an observation, a field.

        A step is a code (``/``, ``~`` and ``#`` written ``~1``, ``~0`` and ``~2``), ``#3`` for the third node without
        a code, ``code#2`` for a code that repeats among its siblings, a field (``title``, ``budgets#2``), or an
        observation (``baseline``, ``milestone:2021``, ``actual#3``). The empty path is the framework.

        Raises:
            NotFoundError: A step does not exist; the error names the nearest ones.
        """
        return resolve(self, path)[-1].node

    def replace(self, path: str, **changes: Any) -> ResultsFramework:
        """
        A copy of the framework in which the node at a path has other fields.

        Args:
            path: The path, as `at` reads it.

            changes: The new values by the names of their fields.

        Raises:
            NotFoundError: A step of the path does not exist.

            InvalidValueError: The path leads to a value without fields.

            TypeError: The node has no field of that name.
        """
        framework: ResultsFramework = changed(resolve(self, path), changes)
        return framework

    def table(self, *own: str) -> Table:
        """
        A table of all indicators, one row each: baseline, latest actual, target.

        Args:
            own: Names of own fields of the indicators, such as ``x_donor``; each is a further column.
        """
        return indicator_table(with_territory(self).results, self.title or self.identifier or "", own)

    def levels(self) -> Iterator[tuple[str, ResultsFramework | Result]]:
        """The framework itself, with an empty path, and all results with their paths, depth first."""
        yield "", self
        yield from ((path, node) for path, node in self.walk() if isinstance(node, Result))

    def __repr__(self) -> str:
        counts = Counter(KIND_NAMES.get(type(node), type(node).__name__.lower()) for _, node in self.walk())
        counts["joint programme"] += len(self.programmes)
        what = ", ".join(f"{n} {kind}{'s' if n != 1 else ''}" for kind, n in counts.items() if n) or "empty"
        names = (self.identifier, self.title, *(r.code for r in self.results), *(p.title for p in self.programmes))
        name = next(filter(None, names), None)
        return f"<ResultsFramework {name!r}: {what}>"

    _expression_ = fields_of

    def _repr_pretty_(self, printer: Printer, cycle: bool) -> None:
        if len(self.indicators) > FEW:
            printer.text(repr(self))
        else:
            pretty_of(self, printer, cycle)

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def territory_of(countries: Sequence[Place], places: Sequence[Place]) -> Place | None:
    """The territory of a framework with these recipient countries and these further places, regions among them."""
    receiving = [place for place in countries if place.percentage != 0]
    has_regions = any(place.level is PlaceLevel.REGION and place.percentage != 0 for place in places)
    return receiving[0] if len(receiving) == 1 and not has_regions else None


def with_territory(framework: ResultsFramework) -> ResultsFramework:
    """
    The framework with its territory noted on the indicators with values of places, where it matters.

    It is the same framework if nothing changes, or if it states no country.
    """
    territory = framework.territory
    if not framework.countries or not any(_needs(indicator, territory) for indicator in framework.indicators):
        return framework
    return attrs.evolve(framework, results=tuple(_noting(result, territory) for result in framework.results))


def _needs(indicator: Indicator, territory: Place | None) -> bool:
    return indicator.territory != territory and any(o.places for o in indicator.series.observations)


def _noting(result: R, territory: Place | None) -> R:
    noted: dict[str, Any] = {
        "indicators": tuple(
            attrs.evolve(indicator, territory=territory) if _needs(indicator, territory) else indicator
            for indicator in result.indicators
        )
    }
    if result.nested:
        noted[result.nested] = tuple(_noting(child, territory) for child in result.children)
    return attrs.evolve(result, **noted)


def results_below(node: ResultsFramework | Result) -> tuple[Result, ...]:
    """The results directly below a framework or a result."""
    return node.results if isinstance(node, ResultsFramework) else node.children


def rate_text(rate: object) -> str:
    """A rate in percent, or the reason why it is undefined."""
    return rate.as_percent() if isinstance(rate, Interval) else cell_text(rate)


def _walk(path: str, parent: ResultsFramework | Result | Indicator) -> Iterator[tuple[str, Result | Indicator]]:
    children = [child for _, _, child in children_of(parent)]
    for step, child in zip(steps_of(parent, children), children, strict=True):
        below = f"{path}/{step}" if path else step
        yield below, child
        yield from _walk(below, child)
