"""The ambition of a changed plan: which of two values, or days, asks for more."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.monitoring import Ambition, ambition_of_date, ambition_of_value


def plan(line, **fields):
    return rf.Indicator(code="A", series=rf.ObservationSeries.parse(line), **fields)


def of_kind(kind, old, new):
    before, after = (indicator.series.of(kind)[0] for indicator in (old, new))
    return ambition_of_value(old, new, before, after)


@pytest.mark.each(
    "before, after, fields, expected",
    [
        ("2020 baseline 0 | 2025 target 320", "2020 baseline 0 | 2025 target 300", {}, Ambition.LESS),
        ("2020 baseline 0 | 2025 target 320", "2020 baseline 0 | 2025 target 350", {}, Ambition.MORE),
        ("2020 baseline 60 | 2025 target 30", "2020 baseline 60 | 2025 target 20", {}, Ambition.MORE),
        ("2025 target 30", "2025 target 20", {}, Ambition.NOT_COMPARABLE),
        ("2025 target 30", "2025 target 20", {"direction": "decrease"}, Ambition.MORE),
        ("2025 target 30", "2025 target 20", {"direction": "maintain"}, Ambition.NOT_COMPARABLE),
        ("2025 target ≥30", "2025 target ≥40", {}, Ambition.MORE),
        ("2025 target ≤30", "2025 target ≤40", {}, Ambition.LESS),
        ("2025 target ≥0", "2025 target ≥4", {}, Ambition.MORE),
        ("2025 target ≤30", "2025 target ≥40", {}, Ambition.NOT_COMPARABLE),
        ("2025 target a few", "2025 target many", {"direction": "increase"}, Ambition.NOT_COMPARABLE),
        ("2025 target 80%", "2025 target 4/5", {"direction": "increase"}, None),
        ("2025 target 50%", "2025 target 4/5", {"direction": "increase"}, Ambition.MORE),
    ],
)
def test_a_target_is_more_ambitious_if_it_is_better(before, after, fields, expected):
    """By the direction of improvement; thresholds of one side have one, and the same amount is no change."""
    assert of_kind("target", plan(before, **fields), plan(after, **fields)) is expected


def test_a_baseline_nearer_to_the_target_is_less_ambitious():
    """With the same target a higher start leaves less to achieve."""
    old, new = plan("2020 baseline 0 | 2025 target 320"), plan("2020 baseline 50 | 2025 target 320")
    assert of_kind("baseline", old, new) is Ambition.LESS
    assert of_kind("baseline", new, old) is Ambition.MORE


def test_the_direction_may_be_that_of_the_new_version():
    """A plan without a direction is judged by that of its successor."""
    assert of_kind("target", plan("2025 target 30"), plan("2025 target 20", direction="decrease")) is Ambition.MORE


def test_each_value_is_in_the_unit_of_its_own_indicator():
    """Half of all in fractions is less than 80 in percent."""
    old, new = plan("2025 target 0.5", unit="fraction"), plan("2025 target 80", unit="percent", direction="increase")
    assert of_kind("target", old, new) is Ambition.MORE


@pytest.mark.each(
    "before, after, expected",
    [
        ("2025 target 5", "2027 target 5", Ambition.LESS),
        ("2025 target 5", "2024 target 5", Ambition.MORE),
        ("2025 target 5", "2025-01-01..2025-12-31 target 5", Ambition.NOT_COMPARABLE),
        ("2025 target 5", "- target 5", Ambition.NOT_COMPARABLE),
        ("- target 5", "2025 target 5", Ambition.NOT_COMPARABLE),
    ],
)
def test_a_later_day_is_less_ambitious(before, after, expected):
    """By the last days of the periods, where both are known."""
    assert ambition_of_date(plan(before).target, plan(after).target) is expected


def test_the_change_back_has_the_inverse_ambition():
    """More is less on the way back, and what does not compare stays so."""
    assert [one.inverse for one in Ambition] == [Ambition.LESS, Ambition.MORE, Ambition.NOT_COMPARABLE]
