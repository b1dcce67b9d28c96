"""The further columns of a logframe: monitoring plans, assumptions, risks, weights, activities and revisions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf

KES = rf.Budget(planned=rf.Money(nominal=Decimal(900), currency="KES"))
PART = rf.Budget(planned=rf.Money(nominal=Decimal(400), currency="KES"))
OUTPUT = rf.Output(
    code="1.1",
    weight=60,
    indicators=(
        rf.Indicator(code="1.1A", monitoring_plan=rf.MonitoringPlan(means_of_verification="Survey")),
        rf.Indicator(code="1.1B"),
    ),
    budgets=(KES,),
    assumptions=["Rains do not fail", rf.Assumption(text="Roads stay open", holds=False)],
    risks="Prices rise",
    organisations=(rf.Participation(organisation=rf.Organisation(acronym="ILO"), role="accountable"),),
    activities=[rf.PlannedActivity(code="1.1.1", title="Train masons", period=2020, budgets=(PART,))],
)
PLAN = rf.ResultsFramework(
    results=(rf.Outcome(code="1", outputs=(OUTPUT,)),),
    revisions=[rf.Revision(day=dt.date(2021, 6, 1), version="2", path="1/1.1", reason="Review", approved_by="Board")],
)


def test_a_text_is_an_assumption_or_a_risk():
    """An assumption or a risk of which there is nothing but the sentence is given as that sentence."""
    assert OUTPUT.assumptions == (
        rf.Assumption(text="Rains do not fail"),
        rf.Assumption(text="Roads stay open", holds=False),
    )
    assert OUTPUT.risks == (rf.Risk(text="Prices rise"),)
    assert OUTPUT.weight == Decimal(60)
    assert OUTPUT.activities[0].period == rf.Period(year=2020)


@pytest.mark.each(
    ("fields", "sentence"),
    [
        ({"assumptions": 5}, "Output.assumptions is 5; expected a tuple or list of Assumption, or of texts"),
        ({"assumptions": [5]}, "Output.assumptions is 5; expected Assumption, or its text"),
        ({"risks": [None]}, "Output.risks is None; expected Risk, or its text"),
        ({"weight": 0.4}, "Output.weight is 0.4, a float, which is not exact; write Decimal('0.4')"),
        ({"weight": "40 %"}, "Output.weight is '40 %'; expected Decimal"),
        ({"activities": "Train"}, "Output.activities is 'Train'; expected a tuple or list of PlannedActivity"),
    ],
)
def test_what_no_column_can_hold_is_refused(fields, sentence):
    """A value of another kind is refused, with the field, the value and what belongs there."""
    with pytest.raises(rf.InvalidValueError) as caught:
        rf.Output(**fields)
    assert str(caught.value) == sentence


def test_a_monitoring_plan_is_found_under_other_names():
    """A column of the monitoring plan that is looked for on the indicator leads to the plan."""
    with pytest.raises(AttributeError, match=r"did you mean \.monitoring_plan\?"):
        rf.Indicator().means_of_verification  # noqa: B018 - the look is what fails
    with pytest.raises(TypeError, match="did you mean 'means_of_verification'"):
        rf.MonitoringPlan(mov="Survey")


@pytest.mark.each(
    ("noun", "name", "meant"),
    [
        (rf.Assumption(text="Rains"), "still_holds", ".holds"),
        (rf.Risk(text="Floods"), "likelihood", ".rating"),
        (rf.PlannedActivity(), "start", ".period"),
        (rf.Revision(), "date", ".day"),
    ],
)
def test_other_names_of_columns_are_answered_with_the_field(noun, name, meant):
    """A name that other logframes have for a column is answered with the field that holds it."""
    with pytest.raises(AttributeError, match=rf"did you mean \{meant}\?"):
        getattr(noun, name)


def test_the_parts_of_a_logframe_have_paths():
    """A finding or a change of an activity, an assumption or a monitoring plan has a position in the framework."""
    assert PLAN.at("1/1.1/activities#1").title == "Train masons"
    assert PLAN.at("1/1.1/assumptions#2").holds is False
    assert PLAN.at("1/1.1/1.1A/monitoring_plan").means_of_verification == "Survey"
    assert PLAN.at(PLAN.revisions[0].path) == OUTPUT
    changed = PLAN.replace("1/1.1/assumptions#2", holds=True)
    assert changed.at("1/1.1/assumptions#2").holds is True


def test_activities_are_no_results():
    """A walk through the framework meets results and indicators; activities are fields of their output."""
    assert [path for path, _ in PLAN.walk()] == ["1", "1/1.1", "1/1.1/1.1A", "1/1.1/1.1B"]


def test_the_budget_of_an_activity_is_part_of_that_of_its_output():
    """No sum of budgets counts the budgets of activities in addition to that of their output."""
    assert OUTPUT.budget == KES
    assert rf.aggregation.budget_below(PLAN.results[0]).planned == KES.planned
    assert len(rf.tables.budgets(PLAN)) == 1


OF_OUTPUT = {"weight", "assumptions", "risks", "organisations", "activities"}


def publishable(*results):
    """Results of the plan with the facts that pages and plain IATI files need."""
    body = rf.Organisation(reference="XM-1", type="10", name="Agency")
    series = rf.ObservationSeries.parse("2019 baseline 0 | 2020 target 5")
    named = (
        PLAN.replace(results=results)
        .map(rf.Indicator, lambda i: attrs.evolve(i, statement="Wells", measure="unit", series=series))
        .map(rf.Result, lambda result: attrs.evolve(result, title="Water", indicators=result.indicators[:1]))
    )
    return named.replace(
        identifier="XM-1-7",
        title="Plan",
        description="Wells",
        reporting_organisation=body,
        organisations=(rf.Participation(organisation=body, role="implementing"),),
        status="implementation",
        dates=(rf.ActivityDate(kind="planned_start", day=dt.date(2019, 1, 1)),),
        programmes=(rf.JointProgramme(title="Wells"),),
    )


@pytest.mark.parametrize(
    ("format", "results", "path"), [("iati", PLAN.outputs, "1.1"), ("portal", PLAN.results, "1/1.1")]
)
def test_a_format_without_a_place_names_what_is_lost(format, results, path):
    """The report of losses names each column of a logframe that the format has no place for, with its path."""
    if format == "iati":
        pytest.importorskip("lxml.etree", reason="IATI needs lxml")
    losses = rf.loss_report(publishable(*results), format)
    assert {loss.field for loss in losses if loss.path == path} >= OF_OUTPUT
    lost = {(loss.path, loss.field) for loss in losses}
    assert {("", "revisions"), (f"{path}/1.1A", "monitoring_plan")} <= lost


def test_a_brief_names_the_results_it_has_no_place_for():
    """A brief holds a joint programme: the report of losses names the results and the revisions of the plan."""
    lost = {loss.field for loss in rf.loss_report(publishable(*PLAN.results), "brief")}
    assert {"results", "revisions"} <= lost


def test_an_assumption_is_no_condition_of_iati():
    """IATI's conditions are those of the funding: a plain file has no place for an assumption."""
    pytest.importorskip("lxml.etree", reason="IATI needs lxml")
    from resultsframework.formats import iati

    plan = publishable(*PLAN.outputs)
    assert "condition" not in iati.dumps(plan)
    reasons = {loss.what.rpartition(": ")[2] for loss in rf.loss_report(plan, "iati") if loss.field in OF_OUTPUT}
    assert reasons == {"IATI has no place for it"}


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_lossless_iati_keeps_every_column(layout):
    """In its lossless form IATI keeps every column of a logframe, however results are laid out as activities."""
    pytest.importorskip("lxml.etree", reason="IATI needs lxml")
    from resultsframework.formats import iati

    assert iati.loads(iati.dumps(PLAN, lossless=True, layout=layout)) == PLAN
