from __future__ import annotations

import copy
import enum
import pickle
import re
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf


def test_a_person_types_words_numbers_and_lists():
    """The value of an enumeration, an int, a year and a list are taken for a member, a number, a period and a tuple."""
    observation = rf.Observation(kind="actual", period=2021, value=12)
    assert observation == rf.Observation(kind=rf.ObservationKind.ACTUAL, period=rf.Period(year=2021), value=Decimal(12))
    assert type(observation.value) is Decimal
    indicator = rf.Indicator(direction="decrease", scope=["country_office"], series=[observation])
    assert (indicator.direction, indicator.scope) == (rf.Direction.DECREASE, (rf.Scope.COUNTRY_OFFICE,))
    assert indicator.series == rf.ObservationSeries((observation,))
    assert rf.Outcome(indicators=[indicator]).indicators == (indicator,)
    assert rf.Ratio(3, 5) == rf.Ratio(Decimal(3), Decimal(5))


REQUIRED = {
    "Note": {"text": "n"},
    "Participation": {"organisation": rf.Organisation(name="O")},
}


def enumerated():
    """Every field of a public class that holds members of one enumeration, with the enumeration."""
    for noun in (getattr(rf, name) for name in rf.__all__):
        for field in attrs.fields(noun) if attrs.has(noun) and hasattr(noun.__init__, "__wrapped__") else ():
            declared = next(base.__annotations__[field.name] for base in noun.__mro__ if declares(base, field.name))
            word = re.fullmatch(r"(?:tuple\[)?(\w+)(?:, \.\.\.\])?(?: \| None)?", declared)
            kind = getattr(rf, word[1], None) if word and word[1] in rf.__all__ else None
            if isinstance(kind, enum.EnumType):
                yield noun, field, kind


def declares(base, name):
    return name in vars(base).get("__annotations__", {})


@pytest.mark.each(("noun", "field", "kind"), list(enumerated()))
def test_a_word_is_enough_wherever_a_member_of_an_enumeration_is_held(noun, field, kind):
    """Its value, as JSON writes it; another word is refused with all that there are."""
    member, is_collection = list(kind)[-1], field.default == ()
    required = REQUIRED.get(noun.__name__, {})
    made = noun(**{**required, field.alias: [member.value] if is_collection else member.value})
    assert getattr(made, field.alias) == ((member,) if is_collection else member)
    with pytest.raises(rf.InvalidValueError, match=f"{member.value!r}"):
        noun(**{**required, field.alias: ["no such"] if is_collection else "no such"})


def test_values_keep_their_types():
    """Yes is no number, a text is never guessed at, and a subclass of a class serves as the class."""
    assert rf.Observation(kind="actual", value=True).value is True
    assert rf.Observation(kind="actual", value="12").value == "12"
    assert rf.ResultsFramework(results=[rf.Outcome()]).results == (rf.Outcome(),)


REFUSED = {
    "a float is not exact": (
        lambda: rf.Observation(kind="actual", value=0.1),
        "Observation.value is 0.1, a float, which is not exact; write Decimal('0.1')",
    ),
    "a number that is none": (
        lambda: rf.Observation(kind="actual", value=Decimal("NaN")),
        "Observation.value is Decimal('NaN'); expected a finite number",
    ),
    "no member of an enumeration": (
        lambda: rf.Observation(kind="result"),
        "Observation.kind is 'result'; expected an ObservationKind, one of 'baseline', 'milestone', 'target', 'actual'",
    ),
    "a float that is no number": (
        lambda: rf.Observation(kind="actual", value=float("nan")),
        "Observation.value is nan; expected Value",
    ),
    "no member of the enumeration": (
        lambda: rf.Indicator(direction="down"),
        "Indicator.direction is 'down'; expected a Direction, one of 'increase', 'decrease', 'maintain', 'unknown'",
    ),
    "a text for a series": (
        lambda: rf.Indicator(series="2021 actual 3"),
        "Indicator.series is '2021 actual 3'; expected ObservationSeries; read a text with ObservationSeries.parse",
    ),
    "a text for a period": (
        lambda: rf.Observation(kind="actual", period="2021"),
        "Observation.period is '2021'; expected Period; read a text with Period.parse",
    ),
    "a text for money": (
        lambda: rf.Budget(planned="$5"),
        "Budget.planned is '$5'; expected Money or Missing; read a text with Money.parse",
    ),
    "a text for several": (
        lambda: rf.Outcome(indicators="x"),
        "Outcome.indicators is 'x'; expected a tuple or list of Indicator",
    ),
    "one for several": (
        lambda: rf.Outcome(indicators=rf.Indicator()),
        "Outcome.indicators is Indicator(); expected a tuple or list of Indicator",
    ),
    "another noun among several": (lambda: rf.Outcome(indicators=[3]), "Outcome.indicators is 3; expected Indicator"),
    "a number for a yes or no": (
        lambda: rf.Outcome(aggregation_status=1),
        "Outcome.aggregation_status is 1; expected bool",
    ),
    "a yes for a number": (lambda: rf.Range(high=True), "Range.high is True; expected Decimal"),
    "a number for a text": (lambda: rf.Outcome(title=5), "Outcome.title is 5; expected str"),
    "a text for a year": (lambda: rf.Period(year="2021"), "Period.year is '2021'; expected int"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_anything_else_is_refused_at_once(case):
    """The error names the field, what was found and what is expected."""
    make, message = REFUSED[case]
    with pytest.raises(rf.InvalidValueError) as caught:
        make()
    assert str(caught.value) == message


def test_an_absent_list_of_periods_stays_absent():
    """A series without stated periods derives them from its observations."""
    assert rf.ObservationSeries((), None).periods == ()


def test_a_changed_value_drops_the_text_of_the_old_one():
    """The raw text of 1,200 never answers for 900; any other change keeps it."""
    observation = rf.Observation.parse("actual", 2021, "1,200")
    assert observation.raw == "1,200"
    assert attrs.evolve(observation, value=Decimal(900)).raw == "900"
    assert attrs.evolve(observation, comment="Revised.").raw == "1,200"
    money = rf.parse_money("$3.07 M")
    assert attrs.evolve(money, nominal=Decimal(3_066_000)).raw is None
    assert attrs.evolve(money, currency="EUR").raw == "$3.07 M"


def test_raw_text_survives_copies():
    """A copy, or a journey to another process, keeps the text and what it was read as."""
    observation = rf.Observation.parse("actual", 2021, "1,200")
    for again in (copy.deepcopy(observation), pickle.loads(pickle.dumps(observation))):  # noqa: S301 - our own bytes
        assert again == observation
        assert again.raw == "1,200"
        assert attrs.evolve(again, value=Decimal(900)).raw == "900"


def test_an_argument_too_many_is_refused():
    """Constructors take by position what they did before, and nothing that they would have to drop."""
    with pytest.raises(TypeError):
        rf.Ratio(1, 2, 3)
    with pytest.raises(TypeError):
        rf.Ratio(1, numerator=2, denominator=3)
    with pytest.raises(TypeError):
        rf.Period(2021)
    with pytest.raises(TypeError):
        rf.Period(yaer=2021)


def test_a_text_without_a_value_stays():
    """The text of a cell that holds no value is kept when anything else changes."""
    observation = rf.Observation(kind="actual", raw="see annex")
    assert attrs.evolve(observation, comment="Late.").raw == "see annex"


@pytest.mark.each(
    ("noun", "name", "message"),
    [
        (rf.Indicator, "title", "Indicator has no field 'title'; did you mean 'statement'?"),
        (rf.Indicator, "values", "Indicator has no field 'values'; did you mean 'series'?"),
        (
            rf.Indicator,
            "accumulation",
            "Indicator has no field 'accumulation'; did you mean 'actuals_accumulation' or 'targets_accumulation'?",
        ),
        (rf.Indicator, "progress", "Indicator has no field 'progress'"),
        (rf.Outcome, "statement", "Outcome has no field 'statement'; did you mean 'title'?"),
        (rf.Outcome, "ouputs", "Outcome has no field 'ouputs'; did you mean 'outputs'?"),
        (rf.ResultsFramework, "country", "ResultsFramework has no field 'country'; did you mean 'countries'?"),
        (rf.Observation, "_raw", "Observation has no field '_raw'; did you mean 'raw'?"),
        (rf.Money, "zzz", "Money has no field 'zzz'"),
        (rf.Period, "yaer", "Period has no field 'yaer'; did you mean 'year'?"),
    ],
)
def test_an_argument_of_another_name_is_refused_with_the_field_that_was_meant(noun, name, message):
    """Whoever writes the name that other tools use, or a slip, reads which field it is, as with attributes."""
    with pytest.raises(TypeError) as caught:
        noun(**{name: None})
    assert str(caught.value) == message
