"""Extension elements: the meaning of each, and one clear error with its line for a broken one."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resultsframework as rf

NAMESPACE = 'xmlns:rf="urn:resultsframework:iati:1"'
OK = "<iati-activity><iati-identifier>OK</iati-identifier></iati-activity>"
ACTUAL = rf.ObservationKind.ACTUAL


def file_of(inner, attributes=""):
    """A file whose second activity holds what is given, on its fifth line; the others are as they should be."""
    return (
        f"<iati-activities {NAMESPACE}>\n{OK}\n<iati-activity {attributes}>\n"
        f"<iati-identifier>BAD</iati-identifier>\n{inner}\n</iati-activity>\n{OK}\n</iati-activities>"
    )


def in_result(own):
    return f'<result type="1"><title><narrative>R</narrative></title><indicator measure="1"/>{own}</result>'


def in_indicator(own, values=""):
    return f'<result type="1"><indicator measure="1">{values}{own}</indicator></result>'


def in_value(own, tag="actual"):
    if tag == "baseline":
        return in_indicator(f'<baseline year="2020" value="5">{own}</baseline>')
    period = '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
    return in_indicator(f'<period>{period}<{tag} value="5">{own}</{tag}></period>')


def read(bench, inner):
    return list(bench.iati.load_all(file_of(inner).encode()))[1]


# --------------------------------------------------------------------------------------------- what they say


@pytest.mark.each(
    ("inner", "path", "field", "value"),
    [
        ("<rf:reporting_year>2021</rf:reporting_year>", "", "reporting_year", 2021),
        ("<rf:plan_period>2022</rf:plan_period>", "", "plan_period", rf.Period(year=2022)),
        ("<title><narrative>A</narrative></title><rf:title>null</rf:title>", "", "title", None),
        ('<rf:title>"B"</rf:title><title><narrative>A</narrative></title>', "", "title", "B"),
        ("<rf:dates>null</rf:dates>", "", "dates", ()),
        (in_result("<rf:humanitarian>false</rf:humanitarian>"), "#1", "humanitarian", False),
        (in_result('<rf:identifier>"X"</rf:identifier>'), "#1", "identifier", "X"),
        (in_result('<rf:sdgs>[{"goal": 5}]</rf:sdgs>'), "#1", "sdgs", (rf.SdgReference(goal=5),)),
        (in_indicator('<rf:unit>"person"</rf:unit>'), "#1/#1", "unit", "person"),
        (in_indicator("<rf:measure>null</rf:measure>"), "#1/#1", "measure", None),
        (in_indicator('<rf:direction>"maintain"</rf:direction>'), "#1/#1", "direction", rf.Direction.MAINTAIN),
    ],
)
def test_an_element_of_ours_says_what_a_field_holds(bench, inner, path, field, value):
    """An element named after a field overrules what else was read for it, wherever it is in its node."""
    framework = read(bench, inner)
    node = framework.at(path) if path else framework
    assert getattr(node, field) == value


@pytest.mark.each("tag", ["baseline", "target", "actual"])
@pytest.mark.each(
    ("own", "field", "value"),
    [
        ("<rf:value>true</rf:value>", "value", True),
        ('<rf:value>{"missing": "empty"}</rf:value>', "value", rf.Missing.EMPTY),
        ("<rf:value>null</rf:value>", "value", rf.Missing.ABSENT),
        ('<rf:raw>"five"</rf:raw>', "raw", "five"),
        ('<rf:unit>"person"</rf:unit>', "unit", "person"),
        ("<rf:period>2019</rf:period>", "period", rf.Period(year=2019)),
        ('<rf:comment>"C"</rf:comment>', "comment", "C"),
    ],
)
def test_values_have_elements_of_ours_too(bench, tag, own, field, value):
    """Each field of a value can be stated by an extension element."""
    (o,) = read(bench, in_value(own, tag)).indicators[0].series
    assert getattr(o, field) == value
    assert isinstance(getattr(o, field), type(value))


def test_the_kind_of_a_value(bench):
    """An extension may state whether a target is a milestone or the final one."""
    (o,) = read(bench, in_value('<rf:kind>"milestone"</rf:kind>', "target")).indicators[0].series
    assert o.kind is rf.ObservationKind.MILESTONE


def test_json_may_be_laid_out_in_any_way(bench):
    """Space and line breaks in the JSON of an element mean nothing."""
    framework = read(bench, in_result('<rf:sdgs>\n [ {\n"goal" : 5 } ]\n</rf:sdgs>'))
    assert framework.results[0].sdgs == (rf.SdgReference(goal=5),)


def test_an_order_of_our_own(bench):
    """The order of the values is stated as one place for each."""
    values = '<baseline year="2018" value="1"/><baseline year="2019" value="2"/><baseline year="2020" value="3"/>'
    framework = read(bench, in_indicator("<rf:order>2 0 1</rf:order>", values))
    assert [o.value for o in framework.indicators[0].series] == [2, 3, 1]


def test_a_value_that_only_we_can_say(bench):
    """A value that the standard cannot hold has its position among the others."""
    own = '<rf:observation at="1">{"kind": "actual", "value": "7"}</rf:observation>'
    values = '<baseline year="2018" value="1"/><baseline year="2019" value="2"/>'
    framework = read(bench, in_indicator(own, values))
    assert [o.value for o in framework.indicators[0].series] == [1, 7, 2]
    assert framework.indicators[0].series[1] == rf.Observation(kind=ACTUAL, value=Decimal(7))


def test_periods_of_our_own(bench):
    """An extension may list the periods that are stated."""
    framework = read(bench, in_indicator("<rf:periods>[2020, 2021]</rf:periods>"))
    assert framework.indicators[0].series.periods == (rf.Period(year=2020), rf.Period(year=2021))


def test_a_result_that_only_we_can_say(bench):
    """A result without indicators has its index among the others, and its place in the tree."""
    own = (
        '<rf:result at="0" place="0">{"level": "outcome", "title": "O"}</rf:result>'
        + in_result("<rf:place>0.0</rf:place>")
        + '<rf:result at="2" place="1">{"level": "other", "title": "X"}</rf:result>'
    )
    framework = read(bench, own)
    assert [result.title for result in framework.results] == ["O", "X"]
    assert [output.title for output in framework.results[0].outputs] == ["R"]


@pytest.mark.parametrize(
    "inner",
    [
        '<reporting-org ref="" type=""><narrative/><rf:absent/></reporting-org>',
        '<participating-org role=""><rf:absent/></participating-org>',
        '<activity-status code="2"><rf:absent/></activity-status>',
        '<activity-date type="1" iso-date="2020-01-01"><rf:absent/></activity-date>',
    ],
)
def test_what_is_marked_as_absent_is_not_read(bench, inner):
    """An element that is only there because the schema demands one states nothing, whatever is in it."""
    framework = read(bench, inner)
    assert framework == rf.ResultsFramework(identifier="BAD")


def test_elements_of_ours_are_not_kept_as_extras(bench):
    """Ours are read, not kept; a prefix is no matter."""
    text = '<r:reporting_year xmlns:r="urn:resultsframework:iati:1">2021</r:reporting_year>'
    framework = read(bench, text)
    assert (framework.reporting_year, framework.extras) == (2021, ())


def test_what_looks_like_ours_in_another_place_is_passed_over(bench):
    """An element of ours in a place where none belongs does not disturb what is read."""
    inner = "<title><narrative>A</narrative><rf:odd>1</rf:odd></title><sector code='1'><rf:odd/></sector>"
    framework = read(bench, inner)
    assert framework.title == "A"
    assert framework.extras == framework.sectors[0].extras == ()


# ------------------------------------------------------------------------------------------------- broken ones

BROKEN = [
    # No JSON.
    ("<rf:reporting_year>20x</rf:reporting_year>", "'reporting_year' of a ResultsFramework must hold JSON"),
    ("<rf:reporting_year/>", "must hold JSON"),
    ("<rf:reporting_year> </rf:reporting_year>", "must hold JSON"),
    ("<rf:sectors>[</rf:sectors>", "must hold JSON"),
    ("<rf:title>NaN x</rf:title>", "must hold JSON"),
    (f"<rf:reporting_year>{'9' * 5_000}</rf:reporting_year>", "more than the 1,000 digits that are allowed"),
    (in_result("<rf:identifier>X</rf:identifier>"), "'identifier' of an Output must hold JSON"),
    (in_indicator("<rf:unit>person</rf:unit>"), "'unit' of an Indicator must hold JSON"),
    (in_value("<rf:raw>five</rf:raw>"), "'raw' of an Observation must hold JSON"),
    (in_value("<rf:raw>five</rf:raw>", "baseline"), "'raw' of an Observation must hold JSON"),
    # No such field.
    ("<rf:colour>1</rf:colour>", "'colour' is not known: a ResultsFramework has no such field"),
    (in_result("<rf:colour>1</rf:colour>"), "'colour' is not known: an Output has no such field"),
    (in_indicator("<rf:colour>1</rf:colour>"), "'colour' is not known: an Indicator has no such field"),
    (in_value("<rf:colour>1</rf:colour>"), "'colour' is not known: an Observation has no such field"),
    (in_result("<rf:outcomes>[]</rf:outcomes>"), "'outcomes' is not known: an Output has no such field"),
    # Not what the field holds.
    ("<rf:reporting_year>[]</rf:reporting_year>", "'reporting_year'"),
    ('<rf:sectors>{"code": "1"}</rf:sectors>', "'sectors'"),
    ("<rf:sectors>[{}]</rf:sectors>", "'sectors'"),
    (r'<rf:title>"\ud800"</rf:title>', "the text holds half a character"),
    ('<rf:plan_period>{"year": 1, "year": 2}</rf:plan_period>', "the member occurs more than once"),
    ('<rf:status>"asleep"</rf:status>', "'status'"),
    ('<rf:plan_period>{"year": 0}</rf:plan_period>', "'plan_period'"),
    (in_result('<rf:sdgs>[{"goal": 18}]</rf:sdgs>'), "'sdgs'"),
    (in_indicator("<rf:unit>5</rf:unit>"), "'unit'"),
    (in_indicator('<rf:direction>"sideways"</rf:direction>'), "'direction'"),
    (in_value("<rf:comment>5</rf:comment>"), "'comment'"),
    (in_value('<rf:value>{"odd": 1}</rf:value>'), "'value'"),
    (in_value('<rf:kind>"guess"</rf:kind>'), "'kind'"),
    # Places and positions.
    (in_result("<rf:place>first</rf:place>"), "a position such as '0.2', found 'first'"),
    (in_result("<rf:place/>"), "a position such as '0.2', found"),
    (in_result("<rf:place>0..1</rf:place>"), "a position such as '0.2', found '0..1'"),
    (in_result("<rf:place>-1</rf:place>"), "a position such as '0.2', found '-1'"),
    (in_result("<rf:place>²</rf:place>"), "a position such as '0.2', found '²'"),
    (in_result(f"<rf:place>0.{'9' * 5_000}</rf:place>"), "a position such as '0.2', found '0.999"),
    (in_result("<rf:place>1</rf:place>"), "no result has the position 0"),
    (in_result("<rf:place>0.0</rf:place>"), "no result has the position 0, only below it"),
    (in_result("<rf:place>5.0</rf:place>") + in_result(""), "no result has the position 0"),
    (in_result("<rf:place>0</rf:place>") * 2, "two results have the position 0"),
    (
        in_result("<rf:place>0</rf:place>") + in_result("<rf:place>0.0</rf:place>"),
        "the Output at 0 cannot hold: Output",
    ),
    ('<rf:result place="0">{"level": "other"}</rf:result>', "must state its index, found at='' with 0 before it"),
    ('<rf:result at="x" place="0">{"level": "other"}</rf:result>', "found at='x'"),
    ('<rf:result at="1" place="0">{"level": "other"}</rf:result>', "found at='1' with 0 before it"),
    ('<rf:result at="0">{"level": "other"}</rf:result>', "a position such as '0.2'"),
    ('<rf:result at="0" place="a">{"level": "other"}</rf:result>', "found 'a'"),
    ('<rf:result at="0" place="0">{"level": "hope"}</rf:result>', "'result'"),
    ('<rf:result at="0" place="0">no</rf:result>', "'result' must hold JSON"),
    # Values.
    (in_indicator("<rf:order>0</rf:order>"), "'order' must number the 0 values before it, found '0'"),
    (in_indicator("<rf:order>0 0</rf:order>", '<baseline year="1"/><baseline year="2"/>'), "must number the 2 values"),
    (in_indicator("<rf:order>x</rf:order>", '<baseline year="1"/>'), "must number the 1 values"),
    (in_indicator('<rf:observation>{"kind": "actual"}</rf:observation>'), "must state its position, found at=''"),
    (in_indicator('<rf:observation at="1">{"kind": "actual"}</rf:observation>'), "found at='1' of 0 before it"),
    (in_indicator('<rf:observation at="-1">{"kind": "actual"}</rf:observation>'), "found at='-1'"),
    (in_indicator(f'<rf:observation at="{"9" * 5_000}">{{}}</rf:observation>'), "found at='999"),
    (in_indicator('<rf:observation at="0">{}</rf:observation>'), "'observation'"),
    (in_indicator('<rf:observation at="0">no</rf:observation>'), "'observation' of an Indicator must hold JSON"),
    (in_indicator("<rf:periods>2020</rf:periods>"), "'periods'"),
    (in_indicator("<rf:periods>no</rf:periods>"), "'periods' of an ObservationSeries must hold JSON"),
    # How activities belong together.
    ('<rf:arrangement layout="flat" part="0"/>', "a number from 1 as part, found '0'"),
    ('<rf:arrangement layout="flat" part="x"/>', "a number from 1 as part, found 'x'"),
    (f'<rf:arrangement layout="flat" part="{"9" * 5_000}"/>', "a number from 1 as part, found '999"),
    ('<rf:arrangement layout="flat" parts="-1"/>', "a number from 1 as parts, found '-1'"),
    ('<rf:arrangement layout="flat" subject="top"/>', "a position such as '0.2', found 'top'"),
    ("<rf:framework>no</rf:framework>", "'framework' must hold JSON"),
    ("<rf:framework>[]</rf:framework>", "'framework'"),
]


@pytest.mark.each(("inner", "message"), BROKEN)
def test_a_broken_element_is_one_clear_error(bench, inner, message):
    """Content that an extension element must not hold is refused with its line, naming what was found and expected."""
    error = bench.refusal(file_of(inner))
    (problem,) = error.problems
    assert message in problem.message
    assert problem.line in {3, 5}
    assert error.format == "iati"


@pytest.mark.each("inner", [inner for inner, _ in BROKEN])
def test_the_other_activities_are_read(bench, inner):
    """One bad activity is reported, those before and behind it are read."""
    reported = []
    found = list(bench.iati.load_all(file_of(inner).encode(), on_problem=reported.append))
    assert [framework.identifier for framework in found] == ["OK", "OK"]
    (error,) = reported
    assert isinstance(error, rf.FormatError)
    assert all(problem.line for problem in error.problems)


def test_without_a_listener_the_error_comes_at_the_end(bench):
    """Without a listener the readable activities come first, and then one error with every problem."""
    bad = "<iati-activity>\n<rf:colour>1</rf:colour></iati-activity>\n"
    text = f"<iati-activities {NAMESPACE}>\n{bad}{OK}\n{bad}{OK}</iati-activities>"
    found = bench.iati.load_all(text.encode(), name="file.xml")
    assert [next(found).identifier, next(found).identifier] == ["OK", "OK"]
    with pytest.raises(rf.FormatError) as caught:
        next(found)
    assert [problem.line for problem in caught.value.problems] == [3, 6]
    assert caught.value.source == "file.xml"
    assert "file.xml" in str(caught.value)


def test_a_listener_receives_the_name_of_the_file(bench):
    """The error that a listener receives names the file."""
    reported = []
    list(bench.iati.load_all(file_of("<rf:colour>1</rf:colour>").encode(), name="a.xml", on_problem=reported.append))
    assert reported[0].source == "a.xml"


@pytest.mark.parametrize("depth", [200_000])
def test_json_that_is_nested_too_deep_is_refused(bench, depth):
    """Nesting without end is refused as unsafe, with its line, before it can do harm."""
    inner = f"<rf:sectors>{'[' * depth}{']' * depth}</rf:sectors>"
    error = bench.refusal(file_of(inner), rf.UnsafeInputError)
    assert "nested too deep" in error.problems[0].message
    assert error.problems[0].line == 5


def test_places_within_places_without_end_are_refused(bench):
    """Nesting that JSON still allows, but that no object can be made of, is refused in the same way."""
    place = '{"within": ' * 800 + "{}" + "}" * 800
    error = bench.refusal(file_of(f"<rf:places>[{place}]</rf:places>"), rf.UnsafeInputError)
    assert "nested too deep" in error.problems[0].message


def test_a_number_of_too_many_digits_is_not_written(bench, publishable):
    """A value that no extension element can hold is refused with its place, not written as something else."""
    value = rf.Observation(kind="actual", period=2021, value=rf.Range(high=Decimal("9" * 10_001)))
    framework = publishable(rf.Indicator(statement="I", series=[value]))
    with pytest.raises(rf.InvalidValueError, match=r"cannot be written as IATI: Observation\.value"):
        bench.iati.dumps(framework, lossless=True)
