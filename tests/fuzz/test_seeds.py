"""The inputs that the fuzz session begins with; each keeps every promise of its target."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("seeds/*/*"))


@pytest.fixture(scope="module")
def targets():
    """The functions that are tried, where all that they read can be read."""
    for library in ("typer", "lxml", "orjson", "xlsxwriter", "jinja2", "docx"):
        pytest.importorskip(library, reason="the fuzz session needs the extras")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(FOLDER)
        yield importlib.import_module("targets")


@pytest.mark.each("file", FILES)
def test_a_seed_keeps_every_promise(targets, file):
    """A seed that can be read can be checked, printed and written; any other is refused in one sentence."""
    targets.TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.each("file", FILES)
def test_a_broken_promise_is_found(targets, monkeypatch, file):
    """An error of Python is no error of the library, whatever reads the input."""

    def broken(*_arguments, **_options):
        raise RecursionError

    tables = targets.tables
    modules = (targets.json, targets.portal, targets.brief, targets.findings, targets.iati, tables.xlsx, tables.csv)
    for module in modules:
        for name in {"load", "loads", "load_all", "framework_of"} & vars(module).keys():
            monkeypatch.setattr(module, name, broken)
    for name in ("read", "parse_value", "parse_money", "from_table"):
        monkeypatch.setattr(targets.rf, name, broken)
    for name in ("read_configuration", "parse_number", "example", "read_workbook", "Cell"):
        monkeypatch.setattr(targets, name, broken)
    for owner, name in ((tables, "Cell"), (tables, "propose_layout"), (tables.Layout, "from_toml")):
        monkeypatch.setattr(owner, name, broken)
    for noun in (targets.rf.Period, targets.rf.ObservationSeries):
        monkeypatch.setattr(noun, "parse", broken)
    with pytest.raises(RecursionError):
        targets.TARGETS[file.parent.name](file.read_bytes())
