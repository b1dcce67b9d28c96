"""The inputs that the fuzz session begins with; each keeps every promise of its target."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("seeds/*/*"))


@pytest.fixture(scope="module")
def targets():
    """The functions that are tried, where all that they read can be read."""
    for library in ("typer", "lxml", "orjson"):
        pytest.importorskip(library, reason="the fuzz session needs the extras")
    spec = importlib.util.spec_from_file_location("targets", FOLDER / "targets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.each("file", FILES)
def test_a_seed_keeps_every_promise(targets, file):
    """A seed that can be read can be checked, printed and written; any other is refused in one sentence."""
    targets.TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.each("file", FILES)
def test_a_broken_promise_is_found(targets, monkeypatch, file):
    """An error of Python is no error of the library, whatever reads the input."""

    def broken(*_arguments, **_options):
        raise RecursionError

    for module in (targets.json, targets.portal, targets.brief, targets.findings):
        for name in ("load", "loads"):
            monkeypatch.setattr(module, name, broken)
    monkeypatch.setattr(targets.iati, "load_all", broken)
    for name in ("read", "parse_value", "parse_money"):
        monkeypatch.setattr(targets.rf, name, broken)
    for name in ("read_configuration", "parse_number", "example", "read_workbook", "Cell"):
        monkeypatch.setattr(targets, name, broken)
    for noun in (targets.rf.Period, targets.rf.ObservationSeries):
        monkeypatch.setattr(noun, "parse", broken)
    with pytest.raises(RecursionError):
        targets.TARGETS[file.parent.name](file.read_bytes())
