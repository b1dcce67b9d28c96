"""Shared by the tests of pages: what a reader types in a terminal, run in this process."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def typed(testing: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], str]:
    """Run a command in a folder, in a terminal of eighty columns; answers with all that it prints."""
    from resultsframework.cli._app import app

    settings = {"COLUMNS": "80", "NO_COLOR": None, "FORCE_COLOR": None, "TERM": "dumb"}

    def run(folder: Path, command: str) -> str:
        monkeypatch.chdir(folder)
        done = testing.CliRunner().invoke(app, shlex.split(command), env=settings)
        assert done.exit_code in {0, 1, 3}, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return str(done.output)

    return run
