"""
The contributions of several frameworks to the indicators of a corporate plan, such as a strategic plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import attrs

from resultsframework._guess import Guessable
from resultsframework.compare import folded as folded_statement
from resultsframework.compare import statement
from resultsframework.construction import member
from resultsframework.expression import repr_of
from resultsframework.indicator import Indicator
from resultsframework.message import counted
from resultsframework.monitoring import Coverage
from resultsframework.observation import ObservationKind
from resultsframework.spelling import folded
from resultsframework.table import Column, Table
from resultsframework.value import Undefined

from ._answer import Rollup
from ._candidate import Candidate
from ._choice import Functions, functions_of, suited
from ._functions import ONE, Overlap, in_words
from ._part import Question, RollupPart
from ._places import By, CombinedPart, parts_of
from ._rollup import rolled_up

if TYPE_CHECKING:
    from resultsframework.framework import ResultsFramework
    from resultsframework.result import Result

__all__ = ["Contribution", "Contributions", "contributions"]

# Names of one list of codes.
STRATEGIC_PLAN = frozenset({"sp", "strategic_plan", "strategic plan"})


@attrs.frozen(kw_only=True)
class Contribution:
    """
    One indicator of a corporate plan, with the figure of all places that report on it. Not in IATI.

    Attributes:
        code: Its code in the plan.

        statement: Its statement: that of an indicator with its own code, else the first that refers to it.

        answer: The figure of the parts that have one, or every reason why there is none.

        inputs: The value of each part, or why it has none, in the order of the names of the parts.
    """

    code: str
    statement: str | None
    answer: Rollup | Undefined
    inputs: tuple[RollupPart, ...]

    __repr__ = repr_of

    @property
    def coverage(self) -> Coverage:
        """The number of indicators with a value, out of those that are due."""
        return Coverage(sum(part.is_reported for part in self.inputs), sum(part.is_due for part in self.inputs))

    @property
    def is_reported(self) -> bool:
        """True where any part has a value."""
        return self.coverage.reported > 0

    @property
    def figure(self) -> str:
        """The figure in words, such as "159", "at least 159" or "9/12 of those reported"; empty where there is none."""
        if isinstance(self.answer, Undefined):
            return ""
        if not self.missing:
            return in_words(self.answer.value)
        least = self.answer.at_least
        return (
            f"{in_words(self.answer.value)} of those reported" if isinstance(least, Undefined) else f"at least {least}"
        )

    @property
    def missing(self) -> tuple[RollupPart, ...]:
        """The parts that have no value."""
        return tuple(part for part in self.inputs if not part.is_reported)

    @property
    def refusal(self) -> str:
        """Every reason why there is no figure; empty where there is one."""
        return self.answer.reason if isinstance(self.answer, Undefined) else ""

    def __str__(self) -> str:
        """The code, the figure and the coverage; where there is no figure, the reasons."""
        return f"{self.code}: {self.figure or self.answer} ({self.coverage} reported)"


@attrs.frozen(kw_only=True)
class Contributions(Guessable):
    """
    The indicators of a corporate plan to which several frameworks contribute. Empty, and false, where there are none.

    Attributes:
        vocabulary: The list of codes of the plan.

        kind: The kind of the values.

        at: The year of the values; None for those of whatever time.

        names: The names of the parts, in their order.

        items: The indicators of the plan, in the order of their codes.
    """

    vocabulary: str
    kind: ObservationKind
    at: int | None
    names: tuple[str, ...]
    items: tuple[Contribution, ...] = ()

    _guesses: ClassVar[dict[str, str]] = {
        ".table(), which has .to_records() and .to_pandas()": "to_records to_frame to_pandas to_df df to_csv",
        ".items": "contributions indicators all values",
        "rf.to_dict(contributions)": "to_json to_dict as_dict asdict json",
    }

    def __iter__(self) -> Iterator[Contribution]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def table(self) -> Table:
        """A row for each indicator of the plan: its figure, the value of each part, its coverage, why there is none."""
        columns = (
            *map(Column, ("code", "statement", "figure", *self.names)),
            Column("reported", Coverage),
            *map(Column, ("without", "refused")),
        )
        rows = (
            (
                *(one.code, one.statement, one.figure),
                *(_of_part(one.inputs, name) for name in self.names),
                *(one.coverage, ", ".join(dict.fromkeys(part.framework for part in one.missing)), one.refusal),
            )
            for one in self.items
        )
        return Table.of(columns, rows, self._heading())

    def __str__(self) -> str:
        """
        The figure of each indicator of the plan, with the parts that have no value and reasons of refusals; last the
        codes of those for which no part has a value.
        """
        lines = [self._heading()]
        for one in self.items:
            if not one.is_reported:
                continue
            lines += ["", f"{one.code} {one.statement or ''}".rstrip()]
            lines.append(f"  {one.figure or f'no figure: {one.refusal}'} ({one.coverage} reported)")
            lines += [f"  {part.framework}: {part.why}" for part in one.missing]
        nobody = [one.code for one in self.items if not one.is_reported]
        return "\n".join([*lines, *(["", f"No value of any part: {', '.join(nobody)}"] if nobody else [])])

    def __repr__(self) -> str:
        return f"<Contributions {self._heading()}>"

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()

    def _heading(self) -> str:
        when = "" if self.at is None else f" of {self.at}"
        found = counted(len(self.items), "indicator") if self.items else "no indicator refers to it"
        return f"contributions to {self.vocabulary}, {self.kind.value} values{when}: {found}"


def _of_part(inputs: Iterable[RollupPart], name: str) -> str:
    """The values of a part as text."""
    found = [part for part in inputs if part.framework == name and part.has_indicator]
    return "; ".join(part.text or "none" for part in found)


class Referrer(NamedTuple):
    """An indicator that refers to one of the plan."""

    path: str
    indicator: Indicator
    statuses: frozenset[bool | None]


def contributions(
    frameworks: Iterable[ResultsFramework],
    vocabulary: str = "SP",
    *,
    at: int | None = None,
    kind: ObservationKind | str = ObservationKind.ACTUAL,
    function: Functions = None,
    overlap: Overlap | str | None = None,
    by: By = "place",
) -> Contributions:
    """
    The contributions of several frameworks to the indicators of a corporate plan: those that refer to one of its
    indicators are rolled up, each with coverage, parts and refusals. Not in IATI. UN Women: strategic plan
    contributions.

    An indicator refers to the plan by a reference of its list, by the code that its statement begins with, or by its
    own code, where that begins with the name of the list ("SP_D_0.1.h"). Statements may differ, as the reference says
    that one thing is measured; the assumptions of the figure name it. A framework that has no such indicator is
    lacking. What is added up, counted or refused is as for `resultsframework.combine`.

    Args:
        frameworks: The frameworks, such as those of the countries of a region; no two of one place.

        vocabulary: The list of codes of the plan, as references name it; "SP" is "strategic_plan" too.

        at: The year in which the periods end; needed for actuals and milestones.

        kind: "actual", "milestone", "target" or "baseline".

        function: The function of counts and amounts, mostly "sum", or functions by the code of the plan.

        overlap: The overlap between the indicators: "disjoint", "contained" or "unknown"; needed where one framework
            has several for one of the plan.

        by: The difference of the parts, as for `resultsframework.combine`.

    Raises:
        InvalidValueError: There is no framework, one is given twice, or two are of one place; or there is no such kind,
            function or overlap.
    """
    parts = parts_of(frameworks, by, "contributions")
    of_all, of_code = functions_of(function)
    declared = None if overlap is None else member(Overlap, overlap)
    groups: dict[str, tuple[str, dict[int, list[Referrer]]]] = {}
    for number, part in enumerate(parts):
        for code, found in _references(part, vocabulary):
            groups.setdefault(folded(code), (code, {}))[1].setdefault(number, []).append(found)
    question = Question(None, member(ObservationKind, kind), at, latest=False)
    items = []
    for _, (code, by_part) in sorted(groups.items()):
        every = [found for several in by_part.values() for found in several]
        chosen = of_code.get(code) or suited(
            [one.indicator for one in every], [True if True in one.statuses else None for one in every], of_all
        )
        taken = [_candidates(part, code, by_part.get(number, ())) for number, part in enumerate(parts)]
        weights = [ONE] * sum(map(len, taken))
        answer = rolled_up(taken, attrs.evolve(question, code=code), chosen, declared, weights)
        inputs = answer.inputs if isinstance(answer, Rollup) else [part for _, part in answer.inputs]
        statements = Counter(folded_statement(one.indicator.statement) for one in every)
        if isinstance(answer, Rollup) and len(statements) > 1:
            note = f"the statements differ; their reference to {code} says that they measure one thing"
            answer = attrs.evolve(answer, assumptions=(*answer.assumptions, note))
        own = [one.indicator for one in every if folded(one.indicator.code) == folded(code)]
        items.append(
            Contribution(
                code=code,
                statement=(own[0] if own else every[0].indicator).statement,
                answer=answer,
                inputs=tuple(part for part in inputs if isinstance(part, RollupPart)),
            )
        )
    names = tuple(part.name for part in parts)
    return Contributions(vocabulary=vocabulary, kind=question.kind, at=at, names=names, items=tuple(items))


def _references(part: CombinedPart, vocabulary: str) -> Iterator[tuple[str, Referrer]]:
    """The codes of the plan that the indicators of a part refer to."""
    nodes: dict[str, Result | Indicator] = dict(part.framework.walk())
    for path, node in nodes.items():
        if isinstance(node, Indicator):
            above = nodes[path.rpartition("/")[0]]
            statuses = frozenset({node.aggregation_status, getattr(above, "aggregation_status", None)})
            for code in dict.fromkeys(_codes(node, vocabulary)):
                yield code, Referrer(path, node, statuses)


def _codes(indicator: Indicator, vocabulary: str) -> Iterator[str]:
    """The codes of a list that an indicator refers to."""
    name = folded(vocabulary)
    names = STRATEGIC_PLAN if name in STRATEGIC_PLAN else {name}
    cited = statement(indicator.statement).reference
    for reference in (*indicator.references, *([] if cited is None else [cited])):
        if reference.code and folded(reference.vocabulary) in names:
            yield reference.code
    if indicator.code and folded(indicator.code).startswith(tuple(f"{name}{sign}" for sign in "_ -.")):
        yield indicator.code


def _candidates(part: CombinedPart, code: str, found: Sequence[Referrer]) -> list[Candidate]:
    """The indicators of a part for one of the plan, under the code of that; one without where it has none."""
    return [
        Candidate(attrs.evolve(one.indicator, code=code, statement=None), one.path, part.known, one.statuses)
        for one in found
    ] or [Candidate(None, "", part.known)]
