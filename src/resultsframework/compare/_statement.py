"""
The parts of an indicator's statement: a leading code of another list, the plain sentence, the scope suffix; and the
folding under which two statements are word for word the same.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from resultsframework.alignment import Reference
from resultsframework.note import Scope
from resultsframework.spelling import folded as folded_spelling

__all__ = ["Statement", "folded", "same_statement", "statement"]

SCOPES: Mapping[str, Scope] = MappingProxyType(
    {
        "co": Scope.COUNTRY_OFFICE,
        "mco": Scope.MULTI_COUNTRY_OFFICE,
        "ro": Scope.REGIONAL_OFFICE,
        "hq": Scope.HEADQUARTERS,
        "desk review": Scope.DESK_REVIEW,
    }
)
SUFFIX = re.compile(r"\(([^()]{2,60})\)\s*\.?$")
LONGEST_SUFFIX = 80
SDG_LISTS = ("sdg_goal", "sdg_target", "sdg_indicator")
SDG_CODE = re.compile(r"SDG(?: (?:Goal|Target|Indicator))? ([0-9]{1,2}(?:\.[0-9a-z]{1,2}){0,2}) ?:", re.IGNORECASE)
PLAN_CODE = re.compile(r"SP ([0-9]+(?:\.[0-9A-Za-z]+)+) ?:")
OWN_CODE = re.compile(r"([0-9]{1,2}\.[0-9]{1,2}\.[0-9A-Za-z]{1,4})[:.)]?(?= )")

# Folding leaves out a code only where a colon, "#" or a word for a measure ends it: "2.1 laws a state" may be a number
# and its unit.
MEASURED = r"(?:number|proportion|percentage(?!\s+points?\b)|existence|extent|degree)\s+(?:of|to)\b"
FOLDED_CODE = re.compile(
    r"(?:sdg(?: indicator)?|sp)\s+(?=[a-z.]*[0-9])[0-9a-z.]+\s*:\s*|\d+(?:\.\d+)*[a-z]?\s+(?=#)|"
    rf"\d+(?:\.\d+)+[a-z]?\.?\s+(?={MEASURED})",
    re.IGNORECASE,
)
SCOPE = "|".join(SCOPES)
FOLDED_SUFFIX = re.compile(rf"\(\s*(?:{SCOPE})(?:\s*,\s*(?:{SCOPE}))*\s*\)$", re.IGNORECASE)
# Signs that pages use for one another. They are replaced before anything else: normalising would take the acute accent
# apart into a space and a combining mark, which is how some pages arrive already.
SAME_SIGNS = str.maketrans("’‘´`“”–—", "''''\"\"--")
# Without a space before it, it is an apostrophe only behind a letter that never carries it: "e\u0301s" is "\u00e9s".
TORN_ACCENT = re.compile(r"(?:[ \u00a0]|(?<![aeiouyAEIOUY]))\u0301(?=s\b)")


@attrs.frozen
class Statement:
    """
    The statement of an indicator, taken apart. Not in IATI, where it is the one text of the indicator's ``title``.

    Attributes:
        text: The statement as the source prints it, without spaces around it.
    """

    text: str

    @property
    def reference(self) -> Reference | None:
        """The code it begins with: of the SDGs, of a strategic plan, or of the publisher's own list."""
        if match := SDG_CODE.match(self.text):
            return Reference(code=match[1], vocabulary=SDG_LISTS[match[1].count(".")])
        if match := PLAN_CODE.match(self.text):
            return Reference(code=match[1], vocabulary="strategic_plan")
        if match := OWN_CODE.match(self.text):
            return Reference(code=match[1], vocabulary="reporting_organisation")
        return None

    @property
    def scope(self) -> tuple[Scope, ...]:
        """The offices that report on the indicator, from a suffix such as "(CO, RO, HQ)"; empty without one."""
        suffix = SUFFIX.search(self.text[-LONGEST_SUFFIX:])
        names = [name.strip().casefold() for name in suffix[1].split(",")] if suffix else []
        return tuple(SCOPES[name] for name in names) if all(name in SCOPES for name in names) else ()

    @property
    def sentence(self) -> str:
        """The statement without a code that a colon, "#" or a word for a measure ends, and without the scope suffix."""
        suffix = FOLDED_SUFFIX.search(self.text) if self.text.endswith(")") else None
        text = self.text[: suffix.start()].rstrip() if suffix else self.text
        code = FOLDED_CODE.match(text)
        return text[code.end() :] if code else text


def statement(text: str | None) -> Statement:
    """
    The parts of an indicator's statement.

    Args:
        text: The statement; None is a statement without words.

    >>> parts = statement("SP 3.8.1: Number of laws (CO, HQ)")
    >>> parts.sentence, parts.reference.code, [office.value for office in parts.scope]
    ('Number of laws', '3.8.1', ['country_office', 'headquarters'])
    """
    return Statement((text or "").strip())


@functools.lru_cache(maxsize=8192)
def folded(text: str | None) -> str:
    """
    A statement, title or name in the form used to compare it, without the differences between pages that mean nothing.

    Quotes and dashes become the plain ones, letter forms, letter case and spaces are made equal; a leading code and the
    scope suffix are left out, and so is the full stop at the end of a sentence. The text that a framework keeps is
    never folded.

    Args:
        text: The text; None is an empty one.

    >>> folded("SP 3.8.1: Number of laws on women’s  work (CO, HQ)")
    "number of laws on women's work"
    """
    text = text or ""
    # The backtick is the one sign of these that plain text has.
    text = text.replace("`", "'") if text.isascii() else TORN_ACCENT.sub("'", text.translate(SAME_SIGNS))
    text = folded_spelling(text)
    if text.endswith(".") and " " in text:
        text = text.removesuffix(".").rstrip()
    return Statement(text).sentence


def same_statement(one: str | None, other: str | None) -> bool:
    """True if two statements are word for word the same, as a common indicator demands; see `folded`."""
    return folded(one) == folded(other)
