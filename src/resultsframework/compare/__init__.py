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
    from ._align import align
    from ._alignments import Alignments, Match, MatchKind, TagCheck
    from ._change import Change, ChangeKind, FieldChange
    from ._changes import Changes, diff
    from ._conflict import Conflict
    from ._diff import NOTHING, Difference, difference
    from ._diff import Nothing as Nothing
    from ._diff import differing_fields as differing_fields
    from ._diff import same as same
    from ._merge import MergeGroup, MergeReport, merge_periods
    from ._pairing import Spot as Spot
    from ._pairing import pair as pair
    from ._similarity import Likeness as Likeness
    from ._similarity import alike_in_words as alike_in_words
    from ._similarity import equal_in as equal_in
    from ._similarity import hashes_of as hashes_of
    from ._similarity import same_series as same_series
    from ._similarity import similarity
    from ._statement import Statement, folded, same_statement, statement
    from ._three_way import Merged, merge
    from ._words import group_words as group_words

# Names that only other packages of the library need are left out here; they can be imported all the same.
__all__ = [
    "NOTHING",
    "Alignments",
    "Change",
    "ChangeKind",
    "Changes",
    "Conflict",
    "Difference",
    "FieldChange",
    "Match",
    "MatchKind",
    "MergeGroup",
    "MergeReport",
    "Merged",
    "Statement",
    "TagCheck",
    "align",
    "diff",
    "difference",
    "folded",
    "merge",
    "merge_periods",
    "same_statement",
    "similarity",
    "statement",
]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.diff(old, new)": "changes compare delta three_way_diff",
    "rf.align(frameworks)": "match match_indicators common",
    "rf.compare.similarity": "similar fuzzy ratio score near",
    "rf.merge": "three_way merge3",
    "rf.aggregation.combine": "concat",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_align": "align",
            "_alignments": "Alignments Match MatchKind TagCheck",
            "_change": "Change ChangeKind FieldChange",
            "_changes": "Changes diff",
            "_conflict": "Conflict",
            "_diff": "NOTHING Difference Nothing difference differing_fields same",
            "_merge": "MergeGroup MergeReport merge_periods",
            "_pairing": "Spot pair",
            "_similarity": "Likeness alike_in_words equal_in hashes_of same_series similarity",
            "_statement": "Statement folded same_statement statement",
            "_three_way": "Merged merge",
            "_words": "group_words",
        },
    )
