"""
The files of some sources: of paths, patterns, folders, archives and addresses, each once, in an order that is the same
on every machine.
"""

from __future__ import annotations

import glob
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, TypeAlias

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.message import legible, shown

from ._file import UNREADABLE, File, fsspec, is_address, names_in, raw, reason

__all__ = ["Sources", "files_of"]

Sources: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]"

ARCHIVE = ".zip"
# Facts by which file systems say that a file has changed.
MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "created")


def files_of(sources: Sources, besides: str | os.PathLike[str] | None = None) -> list[File]:
    """
    The files of some sources, each once, in the order of the sources and by name within each.

    Args:
        sources: A source, or several: paths of files, folders (with all that is below them but hidden files), patterns
            such as ``data/**/*.xml``, zip archives, and addresses that fsspec opens.

        besides: A folder to pass over, for the output of a run.

    Raises:
        InvalidValueError: A source is no text and no path, or there is no file at all.

        MissingExtraError: A source is an address, and fsspec is not installed.
    """
    given = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    folders = _Folders(besides)
    found: dict[tuple[str, str | None], File] = {}
    names: dict[str, int] = {}
    for source in given:
        if not isinstance(source, str | os.PathLike):
            msg = f"a source is a path or an address, not {shown(source)}"
            raise InvalidValueError(msg)
        for file in _files_of(os.fspath(source), folders):
            key = (_identity(file.address), file.member)
            if key not in found:
                # Two names may be the same once they are legible.
                names[file.name] = number = names.get(file.name, 0) + 1
                found[key] = attrs.evolve(file, name=f"{file.name} ({number})") if number > 1 else file
    if not found:
        msg = f"there is no file in {', '.join(shown(os.fspath(source)) for source in given) or 'an empty list'}"
        raise InvalidValueError(msg)
    return list(found.values())


def _identity(address: str) -> str:
    return address if is_address(address) else os.path.realpath(address)


def _files_of(source: str, folders: _Folders) -> Iterator[File]:
    if is_address(source):
        found = _remote(source)
    elif os.path.lexists(source):
        found = _local(source, folders)
    elif glob.has_magic(source):
        paths = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - a path is text that may be no UTF-8
        found = (file for path in paths for file in _local(path, folders))
    else:
        found = iter([File(name=_name(source), address=source, problem="there is no such file")])
    for file in found:
        if not file.problem and PurePath(file.address).suffix.lower() == ARCHIVE:
            yield from _members(file)
        else:
            yield file


def _name(path: str) -> str:
    """A path as text for tables: bytes that are no UTF-8 as escapes."""
    return legible(os.fsencode(path).decode("utf-8", "backslashreplace")).replace(os.sep, "/")


# ----------------------------------------------------------------------------------------------------- local


class _Folders:
    """The folders that were entered, each once however many links lead to it; and one that is passed over."""

    def __init__(self, besides: str | os.PathLike[str] | None) -> None:
        self._besides = None if besides is None else os.path.realpath(besides)
        self._seen: set[tuple[int, int]] = set()

    def files_in(self, folder: str) -> Iterator[File]:
        """The files below a folder, by name; hidden ones are passed over."""
        try:
            about = Path(folder).stat()
            names = sorted(names_in(folder))
        except OSError as error:
            yield File(name=_name(folder), address=folder, problem=reason(error))
            return
        here = (about.st_dev, about.st_ino)
        if here in self._seen or os.path.realpath(folder) == self._besides:
            return
        self._seen.add(here)
        for name in names:
            if not name.startswith("."):
                yield from _local(os.path.join(folder, name), self)  # noqa: PTH118 - as above


def _local(path: str, folders: _Folders) -> Iterator[File]:
    return folders.files_in(path) if Path(path).is_dir() else iter([_file(path)])


def _file(path: str) -> File:
    name = _name(path)
    try:
        about = Path(path).stat()
    except OSError as error:
        return File(name=name, address=path, problem=reason(error))
    if not stat.S_ISREG(about.st_mode):
        return File(name=name, address=path, problem="it is no regular file, such as a pipe; name a file")
    stamp = f"{about.st_size}-{about.st_mtime_ns}-{about.st_ctime_ns}-{about.st_ino}"
    changed = max(about.st_mtime_ns, about.st_ctime_ns)
    return File(name=name, address=path, size=about.st_size, stamp=stamp, changed=changed)


# ---------------------------------------------------------------------------------------------------- remote


def _remote(address: str) -> Iterator[File]:
    """The files at an address, which may be one of a folder or a pattern."""
    try:
        system, path = fsspec().url_to_fs(address)
        details: dict[str, Any]
        if glob.has_magic(path):
            details = system.glob(path, detail=True)
        elif system.isdir(path):
            details = system.find(path, detail=True)
        else:
            details = {path: system.info(path)}
        for key in sorted(details):
            if details[key].get("type") != "directory":
                yield _at(system.unstrip_protocol(key), details[key])
    except UNREADABLE as error:
        yield File(name=_name(address), address=address, problem=reason(error))


def _at(address: str, about: dict[str, Any]) -> File:
    marks = [str(about[mark]) for mark in MARKS if about.get(mark)]
    size = int(about.get("size") or 0)
    return File(name=_name(address), address=address, size=size, stamp=f"{size}-{'-'.join(marks)}" if marks else "")


# -------------------------------------------------------------------------------------------------- archives


def _members(archive: File) -> Iterator[File]:
    """The files in a zip archive, by name."""
    try:
        with raw(archive.address) as stream, zipfile.ZipFile(stream) as found:
            members = sorted(found.infolist(), key=lambda member: member.filename)
    except UNREADABLE as error:
        yield attrs.evolve(archive, problem=f"it is no archive that can be read: {str(error) or type(error).__name__}")
        return
    for member in members:
        if not member.is_dir() and not member.filename.startswith("__MACOSX/"):
            yield attrs.evolve(
                archive,
                name=f"{archive.name}/{_name(member.filename)}",
                member=member.filename,
                size=member.file_size,
                stamp=archive.stamp and f"{archive.stamp}-{member.CRC:08x}",
            )
