"""
The example that ships with the library: outcome MEX_D_2.1 of UN Women in Mexico with its three outputs, 39 indicators
and budgets, and the joint programme that serves it. The figures, codes and names are those published for 2021; the
titles and statements are ours.

A second file, ``water_at_school.xml``, has three IATI activities of a made-up foundation in three countries, with the
gaps of real files.
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


def file(name: str = NAME) -> Traversable:
    """
    The file of an example.

    Args:
        name: "mex_d_2_1.json" or "water_at_school.xml".
    """
    return resources.files(__package__) / name


def load() -> ResultsFramework:
    """The example as a framework."""
    return json.loads(file().read_text("utf-8"), source=NAME)
