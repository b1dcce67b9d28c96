"""The format of a file, reading and writing it, and losses on the way."""

from __future__ import annotations

import io
import operator
import subprocess
import sys
import types
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

import resultsframework as rf
from resultsframework import formats
from resultsframework.formats import FORMATS, Format, _registry, json, portal
from resultsframework.formats._loss import losses_between

PLAN = rf.ResultsFramework(
    title="Plan",
    results=(
        rf.Outcome(
            code="MEX_D_2.1",
            title="Laws",
            indicators=(
                rf.Indicator(
                    code="SP_D_0.1.h",
                    statement="Number of laws",
                    series=rf.ObservationSeries.parse("2019 baseline 0 | 2020 milestone 50 actual 0 | 2025 target 320"),
                ),
            ),
            outputs=(rf.Output(code="MEX_D_2.1.1", sdgs=(rf.SdgReference(goal=5), rf.SdgReference(goal=16))),),
        ),
    ),
    source=rf.Source(chrome=("Home",)),
)


@pytest.fixture
def fake(monkeypatch):
    """A text format that is in no release: the texts of pages that begin with FAKE."""
    module = types.ModuleType("fake_format")
    module.recognises = lambda text: text.startswith("FAKE")
    module.loads = lambda text, *, source=None: rf.ResultsFramework(title=text, source=rf.Source(name=source))
    module.dumps = lambda framework: f"FAKE {framework.title}"
    monkeypatch.setitem(sys.modules, "fake_format", module)
    known = (
        *(f for f in FORMATS if f.name == "json"),
        Format("fake", "fake_format", (".txt",)),
        Format("same", "fake_format", (".txt",)),
    )
    monkeypatch.setattr(_registry, "FORMATS", known)
    return module


def test_a_framework_is_read_as_it_was_written(tmp_path):
    """A file of rf.write is read by rf.read, by the end of its name."""
    for path in (tmp_path / "plan.json", str(tmp_path / "PLAN.JSON")):
        rf.write(PLAN, path)
        assert rf.read(path) == PLAN
        assert rf.read(path).source.name == str(path)
        assert list(rf.read_all(path)) == [PLAN]


def test_open_files_are_read_and_written():
    """Files open for text or bytes are read by their content and written where the format is named."""
    text, data = io.StringIO(), io.BytesIO()
    rf.write(PLAN, text, "json")
    rf.write(PLAN, data, format="json")
    assert rf.read(io.StringIO(text.getvalue())) == rf.read(io.BytesIO(data.getvalue()), "json") == PLAN


def test_the_content_decides_where_the_name_does_not(tmp_path, fake):
    """A text file is shown to the formats of text files first, then to the others."""
    page, document = tmp_path / "page.txt", tmp_path / "document.txt"
    page.write_text("FAKE page", encoding="utf-8")
    document.write_text(json.dumps(PLAN), encoding="utf-8")
    assert rf.read(page).title == "FAKE page"
    assert rf.read(page.rename(tmp_path / "page")).title == "FAKE page"
    assert rf.read(document) == PLAN


def test_the_name_decides_before_the_content(tmp_path, fake):
    """A file whose name ends in .json is JSON, whatever is in it."""
    path = tmp_path / "page.json"
    path.write_text("FAKE page", encoding="utf-8")
    with pytest.raises(rf.FormatError, match="cannot be read as json"):
        rf.read(path)
    assert rf.read(path, "fake").title == "FAKE page"


def test_what_no_format_recognises_is_refused(tmp_path):
    """A page of another site is refused with the formats that were tried."""
    path = tmp_path / "page.txt"
    path.write_text("Recipes\nFor two persons\n", encoding="utf-8")
    with pytest.raises(rf.FormatError) as caught:
        rf.read(path)
    assert str(path) in str(caught.value)
    assert all((known.name in str(caught.value)) is known.reads for known in FORMATS)


def test_the_format_of_a_file_can_be_asked_for(tmp_path, fake):
    """The suffix determines the format of a file, which need not exist; else the content does."""
    page = tmp_path / "page.txt"
    page.write_text("FAKE page", encoding="utf-8")
    assert formats.format_of(tmp_path / "missing.json").name == "json"
    assert formats.format_of(str(page)).name == "fake"
    page.write_text(json.dumps(PLAN), encoding="utf-8")
    assert formats.format_of(page).name == "json"
    with pytest.raises(rf.FormatError, match="there is no such file"):
        formats.format_of(tmp_path / "missing.txt")
    with pytest.raises(rf.UnsafeInputError, match="larger than the limit"):
        formats.format_of(page, limit=10)
    page.write_text("Recipes", encoding="utf-8")
    with pytest.raises(rf.FormatError, match="name it: format= or --from"):
        formats.format_of(page)


@pytest.mark.parametrize(
    ("name", "nearest"), [("jsn", "'json'"), ("portals", "'portal'"), ("zzz", "'json' or 'portal' or 'brief'")]
)
def test_an_unknown_format_names_the_nearest(name, nearest):
    """A format that there is not is an error that names the nearest ones, before anything is read or written."""
    for use in (
        lambda: rf.read("missing.txt", name),
        lambda: rf.write(PLAN, "missing.txt", name),
        lambda: rf.loss_report(PLAN, name),
    ):
        with pytest.raises(rf.NotFoundError) as caught:
            use()
        assert nearest in str(caught.value)


@pytest.mark.parametrize(
    ("target", "choice"),
    [("plan.txt", "'portal' or format='brief'"), ("plan", "'json' or"), (io.StringIO(), "'json' or")],
)
def test_a_name_that_does_not_tell_the_format_is_refused(target, choice):
    """Where the suffix belongs to several formats, or none, the format is a required argument."""
    with pytest.raises(rf.InvalidValueError, match="does not determine the format") as caught:
        rf.write(PLAN, target)
    assert choice in str(caught.value)


def test_exactly_one_framework_is_read(monkeypatch):
    """For a file of several frameworks, or none, the error of read names read_all."""
    for several, message in ((2, "several frameworks; a program goes through them with read_all"), (0, "no framework")):
        monkeypatch.setattr(formats, "read_all", lambda *_, _n=several, **__: iter([PLAN] * _n))
        with pytest.raises(rf.FormatError, match=message):
            formats.read("plan.json")


def test_the_limit_reaches_the_file(tmp_path):
    """A file that is too large is refused, unless a larger limit is given."""
    path = tmp_path / "plan.json"
    rf.write(PLAN, path)
    with pytest.raises(rf.UnsafeInputError, match="limit"):
        rf.read(path, limits=formats.Limits(size=100))
    assert rf.read(path, limits=formats.Limits(size=None)) == PLAN


def test_a_framework_that_cannot_be_written_leaves_the_file(tmp_path):
    """Where writing fails on the framework, the old file is whole and nothing else is there."""
    path = tmp_path / "plan.json"
    rf.write(PLAN, path)
    with pytest.raises(rf.InvalidValueError):
        rf.write(attrs.evolve(PLAN, title=5), path)
    assert rf.read(path) == PLAN
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_format_keeps_the_contract(known):
    """Each format that is listed has the functions of its contract, and a page that lists its losses."""
    module = sys.modules[known.module] if known.module in sys.modules else __import__(known.module, fromlist=["x"])
    for name in ("dumps", "dump", *(("loads", "load", "recognises") if known.reads else ())):
        assert callable(getattr(module, name))
    assert module.__doc__
    assert "ost" in module.__doc__


def test_nothing_is_imported_before_it_is_needed():
    """Importing the package and its formats loads no other library; reading loads those that reading needs."""
    code = (
        "import sys, resultsframework as rf\n"
        "heavy = {'attrs', 'attr', 'cattrs', 'orjson', 'pint'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "rf.read, rf.write\n"
        "import resultsframework.formats\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "rf.ResultsFramework\n"
        "assert not {'cattrs', 'pint', 'orjson'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------------------------------------------- losses


def lost(after):
    return [(loss.path, loss.field, loss.what) for loss in losses_between("fake", PLAN, after)]


def changed(path="", **changes):
    return PLAN.replace(path, **changes)


LAW = "MEX_D_2.1/SP_D_0.1.h"


def test_nothing_is_lost_in_json():
    """JSON loses nothing; the report is empty, false, and states it."""
    report = rf.loss_report(PLAN, "json")
    assert not report
    assert list(report) == []
    assert str(report) == "nothing is lost in json"


def test_the_report_compares_with_what_comes_back(fake):
    """A framework is written and read back; each fact that differs is a loss."""
    report = rf.loss_report(PLAN, "fake")
    assert [(loss.field, loss.what) for loss in report] == [
        ("title", "'Plan' becomes 'FAKE Plan'"),
        ("results", "Outcome 'MEX_D_2.1' is lost"),
        ("chrome", "'Home' is lost"),
    ]
    assert len(report) == 3
    assert str(report).splitlines()[0] == "the framework: title: 'Plan' becomes 'FAKE Plan'"
    assert report.table().to_records()[1]["field"] == "results"
    assert "<table" in report._repr_html_()


@pytest.mark.each(
    ("after", "losses"),
    [
        (changed(title=None), [("", "title", "'Plan' is lost")]),
        (changed(language="en"), [("", "language", "None becomes 'en'")]),
        (changed(LAW, direction=rf.Direction.INCREASE), [(LAW, "direction", "unknown becomes increase")]),
        (changed(LAW, statement="Laws"), [(LAW, "statement", "'Number of laws' becomes 'Laws'")]),
        (changed(f"{LAW}/actual", value=True), [(f"{LAW}/actual", "value", "Decimal('0') becomes True")]),
        (changed(f"{LAW}/baseline", raw="nil"), [(f"{LAW}/baseline", "raw", "'0' becomes 'nil'")]),
        (changed("MEX_D_2.1", indicators=()), [("MEX_D_2.1", "indicators", "Indicator 'SP_D_0.1.h' is lost")]),
        (
            changed("MEX_D_2.1/MEX_D_2.1.1", sdgs=(rf.SdgReference(goal=16),)),
            [("MEX_D_2.1/MEX_D_2.1.1", "sdgs", f"{rf.SdgReference(goal=5)!r} is lost")],
        ),
        (
            changed("MEX_D_2.1/MEX_D_2.1.1", sdgs=(rf.SdgReference(goal=5, target="5.5"), rf.SdgReference(goal=16))),
            [("MEX_D_2.1/MEX_D_2.1.1/sdgs#1", "target", "None becomes '5.5'")],
        ),
        (
            changed("MEX_D_2.1", impact_areas=("Peace",)),
            [("MEX_D_2.1", "impact_areas", "'Peace' is new")],
        ),
        (
            changed("MEX_D_2.1/MEX_D_2.1.1", translations=(rf.Translation(field="title", language="fr"),)),
            [("MEX_D_2.1/MEX_D_2.1.1", "translations", f"{rf.Translation(field='title', language='fr')!r} is new")],
        ),
        (changed(plan_period=rf.Period(year=2025)), [("plan_period", "year", "None becomes 2025")]),
        (changed(source=rf.Source(name="other", chrome=("House",))), [("source", "chrome", "'Home' becomes 'House'")]),
        (changed("MEX_D_2.1", code="X"), [("MEX_D_2.1", "code", "'MEX_D_2.1' becomes 'X'")]),
        (changed(results=()), [("", "results", "Outcome 'MEX_D_2.1' is lost")]),
        (
            changed(results=(rf.Output(code="MEX_D_2.1"),)),
            [("", "results", "Outcome 'MEX_D_2.1' becomes Output 'MEX_D_2.1'")],
        ),
    ],
)
def test_each_fact_is_one_loss(after, losses):
    """A loss has the path of the fact, its field, and its new value."""
    assert lost(after) == losses


def test_an_item_of_a_list_is_one_fact():
    """Of a list of texts only the changed one is reported."""
    before = rf.ResultsFramework(results=(rf.Outcome(code="1", impact_areas=("Peace", "Work", "Care")),))
    after = rf.ResultsFramework(results=(rf.Outcome(code="1", impact_areas=("Peace", "Labour", "Care")),))
    (loss,) = losses_between("fake", before, after)
    assert (loss.path, loss.field, loss.what) == ("1", "impact_areas", "'Work' becomes 'Labour'")


def test_yes_is_not_one():
    """A value that comes back as 1 where Yes stood has changed, though Python takes the two for equal."""
    yes = changed(f"{LAW}/actual", value=True)
    (loss,) = losses_between("fake", yes, changed(f"{LAW}/actual", value=Decimal(1)))
    assert (loss.field, loss.what) == ("value", "True becomes Decimal('1')")


def test_a_text_kept_beside_the_value_is_no_loss_where_it_says_the_same():
    """An observation answers with the same text whether that was kept or made from the value."""
    assert lost(changed(f"{LAW}/baseline", raw="0")) == []


def test_the_line_and_the_name_of_the_source_are_no_loss():
    """Facts that are no part of a framework's equality cannot be lost."""
    assert lost(changed(line=5, source=rf.Source(name="other", chrome=("Home",)))) == []


def test_observations_are_compared_with_their_like():
    """An observation that is dropped leaves the others in their place; so does a period that is dropped."""
    series = PLAN.indicators[0].series
    after = changed(LAW, series=rf.ObservationSeries(series.observations[:1] + series.observations[2:]))
    ((path, field, what),) = lost(after)
    assert (path, field) == (LAW, "series")
    assert what.startswith("Observation(kind=ObservationKind.MILESTONE")
    assert what.endswith("... is lost")
    ((path, field, _),) = lost(changed(LAW, series=rf.ObservationSeries(series.observations, periods=())))
    assert (path, field) == (f"{LAW}/series", "periods")


def test_losses_have_paths_that_lead_somewhere():
    """Every path of a loss leads to the node in the framework that was written."""
    after = changed(f"{LAW}/target", value=Decimal(1))
    (loss,) = losses_between("fake", PLAN, after)
    assert PLAN.at(loss.path) is PLAN.indicators[0].target


def test_a_nameless_result_is_still_named():
    """A result without a code is shown by its title, and one without either as such."""
    before = rf.ResultsFramework(results=(rf.Output(title="Training"), rf.OtherResult()))
    report = losses_between("fake", before, rf.ResultsFramework())
    assert [loss.what for loss in report] == ["Output 'Training' is lost", "OtherResult '(without a code)' is lost"]


def test_every_module_of_the_package_is_shipped_with_its_schema():
    """The schema is shipped beside the module that makes it."""
    assert (Path(json.__file__).parent / "resultsframework.schema.json").is_file()


def test_a_format_is_reached_as_an_attribute():
    """A name in a message, such as rf.formats.iati.Publication, works without another import."""
    assert rf.formats.iati.Publication().title is None
    for known in rf.formats.FORMATS:
        assert operator.attrgetter(known.module.removeprefix("resultsframework."))(rf).dumps


@pytest.mark.parametrize("name", ["md", "docx"])
def test_a_document_is_not_read_back(tmp_path, name):
    """Reading a document, or asking what it loses, is one sentence that says why there is no answer."""
    path = tmp_path / f"plan.{name}"
    path.write_bytes(b"# Plan")
    with pytest.raises(rf.FormatError, match=rf"plan\.{name} cannot be read as {name}: it is a document for people"):
        rf.read(path)
    with pytest.raises(rf.InvalidValueError, match=f"{name} is a document for people, which is not read back"):
        rf.loss_report(PLAN, name)


@pytest.mark.parametrize("decimal", [",", ";"])
def test_a_format_with_a_mark_of_its_own_refuses_another(tmp_path, decimal):
    """JSON has a decimal point: to state it is fine, and to state another mark is a misunderstanding."""
    path = tmp_path / "plan.json"
    rf.write(rf.ResultsFramework(title="Plan"), path)
    assert rf.read(path, decimal=".").title == "Plan"
    with pytest.raises(rf.InvalidValueError, match=r"files of the format json have the decimal mark '\.', not"):
        rf.read(path, decimal=decimal)


def test_a_file_that_could_not_be_read_again_is_no_way_to_write_a_framework(monkeypatch):
    """Of a format that cannot read what it has written, the report of losses refuses the framework with the reason."""

    def refuse(text, **_options):
        name = "portal"
        raise rf.FormatError(name, (rf.Problem(f"it begins with {text[:1]!r}"),))

    monkeypatch.setattr(portal, "loads", refuse)
    framework = rf.ResultsFramework(results=[rf.Outcome(code="SAV_1", title="Women save")])
    with pytest.raises(rf.InvalidValueError, match=r"portal cannot hold the framework, .* read again: it begins with"):
        rf.loss_report(framework, "portal")


def test_a_title_that_is_a_heading_is_reported_as_lost():
    """A page has no room for a title that is a heading: the rest comes back, and the report names the title."""
    indicator = rf.Indicator(code="SAV_1A", statement="Women who save")
    framework = rf.ResultsFramework(results=[rf.Outcome(code="SAV_1", title="OUTCOME", indicators=[indicator])])
    again = portal.loads(portal.dumps(framework))
    assert [i.statement for i in again.indicators] == ["Women who save"]
    assert ("SAV_1", "title") in {(loss.path, loss.field) for loss in rf.loss_report(framework, "portal")}


@pytest.mark.each("suffix", [".parquet"])
def test_a_framework_is_no_sheet_and_its_tables_are(tmp_path, suffix):
    """The error of a framework in a file of a table names the tables to write instead."""
    with pytest.raises(
        rf.InvalidValueError, match=rf"not written as \{suffix}, and its tables are: write rf\.tables\.wide"
    ):
        rf.write(rf.ResultsFramework(), tmp_path / f"plan{suffix}")
