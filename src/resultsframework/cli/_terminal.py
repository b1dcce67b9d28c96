"""
Results to standard output, messages to standard error: fitted to the terminal, or bytes for the program behind a pipe.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from resultsframework.errors import InvalidValueError
from resultsframework.message import counted, inert, is_active, legible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = [
    "clean",
    "counted",
    "emit",
    "emit_bytes",
    "emit_json",
    "harmless",
    "is_looked_at",
    "opened",
    "progress",
    "say",
    "show",
    "watched",
    "width",
]

NARROWEST, WIDEST = 60, 180
# The errors of writing to a pipe that nobody reads any more, on Unix and on Windows.
NOBODY_READS = {errno.EPIPE, errno.EINVAL}

T = TypeVar("T")


def show(*lines: Text) -> None:
    """Print lines of a result: with colours on a terminal, as plain text anywhere else."""
    _write(_printed(sys.stdout, lines))


def emit(text: str) -> None:
    """Write a document for a program to read: behind a pipe always UTF-8, with line ends as they are."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.flush()
        stream.reconfigure(encoding="utf-8", newline="")
    _write(text)


def emit_bytes(data: bytes) -> None:
    """
    Write a binary document for a program to read.

    Raises:
        InvalidValueError: Standard output is a terminal, or closed.
    """
    stream = sys.stdout
    if stream is None or stream.isatty():
        msg = "the format is binary, and nobody reads it on a terminal: name a file to write"
        raise InvalidValueError(msg)
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def emit_json(document: object) -> None:
    """Print a document for programs."""
    emit(inert(json.dumps(document, ensure_ascii=False, indent=2)) + "\n")


def say_list(head: str, entries: Sequence[object], most: int = 20) -> None:
    """Print a heading and the entries of a list to standard error, one a line; of more than the most their number."""
    say(head, *(f"- {entry}" for entry in entries[:most]))
    if len(entries) > most:
        say(f"and {len(entries) - most} more")


def say(*messages: str) -> None:
    """Tell the person something that is no result."""
    if sys.stderr is not None:  # it is None where it was closed before the program began
        sys.stderr.write(_printed(sys.stderr, [Text(legible(message)) for message in messages]))


@contextmanager
def progress(items: Sequence[T], what: str, *, wanted: bool = True) -> Iterator[Iterable[T]]:
    """The items one by one, with a bar on standard error where there are several and somebody is looking."""
    console = _console(sys.stderr)
    if len(items) < 2 or not wanted or not console.is_terminal:
        yield items
        return
    with _bar(console) as bar:
        yield bar.track(items, description=what)


@contextmanager
def opened(path: str, what: str, *, wanted: bool = True) -> Iterator[IO[bytes]]:
    """A file open for reading, with a bar on standard error that shows how much is read, where somebody is looking."""
    console = _console(sys.stderr)
    if not wanted or not console.is_terminal:
        with Path(path).open("rb") as file:
            yield file
        return
    with _bar(console) as bar, bar.open(path, "rb", description=what) as file:
        yield file


@contextmanager
def watched(what: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """
    A function that moves a bar on standard error, of the bytes that are done and those of all, with a text beside it;
    None where nobody is looking.
    """
    console = _console(sys.stderr)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with _bar(console, *columns) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of, text: bar.update(task, completed=done, total=of, description=f"{what}: {text}")


def is_looked_at() -> bool:
    """True where results go to a terminal, where a progress bar would interrupt them."""
    return _console(sys.stdout).is_terminal


def _bar(console: Console, *columns: ProgressColumn) -> Progress:
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)


def width() -> int:
    """The number of characters in a line."""
    return min(max(_console(sys.stdout).width, NARROWEST), WIDEST)


def clean(text: str) -> str:
    """A text from a file on one line, without the signs by which it could steer the terminal."""
    return harmless(" ".join(text.split()))


def harmless(text: str) -> str:
    """A text with a replacement for every sign by which it could steer the terminal."""
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if is_active(sign) else sign for sign in text)


def _printed(stream: TextIO, lines: Sequence[Text]) -> str:
    """The lines with the codes for colours that this stream understands."""
    console = _console(stream)
    has_codes = console.is_terminal and not console.legacy_windows
    # Rich itself ends the program when nobody reads what it writes, with a code that means findings here.
    text = io.StringIO()
    # Lines are fitted before; rich prints nothing at all where the surroundings name a width of 0.
    page = Console(
        file=text, force_terminal=has_codes, no_color=console.no_color, markup=False, emoji=False, width=WIDEST
    )
    for line in lines:
        page.print(line, soft_wrap=True, highlight=False)
    return text.getvalue()


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, markup=False, emoji=False)


def _write(text: str) -> None:
    """Write to standard output; a sign that its encoding does not have becomes a question mark."""
    stream = sys.stdout
    if stream is None:  # it was closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        if error.errno not in NOBODY_READS:
            raise
        # Nobody reads any more: go on, so that the exit code is what it would have been. What is still in the buffer
        # has to go somewhere when the program ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
