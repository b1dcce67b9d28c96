"""
Observations, series and indicators: as anybody could publish them, and such in which nothing is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from resultsframework.indicator import Accumulation, Direction, Indicator, Measure, Scope
from resultsframework.observation import Observation, ObservationKind
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation, Subject

from ._alignment import alignments, document_links, notes, references, sdg_references
from ._breaking import broken_indicators
from ._construction import indicator_of, series_of
from ._organisation import places
from ._plan import timelines, trends
from ._text import codes, nodes, several, texts
from ._value import periods, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from resultsframework.period import Period

__all__ = ["disaggregations", "indicators", "observation_series", "observations", "subjects"]

_DISAGGREGATIONS = nodes(
    Disaggregation,
    {},
    dimension=st.sampled_from(["sex", "age"]) | texts(),
    category=st.sampled_from(["women", "men"]) | texts(),
)
_RAWS = st.sampled_from(["", " ", "-", "TBD", "N/A", "1,492,979", "95 %", "<545", "Yes ", "0"]) | texts()
_UNITS = st.sampled_from(["percent", "per_mille", "person", "USD"]) | texts()


def _honest(observation: Observation) -> Observation:
    """The text of a value, left out where it is what the value alone would print."""
    if observation.raw == attrs.evolve(observation, raw=None).raw:
        return attrs.evolve(observation, raw=None)
    return observation


_SUBJECTS = nodes(Subject, {}, disaggregation=several(_DISAGGREGATIONS, 2), places=several(places(), 1))
_OBSERVATIONS = nodes(
    Observation,
    {"kind": st.sampled_from(ObservationKind), "period": periods(), "value": values()},
    listed_under=periods(),
    raw=_RAWS,
    unit=_UNITS,
    comment=texts(),
    disaggregation=several(_DISAGGREGATIONS, 1),
    places=several(places(), 1),
    documents=several(document_links(), 1),
).map(_honest)


def _series(observations: Sequence[Observation], stated: Sequence[Period] | None) -> ObservationSeries:
    series = ObservationSeries(tuple(observations))
    if stated is None or series.periods == tuple(stated):
        return series
    return ObservationSeries(series.observations, tuple(stated))


_SERIES = st.builds(
    _series, st.lists(_OBSERVATIONS, max_size=3), st.none() | st.none() | st.lists(periods(), max_size=3)
)
_VALID_SERIES = st.builds(series_of, timelines(), trends())
_INDICATORS = nodes(
    Indicator,
    {"code": st.none() | codes(), "series": _SERIES},
    statement=texts(),
    description=texts(),
    measure=st.sampled_from(Measure),
    unit=_UNITS,
    direction=st.sampled_from(Direction),
    actuals_accumulation=st.sampled_from(Accumulation),
    targets_accumulation=st.sampled_from(Accumulation),
    aggregation_status=st.booleans(),
    scope=several(st.sampled_from(Scope), 1),
    notes=several(notes(), 1),
    references=several(references(), 1),
    sdgs=several(sdg_references(), 1),
    alignments=several(alignments(), 1),
    documents=several(document_links(), 1),
    printed_result=st.sampled_from(["2021 Result 7", "-"]) | texts(),
)
_VALID_INDICATORS = st.builds(indicator_of, timelines(), trends())


def disaggregations() -> SearchStrategy[Disaggregation]:
    """Breakdowns of a value by group, also without a name of the dimension."""
    return _DISAGGREGATIONS


def subjects() -> SearchStrategy[Subject]:
    """Groups and places that a value is about, the total among them."""
    return _SUBJECTS


def observations() -> SearchStrategy[Observation]:
    """Values of any kind at any time, with any text that a source may have had for them."""
    return _OBSERVATIONS


def observation_series(*, valid: bool = True) -> SearchStrategy[ObservationSeries]:
    """
    All values of an indicator.

    Args:
        valid: They form a plausible plan: a baseline, then a planned value for every year, the last of them the target,
            and an actual for every year up to some. If false, any observations in any order.
    """
    return _VALID_SERIES if valid else _SERIES


def indicators(*, valid: bool = True, breaks: str | None = None) -> SearchStrategy[Indicator]:
    """
    Measures of change with their values.

    Args:
        valid: True if no rule finds an error or a warning in them; otherwise anything that a publisher could state.

        breaks: The code of the one rule that they do not keep, such as "BAS02"; see `frameworks` for rules that
            need more than an indicator.

    Raises:
        InvalidValueError: No indicator alone can break that rule.
    """
    if breaks is not None:
        return broken_indicators(breaks)
    return _VALID_INDICATORS if valid else _INDICATORS
