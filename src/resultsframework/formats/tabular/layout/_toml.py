"""
Layouts in TOML: read with every problem named by its key, and written with no more than what is not the default.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from resultsframework.errors import FormatError, InvalidValueError, Problem
from resultsframework.formats._text import refuse_half_characters
from resultsframework.formats._toml import parsed_toml
from resultsframework.message import did_you_mean, shown, spelled_like

__all__ = ["FORMAT", "Kinds", "layout_from", "text_of_layout"]

FORMAT = "a layout"
BARE = re.compile(r"[A-Za-z0-9_-]+")
MAPPINGS = ("rows", "levels", "places", "words")


PARTS = ("tables", "columns", "heading")


class Kinds(NamedTuple):
    """
    The classes that TOML is read as.

    Attributes:
        layout: The class of a layout.

        table: The class of its tables.

        column: The class of their columns.
    """

    layout: type[Any]
    table: type[Any]
    column: type[Any]


def _keys(kind: type[Any]) -> dict[str, str]:
    """The keys of a class in TOML, with the names of their fields, without those of its parts."""
    names = [field.name for field in attrs.fields(kind) if field.name not in PARTS]
    return {name.replace("_", "-"): name for name in names}


class _Problems:
    """The problems found so far."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, path: str, message: str) -> None:
        self.found.append(Problem(message, path=path))

    def arguments(self, given: Mapping[str, Any], keys: Mapping[str, str], path: str) -> dict[str, Any]:
        """The arguments that the keys of a table of TOML are; a key without a meaning is a problem."""
        taken: dict[str, Any] = {}
        for key, value in given.items():
            name = keys.get(key.replace("_", "-"))
            if name is None:
                near = did_you_mean(spelled_like(key, keys)) or f"; there is {', '.join(keys)}"
                self.add(path, f"there is no key {shown(key)}{near}")
            elif name in MAPPINGS and not _is_mapping_of_texts(value):
                self.add(path, f"{key} is {shown(value)}; expected a table of texts")
            else:
                taken[name] = value
        return taken

    def made(self, kind: type[Any], arguments: Mapping[str, Any], path: str) -> Any:
        """The object of the arguments; each argument that is refused is a problem."""
        try:
            return kind(**arguments)
        except InvalidValueError as error:
            self.add(path, str(error))
            return None


def _is_mapping_of_texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(member, str) for member in value.values())


def layout_from(source: str, kinds: Kinds) -> Any:
    """The layout of a class that a text in TOML describes; see `Layout.from_toml`."""
    refuse_half_characters(source, FORMAT)
    given = parsed_toml(source, FORMAT)
    problems = _Problems()
    tables = given.pop("table", [])
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        problems.add("table", f"it is {shown(tables)}; write [[table]] with two brackets, and its keys below")
        tables = []
    made = [_table(table, f"table {number}", problems, kinds) for number, table in enumerate(tables, 1)]
    arguments = problems.arguments(given, _keys(kinds.layout), "the layout")
    found = None if problems.found else problems.made(kinds.layout, {**arguments, "tables": tuple(made)}, "the layout")
    if problems.found:
        raise FormatError(FORMAT, tuple(problems.found))
    return found


def _table(given: Mapping[str, Any], path: str, problems: _Problems, kinds: Kinds) -> Any:
    columns = given.get("columns", {})
    if not isinstance(columns, Mapping):
        problems.add(
            path, f'columns is {shown(columns)}; expected headings with their fields, such as "Target" = "target"'
        )
        return None
    made = [
        _column(heading, value, f"{path}, column {shown(heading)}", problems, kinds)
        for heading, value in columns.items()
    ]
    rest = {key: value for key, value in given.items() if key != "columns"}
    arguments = problems.arguments(rest, _keys(kinds.table), path)
    if None in made:
        return None
    return problems.made(kinds.table, {**arguments, "columns": tuple(made)}, path)


def _column(heading: str, value: object, path: str, problems: _Problems, kinds: Kinds) -> Any:
    if isinstance(value, str):
        value = {"field": value}
    if not isinstance(value, Mapping) or "field" not in value:
        problems.add(path, f'it is {shown(value)}; expected a field, or {{ field = "target", period = "2025" }}')
        return None
    arguments = problems.arguments(value, _keys(kinds.column), path)
    return problems.made(kinds.column, {"heading": heading, **arguments}, path)


def text_of_layout(layout: Any) -> str:
    """A layout in TOML; see `Layout.to_toml`."""
    lines = [*_lines(layout)]
    for name in ("places", "words"):
        lines += _mapping(name, getattr(layout, name))
    for table in layout.tables:
        lines += ["", "[[table]]", *_lines(table), "", "[table.columns]"]
        lines += [f"{_key(column.heading)} = {_column_text(column)}" for column in table.columns]
        for name in ("rows", "levels"):
            lines += _mapping(f"table.{name}", getattr(table, name))
    return "\n".join(lines).lstrip("\n") + "\n"


def _lines(owner: Any) -> list[str]:
    """A line for each value that is not the default, without tables of texts."""
    defaults = {field.name: field.default for field in attrs.fields(type(owner))}
    return [
        f"{key} = {_text(value)}"
        for key, name in _keys(type(owner)).items()
        if name not in MAPPINGS and (value := getattr(owner, name)) != defaults[name]
    ]


def _mapping(name: str, values: Mapping[str, str]) -> list[str]:
    lines = [f"{_key(key)} = {_text(value)}" for key, value in values.items()]
    return ["", f"[{name}]", *lines] if lines else []


def _column_text(column: Any) -> str:
    given = {key: value for key, name in _keys(type(column)).items() if (value := getattr(column, name)) is not None}
    if set(given) == {"field"}:
        return _text(column.field)
    return f"{{ {', '.join(f'{key} = {_text(value)}' for key, value in given.items())} }}"


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _text(key)


def _text(value: object) -> str:
    """A value in TOML. Strings of JSON are strings of TOML, but for the character DEL, which JSON leaves as it is."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
