"""The findings of each rule for every kind of value that a cell can have: the five reasons for none, and all others."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf

REASONS = {
    "to be determined": rf.Missing.TO_BE_DETERMINED,
    "not available": rf.Missing.NOT_AVAILABLE,
    "not applicable": rf.Missing.NOT_APPLICABLE,
    "empty": rf.Missing.EMPTY,
    "absent": rf.Missing.ABSENT,
}
VALUES = {
    "number": Decimal(9),
    "ratio": rf.Ratio(Decimal(18), Decimal(2)),
    "range": rf.Range(Decimal(8), Decimal(12)),
    "at least": rf.Range(low=Decimal(9)),
    "at most": rf.Range(high=Decimal(9)),
    "yes": True,
    "no": False,
    "level": rf.Level(3, "high"),
    "text": "adopted",
}
ANY = set(VALUES)
NUMBERS = {"number", "ratio", "range", "at least", "at most"}
WORDS = {"yes", "no"}


def filled(framework, value):
    """The framework with this value in every cell that reads "?"."""
    indicator = framework.at("A/I")
    cells = tuple(attrs.evolve(o, value=value) if o.value == "?" else o for o in indicator.series)
    assert cells != indicator.series.observations
    return framework.replace("A/I", series=attrs.evolve(indicator.series, observations=cells))


def fires_for(case, code, sentence, kinds):
    """The kinds of value for which a rule finds something, in place of the question mark."""
    given = case(sentence)
    return {
        name for name, value in kinds.items() if given._replace(framework=filled(given.framework, value)).found(code)
    }


@pytest.mark.each(
    ("code", "sentence", "reasons"),
    [
        ("BAS01", "2019 baseline ? | 2022 milestone 4", set()),
        ("BAS02", "2025 baseline ? | 2022 milestone 4", {"to be determined"}),
        ("BAS03", "2025 baseline ? | 2025 target 4", {"to be determined"}),
        ("BAS04", "2022 baseline ? | 2022 milestone 4", set()),
        ("BAS05", "plan 2020-2025; 2013 baseline ? | 2022 milestone 4", set()),
        ("BAS06", "2021 baseline ? | 2022 milestone 4", {"to be determined"}),
        ("BAS06", "2021 baseline 4 | 2022 milestone ?", set()),
        ("BAS07", "2021 baseline ? | 2022 milestone 4", {"empty", "absent"}),
        ("BAS07", "2021 baseline 4 | 2022 milestone ?", set()),
        ("BAS08", "- baseline ? | 2022 milestone 4", set()),
        ("BAS09", "2019 baseline ? | 2022 milestone 4", set()),
        ("BAS09", "2019 baseline 4 | 2022 milestone ?", set()),
        ("SER01", "plan 2020-2025; 2020 milestone 1 | 2026 target ?", set(REASONS)),
        ("SER02", "2020 milestone 1 | 2021 milestone ? | 2022 milestone 3", set()),
        ("SER04", "2020 actual 3 | 2020 actual ?", set()),
        ("SER04", "2020 milestone ? | 2020 target 3", set()),
        ("SER05", "reporting 2021; 2022 actual ?", set()),
        ("SER06", "reporting 2021; 2021 milestone 3 actual ?", {"to be determined", "empty", "absent"}),
        ("SER06", "reporting 2021; 2021 milestone ? actual -", set()),
        ("SER07", "cumulative; increase; 2020 actual 5 | 2021 actual ?", set()),
        ("SER07", "cumulative; increase; 2020 actual 5 | 2021 actual ? | 2022 actual 4", set(REASONS)),
        ("SER08", "2020 milestone 50 | 2021 milestone 100 | 2022 target ?", set()),
        ("SER09", "printed 2021 Result N/A; 2021 actual ?", set()),
        ("SER09", "printed 2021 Result 7; 2021 actual ?", set(REASONS)),
        ("SER11", "reporting 2021; 2020 actual 1 | 2021 actual ?", set(REASONS)),
        ("SER11", "reporting 2021; 2020 actual ?", set()),
        ("TGT01", "2021 baseline ? | 2025 target 10", set(REASONS) - {"not applicable"}),
        ("TGT01", "2021 baseline - | 2025 target ?", set()),
        ("TGT02", "2021 baseline 1 | 2025 target ?", {"empty", "absent"}),
        ("TGT02", "2021 baseline ? | 2025 target -", set()),
        ("TGT03", "2021 baseline 5 | 2025 target ?", set()),
        ("TGT04", "2021 baseline ? | 2025 target ?", set()),
        ("TGT05", "2021 baseline 1 | 2025 target ?", {"to be determined"}),
        ("TGT05", "2021 baseline ? | 2024 milestone ? | 2025 target 4", set()),
        ("TGT06", "cumulative; 2020 milestone 50 | 2021 milestone ? | 2022 target 60", set()),
        ("TGT06", "cumulative; 2020 milestone 50 | 2021 milestone ? | 2022 target 40", set(REASONS)),
        ("TGT07", "increase; 2020 milestone 50 | 2025 target ?", set()),
        ("TGT07", "increase; 2020 milestone ? | 2025 target 50", set()),
        ("TGT08", "2020 milestone 1 | 2025 target ?", {"empty", "absent"}),
        ("TGT08", "2020 milestone ? | 2025 target -", set()),
        ("TGT09", "2021 actual 6 | 2025 target ?", set()),
        ("TGT09", "2021 actual ? | 2025 target 0", set()),
        ("TGT10", "2021 milestone ? actual 9", set()),
        ("TGT10", "2021 milestone -1 actual ?", set()),
        ("TGT11", "2021 milestone 9 actual ?", set()),
        ("TGT12", "2021 milestone ? actual 9", set(REASONS)),
        ("TGT12", "2021 milestone ? actual ?", set()),
        ("TGT13", "2025 target ?; before 2025 target 5", set()),
        ("VAL03", "statement Number of laws; 2021 actual ?", set()),
        ("VAL04", "measure percentage; 2021 actual ?", set()),
        ("VAL05", "statement Number of laws; 2021 actual ?", set()),
        ("VAL06", "2021 milestone Yes actual ?", set()),
        ("VAL07", "2021 milestone Yes actual ?", set()),
        ("VAL09", "measure qualitative; 2021 actual ?", set()),
        ("VAL13", "measure percentage; 2021 actual ?", set()),
        ("VAL15", "measure percentage; 2020 actual 0.5 | 2021 actual ?", set()),
        ("TAG11", "scope desk review; 2021 baseline ? | 2025 target ?", set()),
    ],
)
def test_a_reason_for_no_value_is_no_value(case, code, sentence, reasons):
    """None of the five reasons is read as a zero; only the rules about gaps distinguish some of them."""
    assert fires_for(case, code, sentence, REASONS) == reasons


@pytest.mark.each(
    ("code", "sentence", "kinds"),
    [
        ("BAS04", "2022 baseline ? | 2022 milestone 4", ANY),
        ("BAS05", "plan 2020-2025; 2018 baseline ? | 2022 milestone 4", ANY),
        ("BAS06", "2021 baseline ? | 2022 milestone 4", set()),
        ("BAS07", "2021 baseline ? | 2022 milestone 4", set()),
        ("BAS08", "- baseline ? | 2022 milestone 4", ANY),
        ("BAS09", "2019 baseline ? | 2025 target 3", WORDS | {"level", "text"}),
        ("BAS09", "2019 baseline ? | 2025 target 3/5", WORDS | {"level", "text"}),
        ("BAS09", "2019 baseline ? | 2025 target Yes", NUMBERS | {"level", "text"}),
        ("BAS09", "2019 baseline ? | 2025 target drafted", NUMBERS | WORDS | {"level"}),
        ("BAS09", "2019 baseline ? | 2024 milestone drafted | 2025 target 3", WORDS | {"level"}),
        ("SER04", "2020 actual ? | 2020 actual 3", ANY),
        ("SER05", "reporting 2021; 2022 actual ?", ANY),
        ("SER06", "reporting 2021; 2021 milestone ? actual -", NUMBERS | WORDS),
        ("SER06", "reporting 2021; 2021 milestone 3 actual ?", set()),
        ("SER07", "cumulative; increase; 2020 actual 10 | 2021 actual ?", {"number", "ratio", "at most"}),
        ("SER08", "2020 milestone 1 | 2021 milestone 2 | 2022 target ?", {"number"}),
        ("SER09", "printed 2021 Result 9; 2021 actual ?", ANY - {"number"}),
        ("SER09", "printed 2021 Result N/A; 2021 actual ?", ANY),
        ("SER11", "reporting 2021; 2020 actual ? | 2021 actual -", ANY),
        ("SER11", "reporting 2021; 2020 actual 1 | 2021 actual ?", set()),
        ("TGT01", "2021 baseline TBD | 2025 target ?", NUMBERS | WORDS),
        ("TGT01", "2021 baseline ? | 2025 target 3", set()),
        ("TGT02", "2021 actual ? | 2025 target -", ANY),
        ("TGT02", "2021 actual 3 | 2025 target ?", set()),
        ("TGT03", "increase; 2019 baseline 10 | 2025 target ?", {"number", "at most"}),
        ("TGT03", "decrease; 2019 baseline 7 | 2025 target ?", {"number", "range", "at least"}),
        ("TGT04", "2019 baseline 9 | 2025 target ?", {"number"}),
        ("TGT04", "2019 baseline ? | 2025 target ?", {"number", "ratio", "yes", "no", "level"}),
        ("TGT08", "2020 milestone ? | 2025 target -", NUMBERS),
        ("TGT09", "2019 baseline 0 | 2021 actual ? | 2025 target 7", {"number", "range", "at least"}),
        ("TGT10", "increase; 2021 milestone 7 actual ?", {"number", "range", "at least"}),
        ("TGT10", "2021 milestone No actual ?", {"yes"}),
        ("TGT11", "increase; 2021 milestone 13 actual ?", {"number", "range", "at most"}),
        ("TGT11", "2021 milestone Yes actual ?", {"no"}),
        ("TGT12", "2021 actual ?", ANY),
        ("TGT13", "2025 target ?; before 2025 target 9", ANY - {"number"}),
        ("VAL05", "statement Number of laws; 2021 actual ?", WORDS),
        ("VAL07", "2020 milestone Yes actual ?", NUMBERS),
        ("VAL07", "2020 milestone 3 actual ?", WORDS),
        ("VAL09", "measure qualitative; 2020 actual ?", NUMBERS),
        ("VAL13", "measure percentage; 2020 actual ?", {"ratio"}),
        ("TAG11", "scope desk review; 2021 baseline ?", ANY),
        ("TAG11", "scope desk review; 2021 actual ?", set()),
    ],
)
def test_every_kind_of_value_is_looked_at_as_what_it_is(case, code, sentence, kinds):
    """Numbers, ratios and ranges are compared, yes and no with each other, levels by rank, and text never."""
    assert fires_for(case, code, sentence, VALUES) == kinds


@pytest.mark.each("reason", REASONS.values())
@pytest.mark.each(
    ("code", "field", "rest"),
    [
        ("BUD01", "planned", {}),
        ("BUD02", "planned", {"actual": "$5"}),
        ("BUD03", "actual", {"expenses": "$5"}),
        ("BUD03", "expenses", {"actual": "-$5"}),
        ("BUD04", "planned", {"expenses": "$5"}),
        ("BUD05", "planned", {"actual": "$5"}),
        ("FND02", "actual", {"planned": "$5"}),
    ],
)
def test_an_amount_that_is_not_stated_is_not_zero(code, field, rest, reason):
    """Nothing exceeds an amount that nobody stated, whatever the reason, nor is it below anything."""
    budget = rf.Budget(**{field: reason}, **{name: rf.parse_money(text) for name, text in rest.items()})
    line = rf.FundingLine(kind=rf.FundingKind.NON_CORE, amount=rf.parse_money("$100"))
    framework = rf.ResultsFramework(budgets=(attrs.evolve(budget, funding=(line,)),))
    assert rf.validate(framework, select=code).findings == ()


@pytest.mark.parametrize(("name", "reason"), REASONS.items())
def test_funding_that_cannot_be_is_not_missing(name, reason):
    """Each open line of core funding explains expenses beyond what is named, and follows from that one finding."""
    lines = (
        rf.FundingLine(kind=rf.FundingKind.NON_CORE, amount=rf.parse_money("$100")),
        rf.FundingLine(kind=rf.FundingKind.CORE, amount=reason),
    )
    budget = rf.Budget(expenses=rf.parse_money("$101"), funding=lines)
    (finding,) = rf.validate(rf.ResultsFramework(budgets=(budget,)), select="FND")
    lacking = [] if name == "not applicable" else ["FND03"]
    assert (finding.code, finding.path, [f.code for f in finding.implied]) == ("FND01", "budgets#1", lacking)
