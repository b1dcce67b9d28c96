"""Evidence for running totals, periodic values and states where nothing is declared."""

from __future__ import annotations

import pytest

import resultsframework as rf
from resultsframework.indicator import Accumulation, Indicator, Measure
from resultsframework.monitoring import looks_cumulative
from resultsframework.series import ObservationSeries

TOTAL, ALONE = Accumulation.CUMULATIVE, Accumulation.PERIODIC
STATE, UNSAID = Accumulation.SNAPSHOT, Accumulation.UNKNOWN


def indicator(text, **fields):
    return Indicator(series=ObservationSeries.parse(text), **fields)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020 milestone 1 | 2021 milestone 2 | 2022 target 3", True),
        ("2022 target 3 | 2020 milestone 1 | 2021 milestone 2", True),
        ("2021 milestone 2 | 2022 target 3", False),
        ("2020 milestone 1 | 2021 milestone 2 | 2022 target 2", False),
        ("2020 milestone 1 | 2021 milestone 2 | 2022 milestone 3", False),
        ("2020 milestone 1 | 2021 milestone 2 | 2022 target Yes", False),
        ("2020 milestone 1 | 2021 target 2 | 2022 milestone 3", False),
        ("2020 milestone 1% | 2021 milestone 2% | 2022 target 3%", False),
        ("2020 milestone 1/9 | 2021 milestone 2/9 | 2022 target 3", False),
    ],
)
def test_rising_milestones_that_end_at_the_target_look_cumulative(text, expected):
    """Three or more plain numbers, each above the one before, the last of them the target."""
    assert looks_cumulative(indicator(text)) is expected
    assert looks_cumulative(indicator(text, measure=Measure.PERCENTAGE)) is False


def hints(answer):
    return {(c.about, c.accumulation, c.fits): c.reason for c in answer}


def test_hints_are_evidence_and_decide_nothing():
    """Milestones that rise fit a running total, those that add up to the target do not; nothing is changed."""
    totals = indicator("2020 milestone 50 | 2021 milestone 100 | 2022 target 155")
    assert hints(rf.monitoring.accumulation_hints(totals)) == {
        ("targets", TOTAL, True): "the planned values rise each time, and the last is the target"
    }
    assert totals.targets_accumulation is UNSAID
    alone = indicator("2020 milestone 50 | 2021 milestone 50 | 2022 target 100")
    assert hints(rf.monitoring.accumulation_hints(alone)) == {
        ("targets", ALONE, True): "the milestones add up to the target"
    }
    assert rf.monitoring.accumulation_hints(indicator("2020 milestone 100 | 2022 target 100")) == ()
    assert rf.monitoring.accumulation_hints(indicator("2020 milestone 0 | 2021 milestone 100 | 2022 target 100")) == ()
    assert rf.monitoring.accumulation_hints(indicator("2020 milestone 50 | 2021 milestone 50 | 2022 target Yes")) == ()
    assert rf.monitoring.accumulation_hints(indicator("2020 milestone 50 | 2021 milestone 50")) == ()
    assert rf.monitoring.accumulation_hints(indicator("2020 milestone 50 | 2021 milestone 60 | 2022 target 60")) == ()


def test_a_fall_is_evidence_against_a_running_total():
    """A total falls only when it is corrected; where it never fell, that fits."""
    fell = rf.monitoring.accumulation_hints(indicator("2020 actual 5 | 2021 actual 7 | 2022 actual 6"))
    assert hints(fell) == {
        ("actuals", TOTAL, False): "it falls from 7 in 2021 to 6 in 2022, as a total does only when corrected"
    }
    rose = rf.monitoring.accumulation_hints(indicator("2020 actual 5 | 2021 actual 5 | 2022 actual 6"))
    assert hints(rose) == {("actuals", TOTAL, True): "the actuals never fall"}
    assert rf.monitoring.accumulation_hints(indicator("2020 actual 5 | 2021 actual 7")) == ()
    planned = rf.monitoring.accumulation_hints(indicator("2020 milestone 5 | 2021 target 4"))
    assert [(c.about, c.accumulation, c.fits) for c in planned] == [("targets", TOTAL, False)]


def test_shares_and_words_are_evidence_too():
    """A percentage is a state; the words that IATI's guidance asks for count as evidence."""
    shares = rf.monitoring.accumulation_hints(indicator("2020 actual 5%"))
    assert hints(shares) == {("actuals", STATE, True): "a share of a whole is no total"}
    measured = rf.monitoring.accumulation_hints(indicator("2020 milestone 5", measure=Measure.PERCENTAGE))
    assert {(c.about, c.accumulation) for c in measured} == {("targets", STATE), ("actuals", STATE)}
    declared = rf.monitoring.accumulation_hints(indicator("2020 actual 5", unit="fraction"))
    assert hints(declared) == {("actuals", STATE, True): "a share of a whole is no total"}
    worded = rf.monitoring.accumulation_hints(indicator("", statement="Women trained (Cumulatively)"))
    assert hints(worded) == {
        (about, TOTAL, True): "the text has the word cumulative" for about in ("targets", "actuals")
    }
    described = rf.monitoring.accumulation_hints(indicator("", description="Values are aggregatable."))
    assert hints(described) == {
        (about, ALONE, True): "the text has the word aggregatable" for about in ("targets", "actuals")
    }
    assert rf.monitoring.accumulation_hints(indicator("", statement="noncumulative")) == ()
