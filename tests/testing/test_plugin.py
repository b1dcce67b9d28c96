from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import Phase, find, settings

import resultsframework as rf
from resultsframework.testing import _plugin

QUICK = settings(phases=[Phase.generate], database=None)
HEAVY = ("cattrs", "lxml", "pint", "typer", "resultsframework.formats", "resultsframework.testing._framework")


def python(code, *options, **environment):
    """Run code in a fresh interpreter, and say what it printed."""
    return subprocess.run(
        [sys.executable, *options, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_importing_hypothesis_is_quiet_and_light():
    """For everybody who has the package installed, importing Hypothesis loads nothing heavy and says nothing."""
    done = python(f"import hypothesis, sys; print([name for name in {HEAVY!r} if name in sys.modules])", "-W", "error")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


def test_hypothesis_finds_the_hook_by_itself():
    """A project that has the package installed need not import any strategy of ours to use it."""
    code = """if True:
        import hypothesis, resultsframework
        from hypothesis import strategies as st
        quick = hypothesis.settings(phases=[hypothesis.Phase.generate], database=None)
        found = hypothesis.find(st.from_type(resultsframework.Indicator), lambda indicator: True, settings=quick)
        print(found.baseline is not None)"""
    done = python(code)
    assert (done.stdout.strip(), done.stderr) == ("True", "")


@pytest.mark.parametrize("options", [(), ("-W", "error")])
def test_a_broken_installation_only_warns(options):
    """When our package cannot be loaded, others can still import Hypothesis, also where warnings are errors."""
    code = "import sys; sys.modules['resultsframework.indicator'] = None; import hypothesis; print(hypothesis.given)"
    done = python(code, *options)
    assert done.returncode == 0
    assert "function given" in done.stdout
    assert ("RuntimeWarning: st.from_type does not know" in done.stderr) is not bool(options)


def test_plugins_can_be_switched_off():
    """With Hypothesis set to load no plugins, ours is not loaded."""
    code = "import hypothesis, sys; print('resultsframework' in sys.modules)"
    assert python(code, HYPOTHESIS_NO_PLUGINS="1").stdout.strip() == "False"


def test_without_hypothesis_the_message_says_what_to_install():
    """Asking for a strategy without the extra names the extra; the assertions work without it."""
    code = """if True:
        import sys; sys.modules['hypothesis'] = None
        from resultsframework.testing import assert_same
        from resultsframework.testing import frameworks"""
    done = python(code)
    assert done.returncode == 1
    assert "MissingExtraError" in done.stderr
    assert "resultsframework[testing]" in done.stderr


def test_whatever_goes_wrong_is_a_warning(monkeypatch):
    """The hook never raises: it runs inside an import that is not ours."""

    def broken():
        msg = "no such class"
        raise AttributeError(msg)

    monkeypatch.setattr(_plugin, "_register", broken)
    with pytest.warns(RuntimeWarning, match="AttributeError: no such class"):
        _plugin.register()


def test_a_warning_that_is_an_error_is_kept_back(monkeypatch):
    """Where warnings are errors, as in these tests, the hook still does not raise."""
    monkeypatch.setattr(_plugin, "STRATEGY_OF", {"Nothing": "nothing"})
    _plugin.register()


def test_registering_twice_changes_nothing():
    """The hook may run more than once."""
    _plugin.register()
    _plugin.register()


def test_a_type_is_drawn_by_the_strategy_of_its_name_or_room():
    """Those at the top by a strategy with a name, those of a room by one that gives what the library gives."""
    of_name = _plugin._strategy("indicators", rf.Indicator)
    of_room = _plugin._of_room(rf.rules.Found, rf.rules.Found)
    assert isinstance(find(of_name, lambda _: True, settings=QUICK), rf.Indicator)
    assert isinstance(find(of_room, lambda _: True, settings=QUICK), rf.rules.Found)
