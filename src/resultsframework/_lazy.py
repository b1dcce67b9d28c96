"""
Lazy imports of a package's public names (PEP 562): a name loads its module on first use.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence

__all__ = ["lazy_names"]


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
            from ._guess import UnknownAttributeError, name_meant

            sentence = f"module {package!r} has no attribute {name!r}"
            raise UnknownAttributeError(sentence, name, lambda: name_meant(name, package, names()))
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted(set(vars(sys.modules[package])["__all__"]))

    return get, names
