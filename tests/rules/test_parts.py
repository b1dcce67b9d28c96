"""Wholes and their parts: groups of a total, and the periods of a longer one."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf

HALVES = "2020-01-01..2020-06-30 milestone 10 | 2020-07-01..2020-12-31 milestone 20"
QUARTERS = (
    "2020-01-01..2020-03-31 milestone 4 | 2020-04-01..2020-06-30 milestone 4 | "
    "2020-07-01..2020-09-30 milestone 4 | 2020-10-01..2020-12-31 milestone 4"
)


@pytest.mark.each(
    ("sentence", "messages"),
    [
        (f"{HALVES} | 2020 target 30", []),
        (f"{HALVES} | 2020 target 31", ["31 is planned for 2020, and 10 + 20 = 30 for its parts"]),
        (f"{QUARTERS} | 2020 target 16", []),
        (f"{QUARTERS} | 2020 target 60", ["60 is planned for 2020, and 4 + 4 + 4 + 4 = 16 for its parts"]),
        ("2020 milestone 5 | 2021 milestone 6 | 2020-2021 target 11", []),
        (
            "2020 milestone 5 | 2021 milestone 6 | 2020-2021 target 12",
            ["12 is planned for 2020-2021, and 5 + 6 = 11 for its parts"],
        ),
        ("2020 milestone 5 | 2020-2021 target 12", []),
        (
            "2020-01-01..2020-12-30 milestone 5 | 2020-12-31..2020-12-31 milestone 1 | 2020 target 7",
            ["7 is planned for 2020, and 5 + 1 = 6 for its parts"],
        ),
        ("2020 milestone 5 | 2022 milestone 6 | 2020-2022 target 12", []),
        ("2020 milestone 5 | 2021-2022 milestone 6 | 2020-2021 target 12", []),
        ("2020 milestone 5 | 2021 milestone 6 | 2021 milestone 7 | 2020-2021 target 12", 1),
        ("2020 milestone 5 | - target 12", []),
        ("2020 milestone 5% | 2021 milestone 6% | 2020-2021 target 12%", []),
        ("2020 milestone $5 | 2021 milestone $6 | 2020-2021 target 12", []),
        ("2020 milestone 5 | 2021 milestone many | 2020-2021 target 12", []),
    ],
)
def test_planned_periods_and_their_whole(case, sentence, messages):
    """Parts that cover a whole without gap or overlap add up to it, in one unit; the shortest ones are added."""
    found = [f.message for f in case(f"periodic; {sentence}").found("TGT15")]
    assert (len(found) if isinstance(messages, int) else found) == messages


@pytest.mark.each(
    ("sentence", "paths"),
    [
        ("2020 actual 10; 2020 women 10; 2020 men 10", []),
        ("2020 actual 10; 2020 women 11; 2020 men 12", ["actual#2"]),
        ("2020 target 10; 2020 target women 11; 2020 women 12", ["target#2"]),
        ("2020 actual 10; 2021 women 11", []),
        ("2020 actual 10 | 2020 actual 9; 2020 women 11", []),
        ("2020 actual many; 2020 women 11", []),
        ("2020 actual -10; 2020 women 11", []),
        ("2020 actual 10%; 2020 women 11", []),
        ("statement Average score; 2020 actual 10; 2020 women 11", []),
        ("statement Indicator 1; 2020 actual 10; 2020 women 11", []),
        ("measure ordinal; 2020 actual 10; 2020 women 11", []),
        ("statement none; 2020 actual 10; 2020 women 11", []),
    ],
)
def test_a_group_beside_its_total(found, sentence, paths):
    """A count of some is at most that of all; one finding a total, and none where a value may be an average."""
    assert [path for _, path in found("VAL22", sentence)] == paths


@pytest.mark.each(
    ("sentence", "message"),
    [
        (
            "2020 actual 10; 2020 milestone women 12",
            "values are planned for sex: women, and results are reported for the total only",
        ),
        (
            "2020 men 10; 2020 milestone women 12",
            "values are planned for sex: women, and results are reported for others only",
        ),
        ("2020 women 10; 2020 milestone women 12; 2020 milestone men 12", None),
        ("2020 milestone 10 actual 10; 2020 women 5", None),
        ("2020 actual TBD; 2020 milestone women 12", None),
    ],
)
def test_a_planned_group_is_reported(case, sentence, message):
    """Planned by sex, reported by sex: one of the groups is enough."""
    assert [f.message for f in case(sentence).found("TGT16")] == ([message] if message else [])


def test_at_most_four_planned_groups_are_named():
    """A message is read by people: of many groups the first four by name are enough."""
    series = rf.ObservationSeries.parse("2020 actual 10 | 2020 milestone 2")
    groups = [attrs.evolve(series[1], disaggregation=(rf.Disaggregation(category=name),)) for name in "edcba"]
    one = rf.Indicator(code="I", statement="People reached", series=rf.ObservationSeries((series[0], *groups)))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    (finding,) = rf.validate(framework, select="TGT16")
    assert finding.observed == "group: a; group: b; group: c; group: d"


def test_places_are_parts_of_the_whole():
    """A county has at most what the country has, unless the country is all there is."""
    series = rf.ObservationSeries.parse("2020 actual 10 | 2020 actual 12")
    county = attrs.evolve(series[1], places=(rf.Place(code="KE-30"),))
    one = rf.Indicator(code="I", statement="People reached", series=rf.ObservationSeries((series[0], county)))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),))
    assert [f.path for f in rf.validate(framework, select="VAL22")] == ["A/I/actual#2"]


@pytest.mark.each(
    ("part", "message"),
    [
        ({"disaggregation": (rf.Disaggregation(),)}, "the actual for 2020 has a group without a name"),
        ({"disaggregation": (rf.Disaggregation(dimension=" ", category=""),)}, "a group without a name"),
        (
            {"disaggregation": (rf.Disaggregation(category="women"), rf.Disaggregation())},
            "the actual for 2020 has a group without a name",
        ),
        ({"places": (rf.Place(code="KE"), rf.Place(code=" "))}, "the actual for 2020 has a place without a name"),
        ({"disaggregation": (rf.Disaggregation(dimension="sex"),)}, None),
        ({"disaggregation": (rf.Disaggregation(category="women"),)}, None),
        ({"places": (rf.Place(name="Kitui"),)}, None),
        ({"places": (rf.Place(code="KE-18"),)}, None),
    ],
)
def test_a_group_or_place_without_a_name(part, message):
    """A dimension or a category names a group, a code or a name a place; one that has none is a slip."""
    found = [f.message for f in found_in("2020 actual 4", part, "VAL27")]
    assert len(found) == (message is not None)
    assert all(text.endswith(message) for text in found)


def test_groups_without_names_are_one_finding():
    """The first of several is pointed at, and their number is in the message."""
    (finding,) = found_in("2019 actual 3 | 2020 actual 4", {"places": (rf.Place(),)}, "VAL27")
    assert finding.path == "A/I/actual:2019"
    assert finding.message == "the actual for 2019 has a place without a name; it is one of 2 such values"


@pytest.mark.each(
    ("categories", "message"),
    [
        (
            ("11", "291"),
            (
                "the categories of the actual for 2020, 302, are the numbers that it is the sum of: "
                "area 1: 11, area 2: 291"
            ),
        ),
        (("11", "291", "rural"), "area 1: 11, area 2: 291"),
        (("11", "290"), None),
        (("302",), None),
        (("11", "rural"), None),
    ],
)
def test_numbers_for_categories(categories, message):
    """Two or more numbers that add up to the value are its parts; others are names, such as of an age."""
    groups = tuple(rf.Disaggregation(dimension=f"area {n}", category=text) for n, text in enumerate(categories, 1))
    found = [f.message for f in found_in("2020 actual 302", {"disaggregation": groups}, "VAL28")]
    assert len(found) == (message is not None)
    assert all(text.endswith(message) for text in found)


def test_values_with_numbers_for_categories_are_one_finding():
    """The first of several is pointed at, and their number is in the message."""
    groups = tuple(rf.Disaggregation(dimension=name, category="2") for name in ("Kitui", "Nairobi"))
    (finding,) = found_in("2019 actual 4 | 2020 actual 4", {"disaggregation": groups}, "VAL28")
    assert finding.path == "A/I/actual:2019"
    assert finding.message.endswith("Kitui: 2, Nairobi: 2; it is one of 2 such values")
    assert finding.expected == "categories"


def found_in(sentence, part, code):
    """The findings of a rule in a series, each of whose values has these groups or places."""
    series = rf.ObservationSeries(tuple(attrs.evolve(o, **part) for o in rf.ObservationSeries.parse(sentence)))
    one = rf.Indicator(code="I", statement="People reached", series=series)
    return rf.validate(rf.ResultsFramework(results=(rf.Output(code="A", indicators=(one,)),)), select=code)
