"""
One field of a noun as JSON, for formats that keep facts their own standard has no element for.
"""

from __future__ import annotations

from typing import Any

from cattrs import BaseValidationError

from resultsframework.errors import FormatError, InvalidValueError

from ._model import Member, members
from ._parse import FORMAT
from ._problems import MismatchError, problems_of
from ._read import converter
from ._write import writer_of

__all__ = ["Member", "members", "structured", "value_text"]


def value_text(declared: Any, value: Any, where: str) -> str:
    """
    The JSON of a value of a declared type.

    Args:
        declared: The type of the field, as `Member.type`.

        value: The value.

        where: The field, for an error.

    Raises:
        InvalidValueError: The value is not of that type, such as a number in a field of text.
    """
    try:
        return writer_of(declared)(value, "")
    except MismatchError as error:
        msg = f"{where}{error.path}: {error.message}"
        raise InvalidValueError(msg) from None


def structured(declared: Any, data: Any) -> Any:
    """
    A value of a declared type from parsed JSON.

    Raises:
        FormatError: The data does not have the form of that type; every problem with its path.
    """
    try:
        return converter().get_structure_hook(declared)(data, declared)
    except (BaseValidationError, MismatchError, InvalidValueError) as error:
        raise FormatError(FORMAT, problems_of(error)) from None
