"""
Whether a text is certainly an element that fits into a place of an IATI activity file, and in canonical form at that:
the schema as patterns, so that usual elements need not be parsed. No means that one has to look more closely.
"""

from __future__ import annotations

import functools
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from ._grammar import KINDS
from ._names import LANG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._grammar import Child, Kind

__all__ = ["is_canonical"]

# What canonical XML holds as it is, between tags and within quotes, and how it writes the rest.
TEXT = r"(?:[^\r<>&\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]++|&(?:amp|lt|gt|\#xD);)*+"
QUOTED = r'(?:[^<&"\x00-\x1f\ud800-\udfff\ufffe\uffff]++|&(?:amp|lt|quot|\#x9|\#xA|\#xD);)*+'
BLANKS = r"[ \t\n]*+"

# The usual forms of each type of the schema language; what is rare is left to those who look more closely.
USUAL_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
LEAP_DAY = "[0-9]{2}(?:0[48]|[2468][048]|[13579][26])-02-29"
DAY = rf"(?:(?!0000)[0-9]{{4}}-(?:{USUAL_DAY})|{LEAP_DAY})"
CLOCK = "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "date": f"{DAY}Z?",
        "dateTime": f"{DAY}{CLOCK}Z?",
        "decimal": r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,12})?|[0-9]{10,15}(?:\.[0-9]{0,6})?)",
        "boolean": "true|false|1|0",
        "int": "-?[0-9]{1,9}",
        "nonNegativeInteger": "[0-9]{1,9}",
        "positiveInteger": "[1-9][0-9]{0,8}",
        "anyURI": r"(?:https?://[A-Za-z0-9.-]++(?:/[A-Za-z0-9._~/-]*+)?(?:\?(?:[A-Za-z0-9._~/=-]++|&amp;)*+)?)?",
        "NMTOKEN": "[A-Za-z0-9._:-]+",
        "language": "(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?",
    }
)
XML = LANG.removesuffix("lang")
# Behind its children, an element often has one of somebody else, which says no more than a text.
FOREIGN = (
    r"(?:<(?P<prefix>(?![Xx][Mm][Ll])[A-Za-z_][A-Za-z0-9._-]*+):(?P<local>[A-Za-z_][A-Za-z0-9._-]*+)"
    r' xmlns:(?P=prefix)="https?://[A-Za-z0-9.-]++(?:/[A-Za-z0-9._~/-]*+)?(?:\#)?">'
    rf"{TEXT}</(?P=prefix):(?P=local)>{BLANKS})?+"
)


def is_canonical(text: str, path: str) -> bool:
    """
    Whether a text is certainly an element that is valid at a path of the standard, in canonical form.

    Args:
        text: The text.

        path: Where it stands: "iati-activity/result/reference".
    """
    found = pattern(path)
    return found is not None and found.fullmatch(text) is not None


@functools.cache
def pattern(path: str) -> re.Pattern[str] | None:
    """The pattern of the element at a path; None where the standard knows none."""
    kind = KINDS.get(path)
    return None if kind is None else re.compile(element(path.rpartition("/")[2], kind, FOREIGN))


def element(name: str, kind: Kind, further: str = "") -> str:
    """The pattern of an element, and of what comes behind its children."""
    # In canonical form attributes come by name, those of a namespace last.
    names = sorted(kind.attributes, key=lambda name: (name.startswith("{"), name))
    if kind.is_open and LANG not in names:
        names.append(LANG)
    attributes = "".join(attribute(one, kind) for one in names)
    if kind.text is not None:
        inside = TEXT if kind.text == "string" else f"(?:{FORMS.get(kind.text, '(?!)')})"
    else:
        inside = BLANKS + "".join(map(place, kind.children)) + further
    return f"<{name}{attributes}>{inside}</{name}>"


def attribute(name: str, kind: Kind) -> str:
    """The pattern of an attribute of an element, and of the blank before it."""
    declared = kind.attributes.get(name, "language")
    value = QUOTED if declared == "string" else f"(?:{FORMS.get(declared, '(?!)')})"
    return f'(?: {name.replace(XML, "xml:")}="{value}"){"" if name in kind.required else "?+"}'


def place(child: Child) -> str:
    """The pattern of what stands at one place among the children of an element, and of the blanks behind it."""
    often = {(True, True): "++", (True, False): "", (False, True): "*+", (False, False): "?+"}
    return f"(?:{element(child.name, child.kind)}{BLANKS}){often[child.required, child.repeats]}"
