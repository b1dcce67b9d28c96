"""
Constructors of frozen nodes without validators and converters, for readers that have checked every value already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import attrs

from resultsframework.construction import TEXT_OF, raw_of

__all__ = ["unchecked"]

Arguments = ParamSpec("Arguments")
Noun = TypeVar("Noun")
UNFROZEN = ("__setattr__", "__delattr__")


def unchecked(noun: Callable[Arguments, Noun]) -> Callable[Arguments, Noun]:
    """
    Generate a constructor that takes the arguments of a frozen class and assigns them to the fields as they are.

    A frozen class sets each field by a call. The generated source fills a draft, an instance of a subclass that is not
    frozen, by plain assignment, and turns it into the node when all fields are set. An observation takes 0.7 us; with
    the constructor of its class it takes 2.5 us, and 2.2 us with one that only leaves out the validators.

    Args:
        noun: A frozen attrs class with slots, none of them for a cached hash. A default that is calculated from other
            fields is not calculated here: that argument is required.
    """
    frozen: Any = noun
    fields = attrs.fields(frozen)
    draft = type("Draft", (frozen,), {"__slots__": (), **{name: getattr(object, name) for name in UNFROZEN}})
    names: dict[str, Any] = {"noun": noun, "new": object.__new__, "Draft": draft, "raw_of": raw_of}
    parameters = ["*"] if fields[0].kw_only else []
    for field in fields:
        is_required = field.default is attrs.NOTHING or hasattr(field.default, "factory")
        parameters.append(str(field.alias) if is_required else f"{field.alias}=default_{field.alias}")
        names[f"default_{field.alias}"] = field.default
    body = ["made = new(Draft)", *(f"made.{field.name} = {_value(field)}" for field in fields), "made.__class__ = noun"]
    source = "\n    ".join([f"def make({', '.join(parameters)}):", *body, "return made"])
    exec(source, names)  # noqa: S102 - made of the names of fields, as attrs generates its own constructors
    make: Callable[Arguments, Noun] = names["make"]
    return make


def _value(field: attrs.Attribute[Any]) -> str:
    """The argument as it is; a raw text with the value that it was read as."""
    return f"raw_of({field.alias}, {field.metadata[TEXT_OF]})" if TEXT_OF in field.metadata else str(field.alias)
