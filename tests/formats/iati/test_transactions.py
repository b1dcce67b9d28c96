"""Transactions: summed by type, provider and period into budgets; kept one by one where asked for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

import resultsframework as rf

YEAR = rf.Period(year=2020)
ABSENT = rf.Missing.ABSENT


def transaction(kind, number, date="2020-06-30", *, currency="USD", more="", value_date=None):
    when = "" if date is None else f'<transaction-date iso-date="{date}"/>'
    attribute = "" if currency is None else f'currency="{currency}"'
    valued = "" if value_date is None else f'value-date="{value_date}"'
    return (
        f'<transaction><transaction-type code="{kind}"/>{when}'
        f"<value {attribute} {valued}>{number}</value>{more}</transaction>"
    )


def budget(currency, start="2020-01-01", end="2020-12-31"):
    dates = f'<period-start iso-date="{start}"/><period-end iso-date="{end}"/>'
    return f'<budget>{dates}<value currency="{currency}" value-date="{start}">100</value></budget>'


def provider(reference="", name=""):
    attribute = f'ref="{reference}"' if reference else ""
    return f"<provider-org {attribute}>{f'<narrative>{name}</narrative>' if name else ''}</provider-org>"


def usd(number, currency="USD"):
    return rf.Money(nominal=Decimal(number), currency=currency)


def line(number, organisation=None, currency="USD"):
    return rf.FundingLine(organisation=organisation, amount=usd(number, currency))


@pytest.mark.parametrize("kinds", [("3", "4"), ("4", "4"), ("3", "3")])
def test_what_was_spent_is_disbursements_and_expenditure(bench, kinds):
    """Types 3 and 4 of one year together are the expenses of that year."""
    framework = bench.framework(transaction(kinds[0], 10) + transaction(kinds[1], 5))
    assert framework.budgets == (rf.Budget(period=YEAR, expenses=usd(15)),)
    assert framework.extras == ()
    assert bench.comes_back(framework)


def test_each_year_has_its_own_sum(bench):
    """Expenses are summed by calendar year, in order of time."""
    framework = bench.framework(
        transaction("4", 1, "2021-01-01") + transaction("4", 2, "2020-12-31") + transaction("3", 4, "2021-12-31")
    )
    assert [(one.period.year, one.expenses.nominal) for one in framework.budgets] == [(2020, 2), (2021, 5)]


def test_currencies_are_never_mixed(bench):
    """Each currency has sums of its own."""
    framework = bench.framework(transaction("4", 1) + transaction("4", 2, currency="EUR") + transaction("4", 4))
    assert {one.expenses for one in framework.budgets} == {usd(5), usd(2, "EUR")}
    assert bench.comes_back(framework)


def test_sums_are_exact(bench):
    """Tenths and very large amounts add up to the last digit."""
    big = "123456789012345678901234567890"
    numbers = ["0.1", "0.2", big, "-0.3", "1e-12"]
    framework = bench.framework("".join(transaction("4", number) for number in numbers))
    assert framework.budgets[0].expenses == usd("123456789012345678901234567890.000000000001")


def test_what_else_a_transaction_says_does_not_matter_to_its_sum(bench):
    """Descriptions, receivers and flow types change nothing of what was spent."""
    more = '<receiver-org ref="R"/><flow-type code="10"/>'
    text = transaction("4", 10, more=more).replace("<value", "<description/><value")
    assert bench.framework(text).budgets == (rf.Budget(period=YEAR, expenses=usd(10)),)


def test_a_negative_expense_is_subtracted(bench):
    """A repayment lowers the sum."""
    assert bench.framework(transaction("4", 10) + transaction("4", -4)).budgets[0].expenses == usd(6)


def test_what_came_in_is_funding_by_provider(bench):
    """Type 1 is funding, one line for each giver, in the order in which they first appear."""
    framework = bench.framework(
        transaction("1", 10, more=provider("B", "Second"))
        + transaction("1", 20, more=provider("A", "First"))
        + transaction("1", 5, more=provider("B", "Second"))
        + transaction("1", 1)
    )
    assert framework.budgets == (
        rf.Budget(
            period=YEAR,
            funding=(
                line(15, rf.Organisation(reference="B", name="Second")),
                line(20, rf.Organisation(reference="A", name="First")),
                line(1),
            ),
        ),
    )
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("<provider-org/>", None),
        ('<provider-org ref=""/>', None),
        ('<provider-org ref="A" type="10" provider-activity-id="X"/>', rf.Organisation(reference="A", type="10")),
        (
            "<provider-org><narrative/><narrative>N</narrative><narrative>M</narrative></provider-org>",
            rf.Organisation(name="N"),
        ),
    ],
)
def test_what_is_known_of_a_provider(bench, text, organisation):
    """A provider has a reference, a type and a name, as far as they are stated."""
    framework = bench.framework(transaction("1", 10, more=text))
    assert framework.budgets[0].funding == (line(10, organisation),)
    assert bench.comes_back(framework)


def test_sums_join_the_budget_of_their_year(bench):
    """Expenses and funding of a year are in the budget of that year, where there is exactly one in the currency."""
    framework = bench.framework(budget("USD") + transaction("4", 80) + transaction("1", 90))
    assert framework.budgets == (
        rf.Budget(period=YEAR, planned=usd(100), expenses=usd(80), funding=(line(90),), value_date=dt.date(2020, 1, 1)),
    )
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "budgets",
    [
        budget("EUR"),
        budget("USD") * 2,
    ],
)
def test_sums_that_fit_no_single_budget_stand_by_themselves(bench, budgets):
    """Where no budget, or more than one, is of the year and the currency, the sums are a budget of their own."""
    framework = bench.framework(budgets + transaction("4", 80))
    assert framework.budgets[-1] == rf.Budget(period=YEAR, expenses=usd(80))
    assert bench.comes_back(framework)


def spent(framework):
    """The expenses of each budget that has any, by the first and last day of its period."""
    return {
        f"{b.period.first_day}..{b.period.last_day}": int(b.expenses.nominal)
        for b in framework.budgets
        if isinstance(b.expenses, rf.Money)
    }


FISCAL = budget("USD", "2019-07-01", "2020-06-30") + budget("USD", "2020-07-01", "2021-06-30")
QUARTERS = "".join(
    budget("USD", f"2020-{first}", f"2020-{last}")
    for first, last in (("01-01", "03-31"), ("04-01", "06-30"), ("10-01", "12-31"))
)


@pytest.mark.each(
    ("budgets", "days", "expected"),
    [
        (
            FISCAL,
            ("2019-07-01", "2020-06-30", "2020-07-01", "2021-06-30"),
            {"2019-07-01..2020-06-30": 3, "2020-07-01..2021-06-30": 12},
        ),
        # What lies in no budget period is beside, for the days of its year that no budget holds.
        (FISCAL, ("2019-01-01", "2019-06-30"), {"2019-01-01..2019-06-30": 3}),
        (FISCAL, ("2018-03-01", "2021-07-01"), {"2018-01-01..2018-12-31": 1, "2021-07-01..2021-12-31": 2}),
        (QUARTERS, ("2020-02-29", "2020-04-01"), {"2020-01-01..2020-03-31": 1, "2020-04-01..2020-06-30": 2}),
        (QUARTERS, ("2020-08-15", "2020-12-31"), {"2020-07-01..2020-09-30": 1, "2020-10-01..2020-12-31": 2}),
        # A shared day belongs to the later of two periods that meet there.
        (
            budget("USD", "2019-07-01", "2020-07-01") + budget("USD", "2020-07-01", "2021-06-30"),
            ("2020-06-30", "2020-07-01"),
            {"2019-07-01..2020-07-01": 1, "2020-07-01..2021-06-30": 2},
        ),
        # Where two periods hold a day, it is not known which of them paid.
        (
            budget("USD") + budget("USD", "2020-01-01", "2020-06-30"),
            ("2020-03-01", "2020-09-01"),
            {"2020-01-01..2020-06-30": 1, "2020-01-01..2020-12-31": 2},
        ),
        # A period in another currency holds nothing.
        (budget("EUR", "2020-04-01", "2021-03-31"), ("2020-05-01",), {"2020-01-01..2020-12-31": 1}),
    ],
)
def test_expenses_belong_to_the_period_of_their_day(bench, budgets, days, expected):
    """Expenses are in the budget whose period holds their day; those in none are beside, and nothing is lost."""
    text = budgets + "".join(transaction("4", 2**number, day) for number, day in enumerate(days))
    framework = bench.framework(text)
    assert spent(framework) == expected
    assert sum(spent(framework).values()) == 2 ** len(days) - 1
    assert bench.comes_back(framework)


def test_sums_without_a_plan_leave_the_total_of_the_plan_open(bench):
    """A sum beside the budgets has no plan, so that the whole has expenses and no plan that covers them."""
    whole = bench.framework(FISCAL + transaction("4", 5, "2019-02-01")).budget
    assert (whole.planned, whole.expenses) == (rf.Missing.NOT_AVAILABLE, rf.Missing.NOT_AVAILABLE)


def test_sums_are_of_the_latest_revision(bench):
    """Of an original and a revised budget of one period the revised one has the expenses."""
    original = budget("USD").replace("<budget>", '<budget type="1">')
    revised = original.replace('type="1"', 'type="2"').replace(">100<", ">120<")
    for text in (original + revised, revised + original):
        framework = bench.framework(text + transaction("4", 80))
        assert [b.expenses for b in framework.budgets if b.kind is rf.BudgetKind.REVISED] == [usd(80)]
        assert framework.budget.execution.nominal == Fraction(2, 3)
        assert bench.comes_back(framework)


def test_sums_without_a_currency_join_a_budget_without_one(bench):
    """Without a stated currency, budget and transactions of a year belong together all the same."""
    text = budget("USD").replace('currency="USD"', "") + transaction("4", 80, currency=None)
    (one,) = bench.framework(text).budgets
    assert (one.planned, one.expenses) == (usd(100, None), usd(80, None))


def test_the_day_of_valuation_stands_for_a_missing_date(bench):
    """A transaction without a date is of the year in which it was valued."""
    for date in (None, "", "soon"):
        framework = bench.framework(transaction("4", 5, date, value_date="2019-03-01"))
        assert framework.budgets == (rf.Budget(period=rf.Period(year=2019), expenses=usd(5)),)


@pytest.mark.parametrize(
    "text",
    [
        transaction("4", 5, None),
        transaction("4", 5, "soon"),
        transaction("4", "much"),
        transaction("4", 5, currency="usd"),
        '<transaction><transaction-type code="4"/><transaction-date iso-date="2020-01-01"/></transaction>',
    ],
)
def test_what_cannot_be_summed_is_kept(bench, text):
    """A transaction without a date or an amount is in no sum, and nothing of it is guessed: it is kept as it is."""
    framework = bench.framework(text)
    assert framework.budgets == ()
    assert [extra.name for extra in framework.extras] == ["transaction"]


@pytest.mark.each("kind", ["2", "5", "6", "7", "8", "9", "11", "12", "13", "D", ""])
def test_other_transactions_are_kept(bench, kind):
    """Commitments, repayments, pledges and the rest are no sums of the model; they stay as they are."""
    text = transaction(kind, 5, value_date="2020-06-30")
    framework = bench.framework(text)
    assert framework.budgets == ()
    assert [extra.name for extra in framework.extras] == ["transaction"]
    assert bench.comes_back(framework)


def test_a_transaction_without_a_type_is_kept(bench):
    """A transaction without a type is in no sum."""
    framework = bench.framework("<transaction/>")
    assert [extra.name for extra in framework.extras] == ["transaction"]
    assert bench.comes_back(framework)


def test_amounts_in_the_default_currency(bench):
    """An amount without a currency is in that of the activity, or in none that is known."""
    text = transaction("4", 5, currency=None)
    assert bench.framework(text, 'default-currency="EUR"').budgets[0].expenses == usd(5, "EUR")
    framework = bench.framework(text)
    assert framework.budgets[0].expenses == usd(5, None)
    assert bench.comes_back(framework)


# ------------------------------------------------------------------------------------------------ kept on request


def test_single_transactions_are_kept_on_request(bench):
    """Whoever asks for it has every transaction as it was, beside the sums."""
    text = transaction("4", 5) + transaction("1", 7, more=provider("A"))
    assert bench.framework(text).extras == ()
    framework = bench.framework(text, keep_transactions=True)
    assert [extra.name for extra in framework.extras] == ["transaction"] * 2
    assert framework.budgets == bench.framework(text).budgets


def test_kept_transactions_are_written_in_place_of_their_sums(bench):
    """A file has each transaction once: the kept ones, and not also what they add up to."""
    text = transaction("4", 5, value_date="2020-06-30") + transaction("3", 6, value_date="2020-07-01")
    framework = bench.framework(text, keep_transactions=True)
    assert bench.found(framework, "iati-activity/transaction") == [
        bench.canonical(transaction("4", 5, value_date="2020-06-30")),
        bench.canonical(transaction("3", 6, value_date="2020-07-01")),
    ]
    assert bench.own(framework) == [("iati-activity", "transactions")]
    assert bench.comes_back(framework)


def test_a_transaction_that_is_in_no_sum_does_not_stand_for_the_sums(bench, publishable):
    """One transaction that could not be summed stays beside the sums of the others, in a plain file too."""
    odd = transaction("4", 5, currency="usd", value_date="2020-06-30")
    framework = bench.framework(odd + transaction("4", 7) + transaction("3", 8))
    assert framework.budgets[0].expenses == usd(15)
    written = bench.written(framework, lossless=False).findall("iati-activity/transaction/value")
    assert sorted(element.text for element in written) == ["15", "5"]
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_kept_transactions_without_their_currency(bench):
    """The default currency of the activity counts for the transactions that are kept."""
    text = transaction("4", 5, currency=None, value_date="2020-06-30")
    framework = bench.framework(text, 'default-currency="EUR"', keep_transactions=True)
    assert framework.budgets[0].expenses == usd(5, "EUR")
    assert len(bench.written(framework).findall("iati-activity/transaction")) == 1
    assert bench.comes_back(framework)


def test_the_order_within_a_transaction_means_nothing(bench):
    """The parts of a transaction are understood in any order."""
    parts = (
        '<provider-org ref="A"/>',
        '<value currency="USD">5</value>',
        '<transaction-date iso-date="2020-06-30"/>',
        '<transaction-type code="1"/>',
    )
    framework = bench.framework(f"<transaction>{''.join(parts)}</transaction>")
    assert framework.budgets[0].funding == (line(5, rf.Organisation(reference="A")),)


def test_sums_are_written_as_one_transaction_a_year(bench):
    """The expenses of a year are one transaction of type 4, each line of funding one of type 1, on its first day."""
    framework = bench.framework(
        transaction("3", 5) + transaction("4", 6) + transaction("1", 7, more=provider("A", "Giver"))
    )
    spent, came = bench.written(framework).findall("iati-activity/transaction")
    assert [e.get("code") for e in (spent[0], came[0])] == ["4", "1"]
    assert [e[1].get("iso-date") for e in (spent, came)] == ["2020-01-01"] * 2
    assert [(e[2].text, e[2].get("currency"), e[2].get("value-date")) for e in (spent, came)] == [
        ("11", "USD", "2020-01-01"),
        ("7", "USD", "2020-01-01"),
    ]
    assert came.find("provider-org").get("ref") == "A"
    assert came.findtext("provider-org/narrative") == "Giver"


@pytest.mark.parametrize(
    "funding",
    [
        (rf.FundingLine(kind=rf.FundingKind.CORE, amount=usd(5)),),
        (rf.FundingLine(organisation=rf.Organisation(name="A", acronym="B"), amount=usd(5)),),
        (line(5), rf.FundingLine(amount=usd(5), is_total=True)),
        (rf.FundingLine(amount=rf.Missing.NOT_AVAILABLE),),
        (line(5), line(6)),
        (line(5, currency="EUR"), line(6)),
        (line(5, rf.Organisation(name=" ")),),
        (line(5, rf.Organisation()),),
    ],
)
def test_odd_funding_comes_back(bench, publishable, funding):
    """Kinds of funding, totals, missing amounts and repeated givers come back by an extension."""
    assert bench.comes_back(publishable(budgets=(rf.Budget(period=YEAR, funding=funding),)))


def test_totals_are_not_written_as_transactions(bench, publishable):
    """A line that is a total of others, or has no amount, or no year, would be counted twice or cannot be dated."""
    budgets = (
        rf.Budget(period=YEAR, funding=(line(5), rf.FundingLine(amount=usd(5), is_total=True), rf.FundingLine())),
        rf.Budget(funding=(line(9),), expenses=usd(1)),
    )
    framework = publishable(budgets=budgets)
    assert [e.findtext("value") for e in bench.written(framework).findall("iati-activity/transaction")] == ["5"]
    assert bench.comes_back(framework)
