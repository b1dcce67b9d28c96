"""
Lazy imports of a package's public names (PEP 562): a name loads its module on first use.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence

__all__ = ["lazy_names"]

ROOT = __name__.partition(".")[0]
# The packages whose public names are looked through for one that another package does not have.
FACES = ("", "tables", "monitoring", "aggregation", "compare", "rules", "corpus", "charts", "formats")


def lazy_names(
    package: str, modules: Mapping[str, str], packages: Sequence[str] = ()
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """
    The functions ``__getattr__`` and ``__dir__`` of a package whose names are imported on first use.

    A name that does not exist is an error that names what was meant: by the package's table ``_guesses``, see `_guess`.

    Args:
        package: The package's ``__name__``.

        modules: The names that each module of the package provides, separated by spaces.

        packages: The names of packages below this one that are public names themselves.
    """
    module_of = {name: module for module, names in modules.items() for name in names.split()}

    def get(name: str) -> object:
        if name in module_of:
            value: object = getattr(importlib.import_module(f"{package}.{module_of[name]}"), name)
        elif name in packages:
            value = importlib.import_module(f"{package}.{name}")
        else:
            from ._guess import UnknownAttributeError

            sentence = f"module {package!r} has no attribute {name!r}"
            raise UnknownAttributeError(sentence, name, lambda: _meant(name, package, names()))
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted(set(vars(sys.modules[package])["__all__"]))

    return get, names


def _meant(name: str, package: str, names: Sequence[str]) -> str:
    """
    The meaning of a public name that a package does not have; empty where nothing is like it.

    By the package's table of guesses; else by a name in another letter case or number, its own or one of the packages
    beside it; else by the spelling.
    """
    from ._guess import meant

    is_own = any(_folded(name) == _folded(known) for known in names)
    guessed = meant(name, [vars(sys.modules[package]).get("_guesses", {})], ())
    return guessed or ("" if is_own else _elsewhere(name)) or meant(name, (), names)


def _elsewhere(name: str) -> str:
    """The names of all packages that are a name but for letter case, underscores and number; each with its package."""
    homes: dict[str, list[str]] = {}
    for face in FACES:
        for known in vars(importlib.import_module(f"{ROOT}.{face}".rstrip(".")))["__all__"]:
            # What rf itself has is named once, although a room has it as well.
            if _folded(known) == _folded(name) and f"rf.{known}" not in homes.get(known, ()):
                homes.setdefault(known, []).append(".".join(filter(None, ("rf", face, known))))
    return " or ".join(home for known in ([name] if name in homes else homes) for home in homes[known])


def _folded(name: str) -> str:
    """A name without its letter case, its underscores and the s of a plural."""
    return name.casefold().replace("_", "").removesuffix("s")
