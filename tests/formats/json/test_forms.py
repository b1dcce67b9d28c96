"""Every class of the model in JSON: one example each with all its members, as people and other programs write it."""

from __future__ import annotations

import datetime as dt
import json as plain
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import json
from resultsframework.formats.json._model import NOUNS

D = Decimal
FRENCH = rf.Translation(field="title", language="fr", text="Bateaux")
FRENCH_FORM = {"field": "title", "language": "fr", "text": "Bateaux"}
KEPT = rf.Extra(name="lake:depth", text="12 m")
KEPT_FORM = {"name": "lake:depth", "text": "12 m"}
# What every node carries beside its own fields.
SHARED = {"translations": (FRENCH,), "extras": (KEPT,)}
SHARED_FORM = {"translations": [FRENCH_FORM], "extras": [KEPT_FORM]}
MONEY = rf.Money(nominal=D(934310), low=D(934305), high=D(934315), currency="USD", raw="$934.31 K")
MONEY_FORM = {"nominal": "934310", "low": "934305", "high": "934315", "currency": "USD", "raw": "$934.31 K"}
DOLLAR, DOLLAR_FORM = rf.Money(nominal=D("1.50"), currency="USD"), {"nominal": "1.50", "currency": "USD"}
LAKE = rf.Place(name="Lake", level=rf.PlaceLevel.OTHER)
LAKE_FORM = {"name": "Lake", "level": "other"}
UNDP, UNDP_FORM = rf.Organisation(acronym="UNDP"), {"acronym": "UNDP"}
STUDY, STUDY_FORM = rf.DocumentLink(title="Study"), {"title": "Study"}
NOTE, NOTE_FORM = rf.ProgressNote(text="It rained."), {"text": "It rained."}
GOAL, GOAL_FORM = rf.SdgReference(goal=6), {"goal": 6}
CODE, CODE_FORM = rf.Reference(code="6.5.1"), {"code": "6.5.1"}
MARKER, MARKER_FORM = rf.PolicyMarker(name="Gender Equality"), {"name": "Gender Equality"}
BUDGET, BUDGET_FORM = rf.Budget(planned=DOLLAR), {"planned": DOLLAR_FORM}
BOATS, BOATS_FORM = rf.Indicator(code="A"), {"code": "A"}
# What every result has, of whatever level.
RESULT = {
    "code": "LAK_D_1",
    "title": "Boats are safe",
    "description": "Why boats.",
    "identifier": "XM-1-LAK_D_1",
    "aggregation_status": True,
    "weight": D("12.5"),
    "indicators": (BOATS,),
    "budgets": (BUDGET,),
    "assumptions": (rf.Assumption(text="It rains"),),
    "risks": (rf.Risk(text="It storms"),),
    "organisations": (rf.Participation(organisation=UNDP),),
    "sdgs": (GOAL,),
    "policy_markers": (MARKER,),
    "humanitarian": False,
    "references": (CODE,),
    "documents": (STUDY,),
    "progress_notes": (NOTE,),
}
RESULT_FORM = {
    **{name: RESULT[name] for name in ("code", "title", "description", "identifier", "aggregation_status")},
    "weight": "12.5",
    "indicators": [BOATS_FORM],
    "budgets": [BUDGET_FORM],
    "assumptions": [{"text": "It rains"}],
    "risks": [{"text": "It storms"}],
    "organisations": [{"organisation": UNDP_FORM}],
    "sdgs": [GOAL_FORM],
    "policy_markers": [MARKER_FORM],
    "humanitarian": False,
    "references": [CODE_FORM],
    "documents": [STUDY_FORM],
    "progress_notes": [NOTE_FORM],
}


def of_framework(field):
    """A framework whose field holds the noun, alone or as the only one; and its place in the document."""

    def home(noun):
        is_list = isinstance(getattr(rf.ResultsFramework(), field), tuple)
        return rf.ResultsFramework(**{field: (noun,) if is_list else noun}), (field, 0) if is_list else (field,)

    return home


def within(outer, field, home):
    """A framework in which a noun is in a field of another noun."""

    def nested(noun):
        is_list = attrs.fields_dict(outer)[field].default == ()
        framework, path = home(outer(**{field: (noun,) if is_list else noun}))
        return framework, (*path, field, *((0,) if is_list else ()))

    return nested


def of_indicator(field):
    """A framework whose only indicator has the noun."""
    return within(rf.Indicator, field, within(rf.Output, "indicators", of_framework("results")))


def observed(noun):
    """A framework with one observation."""
    indicator = rf.Indicator(series=rf.ObservationSeries((noun,)))
    return rf.ResultsFramework(results=(rf.Output(indicators=(indicator,)),)), (
        "results",
        0,
        "indicators",
        0,
        "series",
        0,
    )


def disaggregated(noun):
    """A framework with one observation of one group."""
    framework, path = observed(rf.Observation(kind=rf.ObservationKind.ACTUAL, disaggregation=(noun,)))
    return framework, (*path, "disaggregation", 0)


FORMS = {
    "Translation": (FRENCH, FRENCH_FORM, of_framework("translations")),
    "Extra": (KEPT, KEPT_FORM, of_framework("extras")),
    "Source": (
        rf.Source(chrome=("Menu",), unparsed=("??", "5 6")),
        {"chrome": ["Menu"], "unparsed": ["??", "5 6"]},
        of_framework("source"),
    ),
    "Period": (
        rf.Period(year=2020, start=dt.date(2020, 4, 1), end=dt.date(2021, 3, 31), raw="FY 2020"),
        {"year": 2020, "start": "2020-04-01", "end": "2021-03-31", "raw": "FY 2020"},
        of_framework("plan_period"),
    ),
    "Money": (MONEY, MONEY_FORM, within(rf.Budget, "planned", of_framework("budgets"))),
    "FundingLine": (
        rf.FundingLine(kind=rf.FundingKind.NON_CORE, organisation=UNDP, amount=DOLLAR, is_total=True, **SHARED),
        {"kind": "non_core", "organisation": UNDP_FORM, "amount": DOLLAR_FORM, "is_total": True, **SHARED_FORM},
        within(rf.Budget, "funding", of_framework("budgets")),
    ),
    "Budget": (
        rf.Budget(
            planned=MONEY,
            actual=DOLLAR,
            expenses=rf.Missing.TO_BE_DETERMINED,
            period=rf.Period(year=2021),
            kind=rf.BudgetKind.REVISED,
            value_date=dt.date(2021, 6, 30),
            funding=(rf.FundingLine(kind=rf.FundingKind.CORE),),
            **SHARED,
        ),
        {
            "planned": MONEY_FORM,
            "actual": DOLLAR_FORM,
            "expenses": {"missing": "to_be_determined"},
            "period": 2021,
            "kind": "revised",
            "value_date": "2021-06-30",
            "funding": [{"kind": "core"}],
            **SHARED_FORM,
        },
        of_framework("budgets"),
    ),
    "Place": (
        rf.Place(
            name="Isle",
            code="IS",
            vocabulary="A1",
            level=rf.PlaceLevel.MUNICIPALITY,
            within=LAKE,
            percentage=D("12.50"),
            **SHARED,
        ),
        {
            "name": "Isle",
            "code": "IS",
            "vocabulary": "A1",
            "level": "municipality",
            "within": LAKE_FORM,
            "percentage": "12.50",
            **SHARED_FORM,
        },
        of_framework("places"),
    ),
    "Organisation": (
        rf.Organisation(
            name="Lake Board",
            acronym="LB",
            reference="XX-1",
            type="10",
            level=rf.OrganisationLevel.SUBNATIONAL,
            jurisdiction=LAKE,
            through=UNDP,
            raw="LB (Lake Board, Lake), through UNDP",
            **SHARED,
        ),
        {
            "name": "Lake Board",
            "acronym": "LB",
            "reference": "XX-1",
            "type": "10",
            "level": "subnational",
            "jurisdiction": LAKE_FORM,
            "through": UNDP_FORM,
            "raw": "LB (Lake Board, Lake), through UNDP",
            **SHARED_FORM,
        },
        of_framework("reporting_organisation"),
    ),
    "Participation": (
        rf.Participation(organisation=UNDP, role=rf.ParticipationRole.LEAD, identifier="XM-DAC-41114-7", **SHARED),
        {"organisation": UNDP_FORM, "role": "lead", "identifier": "XM-DAC-41114-7", **SHARED_FORM},
        of_framework("organisations"),
    ),
    "CountryProfile": (
        rf.CountryProfile(
            region="Lakes",
            country="Lakeland",
            plan_period=rf.Period.between(2019, 2023),
            income_classification="Low Income",
            least_developed=True,
            gender_inequality_index=D("0.575"),
            gender_development_index=rf.Missing.NOT_AVAILABLE,
            population=D(1_204_500),
            population_male=D(600_000),
            population_male_share=D("49.8"),
            population_female="about half",
            population_female_share=rf.Range(low=D(50)),
            population_source="Yearbook",
            **SHARED,
        ),
        {
            "region": "Lakes",
            "country": "Lakeland",
            "plan_period": {"start": "2019-01-01", "end": "2023-12-31"},
            "income_classification": "Low Income",
            "least_developed": True,
            "gender_inequality_index": "0.575",
            "gender_development_index": {"missing": "not_available"},
            "population": "1204500",
            "population_male": "600000",
            "population_male_share": "49.8",
            "population_female": {"text": "about half"},
            "population_female_share": {"low": "50"},
            "population_source": "Yearbook",
            **SHARED_FORM,
        },
        of_framework("country_profile"),
    ),
    "DocumentLink": (
        rf.DocumentLink(
            title="Atlas",
            url="https://example.org/atlas.pdf",
            format="application/pdf",
            categories=("A08", "Maps"),
            languages=("en", "fr"),
            date=dt.date(2021, 2, 28),
            description="Of all lakes.",
            **SHARED,
        ),
        {
            "title": "Atlas",
            "url": "https://example.org/atlas.pdf",
            "format": "application/pdf",
            "categories": ["A08", "Maps"],
            "languages": ["en", "fr"],
            "date": "2021-02-28",
            "description": "Of all lakes.",
            **SHARED_FORM,
        },
        of_framework("documents"),
    ),
    "ProgressNote": (
        rf.ProgressNote(text="It rained.\n\nMuch.", year=2021, title="Boats are safe", **SHARED),
        {"text": "It rained.\n\nMuch.", "year": 2021, "title": "Boats are safe", **SHARED_FORM},
        of_framework("progress_notes"),
    ),
    "SdgReference": (
        rf.SdgReference(goal=6, target="6.5", indicator="6.5.1", raw="Goal six", **SHARED),
        {"goal": 6, "target": "6.5", "indicator": "6.5.1", "raw": "Goal six", **SHARED_FORM},
        of_indicator("sdgs"),
    ),
    "Reference": (
        rf.Reference(
            code="15170", vocabulary="1", uri="https://example.org/list", name="Boats", percentage=D(60), **SHARED
        ),
        {
            "code": "15170",
            "vocabulary": "1",
            "uri": "https://example.org/list",
            "name": "Boats",
            "percentage": "60",
            **SHARED_FORM,
        },
        of_framework("sectors"),
    ),
    "PolicyMarker": (
        rf.PolicyMarker(
            name="Gender Equality", code="1", vocabulary="99", uri="https://example.org/m", significance=0, **SHARED
        ),
        {
            "name": "Gender Equality",
            "code": "1",
            "vocabulary": "99",
            "uri": "https://example.org/m",
            "significance": 0,
            **SHARED_FORM,
        },
        of_framework("policy_markers"),
    ),
    "Alignment": (
        rf.Alignment(
            kind=rf.AlignmentKind.COMPLEMENTARY,
            partners=(UNDP,),
            explanation="Seen from the shore.",
            as_of=rf.Period(year=2021),
            **SHARED,
        ),
        {
            "kind": "complementary",
            "partners": [UNDP_FORM],
            "explanation": "Seen from the shore.",
            "as_of": 2021,
            **SHARED_FORM,
        },
        of_indicator("alignments"),
    ),
    "Note": (
        rf.Note(text="From the trust fund", kind=rf.NoteKind.TRUST_FUND),
        {"text": "From the trust fund", "kind": "trust_fund"},
        of_indicator("notes"),
    ),
    "Disaggregation": (
        rf.Disaggregation(dimension="sex", category="women"),
        {"dimension": "sex", "category": "women"},
        disaggregated,
    ),
    "Observation": (
        rf.Observation(
            kind=rf.ObservationKind.ACTUAL,
            period=rf.Period(year=2021),
            listed_under=rf.Period(year=2020),
            value=D("12.50"),
            raw="12.50 of 100",
            unit="percent",
            comment="Counted twice",
            disaggregation=(rf.Disaggregation(category="rural"),),
            places=(LAKE,),
            documents=(STUDY,),
            **SHARED,
        ),
        {
            "kind": "actual",
            "period": 2021,
            "listed_under": 2020,
            "value": "12.50",
            "raw": "12.50 of 100",
            "unit": "percent",
            "comment": "Counted twice",
            "disaggregation": [{"category": "rural"}],
            "places": [LAKE_FORM],
            "documents": [STUDY_FORM],
            **SHARED_FORM,
        },
        observed,
    ),
    "Indicator": (
        rf.Indicator(
            code="LAK_D_1.A",
            statement="Number of boats (CO)",
            description="Boats with a licence.",
            measure=rf.Measure.UNIT,
            unit="case",
            direction=rf.Direction.MAINTAIN,
            actuals_accumulation=rf.Accumulation.SNAPSHOT,
            targets_accumulation=rf.Accumulation.CUMULATIVE,
            aggregation_status=False,
            scope=(rf.Scope.COUNTRY_OFFICE,),
            notes=(rf.Note(text="Counted in May"),),
            references=(CODE,),
            sdgs=(GOAL,),
            alignments=(rf.Alignment(kind=rf.AlignmentKind.COMMON),),
            documents=(STUDY,),
            monitoring_plan=rf.MonitoringPlan(responsible="Harbour master"),
            printed_result="2021 Result 7",
            series=rf.ObservationSeries(
                (rf.Observation(kind=rf.ObservationKind.BASELINE, period=rf.Period(year=2019), value=D(0)),),
                periods=(rf.Period(year=2020), rf.Period()),
            ),
            **SHARED,
        ),
        {
            "code": "LAK_D_1.A",
            "statement": "Number of boats (CO)",
            "description": "Boats with a licence.",
            "measure": "unit",
            "unit": "case",
            "direction": "maintain",
            "actuals_accumulation": "snapshot",
            "targets_accumulation": "cumulative",
            "aggregation_status": False,
            "scope": ["country_office"],
            "notes": [{"text": "Counted in May"}],
            "references": [CODE_FORM],
            "sdgs": [GOAL_FORM],
            "alignments": [{"kind": "common"}],
            "documents": [STUDY_FORM],
            "monitoring_plan": {"responsible": "Harbour master"},
            "printed_result": "2021 Result 7",
            "series": [{"kind": "baseline", "period": 2019, "value": "0"}],
            "periods": [2020, {}],
            **SHARED_FORM,
        },
        within(rf.Output, "indicators", of_framework("results")),
    ),
    "Output": (
        rf.Output(**RESULT, activities=(rf.PlannedActivity(code="1.1"),), **SHARED),
        {"level": "output", **RESULT_FORM, "activities": [{"code": "1.1"}], **SHARED_FORM},
        of_framework("results"),
    ),
    "MonitoringPlan": (
        rf.MonitoringPlan(
            means_of_verification="Register of boats",
            baseline_source="Census of boats",
            method="Count in the harbour",
            collection_frequency="each May",
            reporting_frequency="yearly",
            responsible="Harbour master",
            numerator="Boats with a licence",
            denominator="All boats",
            limitations="Canoes are not counted",
            planned_disaggregation=("size", "owner"),
            **SHARED,
        ),
        {
            "means_of_verification": "Register of boats",
            "baseline_source": "Census of boats",
            "method": "Count in the harbour",
            "collection_frequency": "each May",
            "reporting_frequency": "yearly",
            "responsible": "Harbour master",
            "numerator": "Boats with a licence",
            "denominator": "All boats",
            "limitations": "Canoes are not counted",
            "planned_disaggregation": ["size", "owner"],
            **SHARED_FORM,
        },
        of_indicator("monitoring_plan"),
    ),
    "Assumption": (
        rf.Assumption(text="It rains", holds=False, **SHARED),
        {"text": "It rains", "holds": False, **SHARED_FORM},
        within(rf.Output, "assumptions", of_framework("results")),
    ),
    "Risk": (
        rf.Risk(text="It storms", rating="High", mitigation="Harbour walls", **SHARED),
        {"text": "It storms", "rating": "High", "mitigation": "Harbour walls", **SHARED_FORM},
        within(rf.Output, "risks", of_framework("results")),
    ),
    "PlannedActivity": (
        rf.PlannedActivity(
            code="1.1",
            title="Mend boats",
            description="With the yard.",
            period=rf.Period(year=2021),
            budgets=(BUDGET,),
            **SHARED,
        ),
        {
            "code": "1.1",
            "title": "Mend boats",
            "description": "With the yard.",
            "period": 2021,
            "budgets": [BUDGET_FORM],
            **SHARED_FORM,
        },
        within(rf.Output, "activities", of_framework("results")),
    ),
    "Revision": (
        rf.Revision(
            day=dt.date(2022, 3, 1), version="2", path="LAK_D_1", reason="Drought", approved_by="Lake Board", **SHARED
        ),
        {
            "day": "2022-03-01",
            "version": "2",
            "path": "LAK_D_1",
            "reason": "Drought",
            "approved_by": "Lake Board",
            **SHARED_FORM,
        },
        of_framework("revisions"),
    ),
    "OtherResult": (
        rf.OtherResult(**RESULT, **SHARED),
        {"level": "other", **RESULT_FORM, **SHARED_FORM},
        of_framework("results"),
    ),
    "Outcome": (
        rf.Outcome(
            **RESULT,
            outputs=(rf.Output(code="LAK_D_1.1"),),
            impact_areas=("Water",),
            organisational_outputs=("Better rules",),
            un_system_functions=("Normative support",),
            **SHARED,
        ),
        {
            "level": "outcome",
            **RESULT_FORM,
            "outputs": [{"code": "LAK_D_1.1"}],
            "impact_areas": ["Water"],
            "organisational_outputs": ["Better rules"],
            "un_system_functions": ["Normative support"],
            **SHARED_FORM,
        },
        of_framework("results"),
    ),
    "Impact": (
        rf.Impact(**RESULT, outcomes=(rf.Outcome(code="LAK_D_1"),), **SHARED),
        {"level": "impact", **RESULT_FORM, "outcomes": [{"code": "LAK_D_1"}], **SHARED_FORM},
        of_framework("results"),
    ),
    "ActivityDate": (
        rf.ActivityDate(kind=rf.DateKind.ACTUAL_START, day=dt.date(2020, 2, 1), raw="early 2020", **SHARED),
        {"kind": "actual_start", "day": "2020-02-01", "raw": "early 2020", **SHARED_FORM},
        of_framework("dates"),
    ),
    "TargetGroup": (
        rf.TargetGroup(name="rowers", level="local level", **SHARED),
        {"name": "rowers", "level": "local level", **SHARED_FORM},
        within(rf.JointProgramme, "target_groups", of_framework("programmes")),
    ),
    "TheoryOfChange": (
        rf.TheoryOfChange(
            problem="Boats sink.",
            conditions=("they are mended", "they are tested"),
            consequence="they float",
            impact="saving lives",
            raw="If they are mended ...",
            **SHARED,
        ),
        {
            "problem": "Boats sink.",
            "conditions": ["they are mended", "they are tested"],
            "consequence": "they float",
            "impact": "saving lives",
            "raw": "If they are mended ...",
            **SHARED_FORM,
        },
        within(rf.JointProgramme, "theory_of_change", of_framework("programmes")),
    ),
    "GeographicScope": (
        rf.GeographicScope(
            is_national=True,
            places=(LAKE,),
            state_count=5,
            state_minimum=4,
            municipality_count=3,
            municipality_minimum=2,
            raw="on all lakes",
            **SHARED,
        ),
        {
            "is_national": True,
            "places": [LAKE_FORM],
            "state_count": 5,
            "state_minimum": 4,
            "municipality_count": 3,
            "municipality_minimum": 2,
            "raw": "on all lakes",
            **SHARED_FORM,
        },
        within(rf.JointProgramme, "geography", of_framework("programmes")),
    ),
    "JointProgramme": (
        rf.JointProgramme(
            title="Boats for All",
            description="Boats are few.",
            theory_of_change=rf.TheoryOfChange(consequence="they float"),
            approach="Unlike ships.",
            geography=rf.GeographicScope(is_national=True),
            target_groups=(rf.TargetGroup(name="rowers"),),
            target_group_text="Rowers, mainly",
            agencies=(rf.Participation(organisation=UNDP),),
            partners=(rf.Organisation(name="Lake Board"),),
            financial_information=rf.Missing.EMPTY,
            budgets=(rf.Budget(period=rf.Period(year=2021)),),
            empty_headings=("Quick facts",),
            period=rf.Period.between(2020, 2022),
            sdgs=(GOAL,),
            outcomes=("LAK_D_1",),
            **SHARED,
        ),
        {
            "title": "Boats for All",
            "description": "Boats are few.",
            "theory_of_change": {"consequence": "they float"},
            "approach": "Unlike ships.",
            "geography": {"is_national": True},
            "target_groups": [{"name": "rowers"}],
            "target_group_text": "Rowers, mainly",
            "agencies": [{"organisation": UNDP_FORM}],
            "partners": [{"name": "Lake Board"}],
            "financial_information": {"missing": "empty"},
            "budgets": [{"period": 2021}],
            "empty_headings": ["Quick facts"],
            "period": {"start": "2020-01-01", "end": "2022-12-31"},
            "sdgs": [GOAL_FORM],
            "outcomes": ["LAK_D_1"],
            **SHARED_FORM,
        },
        of_framework("programmes"),
    ),
    "ResultsFramework": (
        rf.ResultsFramework(
            identifier="XM-1-LAK",
            title="Lakes",
            description="A plan.",
            results=(rf.Output(code="LAK_D_1.1"),),
            programmes=(rf.JointProgramme(title="Boats for All"),),
            reporting_organisation=UNDP,
            organisations=(rf.Participation(organisation=UNDP),),
            countries=(rf.Place(code="LK", level=rf.PlaceLevel.COUNTRY),),
            places=(LAKE,),
            sectors=(CODE,),
            tags=(rf.Reference(code="6.5", vocabulary="sdg_target"),),
            policy_markers=(MARKER,),
            dates=(rf.ActivityDate(kind=rf.DateKind.PLANNED_END),),
            status=rf.ActivityStatus.IMPLEMENTATION,
            humanitarian=True,
            budgets=(BUDGET,),
            documents=(STUDY,),
            progress_notes=(NOTE,),
            revisions=(rf.Revision(version="2"),),
            country_profile=rf.CountryProfile(country="Lakeland"),
            language="en",
            plan_period=rf.Period(year=2021),
            reporting_year=2021,
            last_updated=dt.date(2022, 3, 1),
            source=rf.Source(chrome=("Menu",)),
            **SHARED,
        ),
        {
            "resultsframework": 2,
            "identifier": "XM-1-LAK",
            "title": "Lakes",
            "description": "A plan.",
            "results": [{"level": "output", "code": "LAK_D_1.1"}],
            "programmes": [{"title": "Boats for All"}],
            "reporting_organisation": UNDP_FORM,
            "organisations": [{"organisation": UNDP_FORM}],
            "countries": [{"code": "LK", "level": "country"}],
            "places": [LAKE_FORM],
            "sectors": [CODE_FORM],
            "tags": [{"code": "6.5", "vocabulary": "sdg_target"}],
            "policy_markers": [MARKER_FORM],
            "dates": [{"kind": "planned_end"}],
            "status": "implementation",
            "humanitarian": True,
            "budgets": [BUDGET_FORM],
            "documents": [STUDY_FORM],
            "progress_notes": [NOTE_FORM],
            "revisions": [{"version": "2"}],
            "country_profile": {"country": "Lakeland"},
            "language": "en",
            "plan_period": 2021,
            "reporting_year": 2021,
            "last_updated": "2022-03-01",
            "source": {"chrome": ["Menu"]},
            **SHARED_FORM,
        },
        lambda noun: (noun, ()),
    ),
}


def at(document, path):
    """The part of a document at a path."""
    for step in path:
        document = document[step]
    return document


@pytest.mark.each("name", FORMS)
def test_a_class_is_written_with_every_member_in_the_order_of_the_model(name):
    """A full example is written under the agreed names and in their order, with the digits that it has."""
    noun, form, home = FORMS[name]
    framework, path = home(noun)
    written = at(plain.loads(json.dumps(framework)), path)
    assert written == form
    assert list(written) == list(form)


@pytest.mark.usefixtures("parser")
@pytest.mark.each("name", FORMS)
def test_a_class_is_read_from_its_form(name):
    """A value written in that form by a person or another program is read as the same value."""
    noun, form, home = FORMS[name]
    framework, path = home(noun)
    document = plain.loads(json.dumps(framework))
    if path:
        at(document, path[:-1])[path[-1]] = form
    else:
        document = form
    assert json.loads(plain.dumps(document)) == framework


@pytest.mark.usefixtures("parser")
@pytest.mark.each("name", FORMS)
def test_the_order_of_members_does_not_matter_to_the_reader(name):
    """Another program may write the members of an object in any order."""
    noun, form, home = FORMS[name]
    framework, path = home(noun)
    document = plain.loads(json.dumps(framework))
    turned = dict(reversed(form.items()))
    if path:
        at(document, path[:-1])[path[-1]] = turned
    else:
        document = turned
    assert json.loads(plain.dumps(document)) == framework


@pytest.mark.each("name", FORMS)
def test_an_example_has_every_field_of_its_class(name):
    """A field that is added to a class has to be given its form here."""
    noun, _, _ = FORMS[name]
    fields = [field for field in attrs.fields(type(noun)) if field.eq]
    assert [field.name for field in fields if getattr(noun, field.name) == field.default] == []


def test_every_class_that_travels_has_an_example():
    """
    A class that is added to the model has to be given its form here; a series is a list, a Result some level, and a
    ratio, a range or a level some value.
    """
    assert {noun.__name__ for noun in NOUNS} - {"Level", "ObservationSeries", "Range", "Ratio", "Result"} == set(FORMS)


@pytest.fixture(scope="module")
def validator():
    """The published schema, as other programs use it."""
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is tried with the library jsonschema")
    return jsonschema.Draft202012Validator(json.schema())


@pytest.mark.each("name", FORMS)
def test_the_published_schema_takes_every_form(name, validator):
    """A program that knows the schema only accepts what the library writes."""
    noun, _, home = FORMS[name]
    framework, _ = home(noun)
    assert [error.message for error in validator.iter_errors(plain.loads(json.dumps(framework)))] == []


@pytest.mark.no_cover
@pytest.mark.each("name", FORMS)
def test_the_published_schema_refuses_what_the_reader_refuses(name, validator):
    """Null, a list where none belongs, an object of something else and an unknown member are wrong for both."""
    noun, form, home = FORMS[name]
    framework, path = home(noun)
    text = json.dumps(framework)
    for member in form:
        if member in ("resultsframework", "level"):
            continue
        for changes in ({member: None}, {member: [[]]}, {member: {"y": {}}}, {f"{member}_": 1}):
            document = plain.loads(text)
            at(document, path).update(changes)
            assert not validator.is_valid(document), changes
            with pytest.raises(rf.FormatError):
                json.loads(plain.dumps(document))


@pytest.mark.no_cover
@pytest.mark.each("name", [name for name in FORMS if name not in ("Extra", "Translation")])
def test_each_member_of_a_class_is_checked(name, problems_of):
    """Null, a list where none belongs and an unknown neighbour are problems at the place of the member."""
    noun, form, home = FORMS[name]
    framework, path = home(noun)
    place = "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    for member in form:
        if member in ("resultsframework", "level"):
            continue
        for wrong in (None, [[]], {"y": {}}):
            document = plain.loads(json.dumps(framework))
            at(document, path)[member] = wrong
            assert any(found.startswith(f"{place}.{member}") for found in problems_of(document)), (member, wrong)
        document = plain.loads(json.dumps(framework))
        at(document, path)[f"{member}_"] = 1
        assert f"{place}.{member}_" in problems_of(document)


@pytest.fixture
def problems_of():
    """The places of all problems of a document."""

    def places(document):
        with pytest.raises(rf.FormatError) as caught:
            json.loads(plain.dumps(document))
        return [problem.path for problem in caught.value.problems]

    return places
