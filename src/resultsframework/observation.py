"""
Observations: single values of an indicator, and the series of all its values.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

import attrs

from .construction import TEXT_OF, typed
from .errors import FormatError, InvalidValueError, Problem
from .node import Node, shared_fields_last
from .period import Period
from .value import Missing, Value, is_reported, repr_of, text_of, with_type

if TYPE_CHECKING:
    from resultsframework.table import Table

    from .cell import Conventions
    from .document import DocumentLink
    from .number import DecimalMark
    from .organisation import Place

__all__ = ["Disaggregation", "Observation", "ObservationKind", "ObservationSeries"]

# A value in a line that is followed by a year has lost the bar between them.
PERIOD_BEHIND_A_VALUE = re.compile(r"\S[\s,;]+(?:19|20)[0-9]{2}$")
SYMBOL_OF_UNIT = {"percent": "%", "per_mille": "‰"}
MISSING_CELL = "-"
DATES = r"(?P<start>[0-9]{4}-[0-9]{2}-[0-9]{2})?\.\.(?P<end>[0-9]{4}-[0-9]{2}-[0-9]{2})?"


class ObservationKind(enum.Enum):
    """
    The kind of an observation. IATI: ``baseline``, ``period/target``, ``period/actual``.

    Attributes:
        BASELINE: The starting point.

        MILESTONE: A planned value before the end of the plan. IATI: a ``target`` of a period other than the last.

        TARGET: The planned value at the end. IATI: the ``target`` of the last period.

        ACTUAL: The value achieved.
    """

    BASELINE = "baseline"
    MILESTONE = "milestone"
    TARGET = "target"
    ACTUAL = "actual"


@typed
@attrs.frozen(kw_only=True)
class Disaggregation:
    """
    The group that a disaggregated value is about, such as sex: women. IATI: ``dimension``.

    Attributes:
        dimension: The characteristic, such as "sex"; None where the source names none.

        category: The group, such as "women".
    """

    dimension: str | None = None
    category: str | None = None

    __repr__ = repr_of


@typed
@attrs.frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=shared_fields_last)
class Observation(Node):
    """
    One value of an indicator: a baseline, milestone, target or actual. IATI: ``baseline``, ``target``, ``actual``.

    A disaggregated value is an observation of its own and never taken for the total.

    Attributes:
        kind: Baseline, milestone, target or actual.

        period: The period of the value; without any field where the source states none.

        value: The value, or the reason why it is missing.

        raw: The text of the cell. Stored where it differs from the text of the value, derived otherwise.

        unit: The code of a unit printed in the cell itself; None where the indicator's unit applies.

        comment: The comment of the source.

        disaggregation: The groups it is about; empty for the total.

        places: The places it is about; empty for the total.

        documents: The means of verification.
    """

    kind: ObservationKind
    period: Period = Period()
    value: Value = attrs.field(default=Missing.ABSENT, eq=with_type)
    _raw: str | None = attrs.field(default=None, metadata={TEXT_OF: "value"})
    unit: str | None = None
    comment: str | None = None
    disaggregation: tuple[Disaggregation, ...] = ()
    places: tuple[Place, ...] = ()
    documents: tuple[DocumentLink, ...] = ()

    @classmethod
    def parse(
        cls,
        kind: ObservationKind | str,
        period: Period | int,
        text: str | None,
        *,
        line: int | None = None,
        decimal: DecimalMark | None = None,
        conventions: Conventions | None = None,
    ) -> Observation:
        """
        The observation of a cell's text, which is stored where it differs from the text of the value.

        Args:
            kind: The kind, or its value, such as "actual".

            period: The period, or a year.

            text: The text of the cell; None where there was no cell.

            line: The line of the source.

            decimal: The decimal mark of the source, "." or ","; None where it is unknown.

            conventions: Whatever else is known of the source and the indicator; ``decimal`` is part of it.

        Raises:
            InvalidValueError: The kind, the period or the mark is none.
        """
        from .cell import Conventions, read_cell

        when = Period(year=period) if isinstance(period, int) else period
        known = conventions or Conventions(decimal=decimal)
        value, unit = read_cell(text, when.years, known)
        own = text_of(value) + SYMBOL_OF_UNIT.get(unit or "", "")
        return cls(
            kind=ObservationKind(kind),
            period=when,
            value=value,
            unit=unit,
            raw=None if text == own else text,
            line=line,
        )

    @property
    def raw(self) -> str:
        """The text of the cell: as stored, else that of the value."""
        if self._raw is not None:
            return str(self._raw)
        text = text_of(self.value)
        return text if self.unit is None else text + SYMBOL_OF_UNIT.get(self.unit, "")

    @property
    def is_reported(self) -> bool:
        """True if there is a value; zero is a value."""
        return is_reported(self.value)

    @property
    def is_total(self) -> bool:
        """True if it is undisaggregated: neither a group nor a place."""
        return not self.disaggregation and not self.places


@typed
@attrs.frozen
class ObservationSeries:
    """
    All observations of one indicator, in source order. IATI: its ``baseline`` and ``period`` elements.

    Attributes:
        observations: The observations in source order, disaggregated ones included.

        periods: The periods of the source, repeated and empty ones included. Stored where they differ from the periods
            of the observations, derived otherwise.
    """

    observations: tuple[Observation, ...] = ()
    _periods: tuple[Period, ...] | None = None

    __repr__ = repr_of

    @classmethod
    def parse(cls, text: str, *, decimal: DecimalMark | None = None) -> ObservationSeries:
        """
        A series from one line of text, its values read as the cells of an unknown source would be.

        Args:
            text: Parts with bars between them, each a period followed by kinds and values; "-" is no period.

            decimal: The decimal mark of the values, "." or ","; without it "12.345" is text, and "12.3450" a number.

        >>> series = ObservationSeries.parse("2019 baseline 0 | 2020 milestone 50 actual 0 | 2025 target 320")
        >>> [(o.period.year, o.kind.value, o.raw) for o in series][1:3]
        [(2020, 'milestone', '50'), (2020, 'actual', '0')]

        Raises:
            FormatError: A part between bars is not a period followed by kinds and values; the error names all of them.
        """
        observations: list[Observation] = []
        periods: list[Period] = []
        problems: list[Problem] = []
        for number, part in enumerate(text.split("|") if text.strip() else (), 1):
            head, *cells = re.split(r"\b(baseline|milestone|target|actual)\b", part)
            period = _parse_period(head.strip())
            if period is None or any(not value.strip() for value in cells[1::2]):
                what = "is not a period followed by kinds and values, such as '2020 milestone 50 actual 0'"
                problems.append(Problem(f"{part.strip()!r} {what}", path=f"part {number}"))
                continue
            if any(PERIOD_BEHIND_A_VALUE.search(value.rstrip()) for value in cells[1:-1:2]):
                what = (
                    "has a second period behind a value; separate periods by |, as in '2020 baseline 0 | 2021 target 5'"
                )
                problems.append(Problem(f"{part.strip()!r} {what}", path=f"part {number}"))
                continue
            kinds = [ObservationKind(kind) for kind in cells[::2]]
            observations += [
                Observation.parse(kind, period, value.strip(), decimal=decimal)
                for kind, value in zip(kinds, cells[1::2], strict=True)
            ]
            if any(kind is not ObservationKind.BASELINE for kind in kinds) or not kinds:
                periods.append(period)
        if problems:
            name = "a series"
            raise FormatError(name, tuple(problems))
        series = cls(tuple(observations))
        return series if series.periods == tuple(periods) else cls(tuple(observations), tuple(periods))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the source, in its order, without those of baselines."""
        if self._periods is not None:
            return self._periods
        return tuple(dict.fromkeys(o.period for o in self.observations if o.kind is not ObservationKind.BASELINE))

    @property
    def has_more_periods(self) -> bool:
        """True if the source has periods beyond those of the observations: empty or repeated ones."""
        return self._periods is not None

    def of(self, kind: ObservationKind) -> tuple[Observation, ...]:
        """The observations of one kind, in source order."""
        return tuple([o for o in self.observations if o.kind is kind])

    @property
    def baselines(self) -> tuple[Observation, ...]:
        """The baselines: one, several (by group or year) or none."""
        return self.of(ObservationKind.BASELINE)

    @property
    def milestones(self) -> tuple[Observation, ...]:
        """The milestones, in source order."""
        return self.of(ObservationKind.MILESTONE)

    @property
    def targets(self) -> tuple[Observation, ...]:
        """The targets, in source order."""
        return self.of(ObservationKind.TARGET)

    @property
    def actuals(self) -> tuple[Observation, ...]:
        """The actuals, in source order; pages call them results."""
        return self.of(ObservationKind.ACTUAL)

    def at(self, year: int) -> tuple[Observation, ...]:
        """The observations whose period ends in the year."""
        return tuple(o for o in self.observations if o.period.last_year == year)

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which the periods end, each once, in order of time."""
        return tuple(sorted({p.last_year for p in self.periods if p.last_year is not None}))

    @property
    def latest(self) -> Observation | None:
        """The reported total among the actuals whose period ends last; None without one."""
        reported = [o for o in one_a_period(self.actuals) if o.is_reported and o.period.last_day]
        return max(reported, key=lambda o: o.period.sort_key, default=None)

    def in_language(self, language: str) -> ObservationSeries:
        """A copy with the texts of the observations in the language, as far as the source has them."""
        return attrs.evolve(self, observations=tuple(o.in_language(language) for o in self.observations))

    @overload
    def __getitem__(self, index: int) -> Observation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Observation, ...]: ...
    def __getitem__(self, index: int | slice) -> Observation | tuple[Observation, ...]:
        return self.observations[index]

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)

    def __str__(self) -> str:
        """The series as one line of text that `parse` reads; without groups, places and comments."""
        from .number import unambiguous

        baselines: list[str] = []
        cells: dict[Period, list[str]] = {}
        for o in self.observations:
            text = o.raw if isinstance(o.value, str) else unambiguous(o.raw)
            cell = f"{o.kind.value} {text or MISSING_CELL}"
            if o.kind is ObservationKind.BASELINE:
                baselines.append(f"{str(o.period) or MISSING_CELL} {cell}")
            else:
                cells.setdefault(o.period, []).append(cell)
        # The values of a period follow its first mention; a repeat is printed without values.
        stated = [(period, cells.pop(period, [])) for period in self.periods]
        parts = (" ".join([str(period) or MISSING_CELL, *found]) for period, found in (*stated, *cells.items()))
        return " | ".join([*baselines, *parts])

    def table(self) -> Table:
        """The observations as a table: one row each, in source order."""
        from resultsframework.table import Column, Table

        columns = (
            Column("kind"),
            Column("period"),
            Column("value", object),
            Column("unit"),
            Column("group"),
            Column("place"),
            Column("raw"),
            Column("comment"),
        )
        rows = (
            (
                o.kind.value,
                str(o.period),
                o.value,
                o.unit,
                ", ".join(f"{d.dimension or ''}: {d.category or ''}" for d in o.disaggregation),
                ", ".join(p.name or p.code or "" for p in o.places),
                o.raw,
                o.comment,
            )
            for o in self.observations
        )
        return Table.of(columns, rows, "observations")

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def the_one(observations: Sequence[Observation]) -> Observation | None:
    """
    The representative observation: the only one, else the only total, else None.

    A single value with a place or a group is the value of the indicator.
    """
    if len(observations) == 1:
        return observations[0]
    totals = [o for o in observations if o.is_total]
    return totals[0] if len(totals) == 1 else None


def ending_last(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """
    The observations of the period that ends last, of several that end together those of the longest.

    So the target of a year comes before that of its last quarter. Where the start of one that ends last is not known,
    all of them remain. Undated ones count only where no other is there.
    """
    found = tuple(observations)
    last = max((o.period.sort_key for o in found), default=None)
    ending = [o for o in found if o.period.sort_key == last]
    starts = [day for o in ending if (day := o.period.first_day) is not None]
    if len(starts) < len(ending):
        return tuple(ending)
    return tuple(o for o in ending if o.period.first_day == min(starts))


def one_a_period(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The representative observation of each period that has one (see `the_one`), in order of first appearance."""
    by_period: dict[Period, list[Observation]] = {}
    for o in observations:
        by_period.setdefault(o.period, []).append(o)
    found = (the_one(group) for group in by_period.values())
    return tuple(o for o in found if o is not None)


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """The observations in the order in which their periods end, undated ones first."""
    return sorted(observations, key=lambda o: o.period.sort_key)


def in_time(observations: Iterable[Observation]) -> list[Observation]:
    """The observations in the order in which their periods end, without undated ones."""
    return in_order(o for o in observations if o.period.last_day is not None)


def _parse_period(text: str) -> Period | None:
    """
    The period in a text: a year, two years, dates with two dots between, none ("-"), or any other single word as raw.

    Several words are more likely a misspelled kind.
    """
    if text == MISSING_CELL:
        return Period()
    try:
        return Period.parse(text)
    except InvalidValueError:
        return None if len(text.split()) != 1 or ".." in text else Period(raw=text)
