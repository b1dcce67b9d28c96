"""The values of plausible plans, as the strategies build them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from resultsframework.observation import ObservationKind
from resultsframework.testing import _construction


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
