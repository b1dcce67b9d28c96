"""
Reading TOML that anybody may have written: layouts of workbooks, and the settings of projects.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

from resultsframework.errors import FormatError, Problem
from resultsframework.number import MAX_DIGITS, has_too_many_digits

__all__ = ["parsed_toml"]

# Characters of a document that people write.
LONGEST = 1_000_000
# Points in one line: the parser takes a time that grows with the square of the parts of a key.
MOST_POINTS = 100


def parsed_toml(text: str, format: str) -> dict[str, Any]:
    """
    The tables of a document; a number with a point is a `decimal.Decimal`.

    Args:
        text: The document.

        format: The kind of the document, for the error.

    Raises:
        FormatError: It is no TOML, is larger or nested deeper than people write, or holds a number beyond all limits.
    """
    reason = _too_large(text)
    if not reason:
        try:
            return tomllib.loads(text, parse_float=_number)
        except tomllib.TOMLDecodeError as error:
            reason = f"it is no TOML: {error}"
        except RecursionError:
            reason = "it is nested too deep"
        except (ValueError, ArithmeticError):
            reason = f"it has a number of more than {MAX_DIGITS:,} digits"
    raise FormatError(format, (Problem(reason),))


def _too_large(text: str) -> str:
    if len(text) > LONGEST:
        return f"it has more than {LONGEST:,} characters"
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_POINTS:
            return f"line {number:,} has more than {MOST_POINTS} points; write a long text in several lines"
    return ""


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if number.is_finite() and has_too_many_digits(number):
        raise OverflowError
    return number
