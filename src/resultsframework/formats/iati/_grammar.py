"""
The grammar of an IATI activity file, version 2.03, in a notation of this library: the elements allowed in each element,
their order and number, and their attributes. It replaces the official schema where that is not at hand.
"""

from __future__ import annotations

import functools
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["GLOBAL_ATTRIBUTES", "GLOBAL_ELEMENTS", "KINDS", "Child", "Kind"]

# One entry begins at the left margin and goes on in indented lines:
#
#   CAPITALS         a form that several elements share
#   name             an element that is declared for itself: it is also allowed inside foreign elements, and is checked
#   path/name        an element that is special in this place
#   :FORM            it is as that form
#   =type            it holds text of that type, and no element
#   closed           it takes no attributes of other namespaces; all others do
#   @name:type!      an attribute, by default a string and optional; ! makes it required
#   name:FORM+       a child; ? at most one, * any number, + at least one, no mark exactly one. Without a form it is the
#                    entry of its path, if there is one, or else of its name; a form in small letters is bare text of
#                    that type, without any attribute
#
# The order of children counts. After them, every element that holds no text takes elements of other namespaces.
FACTS = """
CODE    @code!
CODED   @code! @vocabulary
DATE    @iso-date:date!
LABEL   =string
LINK    @url:anyURI! @format!
        title description:TEXT? category:CODE+ language:CODE* document-date:DATE?
MONEY   =decimal @currency @value-date:date!
PAYER   @ref @provider-activity-id @type narrative*
PAYEE   @ref @receiver-activity-id @type narrative*
PLACE   @ref
POINTS  closed @value location:PLACE* dimension* comment? document-link:LINK*
TEXT    narrative+

iati-activities  @version! @generated-datetime:dateTime @linked-data-default:anyURI iati-activity+
iati-activity    @last-updated-datetime:dateTime @xml:lang @default-currency @humanitarian:boolean @hierarchy:int
                 @linked-data-uri:anyURI @budget-not-provided
                 iati-identifier reporting-org title:TEXT description+ participating-org+ other-identifier*
                 activity-status activity-date+ contact-info* activity-scope?
                 recipient-country* recipient-region* location* sector* tag* country-budget-items?
                 humanitarian-scope* policy-marker* collaboration-type? default-flow-type? default-finance-type?
                 default-aid-type* default-tied-status? budget* planned-disbursement* capital-spend? transaction*
                 document-link:LINK* related-activity* legacy-data* conditions? result* crs-add? fss?
iati-activity/description  @type narrative+

narrative        =string @xml:lang
title            :TEXT
description      :TEXT
comment          :TEXT
dimension        @name @value

iati-identifier  :LABEL
reporting-org    @ref! @type! @secondary-reporter:boolean narrative+
participating-org   @ref @type @role! @activity-id @crs-channel-code narrative*
other-identifier    @ref! @type! owner-org?
other-identifier/owner-org  @ref narrative*
activity-status  :CODE
activity-date    @type! @iso-date:date! narrative*
contact-info     @type
                 organisation:TEXT? department:TEXT? person-name:TEXT? job-title:TEXT?
                 telephone:LABEL* email:LABEL* website* mailing-address:TEXT*
contact-info/website  =anyURI
activity-scope   :CODE

recipient-country   @code! @percentage:decimal narrative*
recipient-region    @code! @vocabulary @vocabulary-uri:anyURI @percentage:decimal narrative*
location         @ref
                 location-reach:CODE? location-id* name:TEXT? description:TEXT? activity-description:TEXT?
                 administrative* point? exactness:CODE? location-class:CODE? feature-designation:CODE?
location/location-id     @code! @vocabulary!
location/administrative  @code! @vocabulary! @level:nonNegativeInteger
location/point           @srsName! pos:string

sector           @vocabulary @vocabulary-uri:anyURI @code! @percentage:decimal narrative*
tag              @code! @vocabulary! @vocabulary-uri:anyURI narrative*
country-budget-items  @vocabulary! budget-item+
country-budget-items/budget-item  @code! @percentage:decimal description:TEXT?
humanitarian-scope    @type! @vocabulary! @vocabulary-uri:anyURI @code! narrative*
policy-marker    @vocabulary @vocabulary-uri:anyURI @code! @significance narrative*
collaboration-type    :CODE
default-flow-type     :CODE
default-finance-type  :CODE
default-aid-type      :CODED
default-tied-status   :CODE

budget           @type @status period-start:DATE period-end:DATE value:MONEY
planned-disbursement  @type period-start:DATE period-end:DATE? value:MONEY provider-org:PAYER? receiver-org:PAYEE?
capital-spend    @percentage:decimal!
transaction      @ref @humanitarian:boolean
                 transaction-type:CODE transaction-date:DATE value:MONEY description:TEXT?
                 provider-org:PAYER? receiver-org:PAYEE? disbursement-channel:CODE?
                 sector* recipient-country? recipient-region?
                 flow-type:CODE? finance-type:CODE? aid-type:CODED* tied-status:CODE?
transaction/sector             @vocabulary @vocabulary-uri:anyURI @code! narrative*
transaction/recipient-country  @code! narrative*
transaction/recipient-region   @code! @vocabulary @vocabulary-uri:anyURI narrative*

related-activity closed @ref! @type!
legacy-data      closed @name! @value! @iati-equivalent:NMTOKEN
conditions       @attached:boolean! condition*
conditions/condition  closed @type! narrative+

result           @type! @aggregation-status:boolean title description? document-link:LINK* reference* indicator+
result/reference @code! @vocabulary! @vocabulary-uri:anyURI
result/indicator @measure! @ascending:boolean @aggregation-status:boolean
                 title description? document-link:LINK* reference* baseline* period*
result/indicator/reference  @vocabulary! @code! @indicator-uri:anyURI
result/indicator/baseline   @iso-date:date @year:positiveInteger! @value
                            location:PLACE* dimension* document-link:LINK* comment?
result/indicator/period     period-start:DATE period-end:DATE target:POINTS* actual:POINTS*

crs-add          other-flags* loan-terms? loan-status? channel-code:string?
crs-add/other-flags  @code! @significance:boolean!
crs-add/loan-terms   @rate-1:decimal @rate-2:decimal
                     repayment-type:CODE? repayment-plan:CODE?
                     commitment-date:DATE? repayment-first-date:DATE? repayment-final-date:DATE?
crs-add/loan-status  @year:decimal! @currency @value-date:date!
                     interest-received:decimal? principal-outstanding:decimal?
                     principal-arrears:decimal? interest-arrears:decimal?
fss              @extraction-date:date! @priority:boolean @phaseout-year:decimal forecast*
fss/forecast     =decimal @year:decimal! @currency @value-date:date
"""

XML = "{http://www.w3.org/XML/1998/namespace}"

# Attributes that are declared for themselves, and therefore are checked wherever an element takes foreign ones.
GLOBAL_ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "currency": "string",
        "value-date": "date",
        f"{XML}lang": "language",
        f"{XML}space": "space",
        f"{XML}base": "anyURI",
        f"{XML}id": "ID",
    }
)


@attrs.frozen
class Child:
    """
    One place among the children of an element.

    Attributes:
        name: The name of the element.

        kind: The kind of that element.

        required: True if at least one is required.

        repeats: True if more than one is allowed.
    """

    name: str
    kind: Kind
    required: bool
    repeats: bool


@attrs.frozen(eq=False)
class Kind:
    """
    The content model of an element of the standard.

    Attributes:
        text: The type of its text; None for an element that holds elements.

        attributes: The type of each attribute it is declared with, names in Clark notation.

        required: The attributes it has to have.

        is_open: True if it takes attributes of other namespaces.

        children: The elements it may hold, in the order they have to come in.
    """

    text: str | None
    attributes: Mapping[str, str]
    required: frozenset[str]
    is_open: bool
    children: tuple[Child, ...]

    @functools.cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each child in that order, from 0."""
        return MappingProxyType({child.name: rank for rank, child in enumerate(self.children)})

    @functools.cached_property
    def needs(self) -> int:
        """The number of its required children."""
        return sum(child.required for child in self.children)


def entries(facts: str) -> Iterator[tuple[str, list[str]]]:
    """The name and the words of each entry."""
    for entry in facts.replace("\n ", " ").splitlines():
        if entry:
            name, *words = entry.split()
            yield name, words


def kinds_of(facts: str) -> dict[str, Kind]:
    """The kind of the element at each path, from every element that is declared for itself downwards."""
    words_of = dict(entries(facts))
    made: dict[str, Kind] = {}

    def kind_of(entry: str) -> Kind:
        if entry not in made:
            words = words_of[entry]
            made[entry] = kind_of(words[0][1:]) if words[0].startswith(":") else built(entry, words)
        return made[entry]

    def built(entry: str, words: list[str]) -> Kind:
        declared = [word[1:] for word in words if word.startswith("@")]
        attributes = dict(attribute_of(word.rstrip("!")) for word in declared)
        return Kind(
            text=next((word[1:] for word in words if word.startswith("=")), None),
            attributes=MappingProxyType(attributes),
            required=frozenset(word[:-1].partition(":")[0] for word in declared if word.endswith("!")),
            is_open="closed" not in words,
            children=tuple(child_of(entry, word) for word in words if word[0] not in "@=" and word != "closed"),
        )

    def child_of(entry: str, word: str) -> Child:
        name, _, form = word.rstrip("?*+").partition(":")
        special = f"{entry}/{name}"
        kind = bare(form) if form.islower() else kind_of(form or (special if special in words_of else name))
        return Child(name, kind, required=word[-1] not in "?*", repeats=word[-1] in "*+")

    def below(path: str, kind: Kind) -> Iterator[tuple[str, Kind]]:
        yield path, kind
        for child in kind.children:
            yield from below(f"{path}/{child.name}", child.kind)

    alone = [name for name in words_of if name.islower() and "/" not in name]
    return {path: kind for name in alone for path, kind in below(name, kind_of(name))}


def attribute_of(word: str) -> tuple[str, str]:
    """The name of a declared attribute, in Clark notation, and its type."""
    if word.startswith("xml:"):
        name = word.replace("xml:", XML)
        return name, GLOBAL_ATTRIBUTES[name]
    name, _, kind = word.partition(":")
    return name, kind or "string"


def bare(text: str) -> Kind:
    """An element that is its text and nothing else."""
    return Kind(text=text, attributes=MappingProxyType({}), required=frozenset(), is_open=False, children=())


KINDS: Mapping[str, Kind] = MappingProxyType(kinds_of(FACTS))
GLOBAL_ELEMENTS: Mapping[str, Kind] = MappingProxyType({path: kind for path, kind in KINDS.items() if "/" not in path})
