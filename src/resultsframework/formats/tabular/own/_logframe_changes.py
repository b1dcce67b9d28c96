"""
The changes that a person has made in the sheet Logframe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.errors import Problem
from resultsframework.formats.tabular.sheet import percentage_of_share
from resultsframework.indicator import Accumulation, Direction, Indicator, Measure
from resultsframework.interval import EXACT
from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.risk import Assumption
from resultsframework.series import ObservationSeries
from resultsframework.subject import TOTAL
from resultsframework.tables import YearCell, year_cells
from resultsframework.value import Level, Undefined, Value, text_of

from . import _fields
from ._claims import Claims, Target, is_equal
from ._fields import UnreadableError
from ._logframe import (
    ASSUMPTIONS,
    INDICATOR_FIELDS,
    LEVELS,
    PLAN_FIELDS,
    RESULT_FIELDS,
    assumption_lines,
    level_of,
)
from ._plain import PERCENT, legible

if TYPE_CHECKING:
    from resultsframework.formats.tabular.sheet import Cell
    from resultsframework.result import Result

    from ._compare import Compared, Edited, Given

__all__ = ["levels_of", "logframe_changes", "value_fields"]

YEAR = re.compile(r"(?:(?P<year>[1-9][0-9]{0,3}) )?(?P<kind>baseline|milestone|target|actual|(?<=[0-9] )result)")
CLASSES = {
    "measure": (Measure, None),
    "direction": (Direction, Direction.UNKNOWN),
    "actuals_accumulation": (Accumulation, Accumulation.UNKNOWN),
    "targets_accumulation": (Accumulation, Accumulation.UNKNOWN),
}
CODES = ("code", "unit")


class _Fact(NamedTuple):
    """A new value of a field of a node, and the cell that states it."""

    field: str
    value: Any
    address: str


def logframe_changes(found: Compared, claims: Claims) -> None:
    """Add the changes of the sheet to those of the others."""
    for edited in found.changed:
        _change(edited, claims)
    for row in found.deleted:
        claims.deleted.add(Target(row.path))
    for edited in found.added:
        _add(edited, claims)


def _change(edited: Edited, claims: Claims) -> None:
    node = claims.indicators.get(edited.path)
    above = edited.path if node is None else edited.path.rpartition("/")[0]
    _of_result(above, claims.results[above], edited.given, claims)
    if node is None:
        _new_indicator(above, Indicator(), edited, claims)
        return
    for fact in _facts(node, edited.given, claims):
        claims.claim(Target(edited.path), fact.field, fact.value, fact.address)
    for given, year, kind in _year_cells(edited.given):
        with claims.reading(given.address):
            _change_value(edited.path, node, given, (year, kind), claims)


def _change_value(
    path: str, indicator: Indicator, given: Given, when: tuple[int, ObservationKind], claims: Claims
) -> None:
    shown = _shown(indicator, when)
    if shown is None:
        added = _new_observation(indicator, given, when)
        claims.new_observations.setdefault(path, []).append(added)
        return
    number = next(i for i, o in enumerate(indicator.series.observations) if o is shown)
    target = Target(path, "observations", number)
    for field, value in value_fields(shown, indicator, given).items():
        claims.claim(target, field, value, given.address)


def _of_result(path: str, result: Result, given: Mapping[str, tuple[Given, ...]], claims: Claims) -> None:
    """The changes of the result of a row."""
    for heading, field in RESULT_FIELDS.items():
        for one in given.get(heading, ()):
            with claims.reading(one.address):
                read = _fields.code if field == "code" else _fields.text
                claims.claim(Target(path), field, read(one.cell), one.address)
    for one in given.get("level", ()):
        with claims.reading(one.address):
            if _fields.choice(one.cell, LEVELS) != level_of(result):
                msg = f"the level of a result, here {level_of(result)}, is not changed in a workbook"
                raise UnreadableError(msg)
    for one in given.get(ASSUMPTIONS, ()):
        with claims.reading(one.address):
            claims.claim(Target(path), "assumptions", _assumptions(result, _fields.text(one.cell)), one.address)


def _assumptions(result: Result, text: str | None) -> tuple[Assumption, ...]:
    """The assumptions of the lines of a cell; those that were there stay as they are."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    known = dict(zip(assumption_lines(result), result.assumptions, strict=True))
    before = list(result.assumptions) if len(lines) == len(result.assumptions) else []
    found = []
    for position, line in enumerate(lines):
        if line in known:
            found.append(known[line])
        elif before:
            found.append(attrs.evolve(before[position], text=line))
        else:
            found.append(Assumption(text=line))
    return tuple(found)


def _facts(indicator: Indicator, given: Mapping[str, tuple[Given, ...]], claims: Claims) -> Iterator[_Fact]:
    """The new values of fields of an indicator and of its monitoring plan, whose names begin with "plan."."""
    for heading, cells in given.items():
        for one in cells:
            with claims.reading(one.address):
                if heading in INDICATOR_FIELDS:
                    field = INDICATOR_FIELDS[heading]
                    yield _Fact(field, _field(field, indicator, one), one.address)
                elif heading in PLAN_FIELDS:
                    yield _Fact(f"plan.{PLAN_FIELDS[heading]}", _fields.text(one.cell), one.address)
                elif (
                    heading not in RESULT_FIELDS
                    and heading not in ("level", ASSUMPTIONS)
                    and not YEAR.fullmatch(heading)
                ):
                    claims.leave(one)


def _field(field: str, indicator: Indicator, given: Given) -> Any:
    if field in CLASSES:
        kind, default = CLASSES[field]
        chosen = _fields.choice(given.cell, [one.value for one in kind])
        return default if chosen is None else kind(chosen)
    found = _fields.code(given.cell) if field in CODES else _fields.text(given.cell)
    if field == "unit" and found is None and indicator.unit is None:
        msg = f"the unit is that of its values, {indicator.unit_in_use}: change it in the sheet Observations"
        raise UnreadableError(msg)
    return found


def _year_cells(given: Mapping[str, tuple[Given, ...]]) -> Iterator[tuple[Given, int, ObservationKind]]:
    """The cells with values, each with the year and the kind of its column."""
    for heading, cells in given.items():
        if match := YEAR.fullmatch(heading):
            kind = ObservationKind.ACTUAL if match["kind"] == "result" else ObservationKind(match["kind"])
            for one in cells:
                yield one, int(match["year"] or 0), kind


def _shown(indicator: Indicator, when: tuple[int, ObservationKind]) -> Observation | None:
    """The observation that a cell shows."""
    cells: dict[tuple[int, ObservationKind], YearCell] = {(c.year, c.kind): c for c in year_cells(indicator)}
    shown = cells[when].shown if when in cells else None
    if isinstance(shown, Undefined):
        msg = f"the indicator has {shown.reason} here: change them in the sheet Observations"
        raise UnreadableError(msg)
    return shown


def _new_observation(indicator: Indicator, given: Given, when: tuple[int, ObservationKind]) -> Observation:
    year, kind = when
    subject = indicator.subject or TOTAL
    period = Period(year=year) if year else Period()
    blank = Observation(kind=kind, period=period, disaggregation=subject.disaggregation, places=subject.places)
    return attrs.evolve(blank, **value_fields(blank, indicator, given))


def value_fields(before: Observation, indicator: Indicator, given: Given) -> dict[str, Any]:
    """The fields of an observation that a cell with its value changes."""
    found = _fields.value(given.cell, before.period.years, levels_of(indicator))
    unit = before.unit or indicator.unit_in_use
    if unit == PERCENT and found.unit is None:
        _refuse_share(given.cell)
    changes: dict[str, Any] = {}
    if found.unit is not None and found.unit != unit:
        changes["unit"] = found.unit
    if not is_equal(found.value, before.value) or changes:
        changes |= {"value": found.value, "raw": found.raw}
    return changes


def _refuse_share(cell: Cell) -> None:
    """
    Do nothing, unless a number without the format of a percentage may be one all the same: 0.8 for 80 %.

    Raises:
        UnreadableError: It may.
    """
    share = percentage_of_share(cell)
    if share is not None:
        number, percentage = text_of(share.scaleb(-2, EXACT)), text_of(share)
        msg = f"the unit is percent, and {number} is no percentage in the cell: type {percentage}%, or {number}%"
        raise UnreadableError(msg)


def levels_of(indicator: Indicator) -> dict[str, Level]:
    """The steps of the scale of an indicator, by their names as cells show them."""
    values: Iterator[Value] = (o.value for o in indicator.series.observations)
    return {legible(value.name) or "": value for value in values if isinstance(value, Level)}


# ------------------------------------------------------------------------------------------ new indicators


def _add(edited: Edited, claims: Claims) -> None:
    """A row that was added: an indicator of a result."""
    with claims.reading(edited.address):
        above = _result_of(edited, claims)
        copied = claims.indicators.get(edited.path) if edited.row is not None else None
        base = Indicator() if copied is None else _visible(copied)
        _new_indicator(above, base, edited, claims)


def _new_indicator(above: str, base: Indicator, edited: Edited, claims: Claims) -> None:
    """Add an indicator to a result, where a row states anything of one."""
    found = {fact.field: fact.value for fact in _facts(base, edited.given, claims)}
    plan = {field.removeprefix("plan."): value for field, value in found.items() if field.startswith("plan.")}
    fields = {field: value for field, value in found.items() if not field.startswith("plan.")}
    if plan:
        fields["monitoring_plan"] = attrs.evolve(base.monitoring_plan or MonitoringPlan(), **plan)
    made = attrs.evolve(base, **fields)
    observations = list(made.series.observations)
    years = list(_year_cells(edited.given))
    for given, year, kind in years:
        with claims.reading(given.address):
            shown = _shown(made, (year, kind))
            if shown is None:
                if given.cell.is_empty:  # of a copied row, whose cell has several values
                    continue
                observations.append(_new_observation(made, given, (year, kind)))
            else:
                number = next(i for i, o in enumerate(observations) if o is shown)
                observations[number] = attrs.evolve(shown, **value_fields(shown, made, given))
    if not (fields or years or edited.is_added):
        return
    if made.code is None and made.statement is None:
        claims.problems.append(
            Problem("the row names no indicator: enter its code or its statement", path=edited.address)
        )
        return
    made = attrs.evolve(made, series=ObservationSeries(tuple(observations)))
    claims.new_indicators.setdefault(above, []).append(made)


def _visible(indicator: Indicator) -> Indicator:
    """The indicator without all that its row does not show."""
    shown = [cell.shown for cell in year_cells(indicator)]
    observations = tuple(
        attrs.evolve(o, listed_under=None, comment=None, documents=(), translations=(), extras=(), line=None)
        for o in shown
        if isinstance(o, Observation)
    )
    plan = indicator.monitoring_plan
    return Indicator(
        **{field: getattr(indicator, field) for field in INDICATOR_FIELDS.values()},
        monitoring_plan=plan and MonitoringPlan(**{field: getattr(plan, field) for field in PLAN_FIELDS.values()}),
        series=ObservationSeries(observations),
    )


def _result_of(edited: Edited, claims: Claims) -> str:
    """The path of the result that an added row is for."""
    wanted = {
        heading: _fields.text(edited.given[heading][0].cell)
        for heading in (*RESULT_FIELDS, "level")
        if heading in edited.given
    }
    if edited.row is not None and not wanted:
        return edited.path if edited.path in claims.results else edited.path.rpartition("/")[0]
    found = list(claims.results.items())
    for heading, text in wanted.items():
        same = [(path, node) for path, node in found if text in _names(path, node, heading, claims)]
        if heading == "result" or len(found) > 1:
            found = same
    if len(found) == 1 and wanted:
        return found[0][0]
    shown = ", ".join(str(text) for text in wanted.values()) or "none"
    many = f"{len(found)} results are" if found else "no result is"
    msg = f"{many} {shown!r}: a new row needs the code of one result, or its code and title"
    raise UnreadableError(msg)


def _names(path: str, result: Result, heading: str, claims: Claims) -> tuple[str | None, ...]:
    """The texts by which a column may name a result: as it was, and as it is changed."""
    if heading == "level":
        return (level_of(result),)
    field = RESULT_FIELDS[heading]
    before = getattr(result, field)
    return legible(before), legible(claims.stated(Target(path), field, before))
