"""The form of a document: how each kind of fact is written, and that reading it gives the fact again."""

from __future__ import annotations

import datetime as dt
import gc
import io
import json as plain
import sys
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.formats import json
from resultsframework.observation import Observation

EVERYTHING = rf.ResultsFramework(
    identifier="XM-1",
    title="Género y «paz»",
    results=(
        rf.Impact(
            code="I",
            title="Equality",
            outcomes=(
                rf.Outcome(
                    code="MEX_D_2.1",
                    indicators=(
                        rf.Indicator(
                            code="MEX_D_2.1.1A",
                            statement="Number of plans",
                            measure=rf.Measure.UNIT,
                            direction=rf.Direction.INCREASE,
                            aggregation_status=False,
                            scope=(rf.Scope.COUNTRY_OFFICE, rf.Scope.HEADQUARTERS),
                            notes=(rf.Note(text="Reported worldwide", kind=rf.NoteKind.DESK_REVIEW),),
                            series=rf.ObservationSeries.parse(
                                "2019 baseline 0 | 2020 milestone TBD actual <545 | 2021 milestone 3/5 | "
                                "2025 target Adopted"
                            ),
                            alignments=(
                                rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(rf.Organisation(acronym="UNDP"),)),
                            ),
                        ),
                        rf.Indicator(
                            code="MEX_D_2.1.1B",
                            series=rf.ObservationSeries(
                                (
                                    Observation(
                                        kind=rf.ObservationKind.BASELINE, period=rf.Period(raw="0"), value=True
                                    ),
                                    Observation(
                                        kind=rf.ObservationKind.ACTUAL,
                                        period=rf.Period.between(2020, 2021),
                                        value=Decimal("0.50"),
                                        raw="50%",
                                        unit="percent",
                                        comment="Draft",
                                        disaggregation=(
                                            rf.Disaggregation(dimension="sex", category="women"),
                                            rf.Disaggregation(category="rural"),
                                        ),
                                        places=(rf.Place(name="Puebla", within=rf.Place(name="Mexico", code="MX")),),
                                        documents=(rf.DocumentLink(title="Study", date=dt.date(2021, 5, 1)),),
                                    ),
                                    Observation(
                                        kind=rf.ObservationKind.TARGET,
                                        period=rf.Period(year=2025),
                                        value=rf.Level(rank=3, name="high"),
                                    ),
                                ),
                                periods=(rf.Period(year=2020), rf.Period(year=2020), rf.Period(year=2025)),
                            ),
                        ),
                    ),
                    outputs=(
                        rf.Output(
                            code="MEX_D_2.1.1",
                            humanitarian=True,
                            budgets=(
                                rf.Budget(
                                    planned=rf.parse_money("$934.31 K"),
                                    actual=rf.parse_money("$267,469"),
                                    expenses=rf.Missing.EMPTY,
                                    period=rf.Period(year=2021),
                                ),
                            ),
                            sdgs=(rf.SdgReference(goal=5, target="5.5"),),
                            policy_markers=(rf.PolicyMarker(name="gender equality", significance=2),),
                        ),
                    ),
                ),
            ),
        ),
        rf.OtherResult(code="?", references=(rf.Reference(code="5.5.1", percentage=Decimal("12.5")),)),
    ),
    programmes=(
        rf.JointProgramme(title="Together", financial_information=rf.Missing.EMPTY),
        rf.JointProgramme(financial_information="None so far"),
    ),
    country_profile=rf.CountryProfile(country="Mexico", least_developed=False, population=Decimal(126190788)),
    plan_period=rf.Period.between(2020, 2025),
    translations=(rf.Translation(field="title", language="en", text="Gender and peace"),),
    extras=(rf.Extra(name="note", text="kept"), rf.Extra(name="x_office", text='{"code":"MX","share":0.10}')),
    source=rf.Source(chrome=("Home",), unparsed=("??",)),
)


LOGFRAME = rf.Output(
    code="MEX_D_2.1.2",
    weight=60,
    indicators=(
        rf.Indicator(
            code="MEX_D_2.1.2A",
            monitoring_plan=rf.MonitoringPlan(
                means_of_verification="Official gazette",
                baseline_source="Archive",
                method="Count of laws in force",
                collection_frequency="monthly",
                reporting_frequency="yearly",
                responsible="Legal unit",
                numerator="Laws adopted",
                denominator="Laws drafted",
                limitations="By-laws are not published",
                planned_disaggregation=("sex", "state"),
            ),
        ),
    ),
    assumptions=(rf.Assumption(text="Congress sits"), rf.Assumption(text="The minister stays", holds=False)),
    risks=(rf.Risk(text="Elections are brought forward", rating="High", mitigation="Brief all parties"),),
    organisations=(rf.Participation(organisation=rf.Organisation(acronym="UNDP"), role="accountable"),),
    activities=(
        rf.PlannedActivity(
            code="2.1.2.1",
            title="Draft the law",
            description="With the ministry",
            period=rf.Period.between(2020, 2021),
            budgets=(rf.Budget(planned=rf.parse_money("$12 K")),),
        ),
    ),
)
EVERYTHING_OF_VERSION_2 = EVERYTHING.replace(
    results=(*EVERYTHING.results, LOGFRAME),
    revisions=(
        rf.Revision(
            day=dt.date(2022, 6, 30),
            version="1.1",
            path="I/MEX_D_2.1",
            reason="Mid-term review",
            approved_by="Steering committee",
        ),
    ),
)


def of_value(value):
    indicator = rf.Indicator(
        series=rf.ObservationSeries(
            (Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2021), value=value),)
        )
    )
    return rf.ResultsFramework(results=(rf.Output(indicators=(indicator,)),))


def observation_of(document):
    return plain.loads(document)["results"][0]["indicators"][0]["series"][0]


def test_version_2_is_written_as_it_was_agreed(golden):
    """A framework with a fact of every kind is written as the golden document of version 2."""
    golden("json/version_2.json", json.dumps(EVERYTHING_OF_VERSION_2))


@pytest.mark.usefixtures("parser")
def test_version_2_is_read(request):
    """The golden document of version 2 is read as the framework it was written from."""
    path = request.config.rootpath / "tests" / "golden" / "json" / "version_2.json"
    assert json.load(path) == EVERYTHING_OF_VERSION_2


@pytest.mark.usefixtures("parser")
def test_version_1_is_read(request):
    """
    A document that was written when version 1 was the newest is read as the framework it was written from, and written
    again in version 2.
    """
    path = request.config.rootpath / "tests" / "golden" / "json" / "version_1.json"
    assert json.load(path) == EVERYTHING
    assert json.dumps(json.load(path)) == path.read_text(encoding="utf-8").replace(": 1,", ": 2,", 1)


def test_an_empty_framework_is_its_version():
    """Fields with their defaults are left out: nothing but the version remains."""
    assert json.dumps(rf.ResultsFramework()) == '{\n  "resultsframework": 2\n}\n'


@pytest.mark.usefixtures("parser")
@pytest.mark.each(
    ("value", "written"),
    [
        (Decimal(59), "59"),
        (Decimal("4999.50"), "4999.50"),
        (Decimal("0E-10"), "0.0000000000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.5"), "-0.5"),
        (True, True),
        (False, False),
        ("Adopted", {"text": "Adopted"}),
        ("", {"text": ""}),
        ("59", {"text": "59"}),
        (rf.Missing.EMPTY, {"missing": "empty"}),
        (rf.Ratio(Decimal(3), Decimal(5)), {"numerator": "3", "denominator": "5"}),
        (rf.Range(high=Decimal(545), high_included=False), {"high": "545", "high_included": False}),
        (rf.Range(Decimal(10), Decimal("20.5")), {"low": "10", "high": "20.5"}),
        (rf.Level(rank=3, name="high"), {"rank": 3, "name": "high"}),
    ],
)
def test_each_kind_of_value_has_its_form(value, written):
    """A number is a string of its digits, yes and no are true and false, anything else is a small object."""
    document = json.dumps(of_value(value))
    found = observation_of(document)["value"]
    assert (type(found), found) == (type(written), written)
    read = json.loads(document).indicators[0].series[0].value
    assert (type(read), read) == (type(value), value)


@pytest.mark.usefixtures("parser")
def test_a_value_that_is_not_there_is_left_out():
    """A cell that was not there has no member, and is read as absent."""
    document = json.dumps(of_value(rf.Missing.ABSENT))
    assert "value" not in observation_of(document)
    assert json.loads(document).indicators[0].series[0].value is rf.Missing.ABSENT


@pytest.mark.usefixtures("parser")
@pytest.mark.each(
    ("period", "written"),
    [
        (rf.Period(year=2025), 2025),
        (rf.Period(raw="0"), {"raw": "0"}),
        (rf.Period.between(2020, 2025), {"start": "2020-01-01", "end": "2025-12-31"}),
        (rf.Period(start=dt.date(2025, 1, 1), end=dt.date(2020, 1, 1)), {"start": "2025-01-01", "end": "2020-01-01"}),
        (rf.Period(end=dt.date(2020, 2, 29)), {"end": "2020-02-29"}),
        (rf.Period(year=2020, start=dt.date(2020, 1, 1)), {"year": 2020, "start": "2020-01-01"}),
        (rf.Period(), {}),
    ],
)
def test_a_period_is_a_year_or_an_object(period, written):
    """A period that is a year is a whole number; any other is an object, that of nothing an empty one."""
    framework = rf.ResultsFramework(budgets=(rf.Budget(period=period),))
    document = json.dumps(framework)
    assert plain.loads(document)["budgets"][0]["period"] == written
    assert json.loads(document) == framework


def test_no_period_and_a_period_of_nothing_differ():
    """A budget without a period differs from one with an empty period."""
    framework = rf.ResultsFramework(budgets=(rf.Budget(), rf.Budget(period=rf.Period())))
    assert [budget.period for budget in json.loads(json.dumps(framework)).budgets] == [None, rf.Period()]


def test_an_exact_amount_is_one_number():
    """The bounds of an amount are left out where it is exact, and read as the amount."""
    exact, rounded = rf.Money(nominal=Decimal(267469), currency="USD"), rf.parse_money("$934.31 K")
    document = json.dumps(rf.ResultsFramework(budgets=(rf.Budget(planned=exact, actual=rounded),)))
    budget = plain.loads(document)["budgets"][0]
    assert budget["planned"] == {"nominal": "267469", "currency": "USD"}
    assert (budget["actual"]["low"], budget["actual"]["high"]) == ("934305", "934315")
    assert json.loads(document).budgets[0].planned == exact


def test_a_series_is_always_a_list():
    """Stated periods are a member of their own, present only where they differ from those of the observations."""
    plain_series = rf.Indicator(series=rf.ObservationSeries.parse("2020 milestone 50 actual 0"))
    stated = rf.Indicator(series=rf.ObservationSeries.parse("2020 milestone 50 | 2021"))
    empty = rf.Indicator(series=rf.ObservationSeries((), periods=()))
    document = json.dumps(rf.ResultsFramework(results=(rf.Output(indicators=(plain_series, stated, empty)),)))
    first, second, third = plain.loads(document)["results"][0]["indicators"]
    assert [list(indicator) for indicator in (first, second, third)] == [["series"], ["series", "periods"], ["periods"]]
    assert second["periods"] == [2020, 2021]
    assert json.loads(document).indicators == (plain_series, stated, empty)


def test_the_level_is_written_where_any_is_possible():
    """A result in the list of the framework has its level as a member; an output of an outcome needs none."""
    framework = rf.ResultsFramework(results=(rf.Outcome(outputs=(rf.Output(),)), rf.OtherResult()))
    first, second = plain.loads(json.dumps(framework))["results"]
    assert (first["level"], second["level"]) == ("outcome", "other")
    assert first["outputs"] == [{}]


@pytest.mark.usefixtures("parser")
def test_text_in_all_scripts_is_written_as_it_is():
    """No letter is escaped, and quotes, line breaks and control characters survive."""
    framework = rf.ResultsFramework(title='l’égalité «Женщины» 性別平等 😀 "x"\n\t\x01\u2028\x7f \\')
    document = json.dumps(framework)
    assert "l’égalité «Женщины» 性別平等 😀" in document
    assert json.loads(document) == framework


@pytest.mark.usefixtures("parser")
def test_extensions_keep_what_they_say():
    """An extension keeps the digits of its numbers and the order of its members."""
    text = '{"resultsframework": 1, "x_a": {"b": 1.50, "a": [1e5, null, true, {}, []]}, "x_n": 123456789012345678901}'
    framework = json.loads(text)
    assert framework.extras == (
        rf.Extra(name="x_a", text='{"b":1.50,"a":[1e5,null,true,{},[]]}'),
        rf.Extra(name="x_n", text="123456789012345678901"),
    )
    assert json.loads(json.dumps(framework)) == framework
    assert '"b": 1.50' in json.dumps(framework)


@pytest.mark.parametrize(
    "extra",
    [
        rf.Extra(name="x_a", text="no JSON"),
        rf.Extra(name="x_a", text='{ "spaces": 1 }'),
        rf.Extra(name="x_a", text='{"a":1,"a":2}'),
        rf.Extra(name="x_a", text="NaN"),
        rf.Extra(name="x_a", text="[" * 60 + "]" * 60),
        rf.Extra(name="x_a", text="[" * 100_000),
        rf.Extra(name="iati:other", text="<other/>"),
    ],
)
def test_an_extra_that_is_no_json_value_goes_to_the_list(extra):
    """An extra whose text a reader would not give back as it is, is kept in the list of extras."""
    framework = rf.ResultsFramework(extras=(extra, rf.Extra(name="x_b", text="1")))
    document = json.dumps(framework)
    assert plain.loads(document)["extras"] == [{"name": extra.name, "text": extra.text}]
    assert json.loads(document) == framework


def test_an_extension_before_others_goes_to_the_list():
    """Order and repeats of extras are kept: only the last ones become members of their own."""
    extras = tuple(rf.Extra(name=name, text="1") for name in ("x_a", "b", "x_c", "x_a", "x_c"))
    framework = rf.ResultsFramework(extras=extras)
    document = plain.loads(json.dumps(framework))
    assert [extra["name"] for extra in document["extras"]] == ["x_a", "b", "x_c"]
    assert list(document)[-2:] == ["x_a", "x_c"]
    assert json.loads(json.dumps(framework)).extras == extras


def test_the_place_of_origin_is_not_written():
    """Line numbers and the name of the source are no part of a framework's equality, and do not travel."""
    framework = rf.ResultsFramework(title="t", line=7, source=rf.Source(name="page.txt"))
    document = json.dumps(framework)
    assert document == json.dumps(rf.ResultsFramework(title="t"))
    assert json.loads(document, source="plan.json").source.name == "plan.json"
    assert json.loads(document).source.name is None


@pytest.mark.usefixtures("parser")
def test_what_is_repeated_is_shared():
    """Equal short values, periods, units and groups of a document are one object in memory."""
    observation = Observation(
        kind=rf.ObservationKind.ACTUAL,
        period=rf.Period(year=2021),
        value=Decimal(59),
        unit="person",
        disaggregation=(rf.Disaggregation(dimension="sex", category="women"),),
    )
    span = attrs.evolve(observation, period=rf.Period.between(2020, 2025))
    indicator = rf.Indicator(series=rf.ObservationSeries((observation, observation, span, span)))
    document = json.dumps(rf.ResultsFramework(results=(rf.Output(indicators=(indicator,)),)))
    first, second, third, fourth = json.loads(document).indicators[0].series
    assert first.value is second.value
    assert first.period is second.period
    assert third.period is fourth.period
    assert first.unit is second.unit
    assert first.disaggregation[0] is second.disaggregation[0]


def test_a_file_is_read_and_written(tmp_path):
    """A path and an open file, of text or bytes, are read and written alike; the framework knows the file's name."""
    path = tmp_path / "plan.json"
    json.dump(EVERYTHING, path)
    text, data = io.StringIO(), io.BytesIO()
    json.dump(EVERYTHING, text)
    json.dump(EVERYTHING, data)
    assert path.read_text(encoding="utf-8") == text.getvalue() == data.getvalue().decode() == json.dumps(EVERYTHING)
    assert json.load(path).source.name == str(path)
    assert json.load(io.BytesIO(data.getvalue())) == json.load(io.StringIO(text.getvalue())) == EVERYTHING


@pytest.mark.parametrize("text", ["{}", " \n{", "[1]"])
def test_json_is_recognised(text):
    """A text that begins with a brace or a bracket is taken for JSON."""
    assert json.recognises(text)


@pytest.mark.parametrize("text", ["", "UN Women", '"text"'])
def test_other_text_is_not_recognised(text):
    """A page is not taken for JSON."""
    assert not json.recognises(text)


@pytest.mark.parametrize("running", [True, False])
@pytest.mark.parametrize("text", ['{"resultsframework": 1}', "["])
def test_the_garbage_collector_is_left_as_it_was(text, running):
    """Reading pauses the garbage collector and sets it back as it was, also when the document is refused."""
    before = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        try:
            json.loads(text)
        except rf.FormatError:
            assert text == "["
        assert gc.isenabled() is running
    finally:
        (gc.enable if before else gc.disable)()


def test_a_broken_fast_extra_is_not_hidden(monkeypatch):
    """An orjson that is there and cannot be imported is an error of its own, not a missing extra."""
    missing = ModuleNotFoundError("no module named 'below'", name="below")

    class Finder:
        @staticmethod
        def find_spec(name, _path=None, _target=None):
            if name == "orjson":
                raise missing

    monkeypatch.delitem(sys.modules, "orjson", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
    with pytest.raises(ModuleNotFoundError, match="below"):
        json.loads('{"resultsframework": 1}')


def test_json_is_read_where_orjson_refuses_to_be(monkeypatch):
    """In a subinterpreter orjson is installed and cannot be imported; the standard library reads the document then."""

    class Finder:
        @staticmethod
        def find_spec(name, _path=None, _target=None):
            if name == "orjson":
                msg = "module orjson.orjson does not support loading in subinterpreters"
                raise ImportError(msg)

    monkeypatch.delitem(sys.modules, "orjson", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
    assert json.loads('{"resultsframework": 1, "title": "Laws"}').title == "Laws"


@pytest.mark.each(
    ("framework", "path"),
    [
        (
            rf.ResultsFramework(reporting_year=10**5000),
            "$.reporting_year: a whole number has more than the 1,000",
        ),
        (rf.ResultsFramework(results=(rf.Result(),)), "$.results[0]: must be an Impact, an Outcome, an Output"),
        (
            of_value(Decimal("9" * 1_001)),
            ".series[0].value: the number 99999999999999999999... has more than the 1,000",
        ),
        (of_value(Decimal("1E+1000")), ".series[0].value: the number 1E+1000... has more than the 1,000 digits"),
        (of_value(Decimal("1E-1000")), ".series[0].value: the number 1E-1000... has more than the 1,000 digits"),
    ],
)
def test_what_json_cannot_hold_is_not_written(framework, path):
    """Constructors check types; what is left to refuse is named with its place."""
    with pytest.raises(rf.InvalidValueError) as caught:
        json.dumps(framework)
    assert path in str(caught.value)


def test_half_a_character_is_not_written():
    """A text with half of a surrogate pair is no Unicode; the error shows the line."""
    with pytest.raises(rf.InvalidValueError, match=r'"title": "a\\ud800"'):
        json.dumps(rf.ResultsFramework(title="a\ud800"))


def test_what_could_not_be_read_again_is_not_written():
    """Places that lie within each other a hundred times are refused, rather than written and never read."""
    place = rf.Place(name="world")
    for _ in range(120):
        place = rf.Place(within=place)
    with pytest.raises(rf.InvalidValueError, match="more than 100 objects and lists"):
        json.dumps(rf.ResultsFramework(places=(place,)))


def test_an_observation_with_a_comment_alone_is_written_whole():
    """A comment is written beside the value, and comes back."""
    framework = of_value(Decimal(1)).replace("#1/#1/actual:2021", comment="Estimate")
    assert '"comment": "Estimate"' in json.dumps(framework)
    assert json.loads(json.dumps(framework)) == framework
