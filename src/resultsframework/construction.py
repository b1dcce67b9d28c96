"""
Constructors that take what a person types, and refuse anything else at once.

The constructor of a class decorated with `typed` accepts an int for a number, a year for a period, the value of an
enumeration for its member, a list for a tuple, and a text for an assumption or a risk. The IATI reader makes its nodes
without these checks.
"""

from __future__ import annotations

import enum
import functools
import importlib
import math
import operator
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple, Self, TypeAlias, TypeVar, cast

import attrs

from ._guess import fields_meant
from .errors import InvalidValueError, check_option
from .message import did_you_mean, shown

__all__ = ["TEXT_OF", "RawText", "member", "raw_of", "typed"]

# In the metadata of a field: it holds the raw text that the named field was read from.
TEXT_OF = "text_of"

Noun = TypeVar("Noun")
Member = TypeVar("Member", bound=enum.Enum)
Check: TypeAlias = Callable[[Any], Any]
NUMBERS = frozenset({"Decimal", "Number", "Value"})
# The classes that a name in an annotation stands for; any other name is that of a class itself.
MEANT: dict[str, frozenset[str]] = {
    "None": frozenset({"NoneType"}),
    "Number": frozenset({"Decimal", "Fraction"}),
    "Value": frozenset({"Decimal", "bool", "Ratio", "Range", "Level", "str", "Missing"}),
    "dt.date": frozenset({"date"}),
}
HOMES = {"Period": "period", "ObservationSeries": "series", "Assumption": "risk", "Risk": "risk"}
# The nouns that are a sentence with a few facts about it: the sentence alone makes one.
SENTENCES = ("Assumption", "Risk")
ADVICE = {
    "ObservationSeries": "; read a text with ObservationSeries.parse",
    "Period": "; read a text with Period.parse",
    "Money": "; read a text with Money.parse",
}


def member(kind: type[Member], given: Member | str) -> Member:
    """
    The member of an enumeration that is given, or named by its value.

    Raises:
        InvalidValueError: There is none of that name; the error lists all, the nearest first.
    """
    if not isinstance(given, kind):
        check_option(kind.__name__, given, (one.value for one in kind))
    return kind(given)


class RawText(str):
    """
    The text that a value was read from; it belongs to that value, and to no other that replaces it.

    Attributes:
        value: The value that the text was read as.
    """

    __slots__ = ("value",)
    value: object

    def __new__(cls, text: str, value: object) -> Self:
        """The text with its value."""
        made = super().__new__(cls, text)
        made.value = value
        return made

    def __reduce__(self) -> tuple[type[RawText], tuple[str, object]]:
        return RawText, (str(self), self.value)


def raw_of(text: Any, value: object) -> Any:
    """
    The raw text of a value, as constructors keep it: none where the text was read as another value.

    So a changed value never keeps the text of the old one, while any other change keeps "$3.07 M" beside 3,070,000.
    """
    if not isinstance(text, str):
        return text
    if not isinstance(text, RawText):
        return RawText(text, value)
    return text if type(text.value) is type(value) and text.value == value else None


def typed(noun: type[Noun]) -> type[Noun]:
    """
    Let the constructor of a frozen attrs class take what a person types, and refuse anything else; a copy is itself.

    Only arguments that are given are checked, so that defaults cost nothing.

    Raises:
        InvalidValueError: By the constructor: an argument is something else; the message names the field, what was
            found and what is expected.

        TypeError: By the constructor: there is no field of that name; the message names the field that was meant.
    """
    made: Any = noun
    construct = made.__init__
    fields = attrs.fields(made)
    names = [str(field.alias) for field in fields if not field.kw_only]
    raw = next((field for field in fields if TEXT_OF in field.metadata), None)
    defaults = {field.name: field.default for field in fields}
    checks: dict[str, Check] = {}

    @functools.wraps(construct)
    def checked(self: object, *positional: Any, **given: Any) -> None:
        if not checks:  # filled when the first node is made, so that importing the class stays quick
            checks.update((str(field.alias), _check(made, field)) for field in fields)
        # An argument too many is refused by the constructor itself.
        entered = [checks[name](value) for name, value in zip(names, positional, strict=False)]
        if not checks.keys() >= given.keys():
            raise TypeError(_no_field(noun, next(name for name in given if name not in checks), checks))
        given = {name: checks[name](value) for name, value in given.items()}
        if raw is not None and given.get(str(raw.alias)) is not None:
            source = raw.metadata[TEXT_OF]
            given[str(raw.alias)] = raw_of(given[str(raw.alias)], given.get(source, defaults[source]))
        construct(self, *entered, *positional[len(entered) :], **given)

    made.__init__ = checked
    made.__copy__ = made.__deepcopy__ = _itself
    return noun


def _no_field(noun: type, name: str, fields: Iterable[str]) -> str:
    return f"{noun.__name__} has no field {shown(name)}{did_you_mean(fields_meant(noun, name, fields))}"


def _itself(node: object, _memo: object = None) -> object:
    """The node as its own copy, since it never changes."""
    return node


def _check(noun: Any, field: attrs.Attribute[Any]) -> Check:
    """A check of one field that is quick for values of a type that it has accepted before."""
    slow = _entry(noun, field)
    is_collection = isinstance(slow, _Several)
    accepted: set[type] = set()

    def check(value: Any) -> Any:
        kind = type(value)
        if is_collection:
            if kind is tuple and accepted.issuperset(map(type, value)):
                return value
        elif kind in accepted and (kind is not Decimal or value.is_finite()):
            return value
        entered = slow.entered(value)
        if entered is value and value is not None:
            accepted.update(map(type, value) if is_collection else [kind])
        return entered

    return check


def _entry(owner: Any, field: attrs.Attribute[Any]) -> _One | _Several:
    # Not `field.type`, in which a format may have replaced the names by the classes.
    declared = next(vars(base)["__annotations__"][field.name] for base in owner.__mro__ if _declares(base, field.name))
    is_optional = declared.endswith(" | None")
    collection = re.fullmatch(r"tuple\[(.+), \.\.\.\]", declared.removesuffix(" | None"))
    names = (collection[1] if collection else declared).split(" | ")
    name = f"{owner.__name__}.{field.alias or field.name}"
    one = _One(name, tuple(names), _enumerations(owner, names), frozenset().union(*(_classes(n) for n in names)))
    return _Several(one, is_optional=is_optional) if collection else one


def _declares(base: type, name: str) -> bool:
    return name in vars(base).get("__annotations__", {})


def _classes(name: str) -> frozenset[str]:
    return MEANT.get(name, frozenset({name}))


def _enumerations(owner: type, names: Iterable[str]) -> tuple[type[enum.Enum], ...]:
    """The enumerations among the names; each lives in the module of its noun."""
    module = vars(importlib.import_module(owner.__module__))
    found = (module.get(name) for name in names if name != "Missing")
    return tuple(cast("type[enum.Enum]", each) for each in found if isinstance(each, enum.EnumType))


def _noun(name: str) -> Any:
    """A noun that has a shorthand. Its module is above this one, and loads only where it is used."""
    return getattr(importlib.import_module(f"{__package__}.{HOMES[name]}"), name)


class _One(NamedTuple):
    """A field of one value."""

    name: str
    declared: tuple[str, ...]
    enumerations: tuple[type[enum.Enum], ...]
    classes: frozenset[str]

    @property
    def is_sentence(self) -> bool:
        """True if the text of a value is enough to make it."""
        return self.declared[0] in SENTENCES

    def entered(self, value: Any) -> Any:
        kind = type(value)
        if kind.__name__ in self.classes:
            if kind is Decimal and not value.is_finite():
                raise InvalidValueError(self._refusal(value))
            return value
        made = self._of_shorthand(value)
        if made is not None:
            return made
        for enumeration in self.enumerations if isinstance(value, str) else ():
            if value in {member.value for member in enumeration}:
                return enumeration(value)
        # A subclass of what is declared serves as well, but for bool, which is no number.
        if kind is not bool and any(base.__name__ in self.classes for base in kind.__mro__[:-1]):
            return value
        raise InvalidValueError(self._refusal(value))

    def _of_shorthand(self, value: Any) -> Any:
        """The value that a number, a year, a list or a sentence is short for; None for anything else."""
        kind = type(value)
        if kind is int and not NUMBERS.isdisjoint(self.declared):
            return Decimal(value)
        if kind is int and "Period" in self.declared:
            return _noun("Period")(year=value)
        if kind in (list, tuple) and "ObservationSeries" in self.declared:
            return _noun("ObservationSeries")(tuple(value))
        return _noun(self.declared[0])(text=value) if kind is str and self.is_sentence else None

    def _refusal(self, value: Any) -> str:
        expected = " or ".join(name for name in self.declared if name != "None")
        for enumeration in self.enumerations:
            members = ", ".join(repr(member.value) for member in enumeration)
            article = "an" if enumeration.__name__[0] in "AEIOU" else "a"
            expected = f"{article} {enumeration.__name__}, one of {members}"
        if self.is_sentence:
            expected += ", or its text"
        if isinstance(value, Decimal):
            expected = "a finite number"
        if isinstance(value, float) and math.isfinite(value) and not NUMBERS.isdisjoint(self.declared):
            return f"{self.name} is {value!r}, a float, which is not exact; write Decimal({str(value)!r})"
        advice = next((ADVICE[name] for name in self.declared if name in ADVICE and isinstance(value, str)), "")
        return f"{self.name} is {value!r}; expected {expected}{advice}"


class _Several:
    """A field of any number of values."""

    def __init__(self, one: _One, *, is_optional: bool) -> None:
        self.one = one
        self.is_optional = is_optional

    def entered(self, value: Any) -> Any:
        if value is None and self.is_optional:
            return None
        if isinstance(value, str) and self.one.is_sentence:
            return (self.one.entered(value),)
        if isinstance(value, str | bytes) or not isinstance(value, Iterable):
            expected = " or ".join(self.one.declared) + (", or of texts" if self.one.is_sentence else "")
            msg = f"{self.one.name} is {value!r}; expected a tuple or list of {expected}"
            raise InvalidValueError(msg)
        items = tuple(self.one.entered(item) for item in value)
        return value if type(value) is tuple and all(map(operator.is_, items, value)) else items
