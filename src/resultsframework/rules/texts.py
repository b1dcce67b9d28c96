"""
Rules about the characters of texts, wherever they are.
"""

from __future__ import annotations

import functools
import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from resultsframework.framework import ResultsFramework
from resultsframework.indicator import Indicator
from resultsframework.result import Result
from resultsframework.series import ObservationSeries

from ._finding import Severity
from ._quotation import quoted
from ._rule import Found, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from resultsframework.observation import Observation

    from ._context import Context

# What XML 1.0 has no form for; the same as JSON escapes it, since an extra holds a value of JSON as its text; and what
# is left where a text in another encoding was read as Latin 1.
REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u(00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]))")
LEFT_OVER = re.compile(r"[\x7f-\x9f]")
# Any of them, or an escape that need not be one; faster than each by itself.
SUSPECT, ESCAPE = re.compile(f"[{REFUSED.pattern[1:-1]}{LEFT_OVER.pattern[1:-1]}]"), "\\u00"
# Characters shown before and after one.
AROUND = 20


class Slip(NamedTuple):
    """
    A control character in a text.

    Attributes:
        at: The observation, or the step below the node that leads to the text.

        name: The character, such as U+0000.

        context: The text around it.

        is_refused: True if files of IATI cannot have it.
    """

    at: Observation | str
    name: str
    context: str
    is_refused: bool


@rule(
    "DOC05",
    Severity.WARNING,
    title="Text holds a control character",
    source="XML 1.0, production 2: the characters of a file of IATI; PostgreSQL stores no U+0000 in a text or as JSON",
    advice="Remove the character, or read the source in its own encoding.",
    on=(ResultsFramework, Result, Indicator),
)
def texts_have_no_control_characters(node: ResultsFramework | Result | Indicator, _context: Context) -> Iterable[Found]:
    """
    No text holds a control character, other than a tab or the end of a line.

    A file of IATI cannot have most of them, and PostgreSQL refuses to store U+0000. Those from U+007F to U+009F are
    accepted, and are an info: they are left where a text in another encoding was read as Latin 1. There is one finding
    a framework, result or indicator.

    Fires: statement Number of laws with U+0000
    Fires: statement Number of laws with U+0092
    Silent: statement Number of laws with U+000A
    """
    slips = list(slips_of(node))
    if slips:
        slip = next((slip for slip in slips if slip.is_refused), slips[0])
        more = f"; it is one of {len(slips)} such texts" if len(slips) > 1 else ""
        message = f"the text {quoted(slip.context)} holds the character {slip.name}{more}"
        severity = None if slip.is_refused else Severity.INFO
        yield Found(message, at=slip.at, observed=slip.name, expected="a text without it", severity=severity)


def slips_of(node: ResultsFramework | Result | Indicator) -> Iterator[Slip]:
    """The control characters of a node, one a text; those of the results and indicators below are not among them."""
    kind: type = type(node)
    names, values_of = stated_fields(kind)
    values = values_of(node)
    together = " ".join(texts_in(values))
    if ESCAPE not in together and not SUSPECT.search(together):
        return
    for name, value in zip(names, values, strict=True):
        for at, part in parts_of(name, value):
            for text in texts_in((part,)):
                match = REFUSED.search(text) or ESCAPED.search(text) or LEFT_OVER.search(text)
                if match:
                    code = int(match[1], 16) if match.re is ESCAPED else ord(match[0])
                    context = text[max(0, match.start() - AROUND) : match.end() + AROUND]
                    yield Slip(at, f"U+{code:04X}", context, match.re is not LEFT_OVER)


def parts_of(name: str, value: object) -> Iterator[tuple[Observation | str, object]]:
    """The value of a field, or the members of one that holds several, each with its place."""
    if isinstance(value, ObservationSeries):
        yield from ((o, o) for o in value.observations)
        yield from ((f"series/periods#{number}", period) for number, period in enumerate(value.periods, 1))
    elif isinstance(value, tuple):
        yield from ((f"{name}#{number}", part) for number, part in enumerate(value, 1))
    else:
        yield name, value


def texts_in(values: tuple[object, ...]) -> list[str]:
    """The texts among values and in their fields, but for results and indicators."""
    found: list[str] = []
    rest = [*values]
    for value in rest:
        kind: type = type(value)
        if isinstance(value, str):
            found.append(value)
        elif (values_of := values_in(kind)) is not None:
            # Most fields are empty.
            rest += filter(None, values_of(value))
    return found


@functools.cache
def values_in(kind: type) -> Callable[[Any], tuple[object, ...]] | None:
    """
    A function that returns the members of a tuple, or the values of the fields of a class; None where there are none,
    for results and for indicators.
    """
    if issubclass(kind, tuple):
        return tuple
    if not attrs.has(kind) or issubclass(kind, Result | Indicator):
        return None
    return stated_fields(kind)[1]


@functools.cache
def stated_fields(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    """The names of the fields of a class that a source states, and a function that returns their values."""
    names = tuple(field.name for field in attrs.fields(kind) if field.eq)
    get = attrgetter(*names)
    return names, get if len(names) > 1 else lambda value: (get(value),)
