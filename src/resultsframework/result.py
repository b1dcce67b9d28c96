"""
The levels of the results chain: impacts, outcomes, outputs, and results of another kind.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import attrs

from resultsframework.table import Column, Table

from .budget import Budget, total
from .construction import typed
from .expression import fields_of
from .message import shortened
from .node import Node, shared_fields_last

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from .alignment import PolicyMarker, Reference, SdgReference
    from .document import DocumentLink, ProgressNote
    from .indicator import Indicator
    from .observation import Observation
    from .organisation import Participation
    from .planned_activity import PlannedActivity
    from .risk import Assumption, Risk
    from .value import Undefined

__all__ = ["Impact", "OtherResult", "Outcome", "Output", "Result", "in_numbers", "indicator_table"]

# The characters of a title that are shown in a list of results.
SHOWN = 60
# The place before the second word in the name of a class.
SECOND_WORD = re.compile("(?<!^)(?=[A-Z])")


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Result(Node):
    """
    A planned result. IATI: ``result``. OECD-DAC: an output, outcome or impact of an intervention.

    Attributes:
        code: Its code. IATI: ``reference``.

        title: The change, in a sentence. IATI: ``title``.

        description: Its description. IATI: ``description``.

        identifier: The identifier of the activity it is published as. IATI: ``iati-identifier``.

        aggregation_status: True if its values may be summed; None if not declared. IATI: ``@aggregation-status``.

        weight: Its share of the result above it, 0 to 100 percent; the weights of all results there add up to 100.
            Not in IATI. FCDO: impact weighting.

        indicators: Its own indicators, in source order.

        budgets: Its budgets, original and revised, of each period.

        assumptions: The assumptions it depends on; texts are taken as well. Not in IATI. OECD-DAC: assumptions.

        risks: The risks to it; texts are taken as well. Not in IATI.

        organisations: The organisations responsible for it or taking part in it, with their roles.

        sdgs: The Sustainable Development Goals it is tagged with.

        policy_markers: Its policy markers.

        humanitarian: True if it is humanitarian; None if not declared. IATI: ``@humanitarian``.

        references: Its codes in other lists.

        documents: Links to documents.

        progress_notes: Narrative reports on its progress, year by year.
    """

    nested: ClassVar[str | None] = None

    code: str | None = None
    title: str | None = None
    description: str | None = None
    identifier: str | None = None
    aggregation_status: bool | None = None
    weight: Decimal | None = None
    indicators: tuple[Indicator, ...] = ()
    budgets: tuple[Budget, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    risks: tuple[Risk, ...] = ()
    organisations: tuple[Participation, ...] = ()
    sdgs: tuple[SdgReference, ...] = ()
    policy_markers: tuple[PolicyMarker, ...] = ()
    humanitarian: bool | None = None
    references: tuple[Reference, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    progress_notes: tuple[ProgressNote, ...] = ()

    _guesses: ClassVar[dict[str, str]] = {
        ".title": "statement name label text",
        ".code": "id reference",
        ".budgets and .budget": "funding planned expenses amount money",
        ".children, or .outputs of an outcome and .outcomes of an impact": "results outputs outcomes below",
        ".organisations": "responsible participants lead implementing partners",
        ".assumptions": "assumption hypotheses",
        ".walk()": "all_results descendants iter_results",
        "rf.progress(indicator, at), for each of .indicators": "progress met gap series baseline target latest",
        "its class: rf.Impact, rf.Outcome, rf.Output or rf.OtherResult": "level kind type",
    }

    @property
    def children(self) -> tuple[Result, ...]:
        """The results directly below it, in source order."""
        return getattr(self, self.nested) if self.nested else ()

    @property
    def budget(self) -> Budget | Undefined:
        """The only budget in force, or the total of several in one currency; else undefined."""
        return total(self.budgets)

    def walk(self) -> Iterator[Result]:
        """The result and all results below it, depth first, in source order."""
        yield self
        for child in self.children:
            yield from child.walk()

    _expression_ = fields_of

    def __repr__(self) -> str:
        below = (node for result in self.walk() for node in (result, *result.indicators) if node is not self)
        names = [repr(shortened(text, SHOWN)) for text in (self.code, self.title) if text]
        what = in_numbers(below)
        return f"<{' '.join([type(self).__name__, *names])}{': ' if what else ''}{what}>"

    def table(self, *own: str) -> Table:
        """
        A table of its own indicators and those below it, one row each.

        Args:
            own: Names of own fields of the indicators, such as ``x_donor``; each is a further column.
        """
        return indicator_table((self,), " ".join(filter(None, (self.code, self.title))), own)

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Output(Result):
    """
    Products, goods, services and capacities that result from the intervention. IATI: result type 1. OECD-DAC: output.

    Attributes:
        activities: The activities that are planned to produce it, in source order. Their budgets are part of its own.
    """

    activities: tuple[PlannedActivity, ...] = ()


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Outcome(Result):
    """
    The likely or achieved short- and medium-term effects of outputs. IATI: result type 2. OECD-DAC: outcome.

    Attributes:
        outputs: The outputs that contribute to it, in source order.

        impact_areas: The impact areas of the organisation's strategic plan. IATI: ``tag`` of an own vocabulary.

        organisational_outputs: The organisational outputs of the strategic plan.

        un_system_functions: The functions of the UN development system, such as "Integrated normative support".
    """

    nested: ClassVar[str | None] = "outputs"

    outputs: tuple[Output, ...] = ()
    impact_areas: tuple[str, ...] = ()
    organisational_outputs: tuple[str, ...] = ()
    un_system_functions: tuple[str, ...] = ()


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class Impact(Result):
    """
    Long-term effects of the intervention. IATI: result type 3. OECD-DAC: impact.

    Attributes:
        outcomes: The outcomes that contribute to it, in source order.
    """

    nested: ClassVar[str | None] = "outcomes"

    outcomes: tuple[Outcome, ...] = ()


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class OtherResult(Result):
    """
    A result of another kind, or of a kind that the source does not state. IATI: result type 9.
    """


def in_numbers(nodes: Iterable[object]) -> str:
    """The numbers of nodes of each kind, in the order of the first of each: "1 outcome, 39 indicators"."""
    counts = Counter(SECOND_WORD.sub(" ", type(node).__name__).lower() for node in nodes)
    return ", ".join(f"{n} {kind}{'s' if n != 1 else ''}" for kind, n in counts.items())


def indicator_table(
    results: Iterable[Result], title: str, own: tuple[str, ...] = (), *, has_titles: bool = False
) -> Table:
    """The indicators of the results and of all below them, one row each: baseline, latest actual, target, own."""
    columns = (
        Column("result"),
        *([Column("result title")] if has_titles else []),
        Column("code"),
        Column("statement"),
        Column("baseline", object),
        Column("baseline period"),
        Column("latest actual", object),
        Column("actual period"),
        Column("target", object),
        Column("target period"),
        *(Column(name, object) for name in own),
    )
    nodes = (node for result in results for node in result.walk())
    rows = (
        (
            *((node.code, node.title) if has_titles else (node.code,)),
            *(i.code, i.statement, *_cells(i.baseline), *_cells(i.latest), *_cells(i.target)),
            *map(i.extra, own),
        )
        for node in nodes
        for i in node.indicators
    )
    return Table.of(columns, rows, title)


def _cells(observation: Observation | None) -> tuple[object, object]:
    return (None, None) if observation is None else (observation.value, str(observation.period))
