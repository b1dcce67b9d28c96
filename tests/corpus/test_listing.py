from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

import resultsframework as rf
from resultsframework.corpus._listing import files_of


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A working folder with ``a.json``, ``sub/b.json`` and a hidden file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    for name in ("a.json", "sub/b.json", "sub/.hidden.json"):
        (tmp_path / name).write_text("{}")
    return tmp_path


def names(*sources, **options):
    return [file.name for file in files_of(sources if len(sources) != 1 else sources[0], **options)]


def test_a_folder_is_all_that_is_below_it_but_hidden_files(tree):
    """Files are listed by name, each once, however the folder is named."""
    assert names(".") == ["./a.json", "./sub/b.json"]
    assert names(tree) == [f"{tree}/a.json", f"{tree}/sub/b.json"]
    assert names("sub", ".", tree / "a.json") == ["sub/b.json", "./a.json"]


def test_the_output_of_a_run_is_no_source_of_it(tree):
    """Whoever surveys a folder into a folder below it does not survey the survey."""
    assert names(".", besides=tree / "sub") == ["./a.json"]


def test_a_pattern_is_the_files_that_have_it(tree):
    """Two stars are folders of any depth; a pattern without a file is an error."""
    assert names("**/*.json") == ["a.json", "sub/b.json"]
    with pytest.raises(rf.InvalidValueError, match=r"there is no file in '\*\.xlsx'"):
        files_of("*.xlsx")
    with pytest.raises(rf.InvalidValueError, match="there is no file in an empty list"):
        files_of([])


def test_a_loop_of_links_ends(tree):
    """A folder that links to one above it is entered once."""
    (tree / "sub" / "up").symlink_to(tree)
    assert names(".") == ["./a.json", "./sub/b.json"]


def test_a_dead_link_and_a_missing_file_are_files_with_a_problem(tree):
    """None of the files that were named is lost silently."""
    Path("dead.json").symlink_to("nowhere.json")
    dead, missing = files_of(["dead.json", "missing.json"])
    assert dead.problem == "it could not be read: No such file or directory"
    assert missing.problem == "there is no such file"


def test_a_pipe_is_no_file(tree):
    """A run does not wait for somebody to write into a pipe."""
    os.mkfifo("pipe")
    assert [file.problem[:22] for file in files_of("pipe")] == ["it is no regular file,"]


def test_a_folder_that_may_not_be_read_is_a_problem_of_its_own(tree, monkeypatch):
    """The files beside it are listed all the same."""
    from resultsframework.corpus import _listing

    real = _listing.names_in
    refused = PermissionError(13, "Permission denied")

    def refuse(folder):
        if folder.endswith("sub"):
            raise refused
        return real(folder)

    monkeypatch.setattr(_listing, "names_in", refuse)
    found = files_of(".")
    assert [(file.name, file.problem) for file in found] == [
        ("./a.json", ""),
        ("./sub", "it could not be read: Permission denied"),
    ]


def test_a_name_that_is_no_utf_8_is_legible(tmp_path):
    """Its bytes are escapes, so that the table can be written; two that look alike are two."""
    for name in (b"caf\xe9.json", rb"caf\xe9.json", b"new\nline.json"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("{}")
    assert sorted(name.removeprefix(f"{tmp_path}/") for name in names(tmp_path)) == [
        r"caf\xe9.json",
        r"caf\xe9.json (2)",
        r"new\nline.json",
    ]


def test_an_archive_is_a_folder(tmp_path):
    """The files in a zip archive are files of the corpus; what a Mac adds to it is not."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in ("z/b.json", "a.json", "__MACOSX/a.json", "z/"):
            archive.writestr(name, "{}")
    found = files_of(tmp_path / "all.zip")
    assert [file.name for file in found] == [f"{tmp_path}/all.zip/a.json", f"{tmp_path}/all.zip/z/b.json"]
    assert [(file.member, file.size) for file in found] == [("a.json", 2), ("z/b.json", 2)]


def test_a_damaged_archive_is_one_file_with_a_problem(tmp_path):
    """It is in the list with the reason."""
    (tmp_path / "all.zip").write_bytes(b"PK\x03\x04 and no more")
    assert [file.problem for file in files_of(tmp_path)] == [
        "it is no archive that can be read: File is not a zip file"
    ]


def test_a_source_is_a_path_or_an_address():
    """A framework in place of a file is refused."""
    with pytest.raises(rf.InvalidValueError, match="a source is a path or an address, not 5"):
        files_of([5])


def test_addresses_are_listed_by_fsspec():
    """A file, a folder and a pattern at an address; one without a file is a file with a problem."""
    fsspec = pytest.importorskip("fsspec", reason="addresses need fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe({"/corpus/a.json": b"{}", "/corpus/sub/b.json": b"{}"})
    try:
        assert names("memory://corpus") == ["memory:///corpus/a.json", "memory:///corpus/sub/b.json"]
        assert names("memory://corpus/*") == ["memory:///corpus/a.json"]
        (one,) = files_of("memory://corpus/a.json")
        assert one.size == 2
        assert one.stamp.startswith("2-")
        (missing,) = files_of("memory://corpus/no.json")
        assert missing.problem == "it could not be read: /corpus/no.json"
    finally:
        memory.rm("/corpus", recursive=True)


def test_an_address_without_a_time_has_no_stamp():
    """A file system that does not say when a file changed has it read again."""
    from resultsframework.corpus._listing import _at

    assert _at("http://example.org/plan.xml", {"size": None, "type": "file"}).stamp == ""


def test_an_address_without_fsspec_is_an_error_with_the_command(monkeypatch):
    """The message installs it; a library that fsspec lacks is another error."""
    from resultsframework.corpus import _file

    for name, kind in (("fsspec", rf.MissingExtraError), ("yarl", ModuleNotFoundError)):
        error = ModuleNotFoundError(f"No module named {name!r}", name=name)
        monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
        monkeypatch.setattr("builtins.__import__", failing(error, "fsspec"))
        with pytest.raises(kind):
            _file.fsspec()
        monkeypatch.undo()


def failing(error, wanted):
    real = __import__

    def imported(name, *arguments, **options):
        if name.split(".")[0] == wanted:
            raise error
        return real(name, *arguments, **options)

    return imported
