from __future__ import annotations

from hypothesis import given

import resultsframework as rf
from resultsframework.testing import layouts


@given(layouts())
def test_a_layout_that_was_saved_is_the_same(layout):
    """The file that a person corrects says all that the layout does."""
    assert rf.Layout.from_toml(layout.to_toml()) == layout
