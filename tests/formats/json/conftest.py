"""Both ways of parsing JSON."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(params=["standard library", "orjson"])
def parser(request, monkeypatch):
    """Each way of parsing in turn: without the extra ``fast``, and with it where it is installed."""
    if request.param == "orjson":
        pytest.importorskip("orjson")
    else:
        monkeypatch.setitem(sys.modules, "orjson", None)
    return request.param
