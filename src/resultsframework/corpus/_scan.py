"""
`scan`: a job for every framework of many files, on any executor, once for each file.
"""

from __future__ import annotations

import functools
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from pathlib import PurePath
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

import attrs

from resultsframework.formats import formats_by_suffix

from ._file import UNREADABLE, File, Hashing, digest_of, opened
from ._folder import Folder, Record, in_order, load, opened_folder, status_table
from ._listing import Sources, files_of
from ._pieces import LARGE, Piece, cut, unpacked
from ._rows import Rows
from ._run import outcomes, refuse_what_cannot_be_sent
from ._shard import table_of
from ._work import Attempt, Job, WorkUnit

if TYPE_CHECKING:
    from resultsframework.table import Table

__all__ = ["Advance", "Job", "Scan", "scan"]

# A file that was changed a moment ago may be changed again without another time, of which clocks have few.
MOMENT = 2_000_000_000
# The endings of the names of activity files, plain and packed.
IATI = (".xml", ".gz")


class Advance(NamedTuple):
    """
    The state of a run, after a part of the work.

    Attributes:
        files: The files that are done.

        of_files: The number of files.

        bytes: The bytes that are done.

        of_bytes: The bytes of all files.

        source: The name of the file whose work ended last.
    """

    files: int
    of_files: int
    bytes: int
    of_bytes: int
    source: str


Watcher: TypeAlias = Callable[[Advance], None]


@attrs.frozen(repr=False)
class Scan:
    """
    The outcome of a run over a corpus.

    Attributes:
        status: The status of every file, in the order of the sources: source, digest (SHA-256), frameworks, rows,
            findings, error (the reason why something of it could not be read; None where all of it was) and seconds.

        done: The number of files on which work was done in this run; the others are as they were.

        out: The folder with the rows; None where they are in memory.
    """

    status: Table
    done: int
    out: str | None = None
    _rows: Table | None = None

    @property
    def problems(self) -> Table:
        """The status of the files of which something could not be read."""
        error = self.status.names.index("error")
        return attrs.evolve(self.status, rows=tuple(row for row in self.status.rows if row[error] is not None))

    def table(self) -> Table:
        """The rows in the order of the sources, each with its source; those of a folder are read from there."""
        if self._rows is not None:
            return self._rows
        return table_of(load(cast("str", self.out)), "rows")

    def __repr__(self) -> str:
        return f"<Scan: {len(self.status)} files, {self.done} of them read now, {len(self.problems)} with a problem>"


def scan(
    sources: Sources,
    job: Job,
    *,
    executor: Executor | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Watcher | None = None,
    **reading: Any,
) -> Scan:
    """
    Do a job with every framework of many files.

    The rows are the same for any executor and any number of workers. A file that cannot be read, or not to its end, is
    a row of the status with the reason.

    Args:
        sources: Paths, folders, patterns, zip archives and addresses of fsspec, one or several. A folder counts with
            all that is below it but hidden files.

        job: A function of the name of a file and a framework, that returns a table, or yields mappings or records such
            as findings. For workers in other processes it is defined at the top of a module. `observations`,
            `indicators`, `findings`, `progress` and `budgets` come with the library.

        executor: An executor of `concurrent.futures`, such as a ``ProcessPoolExecutor``, or ``client.get_executor()``
            of Dask; without one, everything is done here.

        out: A folder for the rows, as shards of Parquet. A further run with it does only what changed, or what an
            ended run left. Without it the rows are in memory.

        progress: Called after each part of the work with the state of the run.

        reading: The options of `resultsframework.read_all` for every file, such as ``decimal``, ``limits`` or a
            ``layout`` of sheets.

    Raises:
        InvalidValueError: There is no file; the job cannot be sent to other processes; or the folder is of another
            job, or in use by another run.

        MissingExtraError: A library is missing: pyarrow for ``out``, fsspec for addresses.

        OSError: The folder cannot be written, as where the disk is full. What was done before is kept.
    """
    refuse_what_cannot_be_sent(job, executor)
    with ExitStack() as stack:
        folder = None if out is None else stack.enter_context(opened_folder(out, _name_of(job, reading)))
        run = _Run(files_of(sources, out), folder, progress)
        for unit, outcome in stack.enter_context(closing(outcomes(run.units(), job, executor, reading))):
            run.add(unit, outcome, out)
        return run.end(out)


def _name_of(job: Job, reading: Mapping[str, object] | None = None) -> dict[str, str]:
    """The name of a job, and the digest of its code and of how it reads: rows of another code are not kept."""
    inner: Any = job
    digest = hashlib.sha256(repr(sorted(reading.items())).encode() if reading else b"")
    while isinstance(inner, functools.partial):
        digest.update(repr((inner.args, sorted(inner.keywords.items()))).encode())
        inner = inner.func
    name = f"{getattr(inner, '__module__', '')}.{getattr(inner, '__qualname__', type(inner).__qualname__)}"
    for part in _code(getattr(inner, "__code__", None)):
        digest.update(part)
    return {"job": name, "code": digest.hexdigest()}


def _code(code: object) -> Iterator[bytes]:
    """The instructions of a function and of those within it, without the places of its text."""
    if isinstance(code, CodeType):
        yield code.co_code
        yield repr((code.co_names, code.co_varnames)).encode()
        for constant in code.co_consts:
            yield from _code(constant) if isinstance(constant, CodeType) else (repr(constant).encode(),)


class _Run:
    """A run: the work on its files, and the outcomes."""

    def __init__(self, files: list[File], folder: Folder | None, progress: Watcher | None) -> None:
        self._files = files
        self._folder = folder
        self._progress = progress
        self._started = time.time_ns()
        self._records: list[Record] = []
        # Those that a further run need not do again.
        self._final: list[Record] = []
        self._tables: dict[tuple[int, int], Table] = {}
        self._left: dict[int, int] = {}
        self._worked: set[int] = set()
        self._bytes = 0
        self._of_bytes = sum(file.size for file in files)

    def units(self) -> Iterator[WorkUnit]:
        """The work that is to be done, file by file."""
        for number, file in enumerate(self._files):
            known = {} if self._folder is None else self._folder.known.get(file.name, {})
            if _is_same(file, known):
                self._left[number] = len(known)
                for record in known.values():
                    self._keep(file, number, record)
                continue
            units = list(self._units_of(file, number))
            self._left[number] = len(units)
            for unit in units:
                before = known.get(unit.part)
                if before and unit.digest and (unit.digest, unit.parts) == (before.digest, before.parts):
                    self._keep(file, number, before)
                else:
                    yield unit

    def _units_of(self, file: File, number: int) -> Iterator[WorkUnit]:
        digest, pieces = _cut(file)
        for piece in pieces or (None,):
            unit = WorkUnit(file, number, piece, digest)
            shard = None if self._folder is None else os.fspath(self._folder.shard(file.name, unit.part))
            yield attrs.evolve(unit, shard=shard, run=self._started)

    def add(self, unit: WorkUnit, outcome: Attempt, out: str | os.PathLike[str] | None) -> None:
        """
        Take in the outcome of a unit.

        Raises:
            OSError: Its rows could not be written.
        """
        if outcome.unwritten is not None:
            raise OSError(*outcome.unwritten, os.fspath(cast("str", out)))
        record = Record(
            source=unit.file.name,
            number=unit.number,
            part=unit.part,
            parts=unit.parts,
            digest=outcome.digest,
            stamp=self._stamp(unit.file),
            shard=PurePath(unit.shard).name if unit.shard and outcome.rows else "",
            frameworks=outcome.frameworks,
            rows=outcome.rows,
            findings=outcome.findings,
            error=outcome.error,
            seconds=round(outcome.seconds, 6),
        )
        if self._folder is not None and outcome.is_final:
            self._folder.add(record)
        self._worked.add(unit.number)
        if outcome.table is not None:
            self._tables[unit.number, unit.part] = outcome.table
        self._note(unit.number, record, unit.size, is_final=outcome.is_final)

    def _keep(self, file: File, number: int, record: Record) -> None:
        kept = attrs.evolve(record, number=number, stamp=self._stamp(file))
        self._note(number, kept, file.size // record.parts, is_final=True)

    def _stamp(self, file: File) -> str:
        """The stamp by which the file is known again."""
        return file.stamp if file.changed < self._started - MOMENT else ""

    def _note(self, number: int, record: Record, size: int, *, is_final: bool) -> None:
        self._records.append(record)
        if is_final:
            self._final.append(record)
        self._left[number] -= 1
        self._bytes += size
        if self._progress is not None:
            files = sum(not left for left in self._left.values())
            self._progress(Advance(files, len(self._files), self._bytes, self._of_bytes, record.source))

    def end(self, out: str | os.PathLike[str] | None) -> Scan:
        """The outcome of the run, whose files are all done."""
        status = status_table(in_order(self._records))
        if self._folder is not None:
            self._folder.close(in_order(self._final), status)
            return Scan(status, len(self._worked), os.fspath(cast("str", out)))
        rows = Rows()
        for key in sorted(self._tables):
            rows.extend(self._tables[key])
        return Scan(status, len(self._worked), rows=rows.table("rows"))


def _is_same(file: File, known: Mapping[int, Record]) -> bool:
    """True for a file of which all is done, and which has not changed since."""
    first = known.get(1)
    alike = {(one.digest, one.parts) for one in known.values()}
    if first is None or file.problem or alike != {(first.digest, len(known))}:
        return False
    if file.stamp and file.stamp == first.stamp:
        return True
    try:
        return digest_of(file) == first.digest
    except UNREADABLE:
        return False


def _cut(file: File) -> tuple[str | None, tuple[Piece, ...]]:
    """The digest and the pieces of a large file; neither for one that is read as a whole, in memory."""
    suffix = PurePath(file.member or file.address).suffix.lower()
    least = LARGE // 8 if suffix == ".gz" else LARGE
    if file.problem or file.size <= least or (suffix not in IATI and formats_by_suffix(file.name)):
        return None, ()
    try:
        with opened(file) as stream:
            hashing = Hashing(stream)
            pieces = cut(unpacked(hashing))
            # A file that is no activity file by its name, and has no pieces, may be of another format.
            return (hashing.digest(), pieces) if pieces or suffix in IATI else (None, ())
    except UNREADABLE:  # whoever reads it finds the reason
        return None, ()
