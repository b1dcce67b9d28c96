"""
Facts that the standard demands of a published activity and that a framework may not state; and the error that lists
the missing ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.errors import InvalidValueError
from resultsframework.indicator import Indicator, Measure

from ._datatypes import stated
from ._layout import with_children
from ._names import CODE_OF_ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resultsframework.activity import ActivityDate, ActivityStatus
    from resultsframework.framework import ResultsFramework
    from resultsframework.organisation import Organisation, Participation
    from resultsframework.result import Result

__all__ = ["IncompleteError", "Lack", "Publication", "lacking_in_results"]

# The most places that a message names of one field; the error itself has all.
SHOWN = 50
# The text of the example in the error, which must not be published as it is.
PLACEHOLDER = "..."
# The argument of `Publication` for each of its fields, as written in a call.
ARGUMENTS = {
    "identifier": 'identifier="..."',
    "title": 'title="..."',
    "description": 'description="..."',
    "reporting_organisation": ('reporting_organisation=rf.Organisation(reference="...", type="...", name="...")'),
    "organisations": (
        'organisations=(rf.Participation(organisation=rf.Organisation(name="..."), '
        "role=rf.ParticipationRole.IMPLEMENTING),)"
    ),
    "status": "status=rf.ActivityStatus.IMPLEMENTATION",
    "dates": "dates=(rf.ActivityDate(kind=rf.DateKind.PLANNED_START, day=date(2025, 1, 1)),)",
    "measure": "measures=rf.Measure.UNIT",
}


@attrs.frozen(kw_only=True)
class Publication:
    """
    Facts that the standard demands of an activity, for frameworks that do not state them. They replace nothing that
    the framework states.

    Attributes:
        identifier: The identifier of the activity. IATI: ``iati-identifier``.

        title: Its title. IATI: ``title``.

        description: Its description. IATI: ``description``.

        reporting_organisation: The organisation that publishes it: reference, type and name. IATI: ``reporting-org``.

        organisations: The organisations that take part, at least one, each with a role of IATI.
            IATI: ``participating-org``.

        status: Its status. IATI: ``activity-status``.

        dates: Its start and end, at least one of them. IATI: ``activity-date``.

        measures: The measure of the indicators that declare none: one for all of them, or one for each code. IATI:
            ``indicator/@measure``.
    """

    identifier: str | None = None
    title: str | None = None
    description: str | None = None
    reporting_organisation: Organisation | None = None
    organisations: tuple[Participation, ...] = ()
    status: ActivityStatus | None = None
    dates: tuple[ActivityDate, ...] = ()
    measures: Measure | Mapping[str, Measure] | None = None

    def __attrs_post_init__(self) -> None:
        bodies = [self.reporting_organisation, *(one.organisation for one in self.organisations)]
        texts = [self.identifier, self.title, self.description]
        texts += [text for body in bodies if body is not None for text in (body.reference, body.type, body.name)]
        if PLACEHOLDER in texts:
            msg = f"a Publication states facts; replace each {PLACEHOLDER!r} of the example by yours"
            raise InvalidValueError(msg)

    def added_to(self, framework: ResultsFramework) -> ResultsFramework:
        """The framework with the facts that it does not state itself, or not in a way that the standard can hold."""
        given: dict[str, Any] = {
            name: value
            for name in ("identifier", "title", "description")
            if not stated(getattr(framework, name)) and (value := getattr(self, name)) is not None
        }
        if framework.status is None and self.status is not None:
            given["status"] = self.status
        if self.reporting_organisation is not None:
            given["reporting_organisation"] = _completed(framework.reporting_organisation, self.reporting_organisation)
        if not any(one.role in CODE_OF_ROLE for one in framework.organisations):
            given["organisations"] = framework.organisations + self.organisations
        if not any(date.kind is not None and date.day is not None for date in framework.dates):
            given["dates"] = framework.dates + self.dates
        if self.measures:
            given["results"] = tuple(map(self._measured, framework.results))
        added = {name: value for name, value in given.items() if value != getattr(framework, name)}
        return attrs.evolve(framework, **added) if added else framework

    def _measured(self, result: Result) -> Result:
        """A result with the measures of its indicators and of those below it."""
        indicators = tuple(
            attrs.evolve(one, measure=self._measure_of(one)) if _is_unmeasured(one) else one
            for one in result.indicators
        )
        measured = attrs.evolve(result, indicators=indicators) if indicators != result.indicators else result
        return with_children(measured, tuple(map(self._measured, result.children))) if result.children else measured

    def _measure_of(self, indicator: Indicator) -> Measure | None:
        if isinstance(self.measures, Mapping):
            return self.measures.get(indicator.code or "")
        return self.measures


def _completed(body: Organisation | None, other: Organisation) -> Organisation:
    """An organisation, with the facts that it lacks and another has."""
    if body is None:
        return other
    lacking = {name: getattr(other, name) for name in ("reference", "type", "name") if not stated(getattr(body, name))}
    return attrs.evolve(body, **lacking) if lacking else body


def _is_unmeasured(indicator: Indicator) -> bool:
    """True for an indicator that neither declares a measure nor kept one that the standard does not know."""
    return indicator.measure is None and not any(extra.name == "@measure" for extra in indicator.extras)


class Lack(NamedTuple):
    """
    A fact that the standard demands and that is not stated.

    Attributes:
        path: The node that lacks it; empty for the framework itself.

        field: The field that could state it.

        is_publishable: True if a publication can state it as well.

        code: The code of a result or an indicator that lacks it.

        framework: The identifier of the framework.
    """

    path: str
    field: str
    is_publishable: bool = True
    code: str | None = None
    framework: str | None = None


def lacking_in_results(framework: ResultsFramework) -> tuple[Lack, ...]:
    """The titles of results, and the statements and measures of indicators, that the standard demands."""
    results = [node for result in framework.results for node in result.walk()]
    if not any(_lacking(node) or any(map(_lacking, node.indicators)) for node in results):
        return ()
    return tuple(
        Lack(path, field, field == "measure", node.code, framework.identifier)
        for path, node in framework.walk()
        for field in _lacking(node)
    )


def _lacking(node: Result | Indicator) -> list[str]:
    """The fields of a node that the standard demands and that state nothing; a result is written with indicators."""
    if not isinstance(node, Indicator):
        return ["title"] if node.indicators and not stated(node.title) else []
    lacking = [] if stated(node.statement) else ["statement"]
    return [*lacking, "measure"] if _is_unmeasured(node) else lacking


class IncompleteError(InvalidValueError):
    """
    The facts that the standard demands and that neither a framework nor a publication states.

    Attributes:
        lacking: The facts, each with the path of its node.
    """

    def __init__(self, lacking: Iterable[Lack]) -> None:
        self.lacking: tuple[Lack, ...] = tuple(dict.fromkeys(lacking))
        super().__init__(self.lacking)

    def __str__(self) -> str:
        return self.text()

    def text(self, most: int = SHOWN) -> str:
        """
        The message: the facts by field, and the call that states them.

        Args:
            most: The number of places listed for a field; of any more, only the number is given.
        """
        are_several = len({lack.framework for lack in self.lacking}) > 1
        places: dict[str, list[str]] = {}
        for lack in self.lacking:
            place = lack.path or "the framework"
            places.setdefault(lack.field, []).append(f"{place} in {lack.framework}" if are_several else place)
        lines = ["plain IATI demands facts that are not stated:"]
        lines += (f"- {field}{_count(found)}: {_shown(found, most)}" for field, found in places.items())
        return "\n".join([*lines, *self._advice()])

    def _advice(self) -> Iterator[str]:
        """The call that states the facts that a publication can state, and the other ways."""
        fields = {lack.field.partition(".")[0] for lack in self.lacking if lack.is_publishable}
        if fields:
            yield "State them in the framework, or beside it:"
            yield "    publication = rf.formats.iati.Publication("
            yield from (f"        {self._argument(field)}," for field in ARGUMENTS if field in fields)
            yield "    )"
            yield '    rf.write(framework, "plan.xml", "iati", publication=publication)'
        if not all(lack.is_publishable for lack in self.lacking):
            yield "State titles and statements in the framework: framework.replace(path, title=...)."
        yield "Or write with lossless=True (--lossless on the command line), which marks them as missing."

    def _argument(self, field: str) -> str:
        codes = {lack.code: None for lack in self.lacking if lack.field == field and lack.code}
        if len(codes) < 2:
            return ARGUMENTS[field]
        return f'measures={{"{next(iter(codes))}": rf.Measure.UNIT, ...}}'


def _shown(places: list[str], most: int) -> str:
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return f"{', '.join(places[:most])}{more}"


def _count(places: list[str]) -> str:
    return f" ({len(places)})" if len(places) > 1 else ""
