"""
How a result or an indicator relates to what others plan: common and complementary tags, the SDGs, policy markers, and
references to lists of codes.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

from .errors import InvalidValueError
from .node import Node, shared_fields_last

if TYPE_CHECKING:
    from decimal import Decimal

    from .organisation import Organisation
    from .period import Period

__all__ = ["Alignment", "AlignmentKind", "PolicyMarker", "Reference", "SdgReference"]


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
