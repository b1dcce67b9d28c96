from __future__ import annotations

import importlib

import pytest

from resultsframework import testing
from resultsframework.errors import MissingExtraError


def test_every_public_name_can_be_had():
    """Every public name of the package can be imported, and is listed once."""
    assert dir(testing) == sorted(set(testing.__all__))
    for name in testing.__all__:
        assert callable(getattr(testing, name)), name


def test_an_unknown_name_is_an_attribute_error():
    """A typing error in a name gives the same error as in any module."""
    with pytest.raises(AttributeError, match="has no attribute 'framework_strategies'"):
        testing.framework_strategies  # noqa: B018 - the access is what is tested


@pytest.mark.parametrize(("missing", "error"), [("hypothesis", MissingExtraError), ("attrs", ModuleNotFoundError)])
def test_only_a_missing_hypothesis_names_the_extra(monkeypatch, missing, error):
    """Another missing module is another problem, and its error is passed on."""

    def absent(_name):
        raise ModuleNotFoundError(name=missing)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(error):
        testing.__getattr__("frameworks")
