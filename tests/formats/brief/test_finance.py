"""The amounts under the financial heading of a brief, and the text they are read from."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.formats import brief

HEAD = (
    "Wells for All\nQuick facts\nUN Agencies:\nILO, UN Women, Food and Agriculture Organization\n"
    "Financial Information\n"
)


def read(text):
    """The programme of a brief with this financial text, which comes back from writing."""
    framework = brief.loads(HEAD + text)
    assert brief.loads(brief.dumps(framework)) == framework
    (programme,) = framework.programmes
    assert programme.financial_information == text
    return programme


def funding_of(budget):
    """The contributors and their amounts."""
    return [(line.organisation.label if line.organisation else None, line.amount.nominal) for line in budget.funding]


def test_the_total_and_who_contributes_are_a_budget_with_funding():
    """The total is planned; the fund and co-funding are lines of it; "1.75 million" is known to its last digit."""
    (budget,) = read(
        "Total budget: US$ 1,999,974\nJoint SDG Fund contribution: USD 1.75 million\nCo-funding: US$ 249,974"
    ).budgets
    assert (budget.planned.nominal, budget.planned.currency, budget.planned.is_exact) == (1999974, "USD", True)
    assert funding_of(budget) == [("Joint SDG Fund", 1750000), (None, 249974)]
    assert (budget.funding[0].amount.low, budget.funding[0].amount.high) == (1745000, 1755000)
    assert (budget.line, budget.funding[1].line, budget.period) == (6, 8, None)


def test_agencies_contribute_and_years_have_budgets_of_their_own():
    """Agencies are found by acronym or name; a year is a budget of that year, in order of time."""
    whole, first, second = read(
        "Total budget\nUS$ 2,500,000\nBy agency\nILO: US$ 1,000,000\n"
        "UN Women: US$ 900,000; Food and Agriculture Organization: US$ 600,000\n2021: 700,000 USD\n2020: US$ 500,000"
    ).budgets
    assert whole.planned.nominal == 2500000
    assert funding_of(whole) == [
        ("ILO", 1000000),
        ("UN Women", 900000),
        ("Food and Agriculture Organization", 600000),
    ]
    assert (first.period, first.planned.nominal) == (rf.Period(year=2020), 500000)
    assert (second.period, second.planned.nominal) == (rf.Period(year=2021), 700000)


@pytest.mark.each(
    ("text", "planned", "funding"),
    [
        (
            "Total: US$ 2 million, of which US$ 1.5 million from the Joint SDG Fund and US$ 500,000 in co-funding",
            2000000,
            [("Joint SDG Fund", 1500000), (None, 500000)],
        ),
        (
            "US$ 2,199,974 (the fund's contribution: US$ 1,999,974; co-funding by ILO: US$ 200,000)",
            None,
            [("Joint SDG Fund", 1999974), ("ILO", 200000)],
        ),
        ("1,999,974 US dollars total budget", 1999974, []),
        ("US$ 1,999,974", 1999974, []),
        ("Total budget: US$ 5 and US$ 5 total", 5, []),
        ("Total budget:\nEUR 12.50", Decimal("12.50"), []),
    ],
)
def test_labels_precede_or_follow_their_amounts(text, planned, funding):
    """On one line or several, in brackets, after "of which"; an amount that is all of the text is the total."""
    (budget,) = read(text).budgets
    assert (budget.planned.nominal if isinstance(budget.planned, rf.Money) else None) == planned
    assert funding_of(budget) == funding


@pytest.mark.each(
    "text",
    [
        "The wells cost US$ 5.",
        "Total budget: US$ 5\nTotal budget: US$ 6",
        "Total budget: to be agreed",
        "US$ 5; US$ 6",
        "ILO and UN Women: US$ 5",
        "Total budget: $1,23,4",
        "Wells dug: 2,000,000",
    ],
)
def test_an_amount_of_something_else_stays_text(text):
    """Without a label that says what it is, with two totals, or without a currency, an amount is only text."""
    assert read(text).budgets == ()


def test_without_a_text_there_is_no_budget():
    """A heading alone states no amount."""
    (programme,) = brief.loads(HEAD).programmes
    assert (programme.budgets, programme.financial_information) == ((), rf.Missing.EMPTY)


@pytest.mark.no_cover
def test_long_lines_of_amounts_are_read_in_one_go():
    """Thousands of amounts, labels and separators are read or left as text."""
    for unit in ("US$ 1,", "US$ 1 and ", "ILO: US$ 1; ", "of which ", "total budget ", "2020: US$ 1 ", "budget "):
        programme = brief.loads(HEAD + unit * 5000).programmes[0]
        assert programme.financial_information
