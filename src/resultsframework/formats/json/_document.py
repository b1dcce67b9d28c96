"""
A parsed document: its version, and the framework in it.
"""

from __future__ import annotations

from typing import Any

from resultsframework.errors import FormatError, Problem, UnsafeInputError, UnsupportedVersionError
from resultsframework.framework import ResultsFramework

from ._model import VERSION, VERSION_MEMBER
from ._parse import FORMAT, TOO_DEEP
from ._problems import MismatchError, did_you_mean, problems_of, unlike
from ._read import structured

__all__ = ["structured_document"]


def structured_document(tree: Any) -> ResultsFramework:
    """
    The framework of a parsed document, with its version.

    Raises:
        FormatError: The document does not have the form of this format; with all problems, each with its path.
    """
    try:
        framework: ResultsFramework = structured(ResultsFramework, _without_version(tree))
    except MismatchError as error:
        raise FormatError(FORMAT, problems_of(error)) from None
    except RecursionError:
        raise UnsafeInputError(FORMAT, (Problem(TOO_DEEP),)) from None
    return framework


def _without_version(tree: Any) -> dict[str, Any]:
    """The members of a document but for its version, which has to be one that this library reads."""
    if type(tree) is not dict:
        raise unlike(tree, f"an object whose first member is {VERSION_MEMBER!r}, the version")
    if VERSION_MEMBER not in tree:
        hint = did_you_mean(VERSION_MEMBER, tree)
        msg = f"this is JSON, but no results framework: the member {VERSION_MEMBER!r} with the version is missing{hint}"
        raise MismatchError(msg)
    version = tree[VERSION_MEMBER]
    if type(version) is not int or version < 1:
        error = unlike(version, f"the version of the form, a whole number from 1 to {VERSION}")
        error.path = f".{VERSION_MEMBER}"
        raise error
    if version > VERSION:
        what = f"a newer version of this library wrote it (form {version}; this one reads up to {VERSION}): update"
        raise UnsupportedVersionError(FORMAT, (Problem(what, path=f"$.{VERSION_MEMBER}"),))
    return {name: tree[name] for name in tree if name != VERSION_MEMBER}
