"""The verdicts that Canada published on the targets of its departments, against those of this library."""

from __future__ import annotations

import csv

import pytest

import resultsframework as rf
from resultsframework.cell import parse_value
from resultsframework.indicator import Indicator
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period

VERDICTS = {"success": True, "failure": False}
UNITS = {"percent": "percent", "dollar": "CAD"}
# Where the published verdict is another one, and why.
RISING = "the target is entered as a least; less is better, as the text says"
DISAGREEMENTS = {
    "NI022-0647-2016": RISING,  # fewer clients who need long-term care is the aim, and the baseline is higher
    "NI033-0072-2016": "a rank: the first place is the best, the target is entered as a least",
    "NI033-0110-2016": "1,068 of at least 1,075: published as success without a word on why",
    "NI034-0011-2016": "224.7 of at least 224.8: published as success, perhaps rounded",
    "NI034-0089-2016": RISING,  # the name of the indicator ends with "Improvement = decrease"
    "NI054-0403-2016": "a revision: the smaller the better, the target is entered as a least",
    "NI054-0413-2016": "a revision: the smaller the better, the target is entered as a least",
    "NI061-0150-2016": "a rank: the first place is the best, the target is entered as a least",
    "NI136-0046-2016": "pests that establish themselves: none is the aim, the target is entered as at least 0",
    "NI170-0003-2016": "an error rate: the smaller the better, the target is entered as a least",
}


@pytest.fixture(scope="module")
def past(shared):
    """The rows whose target was due, and whose target is no text."""
    path = shared / "data" / "oracles" / "canada_departmental_indicators.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2442
    return [row for row in rows if row["status_period"] == "past" and row["target_type"] != "text"]


def bound_of(row):
    """The text of a target, as it would be in a cell: at least, at most, between, or one number."""
    low, high = row["target_min"], row["target_max"]
    if low and high:
        return low if low == high else f"{low}-{high}"
    return f">={low}" if low else f"<={high}" if high else "-"


def indicator_of(row):
    """The row as an indicator with a target and an actual of one year."""
    period = Period(year=2017)
    values = ((ObservationKind.TARGET, bound_of(row)), (ObservationKind.ACTUAL, row["actual_result_en"]))
    made = tuple(
        Observation(kind=kind, period=period, value=parse_value(text, decimal=".").value) for kind, text in values
    )
    return Indicator(
        code=row["id"],
        statement=row["name_en"],
        unit=UNITS.get(row["target_type"].removesuffix("_range")),
        series=rf.ObservationSeries(made),
    )


def verdicts(rows):
    """Our answers and the published ones, by the code of the indicator, where one was published."""
    return {
        row["id"]: (rf.met(indicator_of(row), 2017), VERDICTS[row["status_color"]])
        for row in rows
        if row["status_color"] in VERDICTS
    }


def test_targets_with_one_bound_are_met_where_the_government_says_so(past):
    """949 of 959 past targets of at least or at most so many have the published verdict; the others a reason."""
    single = [row for row in past if bool(row["target_min"]) != bool(row["target_max"])]
    found = verdicts(single)
    assert len(found) == 959
    assert all(isinstance(ours, rf.Met) for ours, _ in found.values())
    disagreeing = {code for code, (ours, published) in found.items() if ours.value is not published}
    assert disagreeing == set(DISAGREEMENTS)
    assert len(found) - len(disagreeing) >= 949


def test_targets_between_two_bounds_are_met_where_the_government_says_so(past):
    """All 82 past ranges have the published verdict, the bounds themselves included."""
    ranges = [row for row in past if row["target_min"] and row["target_max"] not in ("", row["target_min"])]
    found = verdicts(ranges)
    assert len(found) == 82
    assert [code for code, (ours, published) in found.items() if ours.value is not published] == []


def test_one_number_without_a_direction_is_decided_only_where_it_is_reached(past):
    """The direction of a plain number is not stated: the same number meets it, else unknown."""
    plain = [row for row in past if row["target_min"] and row["target_min"] == row["target_max"]]
    found = verdicts(plain)
    assert len(found) == 122
    decided = {code: pair for code, pair in found.items() if isinstance(pair[0], rf.Met)}
    assert all(ours.value for ours, _ in decided.values())
    # 100 of 100 was reported, and failure published; nothing in the row says why.
    assert [code for code, (_, published) in decided.items() if not published] == ["NI130-0071-2016"]
    rest = [ours.reason for ours, _ in found.values() if isinstance(ours, rf.Undefined)]
    assert len(set(rest)) == 1
    assert rest[0].startswith("direction unknown: only the same number would be certain to meet it")
    assert len(rest) + len(decided) == 122


def test_what_was_not_reported_is_not_judged(past):
    """A full stop where a result belongs is no result: there is a reason instead of a verdict."""
    blank = [row for row in past if row["actual_result_en"] == "."]
    assert len(blank) == 54
    answers = [rf.met(indicator_of(row), 2017) for row in blank]
    assert all(isinstance(answer, rf.Undefined) for answer in answers)
    assert {row["status_color"] for row in blank} <= {"not_avail", "not_appl"}


def test_there_is_progress_only_where_there_is_a_share_to_speak_of(past):
    """Without baselines, a least of more than nothing has a share that was achieved; a most has none."""
    for row in past:
        answer = rf.progress(indicator_of(row), 2017)
        if isinstance(answer, rf.Progress):
            assert (answer.formula, answer.basis.target_only) == ("target-ratio", True)
            assert row["target_min"]
        elif row["target_max"] and not row["target_min"] and row["actual_result_en"] != ".":
            assert answer.reason.startswith("descending needs a baseline")
