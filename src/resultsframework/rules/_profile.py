"""
`RULES` and `PROFILES`: all rules, the rules selected for each purpose, and their severities.
"""

from __future__ import annotations

import functools
import graphlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import attrs

from resultsframework._plugins import offered, offered_names
from resultsframework.errors import InvalidValueError, NotFoundError

from . import (
    absence,
    achieved,
    baseline,
    budget,
    cells,
    codes,
    crossing,
    documents,
    duplicates,
    funding,
    iati,
    iati_money,
    iati_parts,
    iati_results,
    logframe,
    nl_mfa,
    parts,
    periods,
    programmes,
    repetition,
    revision,
    series,
    statements,
    structure,
    tags,
    targets,
    texts,
    values,
)
from ._engine import Check, Checklist
from ._failure import RULE_FAILED
from ._finding import Ignored, Severity
from ._rule import Rule
from ._validation import Options
from .report import nearest

__all__ = ["PROFILES", "RULES", "Ignore", "Profile", "profile_of", "refuse_unknown", "selected"]

GROUP = "resultsframework.profiles"
# A code or the beginning of codes, alone, with the reason for ignoring it, or with the places too.
Ignore: TypeAlias = str | Ignored | Mapping[str, str | None] | Iterable[str | tuple[str, str | None] | Ignored]

FAMILIES = (
    absence,
    achieved,
    baseline,
    budget,
    cells,
    codes,
    crossing,
    documents,
    duplicates,
    funding,
    iati,
    iati_money,
    iati_parts,
    iati_results,
    logframe,
    nl_mfa,
    parts,
    periods,
    programmes,
    repetition,
    revision,
    series,
    statements,
    structure,
    tags,
    targets,
    texts,
    values,
)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (member for family in FAMILIES for member in vars(family).values() if isinstance(member, Rule)),
        key=lambda rule: rule.code,
    )
)
BUILT_IN = frozenset(rule.code for rule in (*RULES, RULE_FAILED))


@attrs.frozen(kw_only=True)
class Profile:
    """
    Rules selected for one purpose, with their severities and thresholds.

    Attributes:
        name: The name.

        rules: Its rules, by code; among them may be rules of your own.

        select: Codes of rules, or the beginnings of codes; only these are run. All where empty.

        ignore: The ignore list: findings left out of the report, with reasons and places.

        severities: Severities that differ from the rules' own, by code.

        options: The thresholds.
    """

    name: str
    rules: tuple[Rule, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[Ignored, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    options: Options = attrs.field(factory=Options)

    @functools.cached_property
    def selection(self) -> ChosenRules:
        """Its rules ready to run, as long as nothing is added; computed once for all frameworks."""
        return _selection(self, (), (), ())


# Rules that only concern IATI files, and rules that are errors there.
IATI_ONLY = ("BUD09", "IAT", "TAG09", "TAG13", "VAL08", "VAL09")
IATI_ERRORS = ("BAS01", "BAS08", "BUD08", "DOC02", "STR02", "VAL10")
# Rules for the partners of one donor.
DONOR_ONLY = ("NLM",)
# Rules about columns that most publications leave out.
STRICT_ONLY = ("LOG02",)

GENERAL_RULES = tuple(rule for rule in RULES if not rule.code.startswith((*IATI_ONLY, *DONOR_ONLY, *STRICT_ONLY)))
STRICT_RULES = tuple(rule for rule in RULES if not rule.code.startswith((*IATI_ONLY, *DONOR_ONLY)))

# The default; the UN Women portal, where headquarters report some indicators and codes have five forms; IATI 2.03; what
# the reader of results at the Netherlands Ministry of Foreign Affairs needs, by help pages of 2023 and not by its
# guideline; and one in which every warning is an error, and
# indicators have means of verification.
PROFILES: tuple[Profile, ...] = (
    Profile(name="default", rules=GENERAL_RULES),
    Profile(
        name="unwomen",
        rules=GENERAL_RULES,
        options=Options(exempt_desk_review=True, code_patterns=codes.UN_WOMEN_CODES),
    ),
    Profile(
        name="iati-2.03",
        rules=tuple(rule for rule in RULES if not rule.code.startswith((*DONOR_ONLY, *STRICT_ONLY))),
        severities=MappingProxyType(dict.fromkeys(IATI_ERRORS, Severity.ERROR)),
    ),
    Profile(
        name="nl-mfa",
        rules=tuple(rule for rule in RULES if not rule.code.startswith((*IATI_ONLY, *STRICT_ONLY))),
    ),
    Profile(
        name="strict",
        rules=STRICT_RULES,
        severities=MappingProxyType(
            {rule.code: Severity.ERROR for rule in STRICT_RULES if rule.severity is Severity.WARNING}
        ),
    ),
)


class ChosenRules(NamedTuple):
    """The rules to run, and the ignore list of their report."""

    checklist: Checklist
    ignored: tuple[Ignored, ...]


def profile_of(profile: str | Profile) -> Profile:
    """
    The profile of this name; a profile is returned unchanged.

    A name that is none of `PROFILES` is looked up among the profiles that installed packages offer under the entry
    points ``resultsframework.profiles``.

    Raises:
        NotFoundError: There is no profile of this name; the error names the nearest.

        InvalidValueError: The entry point of this name leads nowhere, or to something that is not a profile, or several
            packages offer one of this name.
    """
    if isinstance(profile, Profile):
        return profile
    found = next((one for one in PROFILES if one.name == profile), None)
    return _installed_profile(profile) if found is None else found


def _installed_profile(name: str) -> Profile:
    """The profile that an installed package offers under a name."""
    found = dict(offered(GROUP, name))
    if not found:
        names = (*(one.name for one in PROFILES), *offered_names(GROUP))
        raise NotFoundError(name, nearest(name, names) or names, "the profiles")
    if len(found) > 1:
        msg = f"several installed packages offer a profile {name!r}: {'; '.join(sorted(found))}; uninstall all but one"
        raise InvalidValueError(msg)
    where, profile = found.popitem()
    if not isinstance(profile, Profile):
        msg = f"{where}, where {profile!r:.80} is no Profile; profile_from(settings, rules=...) makes one"
        raise InvalidValueError(msg)
    return profile


def selected(profile: Profile, rules: Iterable[Rule], select: str | Iterable[str], ignore: Ignore) -> ChosenRules:
    """
    The selected rules of a profile and the user's own.

    A code that is selected in full is run even where the profile lacks it. Ignored rules are run too, since the report
    counts the findings that it leaves out.

    Raises:
        InvalidValueError: An entry is not a rule, two rules share a code, or rules imply each other in a circle.

        NotFoundError: No rule has a code with this beginning; the error names the nearest codes.
    """
    added = tuple(rules), (select,) if isinstance(select, str) else tuple(select), _ignored(ignore)
    return _selection(profile, *added) if any(added) else profile.selection


def _selection(
    profile: Profile, rules: tuple[Rule, ...], select: tuple[str, ...], ignore: tuple[Ignored, ...]
) -> ChosenRules:
    known: dict[str, Rule] = {rule.code: rule for rule in (*RULES, RULE_FAILED, *profile.rules)}
    offered = {rule.code: rule for rule in profile.rules}
    for rule in rules:
        if not isinstance(rule, Rule):
            msg = f"{rule!r} is not a rule; decorate the function with @rule(...)"
            raise InvalidValueError(msg)
        if known.setdefault(rule.code, rule) is not rule:
            msg = f"{rule.code} is the code of {known[rule.code].name} already; give {rule.name} another"
            raise InvalidValueError(msg)
        offered[rule.code] = rule
    wanted, ignored = select or profile.select, (*profile.ignore, *ignore)
    for entry in (*wanted, *(item.code for item in ignored)):
        refuse_unknown(entry, known)
    if wanted:
        chosen = {code: rule for code, rule in offered.items() if code.startswith(wanted)}
        offered = chosen | {code: known[code] for code in wanted if code in known}
    ordered = [offered[code] for code in sorted(offered)]
    out = tuple(item.code for item in ignored if not item.at)
    _refuse_circles(rule for rule in ordered if not rule.code.startswith(out))
    severities = profile.severities
    checks = (Check(r, severities.get(r.code, r.severity), r.code not in BUILT_IN) for r in ordered)
    return ChosenRules(Checklist(checks), ignored)


def refuse_unknown(entry: str, codes: Iterable[str]) -> None:
    """Raise an error for a code, or the beginning of one, that no rule has; it names the nearest."""
    known = tuple(codes)
    if not entry or not any(code.startswith(entry) for code in known):
        raise NotFoundError(entry, nearest(entry, known), "the rules")


def _ignored(ignore: Ignore) -> tuple[Ignored, ...]:
    if isinstance(ignore, str):
        return (Ignored(ignore),)
    if isinstance(ignore, Ignored):
        return (ignore,)
    if isinstance(ignore, Mapping):
        return tuple(Ignored(code, reason) for code, reason in ignore.items())
    return tuple(item for entry in ignore for item in _one_ignored(entry))


def _one_ignored(entry: str | tuple[str, str | None] | Ignored) -> tuple[Ignored, ...]:
    return (Ignored(*entry),) if isinstance(entry, tuple) else _ignored(entry)


def _refuse_circles(rules: Iterable[Rule]) -> None:
    """Raise an error for rules that are causes of each other: their findings would hide one another."""
    try:
        graphlib.TopologicalSorter({rule.code: rule.implied_by for rule in rules if rule.implied_by}).prepare()
    except graphlib.CycleError as error:
        circle = ", ".join(error.args[1])
        msg = f"rules imply each other in a circle: {circle}; take one out of implied_by"
        raise InvalidValueError(msg) from None
