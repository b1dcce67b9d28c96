"""
Hypothesis entry point, so that ``st.from_type(Indicator)`` gives our strategies.

It runs inside ``import hypothesis`` of everybody who has this package, so it imports nothing before it is called,
builds no strategy before one is asked for, and turns whatever goes wrong into a warning.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["OF_ROOMS", "STRATEGY_OF", "register"]

# Each class by its name in the package, with the name of the strategy in `resultsframework.testing`.
STRATEGY_OF = {
    "ActivityDate": "activity_dates",
    "Alignment": "alignments",
    "Assumption": "assumptions",
    "Budget": "budgets",
    "Change": "changes",
    "Changes": "change_lists",
    "Column": "columns",
    "CountryProfile": "country_profiles",
    "Disaggregation": "disaggregations",
    "DocumentLink": "document_links",
    "Extra": "extras",
    "Finding": "findings",
    "FundingLine": "funding_lines",
    "GeographicScope": "geographic_scopes",
    "Impact": "impacts",
    "Indicator": "indicators",
    "IndicatorValue": "indicator_values",
    "Interval": "intervals",
    "JointProgramme": "joint_programmes",
    "Level": "levels",
    "Met": "met_answers",
    "Missing": "missing",
    "Money": "money",
    "MonitoringPlan": "monitoring_plans",
    "Note": "notes",
    "Observation": "observations",
    "ObservationSeries": "observation_series",
    "Organisation": "organisations",
    "OtherResult": "other_results",
    "Outcome": "outcomes",
    "Output": "outputs",
    "Participation": "participations",
    "Period": "periods",
    "Place": "places",
    "PlannedActivity": "planned_activities",
    "PolicyMarker": "policy_markers",
    "Problem": "problems",
    "Progress": "progress_answers",
    "ProgressNote": "progress_notes",
    "Range": "ranges",
    "Ratio": "ratios",
    "Reference": "references",
    "Report": "reports",
    "Result": "results",
    "ResultsFramework": "frameworks",
    "Revision": "revisions",
    "Risk": "risks",
    "Rollup": "rollups",
    "Rule": "rules",
    "SdgReference": "sdg_references",
    "Source": "sources",
    "Subject": "subjects",
    "Table": "tables",
    "TargetGroup": "target_groups",
    "TheoryOfChange": "theories_of_change",
    "Translation": "translations",
    "Undefined": "undefined",
    "Unit": "units",
    "UnitSystem": "unit_systems",
}

# The classes of the rooms, whose strategies have no name of their own. Those of `formats` and `corpus` have to be built
# by hand, since the import of Hypothesis would import these rooms for everybody.
OF_ROOMS = {
    "aggregation": "Contribution Contributions CostPerResult RollupPart",
    "compare": "Alignments Difference FieldChange MergeReport Merged TagCheck",
    "monitoring": "BandTable Basis CumulativeTotal Formula JudgementScale MeanProgress Rating",
    "rules": "Fixed Found KnownFindings Sifted",
}


def register() -> None:
    """Register the strategy of each class of ours with Hypothesis."""
    try:
        _register()
    except Exception as error:  # noqa: BLE001 - whatever it is, `import hypothesis` of others must go on
        msg = f"st.from_type does not know the strategies of resultsframework: {type(error).__name__}: {error}"
        # If warnings are errors, this one would stop the import after all.
        with contextlib.suppress(RuntimeWarning):
            warnings.warn(msg, RuntimeWarning, stacklevel=2)


def _register() -> None:
    from hypothesis import strategies as st

    import resultsframework

    for name, strategy in STRATEGY_OF.items():
        st.register_type_strategy(getattr(resultsframework, name), functools.partial(_strategy, strategy))
    for room, names in OF_ROOMS.items():
        for name in names.split():
            kind = getattr(getattr(resultsframework, room), name)
            st.register_type_strategy(kind, functools.partial(_of_room, kind))


def _strategy(name: str, _type: type[Any]) -> SearchStrategy[Any]:
    strategy: SearchStrategy[Any] = getattr(importlib.import_module("resultsframework.testing"), name)()
    return strategy


def _of_room(kind: type[Any], _type: type[Any]) -> SearchStrategy[Any]:
    strategy: SearchStrategy[Any] = importlib.import_module("resultsframework.testing._room").strategy_of(kind)
    return strategy
