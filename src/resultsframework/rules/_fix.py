"""
`fix`: corrections that lose nothing and change no meaning, and the record of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.compare import differing_fields
from resultsframework.edit import changed
from resultsframework.path import children_of, resolve, steps_of
from resultsframework.series import ObservationSeries

from ._validate import validate

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._finding import Finding
    from ._profile import Ignore, Profile
    from ._rule import Correction, Rule

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


class Task(NamedTuple):
    """A rule that corrects, the steps from a node of the tree to the part to correct, and the line of the finding."""

    rule: Rule
    correct: Correction
    path: str
    steps: str
    line: int | None


def _corrected(framework: ResultsFramework, findings: Iterable[Finding], rules: Iterable[Rule]) -> Fixed:
    """Apply the fix of each rule at each node where the rule found a problem, in one pass over the framework."""
    by_code = {rule.code: (rule, rule.fix) for rule in rules if rule.fix is not None}
    found = [finding for finding in findings if finding.code in by_code]
    if not found:
        return Fixed(framework)
    nodes: Mapping[str, object] = {"": framework, **dict(framework.walk())}
    wanted: dict[str, dict[tuple[str, str], Task]] = {}
    for finding in found:
        rule, correct = by_code[finding.code]
        holder, steps = _place(nodes, rule, finding.path)
        path = "/".join(filter(None, (holder, steps)))
        wanted.setdefault(holder, {}).setdefault((rule.code, path), Task(rule, correct, path, steps, finding.line))
    fixes: dict[tuple[str, str], Fix] = {}

    def corrected(node: Any, path: str) -> Any:
        """The node with its children corrected, and then itself."""
        children = children_of(node)
        changes: dict[str, list[Any]] = {}
        for (field, index, child), step in zip(children, steps_of(node, [c for _, _, c in children]), strict=True):
            new = corrected(child, f"{path}/{step}" if path else step)
            if new is not child:
                changes.setdefault(field, [*getattr(node, field)])[index] = new
        if changes:
            node = attrs.evolve(node, **{field: tuple(items) for field, items in changes.items()})
        for place, task in wanted.get(path, {}).items():
            node, fix = _applied(node, task)
            if fix is not None:
                fixes[place] = fix
        return node

    fixed = corrected(framework, "")
    order = [place for tasks in wanted.values() for place in tasks]
    return Fixed(fixed, tuple(fixes[place] for place in order if place in fixes))


def _applied(node: Any, task: Task) -> tuple[Any, Fix | None]:
    """A node with a correction, and the record of it; None where nothing changes."""
    chain = resolve(node, task.steps)
    part = chain[-1].node
    fields = list(differing_fields(part, task.correct(part)))
    if not fields:
        return node, None
    before = Counter(line for field in fields for line in _lines(field.field, field.before))
    after = Counter(line for field in fields for line in _lines(field.field, field.after))
    fix = Fix(
        code=task.rule.code,
        path=task.path,
        title=task.rule.title,
        before=tuple((before - after).elements()),
        after=tuple((after - before).elements()),
        line=task.line,
    )
    return changed(chain, {field.field: field.after for field in fields}), fix


def _place(nodes: Mapping[str, object], rule: Rule, path: str) -> tuple[str, str]:
    """
    The place of the part that a rule checked, the lowest of its classes on the way to a finding: a node, and steps.

    Args:
        nodes: The framework, its results and indicators by their paths.

        rule: The rule.

        path: The path of the finding.
    """
    steps = path.split("/") if path else []
    depth = next(n for n in range(len(steps), -1, -1) if "/".join(steps[:n]) in nodes)
    places = (("/".join(steps[: min(n, depth)]), "/".join(steps[depth:n])) for n in range(len(steps), -1, -1))
    return next(
        (holder, below) for holder, below in places if isinstance(resolve(nodes[holder], below)[-1].node, rule.on)
    )


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
