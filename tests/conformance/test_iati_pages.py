"""The two real pages as IATI: valid in all layouts, equal where lossless, and where plain as the report lists."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import attrs
import pytest
from lxml import etree

import resultsframework as rf
from resultsframework.formats import iati
from resultsframework.testing import assert_same

LAYOUTS = ("flat", "outcome-activity", "hierarchical")
PAGES = ("unwomen-portal-mex-d-2.1.txt", "joint-sdg-fund-closing-gaps.txt")
BASELINE, MILESTONE, TARGET, ACTUAL = rf.ObservationKind
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


@pytest.fixture(scope="module")
def schema(shared):
    return etree.XMLSchema(etree.parse(shared / "data" / "iati" / "schema" / "2.03" / "iati-activities-schema.xsd"))


@pytest.fixture(scope="module")
def pages(shared):
    return {name: rf.read(shared / "seeds" / name) for name in PAGES}


@pytest.fixture(scope="module")
def portal(pages):
    return pages[PAGES[0]]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_comes_back(pages, schema, page, layout):
    """A lossless file of a page is valid in every layout, and reads as the framework that it was."""
    text = iati.dumps(pages[page], layout=layout, lossless=True)
    assert schema.validate(etree.fromstring(text.encode())), schema.error_log
    assert_same(iati.loads(text), pages[page])
    assert not rf.loss_report(pages[page], "iati", layout=layout, lossless=True)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_plain_iati(pages, schema, page, layout):
    """A plain file of a page is valid, and nothing in it is ours."""
    text = iati.dumps(pages[page], layout=layout, publication=PUBLICATION)
    root = etree.fromstring(text.encode())
    assert schema.validate(root), schema.error_log
    assert {etree.QName(e).namespace for e in root.iter()} == {None}
    assert "resultsframework" not in text


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("page", PAGES)
def test_the_report_names_just_what_is_missing(pages, page, layout):
    """Of what the report does not name, nothing differs between the page and what was read from a plain file."""
    framework = pages[page]
    options = {"layout": layout, "publication": PUBLICATION}
    report = rf.loss_report(framework, "iati", **options)
    again = iati.read_back(iati.dumps(framework, **options), layout=layout)
    named = {(loss.path, loss.field) for loss in report}
    assert report
    # A field of the framework that the report does not name, in itself or below, is as it was.
    below = {path.partition("/")[0].partition("#")[0] for path, _ in named if path} | {
        f for path, f in named if not path
    }
    for field in attrs.fields(rf.ResultsFramework):
        if field.eq and field.name not in below and field.name != "results":
            assert getattr(again, field.name) == getattr(framework, field.name), field.name
    # Likewise for each indicator, unless all of the result that it belongs to is named, since it is elsewhere now.
    moved = {path for path, field in named if field in {"outputs", "results"}}
    for path, indicator in framework.walk():
        if isinstance(indicator, rf.Indicator) and not any(p == path or p.startswith(f"{path}/") for p, _ in named):
            assert any(p in path for p in moved) or again.at(path) == indicator, path


@pytest.mark.parametrize("page", PAGES)
def test_the_missing_facts_of_a_page_are_listed(pages, page):
    """Nothing is made up: one error lists all that the standard demands and the page does not state."""
    with pytest.raises(iati.IncompleteError) as caught:
        iati.dumps(pages[page])
    fields = Counter(lack.field for lack in caught.value.lacking)
    assert {"identifier", "reporting_organisation", "title", "description", "organisations", "status"} <= fields.keys()
    assert fields["measure"] == (39 if page == PAGES[0] else 0)


# ------------------------------------------------------------------------------------------ the portal's page, closer


@pytest.fixture(scope="module")
def written(portal):
    """The page as UN Women publishes: the outcome is the activity."""
    text = iati.dumps(portal, layout="outcome-activity", publication=PUBLICATION)
    return etree.fromstring(text.encode()).findall("iati-activity")


def test_the_outcome_is_one_activity(written, portal):
    """The outcome of the page is one activity, under its own identifier and title."""
    (activity,) = written
    assert activity.findtext("iati-identifier") == "XM-DAC-41146-MEX_D_2.1"
    assert activity.findtext("title/narrative") == portal.outcomes[0].title


def test_its_outputs_are_its_results(written, portal):
    """The three outputs are results of type 1, and the indicators of the outcome are in one of type 2."""
    types = [result.get("type") for result in written[0].findall("result")]
    assert types == ["2", "1", "1", "1"]
    titles = [result.findtext("title/narrative") for result in written[0].findall("result")]
    assert titles[1:] == [output.title for output in portal.outputs]
    assert len(written[0].findall("result/indicator")) == len(portal.indicators) == 39


def test_every_number_of_the_page_is_there(written, portal):
    """Each baseline of a certain year, milestone, target and result that is a number is in an attribute."""
    stated = [o for i in portal.indicators for o in i.series if not isinstance(o.value, rf.Missing | bool | str)]
    wanted = Counter(
        (("baseline" if o.kind is BASELINE else "actual" if o.kind is ACTUAL else "target"), format(o.value, "f"))
        for o in stated
        if o.period.year is not None
    )
    found = Counter((e.tag, e.get("value")) for e in written[0].iter("baseline", "target", "actual") if e.get("value"))
    assert not wanted - found
    assert sum((found - wanted).values()) == sum(
        isinstance(o.value, str | bool) and o.comment is not None and o.period.year is not None
        for i in portal.indicators
        for o in i.series
    )


def test_no_dash_became_a_number(written, portal):
    """Where the page has a dash there is no element, and no zero where it has none."""
    zeros = sum(e.get("value") == "0" for e in written[0].iter("baseline", "target", "actual"))
    stated = sum(
        o.value == 0 and o.value is not False and o.period.year is not None for i in portal.indicators for o in i.series
    )
    assert zeros == stated
    assert not [e for e in written[0].iter("comment") if (e.findtext("narrative") or "") == "-"]


def test_no_baseline_has_the_year_0(written, portal):
    """The year 0, by which the page says that it knows none, is in no attribute."""
    assert any(o.period.raw == "0" for i in portal.indicators for o in i.series)
    assert not [e for e in written[0].iter("baseline") if int(e.get("year")) < 1900]


def test_codes_stand_at_the_indicators(written, portal):
    """The code of each indicator is a reference to the publisher's own list."""
    codes = [e.get("code") for e in written[0].findall("result/indicator/reference") if e.get("vocabulary") == "99"]
    assert Counter(i.code for i in portal.indicators if i.code) - Counter(codes) == Counter()
    assert written[0].findall("result/reference") == []


def test_money_by_year(written, portal):
    """The years of the outcome have their planned and their actual budget, and their expenses as transactions."""
    budgets = [b for b in portal.outcomes[0].budgets if b.period and b.period.year]
    planned = sum(isinstance(b.planned, rf.Money) for b in budgets)
    actual = sum(isinstance(b.actual, rf.Money) for b in budgets)
    spent = sum(isinstance(b.expenses, rf.Money) for b in budgets)
    found = written[0].findall("budget")
    assert len([e for e in found if e.get("type") != "2"]) == planned
    assert len([e for e in found if e.get("type") == "2"]) == actual
    codes = [e.get("code") for e in written[0].findall("transaction/transaction-type")]
    assert codes.count("4") == spent


def test_the_tree_of_activities(portal, schema):
    """In the layout hierarchical the framework, the outcome and each output are an activity, linked to each other."""
    text = iati.dumps(portal, layout="hierarchical", publication=PUBLICATION)
    activities = etree.fromstring(text.encode()).findall("iati-activity")
    assert len(activities) == 5
    identifiers = [activity.findtext("iati-identifier") for activity in activities]
    assert len(set(identifiers)) == 5
    for activity in activities:
        own = activity.findtext("iati-identifier")
        for related in activity.findall("related-activity"):
            other = activities[identifiers.index(related.get("ref"))]
            back = {"1": "2", "2": "1"}[related.get("type")]
            assert (back, own) in {(r.get("type"), r.get("ref")) for r in other.findall("related-activity")}
    again = iati.loads(text, layout="hierarchical")
    assert len(again.outcomes) == 1
    assert [output.title for output in again.outputs] == [output.title for output in portal.outputs]
    assert Counter(i.code for i in again.indicators) == Counter(i.code for i in portal.indicators)
