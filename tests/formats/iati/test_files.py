"""Files as users meet them: by name, compressed, as streams, of one framework and of many."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile

import pytest

import resultsframework as rf
from resultsframework.formats import Limits

ONE = rf.ResultsFramework(identifier="XX-1-A", title="One")
TWO = rf.ResultsFramework(identifier="XX-1-B", title="Two")


@pytest.fixture
def text(bench):
    """A file of one framework."""
    return bench.iati.dumps(ONE, lossless=True)


@pytest.fixture
def many(bench):
    """A file of two frameworks."""
    target = io.StringIO()
    bench.iati.dump_all([ONE, TWO], target, lossless=True)
    return target.getvalue()


def named(framework, path):
    """True if the source of a framework has the name of the file."""
    return framework.source.name == str(path)


# ------------------------------------------------------------------------------------------------ by the name


def test_xml_is_iati_by_its_name(tmp_path):
    """A file that ends in .xml is written and read as IATI without a word."""
    path = tmp_path / "plan.xml"
    rf.write(ONE, path, lossless=True)
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    again = rf.read(path)
    assert again == ONE
    assert named(again, path)


@pytest.mark.parametrize("name", ["plan.XML", "plan.Xml"])
def test_capitals_in_a_name_mean_nothing(tmp_path, name):
    """The end of a name is compared without regard to capitals."""
    rf.write(ONE, tmp_path / name, lossless=True)
    assert rf.read(tmp_path / name) == ONE


def test_a_compressed_file_is_read(text, tmp_path):
    """A file compressed by gzip is read as what is in it."""
    path = tmp_path / "plan.xml.gz"
    path.write_bytes(gzip.compress(text.encode()))
    assert rf.read(path) == ONE


def test_a_file_that_is_compressed_twice_is_named(text, tmp_path):
    """A compressed file holds a publication, not another compressed file."""
    path = tmp_path / "plan.xml.gz"
    path.write_bytes(gzip.compress(gzip.compress(text.encode())))
    with pytest.raises(rf.FormatError, match="it is compressed by gzip twice; unpack it once"):
        rf.read(path)


def test_an_archive_is_read(bench, text, tmp_path):
    """A zip archive holds as many frameworks as its files do, in the order of their names."""
    path = tmp_path / "plans.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.xml", bench.iati.dumps(TWO, lossless=True))
        archive.writestr("a.xml", text)
        archive.writestr("notes.txt", "nothing")
    found = list(rf.read_all(path))
    assert found == [ONE, TWO]
    assert [framework.source.name for framework in found] == [f"{path}/a.xml", f"{path}/b.xml"]
    with pytest.raises(rf.FormatError, match="several frameworks"):
        rf.read(path)


def test_one_framework_in_an_archive_is_read_as_one(text, tmp_path):
    """An archive of a single framework is a file of one."""
    path = tmp_path / "plan.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", text)
    assert rf.read(path) == ONE


def test_a_file_without_a_telling_name_is_recognised(text, tmp_path):
    """The content determines the format where the name does not."""
    path = tmp_path / "plan"
    path.write_text(text, encoding="utf-8")
    assert rf.read(path) == ONE
    assert named(rf.read(path), path)


def test_the_format_may_be_named(text, tmp_path):
    """Whoever names the format can call the file what they like."""
    path = tmp_path / "plan.data"
    rf.write(ONE, path, "iati", lossless=True)
    assert rf.read(path, "iati") == ONE
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_options_are_passed_on(bench, publishable, tmp_path, layout):
    """A layout and a publication are options of writing, the layout of reading too."""
    indicator = rf.Indicator(statement="I", measure=rf.Measure.UNIT)
    output = rf.Output(title="O", description="D", indicators=(indicator,))
    outcome = rf.Outcome(title="C", description="D", indicators=(indicator,), outputs=(output,))
    framework = publishable(results=(outcome,), status=None)
    path = tmp_path / "plan.xml"
    publication = bench.iati.Publication(status=rf.ActivityStatus.CLOSED)
    rf.write(framework, path, layout=layout, publication=publication)
    again = rf.read(path, layout=layout)
    assert again.status is rf.ActivityStatus.CLOSED
    assert len(again.indicators) == 2


def test_an_unknown_option_is_a_mistake(tmp_path):
    """A misspelt option is refused, not passed over."""
    with pytest.raises(TypeError):
        rf.write(ONE, tmp_path / "plan.xml", extension=False)


def test_what_cannot_be_written_leaves_the_old_file(bench, tmp_path):
    """A file that was there stays as it was where the new one is refused."""
    path = tmp_path / "plan.xml"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(rf.InvalidValueError):
        rf.write(ONE, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
    assert bench.iati.Publication() == bench.iati.Publication()


# ------------------------------------------------------------------------------------------------ streams and texts


@pytest.mark.parametrize("stream", [io.StringIO, lambda: io.BytesIO()])  # noqa: PLW0108 - one call, one stream
def test_streams_of_text_and_of_bytes(bench, stream, text):
    """An open file is written as text or as bytes, whichever it takes, and read likewise."""
    target = stream()
    bench.iati.dump(ONE, target, lossless=True)
    content = target.getvalue()
    assert (content if isinstance(content, str) else content.decode()) == text
    target.seek(0)
    assert bench.iati.load(target) == ONE
    target.seek(0)
    assert rf.read(target, "iati") == ONE


def test_text_and_bytes_are_read_alike(bench, text):
    """The same file as text, as bytes, and as bytes compressed or in UTF-16."""
    for content in (
        text,
        text.encode(),
        gzip.compress(text.encode()),
        text.replace("UTF-8", "UTF-16").encode("utf-16"),
    ):
        assert bench.iati.loads(content) == ONE


def test_a_declared_encoding_does_not_matter_in_text(bench, text):
    """A text is characters already, whatever encoding it declares."""
    assert bench.iati.loads(text.replace("UTF-8", "ISO-8859-1").replace("One", "Öne")).title == "Öne"


def test_the_name_of_a_text_may_be_given(bench, text):
    """The name given to a text goes into the framework and into errors."""
    assert bench.iati.loads(text, source="plan.xml").source.name == "plan.xml"
    assert bench.iati.loads(text).source.name is None
    with pytest.raises(rf.FormatError, match=r"plan\.xml"):
        bench.iati.loads("<iati-activities/>", source="plan.xml")


def test_the_name_of_a_stream_may_be_given(bench, text):
    """The name given to a stream is used if it has none of its own."""
    (framework,) = bench.iati.load_all(io.BytesIO(text.encode()), name="plan.xml")
    assert framework.source.name == "plan.xml"


@pytest.mark.parametrize("name", ["load", "load_all"])
def test_paths_are_opened(bench, tmp_path, name):
    """A path may be text or a path object."""
    path = tmp_path / "plan.xml"
    bench.iati.dump(ONE, path, lossless=True)
    for given in (path, str(path)):
        found = getattr(bench.iati, name)(given)
        assert (found if name == "load" else next(found)) == ONE


# ------------------------------------------------------------------------------------------------ one and many


def test_many_are_read_one_by_one(bench, many, tmp_path):
    """A file of several frameworks gives them in their order, and is refused where one is wanted."""
    path = tmp_path / "plans.xml"
    path.write_text(many, encoding="utf-8")
    assert list(rf.read_all(path)) == [ONE, TWO]
    for read in (lambda: rf.read(path), lambda: bench.iati.load(path), lambda: bench.iati.loads(many)):
        with pytest.raises(rf.FormatError, match="it holds several frameworks; a program"):
            read()


def test_a_file_of_none(bench, tmp_path):
    """A file without an activity holds no framework."""
    path = tmp_path / "none.xml"
    bench.iati.dump_all([], path, lossless=True)
    assert list(rf.read_all(path)) == []
    for read in (lambda: bench.iati.loads("<iati-activities/>"), lambda: bench.iati.load(path)):
        with pytest.raises(rf.FormatError, match="it holds no activity"):
            read()
    with pytest.raises(rf.FormatError, match="it holds no framework"):
        rf.read(path)


def test_the_first_is_there_before_the_last(bench):
    """A framework is handed out as soon as it is complete, though the file is damaged further down."""
    good = bench.iati.dumps(ONE, lossless=True).replace("</iati-activities>", "")
    filler = "<!-- " + "x" * 200_000 + " -->"
    found = bench.iati.load_all((good + filler + "<iati-activity><oops></iati-activity>").encode())
    assert next(found) == ONE
    with pytest.raises(rf.FormatError):
        next(found)


def test_an_activity_may_be_the_whole_document(bench):
    """A single activity without the element around it is read."""
    assert bench.iati.loads("<iati-activity><title><narrative>T</narrative></title></iati-activity>").title == "T"


def test_the_file_is_text_for_people(bench, publishable):
    """Each activity, result and indicator begins on a line of its own."""
    text = bench.iati.dumps(publishable(), lossless=True)
    for tag in ("iati-activity", "result", "indicator"):
        assert any(line.strip().startswith(f"<{tag}") for line in text.splitlines())


# ------------------------------------------------------------------------------------------------ always the same


def test_a_framework_is_always_the_same_text(bench, publishable):
    """No clock and no chance: the same framework is the same text, also after it was read."""
    framework = publishable()
    text = bench.iati.dumps(framework, lossless=True)
    assert bench.iati.dumps(framework, lossless=True) == text
    assert bench.iati.dumps(bench.iati.loads(text), lossless=True) == text


PROGRAM = """
from decimal import Decimal
import resultsframework as rf
from resultsframework.formats import iati
budgets = tuple(
    rf.Budget(period=rf.Period(year=2020), expenses=rf.Money(nominal=Decimal(1), currency=currency))
    for currency in ("USD", "EUR", "GBP")
)
outcomes = tuple(rf.Outcome(code=code, outputs=(rf.Output(code=code),)) for code in "ABCABC")
framework = rf.ResultsFramework(identifier="I", budgets=budgets, results=outcomes)
again = iati.loads(iati.dumps(framework, layout="hierarchical", lossless=True))
print(iati.dumps(again, layout="hierarchical", lossless=True))
"""


def test_the_order_of_hashes_changes_nothing():
    """The text does not depend on the order in which a program's sets happen to be."""
    texts = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            check=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(texts) == 1


# ------------------------------------------------------------------------------------------------ recognising


@pytest.mark.each(
    ("content", "is_iati"),
    [
        ("<iati-activities/>", True),
        ('<?xml version="1.0"?>\n<iati-activity/>', True),
        ("\ufeff<iati-activities/>", True),
        ("\n \t\r<iati-activities/>", True),
        ("<!-- --><x xmlns='urn:x'><iati-identifier/></x>", True),
        ("<html/>", False),
        ("<", False),
        ("", False),
        (" ", False),
        ('{"iati-activities": 1}', False),
        ("how to read <iati-activities>", False),
    ],
)
def test_xml_with_a_name_of_the_standard_is_recognised(bench, content, is_iati):
    """A text that begins with an angle bracket and names an element of the standard is taken for an activity file."""
    assert bench.iati.recognises(content) is is_iati


def test_a_missing_library_is_named(monkeypatch, text, bench, tmp_path):
    """Without lxml each way in and out names the extra to install."""
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    for use in (
        lambda: bench.iati.loads(text),
        lambda: list(bench.iati.load_all(text.encode())),
        lambda: bench.iati.dumps(ONE, lossless=True),
        lambda: bench.iati.dump_all([ONE], tmp_path / "x.xml", lossless=True),
        lambda: bench.iati.read_back(text),
    ):
        with pytest.raises(rf.MissingExtraError, match=r"resultsframework\[iati\]"):
            use()


def test_limits_are_passed_on(bench):
    """The limits of depth and length are the caller's choice."""
    deep = bench.file(bench.activity("<a>" * 80 + "</a>" * 80))
    with pytest.raises(rf.UnsafeInputError, match=r"Limits\(depth="):
        bench.iati.loads(deep)
    assert bench.iati.loads(deep, limits=Limits(depth=100)).identifier == "XX-1-A"
    assert next(bench.iati.load_all(deep.encode(), limits=Limits(depth=100))).identifier == "XX-1-A"
    with pytest.raises(rf.UnsafeInputError, match=r"Limits\(text="):
        bench.iati.loads(bench.file(bench.activity()), limits=Limits(text=3))


def test_a_deep_element_that_is_kept_comes_back(bench):
    """An element of others, deeper than parsers usually allow, is kept and written."""
    deep = '<x:a xmlns:x="urn:x">' + "<x:b>" * 300 + "</x:b>" * 300 + "</x:a>"
    framework = bench.framework(deep, limits=Limits(depth=400))
    assert len(framework.extras) == 1
    assert bench.iati.loads(bench.iati.dumps(framework, lossless=True), limits=Limits(depth=400)) == framework


# ------------------------------------------------------------------------------------------------ the results alone


def test_the_results_can_be_read_alone(bench):
    """Elements not needed for the results are passed over; the results and their owner are left."""
    inner = (
        '<other-identifier ref="1" type="A1"/><related-activity type="1" ref="XX-1"/>'
        '<sector code="15170" vocabulary="1"/><transaction><transaction-type code="3"/></transaction>'
    ) + bench.period_text('<target value="5"/>')
    whole = bench.framework(inner, 'default-currency="EUR" xml:lang="fr"')
    found = bench.framework(inner, 'default-currency="EUR" xml:lang="fr"', results_only=True)
    assert found.results == whole.results
    assert len(found.results[0].indicators[0].series) == 1
    assert found.identifier == "XX-1-A"
    assert found.reporting_organisation == whole.reporting_organisation
    assert found.language == "fr"
    assert [extra.name for extra in found.extras] == ["@default-currency", "related-activity"]
    assert found == rf.ResultsFramework(
        identifier=found.identifier,
        reporting_organisation=found.reporting_organisation,
        title="A project",
        language="fr",
        extras=found.extras,
        results=found.results,
    )


@pytest.mark.parametrize("layout", ["flat", "outcome-activity", "hierarchical"])
def test_results_alone_are_found_in_every_layout(bench, layout):
    """Where activities are results, those are found with their indicators where they belong."""
    indicators = (rf.Indicator(statement="Number of wells", code="W-1"),)
    outcome = rf.Outcome(title="Wells are used", outputs=(rf.Output(title="Wells are dug", indicators=indicators),))
    text = bench.iati.dumps(
        rf.ResultsFramework(identifier="XX-1", title="Wells", results=(outcome,)), layout=layout, lossless=True
    )
    (found,) = bench.iati.loads(text, results_only=True).results
    assert found.outputs == outcome.outputs


def test_relations_of_others_are_kept_with_the_results(bench):
    """Activities that name their parents make a tree of results, too, where only those are read."""
    parent = bench.activity(bench.indicator_text(result='type="2"'))
    child = bench.activity('<related-activity type="1" ref="XX-1-A"/>').replace("XX-1-A</iati", "XX-1-B</iati")
    (found,) = bench.iati.load_all(bench.file(parent, child).encode(), layout="hierarchical", results_only=True)
    assert [type(result).__name__ for result in found.results] == ["Outcome", "Output"]
