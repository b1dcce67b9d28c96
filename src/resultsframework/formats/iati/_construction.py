"""
The parts of a framework that a file has by the thousand, made without a look at what they are given: the reader made
that itself. What is made here equals what the constructors make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.alignment import Reference
from resultsframework.budget import Budget
from resultsframework.document import DocumentLink
from resultsframework.indicator import Indicator
from resultsframework.money import Money
from resultsframework.observation import Observation
from resultsframework.organisation import Organisation, Participation, Place
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result
from resultsframework.source import Extra
from resultsframework.value import Missing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from decimal import Decimal

    from resultsframework.indicator import Direction, Measure
    from resultsframework.observation import Disaggregation, ObservationKind, ObservationSeries
    from resultsframework.organisation import ParticipationRole, PlaceLevel
    from resultsframework.period import Period
    from resultsframework.source import Translation
    from resultsframework.value import Value

    Set = Callable[[object, object], None]
    # What every node has: translations, extras, line.
    Rest = tuple[tuple[Translation, ...], tuple[Extra, ...], int | None]

__all__ = [
    "document",
    "exact_money",
    "extra",
    "indicator",
    "observation",
    "organisation",
    "participation",
    "place",
    "planned_budget",
    "reference",
    "result",
]


def slots_of(noun: type[attrs.AttrsInstance]) -> tuple[Set, ...]:
    """For each field of a frozen class, in order, what sets it in an instance that nobody has seen yet."""
    return tuple(getattr(noun, field.name).__set__ for field in attrs.fields(noun))


def split(
    noun: type[attrs.AttrsInstance], told: tuple[str, ...]
) -> tuple[tuple[Set, ...], tuple[tuple[Set, object], ...]]:
    """What sets the fields that a reader tells, and, of the others, what sets each and its default."""
    setters = dict(zip([field.name for field in attrs.fields(noun)], slots_of(noun), strict=True))
    others = [field for field in attrs.fields(noun) if field.name not in {*told, "translations", "extras", "line"}]
    return tuple(setters[name] for name in told), tuple((setters[field.name], field.default) for field in others)


# An instance is frozen by its class's own `__setattr__`; the slots below it are as quick as they can be.
_new: Any = object.__new__
_extra_name, _extra_text = slots_of(Extra)


def extra(name: str, text: str) -> Extra:
    """Something that has no field."""
    made: Extra = _new(Extra)
    _extra_name(made, name)
    _extra_text(made, text)
    return made


_kind, _period, _value, _raw, _unit, _comment, _groups, _places, _documents, _translations, _extras, _line = slots_of(
    Observation
)


def observation(
    kind: ObservationKind,
    period: Period,
    cell: tuple[Value, str | None, str | None],
    comment: str | None = None,
    about: tuple[tuple[Disaggregation, ...], tuple[Place, ...], tuple[DocumentLink, ...]] = ((), (), ()),
    rest: Rest = ((), (), None),
) -> Observation:
    """A value; the cell is the value, its unit and its text; it is about groups and places, and has documents."""
    made: Observation = _new(Observation)
    value, unit, raw = cell
    groups, places, documents = about
    translations, extras, line = rest
    _kind(made, kind)
    _period(made, period)
    _value(made, value)
    _raw(made, raw)
    _unit(made, unit)
    _comment(made, comment)
    _groups(made, groups)
    _places(made, places)
    _documents(made, documents)
    # The slots of what every node has are those of its base.
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made


_nominal, _low, _high, _currency, _money_raw = slots_of(Money)


def exact_money(nominal: Decimal, currency: str | None) -> Money:
    """An exact amount: a finite number in a currency, or in none that is known."""
    made: Money = _new(Money)
    _nominal(made, nominal)
    _low(made, nominal)
    _high(made, nominal)
    _currency(made, currency)
    _money_raw(made, None)
    return made


_planned, _actual, _expenses, _budget_period, _funding, *_ = slots_of(Budget)


def planned_budget(planned: Money, period: Period, extras: tuple[Extra, ...], line: int | None) -> Budget:
    """A planned budget."""
    made: Budget = _new(Budget)
    _planned(made, planned)
    _actual(made, Missing.ABSENT)
    _expenses(made, Missing.ABSENT)
    _budget_period(made, period)
    _funding(made, ())
    _translations(made, ())
    _extras(made, extras)
    _line(made, line)
    return made


_name, _acronym, _reference, _type, _level, _jurisdiction, _through, _body_raw, *_ = slots_of(Organisation)


def organisation(
    name: str | None, reference: str | None, kind: str | None, rest: Rest = ((), (), None)
) -> Organisation:
    """A body, with its reference and the code of its type."""
    made: Organisation = _new(Organisation)
    translations, extras, line = rest
    _name(made, name)
    _acronym(made, None)
    _reference(made, reference)
    _type(made, kind)
    _level(made, None)
    _jurisdiction(made, None)
    _through(made, None)
    _body_raw(made, None)
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made


_body, _role, _identifier, *_ = slots_of(Participation)


def participation(
    body: Organisation, role: ParticipationRole | None, identifier: str | None, rest: Rest
) -> Participation:
    """A body in the part it plays."""
    made: Participation = _new(Participation)
    translations, extras, line = rest
    _body(made, body)
    _role(made, role)
    _identifier(made, identifier)
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made


_place_name, _place_code, _place_vocabulary, _place_level, _within, _share, *_ = slots_of(Place)


def place(
    name: str | None,
    code: str | None,
    vocabulary: str | None,
    level: PlaceLevel | None,
    percentage: Decimal | None,
    rest: Rest,
) -> Place:
    """A place with a name and a code."""
    made: Place = _new(Place)
    translations, extras, line = rest
    _place_name(made, name)
    _place_code(made, code)
    _place_vocabulary(made, vocabulary)
    _place_level(made, level)
    _within(made, None)
    _share(made, percentage)
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made


_code, _vocabulary, _uri, _called, _percentage, *_ = slots_of(Reference)


def reference(
    code: str, vocabulary: str | None, uri: str | None, name: str | None, percentage: Decimal | None, rest: Rest
) -> Reference:
    """A code in a list."""
    made: Reference = _new(Reference)
    translations, extras, line = rest
    _code(made, code)
    _vocabulary(made, vocabulary)
    _uri(made, uri)
    _called(made, name)
    _percentage(made, percentage)
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made


_about = ("measure", "direction", "aggregation_status", "series")
_told, _indicator_rest = split(Indicator, ("code", "statement", "description", *_about, "references", "documents"))
_indicator_code, _statement, _explained, _measure, _direction, _summed, _series, _referred, _evidence = _told


def indicator(
    texts: tuple[str | None, str | None, str | None],
    measure: Measure | None,
    direction: Direction,
    aggregation_status: bool | None,
    series: ObservationSeries,
    links: tuple[tuple[Reference, ...], tuple[DocumentLink, ...]],
    rest: Rest,
) -> Indicator:
    """An indicator; its texts are code, statement and description; it links to references and documents."""
    made: Indicator = _new(Indicator)
    code, statement, description = texts
    references, documents = links
    translations, extras, line = rest
    _indicator_code(made, code)
    _statement(made, statement)
    _explained(made, description)
    _measure(made, measure)
    _direction(made, direction)
    _summed(made, aggregation_status)
    _series(made, series)
    _referred(made, references)
    _evidence(made, documents)
    for put, default in _indicator_rest:
        put(made, default)
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made


RESULT = ("code", "title", "description", "aggregation_status", "indicators", "references", "documents")
_result_code, _title, _described, _added, _indicators, _result_references, _result_documents = split(Result, RESULT)[0]
_nouns: tuple[type[Result], ...] = (Impact, Outcome, Output, OtherResult)
_result_rest = {noun: split(noun, RESULT)[1] for noun in _nouns}


def result(
    noun: type[Result],
    texts: tuple[str | None, str | None, str | None],
    aggregation_status: bool | None,
    indicators: tuple[Indicator, ...],
    links: tuple[tuple[Reference, ...], tuple[DocumentLink, ...]],
    rest: Rest,
) -> Result:
    """A result of some level; its texts are code, title and description; it links to references and documents."""
    made: Result = _new(noun)
    code, title, description = texts
    references, documents = links
    translations, extras, line = rest
    _result_code(made, code)
    _title(made, title)
    _described(made, description)
    _added(made, aggregation_status)
    _indicators(made, indicators)
    _result_references(made, references)
    _result_documents(made, documents)
    for put, default in _result_rest[noun]:
        put(made, default)
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made


_headline, _url, _format, _categories, _languages, _date, _summary, *_ = slots_of(DocumentLink)


def document(
    texts: tuple[str | None, str | None],
    url: str | None,
    medium: str | None,
    codes: tuple[tuple[str, ...], tuple[str, ...]],
    date: dt.date | None,
    rest: Rest,
) -> DocumentLink:
    """A document; its texts are title and description, its codes those of its categories and languages."""
    made: DocumentLink = _new(DocumentLink)
    title, description = texts
    categories, languages = codes
    translations, extras, line = rest
    _headline(made, title)
    _url(made, url)
    _format(made, medium)
    _categories(made, categories)
    _languages(made, languages)
    _date(made, date)
    _summary(made, description)
    _translations(made, translations)
    _extras(made, extras)
    _line(made, line)
    return made
