"""Layouts that are proposed for the filled logframes, measured against values that openpyxl finds in their cells."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from decimal import Decimal

import pytest

from resultsframework import FormatError, Layout, Range, Ratio, propose_layout

D = Decimal
# The cells that hold values, by the pages on the workbooks: sheet, columns, rows.
VALUES = {
    "made-fcdo": ("Logframe", "CDEF", [4, 8, 13, 17, 21, 25, 29, 33, 39, 40, 44, 45, 51, 55]),
    "made-eu": ("Logical Framework Matrix", "DFH", [*range(6, 13), *range(14, 20)]),
    "made-iptt": ("IPTT", "DEFHIKLNO", [8, *range(10, 14), *range(15, 19), 21, 23, 24, 26, 27, 28]),
    "made-donor-merged": ("Results framework", "DEF", [*range(5, 11), *range(12, 19)]),
    "made-unsdcf-fr": ("Cadre de résultats", "EGHI", [*range(6, 13), *range(15, 21)]),
    "made-quarterly-es": ("Seguimiento 2024", "DEFGHJKLNOPRST", [7, 8, 10, 11, 12, 15, 16, 18, 19]),
}
# Registers and tables without indicators and values, sheets of stages, of places across and of statistics.
REFUSED = frozenset(
    {
        *("caf-results", "iati-2.02-flat-template", "indicator-register", "kosovo-mdg", "saopaulo-goals"),
        *("saopaulo-goals-tracking", "togo-indicateurs", "tra-objectives", "tra-results", "unhcr-budget-2022"),
    }
)
YES_AND_NO = {"yes": True, "oui": True, "no": False, "non": False}
NUMBER = r"[0-9]+(?:[.,\u00a0\u202f ][0-9]{3})*(?:[.,][0-9]+)?"


def number(text):
    """A number in the notation of its file: groups of three digits are thousands."""
    plain = re.sub(r"(?<=[0-9])[.,\u00a0\u202f ](?=[0-9]{3}(?![0-9]))", "", text)
    return D(plain.replace(",", "."))


def stated(cell):
    """The values that a cell states, each as a tuple of numbers: two for a ratio."""
    value = cell.value
    if isinstance(value, dt.datetime):
        return [(D(value.year),)] if cell.number_format == "yyyy" else []
    if isinstance(value, int | float):
        exact = D(str(value))
        return [((exact * 100).normalize() if "%" in cell.number_format else exact.normalize(),)]
    found = []
    for line in (value or "").splitlines():
        if line.strip().lower() in YES_AND_NO:
            found.append((YES_AND_NO[line.strip().lower()],))
        elif ratio := re.fullmatch(rf"({NUMBER}) (?:of|sur) ({NUMBER})", line.strip()):
            found.append((number(ratio[1]), number(ratio[2])))
        else:
            found += [(number(text).normalize(),) for text in re.findall(NUMBER, re.sub(r"\(20[0-9]{2}\)", "", line))]
    return found


def read(observation):
    """The value of an observation in the same form; None for text and for a reason why there is none."""
    value = observation.value
    if isinstance(value, Range):
        return ((value.low if value.low is not None else value.high).normalize(),)
    if isinstance(value, Ratio):
        return (value.numerator, value.denominator)
    if isinstance(value, bool):
        return (value,)
    return (value.normalize(),) if isinstance(value, Decimal) else None


def in_the_workbook(path, sheet, columns, rows):
    openpyxl = pytest.importorskip("openpyxl")
    there = openpyxl.load_workbook(path, data_only=True)[sheet]
    return {row: Counter(v for column in columns for v in stated(there[f"{column}{row}"])) for row in rows}


@pytest.mark.parametrize("name", VALUES)
def test_a_proposed_layout_finds_the_values_and_invents_none(shared, name):
    """At least 80 % of the stated values are read by the proposal alone, and no value that is not in its row."""
    path = shared / "data" / "workbooks" / f"{name}.xlsx"
    there = in_the_workbook(path, *VALUES[name])
    proposal = propose_layout(path)
    found = {row: Counter() for row in there}
    elsewhere = []
    for framework in proposal.frameworks:
        for indicator in framework.indicators:
            for o in indicator.series:
                value = read(o)
                if value is not None:
                    (found[o.line].update([value]) if o.line in found else elsewhere.append((o.line, value)))
    assert not elsewhere
    assert not {row: found[row] - there[row] for row in there if found[row] - there[row]}
    matched = sum((found[row] & there[row]).total() for row in there)
    stated_values = sum(counts.total() for counts in there.values())
    assert matched >= 0.8 * stated_values, f"{matched} of {stated_values}"
    assert proposal.evidence
    assert proposal.doubts


def test_every_open_workbook_is_proposed_for_or_refused(shared):
    """A workbook without indicators is refused, with what to do; every other proposal reads."""
    pytest.importorskip("python_calamine")
    paths = [path for path in sorted((shared / "data" / "workbooks").iterdir()) if path.name != "MANIFEST.md"]
    assert {path.name for path in paths if path.stem in REFUSED} == {name for name in map(refused, paths) if name}


def refused(path):
    """The name of a file that no layout is proposed for; None where the proposal reads and can be saved."""
    try:
        proposal = propose_layout(path)
    except FormatError as error:
        return path.name if "write a layout by hand, with the field of each column" in str(error) else str(error)
    assert Layout.from_toml(proposal.layout.to_toml()) == proposal.layout
    return None
