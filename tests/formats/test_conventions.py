"""The conventions by which the cells of an indicator are read."""

from __future__ import annotations

from resultsframework import Measure
from resultsframework.formats._conventions import conventions_of


def test_the_cells_of_an_indicator_are_read_by_what_it_measures():
    """A declared measure decides, then the unit, then the statement: as a count, a share or a scale, and for ages."""
    cases = {
        (Measure.ORDINAL, None, "Number of laws"): ("scale", False),
        (Measure.PERCENTAGE, None, None): ("share", False),
        (None, "percent", "Coverage"): ("share", False),
        (Measure.UNIT, None, "Proportion of women aged 15-49"): ("share", True),
        (Measure.UNIT, None, "Women reached"): ("count", False),
        (None, None, "Number of girls under 18 years old"): ("count", True),
        (None, None, "# of laws"): ("count", False),
        (None, None, "Existence of a law"): (None, False),
        (None, None, None): (None, False),
    }
    found = {case: conventions_of(*case) for case in cases}
    assert {case: (known.measured, known.of_ages) for case, known in found.items()} == cases
    assert conventions_of(None, None, None, decimal=".").decimal == "."
