"""
The assessment of every indicator at a time, from which the tables of performance are made.

Each question about an indicator is answered once, from the same evidence, so the tables cannot disagree.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.framework import with_territory
from resultsframework.groups import ending_last
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.monitoring import (
    Assumptions,
    Due,
    Evidence,
    Formula,
    IndicatorValue,
    Met,
    Progress,
    Reading,
    ReportingStatus,
    direction_of,
    gap_by,
    gathered,
    is_of,
    met_by,
    progress_by,
    readings_of,
    reporting_in,
)
from resultsframework.observation import Observation
from resultsframework.value import Undefined

from ._doubt import doubt_text, doubted_directions
from ._status import plans_of, status_of

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.period import Period

__all__ = ["Assessment", "assessments", "time_of", "title_of"]


@attrs.frozen
class Assessment:
    """
    An indicator at a time.

    Attributes:
        path: Its path.

        indicator: The indicator.

        at: The year, the day or the period.

        formula: The formula of the caller; None for the one that fits.

        assumed: The declarations of the caller, as far as the indicator lacks them.

        evidence: The values that the answers are from.

        of_milestone: The progress towards the milestone.

        of_target: The progress towards the target.

        state: The status of reporting; None where the source has no such period.

        verdict: The attainment of the milestone; None where no value is reported.

        doubt: The reason to doubt the declared direction; empty where there is none.
    """

    path: str
    indicator: Indicator
    at: int | dt.date | Period
    formula: str | Formula | None
    assumed: Assumptions
    evidence: Evidence | Undefined
    of_milestone: Progress | Undefined
    of_target: Progress | Undefined
    state: ReportingStatus | None
    verdict: Met | Undefined | None
    doubt: str

    @property
    def place(self) -> tuple[str, str]:
        """The path of its result, and its own name in it."""
        result, _, step = self.path.rpartition("/")
        return result, step

    @property
    def own(self) -> Indicator:
        """The indicator with the values of its one subject alone."""
        return self.indicator if isinstance(self.evidence, Undefined) else self.evidence.values.indicator

    @functools.cached_property
    def planned(self) -> Observation | None:
        """The planned value of the time."""
        return self._of_time(self.own.planned)

    @functools.cached_property
    def reported(self) -> Observation | None:
        """The actual of the time, as the source has it."""
        return self._of_time(self.own.actuals)

    @property
    def actual(self) -> Observation | None:
        """The actual that was compared, such as the sum of four quarters; else that of the time."""
        answer = self.of_milestone
        found = dict(answer.inputs).get("actual") if isinstance(answer, Progress) else None
        return found if isinstance(found, Observation) else self.reported

    def _of_time(self, observations: Iterable[Observation]) -> Observation | None:
        """The observation of the time whose period ends last, the longest of those that end together."""
        found = ending_last(o for o in observations if is_of(o.period, self.at))
        return found[-1] if found else None

    @functools.cached_property
    def status(self) -> str:
        """The status, as `resultsframework.tables.MEANING_OF_STATUS` names them."""
        return status_of(self.verdict, self.plans, self.assumed.due)

    @functools.cached_property
    def plans(self) -> tuple[Observation, ...]:
        """The planned values of the time that are stated or to be determined, of groups and places too."""
        return tuple(plan for plan in plans_of(self.indicator) if is_of(plan.period, self.at))

    @functools.cached_property
    def gap(self) -> IndicatorValue | Undefined:
        """The distance to the milestone, in its unit."""
        return gap_by(self.evidence)

    @property
    def certainty(self) -> str:
        """The ground that the verdict rests on: "declared", "inferred", or "undecided" where there is none."""
        if not isinstance(self.verdict, Met):
            return "undecided"
        return "inferred" if self.verdict.basis.direction.source == "inferred" else "declared"

    @property
    def readings(self) -> tuple[Reading, ...] | None:
        """The readings of the progress towards the milestone, and of whether it was met; None without any."""
        if self.verdict is None:
            return None
        lacking = [name for name in ("direction", "accumulation") if getattr(self.assumed, name) is None]
        found = (
            *readings_of(self.of_milestone, self.indicator, self._progress_under, lacking),
            *readings_of(self.verdict, self.indicator, self._met_under, lacking),
        )
        return found or None

    def _evidence_under(self, declared: Mapping[str, Any]) -> Evidence | Undefined:
        return gathered(self.indicator, self.at, attrs.evolve(self.assumed, **declared))

    def _progress_under(self, declared: Mapping[str, Any]) -> Progress | Undefined:
        return progress_by(self._evidence_under(declared), formula=self.formula)

    def _met_under(self, declared: Mapping[str, Any]) -> Met | Undefined:
        return met_by(self._evidence_under(declared))

    def remarks(self, *answers: object) -> str:
        """The comment on the actual, and why a reported actual has none of these answers."""
        reported = self.reported
        remarks = [reported.comment] if reported is not None and reported.comment else []
        remarks += [self.doubt] if self.doubt and isinstance(self.verdict, Met) else []
        if self.state is ReportingStatus.REPORTED:
            remarks += [reason for a in answers if isinstance(a, Undefined) for reason in a.reason.split("; ")]
        return "; ".join(dict.fromkeys(remarks))


def assessments(
    framework: ResultsFramework,
    at: int | dt.date | Period,
    formula: str | Formula | None,
    direction: Direction | str | None,
    accumulation: Accumulation | str | None,
    due: Due,
) -> Iterator[Assessment]:
    """
    The assessment of each indicator of a framework, in source order.

    Args:
        framework: The framework.

        at: The year in which the periods end, a day within them, or a period.

        formula: The name of a formula, or one of the caller's own; None for the one that fits.

        direction: The direction of indicators whose own is neither declared nor inferred.

        accumulation: The accumulation of the values of indicators that do not declare it.

        due: The day up to which results are due.
    """
    framework = with_territory(framework)
    doubted = doubted_directions(framework.indicators)
    for path, node in framework.walk():
        if isinstance(node, Indicator):
            assumed = Assumptions(
                direction=direction if direction is not None and direction_of(node).is_unknown else None,
                accumulation=accumulation if node.actuals_accumulation is Accumulation.UNKNOWN else None,
                due=due,
            )
            evidence = gathered(node, at, assumed)
            state = reporting_in(node, at, due)
            yield Assessment(
                path=path,
                indicator=node,
                at=at,
                formula=formula,
                assumed=assumed,
                evidence=evidence,
                of_milestone=progress_by(evidence, "milestone", formula),
                of_target=progress_by(evidence, "target", formula),
                state=state,
                verdict=met_by(evidence) if state is ReportingStatus.REPORTED else None,
                doubt=doubt_text(node.direction, doubted[node.direction]) if node.direction in doubted else "",
            )


def time_of(framework: ResultsFramework, at: int | dt.date | Period | None) -> int | dt.date | Period:
    """
    The time of a table: the one that is given, else the reporting year of the framework.

    Raises:
        InvalidValueError: Neither is known.
    """
    found = framework.reporting_year if at is None else at
    if found is None:
        msg = "the framework states no reporting year; pass a time, such as 2021"
        raise InvalidValueError(msg)
    return found


def title_of(name: str, at: int | dt.date | Period, formula: str | Formula | None) -> str:
    """The title of a table of a time, with the formula where the caller names one."""
    called = formula.name if isinstance(formula, Formula) else formula
    when = f"on {at}" if isinstance(at, dt.date) else f"in {at}"
    return f"{name} {when}{f', formula {called}' if called else ''}"
