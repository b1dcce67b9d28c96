"""
A parsed document: its version, and the framework in it; and the garbage collector while one is read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from resultsframework.errors import Problem, UnsupportedVersionError
from resultsframework.framework import ResultsFramework

from ._model import VERSION, VERSION_MEMBER
from ._parse import FORMAT
from ._problems import MismatchError, did_you_mean, unlike
from ._read import converter, structured_by

__all__ = ["collector_paused", "structured_document"]


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


@contextmanager
def collector_paused() -> Iterator[None]:
    """
    Switch the cyclic garbage collector off, in the whole process, and back to its former state at the end.

    It would search all new objects again and again, although none of them is garbage: a document of 30,000 indicators
    takes 1.5 to 1.7 times as long with it (benchmarks/json_speed.py).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
