"""Laws of our own workbook: what is written comes back, and what a person changes in a cell arrives as that change."""

from __future__ import annotations

import pytest
from hypothesis import given

import resultsframework as rf
from resultsframework.formats.tabular import csv, xlsx
from resultsframework.testing import assert_same, frameworks

pytestmark = pytest.mark.property
pytest.importorskip("xlsxwriter")


@given(frameworks(valid=False) | frameworks())
def test_a_workbook_that_nobody_changed_comes_back_equal(framework):
    """Every framework comes back from its workbook as it was, whatever its texts and numbers are."""
    again = xlsx.loads(xlsx.dumps(framework, findings=False))
    assert_same(framework, again)
    assert again == framework


@given(frameworks(valid=False) | frameworks())
def test_the_long_table_comes_back_from_csv(framework):
    """Every observation comes back with its path, kind, value and state, and the report lists all that does not."""
    columns = ("level", "result", "indicator", "path", "kind", "number", "value", "state", "low", "high")
    table = rf.observations(framework)
    again = rf.observations(csv.loads(csv.dumps(framework)))
    assert again.select(columns).rows == table.select(columns).rows
    assert rf.loss_report(framework, "csv") is not None
