"""
From what describes an activity as a whole to elements, in the order of the standard.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from resultsframework.framework import ResultsFramework

from ._extension import Override, differences, encoded
from ._fitting import order
from ._kept import kept, text_element
from ._names import CODE_OF_STATUS, LANG, NAMESPACE
from ._read_activity import ELEMENTS as READ_ELEMENTS
from ._read_activity import LISTED, read_activity
from ._read_money import FUNDS, SPENDING, Sums
from ._restored_money import are_budgets_restored
from ._text import are_restored, attribute, element_of, escape, is_clean, is_language
from ._write_details import (
    Written,
    are_names_sure,
    is_plain,
    is_region,
    is_rest_sure,
    planned_dates,
    write_country,
    write_date,
    write_location,
    write_marker,
    write_names,
    write_participation,
    write_reference,
    write_region,
)
from ._write_document import are_sure, write_documents
from ._write_money import write_budgets, write_transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ._activity import Activity

__all__ = ["DECLARATION", "Head"]

PATH = "iati-activity"
DECLARATION = f' xmlns:rf="{NAMESPACE}"'
ABSENT = "<rf:absent/>"
SUMMED = tuple(f'<transaction-type code="{kind}"' for kind in (FUNDS, *SPENDING))
# The day that stands where the schema demands a date and none is known; it is marked as absent.
NO_DAY = "0001-01-01"
# The fields that are read from elements, and the elements that share fields.
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "iati-identifier": ("identifier",),
        "reporting-org": ("reporting_organisation",),
        "title": ("title", "translations"),
        "description": ("description", "translations"),
        "activity-status": ("status",),
        "budget": ("budgets",),
        "transaction": ("budgets",),
        **{name: (field,) for name, (field, _) in LISTED.items()},
    }
)
# What elements say, all in all, and what is looked at elsewhere.
SAID = frozenset(field for fields in FIELDS.values() for field in fields) | {"results", "extras"}
TEXTS = frozenset(("title", "description"))
PLACES = frozenset(("recipient-region", "location"))
MONEY = frozenset(("budget", "transaction"))
# Of a kept element with one of these names, a field would be read.
READ = frozenset((*LISTED, *READ_ELEMENTS)) - {"description", "budget", "transaction", "related-activity"}
# Of these it is seen in passing what they say; where that stands behind the declaration of a namespace, it is not.
SEEN: Mapping[str, str] = MappingProxyType({"related-activity": "xmlns", "transaction": "<transaction-type xmlns"})
# Behind a declaration further attributes may stand, or none.
GENERAL = ("<description>", '<description type="1">', "<description xmlns")
# Elements whose further attributes come back.
KEEPING = frozenset(("iati-identifier", "title"))


def _are_summed(transactions: Iterable[str], currency: str | None) -> bool:
    """Whether any of some kept transactions is in the sums of the budgets too."""
    likely = (text for text in transactions if any(kind in text for kind in SUMMED))
    return any(Sums().add(element_of(text), currency) for text in likely)


def _is_general(description: str) -> bool:
    """Whether a kept description may be read as that of the activity, as those that say no more than a type are."""
    return description.startswith(GENERAL)


class Head:
    """What describes an activity, while it is written."""

    def __init__(self, activity: Activity, layout: str, *, extensions: bool) -> None:
        framework = activity.framework
        self.activity = activity
        self.framework = framework
        self.layout = layout
        self.extensions = extensions
        self.lacking: list[str] = []
        spoken = framework.language
        self.language = spoken if spoken is not None and is_language(spoken) else None
        self.rest = kept(
            framework.extras,
            PATH,
            ("@humanitarian", f"@{LANG}", "iati-identifier", "reporting-org", "title", "description/@type"),
        )
        self.currency = next((extra.text for extra in framework.extras if extra.name == "@default-currency"), None)
        self.keeps_transactions = _are_summed(self.rest.children.get("transaction", ()), self.currency)
        # The elements by their names, and the names of those that may not come back as they are, or certainly do not.
        self.elements: dict[str, str] = {}
        self.doubtful: set[str] = set()
        self.incomplete: set[str] = set()
        self.whole = ""

    @property
    def attributes(self) -> str:
        """The attributes of the activity."""
        parts = [] if self.language is None else [f' xml:lang="{self.language}"']
        if self.framework.humanitarian is not None:
            parts.append(f' humanitarian="{int(self.framework.humanitarian)}"')
        return "".join(parts) + self.rest.attributes

    def parts(self) -> tuple[str, str]:
        """All elements but the results: those before them, and those after."""
        before: list[str] = []
        after: list[str] = []
        where = before
        for name in order(PATH):
            if name == "result":
                where = after
                continue
            write = ELEMENTS.get(name)
            if write is not None and (text := write(self)):
                self.elements[name] = text
                where.append(text)
            if name in self.rest.children:
                where.append(self._kept(name))
        if self.rest.foreign:
            after.append(f"\n    {self.rest.foreign}")
        parts = "".join(before), "".join(after)
        self.whole = "".join(parts)
        return parts

    def _kept(self, name: str) -> str:
        """The kept elements of one name."""
        return "".join([f"\n    {text}" for text in self.rest.children.get(name, ())])

    def overrides(self) -> list[Override]:
        """What is read otherwise than it is, or not at all; what is in doubt is read to see."""
        found = None if self._is_rest_in_doubt() else self._overrides_of_doubtful()
        return differences(self.framework, self._read(self.whole), ("results",)) if found is None else found

    def _is_rest_in_doubt(self) -> bool:
        """Whether the extras may come back otherwise, or have to do with fields."""
        rest, children = self.rest, self.rest.children
        return (
            not (rest.is_canonical and (rest.is_exact or rest.is_lossy))
            or not (rest.within.keys() <= KEEPING and children.keys().isdisjoint(READ))
            or (self.framework.description is None and any(map(_is_general, children.get("description", ()))))
            or any(hidden in text for name, hidden in SEEN.items() for text in children.get(name, ()))
        )

    def _overrides_of_doubtful(self) -> list[Override] | None:
        """The same, where only what is in doubt is read; None where that gives other extras than expected."""
        framework, doubtful = self.framework, self.doubtful
        for together in (TEXTS, PLACES):
            if not doubtful.isdisjoint(together):
                doubtful |= together
        unsure = {field for name in doubtful | self.incomplete for field in FIELDS[name]}
        sure = SAID - unsure
        if not doubtful:
            known = ResultsFramework(language=self.language, humanitarian=framework.humanitarian)
            return differences(framework, known, sure) + self._lost()
        # Of the kept elements, only those of money have to do with fields.
        again = (
            set() if doubtful.isdisjoint(MONEY) else {"budget", *(["transaction"] if self.keeps_transactions else [])}
        )
        names = [name for name in order(PATH) if name in doubtful]
        read = self._read(
            "".join([self.elements.get(name, "") + (self._kept(name) if name in again else "") for name in names])
        )
        expected = [
            extra
            for extra in framework.extras
            if (name := extra.name) in again
            or name.startswith("@")
            or ("/" in name and name.partition("/")[0] in doubtful)
        ]
        if self.rest.is_exact and [*read.extras] != expected:
            return None
        return differences(framework, read, sure) + self._lost()

    def _lost(self) -> list[Override]:
        """All extras, where the standard has no place for some of them."""
        if not self.rest.is_lossy:
            return []
        return [Override("extras", encoded(ResultsFramework, "extras", self.framework.extras))]

    def _read(self, text: str) -> ResultsFramework:
        element = element_of(f"<iati-activity{DECLARATION}{self.attributes}>{text}</iati-activity>")
        return read_activity(element, layout=self.layout, keep_transactions=self.keeps_transactions).framework

    def _each(self, name: str, pieces: Iterable[Written]) -> str:
        """The elements of one name, of which any may be in doubt."""
        made = [*pieces]
        if any(piece.is_lossy for piece in made):
            self.incomplete.add(name)
        elif not all(piece.is_sure for piece in made):
            self.doubtful.add(name)
        return "".join([piece.text for piece in made])

    def _demand(self, what: str, element: str) -> str:
        """What stands where the schema demands an element and there is nothing to say."""
        self.lacking.append(what)
        return element if self.extensions else ""

    def identifier(self) -> str:
        """The identifier of the activity."""
        rest = self.rest.inside("iati-identifier").attributes
        if self.framework.identifier is None:
            return self._demand("its identifier (identifier)", f"\n    <iati-identifier{rest}/>")
        if not is_clean(self.framework.identifier) or self.framework.identifier != self.framework.identifier.strip():
            self.doubtful.add("iati-identifier")
        return f"\n    <iati-identifier{rest}>{escape(self.framework.identifier)}</iati-identifier>"

    def title(self) -> str:
        """Its title."""
        if self.framework.title is None:
            self.lacking.append("its title (title)")
        main, translations = self.framework.title, self.framework.translations
        texts = (("title", main), ("description", self.framework.description))
        if not are_restored(texts, translations, self.language):
            self.doubtful.add("title")
        return "\n    " + text_element("title", "title", main, translations, self.rest, required=True)

    def description(self) -> str:
        """Its general description."""
        is_demanded = not self.rest.children.get("description")
        if self.framework.description is None and is_demanded:
            self.lacking.append("its description (description)")
        main, translations = self.framework.description, self.framework.translations
        text = text_element("description", "description", main, translations, self.rest, required=is_demanded)
        return text and "\n    " + text.replace("<description", '<description type="1"', 1)

    def reporting(self) -> str:
        """Who publishes it."""
        body = self.framework.reporting_organisation
        if body is None:
            empty = f'\n    <reporting-org ref="" type=""><narrative/>{ABSENT}</reporting-org>'
            return self._demand("who publishes it (reporting_organisation)", empty)
        self.lacking += (
            f"the {name} of its reporting organisation (reporting_organisation)"
            for name in ("reference", "type", "name")
            if getattr(body, name) is None
        )
        rest = kept(body.extras, f"{PATH}/reporting-org", ("@ref", "@type"))
        told = "".join(
            f' {name}="{attribute(text or "")}"' for name, text in (("ref", body.reference), ("type", body.type))
        )
        if not (is_rest_sure(rest) and is_plain(body) and are_names_sure(body, self.language)):
            self.doubtful.add("reporting-org")
        return f"\n    <reporting-org{told}{rest.attributes}>{write_names(body, 1)}{rest.foreign}</reporting-org>"

    def participating(self) -> str:
        """Who takes part."""
        pieces = [write_participation(one, self.language) for one in self.framework.organisations]
        text = self._each("participating-org", pieces)
        if text or self.rest.children.get("participating-org"):
            return text
        empty = f'\n    <participating-org role="">{ABSENT}</participating-org>'
        return self._demand("who takes part, in one of the four roles (organisations)", empty)

    def status(self) -> str:
        """How far it has come."""
        code = CODE_OF_STATUS.get(self.framework.status)
        if code is not None:
            return f'\n    <activity-status code="{code}"/>'
        if self.rest.children.get("activity-status"):
            return ""
        empty = f'\n    <activity-status code="">{ABSENT}</activity-status>'
        return self._demand("its status (status)", empty)

    def dates(self) -> str:
        """When it starts and ends; where no dates are known, the first and last day of the plan."""
        dates = self.framework.dates or planned_dates(self.framework)
        text = self._each("activity-date", [write_date(one) for one in dates])
        if not self.framework.dates:
            self.doubtful.add("activity-date")
        if text or self.rest.children.get("activity-date"):
            return text
        empty = f'\n    <activity-date type="" iso-date="{NO_DAY}">{ABSENT}</activity-date>'
        return self._demand("when it starts or ends (dates)", empty)

    def countries(self) -> str:
        """The countries it is for."""
        return self._each("recipient-country", [write_country(one, self.language) for one in self.framework.countries])

    def regions(self) -> str:
        """The regions it is for; in the standard they stand before all locations."""
        are_regions = [is_region(one) for one in self.framework.places]
        if are_regions != sorted(are_regions, reverse=True):
            self.doubtful.add("recipient-region")
        regions = [write_region(one, self.language) for one in self.framework.places if is_region(one)]
        return self._each("recipient-region", regions)

    def locations(self) -> str:
        """The places it is for."""
        locations = [write_location(one, self.language) for one in self.framework.places if not is_region(one)]
        return self._each("location", locations)

    def sectors(self) -> str:
        """The sectors it belongs to."""
        return self._each("sector", [write_reference("sector", one, self.language) for one in self.framework.sectors])

    def tags(self) -> str:
        """Its tags."""
        return self._each("tag", [write_reference("tag", one, self.language) for one in self.framework.tags])

    def markers(self) -> str:
        """The policies it serves."""
        return self._each("policy-marker", [write_marker(one, self.language) for one in self.framework.policy_markers])

    def budgets(self) -> str:
        """What is planned."""
        budgets, others = self.framework.budgets, self.rest.children.get("budget", ())
        made = write_budgets(budgets, self.layout)
        is_sure = made.is_sure and are_budgets_restored(budgets, others, self.currency)
        if self.keeps_transactions or not is_sure:
            self.doubtful |= MONEY
        return made.text

    def transactions(self) -> str:
        """What was spent and what came in, unless the transactions themselves were kept."""
        return "" if self.keeps_transactions else write_transactions(self.framework.budgets)

    def documents(self) -> str:
        """Where to read more."""
        if self.extensions and not are_sure(self.framework.documents, self.language):
            self.doubtful.add("document-link")
        return write_documents(self.framework.documents)

    def related(self) -> str:
        """The activities above and below it; marked, where marks are allowed, as said by the arrangement."""
        mark = ABSENT if self.extensions else ""
        return "".join(
            f'\n    <related-activity type="{attribute(kind)}" ref="{attribute(ref)}">{mark}</related-activity>'
            for kind, ref in self.activity.related
        )


ELEMENTS: dict[str, Callable[[Head], str]] = {
    "iati-identifier": Head.identifier,
    "reporting-org": Head.reporting,
    "title": Head.title,
    "description": Head.description,
    "participating-org": Head.participating,
    "activity-status": Head.status,
    "activity-date": Head.dates,
    "recipient-country": Head.countries,
    "recipient-region": Head.regions,
    "location": Head.locations,
    "sector": Head.sectors,
    "tag": Head.tags,
    "policy-marker": Head.markers,
    "budget": Head.budgets,
    "transaction": Head.transactions,
    "document-link": Head.documents,
    "related-activity": Head.related,
}
