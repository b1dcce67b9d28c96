"""
Altair, in which every chart is made, and the parts that all charts share.

May import Altair, within the functions that need it: it is an optional part.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from resultsframework.errors import needs_extra

from .design import FONT_SIZE, LIGHT

if TYPE_CHECKING:
    from resultsframework.value import Number

__all__ = [
    "Record",
    "altair",
    "axis",
    "data",
    "harmless",
    "heading",
    "key",
    "named_rows",
    "number",
    "offline",
    "share",
    "short",
    "texts",
]

Record = Mapping[str, object]
# JupyterLab and Visual Studio Code bring the programs that draw this version of Vega-Lite.
DRAWN_WITHOUT_NETWORK = "application/vnd.vegalite.v5+json"
RENDERER = "resultsframework-offline"
# A package that draws a chart without a browser.
DRAWING = "vl_convert"
# It leaves room for letters as wide as those of the first, so that no text is cut where a reader has others.
FONTS = "DejaVu Sans, Verdana, sans-serif"
# Altair puts the texts of a chart into the script of a page as they are, so one of them could end the script.
MARKUP = re.compile(r"<(?=[!/?a-zA-Z])")
WORD_JOINER = "\u2060"


def altair() -> Any:
    """
    The module `altair`.

    Raises:
        MissingExtraError: It is not installed.
    """
    with needs_extra("charts", "a chart", "altair"):
        return importlib.import_module("altair")


def offline() -> None:
    """
    Show charts without a network, for the rest of the session: the notebook draws them with what it has installed.

    For JupyterLab, Jupyter Notebook and Visual Studio Code. Where the package ``vl-convert-python`` is installed, the
    notebook also keeps a chart as SVG, for the pages that are made of it. By default Altair has the browser fetch the
    programs that draw, from the network. ``altair.renderers.enable("default")`` returns to that.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    alt = altair()
    alt.renderers.register(RENDERER, _for_notebooks)
    alt.renderers.enable(RENDERER)


def _for_notebooks(spec: dict[str, Any], **_options: object) -> dict[str, object]:
    """A chart as notebooks draw it themselves, as a picture if it can be drawn here, and a sentence for all others."""
    schema = "https://vega.github.io/schema/vega-lite/v5.json"
    words: dict[str, object] = {
        DRAWN_WITHOUT_NETWORK: {**spec, "$schema": schema},
        "text/plain": str(spec.get("description", "a chart")),
    }
    if importlib.util.find_spec(DRAWING) is None:
        return words
    drawn = importlib.import_module(DRAWING).vegalite_to_svg(spec, config={"font": FONTS})
    return {**words, "image/svg+xml": drawn}


def texts(record: Record) -> dict[str, object]:
    """A record in which no text can be taken for markup, as one of a foreign file could."""
    return {name: harmless(cell) if isinstance(cell, str) else cell for name, cell in record.items()}


def harmless(text: str) -> str:
    """A text without markup: an invisible sign keeps "<" apart from the name that makes an element of it."""
    return MARKUP.sub(f"<{WORD_JOINER}", text)


def data(records: Iterable[Record]) -> Any:
    """Records as the data of a chart."""
    return altair().Data(values=[texts(record) for record in records])


def number(value: Decimal) -> float | None:
    """A number as a chart holds it; None for one that is too large for it."""
    found = float(value)
    return found if abs(found) != float("inf") else None


def share(value: Number) -> float | None:
    """A share in percent as a chart holds it; None for one that is too large for it."""
    try:
        return float(value * 100)
    except OverflowError:
        return None


def short(text: str, width: int, lines: int) -> list[str]:
    """A text in some lines of some characters, the end left out where it is longer."""
    return [harmless(line) for line in textwrap.wrap(text, width, max_lines=lines, placeholder=" ...")]


def heading(title: Sequence[str], subtitle: Iterable[str] = ()) -> Any:
    """The heading of a chart, at its left: lines, and below them smaller ones."""
    return altair().TitleParams(
        text=list(title) or [""],
        subtitle=[harmless(line) for line in subtitle if line],
        anchor="start",
        frame="group",
        color=LIGHT["text"],
        fontSize=13,
        subtitleColor=LIGHT["muted"],
        subtitleFontSize=FONT_SIZE,
        offset=10,
    )


def axis(**options: Any) -> Any:
    """An axis in the colours of the design."""
    shared = {
        "labelColor": LIGHT["muted"],
        "titleColor": LIGHT["muted"],
        "titleFontWeight": "normal",
        "domainColor": LIGHT["line"],
        "tickColor": LIGHT["line"],
        "gridColor": LIGHT["panel"],
        "labelFontSize": FONT_SIZE,
    }
    return altair().Axis(**{**shared, **options})


def key(**options: Any) -> Any:
    """The key of a chart, above it."""
    shared = {"title": None, "orient": "top", "labelColor": LIGHT["text"], "labelFontSize": FONT_SIZE, "symbolSize": 60}
    return altair().Legend(**{**shared, **options})


def named_rows(field: str, records: Iterable[Record], **scale: Any) -> Any:
    """
    The names of rows at the left, in the order of the records; a line break in a name is one.

    Args:
        field: The field with the names.

        records: The records.

        scale: Options of the scale.
    """
    alt = altair()
    options = {"labelLimit": 420, "labelPadding": 8, "labelColor": LIGHT["text"], "ticks": False, "domain": False}
    return alt.Y(
        f"{field}:N",
        sort=list(dict.fromkeys(record[field] for record in records)),
        axis=axis(title=None, labelExpr="split(datum.value, '\\n')", **options),
        scale=alt.Scale(**scale),
    )
