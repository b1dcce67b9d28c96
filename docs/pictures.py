"""
Draw the pictures of README.md and these pages: the output of `resultsframework show` as SVG, and, where there is a
Chromium, the beginning of the page of `resultsframework report` as PNG, and, where there is vl-convert, charts as SVG.

    python docs/pictures.py
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import attrs
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import resultsframework as rf
from resultsframework import examples

STATIC = Path(__file__).resolve().parent / "_static"
PICTURE, PAGE = STATIC / "show.svg", STATIC / "page.png"
CHART, PROGRESS = STATIC / "chart.svg", STATIC / "progress.svg"
PAGE_SIZE = "1000,1400"
FILE = "care.json"
COLUMNS, MARGIN = 100, 2
THEME = TerminalTheme(
    (22, 27, 34),
    (230, 237, 243),
    [
        (72, 79, 88),
        (255, 123, 114),
        (126, 231, 135),
        (242, 204, 96),
        (121, 192, 255),
        (210, 168, 255),
        (118, 227, 234),
        (230, 237, 243),
    ],
)
# As Rich's own, but with fonts that the reader's system has: Rich's would be fetched from the network.
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" xml:space="preserve">
<title>A terminal after the command resultsframework show</title>
<style>
.{unique_id}-matrix, .{unique_id}-title {{
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ font-size: 18px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def plan() -> rf.ResultsFramework:
    """The framework in the picture: one output of the bundled example, with all of its indicators."""
    example = examples.load()
    return attrs.evolve(example, results=(example["MEX_D_2.1.2"],), programmes=(), country_profile=None)


def printed(*, colours: bool) -> str:
    """The output of the command on that framework, with the codes for colours or without."""
    environment = {name: text for name, text in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color"}
    environment |= {"FORCE_COLOR": "1"} if colours else {}
    command = [sys.executable, "-m", "resultsframework", "show", FILE]
    with tempfile.TemporaryDirectory() as folder:
        rf.write(plan(), Path(folder) / FILE)
        return subprocess.run(  # noqa: S603  the command is written here, not received
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True
        ).stdout


def picture() -> str:
    """The terminal after the command, as SVG; the same text for the same version of Rich."""
    console = Console(record=True, width=COLUMNS + MARGIN, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text.assemble(("$ ", "green"), (f"resultsframework show {FILE}", "bold")))
    console.print(Text.from_ansi(printed(colours=True).rstrip()), soft_wrap=True)
    return console.export_svg(title="resultsframework", theme=THEME, code_format=SVG, unique_id="show")


def draw_page(chromium: str) -> None:
    """Draw the beginning of the page of the bundled example, as a browser shows it."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        rf.write(examples.load(), page, at=2021)
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={PAGE_SIZE}"]
        command = [chromium, *options, f"--screenshot={PAGE}", page.as_uri()]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603  as above


def draw_charts() -> None:
    """Draw the charts of one indicator and of progress, of the bundled example."""
    example = examples.load()
    charts = {CHART: rf.charts.series(example["MEX_D_2.1.2A"]), PROGRESS: rf.charts.progress(example, 2021)}
    rf.charts.offline()
    draw = import_module("altair").renderers.get()
    for path, chart in charts.items():
        path.write_text(draw(chart.to_dict())["image/svg+xml"] + "\n", "utf-8")


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser:
        draw_page(browser)
    if find_spec("vl_convert"):
        draw_charts()
