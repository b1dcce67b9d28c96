"""
Assertions about frameworks for the tests of other projects, with messages that name the difference and its path.
"""

from __future__ import annotations

import importlib
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework import compare
from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.rules import Profile, Severity, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from resultsframework.framework import ResultsFramework

__all__ = ["assert_finds", "assert_round_trip", "assert_same", "assert_valid"]

SHOWN = 200
ABSENT = "nothing"


def assert_same(one: object, other: object) -> None:
    """
    Assert that two values are equal and of the same type: yes is not 1, an outcome not an output.

    Args:
        one: A framework, or any part of one.

        other: The value that it should equal.

    Raises:
        AssertionError: They differ. The message names the first difference, with the path that ``framework.at``
            resolves and both values.
    """
    found = next(compare.difference(one, other, stored=True), None)
    if found is not None:
        left, right = (_short(_described(*pair)) for pair in ((found.before, found.after), (found.after, found.before)))
        place = "/".join(filter(None, (found.path, found.field))) or "the root"
        msg = f"they differ at {place}:\n  one:   {left}\n  other: {right}"
        raise AssertionError(msg)


def assert_round_trip(framework: ResultsFramework, format: str = "json") -> None:
    """
    Assert that a framework written in a format is read back equal, and that writing it again gives the same text.

    Args:
        framework: The framework.

        format: The name of a text format.

    Raises:
        AssertionError: Something was lost or changed; the message names the first place.

        InvalidValueError: There is no text format of that name.
    """
    module = _text_format(format)
    text: str = module.dumps(framework)
    again: ResultsFramework = module.loads(text)
    try:
        assert_same(framework, again)
    except AssertionError as error:
        msg = f"{format} does not give the framework back; {error}"
        raise AssertionError(msg) from None
    second: str = module.dumps(again)
    if second != text:
        pairs = enumerate(zip_longest(text.split("\n"), second.split("\n"), fillvalue=ABSENT), 1)
        line, (old, new) = next((number, pair) for number, pair in pairs if pair[0] != pair[1])
        msg = f"{format} writes what it read in another way; line {line}:\n  {_short(old)}\n  {_short(new)}"
        raise AssertionError(msg)


def assert_valid(
    framework: ResultsFramework,
    *,
    profile: str | Profile = "default",
    reporting_year: int | None = None,
    compare_with: ResultsFramework | Iterable[ResultsFramework] = (),
) -> None:
    """
    Assert that no rule finds an error or a warning.

    Args:
        framework: The framework.

        profile: The rules to apply.

        reporting_year: The last year whose values are due; the framework's own where not given.

        compare_with: The framework of a partner to compare with, or several.

    Raises:
        AssertionError: Something was found; the message is the report of it.
    """
    report = validate(
        framework, profile=profile, reporting_year=reporting_year, compare_with=compare_with, implied=True
    )
    found = report.at_least(Severity.WARNING)
    if found:
        raise AssertionError(str(attrs.evolve(report, findings=found)))


def assert_finds(
    framework: ResultsFramework,
    code: str,
    *,
    only: bool = False,
    profile: str | Profile = "default",
    reporting_year: int | None = None,
    compare_with: ResultsFramework | Iterable[ResultsFramework] = (),
) -> None:
    """
    Assert that a rule finds something.

    Args:
        framework: The framework.

        code: The code of the rule, such as "BAS02".

        only: No other rule may find anything, except rules of which one declares the other as its cause.

        profile: The rules to apply; see `circumstances` for rules that are not in the default profile.

        reporting_year: The last year whose values are due; the framework's own where not given.

        compare_with: The framework of a partner to compare with, or several.

    Raises:
        AssertionError: The rule finds nothing, or another rule does find something; the message is the report.

        NotFoundError: The profile has no rule with this code.
    """
    report = validate(
        framework, profile=profile, reporting_year=reporting_year, compare_with=compare_with, implied=True
    )
    if not report.by_code[code]:
        msg = f"{code} finds nothing. {report}"
        raise AssertionError(msg)
    causes = {rule.code: rule.implied_by for rule in report.rules}
    others = tuple(finding for finding in report if finding.code not in _follow(code, causes))
    if only and others:
        msg = f"not only {code} finds something. {attrs.evolve(report, findings=others)}"
        raise AssertionError(msg)


def _follow(code: str, causes: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The rule, its causes, and the rules that declare it as their cause, directly or not."""
    follow = {code}
    while more := {other for other, by in causes.items() if follow.intersection(by)} - follow:
        follow |= more
    return follow | set(causes[code])


def _text_format(name: str) -> Any:
    from resultsframework.formats import format_named

    try:
        known = format_named(name)
    except NotFoundError as error:
        msg = f"{name!r} is no text format that can be written and read; 'json' is one"
        raise InvalidValueError(msg) from error
    return importlib.import_module(known.module)


def _described(value: Any, other: Any) -> str:
    """The value as text, with its class where that of the other is not the same."""
    if value is compare.NOTHING:
        return ABSENT
    if other is compare.NOTHING or type(value) is type(other):
        return repr(value)
    return f"{type(value).__name__} {value!r}"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
