"""
Words, bodies and descriptions of an imagined plan in which nothing is wrong: what valid frameworks are made of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from resultsframework.activity import ActivityDate, ActivityStatus, DateKind
from resultsframework.alignment import Alignment, AlignmentKind, PolicyMarker, Reference, SdgReference
from resultsframework.budget import Budget
from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.money import Money
from resultsframework.monitoring_plan import MonitoringPlan
from resultsframework.node import Extra, Source, Translation
from resultsframework.note import Note, NoteKind, Scope
from resultsframework.organisation import (
    CountryProfile,
    Organisation,
    OrganisationLevel,
    Participation,
    ParticipationRole,
    Place,
    PlaceLevel,
)
from resultsframework.period import Period
from resultsframework.planned_activity import PlannedActivity
from resultsframework.programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange
from resultsframework.revision import Revision
from resultsframework.risk import Assumption, Risk

__all__ = ["FRAMEWORK_DETAILS", "INDICATOR_DETAILS", "OWNER", "PARTNERS", "RESULT_DETAILS", "SUBJECTS", "TITLES"]

Details = Mapping[str, Any]

OWNER = Organisation(
    name="Agency for Rural Livelihoods",
    acronym="ARL",
    reference="XX-ARL-1",
    type="10",
    level=OrganisationLevel.NATIONAL,
)
PARTNERS = (
    Organisation(acronym="UNDP", name="United Nations Development Programme", level=OrganisationLevel.UNITED_NATIONS),
    Organisation(acronym="ILO", reference="XM-DAC-41302", level=OrganisationLevel.UNITED_NATIONS),
    Organisation(acronym="FAO", level=OrganisationLevel.UNITED_NATIONS),
)
KENYA = Place(name="Kenya", code="KE", vocabulary="ISO 3166-1", level=PlaceLevel.COUNTRY)
KITUI = Place(name="Kitui", level=PlaceLevel.STATE, within=KENYA)

# One for each indicator of a framework; no two share so many words that they could be one.
SUBJECTS = (
    "households with safe drinking water",
    "farmers trained in terracing",
    "clinics open at night",
    "girls enrolled at secondary schools",
    "cooperatives holding title deeds",
    "mothers vaccinated against tetanus",
    "villages reached by feeder roads",
    "artisans selling abroad",
    "fishers insured for storms",
)
TITLES = (
    "Rural families earn a decent living",
    "Smallholders manage their soils",
    "District services are within reach",
    "Markets pay fair prices",
)

GOAL_5 = SdgReference(goal=5, target="5.1", indicator="5.1.1")
REPORT = DocumentLink(
    title="Annual report",
    url="https://example.org/report.pdf",
    format="application/pdf",
    categories=("B01",),
    languages=("en",),
    date=dt.date(2020, 3, 1),
    description="What was done in the year",
)
LEAFLET = DocumentLink(title="Leaflet", url="https://example.org/leaflet", categories=("A08", "A12"))
NOTE = ProgressNote(text="The work goes on as planned.", title="Progress")
IN_FRENCH = (Translation(field="description", language="fr", text="Suivi « annuel » des ménages"),)
REMARK = (Extra(name="x_note", text='"checked"'),)

MONITORING_PLAN = MonitoringPlan(
    means_of_verification="Household survey",
    baseline_source="Census",
    method="Interviews in every tenth household",
    collection_frequency="every two years",
    reporting_frequency="every year",
    responsible="Statistics office",
    numerator="Households with a protected well",
    denominator="All households",
    limitations="Herders are not counted",
)
ACTIVITIES = (
    PlannedActivity(
        code="1.1",
        title="Train masons",
        period=Period(year=2020),
        budgets=(Budget(planned=Money(nominal=Decimal(5000), currency="KES")),),
    ),
    PlannedActivity(title="Sink wells", description="With the villages", period=Period.between(2020, 2021)),
)

INDICATOR_DETAILS: tuple[Details, ...] = (
    {},
    {"description": "Counted once a year, in every district."},
    {"alignments": (Alignment(kind=AlignmentKind.COMMON, partners=PARTNERS[:1]),)},
    {
        "alignments": (
            Alignment(kind=AlignmentKind.COMMON, partners=PARTNERS[:2], explanation="Shared word for word"),
            Alignment(kind=AlignmentKind.COMPLEMENTARY, partners=PARTNERS[2:]),
        )
    },
    {"sdgs": (GOAL_5,), "references": (Reference(code="5.1.1", vocabulary="sdg_indicator"),)},
    {"references": (Reference(code="K-7", vocabulary="reporting_organisation", name="Own list"),)},
    {"documents": (REPORT, LEAFLET)},
    {"notes": (Note(text="Includes what the trust fund reports.", kind=NoteKind.TRUST_FUND),)},
    {"scope": (Scope.COUNTRY_OFFICE, Scope.HEADQUARTERS)},
    {"aggregation_status": True},
    {"description": "Yearly survey of households", "translations": IN_FRENCH},
    {"extras": REMARK},
    {"monitoring_plan": MONITORING_PLAN},
    {"line": 17},
    {
        "description": "أسر لديها مياه نظيفة / 家庭",
        "aggregation_status": False,
        "scope": (Scope.REGIONAL_OFFICE,),
        "notes": (Note(text="See the method’s annex."),),
        "alignments": (Alignment(kind=AlignmentKind.COMPLEMENTARY, partners=PARTNERS),),
        "documents": (REPORT,),
    },
)
RESULT_DETAILS: tuple[Details, ...] = (
    {},
    {"description": "Families can plan beyond the next harvest."},
    {"sdgs": (GOAL_5, SdgReference(goal=1))},
    {"policy_markers": (PolicyMarker(name="gender equality", code="1", significance=2),)},
    {"documents": (LEAFLET,)},
    {"progress_notes": (NOTE,)},
    {"references": (Reference(code="R-2", vocabulary="reporting_organisation"),)},
    {"humanitarian": False},
    {"weight": Decimal(100)},
    {
        "assumptions": (Assumption(text="Rains do not fail"), Assumption(text="Roads stay open", holds=True)),
        "risks": (Risk(text="Prices of cement rise", rating="Medium", mitigation="Buy early"),),
        "organisations": (Participation(organisation=PARTNERS[0], role=ParticipationRole.ACCOUNTABLE),),
        "activities": ACTIVITIES,
    },
    {"aggregation_status": True},
    {"description": "Yearly survey of households", "translations": IN_FRENCH},
    {"extras": REMARK},
)
PROGRAMME = JointProgramme(
    title="Closing the water gap",
    theory_of_change=TheoryOfChange(
        problem="Wells dry up", conditions=("wells are deepened",), consequence="water stays near", impact="health"
    ),
    approach="Three agencies, one plan",
    geography=GeographicScope(is_national=True, places=(KENYA,)),
    target_groups=(TargetGroup(name="Girls in school", level="national level"),),
    agencies=(
        Participation(organisation=PARTNERS[0], role=ParticipationRole.LEAD),
        Participation(organisation=PARTNERS[1], role=ParticipationRole.PARTICIPATING),
    ),
    partners=(OWNER,),
    sdgs=(GOAL_5,),
)
FRAMEWORK_DETAILS: tuple[Details, ...] = (
    {},
    {"title": "Rural plan"},
    {"identifier": f"{OWNER.reference}-7", "title": "Rural plan", "reporting_organisation": OWNER},
    {"description": "What the agency does until the end of the plan", "language": "en"},
    {"programmes": (PROGRAMME,)},
    {"organisations": (Participation(organisation=OWNER, role=ParticipationRole.IMPLEMENTING),)},
    {"countries": (KENYA,), "places": (KITUI,)},
    {"sectors": (Reference(code="14030", vocabulary="1"),), "tags": (Reference(code="5", vocabulary="2"),)},
    {"policy_markers": (PolicyMarker(name="gender equality", code="1", significance=0),)},
    # After all years of a plan that the strategies draw, so that everything is due.
    {
        "dates": (ActivityDate(kind=DateKind.PLANNED_START, day=dt.date(2001, 1, 1)),),
        "last_updated": dt.date(2099, 12, 31),
    },
    {"status": ActivityStatus.IMPLEMENTATION, "humanitarian": True},
    {"documents": (REPORT,)},
    {"progress_notes": (NOTE,)},
    {"country_profile": CountryProfile(region="East Africa", country="Kenya", income_classification="Lower middle")},
    {"title": "Plan rural", "translations": (Translation(field="title", language="fr"),), "extras": REMARK},
    {
        "revisions": (
            Revision(day=dt.date(2021, 6, 1), version="2", path="results", reason="Review", approved_by="Board"),
        )
    },
    {"source": Source(name="plan.txt", chrome=("Home",))},
)
