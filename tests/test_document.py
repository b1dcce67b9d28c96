from __future__ import annotations

import copy
import datetime as dt
import pickle

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
    """What a source calls a document is kept, also where it is in no list."""
    assert DocumentLink(categories=("Annual Work Plan",)).categories == ("Annual Work Plan",)
    assert DocumentLink().categories == ()


@pytest.mark.parametrize("part", [LINK, NOTE], ids=lambda part: type(part).__name__)
def test_documents_and_notes_can_be_hashed_copied_and_sent(part):
    """Documents and notes equal themselves after a copy or a journey to another process."""
    for again in (copy.deepcopy(part), pickle.loads(pickle.dumps(part))):  # noqa: S301  our own bytes
        assert again == part
        assert hash(again) == hash(part)
