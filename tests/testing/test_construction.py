"""The values of plausible plans, as the strategies build them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import Phase, find, settings

from resultsframework.observation import ObservationKind
from resultsframework.testing import _construction, frameworks


@pytest.mark.each(
    ("value", "made", "raw"),
    [
        (Decimal(12), Decimal(12_000_000), "12,000,000"),
        (Decimal("1.5"), Decimal("1.5"), "1,5"),
        (True, True, "Yes"),
    ],
)
def test_a_number_with_commas_keeps_its_text(value, made, raw):
    """Millions have commas between the thousands, a decimal has one for its point, and yes has none."""
    found = _construction._with_commas(kind=ObservationKind.ACTUAL, value=value)
    assert (found.value, found.raw) == (made, raw)


def test_a_plan_with_an_indicator_for_a_goal_is_tagged():
    """Where an indicator refers to the goals, the framework has a target of them among its tags."""
    found = settings(phases=[Phase.generate], derandomize=True, database=None, max_examples=500)
    plan = find(frameworks(), lambda f: any(indicator.sdgs for indicator in f.indicators), settings=found)
    assert "sdg_target" in {tag.vocabulary for tag in plan.tags}
