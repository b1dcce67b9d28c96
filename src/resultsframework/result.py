"""
The levels of a plan: impacts, outcomes, the outputs that lead to them, and results of another kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from resultsframework.table import Column, Table

from .budget import Budget, total
from .node import Node, shared_fields_last

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .alignment import PolicyMarker, Reference, SdgReference
    from .document import DocumentLink, ProgressNote
    from .indicator import Indicator
    from .observation import Observation
    from .value import Undefined

__all__ = ["Impact", "OtherResult", "Outcome", "Output", "Result"]


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Result(Node):
    """
    A change that is planned. IATI: ``result``. OECD-DAC: an output, outcome or impact of an intervention.

    Attributes:
        code: What it is called for short. IATI: ``reference``.

        title: The change, in a sentence. IATI: ``title``.

        description: What more is said of it.

        identifier: The identifier of the activity that it is published as. IATI: ``iati-identifier``.

        aggregation_status: Whether its values may be summed, as declared. IATI: ``aggregation-status``.

        indicators: Its own indicators, in source order.

        budgets: What it costs, one a period where the source says so.

        sdgs: The goals it is tagged with.

        policy_markers: The policies it serves.

        humanitarian: Whether it is humanitarian; None where the source does not say.

        references: Its codes in other lists.

        documents: Where to read more.

        progress_notes: What is told about its progress, year by year.
    """

    nested: ClassVar[str | None] = None

    code: str | None = None
    title: str | None = None
    description: str | None = None
    identifier: str | None = None
    aggregation_status: bool | None = None
    indicators: tuple[Indicator, ...] = ()
    budgets: tuple[Budget, ...] = ()
    sdgs: tuple[SdgReference, ...] = ()
    policy_markers: tuple[PolicyMarker, ...] = ()
    humanitarian: bool | None = None
    references: tuple[Reference, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    progress_notes: tuple[ProgressNote, ...] = ()

    @property
    def children(self) -> tuple[Result, ...]:
        """The results that lead to it, in source order."""
        return getattr(self, self.nested) if self.nested else ()

    @property
    def budget(self) -> Budget | Undefined:
        """The only budget, or the total where all have one currency, or why there is none."""
        return total(self.budgets)

    def walk(self) -> Iterator[Result]:
        """The result and all below it, depth first, in source order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def table(self) -> Table:
        """Its own indicators and those below it, one row each."""
        return indicator_table((self,), " ".join(filter(None, (self.code, self.title))))

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Output(Result):
    """
    Products, services, skills or capacities that result from the intervention itself. IATI: result type 1.
    """


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Outcome(Result):
    """
    The effects of outputs: changes in conditions that partners bring about together. IATI: result type 2.

    Attributes:
        outputs: The outputs that lead to it, in source order.

        impact_areas: The areas of the organisation's strategy that it belongs to. IATI: ``tag`` of an own vocabulary.

        organisational_outputs: The organisation's own outputs that it belongs to.

        un_system_functions: What the organisation does for it, in the words of the UN system.
    """

    nested: ClassVar[str | None] = "outputs"

    outputs: tuple[Output, ...] = ()
    impact_areas: tuple[str, ...] = ()
    organisational_outputs: tuple[str, ...] = ()
    un_system_functions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Impact(Result):
    """
    Long-term effects on people and groups. IATI: result type 3.

    Attributes:
        outcomes: The outcomes that lead to it, in source order.
    """

    nested: ClassVar[str | None] = "outcomes"

    outcomes: tuple[Outcome, ...] = ()


@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class OtherResult(Result):
    """
    A result of another kind, or of a kind that the source does not name. IATI: result type 9.
    """


def indicator_table(results: Iterable[Result], title: str) -> Table:
    """The indicators of the results and of all below them, one row each: baseline, latest actual, target."""
    columns = (
        Column("result"),
        Column("code"),
        Column("statement"),
        Column("baseline", object),
        Column("baseline period"),
        Column("latest actual", object),
        Column("actual period"),
        Column("target", object),
        Column("target period"),
    )
    nodes = (node for result in results for node in result.walk())
    rows = (
        (node.code, i.code, i.statement, *_cells(i.baseline), *_cells(i.series.latest), *_cells(i.target))
        for node in nodes
        for i in node.indicators
    )
    return Table.of(columns, rows, title)


def _cells(observation: Observation | None) -> tuple[object, object]:
    return (None, None) if observation is None else (observation.value, str(observation.period))
