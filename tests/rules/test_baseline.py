from __future__ import annotations

import attrs
import pytest

import resultsframework as rf


def by_group(text, *groups):
    """A series in which each baseline is of a group."""
    series = rf.ObservationSeries.parse(text)
    tagged = [
        attrs.evolve(o, disaggregation=(rf.Disaggregation(dimension="sex", category=group),))
        for o, group in zip(series.baselines, groups, strict=True)
    ]
    return attrs.evolve(series, observations=(*tagged, *series[len(groups) :]))


def findings(series, **more):
    """Findings in an IATI-like framework without outcomes, with one indicator of this series."""
    framework = rf.ResultsFramework(results=(rf.OtherResult(code="A", indicators=(rf.Indicator(series=series),)),))
    return [(f.code, f.path.removeprefix("A/#1/")) for f in rf.validate(framework, select="BAS", **more)]


@pytest.mark.each(
    ("code", "sentence"),
    [
        ("BAS01", "20 baseline 4 | 2020 milestone 5"),
        ("BAS01", "1899 baseline 4 | 2020 milestone 5"),
        ("BAS01", "2201 baseline 4 | 2020 milestone 5"),
        ("BAS02", "2023 baseline 1 | 2022 actual 1"),
        ("BAS02", "2023 baseline 1 | - actual 2 | 2022 actual 1"),
        ("BAS02", "2023 baseline 1 | 2022 "),
        ("BAS02", "2021-06-01..2021-06-30 baseline 1 | 2020-01-01..2020-12-31 actual 1"),
        ("BAS03", "2026 baseline 1 | 2025 target 3"),
        ("BAS03", "2025-12-31..2025-12-31 baseline 1 | 2020-2025 target 3"),
        ("BAS04", "2022 baseline No | 2022 milestone -"),
        ("BAS05", "plan 2020-2025; 1900 baseline 0 | 2024 milestone 9"),
        ("BAS07", "2021 baseline - | 2022 milestone TBD"),
        ("BAS08", "mid-2019 baseline 4"),
        ("BAS09", "2019 baseline some | 2025 target 3"),
        ("BAS09", "2019 baseline 3 | 2025 target Yes actual some"),
    ],
)
def test_a_baseline_is_reported(found, code, sentence):
    """Cases beside the documented ones that a rule finds."""
    assert [path for _, path in found(code, sentence)] == ["baseline"]


@pytest.mark.each(
    ("code", "sentence"),
    [
        ("BAS01", "1900 baseline 4 | 2200 baseline 4"),
        ("BAS02", "2022 baseline TBD | 2022 milestone - | 2025 target 3"),
        ("BAS02", "2025 baseline TBD"),
        ("BAS02", "0 baseline TBD | 2022 milestone 4"),
        ("BAS03", "2025 baseline 1 | 2025 milestone 3"),
        ("BAS02", "2025 baseline N/A | 2022 milestone -"),
        ("BAS03", "- baseline 1 | 2025 target 3"),
        ("BAS03", "2025-03-31..2025-03-31 baseline 1 | 2020-2025 target 3"),
        ("BAS03", "2025 baseline N/A | 2025 target 3"),
        ("BAS04", "2022 baseline 1"),
        ("BAS05", "2013 baseline 1 | 2024 milestone 9"),
        ("BAS05", "plan 2020-2025; 20 baseline 4 | 2024 milestone 9"),
        ("BAS05", "plan 2020-2025; 0 baseline 4 | 2024 milestone 9"),
        ("BAS05", "plan 2020-2025; 9 baseline 4 | 2024 milestone 9"),
        ("BAS07", "2021 baseline TBD | 2021 baseline not applicable"),
        ("BAS08", "2019-01-01..2019-12-31 baseline 4"),
        ("BAS09", "2019 baseline No | 2025 target -"),
        ("BAS09", "2019 baseline <5 | 2025 target 3"),
        ("BAS09", "2019 baseline 3 | 2024 milestone Yes | 2025 target 3"),
    ],
)
def test_a_baseline_is_left_alone(found, code, sentence):
    """Cases beside the documented ones without a finding."""
    assert found(code, sentence) == []


def test_levels_are_a_kind_of_their_own():
    """A step of a scale is no number: a baseline of 2 cannot lead to a target of "high"."""
    series = rf.ObservationSeries.parse("2019 baseline 2 | 2025 target 3")
    high = attrs.evolve(series[1], value=rf.Level(3, "high"))
    (finding,) = rf.validate(
        rf.ResultsFramework(
            results=(
                rf.Output(indicators=(rf.Indicator(series=attrs.evolve(series, observations=(series[0], high))),)),
            )
        ),
        select="BAS09",
    )
    assert (finding.observed, finding.expected) == ("2", "a level")


def test_baseline_to_be_determined_weighs_more_once_the_first_period_is_due(found):
    """It is an info before the first period, where no year is known, and where there is no period; then a warning."""
    assert found("BAS06", "reporting 2021; 2021 baseline TBD | 2022 milestone 4") == [("info", "baseline")]
    assert found("BAS06", "reporting 2022; 2021 baseline TBD | 2022 milestone 4") == [("warning", "baseline")]
    assert found("BAS06", "2021 baseline TBD | 2022 milestone 4") == [("info", "baseline")]
    assert found("BAS06", "reporting 2022; 2021 baseline TBD") == [("info", "baseline")]


def test_every_baseline_is_judged():
    """Of two baselines by sex, the one that is empty is found, and the one that is too late."""
    series = by_group("2019 baseline - | 2023 baseline 4 | 2020 milestone 5 | 2022 target 6", "women", "men")
    assert findings(series) == [("BAS02", "baseline:2023"), ("BAS07", "baseline:2019")]


def test_a_missing_baseline_is_a_finding_on_the_indicator():
    """Where there is no baseline to point at, the indicator itself is pointed at."""
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(rf.Indicator(code="i"),)),))
    (finding,) = rf.validate(framework, select="BAS")
    assert (finding.code, finding.path) == ("BAS07", "A/i")


def test_an_absent_baseline_cell_is_missing():
    """A baseline of which not even a cell was there counts as missing."""
    absent = rf.Observation(kind=rf.ObservationKind.BASELINE, period=rf.Period(year=2020))
    (target,) = rf.ObservationSeries.parse("2025 target 3")
    assert findings(rf.ObservationSeries((absent, target))) == [("BAS07", "baseline")]


def test_an_empty_baseline_without_any_other_value_follows_from_there_being_none():
    """Where nothing at all is stated, the missing baseline is at the indicator, as the finding it follows from."""
    indicator = rf.Indicator(series=rf.ObservationSeries.parse("2020 baseline -"))
    framework = rf.ResultsFramework(results=(rf.Output(code="A", indicators=(indicator,)),))
    (finding,) = rf.validate(framework, select=("BAS07", "SER14"))
    assert (finding.code, finding.path, [f.code for f in finding.implied]) == ("SER14", "A/#1", ["BAS07"])


@pytest.mark.each(
    ("sentence", "expected"),
    [
        ("2024 baseline 0 | 2025 target 3", []),
        ("2025 baseline 0 | 2025 target 3", ["info"]),
        ("2026 baseline 0 | 2025 target 3", ["error"]),
        ("2025 baseline TBD | 2025 target 3", ["warning"]),
        ("2026 baseline TBD | 2025 target 3", ["warning"]),
        ("2025-12-30..2025-12-30 baseline 0 | 2025 target 3", []),
        ("2025-12-31..2025-12-31 baseline 0 | 2025 target 3", ["error"]),
        ("2025-07-01..2025-07-01 baseline 0 | 2025-01-01..2025-06-30 target 3", ["error"]),
        ("2025-07-01..2025-07-01 baseline 0 | 2025-01-01..2025-06-30 target 3 | 2025 target 4", []),
        ("2025 baseline - | 2025 target 3", []),
    ],
)
def test_how_late_a_baseline_is(found, sentence, expected):
    """A year alone may be its first day; a day after the target's last day, or a later year, cannot be right."""
    assert [severity for severity, _ in found("BAS03", sentence)] == expected


def test_a_baseline_is_missed_once_where_none_is_stated():
    """One finding for a framework, or for a result, none of whose several indicators has a baseline."""

    def output(code, *texts):
        series = map(rf.ObservationSeries.parse, texts)
        return rf.Output(
            code=code, indicators=tuple(rf.Indicator(code=f"{code}{n}", series=s) for n, s in enumerate(series))
        )

    without, some = output("A", "2020 target 1", "2020 target 2"), output("B", "2020 target 3", "2019 baseline 1")

    def found(*results):
        report = rf.validate(rf.ResultsFramework(results=results), select=("BAS07", "TGT01"))
        return [(f.code, f.path, f.message) for f in report if f.severity is rf.Severity.WARNING]

    assert found(without, output("C", "2020 target 1")) == [("BAS07", "", "none of 3 indicators has a baseline")]
    assert found(without, some) == [
        ("BAS07", "A", "none of 2 indicators has a baseline"),
        ("BAS07", "B/B0", "there is no baseline"),
    ]


def test_what_follows_from_a_baseline_without_value_or_year():
    """A year 0 with nothing beside it is one finding, as is a value beside a year 0."""
    assert findings(rf.ObservationSeries.parse("0 baseline - | 2020 milestone 5")) == [("BAS07", "baseline")]
    assert findings(rf.ObservationSeries.parse("0 baseline 4 | 2020 milestone 5")) == [("BAS01", "baseline")]
    assert findings(rf.ObservationSeries.parse("0 baseline 4 | 2020 milestone 5"), ignore="BAS01") == [
        ("BAS08", "baseline")
    ]


def test_a_group_has_a_first_year_of_its_own():
    """A baseline of women is late if the first value of women is earlier, and not if only that of men is."""
    series = by_group("2020 baseline 3 | 2021 baseline 4", "women", "men")
    actuals = rf.ObservationSeries.parse("2019 actual 5 | 2020 actual 6")
    women, men = (series[n].disaggregation for n in (0, 1))
    cells = (attrs.evolve(actuals[0], disaggregation=women), attrs.evolve(actuals[1], disaggregation=men))
    assert findings(attrs.evolve(series, observations=(*series, *cells[1:]))) == [("BAS02", "baseline:2021")]
    assert findings(attrs.evolve(series, observations=(*series, *cells))) == [
        ("BAS02", "baseline:2020"),
        ("BAS02", "baseline:2021"),
    ]


def test_a_text_with_a_number_in_it_can_be_compared_by_a_person(found):
    """A baseline of another kind is an info where a text has a number besides its year."""
    assert found("BAS09", "2019 baseline 0 | 2020 target 12 schools and 3 clinics") == [("info", "baseline")]
    assert found("BAS09", "2019 baseline 0 | 2020 target Plan adopted") == [("error", "baseline")]


def test_a_finding_has_the_observed_and_the_expected_value():
    """A late baseline is reported with both years."""
    framework = rf.ResultsFramework(
        results=(
            rf.Output(
                indicators=(rf.Indicator(series=rf.ObservationSeries.parse("2025 baseline TBD | 2022 milestone -")),)
            ),
        )
    )
    (finding,) = rf.validate(framework, select="BAS02")
    assert finding.message == "the baseline is of 2025, after 2022, the first year with a milestone, target or result"
    assert (finding.observed, finding.expected) == ("2025", "2022 or earlier")


@pytest.mark.each(
    ("code", "sentence", "message"),
    [
        ("BAS06", "2021 baseline TBD | 2022 milestone 4", "the baseline is still to be determined"),
        ("BAS06", "reporting 2021; 2021 baseline TBD | 2022 milestone 4", "the baseline is still to be determined"),
        (
            "BAS06",
            "reporting 2023; 2021 baseline TBD | 2022 milestone 4",
            "the baseline is still to be determined, and the first period, 2022, is due",
        ),
        ("BAS07", "2022 milestone 4", "there is no baseline"),
        ("BAS07", "2021 baseline - | 2022 milestone 4", "the baseline is empty"),
        (
            "BAS07",
            "2022 milestone 4 | 2021 baseline - commented about a third",
            "the baseline is empty; there is only a comment: 'about a third'",
        ),
        ("BAS09", "2019 baseline No | 2025 target 3", "the baseline is yes or no, and the other values are a number"),
        (
            "BAS09",
            "2019 baseline 3/5 | 2025 target Yes",
            "the baseline is a number, and the other values are yes or no",
        ),
        (
            "BAS09",
            "2019 baseline few | 2021 actual Yes | 2025 target 3",
            "the baseline is text, and the other values are a number or yes or no",
        ),
        ("BAS01", "0 baseline 4 | 2022 milestone 4", "the baseline's year reads '0', which is no calendar year"),
        ("BAS01", "1899 baseline 4 | 2022 milestone 4", "the baseline's year reads '1899', which is no calendar year"),
    ],
)
def test_the_message_about_a_baseline(case, code, sentence, message):
    """The message alone has the value, and whether it is due."""
    assert [f.message for f in case(sentence).found(code)] == [message]
