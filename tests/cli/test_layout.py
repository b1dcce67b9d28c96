"""`layout`: an officer gets a layout for her own workbook, looks at what it reads, corrects it and reads with it."""

from __future__ import annotations

import json

import pytest

import resultsframework as rf

SHEET = """Level,Result,Indicator,Baseline 2022,Target 2025,Colour
Outcome,Women earn more,Median income (USD),"1,200*","high (1,500)",red
Output,Women are trained,Women with the certificate,0,,
* Estimate.,,,,,
"""


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def words(text):
    return " ".join(text.split())


def test_a_proposal_is_shown_with_a_preview(run, sheet):
    """Five indicators as they would be read, the choices with their cells, and what a person has to decide."""
    done = run("layout", sheet)
    assert done.exit_code == 0
    shown = words(done.stdout)
    for part in (
        "1 outcome, 2 indicators, 1 output",
        "OUTCOME Women earn more",
        "baseline 2022 1200 printed 1,200* (row 2)",
        "target 2025 text: high (1,500) (row 2)",
        "target 2025 (empty) (row 3)",
        "NOT TAKEN, OR NOT CERTAIN (2)",
        "- plan!F2: red",
        "'Baseline 2022' is baseline (plan!D1)",
        "TO BE DECIDED BY YOU - ",
        "the heading 'Colour' has no known field",
    ):
        assert part in shown
    assert "-o my.toml writes this layout" in words(done.stderr)


def test_a_layout_is_written_corrected_and_read(run, sheet, tmp_path):
    """The layout goes to a file; every command reads the workbook with it."""
    target = tmp_path / "my.toml"
    done = run("layout", sheet, "-o", target)
    assert done.exit_code == 0
    assert "correct it where it is wrong" in words(done.stderr)
    target.write_text(target.read_text("utf-8").replace("[table.columns]", '[table.columns]\nColour = "note"'), "utf-8")
    again = run("layout", sheet, "--layout", target)
    assert "NOT TAKEN" not in again.stdout
    assert "Women earn more" in run("show", sheet, "--layout", target).stdout
    assert run("progress", sheet, "--at", "2025", "--layout", target).exit_code == 0
    converted = tmp_path / "plan.json"
    assert run("convert", sheet, converted, "--layout", target).exit_code == 0
    assert rf.read(converted).outcomes[0].indicators[0].notes[0].text == "red"
    report = json.loads(run("validate", sheet, "--layout", target, "--format", "json").stdout)
    assert report
    assert run("diff", converted, sheet, "--layout", target).exit_code == 0
    done = run("convert", sheet, tmp_path / "plan.xml", "--layout", target)
    assert "layout" not in done.stderr


def test_a_file_that_may_have_been_corrected_is_not_overwritten(run, sheet, tmp_path):
    """A layout that is there already is kept; to standard output it goes in any case."""
    target = tmp_path / "my.toml"
    target.write_text("mine", encoding="utf-8")
    done = run("layout", sheet, "-o", target)
    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert target.read_text("utf-8") == "mine"
    assert rf.Layout.from_toml(run("layout", sheet, "-o", "-").stdout).tables


def test_a_long_sheet_is_shown_in_part(run, tmp_path):
    """Many values, indicators and cells that are not taken are counted; nothing in doubt is said too."""
    heads = "Level,Result,Code,Indicator," + ",".join(f"Actual {year}" for year in range(2010, 2020))
    rows = [f"Output 1.{n},R{n},I{n},Indicator {n}," + ",".join("12345678901"[:10]) for n in range(1, 8)]
    path = tmp_path / "plan.csv"
    path.write_text("\n".join([heads, *rows]), encoding="utf-8")
    shown = words(run("layout", path).stdout)
    assert "and 2 more" in shown
    assert "I6" not in shown.split("CHOICES")[0]
    assert "Nothing was in doubt" in shown
    layout = tmp_path / "few.toml"
    layout.write_text('title = "D2"\n[[table]]\n[table.columns]\nIndicator = "indicator"\n', encoding="utf-8")
    shown = words(run("layout", path, "--layout", layout).stdout)
    assert shown.startswith("Indicator 1: 1 other result, 7 indicators")
    assert "and 84 more, with --all" in shown


def test_several_frameworks_and_groups_in_a_preview(run, tmp_path):
    """The number of frameworks, and whom a value is of."""
    path, layout = tmp_path / "plan.csv", tmp_path / "my.toml"
    path.write_text("Id,Name,Place,Value\nA,I,Kenya,5%\nB,J,Uganda,6\n", encoding="utf-8")
    columns = 'Id = "framework"\nName = "indicator"\nPlace = "place"\nValue = "actual"\n'
    layout.write_text(f"[[table]]\n[table.columns]\n{columns}", encoding="utf-8")
    shown = words(run("layout", path, "--layout", layout).stdout)
    assert "2 frameworks: 2 other results, 2 indicators" in shown
    assert "actual no period 5 percent place: Kenya printed 5% (row 2)" in shown
    empty = tmp_path / "empty.csv"
    empty.write_text("Id,Name,Place,Value\n", encoding="utf-8")
    assert "nothing" in run("layout", empty, "--layout", layout).stdout
    assert run("show", path, "--layout", layout, "--framework", "B").exit_code == 0


def test_a_layout_of_no_such_name(run, sheet, file):
    """A slip in the name of a layout is answered with the nearest; a JSON file has none."""
    done = run("show", sheet, "--layout", "fdco")
    assert done.exit_code != 0
    assert "did you mean 'fcdo'" in words(done.stderr)
    done = run("show", file, "--layout", "fcdo")
    assert "leave --layout out" in words(done.stderr)


def test_a_corrected_layout_lists_the_values_that_are_still_texts(run, sheet, tmp_path):
    """A value that no layout makes a number is listed with its row each time, not only in the proposal."""
    target = tmp_path / "my.toml"
    run("layout", sheet, "-o", target)
    shown = words(run("layout", sheet, "--layout", target).stdout)
    assert "READ AS TEXT, NOT AS A NUMBER (1) - Median income (USD) target 2025: high (1,500) (row 2)" in shown
    rows = "".join(f"Output,Women learn,Skill {n},0,many\n" for n in range(22))
    sheet.write_text("Level,Result,Indicator,Baseline 2022,Target 2025\n" + rows, encoding="utf-8")
    shown = words(run("layout", sheet, "--layout", target).stdout)
    assert "READ AS TEXT, NOT AS A NUMBER (22)" in shown
    assert shown.endswith("and 2 more, with --all")
    sheet.write_text(
        "Level,Result,Indicator,Baseline 2022,Target 2025\nOutput,Women learn,Skills,0,5\n", encoding="utf-8"
    )
    assert "READ AS TEXT" not in run("layout", sheet, "--layout", target).stdout


def test_a_line_to_be_copied_has_names_with_spaces_in_quotation_marks(run, sheet, tmp_path):
    """The command that is printed works as it is printed, whatever the file is called."""
    spaced = sheet.rename(tmp_path / "my plan.csv")
    shown = run("layout", spaced, "-o", tmp_path / "my.toml").stderr
    assert f'resultsframework show "{spaced}" --layout ' in words(shown)
    assert f'resultsframework layout "{spaced}" -o my.toml' in words(run("layout", spaced).stderr)


def test_a_heading_of_the_layout_that_the_sheet_lacks_is_listed(run, sheet, tmp_path):
    """A slip such as "Code" for a column "Ref" is seen in the preview, with the field and the sheet."""
    target = tmp_path / "my.toml"
    run("layout", sheet, "-o", target)
    assert "DOES NOT HAVE" not in run("layout", sheet, "--layout", target).stdout
    text = target.read_text("utf-8").replace("[table.columns]", '[table.columns]\nCode = "indicator code"')
    target.write_text(text, "utf-8")
    shown = words(run("layout", sheet, "--layout", target).stdout)
    assert "HEADINGS THAT THE SHEET DOES NOT HAVE (1) - 'Code' (indicator code): not in sheet 'plan'" in shown


def test_hidden_rows_and_columns_that_are_read_are_listed(run, tmp_path):
    """A column that an office has hidden may hold what no donor is to see: the preview names it, and its rows."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    book = xlsxwriter.Workbook(tmp_path / "plan.xlsx")
    page = book.add_worksheet("Plan")
    page.write_row(0, 0, ["Level", "Result", "Indicator", "Target 2025", "Comments"])
    page.write_row(1, 0, ["Output", "Women are trained", "Women with the certificate", 5, "optimistic"])
    page.write_row(2, 0, ["Output", "Women are trained", "Women in work", 7, "guessed"])
    page.set_column(4, 4, 10, None, {"hidden": True})
    page.set_row(2, 15, None, {"hidden": True})
    book.close()
    target = tmp_path / "my.toml"
    expected = (
        "HIDDEN IN THE WORKBOOK, AND READ (2) - sheet 'Plan': hidden rows were read: 3 "
        "- sheet 'Plan': hidden columns were read: E"
    )
    assert expected in words(run("layout", tmp_path / "plan.xlsx", "-o", target).stdout)
    assert expected in words(run("layout", tmp_path / "plan.xlsx", "--layout", target).stdout)


def test_what_was_taken_as_no_data_is_counted_and_listed(run, tmp_path):
    """Titles, notes and sums, one of which may state the currency, are listed in short, and with --all in full."""
    path, layout = tmp_path / "plan.csv", tmp_path / "my.toml"
    notes = "".join(f"Note: number {n},,\n" for n in range(1, 8))
    path.write_text(f"Level,Indicator,Target 2025\nOutput,I,5\n{notes}", encoding="utf-8")
    layout.write_text(
        '[[table]]\n[table.columns]\nLevel = "level"\nIndicator = "indicator"\n"Target 2025" = "target"\n', "utf-8"
    )
    shown = words(run("layout", path, "--layout", layout).stdout)
    assert "TAKEN AS NO DATA (7) - plan!A3: Note: number 1 " in shown
    assert shown.endswith("- plan!A7: Note: number 5 and 2 more, with --all")
    assert words(run("layout", path, "--layout", layout, "--all").stdout).endswith("- plan!A9: Note: number 7")


def test_a_proposal_for_sheets_by_their_names(run, tmp_path):
    """Each sheet that is named has a table in the layout; with a layout the tables name their sheets themselves."""
    import xlsxwriter

    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("North", "South"):
            page = book.add_worksheet(name)
            page.write_row(0, 0, ["Level", "Result", "Indicator", "Target 2025"])
            page.write_row(1, 0, ["Output", f"{name} has wells", "Wells", 5])
    done = run("layout", path, "--sheet", "North", "--sheet", "south", "-o", "-")
    assert [table.sheet for table in rf.Layout.from_toml(done.stdout).tables] == ["North", "South"]
    done = run("layout", path, "--sheet", "North", "--layout", "logframe")
    assert done.exit_code == 2
    assert "--sheet is for a proposal" in words(done.stderr)
