"""
The folder of a run: shards of rows, a log of the work that is done, and the status table.

The log has one line for each unit of work, written after its shard is there; so what it lists is done, whatever ended
the run. At the end it is written anew, in the order of the sources, and what no source has any more is deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import resultsframework as rf
from resultsframework.errors import InvalidValueError
from resultsframework.message import shown
from resultsframework.table import Column, Table

from ._file import names_in
from ._shard import DRAFT, arrow, read_shards, write_shard

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Folder", "Record", "in_order", "load", "opened_folder", "status", "status_table"]

MANIFEST = "corpus.json"
LOG = "done.jsonl"
STATUS = "status.parquet"
SHARDS = "shards"
# A database without content, whose lock the system gives back however a run ends.
LOCK = ".lock"
# The form of the folder; a folder of another form is not read.
FORM = 1


@attrs.frozen(kw_only=True)
class Record:
    """
    A unit of work that is done, as a line of the log.

    Attributes:
        source: The name of the file.

        number: The number of the file among the sources.

        part: The number of the piece, from 1.

        parts: The number of pieces.

        digest: The SHA-256 of the file.

        stamp: The stamp that the file had; empty where it could change without another one.

        shard: The name of the file with the rows; empty where there are none.

        frameworks: The number of frameworks.

        rows: The number of rows.

        findings: The number of rows that are findings.

        error: The reason why something could not be read.

        seconds: The time that the work took.
    """

    source: str
    number: int
    part: int = 1
    parts: int = 1
    digest: str | None
    stamp: str = ""
    shard: str = ""
    frameworks: int = 0
    rows: int = 0
    findings: int = 0
    error: str = ""
    seconds: float = 0.0


class Folder:
    """
    The folder of a run that is under way.

    Attributes:
        known: The records of earlier runs, by source and part.
    """

    def __init__(self, path: Path, records: Iterable[Record]) -> None:
        self._path = path
        self.known: dict[str, dict[int, Record]] = {}
        for record in records:
            self.known.setdefault(record.source, {})[record.part] = record

    def shard(self, source: str, part: int) -> Path:
        """The path of the shard of a unit: the same in every run, whatever signs are in the name of the source."""
        name = hashlib.sha256(f"{source}\0{part}".encode()).hexdigest()[:32]
        return self._path / SHARDS / f"{name}.parquet"

    def add(self, record: Record) -> None:
        """Note that a unit is done."""
        with (self._path / LOG).open("a", encoding="utf-8") as file:
            file.write(_line(record))

    def close(self, records: list[Record], table: Table) -> None:
        """Write the log and the status table of a run that is complete, and delete the shards of other sources."""
        draft = self._path / f"{LOG}{DRAFT}"
        draft.write_text("".join(map(_line, records)), encoding="utf-8")
        draft.replace(self._path / LOG)
        write_shard(self._path / STATUS, table, {})
        wanted = {record.shard for record in records}
        for path in (self._path / SHARDS).iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)


@contextmanager
def opened_folder(out: str | os.PathLike[str], job: Mapping[str, str]) -> Iterator[Folder]:
    """
    A folder for a run, locked until its end.

    Args:
        out: The path, of a new folder, an empty one, or one of an earlier run.

        job: The name of the job, and the digest of what it does.

    Raises:
        InvalidValueError: The folder holds something else, or the rows of another job; another run is under way; or its
            lock is damaged.

        MissingExtraError: pyarrow is not installed.

        OSError: The folder cannot be written.
    """
    arrow()
    path = Path(out)
    before = _manifest(path)
    if before is not None and before["job"] != job["job"]:
        msg = (
            f"{shown(os.fspath(out))} has the rows of the job {before['job']}, not of {job['job']}: name another folder"
        )
        raise InvalidValueError(msg)
    (path / SHARDS).mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path / LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            msg = f"another run is writing to {shown(os.fspath(out))}: wait for its end, or name another folder"
            raise InvalidValueError(msg) from error
        except sqlite3.DatabaseError as error:
            msg = f"the file {LOCK} of {shown(os.fspath(out))} is damaged: delete it"
            raise InvalidValueError(msg) from error
        manifest = {"form": FORM, "version": rf.__version__, **job}
        known = _log(path) if before == manifest else []
        if before != manifest:
            (path / LOG).unlink(missing_ok=True)
            (path / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        for draft in (path / SHARDS).glob(f".*{DRAFT}"):
            draft.unlink(missing_ok=True)
        yield Folder(path, known)


def _manifest(path: Path) -> dict[str, Any] | None:
    """
    The job and the version that made a folder; None for a new one.

    Raises:
        InvalidValueError: It is no folder, or holds something else.
    """
    if not path.exists() or (path.is_dir() and not any(name for name in names_in(path) if name not in {SHARDS, LOCK})):
        return None
    try:
        found: dict[str, Any] = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        if found["form"] == FORM:
            return found
    except (OSError, ValueError, KeyError, TypeError):
        pass
    msg = f"{shown(os.fspath(path))} is no folder of an earlier run: name one of those, or a new one"
    raise InvalidValueError(msg)


def _line(record: Record) -> str:
    return json.dumps(attrs.asdict(record)) + "\n"


def _log(path: Path) -> list[Record]:
    """The records whose shards are there; a line that was not written to its end counts for nothing."""
    try:
        lines = (path / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    there = set(names_in(path / SHARDS))
    found: dict[tuple[str, int], Record] = {}
    for line in lines:
        try:
            record = Record(**json.loads(line))
        except (ValueError, TypeError):
            continue
        if not record.shard or record.shard in there:
            found[record.source, record.part] = record
    return in_order(found.values())


def in_order(records: Iterable[Record]) -> list[Record]:
    """Records in the order of the sources, and of the parts of each."""
    return sorted(records, key=lambda record: (record.number, record.part))


def load(out: str | os.PathLike[str]) -> pa.Table:
    """
    The rows of a corpus, of all shards of a folder, in the order of the sources. Also while a run is under way, or was
    ended: then of what is done.

    Args:
        out: The folder that was passed to `scan` or `survey`.

    Returns:
        A table of pyarrow. A column that a shard lacks is empty there; one with several types has the type that holds
        all, else text.

    Raises:
        InvalidValueError: It is no such folder.

        FormatError: A shard is damaged.

        MissingExtraError: pyarrow is not installed.
    """
    path = Path(out)
    return read_shards(path / SHARDS / record.shard for record in _records(path) if record.shard)


def status(out: str | os.PathLike[str]) -> Table:
    """
    The status of every file of a corpus; see `Scan.status`.

    Args:
        out: The folder that was passed to `scan` or `survey`.

    Raises:
        InvalidValueError: It is no such folder.
    """
    return status_table(_records(Path(out)))


def _records(path: Path) -> list[Record]:
    if _manifest(path) is None:
        msg = f"{shown(os.fspath(path))} has no rows yet: scan some files with out={shown(os.fspath(path))}"
        raise InvalidValueError(msg)
    return _log(path)


def _two_decimals(seconds: object) -> str:
    return f"{seconds:.2f}"


def status_table(records: list[Record]) -> Table:
    """The status of every file, from the records of its parts."""
    files: dict[tuple[int, str], list[Record]] = {}
    for record in records:
        files.setdefault((record.number, record.source), []).append(record)
    columns = (
        Column("source"),
        Column("digest"),
        *(Column(name, int) for name in ("frameworks", "rows", "findings")),
        Column("error"),
        Column("seconds", float, _two_decimals),
    )
    rows = (
        (
            parts[0].source,
            next((part.digest for part in parts if part.digest), None),
            *(sum(getattr(part, name) for part in parts) for name in ("frameworks", "rows", "findings")),
            "; ".join(dict.fromkeys(part.error for part in parts if part.error)) or None,
            sum(part.seconds for part in parts),
        )
        for parts in files.values()
    )
    return Table.of(columns, rows, "status")
