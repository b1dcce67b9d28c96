"""
Indicators: definition, unit, direction, accumulation, and the series of values.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

import attrs

from .construction import typed
from .errors import InvalidValueError
from .groups import Selection, added, ending_last, latest, of_subject, one_a_period, one_subject, subjects_of, the_only
from .node import Node, shared_fields_last
from .note import Note, Scope  # noqa: TC001 - the constructor looks the members of Scope up by their values
from .observation import Observation, ObservationKind
from .series import ObservationSeries
from .subject import TOTAL, Subject, in_words
from .value import Range, Undefined, converted

if TYPE_CHECKING:
    from fractions import Fraction

    from resultsframework.table import Table

    from .alignment import Alignment, Reference, SdgReference
    from .document import DocumentLink
    from .monitoring_plan import MonitoringPlan
    from .organisation import Place
    from .unit import UnitSystem

__all__ = ["Accumulation", "Direction", "Indicator", "Measure"]

# Units in which a value is a share of a whole.
SHARES = ("percent", "per_mille", "per_100k", "fraction")


class Measure(enum.Enum):
    """The kind of measurement. IATI: ``measure``, codes 1 to 5."""

    UNIT = "unit"
    PERCENTAGE = "percentage"
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    QUALITATIVE = "qualitative"


class Direction(enum.Enum):
    """The declared direction of improvement. IATI: ``@ascending``, which has increase and decrease only."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    UNKNOWN = "unknown"


class Accumulation(enum.Enum):
    """
    The accumulation of a series over time. Not in IATI.

    Attributes:
        CUMULATIVE: Each value is the running total up to the end of its period.

        PERIODIC: Each value is that of its period alone; the values add up.

        SNAPSHOT: Each value is the state at the end of its period; values do not add up and may fall.

        UNKNOWN: Not declared.
    """

    CUMULATIVE = "cumulative"
    PERIODIC = "periodic"
    SNAPSHOT = "snapshot"
    UNKNOWN = "unknown"

    @property
    def is_as_of_end(self) -> bool:
        """True if values are as of the end of their periods: of several in one year the last is that of the year."""
        return self in {Accumulation.CUMULATIVE, Accumulation.SNAPSHOT}


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Indicator(Node):
    """
    An indicator: a measure of change with its baseline, milestones, target and actuals. IATI: ``indicator``. OECD-DAC:
    indicator.

    Results may share a code and have different values; each is an indicator of its own.

    Attributes:
        code: Its code. IATI: ``reference`` of the publisher's own vocabulary.

        statement: The sentence that names what is measured, as read. IATI: ``title``.

        description: Its description. IATI: ``description``.

        measure: The kind of measurement; None if not declared. IATI: ``@measure``.

        unit: The code of the unit of its values; None if not declared, see `unit_in_use`.

        direction: The declared direction of improvement. IATI: ``@ascending``.

        actuals_accumulation: The declared accumulation of the actuals.

        targets_accumulation: The declared accumulation of the milestones and the target.

        aggregation_status: True if its values may be summed over places; None if not declared. IATI:
            ``@aggregation-status``.

        scope: The offices that report on it, in the order printed.

        notes: The notes printed beside it.

        references: Its codes in other lists, such as the SDG indicators. IATI: ``reference``.

        sdgs: The Sustainable Development Goals it is tagged with.

        alignments: Its common and complementary tags.

        documents: Links to documents. IATI: ``document-link``.

        monitoring_plan: The sources and methods of its values, and who collects them how often. Not in IATI. Logical
            framework: means of verification.

        printed_result: The summary line of a page, such as "2021 Result 7", to check the series against.

        series: Its values.

        territory: All that its framework covers, its only recipient country, noted by readers where a value is of a
            place: a value of that country is one of the total. None where that is not known. Neither written nor part
            of equality.

        selection: The choice that `where` and `total_over` made among its values. Neither written nor part of equality.
    """

    code: str | None = None
    statement: str | None = None
    description: str | None = None
    measure: Measure | None = None
    unit: str | None = None
    direction: Direction = Direction.UNKNOWN
    actuals_accumulation: Accumulation = Accumulation.UNKNOWN
    targets_accumulation: Accumulation = Accumulation.UNKNOWN
    aggregation_status: bool | None = None
    scope: tuple[Scope, ...] = ()
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    sdgs: tuple[SdgReference, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    monitoring_plan: MonitoringPlan | None = None
    printed_result: str | None = None
    series: ObservationSeries = ObservationSeries()
    territory: Place | None = attrs.field(default=None, eq=False, repr=False)
    selection: Selection | None = attrs.field(default=None, eq=False, repr=False)

    _guesses: ClassVar[dict[str, str]] = {
        "rf.progress(indicator, at)": "progress percent percentage achievement progress_at",
        "rf.met(indicator, at)": "met is_met achieved on_track",
        "rf.gap(indicator, at)": "gap",
        "rf.change(indicator, at)": "change trend",
        "rf.expected(indicator, at)": "expected",
        ".statement": "title name label text",
        ".code": "id identifier reference",
        ".series.years": "years",
        "rf.validate(framework), with the framework of the indicator": "validate check lint",
        "rf.charts.series(indicator)": "plot chart graph",
        ".table()": "to_frame to_pandas to_records to_df df to_csv",
        "rf.tables.performance(framework, at, rating=...)": "rating rate rag status traffic_light",
        ".notes": "comments comment remarks",
        "framework.parent_of(path)": "result outcome output",
        ".series": "values observations data periods results points",
        ".latest": "last actual current value latest_actual",
        ".baseline, or .series.baselines for all": "baselines",
        ".monitoring_plan": (
            "means_of_verification data_source method methodology frequency responsible numerator denominator"
        ),
        ".measure": "kind type measure_type",
        ".where(sex=...) and .subjects": "groups by_group disaggregations disaggregated filter",
        ".actuals_accumulation and .targets_accumulation": "accumulation cumulative is_cumulative",
    }

    def subject_of(self, observation: Observation) -> Subject:
        """The subject of one of its values: without a place that is all of its territory."""
        if not observation.disaggregation and not observation.places:
            return TOTAL
        return observation.subject.outside(self.territory)

    @property
    def subject(self) -> Subject | None:
        """
        The group or the place that it is about: as chosen by `where`, else the total if any value is one, else the
        subject that all its values share, else None.

        Observations without a value decide nothing. A lone value of a group never stands for the total.
        """
        if self.selection is not None and self.selection.subject is not None:
            return self.selection.subject
        return one_subject(self.series.observations, self.territory)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The subjects of its values, each once: the total first if there is one, the others in source order."""
        return subjects_of(self.series.observations, self.territory)

    def where(
        self, subject: Subject | Mapping[str, str | Place] | None = None, /, **categories: str | Place
    ) -> Indicator:
        """
        The indicator of one subject: its values alone, for every question and every view.

        A baseline of 0 of the total of a count is 0 of each group as well, and taken along where the group has none.

        Args:
            subject: The subject, or the category of each dimension; the total where nothing is given.

            categories: The category of each dimension, such as ``sex="female"``; ``place`` is the code or the name of a
                place, and an underscore is a space, as in ``age_group="15-24"``.

        Raises:
            InvalidValueError: A category is no text.
        """
        wanted = subject if isinstance(subject, Subject) else Subject.of(subject, **categories)
        wanted = wanted.outside(self.territory)
        named = [found for found in self.subjects if found.is_named_by(wanted)]
        chosen = named[0] if len(named) == 1 else wanted
        found = of_subject(self.series.observations, chosen, self.territory)
        if not any(o.kind is ObservationKind.BASELINE for o in found):
            found = (*self._zero_of_all(), *found)
        series = self.series if len(found) == len(self.series) else self.series.with_observations(found)
        selection = attrs.evolve(self.selection or Selection(), subject=chosen)
        return attrs.evolve(self, series=series, selection=selection)

    def _zero_of_all(self) -> tuple[Observation, ...]:
        """The only baseline of the total, if it is 0 of a count, which is 0 of each group."""
        total = the_only(of_subject(self.series.baselines, TOTAL, self.territory))
        if total is None or self.measure not in (None, Measure.UNIT) or self.is_share(total):
            return ()
        return (total,) if isinstance(total.value, Decimal) and not total.value else ()

    def total_over(self, dimension: str, *, disjoint: bool) -> Indicator:
        """
        The indicator with the categories of a dimension added up, on the word of the caller: they do not overlap, and
        together they make the whole.

        Ratios are added by numerator and denominator; percentages never add up. A period that lacks a category that
        another has makes no sum: a question about it is undefined, and names both. A total that the source states
        itself is kept.

        Args:
            dimension: The dimension, such as "sex"; "place" for the places.

            disjoint: True, as the caller's word.

        Raises:
            InvalidValueError: ``disjoint`` is False: categories that overlap have no sum.
        """
        if not disjoint:
            msg = f"categories of {dimension} that overlap have no sum; pass disjoint=True if they do not overlap"
            raise InvalidValueError(msg)
        shares = [o for o in self.series if self.is_share(o)]
        observations, gaps = added(self.series.observations, dimension, self.territory, shares)
        if observations == self.series.observations:
            return self  # no value has a category of the dimension
        selection = (self.selection or Selection()).with_sums(dimension, gaps)
        return attrs.evolve(self, series=self.series.with_observations(observations), selection=selection)

    def _of(self, *kinds: ObservationKind) -> tuple[Observation, ...]:
        """The observations of its subject of some kinds, in source order."""
        found = [o for o in self.series.observations if o.kind in kinds]
        return of_subject(found, self.subject, self.territory)

    @property
    def baseline(self) -> Observation | None:
        """The starting point: the only baseline of its subject, else None."""
        return the_only(self._of(ObservationKind.BASELINE) or self._zero_of_all())

    @property
    def target(self) -> Observation | None:
        """The planned value at the end: the one target of its subject that ends last; of several the longest."""
        return the_only(ending_last(self._of(ObservationKind.TARGET)))

    @property
    def milestones(self) -> tuple[Observation, ...]:
        """The milestones of its subject, one a period; a period with several values has none."""
        return one_a_period(self._of(ObservationKind.MILESTONE))

    @property
    def targets(self) -> tuple[Observation, ...]:
        """The targets of its subject, one a period; a period with several values has none."""
        return one_a_period(self._of(ObservationKind.TARGET))

    @property
    def actuals(self) -> tuple[Observation, ...]:
        """The actuals of its subject, one a period; a period with several values has none."""
        return one_a_period(self._of(ObservationKind.ACTUAL))

    @property
    def planned(self) -> tuple[Observation, ...]:
        """The milestones and the target of its subject, one a period, in source order."""
        return one_a_period(self._of(ObservationKind.MILESTONE, ObservationKind.TARGET))

    @property
    def latest(self) -> Observation | None:
        """The reported actual of its subject whose period ends last; None without one."""
        return latest(self._of(ObservationKind.ACTUAL))

    @property
    def unit_in_use(self) -> str | None:
        """The declared unit, else the unit that all its numbers and ranges share, else None."""
        if self.unit is not None:
            return self.unit
        units = {o.unit for o in self.series if isinstance(o.value, Decimal | Range)}
        return units.pop() if len(units) == 1 else None

    def is_share(self, observation: Observation | None = None) -> bool:
        """
        True if its values, or the value of one observation, are shares of a whole, which never add up.

        Shares are values of an indicator that measures a percentage, and values in percent, per mille, per 100,000 or
        as a fraction.

        Args:
            observation: The observation, whose own unit comes first; None for the indicator's unit.
        """
        unit = (observation.unit if observation is not None else None) or self.unit
        return self.measure is Measure.PERCENTAGE or unit in SHARES

    def in_unit(self, unit: str, system: UnitSystem | None = None) -> Indicator | Undefined:
        """
        A copy with all numbers and ranges converted exactly; undefined where that is not possible.

        Ratios, text, yes and no, and the reasons for missing values stay unchanged.

        Args:
            unit: The code of the unit to convert to.

            system: The set of units; the closed list by default.

        Raises:
            UnknownUnitError: A code is not in the list of units.

            InvalidValueError: The units have different dimensions, such as persons and countries.
        """
        from .unit import UnitSystem

        units = UnitSystem() if system is None else system
        units[unit]
        in_use = self.unit_in_use
        if in_use is None:
            return Undefined("the indicator has no unit, and its values do not agree on one")
        converters: dict[str, Callable[[Decimal], Decimal | Fraction]] = {}
        changed: list[Observation] = []
        for o in self.series:
            if not isinstance(o.value, Decimal | Range):
                changed.append(o)
                continue
            source = o.unit or in_use
            if source not in converters:
                converters[source] = units.converter(source, unit)
            value = converted(o.value, converters[source])
            if value is None:
                return Undefined(f"{o.value} {source} has no finite decimal expansion in {unit}")
            changed.append(attrs.evolve(o, value=value, raw=None, unit=unit if o.unit else None))
        series = attrs.evolve(self.series, observations=tuple(changed))
        return attrs.evolve(self, series=series, unit=unit if self.unit else None)

    def table(self, *own: str) -> Table:
        """
        The observations of its subject as a table: one row each, in source order; all where it has no one subject.

        `ObservationSeries.table` lists those of all groups and places.

        Args:
            own: Names of own fields of the observations, such as ``x_source``; each is a further column.
        """
        subject, observations, note = self.subject, self.series.observations, ""
        if subject is not None and set(self.subjects) - {subject}:
            observations = of_subject(observations, subject, self.territory)
            note = f"(of {subject}; there are values of {in_words(s for s in self.subjects if s != subject)})"
        title = " ".join(filter(None, (self.code, self.statement, note)))
        return attrs.evolve(ObservationSeries(observations).table(*own), title=title)

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()
