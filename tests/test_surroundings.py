"""The library in other surroundings than a process of its own: a subinterpreter, and Python in a browser."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"
# What core, JSON and rules do: read, calculate, check, write.
WORK = """
import resultsframework as rf
from resultsframework.formats import json
plan = '{"resultsframework": 1, "results": [{"level": "output", "code": "1", "indicators": [{"code": "1A", "series": ['
plan += '{"kind": "baseline", "period": 2019, "value": "0"}, {"kind": "target", "period": 2025, "value": "8"}, '
plan += '{"kind": "actual", "period": 2025, "value": "4"}]}]}]}'
framework = json.loads(plan)
assert json.loads(json.dumps(framework)) == framework
assert rf.from_dict(rf.to_dict(framework), rf.ResultsFramework) == framework
print(rf.progress(framework.indicators[0]).percent, len(rf.validate(framework)) > 0)
"""
INTERPRETERS = next(filter(importlib.util.find_spec, ("_interpreters", "_xxsubinterpreters")), None)


def output_of(program):
    """The standard output of a program; Python 3.12.1 aborts after any subinterpreter that had imported typing."""
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "COVERAGE_PROCESS_START": ""}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


@pytest.mark.skipif(INTERPRETERS is None, reason="this Python has no subinterpreters")
def test_a_subinterpreter_reads_checks_and_calculates():
    """A program in a subinterpreter has core, JSON and rules, with orjson installed or not."""
    program = f"""
import sys
import {INTERPRETERS} as interpreters
work = "import sys\\nsys.path[:] = " + repr(sys.path) + {WORK!r}
interpreters.run_string(interpreters.create(), work)
"""
    out, err = output_of(program)
    assert out == "50 % True\n", err


def test_core_json_and_rules_need_nothing_that_a_browser_lacks():
    """
    Python in a browser has no processes, threads or sockets, and of compiled packages only those built for it: core,
    JSON and rules import pure Python alone, beside the standard library. The session `browser` tries them in Pyodide.
    """
    program = f"""
import sys
from importlib.machinery import EXTENSION_SUFFIXES
for name in ("_multiprocessing", "_posixsubprocess", "_socket", "_ssl", "fcntl", "mmap", "orjson", "resource"):
    sys.modules[name] = None
before = set(sys.modules)
{WORK}
standard = sys.stdlib_module_names
mine = [name for name in set(sys.modules) - before if name.partition(".")[0] not in standard]
import json as plain
files = [getattr(sys.modules[name], "__file__", None) or "" for name in mine]
compiled = [file for file in files if file.endswith(tuple(EXTENSION_SUFFIXES))]
print(plain.dumps([compiled, sorted({{name.partition(".")[0] for name in mine}})]))
import threading
print(threading.active_count())
"""
    out, err = output_of(program)
    assert out.count("\n") == 3, err
    lines = out.splitlines()
    compiled, packages = json.loads(lines[1])
    assert compiled == []
    assert set(packages) <= {"attr", "attrs", "cattr", "cattrs", "resultsframework", "typing_extensions"}
    assert lines[2] == "1"
