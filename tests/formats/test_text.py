"""Text in and out: encodings, what is no text, limits, and writing that never leaves half a file."""

from __future__ import annotations

import codecs
import io
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

import resultsframework as rf
from resultsframework.formats import _text
from resultsframework.formats._text import read_text, write_text

TEXT = "Género: 59\r\nMujeres «rurales»\n"
ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes are those of POSIX")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "page.txt"


def refusal(source, **options):
    with pytest.raises(rf.FormatError) as caught:
        read_text(source, **options)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_or_without_its_mark(encoding, path):
    """UTF-8 with or without a byte order mark and UTF-16 with one give the same text; line ends stay."""
    path.write_bytes(TEXT.encode(encoding))
    assert read_text(path) == (TEXT, str(path))
    assert read_text(str(path)) == (TEXT, str(path))


def test_utf_16_of_either_order_is_read(path):
    """The byte order mark determines the byte order of UTF-16."""
    path.write_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert read_text(path)[0] == TEXT


@pytest.mark.parametrize("stream", [io.StringIO(TEXT), io.BytesIO(TEXT.encode())])
def test_an_open_file_is_read(stream):
    """A file open for reading text or bytes is read; one without a name has none."""
    assert read_text(stream) == (TEXT, None)


def test_an_open_file_has_its_name(path):
    """A file that was opened by its name keeps it."""
    path.write_bytes(TEXT.encode())
    with path.open("rb") as file:
        assert read_text(file) == (TEXT, str(path))
    with path.open("rb") as file:
        number = os.dup(file.fileno())
    with open(number, "rb") as file:  # noqa: PTH123 - a descriptor is no path
        assert read_text(file) == (TEXT, None)


def test_a_stream_may_hand_out_little_at_a_time():
    """A slow stream is read to its end."""

    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 3))

    assert read_text(Slow(TEXT.encode()))[0] == TEXT


@pytest.mark.parametrize("limit", [5, None])
def test_no_limit_reads_everything(limit):
    """A text of as many bytes as the limit is read, and any without a limit."""
    assert read_text(io.BytesIO(b"12345"), limit=limit)[0] == "12345"


def test_another_encoding_is_named_with_line_and_byte(path):
    """A page in Latin-1 is refused with the line and the byte that is no UTF-8."""
    path.write_bytes("Region\nGénero\n".encode("latin-1"))
    error = refusal(path)
    assert error.problems == (rf.Problem("it is not UTF-8: the byte 0xE9 was found; save it as UTF-8", line=2),)
    assert error.source == str(path)


def test_the_encoding_of_an_open_file_is_named_too(path):
    """A file that was opened as text and is not in that encoding is refused as well."""
    path.write_bytes("Región\n".encode("latin-1"))
    with path.open(encoding="utf-8") as file:
        assert "0xF3" in str(refusal(file))


def test_half_a_character_of_utf_16_is_named(path):
    """UTF-16 that breaks off within a character is refused with its line."""
    path.write_bytes("a\nb".encode("utf-16") + b"\x01")
    (problem,) = refusal(path).problems
    assert problem.line == 2
    assert "UTF-16" in problem.message


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"line\n\x00\xff", "page".encode("utf-32")])
def test_a_binary_file_is_no_text(data, path):
    """A workbook, a picture and the like are named as binary."""
    path.write_bytes(data)
    error = refusal(path)
    assert "binary" in str(error)
    assert error.problems[0].line == data.count(b"\n") + 1


def test_an_empty_file_is_named(path):
    """An empty file is no framework, and neither is one that holds a mark only."""
    for data in (b"", codecs.BOM_UTF8):
        path.write_bytes(data)
        assert "it is empty" in str(refusal(path))
    assert "it is empty" in str(refusal(io.StringIO("")))


def test_what_is_not_there_is_named(path, tmp_path):
    """A missing file, a directory, and a path through a file are each explained in one sentence."""
    assert str(refusal(path)) == f"{path} cannot be read as text: there is no such file"
    assert "it is a directory" in str(refusal(tmp_path))
    path.write_text("x", encoding="utf-8")
    assert "a part of its path is a file" in str(refusal(path / "below"))


@pytest.mark.each("address", ["s3://bucket/plan.json", "https://example.org/plan.json", "file:///plan.json"])
def test_an_address_is_no_file(address):
    """Nothing is fetched: what is behind an address is downloaded, or passed as an open file."""
    assert "it is an address, and only files are read: download it, or pass it opened" in str(refusal(address))


@pytest.mark.each(
    ("start", "kind"), [(b"%PDF-1.7", "PDF"), (b"\x1f\x8b\x08", "compressed by gzip"), (b"PAR1\x15", "Parquet")]
)
def test_a_file_of_another_kind_is_named_with_the_way_out(path, start, kind):
    """Of a known kind of file that is no text, the sentence says what it is and what to do."""
    path.write_bytes(start + b"\0\xff")
    assert kind in str(refusal(path))
    assert refusal(path).problems[0].line is None


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "the system does not allow it to be read"),
        (OSError(5, "Input/output error"), "it could not be read: Input/output error"),
        (OSError("no number"), "it could not be read: no number"),
    ],
)
def test_what_the_system_refuses_is_named(error, message, path, monkeypatch):
    """A file that may not be read, or that the disk does not give, is explained in one sentence that names it."""

    def refuse(*_args, **_options):
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert str(refusal(path, format="json")) == f"{path} cannot be read as json: {message}"


def test_a_huge_file_is_refused_before_it_is_read(path, monkeypatch):
    """200 MB of nonsense are refused at once, with the limit and how to raise it."""
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(_text, "_parts", lambda *_: pytest.fail("it was read"))
    error = refusal(path)
    assert isinstance(error, rf.UnsafeInputError)
    assert "larger than the limit of 100 MB" in str(error)
    assert "Limits(size=...)" in str(error)


@pytest.mark.parametrize("stream", [io.BytesIO(b"123456"), io.StringIO("123456")])
def test_an_endless_stream_is_refused_at_the_limit(stream):
    """Of a stream no more is read than the limit allows."""
    error = refusal(stream, limit=5)
    assert isinstance(error, rf.UnsafeInputError)
    assert stream.tell() == 6


@pytest.mark.parametrize("target", [str, Path])
def test_a_path_is_written(target, path):
    """A text is written as UTF-8 without a mark, line ends as they are, and nothing else is left in the folder."""
    write_text(target(path), TEXT)
    assert path.read_bytes() == TEXT.encode()
    assert list(path.parent.iterdir()) == [path]


def test_open_files_are_written():
    """A file open for text or for bytes is written."""
    text, data = io.StringIO(newline=""), io.BytesIO()
    write_text(text, TEXT)
    write_text(data, TEXT)
    assert (text.getvalue(), data.getvalue()) == (TEXT, TEXT.encode())


@ONLY_POSIX
def test_a_file_keeps_its_permissions(path):
    """A file that is written again keeps its permissions; a new one gets the usual ones."""
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_text(path, TEXT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    fresh, usual = path.with_name("fresh.txt"), path.with_name("usual.txt")
    write_text(fresh, TEXT)
    usual.touch()
    assert fresh.stat().st_mode == usual.stat().st_mode


@ONLY_POSIX
def test_a_link_keeps_pointing(path):
    """Writing through a link writes to the file that the link points to."""
    link = path.with_name("link.txt")
    path.write_text("old", encoding="utf-8")
    link.symlink_to(path)
    write_text(link, TEXT)
    assert link.is_symlink()
    assert path.read_bytes() == TEXT.encode()


@ONLY_POSIX
def test_a_pipe_is_written_into(path):
    """A pipe is written into, not replaced by a file."""
    os.mkfifo(path)
    found = []
    reader = threading.Thread(target=lambda: found.append(path.read_bytes()))
    reader.start()
    write_text(path, TEXT)
    reader.join(timeout=10)
    assert found == [TEXT.encode()]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_interrupted_write_leaves_the_old_file_whole(error, step, path, monkeypatch):
    """A full disk or Ctrl-C in the middle of writing changes nothing and leaves nothing behind."""
    path.write_text("old", encoding="utf-8")

    def fail(*_args):
        raise error

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(error)) as caught:
        write_text(path, TEXT)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(path.parent.iterdir()) == [path]
    assert isinstance(error, KeyboardInterrupt | MemoryError) or caught.value.filename == str(path)


def test_what_cannot_be_written_names_the_target(tmp_path):
    """A directory, or a folder that is not there, is named as it was given, not as the draft beside it."""
    for target in (tmp_path, tmp_path / "missing" / "page.txt"):
        with pytest.raises(OSError, match=target.name) as caught:
            write_text(target, TEXT)
        assert caught.value.filename == str(target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["portal", "brief", "json", "csv"])
def test_half_a_character_is_refused_where_it_is(name):
    """A text that was decoded carelessly cannot be written again; the line of its half character is named."""
    opening = {"portal": "outcome A_1\nOutcome details\n", "brief": "Quick facts\n"}
    text = opening.get(name, '{"resultsframework": 1,\n"title":') + '"\ud800"}'
    with pytest.raises(rf.FormatError, match="half a character"):
        rf.read(io.StringIO(text), name)


@pytest.mark.parametrize("target", ["path", "text", "bytes"])
def test_half_a_character_is_not_written(target, tmp_path):
    """A text that no file can hold leaves the old file as it was, and nothing in an open one."""
    path = tmp_path / "plan.csv"
    path.write_text("old")
    file = {"path": path, "text": io.StringIO(), "bytes": io.BytesIO()}[target]
    with pytest.raises(rf.InvalidValueError, match=r"half a character \(a lone surrogate\), '\\ud800'"):
        write_text(file, "a\ud800")
    assert path.read_text() == "old"
    assert target == "path" or not file.getvalue()
