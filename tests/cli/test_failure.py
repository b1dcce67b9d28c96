"""Failures are one sentence with the file, the line and the cause; with an exit code, without a traceback."""

from __future__ import annotations

import pytest

import resultsframework as rf


def failed(done, code: int) -> str:
    """The standard error of a command that failed: nothing on standard output, no traceback."""
    assert done.exit_code == code, done.output
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.stderr


@pytest.mark.parametrize("command", ["show", "validate"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.json", b"\x00\x01\x02PK\x03\x04"),
        ("latin.json", '{"resultsframework": 1, "title": "señal"}'.encode("latin-1")),
        ("other.txt", b"Welcome to our shop\nBasket\nCheckout\n"),
        ("nested.json", b"[" * 100_000),
        ("broken.json", b'{"resultsframework": 1,\n"title": }'),
        ("later.json", b'{"resultsframework": 99}'),
    ],
)
def test_input_that_cannot_be_read_is_named(run, tmp_path, command, name, content):
    """Whatever is wrong with a file, one sentence names it, and the exit code is 3."""
    path = tmp_path / name
    path.write_bytes(content)
    assert str(path) in failed(run(command, path), 3)


def test_a_missing_file_and_a_folder_are_named(run, tmp_path):
    """Neither is a file that can be read."""
    assert "no such file" in failed(run("show", tmp_path / "none.json"), 3)
    assert "directory" in failed(run("show", tmp_path), 3)


def test_the_line_is_named_where_it_is_known(run, tmp_path):
    """JSON that breaks off in its second line is reported with that line."""
    path = tmp_path / "broken.json"
    path.write_bytes(b'{"resultsframework": 1,\n"title": }')
    assert "line 2" in failed(run("show", path), 3)


def test_everything_that_is_wrong_is_said(run, tmp_path):
    """All problems of one file are named, each on its line; of very many the first twenty."""
    path = tmp_path / "wrong.json"
    path.write_text('{"resultsframework": 1, "titel": "x", "results": 5}', "utf-8")
    lines = failed(run("show", path), 3).splitlines()
    assert lines[0] == f"{path} cannot be read as json:"
    assert len(lines) == 3
    assert any("titel" in line and "title" in line for line in lines)
    members = ", ".join(f'"wrong{n}": 1' for n in range(30))
    path.write_text(f'{{"resultsframework": 1, {members}}}', "utf-8")
    lines = failed(run("show", path), 3).splitlines()
    assert len(lines) == 22
    assert lines[-1] == "and 10 more"


def test_standard_input_is_named(run):
    """Input without a name is called what it is."""
    assert "standard input" in failed(run("show", "-", input=b"{"), 3)


def test_a_file_is_named_as_it_is_called(run, tmp_path):
    """Two spaces in a name stay two, and a sign that steers the terminal is replaced."""
    assert "no  file.json" in failed(run("show", tmp_path / "no  file.json"), 3)
    assert "\x1b" not in failed(run("show", tmp_path / "no\x1b[31mfile.json"), 3)


def test_an_unknown_format_is_wrong_usage(run, file):
    """A format that there is none of is named."""
    assert "jsno" in failed(run("show", file, "--from", "jsno"), 2)


def test_an_unreadable_partner_stops_the_validation(run, file, tmp_path):
    """The file to compare with has to be readable as well."""
    assert "none.json" in failed(run("validate", file, "--compare-with", tmp_path / "none.json"), 3)


def test_an_interrupted_command_ends_quietly(run, file, monkeypatch):
    """Whoever presses Ctrl-C gets the prompt back and the code that shells expect."""

    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(rf, "read", interrupted)
    assert failed(run("show", file), 130) == ""


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("shwo",), "show"),
        (("validate", "x", "--fromat", "json"), "--format"),
        (("show",), "FILE"),
        (("show", "x", "--format", "yaml"), "yaml"),
        (("validate", "x", "--fail-on", "fatal"), "fatal"),
        (("validate", "x", "--reporting-year", "soon"), "--reporting-year"),
    ],
)
def test_wrong_usage_is_explained(run, arguments, word):
    """A word that is no command, option or choice is named with the nearest, and the exit code is 2."""
    assert word in failed(run(*arguments), 2)
