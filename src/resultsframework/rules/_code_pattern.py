"""
Regular expressions for the forms of codes, as settings state them: those that cannot keep a validation busy for hours.
"""

from __future__ import annotations

import re
import warnings
from typing import NamedTuple

__all__ = ["LONGEST_CODE", "fault_of_pattern"]

# No code of a plan is longer, and the time that a pattern takes may grow with a power of the length.
LONGEST_CODE = 100
LONGEST_PATTERN = 1_000
CHOICE = "|"
COMMENT = r"\(\?#[^)]*\)"
# The next part of a valid expression: a comment, the beginning of a group, or one atom, ")" and "|" among them, with
# its quantifier, which a comment may precede.
TOKEN = re.compile(
    rf"{COMMENT}"
    r"|(?P<opening>\((?:\?P?<\w+>|\?<?[=!]|\?>|\?[a-zA-Z-]*:|\?[a-zA-Z-]+(?=\)))?)"
    r"|(?P<atom>\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|[^\\])"
    rf"(?:(?:{COMMENT})*"
    r"(?P<count>[*+?]|\{(?!\})[0-9]*,?[0-9]*\})(?P<mode>[+?]?))?",
    re.DOTALL,
)
FIXED = re.compile(r"\{[0-9]+\}")


class Group(NamedTuple):
    """
    A group of an expression that is still open, or the whole expression.

    Attributes:
        start: Its place in the text.

        atoms: Its atoms so far, each with whether its length varies.
    """

    start: int
    atoms: list[tuple[str, bool]]


def fault_of_pattern(text: str) -> str | None:
    r"""
    The reason why a text is no pattern for codes; None for one that is.

    Where a repeated group holds a repetition of its own, a text can be divided among the two in countless ways, and all
    of them are tried. The group is accepted where a plain character divides it, as the dot in ``(\.\d+)*``.

    >>> fault_of_pattern(r"[A-Z]{3}_\d+(\.\d+)*"), fault_of_pattern("(A+)+")[:16]
    (None, 'the repeated gro')
    """
    if len(text) > LONGEST_PATTERN:
        return f"it has more than {LONGEST_PATTERN:,} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of what a later Python may read in another way, such as "[["
            flags = re.compile(text).flags
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"it is no regular expression: {error}"
    if flags & re.VERBOSE:
        return "it is in the verbose notation"
    return _fault_of_groups(text)


def _fault_of_groups(text: str) -> str | None:
    """The first repeated group of a valid expression that can be divided in many ways."""
    stack = [Group(0, [])]
    for token in TOKEN.finditer(text):
        if token["opening"]:
            stack.append(Group(token.start(), []))
        elif token["atom"]:
            atom, varies, is_repeated = token["atom"], *_quantified(token["count"], token["mode"])
            if atom == ")":
                start, atoms = stack.pop()
                atom = text[start : token.end()]
                if is_repeated and not _is_divided(atoms):
                    return (
                        f"the repeated group {atom!r} holds a repetition or a choice, which may take hours to try; let "
                        "a plain character begin it that the rest does not match, or make the inner one possessive: ++"
                    )
                varies = varies or any(more or one == CHOICE for one, more in atoms)
            stack[-1].atoms.append((atom, varies))
    return None


def _quantified(count: str | None, mode: str | None) -> tuple[bool, bool]:
    """Of a quantifier: whether it lets the length vary, and whether it repeats."""
    if count is None or mode == "+":
        return False, False
    return not FIXED.fullmatch(count), count != "?"


def _is_divided(atoms: list[tuple[str, bool]]) -> bool:
    """True for the inside of a group that nothing can divide in two ways: of one length, or begun by a plain sign."""
    if any(atom == CHOICE for atom, _ in atoms):
        return False
    if not any(varies for _, varies in atoms):
        return True
    first, first_varies = atoms[0]
    sign = first.removeprefix("\\")
    if first_varies or len(sign) != 1 or (first != sign and sign.isalnum()) or first == ".":
        return False
    return not any(varies and ((len(atom) > 1 and "(" in atom) or re.fullmatch(atom, sign)) for atom, varies in atoms)
