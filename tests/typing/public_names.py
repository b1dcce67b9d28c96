"""The types of the public names; checked by mypy and pyright, never run."""

from __future__ import annotations

from typing import assert_type

import resultsframework as rf

assert_type(rf.__version__, str)
