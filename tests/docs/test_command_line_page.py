from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

pytest.importorskip("typer", reason="the command line needs the extra cli")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
EXAMPLES = re.findall(r"^```console\n\$ resultsframework (.+)\n((?:.*\n)*?)```", PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def printed(typed, tmp_path):
    """The outputs of the commands that write files, all run first, as a reader has the files further down."""
    writing = ("demo", *(command for command, _ in EXAMPLES if command.startswith("convert ")))
    return {command: typed(tmp_path, command) for command in writing}


@pytest.mark.each(("command", "expected"), EXAMPLES)
def test_the_page_shows_what_the_command_prints(typed, tmp_path, printed, command, expected):
    """Every command on the page about the command line prints the output below it; three dots stand for anything."""
    found = printed.get(command) or typed(tmp_path, command)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    checker = doctest.OutputChecker()
    assert checker.check_output(expected, found, options), found
