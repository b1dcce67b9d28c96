"""
Corrections that lose nothing and change no meaning, made by the rules that know how.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

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

        title: What was wrong with it.

        before: What it said, a fact a line, and says no more.

        after: What it says instead.
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
        new = correct(node)
        if new != node:
            before, after = _lines(node), _lines(new)
            lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
            fixes.append(
                Fix(
                    code=code,
                    path=path,
                    title=rule.title,
                    before=tuple(line[1:] for line in lines if line.startswith("-")),
                    after=tuple(line[1:] for line in lines if line.startswith("+")),
                )
            )
            names = (field for field in attrs.fields(type(node)) if field.eq)
            framework = changed(chain, {str(field.alias): getattr(new, field.name) for field in names})
    return Fixed(framework, tuple(fixes))


def _node_of(framework: ResultsFramework, rule: Rule, path: str) -> str:
    """The path of the node that a rule looked at: the lowest one of its classes on the way to what it found."""
    steps = path.split("/") if path else []
    ways = ("/".join(steps[:length]) for length in range(len(steps), 0, -1))
    return next((way for way in ways if isinstance(framework.at(way), rule.on)), "")


def _lines(node: Any) -> list[str]:
    """What a node says, a fact a line: fields that hold nothing are left out."""
    lines: list[str] = []
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if isinstance(value, ObservationSeries):
            lines += (f"{field.alias}: {part}" for part in str(value).split(" | "))
        elif isinstance(value, tuple):
            lines += (f"{field.alias}: {item!r}" for item in value)
        elif field.eq and value is not None:
            lines.append(f"{field.alias}: {value!r}")
    return lines
