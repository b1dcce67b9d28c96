"""
Two or more frameworks: their differences, merging copies of an indicator, similarity of statements and series.

This package holds everything that compares nodes, indicators or whole frameworks with one another. Comparing reported
values with planned ones belongs to `resultsframework.monitoring`.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._diff import NOTHING, Difference, Nothing, difference, differing_fields, same
    from ._merge import MergeGroup, MergeReport, merge_periods
    from ._similarity import Likeness, alike_in_words, equal_in, hashes_of, same_series

__all__ = [
    "NOTHING",
    "Difference",
    "Likeness",
    "MergeGroup",
    "MergeReport",
    "Nothing",
    "alike_in_words",
    "difference",
    "differing_fields",
    "equal_in",
    "hashes_of",
    "merge_periods",
    "same",
    "same_series",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "_diff": "NOTHING Difference Nothing difference differing_fields same",
        "_merge": "MergeGroup MergeReport merge_periods",
        "_similarity": "Likeness alike_in_words equal_in hashes_of same_series",
    },
)
