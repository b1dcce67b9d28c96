"""
Three-way merging: what each of two people changed in one framework, together, and where they contradict each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from resultsframework.expression import repr_of
from resultsframework.framework import check_framework
from resultsframework.table import Column, Table

from ._in_words import in_words
from ._merged_tree import MergedTree

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework

    from ._conflict import Conflict

__all__ = ["Merged", "merge"]


@attrs.frozen(kw_only=True)
class Merged:
    """
    The outcome of a three-way merge. Not in IATI.

    Attributes:
        framework: The framework with the changes of both; where they contradict each other, with ours.

        conflicts: The changes that contradict each other, in the order of the base.
    """

    framework: ResultsFramework
    conflicts: tuple[Conflict, ...] = ()

    __repr__ = repr_of

    def table(self) -> Table:
        """A table of the conflicts, one row each."""
        columns = map(Column, ("path", "node", "field", "base", "ours", "theirs"))
        rows = ((c.path, c.node, c.field, *map(in_words, (c.base, c.ours, c.theirs))) for c in self.conflicts)
        return Table.of(columns, rows, "conflicts")

    def __str__(self) -> str:
        """The conflicts, one a line."""
        return "\n".join(map(str, self.conflicts)) or "no conflicts"


def merge(base: ResultsFramework, ours: ResultsFramework, theirs: ResultsFramework) -> Merged:
    """
    Merge the changes that two people made to one framework.

    What one of them changed is taken, and what both changed in the same way once: fields, values of indicators,
    budgets, tags, results and indicators that came, went or moved. What both changed differently is a conflict with all
    three values, and the framework keeps ours. Nodes are matched as `diff` matches them.

    Args:
        base: The framework that both began with.

        ours: Our version.

        theirs: Their version.

    Raises:
        InvalidValueError: One of them is no framework.

    >>> from resultsframework import Output, ResultsFramework
    >>> base = ResultsFramework(results=(Output(code="1", title="Wells"),))
    >>> merged = merge(base, base.replace("1", title="Taps"), base.replace("1", title="Pumps", humanitarian=True))
    >>> merged.framework.at("1").title, merged.framework.at("1").humanitarian
    ('Taps', True)
    >>> print(merged)
    1 Taps: title: base "Wells", ours "Taps", theirs "Pumps"
    """
    for given in (base, ours, theirs):
        check_framework(given, "merge")
    if theirs in (base, ours):
        return Merged(framework=ours)
    if base == ours:
        return Merged(framework=theirs)
    tree = MergedTree(base, ours, theirs)
    framework: ResultsFramework = tree.made()
    return Merged(framework=framework, conflicts=tuple(tree.conflicts))
