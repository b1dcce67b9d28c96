"""
How a result or an indicator relates to what others plan: common and complementary tags, the SDGs, policy markers, and
references to lists of codes.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import TYPE_CHECKING

import attrs

from .errors import InvalidValueError
from .node import Node, shared_fields_last

if TYPE_CHECKING:
    from decimal import Decimal

    from .organisation import Organisation
    from .period import Period

__all__ = ["Alignment", "AlignmentKind", "PolicyMarker", "Reference", "SdgReference", "comparable", "same_statement"]

# Signs that pages use for one another. They are made equal before anything else: normalising would take the acute
# accent apart into a space and a combining mark, which is how some pages arrive already.
SAME_SIGNS = str.maketrans("’‘´`“”–—", "''''\"\"--")
# Without a space before it, it is an apostrophe only behind a letter that never carries it: "e\u0301s" is "\u00e9s".
TORN_ACCENT = re.compile(r"(?:[ \u00a0]|(?<![aeiouyAEIOUY]))\u0301(?=s\b)")
SCOPE_SUFFIX = re.compile(r"\s*\(\s*(?:co|mco|ro|hq|desk review)(?:\s*,\s*(?:co|mco|ro|hq|desk review))*\s*\)$")
LEADING_CODE = re.compile(
    r"^(?:sdg(?: indicator)?|sp)\s+(?=[a-z.]*[0-9])[0-9a-z.]+\s*:\s*|^\d+(?:\.\d+)*[a-z]?\s+(?=#)"
)


class AlignmentKind(enum.Enum):
    """
    How an indicator relates to another entity's framework, in the words of the United Nations' quadrennial review.

    Attributes:
        COMMON: Its statement stands there word for word.

        COMPLEMENTARY: It is not repeated there, and looks at the same issue.
    """

    COMMON = "common"
    COMPLEMENTARY = "complementary"


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Alignment(Node):
    """
    A tag that says which other entities' frameworks an indicator is aligned with. Not in IATI.

    An indicator may be common with some entities and complementary with others.

    Attributes:
        kind: Common or complementary.

        partners: The entities; a rule asks for at least one.

        explanation: What the source prints to explain the tag, as read.

        as_of: When the tag was set, since the set of tags is revised every year.
    """

    kind: AlignmentKind
    partners: tuple[Organisation, ...] = ()
    explanation: str | None = None
    as_of: Period | None = None


def a_goal(_owner: object, _attribute: attrs.Attribute[int | None], value: object) -> None:
    """Refuse a goal that does not exist: there are seventeen."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 17):
        return
    msg = f"SdgReference.goal must be a goal from 1 to 17, not {value!r}; keep what a source wrote instead in raw"
    raise InvalidValueError(msg)


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class SdgReference(Node):
    """
    A Sustainable Development Goal, target or indicator. IATI: ``tag`` of vocabulary 2 or 3.

    Attributes:
        goal: 1 to 17; None where the source prints an icon without a number.

        target: The code of a target, such as "5.4".

        indicator: The code of a global indicator, such as "5.c.1".

        raw: How it was printed, where the numbers alone do not tell.
    """

    goal: int | None = attrs.field(default=None, validator=a_goal)
    target: str | None = None
    indicator: str | None = None
    raw: str | None = None


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Reference(Node):
    """
    A code in some list. IATI: ``reference``, ``tag``, ``sector``.

    Attributes:
        code: The code.

        vocabulary: The list: "sdg_indicator", "reporting_organisation" for the publisher's own, or as the source says.

        uri: Where the code or the list is explained.

        name: What the code means.

        percentage: Its share of the whole, 0 to 100 percent, where one is stated.
    """

    code: str
    vocabulary: str | None = None
    uri: str | None = None
    name: str | None = None
    percentage: Decimal | None = None


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class PolicyMarker(Node):
    """
    A policy that is an objective, and how much of one. IATI: ``policy-marker``.

    Attributes:
        name: What it is called: "gender equality".

        code: Its code in the list.

        vocabulary: The list; None for that of the OECD's DAC.

        uri: Where the publisher's own list is explained.

        significance: 0 not targeted, 1 significant, 2 principal, 3 and 4 for some markers only; None if not stated,
            which is not the same as 0.
    """

    name: str | None = None
    code: str | None = None
    vocabulary: str | None = None
    uri: str | None = None
    significance: int | None = None


def comparable(statement: str) -> str:
    """
    A statement as it is compared, never as it is kept: without what differs from page to page and means nothing.

    Quotes and dashes are made equal, letter forms, letter case and spaces too; a code before the statement and the
    scope behind it are left out.

    >>> comparable("SP 3.8.1: Number of laws on women’s  work (CO, HQ)")
    "number of laws on women's work"
    """
    if statement.isascii():
        # The backtick is the one sign of these that plain text has.
        text = statement.replace("`", "'")
    else:
        text = unicodedata.normalize("NFKC", TORN_ACCENT.sub("'", statement.translate(SAME_SIGNS)))
    text = " ".join(text.split()).casefold()
    if text.endswith(")"):
        text = SCOPE_SUFFIX.sub("", text)
    code = LEADING_CODE.match(text)
    return text[code.end() :] if code else text


def same_statement(one: str, other: str) -> bool:
    """Whether two statements are word for word the same, as a common indicator demands."""
    return comparable(one) == comparable(other)
