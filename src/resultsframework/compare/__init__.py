"""
Two or more frameworks: merging the periods of repeated activities, similarity of statements and series.

The room for what is the same and what differs between nodes, indicators or whole frameworks.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._merge import MergeGroup, MergeReport, merge_periods
    from ._similarity import Likeness, alike_in_words, equal_in, hashes_of, same_series

__all__ = [
    "Likeness",
    "MergeGroup",
    "MergeReport",
    "alike_in_words",
    "equal_in",
    "hashes_of",
    "merge_periods",
    "same_series",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "_merge": "MergeGroup MergeReport merge_periods",
        "_similarity": "Likeness alike_in_words equal_in hashes_of same_series",
    },
)
