"""
One field of a noun as JSON, for formats that carry what their own standard has no element for.
"""

from __future__ import annotations

from typing import Any

from cattrs import BaseValidationError

from resultsframework.errors import FormatError, InvalidValueError

from ._digits import UnwritableError
from ._model import Member, members
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
        InvalidValueError: The value does not fit the type, such as a number in a field of text.
    """
    parts: list[str] = []
    try:
        writer_of(declared)(value, "", parts.append)
    except UnwritableError as error:
        msg = f"{where}{error.path}: {error.message}"
        raise InvalidValueError(msg) from None
    return "".join(parts)


def structured(declared: Any, data: Any) -> Any:
    """
    A value of a declared type from parsed JSON.

    Raises:
        FormatError: The data does not fit the type; every problem with its path.
    """
    try:
        return converter().get_structure_hook(declared)(data, declared)
    except (BaseValidationError, MismatchError, InvalidValueError) as error:
        name = "json"
        raise FormatError(name, tuple(problems_of(error))) from None
