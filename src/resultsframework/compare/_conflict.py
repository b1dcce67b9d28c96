"""
One change that two people made differently to one framework.
"""

from __future__ import annotations

import attrs

from resultsframework.expression import repr_of

from ._in_words import in_words

__all__ = ["Conflict"]


@attrs.frozen(kw_only=True)
class Conflict:
    """
    A change that two people made differently. Not in IATI.

    Attributes:
        path: The position, as ``ours.at`` reads it; as ``base.at`` does for what ours no longer has.

        field: The field, or the field that holds the item that one of them removed or both added.

        base: The value before; ``compare.NOTHING`` for what both added.

        ours: Our value, which the merged framework has; ``compare.NOTHING`` for what we removed.

        theirs: Their value; ``compare.NOTHING`` for what they removed.

        node: The result or indicator concerned, in words; empty for the framework.
    """

    path: str
    field: str
    base: object
    ours: object
    theirs: object
    node: str = ""

    __repr__ = repr_of

    def __str__(self) -> str:
        values = (("base", self.base), ("ours", self.ours), ("theirs", self.theirs))
        listed = ", ".join(f"{name} {in_words(value)}" for name, value in values)
        return f"{self.node or 'the framework'}: {self.field.replace('_', ' ')}: {listed}"
