"""Laws of our own workbook and CSV: a plan comes back, and the change of a cell arrives as exactly that change."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from string import ascii_uppercase
from typing import Any
from xml.sax.saxutils import escape

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.formats.tabular import csv, xlsx
from resultsframework.formats.tabular.own import (
    _budgets,
    _logframe,
    _observations,
    _read_me,
    framework_of,
    hidden_sheet,
    written_before,
)
from resultsframework.formats.tabular.own._sheets import grids_of
from resultsframework.formats.tabular.sheet import address, read_workbook
from resultsframework.tables import dimension_column, year_cells
from resultsframework.testing import assert_same, frameworks

pytestmark = pytest.mark.property
pytest.importorskip("xlsxwriter")

D = Decimal
NUMBER = D("123.25")
TEXT = "=1+1 is a new text"
DAY = dt.date(2015, 2, 3)
# In the order in which they are written.
SHEETS = ("Logframe", "Observations", "Budgets", "Read me")
ANY = frameworks(valid=False) | frameworks()


@given(ANY)
def test_a_workbook_that_nobody_changed_comes_back_equal(framework):
    """Every framework comes back from its workbook as it was, whatever its texts and numbers are."""
    again = xlsx.loads(xlsx.dumps(framework, findings=False))
    assert_same(framework, again)
    assert again == framework


@given(ANY)
def test_the_long_table_comes_back_from_csv(framework):
    """Every observation comes back with its level, codes, kind and value, and the report lists all that does not."""
    columns = ("level", "result", "indicator", "kind", "number", "value", "state", "low", "high")
    table = rf.observations(framework)
    again = rf.observations(csv.loads(csv.dumps(framework)))
    assert again.select(columns).rows == table.select(columns).rows
    assert rf.loss_report(framework, "csv") is not None


@given(ANY, st.data())
def test_the_change_of_any_cell_arrives_as_exactly_that_change(framework, data):
    """
    Whichever cell of a visible sheet is changed, its fact has the new value, and all others are as they were; also
    where every cell is read, and not only the rows whose values differ.
    """
    grids = {grid.name: grid for grid in grids_of(framework)}
    name = data.draw(st.sampled_from([name for name, grid in grids.items() if grid.rows]))
    grid = grids[name]
    number = data.draw(st.integers(0, len(grid.rows) - 1))
    position = data.draw(st.integers(0, len(grid.columns) - 1))
    heading, path = grid.columns[position].heading, grid.rows[number].path
    change = CHANGES[name](framework, path, grid.columns[position])
    assume(change is not None)
    typed, expected = change
    edited = with_cell(xlsx.dumps(framework, findings=False), name, address(number + 2, position + 1), typed)
    again = xlsx.loads(edited)
    every_cell = read_workbook(edited)
    assert again == framework_of(every_cell, written_before(hidden_sheet(every_cell)))
    if isinstance(expected, rf.Observation):
        again, expected = without_new(again, framework, path, expected), framework
    elif heading in {"kind", "period", "start", "end", "year"} and name == _observations.NAME:
        # The periods that the source states follow the observations.
        above = path.rpartition("/")[0]
        series = expected.at(above).series
        stated = again.at(above).series.periods if series.has_more_periods else None
        derived = rf.ObservationSeries(series.observations)
        expected = expected.replace(
            above, series=derived if stated == derived.periods else attrs.evolve(derived, periods=stated)
        )
    assert_same(expected, again)


def with_cell(data: bytes, sheet: str, cell: str, typed: object) -> bytes:
    """The workbook with something typed into a cell of a sheet, as a spreadsheet would save it."""
    part = f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = re.sub(rf'<c r="{cell}"(?: [^>/]*)?(?:/>|>.*?</c>)', "", content.decode()).encode()
                row = re.search(rf'<row r="{cell.lstrip(ascii_uppercase)}"[^>]*>.*?(?=</row>)'.encode(), content)
                content = content[: row.end()] + xml_of(cell, typed).encode() + content[row.end() :]
            new.writestr(name, content)
    return made.getvalue()


def xml_of(cell: str, typed: object) -> str:
    """The cell in the XML of a sheet."""
    if isinstance(typed, D):
        return f'<c r="{cell}"><v>{typed:f}</v></c>'
    if isinstance(typed, dt.date):
        return f'<c r="{cell}" t="d"><v>{typed.isoformat()}</v></c>'
    return f'<c r="{cell}" t="inlineStr"><is><t>{escape(str(typed))}</t></is></c>'


def without_new(again, before, path: str, new: rf.Observation):
    """The framework without an observation that was added to an indicator."""
    found = list(again.at(path).series)
    position = next(
        i
        for i, o in enumerate(found)
        if o == new and (i >= len(before.at(path).series) or o != before.at(path).series[i])
    )
    del found[position]
    series = before.at(path).series
    assert found == list(series)
    return again.replace(path, series=series)


# ------------------------------------------------------------------------------------------ by sheets


def fact_changed(framework, path: str, column) -> Any:
    """The change of a fact of the framework."""
    return (TEXT, framework.replace(**{path: TEXT})) if column.heading == "of the plan" else None


def indicator_changed(framework, path: str, column) -> Any:
    """The change of a cell in a row of an indicator, or of a result without any."""
    heading, node = column.heading, framework.at(path)
    above = path if isinstance(node, rf.Result) else path.rpartition("/")[0]
    if heading in _logframe.RESULT_FIELDS:
        return TEXT, framework.replace(above, **{_logframe.RESULT_FIELDS[heading]: TEXT})
    if heading == _logframe.ASSUMPTIONS:
        return f"{TEXT}\nsecond\n\nthird", framework.replace(above, assumptions=(TEXT, "second", "third"))
    if isinstance(node, rf.Result):
        field = {"code": "code", "indicator": "statement"}.get(heading)
        return field and (TEXT, framework.replace(path, indicators=(rf.Indicator(**{field: TEXT}),)))
    if heading in _logframe.INDICATOR_FIELDS or heading in _logframe.PLAN_FIELDS:
        return field_changed(framework, path, column)
    return None if heading in {"level", "path"} else value_changed(framework, path, node, heading)


def field_changed(framework, path: str, column) -> Any:
    """The change of a field of an indicator, or of its monitoring plan."""
    heading, node = column.heading, framework.at(path)
    if heading in _logframe.PLAN_FIELDS:
        plan = attrs.evolve(node.monitoring_plan or rf.MonitoringPlan(), **{_logframe.PLAN_FIELDS[heading]: TEXT})
        return TEXT, framework.replace(path, monitoring_plan=plan)
    field = _logframe.INDICATOR_FIELDS[heading]
    if not column.choices:
        return TEXT, framework.replace(path, **{field: TEXT})
    other = next(one for one in column.choices if one != getattr(getattr(node, field), "value", None))
    return other.upper(), framework.replace(path, **{field: other})


def value_changed(framework, path: str, indicator, heading: str) -> Any:
    """The change of a value by year: of the observation that is shown, or a new one."""
    shown = next((cell.shown for cell in year_cells(indicator) if cell.heading == heading), None)
    if isinstance(shown, rf.Undefined):
        return None
    if shown is None:
        year, _, kind = heading.rpartition(" ")
        subject = indicator.subject or rf.Subject()
        return NUMBER, rf.Observation(
            kind=kind,
            period=int(year) if year else rf.Period(),
            value=NUMBER,
            disaggregation=subject.disaggregation,
            places=subject.places,
        )
    changed = [attrs.evolve(o, value=NUMBER, raw=None) if o is shown else o for o in indicator.series]
    return NUMBER, framework.replace(path, series=attrs.evolve(indicator.series, observations=tuple(changed)))


def observation_changed(framework, path: str, column) -> Any:
    """The change of a cell in a row of an observation."""
    o, heading = framework.at(path), column.heading
    period, value = o.period, o.value
    low = D(-(10**30))
    changes: dict[str, tuple[object, dict[str, Any]]] = {
        "kind": (other := "target" if o.kind.value != "target" else "actual", {"kind": other}),
        "period": ("1917Q2", {"period": rf.Period.quarter(1917, 2)}),
        "year": (D(1917), {"period": rf.Period(year=1917)}),
        "start": (DAY, {"period": rf.Period(start=DAY, end=period.last_day)}),
        "end": (DAY, {"period": rf.Period(start=period.first_day, end=DAY)}),
        "value": (NUMBER, {"value": NUMBER}),
        "number": (NUMBER, {"value": NUMBER}),
        "state": (
            state := "not_available" if value is not rf.Missing.NOT_AVAILABLE else "empty",
            {"value": rf.Missing(state)},
        ),
        "low": (low, {"value": attrs.evolve(value, low=low) if isinstance(value, rf.Range) else rf.Range(low)}),
        "unit": (TEXT, {"unit": TEXT}),
        "place": (TEXT, {"places": (rf.Place(name=TEXT),)}),
        "comment": (TEXT, {"comment": TEXT}),
    }
    if isinstance(value, rf.Ratio):
        changes["numerator"] = NUMBER, {"value": attrs.evolve(value, numerator=NUMBER)}
    if column.dimension:
        changes[heading] = TEXT, {"disaggregation": regrouped(o.disaggregation, column)}
    if heading not in changes:
        return None
    typed, fields = changes[heading]
    return typed, framework.replace(path, **fields)


def regrouped(groups, column) -> tuple[rf.Disaggregation, ...]:
    """The groups with another category of the dimension of a column."""
    mine = [group for group in groups if dimension_column(group.dimension) == column.dimension]
    if not mine:
        return (*groups, rf.Disaggregation(dimension=column.heading, category=TEXT))
    new = attrs.evolve(mine[0], category=TEXT)
    others = [group for group in groups if dimension_column(group.dimension) != column.dimension or group is mine[0]]
    return tuple(new if group is mine[0] else group for group in others)


def budget_changed(framework, path: str, column) -> Any:
    """The change of a cell in a row of a budget."""
    budget, heading = framework.at(path), column.heading
    currency = _budgets.currency_of(budget)
    amounts = {name: money for name in _budgets.AMOUNTS if isinstance(money := getattr(budget, name), rf.Money)}
    changes: dict[str, tuple[object, dict[str, Any]]] = {
        "period": ("1917", {"period": rf.Period(year=1917)}),
        "kind": (kind := "revised" if budget.kind.value != "revised" else "original", {"kind": kind}),
        "value date": (DAY, {"value_date": DAY}),
        **{name: (NUMBER, {name: rf.Money(nominal=NUMBER, currency=currency)}) for name in _budgets.AMOUNTS},
    }
    if len({money.currency for money in amounts.values()}) == 1:
        converted = {name: attrs.evolve(money, currency="XTS", raw=None) for name, money in amounts.items()}
        changes["currency"] = "XTS", converted
    if heading not in changes:
        return None
    typed, fields = changes[heading]
    return typed, framework.replace(path, **fields)


CHANGES = {
    _read_me.NAME: fact_changed,
    _logframe.NAME: indicator_changed,
    _observations.NAME: observation_changed,
    _budgets.NAME: budget_changed,
}
