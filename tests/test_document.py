from __future__ import annotations

import copy
import datetime as dt
import pickle

import attrs
import pytest

from resultsframework import DocumentLink, ProgressNote
from resultsframework.document import DOCUMENT_CATEGORIES

LINK = DocumentLink(
    title="Strategic Note",
    url="https://example.org/note.pdf",
    format="application/pdf",
    categories=("A03", "A04", "A05", "A08"),
    languages=("en",),
    date=dt.date(2020, 1, 1),
)
NOTE = ProgressNote(text="Six laws were adopted.", year=2021, title="By 2025, laws are fair")


def test_the_categories_of_the_page_have_their_names():
    """The four categories printed at the page's documents are those of the IATI list, one with a comma in its name."""
    assert [DOCUMENT_CATEGORIES[code] for code in LINK.categories] == [
        "Intended ultimate beneficiaries",
        "Conditions",
        "Budget",
        "Results, outcomes and outputs",
    ]


def test_the_list_of_categories_is_whole_and_cannot_be_changed():
    """Twelve categories of activities and eighteen of organisations; a program cannot add one by accident."""
    assert [code for code in DOCUMENT_CATEGORIES if code.startswith("A")] == [f"A{n:02}" for n in range(1, 13)]
    assert [code for code in DOCUMENT_CATEGORIES if code.startswith("B")] == [f"B{n:02}" for n in range(1, 19)]
    with pytest.raises(TypeError):
        DOCUMENT_CATEGORIES["A01"] = "else"


def test_a_document_of_no_known_category_is_kept_as_read():
    """The category that a source gives a document is kept, also where it is in no list."""
    assert DocumentLink(categories=("Annual Work Plan",)).categories == ("Annual Work Plan",)
    assert DocumentLink().categories == ()


@pytest.mark.parametrize("part", [LINK, NOTE], ids=lambda part: type(part).__name__)
def test_documents_and_notes_can_be_hashed_copied_and_sent(part):
    """Documents and notes equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(part), pickle.loads(pickle.dumps(part))):  # noqa: S301  our own bytes
        assert again == part
        assert hash(again) == hash(part)


def test_a_category_name_with_commas_is_one_category():
    """One line of the page names four categories with four commas; only the code list shows where a name ends."""
    line = "Intended ultimate beneficiaries, Conditions, Budget, Results, outcomes and outputs"
    names = [DOCUMENT_CATEGORIES[code] for code in LINK.categories]
    assert ", ".join(names) == line
    assert len(line.split(", ")) == len(names) + 1


def test_no_two_categories_have_one_name():
    """A name leads back to one code, whatever its letter case; an annual report is one of an organisation."""
    codes = {name.casefold(): code for code, name in DOCUMENT_CATEGORIES.items()}
    assert len(codes) == len(DOCUMENT_CATEGORIES) == 30
    assert codes["annual report"] == "B01"
    assert codes["tender"] == "A10"


@pytest.mark.each(
    "changes",
    [
        {"title": None},
        {"title": "strategic note"},
        {"url": "https://example.org/note.pdf#page=2"},
        {"format": None},
        {"categories": ("A08", "A03", "A04", "A05")},
        {"categories": ()},
        {"languages": ("en", "es")},
        {"date": dt.date(2020, 1, 2)},
        {"description": ""},
    ],
)
def test_a_document_is_all_that_is_said_of_it(changes):
    """Another order of categories, a day later, an empty description: each makes another statement."""
    assert attrs.evolve(LINK, **changes) != LINK


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NOTE, ProgressNote(text="Six laws were adopted.", title="By 2025, laws are fair")),
        (NOTE, ProgressNote(text="Six laws were adopted", year=2021, title="By 2025, laws are fair")),
        (ProgressNote(text="Se adoptaron leyes"), ProgressNote(text="Se adoptaron leyes", title="")),
        (ProgressNote(text="caf\u00e9"), ProgressNote(text="cafe\u0301")),
    ],
)
def test_a_note_is_kept_to_the_letter(one, other):
    """A year that is not stated is not the reporting year, and no full stop or accent is put right."""
    assert one != other


def test_a_note_needs_a_text_and_a_document_needs_nothing():
    """A heading without a note under it is no note; a link of which only the line is known is still a link."""
    with pytest.raises(TypeError, match="text"):
        ProgressNote(title="By 2025, laws are fair")
    assert DocumentLink(line=7) == DocumentLink()
