"""Logframes of blocks: headings that are repeated for each indicator, as donors have them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from resultsframework import FormatError, Impact, Missing, Output

D = Decimal
BLOCKS = """
marks = ["*"]

[[table]]
shape = "blocks"
parents = "order"

[table.columns]
"{level}" = "result"
"* Indicator {code}" = "indicator"
"Baseline*" = "baseline"
"Milestone*" = "milestone"
"Target*" = "target"
"Source" = "means of verification"
"* (£)" = "funding"
"Share" = "skip"

[table.rows]
"Planned" = "planned"
"Achieved" = "actual"
"TOTAL" = "skip"
"""
HEADS = ["Indicator 1", "Baseline", "Milestone 2024", "Milestone 2025", "Target"]


def shown(indicator):
    return [f"{o.kind.value} {o.period} {o.raw}" for o in indicator.series]


def test_a_block_is_an_indicator(read):
    """The cell below each heading is its value; level and code are in the headings; the source has a heading too."""
    rows = [
        ["Water in schools"],
        ["IMPACT", "Impact Indicator 1", "Baseline (2021)", "Milestone 1", "Milestone 2", "Target (2026)"],
        ["Health", "Prevalence", 24, 21, None, "15*"],
        [None, None, "Source"],
        [None, None, "Survey"],
        ["* Estimate."],
        ["OUTPUT 1", "Output Indicator 1.1", "Baseline (2021)", "Milestone 1 (2024)", "Milestone 2 (2025)", "Target"],
        ["Pumps", "Pumps built", 0, 5, 6, 7],
        [None, "Achieved", None, 4],
        [None, None, "Source"],
    ]
    plan = read(BLOCKS, rows)
    impact, output = plan.results
    assert (type(impact), impact.title, type(output), output.code) == (Impact, "Health", Output, "1")
    first, second = plan.indicators
    assert (first.code, first.statement) == ("1", "Prevalence")
    assert shown(first) == [
        "baseline 2021 24",
        "milestone Milestone 1 21",
        "milestone Milestone 2 ",
        "target 2026 15*",
    ]
    assert first.series[-1].comment == "Estimate."
    assert first.monitoring_plan.means_of_verification == "Survey"
    assert [o for o in shown(second) if o.startswith("actual")] == ["actual 2024 4", "actual 2025 "]
    assert plan.source.chrome == ("Sheet!A1: Water in schools", "Sheet!A6: * Estimate.")


def test_a_template_that_is_not_filled_has_nothing(read):
    """Headings alone are neither results nor indicators."""
    rows = [["IMPACT", "Impact Indicator 1", "Baseline", "Target"], [], [None, None, "Source"]]
    plan = read(BLOCKS, rows)
    assert not plan.results
    assert not plan.source.unparsed


def test_a_sheet_without_blocks(read):
    """Without a row of headings that has an indicator there is no such table."""
    with pytest.raises(FormatError, match="no row of 'Sheet' has its headings"):
        read(BLOCKS, [["Baseline", "Target"]])


def test_labelled_rows_of_a_block(read):
    """Planned values have a row, achieved ones another; a further row of values is reported."""
    rows = [
        [None, "Indicator 1", "Baseline", "Milestone 2024", "Target"],
        ["Planned", "Pumps", 0, 5, 7],
        ["Achieved", None, 1, 4],
        [None, None, None, 9, None, "late"],
        ["TOTAL", None, 1, 2],
    ]
    toml = BLOCKS.replace('"* Indicator', '"*Indicator')
    (indicator,) = read(toml, rows).indicators
    assert shown(indicator) == ["baseline  0", "milestone 2024 5", "target  7", "actual  1", "actual 2024 4"]
    assert read(toml, rows).source.unparsed == (
        "Sheet!D4: 9 (a further row below the values)",
        "Sheet!F4: late",
    )


def test_several_indicators_under_one_heading(read):
    """A row right below an indicator's with another text is another indicator under the same headings."""
    rows = [
        ["OUTCOME", "Outcome Indicator 1", "Baseline 2021", "Target 2026"],
        ["Women earn more", "Income", 5, 6],
        [None, "Jobs", 7],
        [None, None, "Source"],
        [None, "no indicator", "Survey"],
    ]
    plan = read(BLOCKS, rows, [(2, 1, 3, 1)])
    assert [(i.statement, shown(i)) for i in plan.indicators] == [
        ("Income", ["baseline 2021 5", "target 2026 6"]),
        ("Jobs", ["baseline 2021 7", "target 2026 "]),
    ]
    assert len(plan.outcomes) == 1
    assert plan.indicators[1].monitoring_plan.means_of_verification == "Survey"
    assert plan.source.unparsed == ("Sheet!B5: no indicator (a further row below the values)",)


def test_a_result_without_a_statement(read):
    """An output of which only the heading is filled has its number alone."""
    rows = [["OUTPUT 1", "Output Indicator 1.1", "Baseline", "Target"], [None, "Pumps built", 0, 7]]
    (indicator,) = read(BLOCKS, rows).indicators
    assert indicator.statement == "Pumps built"


def test_merged_cells_of_a_block(read):
    """An indicator that is merged downwards ends with its cell; a merged heading is over all of its columns."""
    rows = [
        ["OUTCOME", "Outcome Indicator 1", "Baseline 2021", "Target 2026"],
        ["Women earn more", "Income", 5, 6],
        [],
        [None, "Jobs", 7, 8],
        [None, None, "Source"],
        [None, None, None, "Survey"],
    ]
    plan = read(BLOCKS, rows, [(2, 2, 3, 2), (5, 3, 5, 4)])
    assert [i.statement for i in plan.indicators] == ["Income", "Jobs"]
    assert plan.indicators[1].monitoring_plan.means_of_verification == "Survey"


def test_inputs_below_an_output(read):
    """Headings of amounts begin a block without an indicator, whose amounts are those of the result above."""
    rows = [
        ["OUTPUT 1", "Output Indicator 1.1", "Baseline", "Target"],
        ["Pumps", "Pumps built", 0, 7],
        [None, "Donor (£)", "State (£)", "Share"],
        [None, 100, 50, (0.5, "0%")],
    ]
    plan = read(BLOCKS, rows)
    (output,) = plan.outputs
    assert [(line.organisation.name, line.amount.nominal) for line in output.budgets[0].funding] == [
        ("Donor", D(100)),
        ("State", D(50)),
    ]
    assert output.budgets[0].planned is Missing.ABSENT
    assert plan.source.chrome == ("Sheet!D4: 50%",)


def test_a_text_that_looks_like_a_heading(read):
    """A pattern is a heading only beside others: an indicator on targets is no target."""
    rows = [
        ["OUTPUT 1", "Output Indicator 1.1", "Baseline", "Target"],
        ["Pumps", None, 0, 7],
        [None, None, None, "Target group reached"],
    ]
    plan = read(BLOCKS, rows)
    assert plan.source.unparsed == (
        "Sheet!D3: Target group reached (a further row below the values)",
        "Sheet!C2: 0 (the row has no indicator)",
        "Sheet!D2: 7 (the row has no indicator)",
    )


def test_a_label_before_any_block(read):
    """A labelled row above the first indicator has no values to take."""
    toml = BLOCKS.replace('shape = "blocks"', 'shape = "blocks"\nheading-row = 1')
    rows = [["Achieved", 5], ["OUTPUT 1", "Output Indicator 1.1", "Baseline"], ["Pumps", "Pumps built", 0]]
    plan = read(toml, rows)
    assert [i.statement for i in plan.indicators] == ["Pumps built"]
    assert plan.source.chrome == ("Sheet!B1: 5",)


def test_a_hidden_row_of_a_block_is_left_out_where_the_layout_says_so(read):
    """A block keeps its values, and the hidden row is listed with what is no data."""
    heads = ["OUTPUT 1", "Output Indicator 1.1", "Baseline (2021)", "Milestone 1 (2024)", "Target"]
    rows = [heads, ["Wells", "Wells built", 0, 5, 20], [None, None, "secret"]]
    skipping = BLOCKS.replace("[[table]]", '[[table]]\nhidden-rows = "skip"')
    plan = read(skipping, rows, hidden_rows=frozenset({3}))
    assert shown(plan.indicators[0])[-1] == "target  20"
    assert plan.source.unparsed == ()
    assert "Sheet!C3: secret" in plan.source.chrome
