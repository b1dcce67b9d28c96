"""
The rules as a terminal shows them, all in a list or one explained, and as a program reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs
from rich.text import Text

from resultsframework.rules import PROFILES, RULES, Options, meaning_of_option

from ._findings import STYLES
from ._lines import hanging, labelled

if TYPE_CHECKING:
    from resultsframework import Rule

__all__ = ["explained", "rule_lines", "rule_records"]


def rule_lines(rules: Iterable[Rule], width: int) -> Iterator[Text]:
    """One line a rule."""
    for rule in rules:
        label = f"{rule.code.ljust(6)} {rule.severity.value.ljust(7)}"
        yield from hanging(label, rule.title, width, STYLES[rule.severity])


def explained(rule: Rule, width: int) -> Iterator[Text]:
    """The page of a rule: the assertion, its rationale, examples, advice, options and references."""
    yield Text(f"{rule.code} {rule.title}", "bold")
    facts = [
        ("severity", ", ".join((rule.severity.value, *_otherwise(rule)))),
        ("what it does", rule.summary),
        ("rationale", rule.rationale),
    ]
    facts += [("reported", example) for example in rule.fires]
    facts += [("accepted", example) for example in rule.silent]
    facts += [("what to do", rule.advice)]
    facts += [("correction", "validate --fix corrects it, without changing a meaning")] if rule.fix else []
    facts += [("option", text) for text in _options(rule)]
    causes = ", ".join(other.code for other in RULES if rule.code in other.implied_by)
    facts += [("page", rule.page)] if rule.page else []
    facts += [("reference", rule.source), ("follows from", ", ".join(rule.implied_by)), ("causes", causes)]
    yield from labelled(facts, width)


def _options(rule: Rule) -> Iterator[str]:
    """The options of a rule, each with its default and its meaning."""
    fields = attrs.fields_dict(Options)
    for name in rule.options:
        # An installed rule may mark a word that is no option.
        if name in fields:
            yield f"{name} (default: {fields[name].default}): {meaning_of_option(name)}"


def _otherwise(rule: Rule) -> Iterator[str]:
    """The severities of the rule in profiles that change it, and the profiles that have it if not all do."""
    for profile in PROFILES:
        weight = profile.severities.get(rule.code, rule.severity)
        if rule in profile.rules and weight is not rule.severity:
            yield f"{weight.value} in the profile {profile.name}"
    having = [profile.name for profile in PROFILES if rule in profile.rules]
    if 0 < len(having) < len(PROFILES):
        yield f"only in the profile {', '.join(having)}"


def rule_records(rules: Iterable[Rule]) -> list[dict[str, object]]:
    """The rules for a program."""
    return [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "title": rule.title,
            "summary": rule.summary,
            "rationale": rule.rationale,
            "options": list(rule.options),
            "source": rule.source,
            "fires": list(rule.fires),
            "silent": list(rule.silent),
            "advice": rule.advice,
            "implied_by": list(rule.implied_by),
            "corrects": rule.fix is not None,
            "page": rule.page,
        }
        for rule in rules
    ]
