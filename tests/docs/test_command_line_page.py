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
    """A folder with the files that the commands of the page write, as its reader has them further down."""
    folder = tmp_path_factory.mktemp("reader")
    for command in ("demo", *(command for command, _ in EXAMPLES if command.startswith("convert "))):
        run(folder, command)
    return folder


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


@pytest.mark.parametrize(("command", "expected"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_the_page_shows_what_the_command_prints(folder, command, expected):
    """Every command on the page about the command line prints the output below it; three dots stand for anything."""
    found = run(folder, command)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    checker = doctest.OutputChecker()
    assert checker.check_output(expected, found, options), found
