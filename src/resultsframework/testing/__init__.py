"""
For the tests of projects that use this library: strategies for Hypothesis that generate every kind of value, frameworks
that break exactly one rule, and assertions that say what differs and where.

    from hypothesis import given
    from resultsframework.testing import assert_round_trip, frameworks

    @given(frameworks(valid=False))
    def test_nothing_is_lost(framework):
        assert_round_trip(framework, "json")

There are two families of data. What a strategy gives with ``valid=False``, and what those give that have no such
argument, is anything that a publisher could state: any field given or left out, odd text, codes that repeat, values of
any kind. By default, frameworks and what they hold make sense: no rule finds anything in them, and with
``breaks="BAS02"`` exactly that rule does (`breakable` lists the codes). With the package installed,
``st.from_type(Indicator)`` and the like use these strategies too.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from resultsframework.errors import MissingExtraError

if TYPE_CHECKING:
    from .alignment import (
        alignments,
        document_links,
        notes,
        policy_markers,
        progress_notes,
        references,
        sdg_references,
    )
    from .assertion import assert_finds, assert_round_trip, assert_same, assert_valid
    from .breaking import breakable, circumstances
    from .budget import budgets, funding_lines, money
    from .framework import activity_dates, frameworks, impacts, other_results, outcomes, outputs, results
    from .observation import disaggregations, indicators, observation_series, observations
    from .organisation import country_profiles, organisations, participations, places
    from .programme import geographic_scopes, joint_programmes, target_groups, theories_of_change
    from .rule import findings, reports, rules
    from .table import columns, tables, unit_systems, units
    from .text import codes, extras, languages, sources, texts, translations
    from .value import (
        dates,
        decimals,
        intervals,
        levels,
        missing,
        numbers,
        periods,
        ranges,
        ratios,
        undefined,
        values,
        years,
    )

# The module that each public name lives in. Hypothesis imports this package while it is imported itself, so nothing
# here may import Hypothesis before a name is asked for.
_MODULE_OF = {
    name: module
    for module, names in {
        "alignment": "alignments document_links notes policy_markers progress_notes references sdg_references",
        "assertion": "assert_finds assert_round_trip assert_same assert_valid",
        "budget": "budgets funding_lines money",
        "breaking": "breakable circumstances",
        "framework": "activity_dates frameworks impacts other_results outcomes outputs results",
        "observation": "disaggregations indicators observation_series observations",
        "organisation": "country_profiles organisations participations places",
        "programme": "geographic_scopes joint_programmes target_groups theories_of_change",
        "rule": "findings reports rules",
        "table": "columns tables unit_systems units",
        "text": "codes extras languages sources texts translations",
        "value": "dates decimals intervals levels missing numbers periods ranges ratios undefined values years",
    }.items()
    for name in names.split()
}

__all__ = [
    "activity_dates",
    "alignments",
    "assert_finds",
    "assert_round_trip",
    "assert_same",
    "assert_valid",
    "breakable",
    "budgets",
    "circumstances",
    "codes",
    "columns",
    "country_profiles",
    "dates",
    "decimals",
    "disaggregations",
    "document_links",
    "extras",
    "findings",
    "frameworks",
    "funding_lines",
    "geographic_scopes",
    "impacts",
    "indicators",
    "intervals",
    "joint_programmes",
    "languages",
    "levels",
    "missing",
    "money",
    "notes",
    "numbers",
    "observation_series",
    "observations",
    "organisations",
    "other_results",
    "outcomes",
    "outputs",
    "participations",
    "periods",
    "places",
    "policy_markers",
    "progress_notes",
    "ranges",
    "ratios",
    "references",
    "reports",
    "results",
    "rules",
    "sdg_references",
    "sources",
    "tables",
    "target_groups",
    "texts",
    "theories_of_change",
    "translations",
    "undefined",
    "unit_systems",
    "units",
    "values",
    "years",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    try:
        module = importlib.import_module(f"{__name__}.{_MODULE_OF[name]}")
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        extra = "testing"
        raise MissingExtraError(extra, f"generating values ({name})") from None
    value: object = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
