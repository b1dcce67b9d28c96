"""
The settings of a project: found in its folder or above, and made into the profile that its frameworks are checked with.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from resultsframework.errors import InvalidValueError
from resultsframework.rules import Profile, installed_rules, profile_from, profile_of

__all__ = ["Configuration", "found_from", "profile_for", "read_configuration"]

OWN_FILE, PROJECT_FILE = "resultsframework.toml", "pyproject.toml"
TABLE = "resultsframework"


class Configuration(NamedTuple):
    """The settings, and the file that has them; no file where there are none."""

    settings: Mapping[str, object]
    file: Path | None = None


def read_configuration(file: Path) -> Configuration | None:
    """
    The settings of a file; None for a project's file without a section of ours.

    Raises:
        InvalidValueError: The file cannot be read, or is no TOML.
    """
    try:
        document = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror or error}"
        raise InvalidValueError(msg) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{file} is no TOML: {error}"
        raise InvalidValueError(msg) from None
    if file.name != PROJECT_FILE:
        return Configuration(document, file)
    tools = document.get("tool", {})
    if not isinstance(tools, dict) or TABLE not in tools:
        return None
    settings = tools[TABLE]
    if not isinstance(settings, dict):
        msg = f"{file}: tool.{TABLE}: a table belongs here, not {settings!r}"
        raise InvalidValueError(msg)
    return Configuration(settings, file)


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
        msg = f"{file}: {error}"
        raise InvalidValueError(msg) from None


def _set_in(files: Iterator[Path]) -> Iterator[Configuration]:
    return filter(None, (read_configuration(file) for file in files if file.is_file()))
