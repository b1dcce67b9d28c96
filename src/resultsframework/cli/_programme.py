"""
A joint programme as lines of a terminal: who, where, for whom, and why it should work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from resultsframework.formats.document import body_text, programme_facts

from ._lines import hanging, labelled
from ._terminal import clean

if TYPE_CHECKING:
    from resultsframework import JointProgramme

__all__ = ["programme_lines"]


def programme_lines(programme: JointProgramme, width: int) -> Iterator[Text]:
    """The content of a brief, with short labels."""
    yield Text(clean(f"JOINT PROGRAMME {programme.title or 'without a title'}"), "bold")
    yield from labelled(programme_facts(programme), width)
    for partner in programme.partners:
        yield from hanging("-", body_text(partner), width, "dim")
