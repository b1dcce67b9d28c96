"""The decimal mark of a publisher, where the reader of a file knows it."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

import resultsframework as rf


def file(bench, cell="1.000", amount="1.000"):
    budget = (
        '<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
        f'<value currency="EUR" value-date="2020-01-01">{amount}</value></budget>'
        f'<transaction><transaction-type code="4"/><transaction-date iso-date="2020-02-01"/>'
        f'<value currency="EUR" value-date="2020-02-01">{amount}</value></transaction>'
    )
    return bench.file(bench.activity(budget + bench.period_text(f'<actual value="{cell}"/>'))).encode()


@pytest.mark.each(
    ("decimal", "cell", "value"),
    [
        (None, "1.000", "1.000"),
        (".", "1.000", Decimal(1)),
        (",", "1.000", Decimal(1000)),
        (None, "12.5", Decimal("12.5")),
        (".", "12.5", Decimal("12.5")),
        (",", "12.5", "12.5"),
        (",", "12,5", Decimal("12.5")),
        (".", "1,234", Decimal(1234)),
        (",", "1,234", Decimal("1.234")),
        (",", "7", Decimal(7)),
    ],
)
def test_a_stated_mark_settles_a_cell(bench, decimal, cell, value):
    """With the mark of the publisher "1.000" is a thousand or one; without it, it is text."""
    framework = rf.read(io.BytesIO(file(bench, cell)), "iati", decimal=decimal)
    (actual,) = framework.indicators[0].series
    assert (type(actual.value), actual.value) == (type(value), value)
    assert bench.comes_back(framework, ("flat",))


@pytest.mark.each(
    ("decimal", "amount", "number"),
    [(None, "1.000", 1), (".", "1.000", 1), (",", "1.000", 1000), (",", "1.000,5", Decimal("1000.5"))],
)
def test_a_stated_mark_settles_an_amount(bench, decimal, amount, number):
    """Amounts have a decimal point, as the schema demands, unless the publisher is known to write a comma."""
    (budget,) = bench.iati.loads(file(bench, amount=amount), decimal=decimal).budgets
    assert (budget.planned.nominal, budget.expenses.nominal) == (number, number)


def test_the_mark_is_known_to_every_way_of_reading(bench, tmp_path):
    """A path, an open file and text are read with the mark alike."""
    path = tmp_path / "a.xml"
    path.write_bytes(file(bench))
    for found in (
        rf.read(path, decimal=","),
        next(rf.read_all(path, decimal=",")),
        bench.iati.load(path, decimal=","),
        rf.read(io.StringIO(path.read_text("utf-8")), decimal=","),
    ):
        assert found.indicators[0].series[0].value == 1000


def test_what_is_no_mark_is_refused(bench, tmp_path):
    """Anything but a dot and a comma is no decimal mark."""
    path = tmp_path / "a.xml"
    path.write_bytes(file(bench))
    with pytest.raises(rf.InvalidValueError, match=r"a decimal mark is '\.' or ',', not ';'"):
        rf.read(path, decimal=";")
