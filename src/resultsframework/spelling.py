"""
Folding of spelling: two texts that fold to the same are one name, one category or one code, written differently.

Only spelling is folded, never meaning: "F", "female" and "women" stay three categories. A text that a framework keeps
is never folded.
"""

from __future__ import annotations

import unicodedata

__all__ = ["folded", "folded_dimension", "folded_name"]

# Names of one dimension.
SAME_DIMENSION = {"gender": "sex"}


def folded(text: str | None) -> str:
    """
    A text without differences of letter case, letter forms and spaces.

    Args:
        text: The text; None is an empty one.

    >>> folded(" Female ") == folded("FEMALE")
    True
    """
    text = text or ""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def folded_dimension(name: str | None) -> str:
    """
    The name of a dimension of disaggregation: also without underscores, and with "sex" for "gender".

    Args:
        name: The name; None is an empty one.

    >>> folded_dimension("Age_group"), folded_dimension("Gender")
    ('age group', 'sex')
    """
    found = folded((name or "").replace("_", " "))
    return SAME_DIMENSION.get(found, found)


def folded_name(name: str | None) -> str:
    """
    The name of a place: also without accents.

    Args:
        name: The name; None is an empty one.

    >>> folded_name("México") == folded_name("mexico ")
    True
    """
    found = folded(name)
    if found.isascii():
        return found
    return "".join(sign for sign in unicodedata.normalize("NFD", found) if not unicodedata.combining(sign))
