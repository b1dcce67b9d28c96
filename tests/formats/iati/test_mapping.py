"""The table of elements and fields: every place of it is read and written, and no other field survives."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs
import pytest

import resultsframework as rf
from resultsframework.activity import DateKind
from resultsframework.node import SHARED_FIELDS
from resultsframework.organisation import OrganisationLevel, ParticipationRole

pytest.importorskip("lxml.etree", reason="IATI needs lxml")

from lxml import etree

from resultsframework.formats.iati._mapping import BY_HAND, ELEMENTS, fields_without_place, unmapped, without_place
from resultsframework.formats.iati._read_plain import READERS
from resultsframework.formats.iati._write_plain import WRITERS, write_all

TOWN = rf.Place(name="Kitui", level=rf.PlaceLevel.MUNICIPALITY)
VALUES = {
    "code": "C-1",
    "day": dt.date(2024, 2, 29),
    "date": dt.date(2024, 2, 29),
    "percentage": Decimal("12.50"),
    "significance": 2,
    "categories": ("A08", "B01"),
    "languages": ("en", "fr"),
    "role": ParticipationRole.EXTENDING,
    "kind": DateKind.ACTUAL_START,
    "jurisdiction": TOWN,
    "within": TOWN,
    "through": rf.Organisation(name="Ministry"),
}


def value_of(noun, name):
    """A value that a field of a noun can hold."""
    if name == "level":
        return OrganisationLevel.NATIONAL if noun is rf.Organisation else rf.PlaceLevel.STATE
    return VALUES.get(name, f"A {name}")


def sample(row, *more):
    """A node of a row with a value in every field that has a place, and in some others."""
    fields, inner = dict(row.constants), {}
    for name in (*(entry.field for entry in row.entries), *more):
        holder, _, field = name.rpartition(".")
        noun = rf.Organisation if holder else row.noun
        (inner if holder else fields)[field] = value_of(noun, field)
    return row.noun(**fields, **({"organisation": rf.Organisation(**inner)} if inner else {}))


def again(path, node):
    """A node as it is read from what is written for it."""
    return READERS[path](etree.fromstring(WRITERS[path](node)), "en")


@pytest.mark.parametrize("path", ELEMENTS)
def test_every_field_with_a_place_is_read_as_it_was_written(path):
    """All that the table has a place for survives in a plain file."""
    node = sample(ELEMENTS[path])
    assert again(path, node) == node


@pytest.mark.parametrize("path", ELEMENTS)
def test_no_field_without_a_place_survives(path):
    """The fields that the documentation lists are lost in a plain file, each of them, and nothing else."""
    row = ELEMENTS[path]
    for name in unmapped(row):
        node = sample(row, name)
        assert node != sample(row)
        assert again(path, node) == sample(row)


@pytest.mark.parametrize("path", [path for path, row in ELEMENTS.items() if row.required and not row.is_required])
def test_an_element_is_not_written_without_what_it_requires(path):
    """A node without a value at a required place is left out of a plain file."""
    row = ELEMENTS[path]
    for entry in row.entries:
        if entry.place in row.required and row.constants.get(entry.field) is None:
            empty = () if entry.is_repeated else None
            node = attrs.evolve(sample(row), **{entry.field: empty})
            assert write_all(path, (node,)) == ""


def test_a_required_element_is_written_with_what_there_is():
    """Every activity has a reporting organisation; its attributes are empty where they are not stated."""
    path = "iati-activity/reporting-org"
    assert WRITERS[path](rf.Organisation()) == '<reporting-org ref="" type=""><narrative/></reporting-org>'


@pytest.mark.parametrize("noun", BY_HAND)
def test_fields_with_a_place_exist(noun):
    """Every field is either in the list of those with a place, or in that of those without one."""
    names = {field.name for field in attrs.fields(noun) if field.eq} - {*SHARED_FIELDS}
    assert {*BY_HAND[noun]} <= names
    assert {*BY_HAND[noun], *fields_without_place(noun)} == names


@pytest.mark.parametrize("path", ELEMENTS)
def test_a_field_with_a_place_is_never_without_one(path):
    """The reasons in a loss report follow from the same table: no field of an element lacks a place in the standard."""
    row = ELEMENTS[path]
    assert without_place(row.noun).isdisjoint({*row.constants, *(entry.field for entry in row.entries)})
    assert without_place(row.noun) <= {*unmapped(row)}


def test_nouns_of_no_element_have_no_list():
    """A noun that the standard does not know is lost as a whole, in the field that holds it."""
    assert without_place(rf.JointProgramme) == without_place(None) == frozenset()
    assert "unit" in without_place(rf.Indicator)
    assert without_place(rf.Impact) == without_place(rf.Outcome)
    assert "activities" in without_place(rf.Output)
