"""
Rules about the results chain: titles, indicators, outputs, and codes that follow the hierarchy.

There is no rule STR07 (a result within itself), since frozen values cannot form a circle, and none STR08 (an unknown
level), since the level of a result is its class.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from resultsframework.indicator import Indicator
from resultsframework.path import children_of, steps_of
from resultsframework.result import Outcome, Result

from ._finding import Severity
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._context import Context

LEVEL_WORD = re.compile(r"(?:impact|outcome|output|o[cp]?)[\s_.-]*(?=[0-9])", re.IGNORECASE)
NUMBERED = re.compile(r"(?P<parent>.*[0-9])\.(?P<number>[0-9]{1,9})")


@rule(
    "STR01",
    Severity.ERROR,
    title="Title is blank",
    source="IATI 2.03 schema and standard ruleset 4.3.1: a result and an indicator have a title",
    advice="Supply the text.",
    on=(Result, Indicator),
)
def title_is_stated(node: Result | Indicator, _context: Context) -> Iterable[Found]:
    """
    Every result has a title, and every indicator a statement.

    Fires: statement none
    Silent: title Laws are adopted; statement Number of laws
    """
    field, noun = ("statement", "indicator") if isinstance(node, Indicator) else ("title", "result")
    text: str | None = getattr(node, field)
    if text is None or not text.strip():
        yield Found(f"the {noun} has no {field}", expected=f"a {field}")


@rule(
    "STR02",
    Severity.WARNING,
    title="Result has no indicator",
    source="IATI 2.03 schema: a result has an indicator; practice: a result without an indicator cannot be monitored",
    advice="Add an indicator.",
    on=Result,
)
def result_has_an_indicator(result: Result, _context: Context) -> Iterable[Found]:
    """
    Every result has an indicator of its own.

    Fires: output planned $5
    Silent: 2025 target 3
    """
    if not result.indicators:
        yield Found("the result has no indicator", expected="an indicator")


@rule(
    "STR03",
    Severity.WARNING,
    title="Outcome has no output",
    source="the results chain of the United Nations Development Group: outputs lead to outcomes",
    advice="Add the outputs.",
    on=Outcome,
)
def outcome_has_outputs(outcome: Outcome, context: Context) -> Iterable[Found]:
    """
    Every outcome has outputs that lead to it.

    A source that lists outputs beside outcomes does not link them; then one output anywhere is accepted. An activity of
    IATI that states its level or its related activities may have its outputs in another one.

    Fires: 2025 target 3
    Silent: output planned $5
    """
    if not outcome.outputs and not context.validation.has_outputs_elsewhere:
        yield Found("the outcome has no output", expected="outputs")


@rule(
    "STR04",
    Severity.ERROR,
    title="Code is used twice under one result",
    source="logic: a path identifies one indicator",
    advice="Merge the two, or give one another code.",
    on=Result,
    implied_by=("COD13",),
)
def code_is_used_once_under_a_result(result: Result, _context: Context) -> Iterable[Found]:
    """
    No code is used twice directly below one result.

    Fires: code A.1; another A.1
    Silent: code A.1; another A.2
    """
    children: list[Result | Indicator] = [*result.indicators, *result.children]
    codes = [child.code for child in children if child.code]
    if len(set(codes)) == len(codes):
        return
    seen: set[str] = set()
    for child, step in zip(children, steps_of(result, children), strict=True):
        if child.code and child.code in seen:
            message = f"the code {child.code!r} is already used here"
            yield Found(message, at=step, observed=child.code, expected="another code", part=child)
        seen.add(child.code or "")


@rule(
    "STR05",
    Severity.WARNING,
    title="Code of an output does not continue that of its outcome",
    source="practice: the code of an output is that of its outcome and a number",
    advice="Correct the code, or move the output.",
    on=Outcome,
)
def output_codes_continue_the_outcomes(outcome: Outcome, _context: Context) -> Iterable[Found]:
    """
    An output with a numbered code is under the outcome with the code before the last number.

    A word for the level before the number is ignored. Codes in another form are left aside.

    Fires: outcome code MEX_2.1; output code MEX_2.2.1
    Silent: outcome code MEX_2.1; output code MEX_2.1.3
    Silent: outcome code Outcome 1; output code Output 1.1
    Silent: outcome code MEX_2.1; output code Q
    """
    own = LEVEL_WORD.sub("", outcome.code or "").strip()
    if not own:
        return
    for output, step in zip(outcome.outputs, output_steps(outcome), strict=True):
        code = LEVEL_WORD.sub("", output.code or "").strip()
        if NUMBERED.fullmatch(code) and not code.startswith(f"{own}."):
            message = f"the output {output.code} is under the outcome {outcome.code}"
            expected = f"a code that begins with {own}."
            yield Found(message, at=step, observed=output.code, expected=expected, part=output)


@rule(
    "STR06",
    Severity.INFO,
    title="Outputs are not in the order of their codes",
    source="practice: outputs are numbered in the order of the plan",
    advice="No action is needed; the order of the source is kept.",
    on=Outcome,
)
def outputs_are_in_order(outcome: Outcome, _context: Context) -> Iterable[Found]:
    """
    The outputs of an outcome are in the order of their codes, and no number is skipped.

    A skipped number often means a dropped output.

    Fires: outcome code A; output code A1.1; output code A1.3; output code A1.2
    Fires: outcome code A; output code A1.1; output code A1.3
    Silent: outcome code A; output code A1.1; output code A1.2
    """
    matches = [NUMBERED.fullmatch(output.code or "") for output in outcome.outputs]
    numbers = [int(match["number"]) for match in matches if match]
    if len({match["parent"] for match in matches if match}) == 1 and any(b != a + 1 for a, b in pairwise(numbers)):
        listed = ", ".join(output.code or "" for output in outcome.outputs)
        yield Found(f"the outputs are in the order {listed}", observed=listed, expected="ascending, without a gap")


def output_steps(outcome: Outcome) -> tuple[str, ...]:
    """The steps that lead to the outputs of an outcome."""
    children = [child for _, _, child in children_of(outcome)]
    return steps_of(outcome, children)[len(outcome.indicators) :]
