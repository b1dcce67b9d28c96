"""The money of a page: amounts in both forms, copies that have to agree, and who funds what."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resultsframework as rf
from resultsframework.formats import portal

CORE, NON_CORE = rf.FundingKind.CORE, rf.FundingKind.NON_CORE
LABELS = "Funding Partners Regular Resources (Core):{core} Other Resources (Non-Core)/ Funding Partners:{other}"


def read(*lines):
    """The framework of a page with these lines under its resources."""
    return portal.loads("\n".join(["outcome A_1", "Resources", *lines, "Outcome Indicator and Results", ""]))


def budget_of(*lines):
    """The budget that these lines make, if nothing of them is left over and they come back."""
    framework = read(*lines)
    assert framework.source.unparsed == ()
    assert portal.loads(portal.dumps(framework)) == framework
    (budget,) = framework.outcomes[0].budgets
    return budget


def funding_of(*lines):
    """The funding in short: kind, name, amount, whether it is a total."""
    return [
        (
            line.kind,
            line.organisation.label if line.organisation else None,
            line.amount.nominal if isinstance(line.amount, rf.Money) else line.amount,
            line.is_total,
        )
        for line in budget_of(*lines).funding
    ]


@pytest.mark.parametrize(
    ("line", "field", "low", "high"),
    [
        ("$934.31 K Planned Budget", "planned", 934305, 934315),
        ("Planned Budget: $3.07 M", "planned", 3065000, 3075000),
        ("$1,250,000 Actual Budget", "actual", 1250000, 1250000),
        ("Actual Budget and Shortfall: €12.50", "actual", Decimal("12.50"), Decimal("12.50")),
        ("Expenses:$0", "expenses", 0, 0),
        ("-$5 K Expenses", "expenses", -5500, -4500),
    ],
)
def test_an_amount_precedes_or_follows_its_label(line, field, low, high):
    """Rounded amounts are intervals, others are exact, and the label says what they are."""
    money = getattr(budget_of(line), field)
    assert (money.low, money.high) == (low, high)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("Expenses: -", rf.Missing.EMPTY),
        ("Expenses:", rf.Missing.EMPTY),
        ("N/A Expenses", rf.Missing.NOT_AVAILABLE),
        ("TBD Expenses", rf.Missing.TO_BE_DETERMINED),
    ],
)
def test_an_amount_may_be_missing_for_a_reason(line, state):
    """A dash, nothing, N/A and TBD are not zero."""
    assert budget_of(line).expenses is state


def test_an_amount_printed_twice_counts_once():
    """Planned and actual budget are printed twice; the second actual goes by the longer name."""
    budget = budget_of(
        "$2 M Planned Budget", "$1.50 M Actual Budget", "$2 M Planned Budget", "$1.50 M Actual Budget and Shortfall"
    )
    assert (budget.planned.nominal, budget.actual.nominal) == (2000000, 1500000)
    assert (budget.expenses, budget.line) == (rf.Missing.ABSENT, 3)
    assert budget.shortfall.nominal == 500000


def test_copies_of_an_amount_that_differ_are_no_amount():
    """Neither is trusted, both are reported, and the others stay."""
    framework = read("$2 M Planned Budget", "$3 M Planned Budget", "$1 M Expenses")
    (budget,) = framework.outcomes[0].budgets
    assert (budget.planned, budget.expenses.nominal) == (rf.Missing.ABSENT, 1000000)
    assert framework.source.unparsed == ("$2 M Planned Budget", "$3 M Planned Budget")
    assert portal.loads(portal.dumps(framework)) == framework


@pytest.mark.parametrize("line", ["about 5 Expenses", "Expenses: some", "$5", "$5 K Expenses or so"])
def test_a_line_that_states_no_amount_is_reported(line):
    """Without an amount, or without a label, nothing is read."""
    framework = read(line)
    assert framework.outcomes[0].budgets == ()
    assert framework.source.unparsed == (line,)


def test_core_without_an_amount_and_a_total_of_the_others():
    """A label for core resources with nothing behind it is a line of its own; one for partners is not."""
    assert funding_of(LABELS.format(core="", other=" Total Other Resources (Non-Core) $267,469")) == [
        (CORE, None, rf.Missing.ABSENT, False),
        (NON_CORE, None, 267469, True),
    ]


def test_many_partners_stand_on_one_line():
    """Names and amounts alternate; names may hold numbers and commas, and an acronym is one."""
    partners = " Japan $1,000 European Union, 2021 Fund €5.5 K UNDP USD 300 Sweden"
    total = " Total Other Resources (Non-Core): $2 M"
    assert funding_of(LABELS.format(core=" $7", other=partners + total)) == [
        (CORE, None, 7, False),
        (NON_CORE, "Japan", 1000, False),
        (NON_CORE, "European Union, 2021 Fund", 5500, False),
        (NON_CORE, "UNDP", 300, False),
        (NON_CORE, "Sweden", rf.Missing.ABSENT, False),
        (NON_CORE, None, 2000000, True),
    ]
    organisations = [line.organisation for line in budget_of(LABELS.format(core="", other=partners)).funding]
    assert organisations[1:4:2] == [rf.Organisation(name="Japan"), rf.Organisation(acronym="UNDP")]


def test_funding_goes_on_over_several_lines():
    """A line with an amount below the labels belongs to the last of them; a label may be repeated."""
    assert funding_of(
        "Funding Partners: Norway $1",
        "Regular Resources (Core): 1,041",
        "Regular Resources (Core):",
        "Regular Resources (Core): $3",
        "Other Resources (Non-Core): Japan $5",
        "Sweden $6",
        "Total Regular Resources (Core)",
        "Funding Partners Chile $2",
    ) == [
        (None, "Norway", 1, False),
        (CORE, None, 1041, False),
        (CORE, None, rf.Missing.ABSENT, False),
        (CORE, None, 3, False),
        (NON_CORE, "Japan", 5, False),
        (NON_CORE, "Sweden", 6, False),
        (CORE, None, rf.Missing.ABSENT, True),
        (None, "Chile", 2, False),
    ]


def test_the_reason_why_a_funder_gives_nothing_is_kept():
    """A dash behind the label of core resources is an empty amount."""
    assert funding_of(LABELS.format(core=" -", other="")) == [(CORE, None, rf.Missing.EMPTY, False)]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Funding Partners Other Resources (Non-Core): Japan $1,23,4", "Japan $1,23,4"),
        ("Funding Partners Regularly (Core): $5", "Regularly (Core): $5"),
        ("Funding Partners Somebody: nobody", "Somebody: nobody"),
        ("Funding Partners Total, Other Resources (Non-Core): Japan $5", "Total,"),
        ("Total Other Resources (Non-Core) some", "some"),
        ("Total Other Resources (Non-Core) $5 and more", "and more"),
        ("Total Other Resources (Non-Core) $1,23,4 more", "$1,23,4 more"),
    ],
)
def test_funding_that_cannot_be_read_is_reported(text, rest):
    """An amount that is none, or what is left of a label, is nobody's."""
    framework = read(text)
    assert framework.source.unparsed == (rest,)
    assert portal.loads(portal.dumps(framework)) == framework


def test_an_output_may_say_who_funds_it():
    """Funding is read under an output as under the outcome."""
    framework = portal.loads("outcome A_1\nOutcome details\nOUTPUT A_1.1\nPumps\nFunding Partners Japan $5\n")
    (line,) = framework.outputs[0].budget.funding
    assert (line.kind, line.organisation.name, line.amount.nominal) == (None, "Japan", 5)
    assert portal.loads(portal.dumps(framework)) == framework


def test_an_amount_that_was_not_read_from_text_is_printed_as_exactly_as_it_is():
    """Money made in code is printed with the digits its bounds support."""
    budget = rf.Budget(
        planned=rf.Money(nominal=Decimal(934310), low=Decimal(934305), high=Decimal(934315), currency="USD")
    )
    framework = rf.ResultsFramework(results=(rf.Outcome(code="A_1", budgets=(budget,)),))
    text = portal.dumps(framework)
    assert text.count("$934.31 K Planned Budget\n") == 2
    assert portal.loads(text).outcomes[0].budget.planned.interval == budget.planned.interval


@pytest.mark.each(
    ("lines", "fields", "unparsed"),
    [
        (("$2.10 M", "$2,104,000", "Planned Budget"), {"planned": 2104000}, ()),
        (("Planned Budget:", "$2.10 M", "$2,104,000", "Expenses:", "$5"), {"planned": 2104000, "expenses": 5}, ()),
        (("$2 M Planned Budget", "$2,104,000 Planned Budget"), {"planned": 2104000}, ()),
        (("-", "-", "Planned Budget", "$5", "Expenses"), {"expenses": 5}, ()),
        (("$1 M", "$3 M", "Planned Budget"), {"planned": 3000000}, ("$1 M",)),
        (("$1 M", "Planned Budget:", "$3 M"), {"planned": 3000000}, ("$1 M",)),
        (("Planned Budget", "$80,100", "Actual Budget"), {"actual": 80100}, ()),
        (("$2 M Planned Budget $1 M Actual Budget",), {"planned": 2000000, "actual": 1000000}, ()),
        (("The Budget of wells", "$5 K Expenses"), {"expenses": 5000}, ("The Budget of wells",)),
    ],
)
def test_amounts_and_labels_may_be_on_lines_of_their_own(lines, fields, unparsed):
    """An amount precedes a label without a colon and follows one with it; the exact of two is the amount."""
    framework = read(*lines)
    (budget,) = framework.outcomes[0].budgets
    stated = {name: getattr(budget, name) for name in ("planned", "actual", "expenses")}
    assert {name: money.nominal for name, money in stated.items() if isinstance(money, rf.Money)} == fields
    assert framework.source.unparsed == unparsed
    assert portal.loads(portal.dumps(framework)) == framework


def test_an_amount_that_is_printed_again_counts_once():
    """A funder's amount on two lines is one, as each value of a page is printed twice."""
    assert funding_of("Other Resources (Non-Core):", "Isle Bank", "$100", "$100", "UNDP", "$1.20 M") == [
        (NON_CORE, "Isle Bank", 100, False),
        (NON_CORE, "UNDP", 1200000, False),
    ]
