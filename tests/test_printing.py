"""Values in the report of a failing test: the expression that makes each of them again."""

from __future__ import annotations

import datetime as dt
import inspect
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

import resultsframework as rf
from resultsframework import testing
from resultsframework.testing._plugin import STRATEGY_OF

NAMES = {name: getattr(rf, name) for name in rf.__all__} | {"Decimal": Decimal, "Fraction": Fraction, "datetime": dt}
PRINTED = sorted(name for name in STRATEGY_OF if hasattr(getattr(rf, name), "_repr_pretty_"))


class Page:
    """The pretty printer of Hypothesis, as far as it is used."""

    def __init__(self):
        self.lines = [""]

    def text(self, text):
        """Print a text without a line break."""
        self.lines[-1] += text

    def break_(self):
        """Begin a line."""
        self.lines.append("")


def printed(value):
    page = Page()
    value._repr_pretty_(page, False)
    assert not any("\n" in line for line in page.lines)
    return page.lines


def pasted(lines):
    return eval("\n".join(lines), dict(NAMES))  # noqa: S307 - our own print


def indicator(series, **fields):
    return rf.Indicator(code="A", series=rf.ObservationSeries.parse(series), **fields)


def test_a_small_framework_is_printed_so_that_it_can_be_pasted():
    """Each result and each indicator has a line of its own; enumerations are printed by their names."""
    plan = rf.ResultsFramework(
        title="Water",
        results=(
            rf.Output(
                code="1",
                title="Wells are repaired in every district",
                indicators=(
                    indicator("2020 baseline 0", measure=rf.Measure.UNIT),
                    indicator("2021 target 5 actual TBD"),
                ),
            ),
        ),
    )
    lines = [
        "ResultsFramework(title='Water', results=(",
        "    Output(code='1', title='Wells are repaired in every district', indicators=(",
        "        Indicator(code='A', measure=Measure.UNIT, series=ObservationSeries.parse('2020 baseline 0')),",
        "        Indicator(code='A', series=ObservationSeries.parse('2021 target 5 actual TBD')))),))",
    ]
    assert printed(plan) == lines
    assert pasted(lines) == plan


def test_a_class_is_printed_by_its_name():
    """Only values are expressions; a test that draws classes, such as levels of results, prints their names."""
    assert rf.Indicator._repr_pretty_ is None


def test_money_prints_its_bounds_only_where_it_is_rounded():
    """An exact amount has no bounds of its own."""
    assert repr(rf.Money(nominal=5, currency="USD")) == "Money(nominal=Decimal('5'), currency='USD')"
    assert printed(rf.Money(nominal=5, low=4, high=5)) == ["Money(nominal=Decimal('5'), low=Decimal('4'))"]


@pytest.mark.property
@pytest.mark.parametrize("name", PRINTED)
def test_whatever_is_printed_can_be_pasted(name):
    """The expression of any value makes an equal one."""
    strategy = getattr(testing, STRATEGY_OF[name])

    @given(strategy(valid=False) if "valid" in inspect.signature(strategy).parameters else strategy())
    def law(value):
        assert pasted(printed(value)) == value

    law()
