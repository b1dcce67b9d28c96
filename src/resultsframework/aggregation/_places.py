"""
The frameworks that are combined, each as one part: a place, or whatever else distinguishes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework, check_framework, with_territory
from resultsframework.organisation import Place
from resultsframework.spelling import folded_name
from resultsframework.subject import Disaggregation, is_same_place

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.observation import Observation

__all__ = ["By", "CombinedPart", "parts_of"]

By: TypeAlias = 'Literal["place", "organisation"] | Callable[[ResultsFramework], str]'
WAYS = ("place", "organisation")


def _known(part: CombinedPart) -> ResultsFramework:
    whole = part.framework
    return ResultsFramework(title=part.name, countries=whole.countries, reporting_year=whole.reporting_year)


@attrs.frozen(eq=False)
class CombinedPart:
    """
    One of the frameworks that are combined.

    Attributes:
        framework: The framework, with its territory noted.

        name: The name of the part, which no other one has.

        place: The place that it is; None where the parts are organisations.

        known: The facts about the part that a roll-up needs: its name, its countries, its reporting year.
    """

    framework: ResultsFramework
    name: str
    place: Place | None
    known: ResultsFramework = attrs.field(init=False, default=attrs.Factory(_known, takes_self=True))

    def placed(self, observation: Observation, indicator: Indicator) -> Observation:
        """
        A value of the part, with the part as its place or group.

        Args:
            observation: The value.

            indicator: Its indicator in the part.
        """
        if self.place is None:
            group = Disaggregation(dimension="organisation", category=self.name)
            return attrs.evolve(observation, disaggregation=(*observation.disaggregation, group))
        own = indicator.subject_of(observation).places
        within = tuple(place if place.within else attrs.evolve(place, within=self.place) for place in own)
        return attrs.evolve(observation, places=within or (self.place,))


def parts_of(frameworks: Iterable[ResultsFramework], by: By, task: str) -> tuple[CombinedPart, ...]:
    """
    The parts, in the order of their names, so that the order in which they are given means nothing.

    Args:
        frameworks: The frameworks.

        by: See `resultsframework.combine`.

        task: The name of the function that needs them.

    Raises:
        InvalidValueError: There is none, one is no framework, or two are one framework or one part.
    """
    if isinstance(frameworks, ResultsFramework | str) or not isinstance(frameworks, Iterable):
        msg = f"{task} needs several frameworks, as in {task}([kenya, uganda])"
        raise InvalidValueError(msg)
    if not callable(by) and by not in WAYS:
        msg = f"`by` is 'place', 'organisation' or a function from a framework to the name of a place, not {by!r}"
        raise InvalidValueError(msg)
    given = tuple(frameworks)
    if not given:
        msg = f"{task} needs at least one framework, and there is none"
        raise InvalidValueError(msg)
    for framework in given:
        check_framework(framework, task)
    parts = [_part(framework, number, by) for number, framework in enumerate(given, 1)]
    _refuse_the_same(parts, by)
    return tuple(sorted(parts, key=lambda part: (folded_name(part.name), part.name)))


def _part(framework: ResultsFramework, number: int, by: By) -> CombinedPart:
    title = next(filter(None, (framework.title, framework.identifier)), f"framework {number}")
    whole = with_territory(framework)
    if callable(by):
        name: object = by(framework)
        if not isinstance(name, str) or not name.strip():
            msg = f"`by` names each part by a text, and gave {name!r} for {title!r}"
            raise InvalidValueError(msg)
        return CombinedPart(whole, name, Place(name=name))
    if by == "organisation":
        owner = framework.reporting_organisation
        return CombinedPart(whole, (owner.label if owner else "") or title, None)
    territory = framework.territory
    if territory is not None and (name := territory.name or territory.code or ""):
        return CombinedPart(whole, name, attrs.evolve(territory, percentage=None))
    return CombinedPart(whole, title, Place(name=title))


def _refuse_the_same(parts: list[CombinedPart], by: By) -> None:
    """Refuse one framework given twice, and two parts of one name or place."""
    for number, part in enumerate(parts):
        for other in parts[:number]:
            if part.framework == other.framework:
                msg = f"the framework of {part.name!r} is given twice: leave one out"
                raise InvalidValueError(msg)
            is_one = part.place and other.place and is_same_place(part.place, other.place)
            if is_one or folded_name(part.name) == folded_name(other.name):
                count = Counter(folded_name(one.name) for one in parts)[folded_name(part.name)]
                how = "by=" if callable(by) else "by=lambda framework: framework.title"
                msg = (
                    f"{max(count, 2)} frameworks are of {part.name!r}, so that their values would be mixed: "
                    f"combine these first, or name each part with {how}"
                )
                raise InvalidValueError(msg)
