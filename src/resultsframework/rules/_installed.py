"""
Rules of other installed packages, found through their entry points.
"""

from __future__ import annotations

from collections.abc import Iterable

from resultsframework._plugins import offered
from resultsframework.errors import InvalidValueError

from ._rule import Rule

__all__ = ["GROUP", "installed_rules"]

GROUP = "resultsframework.rules"


def installed_rules() -> tuple[Rule, ...]:
    """
    The rules that installed packages offer under the entry points ``resultsframework.rules``, by code.

    The command line runs them; `validate` only runs those that it is given as ``rules``, so that the same call finds
    the same on every machine.

    Raises:
        InvalidValueError: An entry point leads nowhere, or to something that is not a rule.
    """
    found = dict.fromkeys(rule for where, thing in offered(GROUP) for rule in _rules_of(where, thing))
    return tuple(sorted(found, key=lambda rule: rule.code))


def _rules_of(where: str, thing: object) -> tuple[Rule, ...]:
    rules = tuple(thing) if isinstance(thing, Iterable) else (thing,)
    for rule in rules:
        if not isinstance(rule, Rule):
            msg = f"{where}, where {rule!r} is no rule; decorate the function with @rule(...)"
            raise InvalidValueError(msg)
    return rules
