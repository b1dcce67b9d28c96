"""Rules on plans and results with a direction that is declared, inferred from the plan, or unknown."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf

WAYS = ("increase", "decrease", "maintain", "unknown")
WOMEN = (rf.Disaggregation(dimension="sex", category="women"),)


def codes(case, way, sentence, *rules):
    """The rules that have findings with such a declared direction, and their severities."""
    given = case(sentence if way == "unknown" else f"{way}; {sentence}")
    return {code: given.found(code)[0].severity.value for code in rules if given.found(code)}


@pytest.mark.each(
    ("sentence", "expected"),
    [
        ("2021 milestone 10 actual 10", ({}, {}, {}, {})),
        ("2021 milestone 10 actual 11", ({"TGT10": "info"}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone 10 actual 9", ({"TGT11": "warning"}, {"TGT10": "info"}, {}, {})),
        ("2021 milestone 10 actual 20", ({"TGT10": "warning"}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone 10 actual 19.9", ({"TGT10": "info"}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone 10 actual 5", ({"TGT11": "warning"}, {"TGT10": "warning"}, {}, {})),
        ("2021 milestone 10 actual 5.1", ({"TGT11": "warning"}, {"TGT10": "info"}, {}, {})),
        ("2021 milestone 10 actual 0", ({"TGT11": "info"}, {"TGT10": "info"}, {}, {})),
        ("2021 milestone 0 actual 10", ({}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone -2 actual -1", ({"TGT10": "info"}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone 1/2 actual 1/1", ({"TGT10": "warning"}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone 1/2 actual 5/10", ({}, {}, {}, {})),
        ("2021 milestone 10% actual 11", ({}, {}, {}, {})),
        ("2021 milestone $10 actual €20", ({}, {}, {}, {})),
        ("2021 milestone $10 actual $20", ({"TGT10": "warning"}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone 10-20 actual 15", ({}, {}, {}, {})),
        ("2021 milestone 10-20 actual 20", ({}, {}, {}, {})),
        ("2021 milestone 10-20 actual 21", ({"TGT10": "info"}, {"TGT11": "warning"}, {}, {})),
        ("2021 milestone 10-20 actual 9", ({"TGT11": "warning"}, {"TGT10": "info"}, {}, {})),
        ("2021 milestone >10 actual 10", ({"TGT11": "warning"}, {}, {}, {"TGT11": "warning"})),
        ("2021 milestone >=10 actual 10", ({}, {}, {}, {})),
        ("2021 milestone <10 actual 10", ({}, {"TGT11": "warning"}, {}, {"TGT11": "warning"})),
        ("2021 milestone <=10 actual 10", ({}, {}, {}, {})),
        ("2021 milestone No actual Yes", ({"TGT10": "info"}, {"TGT11": "warning"}, {}, {"TGT10": "info"})),
        ("2021 milestone Yes actual No", ({"TGT11": "warning"}, {"TGT10": "info"}, {}, {"TGT11": "warning"})),
        ("2021 milestone Yes actual 1", ({}, {}, {}, {})),
        ("2021 milestone few actual many", ({}, {}, {}, {})),
    ],
)
def test_a_result_beside_its_plan(case, sentence, expected):
    """Above or below the plan is good or bad by the direction; if unknown, neither, unless a limit shows it."""
    found = tuple(codes(case, way, sentence, "TGT10", "TGT11") for way in WAYS)
    assert found == expected


@pytest.mark.each(
    ("sentence", "expected"),
    [
        ("2019 baseline 5 | 2025 target 5", ("TGT04", "TGT04", "", "TGT04")),
        ("2019 baseline 5 | 2025 target 6", ("", "TGT03", "", "")),
        ("2019 baseline 5 | 2025 target 4", ("TGT03", "", "", "")),
        ("2019 baseline 5/10 | 2025 target 1/2", ("TGT04", "TGT04", "", "TGT04")),
        ("2019 baseline 5% | 2025 target 5", ("", "", "", "")),
        ("2019 baseline 5% | 2025 target 4", ("", "", "", "")),
        ("2019 baseline $5 | 2025 target €5", ("", "", "", "")),
        ("2019 baseline $5 | 2025 target €4", ("", "", "", "")),
        ("2019 baseline $5 | 2025 target $4", ("TGT03", "", "", "")),
        ("unit percent; 2019 baseline 5% | 2025 target 4", ("TGT03", "", "", "")),
        ("unit percent; 2019 baseline 5% | 2025 target 5", ("TGT04", "TGT04", "", "TGT04")),
        ("2019 baseline 5 | 2025 target 4-6", ("", "", "", "")),
        ("2019 baseline 5 | 2025 target 6-7", ("", "TGT03", "", "")),
        ("2019 baseline 5 | 2025 target >5", ("", "TGT03", "", "")),
        ("2019 baseline 5 | 2025 target >=5", ("", "TGT03", "", "")),
        ("2019 baseline Yes | 2025 target Yes", ("TGT04", "TGT04", "", "TGT04")),
        ("2019 baseline No | 2025 target Yes", ("", "TGT03", "", "")),
        ("2019 baseline some | 2025 target some", ("", "", "", "")),
        ("2025 baseline 5 | 2020 milestone 3 | 2025 target 6", ("", "TGT03", "", "")),
        ("2025 baseline 5 | 2025 target 3", ("TGT03", "", "", "")),
        ("- baseline 5 | 2020 milestone 3 | 2025 target 6", ("TGT03", "TGT03", "", "TGT03")),
    ],
)
def test_a_plan_beside_its_baseline(case, sentence, expected):
    """A plan leads away from its baseline the way that is better; the same is worth a question unless it is the aim."""
    found = tuple("".join(codes(case, way, sentence, "TGT03", "TGT04")) for way in WAYS)
    assert found == expected


@pytest.mark.each(
    ("sentence", "expected"),
    [
        ("2020 milestone 5 | 2025 target 5", ("", "", "", "")),
        ("2020 milestone 5 | 2025 target 6", ("", "TGT07", "", "")),
        ("2020 milestone 5 | 2025 target 4", ("TGT07", "", "", "")),
        ("2020 milestone 5% | 2025 target 4", ("", "", "", "")),
        ("2025 milestone 5 | 2025 target 4", ("", "", "", "")),
        ("2026 milestone 5 | 2025 target 4", ("", "", "", "")),
        ("- milestone 5 | 2025 target 4", ("TGT07", "", "", "")),
        ("2020 milestone 4-6 | 2025 target 5", ("", "", "", "")),
        ("2020 milestone 6-7 | 2025 target 5", ("TGT07", "", "", "")),
        ("2020 milestone Yes | 2025 target No", ("TGT07", "", "", "")),
        ("2020 target 9 | 2025 target 4", ("TGT07", "", "", "")),
        ("2019 baseline 9 | 2020 milestone 3 | 2025 target 4", ("", "TGT07", "", "TGT07")),
        ("2019 baseline 0 | 2020 milestone 5 | 2025 target 4", ("TGT07", "", "", "TGT07")),
    ],
)
def test_a_milestone_beside_the_target(case, sentence, expected):
    """No step is better than the end, by the direction that is declared or that baseline and target show."""
    found = tuple("".join(codes(case, way, f"cumulative; {sentence}", "TGT07")) for way in WAYS)
    assert found == expected


@pytest.mark.each(
    ("sentence", "expected"),
    [
        ("2024 actual 6 | 2025 target 6", (True, True, False, True)),
        ("2025 actual 6 | 2025 target 6", (False, False, False, False)),
        ("2026 actual 6 | 2025 target 6", (False, False, False, False)),
        ("- actual 6 | 2025 target 6", (False, False, False, False)),
        ("2024 actual 5 | 2025 target 6", (False, True, False, False)),
        ("2024 actual 7 | 2025 target 6", (True, False, False, True)),
        ("2024 actual 6% | 2025 target 6", (False, False, False, False)),
        ("2024 actual €6 | 2025 target $6", (False, False, False, False)),
        ("2024 actual 5-7 | 2025 target 6", (False, False, False, False)),
        ("2024 actual 6 | 2025 target >6", (False, False, False, False)),
        ("2024 actual 6 | 2025 target <=6", (False, False, False, False)),
        ("2019 baseline 6 | 2024 actual 6 | 2025 target 6", (False, False, False, False)),
        ("2019 baseline 7 | 2024 actual 6 | 2025 target 6", (False, True, False, True)),
        ("2019 baseline 0 | 2024 actual 6 | 2025 target 6", (True, False, False, True)),
        ("2024 actual done | 2025 target done", (False, False, False, False)),
    ],
)
def test_a_result_beside_the_target_of_a_later_year(case, sentence, expected):
    """A target is met early where a result of an earlier year is as good, and the start was not as good already."""
    found = tuple(bool(codes(case, way, sentence, "TGT09")) for way in WAYS)
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("increase; 2019 baseline 0 | 2021 milestone 4 actual 3 | 2025 target 9", ""),
        (
            "2021 milestone 4 actual 3 | 2025 target 9",
            "; the direction is not declared, it is inferred from the milestones",
        ),
        (
            "2019 baseline 0 | 2021 milestone 4 actual 3 | 2025 target 9",
            "; the direction is not declared, it is inferred from the target",
        ),
        ("2021 milestone <4 actual 5", "; the direction is not declared, less is taken as better"),
        ("2021 milestone >4 actual 3", "; the direction is not declared, more is taken as better"),
    ],
)
def test_a_message_names_the_basis_of_the_direction(case, sentence, clause):
    """Whoever reads that a result falls short learns whether somebody declared which way is better."""
    (finding,) = case(sentence).found("TGT11")
    assert finding.message.endswith(clause)
    assert clause or "direction" not in finding.message


def test_a_declared_direction_makes_an_error_of_a_wrong_plan(case):
    """A plan on the wrong side of its baseline is an error where the direction is declared, else a warning."""
    plan = "2019 baseline 5 | 2020 milestone 4 | 2025 target 6"
    (declared,) = case(f"increase; {plan}").found("TGT03")
    (seen,) = case(plan).found("TGT03")
    assert (declared.severity, seen.severity) == (rf.Severity.ERROR, rf.Severity.WARNING)
    assert declared.message == "declared increase, but the milestone of 4 lies below the baseline of 5"
    assert seen.message == "inferred increase, but the milestone of 4 lies below the baseline of 5"
    assert (declared.path, declared.observed, declared.expected) == ("A/I/milestone", "4", "a direction that fits")


def test_a_target_below_its_milestones_is_a_finding_without_a_direction(case):
    """A target mistyped to the other side of the baseline hides the direction, and is itself what is reported."""
    slip = "2022 baseline 120 | 2023 milestone 140 actual 138 | 2024 milestone 170 actual 166 | 2025 target 20"
    (found,) = case(slip).found("TGT03")
    assert (found.path, found.observed, found.severity) == ("A/I/target", "20", rf.Severity.WARNING)
    assert found.message == (
        "milestones lie above the baseline of 120: 140 for 2023, 170 for 2024; and the target of 20 lies below it, so "
        "that no direction fits"
    )
    up = "2022 baseline 9 | 2023 milestone 7 | 2024 milestone 5 | 2025 target 90"
    assert "milestones lie below the baseline of 9: 7 for 2023, 5 for 2024; and the target of 90 lies above it" in (
        case(up).found("TGT03")[0].message
    )


def test_a_direction_that_the_plan_contradicts_is_reported_once(case):
    """The target comes first; results beside such values, and milestones beyond such a target, are no findings."""
    plan = "decrease; 2019 baseline 1 | 2020 milestone 2 actual 3 | 2021 milestone 3 actual 2 | 2022 target 4 actual 7"
    followers = ("TGT07", "TGT10", "TGT11")
    (finding,) = rf.validate(case(plan).framework, select=["TGT03", *followers])
    reason = "declared decrease, but the target of 4 lies above the baseline of 1"
    assert (finding.path, finding.message) == ("A/I/target", f"{reason}; so do 2 more planned values")
    two = "decrease; 2019 baseline 1 | 2020 milestone 2 actual 3 | 2022 target 4"
    assert case(two).found("TGT03")[0].message == f"{reason}; so does 1 more planned value"
    dip = "increase; 2019 baseline 3 | 2020 milestone 2 actual 5 | 2021 milestone 4 actual 3 | 2022 target 6"
    found = rf.validate(case(dip).framework, select=["TGT03", *followers])
    assert [(f.code, f.path) for f in found] == [("TGT03", "A/I/milestone:2020"), ("TGT11", "A/I/actual:2021")]


@pytest.mark.each(
    ("code", "sentence"),
    [
        ("TGT03", "increase; 2019 baseline 50% | 2021 target 1/5"),
        ("TGT04", "2019 baseline 50% | 2021 target 1/2"),
        ("TGT11", "increase; 2021 milestone 4/5 actual 70%"),
    ],
)
def test_values_in_other_units_are_compared_in_one(case, code, sentence):
    """4 of 5 are more than 50 %, and 1 of 5 less."""
    assert [f.code for f in case(sentence).found(code)] == [code]


def test_more_than_half_is_more_than_fifty_percent(case):
    """A share in numerator and denominator meets the percentage that it exceeds."""
    one = case("increase; 2019 baseline 50% | 2021 target 3/5 actual 70%")
    assert rf.validate(one.framework, select=["TGT03", "TGT11"]).findings == ()


@pytest.mark.parametrize(
    ("code", "sentence", "cell"),
    [
        ("TGT03", "increase; 2019 baseline 5 | 2025 target 4", "target"),
        ("TGT04", "2019 baseline 5 | 2025 target 5", "target"),
        ("TGT07", "cumulative; increase; 2021 milestone 5 | 2025 target 4", "target"),
        ("TGT09", "2021 actual 5 | 2025 target 5", "actual"),
        ("TGT10", "increase; 2021 milestone 5 actual 6", "actual"),
        ("TGT11", "increase; 2021 milestone 5 actual 4", "actual"),
        ("SER07", "cumulative; increase; 2020 actual 5 | 2021 actual 4", "actual:2021"),
        ("TGT06", "cumulative; 2020 milestone 5 | 2021 target 4", "target"),
    ],
)
def test_a_group_is_never_held_against_the_whole(case, code, sentence, cell):
    """A finding about two values disappears if one of them is of women; it is there again if both are."""
    given = case(sentence)
    found = [f.path for f in given.found(code)]
    assert found == [f"A/I/{cell}"]
    series = given.framework.at("A/I").series
    last = given.framework.at(f"A/I/{cell}")

    def of_women(chosen):
        cells = tuple(attrs.evolve(o, disaggregation=WOMEN) if chosen(o) else o for o in series)
        return given._replace(framework=given.framework.replace("A/I", series=attrs.evolve(series, observations=cells)))

    assert of_women(lambda o: o is last).found(code) == ()
    assert [f.path for f in of_women(lambda _: True).found(code)] == found


@pytest.mark.parametrize(
    ("reporting", "fires"), [("2020", False), ("2021", True), ("2022", True)], ids=["before", "due", "after"]
)
def test_what_is_not_due_is_never_below_the_plan(case, reporting, fires):
    """Half a result of a year that is under way is no shortfall, though twice the plan is worth telling already."""
    low = case(f"reporting {reporting}; increase; 2021 milestone 10 actual 5")
    high = case(f"reporting {reporting}; increase; 2021 milestone 10 actual 25")
    assert bool(low.found("TGT11")) is fires
    assert high.found("TGT10")
