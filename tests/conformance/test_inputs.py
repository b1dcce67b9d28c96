from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", ["unwomen-portal-mex-d-2.1.txt", "joint-sdg-fund-closing-gaps.txt"])
def test_the_real_pages_are_there_and_are_text(shared: Path, page: str) -> None:
    """Both source pages are in the folder of real inputs and can be read as UTF-8."""
    assert (shared / "seeds" / page).read_text(encoding="utf-8").strip()
