from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from resultsframework import (
    Indicator,
    InvalidValueError,
    Missing,
    ObservationSeries,
    Outcome,
    Period,
    ResultsFramework,
    Undefined,
)
from resultsframework.examples import load
from resultsframework.monitoring import FORMULAS, RATINGS
from resultsframework.monitoring._readings import in_words
from resultsframework.tables import performance

D = Decimal


def plan(*texts, comment=None, **fields):
    """A framework whose indicators have these series."""
    indicators = []
    for number, text in enumerate(texts, 1):
        series = ObservationSeries.parse(text)
        series = ObservationSeries(tuple(attrs.evolve(o, comment=comment) for o in series))
        indicators.append(Indicator(code=f"K.{number}", series=series))
    return ResultsFramework(results=(Outcome(code="K", indicators=tuple(indicators)),), **fields)


def row(table, code):
    return next(record for record in table.to_records() if record["indicator"] == code)


def percent(answer):
    return answer.reason if isinstance(answer, Undefined) else answer.value * 100


# The worked numbers of 2021: actual of milestone and of target, as a simple ratio and from the baseline.
UNKNOWN = (
    "direction unknown: actual / milestone is a share of it only where more is better; declare the direction, or pass "
    "direction="
)
WORKED = {
    "SP_D_2.1A": (UNKNOWN, "no target: empty", "no change targeted", "no target: empty"),
    "SP_D_2.1C": (UNKNOWN, "no target: empty", "no change targeted", "no target: empty"),
    "SP_D_2.1D": (200, "no target: empty", 200, "no target: empty"),
    "MEX_D_2.1.1A": (350, "no target: empty", 350, "no target: empty"),
    "MEX_D_2.1.1B": (300, 100, 300, 100),
    "MEX_D_2.1.3A": (300, 100, "no change targeted", 100),
    "MEX_D_2.1.2A": (59, Fraction(184375, 10000), 59, Fraction(184375, 10000)),
}


@pytest.mark.parametrize("code", WORKED)
def test_the_worked_numbers_of_the_page(code):
    """Percent of milestone and of target for 2021, each by the formula that is named."""
    framework = load()
    cells = []
    for formula in ("target-ratio", "baseline"):
        found = row(performance(framework, 2021, formula=formula), code)
        cells += [percent(found["of milestone"]), percent(found["of target"])]
    assert tuple(cells) == WORKED[code]


def test_a_row_is_the_year_of_one_indicator():
    """Baseline, milestone and actual of the year, how far that is, and whether it was met."""
    table = performance(load(), 2021)
    assert table.title == "performance in 2021"
    assert table.names == (
        "result", "indicator", "baseline", "milestone", "actual", "of milestone", "of target", "status",
        "readings", "comment", "path", "statement", "unit",
    )  # fmt: skip
    found = row(table, "MEX_D_2.1.2A")
    assert found["path"] == "MEX_D_2.1/MEX_D_2.1.2/MEX_D_2.1.2A"
    assert (found["statement"], found["unit"]) == (load().at(found["path"]).statement, load().at(found["path"]).unit)
    values = [found[name] for name in ("result", "baseline", "milestone", "actual", "status", "comment")]
    assert values == ["MEX_D_2.1/MEX_D_2.1.2", D(0), D(100), D(59), "not met", ""]
    assert len(table) == 39
    line = next(line for line in str(table).splitlines() if "MEX_D_2.1.2A" in line)
    assert line.split()[:11] == [
        "MEX_D_2.1/MEX_D_2.1.2",
        "MEX_D_2.1.2A",
        "0",
        "100",
        "59",
        "59",
        "%",
        "18.44",
        "%",
        "not",
        "met",
    ]


def test_the_year_of_the_page_in_counts():
    """Of 39 indicators eight have a value for 2021: five met it, one did not, and two cannot be judged."""
    table = performance(load(), 2021)
    statuses = Counter(row[7] for row in table)
    assert statuses == {"not scheduled": 31, "met": 5, "not met": 1, "undecided": 2}


def test_what_is_planned_is_due_and_nothing_else():
    """For 2022 five have a planned value; they are not due when 2021 is reported on, and without data when 2022 is."""
    assert Counter(row[7] for row in performance(load(), 2022)) == {"not due": 5, "not scheduled": 34}
    table = performance(load(), 2022, reporting_year=2022)
    assert Counter(row[7] for row in table) == {"without data": 5, "not scheduled": 34}
    texts = ("2021 milestone 5 actual TBD", "2021 actual 5", "2021 milestone - actual -", "2022 milestone 5")
    table = performance(plan(*texts, reporting_year=2021), 2021)
    assert [row[7] for row in table] == ["without data", "without plan", "not scheduled", "not scheduled"]


def test_the_comment_says_what_the_source_says_and_why_there_is_no_percentage():
    """Reasons are printed beside a value that has no percentage, each once; a value that is missing needs none."""
    table = performance(
        plan("2019 baseline 1 | 2021 milestone 1 actual 2", "2021 milestone 3 actual -", comment="draft"), 2021
    )
    assert table.to_columns()["comment"] == ["draft; no change targeted; no target", "draft"]
    bare = performance(plan("2021 milestone - actual 3", "2020 actual 5"), 2021)
    assert bare.to_columns()["comment"][0].split("; ") == ["no milestone for 2021: empty", "no target"]
    assert bare.to_columns()["comment"][1] == ""


def test_a_cell_that_the_source_does_not_have_is_empty():
    """An absent baseline, milestone or actual is nothing, and a dash is a dash."""
    table = performance(plan("2020 actual 5", "2019 baseline - | 2021 milestone TBD actual -"), 2021)
    assert table.rows[0][2:5] == (None, None, None)
    assert table.rows[1][2:5] == (Missing.EMPTY, Missing.TO_BE_DETERMINED, Missing.EMPTY)


def test_at_the_end_the_target_is_what_was_planned_for_the_year():
    """In the last year the column of milestones shows the target."""
    table = performance(plan("2019 baseline 0 | 2025 target 10 actual 5"), 2025)
    assert table.rows[0][3:5] == (D(10), D(5))
    assert [percent(cell) for cell in table.rows[0][5:7]] == [50, 50]


def test_of_several_periods_in_a_year_the_last_is_shown():
    """The second half of the year is in the table, whatever its place in the source."""
    halves = ["2021-01-01..2021-06-30 milestone 1 actual 3", "2021-07-01..2021-12-31 milestone 2 actual 4"]
    for order in (halves, halves[::-1]):
        assert performance(plan(" | ".join(order)), 2021).rows[0][3:5] == (D(2), D(4))


@pytest.mark.parametrize("rating", ["undp-2014", RATINGS["undp-2014"]])
def test_a_rating_is_a_column_of_its_own_and_only_on_request(rating):
    """350 % is green, 59 % amber, and what has no percentage grey; what is not due is not rated."""
    table = performance(load(), 2021, rating=rating)
    assert table.title == "performance in 2021, rated by undp-2014"
    words = {code: row(table, code)["rating"] for code in ("MEX_D_2.1.1A", "MEX_D_2.1.2A", "SP_D_2.1A", "SP_D_0.1.4")}
    assert words == {"MEX_D_2.1.1A": "green", "MEX_D_2.1.2A": "amber", "SP_D_2.1A": "grey", "SP_D_0.1.4": None}
    assert "rating" not in performance(load(), 2021).names


@pytest.mark.parametrize(
    ("text", "year", "word"),
    [
        ("2021 milestone 5 actual -", 2021, "grey"),
        ("2020 milestone 5 actual -", 2020, "grey"),
        ("2021 milestone 5 actual TBD", 2021, "grey"),
        ("2022 milestone 5 actual -", 2022, None),
        ("2021 milestone 5 actual not applicable", 2021, None),
        ("2021 milestone 5 actual 5", 2022, None),
        ("2019 baseline 0 | 2021 milestone 5 actual 2", 2021, "red"),
    ],
)
def test_what_is_due_and_missing_is_rated_as_insufficient(text, year, word):
    """Too little data is a rating where a value is due, and none where there is nothing to expect."""
    table = performance(plan(text, reporting_year=2021), year, rating="undp-2014")
    assert table.rows[0][8] == word


def test_a_formula_of_ones_own_can_be_used():
    """A formula is chosen by its name or given as it is."""
    table = performance(load(), 2021, formula=FORMULAS["akvo-rsr"])
    assert table.title == "performance in 2021, formula akvo-rsr"
    assert percent(row(table, "SP_D_2.1A")["of milestone"]) == 200


def test_names_that_nobody_knows_are_mistakes_of_the_caller():
    """An unknown formula or rating is an error that lists those that there are."""
    with pytest.raises(InvalidValueError, match="there is no formula 'akvo'; choose one of 'akvo-rsr', "):
        performance(load(), 2021, formula="akvo")
    known = "'undp-2014', 'global-fund', 'idb', 'akvo-rsr', 'tola-activity', 'dfid', 'unicef-prp', 'world-bank'"
    with pytest.raises(InvalidValueError) as error:
        performance(load(), 2021, rating="traffic light")
    said = f"there is no rating 'traffic light'; choose one of {known}, or pass a BandTable of your own"
    assert str(error.value) == said


def test_the_comment_holds_what_the_source_says_and_each_reason_once():
    """The comment on the actual comes first, then why there is no percentage of milestone and of target."""
    table = performance(plan("2021 actual 3", comment="estimated"), 2021)
    assert row(table, "K.1")["comment"] == "estimated; no milestone for 2021; no target"
    known = performance(plan("2019 baseline 0 | 2021 milestone 4 actual 3 | 2025 target 9", comment="estimated"), 2021)
    assert row(known, "K.1")["comment"] == "estimated"
    yes = performance(plan("2021 actual Yes"), 2021)
    assert row(yes, "K.1")["comment"] == "no milestone for 2021; yes or no is no number; no target"
    empty = performance(plan("2021 milestone 4 actual -"), 2021)
    assert row(empty, "K.1")["comment"] == ""


def test_a_declaration_that_is_lacking_has_its_readings_in_a_column_of_their_own():
    """The answers under each direction are printed beside the answer, never in its place."""
    table = performance(plan("2021 milestone 4 actual 3", "2019 baseline 0 | 2021 milestone 4 actual 3"), 2021)
    unknown, known = table.to_records()
    assert (str(unknown["of milestone"])[:9], unknown["status"]) == ("undefined", "undecided")
    assert [str(reading) for reading in unknown["readings"]] == [
        "if more is better: 75 %",
        "if less is better: undefined (descending needs a baseline: actual / milestone grows as things get worse)",
        "if more is better: not met",
        "if less is better: met",
    ]
    column = next(column for column in table.columns if column.name == "readings")
    assert column.text(unknown["readings"]) == "if more is better: 75 %, not met; if less is better: met"
    assert (known["readings"], column.text(known["readings"])) == (None, "")
    unreported = performance(plan("2021 milestone 4 actual -"), 2021)
    assert row(unreported, "K.1")["readings"] is None


def test_a_direction_for_the_table_is_that_of_indicators_without_one():
    """An inferred decrease stays one; what declares nothing is taken as the caller declares it."""
    texts = ("2021 milestone 4 actual 3", "2019 baseline 9 | 2021 milestone 5 actual 7")
    unknown, falling = performance(plan(*texts), 2021, direction="increase").to_records()
    assert (percent(unknown["of milestone"]), unknown["status"], unknown["readings"]) == (75, "not met", None)
    assert (percent(falling["of milestone"]), falling["status"]) == (50, "not met")


FISCAL = (
    "2019 baseline 0 | 2020-07-01..2020-09-30 actual 10 | 2020-10-01..2020-12-31 actual 20 | "
    "2021-01-01..2021-03-31 actual 30 | 2021-04-01..2021-06-30 actual 40 | 2020-07-01..2021-06-30 target 200"
)


@pytest.mark.each("at", [2021, dt.date(2021, 6, 30), Period.parse("FY2020/21", year_start=7)])
def test_a_fiscal_year_is_measured_by_its_quarters(at):
    """The actual of the table is the sum that was compared; undeclared, there is none, and the readings show both."""
    table = performance(plan(FISCAL), at, accumulation="periodic")
    found = next(iter(table.to_records()))
    assert (found["milestone"], found["actual"], found["status"]) == (D(200), D(100), "not met")
    assert found["of milestone"].value == D("0.5")
    undeclared = next(iter(performance(plan(FISCAL), at).to_records()))
    assert undeclared["status"] == "undecided"
    assert "if periodic: 50 %" in in_words(undeclared["readings"])
    titles = {"performance in 2021", "performance on 2021-06-30", "performance in 2020-07-01..2021-06-30"}
    assert table.title in titles


def test_nothing_is_missed_in_the_table_before_it_is_due():
    """By the day given, the reporting year, or the day of the last update; without any of them everything is due."""
    early = plan("2019 baseline 0 | 2020 target 100 actual 40")
    for framework, options in (
        (early, {"today": dt.date(2020, 6, 30)}),
        (early, {"reporting_year": 2019}),
        (attrs.evolve(early, last_updated=dt.date(2020, 6, 30)), {}),
    ):
        found = next(iter(performance(framework, 2020, **options).to_records()))
        assert found["status"] == "not due"
        assert found["of milestone"].percent == "40 %"
    assert next(iter(performance(early, 2020).to_records()))["status"] == "not met"
