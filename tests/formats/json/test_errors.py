"""Errors of a document: every problem at once, each with its place, what was found and what was expected."""

from __future__ import annotations

import json as plain

import pytest

import resultsframework as rf
from resultsframework.formats import json
from resultsframework.formats.json._extension import text_of_extension
from resultsframework.formats.json._problems import MismatchError, problems_of


@pytest.fixture
def problems(parser):
    """The problems of a document, parsed either way, as texts."""
    assert parser

    def find(document):
        text = document if isinstance(document, str) else plain.dumps({"resultsframework": 1, **document})
        with pytest.raises(rf.FormatError) as caught:
            json.loads(text)
        assert caught.value.format == "json"
        return [str(problem) for problem in caught.value.problems]

    return find


def one_indicator(**members):
    return {"results": [{"level": "output", "indicators": [members]}]}


def one_observation(**members):
    return one_indicator(series=[{"kind": "actual", "period": 2021, **members}])


HERE = "$.results[0].indicators[0]"
CELL = f"{HERE}.series[0]"


def test_all_problems_of_a_document_are_found_at_once(problems):
    """One error names everything that is wrong, in the order of the document's fields, each with its path."""
    document = {
        "titel": "A plan",
        "results": [
            {"level": "outcom"},
            {"code": "no level"},
            {
                "level": "outcome",
                "code": 5,
                "indicators": [
                    {
                        "series": [
                            {"kind": "actual", "value": "1"},
                            {"kind": "actual", "value": "a lot"},
                            {"period": 2020},
                        ]
                    },
                    {"measure": "units", "periods": [2020, "2021"]},
                ],
            },
        ],
        "reporting_year": "2021",
        "sdgs": [],
    }
    found = problems(document)
    assert [problem.partition(": ")[0] for problem in found] == [
        "$.titel",
        "$.sdgs",
        "$.results[0].level",
        "$.results[1]",
        "$.results[2].code",
        "$.results[2].indicators[0].series[1].value",
        "$.results[2].indicators[0].series[2].kind",
        "$.results[2].indicators[1].measure",
        "$.results[2].indicators[1].periods[1]",
        "$.reporting_year",
    ]


@pytest.mark.each(
    ("document", "message"),
    [
        ({"title": 5}, "$.title: expected text, found 5"),
        ({"title": None}, "$.title: expected text, found null"),
        ({"title": ["a"]}, "$.title: expected text, found a list"),
        ({"title": "x"} | {"humanitarian": 1}, "$.humanitarian: expected true or false, found 1"),
        ({"reporting_year": True}, "$.reporting_year: expected a whole number, found true"),
        ({"reporting_year": 2021.5}, "$.reporting_year: expected a whole number, found 2021.5"),
        ({"reporting_year": 2021.0}, "$.reporting_year: expected a whole number, found 2021.0"),
        ({"results": {}}, "$.results: expected a list, found an object"),
        ({"results": ["MEX_D_2.1"]}, '$.results[0]: expected an object, found "MEX_D_2.1"'),
        (
            {"results": [{"level": 2}]},
            "$.results[0].level: expected one of 'impact', 'outcome', 'output', 'other', found 2",
        ),
        ({"source": []}, "$.source: expected an object, found a list"),
        ({"plan_period": "2020"}, '$.plan_period: expected a year such as 2025, or an object such as {"start":'),
        (
            {"plan_period": {"start": "2020-13-01"}},
            '$.plan_period.start: expected a day such as "2025-12-31", found "2020-13-01"',
        ),
        ({"plan_period": {"start": "2020-1-1", "end": "2021-01-01"}}, "$.plan_period.start: expected a day"),
        ({"plan_period": {"start": "2020-01-01", "end": "20210101"}}, "$.plan_period.end: expected a day"),
        ({"plan_period": {"start": 2020, "end": 2021}}, "$.plan_period.start: expected a day"),
        ({"tags": [{}]}, "$.tags[0].code: the member 'code' is missing"),
        ({"tags": [{"code": "a", "percentage": 12.5}]}, "$.tags[0].percentage: expected a number as a string"),
        ({"budgets": [{"planned": "5"}]}, '$.budgets[0].planned: expected an object such as {"nominal":'),
        ({"budgets": [{"planned": {"missing": "gone"}}]}, "$.budgets[0].planned.missing: expected one of"),
        (
            {"programmes": [{"financial_information": 5}]},
            '$.programmes[0].financial_information: expected text or {"missing"',
        ),
        (
            {"programmes": [{"financial_information": {"text": "x"}}]},
            "$.programmes[0].financial_information: expected text",
        ),
        ({"status": "close"}, "$.status: expected one of 'pipeline', 'implementation', 'finalisation', 'closed',"),
        ({"status": "close"}, "; did you mean 'closed'?"),
        ({"status": 4}, "$.status: expected one of"),
        ({"titel": "x"}, "$.titel: ResultsFramework has no such member; did you mean 'title'?"),
        ({"titel": "x"}, "whose name begins with x_"),
        ({"source": {"x_more": 1}}, "$.source.x_more: Source has no such member"),
        ({"odd name": 1}, '$["odd name"]: ResultsFramework has no such member'),
        ({"line": 5}, "$.line: ResultsFramework has no such member"),
        ({"x_deep": plain.loads("[" * 60 + "]" * 60)}, "an extension may hold 50 objects and lists within each other"),
        (one_indicator(period=[2020]), f"{HERE}.period: Indicator has no such member; did you mean 'periods'?"),
        (one_indicator(periods=[2020], code=5), f"{HERE}.code: expected text, found 5"),
        (one_indicator(periods=2020), f"{HERE}.periods: expected a list, found 2020"),
        (one_indicator(series={}), f"{HERE}.series: expected a list, found an object"),
        (one_indicator(series=[5]), f"{CELL}: expected an object, found 5"),
        (one_observation(kind="result"), f"{CELL}.kind: expected one of 'baseline', 'milestone', 'target', 'actual'"),
        (one_observation(kind=["actual"]), f"{CELL}.kind: expected one of"),
        (one_observation(raw=None), f"{CELL}.raw: expected text, found null"),
        (one_observation(unit=5), f"{CELL}.unit: expected text, found 5"),
        (one_observation(period=0), f"{CELL}.period: Period.year must be a year from 1 to 9999, not 0"),
        (one_observation(period=True), f"{CELL}.period: expected a year such as 2025"),
        (
            one_observation(period={"yaer": 2021}),
            f"{CELL}.period.yaer: Period has no such member; did you mean 'year'?",
        ),
        (one_observation(values="5"), f"{CELL}.values: Observation has no such member; did you mean 'value'?"),
        (one_observation(value=5), f"{CELL}.value: expected a number as a string of its digits"),
        (one_observation(value=None), f"{CELL}.value: expected a number as a string of its digits"),
        (one_observation(value="1e5"), f"{CELL}.value: expected a number as a string of its digits"),
        (one_observation(value="1e999999999"), f"{CELL}.value: expected a number as a string of its digits"),
        (one_observation(value="٣"), f"{CELL}.value: expected a number as a string of its digits"),
        (one_observation(value="5\n"), f"{CELL}.value: expected a number as a string of its digits"),
        (one_observation(value="NaN"), f"{CELL}.value: expected a number as a string of its digits"),
        (one_observation(value="9" * 1_001), f"{CELL}.value: a number has more than the 1,000 digits that are allowed"),
        (one_observation(value={}), f"{CELL}.value: expected a number"),
        (one_observation(value={"text": 5}), f"{CELL}.value.text: expected text, found 5"),
        (
            one_observation(value={"text": "a", "note": 1}),
            f"{CELL}.value: an object with the member 'text' has no other, found 'note'",
        ),
        (one_observation(value={"missing": "tbd"}), f"{CELL}.value.missing: expected one of 'to_be_determined'"),
        (one_observation(value={"numerator": "3"}), f"{CELL}.value.denominator: the member 'denominator' is missing"),
        (one_observation(value={"rank": "3", "name": "a"}), f"{CELL}.value.rank: expected a whole number"),
        (
            one_observation(disaggregation=[{"dimension": 5, "category": "a"}]),
            f"{CELL}.disaggregation[0].dimension: expected text",
        ),
        (one_observation(x_note=1, comment=5), f"{CELL}.comment: expected text, found 5"),
    ],
)
def test_what_is_not_as_it_has_to_be_is_named(document, message, problems):
    """A problem names its place, what was found there, what was expected, and the nearest name of a misspelt one."""
    assert any(message in problem for problem in problems(document))


@pytest.mark.each(
    ("document", "message"),
    [
        ({"results": [{"level": "output", "sdgs": [{"goal": 18}]}]}, "$.results[0].sdgs[0]: SdgReference.goal must be"),
        ({"budgets": [{"planned": {"nominal": "5", "low": "6"}}]}, "$.budgets[0].planned: Money needs low <= nominal"),
        (
            {"budgets": [{"planned": {"nominal": "5", "currency": "dollar"}}]},
            "$.budgets[0].planned: Money.currency must be an ISO 4217 code",
        ),
        (one_observation(value={"numerator": "3", "denominator": "0"}), f"{CELL}.value: Ratio(3, 0) has no meaning"),
        (one_observation(value={"low_included": True, "low": "5", "high": "4"}), f"{CELL}.value: a Range from 5 to 4"),
    ],
)
def test_what_means_nothing_is_a_problem_of_its_place(document, message, problems):
    """A value that a constructor refuses as meaningless is a problem with the path of its object."""
    (found,) = problems(document)
    assert found.startswith(message)


@pytest.mark.each(
    ("text", "message"),
    [
        ("", "line 1: it is empty"),
        (" \n", "line 1: it is empty"),
        ("UN Women", "line 1: expecting value (column 1)"),
        ('{"resultsframework": 1,\n "title": }', "line 2: expecting value (column 11)"),
        ('{"resultsframework": 1} more', "line 1: extra data (column 25)"),
        ('{"resultsframework": 1', "line 1: expecting ',' delimiter"),
        ('{"resultsframework": 1, "title": "a\tb"}', "line 1: invalid control character"),
        ('{"resultsframework": 1, "reporting_year": ' + "9" * 1_001 + "}", "a number has more than the 1,000 digits"),
        ('{"resultsframework": 1, "x_a": -' + "9" * 5_000 + "}", "a number has more than the 1,000 digits"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(text, message, problems):
    """A text that is no JSON is refused with line and column."""
    (found,) = problems(text)
    assert found.startswith(message)


@pytest.mark.each("word", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.each("member", ["reporting_year", "x_number"])
def test_numbers_that_json_has_not_are_refused(word, member, problems):
    """NaN and Infinity are refused with their path, also in extensions."""
    (found,) = problems(f'{{"resultsframework": 1, "{member}": {word}}}')
    assert found.startswith(f"$.{member}: ")
    assert word in found


def test_nan_deep_in_an_extension_has_its_path(problems):
    """The path of a problem leads into an extension."""
    (found,) = problems('{"resultsframework": 1, "x_a": {"b": [1, {"c d": NaN}]}}')
    assert found == '$.x_a.b[1]["c d"]: NaN is no JSON'


def test_a_repeated_member_is_refused(problems):
    """A repeated member is named with its path, at any depth, together with other problems."""
    text = """{"resultsframework": 1, "title": "a", "title": "b", "results": [
        {"level": "output", "code": "a:b", "indicators": [{"series": [{"kind": "target", "value": "1", "value": "2"}]}]}
    ], "x_a": [{"b": 1, "b": 1}], "identifier": 5}"""
    twice = "the member occurs more than once"
    assert problems(text) == [
        f"$.title: {twice}",
        f"{CELL}.value: {twice}",
        f"$.x_a[0].b: {twice}",
        "$.identifier: expected text, found 5",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"resultsframework": 1, "title": "a\\u003a", "title": "a"}',
        '{"resultsframework" : 1, "title": "a", "title": ":"}',
        '{"resultsframework": 1, "title": ":", "title": ":"}',
        '{"resultsframework": 1, "x_a": {}, "x_a": {}}',
    ],
)
def test_no_colon_hides_a_repeat(text, problems):
    """A repeated member is found whatever colons are in texts, as escapes, or after spaces."""
    (found,) = problems(text)
    assert found.endswith("the member occurs more than once")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("title", ["a: b", "\\u003a", "\\u003A:", '\\":', ":"])
def test_colons_in_texts_are_no_repeats(title):
    """A document with colons in its texts is read as any other."""
    text = f'{{"resultsframework" : 1, "title": "{title}"}}'
    assert json.loads(text).title == plain.loads(f'"{title}"')


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ('{"resultsframework": 1, "title": "a\\ud800"}', ["$.title"]),
        ('{"resultsframework": 1, "x_a": ["\\uDC00", "\\ud83d\\ude00"]}', ["$.x_a[0]"]),
        ('{"resultsframework": 1, "x_\\ud800": 1}', ["$"]),
        ('{"resultsframework": 1, "title": "\ud800"}', ["$.title"]),
    ],
)
def test_half_a_character_is_refused(text, paths, problems):
    """Half of a surrogate pair is no text; the problem has its path."""
    assert [problem.partition(": ")[0] for problem in problems(text)] == paths


@pytest.mark.usefixtures("parser")
def test_whole_characters_beyond_the_first_plane_are_text():
    """Both halves together are a character."""
    for text in ('{"resultsframework": 1, "title": "\\ud83d\\ude00"}', '{"resultsframework": 1, "title": "😀"}'):
        assert json.loads(text).title == "😀"


@pytest.mark.each(
    ("document", "message"),
    [
        ("[]", "$: expected an object whose first member is 'resultsframework', the version, found a list"),
        ('"text"', "$: expected an object whose first member is"),
        ("{}", "$: this is JSON, but no results framework: the member 'resultsframework' with the version is missing"),
        ('{"resultframework": 1}', "; did you mean 'resultframework'?"),
        ('{"resultsframework": "1"}', "$.resultsframework: expected the version of the form, a whole number"),
        ('{"resultsframework": true}', "$.resultsframework: expected the version of the form"),
        ('{"resultsframework": 1.0}', "$.resultsframework: expected the version of the form"),
        ('{"resultsframework": 0}', "$.resultsframework: expected the version of the form"),
    ],
)
def test_a_document_has_to_say_its_version(document, message, problems):
    """JSON of another kind gets another error than a framework of an unknown version."""
    (found,) = problems(document)
    assert message in found


@pytest.mark.usefixtures("parser")
def test_a_newer_version_says_so():
    """A document that a newer version of the library wrote is refused as such, whatever else is in it."""
    with pytest.raises(rf.UnsupportedVersionError, match="a newer version of this library wrote it"):
        json.loads('{"resultsframework": 3, "unheard": 5}')


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"resultsframework": 1, "x_a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"resultsframework": 1, "places": [' + '{"within": ' * 900 + "{}" + "}" * 900 + "]}",
    ],
)
def test_endless_nesting_is_unsafe(text):
    """A document that is nested without end is refused as unsafe, not followed until the stack is full."""
    with pytest.raises(rf.FormatError) as caught:
        json.loads(text)
    assert isinstance(caught.value, rf.UnsafeInputError)
    assert "too deep" in str(caught.value)


def test_places_may_lie_within_each_other():
    """A document as large as its own limits allow is read, far beyond the needs of any plan."""
    place = rf.Place(name="world")
    for _ in range(90):
        place = rf.Place(name="in it", within=place)
    framework = rf.ResultsFramework(places=(place,))
    assert json.loads(json.dumps(framework)) == framework


def test_an_error_names_its_file(tmp_path):
    """An error of a file begins with the file's name."""
    path = tmp_path / "plan.json"
    path.write_text('{"resultsframework": 1, "title": 5}', encoding="utf-8")
    with pytest.raises(rf.FormatError) as caught:
        json.load(path)
    assert str(caught.value) == f"{path} cannot be read as json: $.title: expected text, found 5"


def test_a_long_text_is_shown_in_part(problems):
    """A problem shows the beginning of what it found, not a whole page."""
    (found,) = problems({"status": "a" * 1_000})
    assert len(found) < 250
    assert "aaa..." in found


def test_a_fault_of_the_library_is_no_problem_of_the_document():
    """An exception that is not about the document is let through unchanged."""
    with pytest.raises(ZeroDivisionError):
        problems_of(ZeroDivisionError())


def test_a_note_of_somebody_else_is_no_path():
    """Notes that other libraries hang on an exception do not get into the path."""
    error = MismatchError("expected text")
    error.add_note("a note")
    assert problems_of(error) == (rf.Problem("expected text", path="$"),)


def test_a_rounded_number_is_never_kept():
    """An extension keeps no number that a parser has rounded; the other parser has to read it."""
    with pytest.raises(MismatchError, match="as it was written"):
        text_of_extension(1.5)
