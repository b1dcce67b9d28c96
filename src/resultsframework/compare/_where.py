"""
The position of a node in two versions of a framework, at which its changes are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import attrs

from resultsframework.budget import Budget

from ._change import Change, ChangeKind
from ._in_words import in_words, name_of

if TYPE_CHECKING:
    from ._times import Times

__all__ = ["Where"]

# Changes to which the evidence for taking two nodes as one belongs.
EXPLAINED = (ChangeKind.MOVED, ChangeKind.RECODED, ChangeKind.REWORDED)


@attrs.frozen(kw_only=True)
class Where:
    """
    The position of a node, or of an item in it.

    Attributes:
        old_path: The path in the old framework; None where it has no such item.

        path: The path in the new framework; None where it has no such item.

        node: The result or indicator, in words.

        evidence: The evidence by which two nodes were taken as one.

        of: The words behind the name of a field that say of which item it is, such as " of 2024".

        unit: The unit of the values there.

        subject: The group or place of the value there, in words.

        times: The times of both frameworks.
    """

    old_path: str | None
    path: str | None
    node: str = ""
    evidence: str = ""
    of: str = ""
    unit: str | None = None
    subject: str = ""
    times: Times

    def below(self, old_step: str | None, step: str | None) -> Self:
        """The position of an item, by the last step of its path in each framework; None where it is not in one."""
        steps = ((self.old_path, old_step), (self.path, step))
        old, new = (None if last is None else f"{path}/{last}" if path else last for path, last in steps)
        return attrs.evolve(self, old_path=old, path=new)

    def inside(self, item: Any) -> Self:
        """The same position, with the words for an item whose fields change."""
        if isinstance(item, Budget):
            return attrs.evolve(self, of=f"{self.of} of {in_words(item.period)}" if item.period else self.of)
        return attrs.evolve(self, node=name_of(item))

    def change(
        self,
        kind: ChangeKind,
        field: str,
        before: Any,
        after: Any,
        old_position: int | None = None,
        position: int | None = None,
        *,
        what: str,
    ) -> Change:
        """A change there."""
        path = self.old_path if self.path is None else self.path
        return Change(
            kind=kind,
            path=path or "",
            old_path=self.old_path,
            field=field,
            before=before,
            after=after,
            node=self.node,
            what=what,
            subject=self.subject,
            unit=self.unit,
            evidence=self.evidence if kind in EXPLAINED else "",
            old_position=old_position,
            position=position,
        )
