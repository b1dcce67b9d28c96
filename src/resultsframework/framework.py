"""
The results framework as one value: its fields, its levels, and copies with changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import attrs

from resultsframework.table import Table, cell_text

from .activity import ActivityStatus  # noqa: TC001 - the constructor looks its members up by their values
from .budget import Budget, total
from .construction import typed
from .edit import changed, mapped, moved, renamed
from .errors import InvalidValueError, NotFoundError
from .expression import fields_of
from .interval import Interval
from .lookup import Searchable
from .message import shown, spelled_like
from .node import Source, shared_fields_last
from .organisation import PlaceLevel
from .path import resolve
from .period import Period
from .result import Impact, Outcome, Output, Result, in_numbers, indicator_table

if TYPE_CHECKING:
    import datetime as dt

    from .activity import ActivityDate
    from .alignment import PolicyMarker, Reference
    from .document import DocumentLink, ProgressNote
    from .indicator import Indicator
    from .organisation import CountryProfile, Organisation, Participation, Place
    from .programme import JointProgramme
    from .revision import Revision
    from .value import Undefined

__all__ = ["ResultsFramework"]

R = TypeVar("R", bound=Result)
Part = TypeVar("Part")


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class ResultsFramework(Searchable):
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

        revisions: The changes of the framework that were agreed, in source order. Not in IATI. FCDO: record of changes.

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
    revisions: tuple[Revision, ...] = ()
    country_profile: CountryProfile | None = None
    language: str | None = None
    plan_period: Period = Period()
    reporting_year: int | None = None
    last_updated: dt.date | None = None
    source: Source = Source()

    _guesses: ClassVar[dict[str, str]] = {
        ".indicators, or .walk() for all with their paths": (
            "iter_indicators all_indicators get_indicators list_indicators flatten nodes iter items values"
        ),
        ".results": "children get_results iter_results result_list",
        ".find_all(code)": "find search filter select lookup find_one query",
        ".title": "name label",
        ".identifier": "id iati_identifier code_of_framework",
        ".impacts": "goals objectives purposes",
        ".outcomes": "get_outcome outcome_list",
        "rf.observations(framework)": "observations series data head columns shape describe info iterrows dtypes years",
        "rf.charts.grid(framework)": "plot chart graph charts",
        "rf.diff(framework, other)": "diff compare difference",
        "rf.merge(base, ours, theirs)": "merge",
        ".codes": "keys all_codes code indicator_codes",
        ".indicator(code)": "get_indicator find_indicator by_code indicator_by_code",
        ".result(code)": "get_result find_result",
        ".at(path)": "get_path at_path by_path node get_node",
        ".path_of(node)": "path paths path_for get_path_of",
        ".parent_of(path)": "parent parents",
        ".map(rf.Indicator, function)": "map_indicators apply transform visit walk_indicators",
        ".replace(path, indicators=(*result.indicators, new)), with the path of the result": (
            "add append insert add_indicator add_result with_indicator remove remove_indicator delete drop without"
        ),
        "rf.validate(framework)": "validate check lint errors findings is_valid problems",
        "rf.progress(indicator, at), for each of .indicators": "progress met gap performance",
        "rf.tables.performance(framework, at)": "report summary",
        "rf.observations(framework).to_csv()": "to_csv",
        "rf.rollup(framework, code)": "rollup aggregate total sum",
        "rf.write(framework, path)": "save write dump to_file export to_iati to_xml to_excel to_html to_docx",
        "rf.observations(framework), a table that has .to_records() and .to_pandas()": (
            "to_pandas to_frame to_records to_table to_df df to_dicts to_polars"
        ),
        ".countries": "country",
        ".revisions": "changes record_of_changes history versions version",
        ".plan_period": "period start end start_date end_date",
    }

    @property
    def territory(self) -> Place | None:
        """
        The only recipient country, if there is no recipient region; None where it covers more, or does not say.

        A country or region with a share of 0 percent receives nothing and does not count.
        """
        return territory_of(self.countries, self.places)

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

    def programmes_of(self, outcome: str) -> tuple[JointProgramme, ...]:
        """The joint programmes that contribute to the outcome with this code, in source order."""
        return tuple(programme for programme in self.programmes if outcome in programme.outcomes)

    def replace(self, path: str = "", **changes: Any) -> Self:
        """
        A copy of the framework in which it, or the node at a path, has other fields.

        Args:
            path: The path, as `at` reads it; the framework itself where not given.

            changes: The new values by the names of their fields.

        Raises:
            NotFoundError: A step of the path does not exist.

            InvalidValueError: The path leads to a value without fields.

            TypeError: The node has no field of that name.
        """
        framework: Self = changed(resolve(self, path), changes)
        return framework

    def map(self, kind: type[Part], function: Callable[[Part], Part]) -> Self:
        """
        A copy of the framework in which a function was applied to every part of a kind, at whatever depth.

        A part below another of the kind comes first. What the function leaves as it is stays the same object.

        Args:
            kind: The class, such as `Indicator`, `Observation`, `Budget`, or `Result` for results of every level.

            function: The function from a part to the part in its place.

        Raises:
            InvalidValueError: The function returned something else than a part of the kind.
        """
        framework: Self = mapped(self, kind, function)
        return framework

    def rename(self, old: str, new: str) -> Self:
        """
        A copy of the framework in which every result and indicator of a code has another one.

        Joint programmes that contribute to an outcome of that code follow. For one of several nodes with the code
        there is `replace` with its path.

        Args:
            old: The code.

            new: The code in its place; it may be that of other nodes already.

        Raises:
            NotFoundError: No node has the code; the error names the nearest codes.
        """
        if old not in self:
            raise NotFoundError(old, lambda: spelled_like(old, self.codes), "the framework")
        framework: Self = renamed(self, old, new)
        return framework

    def move(self, path: str, to: str) -> Self:
        """
        A copy of the framework in which a result or an indicator is the last below another node.

        Args:
            path: The path of the result or indicator.

            to: The path of the result that it shall belong to; empty for the framework.

        Raises:
            NotFoundError: A step of a path does not exist.

            InvalidValueError: There is no result or indicator at the path, or it cannot belong there: an output belongs
                to an outcome or the framework, an outcome to an impact or the framework, an indicator to a result.
        """
        framework: Self = moved(self, path, to)
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
        what = in_numbers((*self._nodes(), *self.programmes)) or "empty"
        names = (self.identifier, self.title, *(r.code for r in self.results), *(p.title for p in self.programmes))
        name = next(filter(None, names), None)
        return f"<ResultsFramework {shown(name)}: {what}>"

    _expression_ = fields_of

    def _repr_html_(self) -> str:
        """Its facts, and a table of its indicators with the titles of their results."""
        owner, year = self.reporting_organisation, self.reporting_year
        facts = (
            self.title,
            self.identifier,
            owner.label if owner else None,
            f"plan {self.plan_period}" if str(self.plan_period) else None,
            f"results of {year}" if year else None,
            in_numbers((*self._nodes(), *self.programmes)),
        )
        title = "; ".join(filter(None, facts))
        return indicator_table(with_territory(self).results, title, has_titles=True)._repr_html_()


def check_framework(given: object, task: str) -> None:
    """
    Refuse what is no framework.

    Args:
        given: The framework.

        task: The name of the function that needs it.

    Raises:
        InvalidValueError: It is something else; the error names the way to a framework.
    """
    if not isinstance(given, ResultsFramework):
        msg = f"{task} needs a ResultsFramework, not {type(given).__name__}; {_way_from(given)}"
        raise InvalidValueError(msg)


def _way_from(given: object) -> str:
    """The way to a framework from what was given in its place."""
    if isinstance(given, Result):
        return f"make one: ResultsFramework(results=[{type(given).__name__.lower()}])"
    if isinstance(given, list | tuple | dict):
        return "pass the frameworks one at a time"
    return "read one with resultsframework.read"


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
