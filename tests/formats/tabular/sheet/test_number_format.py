from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from resultsframework.formats.tabular.sheet import Cell, quantity_of

D = Decimal
ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'


@pytest.mark.each(
    ("number", "code", "text"),
    [
        ("0.405", "0.00%", "40.50%"),
        ("0.45", "0%", "45%"),
        ("0.3", "0%", "30%"),
        ("0.41388888888888886", "0%", "41.388888888888886%"),
        ("41.2", '0.0"%"', "41.2%"),
        ("1240", "#,##0 [$€-1]", "1240 €"),
        ("1240", "[$€-2]\\ #,##0", "€ 1240"),
        ("4500", "[$KES] #,##0", "KES 4500"),
        ("4500", "[$KES]#,##0", "KES 4500"),
        ("255000", "[$£-809]#,##0", "£255000"),
        ("-5", "[$£-809]#,##0;[Red]-[$£-809]#,##0", "-£5"),
        ("97210.5", "[$Bs] #,##0.00", "Bs 97210.50"),
        ("12500000", '0.0,,"M"', "12.5 M"),
        ("1500", '[>=1000]0.0,"k";0', "1.5 k"),
        ("15", '[>=1000]0.0,"k";0', "15"),
        ("15", "[<10]0;[<=20]0.0;0.00", "15.0"),
        ("15", "[=10]0;[>20]0.0", "15.0"),
        ("15", "[<>10]0;0.0", "15"),
        ("3", '0" days"', "3 days"),
        ("3", '"Year "0', "Year 3"),
        ("0", ACCOUNTING, "0"),
        ("0", '#,##0;-#,##0;"-"', "0"),
        ("0", '#,##0;-#,##0;"–"', "0"),
        ("5", ";;;", "5"),
        ("-1234.5", ACCOUNTING, "-1234.50"),
        ("1", '"Yes";"Yes";"No"', "Yes"),
        ("0", '"Yes";"Yes";"No"', "No"),
        ("12.345", "General", "12.3450"),
        ("1234.5", "#,##0", "1234.5"),
        ("1", "# ?/?", "1"),
        ("1200", "0.00E+00", "1200.00"),
        ("1", "@", "1"),
        ("7", '0"unclosed', "7 unclosed"),
        ("7", "", "7"),
    ],
)
def test_a_number_is_shown_with_what_its_format_adds(number, code, text):
    """A number has the percent sign, currency or word of its format, all digits, and no separators of thousands."""
    assert Cell(D(number), code).text == text


@pytest.mark.each(
    ("value", "code", "text"),
    [
        (dt.date(2025, 1, 1), "yyyy", "2025"),
        (dt.date(2025, 3, 1), "mmm yyyy", "2025-03"),
        (dt.date(2025, 3, 9), "dd/mm/yyyy", "2025-03-09"),
        (dt.date(2025, 6, 11), "d-mmm", "2025-06-11"),
        (dt.datetime(2025, 6, 11, 14, 30), "yyyy-mm-dd h:mm", "2025-06-11 14:30"),  # noqa: DTZ001 - as sheets have it
        (dt.datetime(2025, 6, 11, 14, 30), "yyyy", "2025"),  # noqa: DTZ001 - as sheets have it
        (dt.time(9, 5), "h:mm AM/PM", "09:05"),
        (dt.time(9, 5, 7), "mm:ss.0", "09:05:07"),
        (dt.timedelta(hours=26, minutes=30), "[h]:mm", "26:30"),
        (dt.timedelta(minutes=1, seconds=5), "[mm]:ss", "0:01:05"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (None, "0%", ""),
        ("12*", "0%", "12*"),
    ],
)
def test_a_day_shows_the_parts_that_its_format_shows(value, code, text):
    """A day of which the format shows the year alone is a year; else days and times are written as in ISO 8601."""
    assert Cell(value, code).text == text


@pytest.mark.each(
    ("value", "code", "number", "unit"),
    [
        (D("0.405"), "0.00%", D("40.50"), "percent"),
        (D("0.3"), "0%", D(30), "percent"),
        (D("41.2"), '0.0"%"', D("41.2"), "percent"),
        (D(1240), "#,##0 [$€-1]", D(1240), "EUR"),
        (D(4500), "[$KES] #,##0", D(4500), "KES"),
        (D(879), "[$Bs] #,##0.00", D(879), None),
        (D(12500000), '0.0,,"M"', D(12500000), None),
        (D("92.09"), "0.0", D("92.09"), None),
    ],
)
def test_the_quantity_of_a_cell_has_the_unit_of_its_format(value, code, number, unit):
    """A share in a percent format is a percentage, and an amount whose currency only the format states has it."""
    quantity = quantity_of(Cell(value, code))
    assert (quantity.number, quantity.unit) == (number, unit)


def test_the_currency_of_a_dollar_sign_is_that_of_the_country():
    """A bare dollar sign in a format is the US dollar, or the dollar or peso of the country where that is known."""
    cell = Cell(D(5), "[$$-409]#,##0")
    assert (quantity_of(cell).unit, quantity_of(cell, "MXN").unit) == ("USD", "MXN")


@pytest.mark.each("cell", [Cell("45%"), Cell(True), Cell(None, "0%"), Cell(D(1), '"Yes";;"No"')])
def test_a_cell_without_a_number_has_no_quantity(cell):
    """Texts are left to the parser of values, and a number that is shown as a word is no measurement."""
    assert quantity_of(cell) is None
