"""
Write an activity: the elements that describe it as a whole, in the order of the standard, and its results.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from resultsframework.activity import ActivityDate, DateKind
from resultsframework.organisation import PlaceLevel

from ._datatypes import day_of, midnight, stated
from ._fitting import order
from ._kept import kept, text_element
from ._mapping import ELEMENTS as ROWS
from ._names import CODE_OF_STATUS, LANG
from ._read_transactions import Amounts, movement_of
from ._text import attributes_text, element_of, escape, is_language
from ._write_lossless import completed
from ._write_money import write_budgets, write_transactions
from ._write_plain import write_all
from ._write_result import write_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from resultsframework.framework import ResultsFramework
    from resultsframework.organisation import Place

    from ._layout import Activity

__all__ = ["write_activity"]

PATH = "iati-activity"
REGION = "recipient-region"
# The elements that the places of a framework are.
PLACES = (REGION, "location")
UPDATED = "@last-updated-datetime"
# Marks an element that is only there because the schema demands one.
ABSENT = "<rf:absent/>"
# The elements that the schema demands, where nothing is stated for them; never in a file without extension elements.
PLACEHOLDERS = {
    "reporting-org": f'<reporting-org ref="" type=""><narrative/>{ABSENT}</reporting-org>',
    "participating-org": f'<participating-org role="">{ABSENT}</participating-org>',
    "activity-status": f'<activity-status code="">{ABSENT}</activity-status>',
    "activity-date": f'<activity-date type="" iso-date="0001-01-01">{ABSENT}</activity-date>',
}


def write_activity(activity: Activity, layout: str, *, lossless: bool) -> tuple[str, list[str]]:
    """
    The element of an activity, and the fields that the standard demands of it and that it does not state.

    Args:
        activity: The activity.

        layout: The layout it is written in.

        lossless: True if extension elements hold what the standard has no place for.

    Raises:
        InvalidValueError: A field holds what it must not.
    """
    writer = _Writer(activity, layout, lossless=lossless)
    text = writer.text()
    if lossless:
        text = completed(text, activity, layout, keep_transactions=writer.keeps_transactions)
    return text, writer.lacking


class _Writer:
    """
    The elements that describe an activity.

    Attributes:
        lacking: The fields that the standard demands and the activity does not state, once the elements are written.

        keeps_transactions: True if kept transactions add up to the budgets, so that no sums are written beside them.
    """

    def __init__(self, activity: Activity, layout: str, *, lossless: bool) -> None:
        framework = activity.framework
        self.activity = activity
        self.framework = framework
        self.layout = layout
        self.lossless = lossless
        self.lacking: list[str] = []
        self.language = framework.language if framework.language and is_language(framework.language) else None
        taken = (
            "@humanitarian",
            f"@{LANG}",
            "iati-identifier",
            "reporting-org",
            "title",
            "result",
            "description/@type",
        )
        # The time of the last update is kept beside its day, and only as long as they agree.
        times = [extra for extra in framework.extras if extra.name == UPDATED]
        self.has_time = bool(times) and all(day_of(extra.text) == framework.last_updated for extra in times)
        self.rest = kept(framework.extras, PATH, taken if self.has_time else (*taken, UPDATED))
        currency = next((extra.text for extra in framework.extras if extra.name == "@default-currency"), None)
        transactions = map(element_of, self.rest.children.get("transaction", ()))
        self.keeps_transactions = any(movement_of(element, Amounts(currency)) for element in transactions)

    @property
    def attributes(self) -> str:
        """The attributes of the activity."""
        framework = self.framework
        updated = None if framework.last_updated is None or self.has_time else midnight(framework.last_updated)
        humanitarian = None if framework.humanitarian is None else str(int(framework.humanitarian))
        stated = {"xml:lang": self.language, "humanitarian": humanitarian, "last-updated-datetime": updated}
        return attributes_text(stated) + self.rest.attributes

    def text(self) -> str:
        """The element."""
        parts: list[str] = []
        for name in order(PATH):
            if name in ELEMENTS:
                parts.append(ELEMENTS[name](self))
            elif name in LISTED:
                parts.append(self._each(name, self._nodes(name)))
            parts += (f"\n    {text}" for text in self.rest.children.get(name, ()))
        if self.rest.foreign:
            parts.append(f"\n    {self.rest.foreign}")
        return f"\n  <iati-activity{self.attributes}>{''.join(parts)}\n  </iati-activity>"

    def _note_lacking(self, *fields: str) -> None:
        """Note those of some fields that state nothing."""
        self.lacking += (field for field in fields if not stated(attrgetter(field)(self.framework)))

    def _demanded(self, name: str, field: str, text: str) -> str:
        """The text of an element that the standard demands; a placeholder where nothing is stated for it."""
        if text or self.rest.children.get(name):
            return text
        self.lacking.append(field)
        return f"\n    {PLACEHOLDERS[name]}"

    def _nodes(self, name: str) -> tuple[Any, ...]:
        """The nodes that are elements of one name; of the places, regions have an element of their own."""
        nodes: tuple[Any, ...] = getattr(self.framework, LISTED[name])
        return tuple(node for node in nodes if is_region(node) == (name == REGION)) if name in PLACES else nodes

    def _each(self, name: str, nodes: tuple[Any, ...]) -> str:
        """The elements of one name, each on a line of its own."""
        return write_all(f"{PATH}/{name}", nodes, "\n    ")

    def identifier(self) -> str:
        """The identifier of the activity."""
        self._note_lacking("identifier")
        rest = self.rest.inside("iati-identifier").attributes
        return f"\n    <iati-identifier{rest}>{escape(self.framework.identifier or '')}</iati-identifier>"

    def title(self) -> str:
        """Its title."""
        framework = self.framework
        self._note_lacking("title")
        return "\n    " + text_element(
            "title", "title", framework.title, framework.translations, self.rest, required=True
        )

    def description(self) -> str:
        """Its general description."""
        framework = self.framework
        is_demanded = not self.rest.children.get("description")
        if is_demanded:
            self._note_lacking("description")
        text = text_element(
            "description",
            "description",
            framework.description,
            framework.translations,
            self.rest,
            required=is_demanded,
        )
        return text and "\n    " + text.replace("<description", '<description type="1"', 1)

    def reporting(self) -> str:
        """The organisation that publishes it."""
        body = self.framework.reporting_organisation
        if body is None:
            return self._demanded("reporting-org", "reporting_organisation", "")
        self._note_lacking(*(f"reporting_organisation.{name}" for name in ("reference", "type", "name")))
        return self._each("reporting-org", (body,))

    def participating(self) -> str:
        """The organisations that take part."""
        return self._demanded(
            "participating-org", "organisations", self._each("participating-org", self.framework.organisations)
        )

    def status(self) -> str:
        """Its status."""
        code = CODE_OF_STATUS.get(self.framework.status)
        text = "" if code is None else f'\n    <activity-status code="{code}"/>'
        return self._demanded("activity-status", "status", text)

    def dates(self) -> str:
        """Its start and end; where no dates are known, the first and last day of the plan."""
        dates = self.framework.dates or planned_dates(self.framework)
        return self._demanded("activity-date", "dates", self._each("activity-date", dates))

    def budgets(self) -> str:
        """Its planned budgets."""
        return write_budgets(self.framework.budgets, self.layout, lossless=self.lossless)

    def transactions(self) -> str:
        """Its expenses and funding by period, unless the transactions themselves were kept."""
        return "" if self.keeps_transactions else write_transactions(self.framework.budgets)

    def documents(self) -> str:
        """Its documents."""
        return write_all(f"{PATH}/document-link", self.framework.documents)

    def results(self) -> str:
        """Its results; those without indicators have no place in the standard."""
        return "".join([write_result(result) for result in self.framework.results if result.indicators])

    def related(self) -> str:
        """The activities above and below it; with extension elements, the arrangement holds them too."""
        mark = ABSENT if self.lossless else ""
        return "".join(
            f"\n    <related-activity{attributes_text({'type': kind, 'ref': ref})}>{mark}</related-activity>"
            for kind, ref in self.activity.related
        )


def planned_dates(framework: ResultsFramework) -> tuple[ActivityDate, ...]:
    """The first and last day of the plan, as dates of an activity."""
    plan = framework.plan_period
    days = ((DateKind.PLANNED_START, plan.first_day), (DateKind.PLANNED_END, plan.last_day))
    return tuple(ActivityDate(kind=kind, day=day) for kind, day in days if day is not None)


def is_region(place: Place) -> bool:
    """True for a place that is a region of the standard."""
    return place.level is PlaceLevel.REGION and place.code is not None


ELEMENTS: dict[str, Callable[[_Writer], str]] = {
    "iati-identifier": _Writer.identifier,
    "reporting-org": _Writer.reporting,
    "title": _Writer.title,
    "description": _Writer.description,
    "participating-org": _Writer.participating,
    "activity-status": _Writer.status,
    "activity-date": _Writer.dates,
    "budget": _Writer.budgets,
    "transaction": _Writer.transactions,
    "document-link": _Writer.documents,
    "related-activity": _Writer.related,
    "result": _Writer.results,
}
# The other elements that are nodes, with the fields that hold them.
LISTED = {row.tag: row.field for path, row in ROWS.items() if path == f"{PATH}/{row.tag}" and row.tag not in ELEMENTS}
