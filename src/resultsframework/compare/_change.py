"""
One change between two versions of a framework, and its sentence.
"""

from __future__ import annotations

import enum
from typing import ClassVar

import attrs

from resultsframework._guess import Guessable
from resultsframework.expression import repr_of
from resultsframework.monitoring import Ambition
from resultsframework.period import Period
from resultsframework.value import Missing

from ._diff import NOTHING
from ._in_words import in_words, parts_that_differ, reworded
from ._style import PLAIN, Style

__all__ = ["Change", "ChangeKind", "FieldChange"]


class ChangeKind(enum.Enum):
    """
    The kind of a change. Not in IATI.

    Attributes:
        ADDED: A new result or indicator, with everything below it.

        REMOVED: A result or an indicator that is no longer there, with everything below it.

        MOVED: A result or an indicator that belongs to another one now.

        REORDERED: Another order of siblings, or of the values of an indicator.

        RECODED: Another code.

        REWORDED: Another wording of a statement, title or description.

        BASELINE_RESET: Another baseline, or a baseline set or dropped.

        MILESTONE_CHANGED: Another milestone, or a milestone set or dropped.

        TARGET_CHANGED: Another target, or a target set or dropped.

        TARGET_DATE_MOVED: Another period by which a target is due.

        RESTATED: Another actual for a period that had been reported, or none any more.

        REPORTED: An actual for a period that had none.

        BUDGET_REVISED: Another amount of a budget; not one within the rounding of the other.

        TAG_CHANGED: Another alignment, goal, marker, tag or reference.

        DECLARED: Another measure, unit, direction, accumulation or aggregation status.

        OTHER: Any other change; among them the same text or amount written in another way.
    """

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REORDERED = "reordered"
    RECODED = "recoded"
    REWORDED = "reworded"
    BASELINE_RESET = "baseline_reset"
    MILESTONE_CHANGED = "milestone_changed"
    TARGET_CHANGED = "target_changed"
    TARGET_DATE_MOVED = "target_date_moved"
    RESTATED = "restated"
    REPORTED = "reported"
    BUDGET_REVISED = "budget_revised"
    TAG_CHANGED = "tag_changed"
    DECLARED = "declared"
    OTHER = "other"


INVERSE = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
OF_ACTUALS = (ChangeKind.REPORTED, ChangeKind.RESTATED)
# Fields of running text, in which the words that changed are shown.
TEXTS = frozenset({"statement", "title", "description", "comment"})
# Cells without anything in them.
EMPTY = (NOTHING, Missing.EMPTY, Missing.ABSENT)
AMBITION = {Ambition.MORE: ", more ambitious", Ambition.LESS: ", less ambitious"}


@attrs.frozen
class FieldChange:
    """
    A field that changed along with another one, for the same cause: the text of a cell with its value.

    Attributes:
        field: The name of the field.

        before: Its value before.

        after: Its value after.
    """

    field: str
    before: object
    after: object

    __repr__ = repr_of


@attrs.frozen(kw_only=True)
class Change(Guessable):
    """
    One change between two versions of a framework. Not in IATI.

    Attributes:
        kind: The kind of the change.

        path: The position of what changed, as ``new.at`` reads it; of what was removed, as ``old.at`` does. The empty
            path is the framework.

        old_path: Its position in the old framework; None for what was added.

        field: The name of the field that changed; of a result, an indicator, a value or another item that was added,
            removed or moved, the field that holds it.

        before: The value before, or the item removed; ``compare.NOTHING`` for what was added. Of what was moved the
            path of the old holder.

        after: The value after, or the item added; ``compare.NOTHING`` for what was removed. Of what was moved the path
            of the new holder.

        ambition: More or less ambitious than before, or not comparable; None where the change is not one of the plan.

        node: The result or indicator concerned, in words: its code and its statement or title; empty for the framework.

        what: The part of it that changed, in words, such as "target for 2025".

        subject: The group or place of the value that changed, in words; empty for the total, and where the indicator
            has values of one subject only.

        unit: The code of the unit of the values; None where none is known, or the change is not one of a value.

        evidence: The evidence for what the change is, where it is not obvious: "matched by its statement, 93 %" of two
            nodes that are taken as one, "within its rounding" of an amount that was not revised.

        along: Further fields that changed for the same cause.

        old_position: The index in its collection before, from 0; of an item that was added, removed, moved or replaced.

        position: The index after.

        order: Of a new order, the former index of each item that is in both.
    """

    kind: ChangeKind
    path: str
    old_path: str | None
    field: str
    before: object
    after: object
    ambition: Ambition | None = None
    node: str = ""
    what: str = ""
    subject: str = ""
    unit: str | None = None
    evidence: str = ""
    along: tuple[FieldChange, ...] = ()
    old_position: int | None = None
    position: int | None = None
    order: tuple[int, ...] = ()

    _guesses: ClassVar[dict[str, str]] = {
        ".before": "old old_value previous original was",
        ".after": "new new_value current value now",
        ".kind": "type category change_type action",
        ".sentence": "message text description summary",
        "rf.to_dict(change)": "to_dict as_dict asdict to_json json model_dump",
    }

    __repr__ = repr_of

    def invert(self) -> Change:
        """The change back."""
        kind = INVERSE.get(self.kind, self.kind)
        is_of_time = self.field == "period" or any(other.field == "period" for other in self.along)
        if kind in OF_ACTUALS and not is_of_time:
            kind = ChangeKind.REPORTED if _is_missing(self.after) else ChangeKind.RESTATED
        order = tuple(sorted(range(len(self.order)), key=self.order.__getitem__))
        return attrs.evolve(
            self,
            kind=kind,
            path=self.path if self.old_path is None else self.old_path,
            old_path=None if self.after is NOTHING else self.path,
            before=self.after,
            after=self.before,
            ambition=self.ambition and self.ambition.inverse,
            along=tuple(FieldChange(other.field, other.after, other.before) for other in self.along),
            old_position=self.position,
            position=self.old_position,
            order=order,
        )

    @property
    def sentence(self) -> str:
        """The change in words, without the name of what changed."""
        return self.phrase(PLAIN)

    def phrase(self, style: Style, *, with_subject: bool = True) -> str:
        """The change in words, without the name of what changed, with the marks of a style."""
        subject = f" ({style.escaped(self.subject)})" if with_subject and self.subject else ""
        ambition = AMBITION.get(self.ambition, "") if self.ambition is not None else ""
        remarks = ", ".join([*self._comment(style), *filter(None, [self.evidence])])
        words = self._words(style, f"{style.escaped(self.what)}{subject}")
        return f"{words}{ambition}{f' ({remarks})' if remarks else ''}"

    def _comment(self, style: Style) -> list[str]:
        """The comment to a value that changed along with it: what it says now, as it may explain the change."""
        comments = (style.escaped(in_words(other.after)) for other in self.along if other.field == "comment")
        return [f"comment: {comment}" for comment in comments]

    def _words(self, style: Style, what: str) -> str:
        if self.kind in INVERSE:
            return f"{what} {self.kind.value}"
        if self.kind is ChangeKind.MOVED:
            return f"{what} moved: {style.both(*(str(path) or 'the framework' for path in (self.before, self.after)))}"
        if self.kind is ChangeKind.REORDERED:
            return f"new order of {what}{f': {style.both(str(self.before), str(self.after))}' if self.before else ''}"
        return f"{what}{self._of_field(style)}"

    def _of_field(self, style: Style) -> str:
        """Both values of the field."""
        if isinstance(self.before, str) and isinstance(self.after, str):
            is_running = self.field in TEXTS
            both = self.before, self.after
            return f": {reworded(*both, style) if is_running else style.both(*both)}"
        if parts := list(parts_that_differ(self.before, self.after)):
            return f": {'; '.join(f'{name} {style.both(*both)}' for name, *both in parts)}"
        return self._of_value(style)

    def _of_value(self, style: Style) -> str:
        """A value that came, went, or is another now."""
        before, after = self._in_words()
        came, went = (_is_missing(value) for value in (self.before, self.after))
        is_item = self.before is NOTHING or self.after is NOTHING
        is_another_time = went and any(other.field == "period" for other in self.along)
        if came is went or is_another_time or not (is_item or self.field == "value"):
            return f": {style.both(before, after)}"
        if came:
            done = "added" if is_item else "reported" if self.kind is ChangeKind.REPORTED else "set"
            was = "" if self.before in EMPTY else f" (was {style.escaped(before)})"
            return f" {done}: {style.added_value(after)}{was}"
        now = "" if self.after in EMPTY else f" (now {style.escaped(after)})"
        return f" {'dropped' if is_item else 'withdrawn'}: {style.dropped_value(before)}{now}"

    def _in_words(self) -> tuple[str, str]:
        """Both values in words, with their periods where these changed along."""
        unit = next((other.before for other in self.along if other.field == "unit"), self.unit)
        both = self._plain(self.before, str(unit)), self._plain(self.after, self.unit)
        period = next((other for other in self.along if other.field == "period"), None)
        if period is None:
            is_notation = isinstance(self.before, Period) and isinstance(self.after, Period) and both[0] == both[1]
            return (str(self.before), str(self.after)) if is_notation else both
        joined = "of" if self.what.startswith("baseline") else "for"
        before, after = (
            f"{words} {joined} {in_words(of)}" for words, of in zip(both, (period.before, period.after), strict=True)
        )
        return before, after

    def _plain(self, value: object, unit: str | None) -> str:
        """A value in words; a code that is the value of a field without quotes."""
        is_item = self.before is NOTHING or self.after is NOTHING
        is_code = isinstance(value, str) and value != "" and " " not in value
        return str(value) if is_code and not is_item else in_words(value, unit)

    def __str__(self) -> str:
        """The name of what changed, and the change."""
        return f"{self.node or 'the framework'}: {self.sentence}"


def _is_missing(value: object) -> bool:
    return value is NOTHING or isinstance(value, Missing)
