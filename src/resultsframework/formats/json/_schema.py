"""
The JSON Schema (2020-12) of the form, made from the nouns: their fields, their types, and the first sentences of their
docstrings.

The file ``resultsframework.schema.json`` beside this module is its text; after a change of the model, write it again::

    python -c "from resultsframework.formats import json; json.write_schema()"
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import inspect
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs

from resultsframework.alignment import a_goal
from resultsframework.errors import InvalidValueError
from resultsframework.formats._text import write_text
from resultsframework.framework import ResultsFramework
from resultsframework.money import Money, a_currency
from resultsframework.number import MAX_DIGITS
from resultsframework.period import Period, a_year
from resultsframework.result import Result
from resultsframework.rules import Rule
from resultsframework.series import ObservationSeries
from resultsframework.value import Level, Missing, Range, Ratio, Value

from ._answers import ANSWERS, CLASSES, INPUT, NUMBER
from ._model import (
    EXTENSION,
    LEVELS,
    NOUNS,
    PERIODS,
    VERSION,
    VERSION_MEMBER,
    is_node,
    is_of_any_class,
    item_of,
    members,
    members_of_document,
    optional,
)

__all__ = ["SCHEMA_FILE", "schema", "schema_text", "write_schema"]

Schema = dict[str, Any]

SCHEMA_FILE = Path(__file__).with_name("resultsframework.schema.json")
REF_BASE = "#/$defs/"
YEAR: Mapping[str, Any] = MappingProxyType({"type": "integer", "minimum": 1, "maximum": 9999})
# The validators of fields, as keywords of JSON Schema.
REFUSED: Mapping[Any, Mapping[str, Any]] = MappingProxyType(
    {
        a_year: {"minimum": 1, "maximum": 9999},
        a_goal: {"minimum": 1, "maximum": 17},
        a_currency: {"pattern": "^[A-Z]{3}$"},
    }
)
SCALARS: Mapping[Any, Schema] = MappingProxyType(
    {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        Decimal: {"$ref": f"{REF_BASE}number"},
        dt.date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        Value: {"$ref": f"{REF_BASE}value"},
        Money | Missing: {"$ref": f"{REF_BASE}amount"},
        str | Missing: {"anyOf": [{"type": "string"}, {"$ref": f"{REF_BASE}missing"}]},
        Period: {"$ref": f"{REF_BASE}period"},
        Result: {"$ref": f"{REF_BASE}result"},
        Fraction: {"$ref": f"{REF_BASE}Ratio"},
        NUMBER: {"anyOf": [{"$ref": f"{REF_BASE}number"}, {"$ref": f"{REF_BASE}Ratio"}]},
        INPUT: {"$ref": f"{REF_BASE}Input"},
        Rule: {"$ref": f"{REF_BASE}RuleInWords"},
        type: {"type": "string"},
    }
)


def schema(kind: Any = ResultsFramework, *, ref_base: str = REF_BASE) -> Schema:
    """
    The schema of a document of the newest version, or of what `to_dict` makes of a class, as a new dictionary.

    Args:
        kind: The class, such as `Indicator` or `Progress`.

        ref_base: The beginning of references to definitions, such as ``#/components/schemas/`` for OpenAPI, where the
            definitions (``$defs``) are among the components.

    Raises:
        InvalidValueError: The class has no JSON form.
    """
    if kind not in (*NOUNS, *ANSWERS):
        msg = f"{kind!r:.80} has no JSON form; nodes, findings, answers, reports, roll-ups and tables have one"
        raise InvalidValueError(msg)
    definitions = _definitions()
    levels = {noun.__name__: _with_level(level, noun) for level, noun in LEVELS.items()}
    root = {**definitions, "Result": definitions["result"], **levels}[kind.__name__]
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:resultsframework:schema:{VERSION}" + ("" if kind is ResultsFramework else f":{kind.__name__}"),
        "title": "Results framework" if kind is ResultsFramework else kind.__name__,
        **root,
        "$defs": definitions,
    }
    begun, wanted = (json.dumps({"$ref": base})[1:-2] for base in (REF_BASE, ref_base))
    own: Schema = json.loads(json.dumps(made).replace(begun, wanted))
    return own


@functools.cache
def _definitions() -> Schema:
    """The definitions of all classes, made once."""
    nouns = {noun.__name__: _object(noun) for noun in (*NOUNS, *ANSWERS) if noun is not Result}
    version = {"const": VERSION, "description": "The version of the form of this document."}
    nouns["ResultsFramework"] = _with_first(VERSION_MEMBER, version, nouns["ResultsFramework"])
    return {**_forms(), **dict(sorted(nouns.items()))}


def _with_first(name: str, first: Schema, found: Schema) -> Schema:
    """The object with a further member before all others, which is required."""
    return {
        **found,
        "properties": {name: first, **found["properties"]},
        "required": [name, *found.get("required", ())],
    }


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def write_schema() -> None:
    """Write the file that is shipped with the package again, from the nouns as they are now."""
    write_text(SCHEMA_FILE, schema_text())


def _forms() -> dict[str, Schema]:
    """The definitions that are not the object of a single noun."""
    number = {
        "type": "string",
        "pattern": "^-?[0-9]+(\\.[0-9]+)?$",
        "maxLength": MAX_DIGITS + len("-."),
        "description": "A number as a string of its digits, so that no reader rounds it.",
    }
    text = _only("text", {"type": "string"})
    others = [_reference(noun) for noun in (Ratio, Range, Level)]
    return {
        "number": number,
        "missing": {**_only("missing", _enum(Missing)), "description": _first_sentence(inspect.getdoc(Missing))},
        "value": {
            "anyOf": [{"$ref": f"{REF_BASE}number"}, {"type": "boolean"}, text, {"$ref": f"{REF_BASE}missing"}, *others]
        },
        "amount": {"anyOf": [_reference(Money), {"$ref": f"{REF_BASE}missing"}]},
        "period": {"anyOf": [{**YEAR, "description": "A calendar year."}, _reference(Period)]},
        "result": {"anyOf": [_with_level(level, noun) for level, noun in LEVELS.items()]},
        "anything": _anything(),
    }


def _only(name: str, found: Schema) -> Schema:
    """An object with one member."""
    return {"type": "object", "properties": {name: found}, "required": [name], "additionalProperties": False}


def _anything() -> Schema:
    """A value of any class: a cell, or a part of a calculation."""
    named = {name: _typed(kind) for name, kind in CLASSES.items()}
    # A period and a series are objects here, as any other noun.
    named |= {kind.__name__: _reference(kind) for kind in (Period, ObservationSeries)}
    return {
        "description": "Text, yes or no, a whole number, nothing or a list; anything else by the name of its class.",
        "anyOf": [
            {"type": ["string", "boolean", "integer", "null"]},
            {"type": "array", "items": {"$ref": f"{REF_BASE}anything"}},
            {
                "type": "object",
                "properties": dict(sorted(named.items())),
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ],
    }


def _with_level(level: str, noun: type[Result]) -> Schema:
    return _with_first("level", {"const": level}, _object(noun))


def _reference(noun: Any) -> Schema:
    return {"$ref": f"{REF_BASE}{noun.__name__}"}


def _object(noun: Any) -> Schema:
    about = _about_members(noun)
    properties: dict[str, Schema] = {}
    for member in members_of_document(noun):
        found = _typed(member.type) | dict(REFUSED.get(member.validator, {}))
        if member.is_nullable:
            found = {"anyOf": [found, {"type": "null"}]}
        words = about.get(member.name)
        properties[member.name] = {**found, "description": words} if words else found
    made: Schema = {"type": "object", "description": _first_sentence(inspect.getdoc(noun)), "properties": properties}
    required = [member.name for member in members_of_document(noun) if member.default is attrs.NOTHING]
    if required:
        made["required"] = required
    if is_node(noun):
        made["patternProperties"] = {f"^{EXTENSION}": True}
    made["additionalProperties"] = False
    if noun is Range:
        made["anyOf"] = [{"required": ["low"]}, {"required": ["high"]}]
    return made


def _typed(declared: Any) -> Schema:
    declared = optional(declared)
    if declared in SCALARS:
        return dict(SCALARS[declared])
    if is_of_any_class(declared):
        return {"$ref": f"{REF_BASE}anything"}
    item = item_of(declared)
    if item is not None:
        return {"type": "array", "items": _typed(item)}
    if issubclass(declared, enum.Enum):
        return _enum(declared)
    return _reference(declared)


def _enum(kind: type[enum.Enum]) -> Schema:
    return {"enum": [item.value for item in kind]}


def _about_members(noun: Any) -> dict[str, str]:
    """The first sentence about each field, from the docstrings of the class and of those it is made from."""
    found: dict[str, str] = {}
    for cls in reversed(noun.__mro__):
        _, _, attributes = (inspect.cleandoc(cls.__doc__ or "")).partition("Attributes:\n")
        for name, words in re.findall(r"^    (\w+): (.+?)(?=\n\n|\Z)", attributes, re.DOTALL | re.MULTILINE):
            found[name] = _first_sentence(words)
    if any(member.type is ObservationSeries for member in members(noun)):
        found[PERIODS] = _about_members(ObservationSeries)[PERIODS]
    return found


def _first_sentence(words: str | None) -> str:
    line = re.sub(r"\s+", " ", (words or "").split("\n\n")[0]).strip()
    sentence, dot, _ = line.partition(". ")
    return re.sub(r"`+", "", sentence + dot).strip()
