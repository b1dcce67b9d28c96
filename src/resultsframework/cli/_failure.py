"""
What goes wrong, said in a sentence, and the exit code for it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

import typer

from resultsframework.errors import FormatError, ResultsFrameworkError

from ._terminal import say

__all__ = ["UNREADABLE", "USAGE", "tell", "told"]

P = ParamSpec("P")
SHOWN_PROBLEMS = 20
USAGE, UNREADABLE, INTERRUPTED = 2, 3, 130


def told(command: Callable[P, None]) -> Callable[P, None]:
    """The same command, which says what went wrong instead of failing, and ends with the code for it."""

    @functools.wraps(command)
    def careful(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except FormatError as error:
            tell(error)
            raise typer.Exit(UNREADABLE) from None
        except ResultsFrameworkError as error:
            say(str(error))
            raise typer.Exit(USAGE) from None
        except OSError as error:
            say(f"{error.filename or 'standard output'} cannot be written: {error.strerror or error}")
            raise typer.Exit(USAGE) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None

    return careful


def tell(error: FormatError) -> None:
    """Say which file cannot be read, and everything that is wrong with it."""
    if len(error.problems) == 1:
        say(str(error))
        return
    say(f"{error.source or 'the input'} cannot be read as {error.format}:")
    say(*(f"- {problem}" for problem in error.problems[:SHOWN_PROBLEMS]))
    if len(error.problems) > SHOWN_PROBLEMS:
        say(f"and {len(error.problems) - SHOWN_PROBLEMS} more")
