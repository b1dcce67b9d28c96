"""
The garbage collector while a document is read, all of which is kept.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """
    Switch the cyclic garbage collector off, in the whole process, and back to its former state at the end.

    It would search all new objects again and again, although none of them is garbage: a document of 30,000 indicators
    takes 1.5 to 1.7 times as long with it (benchmarks/json_speed.py), a workbook of it 1.3 times.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
