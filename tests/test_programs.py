"""Three small programs on top of the library, of the kinds that other projects write; type checkers read them too."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import given

import resultsframework as rf
from resultsframework import examples, testing

PROGRAMS = Path(__file__).parent / "programs"


def program(name):
    """The program of this name as a module."""
    spec = importlib.util.spec_from_file_location(f"program_{name}", PROGRAMS / f"{name}.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXPORTER, LINTER, SERVICE = map(program, ("exporter", "linter", "service"))


# ------------------------------------------------------------------------------------------ the service


def ask(path, query=""):
    """The status and the body of a request to the service for the example."""
    environ, seen = {"PATH_INFO": path, "QUERY_STRING": query}, []
    setup_testing_defaults(environ)
    service = SERVICE.Service(examples.load())
    body = b"".join(service(environ, lambda status, headers: seen.append((status, headers))))
    [(status, _)] = seen
    return status[:3], json.loads(body)


def test_the_service_answers_with_json():
    """Codes, an indicator, its progress, and the findings of one severity."""
    assert "MEX_D_2.1.2A" in ask("/codes")[1]
    status, indicator = ask("/indicators/MEX_D_2.1.2A")
    assert (status, rf.from_dict(indicator, rf.Indicator)) == ("200", examples.load().indicator("MEX_D_2.1.2A"))
    answer = ask("/progress/MEX_D_2.1.2A", "year=2021")[1]
    assert answer == {"percent": "59 %", "formula": "baseline", "met": False}
    errors = ask("/findings", "severity=error")[1]
    assert {finding["severity"] for finding in errors} == {"error"}


def test_the_service_says_what_is_wrong_with_a_request():
    """A missing answer is an answer; a wrong code, an ambiguous one, a wrong year and a wrong option are errors."""
    status, answer = ask("/progress/MEX_D_2.1.2A", "year=2030")
    assert (status, answer["percent"], answer["met"]) == ("200", None, None)
    assert answer["reason"]
    assert "MEX_D_2.1.2A" in ask("/indicators/MEX_D_2.1.2X")[1]["nearest"]
    assert [ask(path, query)[0] for path, query in REQUESTS] == ["404", "404", "409", "400", "400"]


REQUESTS = (
    ("/indicators/MEX_D_2.1", ""),
    ("/else", ""),
    ("/indicators/SP_D_0.1.d", ""),
    ("/progress/MEX_D_2.1.2A", "year=soon"),
    ("/findings", "severity=eror"),
)


# ------------------------------------------------------------------------------------------ the linter


def test_the_linter_reports_its_own_rules_and_some_of_the_library(tmp_path, capsys):
    """Each finding has the code of its result; an error makes the exit code 1."""
    file = tmp_path / "plan.json"
    rf.write(examples.load(), file)
    assert LINTER.main([str(file)]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert any(line.startswith("MEX_D_2.1.2: warning OFF01 no donor is stated for Number of women") for line in lines)
    assert any("error BAS02" in line for line in lines)
    assert {line.split()[2][:3] for line in lines} == {"OFF", "BAS", "TGT"}
    assert last.startswith(f"{file}: ")


def test_the_linter_is_silent_about_what_is_in_order(tmp_path, capsys):
    """With donors and money nothing of the office's own rules is left; a file that cannot be read is exit code 2."""
    framework = examples.load().map(rf.Indicator, lambda i: i.with_extra("x_donor", "Sweden"))
    assert not LINTER.lint(framework).filter(code="OFF").findings
    poor = rf.ResultsFramework(results=[rf.Output(), rf.Output(budgets=[rf.Budget()])])
    assert [f.message for f in LINTER.lint(poor).filter(code="OFF02")] == [
        "the budget is unknown: there is no budget",
        "no planned budget is stated",
    ]
    broken = tmp_path / "plan.json"
    broken.write_text("{", "utf-8")
    assert LINTER.main([str(broken)]) == 2
    assert "cannot be read" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------ the exporter


def test_the_export_has_a_row_for_each_indicator():
    """The dashboard's own codes, statements on one line, and the progress of the year."""
    framework = EXPORTER.prepared(examples.load(), {"MEX_D_2.1.2A": "W1", "none": "W2"})
    file = io.StringIO()
    EXPORTER.export(framework, 2021, file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert len(rows) == len(examples.load().indicators)
    [row] = [row for row in rows if row["code"] == "W1"]
    assert (row["baseline"], row["actual"], row["target"], row["percent"]) == ("0", "59", "320", "59 %")


@pytest.mark.property
@given(testing.frameworks())
def test_the_export_invents_no_number(framework):
    """A number in the export is one of a source, and where there is no percentage there is the reason."""
    prepared = EXPORTER.prepared(framework, {})
    for row in EXPORTER.rows(prepared, 2021):
        stated = [o.value for o in prepared.at(row.path).series if isinstance(o.value, Decimal)]
        assert all(number in stated for number in (row.baseline, row.actual, row.target) if number is not None)
        assert row.percent or row.note
