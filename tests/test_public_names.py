from __future__ import annotations

import inspect
import pickle
import types
from pathlib import Path

import attrs
import pytest

import resultsframework as rf

PACKAGES = sorted(name for name in rf.__all__ if isinstance(getattr(rf, name), types.ModuleType))
NAMES = sorted(set(rf.__all__) - {"__version__", *PACKAGES})
PACKAGE = Path(rf.__file__).parent


@pytest.mark.each("name", NAMES)
def test_every_public_name_leads_to_something_that_explains_itself(name):
    """Each name is found, and its help begins with a sentence about what it means."""
    thing = getattr(rf, name)
    assert thing is getattr(rf, name)
    if not isinstance(thing, types.UnionType):
        first = inspect.getdoc(thing).split("\n\n")[0]
        assert first.rstrip().endswith((".", ")", "``"))
        assert "attrs" not in first


def test_a_class_says_what_each_of_its_fields_means():
    """The help of a class lists every field that it does not inherit under Attributes."""
    nouns = [thing for name in NAMES if name[0].isupper() and attrs.has(thing := getattr(rf, name))]
    own = [(noun, field.alias) for noun in nouns for field in attrs.fields(noun) if not field.inherited]
    assert len(own) > 150
    assert [(noun, field) for noun, field in own if f"\n    {field}: " not in inspect.getdoc(noun)] == []


def test_the_names_are_offered_and_nothing_else():
    """Completion in a notebook lists the public names, sorted."""
    assert dir(rf) == sorted(rf.__all__)
    for package in PACKAGES:
        assert set(getattr(rf, package).__all__) <= set(dir(getattr(rf, package)))


def test_the_names_are_sorted_and_each_is_listed_once():
    """A name that is added finds its place, and none is forgotten for type checkers."""
    assert rf.__all__ == sorted(set(rf.__all__))
    source = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    imports = source.split("__all__ = [")[0]
    assert [name for name in NAMES if name not in imports] == []


def test_a_name_that_does_not_exist_is_an_error_of_attributes():
    """A mistyped name is answered as Python answers for any module."""
    with pytest.raises(AttributeError, match="module 'resultsframework' has no attribute 'Indikator'"):
        rf.Indikator  # noqa: B018  asking for it is what fails
    assert not hasattr(rf, "Indikator")


def test_all_names_can_be_imported_at_once():
    """A star brings every public name into a notebook."""
    space: dict[str, object] = {}
    exec("from resultsframework import *", space)  # noqa: S102  a star import is allowed at module level only
    assert set(NAMES) <= set(space)


def test_no_module_is_hidden_by_a_name():
    """A public name and a module of the package are never called the same, so none replaces the other."""
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert modules.isdisjoint(NAMES)


def test_every_public_name_keeps_its_place(golden):
    """The names that a program imports, and their packages, change only on purpose."""
    lines = [f"rf.{name}" for name in sorted(rf.__all__)]
    lines += [f"rf.{package}.{name}" for package in PACKAGES for name in sorted(getattr(rf, package).__all__)]
    golden("public_names.txt", "\n".join(lines) + "\n")


@pytest.mark.each("name", [name for name in NAMES if name != "Value"])
def test_a_name_can_be_sent_to_another_process(name):
    """Classes and functions are found again by the module that they live in."""
    thing = getattr(rf, name)
    assert pickle.loads(pickle.dumps(thing)) is thing  # noqa: S301  our own bytes
