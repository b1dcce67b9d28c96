"""
From an activity to the model: what describes the whole, and its results one beside the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from resultsframework.alignment import PolicyMarker, Reference
from resultsframework.document import DocumentLink
from resultsframework.errors import FormatError, Problem
from resultsframework.framework import ActivityDate, ResultsFramework
from resultsframework.organisation import Organisation, Participation, Place, PlaceLevel
from resultsframework.result import Result
from resultsframework.source import Extra, Translation

from ._activity import LAYOUTS, Activity, Position
from ._days import day_of
from ._extension import ABSENT, decoded, decoded_whole, own_name
from ._fitting import order
from ._names import DATES, LANG, ROLES, STATUSES, VOCABULARIES, boolean
from ._read_document import read_document
from ._read_money import FUNDS, SPENDING, kind_of, read_budgets
from ._read_result import read_result
from ._text import content, keep, keep_attributes, read_narratives, read_text, stated

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._xml import Element

__all__ = ["read_activity"]

PERCENTAGE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
RANKS = order("iati-activity")
LAST = len(RANKS)


def read_activity(element: Element, *, layout: str | None = None, keep_transactions: bool = False) -> Activity:
    """
    The activity that an element is.

    Args:
        element: An ``iati-activity``.

        layout: The layout to read it in; what it says itself where not given, else flat.

        keep_transactions: Whether every transaction is kept as it is, beside the sums.

    Raises:
        FormatError: An element of our own namespace is not what it has to be.
    """
    return _Reader(element, layout, keep_transactions).activity()


class _Reader:
    """One activity, while it is read."""

    def __init__(self, element: Element, layout: str | None, keep_transactions: bool) -> None:
        self.element = element
        self.keep_transactions = keep_transactions
        self.language: str | None = element.get(LANG)
        self.currency: str | None = element.get("default-currency")
        self.fields: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = {}
        self.translations: list[Translation] = []
        self.extras: list[Extra] = []
        self.kept: list[Element] = []
        self.budgets: list[Element] = []
        self.transactions: list[Element] = []
        self.results: list[Result] = []
        self.positions: list[Position] = []
        self.own: list[tuple[str, Element]] = []
        self.related: list[tuple[str, str]] = []
        marks = [child for child in element.iterchildren("{*}arrangement") if own_name(child.tag)]
        self.mark: Mapping[str, str] = dict(marks[0].items()) if marks else {}
        self.layout = layout or self.mark.get("layout", LAYOUTS[0])

    def activity(self) -> Activity:
        """The activity, complete."""
        self._attributes()
        for child in self.element:
            tag = child.tag
            read = ELEMENTS.get(tag)
            if read is not None:
                read(self, child)
            elif (name := own_name(tag)) is not None:
                self.own.append((name, child))
            else:
                self.kept.append(child)
        budgets, others = read_budgets(self.budgets, self.transactions, self.currency, layout=self.layout)
        self.kept += others
        for child in sorted(self.kept, key=lambda kept: RANKS.get(kept.tag, LAST)):
            keep(child, self.extras)
        self.fields |= {name: tuple(found) for name, found in self.lists.items()}
        self.fields |= {
            "budgets": budgets,
            "translations": tuple(self.translations),
            "extras": tuple(self.extras),
            "language": self.language,
        }
        frame = ResultsFramework()
        wholes: list[Element] = []
        for name, child in self.own:
            if name == "result":
                wholes.append(child)
            elif name == "framework":
                frame = decoded_whole(
                    ResultsFramework, child.text, "the extension element 'framework'", child.sourceline
                )
            elif name != "arrangement":
                self.fields[name] = decoded(ResultsFramework, name, child.text, child.sourceline)
        for child in wholes:
            self._whole_result(child)
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

    # ------------------------------------------------------------------------------------------- our elements

    def _number(self, name: str) -> int:
        text = self.mark.get(name, "1")
        if text.isascii() and text.isdigit() and int(text):
            return int(text)
        raise self._refused(f"the extension element 'arrangement' must have a number from 1 as {name}, found {text!r}")

    def _position(self, text: str | None, element: Element) -> Position:
        parts = (text or "").strip().split(".")
        if all(part.isascii() and part.isdigit() for part in parts):
            return tuple(map(int, parts))
        what = f"an extension element must say a position such as '0.2', found {text!r}"
        raise self._refused(what, element)

    def _whole_result(self, element: Element) -> None:
        """A result that the standard cannot hold, at the index that it had."""
        where = "the extension element 'result'"
        result: Result = decoded_whole(Result, element.text, where, element.sourceline)
        at = element.get("at", "")
        if not (at.isascii() and at.isdigit()) or int(at) > len(self.results):
            what = f"{where} must say at which index it stands, found at={at!r} with {len(self.results)} before it"
            raise self._refused(what, element)
        self.results.insert(int(at), result)
        self.positions.insert(int(at), self._position(element.get("place"), element))

    def _refused(self, what: str, element: Element | None = None) -> FormatError:
        name = "iati"
        line = self.element.sourceline if element is None else element.sourceline
        return FormatError(name, (Problem(what, line=line),))

    # ---------------------------------------------------------------------------------- attributes and texts

    def _attributes(self) -> None:
        odd: list[tuple[str, str]] = []
        for name, text in self.element.items():
            if name == "humanitarian" and (known := boolean(text)) is not None:
                self.fields["humanitarian"] = known
            elif name != LANG:
                odd.append((name, text))
        keep_attributes(odd, self.extras)

    def _add(self, field: str, value: object) -> None:
        self.lists.setdefault(field, []).append(value)

    def _identifier(self, element: Element) -> None:
        if "identifier" in self.fields:
            self.kept.append(element)
            return
        text = content(element)
        self.fields["identifier"] = None if text is None else text.strip()
        keep_attributes(element.items(), self.extras, "iati-identifier/")

    def _title(self, element: Element) -> None:
        if "title" in self.fields:
            self.kept.append(element)
            return
        self.fields["title"] = read_text(element, "title", self.language, self.translations, self.extras)

    def _description(self, element: Element) -> None:
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

    def _status(self, element: Element) -> None:
        code = element.get("code")
        if _is_placeholder(element):
            return
        if code in STATUSES and "status" not in self.fields and len(element.attrib) == 1 and not len(element):
            self.fields["status"] = STATUSES[code]
        else:
            self.kept.append(element)

    def _date(self, element: Element) -> None:
        if _is_placeholder(element):
            return
        kind = day = raw = None
        extras: list[Extra] = []
        for name, text in element.items():
            if name == "type" and text in DATES:
                kind = DATES[text]
            elif name == "iso-date":
                day = day_of(text)
                raw = None if day is not None else stated(text)
            else:
                extras.append(Extra(name=f"@{name}", text=text))
        for child in element:
            keep(child, extras)
        self._add("dates", ActivityDate(kind=kind, day=day, raw=raw, extras=tuple(extras), line=element.sourceline))

    # ----------------------------------------------------------------------------------- who, where and what

    def _reporting(self, element: Element) -> None:
        if _is_placeholder(element):
            return
        if "reporting_organisation" in self.fields:
            self.kept.append(element)
            return
        extras: list[Extra] = []
        self.fields["reporting_organisation"] = self._organisation(element, element.items(), extras, keeps=True)

    def _organisation(
        self, element: Element, attributes: list[tuple[str, str]], extras: list[Extra], *, keeps: bool
    ) -> Organisation:
        """The body that an element names; what else it says goes into the extras, which the body itself may keep."""
        translations: list[Translation] = []
        known = {name: text for name, text in attributes if name in ("ref", "type")}
        keep_attributes(((name, text) for name, text in attributes if name not in known), extras)
        name = read_narratives(element, "name", self.language, translations, extras)
        return Organisation(
            name=name,
            reference=stated(known.get("ref")),
            type=stated(known.get("type")),
            translations=tuple(translations),
            extras=tuple(extras) if keeps else (),
            line=element.sourceline,
        )

    def _participating(self, element: Element) -> None:
        if _is_placeholder(element):
            return
        role = identifier = None
        odd: list[tuple[str, str]] = []
        for name, text in element.items():
            if name == "role" and text in ROLES:
                role = ROLES[text]
            elif name == "activity-id":
                identifier = stated(text)
            else:
                odd.append((name, text))
        extras: list[Extra] = []
        body = self._organisation(element, odd, extras, keeps=False)
        self._add(
            "organisations",
            Participation(
                organisation=body, role=role, identifier=identifier, extras=tuple(extras), line=element.sourceline
            ),
        )

    def _country(self, element: Element) -> None:
        self._add("countries", self._place(element, PlaceLevel.COUNTRY, ("code", "percentage")))

    def _region(self, element: Element) -> None:
        self._add("places", self._place(element, PlaceLevel.REGION, ("code", "percentage", "vocabulary")))

    def _place(self, element: Element, level: PlaceLevel, known: tuple[str, ...]) -> Place:
        fields, extras = self._stated(element, known)
        translations: list[Translation] = []
        name = read_narratives(element, "name", self.language, translations, extras)
        return Place(
            name=name,
            level=level,
            translations=tuple(translations),
            extras=tuple(extras),
            line=element.sourceline,
            **fields,
        )

    def _location(self, element: Element) -> None:
        code = name = None
        translations: list[Translation] = []
        extras: list[Extra] = []
        for key, text in element.items():
            if key == "ref":
                code = stated(text)
            else:
                extras.append(Extra(name=f"@{key}", text=text))
        for child in element:
            if child.tag == "name" and name is None:
                name = read_text(child, "name", self.language, translations, extras)
            else:
                keep(child, extras)
        self._add(
            "places",
            Place(
                code=code, name=name, translations=tuple(translations), extras=tuple(extras), line=element.sourceline
            ),
        )

    def _sector(self, element: Element) -> None:
        self._add("sectors", self._reference(element, ("code", "vocabulary", "vocabulary-uri", "percentage")))

    def _tag(self, element: Element) -> None:
        self._add("tags", self._reference(element, ("code", "vocabulary", "vocabulary-uri")))

    def _reference(self, element: Element, known: tuple[str, ...]) -> Reference:
        fields, extras = self._stated(element, known)
        fields["code"] = fields.get("code") or ""
        if "vocabulary" in fields:
            fields["vocabulary"] = VOCABULARIES.get(fields["vocabulary"], fields["vocabulary"])
        translations: list[Translation] = []
        name = read_narratives(element, "name", self.language, translations, extras)
        return Reference(
            name=name, translations=tuple(translations), extras=tuple(extras), line=element.sourceline, **fields
        )

    def _stated(self, element: Element, known: tuple[str, ...]) -> tuple[dict[str, Any], list[Extra]]:
        """What the known attributes of an element say, by field, and the others."""
        fields: dict[str, Any] = {}
        odd: list[tuple[str, str]] = []
        for name, text in element.items():
            if name not in known:
                odd.append((name, text))
            elif name == "vocabulary-uri":
                fields["uri"] = text
            elif name != "percentage":
                fields[name] = text
            elif PERCENTAGE.fullmatch(text.strip()):
                fields[name] = Decimal(text.strip())
            else:
                odd.append((name, text))
        extras: list[Extra] = []
        keep_attributes(odd, extras)
        return fields, extras

    def _marker(self, element: Element) -> None:
        fields: dict[str, Any] = {}
        odd: list[tuple[str, str]] = []
        for name, text in element.items():
            if name == "vocabulary":
                fields["vocabulary"] = None if text == "1" else text
            elif name == "vocabulary-uri":
                fields["uri"] = text
            elif name == "code":
                fields["code"] = text
            elif name == "significance" and text in ("0", "1", "2", "3", "4"):
                fields["significance"] = int(text)
            else:
                odd.append((name, text))
        extras: list[Extra] = []
        translations: list[Translation] = []
        keep_attributes(odd, extras)
        fields["name"] = read_narratives(element, "name", self.language, translations, extras)
        self._add(
            "policy_markers",
            PolicyMarker(translations=tuple(translations), extras=tuple(extras), line=element.sourceline, **fields),
        )

    # ------------------------------------------------------------------------- money, documents and results

    def _budget(self, element: Element) -> None:
        self.budgets.append(element)

    def _transaction(self, element: Element) -> None:
        kind = kind_of(element)
        is_summed = kind == FUNDS or kind in SPENDING
        if is_summed:
            self.transactions.append(element)
        if self.keep_transactions or not is_summed:
            self.kept.append(element)

    def _document(self, element: Element) -> None:
        document: DocumentLink = read_document(element, self.language)
        self._add("documents", document)

    def _related(self, element: Element) -> None:
        if _is_placeholder(element):
            self.related.append((element.get("type", ""), element.get("ref", "")))
        else:
            self.kept.append(element)

    def _result(self, element: Element) -> None:
        result, place = read_result(element, self.language)
        self.positions.append((len(self.results),) if place is None else self._position(place, element))
        self.results.append(result)


def _is_placeholder(element: Element) -> bool:
    """Whether an element is there only because the schema demands it."""
    return bool(len(element)) and any(child.tag == ABSENT for child in element)


ELEMENTS: Mapping[str, Callable[[_Reader, Element], None]] = MappingProxyType(
    {
        "iati-identifier": _Reader._identifier,
        "reporting-org": _Reader._reporting,
        "title": _Reader._title,
        "description": _Reader._description,
        "participating-org": _Reader._participating,
        "activity-status": _Reader._status,
        "activity-date": _Reader._date,
        "recipient-country": _Reader._country,
        "recipient-region": _Reader._region,
        "location": _Reader._location,
        "sector": _Reader._sector,
        "tag": _Reader._tag,
        "policy-marker": _Reader._marker,
        "budget": _Reader._budget,
        "transaction": _Reader._transaction,
        "document-link": _Reader._document,
        "related-activity": _Reader._related,
        "result": _Reader._result,
    }
)
