"""
Fields that every node of a framework has: translations, extras, the line of the source; and the source itself.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from decimal import Decimal
from typing import Any, ClassVar, Literal, Self

import attrs

from ._guess import Guessable
from .construction import typed
from .expression import PrintedForTests, repr_of

__all__ = ["Extra", "Fact", "FactKind", "Node", "Source", "Translation"]


@typed
@attrs.frozen(kw_only=True)
class Translation:
    """
    The text of a field in a further language. IATI: a further ``narrative`` with its ``@xml:lang``.

    Attributes:
        field: The name of the field, such as ``title``.

        language: A language tag, such as ``fr``.

        text: The text; None declares the language of the main text itself.
    """

    field: str
    language: str
    text: str | None = None

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()


# The name of an extra about a part of a node.
PART = re.compile(r"\A(?P<kind>[^#/]+)#(?P<number>[1-9][0-9]{0,8})(?P<rest>/.*)", re.DOTALL)


class FactKind(enum.Enum):
    """The subject of a fact that a reader notes about something without a field. Not in IATI."""

    STATED = "stated"  # a field that the source states in a form that the field cannot hold; `text` is its name
    BLANK = "blank"  # a text of nothing but blanks
    VALUED = "valued"  # the `day` whose exchange rate holds for an amount
    MOVED = "moved"  # the `day` of a transaction
    SECTOR = "sector"  # a transaction states its sector
    AREA = "area"  # a transaction states its country or region
    BUDGET_ITEM = "budget_item"  # an item of a country's budget: `text` is the vocabulary, `number` the percentage
    PART = "part"  # the source is one of several activities that make up the hierarchy
    FORMER_IDENTIFIER = "former_identifier"  # `text` is an identifier that the organisation had before


@typed
@attrs.frozen(kw_only=True)
class Fact:
    """
    A fact about something without a field, noted by the reader of a format for the rules. Not in IATI.

    Attributes:
        kind: The subject.

        day: A day, where the fact is about one.

        number: A number, where the fact is about one; None also where the source states none.

        text: A name or an identifier, where the fact is about one.
    """

    kind: FactKind
    day: dt.date | None = None
    number: Decimal | None = None
    text: str | None = None

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()


@typed
@attrs.frozen(kw_only=True)
class Extra:
    """
    A statement of the source for which the model has no field; the format that read it writes it back. Not in IATI.

    Attributes:
        name: Its name in the source: an XML name, or a JSON key that begins with ``x_``. For a part of the node that is
            no node itself, such as the second period of an indicator, that part comes first: ``period#2/@status``.

        text: Its text: an XML fragment in exclusive canonical form, or a JSON value.

        facts: The facts in it that rules use, noted by the reader. No part of equality.
    """

    name: str
    text: str
    facts: tuple[Fact, ...] = attrs.field(default=(), eq=False, repr=False)

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    @property
    def part(self) -> tuple[str, int] | None:
        """The kind and the number of the part of the node that it is about; None if it is about the node itself."""
        match = PART.fullmatch(self.name)
        return None if match is None else (match["kind"], int(match["number"]))

    def of_number(self, number: int) -> Self:
        """A copy about the part with another number."""
        return attrs.evolve(self, name=PART.sub(rf"\g<kind>#{number}\g<rest>", self.name))


def shared_fields_last(_cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Order the fields for reading: the fields of the class itself first, those of every node last."""
    return [f for f in fields if f.name not in SHARED_FIELDS] + [f for f in fields if f.name in SHARED_FIELDS]


SHARED_FIELDS = ("translations", "extras", "line")


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Node(Guessable):
    """
    A node of a framework, with the fields that every node has. Not in IATI.

    Attributes:
        translations: Its texts in further languages; order and repeats are kept.

        extras: Statements of the source for which the node has no field.

        line: The line of the source, counted from 1; None where the reader does not know it. No part of equality.
    """

    translations: tuple[Translation, ...] = ()
    extras: tuple[Extra, ...] = ()
    line: int | None = attrs.field(default=None, eq=False, repr=False)

    _guesses: ClassVar[dict[str, str]] = {
        "rf.to_dict(node)": "to_dict asdict as_dict dict to_json json model_dump unstructure serialize",
        "rf.from_dict(data, rf.Indicator), with its class": "from_dict from_json structure model_validate",
        "attrs.evolve(node, title=...)": "replace evolve copy deepcopy assoc with_ update set model_copy",
        "framework.path_of(node)": "path position",
        "framework.parent_of(path)": "parent",
    }

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()

    def extra(self, name: str, default: Any = None) -> Any:
        """
        The value of an own field, such as `with_extra` keeps it; the text of any other extra.

        Args:
            name: The name of the extra, such as ``x_donor``.

            default: The value of a node that has no such extra.

        >>> from resultsframework import Indicator
        >>> Indicator(code="A").with_extra("x_donor", {"name": "EU"}).extra("x_donor")
        {'name': 'EU'}
        """
        from .own_field import PREFIX, value_of_own

        text = next((extra.text for extra in self.extras if extra.name == name), None)
        if text is None:
            return default
        return value_of_own(text) if name.startswith(PREFIX) else text

    def with_extra(self, name: str, value: object) -> Self:
        """
        A copy with an own field: a value that the model has no field for, kept beside the fields of the node.

        JSON keeps it as a member of the node, IATI in its lossless form; for any other format it is in the report of
        losses. An own field of that name is replaced.

        Args:
            name: Its name, which begins with ``x_``, such as ``x_donor``.

            value: Any value that JSON can hold: text, a whole number, a finite float, true, false, None, a list or
                a dictionary.

        Raises:
            InvalidValueError: The name does not begin with ``x_``, or the value is no JSON; with its place in it.
        """
        from .own_field import text_of_own

        own = Extra(name=name, text=text_of_own(name, value))
        at = next((number for number, extra in enumerate(self.extras) if extra.name == name), len(self.extras))
        others = [extra for extra in self.extras if extra.name != name]
        return attrs.evolve(self, extras=(*others[:at], own, *others[at:]))

    def __bool__(self) -> Literal[True]:
        # So that `if answer:` tells a node from `Undefined` for type checkers too.
        return True

    def in_language(self, language: str) -> Self:
        """
        A copy with the texts of the node and of all nodes below it in a language, as far as the source has them.

        A text without a translation stays as it is. The copy is for reading: the texts replaced are not kept among its
        translations.

        Args:
            language: A language tag, such as ``fr``.
        """
        changes: dict[str, Any] = {}
        fields = {str(field.alias): getattr(self, field.name) for field in attrs.fields(type(self))}
        for name, old in fields.items():
            new = (
                tuple(_in_language(item, language) for item in old)
                if isinstance(old, tuple)
                else _in_language(old, language)
            )
            if new != old:
                changes[name] = new
        for entry in reversed(self.translations):
            if entry.language == language and entry.text is not None and entry.field in fields:
                changes[entry.field] = entry.text
        return attrs.evolve(self, **changes) if changes else self


def _in_language(part: object, language: str) -> object:
    """A node, or a series of them, in the language; anything else as it is."""
    return part.in_language(language) if hasattr(part, "in_language") else part


@typed
@attrs.frozen(kw_only=True)
class Source:
    """
    The source of a framework, with its text that is no data. Not in IATI.

    Attributes:
        name: The name of the file. No part of equality.

        chrome: Navigation, fixed explanations, disclaimers and surveys, in source order.

        unparsed: The text that the reader could not interpret, in source order; no text of a source is dropped.

        unparsed_lines: The lines of these texts, counted from 1; none where the reader does not know them. No part of
            equality.
    """

    name: str | None = attrs.field(default=None, eq=False)
    chrome: tuple[str, ...] = ()
    unparsed: tuple[str, ...] = ()
    unparsed_lines: tuple[int, ...] = attrs.field(default=(), eq=False, repr=False)

    __repr__ = repr_of
    _repr_pretty_ = PrintedForTests()
