"""The three layouts of our own files: which activities a framework becomes, and how they are put together again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf

RF = "{urn:resultsframework:iati:1}"


def indicators(*names):
    return tuple(rf.Indicator(code=name, statement=f"About {name}", measure=rf.Measure.UNIT) for name in names)


OUTCOME = rf.Outcome(
    code="2",
    title="Change",
    indicators=indicators("2A"),
    outputs=(
        rf.Output(code="2.1", title="Laws", indicators=indicators("2.1A", "2.1B")),
        rf.Output(code="2.2", title="Plans"),
    ),
)
OTHER = rf.Outcome(
    code="3", title="More", outputs=(rf.Output(code="3.1", title="Posts", indicators=indicators("3.1A")),)
)
IMPACT = rf.Impact(code="1", title="A better life", indicators=indicators("1A"), outcomes=(OUTCOME, OTHER))
BESIDE = rf.OtherResult(code="9", title="Beside", indicators=indicators("9A"))


@pytest.fixture
def plan(publishable):
    """A framework of the given results."""
    return lambda *results, **fields: publishable(results=results, **fields)


def activities(bench, framework, layout, **options):
    return bench.written(framework, layout=layout, **options).findall("iati-activity")


def identifiers(bench, framework, layout, **options):
    return [a.findtext("iati-identifier") for a in activities(bench, framework, layout, **options)]


def titles(found):
    return [activity.findtext("title/narrative") for activity in found]


# ---------------------------------------------------------------------------------------------------- flat


def test_flat_is_one_activity(bench, plan):
    """All results are side by side in one activity, each after the one above it."""
    (activity,) = activities(bench, plan(IMPACT, BESIDE), "flat")
    assert [result.get("type") for result in activity.findall("result")] == ["3", "2", "1", "1", "9"]
    assert activity.find(f"{RF}arrangement") is None
    assert bench.comes_back(plan(IMPACT, BESIDE))


def test_places_are_stated_only_where_they_do_not_follow(bench, plan):
    """Results side by side state no place; a result below another does."""
    alone = attrs.evolve(BESIDE, code=None)
    assert bench.own(plan(alone, alone)) == []
    places = [e.text for e in bench.written(plan(IMPACT, BESIDE)).iter(f"{RF}place")]
    assert places == ["0", "0.0", "0.0.0", "0.1.0", "1"]
    below = attrs.evolve(OUTCOME, outputs=OUTCOME.outputs[:1])
    assert [e.text for e in bench.written(plan(below)).iter(f"{RF}place")] == ["0.0"]


def test_flat_is_the_default_layout(bench, plan):
    """The layout is flat where none is named."""
    assert bench.iati.dumps(plan(IMPACT), lossless=True) == bench.iati.dumps(plan(IMPACT), layout="flat", lossless=True)


@pytest.mark.parametrize("layout", ["tree", "", "Flat", "single"])
def test_there_are_three_layouts(bench, plan, layout):
    """Any other name is refused, with the names that there are."""
    for call in (
        lambda: bench.iati.dumps(plan(IMPACT), layout=layout, lossless=True),
        lambda: bench.iati.loads("<iati-activities/>", layout=layout),
        lambda: list(bench.iati.load_all(b"<iati-activities/>", layout=layout)),
    ):
        with pytest.raises(rf.InvalidValueError, match="'flat', 'outcome-activity', 'hierarchical'"):
            call()


# ------------------------------------------------------------------------------------------- outcome-activity


def test_an_outcome_is_the_activity(bench, plan):
    """One outcome: the activity is it, with its title; its outputs are the results, beside what it measures itself."""
    framework = plan(OUTCOME)
    (activity,) = activities(bench, framework, "outcome-activity")
    assert activity.findtext("title/narrative") == "Change"
    assert activity.findtext("iati-identifier") == "XX-1-A"
    assert [r.findtext("title/narrative") for r in activity.findall("result")] == ["Change", "Laws"]
    assert [r.get("type") for r in activity.findall("result")] == ["2", "1"]
    assert bench.comes_back(framework)


def test_an_outcome_without_indicators_has_no_result_of_its_own(bench, plan):
    """Where an outcome measures nothing itself, only its outputs are results."""
    (activity,) = activities(bench, plan(OTHER), "outcome-activity")
    assert [r.get("type") for r in activity.findall("result")] == ["1"]


def test_several_outcomes_are_several_activities(bench, plan):
    """Each outcome is an activity under the identifier of the framework with its code; what is beside comes first."""
    framework = plan(IMPACT, BESIDE)
    found = activities(bench, framework, "outcome-activity")
    assert titles(found) == ["Change", "More"]
    assert identifiers(bench, framework, "outcome-activity") == ["XX-1-A-2", "XX-1-A-3"]
    assert [r.findtext("title/narrative") for r in found[0].findall("result")] == [
        "Change",
        "Laws",
        "A better life",
        "Beside",
    ]
    assert [r.findtext("title/narrative") for r in found[1].findall("result")] == ["Posts"]
    assert bench.comes_back(framework)


def test_outputs_that_serve_no_outcome_stand_with_the_first(bench, plan):
    """An output beside the outcomes is a result of the first activity, and comes back beside them."""
    framework = plan(rf.Output(title="Alone", indicators=indicators("X")), OUTCOME, OTHER)
    found = activities(bench, framework, "outcome-activity")
    assert "Alone" in [r.findtext("title/narrative") for r in found[0].findall("result")]
    assert bench.comes_back(framework)


def test_a_framework_without_outcomes_is_one_activity(bench, plan):
    """Where there is no outcome, the framework is written as one activity that states it."""
    framework = plan(BESIDE)
    (activity,) = activities(bench, framework, "outcome-activity")
    assert activity.find(f"{RF}arrangement").get("layout") == "outcome-activity"
    assert bench.comes_back(framework)


def test_what_an_outcome_says_is_said_by_the_activity(bench, plan):
    """Identifier, texts, budgets, markers, documents and whether it is humanitarian are the activity's own."""
    outcome = attrs.evolve(
        OUTCOME,
        identifier="XX-1-OC",
        description="Deep change",
        budgets=(rf.Budget(period=rf.Period(year=2020), planned=rf.Money(nominal=Decimal(5), currency="USD")),),
        policy_markers=(rf.PolicyMarker(code="1", significance=2),),
        humanitarian=False,
        documents=(rf.DocumentLink(title="T", url="http://x", format="text/html", categories=("A08",)),),
        translations=(rf.Translation(field="title", language="es", text="Cambio"),),
    )
    framework = plan(outcome, humanitarian=True)
    (activity,) = activities(bench, framework, "outcome-activity")
    assert activity.findtext("iati-identifier") == "XX-1-OC"
    assert activity.findtext("description/narrative") == "Deep change"
    assert activity.findtext("budget/value") == "5"
    assert activity.find("policy-marker").get("significance") == "2"
    assert activity.get("humanitarian") == "0"
    assert activity.findtext("document-link/title/narrative") == "T"
    assert [n.text for n in activity.findall("title/narrative")] == ["Change", "Cambio"]
    assert bench.comes_back(framework)


def test_what_the_framework_says_of_itself_is_kept_beside(bench, plan):
    """Where the activity is the outcome, the framework's own facts are in an extension element."""
    framework = plan(OUTCOME, title="The whole plan", description=None, humanitarian=True)
    assert ("iati-activity", "framework") in bench.own(framework, layout="outcome-activity")
    assert bench.comes_back(framework)


def test_what_the_framework_says_of_itself_is_said_once(bench, plan):
    """Of several activities only the first has the framework's own facts."""
    own = bench.own(plan(OUTCOME, OTHER, title="The whole plan"), layout="outcome-activity")
    assert own.count(("iati-activity", "framework")) == 1


def test_every_activity_says_who_publishes_it(bench, plan):
    """Each activity has all that the standard demands of it, though the framework states it once."""
    framework = plan(OUTCOME, OTHER, countries=(rf.Place(code="MX", level=rf.PlaceLevel.COUNTRY),))
    for activity in activities(bench, framework, "outcome-activity"):
        assert activity.find("reporting-org").get("ref") == "XX-1"
        assert activity.find("activity-status").get("code") == "2"
        assert activity.find("recipient-country").get("code") == "MX"
        assert activity.find("participating-org") is not None
        assert activity.find("activity-date") is not None


# ---------------------------------------------------------------------------------------------- hierarchical


def test_each_result_is_an_activity_below_another(bench, plan):
    """The framework is an activity, and each result is one, linked to the one above and to those below."""
    framework = plan(IMPACT, BESIDE)
    found = activities(bench, framework, "hierarchical")
    assert titles(found) == ["A project", "A better life", "Change", "Laws", "Plans", "More", "Posts", "Beside"]
    links = {
        a.findtext("iati-identifier"): [(r.get("type"), r.get("ref")) for r in a.findall("related-activity")]
        for a in found
    }
    assert links == {
        "XX-1-A": [("2", "XX-1-A-1"), ("2", "XX-1-A-9")],
        "XX-1-A-1": [("1", "XX-1-A"), ("2", "XX-1-A-2"), ("2", "XX-1-A-3")],
        "XX-1-A-2": [("1", "XX-1-A-1"), ("2", "XX-1-A-2.1"), ("2", "XX-1-A-2.2")],
        "XX-1-A-2.1": [("1", "XX-1-A-2")],
        "XX-1-A-2.2": [("1", "XX-1-A-2")],
        "XX-1-A-3": [("1", "XX-1-A-1"), ("2", "XX-1-A-3.1")],
        "XX-1-A-3.1": [("1", "XX-1-A-3")],
        "XX-1-A-9": [("1", "XX-1-A")],
    }
    assert [a.get("hierarchy") for a in found] == [None, "2", "3", "4", "4", "3", "4", "2"]
    assert bench.comes_back(framework)


def test_a_framework_without_results_is_one_activity_in_any_layout(bench, plan):
    """Where there is nothing below it, the framework alone is written."""
    for layout in ("flat", "outcome-activity", "hierarchical"):
        assert len(activities(bench, plan(), layout)) == 1
    assert bench.comes_back(plan())


def test_other_links_stay_where_they_are(bench):
    """Links to other activities that a file had are kept and written beside those of the layout."""
    framework = bench.framework('<related-activity type="1" ref="YY-1"/>' + bench.indicator_text())
    found = activities(bench, framework, "hierarchical")
    assert [(r.get("type"), r.get("ref")) for r in found[0].findall("related-activity")] == [
        ("2", "XX-1-A-1"),
        ("1", "YY-1"),
    ]
    assert bench.comes_back(framework)


def test_the_extras_of_a_framework_are_said_once(bench, plan):
    """Extras of a framework are in its own activity, not in those of its results."""
    extras = (rf.Extra(name="@hierarchy", text="1"), rf.Extra(name="activity-scope", text='<activity-scope code="3"/>'))
    framework = plan(OUTCOME, extras=extras[:1])
    assert [a.get("hierarchy") for a in activities(bench, framework, "hierarchical")] == ["1", "2", "3", "3"]
    assert bench.comes_back(framework)


# ------------------------------------------------------------------------------------------------- identifiers


@pytest.mark.parametrize(
    ("framework", "results", "found"),
    [
        # With the code, else with the number of its place.
        ({}, (rf.Outcome(code="A"), rf.Outcome()), ["XX-1-A-A", "XX-1-A-2"]),
        # Its own identifier, whatever the others are.
        ({}, (rf.Outcome(identifier="YY-7", code="A"), rf.Outcome(code="B")), ["YY-7", "XX-1-A-B"]),
        # Without an identifier of the framework, that of the publisher comes before the code.
        ({"identifier": None}, (rf.Outcome(code="A"), rf.Outcome(code="B")), ["XX-1-A", "XX-1-B"]),
        # Codes that repeat give way to numbers, and a number that is taken to another.
        ({}, (rf.Outcome(code="A"), rf.Outcome(code="A")), ["XX-1-A-A", "XX-1-A-2"]),
        ({}, (rf.Outcome(code="2"), rf.Outcome()), ["XX-1-A-2", "XX-1-A-2-2"]),
        ({}, (rf.Outcome(code="2"), rf.Outcome(code="2")), ["XX-1-A-2", "XX-1-A-2-2"]),
        ({}, (rf.Outcome(identifier="XX-1-A-B"), rf.Outcome(code="B")), ["XX-1-A-B", "XX-1-A-2"]),
        # Nothing is made up from nothing.
        (
            {"identifier": None, "reporting_organisation": None},
            (rf.Outcome(code="A"), rf.Outcome(identifier="YY-7")),
            ["", "YY-7"],
        ),
    ],
)
def test_the_identifiers_of_outcomes(bench, plan, framework, results, found):
    """An identifier is that of the publisher or the framework, and a part that distinguishes the outcomes."""
    made = plan(*results, **framework)
    assert identifiers(bench, made, "outcome-activity") == found
    assert bench.comes_back(made)


def test_no_two_activities_of_a_tree_share_an_identifier(bench, plan):
    """Codes, numbers and identifiers that clash in all ways still give each activity an identifier of its own."""
    results = (
        rf.Outcome(code="2", outputs=(rf.Output(code="2"), rf.Output(), rf.Output(code="1.2"))),
        rf.OtherResult(),
        rf.OtherResult(code="2"),
        rf.OtherResult(identifier="XX-1-A-2-2"),
    )
    framework = plan(*results)
    found = identifiers(bench, framework, "hierarchical")
    assert len(set(found)) == len(found) == 8
    assert bench.comes_back(framework)


def test_a_derived_identifier_is_not_read_as_the_results_own(bench, plan):
    """An identifier that was made for the file is marked, and the result comes back without one."""
    framework = plan(OUTCOME, OTHER)
    marks = [e.get("identifier") for e in bench.written(framework, layout="outcome-activity").iter(f"{RF}arrangement")]
    assert marks == ["derived", "derived"]
    again = bench.iati.loads(bench.iati.dumps(framework, layout="outcome-activity", lossless=True))
    assert [outcome.identifier for outcome in again.outcomes] == [None, None]


# ---------------------------------------------------------------------------------------------- several in a file


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_several_frameworks_in_one_file(bench, plan, layout, tmp_path):
    """Frameworks come back one by one, each of the activities that belong to it."""
    found = [plan(IMPACT, identifier="XX-1-A"), plan(OUTCOME, OTHER, identifier="XX-1-B"), plan(identifier="XX-1-C")]
    path = tmp_path / "all.xml"
    bench.iati.dump_all(found, path, layout=layout, lossless=True)
    assert list(rf.read_all(path)) == found
    assert list(rf.read_all(path, layout=layout)) == found


def test_layouts_may_be_mixed_in_one_file(bench, plan):
    """Each activity states its own layout, so that files can be put together from others."""
    parts = []
    for layout in ("hierarchical", "flat", "outcome-activity"):
        text = bench.iati.dumps(plan(IMPACT, title=layout), layout=layout, lossless=True)
        head, _, rest = text.partition('iati:1">')
        parts.append(rest.rpartition("</iati-activities>")[0])
    whole = f'{head}iati:1">{"".join(parts)}</iati-activities>'
    assert [f.title for f in bench.iati.load_all(whole.encode())] == ["hierarchical", "flat", "outcome-activity"]


@pytest.mark.parametrize("layout", ["outcome-activity", "hierarchical"])
def test_a_part_of_a_framework_is_none(bench, plan, layout):
    """Where an activity of a framework is missing, it is one error with the line of the first, and how to go on."""
    root = bench.written(plan(OUTCOME, OTHER), layout=layout)
    root.remove(root.findall("iati-activity")[-1])
    error = bench.refusal(bench.etree.tostring(root, encoding="unicode"))
    (problem,) = error.problems
    number = len(root) + 1
    expected = f"of the {number} activities that make one framework, only {len(root)} follow each other here"
    assert expected in problem.message
    assert problem.line == 2
    assert "layout='flat'" in problem.message


@pytest.mark.parametrize("layout", ["outcome-activity", "hierarchical"])
def test_parts_may_be_read_by_themselves(bench, plan, layout):
    """As the error explains, in the layout flat every activity is a framework of its own, with its own results."""
    framework = plan(IMPACT, OTHER, BESIDE)
    text = bench.iati.dumps(framework, layout=layout, lossless=True)
    found = list(bench.iati.load_all(text.encode(), layout="flat"))
    assert [one.title for one in found] == titles(activities(bench, framework, layout))
    assert sum(len(one.indicators) for one in found) == len(framework.indicators)


def test_parts_must_follow_each_other(bench, plan):
    """Activities of one framework follow each other; another one between them is no part of it."""
    root = bench.written(plan(OUTCOME, OTHER), layout="outcome-activity")
    flat = bench.written(plan(BESIDE)).find("iati-activity")
    root.insert(1, flat)
    error = bench.refusal(bench.etree.tostring(root, encoding="unicode"))
    assert "only 1 follow each other here" in str(error)


def test_parts_of_two_frameworks_are_not_mixed(bench, plan):
    """Two first activities behind each other are two incomplete frameworks."""
    root = bench.written(plan(OUTCOME, OTHER), layout="outcome-activity")
    root.remove(root[1])
    text = bench.etree.tostring(root, encoding="unicode")
    inner = text.partition(">")[2].rpartition("</iati-activities>")[0]
    error = bench.refusal(text.replace(inner, inner + inner))
    assert "only 1 follow each other here" in str(error)


def test_what_is_complete_comes_before_the_error(bench, plan):
    """Frameworks that are whole are read though one before or behind them is not; the error comes at the end."""
    tree = bench.written(plan(OUTCOME), layout="hierarchical")
    part = tree[0]
    for index in (0, 1):
        root = bench.written(plan(BESIDE))
        root.insert(index, bench.etree.fromstring(bench.etree.tostring(part)))
        found = bench.iati.load_all(bench.etree.tostring(root))
        assert next(found) == plan(BESIDE)
        with pytest.raises(rf.FormatError, match="only 1 follow each other here"):
            next(found)


def test_a_listener_receives_an_incomplete_framework(bench, plan):
    """A caller who listens for problems gets one for parts without their others, and all the rest."""
    first, second = (bench.written(plan(OUTCOME, OTHER, title=name), layout="outcome-activity") for name in "AB")
    first.remove(first[1])
    first.extend(second)
    problems = []
    found = list(bench.iati.load_all(bench.etree.tostring(first), on_problem=problems.append, name="all.xml"))
    assert found == [plan(OUTCOME, OTHER, title="B")]
    (error,) = problems
    assert "only 1 follow each other here" in str(error)
    assert error.source == "all.xml"


@pytest.mark.parametrize("missing", [0, 1])
def test_a_part_without_those_before_it_is_no_framework(bench, plan, missing):
    """A framework begins with its first part: any other without it is reported."""
    root = bench.written(plan(OUTCOME, OTHER, rf.Outcome(title="C")), layout="outcome-activity")
    for _ in range(missing + 1):
        root.remove(root[0])
    problems = []
    assert list(bench.iati.load_all(bench.etree.tostring(root), on_problem=problems.append)) == []
    assert problems
    assert all("of the 3 activities" in str(error) for error in problems)


@pytest.mark.parametrize("mark", ['part="1" parts="2"', 'part="2" parts="3"'])
def test_a_part_that_says_something_else_belongs_to_nothing(bench, plan, mark):
    """Parts that do not continue those before them make no framework with them."""
    text = bench.iati.dumps(plan(OUTCOME, OTHER), layout="outcome-activity", lossless=True)
    problems = []
    spoilt = text.replace('part="2" parts="2"', mark)
    list(bench.iati.load_all(spoilt.encode(), on_problem=problems.append))
    assert any("make one framework" in str(error) for error in problems)


def test_a_bad_activity_and_a_damaged_file_are_one_error(bench):
    """Faults of single activities, and the one that ends the file, are one error, of the class of the latter."""
    bad = '<iati-activity xmlns:rf="urn:resultsframework:iati:1"><rf:colour>1</rf:colour></iati-activity>'
    deep = f"<iati-activity>{'<a>' * 70}{'</a>' * 70}</iati-activity>"
    error = bench.refusal(bench.file(bad, bench.activity(), deep), rf.UnsafeInputError)
    assert len(error.problems) == 2
    assert "colour" in error.problems[0].message


def test_a_plan_without_a_year_is_a_plan(bench, plan):
    """Dates of the plan are repeated for each activity, and belong to the framework once."""
    framework = plan(IMPACT, plan_period=rf.Period(start=dt.date(2020, 4, 1), end=dt.date(2024, 3, 31)), dates=())
    assert bench.comes_back(framework)


@pytest.mark.parametrize("layout", ["outcome-activity", "hierarchical"])
def test_a_flat_file_that_says_what_is_below_what_keeps_it(bench, publishable, layout):
    """Results that are stated to be below others stay there, whatever layout is given."""
    indicators = (rf.Indicator(statement="Number of things", measure=rf.Measure.UNIT),)
    output = rf.Output(title="Things are there", indicators=indicators)
    outcome = rf.Outcome(title="Things are used", indicators=indicators, outputs=(output,))
    framework = publishable(results=(outcome,))
    assert bench.iati.loads(bench.iati.dumps(framework, lossless=True), layout=layout) == framework


def test_parts_of_two_layouts_make_no_framework(bench, publishable):
    """Activities that state different layouts do not make one framework, though their numbers would fit."""
    output = rf.Output(title="Things are there")
    text = bench.iati.dumps(publishable(results=(output,)), layout="hierarchical", lossless=True)
    first, second = 'layout="hierarchical" part="1"', 'layout="hierarchical" part="2"'
    assert first in text
    mixed = text.replace(second, 'layout="outcome-activity" part="2"')
    assert mixed != text
    assert "only 1 follow each other" in str(bench.refusal(mixed))
