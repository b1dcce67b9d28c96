"""
The page of contributions: each indicator of a corporate plan with its figure, the value of each place, what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from resultsframework.aggregation import Rollup
from resultsframework.charts import contribution_svg
from resultsframework.formats.document import plain

if TYPE_CHECKING:
    from resultsframework.aggregation import Contribution, Contributions

__all__ = ["ContributionPart", "ContributionsPart", "contributions_part"]


@attrs.frozen
class ContributionPart:
    """An indicator of the plan: its figure or the reasons against one, a picture, and the parts without a value."""

    anchor: str
    code: str
    statement: str
    figure: str
    refusal: str
    reported: str
    missing: tuple[str, ...]
    assumptions: str
    picture: Markup


@attrs.frozen
class ContributionsPart:
    """The content of the section: indicators with a value, those without any, and the parts that lack values."""

    title: str
    subtitle: str
    items: tuple[ContributionPart, ...]
    without_any: tuple[tuple[str, str], ...]
    lacking: tuple[tuple[str, int], ...]


def contributions_part(found: Contributions) -> ContributionsPart:
    """The content of the page of contributions."""
    when = "" if found.at is None else f" of {found.at}"
    without = [part.framework for one in found if one.is_reported for part in one.missing]
    lacking = {name: without.count(name) for name in found.names if name in without}
    return ContributionsPart(
        title=f"Contributions to {plain(found.vocabulary)}",
        subtitle=f"{found.kind.value.capitalize()} values{when}: {plain(', '.join(found.names))}",
        items=tuple(_parts(found)),
        without_any=tuple((plain(one.code), plain(one.statement or "")) for one in found if not one.is_reported),
        lacking=tuple((plain(name), count) for name, count in lacking.items()),
    )


def _parts(found: Contributions) -> Iterator[ContributionPart]:
    for number, one in enumerate((one for one in found if one.is_reported), 1):
        yield ContributionPart(
            anchor=f"c{number}",
            code=plain(one.code),
            statement=plain(one.statement or ""),
            figure=one.figure,
            refusal=plain(one.refusal),
            reported=f"{one.coverage} reported",
            missing=tuple(plain(f"{part.framework}: {part.why}") for part in one.missing),
            assumptions=_assumptions(one),
            picture=Markup(contribution_svg(one)),  # noqa: S704 - the picture escapes every text
        )


def _assumptions(one: Contribution) -> str:
    """The assumptions of the figure, without those that repeat what is missing."""
    repeated = tuple(f"{part.place} " for part in one.missing)
    texts = one.answer.assumptions if isinstance(one.answer, Rollup) else ()
    return plain("; ".join(text for text in texts if not text.startswith(repeated)))
