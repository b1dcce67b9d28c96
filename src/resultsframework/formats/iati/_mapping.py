"""
The table of IATI elements that are plain nodes: for each place in an element the field of the node.

Reading, writing, the mapping in docs/iati.md, the list of fields without a place in the standard and the reasons in a
loss report follow from it.
"""

from __future__ import annotations

import functools
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from resultsframework.activity import ActivityDate
from resultsframework.alignment import PolicyMarker, Reference
from resultsframework.budget import Budget, FundingLine
from resultsframework.document import DocumentLink
from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.node import SHARED_FIELDS
from resultsframework.observation import Observation
from resultsframework.organisation import Organisation, Participation, Place, PlaceLevel
from resultsframework.result import Outcome, Output

from ._datatypes import day_of, decimal, stated
from ._names import CODE_OF_RESULT, CODE_OF_VOCABULARY, DATES, INDICATOR_VOCABULARIES, ROLES, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = [
    "BY_HAND",
    "DAY",
    "ELEMENTS",
    "NARRATIVES",
    "UNKNOWN",
    "VERBATIM",
    "Codec",
    "Element",
    "Entry",
    "coded",
    "fields_without_place",
    "unmapped",
    "without_place",
]

# The value of a text that a field cannot hold; the text is preserved among the extras of the node.
UNKNOWN: Any = object()


@attrs.frozen(kw_only=True)
class Codec:
    """
    The conversion between the text of an attribute and the value of a field.

    Attributes:
        meaning: The texts and their values, for the documentation; empty for a text that is the value.

        parse: The value of a text, or `UNKNOWN`.

        show: The text of a value; None for a value that the standard has no text for.

        absent: The text that stands for None.

        is_restricted: True if the schema allows only some texts.
    """

    meaning: str = ""
    parse: Callable[[str], Any] = str
    show: Callable[[Any], str | None] = str
    absent: str | None = None
    is_restricted: bool = False


def coded(meaning: str, codes: Mapping[str, Any]) -> Codec:
    """A closed code list."""
    texts = {value: code for code, value in codes.items()}
    return Codec(meaning=meaning, parse=lambda text: codes.get(text, UNKNOWN), show=texts.get)


def vocabulary(names: Mapping[str, str]) -> Codec:
    """The code list of vocabularies, a few of which have a name in the model."""
    return Codec(
        meaning=", ".join(f"{code}: `{name}`" for code, name in names.items()),
        parse=lambda text: names.get(text, text),
        show=lambda name: CODE_OF_VOCABULARY.get(name, name),
    )


def number(text: str) -> Any:
    """The number of a text."""
    found = decimal(text)
    return UNKNOWN if found is None else found


VERBATIM = Codec()
NARRATIVES = Codec(meaning="further languages: `translations`")
TEXT = Codec(parse=stated)
URI = Codec(is_restricted=True)
ADDRESS = Codec(parse=stated, is_restricted=True)
PERCENTAGE = Codec(meaning="a decimal number", parse=number, show="{:f}".format)
DAY = Codec(meaning="a date", parse=lambda text: day_of(text) or UNKNOWN)
SIGNIFICANCE = coded("0 to 4", MappingProxyType({str(level): level for level in range(5)}))
# The list of the OECD's Development Assistance Committee is the one that is meant where none is stated.
MARKERS = Codec(meaning="1: None", parse=lambda text: None if text == "1" else text, absent="1")


@attrs.frozen
class Entry:
    """
    A place in an element and its field.

    Attributes:
        place: An attribute ("@code"); the narratives in the element ("narrative"); or those, or an attribute, of an
            element in it ("title/narrative", "category/@code").

        field: The field of the node; one of the organisation of a participation has a dot in its name.

        codec: The conversion of an attribute; `NARRATIVES` for narratives, which hold a text in all its languages.

        raw: The field for a text that is `UNKNOWN`.

        is_repeated: True if the element in it can be repeated; the field is a tuple then.
    """

    place: str
    field: str
    codec: Codec = NARRATIVES
    raw: str | None = attrs.field(default=None, kw_only=True)
    is_repeated: bool = attrs.field(default=False, kw_only=True)

    @functools.cached_property
    def tag(self) -> str:
        """The name of the element in it; empty for an attribute of the element itself."""
        return self.place.partition("/")[0].partition("@")[0]

    @functools.cached_property
    def attribute(self) -> str:
        """The name of the attribute; empty for narratives."""
        return self.place.partition("@")[2]


@attrs.frozen
class Element:
    """
    An element and the node that it is.

    Attributes:
        path: The element, such as "iati-activity/sector".

        noun: The class of the node.

        field: The field that holds the node or nodes.

        entries: The places in the element, in the order of the standard.

        constants: The values of fields that no place states, or that an absent attribute has.

        required: The places without which the standard allows no such element.

        is_required: True if the standard requires the element of every activity.
    """

    path: str
    noun: type
    field: str
    entries: tuple[Entry, ...]
    constants: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
    required: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    is_required: bool = attrs.field(default=False, kw_only=True)

    @property
    def attributes(self) -> tuple[Entry, ...]:
        """The places that are attributes of the element itself."""
        return tuple(entry for entry in self.entries if not entry.tag)

    @property
    def parts(self) -> tuple[Entry, ...]:
        """The places in elements within it."""
        return tuple(entry for entry in self.entries if entry.tag)

    @property
    def tag(self) -> str:
        """The name of the element."""
        return self.path.rpartition("/")[2]


NAME = Entry("narrative", "name")
CODE = Entry("@code", "code", VERBATIM)
SHARE = Entry("@percentage", "percentage", PERCENTAGE)
LIST = Entry("@vocabulary", "vocabulary", vocabulary(VOCABULARIES))
LIST_URI = Entry("@vocabulary-uri", "uri", URI)
NO_CODE = MappingProxyType({"code": ""})

ROWS = (
    Element(
        "iati-activity/reporting-org",
        Organisation,
        "reporting_organisation",
        (Entry("@ref", "reference", TEXT), Entry("@type", "type", TEXT), NAME),
        required=("@ref", "@type"),
        is_required=True,
    ),
    Element(
        "iati-activity/participating-org",
        Participation,
        "organisations",
        (
            Entry("@ref", "organisation.reference", TEXT),
            Entry("@type", "organisation.type", TEXT),
            Entry("@role", "role", coded("1 to 4", ROLES)),
            Entry("@activity-id", "identifier", TEXT),
            Entry("narrative", "organisation.name"),
        ),
        required=("@role",),
    ),
    Element(
        "iati-activity/activity-date",
        ActivityDate,
        "dates",
        (Entry("@type", "kind", coded("1 to 4", DATES)), Entry("@iso-date", "day", DAY, raw="raw")),
        required=("@type", "@iso-date"),
    ),
    Element(
        "iati-activity/recipient-country",
        Place,
        "countries",
        (CODE, SHARE, NAME),
        constants=MappingProxyType({"level": PlaceLevel.COUNTRY}),
        required=("@code",),
    ),
    Element(
        "iati-activity/recipient-region",
        Place,
        "places",
        (CODE, Entry("@vocabulary", "vocabulary", VERBATIM), SHARE, NAME),
        constants=MappingProxyType({"level": PlaceLevel.REGION}),
        required=("@code",),
    ),
    Element("iati-activity/location", Place, "places", (Entry("@ref", "code", TEXT), Entry("name/narrative", "name"))),
    Element("iati-activity/sector", Reference, "sectors", (CODE, LIST, SHARE, LIST_URI, NAME), constants=NO_CODE),
    Element(
        "iati-activity/tag",
        Reference,
        "tags",
        (CODE, LIST, LIST_URI, NAME),
        constants=NO_CODE,
        required=("@code", "@vocabulary"),
    ),
    Element(
        "iati-activity/policy-marker",
        PolicyMarker,
        "policy_markers",
        (
            Entry("@vocabulary", "vocabulary", MARKERS),
            CODE,
            Entry("@significance", "significance", SIGNIFICANCE),
            LIST_URI,
            NAME,
        ),
        required=("@code",),
    ),
    Element(
        "iati-activity/document-link",
        DocumentLink,
        "documents",
        (
            Entry("@url", "url", ADDRESS),
            Entry("@format", "format", TEXT),
            Entry("title/narrative", "title"),
            Entry("description/narrative", "description"),
            Entry("category/@code", "categories", VERBATIM, is_repeated=True),
            Entry("language/@code", "languages", VERBATIM, is_repeated=True),
            Entry("document-date/@iso-date", "date", DAY),
        ),
        required=("@url", "@format", "title/narrative", "category/@code"),
    ),
    Element(
        "iati-activity/result/reference",
        Reference,
        "references",
        (LIST, CODE, LIST_URI),
        constants=NO_CODE,
        required=("@code", "@vocabulary"),
    ),
    Element(
        "iati-activity/result/indicator/reference",
        Reference,
        "references",
        (
            Entry("@vocabulary", "vocabulary", vocabulary(INDICATOR_VOCABULARIES)),
            CODE,
            Entry("@indicator-uri", "uri", URI),
        ),
        constants=NO_CODE,
        required=("@code", "@vocabulary"),
    ),
)
ELEMENTS: Mapping[str, Element] = MappingProxyType({row.path: row for row in ROWS})


OF_RESULTS = ("code", "title", "description", "aggregation_status", "indicators", "references", "documents")
# The fields that the standard has a place for, of the nouns whose readers and writers are written by hand. Those of a
# result are the fields of an element `result`; an activity for each result holds some more.
BY_HAND: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        ResultsFramework: (
            *("identifier", "title", "description", "language", "humanitarian", "last_updated", "status"),
            *("budgets", "results", "source"),
            *dict.fromkeys(row.field for row in ROWS if row.path.count("/") == 1),
        ),
        Outcome: (*OF_RESULTS, "outputs"),
        Output: OF_RESULTS,
        Indicator: (
            *("code", "statement", "description", "measure", "direction", "aggregation_status"),
            *("references", "documents", "series"),
        ),
        Observation: (
            *("kind", "period", "listed_under", "value", "_raw", "unit", "comment", "disaggregation"),
            *("places", "documents"),
        ),
        Budget: ("planned", "actual", "expenses", "period", "kind", "value_date", "funding"),
        FundingLine: ("organisation", "amount"),
    }
)


def fields_without_place(noun: type) -> tuple[str, ...]:
    """The fields of a noun in `BY_HAND` for which the standard has no place."""
    return tuple(_unmapped(noun, {*BY_HAND[noun]}, ""))


def unmapped(row: Element) -> tuple[str, ...]:
    """The fields of the node for which the element has no place; one of a node in it has a dot in its name."""
    mapped = {*row.constants, *(entry.field for entry in row.entries), *(entry.raw or "" for entry in row.entries)}
    return tuple(_unmapped(row.noun, mapped, ""))


@functools.cache
def without_place(noun: Any) -> frozenset[str]:
    """The fields of a noun that no element has a place for."""
    known: Any = Outcome if noun in CODE_OF_RESULT and noun not in BY_HAND else noun
    lists = [fields_without_place(known)] if known in BY_HAND else []
    lists += [unmapped(row) for row in ROWS if row.noun is known]
    return frozenset[str].intersection(*map(frozenset, lists)) if lists else frozenset()


def _unmapped(noun: Any, mapped: set[str], above: str) -> Iterator[str]:
    for field in attrs.fields(noun):
        name = f"{above}{field.name}"
        if any(one.startswith(f"{name}.") for one in mapped):
            yield from _unmapped(Organisation, mapped, f"{name}.")
        elif name not in mapped and field.eq and field.name not in SHARED_FIELDS:
            yield name
