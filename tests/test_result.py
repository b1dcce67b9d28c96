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
    Ratio,
    Result,
    Undefined,
    parse_money,
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
    """Its own indicators and those below it: baseline, latest actual and target of each."""
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


def test_a_result_prints_in_one_line():
    """In a console a result shows its code, the beginning of its title, and how much is below it."""
    below = tuple(Output(code=f"O.{n}", indicators=(Indicator(), Indicator())) for n in range(3))
    outcome = Outcome(code="O", title="By 2025, " + 100 * "more women ", outputs=below)
    assert repr(outcome) == (
        "<Outcome 'O' 'By 2025, more women more women more w ...  women more women ': 3 outputs, 6 indicators>"
    )
    assert repr(Impact(outcomes=(Outcome(),))) == "<Impact: 1 outcome>"
    assert repr(OtherResult()) == "<OtherResult>"
    assert repr((Output(code="A"), OtherResult(code="B"))) == "(<Output 'A'>, <OtherResult 'B'>)"
    assert len(repr((outcome,) * 5)) < 600


@pytest.mark.parametrize(
    ("amounts", "planned"),
    [
        (("$934.31 K", "$100.00 K"), (D(1034300), D(1034310), D(1034320))),
        (("$0", "$5"), (D(5), D(5), D(5))),
        (("$267,469", "$-7"), (D(267462), D(267462), D(267462))),
    ],
)
def test_a_total_is_as_certain_as_its_parts_together(amounts, planned):
    """The doubt of rounded amounts adds up: five dollars here and five there are ten."""
    budgets = tuple(
        Budget(planned=parse_money(text, rounded="K" in text), period=Period(year=2020 + n))
        for n, text in enumerate(amounts)
    )
    total = Outcome(budgets=budgets).budget
    assert (total.planned.low, total.planned.nominal, total.planned.high) == planned
    assert total.period == Period.between(2020, 2021)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Missing.EMPTY, Missing.EMPTY, Missing.EMPTY),
        (Missing.TO_BE_DETERMINED, Missing.TO_BE_DETERMINED, Missing.TO_BE_DETERMINED),
        (Missing.ABSENT, Missing.ABSENT, Missing.ABSENT),
    ],
)
def test_what_no_budget_states_has_the_reason_that_all_share(first, second, expected):
    """A total of amounts that are all to be determined is to be determined, and never zero."""
    total = Outcome(budgets=(Budget(expenses=first), Budget(expenses=second))).budget
    assert total.expenses is expected


@pytest.mark.parametrize("state", Missing)
def test_an_amount_that_one_budget_lacks_is_in_no_total(state):
    """Five dollars and an amount that is not stated are not five dollars, whatever the reason."""
    budgets = (Budget(planned=Money(nominal=D(5), currency="USD")), Budget(planned=state))
    assert isinstance(Outcome(budgets=budgets).budget.planned, Missing)


@pytest.mark.parametrize("column", ["planned", "actual", "expenses"])
def test_currencies_are_never_added_whichever_column_they_stand_in(column):
    """Dollars in one column and pesos in another leave no total of either, and an unnamed currency is a third."""
    dollars = Budget(planned=Money(nominal=D(5), currency="USD"))
    for currency in ("MXN", None):
        other = Budget(**{column: Money(nominal=D(5), currency=currency)})
        assert Outcome(budgets=(dollars, other)).budget == Undefined("the budgets are in different currencies")


def test_the_budget_of_a_result_is_not_that_of_what_leads_to_it():
    """Budgets of outputs need not add up to their outcome's: each level has its own budget or none."""
    cheap = Output(budgets=(Budget(planned=Money(nominal=D(5), currency="USD")),))
    assert Outcome(outputs=(cheap, cheap)).budget == Undefined("there is no budget")


@pytest.mark.parametrize(
    ("series", "row"),
    [
        ("2018 baseline 0 | 2021 actual 0", (D(0), "2018", D(0), "2021", None, None)),
        ("2018 baseline TBD | 2025 target -", (Missing.TO_BE_DETERMINED, "2018", None, None, Missing.EMPTY, "2025")),
        ("2013 baseline 2 | 2019 baseline 0", (None, None, None, None, None, None)),
        ("2020 actual 3 | 2021 actual -", (None, None, D(3), "2020", None, None)),
        ("2020 actual No | 2025 target Yes", (None, None, False, "2020", True, "2025")),
        ("2025 target 1/2", (None, None, None, None, Ratio(D(1), D(2)), "2025")),
        ("", (None,) * 6),
    ],
)
def test_a_row_has_baseline_latest_value_and_target(series, row):
    """A zero is a zero, a reason stays a reason, and what is not stated or not one value is an empty cell."""
    (record,) = Output(code="O", indicators=(indicator("A", series),)).table().to_records()
    names = ("baseline", "baseline period", "latest actual", "actual period", "target", "target period")
    assert tuple(record[name] for name in names) == row
    assert [type(record[name]) for name in names] == [type(cell) for cell in row]


def test_one_code_under_two_outputs_has_two_rows():
    """The same indicator under two outputs with different numbers is two, distinguished by their results."""
    outcome = Outcome(
        code="O",
        outputs=(
            Output(code="A", indicators=(indicator("0.4.a", "2025 target 4"),)),
            Output(code="B", indicators=(indicator("0.4.a", "2025 target 2"),)),
        ),
    )
    rows = outcome.table().to_records()
    assert [(row["result"], row["code"], row["target"]) for row in rows] == [("A", "0.4.a", D(4)), ("B", "0.4.a", D(2))]
