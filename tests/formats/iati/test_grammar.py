from __future__ import annotations

import pytest

from resultsframework.formats.iati._grammar import FACTS, GLOBAL_ATTRIBUTES, GLOBAL_ELEMENTS, KINDS, kinds_of

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def names(path):
    """The children of an element with their marks: ! for exactly one, then as in a pattern."""
    marks = {(True, False): "!", (True, True): "+", (False, True): "*", (False, False): "?"}
    return [f"{child.name}{marks[child.required, child.repeats]}" for child in KINDS[path].children]


def test_an_activity_begins_with_what_identifies_it_and_ends_with_its_forecast():
    """The order of an activity runs from its identifier to the forward spending survey."""
    children = names("iati-activity")
    assert children[:5] == ["iati-identifier!", "reporting-org!", "title!", "description+", "participating-org+"]
    assert children[-4:] == ["conditions?", "result*", "crs-add?", "fss?"]
    assert len(children) == 34


def test_a_baseline_has_its_documents_before_its_comment_and_a_target_after_it():
    """The standard orders the two differently in baselines and in targets and actuals."""
    indicator = "iati-activity/result/indicator"
    assert names(f"{indicator}/baseline") == ["location*", "dimension*", "document-link*", "comment?"]
    for place in ("target", "actual"):
        assert names(f"{indicator}/period/{place}") == ["location*", "dimension*", "comment?", "document-link*"]


def test_a_result_needs_an_indicator_and_an_indicator_neither_baseline_nor_period():
    """The content of a result, and of an indicator."""
    assert names("iati-activity/result") == ["title!", "description?", "document-link*", "reference*", "indicator+"]
    assert names("iati-activity/result/indicator") == [
        *("title!", "description?", "document-link*", "reference*"),
        *("baseline*", "period*"),
    ]
    assert names("iati-activity/result/indicator/period") == ["period-start!", "period-end!", "target*", "actual*"]


def test_a_document_needs_a_title_and_a_category_everywhere():
    """The documents of results are like those of the activity."""
    for path in ("iati-activity/document-link", "iati-activity/result/indicator/period/target/document-link"):
        assert names(path) == ["title!", "description?", "category+", "language*", "document-date?"]
        assert KINDS[path].required == {"url", "format"}


def test_attributes_have_types_and_some_are_required():
    """The year of a baseline is a positive whole number and has to be there, its date need not."""
    baseline = KINDS["iati-activity/result/indicator/baseline"]
    assert baseline.attributes == {"iso-date": "date", "year": "positiveInteger", "value": "string"}
    assert baseline.required == {"year"}


def test_the_language_of_a_narrative_is_declared_in_the_xml_namespace():
    """xml:lang is known by its full name, with the type that the attribute has everywhere."""
    narrative = GLOBAL_ELEMENTS["narrative"]
    assert narrative.attributes == {LANG: GLOBAL_ATTRIBUTES[LANG]} == {LANG: "language"}
    assert narrative.text == "string"


@pytest.mark.parametrize(
    "path",
    [
        "iati-activity/related-activity",
        "iati-activity/legacy-data",
        "iati-activity/conditions/condition",
        "iati-activity/result/indicator/period/target",
        "iati-activity/result/indicator/period/actual",
        "iati-activity/location/point/pos",
        "iati-activity/crs-add/channel-code",
        "iati-activity/crs-add/loan-status/interest-arrears",
    ],
)
def test_few_elements_take_no_attribute_of_another_namespace(path):
    """Elements that the standard closes against foreign attributes."""
    assert not KINDS[path].is_open


def test_nearly_all_elements_take_attributes_of_other_namespaces():
    """Of the places below an activity, those that are closed are counted on two hands and a half."""
    closed = [path for path, kind in KINDS.items() if path.startswith("iati-activity/") and not kind.is_open]
    assert len(closed) == 11


def test_an_element_may_differ_by_its_place():
    """The sector of a transaction has no percentage; the location of a baseline is only a reference."""
    assert "percentage" in KINDS["iati-activity/sector"].attributes
    assert "percentage" not in KINDS["iati-activity/transaction/sector"].attributes
    assert "name" in KINDS["iati-activity/location"].ranks
    assert KINDS["iati-activity/result/indicator/baseline/location"].attributes == {"ref": "string"}


def test_one_kind_is_made_for_one_entry():
    """Elements of the same form share it, so that the tree stays small."""
    assert KINDS["iati-activity/activity-status"] is KINDS["iati-activity/activity-scope"]
    assert KINDS["iati-activities/iati-activity/result"] is GLOBAL_ELEMENTS["result"]


def test_the_paths_that_stand_alone_are_the_elements_declared_for_themselves():
    """Forms and elements that are special to a place are none of them."""
    assert {"iati-activities", "iati-activity", "narrative", "title", "result", "dimension"} <= set(GLOBAL_ELEMENTS)
    assert not {"indicator", "period", "TEXT", "CODE", "document-link", "category"} & set(GLOBAL_ELEMENTS)


def test_a_kind_knows_where_its_children_stand_and_how_many_it_needs():
    """Ranks count from nothing; only required children are needed."""
    kind = KINDS["iati-activity/planned-disbursement"]
    assert dict(kind.ranks) == {
        "period-start": 0,
        "period-end": 1,
        "value": 2,
        "provider-org": 3,
        "receiver-org": 4,
    }
    assert kind.needs == 2


def test_the_notation_says_it_all_in_a_few_lines():
    """Form, text, closedness, attributes and children of an invented standard."""
    kinds = kinds_of(
        """
NOTE   =decimal @unit!
tree   closed @age:int! @xml:lang
       leaf+ root? crown:NOTE bark:string*
leaf   :NOTE
root   @deep:boolean
tree/root  leaf*
"""
    )
    tree = kinds["tree"]
    assert sorted(kinds) == sorted(
        ["tree", "leaf", "root", *(f"tree/{x}" for x in ("leaf", "root", "crown", "bark", "root/leaf"))]
    )
    assert (tree.is_open, tree.text, tree.required) == (False, None, {"age"})
    assert tree.attributes == {"age": "int", LANG: "language"}
    assert [(child.name, child.required, child.repeats) for child in tree.children] == [
        ("leaf", True, True),
        ("root", False, False),
        ("crown", True, False),
        ("bark", False, True),
    ]
    assert kinds["leaf"] is kinds["tree/crown"] is kinds["tree/root/leaf"]
    assert (kinds["leaf"].text, kinds["leaf"].required, kinds["leaf"].is_open) == ("decimal", {"unit"}, True)
    assert (kinds["tree/bark"].text, kinds["tree/bark"].is_open, kinds["tree/bark"].attributes) == ("string", False, {})
    assert "deep" in kinds["root"].attributes
    assert "deep" not in kinds["tree/root"].attributes


def test_no_entry_of_the_notation_is_without_use():
    """Each form is used, and each special element is a child of those it names."""
    entries = [line.split()[0] for line in FACTS.splitlines() if line and not line.startswith(" ")]
    assert len(entries) == len(set(entries))
    words = [word.rstrip("?*+") for line in FACTS.splitlines() for word in line.split()]
    for entry in entries:
        if entry.isupper():
            assert any(word.endswith(f":{entry}") for word in words), entry
        else:
            assert entry in KINDS, entry
