"""`convert`: a framework in another format, and what that cannot carry."""

from __future__ import annotations

import datetime as dt
import io

import attrs
import pytest

import resultsframework as rf


def test_a_framework_is_written_in_the_format_of_the_name(run, file, framework, tmp_path):
    """A name that ends in .json is written as JSON, which carries everything; results and talk are apart."""
    target = tmp_path / "copy.json"
    done = run("convert", file, target)
    assert done.exit_code == 0
    assert rf.read(target) == framework
    assert done.stdout == ""
    assert done.stderr == "json carries all of it\n"


def test_what_the_format_cannot_carry_is_said(run, file, framework, tmp_path):
    """A page has no place for the identifier of the framework; the loss is listed on standard error."""
    target = tmp_path / "page.txt"
    done = run("convert", file, target, "--to", "portal")
    assert done.exit_code == 0, done.stderr
    losses = rf.loss_report(framework, "portal")
    first, *lines = done.stderr.splitlines()
    assert first == f"{len(losses)} facts that portal cannot carry:"
    assert lines == [f"- {loss}" for loss in losses]
    assert rf.read(target, "portal")["SAV_1"].title == "Women save more"


def test_of_many_losses_the_first_are_said(run, framework, tmp_path):
    """Twenty are named, the others counted."""
    indicator = framework["SAV_1.A"]
    many = tuple(attrs.evolve(indicator, code=f"SAV_1.{n}", description="more") for n in range(30))
    path = tmp_path / "many.json"
    rf.write(framework.replace("SAV_1", indicators=many), path)
    done = run("convert", path, tmp_path / "page.txt", "--to", "portal")
    lines = done.stderr.splitlines()
    losses = int(lines[0].split()[0])
    assert losses >= 30
    assert len(lines) == 22
    assert lines[-1] == f"and {losses - 20} more"


def test_the_file_that_is_read_is_not_overwritten(run, file):
    """A file may hold more than the framework that is converted, so another file has to be named."""
    before = file.read_bytes()
    done = run("convert", file, file.parent / "." / file.name)
    assert done.exit_code != 0
    assert "name another file to write" in done.stderr
    assert file.read_bytes() == before


def test_a_dash_is_never_a_file_of_that_name(run, file, tmp_path, monkeypatch):
    """Standard input is converted to standard output also where a file is called so, which stays as it was."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text("mine")
    done = run("convert", "-", "-", "--to", "json", input=file.read_bytes())
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "-").read_text() == "mine"


def test_a_dash_is_standard_input_and_output(run, file, framework):
    """A program may be in the middle of a pipe; its output is only the document."""
    done = run("convert", "-", "-", "--to", "json", input=file.read_bytes())
    assert done.exit_code == 0
    from resultsframework.formats import json as own_format

    assert own_format.loads(done.stdout) == framework


@pytest.mark.parametrize(("target", "choices"), [("-", "--to json"), ("page.txt", "--to portal or --to brief")])
def test_a_format_that_nothing_tells_has_to_be_named(run, file, target, choices, tmp_path, monkeypatch):
    """Standard output has no name, and two formats share one suffix: the choices are named, nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = run("convert", file, target)
    assert done.exit_code == 2
    assert choices in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / target).exists()


def test_what_a_format_cannot_hold_at_all_is_not_written(run, tmp_path):
    """A page has exactly one outcome; a framework without any leaves the old file as it was."""
    path = tmp_path / "empty.json"
    rf.write(rf.ResultsFramework(title="Nothing"), path)
    target = tmp_path / "page.txt"
    target.write_text("old", "utf-8")
    done = run("convert", path, target, "--to", "portal")
    assert done.exit_code == 2
    assert "outcome" in done.stderr
    assert target.read_text("utf-8") == "old"


def test_unreadable_input_leaves_the_old_file(run, tmp_path):
    """Nothing is written where nothing could be read."""
    target = tmp_path / "copy.json"
    target.write_text("old", "utf-8")
    assert run("convert", tmp_path / "none.json", target).exit_code == 3
    assert target.read_text("utf-8") == "old"


def test_a_folder_that_is_not_there_is_named(run, file, tmp_path):
    """Where the target cannot be written, its path is said, and the exit code is 2."""
    target = tmp_path / "none" / "copy.json"
    done = run("convert", file, target)
    assert done.exit_code == 2
    assert f"{target} cannot be written: " in done.stderr


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_framework_goes_into_a_sheet_and_back(run, file, framework, tmp_path, suffix):
    """A workbook carries everything; CSV the observations, and the rest is listed."""
    pytest.importorskip("xlsxwriter")
    sheet, back = tmp_path / f"plan{suffix}", tmp_path / "back.json"
    done = run("convert", file, sheet)
    assert done.exit_code == 0, done.stderr
    assert ("carries all of it" in done.stderr) == (suffix == ".xlsx")
    assert run("convert", sheet, back).exit_code == 0
    again = rf.read(back)
    if suffix == ".xlsx":
        assert again == framework
    assert len(rf.observations(again)) == len(rf.observations(framework))


def test_a_workbook_is_written_for_the_program_behind_a_pipe(run, file, framework, monkeypatch):
    """Bytes go to standard output as they are, and not to a terminal."""
    pytest.importorskip("xlsxwriter")
    done = run("convert", file, "-", "--to", "xlsx")
    assert done.exit_code == 0, done.stderr
    assert rf.read(io.BytesIO(done.stdout_bytes), "xlsx") == framework
    from resultsframework.cli._terminal import emit_bytes

    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(rf.InvalidValueError, match="nobody reads it on a terminal: name a file"):
        emit_bytes(b"PK")


def test_a_framework_becomes_a_document(run, file, framework, tmp_path):
    """The options of a document are those of `rf.write`; that it is not read back is said on standard error."""
    target = tmp_path / "plan.md"
    done = run("convert", file, target, "--view", "progress", "--at", "2021", "--today", "2022-01-31")
    assert done.exit_code == 0, done.stderr
    from resultsframework.formats.document import markdown

    text = target.read_text(encoding="utf-8")
    assert text == markdown.dumps(framework, view="progress", at=2021, today=dt.date(2022, 1, 31))
    assert done.stderr == (
        "md is a document for people, which is not read back: keep the framework in another file too\n"
    )
    done = run("convert", file, "-", "--to", "md", "--view", "progress", "--at", "2021Q3")
    assert "Progress in 2021-07-01..2021-09-30" in done.stdout


def test_a_word_document_takes_a_template(run, file, framework, tmp_path):
    """The styles of an office are in a file that is named; the program behind a pipe gets the bytes."""
    docx = pytest.importorskip("docx", reason="Word needs python-docx, of the extra word")
    template, target = tmp_path / "house.docx", tmp_path / "plan.docx"
    docx.Document().save(template)
    done = run("convert", file, target, "--template", template)
    assert done.exit_code == 0, done.stderr
    from resultsframework.formats.document import word

    assert target.read_bytes() == word.dumps(framework, template=template)
    done = run("convert", file, "-", "--to", "docx")
    assert done.stdout_bytes == word.dumps(framework)


@pytest.mark.each(
    ("arguments", "message"),
    [
        (("x.json", "--view", "donor"), "--view is for .md, .docx, and not for json: leave it out"),
        (("x.md", "--template", "house.docx"), "--template is for .docx, and not for md: leave it out"),
        (("x.md", "--at", "2021"), 'the view "donor" is of the whole plan'),
        (("x.md", "--view", "progress", "--at", "20x1"), "'20x1' is no period"),
    ],
)
def test_options_that_a_format_does_not_have_are_refused(run, file, tmp_path, monkeypatch, arguments, message):
    """An option without a meaning is a wrong usage, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = run("convert", file, *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not (tmp_path / arguments[0]).exists()
