"""
Regular expressions for the forms of codes, as settings state them: those that cannot keep a validation busy for hours.
"""

from __future__ import annotations

import re

__all__ = ["LONGEST_CODE", "fault_of_pattern"]

# No code of a plan is longer, and the time that a pattern takes may grow with a power of the length.
LONGEST_CODE = 100
LONGEST_PATTERN = 1_000
ATOM = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|[^\\]", re.DOTALL)
GROUP = re.compile(r"\((?:\?P?<\w+>|\?<?[=!]|\?>|\?[a-zA-Z-]*:|\?[a-zA-Z-]+(?=\)))?")
COMMENT = re.compile(r"\(\?#[^)]*\)")
QUANTIFIER = re.compile(r"(?P<text>[*+?]|\{[0-9]*,?[0-9]*\})(?P<mode>[+?]?)")
FIXED = re.compile(r"\{[0-9]+\}")


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
        flags = re.compile(text).flags
    except (re.error, OverflowError, RecursionError) as error:
        return f"it is no regular expression: {error}"
    if flags & re.VERBOSE:
        return "it is in the verbose notation"
    return _fault_of_groups(text)


def _fault_of_groups(text: str) -> str | None:
    """The first repeated group of a valid expression that can be divided in many ways."""
    open_groups: list[tuple[int, list[tuple[str, bool]], bool]] = []
    # The atoms of the innermost group, each with whether its length varies; and whether it has alternatives.
    atoms: list[tuple[str, bool]] = []
    has_choice = False
    start = place = 0
    while place < len(text):
        if text[place] == ")":
            inner, inner_choice, begin = atoms, has_choice, start
            start, atoms, has_choice = open_groups.pop()
            place += 1
            varies, place, is_repeated = _quantified(text, place)
            if is_repeated and (inner_choice or not _is_divided(inner)):
                group = text[begin:place]
                return (
                    f"the repeated group {group!r} holds a repetition or a choice, which may take hours to try; "
                    "let a plain character begin it that the rest does not match, or make the inner one possessive: ++"
                )
            atoms.append((text[begin:place], varies or any(more for _, more in inner) or inner_choice))
            continue
        if comment := COMMENT.match(text, place):
            place = comment.end()
            continue
        if opening := GROUP.match(text, place):
            open_groups.append((start, atoms, has_choice))
            start, atoms, has_choice = place, [], False
            place = opening.end()
            continue
        atom = ATOM.match(text, place)
        place = atom.end() if atom else place + 1
        if atom is not None and atom[0] == "|":
            has_choice = True
            continue
        varies, place, _ = _quantified(text, place)
        atoms.append((atom[0] if atom else "", varies))
    return None


def _quantified(text: str, place: int) -> tuple[bool, int, bool]:
    """Of the quantifier at a place: whether it lets the length vary, its end, and whether it repeats."""
    found = QUANTIFIER.match(text, place)
    if found is None or found["text"] == "{}":
        return False, place, False
    varies = found["mode"] != "+" and not FIXED.fullmatch(found["text"])
    return varies, found.end(), found["text"] != "?" and found["mode"] != "+"


def _is_divided(atoms: list[tuple[str, bool]]) -> bool:
    """True for the inside of a group that nothing can divide in two ways: of one length, or begun by a plain sign."""
    if not any(varies for _, varies in atoms):
        return True
    first, first_varies = atoms[0]
    sign = first.removeprefix("\\")
    if first_varies or len(sign) != 1 or (first != sign and sign.isalnum()) or first == ".":
        return False
    return not any(varies and ((len(atom) > 1 and "(" in atom) or re.fullmatch(atom, sign)) for atom, varies in atoms)
