"""
The settings of a project: found in its folder or above, and made into the profile that its frameworks are checked with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from resultsframework.errors import FormatError, InvalidValueError
from resultsframework.formats import parsed_toml
from resultsframework.message import legible, shown
from resultsframework.rules import Profile, installed_rules, profile_from, profile_of

__all__ = ["Configuration", "found_from", "profile_for", "read_configuration"]

OWN_FILE, PROJECT_FILE = "resultsframework.toml", "pyproject.toml"
TABLE = "resultsframework"
# Bytes of a file of settings; read no further, since it may be a device.
LIMIT = 1_000_000


class Configuration(NamedTuple):
    """The settings, and the file that has them; no file where there are none."""

    settings: Mapping[str, object]
    file: Path | None = None


def read_configuration(file: Path) -> Configuration | None:
    """
    The settings of a file; None for a project's file without a section of ours.

    Raises:
        InvalidValueError: The file cannot be read, is no TOML, is nested too deep, or holds a number beyond all limits.
    """
    name = legible(str(file))
    document = _parsed(name, _content(name, file))
    if file.name != PROJECT_FILE:
        return Configuration(document, file)
    tools = document.get("tool", {})
    if not isinstance(tools, dict) or TABLE not in tools:
        return None
    settings = tools[TABLE]
    if not isinstance(settings, dict):
        msg = f"{name}: tool.{TABLE}: a table belongs here, not {shown(settings)}"
        raise InvalidValueError(msg)
    return Configuration(settings, file)


def _content(name: str, file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        msg = f"{name} cannot be read: {error.strerror or error}"
        raise InvalidValueError(msg) from None
    if len(data) > LIMIT:
        msg = f"{name} is larger than settings are: it has more than {LIMIT:,} bytes"
        raise InvalidValueError(msg)
    return data


def _parsed(name: str, data: bytes) -> dict[str, Any]:
    """The tables of a file, with or without a byte order mark before them."""
    try:
        return parsed_toml(data.decode("utf-8-sig"), "settings")
    except UnicodeDecodeError as error:
        msg = f"{name} is no TOML: {error}"
    except FormatError as error:
        msg = f"{name} {error.problems[0].message.removeprefix('it ')}"
    raise InvalidValueError(msg) from None


def found_from(folder: Path) -> Configuration:
    """The settings in the folder, else in the nearest folder above it that has some."""
    files = (above / name for above in (folder, *folder.parents) for name in (OWN_FILE, PROJECT_FILE))
    return next(_set_in(files), Configuration({}))


def profile_for(configuration: Configuration, name: str | None) -> Profile:
    """
    The profile that a project's settings and the rules of installed packages make.

    Args:
        configuration: The settings.

        name: The profile to begin with instead of the one that is set.

    Raises:
        InvalidValueError: A setting is none; the error names the file, and each setting with the nearest that there is.

        NotFoundError: There is no profile of that name.
    """
    settings, file = configuration
    if name is not None:
        settings = {**settings, "profile": profile_of(name).name}
    rules = installed_rules()
    try:
        return profile_from(settings, rules=rules)
    except InvalidValueError as error:
        msg = f"{legible(str(file))}: {error}"
        raise InvalidValueError(msg) from None


def _set_in(files: Iterator[Path]) -> Iterator[Configuration]:
    return filter(None, (read_configuration(file) for file in files if file.is_file()))
