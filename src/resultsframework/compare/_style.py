"""
The marks by which a text shows what was and what is now: plain, in Markdown, in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Final

import attrs

from resultsframework.message import legible

__all__ = ["HTML", "MARKDOWN", "PLAIN", "Style"]

# Characters that Markdown takes as markup within a line.
MARKUP = re.compile(r"([\\`*{}\[\]<>#|~]|(?<!\w)_|_(?!\w))")


@attrs.frozen
class Style:
    """
    One form of text.

    Attributes:
        escaped: A text of a source, made harmless in this form.

        replaced: The form of words that others take the place of; both are inserted.

        added: The form of words that are new.

        dropped: The form of words that are gone.
    """

    escaped: Callable[[str], str]
    replaced: str
    added: str
    dropped: str

    def both(self, before: str, after: str) -> str:
        """A value and that which takes its place."""
        return f"{self.dropped_value(before)} → {self.added_value(after)}"

    def dropped_value(self, text: str) -> str:
        """A whole value that is gone."""
        return self.value_marks[0].format(self.escaped(text))

    def added_value(self, text: str) -> str:
        """A whole value that is new."""
        return self.value_marks[1].format(self.escaped(text))

    value_marks: tuple[str, str] = ("{}", "{}")


def _in_markdown(text: str) -> str:
    return MARKUP.sub(r"\\\1", legible(text))


PLAIN: Final = Style(legible, "[{} → {}]", "[+ {}]", "[- {}]")
MARKDOWN: Final = Style(_in_markdown, "~~{}~~ **{}**", "**{}**", "~~{}~~", ("~~{}~~", "**{}**"))
HTML: Final = Style(
    lambda text: escape(legible(text)),
    "<del>{}</del> <ins>{}</ins>",
    "<ins>{}</ins>",
    "<del>{}</del>",
    ("<del>{}</del>", "<ins>{}</ins>"),
)
