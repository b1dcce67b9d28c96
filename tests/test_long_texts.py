"""The time for reading a text grows with its length, and not with its square, whatever is repeated in it."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

import resultsframework as rf
from resultsframework import examples
from resultsframework.cli._configuration import read_configuration
from resultsframework.errors import ResultsFrameworkError
from resultsframework.formats import brief, findings, json, portal

SEEDS = Path(__file__).parent / "fuzz" / "seeds"
# Repeats in a text, and in a longer one; the time of both is compared where it is not negligible.
FEW, MANY = 2_500, 10_000
# Seconds of the processor: what is too short to compare, and what is too long for one text.
NEGLIGIBLE, PATIENCE = 0.2, 10
# Four times the length may take this many times as long: four, and what a busy machine adds; its square is sixteen.
MOST = 10
IN_A_LINE = (" ", "1 ", "a ", "-", "/", "1,", "(", "[", '"')
LINES = ("\n", "\n1", "\na\n\n")
BRIEF = """\
Wells for all
The programme brief description
If wells are shared; then water is near.
The programme works at national level, in two provinces (Northmoor and Southmoor).
Target groups
The target groups are mainly home weavers, dyers and young apprentices at local level.
Quick facts
UN Agencies:
ILO, UN Women and UNICEF
National Partners:
MOLA (Ministry of Labour); Weavers' Guild (Northmoor)
Financial Information
USD 2 million, of which half is spent
"""


def seed(name):
    return (SEEDS / name).read_text("utf-8")


def in_a_file(text):
    file = Path("resultsframework.toml")
    file.write_text(text, "utf-8")
    return read_configuration(file)


READERS = {
    "portal": (portal.loads, seed("portal/page.txt")),
    "brief": (brief.loads, BRIEF),
    "json": (json.loads, seed("json/values.json")),
    "known findings": (findings.loads, seed("known/two.json")),
    "settings": (in_a_file, seed("settings/all.toml")),
    "path": (examples.load().at, "MEX_D_2.1/SP_D_0.1.3/series/milestone:2021"),
    "series": (rf.ObservationSeries.parse, "2019 baseline 0 | 2021 milestone 100 actual 59"),
    "period": (rf.Period.parse, "2020-01-01 to 2021-12-31"),
    "value": (rf.parse_value, "2020: at least 15% (15/100)"),
    "money": (rf.parse_money, "USD 1,000.50 million"),
}


def takes_the_square(read, text, place, piece, numbers=(FEW, MANY)):
    """True where what is repeated at a place of a text takes far longer than its length explains."""
    few, many = (text[:place] + piece * number + text[place:] for number in numbers)

    def seems_so():
        took = seconds(read, many)
        return took > NEGLIGIBLE and took > MOST * seconds(read, few)

    # A machine that does something else is no reason three times in a row.
    return all(seems_so() for _ in range(3))


def seconds(read, text):
    """The time of the processor for reading a text, which may be refused."""
    start = time.process_time()
    with suppress(ResultsFrameworkError):
        read(text)
    return time.process_time() - start


@pytest.mark.no_cover
@pytest.mark.parametrize("name", READERS)
def test_the_time_for_a_text_grows_with_its_length(name, tmp_path, monkeypatch):
    """Pieces repeated in any line of a text, or below it, are read in a time that grows with their number."""
    monkeypatch.chdir(tmp_path)
    read, text = READERS[name]
    end_of_line = r"\w(?=\W*$)" if "\n" in text.strip() else r"\w\b"
    places = [found.end() for found in re.finditer(end_of_line, text, re.MULTILINE)]
    slow = [
        (text[:place], piece)
        for place in places
        for piece in (*IN_A_LINE, *(LINES if place == places[-1] else ()))
        if takes_the_square(read, text, place, piece)
    ]
    assert not slow


@pytest.mark.property
@pytest.mark.parametrize("name", READERS)
def test_a_million_characters_are_read_in_a_time_that_grows_with_them(name, tmp_path, monkeypatch):
    """In the middle of a text and at its end, whatever is repeated; twenty thousand where runs are not thorough."""
    monkeypatch.chdir(tmp_path)
    read, text = READERS[name]
    most = 1_000_000 if settings().max_examples > 100 else 20_000
    places = [found.end() for found in re.finditer(r"\w\b", text)]
    slow = [
        (text[:place], piece)
        for place in (places[len(places) // 2], places[-1])
        for piece in (*IN_A_LINE, *LINES)
        if takes_the_square(read, text, place, piece, [most // len(piece) // part for part in (4, 1)])
    ]
    assert not slow


@pytest.mark.no_cover
def test_a_pattern_that_tries_each_beginning_with_each_end_is_found():
    """Spaces before something else are searched again from each of them by a pattern for spaces at an end."""
    ending = re.compile(r"\s+$")

    def read(text):
        # More often for a longer text, so that the time is far beyond the limit whatever else the machine does.
        for _ in range(len(text) // 1000):
            ending.search(f"{text[: len(text) // 4]}x")

    assert takes_the_square(read, "wells x", 5, " ")


LONG = 100_000
ODD_TEXTS = {
    "a word": "a" * LONG,
    "spaces": "a" + " " * LONG + "a",
    "line ends": "a" + "\n" * LONG + "a",
    "commas": "," * LONG,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_rules_read_a_long_text_in_one_go(text):
    """A statement, a cell and a title of a hundred thousand equal characters are validated within seconds."""
    cells = [rf.Observation(kind=kind, period=2020, value=text) for kind in ("baseline", "target", "actual")]
    indicator = rf.Indicator(code="A", statement=text, series=cells)
    plan = rf.ResultsFramework(results=[rf.Output(code="1", title=text, indicators=[indicator, indicator])])
    assert seconds(rf.validate, plan) < PATIENCE
    assert seconds(rf.ObservationSeries.parse, f"2020 baseline {text} | 2021 target 5") < PATIENCE
