"""
What is measured, and every value of it: an indicator with its series.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from .node import Node, shared_fields_last
from .observation import Observation, ObservationKind, ObservationSeries, one_a_period, the_one
from .value import Range, Undefined, repr_of

if TYPE_CHECKING:
    from fractions import Fraction

    from resultsframework.table import Table

    from .alignment import Alignment, Reference, SdgReference
    from .document import DocumentLink
    from .unit import UnitSystem

__all__ = ["Accumulation", "Direction", "Indicator", "Measure", "Note", "NoteKind", "Scope"]

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
    """When an indicator improves, as declared. IATI: ``ascending`` true or false; the other two are not in IATI."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    UNKNOWN = "unknown"


class Accumulation(enum.Enum):
    """
    Whether the values of a series are running totals. Not in IATI.

    Attributes:
        CUMULATIVE: Each is the total up to its period.

        PERIODIC: Each is that of its period alone; they add up.

        SNAPSHOT: Each is the state at its time; they do not add up and may fall.

        UNKNOWN: The source does not say.
    """

    CUMULATIVE = "cumulative"
    PERIODIC = "periodic"
    SNAPSHOT = "snapshot"
    UNKNOWN = "unknown"

    @property
    def is_as_of_end(self) -> bool:
        """Whether values hold as of the end of their periods, so that of several in a year the last is the year's."""
        return self in {Accumulation.CUMULATIVE, Accumulation.SNAPSHOT}


class Scope(enum.Enum):
    """Who reports on an indicator, as the suffix of its statement says: "(CO, RO, HQ)". Not in IATI."""

    COUNTRY_OFFICE = "country_office"
    MULTI_COUNTRY_OFFICE = "multi_country_office"
    REGIONAL_OFFICE = "regional_office"
    HEADQUARTERS = "headquarters"
    DESK_REVIEW = "desk_review"


class NoteKind(enum.Enum):
    """
    What a note printed beside an indicator is about.

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


@attrs.frozen(kw_only=True)
class Note:
    """
    A note printed beside an indicator. IATI: part of its ``description``.

    Attributes:
        text: The note, as read.

        kind: What it is about.
    """

    text: str
    kind: NoteKind = NoteKind.OTHER

    __repr__ = repr_of


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Indicator(Node):
    """
    A measure of change and every value of it: where it started, what is planned, what was achieved.
    IATI: ``indicator``.

    The same code may stand under several results, with different values; each is an indicator of its own.

    Attributes:
        code: What it is called for short. IATI: ``reference`` of the publisher's own vocabulary.

        statement: What is measured, in a sentence, as read. IATI: ``title``.

        description: What more is said of it.

        measure: The kind of measurement, where declared.

        unit: The code of the unit its values are in, where declared; see `unit_in_use`.

        direction: When it improves, as declared.

        actuals_accumulation: Whether the actuals are running totals, as declared.

        targets_accumulation: Whether the milestones and the target are running totals, as declared.

        aggregation_status: Whether its values may be summed, as declared. IATI: ``aggregation-status``.

        scope: Who reports on it, in the order printed.

        notes: What is printed beside it.

        references: Its codes in other lists, such as the SDG indicators.

        sdgs: The goals it is tagged with.

        alignments: The common and complementary tags.

        documents: Where to read more.

        printed_result: The summary line of a page, such as "2021 Result 7"; a view of the series, kept to check it by.

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
        """Where it started: the baseline of the whole if there is exactly one, else the only one, else None."""
        return the_one(self.series.baselines)

    @property
    def target(self) -> Observation | None:
        """What is planned for the end: the target of the whole if exactly one, else the only one, else None."""
        return the_one(self.series.targets)

    @property
    def milestones(self) -> tuple[Observation, ...]:
        """What is planned on the way, one a period; a period for which none stands for the whole has none."""
        return one_a_period(self.series.milestones)

    @property
    def actuals(self) -> tuple[Observation, ...]:
        """What was achieved, one a period; a period for which none stands for the whole has none."""
        return one_a_period(self.series.actuals)

    @property
    def planned(self) -> tuple[Observation, ...]:
        """The milestones and the target, in source order."""
        kinds = (ObservationKind.MILESTONE, ObservationKind.TARGET)
        return one_a_period(tuple(o for o in self.series if o.kind in kinds))

    @property
    def unit_in_use(self) -> str | None:
        """The declared unit, else the one that all its numbers and ranges agree on, else None."""
        if self.unit is not None:
            return self.unit
        units = {o.unit for o in self.series if isinstance(o.value, Decimal | Range)}
        return units.pop() if len(units) == 1 else None

    def is_share(self, observation: Observation | None = None) -> bool:
        """
        Whether its values, or the value of one observation, are shares of a whole, which never add up: the measure is
        a percentage, or the unit one of percent, per mille, per 100,000 and fraction.
        """
        unit = (observation.unit if observation is not None else None) or self.unit
        return self.measure is Measure.PERCENTAGE or unit in SHARES

    def in_unit(self, unit: str, system: UnitSystem | None = None) -> Indicator | Undefined:
        """
        A copy with every number converted exactly, or why it cannot be done.

        Ratios, text, yes and no, and the reasons for missing values stay as they are.

        Args:
            unit: The code of the unit to convert to.

            system: The units to know; the closed list where not given.

        Raises:
            UnknownUnitError: A code is in no list of units.

            InvalidValueError: The two units measure different things, such as persons and countries.
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
                return Undefined(f"{o.value} {source} has no end as a decimal number of {unit}")
            changed.append(attrs.evolve(o, value=value, raw=None, unit=unit if o.unit else None))
        series = attrs.evolve(self.series, observations=tuple(changed))
        return attrs.evolve(self, series=series, unit=unit if self.unit else None)

    def table(self) -> Table:
        """Its observations as a table: one row each, in source order."""
        return attrs.evolve(self.series.table(), title=" ".join(filter(None, (self.code, self.statement))))

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def _converted(value: Decimal | Range, convert: Callable[[Decimal], Decimal | Fraction]) -> Decimal | Range | None:
    """A number or the bounds of a range in another unit; None where that has no end as a decimal number."""
    if isinstance(value, Decimal):
        number = convert(value)
        return number if isinstance(number, Decimal) else None
    bounds = [None if bound is None else convert(bound) for bound in (value.low, value.high)]
    low, high = (bound if isinstance(bound, Decimal) else None for bound in bounds)
    return attrs.evolve(value, low=low, high=high) if [low, high] == bounds else None
