"""
The work on one unit of a corpus, a file or a piece of one: read it, do the job, write the rows. It runs on any machine.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from resultsframework.errors import FormatError, Problem, UnsafeInputError
from resultsframework.formats import Limits, read_all
from resultsframework.framework import ResultsFramework
from resultsframework.message import legible, shortened

from ._file import File, is_address, opened, reason
from ._pieces import GZIP, Piece, PieceStream
from ._rows import Rows
from ._shard import write_shard

if TYPE_CHECKING:
    from resultsframework.table import Table

__all__ = ["Attempt", "Job", "WorkUnit", "work"]

Job: TypeAlias = Callable[[str, ResultsFramework], Any]

IATI = "iati"


@attrs.frozen
class WorkUnit:
    """
    A part of the work.

    Attributes:
        file: The file.

        number: The number of the file among all.

        piece: The piece of it; None for the whole.

        digest: The SHA-256 of the whole file, where it is known.

        shard: The path of the file for the rows; None to hand them back.

        run: A number of the run, so that a cluster which remembers the results of calls does not take one for another.
    """

    file: File
    number: int
    piece: Piece | None = None
    digest: str | None = None
    shard: str | None = None
    run: int = 0

    @property
    def part(self) -> int:
        """The number of the part, from 1."""
        return self.piece.number if self.piece else 1

    @property
    def parts(self) -> int:
        """The number of the parts of the file."""
        return self.piece.of if self.piece else 1

    @property
    def size(self) -> int:
        """The share of the unit in the size of the file, in bytes."""
        before, now = (self.file.size * part // self.parts for part in (self.part - 1, self.part))
        return now - before


@attrs.frozen(kw_only=True)
class Attempt:
    """
    The outcome of the work on a unit.

    Attributes:
        digest: The SHA-256 of the whole file; None where it could not be read.

        frameworks: The number of frameworks that were read.

        rows: The number of rows.

        findings: The number of rows that are findings.

        error: The reason why something could not be read, or why the job failed; empty where all went well.

        seconds: The time that the work took.

        is_final: False where the same work on the same file may end otherwise: the job or the worker failed.

        table: The rows, where no shard was written.

        unwritten: The error of the system where the shard could not be written: number and text.
    """

    digest: str | None = None
    frameworks: int = 0
    rows: int = 0
    findings: int = 0
    error: str = ""
    seconds: float = 0.0
    is_final: bool = True
    table: Table | None = None
    unwritten: tuple[int, str] | None = None


class _JobError(Exception):
    pass


def work(unit: WorkUnit, job: Job, options: Mapping[str, Any] | None = None) -> Attempt:
    """
    Read the frameworks of a unit with the options given, do the job with each, and write the rows.

    Nothing that a file or a job does ends the run: it is the error of the outcome.
    """
    started = time.perf_counter()
    reading = _Reading(unit, options or {})
    rows = Rows()
    try:
        for framework in reading.frameworks():
            _do(job, unit.file.name, framework, rows)
        table = rows.table()
        outcome = Attempt(
            digest=reading.digest,
            frameworks=reading.number,
            rows=len(rows),
            findings=rows.findings,
            error=reading.error,
            is_final=reading.digest is not None,
            table=table if unit.shard is None else None,
        )
        if unit.shard is not None and table.rows:
            outcome = _written(outcome, unit, table)
    except _JobError as error:
        outcome = Attempt(digest=reading.digest, frameworks=reading.number, error=str(error), is_final=False)
    return attrs.evolve(outcome, seconds=time.perf_counter() - started)


def _do(job: Job, name: str, framework: ResultsFramework, rows: Rows) -> None:
    try:
        rows.add(name, job(name, framework))
    except Exception as error:
        which = framework.identifier or framework.title or "a framework without a name"
        failure = legible(f"the job failed at {which}: {type(error).__name__}: {error}")
        raise _JobError(shortened(failure, 400)) from error


def _written(outcome: Attempt, unit: WorkUnit, table: Table) -> Attempt:
    facts = {"source": unit.file.name, "digest": outcome.digest, "part": unit.part, "parts": unit.parts}
    try:
        write_shard(Path(cast("str", unit.shard)), table, facts)
    except OSError as error:
        return attrs.evolve(outcome, unwritten=(error.errno or 0, error.strerror or str(error)), is_final=False)
    except (OverflowError, ValueError) as error:  # a number or a text that Parquet cannot hold
        return attrs.evolve(outcome, error=f"its rows cannot be written: {error}", rows=0, findings=0, is_final=False)
    return outcome


class _Reading:
    """
    Reading a unit.

    Attributes:
        digest: The SHA-256 of the file, as soon as it is known.

        number: The number of frameworks so far.

        error: The reason why it ended early; empty if it did not.
    """

    def __init__(self, unit: WorkUnit, options: Mapping[str, Any]) -> None:
        self._unit = unit
        self._options = options
        self.digest: str | None = unit.digest
        self.number = 0
        self.error = unit.file.problem

    def frameworks(self) -> Iterator[ResultsFramework]:
        """The frameworks that can be read; the reason why others cannot is the error."""
        if self.error:
            return
        found = self._all()
        while True:
            try:
                framework = next(found, None)
            except FormatError as error:
                self.error = str(error)
                return
            except Exception as error:  # noqa: BLE001 - whatever a file does to its reader, the others are read
                self.error = f"{self._unit.file.name}: {reason(error)}"
                return
            if framework is None:
                return
            self.number += 1
            yield framework

    def _all(self) -> Iterator[ResultsFramework]:
        unit, options = self._unit, self._options
        with opened(unit.file) as stream:
            if unit.piece is not None:
                whole = PieceStream(_unpacked(stream), unit.piece, unit.file.name)
                yield from read_all(cast("Any", whole), **{"format": IATI, **options})
                self._refuse_if_changed()
            elif self.digest is not None:
                yield from read_all(stream, **{"format": IATI, "name": unit.file.name, **options})
            else:
                yield from read_all(self._in_memory(stream), **options)

    def _in_memory(self, stream: IO[bytes]) -> IO[bytes]:
        """The whole file, which has a digest then."""
        limit = (self._options.get("limits") or Limits()).size
        data = stream.read(-1 if limit is None else limit + 1)
        name = self._unit.file.name
        if limit is not None and len(data) > limit:
            what = f"it is larger than the limit of {limit / 1e6:g} MB for files that are not read in pieces"
            any_format = "any known format"
            raise UnsafeInputError(any_format, (Problem(what),), name)
        self.digest = hashlib.sha256(data).hexdigest()
        whole = _Named(data)
        whole.name = name
        return whole

    def _refuse_if_changed(self) -> None:
        file = self._unit.file
        if file.member is None and not is_address(file.address):
            about = Path(file.address).stat()
            if not file.stamp.startswith(f"{about.st_size}-{about.st_mtime_ns}-"):
                self.digest = None
                msg = "it was changed meanwhile; run again"
                raise EOFError(msg)


class _Named(BytesIO):
    name = ""


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    """The stream, at its beginning; unpacked where gzip packed it."""
    is_packed = stream.read(len(GZIP)) == GZIP
    stream.seek(0)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream, mode="rb")) if is_packed else stream
