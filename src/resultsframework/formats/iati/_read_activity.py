"""
Read an activity: the fields of the framework, and its results as a flat list.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.framework import ResultsFramework, territory_of
from resultsframework.number import whole_number
from resultsframework.result import Result

from ._activity import LAYOUTS, Activity, Position
from ._amount import Amounts
from ._datatypes import boolean, day_of, midnight
from ._extension import ABSENT, PREFIX, decoded, decoded_whole, own_name, refused
from ._fitting import order
from ._mapping import ELEMENTS as ROWS
from ._names import LANG, STATUSES
from ._read_money import read_budgets
from ._read_plain import READERS
from ._read_result import read_result
from ._text import content, keep, kept_attributes, read_narratives, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from resultsframework.budget import Budget
    from resultsframework.errors import FormatError
    from resultsframework.node import Extra, Translation
    from resultsframework.number import DecimalMark

    from ._xml import Element

__all__ = ["read_activity"]

RANKS = order("iati-activity")
LAST = len(RANKS)
NOTHING = ResultsFramework()
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


def read_activity(
    element: Element,
    *,
    source: str | None = None,
    layout: str | None = None,
    keep_transactions: bool = False,
    results_only: bool = False,
    decimal: DecimalMark | None = None,
) -> Activity:
    """
    The activity that an element is.

    Args:
        element: An ``iati-activity``.

        source: The name of its file.

        layout: The layout to read it in; by default the one that the file declares, else flat.

        keep_transactions: True to preserve every transaction beside the sums.

        results_only: True to read nothing but its results and the identification of their framework.

        decimal: The decimal mark of its numbers, where it is known.

    Raises:
        FormatError: An element of our own namespace is not what it has to be.
    """
    children = element.iterchildren(*RESULTS_ALONE) if results_only else iter(element)
    return _Reader(element, layout, keep_transactions, decimal).activity(children, source)


class _Reader:
    """One activity, while it is read."""

    def __init__(
        self, element: Element, layout: str | None, keep_transactions: bool, decimal: DecimalMark | None
    ) -> None:
        self.element = element
        self.decimal = decimal
        self.layout = layout
        self.keep_transactions = keep_transactions
        self.language: str | None = element.get(LANG)
        self.currency: str | None = element.get("default-currency")
        self.fields: dict[str, Any] = {}
        self.lists: defaultdict[str, list[Any]] = defaultdict(list)
        self.translations: list[Translation] = []
        self.extras: list[Extra] = []
        self.kept: list[Element] = []
        self.budgets: list[Element] = []
        self.transactions: list[Element] = []
        self.mark: Mapping[str, str] = {}
        self.results: list[Result] = []
        self.positions: list[Position] = []
        self.own: list[tuple[str, Element]] = []
        self.related: list[tuple[str, str]] = []

    def activity(self, children: Iterator[Element], source: str | None) -> Activity:
        """The activity with the content of its children."""
        self._attributes()
        lists, language = self.lists, self.language
        for child in children:
            tag = child.tag
            if (listed := LISTED.get(tag)) is not None:
                if not _is_placeholder(child):
                    field, read = listed
                    lists[field].append(read(child, language))
            elif (take := ELEMENTS.get(tag)) is not None:
                take(self, child)
            elif (name := own_name(tag)) is None:
                self.kept.append(child)
            elif name == "arrangement":
                self.mark = dict(child.items())
            elif name == "transactions":
                self.keep_transactions = True
            else:
                self.own.append((name, child))
        budgets, others = self._money()
        for child in sorted(self.kept + others, key=lambda kept: RANKS.get(kept.tag, LAST)):
            keep(child, self.extras)
        self.fields |= {name: tuple(found) for name, found in lists.items()}
        self.fields |= {
            "budgets": budgets,
            "translations": tuple(self.translations),
            "extras": tuple(self.extras),
            "language": self.language,
        }
        frame = self._own_elements()
        if source is not None:
            self.fields["source"] = attrs.evolve(self.fields.get("source", NOTHING.source), name=source)
        framework = ResultsFramework(results=tuple(self.results), line=self.element.sourceline, **self.fields)
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

    def _money(self) -> tuple[tuple[Budget, ...], list[Element]]:
        """The budgets, and the elements about money that they cannot represent."""
        layout = self.layout or self.mark.get("layout", LAYOUTS[0])
        budgets, rest, unsummed = read_budgets(
            self.budgets, self.transactions, Amounts(self.currency, self.decimal), layout=layout
        )
        return budgets, rest + (self.transactions if self.keep_transactions else unsummed)

    # ------------------------------------------------------------------------------------------- our elements

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

    def identifier(self, element: Element) -> None:
        """The identifier of the activity; only the first is."""
        if "identifier" in self.fields:
            self.kept.append(element)
            return
        text = content(element)
        self.fields["identifier"] = None if text is None else text.strip()
        self.extras += kept_attributes(element.items(), "iati-identifier/")

    def title(self, element: Element) -> None:
        """Its title."""
        if "title" in self.fields:
            self.kept.append(element)
            return
        self.fields["title"] = read_text(element, "title", self.language, self.translations, self.extras)

    def description(self, element: Element) -> None:
        """Its description."""
        # Of several descriptions the first general one is the framework's.
        if (
            "description" in self.fields
            or element.get("type", "1") != "1"
            or len(element.attrib) > ("type" in element.attrib)
        ):
            self.kept.append(element)
            return
        self.fields["description"] = read_narratives(
            element, "description", self.language, self.translations, self.extras, "description/"
        )

    def status(self, element: Element) -> None:
        """Its status."""
        if _is_placeholder(element):
            return
        status = STATUSES.get(element.get("code", ""))
        if status is not None and "status" not in self.fields and len(element.attrib) == 1 and not len(element):
            self.fields["status"] = status
        else:
            self.kept.append(element)

    def reporting(self, element: Element) -> None:
        """The publishing organisation."""
        if _is_placeholder(element):
            return
        if "reporting_organisation" in self.fields:
            self.kept.append(element)
            return
        self.fields["reporting_organisation"] = READERS[REPORTING](element, self.language)

    # ------------------------------------------------------------------------------------ money and results

    def budget(self, element: Element) -> None:
        """A planned budget; read when all budgets are known."""
        self.budgets.append(element)

    def transaction(self, element: Element) -> None:
        """A transaction; added to the sums when all transactions are known."""
        self.transactions.append(element)

    def relation(self, element: Element) -> None:
        """An activity above or below it."""
        if _is_placeholder(element):
            self.related.append((element.get("type", ""), element.get("ref", "")))
        else:
            self.kept.append(element)

    def result(self, element: Element) -> None:
        """One of its results; the places that the standard wants before it are read by now."""
        territory = territory_of(self.lists["countries"], self.lists["places"])
        result, place = read_result(element, self.language, territory, self.decimal)
        self.positions.append((len(self.results),) if place is None else self._position(place, element))
        self.results.append(result)


def _is_placeholder(element: Element) -> bool:
    """True if an element is there only because the schema demands it, which the last element in it marks."""
    return bool(len(element)) and element[-1].tag == ABSENT


ELEMENTS: Mapping[str, Callable[[_Reader, Element], None]] = MappingProxyType(
    {
        "iati-identifier": _Reader.identifier,
        "reporting-org": _Reader.reporting,
        "title": _Reader.title,
        "description": _Reader.description,
        "activity-status": _Reader.status,
        "budget": _Reader.budget,
        "transaction": _Reader.transaction,
        "related-activity": _Reader.relation,
        "result": _Reader.result,
    }
)
