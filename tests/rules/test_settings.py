"""The settings of a project, from a dictionary, made into a profile."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.rules import RULES, Found, Ignored, profile_from, profile_of

LATE = rf.ObservationSeries.parse("2025 baseline 1 | 2022 milestone 1 | 2024 target 2")


@rf.rule("OWN01", rf.Severity.INFO, title="t", source="s", advice="f", on=rf.Indicator)
def all_is_well(_indicator, _context):
    """All is well."""
    return (Found("here"),)


def plan(series=LATE):
    """A framework of one indicator."""
    return rf.ResultsFramework(results=(rf.Output(code="P", indicators=(rf.Indicator(code="I", series=series),)),))


def codes(report):
    return [finding.code for finding in report]


def refusal(settings):
    """The error message of invalid settings."""
    with pytest.raises(rf.InvalidValueError) as caught:
        profile_from(settings)
    return str(caught.value)


def test_without_settings_the_default_holds():
    """Where a project sets nothing, it gets the default profile."""
    assert profile_from({}) == profile_of("default")


def test_settings_change_the_profile_that_they_name():
    """Everything that is not set stays as the named profile has it."""
    profile = profile_from({"profile": "unwomen", "options": {"stale_baseline_years": 3}})
    assert profile.name == "unwomen"
    assert profile.options == attrs.evolve(profile_of("unwomen").options, stale_baseline_years=3)
    assert profile.options.exempt_desk_review
    assert profile.rules == profile_of("unwomen").rules


def test_only_the_selected_families_are_run():
    """A family in the settings is run alone, unless a call selects something else."""
    profile = profile_from({"select": ["bas"]})
    assert profile.select == ("BAS",)
    assert {code[:3] for code in codes(rf.validate(plan(), profile=profile))} == {"BAS"}
    assert {code[:3] for code in codes(rf.validate(plan(), profile=profile, select="SER"))} == {"SER"}


def test_what_is_ignored_may_have_a_reason_and_places():
    """A list may hold codes, and tables with the reason and the place."""
    entry = {"code": "BAS02", "reason": "agreed", "at": ["P/*", "Q/**"]}
    profile = profile_from({"ignore": ["SER", entry, {"code": "BUD"}]})
    assert profile.ignore == (Ignored("SER"), Ignored("BAS02", "agreed", ("P/*", "Q/**")), Ignored("BUD"))
    assert "BAS02" not in codes(rf.validate(plan(), profile=profile))


def test_a_call_ignores_in_addition_to_the_settings():
    """Findings ignored by the settings stay ignored if a call ignores more."""
    report = rf.validate(plan(), profile=profile_from({"ignore": ["BAS"]}), ignore=Ignored("SER", "small plan"))
    assert not {code[:3] for code in codes(report)} & {"BAS", "SER"}
    assert report.ignored == (Ignored("BAS"), Ignored("SER", "small plan"))


def test_severities_are_set_by_code_or_family_and_the_longer_wins():
    """A family may weigh one way and one rule of it another, in whatever order that is written."""
    profile = profile_from({"severity": {"BAS02": "error", "BAS": "info"}})
    assert {profile.severities[rule.code].value for rule in RULES if rule.code[:3] == "BAS"} == {"info", "error"}
    assert profile.severities["BAS02"] is rf.Severity.ERROR
    assert profile.severities["BAS03"] is rf.Severity.INFO


def test_a_setting_outweighs_the_profile():
    """A severity set for a family wins over that of the profile for one of its rules."""
    profile = profile_from({"profile": "iati-2.03", "severity": {"BAS": "info"}})
    assert profile.severities["BAS01"] is rf.Severity.INFO
    assert profile.severities["BUD08"] is rf.Severity.ERROR


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("stale_baseline_years", 0, 0),
        ("least_mobilisation", Decimal("0.5"), Decimal("0.5")),
        ("least_mobilisation", 0.25, Decimal("0.25")),
        ("least_mobilisation", 1, Decimal(1)),
        ("exempt_desk_review", True, True),
        ("code_patterns", ["A+", "B"], ("A+", "B")),
        ("complete_dimensions", ["sex"], ("sex",)),
    ],
)
def test_options_have_their_type(name, value, expected):
    """A threshold is a whole number, an exact number, yes or no, or a list, by the type of its field."""
    found = getattr(profile_from({"options": {name: value}}).options, name)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.each(
    ("name", "value", "wanted"),
    [
        ("stale_baseline_years", -1, "a whole number, 0 or more,"),
        ("stale_baseline_years", True, "a whole number, 0 or more,"),
        ("stale_baseline_years", "2", "a whole number, 0 or more,"),
        ("exempt_desk_review", 1, "true or false"),
        ("least_mobilisation", "half", "a number, 0 or more,"),
        ("least_mobilisation", -0.5, "a number, 0 or more,"),
        ("least_mobilisation", float("nan"), "a number, 0 or more,"),
        ("code_patterns", "A+", "a list of texts"),
        ("code_patterns", [1], "a list of texts"),
        ("code_patterns", ["("], "it is no regular expression"),
    ],
)
def test_an_option_of_another_type_is_refused(name, value, wanted):
    """A value that cannot be a threshold is refused, with the key, the value and the expected kind."""
    message = refusal({"options": {name: value}})
    assert message.startswith(f"options.{name}: ")
    assert wanted in message
    assert repr(value) in message


@pytest.mark.each(
    ("settings", "message"),
    [
        ({"profil": "strict"}, "profil: there is no such setting; did you mean profile?"),
        ({"zzz": 1}, "zzz: there is no such setting; did you mean profile or select or ignore or severity or options?"),
        ({"profile": "stric"}, "profile: nothing is called 'stric' in the profiles; did you mean 'strict'?"),
        ({"profile": 3}, "profile: the name of a profile belongs here, not 3"),
        ({"select": ["BAS92"]}, "select: nothing is called 'BAS92' in the rules; did you mean 'BAS09'"),
        ({"select": "BAS"}, "select: a list belongs here, not 'BAS'"),
        ({"select": [2]}, "select: the code of a rule belongs here, not 2"),
        ({"ignore": [{"reason": "why"}]}, "ignore: the code of a rule belongs here, not None"),
        ({"ignore": [{"code": "BAS", "cause": "x"}]}, "ignore.cause: there is no such setting; did you mean"),
        ({"ignore": [{"code": "BAS", "reason": 3}]}, "ignore.reason: text belongs here, not 3"),
        ({"ignore": [{"code": "BAS", "at": []}]}, "ignore.at: at least one path belongs here"),
        ({"ignore": [{"code": "BAS", "at": "A"}]}, "ignore.at: a list belongs here, not 'A'"),
        ({"ignore": [{"code": "BAS", "at": [4]}]}, "ignore.at: text belongs here, not 4"),
        ({"severity": ["BAS"]}, "severity: a table belongs here, not ['BAS']"),
        (
            {"severity": {"BAS02": "eror"}},
            "severity.BAS02: there is no Severity 'eror'; choose one of 'error', 'warning', 'info'",
        ),
        ({"options": ["today"]}, "options: a table belongs here, not ['today']"),
        ({"ignore": "BAS"}, "ignore: a list belongs here, not 'BAS'"),
        ({"severity": {"XYZ": "error"}}, "severity.XYZ: nothing is called 'XYZ' in the rules"),
        ({"options": {"stale_baselin": 2}}, "options.stale_baselin: there is no such setting; did you mean stale_base"),
    ],
)
def test_a_setting_that_is_none_is_refused_with_the_nearest(settings, message):
    """An unknown key, code or value is named: first its key, then what was probably meant."""
    assert refusal(settings).startswith(message)


def test_all_problems_are_reported_at_once():
    """Two slips are one error that names both."""
    message = refusal({"selct": ["BAS"], "severity": {"BAS02": "worst"}})
    assert "selct" in message
    assert "'worst'" in message


def test_rules_of_a_project_may_be_set_like_others():
    """A project's own rule is in the profile, may be selected, and may weigh otherwise."""
    settings = {"select": ["OWN"], "severity": {"OWN01": "error"}}
    report = rf.validate(plan(), profile=profile_from(settings, rules=[all_is_well]))
    assert [(f.code, f.severity.value) for f in report] == [("OWN01", "error")]
    with pytest.raises(rf.InvalidValueError, match="OWN"):
        profile_from(settings)


def test_settings_stay_what_they_were():
    """Making a profile changes nothing in the settings, and the profile is a value."""
    settings = {"ignore": ["BAS"], "options": {"precision_ratio": 7}}
    assert profile_from(settings) == profile_from({"ignore": ["BAS"], "options": {"precision_ratio": 7}})
    assert settings == {"ignore": ["BAS"], "options": {"precision_ratio": 7}}


def test_the_longer_beginning_of_a_code_decides():
    """The severity of a family holds for its rules, except those with one of their own, in any order."""
    for order in (("BAS", "BAS02"), ("BAS02", "BAS")):
        weights = {"BAS": "info", "BAS02": "warning"}
        profile = profile_from({"severity": {code: weights[code] for code in order}})
        assert profile.severities["BAS01"] is rf.Severity.INFO
        assert profile.severities["BAS02"] is rf.Severity.WARNING
        assert "SER01" not in profile.severities
