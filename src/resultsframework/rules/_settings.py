"""
Settings of a project, as a file or a dictionary holds them, made into a profile.
"""

from __future__ import annotations

import datetime as dt
import difflib
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, TypeVar

import attrs

from resultsframework.construction import member
from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.message import shown
from resultsframework.number import MAX_DIGITS, has_too_many_digits

from ._code_pattern import fault_of_pattern
from ._failure import RULE_FAILED
from ._finding import Ignored, Severity
from ._profile import PROFILES, RULES, Profile, profile_of, refuse_unknown
from ._validation import Options

if typing.TYPE_CHECKING:
    from ._rule import Rule

__all__ = ["profile_from"]

KEYS = ("profile", "select", "ignore", "severity", "options")
IGNORE_KEYS = ("code", "reason", "at")

T = TypeVar("T")


def profile_from(settings: Mapping[str, object], *, rules: Iterable[Rule] = ()) -> Profile:
    """
    The profile described by settings, such as the table ``[tool.resultsframework]`` of a ``pyproject.toml``.

    Args:
        settings: By name: "profile", the name of the profile to begin with; "select", a list of codes or beginnings of
            codes; "ignore", a list of codes, or of tables with "code", "reason" and "at", the patterns of paths to
            ignore; "severity", for codes or beginnings of codes "error", "warning" or "info"; "options", the fields
            of `Options`. All may be left out.

        rules: Rules of your own to add to the profile.

    Raises:
        InvalidValueError: A name, a code or a value does not exist; the error lists all of them, each with the
            nearest that does.
    """
    own = tuple(rules)
    reading = _Reading((*(rule.code for rule in (*RULES, RULE_FAILED)), *(rule.code for rule in own)))
    reading.refuse_other_keys("", settings, KEYS)
    base = reading.profile(settings.get("profile", "default"))
    read = attrs.evolve(
        base,
        rules=(*base.rules, *own),
        select=tuple(reading.codes("select", settings.get("select", ()))),
        ignore=tuple(reading.ignored(settings.get("ignore", ()))),
        severities={**base.severities, **dict(reading.severities(settings.get("severity", {})))},
        options=attrs.evolve(base.options, **dict(reading.options(settings.get("options", {})))),
    )
    if reading.problems:
        raise InvalidValueError("; ".join(reading.problems))
    return read


class _Reading:
    """Settings while they are read: the known codes, and the problems so far."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.known = codes
        self.problems: list[str] = []

    def refuse_other_keys(self, table: str, entries: Mapping[str, object], keys: Iterable[str]) -> None:
        """Note every unknown key."""
        names = tuple(keys)
        for key in entries:
            if key not in names:
                near = difflib.get_close_matches(str(key), names, n=1) or names
                self.problems.append(f"{table}{key}: there is no such setting; did you mean {' or '.join(near)}?")

    def found(self, key: str, look_up: Callable[[], T]) -> T | None:
        """The result of a look-up; None where it fails, which is noted with the key."""
        try:
            return look_up()
        except (NotFoundError, InvalidValueError) as error:
            self.problems.append(f"{key}: {error}")
            return None

    def profile(self, name: object) -> Profile:
        """The profile to begin with."""
        if not isinstance(name, str):
            self.problems.append(f"profile: the name of a profile belongs here, not {shown(name)}")
            return PROFILES[0]
        return self.found("profile", lambda: profile_of(name)) or PROFILES[0]

    def code(self, key: str, entry: object) -> str | None:
        """A code or the beginning of codes, whatever its case."""
        if not isinstance(entry, str):
            self.problems.append(f"{key}: the code of a rule belongs here, not {shown(entry)}")
            return None
        self.found(key, lambda: refuse_unknown(entry.upper(), self.known))
        return entry.upper()

    def listed(self, key: str, entries: object) -> tuple[object, ...]:
        """The entries of a list."""
        if isinstance(entries, list | tuple):
            return tuple(entries)
        self.problems.append(f"{key}: a list belongs here, not {shown(entries)}")
        return ()

    def tabled(self, key: str, entries: object) -> Mapping[str, object]:
        """The entries of a table."""
        if isinstance(entries, Mapping):
            return entries
        self.problems.append(f"{key}: a table belongs here, not {shown(entries)}")
        return {}

    def texts(self, key: str, entries: object) -> Iterator[str]:
        """The texts of a list."""
        for entry in self.listed(key, entries):
            if isinstance(entry, str):
                yield entry
            else:
                self.problems.append(f"{key}: text belongs here, not {shown(entry)}")

    def codes(self, key: str, entries: object) -> Iterator[str]:
        """The codes of a list."""
        return filter(None, [self.code(key, entry) for entry in self.listed(key, entries)])

    def ignored(self, entries: object) -> Iterator[Ignored]:
        """The ignore list: codes, or tables with reason and places too."""
        for entry in self.listed("ignore", entries):
            table = entry if isinstance(entry, Mapping) else {"code": entry}
            self.refuse_other_keys("ignore.", table, IGNORE_KEYS)
            code = self.code("ignore", table.get("code"))
            reason = table.get("reason")
            if reason is not None and not isinstance(reason, str):
                self.problems.append(f"ignore.reason: text belongs here, not {shown(reason)}")
            patterns = tuple(self.texts("ignore.at", table.get("at", ())))
            if "at" in table and not patterns:
                self.problems.append("ignore.at: at least one path belongs here; leave it out to ignore everywhere")
            if code and (reason is None or isinstance(reason, str)):
                yield Ignored(code, reason, patterns)

    def severities(self, entries: object) -> Iterator[tuple[str, Severity]]:
        """Severities by code; the longer beginning of a code wins."""
        read: dict[str, Severity] = {}
        for key, entry in self.tabled("severity", entries).items():
            code = self.code(f"severity.{key}", key)
            severity = self.found(f"severity.{key}", partial(member, Severity, str(entry)))
            if code and severity:
                read[code] = severity
        for code, severity in sorted(read.items(), key=lambda item: len(item[0])):
            yield from ((known, severity) for known in self.known if known.startswith(code))

    def options(self, entries: object) -> Iterator[tuple[str, Any]]:
        """The thresholds, each converted to its type."""
        kinds = typing.get_type_hints(Options)
        table = self.tabled("options", entries)
        self.refuse_other_keys("options.", table, kinds)
        for name, entry in table.items():
            if name in kinds:
                value = option_value(kinds[name], entry)
                faults = filter(None, map(fault_of_pattern, value or ())) if name == "code_patterns" else ()
                if value is None:
                    self.problems.append(
                        f"options.{name}: {WANTED.get(kinds[name], NUMBER)} belongs here, not {shown(entry)}"
                    )
                elif fault := next(iter(faults), None):
                    self.problems.append(f"options.{name}: {fault}; {shown(entry)}")
                else:
                    yield name, value


def option_value(kind: Any, entry: object) -> Any:
    """The value of an option, converted to its type; None where the entry does not fit."""
    if kind in WANTED:
        return READERS[kind](entry)
    try:
        number = Decimal(str(entry))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and number >= 0 and not has_too_many_digits(number) else None


def texts_of(entry: object) -> tuple[str, ...] | None:
    """A list of texts."""
    if not isinstance(entry, list | tuple):
        return None
    texts = tuple(text for text in entry if isinstance(text, str))
    return texts if len(texts) == len(entry) else None


TEXTS = tuple[str, ...]
DAY = dt.date | None
NUMBER = "a number, 0 or more,"
WANTED = {
    bool: "true or false",
    int: "a whole number, 0 or more,",
    DAY: "a day, such as 2026-01-31,",
    TEXTS: "a list of texts (of regular expressions, for the forms of codes)",
}
READERS: Mapping[Any, Callable[[object], Any]] = {
    bool: lambda entry: entry if isinstance(entry, bool) else None,
    int: lambda entry: entry if type(entry) is int and 0 <= entry < 10**MAX_DIGITS else None,
    DAY: lambda entry: entry if type(entry) is dt.date else None,
    TEXTS: texts_of,
}
