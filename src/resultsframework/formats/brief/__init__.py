"""
The text of a Joint SDG Fund programme brief: a framework whose ``programmes`` holds one `JointProgramme`.

Read: the title; under the heading of the brief the theory of change (the one sentence with if and then, the
text before it in its paragraph, and the consequence), the paragraphs on the approach, where the programme works, and
the other paragraphs as description; target groups; agencies; partners with acronym, level, place and the body through
which they take part; financial information: its text and, as budgets, the amounts whose label says what they are (the
total, what the fund, agencies and co-funding contribute, and each year). Headings may be absent, empty or in another
order. What is not certain is kept as text and taken apart no further. Text between the title and the first heading, and
under "Quick facts" before its lists, is kept in ``source.unparsed``.

Written: the same layout, headings in their usual order, one line a paragraph or list.

Lost: everything else of the framework; of the programme its budgets where the financial text does not state them, its
period, goals and outcomes, the part that an agency plays, references, codes of places, translations and extras; the
order of paragraphs; how lists were separated; which spaces do not break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import attrs

from resultsframework.cell import parse_value
from resultsframework.errors import FormatError, InvalidValueError, Problem
from resultsframework.formats._own_classes import refuse_own_fields
from resultsframework.formats._text import (
    Readable,
    Writable,
    read_text,
    refuse_half_characters,
    write_text,
)
from resultsframework.framework import ResultsFramework
from resultsframework.node import Node, Source
from resultsframework.programme import GeographicScope, JointProgramme, TheoryOfChange
from resultsframework.value import Missing, text_of

from ._bodies import (
    agencies_text,
    partners_text,
    read_agencies,
    read_partners,
)
from ._finance import read_budgets
from ._groups import groups_sentence, read_groups
from ._places import find_scope, scope_sentence, sole_scope
from ._text import (
    Heading,
    Line,
    heading_of,
    joined,
    lines_of,
    paragraphs_of,
    printed,
    sections_of,
)
from ._theory import find_theory, theory_text

__all__ = ["dump", "dumps", "load", "loads"]

N = TypeVar("N", bound=Node)

FORMAT = "brief"
# A sentence about a programme's approach begins with a contrast, or names an approach.
APPROACH = re.compile(
    r"""
    (?:^|[.!?]\s+)
    (?:different(?:ly)?\s+(?:from|to)|unlike|in\s+contrast\s+(?:to|with)|as\s+opposed\s+to|instead\s+of|rather\s+than)\b
  | \b(?:innovative|new|this)\s+approach\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Enough of a text to recognise a brief.
GLANCE = 200_000
# Fields of a programme's parts that a brief has no words for.
UNSPOKEN = frozenset(
    {"code", "extras", "identifier", "percentage", "reference", "role", "translations", "type", "vocabulary"}
)


def recognises(text: str) -> bool:
    """True if a text is probably a programme brief: it contains two of the headings of one."""
    return len(sections_of(text[:GLANCE]).under) > 1


def load(file: Readable) -> ResultsFramework:
    """
    The framework that a file with the text of a brief holds.

    Raises:
        FormatError: The file cannot be read, or is no brief.
    """
    text, name = read_text(file, format=FORMAT)
    return loads(text, source=name)


def loads(text: str, *, source: str | None = None) -> ResultsFramework:
    """
    The framework that the text of a brief holds: one joint programme.

    Args:
        text: The text; whichever way its lines end, with or without a byte order mark.

        source: The name of where it is from.

    Raises:
        FormatError: It has no heading of a brief.
    """
    refuse_half_characters(text, FORMAT, source)
    opening, under = sections_of(text)
    opening = [line for line in opening if line.text]
    if not under:
        found = f"it begins with {opening[0].text[:60]!r}" if opening else "there is nothing but blank space"
        headings = ", ".join(repr(printed(heading)) for heading in Heading)
        msg = f"no heading of a programme brief was found ({found}); expected some of {headings}, each on its own line"
        raise FormatError(FORMAT, (Problem(msg, line=opening[0].number if opening else 1),), source)
    programme = _programme(under)
    if opening:
        programme = attrs.evolve(programme, title=opening[0].text, line=opening[0].number)
    left = [line for line in (*opening[1:], *under.get(Heading.QUICK_FACTS, ())) if line.text]
    texts, lines = tuple(line.text for line in left), tuple(line.number for line in left)
    return ResultsFramework(programmes=(programme,), source=Source(name=source, unparsed=texts, unparsed_lines=lines))


def dump(framework: ResultsFramework, file: Writable) -> None:
    """
    Write the joint programme of a framework as the text of a brief; the old file stays whole until that is done.

    Raises:
        InvalidValueError: The framework does not hold one programme, or a text of it would read as a heading.
    """
    write_text(file, dumps(framework))


def dumps(framework: ResultsFramework) -> str:
    """
    The joint programme of a framework as the text of a brief.

    Raises:
        InvalidValueError: The framework does not hold one programme, or a text of it would read as a heading.
    """
    refuse_own_fields(framework, "a brief")
    if len(framework.programmes) != 1:
        msg = (
            f"a brief holds one joint programme, this framework has {len(framework.programmes)}; "
            "choose one with attrs.evolve(framework, programmes=(programme,))"
        )
        raise InvalidValueError(msg)
    programme = _spoken(framework.programmes[0])
    content = _content(programme)
    # The heading over the lists has no content of its own, so it is printed also where nothing else would be.
    content[Heading.QUICK_FACTS] = list(framework.source.unparsed)
    content[Heading.FINANCIAL] = _financial_lines(programme.financial_information)
    kept = {Heading.QUICK_FACTS.value, *programme.empty_headings}
    if programme.financial_information is not Missing.ABSENT:
        kept.add(Heading.FINANCIAL.value)
    lines = [_plain(" ".join(_lines(programme.title)))] if programme.title else []
    for heading in Heading:
        if content[heading] or heading.value in kept:
            lines += [printed(heading), *map(_plain, content[heading])]
    return "\n".join(lines) + "\n"


def _programme(under: Mapping[Heading, Sequence[Line]]) -> JointProgramme:
    """The content below each heading."""
    texts = {heading: [line.text for line in lines] for heading, lines in under.items()}
    narrative = paragraphs_of(texts.get(Heading.DESCRIPTION, ()))
    theory, narrative = _without_theory(narrative)
    scope, narrative = _without_scope(narrative)
    approach = [paragraph for paragraph in narrative if APPROACH.search(paragraph)]
    description = [paragraph for paragraph in narrative if not APPROACH.search(paragraph)]
    scope = scope or find_scope([*approach, *description])
    listed = paragraphs_of(texts.get(Heading.TARGET_GROUPS, ()))
    groups = read_groups(listed)
    agencies = read_agencies(under.get(Heading.AGENCIES, ()))
    programme = JointProgramme(
        description="\n".join(description) or None,
        theory_of_change=theory,
        approach="\n".join(approach) or None,
        geography=scope,
        target_groups=groups,
        target_group_text=None if [groups_sentence(groups)] == listed else "\n".join(listed) or None,
        agencies=agencies,
        partners=read_partners(under.get(Heading.PARTNERS, ()), scope.places if scope else ()),
        financial_information=_financial(texts.get(Heading.FINANCIAL)),
        budgets=read_budgets(under.get(Heading.FINANCIAL, ()), agencies),
    )
    content = _content(programme)
    empty = tuple(heading.value for heading in content if heading in under and not content[heading])
    return attrs.evolve(programme, empty_headings=empty)


def _without_theory(paragraphs: list[str]) -> tuple[TheoryOfChange | None, list[str]]:
    found = find_theory(paragraphs)
    if found is None:
        return None, paragraphs
    index, theory, rest = found
    return theory, [*paragraphs[:index], *filter(None, [rest]), *paragraphs[index + 1 :]]


def _without_scope(paragraphs: list[str]) -> tuple[GeographicScope | None, list[str]]:
    """The scope, if one paragraph states only that; where two do, it stays with the others."""
    sole = [paragraph for paragraph in paragraphs if sole_scope(paragraph)]
    if len(sole) != 1:
        return None, paragraphs
    return sole_scope(sole[0]), [paragraph for paragraph in paragraphs if paragraph != sole[0]]


def _financial(texts: list[str] | None) -> str | Missing:
    if texts is None:
        return Missing.ABSENT
    text = "\n".join(filter(None, texts))
    value = parse_value(text, decimal=".").value
    return value if isinstance(value, Missing) and (not text or text_of(value) == text) else text


def _financial_lines(information: str | Missing) -> list[str]:
    if information in (Missing.ABSENT, Missing.EMPTY):
        return []
    return _lines(text_of(information))


def _content(programme: JointProgramme) -> dict[Heading, list[str]]:
    """The lines under each heading that has any but those of figures."""
    scope = programme.geography
    return {
        Heading.DESCRIPTION: joined(_narrative(programme)),
        Heading.TARGET_GROUPS: joined(_group_lines(programme)),
        Heading.AGENCIES: _lines(agencies_text(programme.agencies)),
        Heading.PARTNERS: _lines(partners_text(programme.partners, scope.places if scope else ())),
    }


def _narrative(programme: JointProgramme) -> list[str]:
    """Description, theory of change and approach; and the geographic scope, if they do not state it."""
    description, approach = _lines(programme.description), _lines(programme.approach)
    theory, scope = programme.theory_of_change, programme.geography
    says_where = scope is None or find_scope([*approach, *description]) == scope
    return [
        *description,
        *_lines(theory_text(theory) if theory else None),
        *approach,
        *_lines(None if says_where or scope is None else scope_sentence(scope)),
    ]


def _group_lines(programme: JointProgramme) -> list[str]:
    """The printed sentence on target groups, if it still names the same ones; otherwise a sentence made of them."""
    printed_as = _lines(programme.target_group_text)
    if printed_as and read_groups(printed_as) == programme.target_groups:
        return printed_as
    return [groups_sentence(programme.target_groups)] if programme.target_groups else []


def _lines(text: str | None) -> list[str]:
    return [line.text for line in lines_of(text or "") if line.text]


def _plain(line: str) -> str:
    """A line of content, unless it would be taken for a heading."""
    if heading_of(line) is not None:
        msg = f"a brief cannot hold the text {line!r}, which would be read as one of its headings; reword it"
        raise InvalidValueError(msg)
    return line


def _spoken(programme: JointProgramme) -> JointProgramme:
    """A programme reduced to what a brief can express, so that its printed forms still hold all that is left."""
    return attrs.evolve(
        programme,
        theory_of_change=programme.theory_of_change and _bare(programme.theory_of_change),
        geography=programme.geography and _bare(programme.geography),
        target_groups=tuple(map(_bare, programme.target_groups)),
        agencies=tuple(map(_bare, programme.agencies)),
        partners=tuple(map(_bare, programme.partners)),
    )


def _bare(node: N) -> N:
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(node)):
        old = getattr(node, field.name)
        if field.name in UNSPOKEN:
            changes[field.name] = field.default
        elif isinstance(old, Node):
            changes[field.name] = _bare(old)
        elif isinstance(old, tuple):
            changes[field.name] = tuple(_bare(item) if isinstance(item, Node) else item for item in old)
    return attrs.evolve(node, **changes)
