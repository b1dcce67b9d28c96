"""Plain files: missing facts are listed, nothing is made up, and the report names just what is lost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework import examples

YEAR = rf.Period(year=2020)
ACTUAL = rf.ObservationKind.ACTUAL
INDICATOR = rf.Indicator(statement="I", measure=rf.Measure.UNIT)


@pytest.fixture
def whole(bench):
    """A publication that states every fact that it can state."""
    return bench.iati.Publication(
        identifier="ZZ-1",
        title="Given title",
        description="Given description",
        reporting_organisation=rf.Organisation(reference="ZZ", type="10", name="Given body"),
        organisations=(
            rf.Participation(organisation=rf.Organisation(name="Given giver"), role=rf.ParticipationRole.FUNDING),
        ),
        status=rf.ActivityStatus.CLOSED,
        dates=(rf.ActivityDate(kind=rf.DateKind.ACTUAL_END, day=dt.date(2019, 9, 9)),),
        measures=rf.Measure.PERCENTAGE,
    )


def refusal(bench, framework, **options):
    with pytest.raises(rf.InvalidValueError) as caught:
        bench.iati.dumps(framework, **options)
    return str(caught.value)


# ------------------------------------------------------------------------------------------------ what is missing


def test_one_error_lists_all_that_is_missing(bench):
    """A framework that states nothing gets one error with every missing fact, its path, and the call that states it."""
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(rf.Indicator(code="A"), rf.Indicator())),))
    message = refusal(bench, framework)
    for line in (
        "- identifier: the framework",
        "- title (2): the framework, #1",
        "- description: the framework",
        "- reporting_organisation: the framework",
        "- organisations: the framework",
        "- status: the framework",
        "- dates: the framework",
        "- statement (2): #1/A, #1/#1",
        "- measure (2): #1/A, #1/#1",
        'identifier="..."',
        'title="..."',
        'description="..."',
        "reporting_organisation=rf.Organisation(",
        "organisations=(rf.Participation(",
        "status=rf.ActivityStatus.",
        "dates=(rf.ActivityDate(",
        "measures=rf.Measure.UNIT",
        "framework.replace(path, title=...)",
        "lossless=True",
        "--lossless",
    ):
        assert line in message


def test_the_error_holds_each_missing_fact(bench, publishable):
    """A program finds the paths and fields in the error itself, all of them, however many the message shows."""
    indicators = tuple(rf.Indicator(code=str(number), statement="I") for number in range(60))
    with pytest.raises(bench.iati.IncompleteError) as caught:
        bench.iati.dumps(publishable(*indicators))
    assert [(one.path, one.field) for one in caught.value.lacking] == [(f"#1/{n}", "measure") for n in range(60)]
    assert "and 10 more" in str(caught.value)
    assert "- measure (60): #1/0, #1/1 and 58 more\n" in caught.value.text(2)
    assert 'measures={"0": rf.Measure.UNIT, ...}' in str(caught.value)


LEAD = rf.Participation(organisation=rf.Organisation(name="A"), role=rf.ParticipationRole.LEAD)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"identifier": None}, "identifier: the framework"),
        ({"identifier": " "}, "identifier: the framework"),
        ({"title": None}, "title: the framework"),
        ({"description": ""}, "description: the framework"),
        ({"reporting_organisation": None}, "reporting_organisation: the framework"),
        ({"reporting_organisation": rf.Organisation(type="10", name="B")}, "reporting_organisation.reference:"),
        ({"reporting_organisation": rf.Organisation(reference="B", name="B")}, "reporting_organisation.type:"),
        ({"reporting_organisation": rf.Organisation(reference="B", type="10")}, "reporting_organisation.name:"),
        ({"organisations": ()}, "organisations: the framework"),
        ({"organisations": (LEAD,)}, "organisations: the framework"),
        ({"status": None}, "status: the framework"),
        ({"dates": ()}, "dates: the framework"),
        ({"dates": (rf.ActivityDate(kind=rf.DateKind.ACTUAL_END, raw="soon"),)}, "dates: the framework"),
        ({"dates": (rf.ActivityDate(day=dt.date(2020, 1, 1)),)}, "dates: the framework"),
        ({"results": (rf.Output(title="O", indicators=(rf.Indicator(statement="I"),)),)}, "measure: #1/#1"),
    ],
)
def test_each_missing_fact_is_listed_and_can_be_stated(bench, publishable, whole, change, missing):
    """One missing fact is listed, and no other; a publication that states it lets the file be written."""
    framework = publishable(**change)
    message = refusal(bench, framework)
    assert f"- {missing}" in message
    assert message.count("\n- ") == 1
    assert "framework.replace" not in message
    text = bench.iati.dumps(framework, publication=whole)
    assert bench.etree.fromstring(text.encode()) is not None


@pytest.mark.parametrize(
    ("result", "missing"),
    [
        (rf.Output(indicators=(INDICATOR,)), "title: #1"),
        (rf.Output(title="O", indicators=(rf.Indicator(measure=rf.Measure.UNIT),)), "statement: #1/#1"),
    ],
)
def test_titles_of_results_are_stated_in_the_framework(bench, publishable, whole, result, missing):
    """No publication can state the title of a result or an indicator, and the error does not suggest one."""
    with pytest.raises(rf.InvalidValueError) as caught:
        bench.iati.dumps(publishable(results=(result,)), publication=whole)
    assert f"- {missing}" in str(caught.value)
    assert "framework.replace(path" in str(caught.value)
    assert "Publication(" not in str(caught.value)


def test_a_framework_that_states_it_all_is_written(bench, publishable):
    """A framework with all that the standard demands is written without a publication."""
    assert "resultsframework" not in bench.iati.dumps(publishable())


def test_a_publication_states_what_is_missing(bench, whole):
    """Each fact of a publication is written in its place."""
    framework = rf.ResultsFramework(results=(rf.Output(title="O", indicators=(rf.Indicator(statement="I"),)),))
    activity = bench.written(framework, publication=whole, lossless=False).find("iati-activity")
    assert activity.findtext("iati-identifier") == "ZZ-1"
    assert activity.findtext("title/narrative") == "Given title"
    assert activity.findtext("description/narrative") == "Given description"
    assert activity.find("reporting-org").get("ref") == "ZZ"
    assert activity.findtext("participating-org/narrative") == "Given giver"
    assert activity.find("activity-status").get("code") == "4"
    assert activity.find("activity-date").get("iso-date") == "2019-09-09"
    assert activity.find("result/indicator").get("measure") == "2"


def test_a_publication_replaces_nothing(bench, publishable, whole):
    """A fact that the framework states counts, whatever a publication states."""
    assert bench.iati.dumps(publishable(), publication=whole) == bench.iati.dumps(publishable())


def test_a_body_is_completed_part_by_part(bench, publishable, whole):
    """Of a publisher that is known in part, only what is lacking is taken from what is given."""
    framework = publishable(reporting_organisation=rf.Organisation(name="Own name", acronym="ON"))
    element = bench.written(framework, publication=whole, lossless=False).find("iati-activity/reporting-org")
    assert (element.get("ref"), element.get("type"), element.findtext("narrative")) == ("ZZ", "10", "Own name")


def test_what_is_known_in_another_way_stays(bench, publishable, whole):
    """Organisations in a role that the standard does not know stay in the framework beside those given."""
    lead = rf.Participation(organisation=rf.Organisation(name="Lead"), role=rf.ParticipationRole.LEAD)
    framework = publishable(organisations=(lead,))
    again = bench.iati.loads(bench.iati.dumps(framework, publication=whole, lossless=True))
    assert [one.organisation.name for one in again.organisations] == ["Lead", "Given giver"]


def test_a_kept_measure_counts_as_said(bench):
    """A measure that the standard does not know, kept from a file, is written back and not listed as missing."""
    framework = bench.framework(bench.indicator_text(attributes='measure="Unit"'))
    text = bench.iati.dumps(framework)
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
def test_a_kept_element_meets_a_demand(bench, tag, inner):
    """An element kept from a file, though its code is in no list, is written back and meets the demand."""
    framework = bench.framework(inner, without=(tag,))
    assert bench.found(framework, f"iati-activity/{tag}", lossless=False) == [bench.canonical(inner)]


def test_the_days_of_a_plan_are_dates(bench, publishable):
    """The first and last day of a plan are its planned start and end."""
    framework = publishable(dates=(), plan_period=rf.Period.between(2020, 2022))
    assert bench.written(framework, lossless=False).find("iati-activity/activity-date").get("type") == "1"


def test_a_publication_is_used_in_a_lossless_file_too(bench, whole):
    """A lossless file demands nothing, but the facts of a publication are written, and read as the framework's."""
    again = bench.iati.loads(bench.iati.dumps(rf.ResultsFramework(), publication=whole, lossless=True))
    assert (again.identifier, again.status) == ("ZZ-1", rf.ActivityStatus.CLOSED)


@pytest.mark.parametrize("layout", ["outcome-activity", "hierarchical"])
def test_every_activity_gets_what_is_given(bench, publishable, whole, layout):
    """In a layout of several activities each needs what the standard demands; an identifier belongs to one alone."""
    results = tuple(rf.Outcome(title=name, indicators=(INDICATOR,)) for name in "AB")
    framework = publishable(results=results, identifier=None, status=None, description=None)
    found = bench.written(framework, layout=layout, publication=whole, lossless=False).findall("iati-activity")
    assert {activity.find("activity-status").get("code") for activity in found} == {"4"}
    assert {activity.findtext("description/narrative") for activity in found} == {"Given description"}
    own = [activity.findtext("iati-identifier") for activity in found]
    assert len(set(own)) == len(own)
    assert all(one.startswith("ZZ-1") for one in own)


def test_what_several_activities_lack_is_listed_at_once(bench, publishable):
    """Each activity may lack something else; one error lists it all, a result's own texts with its path."""
    unmeasured = (rf.Indicator(statement="I"),)
    outcomes = (
        rf.Outcome(title="A", indicators=unmeasured * 2),
        rf.Outcome(description="B", outputs=(rf.Output(title="C", indicators=unmeasured),)),
    )
    message = refusal(bench, publishable(results=outcomes), layout="outcome-activity")
    assert "- description: #1\n- title: #2\n- measure (3): #1/#1, #1/#2, #2/#1/#1\n" in message
    assert "- description (2): #1, #2/#1\n" in refusal(bench, publishable(results=outcomes), layout="hierarchical")


def test_what_several_frameworks_lack_is_listed_at_once(bench, publishable, tmp_path):
    """The same for several frameworks in one file, named by their identifiers; then nothing is written."""
    path = tmp_path / "all.xml"
    found = [publishable(title=None), publishable(), publishable(status=None, identifier="XX-2")]
    with pytest.raises(
        rf.InvalidValueError, match="- title: the framework in XX-1-A\n- status: the framework in XX-2\n"
    ):
        bench.iati.dump_all(found, path)
    assert not path.exists()


# ------------------------------------------------------------------------------------------------ measures

UNMEASURED = tuple(rf.Indicator(code=code, statement="I") for code in "AB")


def test_measures_are_given_by_code(bench, publishable):
    """Each indicator, at whatever depth, gets the measure of its code; those of other codes are listed."""
    tree = rf.Outcome(title="O", indicators=UNMEASURED[:1], outputs=(rf.Output(title="P", indicators=UNMEASURED),))
    framework = publishable(results=(tree,))
    both = bench.iati.Publication(measures={"A": rf.Measure.PERCENTAGE, "B": rf.Measure.UNIT})
    found = bench.written(framework, publication=both, lossless=False).iter("indicator")
    assert [indicator.get("measure") for indicator in found] == ["2", "2", "1"]
    one = bench.iati.Publication(measures={"A": rf.Measure.PERCENTAGE})
    assert "- measure: #1/#1/B\n" in refusal(bench, framework, publication=one)


def test_a_declared_measure_counts(bench, publishable):
    """A measure that an indicator declares is never replaced by that of a publication."""
    publication = bench.iati.Publication(measures={"A": rf.Measure.PERCENTAGE})
    declared = attrs.evolve(INDICATOR, code="A")
    (found,) = bench.written(publishable(declared), publication=publication, lossless=False).iter("indicator")
    assert found.get("measure") == "1"


# ------------------------------------------------------------------------------------------------ nothing made up


def stated_by(value):
    """Every text, number, day and code that a node states, in itself or below."""
    from resultsframework.formats.iati import _names

    known = (_names.CODE_OF_MEASURE, _names.CODE_OF_ROLE, _names.CODE_OF_STATUS, _names.CODE_OF_VOCABULARY)
    codes = {
        key: code for table in (*known, _names.CODE_OF_DIRECTION, _names.CODE_OF_RESULT) for key, code in table.items()
    }
    if attrs.has(type(value)):
        found = {codes.get(type(value))}.union(*(stated_by(getattr(value, f.name)) for f in attrs.fields(type(value))))
        days = (value.first_day, value.last_day, value.last_year) if isinstance(value, rf.Period) else ()
        return found | set(map(str, days))
    if isinstance(value, tuple):
        return set().union(*map(stated_by, value))
    if isinstance(value, Decimal):
        return {f"{value:f}"}
    return {str(int(value)) if isinstance(value, bool) else codes.get(value, str(value))}


def test_no_attribute_of_a_default_file_is_made_up(bench, whole):
    """Each attribute of the example's file holds something that the framework or its publication states."""
    framework = examples.load()
    root = bench.written(framework, publication=whole, lossless=False)
    known = stated_by(framework) | stated_by(whole)
    constant = {
        # The version of the file, a general description.
        ("iati-activities", "version", "2.03"),
        ("description", "type", "1"),
        # A code of the publisher's own list.
        ("reference", "vocabulary", "99"),
    }
    # The plan's first and last day are its planned start and end.
    planned = {("activity-date", "type", "1"), ("activity-date", "type", "3")}
    found = {(e.tag, name, value) for e in root.iter() for name, value in e.items()}
    assert len(found) > 100
    assert [one for one in sorted(found) if one[2] not in known and one not in constant | planned] == []
    texts = {e.text for e in root.iter("narrative", "iati-identifier")}
    assert texts <= known | {o.raw for i in framework.indicators for o in i.series}


# ---------------------------------------------------------------------------------------------------- what is lost


def losses(framework, **options):
    return [(loss.path, loss.field) for loss in rf.loss_report(framework, "iati", **options)]


@pytest.mark.each(
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


@pytest.mark.each(
    ("fields", "lost"),
    [
        ({"value": rf.Missing.TO_BE_DETERMINED, "comment": "In May"}, ["value"]),
        ({"value": Decimal(5), "raw": "five"}, ["raw"]),
        ({"value": Decimal(5), "unit": "percent"}, ["unit"]),
        ({"value": True}, ["value", "comment"]),
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


@pytest.mark.each(
    ("fields", "what"),
    [
        ({"unit": "person"}, "'person' is lost: IATI has no place for it"),
        ({"direction": rf.Direction.MAINTAIN}, "maintain becomes unknown"),
        (
            {"documents": (rf.DocumentLink(title="D", url="https://a.org", categories=("A01",)),)},
            "DocumentLink(title='D', url='https://a.org', categories=('A01',)) is lost",
        ),
    ],
)
def test_a_loss_has_its_reason_where_the_standard_has_no_place(publishable, fields, what):
    """A field without a place in the standard is lost whatever it holds; another only with what is not publishable."""
    (loss,) = rf.loss_report(publishable(attrs.evolve(INDICATOR, code="A", **fields)), "iati")
    assert loss.what == what


def test_results_without_indicators_are_lost(publishable):
    """The standard holds no result without an indicator."""
    framework = publishable(results=(rf.Output(title="A", indicators=(INDICATOR,)), rf.Outcome(title="Bare")))
    assert losses(framework) == [("", "results")]


def test_what_is_missing_is_what_the_report_says(bench, publishable):
    """With what the report names set back, what comes back of a plain file is the framework."""
    indicator = attrs.evolve(INDICATOR, code="A", unit="person", scope=(rf.Scope.COUNTRY_OFFICE,))
    framework = publishable(indicator, INDICATOR, reporting_year=2021, progress_notes=(rf.ProgressNote(text="N"),))
    again = bench.iati.loads(bench.iati.dumps(framework))
    assert losses(framework) == [
        ("#1/A", "unit"),
        ("#1/A", "scope"),
        ("", "progress_notes"),
        ("", "reporting_year"),
    ]
    mended = again.replace("#1/A", unit="person", scope=(rf.Scope.COUNTRY_OFFICE,))
    assert attrs.evolve(mended, reporting_year=2021, progress_notes=(rf.ProgressNote(text="N"),)) == framework


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_a_lossless_file_loses_nothing(publishable, layout):
    """The report is empty, in every layout."""
    bare = rf.Outcome(title="Bare", outputs=(rf.Output(title="O"),))
    framework = publishable(results=(bare, bare), reporting_year=2021)
    assert not rf.loss_report(framework, "iati", layout=layout, lossless=True)


def test_a_fact_of_a_publication_is_new(publishable, whole):
    """A fact that only the publication states is in the report too."""
    framework = publishable(status=None)
    report = rf.loss_report(framework, "iati", publication=whole)
    assert str(report) == "the framework: status: None becomes closed"


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_nothing_of_ours_is_in_a_plain_file(bench, publishable, whole, layout):
    """A plain file does not know our namespace, not even as a declaration."""
    outcome = rf.Outcome(title="A", code="C", indicators=(attrs.evolve(INDICATOR, unit="person"),))
    framework = publishable(results=(outcome, outcome, rf.Output(title="Bare")), reporting_year=2021)
    text = bench.iati.dumps(framework, layout=layout, publication=whole)
    assert "rf:" not in text
    assert "urn:resultsframework" not in text


def test_several_activities_are_compared_as_one_framework(publishable):
    """Where a plain file has several activities, the results of all of them are what came back."""
    outcomes = tuple(rf.Outcome(title=n, code=n, description=n, indicators=(INDICATOR,)) for n in "AB")
    found = losses(publishable(results=outcomes), layout="outcome-activity")
    assert ("", "results") not in found


def test_a_result_that_cannot_be_read_back_in_its_place_is_named(publishable):
    """Outputs below an outcome are beside it in a plain flat file, and the report lists that."""
    output = rf.Output(title="O", code="2", indicators=(INDICATOR,))
    outcome = rf.Outcome(title="C", code="1", indicators=(INDICATOR,), outputs=(output,))
    found = losses(publishable(results=(outcome,)))
    assert ("1", "outputs") in found


def test_the_placeholders_of_the_example_are_refused():
    """Text that stands for a fact to be stated is never published."""
    for given in ({"title": "..."}, {"reporting_organisation": rf.Organisation(name="...")}):
        with pytest.raises(rf.InvalidValueError, match=r"replace each '\.\.\.' of the example by yours"):
            rf.formats.iati.Publication(**given)
