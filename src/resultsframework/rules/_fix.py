"""
`fix`: corrections that lose nothing and change no meaning, and the record of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.compare import differing_fields
from resultsframework.edit import changed
from resultsframework.path import resolve
from resultsframework.series import ObservationSeries

from ._validate import validate

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._finding import Finding
    from ._profile import Ignore, Profile
    from ._rule import Rule

__all__ = ["Fix", "Fixed", "fix"]


@attrs.frozen(kw_only=True)
class Fix:
    """
    One correction of a node.

    Attributes:
        code: The code of the rule that found the problem and corrected it.

        path: The path of the corrected node.

        title: The title of the rule.

        before: The facts that were removed, one a line, each with its field.

        after: The facts that take their place, one a line, each with its field.

        line: The 1-based line of the source where the problem was found, if the reader knew it. No part of equality.
    """

    code: str
    path: str
    title: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    line: int | None = attrs.field(default=None, eq=False)

    def __str__(self) -> str:
        """The correction as a diff."""
        line = "" if self.line is None else f" (line {self.line})"
        head = f"{self.path or 'the framework'}: {self.code} {self.title}{line}"
        return "\n".join([head, *(f"- {line}" for line in self.before), *(f"+ {line}" for line in self.after)])


@attrs.frozen
class Fixed:
    """
    A corrected framework, with the corrections made.

    Attributes:
        framework: The framework; the same object where there was nothing to correct.

        fixes: The corrections, in the order of the framework.
    """

    framework: ResultsFramework
    fixes: tuple[Fix, ...] = ()

    def __iter__(self) -> Iterator[Fix]:
        return iter(self.fixes)

    def __len__(self) -> int:
        return len(self.fixes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.fixes)) or "nothing to correct"


def fix(
    framework: ResultsFramework,
    *,
    profile: str | Profile = "default",
    rules: Iterable[Rule] = (),
    select: str | Iterable[str] = (),
    ignore: Ignore = (),
) -> Fixed:
    """
    Correct a framework wherever that loses nothing and changes no meaning.

    A baseline's year 0 becomes no year. A code of another list at the beginning of a statement is copied to the
    references. Values and statements are kept, quotes and spaces included. Ignored findings are not corrected. A
    second call corrects nothing more.

    Args:
        framework: The framework.

        profile: As for `validate`.

        rules: Further rules of your own; those with a `fix` correct.

        select: Codes of rules, or the beginnings of codes; only these correct.

        ignore: Codes, or the beginnings of codes; these do not correct.

    Raises:
        NotFoundError: There is no such profile, or no rule with such a code.

        InvalidValueError: A rule or the framework is of another type.
    """
    report = validate(framework, profile=profile, rules=rules, select=select, ignore=ignore, implied=True)
    return _corrected(framework, report, report.rules)


def _corrected(framework: ResultsFramework, findings: Iterable[Finding], rules: Iterable[Rule]) -> Fixed:
    """Apply the fix of each rule at each node where the rule found a problem."""
    fixes_of = {rule.code: (rule, rule.fix) for rule in rules if rule.fix is not None}
    places: dict[tuple[str, str], int | None] = {}
    for finding in findings:
        if finding.code in fixes_of:
            rule, _ = fixes_of[finding.code]
            places.setdefault((rule.code, _node_of(framework, rule, finding.path)), finding.line)
    fixes: list[Fix] = []
    for (code, path), line in places.items():
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
                    line=line,
                )
            )
            framework = changed(chain, {field.field: field.after for field in fields})
    return Fixed(framework, tuple(fixes))


def _node_of(framework: ResultsFramework, rule: Rule, path: str) -> str:
    """The path of the node that a rule checked: the lowest one of its classes on the way to the finding."""
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
