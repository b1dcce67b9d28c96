"""
One activity of a file: what describes it, its results one beside the other, and where each of them belongs.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from resultsframework.framework import ResultsFramework

__all__ = ["LAYOUTS", "Activity", "Position"]

LAYOUTS = ("flat", "outcome-activity", "hierarchical")
# Where a result stands in the tree: the index on each level, the highest first.
Position: TypeAlias = tuple[int, ...]
NOTHING = ResultsFramework()


@attrs.frozen(kw_only=True)
class Activity:
    """
    An activity as it stands in a file.

    Attributes:
        framework: What describes it; its results are not nested in each other.

        positions: Where each of the results stands in the tree.

        layout: The layout it was written in, where the file says so.

        part: Which of the activities that make one framework it is; the first is 1.

        parts: How many activities make the framework.

        subject: Where the result stands that the activity itself is; None where it is the framework.

        has_own_identifier: Whether the result that it is has this identifier too, or the activity alone.

        frame: What the framework says of itself, where the activity says it of its subject.

        related: The activities above (type 1) and below (type 2) it: type and identifier.
    """

    framework: ResultsFramework
    positions: tuple[Position, ...] = ()
    layout: str | None = None
    part: int = 1
    parts: int = 1
    subject: Position | None = None
    has_own_identifier: bool = True
    frame: ResultsFramework = NOTHING
    related: tuple[tuple[str, str], ...] = ()
