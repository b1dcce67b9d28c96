"""`progress`, `show --completeness`, `show --funding`: a results officer sees the state of results."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.examples import load

D = Decimal


@pytest.fixture
def shown(run, tmp_path):
    """The output of a command for a framework, at some width."""

    def show(framework: rf.ResultsFramework, *command: str, width: int = 100, exit_code: int = 0) -> str:
        path = tmp_path / "framework.json"
        rf.write(framework, path)
        done = run(command[0], path, *command[1:], width=width)
        assert done.exit_code == exit_code, done.output
        return done.stderr if exit_code else done.stdout

    return show


def plan(*texts: str, **fields: object) -> rf.ResultsFramework:
    """A framework whose indicators have these series."""
    indicators = tuple(
        rf.Indicator(code=f"K.{n}", series=rf.ObservationSeries.parse(text)) for n, text in enumerate(texts, 1)
    )
    return rf.ResultsFramework(results=(rf.Outcome(code="K", indicators=indicators),), **fields)


def tree(*budgets: rf.Budget | None) -> rf.ResultsFramework:
    """An outcome with a budget and its outputs with theirs."""
    own, *below = [(b,) if b else () for b in budgets]
    outputs = tuple(rf.Output(code=f"K.{n}", budgets=b) for n, b in enumerate(below, 1))
    return rf.ResultsFramework(results=(rf.Outcome(code="K", budgets=own, outputs=outputs),))


def budget(planned: str | None = None, actual: str | None = None, **fields: object) -> rf.Budget:
    """A budget from what is printed."""
    amounts = {"planned": planned, "actual": actual}
    return rf.Budget(**{name: rf.parse_money(text) for name, text in amounts.items() if text}, **fields)


# ------------------------------------------------------------------------------------------ progress


def test_progress_shows_the_year_that_is_reported_on(shown):
    """Without a year, that of the framework: 59 of 100 women are 59 % of the milestone and 18.44 % of the target."""
    lines = shown(load(), "progress").splitlines()
    assert lines[0] == "performance in 2021"
    assert lines[1].split("  ")[0] == "indicator"
    assert lines[2] == "MEX_D_2.1"
    row = next(line for line in lines if line.startswith("MEX_D_2.1.2A"))
    assert row.split() == ["MEX_D_2.1.2A", "0", "100", "59", "59", "%", "18.44", "%", "not", "met"]
    assert lines[-1] == "31 indicators without a planned or reported value in 2021 (--all shows them)"


def test_what_has_no_percentage_says_why_below_it(shown):
    """A milestone that equals the baseline is no change, which the formula has no percentage for."""
    lines = shown(load(), "progress").splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("SP_D_2.1A"))
    readings = "if more is better: met; if less is better: not met"
    assert lines[place + 1] == f"    no change targeted; no target: empty; {readings}"


def test_a_formula_and_a_rating_are_used_where_they_are_asked_for(shown):
    """The simple ratio of 2.1A is 200 % in another tool, which the 2014 report card calls green."""
    text = shown(load(), "progress", "--formula", "akvo-rsr", "--rating", "undp-2014", "--at", "2021")
    lines = text.splitlines()
    assert lines[0] == "performance in 2021, formula akvo-rsr, rated by undp-2014"
    assert lines[1].split()[-2:] == ["status", "rating"]
    row = next(line for line in lines if line.startswith("SP_D_2.1A"))
    assert row.split() == ["SP_D_2.1A", "1", "1", "2", "200", "%", "undecided", "green"]


def test_a_direction_is_declared_for_what_has_none(shown):
    """2.1A has a milestone that equals its baseline: met if more is better, and not met if less is."""
    for direction, verdict in (("increase", "met"), ("decrease", "not met")):
        document = json.loads(shown(load(), "progress", "--direction", direction, "--format", "json"))
        assert document["direction"] == direction
        (row,) = (row for row in document["performance"] if row["indicator"] == "SP_D_2.1A")
        assert (row["status"], row["readings"]) == (verdict, None)


def test_actuals_are_declared_to_add_up(shown):
    """Four quarters of 15 are 60 where each is of its quarter alone, and 15 where each is a running total."""
    quarters = " | ".join(f"2021-Q{quarter} actual 15" for quarter in (1, 2, 3, 4))
    framework = plan(f"2020 baseline 0 | 2021 milestone 60 | {quarters}")
    for accumulation, actual in (("periodic", "60"), ("cumulative", "15")):
        line = ("progress", "--at", "2021", "--accumulation", accumulation, "--format", "json")
        document = json.loads(shown(framework, *line))
        assert (document["accumulation"], document["performance"][0]["actual"]) == (accumulation, actual)


def test_nothing_is_not_met_before_the_day_by_which_it_is_due(shown):
    """59 of 100 in 2021 is not met at the end of the year, and not due in its summer."""
    framework = plan("2020 baseline 0 | 2021 milestone 100 actual 59")
    for day, status in (("2021-06-30", "not due"), ("2022-01-01", "not met")):
        line = ("progress", "--at", "2021", "--today", day)
        assert shown(framework, *line).splitlines()[3].endswith(status)
        document = json.loads(shown(framework, *line, "--format", "json"))
        assert (document["today"], document["performance"][0]["status"]) == (day, status)


def test_indicators_without_a_value_for_the_year_are_shown_on_request(shown):
    """With --all each of the 39 indicators has a line."""
    few, every = shown(load(), "progress").splitlines(), shown(load(), "progress", "--all").splitlines()
    assert sum(line.startswith(("SP_D_", "MEX_D_2.1.1A")) for line in few) == 4
    assert sum(line.startswith("SP_D_") for line in every) == 31
    assert "without a period" not in every[-1]


def test_a_year_without_any_period_is_reported_in_a_line(shown):
    """Where no indicator has anything, only their number is printed."""
    assert shown(plan("2020 actual 5", reporting_year=2021), "progress").splitlines() == [
        "performance in 2021",
        "1 indicator without a planned or reported value in 2021 (--all shows them)",
    ]


def test_a_narrow_terminal_gets_the_values_below_the_code(shown):
    """On sixty columns no value is cut: the code has a line of its own."""
    lines = shown(load(), "progress", "--rating", "undp-2014", width=60).splitlines()
    place = lines.index("MEX_D_2.1.2A")
    assert lines[place + 1].split() == ["0", "100", "59", "59", "%", "18.44", "%", "not", "met", "amber"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--rating", "stars"), "there is no rating 'stars'; choose one of '"),
        (("--formula", "guess"), "there is no formula 'guess'; choose one of '"),
        (("--at", "0"), "`at` is a year such as 2021"),
        (("--direction", "up"), "there is no Direction 'up'; choose one of 'increase', "),
        (("--accumulation", "sum"), "there is no Accumulation 'sum'; choose one of 'cumulative', "),
    ],
)
def test_the_error_of_a_wrong_option_names_the_possible_values(shown, options, message):
    """An unknown name and an impossible year are wrong usage, and the message helps."""
    assert shown(load(), "progress", *options, exit_code=2).startswith(message)


def test_a_file_that_reports_on_no_year_needs_one(shown):
    """A year that is not given is not guessed."""
    message = shown(plan("2021 actual 5"), "progress", exit_code=2)
    assert message == "the file states no reporting year; add --at, such as --at 2021\n"
    assert "met" in shown(plan("2021 milestone 5 actual 5"), "progress", "--at", "2021")


def test_progress_for_a_program(shown):
    """JSON has every indicator, numbers as their digits, fractions exactly, and the reasons for what is missing."""
    document = json.loads(shown(load(), "progress", "--format", "json", "--rating", "undp-2014"))
    assert {name: document[name] for name in ("at", "formula", "rating")} == {
        "at": 2021,
        "formula": None,
        "rating": "undp-2014",
    }
    rows = {(row["result"], row["indicator"]): row for row in document["performance"]}
    assert len(rows) == 39
    assert rows["MEX_D_2.1/MEX_D_2.1.2", "MEX_D_2.1.2A"] == {
        "result": "MEX_D_2.1/MEX_D_2.1.2",
        "indicator": "MEX_D_2.1.2A",
        "baseline": "0",
        "milestone": "100",
        "actual": "59",
        "of_milestone": {"percent": "59 %", "fraction": "59/100", "formula": "baseline"},
        "of_target": {"percent": "18.44 %", "fraction": "59/320", "formula": "baseline"},
        "status": "not met",
        "rating": "amber",
        "readings": None,
        "comment": "",
        "path": "MEX_D_2.1/MEX_D_2.1.2/MEX_D_2.1.2A",
        "statement": load().indicator("MEX_D_2.1.2A").statement,
        "unit": None,
    }
    answer = rows["MEX_D_2.1/MEX_D_2.1.2", "MEX_D_2.1.2B"]
    assert answer["milestone"] == {"missing": "to_be_determined"}
    assert answer["of_target"] == {"undefined": "no target: to be determined"}
    assert rows["MEX_D_2.1", "SP_D_0.2.2"]["baseline"] is True
    assert rows["MEX_D_2.1", "SP_D_2.1A"]["readings"] == [
        {"declaration": "more is better", "answer": {"met": True}},
        {"declaration": "less is better", "answer": {"met": False}},
    ]


def test_ratios_and_other_values_for_a_program(shown):
    """Both numbers of a ratio are kept; a range is given as its text."""
    framework = plan("2021 milestone 1/2 actual 1/3", "2021 milestone >5 actual 0.50", reporting_year=2021)
    first, second = json.loads(shown(framework, "progress", "--format", "json"))["performance"]
    assert first["actual"] == {"numerator": "1", "denominator": "3"}
    assert (second["milestone"], second["actual"]) == (">5", "0.50")


# ------------------------------------------------------------------------------------------ completeness


def test_completeness_shows_one_line_an_indicator(shown):
    """A reported value is yes, one not due a point, and the last column counts those due."""
    lines = shown(load(), "show", "--completeness").splitlines()
    assert lines[0] == "completeness, results due up to 2021"
    assert lines[1].split() == ["indicator", "baseline", *map(str, range(2020, 2026)), "target", "reported"]
    assert lines[2] == "MEX_D_2.1"
    row = next(line for line in lines if line.startswith("MEX_D_2.1.2B"))
    assert row.split() == ["MEX_D_2.1.2B", "yes", "yes", "yes", ".", ".", ".", ".", "TBD", "2", "of", "2"]
    assert lines[-1].endswith("the source has no such cell.")


def test_every_state_has_its_sign(shown):
    """Overdue and due are highlighted; not available, not applicable and to be determined differ."""
    text = (
        "2018 baseline - | 2019 actual - | 2020 actual N/A | 2021 actual - | 2022 actual - "
        "| 2023 actual not applicable | 2024 actual TBD | 2025 target 5 actual 1"
    )
    lines = shown(plan(text, reporting_year=2021), "show", "--completeness").splitlines()
    assert lines[3].split() == ["K.1", "-", "OVERDUE", "N/A", "DUE", ".", "none", "TBD", "yes", "yes", "1", "of", "4"]


def test_a_framework_without_indicators_has_nothing_to_complete(shown):
    """Only the heading is printed."""
    assert shown(rf.ResultsFramework(title="Empty"), "show", "--completeness") == "completeness\n"


def test_completeness_for_a_program(shown):
    """JSON has the state of each cell by its name, and the coverage as two numbers."""
    document = json.loads(shown(load(), "show", "--completeness", "--format", "json"))
    assert list(document) == ["completeness"]
    row = next(row for row in document["completeness"] if row["indicator"] == "SP_D_0.7.c")
    assert row["baseline"] == row["target"] == "to_be_determined"
    assert (row["2021"], row["2022"], row["reported"]) == (None, "not_due", {"reported": 0, "due": 0})


# ------------------------------------------------------------------------------------------ funding


def test_funding_shows_sums_below_a_result(shown):
    """The three outputs of the page cost $4.17 M together, and the outcome $934.31 K: that does not agree."""
    lines = shown(load(), "show", "--funding").splitlines()
    assert lines[0].split("  ")[0] == "budget of"
    assert [line.split("  ")[0] for line in lines[1:6]] == [
        "MEX_D_2.1", "= 3 below", "MEX_D_2.1.1", "MEX_D_2.1.3", "MEX_D_2.1.2",
    ]  # fmt: skip
    assert lines[2].split() == [
        "=", "3", "below", "$4.17", "M", "$1,654.31", "K", "$2.52", "M", "60.35", "%", "$1,762.95", "K", "106.57", "%",
        "42.3", "%", "no",
    ]  # fmt: skip
    assert "called delivery" in " ".join(lines[6:])


def test_a_sum_that_cannot_be_had_says_why_below(shown):
    """An output without a budget and an amount that is not stated are named once each."""
    text = shown(tree(budget("$9", period=rf.Period(year=2021)), budget("$9"), None), "show", "--funding")
    lines = text.splitlines()
    assert lines[1].split()[:7] == ["K", "2021", "$9", "not", "stated", "none", "none"]
    assert lines[2].split() == ["=", "2", "below", *["none"] * 7, "unknown"]
    assert "none, since actual is absent: K, K.1" in lines
    assert "none, since K.2: there is no budget: K = 2 below" in lines


def test_the_whole_is_called_so(shown):
    """A budget of the framework itself has no code as its heading."""
    framework = attrs.evolve(tree(budget("$9", "$5")), budgets=(budget("$9", "$5"),))
    lines = shown(framework, "show", "--funding").splitlines()
    assert [line.split("  ")[0] for line in lines[1:4]] == ["the whole", "= 1 below", "K"]
    assert lines[2].endswith("unknown")


def test_a_framework_without_budgets_has_no_funding(shown):
    """Nothing is printed as if it were zero."""
    assert shown(tree(None, None), "show", "--funding") == "no budget is stated\n"


def test_funding_for_a_program(shown):
    """JSON has every amount with its bounds, every rate, and the reason for what there is not."""
    document = json.loads(shown(load(), "show", "--funding", "--budgets", "--format", "json"))
    assert list(document) == ["budgets", "funding"]
    own, below = document["funding"][:2]
    assert own["planned"] == {"low": "934305", "nominal": "934310", "high": "934315", "currency": "USD"}
    assert (below["of"], below["agrees"], below["period"]) == ("3 below", "no", "")
    assert below["shortfall_rate"].startswith("0.60")
    bare = json.loads(shown(tree(budget("$9")), "show", "--funding", "--format", "json"))["funding"][0]
    assert (bare["actual"], bare["shortfall"]) == ({"missing": "absent"}, {"undefined": "actual is absent"})


def test_several_views_follow_each_other(shown):
    """Budgets, sums and completeness can be asked for at once; an empty line separates them."""
    text = shown(load(), "show", "--completeness", "--budgets", "--funding")
    assert text.count("\n\n") == 2
    assert text.index("of plan") < text.index("= 3 below") < text.index("completeness, results")
    assert json.loads(shown(load(), "show", "--format", "json")).keys() >= {"counts", "framework"}


def test_a_quarter_is_a_time_as_well(shown):
    """`--at` takes what `report` takes: a year, or a period such as a quarter."""
    series = rf.ObservationSeries(
        tuple(
            rf.Observation(kind=kind, period=rf.Period.quarter(2021, 3), value=value)
            for kind, value in (("milestone", 5), ("actual", 6))
        )
    )
    framework = rf.ResultsFramework(
        results=(rf.Outcome(code="K", indicators=(rf.Indicator(code="K.1", series=series),)),)
    )
    assert "performance in 2021-07-01..2021-09-30" in shown(framework, "progress", "--at", "2021Q3")
    document = json.loads(shown(framework, "progress", "--at", "2021Q3", "--format", "json"))
    assert document["at"] == "2021-07-01..2021-09-30"
    assert "is no period" in shown(framework, "progress", "--at", "soon", exit_code=2)
