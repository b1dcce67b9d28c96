"""Where words go: colours only on a terminal, any encoding, and no reader at the other end of the pipe."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sys

import pytest

COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9]")


@pytest.fixture
def terminal():
    """The module that prints."""
    pytest.importorskip("rich", reason="the command line needs the extra cli")
    from resultsframework.cli import _terminal

    return _terminal


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


class Closed(io.StringIO):
    """A stream whose reader has gone, or that cannot be written for another reason."""

    def __init__(self, error: int, descriptor: int = -1) -> None:
        super().__init__()
        self.error = error
        self.descriptor = descriptor

    def flush(self) -> None:
        """Fail."""
        raise OSError(self.error, os.strerror(self.error))

    def fileno(self) -> int:
        """The file behind it."""
        return self.descriptor


def test_there_are_no_codes_for_colours_in_a_file(run, file):
    """Output to a pipe or a file is plain text."""
    assert "\x1b" not in run("show", file).stdout
    assert "\x1b" not in run("validate", file).stdout


def test_there_are_colours_on_a_terminal(run, file):
    """Where colours are wanted, codes and severities have some."""
    assert COLOUR.search(run("validate", file, FORCE_COLOR="1").stdout)


def test_no_color_is_obeyed(run, file):
    """With NO_COLOR set there is none, also on a terminal."""
    assert not COLOUR.search(run("validate", file, FORCE_COLOR="1", NO_COLOR="1").stdout)


def test_json_has_no_colours_anywhere(run, file):
    """A document for programs is the same on a terminal."""
    assert "\x1b" not in run("validate", file, "--format", "json", FORCE_COLOR="1").stdout


def test_a_document_is_utf_8_behind_a_pipe(terminal, monkeypatch):
    """JSON is UTF-8 whatever the surroundings are, with line ends as they are."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    terminal.emit("women’s\n")
    assert stream.buffer.getvalue() == "women’s\n".encode()


def test_a_document_on_a_terminal_is_in_its_encoding(terminal, monkeypatch):
    """A terminal that does not have a sign shows a question mark in its place."""
    stream = Terminal(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    terminal.emit("women’s\n")
    assert stream.buffer.getvalue() == b"women?s\n"


def test_a_document_goes_into_a_stream_of_text(terminal, monkeypatch):
    """Where standard output is no file, as in a notebook, the text is written as it is."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    terminal.emit("women’s\n")
    assert stream.getvalue() == "women’s\n"


@pytest.mark.parametrize("write", ["show", "emit"])
def test_without_a_reader_a_command_goes_on_quietly(terminal, monkeypatch, tmp_path, write):
    """When the reader of a pipe has gone, the rest goes nowhere and nothing is raised."""
    from rich.text import Text

    descriptor = os.open(tmp_path / "out", os.O_WRONLY | os.O_CREAT)
    monkeypatch.setattr(sys, "stdout", Closed(errno.EPIPE, descriptor))
    getattr(terminal, write)(Text("more") if write == "show" else "more")
    os.write(descriptor, b"nowhere")
    os.close(descriptor)
    assert (tmp_path / "out").read_bytes() == b""


@pytest.mark.parametrize("write", ["show", "emit"])
def test_another_reason_not_to_write_is_an_error(terminal, monkeypatch, write):
    """The error of a full disk is passed on to the caller."""
    from rich.text import Text

    monkeypatch.setattr(sys, "stdout", Closed(errno.ENOSPC))
    with pytest.raises(OSError, match="No space left"):
        getattr(terminal, write)(Text("more") if write == "show" else "more")


def test_a_bar_is_shown_for_several_files_on_a_terminal(run, file, tmp_path):
    """Long work shows how far it is, on standard error; the results are all on standard output."""
    copy = tmp_path / "copy.json"
    copy.write_bytes(file.read_bytes())
    done = run("validate", file, copy, "--select", "BAS02", "--format", "json", FORCE_COLOR="1")
    assert "validating" in done.stderr
    assert "BAS02" not in done.stderr
    assert [finding["file"] for finding in json.loads(done.stdout)["findings"]] == [str(file), str(copy)]


def test_no_bar_comes_between_the_lines_of_a_result(run, file, tmp_path):
    """Where results are printed on the terminal as they are found, they show themselves how far it is."""
    copy = tmp_path / "copy.json"
    copy.write_bytes(file.read_bytes())
    done = run("validate", file, copy, "--select", "BAS02", FORCE_COLOR="1")
    assert not done.stderr
    assert done.stdout.count("1 error") == 2


def test_a_failure_during_long_work_is_reported_in_the_end(run, file):
    """A wrong option ends the bar before it is named."""
    done = run("validate", file, file, "--select", "QQ", FORCE_COLOR="1")
    assert done.exit_code == 2
    assert done.stderr.rstrip().endswith("nothing is called 'QQ' in the rules")


def test_no_bar_is_shown_for_one_file_or_behind_a_pipe(run, file):
    """One file is quick, and a log wants no bar."""
    assert run("validate", file, FORCE_COLOR="1").stderr == ""
    assert run("validate", file, file).stderr == ""


def test_lines_are_as_long_as_can_be_read(terminal, monkeypatch):
    """A very narrow or very wide terminal gets lines of a sensible length."""
    widths = []
    for columns in ("20", "100", "1000"):
        monkeypatch.setenv("COLUMNS", columns)
        widths.append(terminal.width())
    assert widths == [60, 100, 180]
