"""
Corrections that lose nothing and change no meaning, made by the rules that know how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.compare import differing_fields
from resultsframework.observation import ObservationSeries
from resultsframework.path import changed, resolve

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._engine import Rule
    from ._finding import Finding

__all__ = ["Fix", "Fixed", "mended"]


@attrs.frozen(kw_only=True)
class Fix:
    """
    One correction that was made.

    Attributes:
        code: The code of the rule that found what was wrong, and made the correction.

        path: The node that was corrected.

        title: The title of the rule.

        before: The facts that were removed, one a line, each with its field.

        after: The facts that take their place, one a line, each with its field.
    """

    code: str
    path: str
    title: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The correction as a diff."""
        head = f"{self.path or 'the framework'}: {self.code} {self.title}"
        return "\n".join([head, *(f"- {line}" for line in self.before), *(f"+ {line}" for line in self.after)])


@attrs.frozen
class Fixed:
    """
    A framework after what could be corrected was corrected.

    Attributes:
        framework: The framework; the same where there was nothing to correct.

        fixes: What was corrected, in the order of the framework.
    """

    framework: ResultsFramework
    fixes: tuple[Fix, ...] = ()

    def __iter__(self) -> Iterator[Fix]:
        return iter(self.fixes)

    def __len__(self) -> int:
        return len(self.fixes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.fixes)) or "nothing to correct"


def mended(framework: ResultsFramework, findings: Iterable[Finding], rules: Iterable[Rule]) -> Fixed:
    """What the rules that can do so make of a framework, at each node where they found something."""
    fixes_of = {rule.code: (rule, rule.fix) for rule in rules if rule.fix is not None}
    found = ((fixes_of[f.code][0], f.path) for f in findings if f.code in fixes_of)
    places = dict.fromkeys((rule.code, _node_of(framework, rule, path)) for rule, path in found)
    fixes: list[Fix] = []
    for code, path in places:
        chain = resolve(framework, path)
        node = chain[-1].node
        rule, correct = fixes_of[code]
        fields = list(differing_fields(node, correct(node)))
        if fields:
            before = Counter(line for field in fields for line in _lines(field.field, field.before))
            after = Counter(line for field in fields for line in _lines(field.field, field.after))
            fixes.append(
                Fix(
                    code=code,
                    path=path,
                    title=rule.title,
                    before=tuple((before - after).elements()),
                    after=tuple((after - before).elements()),
                )
            )
            framework = changed(chain, {field.field: field.after for field in fields})
    return Fixed(framework, tuple(fixes))


def _node_of(framework: ResultsFramework, rule: Rule, path: str) -> str:
    """The path of the node that a rule looked at: the lowest one of its classes on the way to what it found."""
    steps = path.split("/") if path else []
    ways = ("/".join(steps[:length]) for length in range(len(steps), 0, -1))
    return next((way for way in ways if isinstance(framework.at(way), rule.on)), "")


def _lines(field: str, value: Any) -> Iterator[str]:
    """The value of a field, a fact a line: each period of a series, each item of a collection, nothing where empty."""
    parts: Iterator[str]
    if isinstance(value, ObservationSeries):
        parts = filter(None, str(value).split(" | "))
    elif isinstance(value, tuple):
        parts = map(repr, value)
    else:
        parts = iter(() if value is None else (repr(value),))
    return (f"{field}: {part}" for part in parts)
