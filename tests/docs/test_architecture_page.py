from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PACKAGE = ROOT / "src" / "resultsframework"
PATHS = sorted({path for path in re.findall(r"`([\w/]+(?:\.py|/))`", PAGE) if not path.startswith(("src/", "docs/"))})


def test_the_layers_on_the_page_are_those_that_are_checked():
    """A newcomer reads the same order of layers as the tool that checks the imports, without private plumbing."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    checked = [[name for name in layer.split(" | ") if not name.startswith("_")] for layer in layers]
    drawn = re.search(r"^```text\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)[1]
    assert [line.split(" | ") for line in drawn.splitlines()] == [layer for layer in checked if layer]


@pytest.mark.parametrize("path", PATHS)
def test_the_files_that_the_page_names_are_there(path):
    """Whoever follows a path on the page finds the file or folder."""
    assert (PACKAGE / path).exists() or (ROOT / path).exists()


def test_every_room_is_on_the_page():
    """No package and no public module of the library is left out of the table of rooms."""
    rooms = {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    modules = {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("_")}
    assert {name for name in rooms | modules if f"`{name}`" not in PAGE} == set()
