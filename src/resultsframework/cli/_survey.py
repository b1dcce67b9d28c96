"""
`survey`: the content of many files as a table, with a folder in which a further run goes on.
"""

from __future__ import annotations

import enum
import functools
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.process import BaseProcess
from typing import Annotated, Any

import typer
from rich.text import Text

import resultsframework as rf
from resultsframework import corpus, formats
from resultsframework.corpus import census, surveyed
from resultsframework.errors import needs_extra

from ._failure import UNREADABLE
from ._options import Decimal, Layout  # noqa: TC001 - Typer evaluates the annotations
from ._terminal import counted, emit, harmless, say, say_list, show, watched

__all__ = ["survey"]


class Form(enum.StrEnum):
    """The forms of a survey: a table for people, CSV for programs, HTML for a page."""

    TABLE = "table"
    CSV = "csv"
    HTML = "html"


def survey(  # noqa: PLR0913, PLR0917 - each argument is an option of the command
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, patterns, archives, or addresses of fsspec.")
    ],
    out: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="OUT", help="A folder for the rows, with which a further run goes on."),
    ] = None,
    by: Annotated[
        str, typer.Option(metavar="COLUMNS", help="publisher, country, year, region, sector; commas between several.")
    ] = "",
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="The number of processes.")] = 1,
    dask: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The scheduler of a Dask cluster.")] = None,
    findings: Annotated[
        bool, typer.Option("--findings/--no-findings", help="Apply the rules, which takes most of the time.")
    ] = True,
    layout: Layout = None,
    decimal: Decimal = None,
    format: Annotated[Form, typer.Option("--format", help="For people, for programs, or for a page.")] = Form.TABLE,
) -> None:
    """Count the content of many files: activities, indicators, what is planned, reported and met, and findings."""
    columns = tuple(by.split(",")) if by else ()
    corpus.refuse_unknown_columns(columns)
    with executor_of(workers, dask) as executor, watched("reading") as bar:

        def step(advance: corpus.Advance) -> None:
            if bar is not None:
                bar(advance.bytes, advance.of_bytes, f"{advance.files:,} of {counted(advance.of_files, 'file')}")

        job = census if findings else functools.partial(census, findings=False)
        reading = {name: given for name, given in (("layout", layout), ("decimal", decimal)) if given is not None}
        done = corpus.scan(paths, job, executor=executor, out=out, progress=step, **reading)
    FORMS[format](surveyed(done, columns, findings=findings))
    if out is not None:
        say(harmless(f"{counted(done.done, 'file')} read now; the rows and the status of every file are in {out}"))
    problems = [str(row[done.problems.names.index("error")]) for row in done.problems]
    if problems:
        say_list(f"{counted(len(problems), 'file')} could not be read, or not to the end:", problems)
        raise typer.Exit(UNREADABLE)


@contextmanager
def executor_of(workers: int, dask: str | None) -> Iterator[Executor | None]:
    """
    The executor for a number of processes, or of a cluster; none for one process.

    Raises:
        InvalidValueError: Both are given, or there is no cluster at the address.

        MissingExtraError: Dask is not installed.
    """
    if dask is not None:
        if workers > 1:
            msg = "--workers and --dask exclude each other: leave one out"
            raise rf.InvalidValueError(msg)
        with cluster(dask) as executor:
            yield executor
    elif workers > 1:
        # A fork would copy the locks of threads.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_the_run) as pool:
            yield pool
    else:
        yield None


def end_with_the_run() -> None:
    """Let this worker end where the process that began it was killed, which could not end it."""
    run = multiprocessing.parent_process()
    if run is not None:
        threading.Thread(target=_end_after, args=(run,), daemon=True).start()


def _end_after(run: BaseProcess) -> None:
    run.join()
    os._exit(1)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The executor of the cluster at an address."""
    with needs_extra("dask", "a cluster", "distributed"):
        distributed: Any = import_module("distributed")
    try:
        client = distributed.Client(address, timeout=10)
    except (OSError, ValueError) as error:
        msg = f"there is no Dask scheduler at {address}: {error}"
        raise rf.InvalidValueError(msg) from error
    with client:
        executor: Executor = client.get_executor()
        yield executor


FORMS: dict[Form, Callable[[rf.Table], None]] = {
    Form.TABLE: lambda table: show(*(Text(harmless(line)) for line in str(table).split("\n"))),
    Form.CSV: lambda table: emit(table.to_csv()),
    Form.HTML: lambda table: emit(formats.html.overview(table)),
}
