"""Missing values beside a comment: the rules that miss them cite the comment, and are milder."""

from __future__ import annotations

import attrs
import pytest

import resultsframework as rf


def indicator(series, kind, comment):
    """An indicator whose empty cells of one kind have a comment."""
    kind = rf.ObservationKind(kind)
    observations = tuple(
        attrs.evolve(o, comment=comment) if o.kind is kind and isinstance(o.value, rf.Missing) else o
        for o in rf.ObservationSeries.parse(series)
    )
    return rf.Indicator(code="i", statement="Number of laws", series=rf.ObservationSeries(observations))


def commented(code, *cells):
    """An indicator of empty cells, each a kind and a comment."""
    observations = tuple(
        rf.Observation(kind=kind, period=2020, value=rf.Missing.ABSENT, comment=comment) for kind, comment in cells
    )
    return rf.Indicator(code=code, statement="Number of laws", series=rf.ObservationSeries(observations))


def with_target(indicator):
    """An indicator with a target of 4 besides its cells."""
    target = rf.Observation(kind="target", period=2022, value=4)
    return attrs.evolve(indicator, series=rf.ObservationSeries((*indicator.series, target)))


def found(series, kind, comment, code):
    result = rf.Outcome(code="A", indicators=(indicator(series, kind, comment),))
    report = rf.validate(rf.ResultsFramework(results=(result,)), select=code)
    return [(f.severity.value, f.message) for f in report]


@pytest.mark.each(
    ("code", "series", "kind", "message"),
    [
        ("BAS07", "2021 baseline - | 2022 target 4", "baseline", "the baseline is empty"),
        (
            "TGT01",
            "2021 baseline - | 2022 target 4",
            "baseline",
            "the target is 4, and there is no baseline to measure it from",
        ),
        ("TGT02", "2021 baseline 2 | 2022 target -", "target", "there is no target"),
        (
            "TGT08",
            "2020 milestone 1 | 2021 milestone 2 | 2022 target -",
            "target",
            "the milestones are 1, 2, and there is no target",
        ),
    ],
)
def test_a_comment_in_place_of_a_value_is_cited(code, series, kind, message):
    """Where a comment takes the place of a missing value, the finding cites it and is an info; a blank one does not."""
    assert found(series, kind, "About a\n third", code) == [
        ("info", f"{message}; there is only a comment: 'About a third'")
    ]
    assert found(series, kind, " ", code) == found(series, kind, None, code) == [("warning", message)]


def test_a_long_comment_is_shown_by_its_beginning():
    """A comment of many words is cited by its first hundred letters."""
    ((_, message),) = found("2021 baseline - | 2022 target 4", "baseline", "word " * 50, "BAS07")
    assert message.endswith("word wo...'")
    assert len(message.partition(": ")[2]) == 102


@pytest.mark.each(
    ("indicators", "expected"),
    [
        (
            [commented("i", ("baseline", "A third"), ("target", "Half"))],
            {
                "SER14 info": "there is no value at all; there is only a comment: 'A third'",
                "BAS07 info": "the baseline is empty; there is only a comment: 'A third'",
            },
        ),
        (
            [commented("i", ("baseline", None), ("target", "Half"))],
            {
                "SER14 info": "there is no value at all; there is only a comment: 'Half'",
                "BAS07 warning": "the baseline is empty",
            },
        ),
        (
            [commented("i", ("baseline", "Low")), commented("j", ("baseline", "Few"))],
            {
                "SER14 info": "none of 2 indicators has a value; there is only a comment: 'Low'",
                "BAS07 info": "none of 2 indicators has a baseline; there is only a comment: 'Low'",
            },
        ),
        (
            [commented("i", ("baseline", "Low")), commented("j", ("baseline", None))],
            {
                "SER14 warning": "none of 2 indicators has a value; there is only a comment: 'Low'",
                "BAS07 warning": "none of 2 indicators has a baseline; there is only a comment: 'Low'",
            },
        ),
        (
            [with_target(commented("i", ("baseline", "Low"))), with_target(commented("j", ("baseline", "Few")))],
            {"BAS07 info": "none of 2 indicators has a baseline; there is only a comment: 'Low'"},
        ),
        (
            [with_target(commented("i", ("baseline", None))), with_target(commented("j", ("baseline", "Few")))],
            {"BAS07 warning": "none of 2 indicators has a baseline; there is only a comment: 'Few'"},
        ),
        (
            [with_target(commented("i", ("baseline", None))), with_target(commented("j", ("baseline", " ")))],
            {"BAS07 warning": "none of 2 indicators has a baseline"},
        ),
    ],
)
def test_comments_in_place_of_all_values_are_cited(indicators, expected):
    """Where nothing but comments is there, the finding about all that is missing cites one, and is an info."""
    framework = rf.ResultsFramework(results=(rf.Outcome(code="A", indicators=tuple(indicators)),))
    report = rf.validate(framework, select=("SER14", "BAS07"), implied=True)
    assert {f"{f.code} {f.severity.value}": f.message for f in report} == expected
