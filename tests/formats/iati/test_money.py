"""Budgets of an activity: what is planned, original and revised, planned and actual, exact to the last digit."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal

import pytest

import resultsframework as rf

YEAR = rf.Period(year=2020)
FIRST = dt.date(2020, 1, 1)
ORIGINAL, REVISED, UNKNOWN = rf.BudgetKind
VALUE = '<value currency="USD" value-date="2020-01-01">100</value>'


def dates(start="2020-01-01", end="2020-12-31"):
    return f'<period-start iso-date="{start}"/><period-end iso-date="{end}"/>'


def budget(value=VALUE, attributes="", when=None):
    return f"<budget {attributes}>{dates() if when is None else when}{value}</budget>"


def amount(number, currency="USD", attributes='value-date="2020-01-01"'):
    attribute = "" if currency is None else f'currency="{currency}"'
    return f"<value {attribute} {attributes}>{number}</value>"


def usd(number, currency="USD"):
    return rf.Money(nominal=Decimal(number), currency=currency)


def extra(name, text):
    return rf.Extra(name=name, text=text)


# ------------------------------------------------------------------------------------------------ one budget


def test_a_budget_is_what_is_planned(bench):
    """An amount for a period is planned for it."""
    framework = bench.stays("budget", budget())
    assert framework.budgets == (rf.Budget(period=YEAR, planned=usd(100), value_date=FIRST),)


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [
        ("2020-01-01", "2020-12-31", YEAR),
        ("2020-04-01", "2021-03-31", rf.Period(start=dt.date(2020, 4, 1), end=dt.date(2021, 3, 31))),
        ("2020-12-31", "2020-01-01", rf.Period(start=dt.date(2020, 12, 31), end=dt.date(2020, 1, 1))),
    ],
)
def test_the_period_of_a_budget(bench, start, end, period):
    """A calendar year is a year, any other time its two days."""
    value = f'<value currency="USD" value-date="{start}">100</value>'
    assert bench.stays("budget", budget(value, when=dates(start, end))).budgets[0].period == period


@pytest.mark.each(
    ("text", "number"),
    [
        ("100", "100"),
        ("0", "0"),
        ("-100", "-100"),
        ("100.10", "100.10"),
        ("0.1", "0.1"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+7", "7"),
        (" 100 ", "100"),
        ("-1e-10", "-0.0000000001"),
        ("1.5E+6", "1500000"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
        ("1,234,567.50", "1234567.50"),
        ("1234,5", "1234.5"),
    ],
)
def test_an_amount_is_exact(bench, text, number):
    """Every digit of an amount is kept, in whatever way the number is written."""
    framework = bench.framework(budget(amount(text)))
    assert framework.budgets[0].planned == usd(number)
    written = bench.written(framework).findtext("iati-activity/budget/value")
    assert Decimal(written) == Decimal(number)
    assert "E" not in written
    assert bench.comes_back(framework)


@pytest.mark.parametrize("text", ["", "much", "12 millions", "$100", "1.2.3", "NaN", "Infinity", "1e9999"])
def test_an_amount_that_is_none_is_kept_as_it_is(bench, text):
    """A budget without a number is no budget; the element is kept whole, and comes back."""
    framework = bench.framework(budget(amount(text)))
    assert framework.budgets == ()
    assert [one.name for one in framework.extras] == ["budget"]
    assert bench.comes_back(framework)


def test_amounts_of_many_digits_that_are_none_take_no_time(bench):
    """Where something that is no digit follows, digits are not divided in every possible way before this is seen."""
    start = time.process_time()
    framework = bench.framework(budget(amount("1" * 999 + "x")) * 300)
    assert time.process_time() - start < 3
    assert framework.budgets == ()


@pytest.mark.parametrize(
    "when",
    [
        "",
        '<period-start iso-date="2020-01-01"/>',
        '<period-end iso-date="2020-12-31"/>',
        dates("2020", "2020-12-31"),
        dates("2020-01-01", "2020-13-31"),
        dates("", ""),
    ],
)
def test_a_budget_without_a_period_is_kept_as_it_is(bench, when):
    """A budget whose period is not known is kept whole, and comes back."""
    framework = bench.framework(budget(when=when))
    assert framework.budgets == ()
    assert [one.name for one in framework.extras] == ["budget"]
    assert bench.comes_back(framework)


def test_a_budget_without_an_amount_is_kept_as_it_is(bench):
    """A budget that names no amount is kept whole, and comes back."""
    framework = bench.framework(budget(value=""))
    assert [one.name for one in framework.extras] == ["budget"]
    assert bench.comes_back(framework)


@pytest.mark.parametrize(("attributes", "currency"), [('default-currency="EUR"', "EUR"), ("", None)])
def test_an_amount_without_a_currency_has_that_of_the_activity(bench, attributes, currency):
    """The currency of an amount that states none is the default one, or not known; it is never assumed."""
    framework = bench.framework(budget(amount(100, None)), attributes)
    assert framework.budgets[0].planned.currency == currency
    assert bench.comes_back(framework)


def test_the_default_currency_is_kept(bench):
    """The default currency of an activity stays an attribute of it."""
    framework = bench.framework(attributes='default-currency="EUR"')
    assert framework.extras == (extra("@default-currency", "EUR"),)
    assert bench.written(framework).find("iati-activity").get("default-currency") == "EUR"


@pytest.mark.parametrize("currency", ["usd", "US$", "", "Euro"])
def test_a_currency_that_is_none_makes_no_money(bench, currency):
    """An amount in no currency of the list in form is kept whole."""
    framework = bench.framework(budget(amount(100, currency)))
    assert framework.budgets == ()
    assert bench.comes_back(framework)


def test_an_own_currency_counts_before_the_default(bench):
    """The currency of the amount itself takes precedence."""
    framework = bench.framework(budget(), 'default-currency="EUR"')
    assert framework.budgets[0].planned.currency == "USD"


@pytest.mark.each(
    ("attributes", "kind", "extras"),
    [
        ("", UNKNOWN, ()),
        ('type="1"', ORIGINAL, ()),
        ('status="1"', UNKNOWN, ()),
        ('type="1" status="1"', ORIGINAL, ()),
        ('status="2"', UNKNOWN, (extra("@status", "2"),)),
        ('type="2"', REVISED, ()),
        ('type="2" status="2"', REVISED, (extra("@status", "2"),)),
        ('type="Original"', UNKNOWN, (extra("@type", "Original"),)),
        ('type="3"', UNKNOWN, (extra("@type", "3"),)),
        ('status=""', UNKNOWN, (extra("@status", ""),)),
        ('xmlns:x="urn:x" x:a="1"', UNKNOWN, (extra("@{urn:x}a", "1"),)),
    ],
)
def test_what_a_budget_says_beyond_the_usual_is_kept(bench, attributes, kind, extras):
    """A budget is indicative unless it states otherwise, and its type is its kind; further statements are kept."""
    framework = bench.framework(budget(attributes=attributes))
    expected = rf.Budget(period=YEAR, planned=usd(100), kind=kind, value_date=FIRST, extras=extras)
    assert framework.budgets == (expected,)
    assert bench.own(framework) == []
    assert bench.comes_back(framework)


def test_the_day_of_valuation_is_a_field(bench):
    """The day whose exchange rate holds is the value date of the budget."""
    value = amount(100, attributes='value-date="2020-06-30"')
    framework = bench.stays("budget", budget(value))
    assert (framework.budgets[0].value_date, framework.budgets[0].extras) == (dt.date(2020, 6, 30), ())


def test_a_budget_without_a_day_of_valuation(bench, publishable):
    """The schema demands a value date: the first day of the period is written, and an extension revokes it."""
    framework = publishable(budgets=(rf.Budget(period=YEAR, planned=usd(100)),))
    assert bench.written(framework).find("iati-activity/budget/value").get("value-date") == "2020-01-01"
    assert bench.own(framework) == [("budget", "value_date")]
    assert bench.comes_back(framework)
    plain = bench.iati.loads(bench.iati.dumps(framework))
    assert plain.budgets[0].value_date == FIRST
    (loss,) = rf.loss_report(framework, "iati")
    assert (loss.path, loss.field) == ("budgets#1", "value_date")


def test_an_extension_in_a_budget_may_state_any_field(bench):
    """Elements of our own in a budget hold its fields; one that names no field is refused."""
    own = '<rf:kind xmlns:rf="urn:resultsframework:iati:1">"revised"</rf:kind>'
    framework = bench.framework(budget(VALUE + own))
    assert framework.budgets == (rf.Budget(period=YEAR, planned=usd(100), kind=REVISED, value_date=FIRST),)
    text = bench.file(bench.activity(budget(VALUE + own.replace("rf:kind", "rf:colour"))))
    assert "a Budget has no such field" in str(bench.refusal(text))


def test_a_day_of_valuation_that_is_none_comes_back(bench):
    """A day that cannot be read is kept as text and comes back; the schema demands one, and gets the first day."""
    framework = bench.framework(budget(amount(100, attributes='value-date="June"')))
    assert framework.budgets[0].extras == (extra("value/@value-date", "June"),)
    assert bench.written(framework).find("iati-activity/budget/value").get("value-date") == "2020-01-01"
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            '<budget><period-start iso-date="2020-01-01" x="1"/><period-end iso-date="2020-12-31"/>{}</budget>',
            "period-start/@x",
        ),
        (
            f"<budget>{dates().removesuffix('/>')}><note/></period-end>{{}}</budget>",
            "period-end/note",
        ),
        ('<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>{}<note/></budget>', "note"),
    ],
)
def test_what_has_no_place_in_a_budget_comes_back(bench, text, name):
    """Content of a budget that the standard does not know stays with it and comes back by an extension."""
    framework = bench.framework(text.format(VALUE))
    assert [one.name for one in framework.budgets[0].extras] == [name]
    assert bench.own(framework) == [("iati-activity", "budgets")]
    assert bench.comes_back(framework)


def test_what_others_say_within_a_budget_stays_in_its_place(bench):
    """Attributes and elements of other namespaces are written back where they were."""
    text = (
        '<budget xmlns:x="urn:x"><period-start iso-date="2020-01-01" x:a="1"><x:c/></period-start>'
        '<period-end iso-date="2020-12-31" x:b="2"/><value currency="USD" value-date="2020-01-01" x:d="3">1</value>'
        "<x:e>5</x:e></budget>"
    )
    framework = bench.stays("budget", text)
    assert len(framework.budgets[0].extras) == 5


def test_a_second_amount_is_kept(bench):
    """A budget has one amount and one period; repeated ones are kept beside it."""
    again = '<value currency="USD" value-date="2020-01-01">7</value><period-start iso-date="2021-01-01"/>'
    framework = bench.framework(budget(VALUE + again))
    assert framework.budgets[0].planned == usd(100)
    assert [one.name for one in framework.budgets[0].extras] == ["value", "period-start"]
    assert bench.comes_back(framework)


# --------------------------------------------------------------------------------------- original and revised


def test_an_original_and_a_revised_budget_stay(bench):
    """Of an original and a revised budget of one period both stay, and the revised one is in force."""
    framework = bench.stays("budget", budget(amount(100), 'type="1"') + budget(amount(150), 'type="2"'))
    assert [(b.kind, b.planned) for b in framework.budgets] == [(ORIGINAL, usd(100)), (REVISED, usd(150))]
    assert framework.budget.planned == usd(150)


def test_the_revision_with_the_latest_value_date_is_in_force(bench):
    """Several revisions follow each other by the day of their value, in whatever order they are listed."""
    revisions = "".join(
        budget(amount(number, attributes=f'value-date="2020-{month}-01"'), f'type="{kind}"')
        for number, month, kind in ((8, "06", 2), (7, "09", 2), (10, "01", 1))
    )
    framework = bench.stays("budget", revisions)
    assert len(framework.budgets) == 3
    assert framework.budget.planned == usd(7)


@pytest.mark.parametrize(
    ("other", "when"),
    [
        (amount(150, "EUR"), None),
        (amount(150, attributes='value-date="2021-01-01"'), dates("2021-01-01", "2021-12-31")),
    ],
)
def test_a_revised_budget_of_something_else_replaces_nothing(bench, other, when):
    """A revised budget in another currency or of another period is kept beside the original."""
    framework = bench.framework(budget() + budget(other, 'type="2"', when))
    assert len(framework.budgets) == 2
    assert framework.extras == ()
    assert bench.comes_back(framework)


def test_several_originals_of_one_period(bench):
    """Budgets of one period by status or purpose are each a budget, without a sum, unless a revision replaces them."""
    two = budget(amount(100)) + budget(amount(50), 'status="2"')
    framework = bench.framework(two)
    assert [one.planned.nominal for one in framework.budgets] == [100, 50]
    assert framework.budget.reason == "the budgets of 2020 ($100) and 2020 ($50) overlap"
    framework = bench.stays("budget", two + budget(amount(160), 'type="2"'))
    assert framework.budget.planned == usd(160)


# -------------------------------------------------------------------- planned and actual, as UN Women publishes


def paired(bench, *texts):
    return bench.framework("".join(texts), layout="outcome-activity").results[0].budgets


PLANNED = 'type="1" status="1"'
ACTUAL = 'type="2" status="2"'


def test_a_pair_is_planned_and_actual(bench):
    """In the layout outcome-activity type 1 is the planned budget and type 2 the actual one, of the same year."""
    found = paired(bench, budget(amount(100), PLANNED), budget(amount(80), ACTUAL))
    expected = rf.Budget(period=YEAR, planned=usd(100), actual=usd(80), kind=ORIGINAL, value_date=FIRST)
    assert found == (expected,)


def test_the_order_of_a_pair_means_nothing(bench):
    """The actual budget may precede the planned one."""
    found = paired(bench, budget(amount(80), ACTUAL), budget(amount(100), PLANNED))
    expected = rf.Budget(period=YEAR, planned=usd(100), actual=usd(80), kind=ORIGINAL, value_date=FIRST)
    assert found == (expected,)


def test_pairs_are_found_by_year(bench):
    """Each year has its own pair, also where one of the two is missing."""

    def year(number):
        return dates(f"{number}-01-01", f"{number}-12-31")

    def text(number, kind, year_number):
        value = amount(number, attributes=f'value-date="{year_number}-01-01"')
        return budget(value, kind, year(year_number))

    found = paired(bench, text(1, PLANNED, 2020), text(2, PLANNED, 2021), text(3, ACTUAL, 2020), text(4, ACTUAL, 2022))
    assert found == (
        rf.Budget(period=YEAR, planned=usd(1), actual=usd(3), kind=ORIGINAL, value_date=FIRST),
        rf.Budget(period=rf.Period(year=2021), planned=usd(2), kind=ORIGINAL, value_date=dt.date(2021, 1, 1)),
        rf.Budget(period=rf.Period(year=2022), actual=usd(4), value_date=dt.date(2022, 1, 1)),
    )


def test_the_actual_budget_of_a_pair_may_be_valued_on_another_day(bench):
    """The value date of a pair is that of its plan; where the actual budget has another, both come back."""
    later = amount(80, attributes='value-date="2020-07-01"')
    framework = bench.framework(budget(amount(100)) + budget(later, ACTUAL), layout="outcome-activity")
    (found,) = framework.results[0].budgets
    assert (found.value_date, found.extras) == (FIRST, (extra("actual/value/@value-date", "2020-07-01"),))
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    "texts",
    [
        (budget(amount(1), PLANNED), budget(amount(2), PLANNED), budget(amount(3), ACTUAL)),
        (budget(amount(1), PLANNED), budget(amount(2), ACTUAL), budget(amount(3), ACTUAL)),
        (budget(amount(1, "EUR"), PLANNED), budget(amount(3), ACTUAL)),
    ],
)
def test_what_is_no_certain_pair_is_not_joined(bench, texts):
    """Where two of a kind share a period, or the currencies differ, each stays a budget of its own."""
    found = paired(bench, *texts)
    assert len(found) == len(texts)
    assert not any(isinstance(one.planned, rf.Money) and isinstance(one.actual, rf.Money) for one in found)


@pytest.mark.parametrize(
    ("attributes", "extras"),
    [
        ('type="2" status="2"', ()),
        ('type="2"', (extra("actual/@status", ""),)),
        ('type="2" status="1"', (extra("actual/@status", ""),)),
        ('type="2" status="3"', (extra("actual/@status", "3"),)),
        ('type="2" status="2" xmlns:x="urn:x" x:a="1"', (extra("actual/@{urn:x}a", "1"),)),
    ],
)
def test_what_an_actual_budget_says_beyond_the_usual_is_kept(bench, attributes, extras):
    """An actual budget is usually committed; further statements are kept under its own name."""
    expected = rf.Budget(period=YEAR, actual=usd(3), value_date=FIRST, extras=extras)
    assert paired(bench, budget(amount(3), attributes)) == (expected,)


@pytest.mark.parametrize("attributes", ['type="2" status="2"', 'type="2"', 'type="2" status="3"'])
def test_a_pair_is_written_as_a_pair(bench, attributes):
    """In its layout an outcome's planned and actual budget are two elements, as they were read."""
    framework = bench.framework(budget(amount(100)) + budget(amount(80), attributes), layout="outcome-activity")
    found = bench.found(framework, "iati-activity/budget", layout="outcome-activity")
    assert found == [bench.canonical(text) for text in (budget(amount(100)), budget(amount(80), attributes))]
    assert bench.comes_back(framework)


def test_elsewhere_an_actual_budget_is_an_extension(bench):
    """In the other layouts the standard has no place for what was made available."""
    framework = bench.framework(budget(amount(100), PLANNED) + budget(amount(80), ACTUAL), layout="outcome-activity")
    assert bench.found(framework, "iati-activity/budget", layout="flat") == []
    assert len(bench.found(framework, "iati-activity/budget", layout="hierarchical")) == 1


# ------------------------------------------------------------------------------- what only an extension can say


@pytest.mark.no_cover
@pytest.mark.each(
    "one",
    [
        rf.Budget(),
        rf.Budget(planned=usd(5)),
        rf.Budget(period=rf.Period(raw="soon"), planned=usd(5)),
        rf.Budget(period=YEAR),
        rf.Budget(period=YEAR, planned=rf.Missing.TO_BE_DETERMINED),
        rf.Budget(period=YEAR, planned=rf.Money(nominal=Decimal(5), low=Decimal(4), high=Decimal(6), currency="USD")),
        rf.Budget(period=YEAR, planned=rf.Money(nominal=Decimal(5), currency="USD", raw="$5")),
        rf.Budget(period=YEAR, planned=usd(5, None)),
        rf.Budget(period=YEAR, planned=usd(5), actual=usd(6), expenses=usd(7)),
        rf.Budget(period=rf.Period(start=dt.date(2020, 1, 1), end=dt.date(2020, 12, 31)), planned=usd(5)),
        rf.Budget(period=YEAR, planned=usd(5), extras=(extra("x_own", "1"),)),
        rf.Budget(period=YEAR, planned=usd(5), extras=(extra("value/@value-date", "2020-01-01"),)),
        rf.Budget(period=YEAR, planned=usd(5), extras=(extra("@type", "1"),)),
        rf.Budget(period=YEAR, expenses=rf.Missing.NOT_AVAILABLE),
        rf.Budget(period=rf.Period.between(2020, 2022), planned=usd(5), expenses=usd(3)),
        rf.Budget(period=YEAR, planned=usd(5), expenses=usd(3, "EUR")),
    ],
)
def test_odd_budgets_come_back(bench, publishable, one):
    """Missing, rounded, undated and mixed amounts come back in every layout, of the whole and of an outcome."""
    assert bench.comes_back(publishable(budgets=(one,)))
    outcome = rf.Outcome(title="O", budgets=(one, rf.Budget(period=rf.Period(year=2021), planned=usd(1))))
    assert bench.comes_back(publishable(results=(outcome,)))


def test_other_money_is_kept_as_it_is(bench):
    """Planned disbursements and what else the standard has for money stay as they are, in their place."""
    inner = (
        '<planned-disbursement type="1"><period-start iso-date="2014-01-01"/>'
        '<value currency="EUR" value-date="2014-01-01">3000</value></planned-disbursement>'
        '<capital-spend percentage="88.8"></capital-spend>'
        '<country-budget-items vocabulary="4"><budget-item code="1.1.1"></budget-item></country-budget-items>'
    )
    framework = bench.framework(inner)
    assert {one.name for one in framework.extras} == {"planned-disbursement", "capital-spend", "country-budget-items"}
    assert bench.own(framework) == []
    written = [e.tag for e in bench.written(framework).find("iati-activity")]
    assert written[-3:] == ["country-budget-items", "planned-disbursement", "capital-spend"]
    assert bench.comes_back(framework)
