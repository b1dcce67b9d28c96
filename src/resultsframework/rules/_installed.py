"""
Rules of other installed packages, found through their entry points.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

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
    # A package that is installed twice offers the same rule twice.
    found = dict.fromkeys(rule for point in entry_points(group=GROUP) for rule in _rules_of(point))
    return tuple(sorted(found, key=lambda rule: rule.code))


def _rules_of(point: EntryPoint) -> tuple[Rule, ...]:
    try:
        offered = point.load()
    except (ImportError, AttributeError) as error:
        msg = f"the entry point {point.name!r} of {GROUP} leads to {point.value!r}, which is not there: {error}"
        raise InvalidValueError(msg) from error
    rules = tuple(offered) if isinstance(offered, Iterable) else (offered,)
    for rule in rules:
        if not isinstance(rule, Rule):
            where = f"the entry point {point.name!r} of {GROUP} leads to {point.value!r}"
            msg = f"{where}, where {rule!r} is no rule; decorate the function with @rule(...)"
            raise InvalidValueError(msg)
    return rules
