"""
Read an activity: the fields of the framework, and its results as a flat list.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.formats._construction import unchecked
from resultsframework.framework import ResultsFramework
from resultsframework.number import whole_number
from resultsframework.result import Result

from ._datatypes import boolean, day_of, midnight
from ._extension import ABSENT, decoded, decoded_whole, own_name, refused
from ._fitting import order
from ._layout import FLAT, Activity, Position
from ._mapping import ELEMENTS as ROWS
from ._mapping import UNKNOWN
from ._names import LANG, PREFIX, STATUSES
from ._read_money import read_budgets
from ._read_plain import READERS
from ._read_result import read_result
from ._read_transactions import Amounts
from ._text import content, keep, kept_attributes, read_narratives, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resultsframework.budget import Budget
    from resultsframework.errors import FormatError
    from resultsframework.formats._limits import Limits
    from resultsframework.node import Extra, Translation
    from resultsframework.number import DecimalMark

    from ._xml import Element

__all__ = ["Reading", "read_activity"]

RANKS = order("iati-activity")
LAST = len(RANKS)
NOTHING = ResultsFramework()
make_framework = unchecked(ResultsFramework)
# The elements that results need: the identification of their framework, and their positions.
OWN_OF_RESULTS = ("arrangement", "framework", "identifier", "language", "reporting_organisation", "result", "title")
RESULTS_ALONE = (
    *("iati-identifier", "reporting-org", "title", "related-activity", "result"),
    *(f"{PREFIX}{name}" for name in OWN_OF_RESULTS),
)
REPORTING = "iati-activity/reporting-org"
# The fields that hold several nodes, each an element of its own.
LISTED: Mapping[str, tuple[str, Callable[[Element, str | None], object]]] = MappingProxyType(
    {
        row.tag: (row.field, READERS[path])
        for path, row in ROWS.items()
        if path == f"iati-activity/{row.tag}" and path != REPORTING
    }
)


class Reading(NamedTuple):
    """
    Options of reading, as in `load_all`.
    """

    layout: str | None = None
    keep_transactions: bool = False
    results_only: bool = False
    limits: Limits | None = None
    decimal: DecimalMark | None = None


def read_activity(element: Element, reading: Reading, source: str | None = None) -> Activity:
    """
    The activity that an element is.

    Args:
        element: An ``iati-activity``.

        reading: The options.

        source: The name of its file.

    Raises:
        FormatError: An element of our own namespace is not what it has to be.
    """
    return _Reader(element, reading).activity(source)


class _Reader:
    """One activity, while it is read."""

    def __init__(self, element: Element, reading: Reading) -> None:
        self.element = element
        self.reading = reading
        self.language: str | None = element.get(LANG)
        self.fields: dict[str, Any] = {}
        self.lists: defaultdict[str, list[Any]] = defaultdict(list)
        self.translations: list[Translation] = []
        self.extras: list[Extra] = []
        self.kept: list[Element] = []
        self.money: dict[str, list[Element]] = {"budget": [], "transaction": []}
        self.keep_transactions = reading.keep_transactions
        self.mark: Mapping[str, str] = {}
        self.results: list[Result] = []
        self.positions: list[Position] = []
        self.own: list[tuple[str, Element]] = []
        self.related: list[tuple[str, str]] = []

    def activity(self, source: str | None) -> Activity:
        """The activity with the content of its children."""
        self._attributes()
        for child in self.element.iterchildren(*RESULTS_ALONE) if self.reading.results_only else self.element[:]:
            self._take(child)
        budgets, others = self._budgets()
        for child in sorted(self.kept + others, key=lambda kept: RANKS.get(kept.tag, LAST)):
            keep(child, self.extras)
        self.fields |= {name: tuple(found) for name, found in self.lists.items()}
        self.fields |= {
            "budgets": budgets,
            "translations": tuple(self.translations),
            "extras": tuple(self.extras),
            "language": self.language,
        }
        frame = self._own_elements()
        if source is not None:
            self.fields["source"] = attrs.evolve(self.fields.get("source", NOTHING.source), name=source)
        framework = make_framework(results=tuple(self.results), line=self.element.sourceline, **self.fields)
        return Activity(
            framework=framework,
            positions=tuple(self.positions),
            layout=self.mark.get("layout"),
            part=self._number("part"),
            parts=self._number("parts"),
            subject=self._position(self.mark["subject"], self.element) if "subject" in self.mark else None,
            has_own_identifier=self.mark.get("identifier") != "derived",
            frame=frame,
            related=tuple(self.related),
        )

    def _take(self, element: Element) -> None:
        """Read a child of the activity, or put it aside until the others are read."""
        tag = element.tag
        if len(element) and element[-1].tag == ABSENT:
            # The schema demands it, or other readers expect it; it states nothing by itself.
            if tag == "related-activity":
                self.related.append((element.get("type", ""), element.get("ref", "")))
        elif tag in LISTED:
            field, read = LISTED[tag]
            self.lists[field].append(read(element, self.language))
        elif tag in STATED_ONCE:
            self._once(element, *STATED_ONCE[tag])
        elif tag in self.money:
            self.money[tag].append(element)
        elif tag == "result":
            self._result(element)
        elif (name := own_name(tag)) is not None:
            self._own(name, element)
        else:
            self.kept.append(element)

    def _once(self, element: Element, field: str, read: Callable[[_Reader, Element], Any]) -> None:
        """A field from the first element that states it; the others are preserved."""
        value = UNKNOWN if field in self.fields else read(self, element)
        if value is UNKNOWN:
            self.kept.append(element)
        else:
            self.fields[field] = value

    def _result(self, element: Element) -> None:
        """One of its results."""
        result, place = read_result(element, self.language, self.reading.decimal)
        self.positions.append((len(self.results),) if place is None else self._position(place, element))
        self.results.append(result)

    def _budgets(self) -> tuple[tuple[Budget, ...], list[Element]]:
        """The budgets, and the elements about money that they cannot represent."""
        layout = self.reading.layout or self.mark.get("layout", FLAT)
        amounts = Amounts(self.element.get("default-currency"), self.reading.decimal)
        transactions = self.money["transaction"]
        budgets, rest, unsummed = read_budgets(self.money["budget"], transactions, amounts, layout=layout)
        return budgets, rest + (transactions if self.keep_transactions else unsummed)

    # ------------------------------------------------------------------------------------------- our elements

    def _own(self, name: str, element: Element) -> None:
        """Take in an extension element; those about fields and results are applied when all fields are read."""
        if name == "arrangement":
            self.mark = dict(element.items())
        elif name == "transactions":
            self.keep_transactions = True
        else:
            self.own.append((name, element))

    def _own_elements(self) -> ResultsFramework:
        """Apply the extension elements to the fields, and return the fields that are the framework's own."""
        frame = NOTHING
        wholes: list[Element] = []
        for name, child in self.own:
            if name == "result":
                wholes.append(child)
            elif name == "framework":
                where = "the extension element 'framework'"
                frame = decoded_whole(ResultsFramework, child.text, where, child.sourceline)
            else:
                self.fields[name] = decoded(ResultsFramework, name, child.text, child.sourceline)
        for child in wholes:
            self._whole_result(child)
        return frame

    def _number(self, name: str) -> int:
        text = self.mark.get(name, "1")
        if number := whole_number(text):
            return number
        what = f"the extension element 'arrangement' must have a number from 1 as {name}, found {text!r}"
        raise self._refused(what)

    def _position(self, text: str | None, element: Element) -> Position:
        numbers = [whole_number(part) for part in (text or "").strip().split(".")]
        if None not in numbers:
            return tuple(number for number in numbers if number is not None)
        what = f"an extension element must hold a position such as '0.2', found {text!r}"
        raise self._refused(what, element)

    def _whole_result(self, element: Element) -> None:
        """A result that the standard cannot hold, at the index that it had."""
        where = "the extension element 'result'"
        result: Result = decoded_whole(Result, element.text, where, element.sourceline)
        at = element.get("at", "")
        index = whole_number(at)
        if index is None or index > len(self.results):
            what = f"{where} must state its index, found at={at!r} with {len(self.results)} before it"
            raise self._refused(what, element)
        self.results.insert(index, result)
        self.positions.insert(index, self._position(element.get("place"), element))

    def _refused(self, what: str, element: Element | None = None) -> FormatError:
        return refused(what, (self.element if element is None else element).sourceline)

    # ---------------------------------------------------------------------------------- attributes and texts

    def _attributes(self) -> None:
        odd: list[tuple[str, str]] = []
        for name, text in self.element.items():
            if name == "humanitarian" and (known := boolean(text)) is not None:
                self.fields["humanitarian"] = known
            elif name == "last-updated-datetime" and (day := day_of(text)) is not None:
                self.fields["last_updated"] = day
                if text != midnight(day):
                    odd.append((name, text))
            elif name != LANG:
                odd.append((name, text))
        self.extras += kept_attributes(odd)

    def identifier(self, element: Element) -> str | None:
        """The identifier of the activity."""
        text = content(element)
        self.extras += kept_attributes(element.items(), "iati-identifier/")
        return None if text is None else text.strip()

    def title(self, element: Element) -> str | None:
        """Its title."""
        return read_text(element, "title", self.language, self.translations, self.extras)

    def description(self, element: Element) -> Any:
        """Its description; of several, the first general one."""
        if element.get("type", "1") != "1" or len(element.attrib) > ("type" in element.attrib):
            return UNKNOWN
        return read_narratives(element, "description", self.language, self.translations, self.extras, "description/")

    def status(self, element: Element) -> Any:
        """Its status."""
        states_more = len(element.attrib) > 1 or len(element)
        return UNKNOWN if states_more else STATUSES.get(element.get("code", ""), UNKNOWN)

    def reporting(self, element: Element) -> Any:
        """The publishing organisation."""
        return READERS[REPORTING](element, self.language)


# The fields that one element states: the first of its name.
STATED_ONCE: Mapping[str, tuple[str, Callable[[_Reader, Element], Any]]] = MappingProxyType(
    {
        "iati-identifier": ("identifier", _Reader.identifier),
        "reporting-org": ("reporting_organisation", _Reader.reporting),
        "title": ("title", _Reader.title),
        "description": ("description", _Reader.description),
        "activity-status": ("status", _Reader.status),
    }
)
