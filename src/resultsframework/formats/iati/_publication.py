"""
What a published activity has to say and a framework may not know; and the error that asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.errors import InvalidValueError

from ._names import CODE_OF_ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resultsframework.framework import ActivityDate, ActivityStatus, ResultsFramework
    from resultsframework.indicator import Measure
    from resultsframework.organisation import Organisation, Participation

__all__ = ["LackingError", "Publication", "refuse"]


@attrs.frozen(kw_only=True)
class Publication:
    """
    What the standard demands of an activity, for frameworks that do not say it. Nothing of it replaces what they say.

    Attributes:
        identifier: The identifier of the activity. IATI: ``iati-identifier``.

        title: What it is called. IATI: ``title``.

        description: What it is about. IATI: ``description``.

        reporting_organisation: Who publishes it: reference, type and name. IATI: ``reporting-org``.

        organisations: Who takes part, at least one, each with a role of IATI. IATI: ``participating-org``.

        status: How far it has come. IATI: ``activity-status``.

        dates: When it starts and ends, at least one. IATI: ``activity-date``.

        measure: The kind of measurement of the indicators that declare none. IATI: ``measure``.
    """

    identifier: str | None = None
    title: str | None = None
    description: str | None = None
    reporting_organisation: Organisation | None = None
    organisations: tuple[Participation, ...] = ()
    status: ActivityStatus | None = None
    dates: tuple[ActivityDate, ...] = ()
    measure: Measure | None = None

    def added_to(self, framework: ResultsFramework) -> ResultsFramework:
        """The framework with what it does not say itself, or not in a way that the standard can hold."""
        given: dict[str, Any] = {
            name: value
            for name in ("identifier", "title", "description", "status")
            if getattr(framework, name) is None and (value := getattr(self, name)) is not None
        }
        if self.reporting_organisation is not None:
            given["reporting_organisation"] = _completed(framework.reporting_organisation, self.reporting_organisation)
        if not any(one.role in CODE_OF_ROLE for one in framework.organisations):
            given["organisations"] = framework.organisations + self.organisations
        if not any(date.kind is not None and date.day is not None for date in framework.dates):
            given["dates"] = framework.dates + self.dates
        return attrs.evolve(framework, **given) if given else framework


def _completed(body: Organisation | None, other: Organisation) -> Organisation:
    """A body, with what is not said of it and is of another."""
    if body is None:
        return other
    lacking = {name: getattr(other, name) for name in ("reference", "type", "name") if getattr(body, name) is None}
    return attrs.evolve(body, **lacking) if lacking else body


class LackingError(InvalidValueError):
    """
    What the standard demands and nobody said.

    Attributes:
        lacking: What, each with the name of the argument that can say it.

        unmeasured: How many indicators declare no kind of measurement.
    """

    def __init__(self, lacking: Iterable[str], unmeasured: int = 0) -> None:
        self.lacking = tuple(dict.fromkeys(lacking))
        self.unmeasured = unmeasured
        super().__init__(self.lacking, unmeasured)

    def __str__(self) -> str:
        measures = (f"the measure of {self.unmeasured} indicators (measure)",) if self.unmeasured else ()
        return (
            f"plain IATI demands what the framework does not say: {'; '.join((*self.lacking, *measures))}. Say it in "
            "Publication(...), or write with extensions=True, which marks what is missing"
        )


def refuse(errors: list[LackingError]) -> None:
    """
    Raise one error for what several activities lack.

    Raises:
        InvalidValueError: There is something.
    """
    if errors:
        lacking = (one for error in errors for one in error.lacking)
        raise LackingError(lacking, sum(error.unmeasured for error in errors))
