from __future__ import annotations

import copy
import pickle

import pytest

from resultsframework.errors import (
    AmbiguousCodeError,
    FormatError,
    InvalidValueError,
    MissingExtraError,
    NotFoundError,
    Problem,
    ResultsFrameworkError,
    UnknownUnitError,
    UnsafeInputError,
    UnsupportedVersionError,
)

EVERY_ERROR = (
    InvalidValueError("goal 18"),
    UnknownUnitError("furlong"),
    AmbiguousCodeError("SP_D_0.1.d", ("MEX_D_2.1/MEX_D_2.1.1/SP_D_0.1.d", "MEX_D_2.1/MEX_D_2.1.3/SP_D_0.1.d")),
    NotFoundError("MEX_D_2.2", ("MEX_D_2.1",), "the framework"),
    FormatError("portal", (Problem("no code", line=3),), "page.txt"),
    UnsupportedVersionError("json", (Problem("version 9"),)),
    UnsafeInputError("iati", (Problem("DOCTYPE", line=1),), "a.xml"),
    MissingExtraError("cli", "the command line"),
)


@pytest.mark.each("error", EVERY_ERROR)
@pytest.mark.each("copied", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy, copy.deepcopy])  # noqa: S301  our own bytes
def test_an_error_survives_the_way_from_another_process(error, copied):
    """An error of a worker process has the same message and details where it is caught."""
    again = copied(error)
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InvalidValueError, ValueError),
        (UnknownUnitError, ValueError),
        (AmbiguousCodeError, LookupError),
        (NotFoundError, KeyError),
        (FormatError, ValueError),
        (UnsupportedVersionError, FormatError),
        (UnsafeInputError, FormatError),
        (MissingExtraError, ImportError),
    ],
)
def test_every_error_is_of_one_tree_and_of_the_kind_python_knows(error, builtin):
    """One except clause catches all of the library, and one for the usual kind still works."""
    assert issubclass(error, ResultsFrameworkError)
    assert issubclass(error, builtin)


def test_a_code_in_two_places_names_both_and_says_what_to_do():
    """The error about a code in two places names both, and the two calls that have a single result."""
    error = AmbiguousCodeError("SP_D_0.1.d", ("A/SP_D_0.1.d", "B/SP_D_0.1.d"))
    assert str(error) == ("'SP_D_0.1.d' is in 2 places: A/SP_D_0.1.d, B/SP_D_0.1.d. Use at(path) or find_all(code).")


def test_what_is_not_found_comes_with_what_is_near():
    """A mistyped code is named together with the ones that look like it, and without them if there are none."""
    assert str(NotFoundError("X1", ("X2", "X3"), "MEX")) == "nothing is called 'X1' in MEX; did you mean 'X2' or 'X3'?"
    assert str(NotFoundError("X1")) == "nothing is called 'X1'"


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a year is missing", line=7), "line 7: a year is missing"),
        (Problem("a year is missing", path="$.results[0]"), "$.results[0]: a year is missing"),
        (Problem("a year is missing", line=7, path="$"), "line 7: a year is missing"),
        (Problem("a year is missing"), "a year is missing"),
    ],
)
def test_a_problem_names_its_place(problem, text):
    """The line comes first where it is known, else the path, else the message alone."""
    assert str(problem) == text


def test_unreadable_input_names_the_file_and_the_first_five_problems():
    """Seven problems are one error: five of them in words, the rest as a number."""
    problems = tuple(Problem(f"p{n}", line=n) for n in range(1, 8))
    error = FormatError("portal", problems).in_source("page.txt")
    assert str(error) == (
        "page.txt cannot be read as portal: line 1: p1; line 2: p2; line 3: p3; line 4: p4; line 5: p5; and 2 more"
    )
    assert error.problems == problems


def test_input_without_a_name_is_called_the_input():
    """Text that was pasted has no file, and the error still reads well."""
    assert str(FormatError("json", (Problem("empty"),))) == "the input cannot be read as json: empty"


def test_naming_the_file_keeps_the_kind_of_the_error():
    """An unsafe document stays an unsafe document when its file becomes known."""
    named = UnsafeInputError("iati", (Problem("DOCTYPE"),)).in_source("a.xml")
    assert type(named) is UnsafeInputError
    assert named.source == "a.xml"


def test_a_missing_part_is_named_with_the_command_that_installs_it():
    """The error of a missing optional part contains the line that installs it."""
    text = str(MissingExtraError("cli", "the command line"))
    assert text == "the command line needs an optional part: python -m pip install 'resultsframework[cli]'"


@pytest.mark.parametrize("count", [1, 2, 5, 6, 7, 100])
def test_the_first_five_problems_are_listed_and_the_rest_counted(count):
    """Up to five problems are all listed; more are counted."""
    error = FormatError("csv", tuple(Problem(f"p{n}.", line=n) for n in range(1, count + 1)))
    text = str(error)
    assert [f"p{n}." in text for n in range(1, count + 1)] == [n <= 5 for n in range(1, count + 1)]
    assert text.endswith(f"; and {count - 5} more") is (count > 5)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (NotFoundError(""), "nothing is called ''"),
        (NotFoundError("\u00d1", ("N",)), "nothing is called '\u00d1'; did you mean 'N'?"),
        (NotFoundError("a'b", where="O/1A"), 'nothing is called "a\'b" in O/1A'),
        (Problem("no year", line=0), "line 0: no year"),
        (Problem("no year", path=""), "no year"),
        (FormatError("json", (), "a b.json"), "a b.json cannot be read as json: "),
        (FormatError("json", (Problem("no"),), ""), "the input cannot be read as json: no"),
        (MissingExtraError("excel", "an Excel file"), "an Excel file needs an optional part: "),
    ],
)
def test_a_message_reads_well_where_little_is_known(error, text):
    """There is a hint only if a name is near, a place only if it is known; the name looked up is quoted."""
    assert str(error).startswith(text)


def test_a_name_that_is_not_found_is_no_quoted_repr_of_a_repr():
    """Python prints the message of a KeyError in quotes; here it reads as a sentence."""
    error = NotFoundError("X1", (), "the framework")
    assert isinstance(error, KeyError)
    assert str(error) == "nothing is called 'X1' in the framework"


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
def test_one_clause_catches_everything_that_is_raised_on_purpose(error):
    """Whoever reads files of others needs one clause, and it catches no mistake of the program itself."""
    with pytest.raises(ResultsFrameworkError):
        raise error
    assert not isinstance(error, (TypeError, AttributeError, AssertionError, OSError))


def test_another_name_for_the_file_leaves_the_error_as_it_was():
    """The file is named in a copy: the first error still says what it said, and both have all problems."""
    first = UnsupportedVersionError("json", (Problem("version 9"), Problem("no results")))
    named = first.in_source("plan.json")
    assert (first.source, named.source) == (None, "plan.json")
    assert first.problems == named.problems
    assert str(first).startswith("the input ")
    assert str(named.in_source(None)) == str(first)


def test_the_places_of_a_code_come_in_the_order_of_the_source():
    """Three places are three paths in the error and in its message, in the order of the plan."""
    error = AmbiguousCodeError("0.4.a", ("O/3/0.4.a", "O/1/0.4.a", "O/2/0.4.a"))
    assert error.paths == ("O/3/0.4.a", "O/1/0.4.a", "O/2/0.4.a")
    assert "in 3 places: O/3/0.4.a, O/1/0.4.a, O/2/0.4.a." in str(error)
