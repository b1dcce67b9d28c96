"""A framework with everything that a document has a place for."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

import resultsframework as rf
from resultsframework import Direction, ObservationKind


def indicator(code, series, **fields):
    """An indicator with values in short."""
    return rf.Indicator(code=code, series=rf.ObservationSeries.parse(series), **fields)


@pytest.fixture
def plan():
    """A logframe of a small programme, as an office has it."""
    trained = indicator(
        "1.1",
        "2018 baseline 0 | 2020 milestone 50 actual 40 | 2021 milestone 100 actual 59 | 2022 target 320",
        statement="Women trained",
        monitoring_plan=rf.MonitoringPlan(
            means_of_verification="Register",
            collection_frequency="every quarter",
            responsible="M&E officer",
            planned_disaggregation=("sex", "age"),
        ),
    )
    women = rf.Disaggregation(dimension="sex", category="female")
    groups = rf.Observation(
        kind=ObservationKind.ACTUAL, period=rf.Period(year=2021), value=31, disaggregation=(women,), comment="estimate"
    )
    trained = attrs.evolve(trained, series=trained.series.with_observations((*trained.series, groups)))
    law = indicator("1.2", "2018 baseline No | 2021 milestone Yes actual Yes | 2022 target TBD", statement="A law")
    waste = indicator(
        "1.3",
        "2018 baseline 30 | 2021 milestone 20 actual 25 | 2022 target 10",
        statement="Days of waiting",
        direction=Direction.DECREASE,
        unit="day",
    )
    return rf.ResultsFramework(
        title="Work for women",
        description="A plan.\nIn two lines.",
        language="en",
        reporting_year=2021,
        plan_period=rf.Period.between(2018, 2022),
        results=(
            rf.Outcome(
                code="1",
                title="Women work",
                budgets=(rf.Budget(planned=rf.Money.parse("$934.31 K"), actual=rf.Money.parse("$289.56 K")),),
                outputs=(
                    rf.Output(
                        code="1.0",
                        title="Training",
                        weight=30,
                        assumptions=("Employers agree", rf.Assumption(text="The law passes", holds=False)),
                        risks=(rf.Risk(text="Staff leaves", rating="High", mitigation="Train two"),),
                        activities=(rf.PlannedActivity(code="1.0.1", title="Courses", period=2021),),
                        indicators=(trained, law, waste),
                    ),
                ),
            ),
        ),
        revisions=(rf.Revision(day=dt.date(2020, 5, 1), version="2", reason="Pandemic"),),
    )
