"""
The example that ships with the library: outcome MEX_D_2.1 of UN Women in Mexico with its three outputs, 39 indicators
and budgets, and the joint programme that serves it. The figures, codes and names are those published for 2021; the
titles and statements are ours.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from resultsframework.formats import json

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from resultsframework.framework import ResultsFramework

__all__ = ["file", "load"]

NAME = "mex_d_2_1.json"


def file() -> Traversable:
    """The file the example is kept in, as JSON."""
    return resources.files(__package__) / NAME


def load() -> ResultsFramework:
    """The example as a framework."""
    return json.loads(file().read_text("utf-8"), source=NAME)
