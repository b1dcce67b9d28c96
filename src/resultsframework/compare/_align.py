"""
Indicators that several frameworks share: common ones, word for word, and candidates for complementary ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from resultsframework.alignment import AlignmentKind
from resultsframework.errors import InvalidValueError
from resultsframework.framework import ResultsFramework, check_framework
from resultsframework.indicator import Indicator
from resultsframework.spelling import folded as folded_spelling

from ._alignments import Alignments, Match, MatchKind, TagCheck
from ._in_words import reworded
from ._similarity import FEWEST_WORDS, can_be_near, near
from ._statement import folded, statement

if TYPE_CHECKING:
    from resultsframework.organisation import Organisation

__all__ = ["align"]

# Lists of codes of the SDGs, and codes of the publisher's own, which mean nothing to others.
SDG_LISTS = frozenset({"sdg_target", "sdg_indicator"})
OWN = frozenset({None, "reporting_organisation", "sdg_goal"})
NUMBERS = {2: "two", 3: "three", 4: "four"}
COMMON, COMPLEMENTARY = AlignmentKind.COMMON, AlignmentKind.COMPLEMENTARY


def align(frameworks: Iterable[ResultsFramework]) -> Alignments:
    """
    Find the indicators that several frameworks share, and hold their tags against what is found.

    Common indicators have the same statement in two frameworks, letter by letter or as `compare.folded` makes it. Near
    statements, and indicators that refer to the same SDG target, SDG indicator or code of another list, are candidates
    that a person has to judge: nothing else is asserted of them. Statements of fewer than four words are never near.

    Args:
        frameworks: At least two frameworks; a tag is held against those of the entity that it names.

    Raises:
        InvalidValueError: There are fewer than two, or one of them is no framework.

    >>> from resultsframework import Indicator, Organisation, Output, ResultsFramework
    >>> def plan(name, statement):
    ...     output = Output(code="1", indicators=(Indicator(code="A", statement=statement),))
    ...     return ResultsFramework(reporting_organisation=Organisation(acronym=name), results=(output,))
    >>> print(align([plan("UNDP", "Number of laws adopted"), plan("UNICEF", "Number of laws adopted (CO)")]))
    UNDP, UNICEF: 1 common
    <BLANKLINE>
    folded: Number of laws adopted
      UNDP: 1/A
      UNICEF: 1/A
    <BLANKLINE>
    Tags
      UNDP, 1/A: the same statement as an indicator of UNICEF, without a common tag
      UNICEF, 1/A: the same statement as an indicator of UNDP, without a common tag
    """
    if isinstance(frameworks, ResultsFramework | str) or not isinstance(frameworks, Iterable):
        msg = "align needs several frameworks, as in align([one, other])"
        raise InvalidValueError(msg)
    given = tuple(frameworks)
    for framework in given:
        check_framework(framework, "align")
    if len(given) < 2:
        msg = f"align needs at least two frameworks, and there is {len(given) or 'none'}"
        raise InvalidValueError(msg)
    parts = [_Part.of(framework, number) for number, framework in enumerate(given, 1)]
    matches = tuple(match for one, other in combinations(parts, 2) for match in _matches(one, other))
    tags = tuple(check for part in parts for check in _checks(part, parts, matches))
    return Alignments(tuple(part.name for part in parts), matches, tags, lacks_near=not can_be_near())


@attrs.frozen(eq=False)
class _Part:
    """
    One of the frameworks, with its statements and codes.

    Attributes:
        number: Its number among all, from 1.

        name: The entity, else the title.

        names: The names by which a tag may mean the entity, folded.

        indicators: The indicators by their paths.

        of_folded: The paths of each statement, by its folded form and then as it is written.

        of_code: The paths of each code of a list that others use as well.
    """

    number: int
    name: str
    names: frozenset[str]
    indicators: dict[str, Indicator]
    of_folded: dict[str, dict[str, list[str]]] = attrs.field(factory=dict)
    of_code: dict[str, list[str]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, framework: ResultsFramework, number: int) -> _Part:
        """The part for a framework."""
        owner = framework.reporting_organisation
        entity = None if owner is None else owner.acronym or owner.name
        name = next(filter(None, (entity, framework.title, framework.identifier, f"framework {number}")))
        nodes = {path: node for path, node in framework.walk() if isinstance(node, Indicator)}
        part = cls(number, name, _names(owner), nodes)
        for path, node in nodes.items():
            text = (node.statement or "").strip()
            if key := folded(text):
                part.of_folded.setdefault(key, {}).setdefault(text, []).append(path)
            for code in dict.fromkeys(_codes(node)):
                part.of_code.setdefault(code, []).append(path)
        return part

    def text(self, key: str) -> str:
        """A statement as it is first written, by its folded form."""
        return next(iter(self.of_folded[key]))

    def paths(self, key: str) -> tuple[str, ...]:
        """The paths of the indicators with a statement, by its folded form."""
        return tuple(path for paths in self.of_folded[key].values() for path in paths)


def _names(organisation: Organisation | None) -> frozenset[str]:
    """The names of an organisation, folded."""
    if organisation is None:
        return frozenset()
    names = (organisation.acronym, organisation.name, organisation.reference, organisation.raw)
    return frozenset(folded_spelling(name) for name in names if name)


def _codes(indicator: Indicator) -> Iterator[str]:
    """The codes of other lists that an indicator refers to, in words."""
    for tag in indicator.sdgs:
        yield from (f"SDG {code}" for code in (tag.indicator, tag.target) if code)
    cited = statement(indicator.statement).reference
    for reference in (*indicator.references, *([] if cited is None else [cited])):
        if reference.vocabulary in SDG_LISTS:
            yield f"SDG {reference.code}"
        elif reference.vocabulary not in OWN:
            yield f"code {reference.code} of the list {reference.vocabulary}"


# ------------------------------------------------------------------------------------------ matches


def _matches(one: _Part, other: _Part) -> Iterator[Match]:
    """The matches of two frameworks: common statements, near ones, shared codes."""
    same = [key for key in one.of_folded if key in other.of_folded]
    for key in same:
        is_exact = any(text in other.of_folded[key] for text in one.of_folded[key])
        kind = MatchKind.EXACT if is_exact else MatchKind.FOLDED
        yield _match(kind, one, other, one.text(key), one.paths(key), other.paths(key))
    for key, other_key, share in _near(one, other, frozenset(same)):
        before, after = (statement(part.text(text)).sentence for part, text in ((one, key), (other, other_key)))
        evidence = f"{reworded(before, after)} ({int(share)} %)"
        yield _match(MatchKind.NEAR, one, other, evidence, one.paths(key), other.paths(other_key))
    if one.names & other.names:
        return  # a publisher's own codes and goals are no evidence between two of its frameworks
    common = {path for key in same for path in one.paths(key)}, {path for key in same for path in other.paths(key)}
    for code, paths in one.of_code.items():
        left = tuple(path for path in paths if path not in common[0])
        right = tuple(path for path in other.of_code.get(code, ()) if path not in common[1])
        if left and right:
            yield _match(MatchKind.SHARED, one, other, code, left, right)


def _match(
    kind: MatchKind, one: _Part, other: _Part, evidence: str, paths: tuple[str, ...], other_paths: tuple[str, ...]
) -> Match:
    return Match(kind=kind, one=one.number, other=other.number, evidence=evidence, paths=paths, other_paths=other_paths)


def _near(one: _Part, other: _Part, same: frozenset[str]) -> Iterator[tuple[str, str, float]]:
    """The statements of two frameworks that are nearly the same, by their folded forms, with the share in percent."""
    texts, others = (
        [key for key in part.of_folded if key not in same and key.count(" ") >= FEWEST_WORDS - 1]
        for part in (one, other)
    )
    yield from ((texts[i], others[j], share) for i, j, share in near(texts, others))


# ------------------------------------------------------------------------------------------ tags


def _checks(part: _Part, parts: list[_Part], matches: tuple[Match, ...]) -> Iterator[TagCheck]:
    """The tags of a framework that nothing bears out, and those that it lacks."""
    common = _common(part, matches)
    for entity in _entities(other for other in parts if other.names and not other.names & part.names):
        names = frozenset().union(*(other.names for other in entity))
        for path, indicator in part.indicators.items():
            is_common = any((path, other.number) in common for other in entity)
            kinds = {tag.kind for tag in indicator.alignments if any(_names(p) & names for p in tag.partners)}
            check = _check(entity, kinds, is_common=is_common)
            if check is not None:
                kind, is_missing, message = check
                name = entity[0].name
                yield TagCheck(
                    framework=part.number, path=path, partner=name, kind=kind, is_missing=is_missing, message=message
                )


def _check(
    entity: list[_Part], kinds: set[AlignmentKind], *, is_common: bool
) -> tuple[AlignmentKind, bool, str] | None:
    """The tag of an indicator that its statement and those of an entity contradict; None where they agree."""
    name = entity[0].name
    if is_common and COMPLEMENTARY in kinds:
        return COMPLEMENTARY, False, f"tagged complementary with {name}, which has the same statement"
    if is_common and COMMON not in kinds:
        return COMMON, True, f"the same statement as an indicator of {name}, without a common tag"
    if not is_common and COMMON in kinds:
        count = NUMBERS.get(len(entity), str(len(entity)))
        given = f"the {name} framework" if len(entity) == 1 else f"the {count} {name} frameworks"
        return COMMON, False, f"tagged common with {name}; no such statement in {given} given"
    return None


def _common(part: _Part, matches: tuple[Match, ...]) -> set[tuple[str, int]]:
    """The indicators of a framework that have a statement in common with another one, each with its number."""
    sides = [
        side
        for match in matches
        if match.kind.is_common
        for side in ((match.one, match.paths, match.other), (match.other, match.other_paths, match.one))
    ]
    return {(path, other) for number, paths, other in sides if number == part.number for path in paths}


def _entities(parts: Iterable[_Part]) -> list[list[_Part]]:
    """The frameworks of each entity, by the names that they have in common."""
    found: list[list[_Part]] = []
    for part in parts:
        group = next((group for group in found if any(part.names & other.names for other in group)), None)
        if group is None:
            found.append([part])
        else:
            group.append(part)
    return found
