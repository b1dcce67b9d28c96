"""
Which rules are asked, and how much each weighs: the profiles, and the choice among their rules.
"""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import attrs

from resultsframework.errors import InvalidValueError, NotFoundError

from . import baseline, budget, funding, series, tags
from ._context import Options
from ._engine import Check, Rule
from .report import Ignored, Severity, nearest

__all__ = ["ALL_RULES", "PROFILES", "Ignore", "Profile", "profile_of", "selected"]

# A code or prefix, or one with the reason why it is ignored.
Ignore: TypeAlias = str | Mapping[str, str | None] | Iterable[str | tuple[str, str | None]]

FAMILIES = (baseline, budget, funding, series, tags)
ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (member for family in FAMILIES for member in vars(family).values() if isinstance(member, Rule)),
        key=lambda rule: rule.code,
    )
)


@attrs.frozen(kw_only=True)
class Profile:
    """
    A choice of rules for one purpose.

    Attributes:
        name: What it is called.

        rules: Its rules, by code.

        severities: How much a rule weighs here, where it is not as the rule says.

        options: The thresholds.
    """

    name: str
    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = MappingProxyType({})
    options: Options = attrs.field(factory=Options)


# What only a file of the International Aid Transparency Initiative is asked for, and what weighs more there.
IATI_ONLY = frozenset({"BUD09", "TAG09", "TAG13"})
IATI_ERRORS = ("BAS01", "BAS08", "BUD08")

GENERAL_RULES = tuple(rule for rule in ALL_RULES if rule.code not in IATI_ONLY)

# The default; the UN Women portal's, where headquarters report some indicators; IATI 2.03; and one in which whatever
# somebody has to explain is an error.
PROFILES: tuple[Profile, ...] = (
    Profile(name="default", rules=GENERAL_RULES),
    Profile(name="unwomen", rules=GENERAL_RULES, options=Options(exempt_desk_review=True)),
    Profile(
        name="iati-2.03",
        rules=ALL_RULES,
        severities=MappingProxyType(dict.fromkeys(IATI_ERRORS, Severity.ERROR)),
    ),
    Profile(
        name="strict",
        rules=GENERAL_RULES,
        severities=MappingProxyType(
            {rule.code: Severity.ERROR for rule in GENERAL_RULES if rule.severity is Severity.WARNING}
        ),
    ),
)


class Selection(NamedTuple):
    """The rules to run, what each weighs, and what was left out."""

    checks: tuple[Check, ...]
    ignored: tuple[Ignored, ...]


def profile_of(profile: str | Profile) -> Profile:
    """
    The profile of this name; a profile stays as it is.

    Raises:
        NotFoundError: There is none of this name; the error names the nearest.
    """
    if isinstance(profile, Profile):
        return profile
    found = next((known for known in PROFILES if known.name == profile), None)
    if found is None:
        names = tuple(known.name for known in PROFILES)
        raise NotFoundError(profile, nearest(profile, names) or names, "the profiles")
    return found


def selected(profile: Profile, rules: Iterable[Rule], select: str | Iterable[str], ignore: Ignore) -> Selection:
    """
    The rules of a profile and the user's own, less what is not selected and what is ignored.

    A code that is selected in full is run even where the profile does not have it.

    Raises:
        InvalidValueError: Something is no rule, two rules share a code, or rules imply each other in a circle.

        NotFoundError: No rule has a code that begins so; the error names the nearest codes.
    """
    own = tuple(rules)
    known: dict[str, Rule] = {rule.code: rule for rule in ALL_RULES} | {rule.code: rule for rule in profile.rules}
    offered = {rule.code: rule for rule in profile.rules}
    for rule in own:
        if not isinstance(rule, Rule):
            msg = f"{rule!r} is no rule; decorate the function with @rule(...)"
            raise InvalidValueError(msg)
        if known.setdefault(rule.code, rule) is not rule:
            msg = f"{rule.code} is the code of {known[rule.code].name} already; give {rule.name} another"
            raise InvalidValueError(msg)
        offered[rule.code] = rule
    wanted = (select,) if isinstance(select, str) else tuple(select)
    ignored = _ignored(ignore)
    for entry in (*wanted, *(item.code for item in ignored)):
        if not entry or not any(code.startswith(entry) for code in known):
            raise NotFoundError(entry, nearest(entry, tuple(known)), "the rules")
    if wanted:
        chosen = {code: rule for code, rule in offered.items() if code.startswith(wanted)}
        offered = chosen | {code: known[code] for code in wanted if code in known}
    left_out = tuple(item.code for item in ignored)
    kept = [known[code] for code in sorted(offered) if not code.startswith(left_out)]
    _refuse_circles(kept)
    return Selection(tuple(Check(rule, profile.severities.get(rule.code, rule.severity)) for rule in kept), ignored)


def _ignored(ignore: Ignore) -> tuple[Ignored, ...]:
    if isinstance(ignore, str):
        return (Ignored(ignore),)
    if isinstance(ignore, Mapping):
        return tuple(Ignored(code, reason) for code, reason in ignore.items())
    return tuple(Ignored(entry) if isinstance(entry, str) else Ignored(*entry) for entry in ignore)


def _refuse_circles(rules: Iterable[Rule]) -> None:
    """Refuse rules of which each is the cause of the other: their findings would hide one another."""
    try:
        graphlib.TopologicalSorter({rule.code: rule.implied_by for rule in rules}).prepare()
    except graphlib.CycleError as error:
        circle = ", ".join(error.args[1])
        msg = f"rules imply each other in a circle: {circle}; take one out of implied_by"
        raise InvalidValueError(msg) from None
