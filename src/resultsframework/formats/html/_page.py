"""
The text of a page: what `_report` gathers, set into the template with every text escaped.

May import jinja2, the only one to do so; it is imported where a page is written.
"""

from __future__ import annotations

import datetime as dt
import functools
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined

from resultsframework.charts import design
from resultsframework.formats.document import UNPRINTABLE

from ._report import report_of

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.period import Period

    from ._contributions import ContributionsPart
    from ._overview import Overview

__all__ = ["contributions_page", "overview_page", "page"]

STYLES = ("report.css", "print.css")


def page(
    framework: ResultsFramework, *, at: int | dt.date | Period | None, today: dt.date | None, findings: bool
) -> str:
    """The text of a page; see `resultsframework.formats.html.dumps`."""
    report = report_of(framework, at=at, today=today, findings=findings)
    return _rendered("report.html.jinja", report=report)


def overview_page(overview: Overview) -> str:
    """The text of the page of many frameworks; see `resultsframework.formats.html.overview`."""
    return _rendered("overview.html.jinja", overview=overview)


def contributions_page(part: ContributionsPart) -> str:
    """The text of the page of contributions; see `resultsframework.formats.html.contributions`."""
    return _rendered("contributions.html.jinja", part=part)


def _rendered(template: str, **content: object) -> str:
    environment, style = _loaded()
    text = environment.get_template(template).render(
        **content, style=style, light=design.variables(design.LIGHT), dark=design.variables(design.DARK)
    )
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


@functools.cache
def _loaded() -> tuple[Environment, str]:
    """The templates, each compiled once, and the style of the page."""
    folder = files("resultsframework.formats.html") / "templates"
    sources = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment, "".join(map(sources.pop, STYLES))
