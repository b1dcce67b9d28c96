"""
Changes between two versions of a framework: of any kind, at any place, from any value to any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from resultsframework.compare import NOTHING, Change, ChangeKind, Changes, FieldChange
from resultsframework.monitoring import Ambition

from ._text import codes, texts
from ._value import values

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["change_lists", "changes"]

_PLACES = st.none() | st.integers(0, 9)
_CHANGES = st.builds(
    Change,
    kind=st.sampled_from(ChangeKind),
    path=codes(),
    old_path=st.none() | codes(),
    field=st.sampled_from(["value", "statement", "indicators"]),
    before=values() | st.just(NOTHING),
    after=values() | st.just(NOTHING),
    ambition=st.none() | st.sampled_from(Ambition),
    node=st.just("") | texts(),
    what=st.just("") | texts(),
    subject=st.just("") | texts(),
    unit=st.none() | st.sampled_from(["percent", "person"]),
    evidence=st.sampled_from(["", "matched by its statement, 93 %"]),
    along=st.just(()) | st.tuples(st.builds(FieldChange, st.just("comment"), texts(), texts())),
    old_position=_PLACES,
    position=_PLACES,
    order=st.sampled_from([(), (1, 0), (2, 0, 1)]),
)
_LISTS = st.builds(
    Changes,
    st.lists(_CHANGES, max_size=4).map(tuple),
    name=st.none() | texts(),
    lacks_near=st.booleans(),
    shares_nothing=st.booleans(),
)


def changes() -> SearchStrategy[Change]:
    """Changes of any kind; `resultsframework.diff` gives those between two frameworks, which can be applied."""
    return _CHANGES


def change_lists() -> SearchStrategy[Changes]:
    """Up to four changes, and none, as `resultsframework.diff` gives them."""
    return _LISTS
