"""
The changes of the values of an indicator: of the numbers, the periods, the comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.monitoring import Ambition, ambition_of_date, ambition_of_value, compare_in_unit
from resultsframework.observation import Observation, ObservationKind
from resultsframework.path import observation_steps
from resultsframework.value import with_type

from ._change import Change, ChangeKind, FieldChange
from ._diff import NOTHING, Nothing, fields_of
from ._in_words import in_words
from ._items import same_observations
from ._order import new_order
from ._times import same_days

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.subject import Subject

    from ._where import Where

__all__ = ["changes_of_series"]

ACTUAL, BASELINE, TARGET = ObservationKind.ACTUAL, ObservationKind.BASELINE, ObservationKind.TARGET
KINDS = {
    BASELINE: ChangeKind.BASELINE_RESET,
    ObservationKind.MILESTONE: ChangeKind.MILESTONE_CHANGED,
    TARGET: ChangeKind.TARGET_CHANGED,
}
DATES = {BASELINE: ChangeKind.BASELINE_RESET, TARGET: ChangeKind.TARGET_DATE_MOVED}
# The fields that change along with a value, and with a period.
WITH_VALUE = ("raw", "unit", "comment")
WITH_PERIOD = ("period", "listed_under")


def changes_of_series(old: Indicator, new: Indicator, where: Where) -> Iterator[Change]:
    """The changes of the values of an indicator, in the order of the later version, and what was dropped."""
    yield from _Series(old, new, where).changes()


@attrs.frozen
class _Series:
    """The values of two versions of an indicator, at a position."""

    old: Indicator
    new: Indicator
    where: Where

    def changes(self) -> Iterator[Change]:
        """All changes."""
        before, after = self.old.series.observations, self.new.series.observations
        steps, new_steps = observation_steps(self.old), observation_steps(self.new)
        items = same_observations(self.old, self.new, self.where.times)
        former = {j: i for i, j in items.kept}
        for j, o in enumerate(after):
            i = former.get(j)
            if i is None:
                yield self._entry(NOTHING, o, self.where.below(None, new_steps[j]), None, j)
            elif before[i] != o:
                yield from self._of_value(before[i], o, self.where.below(steps[i], new_steps[j]))
        for i in items.removed:
            yield self._entry(before[i], NOTHING, self.where.below(steps[i], None), i, None)
        names = [self._name_with_subject(after[j]) for _, j in items.kept]
        yield from new_order("observations", names, items.order, self.where)
        stored = self.old.series._periods, self.new.series._periods  # noqa: SLF001 - the derived ones are no change
        if stored[0] != stored[1]:
            below = self.where.below("series", "series")
            yield below.change(ChangeKind.OTHER, "periods", *stored, what="periods of the values")

    # -------------------------------------------------------------------------------------- words

    def _name(self, o: Observation, *, is_dated: bool = True) -> str:
        """A value in words, without its subject: "target for 2025"."""
        time = in_words(o.period) if is_dated and str(o.period) else ""
        dated = f" {'of' if o.kind is BASELINE else 'for'} {time}" if time else ""
        return f"{o.kind.value}{dated}"

    def _name_with_subject(self, o: Observation) -> str:
        return f"{self._name(o)} ({about})" if (about := self._about(o)) else self._name(o)

    def _about(self, o: Observation) -> str:
        """The subject of a value in words; empty for the total, and where the indicator has one subject only."""
        subject = self.new.subject_of(o)
        is_only = subject.is_total or len({*self.old.subjects, *self.new.subjects}) == 1
        return "" if is_only else _categories(subject)

    # -------------------------------------------------------------------------------------- values

    def _entry(
        self, before: Observation | Nothing, after: Observation | Nothing, where: Where, i: int | None, j: int | None
    ) -> Change:
        """The change by which a value is new, or lost; an empty cell changes nothing."""
        o: Any = after if before is NOTHING else before
        kind = KINDS.get(o.kind, ChangeKind.REPORTED if before is NOTHING else ChangeKind.RESTATED)
        is_past = kind is ChangeKind.RESTATED and self.where.times.is_next
        kind = ChangeKind.OTHER if is_past or not o.is_reported else kind
        unit = o.unit or (self.new if before is NOTHING else self.old).unit
        place = attrs.evolve(where, unit=unit, subject=self._about(o))
        return place.change(kind, "observations", before, after, i, j, what=self._name(o))

    def _of_value(self, before: Observation, after: Observation, where: Where) -> Iterator[Change]:
        """The changes of one value: one for the value with its text, one for the period, and the others."""
        differing = _differing(before, after)
        where = attrs.evolve(where, subject=self._about(after))
        place = attrs.evolve(where, unit=after.unit or self.new.unit)
        is_moved = same_days(before.period) != same_days(after.period)
        is_set = not (before.is_reported and after.is_reported)
        is_one = is_moved and (after.kind is BASELINE or is_set or self.where.times.is_next)
        what = self._name(after, is_dated=not (is_one and "value" in differing))
        if "value" in differing:
            along = _taken(differing, "value", *WITH_VALUE, *(WITH_PERIOD if is_one else ()))
            change = place.change(self._kind(before, after), "value", before.value, after.value, what=what)
            yield attrs.evolve(change, along=along, ambition=self._ambition(change.kind, before, after))
        if "period" in differing:
            along = _taken(differing, "period", *WITH_PERIOD)
            yield attrs.evolve(self._of_period(before, after, place, is_moved=is_moved), along=along)
        for name, found in differing.items():
            words = f"{'text' if name == 'raw' else name.replace('_', ' ')} of the {what}"
            yield where.change(ChangeKind.OTHER, name, found.before, found.after, what=words)

    def _kind(self, before: Observation, after: Observation) -> ChangeKind:
        """The kind of the change of a value; the same amount in another notation is no change of it."""
        if not before.is_reported and not after.is_reported:
            return ChangeKind.OTHER
        units = (
            attrs.evolve(before, unit=before.unit or self.old.unit),
            attrs.evolve(after, unit=after.unit or self.new.unit),
        )
        if compare_in_unit(self.new, *units) == 0:
            return ChangeKind.OTHER
        if after.kind is not ACTUAL:
            return KINDS[after.kind]
        if same_days(before.period) != same_days(after.period):
            return ChangeKind.REPORTED if after.is_reported else ChangeKind.OTHER
        return ChangeKind.RESTATED if before.is_reported else ChangeKind.REPORTED

    def _ambition(self, kind: ChangeKind, before: Observation, after: Observation) -> Ambition | None:
        """The ambition of another value of the plan; a baseline that was measured again has none."""
        is_again = after.kind is BASELINE and same_days(before.period) != same_days(after.period)
        if kind not in KINDS.values() or is_again or not (before.is_reported and after.is_reported):
            return None
        return ambition_of_value(self.old, self.new, before, after)

    def _of_period(self, before: Observation, after: Observation, where: Where, *, is_moved: bool) -> Change:
        """The change of the period alone."""
        value = f"{after.kind.value} of {in_words(after.value, where.unit)}"
        if not is_moved:
            return where.change(ChangeKind.OTHER, "period", before.period, after.period, what=f"period of the {value}")
        if self.where.times.is_next:
            kind = ChangeKind.REPORTED if after.kind is ACTUAL and after.is_reported else ChangeKind.OTHER
            return where.change(kind, "period", before.period, after.period, what=f"{value} again")
        words = f"{'due date' if after.kind is TARGET else 'period'} of the {value}"
        change = where.change(DATES[after.kind], "period", before.period, after.period, what=words)
        return attrs.evolve(change, ambition=ambition_of_date(before, after)) if after.kind is TARGET else change


def _categories(subject: Subject) -> str:
    """The categories of a subject, such as "women, 15-24"; with their dimensions where one has several."""
    found = [subject.category_of(name) for name in subject.dimensions]
    return str(subject) if None in found else ", ".join(filter(None, found))


def _differing(before: Observation, after: Observation) -> dict[str, FieldChange]:
    """The fields in which two values differ, as they are stored."""
    found: dict[str, FieldChange] = {}
    for name, own in fields_of(Observation):
        one, other = getattr(before, own), getattr(after, own)
        if with_type(one) != with_type(other) if name == "value" else one != other:
            # The text as such, without the value that its class keeps with it.
            texts = [str(text) if name == "raw" and text is not None else text for text in (one, other)]
            found[name] = FieldChange(name, *texts)
    return found


def _taken(differing: dict[str, FieldChange], field: str, *along: str) -> tuple[FieldChange, ...]:
    """Those of some fields that changed along with a field; none of them is a change of its own then."""
    del differing[field]
    return tuple([differing.pop(name) for name in along if name in differing])
