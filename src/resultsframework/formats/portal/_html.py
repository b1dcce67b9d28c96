"""
The text of a saved web page, as a browser shows it: blocks as lines, without scripts and styles. Nothing is fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resultsframework.errors import Problem, UnsafeInputError, needs_extra

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["is_html", "text_of_html"]

FORMAT = "portal"
HTML = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body|div)\b",
    re.IGNORECASE,
)
UNSHOWN = frozenset({"head", "noscript", "script", "style", "svg", "template", "title"})
INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr"),
    }
)
PARAGRAPHS = frozenset({"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "p"})


def is_html(text: str) -> bool:
    """True if a text is a web page and not the text of one."""
    return HTML.match(text) is not None


def text_of_html(text: str) -> str:
    """
    The lines that a browser shows of a web page.

    Raises:
        UnsafeInputError: Its elements are nested deeper than lxml reads.

        MissingExtraError: lxml is not installed.
    """
    etree = _lxml()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    # Bytes, since a text that declares an encoding is refused.
    root = etree.fromstring(text.encode(), parser)
    if fatal := next((entry for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL), None):
        what = "its elements are nested too deep to be read whole; save the text of the page instead"
        raise UnsafeInputError(FORMAT, (Problem(what, line=fatal.line),))
    if root is None:
        return ""
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if element.tag in UNSHOWN:
            hidden += 1 if is_start else -1
        elif not hidden and element.tag not in INLINE:
            parts.append("\n\n" if element.tag in PARAGRAPHS else "\n")
        shown = element.text if is_start else element.tail
        if shown and not hidden:
            parts.append(" ".join(f"|{shown}|".split())[1:-1])
    lines = "".join(parts).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"


def _lxml() -> ModuleType:
    with needs_extra("iati", "reading a saved web page", "lxml"):
        from lxml import etree
    return etree
