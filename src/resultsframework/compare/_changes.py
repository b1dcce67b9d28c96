"""
All changes between two versions of a framework: as text, table, Markdown and HTML, applied, and back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

import attrs

from resultsframework._guess import Guessable
from resultsframework.construction import member
from resultsframework.errors import InvalidValueError, NotFoundError
from resultsframework.framework import check_framework
from resultsframework.message import spelled_like
from resultsframework.monitoring import Ambition
from resultsframework.revision import Revision
from resultsframework.table import Category, Column, Table

from ._apply import applied
from ._between import changes_between
from ._change import Change, ChangeKind
from ._diff import NOTHING
from ._in_words import in_words
from ._pairing import pair
from ._style import HTML, MARKDOWN, PLAIN, Style

if TYPE_CHECKING:
    import datetime as dt

    from resultsframework.framework import ResultsFramework

__all__ = ["Changes", "diff", "kinds_named"]

# The changes that the text of a notebook lists.
SHOWN = 100
# Kinds of changes that are no revision of the plan.
NOT_PLANNED = (ChangeKind.REPORTED, ChangeKind.RESTATED, ChangeKind.OTHER)
WITHOUT_NEAR = (
    "Near statements were not matched: install resultsframework[match] to see reworded indicators that have no code in "
    "common."
)
NOTHING_SHARED = (
    "No result or indicator is in both: these may be two plans, or one plan in two languages, without codes in common."
)


class Group(NamedTuple):
    """The sentences of some changes of a node, and their heading: the subject that they are about, or nothing."""

    heading: str
    sentences: list[str]


@attrs.frozen
class Changes(Guessable):
    """
    The changes from one version of a framework to another. Empty, and false, where there are none.

    Attributes:
        changes: The changes, in the order of the new version.

        name: The title or the identifier of the framework.

        lacks_near: True if results or indicators of both versions are left without a counterpart, and near statements
            were not looked for, as the extra ``match`` is not installed.

        shares_nothing: True if both versions have results or indicators, and none is in both: two plans, or two
            languages, rather than two versions.
    """

    changes: tuple[Change, ...] = ()
    name: str | None = None
    lacks_near: bool = False
    shares_nothing: bool = False

    _guesses: ClassVar[dict[str, str]] = {
        ".changes": "differences items all list",
        ".filter(kind='added')": "added inserted new created",
        ".filter(kind='removed')": "removed deleted missing",
        ".filter(kind='moved')": "moved renamed",
        ".filter(kind='target')": "only select where targets by_kind modified changed revised updated groups",
        "not changes, since none is false": "is_empty empty unchanged",
        ".counts": "summary count by_count statistics",
        ".table(), which has .to_records() and .to_pandas()": "to_records to_frame to_pandas to_table to_df df to_csv",
        "rf.to_dict(changes)": "to_json to_dict as_dict asdict json",
        ".to_html()": "html",
        ".to_markdown()": "markdown to_md",
        ".invert()": "reverse undo inverse",
        ".apply(framework)": "patch merge",
    }

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """The number of changes of each kind that there is, in the order of the kinds."""
        counts = Counter(change.kind for change in self.changes)
        return {kind: counts[kind] for kind in ChangeKind if counts[kind]}

    def filter(
        self, *, kind: ChangeKind | str | Iterable[ChangeKind | str] = (), ambition: Ambition | str | None = None
    ) -> Self:
        """
        The changes for which everything given holds; for reading, since a part of the changes may not apply.

        Args:
            kind: A kind, or several; "target" or "targets" are all kinds of changes of targets.

            ambition: "more_ambitious", "less_ambitious" or "not_comparable".

        Raises:
            NotFoundError: There is no such kind; the error names the nearest.

            InvalidValueError: There is no such ambition.
        """
        given = (kind,) if isinstance(kind, ChangeKind | str) else tuple(kind)
        kinds = {found for one in given for found in kinds_named(one)}
        wanted = None if ambition is None else member(Ambition, ambition)
        found = (
            change
            for change in self.changes
            if (not given or change.kind in kinds) and (wanted is None or change.ambition is wanted)
        )
        return attrs.evolve(self, changes=tuple(found))

    # -------------------------------------------------------------------------------------- to and fro

    def apply(self, framework: ResultsFramework) -> ResultsFramework:
        """
        The framework with the changes made: the new version, where it is the old one.

        Args:
            framework: The old version.

        Raises:
            InvalidValueError: It is another framework, in which a change finds nothing at its place.
        """
        check_framework(framework, "apply")
        changed: ResultsFramework = applied(framework, self.changes)
        return changed

    def invert(self) -> Self:
        """The changes back, from the new version to the old one."""
        return attrs.evolve(self, changes=tuple(change.invert() for change in self.changes))

    def as_revisions(
        self,
        *,
        reason: str | None = None,
        day: dt.date | None = None,
        version: str | None = None,
        approved_by: str | None = None,
    ) -> tuple[Revision, ...]:
        """
        The changes of the plan as a record of changes, to be kept in the field ``revisions`` of the new version.

        What was reported is no change of the plan, so reported and restated actuals are left out, and so are other
        changes that have no kind of their own.

        Args:
            reason: The reason for all of them; it follows the change in words.

            day: The day of the revision.

            version: The version that it makes, such as "2.1".

            approved_by: The person or body that approved it.

        >>> from resultsframework import Output, ResultsFramework
        >>> old = ResultsFramework(results=(Output(code="1", title="Wells"),))
        >>> changes = diff(old, old.replace("1", title="Wells and taps"))
        >>> changes.as_revisions(reason="mid-term review")[0].reason
        'title: Wells [+ and taps] (mid-term review)'
        """
        why = f" ({reason})" if reason else ""
        return tuple(
            Revision(day=day, version=version, path=c.path, reason=f"{c.sentence}{why}", approved_by=approved_by)
            for c in self.changes
            if c.kind not in NOT_PLANNED
        )

    # -------------------------------------------------------------------------------------- as text

    def table(self) -> Table:
        """A table of the changes, one row each."""
        columns = (
            Column("kind", Category),
            *map(Column, ("path", "old path", "node", "what", "subject", "field", "before", "after")),
            Column("ambition", Category),
            *map(Column, ("unit", "evidence")),
        )
        rows = (
            (
                *(c.kind.value, c.path, c.old_path, c.node, c.what, c.subject or None, c.field),
                *map(_cell, (c.before, c.after)),
                *(c.ambition and c.ambition.value, c.unit, c.evidence or None),
            )
            for c in self.changes
        )
        return Table.of(columns, rows, self._heading())

    def __str__(self) -> str:
        """The number of changes of each kind, and the changes of each result and indicator, one a line."""
        lines = [self._heading(), *self._remarks()]
        for node, groups in by_node(self.changes, PLAIN):
            lines += ["", node, *_listed(groups, "  ")]
        return "\n".join(lines)

    def to_markdown(self) -> str:
        """The text of the changes in Markdown, with a list for each result and indicator."""
        lines = [f"**{MARKDOWN.escaped(self._heading())}**"]
        for remark in self._remarks():
            lines += ["", remark]
        for node, groups in by_node(self.changes, MARKDOWN):
            lines += ["", node, "", *_listed(groups, "- ")]
        return "\n".join(lines) + "\n"

    def to_html(self) -> str:
        """The text of the changes as an element of HTML; every text of a source is escaped."""
        return self._html(self.changes)

    def _html(self, changes: tuple[Change, ...]) -> str:
        parts = [f"<p>{text}</p>" for text in (HTML.escaped(self._heading()), *self._remarks())]
        for node, groups in by_node(changes, HTML):
            parts.append(f"<h4>{node}</h4>{_in_html(groups)}")
        more = len(self.changes) - len(changes)
        parts += [f"<p>… {more} more</p>"] if more else []
        return f'<section class="changes">{"".join(parts)}</section>'

    def _repr_html_(self) -> str:
        return self._html(self.changes[:SHOWN])

    def __repr__(self) -> str:
        return f"<Changes {self._heading()}>"

    def _heading(self) -> str:
        """The name of the framework and the numbers of changes of each kind."""
        counted = [f"{number} {kind.value.replace('_', ' ')}" for kind, number in self.counts.items()]
        less = sum(change.ambition is Ambition.LESS for change in self.changes)
        number = f"{len(self)} change{'' if len(self) == 1 else 's'}" if self.changes else "no changes"
        listed = f" ({', '.join([*counted, *([f'{less} of them less ambitious'] if less else [])])})" if counted else ""
        return f"{f'{self.name}: ' if self.name else ''}{number}{listed}"

    def _remarks(self) -> list[str]:
        """The sentences on what could not be matched."""
        return [*([NOTHING_SHARED] if self.shares_nothing else []), *([WITHOUT_NEAR] if self.lacks_near else [])]


def by_node(changes: Iterable[Change], style: Style) -> Iterator[tuple[str, list[Group]]]:
    """
    Each result and indicator that changes, with the sentences of its changes, those of one subject together.

    New orders come last, as the least of the changes.
    """
    by_weight = sorted(changes, key=lambda change: change.kind is ChangeKind.REORDERED)
    for node, of_node in groupby(by_weight, key=lambda change: change.node):
        by_subject: dict[str, list[Change]] = {}
        for change in of_node:
            by_subject.setdefault(change.subject, []).append(change)
        yield style.escaped(node or "The framework"), [_group(*pair, style) for pair in by_subject.items()]


def _group(subject: str, changes: list[Change], style: Style) -> Group:
    """The sentences of changes of one subject; of several, the subject is the heading."""
    is_headed = bool(subject) and len(changes) > 1
    sentences = [change.phrase(style, with_subject=not is_headed) for change in changes]
    return Group(style.escaped(subject) if is_headed else "", sentences)


def _listed(groups: Iterable[Group], mark: str) -> Iterator[str]:
    """The lines of groups, each with its mark; those below a heading are indented."""
    for heading, sentences in groups:
        if heading:
            yield f"{mark}{heading}:"
        yield from (f"{'  ' if heading else ''}{mark}{sentence}" for sentence in sentences)


def _in_html(groups: Iterable[Group]) -> str:
    """The list of groups, each in a list of its own below its heading."""
    lists = [(heading, "".join(f"<li>{sentence}</li>" for sentence in of_one)) for heading, of_one in groups]
    items = (f"<li>{heading}:<ul>{items}</ul></li>" if heading else items for heading, items in lists)
    return f"<ul>{''.join(items)}</ul>"


def _cell(value: object) -> str | None:
    """A value as the cell of a table, texts whole."""
    if value is NOTHING or value is None:
        return None
    return value if isinstance(value, str) else in_words(value)


def kinds_named(name: ChangeKind | str) -> tuple[ChangeKind, ...]:
    """
    The kinds of changes that a name means: one kind, or all kinds that begin with a word, such as "targets".

    Raises:
        NotFoundError: There is none.
    """
    if isinstance(name, ChangeKind):
        return (name,)
    if not isinstance(name, str):
        msg = f"a kind of change is a text such as 'removed' or 'target', not {name!r}"
        raise InvalidValueError(msg)
    wanted = name.strip().casefold().replace("-", "_")
    found = tuple(k for k in ChangeKind if wanted == k.value or k.value.startswith(f"{wanted.removesuffix('s')}_"))
    if not found:
        words = dict.fromkeys(word for kind in ChangeKind for word in (kind.value, kind.value.partition("_")[0]))
        raise NotFoundError(name, lambda: spelled_like(wanted, words), "the kinds of changes")
    return found


def diff(old: ResultsFramework, new: ResultsFramework) -> Changes:
    """
    The changes from one version of a framework to another, each with its kind, and its ambition where it has one.

    Results and indicators of both are matched by their code below one node, else by their statement there, and else
    anywhere: by code, by equal statement, and with the extra ``match`` by a statement of which at least 90 % of the
    characters are the same, and which differs in forms of words and connecting words only; statements are compared as
    `compare.folded` makes them. Codes that repeat are matched by values, then by order. A node that moved is one
    change, whatever is below it; so is one that came or went.

    Args:
        old: The earlier version.

        new: The later version.

    Raises:
        InvalidValueError: One of them is no framework.

    >>> from resultsframework import Indicator, ObservationSeries, Output, ResultsFramework
    >>> def version(line):
    ...     indicator = Indicator(code="1A", statement="Women trained", series=ObservationSeries.parse(line))
    ...     return ResultsFramework(results=(Output(code="1", indicators=(indicator,)),))
    >>> changes = diff(version("2020 baseline 0 | 2025 target 320"), version("2020 baseline 0 | 2025 target 300"))
    >>> print(changes.changes[0])
    1A Women trained: target for 2025: 320 → 300, less ambitious
    """
    check_framework(old, "diff")
    check_framework(new, "diff")
    if old is new:
        return Changes(name=new.title or new.identifier)
    pairing = pair(old, new)
    return Changes(
        tuple(changes_between(pairing)), new.title or new.identifier, pairing.lacks_near, pairing.shares_nothing
    )
