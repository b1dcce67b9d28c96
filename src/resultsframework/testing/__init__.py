"""
Strategies for Hypothesis that generate every kind of value, frameworks that break exactly one rule, and assertions.

For the tests of projects that use this library:

    from hypothesis import given
    from resultsframework.testing import assert_round_trip, frameworks

    @given(frameworks(valid=False))
    def test_nothing_is_lost(framework):
        assert_round_trip(framework, "json")

There are two families of data. By default, frameworks and their parts are plausible: no rule has a finding, and with
``breaks="BAS02"`` exactly that rule has one (`breakable` lists the codes). With ``valid=False``, and from strategies
without that argument, comes anything that a publisher could state: any field given or left out, odd text, repeated
codes, values of any kind. With the package installed, ``st.from_type(Indicator)`` and the like use them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resultsframework._lazy import lazy_names
from resultsframework.errors import needs_extra

if TYPE_CHECKING:
    from ._alignment import (
        alignments,
        document_links,
        notes,
        policy_markers,
        progress_notes,
        references,
        sdg_references,
    )
    from ._answer import indicator_values, met_answers, problems, progress_answers, rollups
    from ._assertion import assert_finds, assert_round_trip, assert_same, assert_valid
    from ._breaking import breakable, circumstances
    from ._budget import budgets, funding_lines, money
    from ._change import change_lists, changes
    from ._framework import activity_dates, frameworks, impacts, other_results, outcomes, outputs, results
    from ._layout import layouts
    from ._logframe import assumptions, monitoring_plans, planned_activities, revisions, risks
    from ._observation import disaggregations, indicators, observation_series, observations, subjects
    from ._organisation import country_profiles, organisations, participations, places
    from ._programme import geographic_scopes, joint_programmes, target_groups, theories_of_change
    from ._rule import findings, reports, rules
    from ._table import columns, tables, unit_systems, units
    from ._text import codes, extras, languages, sources, texts, translations
    from ._value import (
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

__all__ = [
    "activity_dates",
    "alignments",
    "assert_finds",
    "assert_round_trip",
    "assert_same",
    "assert_valid",
    "assumptions",
    "breakable",
    "budgets",
    "change_lists",
    "changes",
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
    "indicator_values",
    "indicators",
    "intervals",
    "joint_programmes",
    "languages",
    "layouts",
    "levels",
    "met_answers",
    "missing",
    "money",
    "monitoring_plans",
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
    "planned_activities",
    "policy_markers",
    "problems",
    "progress_answers",
    "progress_notes",
    "ranges",
    "ratios",
    "references",
    "reports",
    "results",
    "revisions",
    "risks",
    "rollups",
    "rules",
    "sdg_references",
    "sources",
    "subjects",
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


# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "testing.frameworks() and the other functions of this module": "strategies st strategy",
    "testing.frameworks()": "plans plan programmes",
    "testing.observation_series()": "series",
    "st.from_type, with hypothesis.strategies": "from_type register register_type_strategy",
    "hypothesis.given and hypothesis.example": "given example settings",
    "resultsframework.examples": "examples",
    "testing.assert_same": "assert_equal assert_equals",
    "testing.assert_valid": "assert_no_errors assert_ok assert_no_findings",
}

_get, _names = lazy_names(
    __name__,
    {
        "_alignment": "alignments document_links notes policy_markers progress_notes references sdg_references",
        "_answer": "indicator_values met_answers problems progress_answers rollups",
        "_assertion": "assert_finds assert_round_trip assert_same assert_valid",
        "_change": "change_lists changes",
        "_breaking": "breakable circumstances",
        "_budget": "budgets funding_lines money",
        "_framework": "activity_dates frameworks impacts other_results outcomes outputs results",
        "_layout": "layouts",
        "_logframe": "assumptions monitoring_plans planned_activities revisions risks",
        "_observation": "disaggregations indicators observation_series observations subjects",
        "_organisation": "country_profiles organisations participations places",
        "_programme": "geographic_scopes joint_programmes target_groups theories_of_change",
        "_rule": "findings reports rules",
        "_table": "columns tables unit_systems units",
        "_text": "codes extras languages sources texts translations",
        "_value": "dates decimals intervals levels missing numbers periods ranges ratios undefined values years",
    },
)


# Hypothesis imports this package while it is imported itself: a name must be used before Hypothesis is.
def __getattr__(name: str) -> object:
    with needs_extra("testing", f"generating values ({name})", "hypothesis"):
        return _get(name)


def __dir__() -> list[str]:
    return _names()
