"""
Indicators: definition, unit, direction, accumulation, and the series of values.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from .construction import typed
from .node import Node, shared_fields_last
from .observation import Observation, ObservationKind, ObservationSeries, ending_last, one_a_period, the_one
from .value import Range, Undefined, repr_of

if TYPE_CHECKING:
    from fractions import Fraction

    from resultsframework.table import Table

    from .alignment import Alignment, Reference, SdgReference
    from .cell import Conventions, Measured
    from .document import DocumentLink
    from .number import DecimalMark
    from .unit import UnitSystem

__all__ = ["Accumulation", "Direction", "Indicator", "Measure", "Note", "NoteKind", "Scope"]

# Units in which a value is a share of a whole.
ASKS_FOR_A_SHARE = re.compile(r"%|\b(?:per ?cent|percentage|proportion|share|out of)\b", re.IGNORECASE)
COUNTS = re.compile(r"\s*(?:total )?(?:number|no\.|nr\.?|count)\b|\s*#", re.IGNORECASE)
OF_AGES = re.compile(r"\bage[ds]?\b|\byears? old\b", re.IGNORECASE)
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


class Scope(enum.Enum):
    """An office that reports on an indicator, from a suffix of its statement such as "(CO, RO, HQ)". Not in IATI."""

    COUNTRY_OFFICE = "country_office"
    MULTI_COUNTRY_OFFICE = "multi_country_office"
    REGIONAL_OFFICE = "regional_office"
    HEADQUARTERS = "headquarters"
    DESK_REVIEW = "desk_review"


class NoteKind(enum.Enum):
    """
    The subject of a note on an indicator. Not in IATI.

    Attributes:
        DESK_REVIEW: The indicator is reported in a global scope.

        TRUST_FUND: Results through the UN trust fund are added in global reporting.

        SOCIAL_NORMS: The values come from a learning process on social norms.

        OTHER: Anything else.
    """

    DESK_REVIEW = "desk_review"
    TRUST_FUND = "trust_fund"
    SOCIAL_NORMS = "social_norms"
    OTHER = "other"


@typed
@attrs.frozen(kw_only=True)
class Note:
    """
    A note printed beside an indicator. IATI: part of its ``description``.

    Attributes:
        text: The text, as read.

        kind: Its subject.
    """

    text: str
    kind: NoteKind = NoteKind.OTHER

    __repr__ = repr_of


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

        printed_result: The summary line of a page, such as "2021 Result 7", to check the series against.

        series: Its values.
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
    printed_result: str | None = None
    series: ObservationSeries = ObservationSeries()

    @property
    def baseline(self) -> Observation | None:
        """The starting point: the only baseline, else the only total among the baselines, else None."""
        return the_one(self.series.baselines)

    @property
    def target(self) -> Observation | None:
        """
        The planned value at the end: the target whose period ends last, the longest of those that end together. None
        where that is not one value, or of no total.
        """
        return the_one(ending_last(self.series.targets))

    @property
    def milestones(self) -> tuple[Observation, ...]:
        """The milestones, one a period: the only one, else the only total; a period without either has none."""
        return one_a_period(self.series.milestones)

    @property
    def actuals(self) -> tuple[Observation, ...]:
        """The actuals, one a period: the only one, else the only total; a period without either has none."""
        return one_a_period(self.series.actuals)

    @property
    def planned(self) -> tuple[Observation, ...]:
        """The milestones and the target, one a period, in source order."""
        kinds = (ObservationKind.MILESTONE, ObservationKind.TARGET)
        return one_a_period(tuple(o for o in self.series if o.kind in kinds))

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
            value = _converted(o.value, converters[source])
            if value is None:
                return Undefined(f"{o.value} {source} has no finite decimal expansion in {unit}")
            changed.append(attrs.evolve(o, value=value, raw=None, unit=unit if o.unit else None))
        series = attrs.evolve(self.series, observations=tuple(changed))
        return attrs.evolve(self, series=series, unit=unit if self.unit else None)

    def table(self) -> Table:
        """Its observations as a table: one row each, in source order."""
        return attrs.evolve(self.series.table(), title=" ".join(filter(None, (self.code, self.statement))))

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def _converted(value: Decimal | Range, convert: Callable[[Decimal], Decimal | Fraction]) -> Decimal | Range | None:
    """A number or a range in another unit; None without a finite decimal expansion."""
    if isinstance(value, Decimal):
        number = convert(value)
        return number if isinstance(number, Decimal) else None
    bounds = [None if bound is None else convert(bound) for bound in (value.low, value.high)]
    low, high = (bound if isinstance(bound, Decimal) else None for bound in bounds)
    return attrs.evolve(value, low=low, high=high) if [low, high] == bounds else None


def conventions_of(
    measure: Measure | None, unit: str | None, statement: str | None, decimal: DecimalMark | None = None
) -> Conventions:
    """
    The conventions by which the cells of an indicator are read: as those of a count, a share or a scale.

    Args:
        measure: The measure that the source declares.

        unit: The unit that the source declares.

        statement: The statement; one that asks for a percentage, a proportion, a share or "out of" measures a share.

        decimal: The decimal mark of the source, where known.
    """
    from .cell import Conventions

    text = statement or ""
    measured: Measured | None = None
    if measure in (Measure.NOMINAL, Measure.ORDINAL, Measure.QUALITATIVE):
        measured = "scale"
    elif measure is Measure.PERCENTAGE or unit in SHARES or ASKS_FOR_A_SHARE.search(text):
        measured = "share"
    elif measure is Measure.UNIT or COUNTS.match(text):
        measured = "count"
    return Conventions(decimal=decimal, measured=measured, of_ages=OF_AGES.search(text) is not None)
