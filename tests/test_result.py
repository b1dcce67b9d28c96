from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import attrs
import pytest

from resultsframework import (
    Budget,
    Impact,
    Indicator,
    Missing,
    Money,
    ObservationSeries,
    OtherResult,
    Outcome,
    Output,
    Period,
    Result,
    Undefined,
)

D = Decimal


def indicator(code, text=""):
    return Indicator(code=code, statement=f"Number of {code}", series=ObservationSeries.parse(text))


FIRST = Output(
    code="O.1", title="Laws", indicators=(indicator("laws", "2018 baseline 0 | 2021 actual 59 | 2025 target 320"),)
)
SECOND = Output(code="O.2", indicators=(indicator("offices"),))
OUTCOME = Outcome(code="O", title="Rights", indicators=(indicator("rights", "2020 actual -"),), outputs=(FIRST, SECOND))
IMPACT = Impact(code="I", outcomes=(OUTCOME,))


@pytest.mark.parametrize(
    ("result", "below"),
    [(IMPACT, (OUTCOME,)), (OUTCOME, (FIRST, SECOND)), (FIRST, ()), (OtherResult(), ()), (Result(), ())],
)
def test_each_level_leads_to_the_one_above(result, below):
    """Outcomes lead to an impact, outputs to an outcome, and nothing leads to an output or another result."""
    assert result.children == below


def test_a_result_is_walked_from_the_top_down():
    """A result comes before what leads to it, in source order."""
    assert [node.code for node in IMPACT.walk()] == ["I", "O", "O.1", "O.2"]


def test_the_budget_of_a_result_is_the_only_one_or_their_total():
    """Two yearly budgets in one currency have a total; in two currencies, or without any, there is none."""

    def one(year, currency):
        return Budget(planned=Money(nominal=D(5), currency=currency), period=Period(year=year))

    assert Outcome(budgets=(one(2020, "USD"),)).budget == one(2020, "USD")
    both = Outcome(budgets=(one(2020, "USD"), one(2021, "USD"))).budget
    assert both.planned.nominal == 10
    assert both.actual is Missing.ABSENT
    assert Outcome(budgets=(one(2020, "USD"), one(2021, "EUR"))).budget == Undefined(
        "the budgets are in different currencies"
    )
    assert Outcome().budget == Undefined("there is no budget")


def test_a_table_of_a_result_has_one_row_an_indicator():
    """Its own indicators and those below it: where each started, stands and goes."""
    table = OUTCOME.table()
    assert table.title == "O Rights"
    assert [(row["result"], row["code"]) for row in table.to_records()] == [
        ("O", "rights"),
        ("O.1", "laws"),
        ("O.2", "offices"),
    ]
    laws = table.to_records()[1]
    assert (laws["baseline"], laws["baseline period"]) == (D(0), "2018")
    assert (laws["latest actual"], laws["actual period"]) == (D(59), "2021")
    assert (laws["target"], laws["target period"]) == (D(320), "2025")


def test_what_is_not_stated_is_an_empty_cell():
    """An indicator without a reported value has no latest value, and no zero either."""
    own = OUTCOME.table().to_records()[0]
    assert own["latest actual"] is None
    assert own["baseline"] is None


@pytest.mark.parametrize("field", ["code", "title"])
def test_no_text_of_a_result_is_code_in_a_notebook(field):
    """A script in a code or a title is shown and not run."""
    html = attrs.evolve(OUTCOME, **{field: "<script>alert(1)</script>"})._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("result", [IMPACT, OUTCOME, FIRST, OtherResult(code="X"), Result(code="Y")], ids=repr)
def test_results_can_be_hashed_copied_and_sent(result):
    """A result with all below it equals itself after a copy or a journey to another process."""
    for again in (copy.deepcopy(result), pickle.loads(pickle.dumps(result))):  # noqa: S301  our own bytes
        assert again == result
        assert hash(again) == hash(result)


def test_results_of_two_levels_are_never_equal():
    """An output and an outcome of one code are two results."""
    assert Output(code="A") != Outcome(code="A")
    assert Output(code="A") != OtherResult(code="A")


def test_a_result_prints_as_it_is_written_in_python():
    """In a notebook a result shows what the source said, and what leads to it."""
    assert repr(Outcome(code="O", outputs=(Output(code="O.1"),))) == "Outcome(code='O', outputs=(Output(code='O.1'),))"
