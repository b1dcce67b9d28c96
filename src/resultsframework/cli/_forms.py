"""
The forms of what two frameworks have in common and what not.
"""

from __future__ import annotations

import enum

from rich.text import Text

from ._terminal import harmless, show

__all__ = ["Form", "print_text"]


class Form(enum.StrEnum):
    """Text for people, Markdown and HTML for pages, JSON for programs."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


def print_text(found: object) -> None:
    """Print a text whose further lines are indented below bold ones."""
    show(*(Text(harmless(line), "" if line.startswith(" ") else "bold") for line in str(found).split("\n")))
