"""
Errors as one sentence on standard error, and their exit codes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

import typer

from resultsframework.errors import FormatError, ResultsFrameworkError

from ._terminal import say

__all__ = ["UNREADABLE", "USAGE", "errors_as_messages", "print_problems"]

P = ParamSpec("P")
SHOWN_PROBLEMS = 20
# Of the places that lack a fact, a terminal shows the first few; the exception holds all of them.
SHOWN_PLACES = 3
USAGE, UNREADABLE, INTERRUPTED = 2, 3, 130


def errors_as_messages(command: Callable[P, None]) -> Callable[P, None]:
    """Wrap a command so that an error is printed as a message and ends it with the exit code for such errors."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except FormatError as error:
            print_problems(error)
            raise typer.Exit(UNREADABLE) from None
        except ResultsFrameworkError as error:
            say(*_lines(error))
            raise typer.Exit(USAGE) from None
        except OSError as error:
            say(f"{error.filename or 'standard output'} cannot be written: {error.strerror or error}")
            raise typer.Exit(USAGE) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None

    return wrapped


def _lines(error: ResultsFrameworkError) -> list[str]:
    """The message of an error, in lines where it is written so, with long lists of places cut."""
    # Only here, since no command without an error has to wait for the format to load.
    from resultsframework.formats.iati import IncompleteError

    return error.text(SHOWN_PLACES).splitlines() if isinstance(error, IncompleteError) else [str(error)]


def print_problems(error: FormatError) -> None:
    """Print which file cannot be read, and all problems that were found in it."""
    if len(error.problems) == 1:
        say(str(error))
        return
    say(f"{error.source or 'the input'} cannot be read as {error.format}:")
    say(*(f"- {problem}" for problem in error.problems[:SHOWN_PROBLEMS]))
    if len(error.problems) > SHOWN_PROBLEMS:
        say(f"and {len(error.problems) - SHOWN_PROBLEMS} more")
