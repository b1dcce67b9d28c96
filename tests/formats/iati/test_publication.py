"""Plain files: what the standard demands is asked for, nothing is made up, and what is lost is what the report says."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf

YEAR = rf.Period(year=2020)
ACTUAL = rf.ObservationKind.ACTUAL
INDICATOR = rf.Indicator(statement="I", measure=rf.Measure.UNIT)


@pytest.fixture
def whole(bench):
    """All that can be asked for."""
    return bench.iati.Publication(
        identifier="ZZ-1",
        title="Asked title",
        description="Asked description",
        reporting_organisation=rf.Organisation(reference="ZZ", type="10", name="Asked body"),
        organisations=(
            rf.Participation(organisation=rf.Organisation(name="Asked giver"), role=rf.ParticipationRole.FUNDING),
        ),
        status=rf.ActivityStatus.CLOSED,
        dates=(rf.ActivityDate(kind=rf.DateKind.ACTUAL_END, day=dt.date(2019, 9, 9)),),
        measure=rf.Measure.PERCENTAGE,
    )


def refusal(bench, framework, **options):
    with pytest.raises(rf.InvalidValueError) as caught:
        bench.iati.dumps(framework, extensions=False, **options)
    return str(caught.value)


# ------------------------------------------------------------------------------------------------ what is asked for


def test_one_error_names_all_that_is_lacking(bench):
    """A framework that says nothing is asked for everything at once, each with the argument that can say it."""
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(), rf.Indicator())),))
    message = refusal(bench, framework)
    for asked in (
        "its identifier (identifier)",
        "who publishes it (reporting_organisation)",
        "its title (title)",
        "its description (description)",
        "who takes part, in one of the four roles (organisations)",
        "its status (status)",
        "when it starts or ends (dates)",
        "the measure of 2 indicators (measure)",
    ):
        assert asked in message
    assert "Publication(...)" in message
    assert "extensions=True" in message


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"identifier": None}, "identifier"),
        ({"title": None}, "title"),
        ({"description": None}, "description"),
        ({"reporting_organisation": None}, "reporting_organisation"),
        ({"reporting_organisation": rf.Organisation(type="10", name="B")}, "the reference of its reporting"),
        ({"reporting_organisation": rf.Organisation(reference="B", name="B")}, "the type of its reporting"),
        ({"reporting_organisation": rf.Organisation(reference="B", type="10")}, "the name of its reporting"),
        ({"organisations": ()}, "organisations"),
        (
            {
                "organisations": (
                    rf.Participation(organisation=rf.Organisation(name="A"), role=rf.ParticipationRole.LEAD),
                )
            },
            "organisations",
        ),
        ({"status": None}, "status"),
        ({"dates": ()}, "dates"),
        ({"dates": (rf.ActivityDate(kind=rf.DateKind.ACTUAL_END, raw="soon"),)}, "dates"),
        ({"dates": (rf.ActivityDate(day=dt.date(2020, 1, 1)),)}, "dates"),
        ({"results": (rf.Output(indicators=(rf.Indicator(statement="I"),)),)}, "measure"),
    ],
)
def test_each_thing_that_is_lacking_is_asked_for(bench, publishable, whole, change, asked):
    """What one framework lacks is asked for by its name, and nothing else is; what is given is written."""
    framework = publishable(**change)
    message = refusal(bench, framework)
    assert asked in message
    assert message.count("(") == 2  # one thing with its argument, and Publication(...)
    text = bench.iati.dumps(framework, extensions=False, publication=whole)
    assert bench.etree.fromstring(text.encode()) is not None


def test_nothing_is_asked_of_a_framework_that_says_it_all(bench, publishable):
    """A framework with all that the standard demands is written without a question."""
    assert "resultsframework" not in bench.iati.dumps(publishable(), extensions=False)


def test_what_is_given_stands_where_it_is_lacking(bench, whole):
    """Each answer is written in its place."""
    framework = rf.ResultsFramework(results=(rf.Output(title="O", indicators=(rf.Indicator(statement="I"),)),))
    activity = bench.written(framework, extensions=False, publication=whole).find("iati-activity")
    assert activity.findtext("iati-identifier") == "ZZ-1"
    assert activity.findtext("title/narrative") == "Asked title"
    assert activity.findtext("description/narrative") == "Asked description"
    assert activity.find("reporting-org").get("ref") == "ZZ"
    assert activity.findtext("participating-org/narrative") == "Asked giver"
    assert activity.find("activity-status").get("code") == "4"
    assert activity.find("activity-date").get("iso-date") == "2019-09-09"
    assert activity.find("result/indicator").get("measure") == "2"


def test_what_is_given_replaces_nothing(bench, publishable, whole):
    """What the framework says itself counts, whatever is given."""
    assert bench.iati.dumps(publishable(), extensions=False, publication=whole) == bench.iati.dumps(
        publishable(), extensions=False
    )


def test_a_body_is_completed_part_by_part(bench, publishable, whole):
    """Of a publisher that is known in part, only what is lacking is taken from what is given."""
    framework = publishable(reporting_organisation=rf.Organisation(name="Own name", acronym="ON"))
    element = bench.written(framework, extensions=False, publication=whole).find("iati-activity/reporting-org")
    assert (element.get("ref"), element.get("type"), element.findtext("narrative")) == ("ZZ", "10", "Own name")


def test_what_is_known_in_another_way_stays(bench, publishable, whole):
    """Who takes part in a role that the standard does not know stays in the framework beside who is given."""
    lead = rf.Participation(organisation=rf.Organisation(name="Lead"), role=rf.ParticipationRole.LEAD)
    framework = publishable(organisations=(lead,))
    again = bench.iati.loads(bench.iati.dumps(framework, publication=whole))
    assert [one.organisation.name for one in again.organisations] == ["Lead", "Asked giver"]


def test_a_kept_measure_counts_as_said(bench):
    """A measure that the standard does not know, kept from a file, is written back and not asked for again."""
    framework = bench.framework(bench.indicator_text(attributes='measure="Unit"'))
    text = bench.iati.dumps(framework, extensions=False)
    assert 'measure="Unit"' in text


@pytest.mark.parametrize(
    ("tag", "inner"),
    [
        ("activity-status", '<activity-status code="9"/>'),
        ("description", '<description type="2"><narrative>Aims</narrative></description>'),
        ("participating-org", '<participating-org role="7"><narrative>A</narrative></participating-org>'),
        ("activity-date", '<activity-date type="7" iso-date="2020-01-01"/>'),
    ],
)
def test_what_a_file_said_in_its_own_way_is_not_asked_for(bench, tag, inner):
    """What was kept from a file, though it is outside the lists, is written back and stands for what is demanded."""
    framework = bench.framework(inner, without=(tag,))
    assert bench.found(framework, f"iati-activity/{tag}", extensions=False) == [bench.canonical(inner)]


def test_the_days_of_a_plan_answer_for_dates(bench, publishable):
    """A plan with a first and a last day is not asked when it starts."""
    framework = publishable(dates=(), plan_period=rf.Period.between(2020, 2022))
    assert bench.written(framework, extensions=False).find("iati-activity/activity-date").get("type") == "1"


def test_what_is_given_may_be_used_with_extensions_too(bench, whole):
    """With extensions nothing is demanded, but what is given is written, and read as what the framework says."""
    again = bench.iati.loads(bench.iati.dumps(rf.ResultsFramework(), publication=whole))
    assert (again.identifier, again.status) == ("ZZ-1", rf.ActivityStatus.CLOSED)


@pytest.mark.parametrize("layout", ["outcome-activity", "hierarchical"])
def test_every_activity_gets_what_is_given(bench, publishable, whole, layout):
    """In a layout of several activities each needs what the standard demands; an identifier belongs to one alone."""
    results = tuple(rf.Outcome(title=name, indicators=(INDICATOR,)) for name in "AB")
    framework = publishable(results=results, identifier=None, status=None, description=None)
    found = bench.written(framework, layout=layout, extensions=False, publication=whole).findall("iati-activity")
    assert {activity.find("activity-status").get("code") for activity in found} == {"4"}
    assert {activity.findtext("description/narrative") for activity in found} == {"Asked description"}
    own = [activity.findtext("iati-identifier") for activity in found]
    assert len(set(own)) == len(own)
    assert all(one.startswith("ZZ-1") for one in own)


def test_what_several_activities_lack_is_asked_for_at_once(bench, publishable):
    """Each activity may lack something else; one error names it all, and counts the indicators of all."""
    unmeasured = (rf.Indicator(statement="I"),)
    outcomes = (
        rf.Outcome(title="A", indicators=unmeasured * 2),
        rf.Outcome(description="B", indicators=unmeasured),
    )
    for layout in ("outcome-activity", "hierarchical"):
        message = refusal(bench, publishable(results=outcomes), layout=layout)
        assert "its description (description)" in message
        assert "its title (title)" in message
        assert "the measure of 3 indicators (measure)" in message
        assert message.count("(title)") == 1


def test_what_several_frameworks_lack_is_asked_for_at_once(bench, publishable, tmp_path):
    """The same for several frameworks in one file, of which then nothing is written."""
    path = tmp_path / "all.xml"
    found = [publishable(title=None), publishable(), publishable(status=None)]
    with pytest.raises(rf.InvalidValueError, match=r"\(title\); its status \(status\)\."):
        bench.iati.dump_all(found, path, extensions=False)
    assert not path.exists()


# ---------------------------------------------------------------------------------------------------- what is lost


def losses(framework, **options):
    return [(loss.path, loss.field) for loss in rf.loss_report(framework, "iati", extensions=False, **options)]


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"programmes": (rf.JointProgramme(title="P"),)}, "programmes"),
        ({"progress_notes": (rf.ProgressNote(text="N"),)}, "progress_notes"),
        ({"country_profile": rf.CountryProfile(country="M")}, "country_profile"),
        ({"reporting_year": 2021}, "reporting_year"),
        ({"tags": (rf.Reference(code="A"),)}, "tags"),
        ({"policy_markers": (rf.PolicyMarker(name="G"),)}, "policy_markers"),
        ({"documents": (rf.DocumentLink(title="D"),)}, "documents"),
        ({"extras": (rf.Extra(name="x_own", text="1"),)}, "extras"),
        ({"language": "no tag at all"}, "language"),
    ],
)
def test_what_the_standard_has_no_place_for_is_named(publishable, fields, lost):
    """Each fact of the framework that a plain file cannot carry is in the report, and nothing else is."""
    assert losses(publishable(**fields)) == [("", lost)]


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"unit": "person"}, "unit"),
        ({"actuals_accumulation": rf.Accumulation.PERIODIC}, "actuals_accumulation"),
        ({"direction": rf.Direction.MAINTAIN}, "direction"),
        ({"scope": (rf.Scope.HEADQUARTERS,)}, "scope"),
        ({"notes": (rf.Note(text="N"),)}, "notes"),
        ({"alignments": (rf.Alignment(kind=rf.AlignmentKind.COMMON),)}, "alignments"),
        ({"printed_result": "good"}, "printed_result"),
        ({"references": (rf.Reference(code="A"),)}, "references"),
    ],
)
def test_what_an_indicator_loses_is_named(publishable, fields, lost):
    """So is each fact of an indicator, with the path of the indicator."""
    indicator = attrs.evolve(INDICATOR, code="A", **fields)
    assert losses(publishable(indicator)) == [("#1/A", lost)]


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"value": rf.Missing.TO_BE_DETERMINED, "comment": "In May"}, ["value"]),
        ({"value": Decimal(5), "raw": "five"}, ["raw"]),
        ({"value": Decimal(5), "unit": "percent"}, ["unit"]),
        ({"value": True}, ["comment"]),
        ({"value": rf.Missing.EMPTY}, ["series"]),
        ({"value": rf.Level(name="High", rank=3)}, ["value"]),
        ({"value": Decimal(5)}, []),
        ({"value": rf.Missing.ABSENT}, []),
        ({"value": "in progress"}, []),
        ({"value": rf.Range(low=Decimal(80))}, []),
    ],
)
def test_what_a_value_loses_is_named(publishable, fields, lost):
    """So is each fact of a value."""
    o = rf.Observation(kind=ACTUAL, period=YEAR, **fields)
    indicator = attrs.evolve(INDICATOR, code="A", series=rf.ObservationSeries((o,)))
    assert [field for _, field in losses(publishable(indicator))] == lost


def test_results_without_indicators_are_lost(publishable):
    """The standard holds no result without an indicator."""
    framework = publishable(results=(rf.Output(title="A", indicators=(INDICATOR,)), rf.Outcome(title="Bare")))
    assert losses(framework) == [("", "results")]


def test_what_is_missing_is_what_the_report_says(bench, publishable):
    """With what the report names set back, what comes back of a plain file is the framework."""
    indicator = attrs.evolve(INDICATOR, code="A", unit="person", scope=(rf.Scope.COUNTRY_OFFICE,))
    framework = publishable(indicator, INDICATOR, reporting_year=2021, progress_notes=(rf.ProgressNote(text="N"),))
    again = bench.iati.loads(bench.iati.dumps(framework, extensions=False))
    assert losses(framework) == [
        ("#1/A", "unit"),
        ("#1/A", "scope"),
        ("", "progress_notes"),
        ("", "reporting_year"),
    ]
    mended = again.replace("#1/A", unit="person", scope=(rf.Scope.COUNTRY_OFFICE,))
    assert attrs.evolve(mended, reporting_year=2021, progress_notes=(rf.ProgressNote(text="N"),)) == framework


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_with_extensions_nothing_is_lost(publishable, layout):
    """The report is empty, in every layout."""
    bare = rf.Outcome(title="Bare", outputs=(rf.Output(title="O"),))
    framework = publishable(results=(bare, bare), reporting_year=2021)
    assert not rf.loss_report(framework, "iati", layout=layout)


def test_what_was_given_is_new(publishable, whole):
    """What the framework did not say and the file does is in the report too."""
    framework = publishable(status=None)
    report = rf.loss_report(framework, "iati", extensions=False, publication=whole)
    assert str(report) == "the framework: status: None becomes closed"


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_nothing_of_ours_is_in_a_plain_file(bench, publishable, whole, layout):
    """A plain file does not know our namespace, not even as a declaration."""
    outcome = rf.Outcome(title="A", code="C", indicators=(attrs.evolve(INDICATOR, unit="person"),))
    framework = publishable(results=(outcome, outcome, rf.Output(title="Bare")), reporting_year=2021)
    text = bench.iati.dumps(framework, layout=layout, extensions=False, publication=whole)
    assert "rf:" not in text
    assert "urn:resultsframework" not in text


def test_several_activities_are_compared_as_one_framework(publishable):
    """Where a plain file has several activities, the results of all of them are what came back."""
    outcomes = tuple(rf.Outcome(title=n, code=n, description=n, indicators=(INDICATOR,)) for n in "AB")
    found = losses(publishable(results=outcomes), layout="outcome-activity")
    assert ("", "results") not in found


def test_a_result_that_cannot_be_read_back_in_its_place_is_named(publishable):
    """Outputs below an outcome stand beside it in a plain flat file, and the report says so."""
    output = rf.Output(title="O", code="2", indicators=(INDICATOR,))
    outcome = rf.Outcome(title="C", code="1", indicators=(INDICATOR,), outputs=(output,))
    found = losses(publishable(results=(outcome,)))
    assert ("1", "outputs") in found
