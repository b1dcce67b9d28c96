"""Own fields of a program on the nodes of a framework, and in paths, tables and files."""

from __future__ import annotations

import datetime as dt
import importlib.util
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import _own_classes, brief, iati, json, portal

DONOR = {"name": "EU", "share": 0.5, "years": [2021, None, True]}
NEEDS_LXML = pytest.mark.skipif(importlib.util.find_spec("lxml") is None, reason="reading IATI needs lxml")


def test_an_own_field_is_kept_on_any_node():
    """A value of a program's own is kept beside the fields of a node, and a node without it gives the default."""
    indicator = rf.Indicator(code="A").with_extra("x_donor", DONOR)
    assert indicator.extra("x_donor") == DONOR
    assert indicator.extra("x_fund") is None
    assert indicator.extra("x_fund", "none") == "none"
    assert indicator.code == "A"
    observation = rf.Observation(kind="actual", period=2021, value=5).with_extra("x_by", "survey")
    assert observation.extra("x_by") == "survey"


def test_an_own_field_is_replaced_in_its_place():
    """Setting a field again replaces it, and leaves its place, other fields and other extras alone."""
    other = rf.Extra(name="@status", text="final")
    node = rf.Indicator(extras=(other,)).with_extra("x_a", 1).with_extra("x_b", 2).with_extra("x_a", 3)
    assert [extra.name for extra in node.extras] == ["@status", "x_a", "x_b"]
    assert (node.extra("x_a"), node.extra("x_b"), node.extra("@status")) == (3, 2, "final")
    twice = rf.Indicator(extras=(*node.extras, *node.extras)).with_extra("x_b", 4)
    assert [extra.name for extra in twice.extras] == ["@status", "x_a", "x_b", "@status", "x_a"]


def test_the_value_cannot_be_changed_from_outside():
    """A list is copied when it is kept and when it is given, so that a node stays as it is."""
    years = [2021]
    node = rf.Indicator().with_extra("x_years", years)
    years.append(2022)
    node.extra("x_years").append(2023)
    assert node.extra("x_years") == [2021]


def test_an_extra_that_is_no_json_is_its_text():
    """A field that another program wrote as something else than JSON is given as the text that it is."""
    assert rf.Indicator(extras=(rf.Extra(name="x_a", text="not JSON"),)).extra("x_a") == "not JSON"
    deep = "[" * 100_000
    assert rf.Indicator(extras=(rf.Extra(name="x_a", text=deep),)).extra("x_a") == deep


class Endless(list):
    """A list that holds itself."""

    def __init__(self):
        super().__init__([self])


@pytest.mark.each(
    ("name", "value", "message"),
    [
        ("donor", "EU", "begins with 'x_', as in 'x_donor', and 'donor' does not"),
        (5, "EU", "begins with 'x_'"),
        ("x_a", Decimal(5), "x_a is Decimal('5'); an own field holds what JSON has"),
        ("x_a", {"on": [dt.date(2021, 1, 1)]}, "x_a.on[0] is datetime.date(2021, 1, 1); an own field holds what JSON"),
        ("x_a", float("nan"), "x_a is nan"),
        ("x_a", {2021: "EU"}, "x_a has the key 2021; the keys of an own field are text"),
        ("x_a", 10**1000, "x_a is a number of more than the 1,000 digits"),
        ("x_a", "\ud800", "half a character"),
        ("x_\ud800", "", "half a character"),
        ("x_a", Endless(), "is nested too deep: an own field may hold 50 objects and lists"),
    ],
)
def test_a_value_that_json_cannot_hold_is_refused(name, value, message):
    """The error names the place in the value, what was found, and what to do."""
    with pytest.raises(rf.InvalidValueError) as caught:
        rf.Indicator().with_extra(name, value)
    assert message in str(caught.value)
    assert len(str(caught.value)) <= 2_000


def framework_with_donors():
    series = rf.ObservationSeries([rf.Observation(kind="actual", period=2021, value=5).with_extra("x_by", "survey")])
    indicator = rf.Indicator(code="A.1", statement="Laws", series=series).with_extra("x_donor", DONOR)
    outcome = rf.Outcome(code="A", title="Laws", indicators=(indicator, rf.Indicator(code="A.2")))
    return rf.ResultsFramework(title="Plan", results=(outcome.with_extra("x_lead", "MoJ"),)).with_extra("x_id", 7)


def test_a_path_leads_to_an_own_field():
    """The path of a node and the name of the field lead to its value; the nearest is named for a wrong one."""
    framework = framework_with_donors()
    assert framework.at("A/A.1/x_donor") == DONOR
    assert framework.at("A/x_lead") == "MoJ"
    assert framework.at("x_id") == 7
    with pytest.raises(rf.NotFoundError, match="did you mean 'x_donor'"):
        framework.at("A/A.1/x_doner")
    with pytest.raises(rf.InvalidValueError, match=r"call with_extra\('x_lead', ...\) of what holds it"):
        framework.replace("A/x_lead", title="x")


def test_the_code_of_a_child_comes_before_an_own_field():
    """A path leads to the indicator with a code before it leads to a field of that name."""
    outcome = rf.Outcome(code="A", indicators=(rf.Indicator(code="x_a"),)).with_extra("x_a", 5)
    assert rf.ResultsFramework(results=(outcome,)).at("A/x_a") == rf.Indicator(code="x_a")


def test_tables_have_columns_of_own_fields():
    """A table of indicators or of observations has a further column for each own field that is named."""
    framework = framework_with_donors()
    table = framework.table("x_donor")
    assert table.names[-1] == "x_donor"
    assert [row[-1] for row in table.rows] == [DONOR, None]
    assert [row[-1] for row in framework.results[0].table("x_donor").rows] == [DONOR, None]
    indicator = framework.indicators[0]
    assert indicator.table("x_by").to_records()[0]["x_by"] == "survey"
    assert indicator.series.table("x_by").to_columns()["x_by"] == ["survey"]


def test_json_keeps_own_fields():
    """In JSON an own field is a member of its node."""
    framework = framework_with_donors()
    assert json.loads(json.dumps(framework)) == framework
    assert rf.to_dict(framework)["results"][0]["indicators"][0]["x_donor"] == DONOR
    assert rf.to_dict(framework.indicators[0])["x_donor"] == DONOR


@NEEDS_LXML
def test_lossless_iati_keeps_own_fields():
    """A lossless IATI file keeps them."""
    framework = framework_with_donors()
    assert iati.loads(iati.dumps(framework, lossless=True)) == framework
    with pytest.raises(rf.InvalidValueError, match="reporting_organisation"):
        rf.loss_report(framework, "iati")
    assert not rf.loss_report(framework, "iati", lossless=True)


def test_a_page_reports_own_fields_as_lost():
    """A format without a place for own fields names each that it loses, with its path."""
    framework = framework_with_donors().replace("A", code="MEX_D_2.1")
    lost = rf.loss_report(framework, "portal")
    assert any(loss.path == "MEX_D_2.1/A.1" and loss.field == "extras" for loss in lost)


@attrs.frozen(kw_only=True)
class OfficeIndicator(rf.Indicator):
    """An indicator with a field of one office."""

    donor: str = ""


@attrs.frozen(kw_only=True)
class OfficeMoney(rf.Money):
    """An amount with a field of one office."""

    account: str = ""


@pytest.mark.each(
    ("write", "format"),
    [(json.dumps, "JSON"), (portal.dumps, "a portal page"), (brief.dumps, "a brief"), (rf.to_dict, "JSON")],
)
def test_fields_of_own_classes_are_refused_at_once(write, format):
    """A node of a class with fields of its own says in one error which of them have no place, where, and what to do."""
    own = tuple(OfficeIndicator(code=code, donor="EU") for code in "ABCDE")
    money = OfficeMoney(nominal=Decimal(5), currency="USD", account="1")
    outcome = rf.Outcome(code="1", indicators=own, budgets=(rf.Budget(planned=money),))
    with pytest.raises(rf.InvalidValueError) as caught:
        write(rf.ResultsFramework(results=(outcome,)))
    assert str(caught.value) == (
        f"{format} has no place for the fields that classes of your own add: results#1/indicators#1 (donor); "
        "results#1/indicators#2 (donor); results#1/indicators#3 (donor); results#1/indicators#4 (donor); "
        "results#1/indicators#5 (donor) and 1 more. Keep such a value as an own field: "
        "node.with_extra('x_donor', value)"
    )


def test_a_single_node_of_an_own_class_is_refused():
    """A node by itself names its own fields."""
    with pytest.raises(rf.InvalidValueError, match=r"the node itself \(donor\)"):
        rf.to_dict(OfficeIndicator(code="A", donor="EU"))


def test_a_node_of_an_own_class_in_an_answer_is_refused():
    """An answer that holds such a node, among the parts of its calculation or in a table, is not written without it."""
    own = OfficeIndicator(code="A", donor="EU")
    reason = rf.Undefined("no target", (("plan", 5), ("indicator", own)))
    with pytest.raises(rf.InvalidValueError, match=r"JSON has no place .* add: inputs#2#2 \(donor\)\."):
        rf.to_dict(reason)
    with pytest.raises(rf.InvalidValueError, match=r"add: rows#1#1 \(donor\)\."):
        rf.to_dict(rf.Table((rf.Column("indicator", rf.Indicator),), ((own,),)))


@NEEDS_LXML
def test_iati_refuses_fields_of_own_classes():
    """IATI refuses them, in its lossless form too."""
    framework = rf.ResultsFramework(results=(rf.Outcome(code="1", indicators=(OfficeIndicator(donor="EU"),)),))
    with pytest.raises(rf.InvalidValueError, match=r"IATI has no place .* results#1/indicators#1 \(donor\)"):
        iati.dumps(framework, lossless=True)


def test_a_program_without_own_classes_pays_nothing(monkeypatch):
    """Where no class adds fields, no framework is walked before it is written."""
    monkeypatch.setattr(_own_classes, "ROOTS", (rf.Undefined,))
    monkeypatch.setattr(_own_classes, "_own_fields", None)
    _own_classes.refuse_own_fields(framework_with_donors(), "JSON")


def test_an_own_class_without_fields_is_written():
    """A class that only adds methods is written as the noun that it is."""

    class Plain(rf.Indicator):
        """An indicator with methods of one office."""

    indicator = Plain(code="A")
    framework = rf.ResultsFramework(results=(rf.Outcome(code="1", indicators=(indicator,)),))
    assert json.loads(json.dumps(framework)).indicators[0] == rf.Indicator(code="A")
    assert rf.to_dict(indicator) == {"code": "A"}
