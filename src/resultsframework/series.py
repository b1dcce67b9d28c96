"""
Series: all observations of one indicator, in source order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, overload

import attrs

from ._guess import Guessable
from .construction import member, typed
from .errors import FormatError, InvalidValueError, Problem
from .expression import PrintedForTests, fields_of
from .groups import latest, of_subject, one_subject
from .observation import Observation, ObservationKind
from .period import Period
from .value import text_of

if TYPE_CHECKING:
    from resultsframework.table import Table

    from .number import DecimalMark

__all__ = ["ObservationSeries"]

# A value in a line that is followed by a year has lost the bar between them.
PERIOD_BEHIND_A_VALUE = re.compile(r"[^\s,;][\s,;]+(?:19|20)[0-9]{2}$")
MISSING_CELL = "-"
# An index that is meant as a year.
YEARS = range(1900, 2201)


@typed
@attrs.frozen
class ObservationSeries(Guessable):
    """
    All observations of one indicator, in source order. IATI: its ``baseline`` and ``period`` elements.

    Attributes:
        observations: The observations in source order, disaggregated ones included.

        periods: The periods of the source, repeated and empty ones included. Stored where they differ from the periods
            of the observations, derived otherwise.
    """

    observations: tuple[Observation, ...] = ()
    _periods: tuple[Period, ...] | None = None

    _guesses: ClassVar[dict[str, str]] = {
        ".latest": "last actual current newest final latest_actual current_value value",
        ".at(2021)": "year in_year of_year by_year get for_year",
        ".observations": "values items data points to_list tolist iloc loc filter first index",
        "ObservationSeries((*series, observation))": "append add insert extend",
        ".of(kind)": "of_kind by_kind kind",
        "rf.charts.series(rf.Indicator(series=series))": "plot chart",
        ".baselines": "baseline",
        ".targets": "target planned",
        ".table()": "to_table to_frame to_pandas to_records to_dict mean sum max min interpolate describe",
        "rf.Indicator(series=series), which has it": "subject subjects where total_over unit",
    }

    _repr_pretty_ = PrintedForTests()

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
        return tuple(dict.fromkeys(o.listing for o in self.observations if o.kind is not ObservationKind.BASELINE))

    @property
    def has_more_periods(self) -> bool:
        """True if the source has periods beyond those of the observations: empty or repeated ones."""
        return self._periods is not None

    def of(self, kind: ObservationKind | str) -> tuple[Observation, ...]:
        """
        The observations of one kind, in source order.

        Args:
            kind: "baseline", "milestone", "target" or "actual".

        Raises:
            InvalidValueError: There is no such kind.
        """
        return self._of(member(ObservationKind, kind))

    def _of(self, kind: ObservationKind) -> tuple[Observation, ...]:
        return tuple([o for o in self.observations if o.kind is kind])

    @property
    def baselines(self) -> tuple[Observation, ...]:
        """The baselines: one, several (by group or year) or none."""
        return self._of(ObservationKind.BASELINE)

    @property
    def milestones(self) -> tuple[Observation, ...]:
        """The milestones, in source order."""
        return self._of(ObservationKind.MILESTONE)

    @property
    def targets(self) -> tuple[Observation, ...]:
        """The targets, in source order."""
        return self._of(ObservationKind.TARGET)

    @property
    def actuals(self) -> tuple[Observation, ...]:
        """The actuals, in source order; pages call them results."""
        return self._of(ObservationKind.ACTUAL)

    def at(self, year: int) -> tuple[Observation, ...]:
        """The observations whose period ends in the year."""
        return tuple(o for o in self.observations if o.period.last_year == year)

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which the periods end, each once, in order of time."""
        return tuple(sorted({p.last_year for p in self.periods if p.last_year is not None}))

    @property
    def latest(self) -> Observation | None:
        """
        The reported actual of the one subject whose period ends last; None without one.

        The subject is the total, else what all values share; see `Indicator.subject`.
        """
        return latest(of_subject(self.actuals, one_subject(self.observations)))

    def with_observations(self, observations: tuple[Observation, ...]) -> ObservationSeries:
        """
        A copy with other observations and the same periods.

        Args:
            observations: The observations, in source order.
        """
        made = ObservationSeries(observations)
        return made if made.periods == self.periods else ObservationSeries(observations, self.periods)

    def in_language(self, language: str) -> ObservationSeries:
        """A copy with the texts of the observations in the language, as far as the source has them."""
        return attrs.evolve(self, observations=tuple(o.in_language(language) for o in self.observations))

    @overload
    def __getitem__(self, index: int) -> Observation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Observation, ...]: ...
    def __getitem__(self, index: int | slice) -> Observation | tuple[Observation, ...]:
        try:
            return self.observations[index]
        except IndexError:
            msg = f"the series has {len(self)} observations, none with the index {index}"
            if index in YEARS:
                msg += f"; those of the year {index} are .at({index})"
            raise IndexError(msg) from None

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)

    def __str__(self) -> str:
        """The series as one line of text that `parse` reads; without groups, places and comments."""
        baselines: list[str] = []
        cells: dict[Period, list[str]] = {}
        for o in self.observations:
            cell = f"{o.kind.value} {_printed(o) or MISSING_CELL}"
            if o.kind is ObservationKind.BASELINE:
                baselines.append(f"{str(o.listing) or MISSING_CELL} {cell}")
            else:
                cells.setdefault(o.listing, []).append(cell)
        # The values of a period follow its first mention; a repeat is printed without values.
        stated = [(period, cells.pop(period, [])) for period in self.periods]
        parts = (" ".join([str(period) or MISSING_CELL, *found]) for period, found in (*stated, *cells.items()))
        return " | ".join([*baselines, *parts])

    def __repr__(self) -> str:
        return self._expression_()

    def _expression_(self, indent: str | None = None) -> str:
        """The call of `parse` where one line of text has all of it."""
        text = str(self)
        try:
            is_whole = type(self).parse(text) == self
        except FormatError:
            is_whole = False
        return f"ObservationSeries.parse({text!r})" if is_whole and text else fields_of(self, indent)

    def table(self, *own: str) -> Table:
        """
        The observations as a table: one row each, in source order.

        Args:
            own: Names of own fields of the observations, such as ``x_source``; each is a further column.
        """
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
            *(Column(name, object) for name in own),
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
                *map(o.extra, own),
            )
            for o in self.observations
        )
        return Table.of(columns, rows, "observations")

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def _printed(observation: Observation) -> str:
    """The text of a value as `parse` reads it: the source's own, unless its decimal mark is another there."""
    from .cell import parse_value
    from .number import unambiguous

    value = observation.value
    if isinstance(value, str):
        return observation.raw
    text = unambiguous(observation.raw)
    has_mark = "." in text or "," in text
    return text_of(value) if has_mark and parse_value(text).value != value else text


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
