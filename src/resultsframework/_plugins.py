"""
Formats, profiles and rules of other installed packages, found by the groups of their entry points.
"""

from __future__ import annotations

from collections.abc import Iterator

from .errors import InvalidValueError

__all__ = ["offered", "offered_names"]


def offered(group: str, name: str | None = None) -> Iterator[tuple[str, object]]:
    """
    Import the objects that installed packages offer in a group, each with words that say where it is from.

    Reading the installed distributions takes a tenth of a second, so nobody calls this before something is needed that
    the library itself does not have.

    Args:
        group: The group of entry points, such as ``resultsframework.formats``.

        name: The name of the entry point; all where not given.

    Raises:
        InvalidValueError: An entry point leads nowhere.
    """
    from importlib.metadata import entry_points

    points = entry_points(group=group) if name is None else entry_points(group=group, name=name)
    # A package that is installed twice offers the same twice.
    for point in sorted(set(points), key=lambda point: (point.name, point.value)):
        where = f"the entry point {point.name!r} of {group} leads to {point.value!r}"
        try:
            yield where, point.load()
        except (ImportError, AttributeError) as error:
            msg = f"{where}, which is not there: {error}"
            raise InvalidValueError(msg) from error


def offered_names(group: str) -> tuple[str, ...]:
    """The names that installed packages offer in a group, without importing anything of them."""
    from importlib.metadata import entry_points

    return tuple(sorted({point.name for point in entry_points(group=group)}))
