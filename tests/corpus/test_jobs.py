from __future__ import annotations

import pickle

import pytest

import resultsframework as rf
from resultsframework import corpus, examples

JOBS = (corpus.observations, corpus.indicators, corpus.findings, corpus.progress, corpus.budgets)


@pytest.fixture(scope="module")
def framework():
    """The bundled example."""
    return examples.load()


@pytest.mark.each("job", JOBS)
def test_a_job_has_the_same_columns_for_every_file(job, framework):
    """An empty plan and a full one give tables that fit together; the job can be sent to another process."""
    assert job("a", framework).flat().names == job("b", rf.ResultsFramework()).flat().names
    assert len(job("a", framework)) > 0
    assert pickle.loads(pickle.dumps(job)) is job  # noqa: S301 - made here


def test_observations_have_their_groups_in_one_column(framework):
    """The rows are those of rf.observations, with the dimensions together."""
    table, own = corpus.observations("a", framework), rf.observations(framework)
    assert len(table) == len(own)
    women = rf.Disaggregation(dimension="Gender", category="women")
    young = rf.Disaggregation(dimension="age", category="15-24")
    value = rf.Observation(kind="actual", period=2021, value=5, disaggregation=(women, young))
    plan = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(series=rf.ObservationSeries((value,))),)),))
    assert corpus.observations("a", plan).to_columns()["breakdown"] == ["sex: women; age: 15-24"]


def test_indicators_have_their_first_and_last_values(framework):
    """Baseline, target and latest actual with year, number and text, as the indicator has them."""
    own = framework["MEX_D_2.1.2A"]
    (row,) = (row for row in corpus.indicators("a", framework).to_records() if row["indicator"] == "MEX_D_2.1.2A")
    assert (row["target year"], row["target number"]) == (own.target.period.last_year, own.target.value)
    assert row["actual value"] == str(own.latest.value)
    assert row["level"] == "output"


def test_progress_is_that_of_the_library(framework):
    """Each year with a reported value has the percentage of rf.progress and the verdict of rf.met."""
    rows = [row for row in corpus.progress("a", framework).to_records() if row["indicator"] == "MEX_D_2.1.2A"]
    assert [(row["year"], row["progress"].percent, row["status"]) for row in rows] == [
        (2020, "0 %", "not met"),
        (2021, "59 %", "not met"),
    ]
