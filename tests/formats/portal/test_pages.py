"""Small pages of made-up offices, each unlike the others: what they say, however they are copied, cut or damaged."""

from __future__ import annotations

import re
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import json, portal

# A country without outputs: decimals, percentages, thousands, one funding partner, no notes, no documents.
HILLS = """\
Skip to main content
Region:Highlands Current UN Women Plan Period Hillmark:2019-2023
Map Summary
outcome HIL_D_3.2XM-DAC-41146-HIL_D_3.2

More women own land

Outcome details
SDG alignment
SDG Goal 5
SDG Goal 15
Impact areas
Land and water
Policy marker GENDER EQUALITY
Humanitarian scope No
Resources
$1.05 M Planned Budget
$0.50 M Actual Budget
$1.05 M Planned Budget
$0.50 M Actual Budget and Shortfall
$480.25 K Expenses
Funding Partners Regular Resources (Core): $20,000 Other Resources (Non-Core)/ Funding Partners: Lowland Fund $480,000
Outcome Indicator and Results Plan Period : 2019-2023
OUTCOME HIL_D_3.2

More women own land

HIL_D_3.2A
Share of plots in women's names (CO)
2021 Result 12.5%
2018
Baseline
8.25% 8.25%
2021
Milestone
15% 15%
Result
12.5% 12.5%
2023
Target
20% 20%
Result
- -
HIL_D_3.2B
Hectares under joint title
2021 Result 1,250,000
2018
Baseline
950,000 950,000
2021
Milestone
1,200,000 1,200,000
Result
1,250,000 1,250,000
2023
Target
1,500,000.5 1,500,000.5
Result
- -
Disclaimer and notes
Nothing here is final.
"""

# Outputs only, printed out of order, with budgets and many funding partners, core and non-core, with totals.
COAST = """\
outcome CST_O_1.4XM-DAC-41146-CST_O_1.4

Ports are run fairly

Outcome details
Humanitarian scope Yes
Outcome Indicator and Results Plan Period : 2021
OUTCOME CST_O_1.4
Output Indicator and Results
OUTPUT CST_O_1.4.2

Harbour masters are trained

Planned Budget: $2.10 M
Actual Budget and Shortfall: $1.90 M
Expenses: $2.05 M
Funding Partners Other Resources (Non-Core)/ Funding Partners: Isle Bank $100 Netmakers $2,500.75 UNDP $1.20 M
CST_O_1.4.2A
# of trained masters
2021 Result 14
2019
Baseline
- -
2020
Milestone
10 10
Result
N/A N/A
2021
Target
12 12
Result
14 14
OUTPUT CST_O_1.4.1

Harbour rules are written

Planned Budget: TBD
Expenses: -
CST_O_1.4.1A
Whether rules are in force
0
Baseline
No No
2020
Milestone
TBD TBD
Result
No No
2021
Target
Yes Yes
Result
Drafted, not voted Drafted, not voted
"""

# A regional office: no header, no plan period, no year of results; tags, ratios, ranges and text for values.
RIVERS = """\
outcome RIV_D_2.1
Outcome details
UN system function Normative support Support functions
Outcome Indicator and Results
OUTCOME RIV_D_2.1
SP_D_0.9.1

A note of the office, in words of its own.

SDG 6.5.1: How well basins are managed (RO)
SDG
sdg
Goal 6

Complementary indicators are explained here in other words.

Complementary
sdg
UNEP
sdg
World Bank
2020
Baseline
1/4 1/4
2022
Milestone
2/4 2/4
Result
3 out of 4 3 out of 4
2024
Target
>3 >3
RIV_D_2.1.b
Least share of seats
2020
Baseline
<5% <5%
2022
Milestone
10-15% 10-15%
Result
about half about half
2024
Target
>=30% >=30%
Result
- -
Strategic Note Outcome Progress Note Showing data of : 2022

In 2022 three of 4 basins had a plan.

Next year 2 more follow.
Documents
Title
Categories
Download
Basin atlas 2021
Results, outcomes and outputs, Budget
https://example.org/atlas-2021.pdf
"""

# Values that look like years, a result of 0 above a baseline of the year 0, and an indicator with one column.
YEARS = """\
outcome YRS_D_1
Outcome details
Outcome Indicator and Results Plan Period : 2019-2025
YRS_D_1A
Number of years
2021 Result 2022
2018
Baseline
2019 2019
2020
Milestone
2021 2021
Result
2022 2022
2021
Milestone
0 0
Result
2022 2022
2023
Target
2025 2025
Result
5 5
YRS_D_1B
Number of goats
2021 Result 0
0
Baseline
0 0
2020
Milestone
7 7
Result
0 0
2021
Target
8 8
YRS_D_1C
Number of sheep
2021 Result 4
2021
Target
4 4
"""

# As little as a page can hold.
POINT = """\
outcome PNT_D_1
Outcome details
"""

# Copied with a blank line after every line, indexes and population in the header, an amount in full, repeated codes.
PLAIN = """\
Region:Plains

Population:1,204,500 Source of population data: Yearbook (2019) Male:600,000 (49.8%) Female:604,500 (50.2%)

outcome PLN_D_4.1XM-DAC-41146-PLN_D_4.1

Fewer fires

Resources

$934,310 Planned Budget

$0 Actual Budget

$934,310 Planned Budget

$0 Actual Budget and Shortfall

$0 Expenses

Outcome Indicator and Results Plan Period : 2020-2024

OUTCOME PLN_D_4.1

SP_D_7.1A

Fires a year (CO, HQ)

2020 Result 0

2019

Baseline

1,200 1,200

2020

Milestone

900 900

Result

0 0

2024

Target

0 0

Result

- -

Output Indicator and Results

OUTPUT PLN_D_4.1.1

SP_D_7.1A

Fires a year (CO, HQ)

2020 Result 3

2020

Milestone

5 5

Result

3 3
"""

PAGES = {"HILLS": HILLS, "COAST": COAST, "RIVERS": RIVERS, "YEARS": YEARS, "POINT": POINT, "PLAIN": PLAIN}
D = Decimal
PERCENT = "percent"

# Position, kind and year; value and unit.
VALUES = {
    "HILLS": {
        ("HIL_D_3.2A", "baseline", 2018): (D("8.25"), PERCENT),
        ("HIL_D_3.2A", "milestone", 2021): (D(15), PERCENT),
        ("HIL_D_3.2A", "actual", 2021): (D("12.5"), PERCENT),
        ("HIL_D_3.2A", "target", 2023): (D(20), PERCENT),
        ("HIL_D_3.2A", "actual", 2023): (rf.Missing.EMPTY, None),
        ("HIL_D_3.2B", "baseline", 2018): (D(950_000), None),
        ("HIL_D_3.2B", "milestone", 2021): (D(1_200_000), None),
        ("HIL_D_3.2B", "actual", 2021): (D(1_250_000), None),
        ("HIL_D_3.2B", "target", 2023): (D("1500000.5"), None),
        ("HIL_D_3.2B", "actual", 2023): (rf.Missing.EMPTY, None),
    },
    "COAST": {
        ("CST_O_1.4.2A", "baseline", 2019): (rf.Missing.EMPTY, None),
        ("CST_O_1.4.2A", "milestone", 2020): (D(10), None),
        ("CST_O_1.4.2A", "actual", 2020): (rf.Missing.NOT_AVAILABLE, None),
        ("CST_O_1.4.2A", "target", 2021): (D(12), None),
        ("CST_O_1.4.2A", "actual", 2021): (D(14), None),
        ("CST_O_1.4.1A", "baseline", None): (False, None),
        ("CST_O_1.4.1A", "milestone", 2020): (rf.Missing.TO_BE_DETERMINED, None),
        ("CST_O_1.4.1A", "actual", 2020): (False, None),
        ("CST_O_1.4.1A", "target", 2021): (True, None),
        ("CST_O_1.4.1A", "actual", 2021): ("Drafted, not voted", None),
    },
    "RIVERS": {
        ("SP_D_0.9.1", "baseline", 2020): (rf.Ratio(D(1), D(4)), None),
        ("SP_D_0.9.1", "milestone", 2022): (rf.Ratio(D(2), D(4)), None),
        ("SP_D_0.9.1", "actual", 2022): (rf.Ratio(D(3), D(4)), None),
        ("SP_D_0.9.1", "target", 2024): (rf.Range(low=D(3), low_included=False), None),
        ("RIV_D_2.1.b", "baseline", 2020): (rf.Range(high=D(5), high_included=False), PERCENT),
        ("RIV_D_2.1.b", "milestone", 2022): (rf.Range(D(10), D(15)), PERCENT),
        ("RIV_D_2.1.b", "actual", 2022): ("about half", None),
        ("RIV_D_2.1.b", "target", 2024): (rf.Range(low=D(30)), PERCENT),
        ("RIV_D_2.1.b", "actual", 2024): (rf.Missing.EMPTY, None),
    },
    "YEARS": {
        ("YRS_D_1A", "baseline", 2018): (D(2019), None),
        ("YRS_D_1A", "milestone", 2020): (D(2021), None),
        ("YRS_D_1A", "actual", 2020): (D(2022), None),
        ("YRS_D_1A", "milestone", 2021): (D(0), None),
        ("YRS_D_1A", "actual", 2021): (D(2022), None),
        ("YRS_D_1A", "target", 2023): (D(2025), None),
        ("YRS_D_1A", "actual", 2023): (D(5), None),
        ("YRS_D_1B", "baseline", None): (D(0), None),
        ("YRS_D_1B", "milestone", 2020): (D(7), None),
        ("YRS_D_1B", "actual", 2020): (D(0), None),
        ("YRS_D_1B", "target", 2021): (D(8), None),
        ("YRS_D_1C", "target", 2021): (D(4), None),
    },
    "POINT": {},
    "PLAIN": {
        ("PLN_D_4.1/SP_D_7.1A", "baseline", 2019): (D(1200), None),
        ("PLN_D_4.1/SP_D_7.1A", "milestone", 2020): (D(900), None),
        ("PLN_D_4.1/SP_D_7.1A", "actual", 2020): (D(0), None),
        ("PLN_D_4.1/SP_D_7.1A", "target", 2024): (D(0), None),
        ("PLN_D_4.1/SP_D_7.1A", "actual", 2024): (rf.Missing.EMPTY, None),
        ("PLN_D_4.1/PLN_D_4.1.1/SP_D_7.1A", "milestone", 2020): (D(5), None),
        ("PLN_D_4.1/PLN_D_4.1.1/SP_D_7.1A", "actual", 2020): (D(3), None),
    },
}


def exactly(amount):
    """The bounds of an amount that is printed in full."""
    return (amount, amount, amount)


# Amounts by the result and the field: least, printed, most.
AMOUNTS = {
    "HILLS": {
        ("HIL_D_3.2", "planned"): (1_045_000, 1_050_000, 1_055_000),
        ("HIL_D_3.2", "actual"): (495_000, 500_000, 505_000),
        ("HIL_D_3.2", "expenses"): (480_245, 480_250, 480_255),
        ("HIL_D_3.2", "core"): exactly(20_000),
        ("HIL_D_3.2", "Lowland Fund"): exactly(480_000),
    },
    "COAST": {
        ("CST_O_1.4.2", "planned"): (2_095_000, 2_100_000, 2_105_000),
        ("CST_O_1.4.2", "actual"): (1_895_000, 1_900_000, 1_905_000),
        ("CST_O_1.4.2", "expenses"): (2_045_000, 2_050_000, 2_055_000),
        ("CST_O_1.4.2", "Isle Bank"): exactly(100),
        ("CST_O_1.4.2", "Netmakers"): exactly(D("2500.75")),
        ("CST_O_1.4.2", "UNDP"): (1_195_000, 1_200_000, 1_205_000),
    },
    "RIVERS": {},
    "YEARS": {},
    "POINT": {},
    "PLAIN": {
        ("PLN_D_4.1", "planned"): exactly(934_310),
        ("PLN_D_4.1", "actual"): exactly(0),
        ("PLN_D_4.1", "expenses"): exactly(0),
    },
}


def values_of(framework):
    """Every value by its place, kind and year, with its unit."""
    return {
        (path, o.kind.value, o.period.last_year): (o.value, o.unit)
        for path, node in framework.walk()
        if isinstance(node, rf.Indicator)
        for o in node.series
    }


def amounts_of(framework):
    """Every amount of money by the result and what it is an amount of."""
    found = {}
    for path, node in framework.walk():
        for budget in getattr(node, "budgets", ()):
            for field in ("planned", "actual", "expenses"):
                found[path, field] = getattr(budget, field)
            for line in budget.funding:
                name = " ".join(line.organisation.label.split()) if line.organisation else "core"
                found[path, f"total {name}" if line.is_total else name] = line.amount
    return {
        place: (amount.low, amount.nominal, amount.high, amount.currency)
        for place, amount in found.items()
        if isinstance(amount, rf.Money)
    }


def read(text):
    """The framework of a page; None where it is refused."""
    try:
        return portal.loads(text)
    except rf.FormatError as error:
        if error.problems[0].line is None:
            raise
        return None


@pytest.mark.parametrize("name", PAGES)
def test_every_value_of_a_page_is_read_in_its_place(name):
    """Each cell gives the value that is printed, under its indicator, kind and year, with the unit of the cell."""
    found = values_of(portal.loads(PAGES[name]))
    expected = {(next(p for p in {path for path, *_ in found} if p.endswith(key[0])), *key[1:]): v
                for key, v in VALUES[name].items()}  # fmt: skip
    assert found == expected
    assert [type(value) for value, _ in found.values()] == [type(value) for value, _ in expected.values()]


@pytest.mark.parametrize("name", PAGES)
def test_every_amount_of_a_page_is_read_with_its_bounds(name):
    """Each amount in thousands or millions is known to half a unit of its last digit, one in full exactly."""
    found = {
        (path.rpartition("/")[2], field): amount
        for (path, field), amount in amounts_of(portal.loads(PAGES[name])).items()
    }
    assert found == {place: (*bounds, "USD") for place, bounds in AMOUNTS[name].items()}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_page_is_left_over(name):
    """Every line is a field's, or a menu, or a disclaimer."""
    framework = portal.loads(PAGES[name])
    assert framework.source.unparsed == ()
    assert set(framework.source.chrome) <= {
        "Skip to main content", "Map Summary", "Disclaimer and notes", "Nothing here is final."
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_number_of_a_page_is_somewhere_in_the_framework(name):
    """No digit that is printed is lost, whichever block it is in."""
    framework = portal.loads(PAGES[name])
    kept = json.dumps(framework)
    for number in re.findall(r"[0-9]+(?:[.,][0-9]+)*", PAGES[name]):
        assert number in kept or number.replace(",", "") in kept, number


@pytest.mark.parametrize("name", PAGES)
def test_a_page_comes_back_from_its_own_writing(name):
    """A written page is read as the same framework, and writing that again gives the same text."""
    framework = portal.loads(PAGES[name])
    written = portal.dumps(framework)
    assert portal.loads(written) == framework
    assert portal.dumps(portal.loads(written)) == written


COPIES = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "spaces behind": lambda text: text.replace("\n", "  \n"),
    "tabs before": lambda text: "".join(f"\t{line}" for line in text.splitlines(keepends=True)),
    "no-break spaces around": lambda text: text.replace("\n", "\u00a0\n\u00a0"),
    "no-break spaces everywhere": lambda text: text.replace(" ", "\u00a0"),
    "no end of the last line": lambda text: text.rstrip("\n"),
    "blank lines at both ends": lambda text: f"\n\n{text}\n\n",
}


@pytest.mark.each("way", COPIES)
@pytest.mark.each("name", PAGES)
def test_a_page_is_the_same_however_it_was_copied(name, way):
    """Line ends, marks and spaces of every sort change no value, no amount, no code and no title."""
    whole, copied = portal.loads(PAGES[name]), portal.loads(COPIES[way](PAGES[name]))
    assert values_of(copied) == values_of(whole)
    assert amounts_of(copied) == amounts_of(whole)
    assert [(type(node), node.code) for _, node in copied.walk()] == [(type(n), n.code) for _, n in whole.walk()]
    assert not any(map(str.strip, copied.source.unparsed))


@pytest.mark.no_cover
@pytest.mark.parametrize("name", PAGES)
def test_a_page_cut_off_at_any_line_says_nothing_wrong(name):
    """Cut behind any of its lines, or within it: a page has only what the whole has, or is refused with a line."""
    text = PAGES[name]
    whole = portal.loads(text)
    values, amounts = values_of(whole), amounts_of(whole)
    ends = [match.end() for match in re.finditer("\n", text)]
    for end in [*ends, *(end - 2 for end in ends if end > 2)]:
        part = read(text[:end])
        if part is None:
            continue
        assert [key for key, value in values_of(part).items() if values.get(key) != value and not is_text(value)] == []
        assert [key for key, amount in amounts_of(part).items() if amounts.get(key) != amount] == []


def is_text(value):
    """True if a value is text, which is no number, and is reported where it stands for a damaged cell."""
    return isinstance(value[0], str)


def numbers_of_codes(framework):
    """The values of each code, kind and year, with the units, wherever in the framework the code is."""
    found = {}
    for (path, kind, year), value in values_of(framework).items():
        code = path.rpartition("/")[2].partition("#")[0]
        found.setdefault((code, kind, year), []).append(value)
        # Without its year, a baseline has none.
        found.setdefault((code, kind, None), []).append(value)
    return found


def wrong_numbers(part, whole):
    """The numbers and amounts of a part of a page that the whole has nowhere, or has under another code or year."""
    values, amounts = numbers_of_codes(whole), amounts_of(whole)
    found = {
        (key, value) for key, of in numbers_of_codes(part).items() for value in of if value not in values.get(key, [])
    }
    # An output without its code has the amounts of no other.
    known = {(path.rpartition("/")[2], field): amount for (path, field), amount in amounts.items()}
    moved = {
        (place, amount)
        for (path, field), amount in amounts_of(part).items()
        if not (place := (path.rpartition("/")[2], field))[0].startswith("#") and known.get(place) != amount
    }
    return [entry for entry in found if not is_text(entry[1])] + sorted(moved, key=str)


@pytest.mark.no_cover
@pytest.mark.each("name", PAGES)
def test_any_line_may_be_missing_and_no_number_moves(copies, name):
    """Without any one of its lines a page has no number in another year, under another kind or code, in either form."""
    whole = portal.loads(PAGES[name])
    for text in (PAGES[name], copies["a cell a line"](PAGES[name])):
        lines = text.splitlines(keepends=True)
        for number, line in enumerate(lines):
            part = read("".join(lines[:number] + lines[number + 1 :]))
            assert part is None or wrong_numbers(part, whole) == [], line


@pytest.mark.no_cover
@pytest.mark.each("name", PAGES)
def test_a_page_of_a_cell_a_line_cut_off_anywhere_says_nothing_wrong(copies, name):
    """Cut behind any of its lines, or within it: every number is one of the whole page."""
    whole, text = portal.loads(PAGES[name]), copies["a cell a line"](PAGES[name])
    ends = [match.end() for match in re.finditer("\n", text)]
    for end in [*ends, *(end - 2 for end in ends if end > 2)]:
        part = read(text[:end])
        assert part is None or wrong_numbers(part, whole) == [], text[:end][-40:]


@pytest.mark.each("name", PAGES)
def test_where_lines_end_means_nothing(copies, name):
    """Whichever way a page was copied, it is the same framework, with nothing left over."""
    whole = portal.loads(PAGES[name])
    for way, copy in copies.items():
        copied = portal.loads(copy(PAGES[name]))
        assert copied.source.unparsed == (), way
        assert described(copied) == described(whole), way


def described(framework):
    """A framework without its chrome and the paragraphs of its texts."""
    text = json.dumps(attrs.evolve(framework, source=rf.Source()))
    return re.sub(r"(?:\\n)+", " ", re.sub(r'"line": [0-9]+,?', "", text))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "POINT"])
def test_a_page_may_be_doubled_by_mistake(name):
    """Pasted twice, a page is refused for its second outcome or gives no value twice with two answers."""
    framework = read(PAGES[name] + PAGES[name])
    if framework is not None:
        found = values_of(framework)
        whole = values_of(portal.loads(PAGES[name]))
        assert {key: value for key, value in found.items() if key in whole} == whole


def test_two_pages_in_one_text_are_refused():
    """The outcome of another page in the same text is named with its line."""
    with pytest.raises(rf.FormatError, match=r"a second outcome, 'CST_O_1\.4'") as caught:
        portal.loads(HILLS + COAST)
    assert caught.value.problems[0].line == HILLS.count("\n") + 1


def test_an_office_may_report_in_other_currencies():
    """A budget in euros or pounds keeps its currency; nothing is added up across two of them."""
    text = HILLS.replace("$1.05 M", "\u20ac1.05 M").replace("$480.25 K", "\u00a3480.25 K")
    budget = portal.loads(text).outcomes[0].budget
    assert (budget.planned.currency, budget.actual.currency, budget.expenses.currency) == ("EUR", "USD", "GBP")
    assert isinstance(budget.shortfall, rf.Undefined)
    assert isinstance(budget.delivery, rf.Undefined)


def test_two_printings_of_an_amount_have_to_agree():
    """Where the second print of the planned budget differs, neither is taken, and both are reported."""
    text = HILLS.replace("$1.05 M Planned Budget", "$1.06 M Planned Budget", 1)
    framework = portal.loads(text)
    assert framework.outcomes[0].budget.planned is rf.Missing.ABSENT
    assert framework.source.unparsed == ("$1.06 M Planned Budget", "$1.05 M Planned Budget")
    assert framework.outcomes[0].budget.actual.nominal == 500_000


def test_the_same_code_under_two_results_is_two_indicators():
    """An outcome and its output may print one code with two series; each keeps its own."""
    framework = portal.loads(PLAIN)
    first, second = framework.find_all("SP_D_7.1A")
    assert (first.printed_result, second.printed_result) == ("2020 Result 0", "2020 Result 3")
    with pytest.raises(rf.AmbiguousCodeError):
        framework["SP_D_7.1A"]


def test_a_printed_zero_and_a_dash_are_two_answers():
    """Nothing was spent, said the page; that nobody reported a value for 2024 is another statement."""
    framework = portal.loads(PLAIN)
    outcome = framework.outcomes[0]
    assert outcome.budget.expenses.nominal == 0
    assert outcome.indicators[0].series.at(2020)
    assert outcome.indicators[0].actuals[0].value == 0
    assert outcome.indicators[0].actuals[1].value is rf.Missing.EMPTY
