"""
One activity of a file: its fields, its results as a flat list, and their positions in the tree.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from resultsframework.framework import ResultsFramework

__all__ = ["LAYOUTS", "Activity", "Position"]

LAYOUTS = ("flat", "outcome-activity", "hierarchical")
# The position of a result in the tree: the index on each level, the highest first.
Position: TypeAlias = tuple[int, ...]
NOTHING = ResultsFramework()


@attrs.frozen(kw_only=True)
class Activity:
    """
    An activity of a file.

    Attributes:
        framework: Its fields as a framework, with a flat list of results.

        positions: The position of each result in the tree.

        layout: The layout it was written in, where the file declares it.

        part: Its number among the activities that make one framework; the first is 1.

        parts: The number of activities that make the framework.

        subject: The position of the result that the activity is; None where it is the framework.

        has_own_identifier: True if the result that it is has this identifier too, and not the activity alone.

        frame: The framework's own values of the fields that the activity states for its subject.

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
