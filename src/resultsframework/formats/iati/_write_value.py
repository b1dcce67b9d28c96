"""
Write a value: a baseline, a target or an actual.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from resultsframework.number import unambiguous
from resultsframework.value import Missing, text_of

from ._kept import kept, text_element
from ._read_series import cell_of
from ._text import attribute, attributes_text
from ._write_plain import write_all

if TYPE_CHECKING:
    from resultsframework.observation import Observation

__all__ = ["write_value"]

PATHS = {
    "baseline": "iati-activity/result/indicator/baseline",
    "target": "iati-activity/result/indicator/period/target",
    "actual": "iati-activity/result/indicator/period/actual",
}


def write_value(tag: str, o: Observation, attributes: str = "", *, in_comments: bool = False) -> str:
    """
    A baseline, target or actual.

    Args:
        tag: The element.

        o: The observation.

        attributes: The attributes that state its period.

        in_comments: True for a qualitative indicator, whose texts are comments.
    """
    cell, comment = _cell_and_comment(o)
    if in_comments and isinstance(o.value, str) and o.value == comment:
        cell = None
    start = f"<{tag}{attributes}" if cell is None else f'<{tag}{attributes} value="{attribute(cell)}"'
    if comment is None and not (o.disaggregation or o.places or o.documents or o.extras):
        return f"{start}/>"
    taken = ["@value", "@year", "comment", *(["@iso-date"] if "iso-date" in attributes else ())]
    rest = kept(o.extras, PATHS[tag], taken)
    places = [f"<location{attributes_text({'ref': place.code})}/>" for place in o.places]
    groups = [
        f"<dimension{attributes_text({'name': group.dimension, 'value': group.category})}/>"
        for group in o.disaggregation
    ]
    subject = "".join([*places, rest.of("location"), *groups, rest.of("dimension")])
    documents = write_all("iati-activity/document-link", o.documents) + rest.of("document-link")
    remark = text_element("comment", "comment", comment, o.translations, rest)
    inside = f"{documents}{remark}" if tag == "baseline" else f"{remark}{documents}"
    return f"{start}{rest.attributes}>{subject}{inside}{rest.foreign}</{tag}>"


def _cell_and_comment(o: Observation) -> tuple[str | None, str | None]:
    """
    The texts of the attribute ``value`` and of the comment: numbers and what looks like them go into the attribute;
    yes, no and the reasons for missing values into the comment, where it is free, since the standard wants numbers in
    the attribute.
    """
    value, comment = o.value, o.comment
    # A cell that names its own period keeps its text: the number alone would be one of the period around it.
    if isinstance(value, Decimal) and o.listed_under is None:
        return unambiguous(f"{value:f}"), comment
    if value is Missing.ABSENT:
        return None, comment
    text = o.raw if cell_of(o.raw, o.listing)[0] == value else text_of(value)
    if isinstance(value, bool | Missing):
        if comment is None and text and not text.isspace():
            return None, text
        if comment is not None and (isinstance(value, Missing) or cell_of(comment, o.listing)[0] is value):
            return None, comment
    return text, comment
