from __future__ import annotations

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES, Options
from resultsframework.rules.funding import named_funding

USD, CORE, NON_CORE = "USD", rf.FundingKind.CORE, rf.FundingKind.NON_CORE


def line(amount, kind=NON_CORE, total=False, who=None):
    """A line of funding; "-" for one without an amount."""
    body = rf.Organisation(acronym=who) if who else None
    money = rf.Missing.EMPTY if amount == "-" else rf.parse_money(amount)
    return rf.FundingLine(kind=kind, amount=money, is_total=total, organisation=body)


def findings(budget, code):
    """Findings of a rule in one budget of the whole framework."""
    return rf.validate(rf.ResultsFramework(budgets=(budget,)), select=code).findings


@pytest.mark.each(
    ("code", "sentence", "expected"),
    [
        ("BUD01", "expenses -$0.4 K", [("info", "expenses")]),
        ("BUD01", "planned $5, actual -$5, expenses -$6", [("error", "actual"), ("info", "expenses")]),
        ("BUD01", "planned -", []),
        ("BUD02", "planned 500, actual $500, expenses 20", [("error", "")]),
        ("BUD02", "planned -, actual -", []),
        ("BUD03", "actual $500 K, expenses $500 K", [("info", "expenses")]),
        ("BUD03", "actual $500,000, expenses $500,000", []),
        ("BUD03", "actual $500 K, expenses €600 K", []),
        ("BUD03", "actual $500,000, expenses $500,001", [("warning", "expenses")]),
        ("BUD04", "planned $500.0 K, expenses $500 K", [("info", "expenses")]),
        ("BUD04", "planned $501 K, expenses $500 K", []),
        ("BUD05", "planned $500 K, actual $502 K", [("info", "actual")]),
        ("BUD08", "planned - in to-be-agreed", [("info", "")]),
        ("BUD10", "planned -", []),
        ("BUD10", "planned $3.07 M, actual $12,000", [("info", "")]),
        ("BUD10", "planned $500, actual $12.00 K", []),
        ("FND01", "expenses $267.47 K; non-core total $267,469; core -", [("info", "")]),
        ("FND01", "expenses €900 K; non-core total $267,469", []),
        ("FND01", "expenses -; non-core total $267,469", []),
        ("FND01", "expenses $900 K; non-core -", []),
        ("FND01", "expenses $900 K", []),
        ("FND02", "actual $267.47 K; non-core total $267,469; core -", []),
        ("FND02", "actual €900 K; non-core total $267,469", []),
        ("FND02", "actual -; non-core total $267,469", []),
        ("FND02", "actual $100; core $40; non-core $50", [("info", "")]),
        ("FND03", "planned $5; non-core total -", [("info", "")]),
    ],
)
def test_one_budget(found, code, sentence, expected):
    """The findings of each rule on one budget: with certainty, as a possibility, or not at all."""
    assert [(how, path.partition("budgets#1")[2].strip("/")) for how, path in found(code, sentence)] == expected


@pytest.mark.parametrize(
    ("low", "nominal", "high", "severity"),
    [
        (-9, -5, -1, "error"),
        (-9, -5, 0, "info"),
        (-9, -5, 1, "info"),
        (-9, 0, 9, None),
        (-9, 1, 9, None),
    ],
)
def test_a_negative_amount_is_certain_or_possible(low, nominal, high, severity):
    """An amount that may be zero is only possibly negative; one printed as zero or more is not suspected."""
    money = rf.Money(
        nominal=rf.parse_value(str(nominal)).value,
        low=rf.parse_value(str(low)).value,
        high=rf.parse_value(str(high)).value,
        currency=USD,
    )
    assert [f.severity.value for f in findings(rf.Budget(planned=money), "BUD01")] == ([severity] if severity else [])


def test_missing_currencies_are_one_finding_a_budget():
    """A page without a currency is one finding a budget, with all amounts that lack one."""
    budget = rf.Budget(planned=rf.parse_money("500"), expenses=rf.parse_money("20"), funding=(line("$5"), line("7")))
    (finding,) = findings(budget, "BUD02")
    assert (finding.path, finding.observed) == ("budgets#1", "planned, expenses, funding 2")


@pytest.mark.parametrize(
    ("period", "is_long"),
    [
        (rf.Period(year=2020), False),
        (rf.Period.between(2020, 2021), True),
        (rf.Period(raw="2020/21"), False),
    ],
)
def test_only_a_period_with_both_ends_can_be_too_long(period, is_long):
    """A period that is not known to be longer than a year is not reported."""
    assert bool(findings(rf.Budget(period=period), "BUD09")) is is_long
    assert findings(rf.Budget(), "BUD09") == ()


def test_sums_are_compared_amount_by_amount():
    """Planned budgets that add up do not excuse expenses that do not."""

    def budget(planned, expenses):
        return (rf.Budget(planned=rf.parse_money(planned), expenses=rf.parse_money(expenses)),)

    outputs = (rf.Output(budgets=budget("$400 K", "$1 K")), rf.Output(budgets=budget("$500 K", "$2 K")))
    framework = rf.ResultsFramework(results=(rf.Outcome(code="A", budgets=budget("$900 K", "$9 K"), outputs=outputs),))
    (finding,) = rf.validate(framework, select="BUD06")
    assert finding.path == "A/budget/expenses"
    assert framework.at(finding.path) == rf.parse_money("$9 K")
    assert "periods of the budgets are not known" in finding.message
    assert (finding.observed, finding.expected) == ("$9 K", "$3 K")


def spending(*years, currency="USD"):
    """The budgets of consecutive years, each of a plan and expenses; "-" for an amount that is not stated."""

    def amount(text):
        return rf.Missing.ABSENT if text == "-" else rf.parse_money(text, currency=currency)

    return tuple(
        rf.Budget(planned=amount(planned), expenses=amount(expenses), period=rf.Period(year=2019 + number))
        for number, (planned, expenses) in enumerate(years)
    )


@pytest.mark.each(
    ("years", "fired"),
    [
        ([("1000", "500"), ("1000", "1300")], {}),
        ([("1000", "700"), ("1000", "1300")], {}),
        ([("1000", "800"), ("1000", "1300")], {"budgets#2/expenses": "warning"}),
        ([("1000", "1300"), ("1000", "500")], {"budgets#1/expenses": "warning"}),
        ([("1000", "-"), ("1000", "1300")], {}),
        ([("-", "800"), ("1000", "1300")], {"budgets#2/expenses": "warning"}),
        ([("1000", "800"), ("$1.0 M", "$1.3 M")], {"budgets#2/expenses": "warning"}),
        ([("$1.00 M", "$0.70 M"), ("1000000", "1300000")], {"budgets#2/expenses": "info"}),
    ],
)
def test_one_year_may_spend_what_earlier_years_left(years, fired):
    """A year may be overspent as long as expenses to date stay within the plan to date."""
    report = rf.validate(rf.ResultsFramework(budgets=spending(*years)), select="BUD04")
    assert {f.path: f.severity.value for f in report} == fired


def test_an_overspent_year_is_compared_with_its_own_currency_and_time():
    """Years in another currency, and budgets without a period, left nothing for this one."""
    other = (*spending(("1000", "0"), currency="EUR"), rf.Budget(planned=rf.parse_money("$1000")))
    late = attrs.evolve(spending(("1000", "1300"))[0], period=rf.Period(year=2021))
    (finding,) = rf.validate(rf.ResultsFramework(budgets=(*other, late)), select="BUD04")
    assert finding.message == "the expenses, $1,300, exceed the planned budget, $1,000"
    alone = rf.Budget(planned=rf.parse_money("$1000"), expenses=rf.parse_money("$1300"))
    assert len(rf.validate(rf.ResultsFramework(budgets=(*spending(("1000", "0")), alone)), select="BUD04")) == 1


def test_all_overspent_years_are_one_finding():
    """Several years beyond the plan have one cause; the finding is at the last of them."""
    years = spending(("1000", "1300"), ("1000", "1100"), ("1000", "900"))
    (finding,) = rf.validate(rf.ResultsFramework(budgets=years), select="BUD04")
    assert finding.path == "budgets#2/expenses"


def test_amounts_of_other_currencies_are_left_aside():
    """A year may be planned in one currency and spent in another: only amounts in one currency are added to date."""
    first = rf.Budget(planned=rf.parse_money("$1000"), expenses=rf.parse_money("\u20ac900"), period=2019)
    second = rf.Budget(
        planned=rf.parse_money("$1000"), expenses=rf.parse_money("$1300"), period=2020, funding=(line("$100"),)
    )
    third = rf.Budget(planned=rf.parse_money("$1"), funding=(line("\u20ac5"),), period=2018)
    framework = rf.ResultsFramework(budgets=(first, second, third))
    assert [f.code for f in rf.validate(framework, select=("BUD04", "FND01"))] == ["FND01"]


def test_an_overspent_year_names_the_amounts_to_date():
    """The finding has the expenses and the plan of the year, and of all years until then."""
    years = spending(("1000", "900"), ("1000", "1300"))
    (finding,) = rf.validate(rf.ResultsFramework(budgets=years), select="BUD04")
    assert finding.message == "the expenses, $1,300, exceed the planned budget, $1,000; to date $2,200 of $2,000"


def test_rules_take_the_latest_revision():
    """Expenses, resources and their share of the plan are compared with the revised plan, not with the original."""
    year, original, revised = rf.Period(year=2020), rf.BudgetKind.ORIGINAL, rf.BudgetKind.REVISED
    money = {"actual": rf.parse_money("$120"), "expenses": rf.parse_money("$110")}
    budgets = (
        rf.Budget(planned=rf.parse_money("$100"), period=year, kind=original, **money),
        rf.Budget(planned=rf.parse_money("$150"), period=year, kind=revised),
    )
    profile = attrs.evolve(PROFILES[0], options=Options(least_mobilisation=rf.parse_value("0.9").value))
    report = rf.validate(rf.ResultsFramework(budgets=budgets), select=("BUD04", "BUD05", "BUD11"), profile=profile)
    assert [(f.code, f.path) for f in report] == [("BUD11", "budgets#2")]


@pytest.mark.each(
    ("years", "fired"),
    [
        ((("$500", "$100"), ("$200", "$550")), []),
        ((("$500", "$300"), ("$200", "$450")), ["budgets#2"]),
        ((("$500", "$600"), ("$200", "$450")), ["budgets#2"]),
        ((("$500", "$600"), ("$900", "$450")), ["budgets#1"]),
        ((("-", "$600"), ("$900", "$950")), ["budgets#2"]),
    ],
)
def test_funding_of_earlier_years_may_be_spent(years, fired):
    """Expenses to date are compared with the funding to date, and all years are one finding, at the last of them."""
    budgets = tuple(
        rf.Budget(expenses=rf.parse_money(spent), funding=(line(named),), period=rf.Period(year=2019 + number))
        for number, (named, spent) in enumerate(years)
    )
    report = rf.validate(rf.ResultsFramework(budgets=budgets), select="FND01")
    assert [f.path for f in report] == fired


def test_what_follows_from_unstated_core_resources_is_one_finding():
    """Core resources that are not stated leave the named funding too small for all that was spent and mobilised."""
    budget = rf.Budget(
        actual=rf.parse_money("$289"),
        expenses=rf.parse_money("$268"),
        funding=(line("-", CORE), line("$267", total=True)),
    )
    framework = rf.ResultsFramework(budgets=(budget,))
    (finding,) = rf.validate(framework, select="FND")
    assert (finding.code, [f.code for f in finding.implied]) == ("FND01", ["FND02", "FND03"])
    (finding,) = rf.validate(framework, select="FND", ignore="FND01")
    assert (finding.code, [f.code for f in finding.implied]) == ("FND03", ["FND02"])


def test_budgets_of_one_period_are_compared_without_reserve():
    """Where all periods are stated and the same, the message does not doubt them; where they differ, it is silent."""

    def budget(text, year):
        return (rf.Budget(planned=rf.parse_money(text), period=rf.Period(year=year)),)

    def plan(year):
        outputs = (rf.Output(budgets=budget("$400", year)),)
        return rf.ResultsFramework(results=(rf.Outcome(code="A", budgets=budget("$900", 2021), outputs=outputs),))

    (finding,) = rf.validate(plan(2021), select="BUD06")
    assert "not known" not in finding.message
    assert rf.validate(plan(2022), select="BUD06").findings == ()


def test_the_budget_of_the_whole_is_compared_with_results_of_one_level():
    """Outcomes add up to the whole; outcomes and outputs side by side would be counted twice."""
    whole = (rf.Budget(planned=rf.parse_money("$900")),)
    part = (rf.Budget(planned=rf.parse_money("$100")),)
    outcome, output = rf.Outcome(budgets=part), rf.Output(budgets=part)
    (finding,) = rf.validate(rf.ResultsFramework(budgets=whole, results=(outcome, outcome)), select="BUD06")
    assert finding.path == "budget/planned"
    mixed = rf.ResultsFramework(budgets=whole, results=(outcome, output))
    assert rf.validate(mixed, select="BUD06").findings == ()


@pytest.mark.parametrize("below", [(), (rf.Budget(planned=rf.parse_money("€100")),)])
def test_what_cannot_be_added_is_not_compared(below):
    """A result below without a budget, or in another currency, leaves the sum unknown."""
    outputs = (rf.Output(budgets=(rf.Budget(planned=rf.parse_money("$100")),)), rf.Output(budgets=below))
    outcome = rf.Outcome(budgets=(rf.Budget(planned=rf.parse_money("$900")),), outputs=outputs)
    assert rf.validate(rf.ResultsFramework(results=(outcome,)), select="BUD06").findings == ()


def test_a_threshold_for_funding_is_certain():
    """A rate that may just reach the threshold is not below it."""
    profile = attrs.evolve(PROFILES[0], options=Options(least_mobilisation=rf.parse_value("0.5").value))

    def low(actual):
        budget = rf.Budget(planned=rf.parse_money("$1.0 M"), actual=rf.parse_money(actual))
        return rf.validate(rf.ResultsFramework(budgets=(budget,)), profile=profile, select="BUD11").findings

    assert [f.severity.value for f in low("$400 K")] == ["info"]
    assert low("$499 K") == ()
    assert low("$501 K") == ()


def test_named_funding_takes_totals_before_lines():
    """A printed total covers its lines, a total of no kind all funding; core may be left open."""

    def total_of(*lines):
        named = named_funding(rf.Budget(funding=lines))
        return None if named is None else str(named)

    assert total_of(line("$100", total=True), line("$60", who="A"), line("-", who="B")) == "$100"
    assert total_of(line("$60"), line("$50")) == "$110"
    assert total_of(line("$60"), line("$50", CORE)) == "$110"
    assert total_of(line("$60"), line("-", CORE)) == "$60"
    assert total_of(line("$60"), line("$9", None, total=True), line("$1", CORE)) == "$9"


def test_named_funding_is_unknown_where_a_part_of_it_is():
    """A partner without an amount, a second currency, or two totals of one kind leave the sum unknown."""
    for lines in (
        (),
        (line("-", CORE),),
        (line("$60"), line("-")),
        (line("$60"), line("€50")),
        (line("$60"), line("€50", CORE)),
        (line("$60"), line("$50", CORE), line("-", CORE)),
        (line("$60", total=True), line("$70", total=True)),
        (line("$60"), line("-", None, total=True), line("-", None)),
    ):
        assert named_funding(rf.Budget(funding=lines)) is None


def test_a_line_without_amount_is_named():
    """The finding names the source and kind of the missing amount; one that does not apply is not missing."""
    lines = (
        line("-", CORE, who="UNDP"),
        line("-", None),
        attrs.evolve(line("-", CORE), amount=rf.Missing.NOT_APPLICABLE),
    )
    assert [(f.path, f.message) for f in findings(rf.Budget(funding=lines), "FND03")] == [
        ("budgets#1", "the core funding of UNDP and the unnamed funding have no amount"),
    ]
    assert findings(rf.Budget(funding=lines[:1]), "FND03")[0].message == "the core funding of UNDP has no amount"


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        ((line("$5"), line("-")), None),
        ((line("5"), line("-")), "funding 1"),
        ((line("-"), line("5"), line("€6"), line("7")), "funding 2, funding 4"),
    ],
)
def test_funding_without_an_amount_has_no_currency_to_lack(lines, missing):
    """Only what states an amount can lack its currency, and it is called by its number among all lines."""
    found = findings(rf.Budget(funding=lines), "BUD02")
    assert [f.observed for f in found] == ([missing] if missing else [])


def test_a_total_without_an_amount_covers_nothing():
    """Where the line of the total is empty, the lines of its kind are what is named."""
    assert str(named_funding(rf.Budget(funding=(line("-", total=True), line("$60"), line("$40"))))) == "$100"
    assert named_funding(rf.Budget(funding=(line("-", total=True), line("$60"), line("-")))) is None
    assert named_funding(rf.Budget(funding=(line("-", total=True),))) is None


@pytest.mark.parametrize(
    ("kind", "who", "message"),
    [
        (NON_CORE, None, "the non-core funding has no amount"),
        (CORE, None, "the core funding has no amount"),
        (None, "UNDP", "the unnamed funding of UNDP has no amount"),
        (NON_CORE, "UNDP", "the non-core funding of UNDP has no amount"),
    ],
)
def test_an_open_line_is_named_in_plain_words(kind, who, message):
    """The message has the kind of funding in plain words, with its source where that is known."""
    assert [f.message for f in findings(rf.Budget(funding=(line("-", kind, who=who),)), "FND03")] == [message]
