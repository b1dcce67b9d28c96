"""The command line in surroundings that are closed, deleted or hostile: one sentence, and no trace of Python."""

from __future__ import annotations

import io
import signal
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

import resultsframework as rf
from resultsframework import cli

LONG_NAME = "a" * 300


def test_a_closed_standard_output_is_named(run, file, monkeypatch):
    """Where standard output was closed before the program began, a result cannot be written, and that is said."""
    terminal = pytest.importorskip("resultsframework.cli._terminal", reason="the command line needs the extra cli")
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdout=None, stderr=sys.stderr))
    done = run("show", file)
    assert done.exit_code == 2


def test_a_closed_standard_error_takes_no_messages(run, monkeypatch):
    """Where nobody can read a message, the exit code remains."""
    terminal = pytest.importorskip("resultsframework.cli._terminal", reason="the command line needs the extra cli")
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdout=sys.stdout, stderr=None))
    assert run("show", "no-such-file.json").exit_code == 3


@pytest.mark.parametrize("command", [("show", "-"), ("validate", "-")])
def test_a_closed_standard_input_is_named(run, monkeypatch, command):
    """Where standard input was closed before the program began, the command asks for a file."""
    files = pytest.importorskip("resultsframework.cli._files", reason="the command line needs the extra cli")
    monkeypatch.setattr(files, "sys", SimpleNamespace(stdin=None))
    done = run(*command)
    assert (done.exit_code, done.stderr) == (2, "standard input is closed; name a file\n")


def test_a_width_of_nothing_hides_nothing(run, file):
    """Some systems set COLUMNS to 0; a page, findings and errors are printed all the same."""
    assert "Savings in Lakeland" in run("show", file, width=0).stdout
    assert "BAS02" in run("validate", file, width=0).stdout
    assert "there is no such file" in run("show", "no-such-file.json", width=0).stderr


@pytest.mark.parametrize("suffix", [".json", ".xml", ".txt"])
@pytest.mark.parametrize("command", [("show",), ("validate",), ("convert",)])
def test_a_name_that_no_file_can_have_is_an_input_that_cannot_be_read(run, command, suffix, tmp_path):
    """A name of 300 letters is refused as an input is, and not as an output."""
    more = [tmp_path / "out.json"] if command == ("convert",) else []
    done = run(*command, LONG_NAME + suffix, *more)
    assert done.exit_code == 3
    assert "too long" in done.stderr.lower()


def test_the_longest_name_of_a_file_can_be_written(run, file, tmp_path):
    """The file that a new text is written into first has a short name, whatever that of the file is."""
    target = tmp_path / ("a" * 250 + ".json")
    assert run("convert", file, target).exit_code == 0
    assert rf.read(target) == rf.read(file)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_a_folder_that_was_deleted_has_no_settings(run, file, tmp_path, monkeypatch):
    """A command in a folder that is gone reads a file elsewhere as in any other folder."""
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert "BAS02" in run("validate", file).stdout


def test_the_name_of_a_member_of_an_archive_cannot_give_orders(run, tmp_path):
    """A line break in a name would begin a line that a system of continuous integration obeys."""
    pytest.importorskip("lxml", reason="IATI needs lxml")
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("\x1b[31m\n::error::b.xml", "<x/>")
        archive.writestr("\n::error::c.xml", '<iati-activities version="2.03"><iati-activity/></iati-activities>')
    for form in ("text", "json", "sarif", "github"):
        done = run("validate", packed, "--format", form)
        lines = (done.stdout + done.stderr).splitlines()
        assert not any(line.startswith("::error::") for line in lines)
        assert "\x1b" not in done.stdout + done.stderr


def test_texts_of_a_file_cannot_turn_or_steer_what_is_printed(run, tmp_path):
    """Signs that turn the direction of writing, and those that steer a terminal, are shown and not obeyed."""
    file = tmp_path / "turned.json"
    text = "\u2066a\u2067b\u200fc\x1b[2Jd"
    rf.write(rf.ResultsFramework(results=[rf.Outcome(code=text, title=text), rf.Outcome(code=text, title=text)]), file)
    for command in (("show",), ("validate",), ("validate", "--format", "github")):
        shown = run(*command, file).stdout
        assert not set(shown) & set("\u2066\u2067\u200f\x1b")


def test_a_program_that_is_stopped_ends_in_the_usual_way(monkeypatch):
    """The signals that ask a program to end let it take away what it has half written."""
    pytest.importorskip("typer", reason="the command line needs the extra cli")
    set_before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    monkeypatch.setattr(sys, "argv", ["resultsframework", "--version"])
    try:
        with pytest.raises(SystemExit):
            cli.main()
        for number in set_before:
            with pytest.raises(SystemExit) as end:
                signal.raise_signal(number)
            assert end.value.code == 128 + number
    finally:
        for number, handler in set_before.items():
            signal.signal(number, handler)


def test_without_signals_of_other_systems_the_command_runs(monkeypatch, capsys):
    """Windows has no hang-up."""
    pytest.importorskip("typer", reason="the command line needs the extra cli")
    monkeypatch.setattr(cli, "STOPPING", ("SIGNOTHING",))
    monkeypatch.setattr(sys, "argv", ["resultsframework", "--version"])
    with pytest.raises(SystemExit):
        cli.main()
    assert rf.__version__ in capsys.readouterr().out


def test_python_without_texts_is_refused(monkeypatch, capsys):
    """With -OO the explanations of rules would be missing from what is written; the command says so instead."""
    pytest.importorskip("typer", reason="the command line needs the extra cli")
    monkeypatch.setattr(
        cli, "sys", SimpleNamespace(flags=SimpleNamespace(optimize=2), stderr=sys.stderr, exit=sys.exit)
    )
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    assert (
        capsys.readouterr().err
        == "-OO drops the texts that rules and commands are explained by; run Python without it\n"
    )


SETTINGS = {
    "deep lists": (b"a = " + b"[" * 5_000 + b"]" * 5_000, "is nested too deep"),
    "deep tables": (b"a = " + b"{b=" * 5_000 + b"1" + b"}" * 5_000, "is nested too deep"),
    "a long number": (b"a = " + b"9" * 5_000, "has a number of more than 1,000 digits"),
    "an exponent": (b"a = 1e999999999", "has a number of more than 1,000 digits"),
    "a longer exponent": (b"a = 1e99999999999999999999", "has a number of more than 1,000 digits"),
    "a large file": (b"#" * 1_000_001, "is larger than settings are: it has more than 1,000,000 bytes"),
    "hexadecimal": (b"profile = 0x" + b"f" * 5_000, "a value of the type int that is too long to be shown"),
    "an option": (b"options.precision_ratio = 0x" + b"f" * 5_000, "a whole number, 0 or more, belongs here"),
    "a ratio": (b"options.over_achievement_ratio = 0x" + b"f" * 5_000, "a number, 0 or more, belongs here"),
    "no text": (b"a = '\xff'", "is no TOML"),
}


@pytest.mark.each(("content", "message"), SETTINGS.values())
def test_hostile_settings_are_one_sentence(run, file, tmp_path, content, message):
    """Settings that no project has are refused in one sentence, with the exit code of wrong usage."""
    path = tmp_path / "hostile.toml"
    path.write_bytes(content)
    done = run("validate", file, "--config", path)
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr) < 2_100
    assert done.stderr.count("\n") == 1


def test_settings_with_a_byte_order_mark_are_read(run, file, tmp_path):
    """Some editors put a mark before the text of a file."""
    path = tmp_path / "marked.toml"
    path.write_bytes(b'\xef\xbb\xbfselect = ["BUD"]\n')
    assert "BUD03" in run("validate", file, "--config", path).stdout


def test_infinite_numbers_in_settings_are_no_thresholds(run, file, tmp_path):
    """TOML has numbers that are none."""
    path = tmp_path / "infinite.toml"
    path.write_text("options.over_achievement_ratio = inf\n", "utf-8")
    assert "a number, 0 or more, belongs here" in run("validate", file, "--config", path).stderr


def test_a_device_without_end_is_no_file_of_settings(run, file):
    """A device is read as far as settings can be long."""
    if not Path("/dev/zero").exists():
        pytest.skip("there is no such device on this system")
    assert "is larger than settings are" in run("validate", file, "--config", "/dev/zero").stderr


def test_an_archive_of_many_broken_files_names_some(run, tmp_path):
    """The errors of an archive are counted, and the first of them named."""
    pytest.importorskip("lxml", reason="IATI needs lxml")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(30):
            archive.writestr(f"{number:02}.xml", "<broken/>")
    path = tmp_path / "broken.zip"
    path.write_bytes(packed.getvalue())
    done = run("validate", path)
    assert done.exit_code == 3
    assert "and 10 more" in done.stderr
