from __future__ import annotations

import importlib

import pytest

from resultsframework import testing
from resultsframework.errors import MissingExtraError


def test_every_public_name_can_be_had():
    """What the package says it has, it has, and each name is listed once."""
    assert dir(testing) == sorted(set(testing.__all__))
    for name in testing.__all__:
        assert callable(getattr(testing, name)), name


def test_no_module_hides_a_name():
    """A module of the name of a strategy would replace the strategy when it is imported."""
    for module in set(testing._MODULE_OF.values()):
        importlib.import_module(f"resultsframework.testing.{module}")
        assert module not in testing.__all__


def test_an_unknown_name_is_an_attribute_error():
    """A typing error in a name is told as by any module."""
    with pytest.raises(AttributeError, match="has no attribute 'framework_strategies'"):
        testing.framework_strategies  # noqa: B018 - the access is what is tested


@pytest.mark.parametrize(("missing", "error"), [("hypothesis", MissingExtraError), ("attrs", ModuleNotFoundError)])
def test_only_a_missing_hypothesis_names_the_extra(monkeypatch, missing, error):
    """Another module that is missing is another problem, and is told as it is."""

    def absent(_name):
        raise ModuleNotFoundError(name=missing)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(error):
        testing.__getattr__("frameworks")
