"""
The changes that a person has made in the sheet Observations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.observation import Observation, ObservationKind
from resultsframework.organisation import Place
from resultsframework.period import Period
from resultsframework.spelling import folded_dimension
from resultsframework.subject import Disaggregation
from resultsframework.tables import dimension_column
from resultsframework.value import Missing, Range, Ratio, Value

from . import _fields
from ._claims import Claims, Target, is_equal
from ._fields import UnreadableError
from ._logframe_changes import value_fields
from ._observations import STATED, STATES
from ._plain import legible

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Cell
    from resultsframework.indicator import Indicator
    from resultsframework.result import Result

    from ._compare import Compared, Edited, Given
    from ._grid import Grid

__all__ = ["observation_changes"]

# Facts of the result and of the indicator, which a row repeats, by its headings.
OF_RESULT = {"result": "code", "result title": "title"}
OF_INDICATOR = {"indicator": "code", "statement": "statement"}
REPEATED = ("framework", "level", *OF_RESULT, *OF_INDICATOR)
OF_PERIOD = ("period", "start", "end", "year")
OF_VALUE = ("value", "state", "number", "low", "high", "numerator", "denominator")
OTHER = ("kind", "unit", "place", "comment")
KINDS = tuple(kind.value for kind in ObservationKind)
# Dimensions for which a person may add a column, besides those that are planned.
USUAL_DIMENSIONS = frozenset({"sex", "age", "age group", "disability"})
BETWEEN = "; "


def observation_changes(found: Compared, grid: Grid, claims: Claims) -> None:
    """Add the changes of the sheet to those of the others."""
    reader = _Reader(grid, claims)
    for edited in found.changed:
        reader.change(edited)
    for row in found.deleted:
        claims.deleted.add(claims.observation_at(row.path) or Target(row.path))
    for edited in found.added:
        reader.add(edited)


class _Reader:
    """The reader of changed and added rows."""

    def __init__(self, grid: Grid, claims: Claims) -> None:
        self.claims = claims
        self.dimensions = {column.heading: column.dimension for column in grid.columns if column.dimension}
        self.planned = {
            folded_dimension(name)
            for node in claims.indicators.values()
            if node.monitoring_plan is not None
            for name in node.monitoring_plan.planned_disaggregation
        }

    def change(self, edited: Edited) -> None:
        """Add the changes of a row that was there."""
        target = self.claims.observation_at(edited.path)
        assert target is not None  # noqa: S101 - the row was written with this path
        indicator = self.claims.indicators[target.path]
        for name, value, address in self._fields(indicator.series[target.number], indicator, edited.given):
            self.claims.claim(target, name, value, address)
        above = Target(target.path.rpartition("/")[0])
        for headings, node in ((OF_RESULT, above), (OF_INDICATOR, Target(target.path))):
            for heading, field in headings.items():
                for one in edited.given.get(heading, ()):
                    self.claims.repeat(node, field, one.cell.text or None, one.address)
        for heading in ("framework", "level"):
            for one in edited.given.get(heading, ()):
                self.claims.repeat(target, heading, one.cell.text, one.address)

    def add(self, edited: Edited) -> None:
        """Add the observation of a row that was added."""
        claims = self.claims
        with claims.reading(edited.address):
            copied = claims.observation_at(edited.path) if edited.row is not None else None
            path, indicator = self._indicator_of(edited, copied)
            base = _visible(claims.indicators[copied.path].series[copied.number]) if copied else None
            if base is None:
                kinds = edited.given.get("kind", ())
                if not kinds:
                    msg = f"a new row needs a kind, one of {', '.join(KINDS)}"
                    raise UnreadableError(msg)
                with claims.reading(kinds[0].address):
                    base = Observation(kind=ObservationKind(_fields.choice(kinds[0].cell, KINDS)))
            if base is not None:
                fields = {name: value for name, value, _ in self._fields(base, indicator, edited.given)}
                claims.new_observations.setdefault(path, []).append(attrs.evolve(base, **fields))

    def _indicator_of(self, edited: Edited, copied: Target | None) -> tuple[str, Indicator]:
        """The path and the indicator that an added row is for."""
        claims = self.claims
        wanted = {heading: edited.given[heading][0].cell.text for heading in REPEATED if heading in edited.given}
        path = copied.path if copied else edited.path
        node = claims.indicators.get(path)
        if node is not None and not (copied and wanted.keys() & {"indicator", "result"}):
            return path, node
        if path and not copied:
            msg = f"{path!r} is the path of no row that was written: leave it empty in a new row"
            raise UnreadableError(msg)
        found = [(path, node) for path, node in claims.all_indicators() if self._is_named(path, node, wanted)]
        if (len(found) == 1 and "indicator" in wanted) or ("statement" in wanted and len(found) == 1):
            return found[0]
        named = ", ".join(wanted.values()) or "nothing"
        many = f"{len(found)} indicators are" if found else "no indicator is"
        msg = f"{many} {named!r}: a new row needs the code of one indicator, or also its result or its statement"
        raise UnreadableError(msg)

    def _is_named(self, path: str, indicator: Indicator, wanted: Mapping[str, str]) -> bool:
        """True for an indicator with the codes and texts of a row, as they were or as they are changed."""
        above = path.rpartition("/")[0]
        result = self.claims.results[above]
        nodes: tuple[tuple[Mapping[str, str], str, Indicator | Result], ...]
        nodes = (OF_INDICATOR, path, indicator), (OF_RESULT, above, result)
        for headings, target, node in nodes:
            for heading, field in headings.items():
                if heading in wanted:
                    before = getattr(node, field)
                    after = self.claims.stated(Target(target), field, before)
                    if wanted[heading] not in (legible(before), legible(after)):
                        return False
        return True

    def _fields(
        self, before: Observation, indicator: Indicator, given: Mapping[str, tuple[Given, ...]]
    ) -> Iterator[tuple[str, Any, str]]:
        """The new values of fields of an observation, each with the cell that states it."""
        claims = self.claims
        after = before
        for group, read in ((OF_PERIOD, _period_fields), (OF_VALUE, _value_fields)):
            cells = {heading: given[heading] for heading in group if heading in given}
            if cells:
                first = next(iter(cells.values()))[0]
                with claims.reading(first.address):
                    fields = read(after, indicator, cells)
                    yield from ((name, value, first.address) for name, value in fields.items())
                    after = attrs.evolve(after, **fields)
                    self._check(after, cells, first)
        for heading, several in given.items():
            for one in several:
                with claims.reading(one.address):
                    yield from self._other(heading, one, after)
        for name, address, groups in self._groups(before, given):
            yield name, groups, address

    def _check(self, after: Observation, cells: Mapping[str, tuple[Given, ...]], first: Given) -> None:
        """Refuse further cells of a row that state something else."""
        for heading, several in cells.items():
            for one in several:
                if one is first:
                    continue
                with self.claims.reading(one.address):
                    if not _agrees(heading, one, after):
                        msg = f"the cell contradicts {first.address}, which was changed too: change one of them"
                        raise UnreadableError(msg)

    def _other(self, heading: str, given: Given, before: Observation) -> Iterator[tuple[str, Any, str]]:
        """The field of a cell of which no other cell of the row is a part."""
        cell, address = given
        if heading == "kind":
            chosen = _fields.choice(cell, KINDS)
            if chosen is None:
                msg = f"an observation has a kind, one of {', '.join(KINDS)}; to delete it, delete the row"
                raise UnreadableError(msg)
            yield "kind", ObservationKind(chosen), address
        elif heading == "unit":
            unit = _fields.code(cell)
            if unit is None and before.unit is None:
                msg = "the unit is that of the indicator: change it in the sheet Logframe"
                raise UnreadableError(msg)
            yield "unit", unit, address
        elif heading == "place":
            yield "places", self._places(_fields.text(cell), before), address
        elif heading == "comment":
            yield "comment", _fields.text(cell), address
        elif heading not in (*REPEATED, *OF_PERIOD, *OF_VALUE) and self._dimension(heading) is None:
            self.claims.leave(given)

    def _places(self, text: str | None, before: Observation) -> tuple[Place, ...]:
        if text is None:
            return ()
        names = text.split(BETWEEN) if len(before.places) > 1 else [text]
        known = {legible(place.name or place.code): place for place in (*self._known_places(), *before.places)}
        return tuple(known.get(name) or Place(name=name) for name in names)

    def _known_places(self) -> Iterator[Place]:
        framework = self.claims.framework
        yield from (*framework.countries, *framework.places)
        for indicator in framework.indicators:
            for o in indicator.series.observations:
                yield from o.places

    # ------------------------------------------------------------------------------------------ groups

    def _dimension(self, heading: str) -> str | None:
        """The column of the long table that a heading is for, where that is one of a dimension."""
        if heading in self.dimensions:
            return self.dimensions[heading]
        name = folded_dimension(heading)
        return dimension_column(name) if name in USUAL_DIMENSIONS | self.planned else None

    def _groups(
        self, before: Observation, given: Mapping[str, tuple[Given, ...]]
    ) -> Iterator[tuple[str, str, tuple[Disaggregation, ...]]]:
        """The groups, if any column of a dimension was changed."""
        groups, address = before.disaggregation, ""
        for heading, several in given.items():
            name = self._dimension(heading)
            for one in several if name is not None else ():
                with self.claims.reading(one.address):
                    groups = _with_categories(groups, str(name), heading, _fields.code(one.cell))
                    address = address or one.address
        if address:
            yield "disaggregation", address, groups


def _with_categories(
    groups: tuple[Disaggregation, ...], column: str, heading: str, text: str | None
) -> tuple[Disaggregation, ...]:
    """The groups with other categories of the dimension of a column; a new one is the last."""
    positions = [i for i, group in enumerate(groups) if dimension_column(group.dimension) == column]
    categories = [] if text is None else text.split(BETWEEN) if len(positions) > 1 else [text]
    found: list[Disaggregation | None] = list(groups)
    for i, position in enumerate(positions):
        found[position] = attrs.evolve(groups[position], category=categories[i]) if i < len(categories) else None
    dimension = groups[positions[0]].dimension if positions else heading
    more = [Disaggregation(dimension=dimension, category=category) for category in categories[len(positions) :]]
    return (*(group for group in found if group is not None), *more)


def _period_fields(
    before: Observation, _indicator: Indicator, cells: Mapping[str, tuple[Given, ...]]
) -> dict[str, Any]:
    """The period that the first of the changed cells states."""
    heading = next(iter(cells))
    cell, old = cells[heading][0].cell, before.period
    if heading == "period":
        return {"period": _fields.period(cell) or Period()}
    if heading == "year":
        year = _fields.year(cell)
        return {"period": Period() if year is None else Period(year=year)}
    first, last = old.first_day, old.last_day
    if "start" in cells:
        first = _fields.day(cells["start"][0].cell)
    if "end" in cells:
        last = _fields.day(cells["end"][0].cell)
    return {"period": Period(start=first, end=last)}


def _value_fields(before: Observation, indicator: Indicator, cells: Mapping[str, tuple[Given, ...]]) -> dict[str, Any]:
    """The value that the first of the changed cells states."""
    first = {heading: several[0].cell for heading, several in cells.items()}
    if "value" in first and not (first["value"].is_empty and "state" in first):
        return value_fields(before, indicator, cells["value"][0])
    if "state" in first:
        return {"value": _missing(first["state"])}
    if "number" in first:
        return {"value": _or_absent(_fields.number(first["number"]))}
    numbers = {heading: _fields.number(cell) for heading, cell in first.items()}
    is_range = "low" in first or "high" in first
    return {"value": _range(before.value, numbers) if is_range else _ratio(before.value, numbers)}


def _missing(cell: Cell) -> Missing:
    """The reason for a missing value that a state names."""
    state = _fields.choice(cell, STATES) or Missing.ABSENT.value
    if state == STATED:
        msg = "there is no value to be stated: enter it in the column value"
        raise UnreadableError(msg)
    return Missing(state)


def _range(before: Value, numbers: Mapping[str, Decimal | None]) -> Value:
    """A range with one or two other bounds; nothing without any."""
    old = before if isinstance(before, Range) else None
    low = numbers.get("low", old.low if old else None)
    high = numbers.get("high", old.high if old else None)
    if low is None and high is None:
        return Missing.ABSENT
    return Range(low, high) if old is None else attrs.evolve(old, low=low, high=high)


def _ratio(before: Value, numbers: Mapping[str, Decimal | None]) -> Value:
    """A ratio with one or two other numbers; nothing without any."""
    old = before if isinstance(before, Ratio) else None
    above = numbers.get("numerator", old.numerator if old else None)
    below = numbers.get("denominator", old.denominator if old else None)
    if above is None and below is None:
        return Missing.ABSENT
    if above is None or below is None:
        msg = "a ratio needs a numerator and a denominator"
        raise UnreadableError(msg)
    return Ratio(above, below)


def _or_absent(number: Decimal | None) -> Value:
    return Missing.ABSENT if number is None else number


def _agrees(heading: str, given: Given, after: Observation) -> bool:
    """True if a changed cell states the same as the others."""
    value, when = after.value, after.period
    stated: dict[str, tuple[Callable[[Cell], Any], Any]] = {
        "value": (lambda cell: _fields.value(cell, when.years, {}).value, value),
        "state": (_state, value.value if isinstance(value, Missing) else STATED),
        "number": (_fields.number, value if isinstance(value, Decimal) else None),
        **{name: (_fields.number, getattr(value, name, None)) for name in ("low", "high", "numerator", "denominator")},
        "period": (_fields.period, when if when.is_stated else None),
        "start": (_fields.day, when.first_day),
        "end": (_fields.day, when.last_day),
        "year": (_fields.year, when.last_year),
    }
    read, expected = stated[heading]
    return is_equal(read(given.cell), expected)


def _state(cell: Cell) -> str | None:
    return _fields.choice(cell, STATES)


def _visible(observation: Observation) -> Observation:
    """The observation without all that its row does not show."""
    return attrs.evolve(observation, listed_under=None, documents=(), translations=(), extras=(), line=None)
