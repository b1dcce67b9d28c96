from __future__ import annotations

import pickle
import time

import attrs
import pytest

from resultsframework import (
    AmbiguousCodeError,
    Impact,
    Indicator,
    InvalidValueError,
    NotFoundError,
    ObservationSeries,
    Outcome,
    Output,
    ResultsFramework,
    lookup,
)


def indicator(code, text="2021 actual 2"):
    return Indicator(code=code, series=ObservationSeries.parse(text))


FRAMEWORK = ResultsFramework(
    results=[
        Impact(code="I", outcomes=[Outcome(code="I.1")]),
        Outcome(
            code="O",
            indicators=[indicator("SP.1"), indicator("O")],
            outputs=[
                Output(code="O.1", indicators=[indicator("SP.2"), indicator("own")]),
                Output(code="O.2", indicators=[indicator("SP.2", "2020 baseline 0 | 2025 target 4")]),
            ],
        ),
        Output(indicators=[indicator(None, "2021 actual 7")]),
    ]
)


def test_codes_are_those_of_results_and_indicators():
    """Each code is there once, in source order; a node without a code has none, and an empty code is none."""
    assert FRAMEWORK.codes == ("I", "I.1", "O", "SP.1", "O.1", "SP.2", "own", "O.2")
    assert ResultsFramework(results=[Output(code="")]).codes == ()


def test_an_indicator_and_a_result_are_looked_up_each_by_its_own_code():
    """The indicator O and the outcome O have one code, which is ambiguous only where both are wanted."""
    assert FRAMEWORK.indicator("O") is FRAMEWORK.results[1].indicators[1]
    assert FRAMEWORK.result("O") is FRAMEWORK.results[1]
    with pytest.raises(AmbiguousCodeError) as caught:
        FRAMEWORK["O"]
    assert caught.value.paths == ("O", "O/O")


def test_a_code_of_several_indicators_is_not_one_indicator():
    """The error names every path, and of results that share the code none."""
    with pytest.raises(AmbiguousCodeError) as caught:
        FRAMEWORK.indicator("SP.2")
    assert caught.value.paths == ("O/O.1/SP.2", "O/O.2/SP.2")


def test_one_node_in_two_places_is_ambiguous_too():
    """A node that is used twice has two paths, and which one is meant is not known."""
    shared = indicator("X")
    framework = ResultsFramework(results=[Output(code="A", indicators=[shared]), Output(code="B", indicators=[shared])])
    for question in (framework.indicator, lambda _: framework.path_of(shared)):
        with pytest.raises(AmbiguousCodeError) as caught:
            question("X")
        assert caught.value.paths == ("A/X", "B/X")


def test_the_code_of_another_kind_is_named_as_such():
    """A result looked up as an indicator is no typing error, and the message says what it is."""
    with pytest.raises(NotFoundError, match="in the indicators of the framework; it is the code of an Output"):
        FRAMEWORK.indicator("O.1")
    with pytest.raises(NotFoundError, match="in the results of the framework; it is the code of an Indicator"):
        FRAMEWORK.result("own")


def test_the_nearest_codes_are_those_of_the_kind():
    """A mistyped code of an indicator is compared with the codes of indicators."""
    with pytest.raises(NotFoundError) as caught:
        FRAMEWORK.indicator("SP.3")
    assert set(caught.value.nearest) == {"SP.1", "SP.2"}
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own bytes
    assert (str(again), again.nearest) == (str(caught.value), caught.value.nearest)
    with pytest.raises(NotFoundError) as caught:
        FRAMEWORK.result("O.3")
    assert set(caught.value.nearest) == {"O.1", "O.2"}


def test_a_code_that_may_be_missing_has_a_default():
    """As in a dictionary: nothing, or what is given instead; an ambiguous code stays an error."""
    assert FRAMEWORK.get("own") is FRAMEWORK.indicator("own")
    assert FRAMEWORK.get("none") is None
    assert FRAMEWORK.get("none", 5) == 5
    with pytest.raises(AmbiguousCodeError):
        FRAMEWORK.get("SP.2")
    assert "own" in FRAMEWORK
    assert 5 not in FRAMEWORK
    assert [] not in FRAMEWORK


def test_the_parent_of_a_place_is_what_holds_it():
    """A result is held by the one above it, an indicator by its result, an observation by its indicator."""
    assert FRAMEWORK.parent_of("O/O.1/own") is FRAMEWORK.result("O.1")
    assert FRAMEWORK.parent_of("O/O.1") is FRAMEWORK.result("O")
    assert FRAMEWORK.parent_of("O") is FRAMEWORK
    assert FRAMEWORK.parent_of("O/O.1/own/actual") is FRAMEWORK.indicator("own")
    with pytest.raises(NotFoundError, match=r"'O.9' in O"):
        FRAMEWORK.parent_of("O/O.9")
    with pytest.raises(InvalidValueError, match="nothing above it"):
        FRAMEWORK.parent_of("")


def test_a_node_has_the_path_that_leads_to_it():
    """Results, indicators and observations are found again by their paths; so is the framework."""
    for path, node in FRAMEWORK.walk():
        assert FRAMEWORK.path_of(node) == path
    assert FRAMEWORK.path_of(FRAMEWORK) == ""
    target = FRAMEWORK.at("O/O.2/SP.2").target
    assert FRAMEWORK.path_of(target) == "O/O.2/SP.2/target"
    assert FRAMEWORK.at(FRAMEWORK.path_of(target)) is target


def test_an_equal_node_is_found_where_the_node_itself_is_not():
    """A node that came from another process is the only one that equals it; of several none is chosen."""
    own = FRAMEWORK.indicator("own")
    assert FRAMEWORK.path_of(attrs.evolve(own)) == "O/O.1/own"
    with pytest.raises(AmbiguousCodeError) as caught:
        FRAMEWORK.path_of(attrs.evolve(own.series[0]))
    assert len(caught.value.paths) == 4
    with pytest.raises(NotFoundError, match="nothing is called 'other' in the framework"):
        FRAMEWORK.path_of(indicator("other"))
    with pytest.raises(NotFoundError, match="nothing is called 'Observation'"):
        FRAMEWORK.path_of(indicator("", "2031 actual 9").series[0])


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("own", "path_of takes a node, such as an indicator, and 'own' is none; nodes of that code: O/O.1/own"),
        ("other", "path_of takes a node, such as an indicator, and 'other' is none"),
        (None, "path_of takes a node, such as an indicator, and None is none"),
    ],
)
def test_the_path_is_that_of_a_node_and_of_nothing_else(wanted, message):
    """A code has as many paths as nodes have it, so it is no node; the error names all of them."""
    with pytest.raises(TypeError) as caught:
        FRAMEWORK.path_of(wanted)
    assert str(caught.value) == message


def test_a_lookup_leaves_no_trace():
    """The index of a framework is part of neither equality, hash, pickle, print nor a copy."""
    one, other = (attrs.evolve(FRAMEWORK, title="Plan") for _ in range(2))
    before = (hash(one), repr(one), pickle.dumps(one))
    assert one.codes
    assert one.path_of(one.results[0]) == "I"
    assert (hash(one), repr(one), pickle.dumps(one)) == before
    assert one == other
    assert attrs.evolve(one, results=()).codes == ()


def test_a_framework_is_walked_once_for_all_codes(monkeypatch):
    """However many codes are looked up, found or not, the tree is walked a single time, and no path is made."""
    walks = []
    nodes, walk = ResultsFramework._nodes, lookup.walk
    monkeypatch.setattr(ResultsFramework, "_nodes", lambda self: walks.append("nodes") or nodes(self))
    monkeypatch.setattr(lookup, "walk", lambda self: walks.append("paths") or walk(self))
    framework = attrs.evolve(FRAMEWORK)
    for code in framework.codes:
        assert code in framework
        assert framework.find_all(code)
        assert framework.get(f"{code}x") is None
    assert framework.indicator("own") is framework["own"]
    assert walks == ["nodes"]
    assert len(list(framework.walk())) == 12
    assert walks == ["nodes", "paths"]


@pytest.mark.no_cover
def test_looking_up_many_codes_takes_linear_time():
    """10,000 codes in a framework of 10,000 indicators: found, not found and ambiguous ones, in less than a second."""
    codes = [f"SP_{number}" for number in range(10_000)]
    outputs = [Output(indicators=[Indicator(code=code) for code in codes[n : n + 10]]) for n in range(0, 10_000, 10)]
    framework = ResultsFramework(results=[*outputs, Output(indicators=[Indicator(code="SP_1")])])
    start = time.process_time()
    found = sum(framework[code].code == code for code in codes if code != "SP_1")
    missing = sum(f"{code}x" in framework or framework.get(f"{code}x") is not None for code in codes)
    for code in codes:
        with pytest.raises((AmbiguousCodeError, NotFoundError)):
            framework.indicator("SP_1" if code.endswith("7") else f"{code}x")
    assert (found, missing) == (9_999, 0)
    assert time.process_time() - start < 1.5  # a second, and the clock of a busy machine
