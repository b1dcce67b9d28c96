"""
The errors of the parts of a file, gathered while the others are read.
"""

from __future__ import annotations

from resultsframework.errors import FormatError, Problem

__all__ = ["Gathered"]

# Errors that are kept; of any more, only the number is.
MOST = 1_000


class Gathered:
    """
    The errors of the files of an archive, or of the activities of a file: the first thousand, and the last.

    Attributes:
        kept: The first errors, without what was in memory where they occurred.

        kinds: The classes of all errors.

        last: The last error.
    """

    last: FormatError

    def __init__(self) -> None:
        self.kept: list[FormatError] = []
        self.kinds: set[type[FormatError]] = set()
        self._number = 0

    def add(self, error: FormatError) -> None:
        """Take in one more error."""
        self._number += 1
        # The frames of a traceback hold the parser and all that it has read.
        self.last = error.with_traceback(None)
        self.last.__context__ = None
        self.kinds.add(type(error))
        if len(self.kept) < MOST:
            self.kept.append(error)

    def __len__(self) -> int:
        return self._number

    def left_out(self, parts: str) -> tuple[Problem, ...]:
        """The number of errors that were not kept, as a problem; none where all were."""
        more = self._number - len(self.kept)
        return (Problem(f"{more:,} more {parts} cannot be read"),) if more else ()
