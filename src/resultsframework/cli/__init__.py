"""
The command line: one command for each task of the library.

Typer and Rich are imported only when a command runs, so a missing one ends in the command that installs it.
"""

from __future__ import annotations

import sys
from typing import NoReturn

from resultsframework.errors import MissingExtraError

__all__ = ["main"]

# The import names of the optional libraries; click came with Typer before Typer brought its own copy.
LIBRARIES = {"click", "rich", "typer"}


def main() -> NoReturn:
    """
    Run the command that the program was started with, and end with its exit code.

    Raises:
        SystemExit: 0 where all is well, 1 for findings that count, 2 for wrong usage, 3 for input that cannot be read.
    """
    try:
        from ._app import app
    except ModuleNotFoundError as missing:
        if missing.name not in LIBRARIES:
            raise
        sys.stderr.write(f"{MissingExtraError('cli', 'the command line')}\n")
        sys.exit(2)
    sys.exit(app())
