"""The published JSON Schema: made from the nouns, with the meaning of each member."""

from __future__ import annotations

import importlib.resources
import json as plain

import pytest

import resultsframework as rf
from resultsframework.formats import json
from resultsframework.formats.json import _schema as _json_schema

jsonschema = pytest.importorskip("jsonschema")
VALIDATOR = jsonschema.Draft202012Validator(json.schema())


def is_valid(**members):
    return VALIDATOR.is_valid({"resultsframework": 2, **members})


def test_the_shipped_file_is_not_stale():
    """The file in the package is what the nouns of today make; json.write_schema() writes it again."""
    shipped = importlib.resources.files("resultsframework.formats.json").joinpath("resultsframework.schema.json")
    assert shipped.read_text(encoding="utf-8") == json.schema_text()


def test_the_file_is_written_by_one_call(tmp_path, monkeypatch):
    """The call that the module's page names writes the text of the schema to its file."""
    path = tmp_path / "resultsframework.schema.json"
    monkeypatch.setattr(_json_schema, "SCHEMA_FILE", path)
    json.write_schema()
    assert plain.loads(path.read_text(encoding="utf-8")) == json.schema()


@pytest.mark.no_cover
def test_the_schema_is_a_schema():
    """It is valid by the rules of JSON Schema 2020-12 and names them."""
    jsonschema.Draft202012Validator.check_schema(json.schema())
    assert json.schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_each_call_gives_a_schema_of_its_own():
    """Each call gives a dictionary of its own."""
    json.schema()["$defs"]["number"].clear()
    assert json.schema()["$defs"]["number"]["type"] == "string"


def test_the_schema_explains_its_members():
    """Objects and members are described in the words of the nouns, one sentence each."""
    definitions = json.schema()["$defs"]
    for noun in (rf.Indicator, rf.Budget, rf.Outcome):
        words = " ".join(definitions[noun.__name__]["description"].split())
        assert words
        assert words in " ".join(noun.__doc__.split())
    periods = definitions["Indicator"]["properties"]["periods"]["description"]
    assert periods in " ".join(rf.ObservationSeries.__doc__.split())
    nouns = [name for name, found in definitions.items() if found.get("type") == "object" and name[0].isupper()]
    silent = [
        f"{noun}.{member}"
        for noun in nouns
        for member, found in definitions[noun]["properties"].items()
        if "description" not in found
    ]
    assert silent == []


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"title": "A plan", "x_office": {"any": [None, 1.5]}},
        {"plan_period": 2025},
        {"plan_period": {"start": "2020-01-01", "end": "2025-12-31"}},
        {"results": [{"level": "outcome", "outputs": [{"code": "1"}]}, {"level": "other"}]},
        {"budgets": [{"planned": {"nominal": "5.50", "currency": "USD"}, "actual": {"missing": "empty"}}]},
        {"country_profile": {"least_developed": True, "population": "126190788"}},
        {"programmes": [{"financial_information": {"missing": "empty"}}, {"financial_information": "none"}]},
    ],
)
def test_what_the_form_allows_is_valid(members):
    """Documents that the reader accepts are valid."""
    assert is_valid(**members)
    assert isinstance(json.loads(plain.dumps({"resultsframework": 2, **members})), rf.ResultsFramework)


@pytest.mark.each(
    "members",
    [
        {"resultsframework": 3},
        {"title": None},
        {"titel": "A plan"},
        {"line": 5},
        {"status": "close"},
        {"plan_period": 0},
        {"plan_period": "2025"},
        {"plan_period": {"from": 2020}},
        {"reporting_year": "2021"},
        {"results": [{"code": "no level"}]},
        {"results": [{"level": "outcome", "outputs": [{"level": "output"}]}]},
        {"results": [{"level": "output", "sdgs": [{"goal": 18}]}]},
        {"results": [{"level": "output", "outputs": []}]},
        {"tags": [{"name": "a code is missing"}]},
        {"tags": [{"code": "a", "percentage": 12.5}]},
        {"tags": [{"code": "a", "percentage": "1e5"}]},
        {"budgets": [{"planned": {"nominal": "5", "currency": "dollar"}}]},
        {"budgets": [{"planned": "5"}]},
        {"country_profile": {"population": 126190788}},
        {"country_profile": {"population": {"text": 5}}},
        {"country_profile": {"population": {"low_included": False}}},
        {"country_profile": {"population": {"rank": 3}}},
        {"dates": [{"day": "yesterday"}]},
    ],
)
def test_what_the_form_refuses_is_not_valid(members):
    """Documents that are not valid are refused by the reader too."""
    assert not is_valid(**members)
    with pytest.raises(rf.FormatError):
        json.loads(plain.dumps({"resultsframework": 2, **members}))
