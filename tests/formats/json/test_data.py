"""Nodes, findings and answers as dictionaries: the form of JSON, read back as they were, with all problems at once."""

from __future__ import annotations

import datetime as dt
import json as plain
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import resultsframework as rf
from resultsframework import aggregation, compare, monitoring
from resultsframework.formats import json
from resultsframework.formats._loss import Loss, LossReport
from resultsframework.formats.json._answers import ANSWERS, Input, RuleInWords
from resultsframework.formats.json._model import NOUNS
from resultsframework.formats.json._read import structured_by
from resultsframework.monitoring import Coverage
from resultsframework.rules import RULE_FAILED, Fix, Ignored, KnownFinding, KnownFindings

FIVE = rf.Money(nominal=Decimal(5), currency="USD")
THIRD = Fraction(1, 3)
LAWS = rf.Indicator(
    code="P.1",
    statement="Laws adopted",
    direction="increase",
    unit="law",
    series=rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 50 actual 0 | 2021 milestone 100 actual 59"),
)
OUTCOME = rf.Outcome(code="P", indicators=(LAWS,))
FRAMEWORK = rf.ResultsFramework(title="Laws", results=(OUTCOME,))
WOMEN = rf.Subject.of(sex="female", place="MX-OAX")
BASIS = monitoring.Basis(monitoring.direction_of(LAWS), "milestone", True, ("counted as due",))
FOUND = rf.Finding(code="OWN01", severity=rf.Severity.INFO, path="P", message="Odd.", line=3, framework="XM-1")
CAUSE = attrs.evolve(FOUND, code="BAS01", implied=(FOUND,), observed="0", expected="1", advice="Look.", detail="...")
# A cell, or a part of a calculation, of each kind.
ANYTHING = (
    *(None, "text", True, 5, (1, ("a",)), Decimal("0.50"), THIRD, dt.date(2025, 1, 31)),
    *(rf.Missing.EMPTY, rf.Ratio(Decimal(3), Decimal(5)), rf.Range(low=Decimal(5)), rf.Level(2, "medium")),
    *(rf.Period(year=2025), rf.Period.parse("2024Q1"), LAWS.series, LAWS, LAWS.series.observations[0], OUTCOME),
    *(rf.Undefined("none"), monitoring.Trend.DECLINED, FIVE, WOMEN),
)
CHANGES = rf.diff(
    FRAMEWORK,
    FRAMEWORK.replace("P/P.1/actual:2021", value=60, comment="Recount", unit="percent").replace(
        "P",
        title="Laws",
        indicators=(LAWS, attrs.evolve(LAWS, code="P.2", measure="percentage")),
        sdgs=(rf.SdgReference(goal=5),),
    ),
)
MERGED = rf.merge(FRAMEWORK, FRAMEWORK.replace("P", title="Ours"), FRAMEWORK.replace("P", title="Theirs"))
ALIGNED = rf.align(
    rf.ResultsFramework(reporting_organisation=rf.Organisation(acronym=name), results=(OUTCOME,)) for name in "AB"
)
PART = aggregation.RollupPart(path="P/P.1", period=rf.Period(year=2021), value=Decimal(59))
CONTRIBUTION = aggregation.Contribution(code="2.1", statement=None, answer=rf.Undefined("none"), inputs=(PART,))
RULES = (rf.rules.RULES[0], RULE_FAILED)
ANSWERED = (
    rf.progress(LAWS, 2021),
    rf.met(LAWS, 2021),
    rf.gap(LAWS, 2021),
    rf.IndicatorValue(THIRD, None, (("rate", 1),), BASIS, "year", True),
    rf.progress(LAWS, 2030),
    rf.Undefined("none", tuple((f"part {n}", part) for n, part in enumerate(ANYTHING))),
    Input("actual", 59),
    BASIS,
    BASIS.direction,
    Coverage(3, 4),
    monitoring.CumulativeTotal(Decimal(59), None, Coverage(1, 1), rf.Accumulation.CUMULATIVE, ()),
    monitoring.AccumulationHint("actuals", rf.Accumulation.CUMULATIVE, True, "they never fall"),
    monitoring.MeanProgress(value=THIRD, coverage=Coverage(2, 3), formulas=("baseline",), cap=Decimal(1)),
    monitoring.Rating("green", "ours", rf.Interval.exactly(THIRD)),
    monitoring.Rating("none", "ours", reason="no baseline"),
    monitoring.Reading("more is better", rf.met(LAWS, 2021)),
    rf.Interval(Decimal(1), Decimal("1.5"), Decimal(2)),
    rf.rollup([LAWS], at=2021, function="sum"),
    rf.rollup([LAWS, LAWS], at=2021, function="sum", overlap="unknown"),
    rf.rollup([LAWS, LAWS], at=2021, function="distribution"),
    attrs.evolve(rf.rollup([LAWS], at=2021, function="sum"), subject=WOMEN, floor=THIRD),
    PART,
    CONTRIBUTION,
    aggregation.Contributions(
        vocabulary="SP", kind=rf.ObservationKind.ACTUAL, at=2021, names=("A",), items=(CONTRIBUTION,)
    ),
    aggregation.Reconciliation(path="", amount="planned", own=rf.Undefined("none"), below=FIVE, parts=2),
    aggregation.CostPerResult(rf.Interval.exactly(THIRD), None, (("actual", 3),), "expenses / actual"),
    WOMEN,
    rf.Subject(),
    CAUSE,
    Ignored("BAS", "known", ("P/*",), 3),
    rf.Report((CAUSE,), RULES, (Ignored("BAS01"),), "Laws"),
    RuleInWords(code="OWN01", severity=rf.Severity.INFO, title="Odd", source="us", advice="Look."),
    KnownFinding(path="P", code="BAS01", count=2),
    KnownFindings((KnownFinding(path="P", code="BAS01"),)),
    Fix(code="COD01", path="P", title="Blanks", before=("P ",), after=("P",)),
    Loss(path="P", field="code", what="is lost"),
    LossReport(format="brief", losses=(Loss(path="P", field="code", what="is lost"),)),
    compare.MergeGroup(path="P", statement="Laws", copies=("P.1",), reason="two"),
    *CHANGES,
    compare.FieldChange("unit", None, "percent"),
    *MERGED.conflicts,
    ALIGNED,
    *ALIGNED,
    *ALIGNED.tags,
    CHANGES,
    rf.Column("value", Decimal),
    rf.Column("progress", rf.Progress),
    rf.Table.of((rf.Column("value", object), rf.Column("all", tuple)), [(cell, ("a",)) for cell in ANYTHING], "All"),
    rf.Table(()),
)
DEFINITIONS = json.schema()["$defs"]


def problems_of(data, kind):
    with pytest.raises(rf.FormatError) as caught:
        rf.from_dict(data, kind)
    return [str(problem) for problem in caught.value.problems]


def test_every_class_of_answers_has_an_example():
    """A class that is added to the answers has to be given an example here."""
    assert {type(answer) for answer in ANSWERED} == set(ANSWERS)


@pytest.mark.each("answer", ANSWERED)
def test_an_answer_is_read_back_as_it_was(answer):
    """An answer goes through any library for JSON and comes back equal, in the same class."""
    data = rf.to_dict(answer)
    assert rf.from_dict(plain.loads(plain.dumps(data)), type(answer)) == answer
    assert rf.to_dict(rf.from_dict(data, type(answer))) == data


@pytest.mark.each("answer", ANSWERED)
def test_an_answer_is_valid_by_the_schema_of_its_class(answer):
    """The published schema describes each answer, for programs in other languages."""
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{type(answer).__name__}", "$defs": DEFINITIONS})
    assert [error.message for error in validator.iter_errors(rf.to_dict(answer))] == []
    assert not validator.is_valid({**rf.to_dict(answer), "y": 1})


def test_the_words_of_a_rule_are_all_kept():
    """A field that is added to a rule, and is no function or class, has to be kept with its words."""
    fields = {field.name for field in attrs.fields(rf.Rule)}
    assert {field.name for field in attrs.fields(RuleInWords)} == fields - {"check", "fix", "given", "on"}


def test_an_answer_in_data():
    """The value, the formula, the parts by name and class, and the basis, for a program in another language."""
    data = rf.to_dict(rf.progress(LAWS, 2021))
    assert data["value"] == {"numerator": "59", "denominator": "100"}
    assert data["formula"] == "baseline"
    assert data["inputs"][2] == {
        "name": "actual",
        "value": {"Observation": {"kind": "actual", "period": 2021, "value": "59"}},
    }
    assert data["basis"]["direction"] == {"direction": "increase", "basis": "declared"}
    assert rf.to_dict(rf.Undefined("no baseline")) == {"reason": "no baseline"}


def test_a_table_in_data():
    """A cell of text, a yes or no and a whole number are themselves; any other has the name of its class."""
    table = rf.Table.of((rf.Column("code"), rf.Column("value", object)), [("P.1", Decimal(59)), ("P.2", None)])
    assert rf.to_dict(table) == {
        "columns": [{"name": "code"}, {"name": "value", "type": "object"}],
        "rows": [["P.1", {"Decimal": "59"}], ["P.2", None]],
    }


def test_a_framework_in_data_is_its_document():
    """The dictionary of a framework is the document that dumps writes, with its version."""
    assert rf.to_dict(FRAMEWORK) == plain.loads(json.dumps(FRAMEWORK))
    assert rf.from_dict(rf.to_dict(FRAMEWORK), rf.ResultsFramework) == FRAMEWORK
    with pytest.raises(rf.UnsupportedVersionError):
        rf.from_dict({"resultsframework": 99}, rf.ResultsFramework)


@pytest.mark.each("noun", [LAWS, LAWS.series, rf.Period(year=2025), rf.Period(), LAWS.series.observations[0], OUTCOME])
def test_a_node_is_read_back_as_it_was(noun):
    """Any noun by itself: an indicator, a series, a period, an observation, a result with its level."""
    assert rf.from_dict(plain.loads(plain.dumps(rf.to_dict(noun))), type(noun)) == noun


def test_a_result_has_its_level():
    """A result of any level is read as a Result; where its class is known the level may be left out, but not differ."""
    data = rf.to_dict(OUTCOME)
    assert data["level"] == "outcome"
    assert rf.from_dict(data, rf.Result) == OUTCOME
    assert rf.from_dict({"code": "P"}, rf.Outcome) == rf.Outcome(code="P")
    assert problems_of({"level": "output"}, rf.Outcome) == ["$.level: expected the level of an Outcome, found 'output'"]
    assert "the member 'level' is missing" in problems_of({"code": "P"}, rf.Result)[0]
    assert problems_of([], rf.Outcome) == ["$: expected an object, found a list"]


def test_all_problems_are_named_with_their_paths():
    """The errors are those of JSON: every problem of the data, each with its path, also below a named class."""
    data = {"code": 5, "titel": "x", "series": [{"kind": "actuel", "period": 2021}], "unit": Decimal(1)}
    assert problems_of(data, rf.Indicator) == [
        "$.unit: Decimal('1') is no JSON that this format holds",
        (
            "$.titel: Indicator has no such member (a fact that the model has no member for goes into one whose name "
            "begins with x_)"
        ),
        "$.code: expected text, found 5",
        (
            "$.series[0].kind: expected one of 'baseline', 'milestone', 'target', 'actual', found \"actuel\"; "
            "did you mean 'actual'?"
        ),
    ]
    inputs = [{"name": "actual", "value": {"Observation": {"kind": "actual", "period": "x"}}}]
    assert problems_of({"reason": "none", "inputs": inputs}, rf.Undefined) == [
        (
            "$.inputs[0].value.Observation.period: expected a year such as 2025, or an object such as "
            '{"start": "2020-01-01", "end": "2025-12-31"}, found "x"'
        )
    ]


@pytest.mark.each(
    ("value", "problem"),
    [
        ({"Decimel": "5"}, "no class is called 'Decimel'; did you mean 'Decimal'?"),
        ({"Decimal": "5", "Level": {}}, "expected text, true, false, a whole number, null, a list, or an object whose"),
        ({}, "expected text, true, false"),
        (1.5, "expected text, true, false"),
        ({"Ratio": {"numerator": "1", "denominator": "0"}}, "Ratio(1, 0) has no meaning"),
        ({"Fraction": {"numerator": "1", "denominator": "0"}}, "Ratio(1, 0) has no meaning"),
        ({"Range": {"low": "x"}}, "expected a number"),
    ],
)
def test_a_cell_that_means_nothing_is_refused(value, problem):
    """A cell of an unknown class, of two classes, or of a class that refuses its value, with the path of the cell."""
    found = problems_of({"columns": [{"name": "a"}], "rows": [["x"], [value]]}, rf.Table)
    assert all(text.startswith("$.rows[1][0]") for text in found)
    assert problem in found[0]


def test_the_type_of_a_column_has_to_be_known():
    """The type of a column is a class of the library, or a plain one."""
    assert problems_of({"columns": [{"name": "a", "type": "Progres"}]}, rf.Table) == [
        "$.columns[0].type: no type of a column is called 'Progres'; did you mean 'Progress' or 'ProgressNote'?"
    ]


def test_what_is_no_json_is_refused_with_its_path():
    """Only what JSON holds is read: no Decimal, no NaN, no set, no name that is no text, no endless number."""
    data = {"title": {1}, 5: "x", "x_a": [float("nan"), 10**1000], "x_b": "\ud800", "x_\ud800": 1}
    assert problems_of(data, rf.Outcome) == [
        "$.title: {1} is no JSON that this format holds",
        "$: the name of a member is text in JSON, not 5",
        "$.x_a[0]: nan is no JSON that this format holds",
        "$.x_a[1]: a number of more than 1,000 digits is no JSON that this format holds",
        "$.x_b: the text holds half a character (a lone surrogate): '\\ud800'",
        "$: the name of a member holds half a character: 'x_\\ud800'",
    ]


def test_a_half_character_alone_is_refused():
    """Data that are right but for half a character are refused as well, since no file can hold it."""
    assert problems_of({"x_b": ["\ud800"]}, rf.Outcome) == [
        "$.x_b[0]: the text holds half a character (a lone surrogate): '\\ud800'"
    ]


def test_data_without_an_end_are_refused():
    """A dictionary that holds itself is refused, and so are findings that imply each other five hundred times."""
    data = {}
    data["x_a"] = data
    with pytest.raises(rf.UnsafeInputError, match="nested too deep"):
        rf.from_dict(data, rf.Outcome)
    deep, finding = rf.to_dict(FOUND), FOUND
    for _ in range(400):
        deep, finding = {**deep, "implied": [deep]}, attrs.evolve(FOUND, implied=(finding,))
    with pytest.raises(rf.UnsafeInputError, match="nested too deep"):
        rf.from_dict(deep, rf.Finding)
    with pytest.raises(rf.InvalidValueError, match="nested within each other"):
        rf.to_dict(finding)


def test_nesting_that_only_structuring_cannot_follow_is_refused():
    """Data that can be copied and are nested too deep to be structured are refused in the same way."""

    def endless(data, kind):
        return endless(data, kind)

    with pytest.raises(rf.UnsafeInputError, match="nested too deep"):
        structured_by(endless, {}, rf.Outcome)


def test_the_data_of_the_caller_stay_as_they_are():
    """Reading takes no item out of the lists of its caller, and takes any mapping and tuples as well."""
    data = rf.to_dict(OUTCOME)
    copy = plain.loads(plain.dumps(data))
    rf.from_dict(data, rf.Outcome)
    assert data == copy
    assert rf.from_dict(OrderedDict(code="P", sdgs=({"goal": 6},)), rf.Outcome).sdgs == (rf.SdgReference(goal=6),)


@pytest.mark.each("kind", [dict, list, rf.Rule, rf.ResultsFramework | None, "Indicator", compare.MergeReport])
def test_a_class_without_a_form_is_named(kind):
    """A class without a JSON form is refused, by reading and by the schema."""
    with pytest.raises(rf.InvalidValueError, match="name a class such as"):
        rf.from_dict({}, kind)
    with pytest.raises(rf.InvalidValueError, match="has no JSON form"):
        json.schema(kind)


@pytest.mark.each("node", [[LAWS], {"code": "P"}, 5, None, RULE_FAILED])
def test_an_object_without_a_form_is_named(node):
    """A list of nodes is no node: a program makes a list of dictionaries of it."""
    with pytest.raises(rf.InvalidValueError, match="has no JSON form; nodes, findings, answers"):
        rf.to_dict(node)


@pytest.mark.each(
    ("answer", "problem"),
    [
        (rf.Undefined("none", (("part", {1}),)), r"\$.inputs\[0\].value: a set has no JSON form"),
        (rf.Undefined(5), r"\$.reason: must be text, not 5"),
        (rf.Undefined("\ud800"), "half a character"),
        (rf.Interval(*[Fraction(1, 10**1000)] * 3), r"\$.low.denominator: the number 1.*more than the 1,000 digits"),
    ],
)
def test_an_answer_that_json_cannot_hold_says_where(answer, problem):
    """The error names the class, the path, and the value found there."""
    with pytest.raises(rf.InvalidValueError, match=f"cannot be written as JSON: .*{problem}"):
        rf.to_dict(answer)


def test_the_rules_of_a_report_are_known_by_their_codes():
    """A rule of the library is itself again; a rule of a program keeps its words, and says that it cannot be run."""

    @rf.rule("OWN01", rf.Severity.WARNING, title="Odd", source="us", advice="Look.", on=rf.Indicator)
    def indicator_is_even(_indicator, _context):
        """Indicators are even."""
        yield rf.rules.Found("odd")

    report = rf.validate(FRAMEWORK, rules=[indicator_is_even], select=["OWN01", "BAS01"])
    again = rf.from_dict(rf.to_dict(report), rf.Report)
    assert again.findings == report.findings
    assert str(again) == str(report)
    assert again.by_code["OWN01"] == report.by_code["OWN01"]
    assert again.rules[0] is report.rules[0]
    assert (again.rules[1].title, again.rules[1].advice) == ("Odd", "Look.")
    with pytest.raises(rf.InvalidValueError, match="has its words only"):
        again.rules[1].check(LAWS, None)


@pytest.mark.each(
    ("texts", "expected"),
    [
        ({"x_a": "1.5", "x_b": "[1.25,null]"}, {"x_a": 1.5, "x_b": [1.25, None]}),
        ({"x_a": "1.50"}, {"extras": [{"name": "x_a", "text": "1.50"}]}),
        ({"x_a": "1e999"}, {"extras": [{"name": "x_a", "text": "1e999"}]}),
        (
            {"x_a": "1", "x_b": '{"c":[1.50]}', "x_c": "2"},
            {"extras": [{"name": "x_a", "text": "1"}, {"name": "x_b", "text": '{"c":[1.50]}'}], "x_c": 2},
        ),
        (
            {"other": "z", "x_a": "1.50", "x_b": "[]"},
            {"extras": [{"name": "other", "text": "z"}, {"name": "x_a", "text": "1.50"}], "x_b": []},
        ),
    ],
)
def test_the_numbers_of_an_extension_keep_their_digits(texts, expected):
    """A number with a fraction is a float where that prints the same digits; else the extension is kept as its text."""
    node = rf.Indicator(extras=tuple(rf.Extra(name=name, text=text) for name, text in texts.items()))
    assert rf.to_dict(node) == expected
    assert rf.from_dict(plain.loads(plain.dumps(rf.to_dict(node))), rf.Indicator) == node


def test_the_schema_for_openapi():
    """References begin as OpenAPI has its components, and every one of them leads to a definition."""
    made = json.schema(ref_base="#/components/schemas/")
    text = plain.dumps(made)
    assert "#/$defs/" not in text
    used = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert used <= set(made["$defs"])
    assert made["$defs"]["ResultsFramework"]["required"] == ["resultsframework"]
    assert {"Indicator", "Progress", "Undefined", "Report", "Rollup", "Table"} <= set(made["$defs"])


@pytest.mark.no_cover
@pytest.mark.each("kind", [kind for kind in (*NOUNS, *ANSWERS) if kind is not rf.Result])
def test_the_schema_of_each_class(kind):
    """Each class has a schema of its own, which is named after it."""
    made = json.schema(kind)
    assert made["type"] == "object"
    assert made["title"] in (kind.__name__, "Results framework")


def test_the_schema_of_results():
    """A result of any level has its level; the schema of one level names that level alone."""
    jsonschema = pytest.importorskip("jsonschema")
    of_any = jsonschema.Draft202012Validator(json.schema(rf.Result))
    of_outcomes = jsonschema.Draft202012Validator(json.schema(rf.Outcome))
    assert of_any.is_valid(rf.to_dict(rf.Output(code="1")))
    assert of_outcomes.is_valid(rf.to_dict(OUTCOME))
    assert not of_outcomes.is_valid(rf.to_dict(rf.Output(code="1")))
