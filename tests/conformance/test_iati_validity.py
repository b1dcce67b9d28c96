"""The official schema judges what is written: whatever a framework holds, the file is valid."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

import resultsframework as rf
from resultsframework.formats import iati
from resultsframework.testing import extras, frameworks

LAYOUTS = st.sampled_from(["flat", "outcome-activity", "hierarchical"])
PUBLICATION = iati.Publication(
    identifier="XX-1-7",
    title="A plan",
    description="What is planned",
    reporting_organisation=rf.Organisation(reference="XX-1", type="40", name="A body"),
    organisations=(rf.Participation(organisation=rf.Organisation(name="A giver"), role=rf.ParticipationRole.FUNDING),),
    status=rf.ActivityStatus.IMPLEMENTATION,
    dates=(rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=dt.date(2022, 1, 1)),),
    measures=rf.Measure.QUALITATIVE,
)
# What a file may have had that the schema does not take in its place, or only there.
NAMES = (
    "@hierarchy",
    "@type",
    "@role",
    "@{urn:x}a",
    "@default-currency",
    "activity-scope",
    "contact-info",
    "description",
    "budget",
    "result",
    "title/@x",
    "title/narrative",
    "{urn:x}a",
)
TEXTS = (
    "1",
    "first",
    '<activity-scope code="3"></activity-scope>',
    "<activity-scope></activity-scope>",
    "<contact-info><email>a</email></contact-info>",
    '<description type="2"><narrative>A</narrative></description>',
    "<budget></budget>",
    '<result type="1"></result>',
    '<x:a xmlns:x="urn:x">b</x:a>',
)
KEPT = st.builds(rf.Extra, name=st.sampled_from(NAMES), text=st.sampled_from(TEXTS)) | extras()


@pytest.fixture(scope="module")
def schema(shared):
    return etree.XMLSchema(etree.parse(shared / "data" / "iati" / "schema" / "2.03" / "iati-activities-schema.xsd"))


def parsed(text):
    return etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))


@given(framework=frameworks(valid=False), layout=LAYOUTS)
def test_any_framework_is_a_valid_file(schema, framework, layout):
    """A lossless file is valid in every layout, whatever the framework states."""
    assert schema.validate(parsed(iati.dumps(framework, layout=layout, lossless=True))), schema.error_log


@given(framework=frameworks(), layout=LAYOUTS)
def test_a_framework_that_makes_sense_is_a_valid_file(schema, framework, layout):
    """So is the file of a framework in which nothing is wrong."""
    assert schema.validate(parsed(iati.dumps(framework, layout=layout, lossless=True))), schema.error_log


@given(framework=frameworks(valid=False), layout=LAYOUTS)
def test_any_plain_file_is_valid(schema, framework, layout):
    """A plain file that can be written at all is valid in every layout."""
    try:
        text = iati.dumps(framework, layout=layout, publication=PUBLICATION)
    except rf.InvalidValueError:
        assume(False)
        raise
    assert schema.validate(parsed(text)), schema.error_log


@given(framework=frameworks(), layout=LAYOUTS)
def test_a_framework_that_makes_sense_is_a_valid_plain_file(schema, framework, layout):
    """A framework in which nothing is wrong can be written plainly once a publication states the rest."""
    text = iati.dumps(framework, layout=layout, publication=PUBLICATION)
    assert schema.validate(parsed(text)), schema.error_log


@given(kept=st.lists(KEPT, max_size=5).map(tuple))
def test_whatever_was_kept_does_not_spoil_a_file(schema, kept):
    """Attributes and elements without a field are written where they fit: the file stays valid, and they come back."""
    value = rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2020), extras=kept)
    indicator = rf.Indicator(statement="I", extras=kept, series=rf.ObservationSeries((value,)))
    framework = rf.ResultsFramework(
        extras=kept,
        results=(rf.Output(indicators=(indicator,), extras=kept),),
        dates=(rf.ActivityDate(kind=rf.DateKind.ACTUAL_END, day=dt.date(2020, 1, 1), extras=kept),),
        sectors=(rf.Reference(code="1", extras=kept),),
        organisations=(rf.Participation(organisation=rf.Organisation(extras=kept), extras=kept),),
        places=(rf.Place(code="1", extras=kept), rf.Place(code="2", level=rf.PlaceLevel.REGION, extras=kept)),
    )
    text = iati.dumps(framework, lossless=True)
    assert schema.validate(parsed(text)), schema.error_log
    assert iati.loads(text) == framework
