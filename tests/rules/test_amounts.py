"""Amounts that are rounded, as the rules on money see them: certain, possible, or undecidable."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import PROFILES, Options

CORE, NON_CORE = rf.FundingKind.CORE, rf.FundingKind.NON_CORE
STATES = {None: [], "certain": ["warning"], "possible": ["info"]}


def budget_of(*funding, year=None, **amounts):
    """A budget with these amounts, funding as pairs of a kind and an amount."""
    lines = tuple(rf.FundingLine(kind=kind, amount=rf.parse_money(text)) for kind, text in funding)
    stated = {name: rf.parse_money(text) for name, text in amounts.items()}
    period = None if year is None else rf.Period(year=year)
    return rf.Budget(**stated, funding=lines, period=period)


def found(budget, code, **options):
    """Findings of a rule in one budget of the whole framework."""
    profile = attrs.evolve(PROFILES[0], options=Options(**options))
    return rf.validate(rf.ResultsFramework(budgets=(budget,)), select=code, profile=profile, implied=True).findings


# What is more, what it should stay within, and whether the first exceeds the second.
PAIRS = [
    ("$100", "$100", None),
    ("$101", "$100", "certain"),
    ("$99", "$100", None),
    ("$100.01", "$100.00", "certain"),
    ("$2 K", "$1 K", "possible"),
    ("$3 K", "$1 K", "certain"),
    ("$1 K", "$1 K", "possible"),
    ("$1 K", "$2 K", None),
    ("$1.0 K", "$1 K", "possible"),
    ("$1,499", "$1 K", "possible"),
    ("$1,501", "$1 K", "certain"),
    ("$499", "$1 K", None),
    ("$501", "$1 K", "possible"),
    ("$1 K", "$499", "certain"),
    ("$1 K", "$600", "possible"),
    ("$1 K", "$1,501", None),
    ("$1.00 M", "$1.02 M", None),
    ("$1.00 M", "$0.98 M", "certain"),
    ("$1.00 M", "€0.10 M", None),
    ("1.00 M", "$0.10 M", None),
    ("2", "1", "certain"),
    ("$1", "$0", "certain"),
    ("$0", "$0", None),
    ("$0", "-$1", "certain"),
]


@pytest.mark.each(("more", "limit", "state"), PAIRS)
@pytest.mark.each(("code", "names"), [("BUD03", ("expenses", "actual")), ("BUD04", ("expenses", "planned"))])
def test_spending_exceeds_for_certain_or_perhaps(code, names, more, limit, state):
    """A warning holds for every amount that rounding allows, an info for some; else there is no finding."""
    findings = found(budget_of(**dict(zip(names, (more, limit), strict=True))), code)
    assert [f.severity.value for f in findings] == STATES[state]
    assert all((f.path, f.observed, f.expected) == ("budgets#1/expenses", more, f"{limit} at most") for f in findings)


@pytest.mark.each(("more", "limit", "state"), PAIRS)
def test_money_beyond_the_plan_is_reported_when_certain(more, limit, state):
    """That more came in than was planned is an info, and never a suspicion."""
    findings = found(budget_of(actual=more, planned=limit), "BUD05")
    assert [f.severity.value for f in findings] == (["info"] if state == "certain" else [])


@pytest.mark.each(("more", "limit", "state"), PAIRS)
def test_spending_beyond_the_named_funding(more, limit, state):
    """Expenses are held against all funding that is named in the same way, as long as core resources are open."""
    named = budget_of((NON_CORE, limit), expenses=more)
    assert {f.severity.value for f in found(named, "FND01")} <= {"info"}
    open_core = attrs.evolve(named, funding=(*named.funding, rf.FundingLine(kind=CORE, amount=rf.Missing.EMPTY)))
    assert [f.severity.value for f in found(open_core, "FND01")] == STATES[state]
    with_core = budget_of((NON_CORE, limit), (CORE, "$0"), expenses=more)
    assert found(with_core, "FND01") == ()


@pytest.mark.parametrize(
    ("lines", "expenses", "state"),
    [
        (((NON_CORE, "$60"), (NON_CORE, "$40")), "$100", None),
        (((NON_CORE, "$60"), (NON_CORE, "$40")), "$101", "certain"),
        (((NON_CORE, "$60"), (NON_CORE, "$1 K")), "$1,060", "possible"),
        (((NON_CORE, "$60"), (NON_CORE, "$1 K")), "$1,561", "certain"),
        (((NON_CORE, "$60"), (None, "$40")), "$101", "certain"),
        (((NON_CORE, "$60"), (None, "€40")), "$101", None),
        ((), "$101", None),
    ],
)
def test_lines_of_funding_are_one_amount_together(lines, expenses, state):
    """The rounding of lines adds up too; lines in two currencies are no amount."""
    budget = budget_of(*lines, expenses=expenses)
    open_core = attrs.evolve(budget, funding=(*budget.funding, rf.FundingLine(kind=CORE, amount=rf.Missing.EMPTY)))
    assert [f.severity.value for f in found(open_core if lines else budget, "FND01")] == STATES[state]


@pytest.mark.parametrize(
    ("actual", "lines", "fires"),
    [
        ("$100", ((CORE, "$40"), (NON_CORE, "$60")), False),
        ("$100", ((CORE, "$40"), (NON_CORE, "$59")), True),
        ("$100", ((CORE, "$40"), (NON_CORE, "$61")), True),
        ("$1 K", ((NON_CORE, "$500"),), False),
        ("$1 K", ((NON_CORE, "$499"),), True),
        ("$1 K", ((NON_CORE, "$1,500"),), False),
        ("$1 K", ((NON_CORE, "$1,501"),), True),
        ("€100", ((NON_CORE, "$60"),), False),
    ],
)
def test_funding_adds_up_within_rounding(actual, lines, fires):
    """The sum of the funding and the actual budget are one amount as long as some amount could be both."""
    findings = found(budget_of(*lines, actual=actual), "FND02")
    assert [(f.severity.value, f.path) for f in findings] == ([("info", "budgets#1")] if fires else [])


@pytest.mark.parametrize(
    ("coarse", "fine", "ratio", "fires"),
    [
        ("$1.00 M", "$1.00 K", 100, True),
        ("$1.00 M", "$100.0 K", 100, True),
        ("$1.00 M", "$100.0 K", 101, False),
        ("$1.00 M", "$100 K", 100, False),
        ("$1.00 M", "$100 K", 10, True),
        ("$1 K", "$7", 1000, True),
        ("$1 K", "$7", 1001, False),
        ("$8", "$7", 2, False),
    ],
)
def test_precision_is_compared_up_to_a_ratio(coarse, fine, ratio, fires):
    """From the ratio of the option on, the coarser amount is reported; an exact one is known to half a unit."""
    for budget in (budget_of(planned=coarse, actual=fine), budget_of((NON_CORE, coarse), expenses=fine)):
        findings = found(budget, "BUD10", precision_ratio=ratio)
        assert [(f.path, f.observed) for f in findings] == ([("budgets#1", coarse)] if fires else [])


def test_what_is_not_stated_has_no_precision():
    """A line of funding without an amount is neither coarser nor finer than the others."""
    budget = budget_of((NON_CORE, "$1.00 M"), planned="$2.00 M")
    lines = (*budget.funding, rf.FundingLine(kind=CORE, amount=rf.Missing.EMPTY))
    assert found(attrs.evolve(budget, funding=lines), "BUD10") == ()
    exact = (*lines, rf.FundingLine(kind=CORE, amount=rf.parse_money("$7")))
    assert len(found(attrs.evolve(budget, funding=exact), "BUD10")) == 1


def test_precision_is_stated_without_needless_digits():
    """The half-width of an amount is a plain number: five thousand, five, one half."""
    (first,) = found(budget_of(planned="$3.07 M", actual="$804.98 K"), "BUD10")
    assert first.message == "$3.07 M is known to 5,000 only, and $804.98 K to 5"
    assert first.expected == "known to about 5"
    (second,) = found(budget_of(planned="$3 K", actual="$8"), "BUD10")
    assert second.message == "$3 K is known to 500 only, and $8 to 0.5"


@pytest.mark.parametrize(
    ("actual", "least", "fires"),
    [
        ("$50", "0.5", False),
        ("$49", "0.5", True),
        ("$49", "0.49", False),
        ("$0", "0.01", True),
        ("$0", "0", False),
        ("$200", "1", False),
        ("€10", "0.5", False),
    ],
)
def test_the_demanded_part_of_the_plan(actual, least, fires):
    """Just the part that is demanded is enough; rates between currencies are not known."""
    findings = found(budget_of(planned="$100", actual=actual), "BUD11", least_mobilisation=Decimal(least))
    assert [f.severity.value for f in findings] == (["info"] if fires else [])


@pytest.mark.each(
    ("own", "below", "years", "fires"),
    [
        ("$900 K", ("$400 K", "$500 K"), (None, None, None), False),
        ("$900 K", ("$400 K", "$501 K"), (None, None, None), False),
        ("$900 K", ("$400 K", "$502 K"), (None, None, None), True),
        ("$900 K", ("$400 K", "$498 K"), (None, None, None), True),
        ("$900", ("$400", "$501"), (2021, 2021, 2021), True),
        ("$900", ("$400", "$501"), (2021, 2021, None), True),
        ("$900", ("$400", "$501"), (None, 2021, 2021), True),
        ("$900", ("$400", "$501"), (2021, 2021, 2022), False),
        ("$900", ("$400", "$501"), (2021, 2022, 2022), False),
        ("$900", ("$400", "$501"), (None, 2021, 2022), False),
        ("€900", ("$400", "$501"), (None, None, None), False),
        ("$900", ("$400", "€501"), (None, None, None), False),
        ("$900", (), (None,), False),
    ],
)
def test_what_results_below_cost(own, below, years, fires):
    """A sum is held against the whole within rounding, for one time and one currency."""
    (first, *others) = years
    outputs = tuple(
        rf.Output(budgets=(budget_of(planned=text, year=year),)) for text, year in zip(below, others, strict=True)
    )
    outcome = rf.Outcome(code="A", budgets=(budget_of(planned=own, year=first),), outputs=outputs)
    findings = rf.validate(rf.ResultsFramework(results=(outcome,)), select="BUD06").findings
    assert [(f.severity.value, f.path) for f in findings] == ([("warning", "A/budget/planned")] if fires else [])


@pytest.mark.each(
    ("first", "last", "fires"),
    [
        ("2020-01-01", "2020-12-31", False),
        ("2020-07-01", "2021-06-30", False),
        ("2020-07-01", "2021-07-01", False),
        ("2020-07-01", "2021-07-02", True),
        ("2020-07-01", "2021-08-01", True),
        ("2020-07-31", "2021-08-01", True),
        ("2020-02-29", "2021-02-28", False),
        ("2020-02-29", "2021-03-01", True),
        ("2020-12-31", "2022-01-01", True),
        ("2021-12-31", "2020-01-01", False),
    ],
)
def test_a_year_of_a_budget_ends_on_the_same_day(case, first, last, fires):
    """The same day of the next year may be the last, and no later one."""
    assert bool(case(f"planned $5 in {first}..{last}").found("BUD09")) is fires
