"""
The command line: one command for each task of the library.

Typer and Rich are imported only when a command runs, so a missing one ends in the command that installs it.
"""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

from resultsframework.errors import MissingExtraError

__all__ = ["main"]

# The import names of the optional libraries; click came with Typer before Typer brought its own copy.
# Signals that ask a program to end; not every system has them.
STOPPING = ("SIGTERM", "SIGHUP")
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
    if sys.flags.optimize > 1:
        sys.stderr.write("-OO drops the texts that rules and commands are explained by; run Python without it\n")
        sys.exit(2)
    for name in STOPPING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.exit(app())


def _stop(number: int, _frame: object) -> NoReturn:
    """End the program, so that a file that is being written is taken away on the way out."""
    sys.exit(128 + number)
