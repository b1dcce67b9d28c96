from __future__ import annotations

import json

import pytest

import resultsframework as rf

NAMES = {
    "observations": rf.observations,
    "wide": rf.tables.wide,
    "performance": lambda f: rf.tables.performance(f, 2021),
    "off-track": lambda f: rf.tables.off_track(f, 2021),
    "budgets": rf.tables.budgets,
    "funding": rf.tables.funding,
    "completeness": rf.tables.completeness,
    "status-by-year": rf.tables.status_by_year,
    "findings": lambda f: rf.validate(f).table(),
}


@pytest.mark.parametrize("name", NAMES)
def test_each_table_is_printed_and_written(run, file, framework, name, tmp_path):
    """A table is the text that the library prints, or a file with its plain cells."""
    table = NAMES[name](framework)
    shown = run("table", file, name)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.split() == str(table).split()
    done = run("table", file, name, "-o", tmp_path / "table.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{len(table)} row{'s' * (len(table) != 1)} in {tmp_path / 'table.csv'}\n"
    assert (tmp_path / "table.csv").read_bytes().decode() == table.to_csv()


def test_a_program_gets_the_rows_as_json(run, file):
    """The title and the rows, with every number as the digits that it has."""
    document = json.loads(run("table", file, "off-track", "--at", "2021", "--format", "json").stdout)
    assert document["table"] == "off track in 2021"
    assert document["rows"][0]["indicator"] == "SAV_1.A"


def test_the_table_of_a_year_takes_its_declarations(run, file):
    """Another year, a direction and a day change the table as they do in the library."""
    shown = run("table", file, "performance", "--at", "2021", "--direction", "decrease", "--today", "2021-06-30")
    assert shown.exit_code == 0, shown.stderr
    assert "not due" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wide", "--at", "2021"), "the table wide takes no --at: leave it out"),
        (("budgets", "--today", "2021-01-01"), "the table budgets takes no --today: leave it out"),
        (("findings", "--direction", "increase"), "the table findings takes no --direction: leave it out"),
        (("wide", "-o", "x.md", "--safe"), "only CSV has texts that a spreadsheet would run, and x.md is none"),
        (("wide", "-o", "x.txt"), "the name 'x.txt' does not determine the form of a table: end it with .csv"),
    ],
)
def test_what_a_table_does_not_take_is_refused(run, file, arguments, message):
    """An option without a meaning is an error that says so, and nothing is written."""
    done = run("table", file, *arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_the_file_that_is_read_is_not_overwritten_by_a_table(run, file):
    """Reading a file and writing over it would lose the framework."""
    before = file.read_bytes()
    done = run("table", file, "wide", "-o", file)
    assert (done.exit_code, file.read_bytes()) == (2, before)
    assert "is the file that is read: name another file to write" in done.stderr


def test_progress_is_written_as_the_table_of_performance(run, file, framework, tmp_path):
    """`progress` writes the table that it prints, for a spreadsheet, and never over the file that it reads."""
    done = run("progress", file, "--at", "2021", "-o", tmp_path / "progress.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    table = rf.tables.performance(framework, 2021)
    assert (tmp_path / "progress.csv").read_bytes().decode() == table.to_csv()
    assert "is the file that is read" in run("progress", file, "-o", file).stderr
