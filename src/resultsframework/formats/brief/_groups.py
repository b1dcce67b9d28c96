"""
The target groups of a programme, as a brief lists them: in a sentence, between semicolons, or one a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from resultsframework.programme import TargetGroup

from ._text import split_outside_brackets, without_item_sign

__all__ = ["groups_sentence", "read_groups"]

INTRODUCTION = re.compile(
    r"(?:the\s+)?(?:main\s+|primary\s+)?target\s+groups?(?:\s+of\s+the\s+programme)?"
    r"\s+(?:are|is|include|includes|comprise|comprises)(?:\s*:)?"
    r"(?:\s+(?:especially|mainly|particularly|primarily))?\s+",
    re.IGNORECASE,
)
# A list has none of these; a text that contains more than a list is left alone.
PROSE = re.compile(r"[.!?:](?:\s|$)|\b(?:is|will|would|programme|project)\b", re.IGNORECASE)
EXAMPLES = re.compile(r"(?<!\s),?\s+(?:including|such\s+as)\s+")
AND = re.compile(r"(?<!\s)\s+and\s+")
LEVEL = re.compile(r"(?P<name>.*\S)\s+at\s+(?:the\s+)?(?P<level>[a-z]+\s+level)")
OPENING = "The target groups are "


def read_groups(paragraphs: Sequence[str]) -> tuple[TargetGroup, ...]:
    """The groups that a text lists; none where it contains more than a list, or something else."""
    if len(paragraphs) == 1:
        introduction = INTRODUCTION.match(paragraphs[0])
        listed = paragraphs[0][introduction.end() if introduction else 0 :].removesuffix(".")
        names = [] if PROSE.search(listed) else _names(listed)
    else:
        names = [] if any(map(PROSE.search, paragraphs)) else [without_item_sign(line) for line in paragraphs]
    return tuple(map(_group, names))


def groups_sentence(groups: Sequence[TargetGroup]) -> str:
    """A sentence that lists the groups, between semicolons, since their names may have commas."""
    names = (f"{group.name} at {group.level}" if group.level else group.name for group in groups)
    return f"{OPENING}{'; '.join(names)}."


def _names(text: str) -> list[str]:
    """The names in a list; two between an "and" are one group, unless they are examples of another."""
    if ";" in text:
        return [without_item_sign(name) for _, name in split_outside_brackets(text, ";")]
    general, *examples = EXAMPLES.split(text, maxsplit=1)
    names = [without_item_sign(name) for _, name in split_outside_brackets(general, ",")]
    if len(names) > 1:
        names[-1:] = _last_two(names[-1])
    for example in examples:
        more = [without_item_sign(name) for _, name in split_outside_brackets(example, ",")]
        names += [*more[:-1], *_last_two(more[-1])]
    return names


def _last_two(text: str) -> list[str]:
    parts = AND.split(text)
    return [" and ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts


def _group(text: str) -> TargetGroup:
    match = LEVEL.fullmatch(text)
    return TargetGroup(name=match["name"], level=match["level"]) if match else TargetGroup(name=text)
