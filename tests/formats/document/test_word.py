"""Documents of Word: real styles, heads that repeat, wide pages, templates of users, and bytes without a clock."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

import resultsframework as rf
from resultsframework.formats.document import word
from resultsframework.formats.document._blocks import Cell, Grid, Head, Row

pytest.importorskip("docx", reason="Word needs python-docx, of the extra word")

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm

from resultsframework.formats.document._word_elements import column_widths


def opened(data):
    """A document as python-docx reads it."""
    return docx.Document(io.BytesIO(data))


@pytest.fixture
def logframe(plan):
    """The logframe."""
    return opened(word.dumps(plan))


@pytest.fixture
def progress(plan):
    """The progress of 2021."""
    return opened(word.dumps(plan, view="progress", at=2021))


@pytest.fixture
def plan_of_numbers():
    """The logframe of a plan with large numbers, on a page that is higher than wide."""
    series = rf.ObservationSeries.parse(
        "2022 baseline 125000.5 | 2023 milestone 200000 actual 187 | 2025 target 250000"
    )
    indicator = rf.Indicator(
        code="1.1",
        statement="Value of loans disbursed to groups of producers",
        unit="USD",
        monitoring_plan=rf.MonitoringPlan(means_of_verification="https://example.org/a/very/long/address"),
        series=series,
    )
    return opened(word.dumps(rf.ResultsFramework(results=(rf.Output(code="1", indicators=(indicator,)),))))


@pytest.fixture
def template():
    """A template of a user as bytes, made by a function that changes it."""

    def made(change):
        file = docx.Document()
        change(file)
        stream = io.BytesIO()
        file.save(stream)
        stream.seek(0)
        return stream

    return made


def widths_of(table):
    """The widths of the columns of a table, in twentieths of a point."""
    return [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]


def paragraphs(file):
    """The paragraphs with the names of their styles."""
    return [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs if paragraph.text]


def cells(table):
    """The texts of a table."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_framework_is_written_by_the_suffix(plan, tmp_path):
    """`rf.write` takes the end of the name, and an open file takes the bytes."""
    path, stream = tmp_path / "plan.docx", io.BytesIO()
    rf.write(plan, path, view="progress", at=2021)
    word.dump(plan, stream, view="progress", at=2021)
    assert path.read_bytes() == stream.getvalue() == word.dumps(plan, view="progress", at=2021)


def test_headings_and_lists_have_their_styles(logframe):
    """Whoever changes the style of a heading in Word changes all of them; the navigation shows the results."""
    found = paragraphs(logframe)
    assert found[:3] == [("Title", "Work for women"), ("Subtitle", "Logical framework"), ("Heading 1", "Key facts")]
    assert ("Heading 2", "Outcome 1: Women work") in found
    assert ("Heading 3", "Output 1.0: Training") in found
    assert ("Heading 4", "Assumptions") in found
    assert ("List Bullet", "The law passes (no longer holds)") in found
    assert ("Fact", "Weight: 30 %") in found
    assert ("Normal", "In two lines.") in found
    assert ("Table Note", "1 direction of improvement (increase) inferred from the plan, not declared") in found


def test_tables_have_a_caption_with_a_number_that_word_counts(logframe):
    """Captions are above the tables, so that Word makes a list of tables, and describe them to a screen reader."""
    captions = [paragraph for paragraph in logframe.paragraphs if paragraph.style.name == "Caption"]
    fields = [caption._p.find(qn("w:fldSimple")) for caption in captions]
    assert [field.get(qn("w:instr")) for field in fields] == [r"SEQ Table \* ARABIC"] * len(logframe.tables)
    assert captions[0].text.endswith(". Budgets with shortfall")
    described = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in logframe.tables]
    assert described[:2] == ["Budgets with shortfall", "Indicators of output 1.0"]


def test_the_head_of_a_table_repeats_and_no_row_is_cut(logframe):
    """On a further page of a long table the heading is there again."""
    for table in logframe.tables:
        properties = [row._tr.trPr for row in table.rows]
        assert properties[0].find(qn("w:tblHeader")) is not None
        assert all(found.find(qn("w:cantSplit")) is not None for found in properties)
        assert all(found.find(qn("w:tblHeader")) is None for found in properties[1:])


def test_a_page_ends_only_where_the_next_is_turned(plan):
    """A sentence on what could not be read is no page of its own, behind upright pages and behind wide ones."""
    bare = plan.replace(source=rf.Source(unparsed=("?",)), programmes=(), documents=(), revisions=(), progress_notes=())
    upright, wide = opened(word.dumps(bare)), opened(word.dumps(bare, view="progress", at=2021))
    assert (len(upright.sections), len(wide.sections)) == (1, 2)
    for made in (upright, wide):
        last = [paragraph.text for paragraph in made.paragraphs if paragraph.text][-1]
        assert last == "Of the source, 1 part could not be read and is not shown."


def test_no_number_and_no_word_of_a_heading_breaks_within(plan_of_numbers):
    """250,000 and "(target)" have room in one line of their columns, and the marks of notes stay at their values."""
    for table in plan_of_numbers.tables:
        for column, twips in zip(table.columns, widths_of(table), strict=True):
            words = [word for cell in column.cells for word in cell.text.replace("\u00a0", "_").split(" ")]
            longest = max(map(len, words))
            assert longest > 16 or twips >= longest * 100
    assert sum(widths_of(plan_of_numbers.tables[0])) <= 9640
    texts = [cell.text for cell in plan_of_numbers.tables[0].rows[1].cells]
    assert texts[2:5] == ["125,000.5 (2022)", "200,000", "250,000"]
    assert texts[0].endswith("(unit: USD)\u00a01")


def test_a_table_that_is_too_wide_for_its_page_is_shared_by_all_columns():
    """Many long words have the whole page, each column as much as it needs of it."""
    heads = tuple(Head("x" * 16, width) for width in (1, 9, *[1] * 10))
    grid = Grid("Wide", heads, (Row(tuple(Cell("y") for _ in heads)),))
    made = column_widths(grid, 9_000)
    assert sum(made) <= 9_000
    assert len(set(made)) == 1


def test_the_indicator_spans_its_planned_and_its_achieved_values(logframe):
    """The cell of an indicator is merged over both rows; targets are bold, marks of notes are superscript."""
    rows = cells(logframe.tables[1])
    assert rows[0] == ["Indicator", "Values", "Baseline", "2020", "2021", "2022 (target)", "Means of verification"]
    assert rows[1] == ["1.1 Women trained\u00a01", "planned", "0 (2018)", "50", "100", "320", "Register"]
    assert rows[2] == ["1.1 Women trained\u00a01", "achieved", "", "40", "59", "", ""]
    table = logframe.tables[1]
    assert table.cell(1, 5).paragraphs[0].runs[0].bold
    assert table.cell(1, 0).paragraphs[0].runs[1].font.superscript
    assert not table.cell(1, 3).paragraphs[0].runs[0].bold


def test_wide_tables_are_on_wide_pages(logframe, plan):
    """The tables of a year are wider than a page is; what is before and after them is on pages of A4 upright."""
    notes = [rf.ProgressNote(year=year, text="All goes well.") for year in (2020, 2021)]
    progress = opened(word.dumps(plan.replace(progress_notes=notes), view="progress", at=2021))
    turned = [section.orientation for section in progress.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    upright, wide, _ = progress.sections
    assert round(upright.page_width.mm) == round(wide.page_height.mm) == 210
    assert round(upright.page_height.mm) == round(wide.page_width.mm) == 297
    for file in (logframe, progress):
        room = max(s.page_width - s.left_margin - s.right_margin for s in file.sections) // 635
        for table in file.tables:
            assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) <= room


def test_the_language_is_that_of_the_texts(plan):
    """Word checks the spelling, and a screen reader reads aloud, in the language of the framework."""

    def language(framework):
        file = opened(word.dumps(framework))
        (tag,) = {found.get(qn("w:val")) for found in file.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))}
        return tag, file.core_properties.language

    assert language(plan.replace(language="es-MX")) == ("es-MX", "es-MX")
    assert language(plan.replace(language=None)) == ("en", "")
    assert language(plan.replace(language="no tag")) == ("en", "")


def test_the_file_knows_neither_clock_nor_author(plan):
    """The same framework gives the same bytes; the properties hold the title and the language alone."""
    data = word.dumps(plan)
    assert data == word.dumps(plan)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    properties = opened(data).core_properties
    assert (properties.title, properties.language) == ("Work for women", "en")
    assert (properties.author, properties.created, properties.modified) == ("", None, None)
    long = opened(word.dumps(plan.replace(title="Plan " * 100)))
    assert len(long.core_properties.title) == 255


def test_pages_are_numbered(logframe):
    """The foot of each page has the title and the number that Word counts."""
    foot = logframe.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("Work for women - page ")
    assert foot._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_a_template_gives_its_styles_and_its_page_and_no_text(plan, template):
    """The house style of an office: its page, header and styles are taken, its text is not."""

    def change(file):
        file.add_paragraph("Type here")
        file.sections[0].page_width, file.sections[0].page_height = Mm(216), Mm(279)
        file.sections[0].header.paragraphs[0].text = "The Office"
        file.styles["Title"].font.name = "Office Sans"
        file.styles.add_style("Office Table", WD_STYLE_TYPE.TABLE)
        file.styles.add_style("Table Note", WD_STYLE_TYPE.PARAGRAPH).font.italic = True

    made = opened(word.dumps(plan, template=template(change)))
    assert "Type here" not in [text for _, text in paragraphs(made)]
    assert made.styles["Title"].font.name == "Office Sans"
    assert made.styles["Table Note"].font.italic
    assert made.sections[0].header.paragraphs[0].text == "The Office"
    assert made.sections[0].footer.is_linked_to_previous
    assert {table.style.name for table in made.tables} == {"Office Table"}
    assert round(made.sections[0].page_width.mm) == 216


def test_a_style_that_a_template_lacks_is_added(plan, template):
    """A template saves only styles that were used; the others come from the library, based on the template's text."""

    def change(file):
        for name in ("Caption", "List Bullet", "Heading 4", "Subtitle"):
            file.styles[name].delete()
        file.styles["Normal"].font.name = "Office Serif"
        file.styles.element.find(qn("w:docDefaults")).getparent().remove(file.styles.element.find(qn("w:docDefaults")))

    made = opened(word.dumps(plan, template=template(change)))
    found = paragraphs(made)
    assert ("Subtitle", "Logical framework") in found
    assert ("Heading 4", "Assumptions") in found
    assert ("List Bullet", "• Employers agree") in found
    assert made.styles["Caption"].base_style.font.name == "Office Serif"
    assert {table.style.name for table in made.tables} == {"Results Table"}
    assert next(made.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "en"


def test_a_template_without_a_language_keeps_its_own(plan, template):
    """Where the framework states no language, the template decides."""

    def change(file):
        next(file.styles.element.iter(qn("w:lang"))).set(qn("w:val"), "fr-FR")

    made = opened(word.dumps(plan.replace(language=None), template=template(change)))
    assert next(made.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "fr-FR"


@pytest.mark.parametrize("content", [b"no archive", None])
def test_what_is_no_word_document_is_no_template(plan, tmp_path, content):
    """A file of another kind, or one that does not exist, is one error that names it."""
    path = tmp_path / "house.docx"
    if content:
        path.write_bytes(content)
    with pytest.raises(rf.InvalidValueError, match=r"house\.docx.* is no Word document .*save it as \.docx"):
        word.dumps(plan, template=path)


def test_a_spreadsheet_is_no_template(plan, tmp_path):
    """An archive that is no document is refused too."""
    path = tmp_path / "house.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(rf.InvalidValueError, match="is no Word document"):
        word.dumps(plan, template=str(path))


@pytest.fixture(scope="module")
def parts():
    """The parts of an empty document, by their names."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    """A file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream


@pytest.mark.each(
    ("name", "content"),
    [
        ("word/document.xml", b"<w:document"),
        ("word/document.xml", b"<a/>"),
        ("word/document.xml", f'<w:document xmlns:w="{nsmap["w"]}"/>'.encode()),
        ("word/styles.xml", b"<a/>"),
        ("_rels/.rels", b"<a/>"),
        ("[Content_Types].xml", b"<a/>"),
    ],
)
def test_a_template_with_a_damaged_part_is_refused_in_a_sentence(parts, name, content):
    """A template that a disk or a mail has damaged is to be saved again in Word."""
    plan = rf.ResultsFramework(title="Plan")
    with pytest.raises(rf.InvalidValueError, match="is a damaged Word document: open it in Word, and save it again"):
        word.dumps(plan, template=packed({**parts, name: content}))


def test_a_template_without_a_page_has_the_usual_one(parts):
    """Some programs write no page into a document that is empty."""
    body = f'<w:document xmlns:w="{nsmap["w"]}"><w:body/></w:document>'.encode()
    made = opened(word.dumps(rf.ResultsFramework(title="Plan"), template=packed({**parts, "word/document.xml": body})))
    assert [paragraph.text for paragraph in made.paragraphs][:1] == ["Plan"]


class Lacking:
    """A finder of modules where a package is not installed."""

    def __init__(self, name):
        self.name = name

    def find_spec(self, name, _path=None, _target=None):
        """Refuse the package, and find nothing else."""
        if name == self.name or name.startswith(f"{self.name}."):
            msg = f"No module named {self.name!r}"
            raise ModuleNotFoundError(msg, name=self.name)


@pytest.mark.parametrize(
    ("lacking", "error", "message"),
    [
        ("docx", rf.MissingExtraError, r"a Word document needs .*resultsframework\[word\]"),
        ("docx.enum", ModuleNotFoundError, r"docx\.enum"),
    ],
)
def test_without_python_docx_the_extra_is_named(plan, monkeypatch, lacking, error, message):
    """Whoever lacks the library gets the command that installs it; a broken one is an error of its own."""
    own = "resultsframework.formats.document._word"
    for name in [name for name in sys.modules if name.startswith((own, lacking))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Lacking(lacking), *sys.meta_path])
    with pytest.raises(error, match=message) as caught:
        word.dumps(plan)
    assert type(caught.value) is error


def test_characters_that_xml_forbids_are_replaced():
    """A control character of a careless source does not break the file."""
    file = opened(word.dumps(rf.ResultsFramework(title="A\x00B\x1bC", description="<b>&amp;</b>")))
    assert paragraphs(file)[0] == ("Title", "A\ufffdB\ufffdC")
    assert ("Normal", "<b>&amp;</b>") in paragraphs(file)
