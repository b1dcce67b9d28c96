"""
Results of every level and whole frameworks: as anybody could publish them, and such in which nothing is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from resultsframework.activity import ActivityDate, ActivityStatus, DateKind
from resultsframework.framework import ResultsFramework
from resultsframework.result import Impact, OtherResult, Outcome, Output, Result

from ._alignment import document_links, policy_markers, progress_notes, references, sdg_references
from ._breaking import broken_frameworks
from ._budget import budgets
from ._construction import framework_of
from ._logframe import assumptions, planned_activities, revisions, risks
from ._observation import indicators
from ._organisation import country_profiles, organisations, participations, places
from ._plan import PUBLISHED, VALID, plans
from ._programme import joint_programmes
from ._publication import published as made_public
from ._text import codes, languages, nodes, several, sources, texts
from ._value import dates, decimals, periods, years

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["activity_dates", "frameworks", "impacts", "other_results", "outcomes", "outputs", "results"]

_ACTIVITY_DATES = nodes(ActivityDate, {}, kind=st.sampled_from(DateKind), day=dates(), raw=texts())


def _fields(**more: SearchStrategy[Any]) -> dict[str, SearchStrategy[Any]]:
    """The fields that results of every level share."""
    return {
        "title": texts(),
        "description": texts(),
        "identifier": texts(),
        "aggregation_status": st.booleans(),
        "weight": decimals(),
        "budgets": several(budgets(valid=False), 1),
        "assumptions": several(assumptions(), 1),
        "risks": several(risks(), 1),
        "organisations": several(participations(), 1),
        "sdgs": several(sdg_references(), 1),
        "policy_markers": several(policy_markers(), 1),
        "humanitarian": st.booleans(),
        "references": several(references(), 1),
        "documents": several(document_links(), 1),
        "progress_notes": several(progress_notes(), 1),
        **more,
    }


_ANY_INDICATORS = indicators(valid=False)
# Their number is drawn before them, mostly one or two: a framework without indicators finds little. In a list each
# draws whether it goes on, and Hypothesis does not get rid of the first of two that cost many draws.
_SOME_INDICATORS = st.sampled_from((0, 1, 1, 1, 1, 2, 2, 2)).flatmap(
    {number: st.tuples(*[_ANY_INDICATORS] * number) for number in range(3)}.__getitem__
)
# Codes are often "A", so that those of two results are the same.
_OWN = {"code": st.none() | st.just("A") | codes(), "indicators": _SOME_INDICATORS}
_OUTPUTS = nodes(Output, _OWN, **_fields(activities=several(planned_activities(), 1)))
_OTHER_RESULTS = nodes(OtherResult, _OWN, **_fields())
_OUTCOMES = nodes(
    Outcome,
    _OWN | {"outputs": several(_OUTPUTS)},
    **_fields(
        impact_areas=several(texts(), 1),
        organisational_outputs=several(texts(), 1),
        un_system_functions=several(texts(), 1),
    ),
)
_IMPACTS = nodes(Impact, _OWN | {"outcomes": several(_OUTCOMES, most=1)}, **_fields())
_RESULTS: SearchStrategy[Result] = st.one_of(_OUTPUTS, _OUTCOMES, _OTHER_RESULTS, _IMPACTS)
_FRAMEWORKS = nodes(
    ResultsFramework,
    {"results": several(_RESULTS, 1) | several(_RESULTS, 1) | several(_RESULTS)},
    identifier=texts(),
    title=texts(),
    description=texts(),
    programmes=several(joint_programmes(), 1),
    reporting_organisation=organisations(),
    organisations=several(participations(), 1),
    countries=several(places(), 1),
    places=several(places(), 1),
    sectors=several(references(), 1),
    tags=several(references(), 1),
    policy_markers=several(policy_markers(), 1),
    dates=several(_ACTIVITY_DATES, 1),
    status=st.sampled_from(ActivityStatus),
    humanitarian=st.booleans(),
    budgets=several(budgets(valid=False), 1),
    documents=several(document_links(), 1),
    progress_notes=several(progress_notes(), 1),
    revisions=several(revisions(), 1),
    country_profile=country_profiles(),
    language=languages(),
    plan_period=periods(),
    reporting_year=years(),
    last_updated=dates(),
    source=sources(),
)
_VALID_FRAMEWORKS = plans().map(framework_of)
_PUBLISHED_FRAMEWORKS = plans(PUBLISHED).map(framework_of).map(made_public)
_NESTED = plans(VALID._replace(results=2, layouts=("nested",))).map(framework_of)
_VALID_OUTCOMES = _NESTED.map(lambda framework: framework.outcomes[0])
_VALID_OUTPUTS = _NESTED.map(lambda framework: framework.outputs[0])
_VALID_IMPACTS = plans(VALID._replace(results=3, layouts=("impact",))).map(lambda plan: framework_of(plan).impacts[0])
_VALID_OTHER_RESULTS = plans(VALID._replace(results=3, layouts=("flat",))).map(
    lambda plan: framework_of(plan).all_results(OtherResult)[0]
)


def activity_dates() -> SearchStrategy[ActivityDate]:
    """Start and end dates of activities, also as a text that is no date."""
    return _ACTIVITY_DATES


def outputs(*, valid: bool = True) -> SearchStrategy[Output]:
    """
    Results that come from the work itself.

    Args:
        valid: No rule finds an error or a warning in them.
    """
    return _VALID_OUTPUTS if valid else _OUTPUTS


def outcomes(*, valid: bool = True) -> SearchStrategy[Outcome]:
    """
    Results that outputs lead to, with the outputs.

    Args:
        valid: No rule finds an error or a warning in them.
    """
    return _VALID_OUTCOMES if valid else _OUTCOMES


def impacts(*, valid: bool = True) -> SearchStrategy[Impact]:
    """
    Results that outcomes lead to, with the outcomes.

    Args:
        valid: No rule finds an error or a warning in them.
    """
    return _VALID_IMPACTS if valid else _IMPACTS


def other_results(*, valid: bool = True) -> SearchStrategy[OtherResult]:
    """
    Results of another kind.

    Args:
        valid: No rule finds an error or a warning in them.
    """
    return _VALID_OTHER_RESULTS if valid else _OTHER_RESULTS


def results(*, valid: bool = True) -> SearchStrategy[Result]:
    """
    Results of any level.

    Args:
        valid: No rule finds an error or a warning in them.
    """
    return st.one_of(outputs(valid=valid), outcomes(valid=valid), other_results(valid=valid), impacts(valid=valid))


def frameworks(
    *, valid: bool = True, breaks: str | None = None, published: bool = False
) -> SearchStrategy[ResultsFramework]:
    """
    Whole plans.

    Args:
        valid: They keep every rule: `validate` finds no error and no warning. If false, they are whatever a publisher
            could state, with any field given or left out, for laws such as that of writing and reading back.

        breaks: The code of the one rule that they do not keep, such as "BAS02". They keep all others. For a few rules
            `circumstances` has the arguments with which `validate` applies them.

        published: They also state what a file of the International Aid Transparency Initiative needs: the profile
            "iati-2.03" finds no error and no warning in them either. Only for valid ones.

    Raises:
        InvalidValueError: No rule that can be broken has that code; the error names the nearest.
    """
    if breaks is not None:
        return broken_frameworks(breaks)
    if not valid:
        return _FRAMEWORKS
    return _PUBLISHED_FRAMEWORKS if published else _VALID_FRAMEWORKS
