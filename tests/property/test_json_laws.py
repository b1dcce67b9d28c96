"""Laws of JSON for all frameworks: nothing is lost, both parsers agree, the schema allows all output."""

from __future__ import annotations

import functools
import importlib.util
import json as plain
import sys

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import resultsframework as rf
from resultsframework.formats import json, loss_report
from resultsframework.table import cell_text
from resultsframework.testing import (
    extras,
    findings,
    frameworks,
    indicators,
    observation_series,
    outcomes,
    tables,
    texts,
    undefined,
)

HAS_ORJSON = importlib.util.find_spec("orjson") is not None
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-(10**30), 10**30) | st.text(st.characters(codec="utf-8")),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), below, max_size=3)
    ),
    max_leaves=6,
)
# What somebody may have put where something else belongs.
STRAY = st.sampled_from(
    [None, True, 0, 1.5, -1, 10**25, "", "x", "59", [], ["x"], {}, {"x": 1}, {"text": 5}, {"missing": 0}]
)


@functools.cache
def validator():
    return pytest.importorskip("jsonschema").Draft202012Validator(json.schema())


def by_standard_library(text):
    """The framework of a document, or its problems, read without orjson."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "orjson", None)
        return outcome(text)


def outcome(text):
    try:
        return json.loads(text)
    except rf.FormatError as error:
        return type(error), error.problems


@given(frameworks(valid=False))
def test_nothing_is_lost(framework):
    """A written framework is read again, with and without orjson, as the same framework."""
    text = json.dumps(framework)
    assert json.loads(text) == framework
    assert by_standard_library(text) == framework


@given(frameworks())
def test_a_framework_that_makes_sense_keeps_it(framework):
    """A framework in which nothing is wrong comes back as it was, and the report of losses is empty."""
    assert not loss_report(framework, "json")


@given(frameworks(valid=False))
def test_a_document_is_always_the_same(framework):
    """A framework is written the same way each time, also after it was read back."""
    text = json.dumps(framework)
    assert json.dumps(framework) == text
    assert json.dumps(json.loads(text)) == text


@given(frameworks(valid=False))
def test_the_layout_is_the_usual_one(framework):
    """A document is laid out as any JSON tool lays it out with two spaces a level, and ends with a line break."""
    text = json.dumps(framework)
    assume("x_" not in text)  # an extension keeps the digits of its numbers, which a tool does not
    assert text == plain.dumps(plain.loads(text), indent=2, ensure_ascii=False) + "\n"


@given(frameworks(valid=False))
def test_what_is_written_is_as_the_schema_says(framework):
    """Every written document is valid by the published schema."""
    validator().validate(plain.loads(json.dumps(framework)))


@given(frameworks(valid=False), st.data())
def test_what_the_schema_refuses_is_refused(framework, data):
    """A document that was spoilt so that the schema refuses it is refused by the reader, with a path."""
    document = plain.loads(json.dumps(framework))
    _spoil(document, data)
    if validator().is_valid(document):
        return
    with pytest.raises(rf.FormatError) as caught:
        json.loads(plain.dumps(document))
    assert all(problem.path is not None and problem.path.startswith("$") for problem in caught.value.problems)


@pytest.mark.skipif(not HAS_ORJSON, reason="orjson is not installed")
@given(frameworks(valid=False), st.data())
def test_both_parsers_find_the_same(framework, data):
    """With and without orjson, a spoilt document gives the same framework, or the same problems in the same words."""
    document = plain.loads(json.dumps(framework))
    _spoil(document, data)
    text = plain.dumps(document)
    cut = data.draw(st.integers(0, len(text)))
    for candidate in (text, text[:cut], text[:cut] + text[cut + 1 :]):
        assert by_standard_library(candidate) == outcome(candidate)


@given(frameworks(valid=False), st.dictionaries(texts().map("x_{}".format), ANY_JSON, max_size=3))
def test_extensions_come_back(framework, extensions):
    """Members whose names begin with x_ hold any JSON, become extras, and are written as the members they were."""
    document = plain.loads(json.dumps(framework))
    plain_extras = [name for name in document if name.startswith("x_")]
    added = {name: value for name, value in extensions.items() if name not in plain_extras}
    text = plain.dumps(document | added)
    for read in (json.loads(text), by_standard_library(text)):
        assert [extra.name for extra in read.extras][len(framework.extras) :] == list(added)
        written = plain.loads(json.dumps(read))
        assert {name: written[name] for name in added} == added


@given(st.lists(extras(), max_size=5).map(tuple))
def test_extras_keep_their_order(kept):
    """Extras of all kinds come back in their order, whether they are members of their own or items of the list."""
    framework = rf.ResultsFramework(extras=kept)
    assert json.loads(json.dumps(framework)).extras == kept


@given(indicators(valid=False))
def test_the_quick_way_and_the_general_way_agree(indicator):
    """An observation is written the same by the shortcut for most observations as by the writer of its class."""
    framework = rf.ResultsFramework(results=(rf.Output(indicators=(indicator,)),))
    usual = plain.loads(json.dumps(framework))
    marked = rf.Extra(name="mark", text="")  # no shortcut for an observation with an extra
    unusual = framework.replace(
        "#1/#1" if not indicator.code else next(path for path, node in framework.walk() if node is indicator),
        series=rf.ObservationSeries(
            tuple(_with_extra(o, marked) for o in indicator.series), periods=indicator.series.periods
        ),
    )
    unusual_document = plain.loads(json.dumps(unusual))
    for one, other in zip(_series(usual), _series(unusual_document), strict=True):
        assert other.pop("extras")[-1] == {"name": "mark", "text": ""}
        one.pop("extras", None)
        assert {k: v for k, v in one.items() if k[:2] != "x_"} == {k: v for k, v in other.items() if k[:2] != "x_"}


def _with_extra(node, extra):
    return attrs.evolve(node, extras=(*node.extras, extra))


def _series(document):
    return document["results"][0]["indicators"][0].get("series", []) if "indicators" in document["results"][0] else []


def _spoil(document, data) -> None:
    """Change one member, or one item, or one name, somewhere in a document."""
    places = [(document, name) for name in document]
    for holder, key in places:
        below = holder[key]
        inner = below if isinstance(below, dict) else range(len(below)) if isinstance(below, list) else ()
        places += [(below, step) for step in inner]
    holder, key = data.draw(st.sampled_from(places))
    way = data.draw(st.sampled_from(["stray", "remove", "misspell", "add"]))
    if way == "stray":
        holder[key] = data.draw(STRAY)
    elif way == "remove":
        del holder[key]
    elif isinstance(holder, dict):
        name = (
            f"{key}s"
            if way == "misspell"
            else data.draw(st.sampled_from(["titel", "x_more", "line", "level", "periods"]))
        )
        holder[name] = holder.pop(key) if way == "misspell" else data.draw(STRAY)


@given(
    st.one_of(indicators(valid=False), outcomes(valid=False), observation_series(), tables(), findings(), undefined())
)
def test_a_node_or_an_answer_survives_as_data(thing):
    """A node, a finding, a table or a reason is the same after it went through a dictionary and any JSON library."""
    data = plain.loads(plain.dumps(rf.to_dict(thing)))
    again = rf.from_dict(data, type(thing))
    if isinstance(thing, rf.Table):  # the functions that print cells are no JSON
        thing = attrs.evolve(thing, columns=tuple(attrs.evolve(c, text=cell_text) for c in thing.columns))
    assert again == thing
