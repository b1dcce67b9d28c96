"""
The items of a collection that are the same in two versions of it: values of an indicator, budgets, tags, documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.activity import ActivityDate
from resultsframework.alignment import Alignment, PolicyMarker, Reference, SdgReference
from resultsframework.budget import Budget, FundingLine
from resultsframework.document import DocumentLink, ProgressNote
from resultsframework.node import Extra, Translation
from resultsframework.observation import Observation, ObservationKind
from resultsframework.organisation import Organisation, Participation, Place
from resultsframework.planned_activity import PlannedActivity
from resultsframework.programme import JointProgramme
from resultsframework.revision import Revision
from resultsframework.risk import Assumption, Risk

from ._in_words import named
from ._order import ranks
from ._pairing import pairs_of_keys
from ._times import Times, same_days

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

__all__ = ["Items", "same_items", "same_observations"]

TARGET, MILESTONE, BASELINE = ObservationKind.TARGET, ObservationKind.MILESTONE, ObservationKind.BASELINE


@attrs.frozen
class Items:
    """
    The items of two versions of a collection.

    Attributes:
        kept: The index before and the index after of each item that is in both, in the order after.

        removed: The indices before of the items that are not in the second.

        added: The indices after of the items that are not in the first.
    """

    kept: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]], before: Sequence[object], after: Sequence[object]) -> Items:
        """The items, of which these are pairs."""
        kept = tuple(sorted(pairs, key=lambda pair: pair[1]))
        old, new = {i for i, _ in kept}, {j for _, j in kept}
        removed = tuple(i for i in range(len(before)) if i not in old)
        return cls(kept, removed, tuple(j for j in range(len(after)) if j not in new))

    @property
    def order(self) -> tuple[int, ...]:
        """The former rank of each kept item; empty where their order is the same."""
        return ranks([i for i, _ in self.kept])


def same_items(before: Sequence[Any], after: Sequence[Any]) -> Items:
    """The items of two versions of a collection, paired by what identifies each, repeated ones by value and order."""
    pairs = pairs_of_keys([_key(item) for item in before], [_key(item) for item in after], before, after)
    return Items.of(pairs, before, after)


def _organisation(organisation: Organisation | None) -> Hashable:
    if organisation is None:
        return None
    return organisation.reference or organisation.name or organisation.acronym or organisation.raw


# The identity of an item of a class, by which it is the same item with other fields; of other classes it is its name.
IDENTITIES: dict[type, Callable[[Any], Hashable]] = {
    ActivityDate: lambda date: date.kind,
    Alignment: lambda tag: tag.kind,
    Assumption: lambda assumption: assumption.text,
    Budget: lambda budget: (budget.kind, same_days(budget.period)),
    DocumentLink: lambda document: document.url or document.title,
    Extra: lambda extra: extra.name,
    FundingLine: lambda line: (line.kind, _organisation(line.organisation), line.is_total),
    JointProgramme: lambda programme: programme.title,
    Observation: lambda o: (o.kind, same_days(o.period), o.subject),
    Organisation: _organisation,
    Participation: lambda taking_part: (_organisation(taking_part.organisation), taking_part.role),
    Place: lambda place: place.code or place.name,
    PlannedActivity: lambda activity: activity.code or activity.title,
    PolicyMarker: lambda marker: (marker.vocabulary, marker.code, marker.name),
    ProgressNote: lambda note: (note.year, note.title),
    Reference: lambda reference: (reference.vocabulary, reference.code),
    Revision: lambda revision: (revision.day, revision.version),
    Risk: lambda risk: risk.text,
    SdgReference: lambda tag: tag,
    Translation: lambda translation: (translation.field, translation.language),
}


def _key(item: Any) -> Hashable:
    identity = IDENTITIES.get(type(item), named)(item)
    return type(item), item if identity is None else identity


# ------------------------------------------------------------------------------------------ values of an indicator


def same_observations(old: Indicator, new: Indicator, times: Times | None = None) -> Items:
    """
    The values of two versions of an indicator: paired by kind, period and subject, repeated ones by value and order.

    Of the rest a planned value that became a milestone of the same period, where a later target came behind it; and the
    only target, and the only baseline, of a subject in each, whatever their periods. In the plan of another time it is
    the only value of each kind.
    """
    before, after = old.series.observations, new.series.observations
    subjects = [old.subject_of(o) for o in before], [new.subject_of(o) for o in after]
    pairs: list[tuple[int, int]] = []

    def pair(key: Callable[[Observation], Hashable], *, only: bool = False) -> None:
        """Pair the values that are left and have one key; with ``only`` the only ones that have it."""
        left = {i for i, _ in pairs}, {j for _, j in pairs}
        keys: list[list[Hashable]] = [
            [None if n in taken or (found := key(o)) is None else (found, of[n]) for n, o in enumerate(observations)]
            for observations, of, taken in zip((before, after), subjects, left, strict=True)
        ]
        if only:
            counts = [Counter(known) for known in keys]
            keys = [
                [key if count[key] == 1 else None for key in known] for known, count in zip(keys, counts, strict=True)
            ]
        pairs.extend(pairs_of_keys(keys[0], keys[1], before, after))

    pair(lambda o: (o.kind, same_days(o.period)))
    pair(lambda o: (same_days(o.period), type(o.value), o.value) if o.kind in {TARGET, MILESTONE} else None)
    pair(lambda o: o.kind if o.kind in {TARGET, BASELINE} else None, only=True)
    if len(pairs) < min(len(before), len(after)) and times is not None and times.is_next:
        pair(lambda o: o.kind, only=True)
    return Items.of(pairs, before, after)
