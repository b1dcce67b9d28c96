"""
What stands in a piece of XML that a format kept as text, as far as rules ask for it: the attributes of its elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resultsframework.node import Extra

__all__ = ["attributes", "pieces", "says_something"]

# Canonical XML: one space before each attribute, double quotes, and no quote or angle bracket of the text unescaped.
START_TAG = r'<(?:{tag})((?: [^\s=<>"]+="[^"]*")*)>'
TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
ATTRIBUTE = re.compile(r' ([^\s=<>"]+)="([^"]*)"')
UNESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x9;", "\t"), ("&#xA;", "\n"), ("&#xD;", "\r"))


def pieces(extras: Iterable[Extra], name: str) -> list[tuple[int, str]]:
    """The kept elements of one name, each with its number among all extras; the first is 1."""
    return [(number, extra.text) for number, extra in enumerate(extras, 1) if extra.name == name]


def attributes(fragment: str, tag: str) -> Iterator[Mapping[str, str]]:
    """The attributes of every element of one name in a fragment, the outermost included."""
    for start in re.finditer(START_TAG.format(tag=re.escape(tag)), fragment):
        yield {name: _unescaped(text) for name, text in ATTRIBUTE.findall(start[1])}


def says_something(fragment: str) -> bool:
    """Whether there is any text in a fragment that is not blank."""
    return bool(TAG.sub("", fragment).strip())


def _unescaped(text: str) -> str:
    for sign, plain in UNESCAPED:
        text = text.replace(sign, plain)
    return text.replace("&amp;", "&")
