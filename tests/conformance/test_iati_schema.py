"""The published files, held against the official schemas an activity at a time and as a whole."""

from __future__ import annotations

from collections import Counter

import pytest

from resultsframework.formats import iati

etree = pytest.importorskip("lxml.etree")
SCHEMA = "iati-activities-schema.xsd"


@pytest.fixture(scope="module")
def folder(shared):
    return shared / "data" / "iati"


@pytest.fixture(scope="module")
def problems(folder):
    """The violations in each published file, by its name."""
    files = sorted((folder / "publishers").glob("*.xml"))
    return {path: list(iati.check_schema(path, folder / "schema")) for path in files}


def test_un_women_breaks_the_schema_of_its_version_where_it_was_counted(problems):
    """The open file of UN Women is of 2.02, which demands that every value is a number: 121 problems."""
    (found,) = [found for path, found in problems.items() if path.name.startswith("XM-DAC-41146__")]
    assert len(found) == 121
    assert len({problem.path for problem in found}) == 9


def test_nothing_else_is_found_than_in_the_file_as_a_whole(folder, problems):
    """To look at one activity at a time costs no problem and no line, but for lines too far down for a validator."""
    for path, found in problems.items():
        tree = etree.parse(str(path), etree.XMLParser(huge_tree=True, resolve_entities=False))
        schema = etree.XMLSchema(etree.parse(str(folder / "schema" / tree.getroot().get("version") / SCHEMA)))
        schema.validate(tree)
        ours = Counter((p.line, p.message) for p in found if (p.line or 0) < 60_000)
        assert ours == Counter((e.line, e.message) for e in schema.error_log if e.line < 60_000), path.name


def test_the_official_examples_are_valid(folder):
    """The standard's own annotated example of 2.03 is valid, whichever way the folder is named."""
    example = folder / "standard-example-2.03.xml"
    assert list(iati.check_schema(example, folder / "schema")) == []
    assert list(iati.check_schema(example, folder / "schema" / "2.03")) == []
