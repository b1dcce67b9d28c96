"""
Alignment of results and indicators: common and complementary tags of UN entities, the Sustainable Development Goals,
policy markers, and references to code lists.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import attrs

from .construction import typed
from .errors import InvalidValueError
from .node import Node, shared_fields_last

if TYPE_CHECKING:
    from decimal import Decimal

    from .organisation import Organisation
    from .period import Period

__all__ = ["Alignment", "AlignmentKind", "PolicyMarker", "Reference", "SdgReference"]


class AlignmentKind(enum.Enum):
    """
    The relation of an indicator to another entity's framework, in the terms of the quadrennial comprehensive policy
    review of the United Nations. Not in IATI.

    Attributes:
        COMMON: Both frameworks have the same statement, word for word.

        COMPLEMENTARY: The other framework addresses the same issue with other indicators.
    """

    COMMON = "common"
    COMPLEMENTARY = "complementary"


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Alignment(Node):
    """
    A common or complementary tag of an indicator. Not in IATI.

    An indicator may be common with some entities and complementary with others.

    Attributes:
        kind: Common or complementary.

        partners: The other entities; a rule reports a tag without any.

        explanation: The explanation of the tag in the source, as read.

        as_of: The period in which the tag was set; tags are revised every year.
    """

    kind: AlignmentKind
    partners: tuple[Organisation, ...] = ()
    explanation: str | None = None
    as_of: Period | None = None


def a_goal(_owner: object, _attribute: attrs.Attribute[int | None], value: object) -> None:
    """Validate the number of a goal: 1 to 17."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 17):
        return
    msg = f"SdgReference.goal must be a goal from 1 to 17, not {value!r}; keep what a source wrote instead in raw"
    raise InvalidValueError(msg)


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class SdgReference(Node):
    """
    A Sustainable Development Goal, target or indicator. IATI: ``tag`` of vocabulary 2 or 3.

    Attributes:
        goal: The number of the goal, 1 to 17; None where the source prints an icon without a number.

        target: The code of a target, such as "5.4".

        indicator: The code of a global indicator, such as "5.c.1".

        raw: The text of the source, where the other fields do not reproduce it.
    """

    goal: int | None = attrs.field(default=None, validator=a_goal)
    target: str | None = None
    indicator: str | None = None
    raw: str | None = None


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Reference(Node):
    """
    A code of a code list. IATI: ``reference``, ``tag``, ``sector``.

    Attributes:
        code: The code.

        vocabulary: The code list: "sdg_indicator", "strategic_plan", "reporting_organisation" for the publisher's own,
            or the name or IATI code that the source states.

        uri: The address of the list or of the code.

        name: The meaning of the code.

        percentage: Its share of the activity's budget, 0 to 100 percent; None where not stated.
    """

    code: str
    vocabulary: str | None = None
    uri: str | None = None
    name: str | None = None
    percentage: Decimal | None = None


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class PolicyMarker(Node):
    """
    A policy objective and its significance. IATI: ``policy-marker``. OECD-DAC: policy marker.

    Attributes:
        name: Its name, such as "gender equality".

        code: Its code in the vocabulary.

        vocabulary: The code list; None for that of the OECD-DAC.

        uri: The address of the publisher's own list.

        significance: 0 not targeted, 1 significant objective, 2 principal objective, 3 and 4 for some markers only;
            None if not stated, which is not 0.
    """

    name: str | None = None
    code: str | None = None
    vocabulary: str | None = None
    uri: str | None = None
    significance: int | None = None
