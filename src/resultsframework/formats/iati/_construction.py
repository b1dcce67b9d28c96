"""
What a file has by the ten thousand, made without a look at what it is given: the reader made that itself. What is made
here equals what the constructors make.

Only what is worth it: values, amounts, and what has no field. For all else the constructors are quick enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.money import Money
from resultsframework.observation import Observation
from resultsframework.source import Extra

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from resultsframework.document import DocumentLink
    from resultsframework.observation import Disaggregation, ObservationKind
    from resultsframework.organisation import Place
    from resultsframework.period import Period
    from resultsframework.source import Translation
    from resultsframework.value import Value

    Set = Callable[[object, object], None]
    # What every node has: translations, extras, line.
    Rest = tuple[tuple[Translation, ...], tuple[Extra, ...], int | None]

__all__ = ["exact_money", "extra", "observation"]


def slots_of(noun: type[attrs.AttrsInstance]) -> tuple[Set, ...]:
    """For each field of a frozen class, in order, what sets it in an instance that nobody has seen yet."""
    return tuple(getattr(noun, field.name).__set__ for field in attrs.fields(noun))


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
