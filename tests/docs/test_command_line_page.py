from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("typer", reason="the command line needs the extra cli")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
EXAMPLES = re.findall(r"^```console\n\$ resultsframework (.+)\n((?:.*\n)*?)```", PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for the files that the commands of the page write."""
    return tmp_path_factory.mktemp("reader")


@pytest.fixture(scope="module")
def printed(folder):
    """The outputs of the commands that write files, all run first, as a reader has the files further down."""
    writing = ("demo", *(command for command, _ in EXAMPLES if command.startswith("convert ")))
    return {command: run(folder, command) for command in writing}


def run(folder: Path, command: str) -> str:
    """The output of a command typed in a terminal of eighty columns."""
    done = subprocess.run(
        [sys.executable, "-m", "resultsframework", *shlex.split(command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=folder,
        env=os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode in {0, 1, 3}, done.stdout
    return done.stdout


@pytest.mark.each(("command", "expected"), EXAMPLES)
def test_the_page_shows_what_the_command_prints(folder, printed, command, expected):
    """Every command on the page about the command line prints the output below it; three dots stand for anything."""
    found = printed.get(command) or run(folder, command)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    checker = doctest.OutputChecker()
    assert checker.check_output(expected, found, options), found
