from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from resultsframework import (
    Budget,
    Impact,
    Indicator,
    InvalidValueError,
    JointProgramme,
    Money,
    NotFoundError,
    Observation,
    ObservationSeries,
    OtherResult,
    Outcome,
    Output,
    Result,
    ResultsFramework,
)


def indicator(code, text="2021 actual 2"):
    return Indicator(code=code, series=ObservationSeries.parse(text))


FRAMEWORK = ResultsFramework(
    title="Plan",
    results=[
        Impact(code="I", outcomes=[Outcome(code="I.1")]),
        Outcome(
            code="O",
            indicators=[indicator("SP.1")],
            outputs=[
                Output(code="O.1", indicators=[indicator("SP.2"), indicator("SP.2")]),
                Output(code="O.2", indicators=[indicator("SP.2")], budgets=[Budget(planned=Money(nominal=5))]),
            ],
        ),
        OtherResult(code="X"),
    ],
    programmes=[JointProgramme(title="Joint", outcomes=["O", "P"]), JointProgramme(outcomes=["P"])],
)


def paths(framework):
    return [path for path, _ in framework.walk()]


# ------------------------------------------------------------------------------------------ replace


def test_the_fields_of_the_framework_itself_need_no_path():
    """A title is the framework's own; with a path it is that of a node below."""
    assert FRAMEWORK.replace(title="New") == attrs.evolve(FRAMEWORK, title="New")
    assert FRAMEWORK.replace("O", title="New").result("O").title == "New"
    with pytest.raises(TypeError, match="ResultsFramework has no field 'titel'; did you mean 'title'"):
        FRAMEWORK.replace(titel="New")


def test_a_message_about_a_value_without_fields_is_short():
    """Of a whole list of indicators at a path the message shows the beginning and the end."""
    many = ResultsFramework(results=[Output(code="O", indicators=[indicator(str(n)) for n in range(1_000)])])
    with pytest.raises(InvalidValueError, match=r"the path leads to .* which has no fields") as caught:
        many.replace("O/indicators", code="A")
    assert len(caught.value.args[0]) < 400


# ------------------------------------------------------------------------------------------ map


def test_a_function_is_applied_to_every_indicator():
    """At every depth, in one copy; everything else is the same."""
    changed = FRAMEWORK.map(Indicator, lambda i: attrs.evolve(i, statement=f"Number of {i.code}"))
    assert [i.statement for i in changed.indicators] == ["Number of SP.1", *["Number of SP.2"] * 3]
    assert changed.map(Indicator, lambda i: attrs.evolve(i, statement=None)) == FRAMEWORK


def test_what_a_function_leaves_as_it_is_stays_the_same_object():
    """A change below one outcome copies the way to it and nothing beside it."""
    assert FRAMEWORK.map(Indicator, lambda i: i) is FRAMEWORK
    changed = FRAMEWORK.map(Indicator, lambda i: attrs.evolve(i, unit="person") if i.code == "SP.1" else i)
    assert changed.indicator("SP.1").unit == "person"
    assert changed.results[0] is FRAMEWORK.results[0]
    assert changed.result("O").outputs is FRAMEWORK.result("O").outputs


def test_a_function_is_applied_to_results_of_each_level():
    """Those below a result come first, so its function receives them changed."""
    seen = []

    def noted(result):
        seen.append(result.code)
        return attrs.evolve(result, description="seen")

    changed = FRAMEWORK.map(Result, noted)
    assert seen == ["I.1", "I", "O.1", "O.2", "O", "X"]
    assert {r.description for r in (*changed.impacts, *changed.outcomes, *changed.outputs)} == {"seen"}
    assert {r.description for r in FRAMEWORK.map(Output, noted).outcomes} == {None}


def test_a_function_is_applied_to_parts_of_any_kind():
    """Observations, budgets, amounts and the framework itself are parts as well."""
    doubled = FRAMEWORK.map(Observation, lambda o: attrs.evolve(o, value=o.value * 2))
    assert {i.latest.value for i in doubled.indicators} == {Decimal(4)}
    dear = FRAMEWORK.map(Money, lambda money: attrs.evolve(money, currency="USD"))
    assert dear.result("O.2").budgets[0].planned.currency == "USD"
    assert FRAMEWORK.map(ResultsFramework, lambda f: attrs.evolve(f, title="New")).title == "New"


def test_a_function_that_returns_nothing_is_refused():
    """A forgotten return would otherwise be a framework full of holes."""
    with pytest.raises(InvalidValueError, match=r"the function returned None for .*; it has to return its like"):
        FRAMEWORK.map(Indicator, lambda _: None)


# ------------------------------------------------------------------------------------------ rename


def test_a_code_is_renamed_wherever_it_is():
    """A corporate indicator under two outputs stays one; a joint programme follows its outcome."""
    renamed = FRAMEWORK.rename("SP.2", "SP.9")
    assert len(renamed.find_all("SP.9")) == 3
    assert renamed.rename("SP.9", "SP.2") == FRAMEWORK
    moved_on = FRAMEWORK.rename("O", "Q")
    assert [programme.outcomes for programme in moved_on.programmes] == [("Q", "P"), ("P",)]
    assert moved_on.programmes[1] is FRAMEWORK.programmes[1]


def test_a_code_that_there_is_not_cannot_be_renamed():
    """The error names the nearest codes."""
    with pytest.raises(NotFoundError, match=r"nothing is called 'SP.3' in the framework; did you mean 'SP.") as caught:
        FRAMEWORK.rename("SP.3", "SP.4")
    assert set(caught.value.nearest) == {"SP.1", "SP.2"}


# ------------------------------------------------------------------------------------------ move


def test_an_indicator_is_moved_to_another_result():
    """It is the last one there, and nothing else changes."""
    moved = FRAMEWORK.move("O/O.1/SP.2#2", "X")
    assert moved.at("X/SP.2") is FRAMEWORK.at("O/O.1/SP.2#2")
    assert [len(o.indicators) for o in moved.outputs] == [1, 1]
    assert len(moved.indicators) == len(FRAMEWORK.indicators)


def test_results_are_moved_to_where_their_level_belongs():
    """An output to another outcome or to the framework, an outcome to an impact, each with all that is below it."""
    assert paths(FRAMEWORK.move("O/O.1", "I/I.1"))[:4] == ["I", "I/I.1", "I/I.1/O.1", "I/I.1/O.1/SP.2"]
    assert paths(FRAMEWORK.move("O/O.1", ""))[-3:] == ["O.1", "O.1/SP.2", "O.1/SP.2#2"]
    assert paths(FRAMEWORK.move("O", "I"))[:3] == ["I", "I/I.1", "I/O"]
    assert [r.code for r in FRAMEWORK.move("I", "").results] == ["O", "X", "I"]
    assert FRAMEWORK.move("O/O.1", "O").outputs == tuple(reversed(FRAMEWORK.outputs))


@pytest.mark.each(
    ("path", "to", "message"),
    [
        ("O/SP.1", "", "cannot be moved into <ResultsFramework"),
        ("O", "X", "cannot be moved into <OtherResult 'X'>: indicators belong to results"),
        ("O", "O/SP.1", "cannot be moved to 'O/SP.1', which is in it"),
        ("O", "O#1", "'O' cannot be moved to 'O#1', which is in it"),
        ("O/O.1", "I", "expected Outcome"),
        ("O/O.1", "O/SP.1", "cannot be moved into Indicator"),
        ("O/SP.1", "O/O.2/budgets#1", "cannot be moved into Budget"),
        ("O/SP.1/actual", "X", "results and indicators can be moved; at 'O/SP.1/actual' there is Observation"),
        ("", "X", "results and indicators can be moved; at '' there is <ResultsFramework"),
    ],
)
def test_what_belongs_elsewhere_is_not_moved(path, to, message):
    """The error names what would be moved and where it does not belong."""
    with pytest.raises(InvalidValueError) as caught:
        FRAMEWORK.move(path, to)
    assert message in str(caught.value)


def test_a_path_that_leads_nowhere_is_not_moved():
    """Both paths have to exist."""
    for path, to in (("O/O.9", "I"), ("O/O.1", "I/I.9")):
        with pytest.raises(NotFoundError):
            FRAMEWORK.move(path, to)
