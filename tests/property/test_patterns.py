"""
No pattern over the text of a file takes a time that grows with the square of the text.

The patterns are found: those of all modules, those of calls such as `re.sub`, and those that are made while the fuzz
session's seeds are read. Each is tried on texts in which what it repeats is repeated for long, and then goes wrong.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import random
import re
import re._parser as parser  # the tree of a pattern; the standard library has no public one
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

import resultsframework

SOURCE = Path(resultsframework.__file__).parent
LIBRARY = ("typer", "lxml", "orjson", "xlsxwriter", "jinja2", "docx", "pyarrow", "fsspec", "altair")
# Characters of a text: those of which no time can be measured unless it explodes, and of two that are compared.
SHORT = (20, 100, 400)
FEW, MANY = 2_500, 10_000
LONG = 1_000_000
# Seconds of the processor: what is compared at all, and what is too long for a text of a million characters.
SUSPICIOUS, PATIENCE = 0.003, 5
# Four times the length may take so many times as long: four, and what a busy machine adds; its square is sixteen.
MOST = 10
# Characters that a class of a pattern may hold.
COMMON = " a1,.-\n(:/%&;<'\"_AZ0\t#é\u00a0"
ENDS = ("", "\x01", "x")
# The ways to use a pattern, by the method: from each place of a text on, from its beginning, or for the whole.
WAYS = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(
    ("search", "sub", "subn", "split", "findall", "finditer"), "sub"
)
ALL = ("sub", "fullmatch")


def patterns():  # noqa: C901 - a walk through values and one through source
    """Every pattern of the library: its text and flags, the ways it is used in, and a place that has it."""
    found = []

    def note(value, name, depth=0):
        if isinstance(value, re.Pattern):
            found.append((value, name))
        elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
            for member in value:
                note(member, name, depth + 1)
        elif depth < 3 and isinstance(value, Mapping):
            for members in value.items():
                note(members, name, depth + 1)

    for module in pkgutil.walk_packages(resultsframework.__path__, "resultsframework."):
        if not module.name.endswith("__main__"):
            for name, value in list(vars(importlib.import_module(module.name)).items()):
                note(value, f"{module.name}.{name}")
    uses, inline = {}, []
    for file in SOURCE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        origins = {
            name.asname or name.name: (node.module or "").rpartition(".")[2]
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
        own = file.parent.name if file.stem == "__init__" else file.stem
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                value, used = node.func.value, node.func.attr
                owner = value.id if isinstance(value, ast.Name) else getattr(value, "attr", "")
                uses.setdefault((origins.get(owner, own), owner), set()).add(used)
                first = node.args[0] if owner == "re" and used in WAYS and node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    inline.append((re.compile(first.value), f"{file.name}:{node.lineno}", {used}))
    # A pattern may have several names, of modules that import it, and is used in each way of any of them.
    of_each = {}
    named = ((pattern, name, uses.get(tuple(name.split(".")[-2:]), set())) for pattern, name in found)
    for pattern, name, used in (*named, *inline):
        first = of_each.setdefault((pattern.pattern, pattern.flags), (pattern, name, set()))
        first[2].update(WAYS[use] for use in used & WAYS.keys())
    return [(pattern, name, tuple(sorted(ways)) or ALL) for pattern, name, ways in of_each.values()]


def made_while_reading(monkeypatch):
    """The patterns that are made while the seeds of the fuzz session are read, as layouts and settings have some."""
    folder = Path(__file__).parent.parent / "fuzz"
    monkeypatch.syspath_prepend(folder)
    targets = importlib.import_module("targets")
    made = {}
    compiled = re._compile

    def note(pattern, flags):
        found = compiled(pattern, flags)
        if Path(sys._getframe(2).f_code.co_filename).is_relative_to(SOURCE):
            made[found.pattern, found.flags] = found
        return found

    monkeypatch.setattr(re, "_compile", note)
    for file in sorted(folder.glob("seeds/*/*")):
        targets.TARGETS[file.parent.name](file.read_bytes())
    return made


# ------------------------------------------------------------------------------------- texts for a pattern


def one_of(members, chance):
    """A character of a class."""
    literals, is_negated = [], False
    for op, what in members:
        match str(op):
            case "NEGATE":
                is_negated = True
            case "LITERAL":
                literals.append(chr(what))
            case "RANGE":
                literals += [chr(what[0]), chr(what[1])]
            case "CATEGORY":
                literals += {
                    "CATEGORY_SPACE": " \n",
                    "CATEGORY_DIGIT": "1",
                    "CATEGORY_WORD": "a1",
                    "CATEGORY_NOT_SPACE": "a1,",
                    "CATEGORY_NOT_DIGIT": "a ,",
                }.get(str(what), " ,-")
    if is_negated:
        return chance.choice([c for c in COMMON if c not in literals] or ["\x02"])
    return chance.choice(literals)


def sample(tree, chance):  # noqa: C901 - one case for each kind of node
    """A text that a part of a pattern matches, or nearly."""
    parts = []
    for op, what in tree:
        match str(op):
            case "LITERAL":
                parts.append(chr(what))
            case "NOT_LITERAL":
                parts.append(chance.choice([c for c in COMMON if ord(c) != what]))
            case "ANY":
                parts.append("a")
            case "IN":
                parts.append(one_of(what, chance))
            case "BRANCH":
                parts.append(sample(chance.choice(what[1]), chance))
            case "SUBPATTERN":
                parts.append(sample(what[3], chance))
            case "ATOMIC_GROUP":
                parts.append(sample(what, chance))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                low, high, body = what
                parts += [sample(body, chance) for _ in range(min(max(low, 1), high, 5))]
            case "ASSERT":
                parts.append(sample(what[1], chance) if what[0] < 0 else "")
    return "".join(parts)


def pumps(tree, chance, before=""):
    """For each repeat of a pattern a text that leads to it, and one that it repeats."""
    for op, what in tree:
        name = str(op)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            if what[1] > 20:
                yield before, sample(what[2], chance)
            yield from pumps(what[2], chance, before)
        elif name == "SUBPATTERN":
            yield from pumps(what[3], chance, before)
        elif name == "ATOMIC_GROUP":
            yield from pumps(what, chance, before)
        elif name == "BRANCH":
            for branch in what[1]:
                yield from pumps(branch, chance, before)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from pumps(what[1], chance, before)
        before = before[-200:] + sample([(op, what)], chance)


def texts_for(pattern, chance, most):
    """Texts in three pieces, of which the middle one is repeated."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    # Each repeat a few times, with other characters, from its beginning and from any place.
    found = {
        (before, pump, after)
        for _ in range(3)
        for lead, pump in pumps(tree, chance)
        if pump
        for before, pump in (("", pump), (lead, pump), (lead, pump * 2), ("", lead[-20:] + pump))
        for after in (chance.choice(ENDS), sample(tree, chance)[-20:])
    }
    return chance.sample(sorted(found), min(most, len(found)))


def seconds(pattern, ways, pieces, size):
    """The time of the processor for the slowest way to use a pattern on a text."""
    before, pump, after = pieces
    text = before + pump * (size // len(pump)) + after
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    slowest = 0.0
    for way in ways:
        start = time.process_time()
        if way == "sub":
            pattern.sub(text[:0], text)
        else:
            getattr(pattern, way)(text)
        slowest = max(slowest, time.process_time() - start)
    return slowest


def takes_the_square(pattern, ways, pieces):
    """True where a text of four times the length takes far longer than that; a busy machine is no reason thrice."""
    # Shorter texts first: a longer one could take for ever.
    if any(all(seconds(pattern, ways, pieces, size) > SUSPICIOUS for _ in range(3)) for size in SHORT):
        return True
    if seconds(pattern, ways, pieces, FEW) < SUSPICIOUS:
        return False
    return all(
        seconds(pattern, ways, pieces, MANY) > max(MOST * seconds(pattern, ways, pieces, FEW), SUSPICIOUS)
        for _ in range(3)
    )


def slow_ones(found, most):
    """The patterns that take the square of a text, with the place of each and the text."""
    chance = random.Random(7)  # noqa: S311 - texts are drawn, no secret
    is_thorough = settings().max_examples > 100
    slow = []
    for pattern, where, ways in found:
        for pieces in texts_for(pattern, chance, most):
            if takes_the_square(pattern, ways, pieces) or (
                is_thorough and seconds(pattern, ways, pieces, LONG) > PATIENCE
            ):
                slow.append((where, pattern.pattern, pieces))
                break
    return slow


# --------------------------------------------------------------------------------------------------- tests


@pytest.mark.each("pattern", [r"\s+$", r"^(a+)+$", r"<!--.*?-->", r"(?:a|b)*c"])
def test_a_pattern_that_takes_the_square_is_found(pattern):
    """Patterns that try each beginning with each end are found by the texts that are made of them."""
    assert slow_ones([(re.compile(pattern), "here", ALL)], 30)


def test_no_pattern_takes_the_square(monkeypatch):
    """Whatever a pattern repeats, and wherever it goes wrong, four times the text takes some four times as long."""
    for library in LIBRARY:
        pytest.importorskip(library, reason="all modules are looked through")
    found = patterns()
    known = {(pattern.pattern, pattern.flags) for pattern, _, _ in found}
    made = made_while_reading(monkeypatch)
    found += [(pattern, "while reading", ALL) for key, pattern in made.items() if key not in known]
    monkeypatch.undo()
    assert len(found) > 200
    assert not slow_ones(found, 60 if settings().max_examples > 100 else 3)
