"""
The escapes by which workbooks of Excel write characters that XML has not.
"""

from __future__ import annotations

import re

__all__ = ["unescaped"]

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    r"""
    The text without its escapes.

    >>> unescaped("Planned_x000A_2024"), unescaped("tax_xyz")
    ('Planned\n2024', 'tax_xyz')
    """
    if "_x" not in text:
        return text
    found = ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    # Two halves of a character are one; a half alone can be written nowhere.
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
