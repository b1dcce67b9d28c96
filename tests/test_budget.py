from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from resultsframework import (
    Budget,
    BudgetKind,
    FundingKind,
    FundingLine,
    Interval,
    Missing,
    Period,
    Undefined,
    parse_money,
)
from resultsframework.budget import summed, total

D = Decimal


def amount(text):
    return text if isinstance(text, Missing) else parse_money(text)


def budget(planned=Missing.ABSENT, actual=Missing.ABSENT, expenses=Missing.ABSENT, **fields):
    return Budget(planned=amount(planned), actual=amount(actual), expenses=amount(expenses), **fields)


BUDGETS = {
    "MEX_D_2.1": budget("$934.31 K", "$289.56 K", "$268.51 K"),
    "MEX_D_2.1.1": budget("$3.07 M", "$804.98 K", "$772.24 K"),
    "MEX_D_2.1.3": budget("$550.73 K", "$480.75 K", "$600.36 K"),
    "MEX_D_2.1.2": budget("$551.06 K", "$368.58 K", "$390.35 K"),
}
BUDGETS["SUM"] = total(BUDGETS[code] for code in ("MEX_D_2.1.1", "MEX_D_2.1.3", "MEX_D_2.1.2"))

# Nominal, low and high of what was printed and of every difference, as the page's figures allow.
AMOUNTS = {
    "MEX_D_2.1": {
        "planned": (934_310, 934_305, 934_315),
        "actual": (289_560, 289_555, 289_565),
        "expenses": (268_510, 268_505, 268_515),
        "shortfall": (644_750, 644_740, 644_760),
        "unspent": (21_050, 21_040, 21_060),
        "overspend": (-21_050, -21_060, -21_040),
        "unspent_of_plan": (665_800, 665_790, 665_810),
    },
    "MEX_D_2.1.1": {
        "planned": (3_070_000, 3_065_000, 3_075_000),
        "actual": (804_980, 804_975, 804_985),
        "expenses": (772_240, 772_235, 772_245),
        "shortfall": (2_265_020, 2_260_015, 2_270_025),
        "unspent": (32_740, 32_730, 32_750),
        "overspend": (-32_740, -32_750, -32_730),
        "unspent_of_plan": (2_297_760, 2_292_755, 2_302_765),
    },
    "MEX_D_2.1.3": {
        "planned": (550_730, 550_725, 550_735),
        "actual": (480_750, 480_745, 480_755),
        "expenses": (600_360, 600_355, 600_365),
        "shortfall": (69_980, 69_970, 69_990),
        "unspent": (-119_610, -119_620, -119_600),
        "overspend": (119_610, 119_600, 119_620),
        "unspent_of_plan": (-49_630, -49_640, -49_620),
    },
    "MEX_D_2.1.2": {
        "planned": (551_060, 551_055, 551_065),
        "actual": (368_580, 368_575, 368_585),
        "expenses": (390_350, 390_345, 390_355),
        "shortfall": (182_480, 182_470, 182_490),
        "unspent": (-21_770, -21_780, -21_760),
        "overspend": (21_770, 21_760, 21_780),
        "unspent_of_plan": (160_710, 160_700, 160_720),
    },
    "SUM": {
        "planned": (4_171_790, 4_166_780, 4_176_800),
        "actual": (1_654_310, 1_654_295, 1_654_325),
        "expenses": (1_762_950, 1_762_935, 1_762_965),
        "shortfall": (2_517_480, 2_512_455, 2_522_505),
        "unspent": (-108_640, -108_670, -108_610),
        "overspend": (108_640, 108_610, 108_670),
        "unspent_of_plan": (2_408_840, 2_403_815, 2_413_865),
    },
}

# Every rate as printed, and its bounds in percent to three decimals.
RATES = {
    "MEX_D_2.1": {
        "shortfall_rate": ("69.01 %", "69.007", "69.009"),
        "mobilisation": ("30.99 %", "30.991", "30.993"),
        "delivery": ("92.73 %", "92.727", "92.734"),
        "execution": ("28.74 %", "28.738", "28.740"),
    },
    "MEX_D_2.1.1": {
        "shortfall_rate": ("73.78 %", "73.736", "73.822"),
        "mobilisation": ("26.22 %", "26.178", "26.264"),
        "delivery": ("95.93 %", "95.932", "95.934"),
        "execution": ("25.15 %", "25.113", "25.196"),
    },
    "MEX_D_2.1.3": {
        "shortfall_rate": ("12.71 %", "12.705", "12.708"),
        "mobilisation": ("87.29 %", "87.292", "87.295"),
        "delivery": ("124.88 %", "124.878", "124.882"),
        "execution": ("109.01 %", "109.010", "109.014"),
    },
    "MEX_D_2.1.2": {
        "shortfall_rate": ("33.11 %", "33.113", "33.116"),
        "mobilisation": ("66.89 %", "66.884", "66.887"),
        "delivery": ("105.91 %", "105.904", "105.909"),
        "execution": ("70.84 %", "70.835", "70.838"),
    },
    "SUM": {
        "shortfall_rate": ("60.35 %", "60.297", "60.393"),
        "mobilisation": ("39.65 %", "39.607", "39.703"),
        "delivery": ("106.57 %", "106.565", "106.569"),
        "execution": ("42.26 %", "42.208", "42.310"),
    },
}


@pytest.mark.each(
    ("code", "name", "expected"),
    [(code, name, expected) for code, named in AMOUNTS.items() for name, expected in named.items()],
)
def test_every_amount_of_the_page_has_the_bounds_its_digits_allow(code, name, expected):
    """Planned, actual, expenses and every difference of them, of each result and of the three outputs together."""
    money = getattr(BUDGETS[code], name)
    assert (money.nominal, money.low, money.high) == expected
    assert money.currency == "USD"


@pytest.mark.each(
    ("code", "name", "expected"),
    [(code, name, expected) for code, named in RATES.items() for name, expected in named.items()],
)
def test_every_rate_of_the_page_has_the_bounds_its_digits_allow(code, name, expected):
    """Shortfall, mobilisation, delivery and execution, of each result and of the three outputs together."""
    rate = getattr(BUDGETS[code], name)
    nominal, low, high = expected
    assert [round(end * 100, 3) for end in (rate.low, rate.high)] == [Fraction(low), Fraction(high)]
    assert round(rate.nominal * 100, 2) == Fraction(nominal.removesuffix(" %"))


@pytest.mark.each(
    ("code", "name", "text"),
    [
        (code, name, "42.3 %" if (code, name) == ("SUM", "execution") else nominal)
        for code, named in RATES.items()
        for name, (nominal, _, _) in named.items()
    ],
)
def test_a_rate_is_printed_to_two_decimals_unless_it_is_known_to_one(code, name, text):
    """Execution of the three outputs lies between 42.21 and 42.31 percent, so a second decimal would be made up."""
    assert getattr(BUDGETS[code], name).as_percent() == text


def test_the_shortfall_of_a_plan_in_millions_is_never_printed_to_the_dollar():
    """A plan known to five thousand dollars has a gap that is known to ten thousand."""
    assert str(BUDGETS["MEX_D_2.1.1"].shortfall) == "$2.27 M"
    assert str(BUDGETS["MEX_D_2.1"].shortfall) == "$644.75 K"


def test_expenses_provably_exceed_the_named_funding():
    """The outcome spent a thousand dollars more than its named partners gave, however the figures were rounded."""
    expenses, partners = BUDGETS["MEX_D_2.1"].expenses, parse_money("$267,469")
    beyond = expenses - partners
    assert (beyond.nominal, beyond.low, beyond.high) == (1_041, 1_036, 1_046)
    assert expenses.exceeds(partners) is True


@pytest.mark.parametrize("name", ["planned", "actual", "expenses"])
def test_the_outputs_cost_more_than_their_outcome_whatever_was_rounded(name):
    """The three outputs together certainly exceed the outcome's box, in each of the three amounts."""
    assert getattr(BUDGETS["SUM"], name).exceeds(getattr(BUDGETS["MEX_D_2.1"], name)) is True


def test_more_money_than_planned_is_a_negative_shortfall():
    """Where more came in than was planned, the gap is below zero and its rate too."""
    over = budget("$100", "$150")
    assert over.shortfall.nominal == -50
    assert over.shortfall_rate.as_percent() == "-50 %"


@pytest.mark.parametrize(
    ("quantity", "first", "second"),
    [
        ("shortfall", "planned", "actual"),
        ("mobilisation", "actual", "planned"),
        ("shortfall_rate", "actual", "planned"),
        ("delivery", "expenses", "actual"),
        ("execution", "expenses", "planned"),
        ("unspent", "actual", "expenses"),
        ("overspend", "expenses", "actual"),
        ("unspent_of_plan", "planned", "expenses"),
    ],
)
def test_a_quantity_without_its_amounts_says_which_is_missing(quantity, first, second):
    """No amount is ever taken for zero: the answer is the first amount that is missing, and how."""
    empty = getattr(budget(), quantity)
    assert isinstance(empty, Undefined)
    assert empty.reason == f"{first} is absent"
    half = getattr(budget(**{first: "$5", second: Missing.TO_BE_DETERMINED}), quantity)
    assert half.reason == f"{second} is to be determined"
    assert dict(half.inputs) == {first: parse_money("$5"), second: Missing.TO_BE_DETERMINED}


def test_amounts_in_two_currencies_have_no_difference():
    """A plan in dollars and money in euros have no gap; nothing is converted."""
    mixed = budget("$5", "\u20ac4")
    assert mixed.shortfall.reason == "planned and actual are in different currencies"
    assert mixed.mobilisation.reason == "actual and planned are in different currencies"


def test_a_plan_of_nothing_has_no_rate():
    """Money came in for a plan of zero: the gap is known, its part of the plan is not."""
    unplanned = budget("$0", "$5")
    assert unplanned.shortfall.nominal == -5
    assert unplanned.shortfall_rate == Undefined("the divisor is zero or may be zero")


def test_what_one_result_cost():
    """Expenses by what was achieved; at nothing achieved, or without expenses, there is no such number."""
    spent = budget(expenses="$268.51 K")
    assert spent.cost_per_result(D(5)) == Interval(D(53_701), D(53_702), D(53_703))
    assert spent.cost_per_result(D(0)) == Undefined("nothing was achieved")
    assert budget(expenses=Missing.EMPTY).cost_per_result(D(5)) == Undefined("expenses are empty")


YEAR = Period(year=2021)


@pytest.mark.parametrize(
    ("on", "elapsed", "remaining"),
    [
        (dt.date(2021, 1, 1), 1, 364),
        (dt.date(2021, 3, 14), 73, 292),
        (dt.date(2021, 12, 30), 364, 1),
    ],
)
def test_spending_a_day_and_what_it_leads_to(on, elapsed, remaining):
    """The day itself counts as over: what was spent by days elapsed, what is left by days remaining."""
    running = budget("$1,000", "$730", "$146", period=YEAR)
    assert running.burn_rate(on).nominal * elapsed == 146
    assert running.forecast(on).nominal * elapsed == 146 * 365
    assert running.required_rate(on).nominal * remaining == 730 - 146


def test_a_straight_line_keeps_the_bounds_of_what_was_spent():
    """After a fifth of the year a rounded amount leads to five times the amount and five times its bounds."""
    forecast = budget(expenses="$1 K", period=YEAR).forecast(dt.date(2021, 3, 14))
    assert forecast == Interval(D(2500), D(5000), D(7500))


@pytest.mark.parametrize("on", [dt.date(2021, 12, 31), dt.date(2025, 1, 1)])
def test_after_its_last_day_a_budget_is_what_was_spent(on):
    """On the last day and ever after, the forecast is the expenses and nothing can be spent any more."""
    over = budget("$1,000", "$730", "$146", period=YEAR)
    assert over.forecast(on).nominal == 146
    assert over.required_rate(on) == Undefined("the period is over")


@pytest.mark.each(
    "period",
    [
        None,
        Period(),
        Period(raw="0"),
        Period(start=dt.date(2021, 1, 1)),
        Period(end=dt.date(2021, 1, 1)),
        Period(start=dt.date(2021, 2, 1), end=dt.date(2021, 1, 1)),
    ],
)
@pytest.mark.each("question", ["burn_rate", "forecast", "required_rate"])
def test_without_a_period_nothing_is_forecast(period, question):
    """A budget whose days are not known, or run backwards, has no speed."""
    answer = getattr(budget("$10", "$10", "$1", period=period), question)(dt.date(2021, 6, 1))
    assert answer == Undefined("the budget has no period with a first and a last day")


@pytest.mark.parametrize("question", ["burn_rate", "forecast", "required_rate"])
def test_before_its_first_day_nothing_is_forecast(question):
    """A period that has not begun has no speed."""
    answer = getattr(budget("$10", "$10", "$1", period=YEAR), question)(dt.date(2020, 12, 31))
    assert answer == Undefined("the period has not begun")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("burn_rate", "expenses are not available"),
        ("forecast", "expenses are not available"),
        ("required_rate", "expenses is not available"),
    ],
)
def test_without_expenses_nothing_is_forecast(question, reason):
    """Where nobody knows what was spent, nobody knows how fast."""
    unknown = budget("$10", "$10", Missing.NOT_AVAILABLE, period=YEAR)
    assert getattr(unknown, question)(dt.date(2021, 6, 1)).reason == reason


def test_one_budget_is_its_own_total():
    """The only budget is the budget, with everything it says."""
    only = budget("$5", period=YEAR)
    assert total([only]) is only


def test_no_budget_has_no_total():
    """Nothing planned anywhere is not a plan of zero."""
    assert total([]) == Undefined("there is no budget")


def test_a_total_over_two_currencies_is_refused():
    """Dollars here and euros there have no sum, even in different amounts."""
    assert total([budget("$5"), budget(actual="\u20ac5")]) == Undefined("the budgets are in different currencies")
    assert not total([budget("$5"), budget("5")])


def test_a_total_holds_only_what_every_part_states():
    """An amount that one part lacks has no total; a reason that all parts share is the total's reason."""
    parts = [
        budget("$5", "$4", Missing.EMPTY),
        budget("$6", Missing.TO_BE_DETERMINED, Missing.EMPTY),
    ]
    whole = total(parts)
    assert whole.planned.nominal == 11
    assert whole.actual is Missing.NOT_AVAILABLE
    assert whole.expenses is Missing.EMPTY
    assert total([budget(Missing.EMPTY), budget(Missing.TO_BE_DETERMINED)]).planned is Missing.NOT_AVAILABLE


@pytest.mark.parametrize(
    ("periods", "span"),
    [
        ([Period(year=2020), Period(year=2022)], Period.between(2020, 2022)),
        ([Period(year=2022), Period(year=2020)], Period.between(2020, 2022)),
        ([Period(year=2020), Period(year=2020)], Period(year=2020)),
        (
            [Period(start=dt.date(2020, 7, 1), end=dt.date(2021, 6, 30)), Period(year=2020)],
            Period(start=dt.date(2020, 1, 1), end=dt.date(2021, 6, 30)),
        ),
        ([Period(year=2020), None], None),
        ([Period(year=2020), Period()], None),
        ([Period(year=2020), Period(start=dt.date(2021, 1, 1))], None),
        ([Period(year=2020), Period(end=dt.date(2021, 1, 1))], None),
    ],
)
def test_a_total_spans_the_periods_of_its_parts(periods, span):
    """From the first day of all parts to the last; where one part's time is unknown, the total's is too."""
    assert summed([budget("$5", period=period) for period in periods]).period == span


def revision(planned, kind, value_date=None, **more):
    """A budget of 2020, or of another period."""
    more = {"period": Period(year=2020)} | more
    if isinstance(more["period"], str):
        more["period"] = Period.parse(more["period"])
    return budget(planned, kind=BudgetKind(kind), value_date=value_date and dt.date.fromisoformat(value_date), **more)


@pytest.mark.each(
    ("budgets", "planned"),
    [
        ([revision("$5", "original"), revision("$7", "revised")], 7),
        ([revision("$7", "revised"), revision("$5", "unknown")], 7),
        ([revision("$8", "revised", "2020-06-01"), revision("$7", "revised", "2020-09-01")], 7),
        ([revision("$8", "revised", "2020-06-01"), revision("$7", "revised")], 8),
        ([revision("$5", "original", period=None), revision("$7", "revised", period=None)], 7),
        ([revision("$5", "original"), revision("$7", "revised"), revision("$1", "original", period=2021)], 8),
        ([revision("$5", "unknown", period=2020), revision("$1", "unknown", period=2021)], 6),
    ],
)
def test_the_latest_revision_is_in_force(budgets, planned):
    """Of several budgets of one period the revision with the latest value date is the budget of that period."""
    whole = total(budgets)
    assert whole.planned.nominal == planned


def test_a_revision_leaves_what_it_does_not_state():
    """A revised plan takes over what was mobilised, spent and given for the period, unless it states it anew."""
    line = FundingLine(amount=parse_money("$9"))
    original = revision("$5", "original", actual="$4", expenses="$3", funding=(line,))
    whole = total([original, revision("$7", "revised", expenses="$6")])
    assert [whole.planned.nominal, whole.actual.nominal, whole.expenses.nominal] == [7, 4, 6]
    assert whole.funding == (line,)


@pytest.mark.each(
    ("budgets", "reason"),
    [
        (
            [revision("$5", "original"), revision("$3", "original", period="2020-01-01..2020-06-30")],
            "the budgets of 2020-01-01..2020-06-30 ($3) and 2020 ($5) overlap",
        ),
        ([revision("$5", "original"), revision("$3", "unknown")], "the budgets of 2020 ($5) and 2020 ($3) overlap"),
        (
            [revision("$5", "revised", "2020-06-01"), revision("$3", "revised", "2020-06-01")],
            "the budgets of 2020 ($5) and 2020 ($3) overlap",
        ),
        ([revision("$5", "revised"), revision("$3", "revised")], "the budgets of 2020 ($5) and 2020 ($3) overlap"),
        (
            [revision("$5", "unknown", period="2018-01-01..2020-06-30"), revision("$3", "unknown")],
            "the budgets of 2018-01-01..2020-06-30 ($5) and 2020 ($3) overlap",
        ),
        ([revision("$5", "original"), revision("\u20ac3", "original")], "the budgets are in different currencies"),
    ],
)
def test_budgets_that_overlap_have_no_sum(budgets, reason):
    """Where two budgets hold the same days, it is not known whether one is part of the other; the reason names both."""
    assert total(budgets).reason == reason


@pytest.mark.each(
    "budgets",
    [
        [
            revision("$5", "original", period="2019-07-01..2020-07-01"),
            revision("$3", "original", period="2020-07-01..2021-07-01"),
        ],
        [revision("$5", "original"), revision(Missing.ABSENT, "unknown", expenses="$3")],
        [revision("$5", "original", period=None), revision("$3", "original", period=None)],
        [revision("$5", "original", period=Period(start=dt.date(2020, 1, 1))), revision("$3", "original")],
    ],
)
def test_budgets_that_meet_or_state_other_amounts_add_up(budgets):
    """A shared last day, a plan beside expenses, and unknown periods are no overlap."""
    assert isinstance(total(budgets), Budget)


def test_a_total_names_everybody_who_gives():
    """The total has the funding lines of all parts, in source order."""
    core = FundingLine(kind=FundingKind.CORE)
    other = FundingLine(kind=FundingKind.NON_CORE, amount=parse_money("$267,469"), is_total=True)
    assert total([budget(funding=(core,)), budget(funding=(other,))]).funding == (core, other)


def test_a_line_without_an_amount_gives_nothing_known():
    """Core funding printed without a figure is absent, which is not zero."""
    assert FundingLine(kind=FundingKind.CORE).amount is Missing.ABSENT
    assert not FundingLine(kind=FundingKind.CORE).is_total


def test_a_budget_can_be_hashed_copied_and_sent():
    """Budgets equal themselves after a copy or a journey to another process, with their funding."""
    whole = BUDGETS["SUM"]
    for again in (copy.deepcopy(whole), pickle.loads(pickle.dumps(whole))):  # noqa: S301  our own bytes
        assert again == whole
        assert hash(again) == hash(whole)


def test_a_budget_in_a_notebook_is_its_amounts():
    """A cell that ends with a budget shows its amounts in words, and what is short; nothing is made up."""
    of_year = Budget(period=Period(year=2021), planned=parse_money("$5 K"), actual=parse_money("$3 K"))
    assert of_year._repr_html_() == "<p>budget 2021: planned $5 K, actual $3 K, shortfall $2 K</p>"
    assert Budget()._repr_html_() == "<p>budget without an amount</p>"
