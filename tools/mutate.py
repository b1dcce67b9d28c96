"""
Change one thing of a module at a time, run tests, and list the changes that no test notices.

    python tools/mutate.py src/resultsframework/monitoring/_direction.py tests/monitoring/test_direction.py
    python tools/mutate.py --sample 40 --seed 1 MODULE TEST...

A change is one comparison, number, condition, operator or single word; docstrings, annotations and texts of more than
one word are left unchanged. The tests have to pass without a change. A change that is not noticed is either equivalent,
or a gap in the tests; docs/development/mutation.md keeps the counts. Each change runs in a forked process, so this
needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import importlib.machinery
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

COMPARED_WITH = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COMPUTED_WITH = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
# A condition of two parts is tried with the first alone.
PAIR = 2
# Loading these once, before the forks, saves time. Hypothesis is none of them: it loads the module with its plug-ins.
PRELOADED = ("attrs", "cattrs", "lxml.etree", "pytest")
# A change may make a loop endless.
SECONDS_OF_A_RUN = 120


class Change(NamedTuple):
    """One change of a module: its line, the code before and after, and the compiled module."""

    line: int
    before: str
    after: str
    code: CodeType


def changes(path: Path) -> list[Change]:
    """All changes of a module, in the order of its lines."""
    tree = ast.parse(path.read_text("utf-8"))
    spots = [node for node in _spots(tree) if _changed(node)]
    found = []
    for spot in spots:
        for number in range(len(_changed(spot))):
            mutant = copy.deepcopy(tree)
            # A copy is walked in the order of its original.
            twin = next(b for a, b in zip(ast.walk(tree), ast.walk(mutant), strict=True) if a is spot)
            after = _changed(spot)[number]
            _replace(mutant, twin, after)
            code = compile(ast.fix_missing_locations(mutant), path, "exec")
            found.append(Change(spot.lineno, ast.unparse(spot), ast.unparse(after), code))
    return sorted(found, key=lambda change: change.line)


def _spots(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions below a node that run: no annotations, docstrings, lists of public names and import tables."""
    for name, value in ast.iter_fields(node):
        for child in [] if name in {"annotation", "returns"} else value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_left_alone(child):
                continue
            if isinstance(child, ast.expr):
                yield child
            yield from _spots(child)


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.JoinedStr():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def _changed(node: ast.expr) -> list[ast.expr]:
    """The other expressions that are tried in the place of one."""
    found: list[ast.expr] = []
    match node:
        case ast.BoolOp(op=op, values=[first, *_] as values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            found = [_like(node, op=other), *([first] if len(values) == PAIR else [])]
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            found = [operand]
        case ast.IfExp(body=body, orelse=orelse):
            found = [body, orelse]
        case ast.Compare(ops=[op]):
            found = [_like(node, ops=[COMPARED_WITH[type(op)]()])]
        case ast.BinOp(op=op) if type(op) in COMPUTED_WITH:
            found = [_like(node, op=COMPUTED_WITH[type(op)]())]
        case ast.Constant(value=value):
            found = [_like(node, value=other) for other in _other_constants(value)]
    return found


def _other_constants(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    return [f"{value}_"] if isinstance(value, str) and value and " " not in value else []


def _like(node: ast.expr, **fields: object) -> ast.expr:
    """A copy of an expression with other fields."""
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _replace(tree: ast.AST, old: ast.AST, new: ast.expr) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(one is old for one in value):
                value[:] = [new if one is old else one for one in value]


def passes(tests: list[str], path: Path, code: CodeType | None) -> bool:
    """True if the tests pass with a module as compiled."""
    child = os.fork()
    if child == 0:
        _run(tests, path, code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _run(tests: list[str], path: Path, code: CodeType | None) -> None:
    """Run the tests and leave the process; its status is that of the tests."""
    import pytest

    def code_of(loader: importlib.machinery.SourceFileLoader, fullname: str) -> CodeType | None:
        return code if Path(loader.path) == path else original(loader, fullname)

    original = importlib.machinery.SourceFileLoader.get_code
    if code is not None:
        importlib.machinery.SourceFileLoader.get_code = code_of  # type: ignore[assignment, method-assign]
    signal.alarm(SECONDS_OF_A_RUN)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])))


def main() -> int:
    """Print each change that is not noticed, and the count."""
    parser = argparse.ArgumentParser(description=str(__doc__).strip().splitlines()[0])
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--sample", type=int, help="the number of changes, drawn at random; all where not given")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    path = options.module.resolve()
    # The package that is tested is the one that holds the module, wherever another is installed.
    sys.path[:0] = [str(parent) for parent in path.parents if parent.name == "src"]
    for name in PRELOADED:
        importlib.import_module(name)
    if not passes(options.tests, path, None):
        print("the tests fail without a change")
        return 1
    found = changes(path)
    if options.sample is not None and options.sample < len(found):
        found = sorted(random.Random(options.seed).sample(found, options.sample), key=lambda change: change.line)
    unnoticed = [change for change in found if passes(options.tests, path, change.code)]
    for change in unnoticed:
        print(f"{options.module}:{change.line}: {change.before}  ->  {change.after}")
    print(f"{options.module}: {len(found) - len(unnoticed)} of {len(found)} noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
