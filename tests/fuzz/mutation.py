"""
Inputs that are nearly right: seeds from files and from the strategies that the library ships, changed at random.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from tables import BETWEEN, pieces_of, small_plan
from targets import PARTS, TARGETS, packed

import resultsframework as rf
from resultsframework import examples, rules
from resultsframework.errors import ResultsFrameworkError
from resultsframework.formats import brief, findings, iati, json, portal
from resultsframework.formats.tabular import csv, xlsx
from resultsframework.testing import frameworks

__all__ = ["mutants", "pumped", "seeds"]

SEEDS = Path(__file__).parent / "seeds"
# Bytes beyond which a mutant is cut: a fault of a large input mostly shows in a small one.
LONGEST = 20_000
GENERATED = 25
WRITERS: Mapping[str, Callable[[rf.ResultsFramework], str]] = {
    "json": json.dumps,
    "portal": portal.dumps,
    "brief": brief.dumps,
    "iati": partial(iati.dumps, lossless=True),
    "table": csv.dumps,
    "page": json.dumps,
}
SIGNS = b" \t\n019aAx.,-:;/|#~*%$&<>()[]{}\"'=_"
PUMPS = [bytes([sign]) for sign in SIGNS] + [b"\xc2\xa0", b", ", b"1,", b"a ", b" and ", b"\n\n"]
# Contents: values in quotes or plain, texts between tags, lines of a page. Names of members and elements are none.
CONTENT = re.compile(
    rb'(?:(?<=: ")|(?<==")|(?<== ")|(?<=\[")|(?<=, "))[^"\\<>\n]*(?=")|(?<=[:=] )[0-9.-]+|(?<=>)[^<>\n]+(?=<)'
    rb'|(?<=\n)[^<>{}\[\]"\n=]+(?=\n)'
)
SHAPES = tuple(map(re.compile, (rb"[0-9]+", rb"-?[0-9]+\.[0-9]+", rb"[0-9 .,%$<>=/:KM-]+", rb"[a-z_]+", rb"\S+")))
# Pieces that readers take for something.
TOKENS = [
    *(b"0", b"-1", b"1e99", b"1e-99", b"1.000", b"1,000", b"9" * 400, b"9" * 1_001, b"9" * 5_000, b"\xc2\xbd"),
    *(b"%", b"$", b"K", b" million", b"USD ", b"TBD", b"N/A", b"-", b"none", b"2020:", b"1:20", b"<5", b"at least "),
    *(b"10-20", b"&#9;", b"&#" + b"9" * 5_000 + b";", b"&amp;", b"&#xd800;", b"\\ud800", b"\\u0000", b"\x00", b"\x0c"),
    *(b"\r", b"\n", b"\xe2\x80\xa8", b"\xc2\xa0", b"\xe2\x81\xa6", b"\x1b[2J", b"\xff", b"\xed\xa0\x80"),
    *(b"\xef\xbb\xbf", b"  ", b"\t", b"[" * 300, b"{" * 300, b'{"x_a":' * 60, b"(" * 50, b"<a>" * 70, b"null"),
    *(b"true", b"[]", b"{}", b'""', b"NaN", b":", b"Target", b"Result", b"Baseline", b"OUTCOME ", b"OUTPUT "),
    *(b"Outcome details", b"Strategic Note", b"| ", b"actual ", b"<!DOCTYPE a>", b"<!--", b"]]>", b'xmlns="y"'),
    *(b"<rf:title>", b'value="', b'iso-date="2020-13-01"', b"/>", b"*", b"**/", b"~3", b"#2", b"#999999999", b"/"),
    *(b"milestone:2021", b"0000", b"9999", b"10000", b"2020-02-30", b"..", b"Q3 "),
]
# Those that fit between quotes.
FITTING = [token for token in TOKENS if not set(token) & set(b'"<>\\\n\x00') and len(token) < 1_000]


def seeds() -> dict[str, list[bytes]]:
    """The inputs to begin with, for each target: files, and frameworks of all kinds in each format."""
    found: dict[str, list[bytes]] = {name: [] for name in TARGETS}
    for file in sorted(SEEDS.glob("*/*")):
        found[file.parent.name].append(file.read_bytes())
    for framework in (rf.ResultsFramework(), examples.load(), *generated()):
        for name, dumps in WRITERS.items():
            try:
                text = dumps(framework).encode()
            except ResultsFrameworkError:  # the format cannot hold it
                continue
            found[name].append(text)
            if name != "page":
                found["any"].append(text)
        found["known"].append(findings.dumps(rules.known(rf.validate(framework))).encode())
        found["series"] += [str(indicator.series).encode() for indicator in framework.indicators[:3]]
        found["path"] += [path.encode() for path, _ in list(framework.walk())[:5]]
        cells = [o.raw for indicator in framework.indicators[:5] for o in indicator.series if o.raw]
        for name in ("value", "number", "money"):
            found[name] += [cell.encode() for cell in cells[:20]]
        for other in (attrs.evolve(framework, title="Other"), small_plan()):
            both = BETWEEN.join(json.dumps(one).encode() for one in (framework, other))
            for name in ("versions", "merged", "aligned"):
                found[name].append(both)
    found["own"].append(pieces_of(xlsx.dumps(small_plan())))
    found["proposed"] += found["sheet"]
    found["heading"] += found["form"]
    found["sheet"] += [packed(PARTS | {"xl/s.xml": part}) for part in found["cells"]]
    return {name: list(dict.fromkeys(inputs)) for name, inputs in found.items()}


def generated() -> list[rf.ResultsFramework]:
    """Frameworks that a publisher could state, from the strategy that the library ships."""
    made: list[rf.ResultsFramework] = []

    @given(frameworks(valid=False))
    @settings(
        max_examples=GENERATED,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def gather(framework: rf.ResultsFramework) -> None:
        made.append(framework)

    gather()
    return made


def mutants(inputs: list[bytes], chance: random.Random) -> Iterator[bytes]:
    """Inputs without end, each changed in a few places; those that are longer than the others are rarer."""
    weights = [1 / (200 + len(data)) for data in inputs]
    while True:
        data = chance.choices(inputs, weights)[0]
        # Most changes anywhere break the form of a document, so that half of the mutants exchange contents only.
        change = chance.choice((changed, exchanged))
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
            data = change(data, inputs, chance)[:LONGEST]
        yield data


def exchanged(data: bytes, inputs: list[bytes], chance: random.Random) -> bytes:
    """An input in which one text between quotes, tags or line ends is replaced by another, or by a piece of its own."""
    places = [match.span() for match in CONTENT.finditer(data)]
    if not places:
        return changed(data, inputs, chance)
    first, last = chance.choice(places)
    others = [*CONTENT.findall(chance.choice(inputs))[:200], *FITTING]
    kind = shape(data[first:last])
    alike = [other for other in others if shape(other) == kind]
    new = chance.choice(alike if alike and chance.random() < 0.8 else others)
    if chance.random() < 0.1:
        new = data[first:last] + new
    return data[:first] + new + data[last:]


def shape(content: bytes) -> int:
    """The kind of a content, roughly: digits, a number with signs around it, a word, several words, nothing."""
    return next((number for number, form in enumerate(SHAPES) if form.fullmatch(content)), len(SHAPES))


def changed(data: bytes, inputs: list[bytes], chance: random.Random) -> bytes:
    """An input with one change."""
    first, last = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    if chance.random() < 0.7:
        last = min(last, first + 12)
    piece = data[first:last]
    match chance.randrange(8):
        case 0:
            new = b""
        case 1:
            new = bytes([chance.randrange(256)])
        case 2 | 3:
            new = chance.choice(TOKENS)
        case 4:
            new = piece + chance.choice(TOKENS)
        case 5:
            new = piece * chance.choice((2, 3, 50))
        case 6:
            other = chance.choice(inputs)
            start = chance.randint(0, len(other))
            new = other[start : start + chance.choice((4, 40, 400))]
        case _:
            new = piece[::-1] if chance.random() < 0.3 else piece.swapcase()
    return data[:first] + new + data[last:]


def pumped(inputs: list[bytes], chance: random.Random) -> tuple[bytes, bytes, bytes]:
    """A text in three pieces, of which the middle one can be repeated: what patterns take long over is mostly such."""
    data = chance.choice(inputs)[:200]
    place = chance.randint(0, len(data))
    pump = b"".join(chance.choices(PUMPS, k=chance.choice((1, 1, 2, 3))))
    return data[:place], pump, chance.choice((data[place:], chance.choice(TOKENS)[:20], b"x"))
