"""
Observations, series and indicators: as anybody could publish them, and such in which nothing is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs
from hypothesis import strategies as st

from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Accumulation, Direction, Indicator, Measure
from resultsframework.note import Scope
from resultsframework.observation import Observation, ObservationKind
from resultsframework.period import Period
from resultsframework.series import ObservationSeries
from resultsframework.subject import Disaggregation, Subject

from ._alignment import alignments, document_links, notes, references, sdg_references
from ._breaking import broken_indicators
from ._construction import indicator_of, series_of
from ._logframe import monitoring_plans
from ._organisation import places
from ._plan import UNDIVIDED, VALID, timelines, trends
from ._shape import SHAPES_OF
from ._text import codes, made, nodes, several, texts
from ._value import VALUES_OF, missing, periods, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from resultsframework.value import Value

    from ._plan import Needs

__all__ = ["disaggregations", "indicators", "observation_series", "observations", "subjects"]

_DISAGGREGATIONS = nodes(
    Disaggregation,
    {},
    dimension=st.sampled_from(["sex", "age"]) | texts(),
    category=st.sampled_from(["women", "men"]) | texts(),
)
# The kinds of values that `indicators` can be limited to.
ValueKind: TypeAlias = Literal["numeric", "ratio", "range", "level", "yes_no", "text"]
_RAWS = st.sampled_from(["", " ", "-", "TBD", "N/A", "1,492,979", "95 %", "<545", "Yes ", "0"]) | texts()
_UNITS = st.sampled_from(["percent", "per_mille", "person", "USD"]) | texts()


def _honest(observation: Observation) -> Observation:
    """The text of a value, left out where it is what the value alone would print."""
    if observation.raw == attrs.evolve(observation, raw=None).raw:
        return attrs.evolve(observation, raw=None)
    return observation


_SUBJECTS = nodes(Subject, {}, disaggregation=several(_DISAGGREGATIONS, 2), places=several(places(), 1))


def _any_observations(
    kinds: SearchStrategy[Value], times: SearchStrategy[Period], disaggregated: bool | None = None
) -> SearchStrategy[Observation]:
    """Observations of any value at any time, with any text; see `indicators`."""
    required: dict[str, SearchStrategy[Any]] = {
        "kind": st.sampled_from(ObservationKind),
        "period": times,
        "value": kinds,
    }
    groups: dict[str, SearchStrategy[Any]] = {
        "disaggregation": several(_DISAGGREGATIONS, 1),
        "places": several(places(), 1),
    }
    if disaggregated:
        required["disaggregation"] = groups.pop("disaggregation")
    return nodes(
        Observation,
        required,
        listed_under=times,
        raw=_RAWS,
        unit=_UNITS,
        comment=texts(),
        documents=several(document_links(), 1),
        **({} if disaggregated is False else groups),
    ).map(_honest)


def _series(observations: Sequence[Observation], stated: Sequence[Period] | None) -> ObservationSeries:
    series = ObservationSeries(tuple(observations))
    if stated is None or series.periods == tuple(stated):
        return series
    return ObservationSeries(series.observations, tuple(stated))


def _any_series(
    observations: SearchStrategy[Observation], times: SearchStrategy[Period]
) -> SearchStrategy[ObservationSeries]:
    """Any observations in any order, and periods of the source that have none."""
    stated = st.none() | st.lists(times, max_size=3)
    return made(_series, st.lists(observations, max_size=3), stated)


def _any_indicators(series: SearchStrategy[ObservationSeries]) -> SearchStrategy[Indicator]:
    """Indicators with such series, and with any other field given or left out."""
    return nodes(
        Indicator,
        {"code": st.none() | codes(), "series": series},
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
        monitoring_plan=monitoring_plans(),
        printed_result=st.sampled_from(["2021 Result 7", "-"]) | texts(),
    )


def _plausible(needs: Needs) -> SearchStrategy[Indicator]:
    return made(indicator_of, timelines(needs), trends(needs))


def _any_or_plausible(anything: SearchStrategy[Indicator], needs: Needs) -> SearchStrategy[Indicator]:
    """
    Any indicators, and plausible ones: a mistake about a whole plan shows in one of these.

    Three choices of four are plausible, which is a third of the examples: Hypothesis tries five variants of each of the
    others. One strategy that is given three times would be one choice.
    """
    return st.one_of(anything, *(_plausible(needs) for _ in range(3)))


_OBSERVATIONS = _any_observations(values(), periods())
_VALID_SERIES = made(series_of, timelines(), trends())
_SERIES = _any_series(_OBSERVATIONS, periods())
_VALID_INDICATORS = _plausible(VALID)
_INDICATORS = _any_or_plausible(_any_indicators(_SERIES), VALID)


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
    return _VALID_SERIES if valid else _SERIES | _VALID_SERIES


def indicators(
    *,
    valid: bool = True,
    breaks: str | None = None,
    values: ValueKind | None = None,
    years: range | None = None,
    disaggregated: bool | None = None,
) -> SearchStrategy[Indicator]:
    """
    Measures of change with their values.

    Among them are those that programs are wrong about: zeros that are planned and reached, balances below zero, values
    that are still to be determined or not available, groups beside the total, numbers with commas.

    Args:
        valid: True if no rule finds an error or a warning in them; otherwise anything that a publisher could state.

        breaks: The code of the one rule that they do not keep, such as "BAS02"; see `frameworks` for rules that
            need more than an indicator. It decides about the values, so it takes none of the following arguments.

        values: The kind of their values: "numeric", "ratio", "range", "level", "yes_no" or "text"; any where not given.
            Some values of any kind are missing.

        years: The years that the baseline and all periods lie in, such as ``range(2019, 2026)``; two at least.

        disaggregated: True if there are actuals of groups beside the total, False if all values are of the total.

    Raises:
        InvalidValueError: No indicator alone can break that rule; an argument has another value, or does not go with
            ``breaks``.
    """
    narrows = (values, years, disaggregated) != (None, None, None)
    if breaks is not None:
        if narrows:
            msg = "breaks decides about the values: leave out values, years and disaggregated"
            raise InvalidValueError(msg)
        return broken_indicators(breaks)
    if narrows:
        return _narrowed(valid, values, years, disaggregated)
    return _VALID_INDICATORS if valid else _INDICATORS


def _narrowed(
    valid: bool, kind: ValueKind | None, calendar: range | None, disaggregated: bool | None
) -> SearchStrategy[Indicator]:
    needs, kinds, times = VALID, values(), periods()
    if kind is not None:
        if kind not in SHAPES_OF:
            msg = f"values must be one of {', '.join(map(repr, SHAPES_OF))}, not {kind!r}"
            raise InvalidValueError(msg)
        needs, kinds = needs._replace(shapes=SHAPES_OF[kind]), VALUES_OF[kind] | missing()
    if calendar is not None:
        if getattr(calendar, "step", None) != 1 or len(calendar) < 2:
            msg = f"years must be a range of two years or more, such as range(2019, 2026), not {calendar!r}"
            raise InvalidValueError(msg)
        needs, times = needs._replace(calendar=calendar), st.sampled_from([Period(year=year) for year in calendar])
    if disaggregated is not None:
        needs = needs._replace(due=int(disaggregated), forms=("split",) if disaggregated else UNDIVIDED)
    if valid:
        return _plausible(needs)
    return _any_or_plausible(_any_indicators(_any_series(_any_observations(kinds, times, disaggregated), times)), needs)
