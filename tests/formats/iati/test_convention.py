"""Files of others in the layouts: an activity that is an outcome, and activities that name their parents."""

from __future__ import annotations

import pytest

import resultsframework as rf


def result(title, kind, name="I"):
    return (
        f'<result type="{kind}"><title><narrative>{title}</narrative></title><indicator measure="1">'
        f"<title><narrative>{name}</narrative></title></indicator></result>"
    )


def activity(identifier, title, inner="", *, parents=(), children=(), reference="XX-1"):
    links = "".join(f'<related-activity type="1" ref="{one}"/>' for one in parents)
    links += "".join(f'<related-activity type="2" ref="{one}"/>' for one in children)
    named = "" if identifier is None else f"<iati-identifier>{identifier}</iati-identifier>"
    publisher = "" if reference is None else f'<reporting-org ref="{reference}" type="10"/>'
    title = "" if title is None else f"<title><narrative>{title}</narrative></title>"
    return f"<iati-activity>{named}{publisher}{title}{links}{inner}</iati-activity>"


def read(bench, layout, *activities):
    return list(bench.iati.load_all(bench.file(*activities).encode(), layout=layout))


def tree(node):
    """The titles of results within each other."""
    found = node.results if isinstance(node, rf.ResultsFramework) else node.children
    return {one.title: tree(one) for one in found}


# ---------------------------------------------------------------------------------------------- outcome-activity


def test_the_activity_is_the_outcome(bench):
    """As UN Women does it: the title is the outcome's, results of type 1 are outputs, the code is in the identifier."""
    text = activity("XX-1-BDI_D_4.3", "Women are safe", result("Laws", 1, "A") + result("Courts", 1, "B"))
    (framework,) = read(bench, "outcome-activity", text)
    (outcome,) = framework.results
    assert isinstance(outcome, rf.Outcome)
    assert (outcome.code, outcome.title, outcome.identifier) == ("BDI_D_4.3", "Women are safe", "XX-1-BDI_D_4.3")
    assert [output.title for output in outcome.outputs] == ["Laws", "Courts"]
    assert framework.identifier == "XX-1-BDI_D_4.3"
    assert framework.title is None
    assert bench.comes_back(framework)


@pytest.mark.parametrize(
    ("identifier", "reference", "code"),
    [
        ("XX-1-A", "XX-1", "A"),
        ("XX-1-PAP _O_1.1", "XX-1", "PAP _O_1.1"),
        ("YY-1-A", "XX-1", None),
        ("XX-1", "XX-1", None),
        ("XX-1-", "XX-1", None),
        (None, "XX-1", None),
        ("XX-1-A", None, None),
        ("-A", "", None),
    ],
)
def test_the_code_of_an_outcome_follows_its_publisher(bench, identifier, reference, code):
    """The code is the part after the publisher's reference, if the identifier begins with that."""
    (framework,) = read(bench, "outcome-activity", activity(identifier, "T", reference=reference))
    assert framework.results[0].code == code


def test_a_result_with_the_title_of_the_activity_is_the_outcome_itself(bench):
    """Where a result of type 2 repeats the outcome, its indicators are the outcome's own."""
    inner = result("Women are safe", 2, "Own") + result("Laws", 1)
    (framework,) = read(bench, "outcome-activity", activity("XX-1-A", "Women are safe", inner))
    (outcome,) = framework.results
    assert [indicator.statement for indicator in outcome.indicators] == ["Own"]
    assert [output.title for output in outcome.outputs] == ["Laws"]


def test_a_code_of_its_own_is_kept(bench):
    """Where the result that is the outcome has a code, that is the code of the outcome."""
    own = result("T", 2).replace("</title>", '</title><reference vocabulary="99" code="OC"/>', 1)
    (framework,) = read(bench, "outcome-activity", activity("XX-1-A", "T", own))
    assert framework.results[0].code == "OC"


def test_other_results_stand_beside_the_outcome(bench):
    """An impact, another outcome and other results are beside it, not in it."""
    inner = result("Peace", 3) + result("Laws", 1) + result("Another", 2) + result("Odd", 9)
    (framework,) = read(bench, "outcome-activity", activity("XX-1-A", "T", inner))
    assert tree(framework) == {"T": {"Laws": {}}, "Peace": {}, "Another": {}, "Odd": {}}


def test_each_activity_is_a_framework_of_one_outcome(bench):
    """Several activities are several frameworks, each of an outcome."""
    found = read(bench, "outcome-activity", activity("XX-1-A", "T"), activity("XX-1-B", "U", result("L", 1)))
    assert [tree(one) for one in found] == [{"T": {}}, {"U": {"L": {}}}]


def test_what_the_activity_says_is_said_by_the_outcome(bench):
    """Budgets, markers and texts of the activity belong to the outcome; who publishes and where, to the whole."""
    inner = (
        '<description type="1"><narrative>D</narrative></description><recipient-country code="AF"/>'
        '<policy-marker vocabulary="1" code="1" significance="2"/>'
    )
    (framework,) = read(bench, "outcome-activity", activity("XX-1-A", "T", inner))
    assert framework.description is None
    assert framework.policy_markers == ()
    assert framework.results[0].description == "D"
    assert framework.results[0].policy_markers[0].significance == 2
    assert framework.countries[0].code == "AF"
    assert framework.reporting_organisation.reference == "XX-1"


# --------------------------------------------------------------------------------------------------- hierarchical


def test_children_that_name_their_parent(bench):
    """Activities that name the one above them are its results: outcomes if others are below, else outputs."""
    found = read(
        bench,
        "hierarchical",
        activity("A", "Plan"),
        activity("B", "Change", parents=["A"]),
        activity("C", "Laws", result("Laws", 1), parents=["B"]),
    )
    assert [tree(one) for one in found] == [{"Change": {"Laws": {}}}]
    assert isinstance(found[0].results[0], rf.Outcome)
    assert isinstance(found[0].results[0].outputs[0], rf.Output)
    assert bench.comes_back(found[0])


def test_parents_that_name_their_children(bench):
    """It is enough that one of the two names the other, and no harm if both do."""
    (one,) = read(bench, "hierarchical", activity("A", "Plan", children=["B"]), activity("B", "Laws"))
    assert tree(one) == {"Laws": {}}
    (two,) = read(bench, "hierarchical", activity("A", "Plan", children=["B"]), activity("B", "Laws", parents=["A"]))
    assert tree(two) == {"Laws": {}}


def test_the_order_in_a_file_means_nothing(bench):
    """A child may precede its parent."""
    (one,) = read(bench, "hierarchical", activity("B", "Laws", parents=["A"]), activity("A", "Plan"))
    assert (one.title, tree(one)) == ("Plan", {"Laws": {}})


def test_four_levels(bench):
    """Below the framework an impact, an outcome and an output: each level is what those below make it."""
    (one,) = read(
        bench,
        "hierarchical",
        activity("A", "Plan", children=["B"]),
        activity("B", "Peace", children=["C"]),
        activity("C", "Change", children=["D"]),
        activity("D", "Laws"),
    )
    assert tree(one) == {"Peace": {"Change": {"Laws": {}}}}
    assert [type(result) for result in one.all_results(rf.Result)] == [rf.Impact, rf.Outcome, rf.Output]
    assert bench.comes_back(one)


def test_five_levels_are_more_than_there_are(bench):
    """Content that cannot be in a result is kept beside the tree, and nothing is lost."""
    texts = [activity("A", "Plan", children=["B"])]
    texts += [activity(here, here, children=[below]) for here, below in ("BC", "CD", "DE")]
    (one,) = read(bench, "hierarchical", *texts, activity("E", "E"))
    assert sorted(result.title for result in one.all_results(rf.Result)) == ["B", "C", "D", "E"]
    assert bench.comes_back(one)


def test_own_results_come_first(bench):
    """The results of the framework's own activity precede those that are activities."""
    (one,) = read(bench, "hierarchical", activity("A", "Plan", result("Own", 1), children=["B"]), activity("B", "Laws"))
    assert list(tree(one)) == ["Own", "Laws"]


def test_the_result_with_the_title_of_the_activity_is_it(bench):
    """Its level and its indicators are the activity's; further results are kept beside the tree."""
    inner = result("Change", 2, "Own") + result("Extra", 9)
    (one,) = read(
        bench,
        "hierarchical",
        activity("A", "Plan", children=["B"]),
        activity("B", "Change", inner, children=["C"]),
        activity("C", "Laws"),
    )
    assert tree(one) == {"Change": {"Laws": {}}, "Extra": {}}
    assert [indicator.statement for indicator in one.results[0].indicators] == ["Own"]


@pytest.mark.parametrize(("kind", "noun"), [("1", rf.Output), ("9", rf.OtherResult)])
def test_a_result_that_holds_none_has_those_below_beside_it(bench, kind, noun):
    """An activity that is stated to be an output cannot hold others: they are kept beside the tree."""
    (one,) = read(
        bench,
        "hierarchical",
        activity("A", "Plan", children=["B"]),
        activity("B", "Laws", result("Laws", kind), children=["C"]),
        activity("C", "More"),
    )
    assert tree(one) == {"Laws": {}, "More": {}}
    assert type(one.results[0]) is noun


def test_an_impact_holds_outcomes_only(bench):
    """Below an activity that is stated to be an impact, outputs are kept beside the tree."""
    (one,) = read(
        bench,
        "hierarchical",
        activity("A", "Plan", children=["B"]),
        activity("B", "Peace", result("Peace", 3), children=["C", "D"]),
        activity("C", "Change", result("Change", 2)),
        activity("D", "Laws", result("Laws", 1)),
    )
    assert tree(one) == {"Peace": {"Change": {}}, "Laws": {}}


def test_a_parent_that_is_not_there(bench):
    """An activity whose parent is in another file is a framework itself."""
    found = read(bench, "hierarchical", activity("B", "Laws", parents=["A"]), activity("C", "Courts", children=["X"]))
    assert [one.title for one in found] == ["Laws", "Courts"]
    assert all(bench.comes_back(one) for one in found)


def test_circles_are_cut(bench):
    """Activities that are above each other are not endless: the first that closes the circle is not followed."""
    found = read(
        bench,
        "hierarchical",
        activity("A", "A", parents=["C"]),
        activity("B", "B", parents=["A"]),
        activity("C", "C", parents=["B"]),
    )
    assert len(found) == 1
    assert sorted(result.title for result in found[0].all_results(rf.Result)) == ["A", "B"]
    assert found[0].title == "C"


def test_nobody_is_its_own_parent(bench):
    """An activity that names itself is a framework."""
    (one,) = read(bench, "hierarchical", activity("A", "Plan", parents=["A"], children=["A"]))
    assert one.results == ()


def test_the_first_of_two_parents_counts(bench):
    """An activity has one place; the parent that is named first has it."""
    found = read(bench, "hierarchical", activity("A", "A"), activity("B", "B"), activity("C", "C", parents=["B", "A"]))
    assert [tree(one) for one in found] == [{}, {"C": {}}]


def test_activities_without_identifiers_have_no_family(bench):
    """Whoever has no identifier is nobody's parent, and an empty reference is none."""
    found = read(bench, "hierarchical", activity(None, "A"), activity("B", "B", parents=[""]))
    assert [one.title for one in found] == ["A", "B"]


def test_other_relations_are_none_of_descent(bench):
    """Sisters and co-funded activities are frameworks of their own; the link is kept."""
    sister = '<related-activity type="3" ref="B"/>'
    found = read(bench, "hierarchical", activity("A", "A", sister), activity("B", "B"))
    assert len(found) == 2
    assert [extra.name for extra in found[0].extras] == ["related-activity"]


def test_space_around_a_reference_means_nothing(bench):
    """References are compared without the space around them."""
    (one,) = read(bench, "hierarchical", activity(" A ", "Plan"), activity("B", "Laws", parents=[" A\n"]))
    assert tree(one) == {"Laws": {}}


def test_a_link_of_the_framework_is_kept(bench):
    """Links that made the tree stay among the extras of the framework's own activity."""
    (one,) = read(bench, "hierarchical", activity("A", "Plan", children=["B"]), activity("B", "Laws"))
    assert [extra.name for extra in one.extras] == ["related-activity"]


def test_our_plain_files_are_read_by_convention(bench, publishable):
    """A tree that was written as plain IATI is found again by its links."""
    indicator = rf.Indicator(statement="I", measure=rf.Measure.UNIT)
    output = rf.Output(title="Laws", indicators=(indicator,))
    outcome = rf.Outcome(title="Change", indicators=(indicator,), outputs=(output,))
    framework = publishable(results=(outcome,))
    text = bench.iati.dumps(
        framework, layout="hierarchical", lossless=False, publication=bench.iati.Publication(description="D")
    )
    again = bench.iati.loads(text, layout="hierarchical")
    assert tree(again) == {"Change": {"Laws": {}}}
    assert again.results[0].indicators == (indicator,)
