"""
The assumptions of one question: what the caller declares for it beside what the indicator itself declares.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from resultsframework.construction import member
from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Accumulation, Direction, Indicator
from resultsframework.observation import Observation

from ._direction import DirectionBasis, InferredDirection, direction_of
from ._due import Due

__all__ = ["NOTHING_ASSUMED", "Assumptions", "without_baselines"]


def _direction(given: Direction | str | None) -> Direction | None:
    return None if given is None else member(Direction, given)


def _accumulation(given: Accumulation | str | None) -> Accumulation | None:
    return None if given is None else member(Accumulation, given)


def _a_baseline(_owner: object, _attribute: attrs.Attribute[Observation | int | None], given: object) -> None:
    is_year = isinstance(given, int) and not isinstance(given, bool)
    if given is not None and not is_year and not isinstance(given, Observation):
        msg = f"`baseline` is an Observation of the indicator or a year such as 2018, not {given!r}"
        raise InvalidValueError(msg)


@attrs.frozen(kw_only=True)
class Assumptions:
    """
    The declarations of the caller for one question, which take precedence over those of the indicator.

    Attributes:
        tolerance: The distance to the target that still counts as kept, if the aim is to maintain.

        assume_zero_baseline: Take a missing baseline as zero.

        equal_steps: True if the steps between the levels of a scale are equal, so that ranks may be divided.

        direction: The direction in which the indicator improves; None for that of the indicator.

        accumulation: The accumulation of the actuals, and of the planned values where theirs is not declared; None for
            that of the indicator.

        baseline: The baseline, or its year, where there are several; None for the only one.

        due: The day up to which results are due.

    Raises:
        InvalidValueError: A direction or an accumulation has no such name, or the baseline is neither an observation
            nor a year.
    """

    tolerance: Decimal = Decimal(0)
    assume_zero_baseline: bool = False
    equal_steps: bool = False
    direction: Direction | None = attrs.field(default=None, converter=_direction)
    accumulation: Accumulation | None = attrs.field(default=None, converter=_accumulation)
    baseline: Observation | int | None = attrs.field(default=None, validator=_a_baseline)
    due: Due = attrs.field(factory=Due)

    def direction_of(self, indicator: Indicator) -> InferredDirection:
        """The direction declared for this question, else that of the indicator."""
        if self.direction is None:
            return direction_of(indicator)
        return InferredDirection(self.direction, DirectionBasis.ARGUMENT)

    @property
    def notes(self) -> tuple[str, ...]:
        """The declarations for this question beside the direction, in words."""
        notes: list[str] = []
        if self.accumulation is not None:
            notes.append(f"accumulation {self.accumulation.value}, declared for this question")
        if self.baseline is not None:
            year = self.baseline if isinstance(self.baseline, int) else self.baseline.period
            notes.append(f"the baseline of {year}, chosen for this question")
        return tuple(notes)

    def declared(self, indicator: Indicator) -> Indicator:
        """The indicator as the caller declares it, with the chosen baseline only."""
        mode, chosen = self.accumulation, self.baseline
        if mode is not None:
            of_targets = indicator.targets_accumulation
            planned = mode if of_targets is Accumulation.UNKNOWN else of_targets
            indicator = attrs.evolve(indicator, actuals_accumulation=mode, targets_accumulation=planned)
        if chosen is None:
            return indicator
        return without_baselines(
            indicator, [o for o in indicator.series.baselines if chosen not in (o, o.period.last_year)]
        )


def without_baselines(indicator: Indicator, others: Sequence[Observation]) -> Indicator:
    """The indicator without some of its baselines."""
    kept = tuple(o for o in indicator.series if not any(o is other for other in others))
    return attrs.evolve(indicator, series=indicator.series.with_observations(kept))


NOTHING_ASSUMED = Assumptions()
