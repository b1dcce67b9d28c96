"""The program as a person starts it, with and without the extra it needs."""

from __future__ import annotations

import builtins
import json
import os
import runpy
import subprocess
import sys

import pytest

import resultsframework as rf
from resultsframework import cli


@pytest.fixture
def without(monkeypatch):
    """Make a library look as if it were not installed."""

    def hide(name: str) -> None:
        imported = builtins.__import__

        def refuse(wanted, *args, **kwargs):
            if wanted.partition(".")[0] == name:
                msg = f"No module named {name!r}"
                raise ModuleNotFoundError(msg, name=name)
            return imported(wanted, *args, **kwargs)

        for module in [m for m in sys.modules if m.startswith("resultsframework.cli._")]:
            monkeypatch.delitem(sys.modules, module)
        monkeypatch.setattr(builtins, "__import__", refuse)

    return hide


@pytest.mark.parametrize("library", ["typer", "rich"])
def test_without_the_extra_the_command_says_what_to_install(without, capsys, library):
    """The pip command is printed on standard error, and the exit code is 2."""
    without(library)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "python -m pip install 'resultsframework[cli]'" in err
    assert len(err.splitlines()) == 1


def test_another_missing_library_is_not_blamed_on_the_extra(without):
    """A broken installation shows what is missing."""
    pytest.importorskip("typer", reason="the command line needs the extra cli")
    without("difflib")
    with pytest.raises(ModuleNotFoundError, match="difflib"):
        cli.main()


def test_the_module_is_the_command(monkeypatch, capsys):
    """`python -m resultsframework` runs the same command."""
    pytest.importorskip("typer", reason="the command line needs the extra cli")
    monkeypatch.setattr(sys, "argv", ["resultsframework", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("resultsframework", run_name="__main__")
    assert not end.value.code
    assert capsys.readouterr().out == f"resultsframework {rf.__version__}\n"


def test_importing_the_module_runs_nothing(capsys):
    """Only starting it as a program does."""
    runpy.run_module("resultsframework.__main__", run_name="imported")
    assert capsys.readouterr() == ("", "")


def test_without_a_command_there_is_help(run):
    """The commands and exit codes are listed; as no order was given, the exit code is 2."""
    done = run()
    assert done.exit_code == 2
    for word in ("show", "validate", "convert", "rules", "schema", "demo", "Exit codes: 0 clean"):
        assert word in done.stdout


@pytest.mark.parametrize("command", ["show", "validate", "convert", "rules", "schema", "demo"])
def test_every_command_explains_itself(run, command):
    """Help is there for each command, in signs that every terminal has."""
    done = run(command, "--help")
    assert done.exit_code == 0
    assert done.stdout.isascii()
    assert done.stdout.startswith("Usage: ")


def started(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program, started in a process of its own."""
    pytest.importorskip("typer", reason="the command line needs the extra cli")
    command = [sys.executable, "-m", "resultsframework", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)


def test_the_program_ends_with_the_code_of_its_verdict(file):
    """In a process of its own the findings go to standard output and the exit code to the shell."""
    done = started("validate", file, "--select", "BAS02", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["counts"]["error"] == 1
    assert done.stderr == b""


def test_a_terminal_that_knows_only_ascii_shows_what_it_can(framework, tmp_path):
    """A sign that cannot be shown is a question mark; JSON stays UTF-8."""
    path = tmp_path / "f.json"
    rf.write(framework.replace("SAV_1", title="Women’s savings"), path)
    ascii_only = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = started("show", path, **ascii_only)
    assert done.returncode == 0, done.stderr
    assert b"Women?s savings" in done.stdout
    done = started("show", path, "--format", "json", **ascii_only)
    assert "Women’s savings" in json.loads(done.stdout.decode("utf-8"))["framework"]["results"][0]["title"]


@pytest.mark.skipif(os.name == "nt", reason="pipes report a reader that has gone in another way on Windows")
def test_a_reader_that_has_seen_enough_ends_nothing_badly(file):
    """As with `| head`, the program ends with the code of its verdict and without a word on standard error."""
    pytest.importorskip("typer", reason="the command line needs the extra cli")
    reader, writer = os.pipe()
    os.close(reader)
    codes = {}
    for fail_on in ("error", "never"):
        command = [sys.executable, "-m", "resultsframework", "validate", str(file), "--fail-on", fail_on]
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
        assert done.stderr == b""
        codes[fail_on] = done.returncode
    os.close(writer)
    assert codes == {"error": 1, "never": 0}
