"""
The changes of one value of an indicator: of the number, the period, the comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from resultsframework.monitoring import ambition_of_date, ambition_of_value, compare_in_unit
from resultsframework.observation import Observation, ObservationKind
from resultsframework.value import with_type

from ._change import Change, ChangeKind, FieldChange
from ._diff import fields_of
from ._in_words import in_words
from ._items import same_days

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator

    from ._where import Where

__all__ = ["changes_of_value", "kind_of_value", "what_of"]

ACTUAL, BASELINE = ObservationKind.ACTUAL, ObservationKind.BASELINE
KINDS = {
    ObservationKind.BASELINE: ChangeKind.BASELINE_RESET,
    ObservationKind.MILESTONE: ChangeKind.MILESTONE_CHANGED,
    ObservationKind.TARGET: ChangeKind.TARGET_CHANGED,
}
DATES = {
    ObservationKind.BASELINE: ChangeKind.BASELINE_RESET,
    ObservationKind.TARGET: ChangeKind.TARGET_DATE_MOVED,
}
DUE = {ObservationKind.TARGET: "due date"}
# The fields that change along with a value, and with a period.
WITH_VALUE = ("raw", "unit", "comment")
WITH_PERIOD = ("period", "listed_under")


def kind_of_value(o: Observation, *, is_lost: bool = False) -> ChangeKind:
    """The kind of a change by which a value is new, or lost; an empty cell changes nothing."""
    if not o.is_reported:
        return ChangeKind.OTHER
    if o.kind is ACTUAL:
        return ChangeKind.RESTATED if is_lost else ChangeKind.REPORTED
    return KINDS[o.kind]


def what_of(indicator: Indicator, o: Observation) -> str:
    """A value in words: "target for 2025, sex: female"."""
    time = str(o.period)
    joined = "of" if o.kind is BASELINE else "for"
    subject = indicator.subject_of(o)
    return f"{o.kind.value}{f' {joined} {time}' if time else ''}{'' if subject.is_total else f', {subject}'}"


def changes_of_value(
    old: Indicator, new: Indicator, before: Observation, after: Observation, where: Where
) -> Iterator[Change]:
    """The changes of one value of an indicator: one for the value with its text, one for the period, the others."""
    differing = {
        name: FieldChange(name, one, other)
        for name, own in fields_of(Observation)
        for one, other in [(getattr(before, own), getattr(after, own))]
        if (with_type(one) != with_type(other) if name == "value" else one != other)
    }
    if "raw" in differing:  # without the value that its class keeps with it
        texts = (None if text is None else str(text) for text in (before._raw, after._raw))  # noqa: SLF001
        differing["raw"] = FieldChange("raw", *texts)
    what = what_of(new, after)
    place = attrs.evolve(where, unit=after.unit or new.unit)

    def taken(field: str, *along: str) -> tuple[FieldChange, ...]:
        """Those of some fields that changed along with a field; none of them is a change of its own then."""
        del differing[field]
        return tuple([differing.pop(name) for name in along if name in differing])

    is_reset = after.kind is BASELINE and same_days(before.period) != same_days(after.period)
    if "value" in differing:
        what = what.replace(f" of {after.period}", "", 1) if is_reset else what
        change = place.change(_kind_of_change(old, new, before, after), "value", before.value, after.value, what)
        ambition = ambition_of_value(old, new, before, after) if change.kind in KINDS.values() else None
        is_both = before.is_reported and after.is_reported
        along = taken("value", *WITH_VALUE, *(WITH_PERIOD if is_reset else ()))
        yield attrs.evolve(change, ambition=ambition if is_both else None, along=along)
    if "period" in differing:
        kind, words = ChangeKind.OTHER, f"period of the {what}"
        if same_days(before.period) != same_days(after.period) and after.kind in DATES:
            kind = DATES[after.kind]
            words = f"{DUE.get(after.kind, 'period')} of the {after.kind.value} of {in_words(after.value, place.unit)}"
        ambition = ambition_of_date(before, after) if kind is ChangeKind.TARGET_DATE_MOVED else None
        change = place.change(kind, "period", before.period, after.period, words)
        yield attrs.evolve(change, ambition=ambition, along=taken("period", *WITH_PERIOD))
    for name, found in differing.items():
        words = "text" if name == "raw" else name.replace("_", " ")
        yield where.change(ChangeKind.OTHER, name, found.before, found.after, f"{words} of the {what}")


def _kind_of_change(old: Indicator, new: Indicator, before: Observation, after: Observation) -> ChangeKind:
    """The kind of the change of a value; the same amount in another notation is no change of it."""
    if not before.is_reported and not after.is_reported:
        return ChangeKind.OTHER
    units = attrs.evolve(before, unit=before.unit or old.unit), attrs.evolve(after, unit=after.unit or new.unit)
    if compare_in_unit(new, *units) == 0:
        return ChangeKind.OTHER
    if after.kind is not ACTUAL:
        return KINDS[after.kind]
    return ChangeKind.RESTATED if before.is_reported else ChangeKind.REPORTED
