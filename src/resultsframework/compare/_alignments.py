"""
The indicators that frameworks of several entities share: matches with their evidence, and tags held against them.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import attrs

from resultsframework._guess import Guessable
from resultsframework.expression import repr_of
from resultsframework.table import Category, Column, Table

if TYPE_CHECKING:
    from resultsframework.alignment import AlignmentKind

__all__ = ["Alignments", "Match", "MatchKind", "TagCheck"]

WITHOUT_NEAR = "Near statements were not looked for: install resultsframework[match]."


class MatchKind(enum.Enum):
    """
    The kind of a match of indicators of two frameworks. Not in IATI.

    Attributes:
        EXACT: The same statement, letter by letter: common indicators.

        FOLDED: The same statement but for quotes, letter case, spaces, a leading code, the scope suffix and a full stop
            at the end: common too.

        NEAR: At least 90 % of the characters are the same: a candidate, to be judged by a person.

        SHARED: The same SDG target or indicator, or the same code of another list: a candidate for complementary
            indicators.
    """

    EXACT = "exact"
    FOLDED = "folded"
    NEAR = "near"
    SHARED = "shared"

    @property
    def is_common(self) -> bool:
        """True for indicators that are word for word the same; the others are candidates."""
        return self in {MatchKind.EXACT, MatchKind.FOLDED}


@attrs.frozen(kw_only=True)
class Match:
    """
    Indicators of two frameworks that are common, or candidates for it, with the evidence. Not in IATI.

    Attributes:
        kind: The kind of the match.

        one: The number of the first framework, from 1.

        other: The number of the second.

        evidence: The statement of common indicators; the difference of near ones word by word, with the share of equal
            characters; the code that both refer to.

        paths: The positions of the indicators in the first framework.

        other_paths: The positions of those in the second.
    """

    kind: MatchKind
    one: int
    other: int
    evidence: str
    paths: tuple[str, ...]
    other_paths: tuple[str, ...]

    __repr__ = repr_of


@attrs.frozen(kw_only=True)
class TagCheck:
    """
    A common or complementary tag that the frameworks do not bear out, or that is missing. Not in IATI.

    Attributes:
        framework: The number of the framework, from 1.

        path: The position of the indicator in it.

        partner: The entity that the tag names, or that it should name.

        kind: The kind of the tag.

        is_missing: True for a tag that the indicator lacks; False for one that nothing was found for.

        message: The finding in words.
    """

    framework: int
    path: str
    partner: str
    kind: AlignmentKind
    is_missing: bool
    message: str

    __repr__ = repr_of


@attrs.frozen
class Alignments(Guessable):
    """
    The indicators that several frameworks share, with their evidence. Empty, and false, where there are none.

    Attributes:
        names: The name of each framework: its entity, else its title.

        matches: The matches, those of the first two frameworks first, common ones before candidates.

        tags: The tags that were not borne out, and those that are missing.

        lacks_near: True if near statements were not looked for, as the extra ``match`` is not installed.
    """

    names: tuple[str, ...]
    matches: tuple[Match, ...] = ()
    tags: tuple[TagCheck, ...] = ()
    lacks_near: bool = False

    _guesses: ClassVar[dict[str, str]] = {
        ".table(), which has .to_records() and .to_pandas()": "to_records to_frame to_pandas to_df df to_csv",
        ".table().to_markdown() or .table().to_html()": "to_markdown to_html markdown html",
        ".matches": "pairs candidates items all",
        "rf.to_dict(alignments)": "to_json to_dict as_dict asdict json",
    }

    def __iter__(self) -> Iterator[Match]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    @property
    def common(self) -> tuple[Match, ...]:
        """The matches of common indicators, without the candidates."""
        return tuple(match for match in self.matches if match.kind.is_common)

    def name(self, number: int) -> str:
        """The name of a framework by its number, from 1; with the number where several have that name."""
        name = self.names[number - 1]
        return name if self.names.count(name) == 1 else f"{name} ({number})"

    def table(self) -> Table:
        """A table of the matches, one row each."""
        columns = (
            Column("kind", Category),
            *map(Column, ("framework", "other framework", "evidence", "indicators", "other indicators")),
        )
        rows = (
            (
                *(m.kind.value, self.name(m.one), self.name(m.other), m.evidence),
                *(", ".join(paths) for paths in (m.paths, m.other_paths)),
            )
            for m in self.matches
        )
        return Table.of(columns, rows, self._heading())

    def matrix(self) -> Table:
        """A table of the numbers of statements that each two frameworks have in common."""
        counts = Counter((m.one, m.other) for m in self.common)
        numbers = range(1, len(self.names) + 1)
        columns = (Column("framework"), *(Column(self.name(number), int) for number in numbers))
        rows = ((self.name(i), *(None if i == j else counts[min(i, j), max(i, j)] for j in numbers)) for i in numbers)
        return Table.of(columns, rows, "common statements")

    def __str__(self) -> str:
        """The matches with their evidence and places, and the tags that were not borne out or are missing."""
        lines = [self._heading(), *([WITHOUT_NEAR] if self.lacks_near else [])]
        for match in self.matches:
            lines += ["", f"{match.kind.value}: {match.evidence}"]
            for number, paths in ((match.one, match.paths), (match.other, match.other_paths)):
                lines.append(f"  {self.name(number)}: {', '.join(paths)}")
        if self.tags:
            lines += ["", "Tags"]
            lines += [f"  {self.name(tag.framework)}, {tag.path}: {tag.message}" for tag in self.tags]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Alignments {self._heading()}>"

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()

    def _heading(self) -> str:
        counts = Counter("common" if m.kind.is_common else m.kind.value for m in self.matches)
        found = ", ".join(f"{counts[name]} {name}" for name in ("common", "near", "shared") if counts[name])
        names = ", ".join(self.name(number) for number in range(1, len(self.names) + 1))
        return f"{names}: {found or 'nothing in common'}"
