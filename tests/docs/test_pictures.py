from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import pytest

pytest.importorskip("rich", reason="the command line needs the extra cli")

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def pictures():
    """The script that draws the picture."""
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words_in(svg: str) -> list[str]:
    """The lines of text in a picture, from top to bottom, without their spaces."""
    lines = defaultdict(dict)
    for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314  we wrote the picture
        if "clip-path" in text.attrib:
            lines[float(text.get("y"))][float(text.get("x"))] = "".join(text.text.split())
    joined = ("".join(part for _, part in sorted(lines[y].items())) for y in sorted(lines))
    return [line for line in joined if line]


def test_the_picture_shows_what_the_command_prints(pictures):
    """Readers of the README see the output that they get from the same command on the same file."""
    printed = ["".join(line.split()) for line in pictures.printed(colours=False).splitlines()]
    shown = words_in(pictures.PICTURE.read_text("utf-8"))
    assert shown[0] == f"$resultsframeworkshow{pictures.FILE}"
    assert shown[1:] == [line for line in printed if line], "it is stale; run: python docs/pictures.py"


def test_the_picture_is_small_and_needs_no_network(pictures):
    """The picture loads at once, and fetches no font."""
    drawn = pictures.picture()
    assert words_in(drawn) == words_in(pictures.PICTURE.read_text("utf-8"))
    assert len(drawn.encode()) < 200_000
    assert "url(http" not in drawn
    assert "@font-face" not in drawn


def test_pictures_are_small():
    """A clone stays small, and a page of the docs is there at once."""
    sizes = {path.name: path.stat().st_size for path in (DOCS / "_static").iterdir() if path.suffix in {".png", ".svg"}}
    assert {"page.png", "show.svg"} <= sizes.keys()
    assert {name: size for name, size in sizes.items() if size >= 200_000} == {}


@pytest.mark.parametrize(
    ("name", "texts"), [("CHART", ("target 320", "0", "59", "2025")), ("PROGRESS", ("59 %, not met", "350 %, met"))]
)
def test_the_charts_show_the_example(pictures, name, texts):
    """Readers of the pages see the numbers of the example, in pictures that fetch nothing."""
    drawn = getattr(pictures, name).read_text("utf-8")
    shown = {text.text for text in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")}  # noqa: S314  as above
    assert set(texts) <= shown
    assert len(drawn) < 200_000
    assert "url(http" not in drawn
