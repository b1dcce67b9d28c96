"""The contracts of the imports: a breach of each is noticed by the tool that the lint session runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("importlinter", reason="checking imports needs import-linter, of the group test")

ROOT = Path(__file__).resolve().parent.parent
# Each file with a statement that it must not have, the contract that forbids it, and the line of the report about it.
BREACHES = {
    "period.py": (
        "from resultsframework.rules import validate",
        "layers",
        "resultsframework.period -> resultsframework.rules",
    ),
    "attic.py": ('"""A module without a place."""', "layers", "resultsframework.attic"),
    "rules/_finding.py": (
        "from resultsframework.rules._engine import validate",
        "circles",
        "._finding -> ._engine",
    ),
    "formats/portal/_amount.py": (
        "from resultsframework.formats.json import _read",
        "private",
        "resultsframework.formats.portal._amount -> resultsframework.formats.json._read",
    ),
}


def checked(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Run the linter of imports with one contract on the sources in a folder."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    options = ["--config", str(folder / "pyproject.toml"), "--contract", contract, "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", command, *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def breached(tmp_path_factory):
    """A copy of the sources with every breach."""
    folder = tmp_path_factory.mktemp("breached")
    shutil.copy(ROOT / "pyproject.toml", folder)
    package = folder / "src" / "resultsframework"
    shutil.copytree(ROOT / "src" / "resultsframework", package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (statement, _, _) in BREACHES.items():
        with (package / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{statement}\n")
    return folder


@pytest.mark.parametrize("contract", ["layers", "circles", "private"])
def test_a_breach_of_a_contract_is_noticed(breached, contract):
    """An arrow that points up, a module without a place, a circle and a borrowed private module each fail the lint."""
    done = checked(breached, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    report = " ".join(done.stdout.split())
    assert "BROKEN" in report
    for statement, forbidden_by, line in BREACHES.values():
        if forbidden_by == contract:
            assert line in report, (statement, done.stdout)
