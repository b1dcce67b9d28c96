"""
A parsed document: its version, and the framework in it.
"""

from __future__ import annotations

from typing import Any

from resultsframework.errors import Problem, UnsupportedVersionError
from resultsframework.framework import ResultsFramework

from ._model import VERSION, VERSION_MEMBER
from ._parse import FORMAT
from ._problems import MismatchError, did_you_mean, unlike
from ._read import converter, structured_by

__all__ = ["structured_document"]


def structured_document(tree: Any) -> ResultsFramework:
    """
    The framework of a parsed document, with its version.

    Raises:
        FormatError: The document does not have the form of this format; with all problems, each with its path.

        UnsafeInputError: It is nested too deep.
    """
    framework: ResultsFramework = structured_by(_framework, tree, ResultsFramework)
    return framework


def _framework(tree: Any, declared: Any) -> Any:
    return converter().get_structure_hook(declared)(_without_version(tree), declared)


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
