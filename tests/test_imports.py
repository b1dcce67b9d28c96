from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"


def loaded_by(statement):
    """The modules that a fresh interpreter has loaded after a statement, and had not before."""
    before, after = (
        "import sys, json\nbefore = set(sys.modules)",
        "print(json.dumps(sorted(set(sys.modules) - before)))",
    )
    program = f"{before}\n{statement}\n{after}"
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "COVERAGE_PROCESS_START": ""}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def ours(*names):
    return {f"resultsframework.{name}" for name in names}


def test_importing_the_package_loads_nothing_else():
    """The package alone costs next to nothing: no class of the model and no library is loaded before it is used."""
    loaded = loaded_by("import resultsframework")
    assert loaded.isdisjoint(
        {"attrs", "attr", "cattrs", "pint", "lxml", "hypothesis", "typing", "orjson", "typer", "rich", "altair"}
    )
    assert {name for name in loaded if name.startswith("resultsframework.")} == {"resultsframework._lazy"}


def test_an_indicator_loads_only_what_it_is_made_of():
    """A program that needs indicators waits for no budgets, programmes, documents, units, formats or rules."""
    loaded = loaded_by("from resultsframework import Indicator")
    assert {name for name in loaded if name.startswith("resultsframework.")} == ours(
        *("_guess", "_lazy", "construction", "errors", "expression", "groups", "indicator", "message", "node", "note"),
        *("observation", "period", "series", "spelling", "subject", "value"),
    )
    assert loaded.isdisjoint({"pint", "cattrs", "lxml", "hypothesis", "html", "fractions", "difflib", "json", "altair"})


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("from resultsframework import ResultsFramework", ours("unit", "formats", "rules", "programme", "document")),
        ("from resultsframework import Money", ours("budget", "observation", "indicator")),
        ("from resultsframework import Budget", ours("observation", "indicator", "organisation")),
        ("from resultsframework import UnitSystem", {"pint", *ours("indicator")}),
        ("from resultsframework import FormatError", {"attrs", *ours("value")}),
        ("from resultsframework import Indicator; Indicator().table()", {"pint", *ours("unit", "framework")}),
    ],
)
def test_a_noun_loads_nothing_above_it(statement, absent):
    """Each part of the model is loaded with the layers below it, and with nothing more."""
    assert loaded_by(statement).isdisjoint(absent)


def test_the_command_line_and_the_face_of_iati_need_no_lxml():
    """Whoever installed the command line alone gets it, and a publication can be described without lxml."""
    loaded = loaded_by("import resultsframework.cli._app; from resultsframework.formats.iati import Publication")
    assert loaded.isdisjoint({"lxml", "lxml.etree"})


def test_units_load_pint_only_to_convert():
    """Asking for the unit of an indicator loads no library of units; converting does."""
    declared = "from resultsframework import Indicator\ni = Indicator(unit='percent')\ni.unit_in_use"
    assert "pint" not in loaded_by(declared)


def test_reading_a_cell_leaves_the_decimal_context_alone():
    """The library never changes the precision with which a program calculates."""
    program = (
        "import decimal; before = decimal.getcontext().copy()\n"
        "from resultsframework import Interval, parse_money, parse_value\n"
        "from decimal import Decimal\n"
        "parse_value('1,234.5'); parse_money('$1.2 M') + parse_money('$3 K')\n"
        "Interval.exactly(Decimal(1)).as_percent()\n"
        "after = decimal.getcontext()\n"
        "assert repr(before) == repr(after), (before, after)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
