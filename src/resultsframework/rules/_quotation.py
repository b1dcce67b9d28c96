"""
Texts of a source in the words of a message.
"""

from __future__ import annotations

__all__ = ["quoted"]

# Longer texts would hide the rest of the message.
MOST = 60


def quoted(text: str, most: int = MOST) -> str:
    """
    A text between quotation marks, without line breaks; of a long one the beginning.

    Args:
        text: The text.

        most: The greatest number of characters that are shown.
    """
    plain = " ".join(text.split())
    return repr(plain if len(plain) <= most else f"{plain[: most - 3]}...")
