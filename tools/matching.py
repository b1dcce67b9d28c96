"""
Count how often near statements are of one indicator, by the share of equal characters from which on they are near.

    python tools/matching.py --codes FOLDER --lists FILE...   # the tables of docs/development/matching.md
    python tools/matching.py --codes FOLDER --show 85         # the pairs from that share on
    python tools/matching.py --codes FOLDER --draw 40         # near pairs without a label, to be judged by eye

Three kinds of labels, none of which the matching was made with:

- Activities that give indicators the same reference code mean one indicator, however they word it. A code that is a
  mere number is no label: it numbers the indicators of one activity.
- Two statements of one list of standard indicators, of one year, are two indicators. Any two that are near are a
  mistake.
- Changes made to statements of the shipped strategies, of which it is known what they do to the meaning.

Near statements without a label can be drawn, to be judged by a person. All statements are folded, and equal ones left
out: they match without a share.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

import resultsframework as rf
from resultsframework.compare import folded
from resultsframework.compare._meaning import have_one_meaning
from resultsframework.compare._similarity import FEWEST_WORDS, near
from resultsframework.compare._words import words_of
from resultsframework.testing._shape import SHAPES
from resultsframework.testing._vocabulary import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LEAST = (70, 75, 80, 85, 88, 90, 92, 94, 96, 98)
OF_MADE = (80, 90, 96)
# A code with letters and a digit, such as "WASH-2".
LABEL = re.compile(r"(?=.*[A-Za-z]{2})(?=.*\d)[\w.-]+")
LAYOUT = "unhcr-results"
ENDINGS = ("", "in the three districts of the plan", "in all seasons, as the yearly survey of 12 villages finds")


class Pair(NamedTuple):
    """Two folded statements: the share of equal characters in percent, and two answers to whether they are one."""

    one: str
    other: str
    share: float
    is_same: bool
    is_accepted: bool


def paired(one: str, other: str, *, is_same: bool) -> Pair:
    """A pair of folded statements with a label."""
    return Pair(one, other, fuzz.ratio(one, other), is_same, have_one_meaning(one, other))


# -------------------------------------------------------------------------------------------- labels


def read(folder: Path) -> Iterator[rf.ResultsFramework]:
    """Each activity of the IATI files in a folder that can be read."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            yield from rf.read_all(path, on_problem=lambda _: None)
        except rf.FormatError as error:
            print(f"{path.name} is not read: {str(error).splitlines()[0]}")


def labels_of(indicator: rf.Indicator) -> set[str]:
    """The codes of an indicator that are labels, if its statement says more than its code."""
    codes = {reference.code for reference in indicator.references if reference.code}
    return {code for code in codes if LABEL.fullmatch(code) and folded(indicator.statement) != folded(code)}


def of_codes(activities: Iterable[rf.ResultsFramework]) -> Iterator[Pair]:
    """The pairs of different statements with a code that several activities use."""
    uses: dict[str, dict[str, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for activity in activities:
        for indicator in activity.indicators:
            for code in labels_of(indicator):
                uses[code][folded(indicator.statement)].add(activity.identifier)
    labels: dict[str, set[str]] = defaultdict(set)
    for code, statements in uses.items():
        if len(set().union(*statements.values())) > 1:
            for statement in statements:
                labels[statement].add(code)
    print(f"{len(set().union(*labels.values()))} codes of {len(labels)} different statements")
    for one, other in combinations(sorted(labels), 2):
        yield paired(one, other, is_same=bool(labels[one] & labels[other]))


def unlabelled(activities: Iterable[rf.ResultsFramework], least: int) -> Iterator[Pair]:
    """The near pairs of different statements of one publisher that have no code."""
    by_publisher: dict[str | None, set[str]] = defaultdict(set)
    for activity in activities:
        owner = activity.reporting_organisation
        plain = (
            i for i in activity.indicators if not i.references and len(words_of(i.statement or "")) >= FEWEST_WORDS
        )
        by_publisher[owner and owner.reference].update(folded(i.statement) for i in plain)
    for statements in map(sorted, by_publisher.values()):
        for i, j, _ in near(statements, statements, least):
            if i < j:
                yield paired(statements[i], statements[j], is_same=False)


def of_lists(files: Iterable[Path]) -> Iterator[Pair]:
    """The pairs of different statements of one file."""
    before: list[str] = []
    for path in files:
        frameworks = rf.read_all(path, layout=LAYOUT)
        statements = {folded(i.statement) for framework in frameworks for i in framework.indicators}
        repeated = sum(statement in statements for statement in before)
        print(f"{path.name}: {len(statements)} statements, {repeated} of them also in the file before")
        yield from (paired(one, other, is_same=False) for one, other in combinations(sorted(statements), 2))
        before = sorted(statements)


def made() -> Iterator[tuple[str, Pair]]:
    """Statements of the strategies with one change each, and the name of the change."""
    openings = dict.fromkeys(shape.opening for shape in SHAPES)
    chance = random.Random(1)
    for opening in openings:
        for subject in SUBJECTS:
            for ending in ENDINGS:
                words = f"{opening} {subject} {ending}".split()
                for name, (is_same, change) in CHANGES.items():
                    changed = " ".join(change(words, chance))
                    one, other = folded(" ".join(words)), folded(changed)
                    if one != other:
                        yield name, paired(one, other, is_same=is_same)
                    elif name == "scope suffix":
                        yield name, Pair(one, other, 100, is_same, is_accepted=True)


def _letter_left_out(words: list[str], chance: random.Random) -> list[str]:
    at = max(range(len(words)), key=lambda n: len(words[n]))
    letter = chance.randrange(2, len(words[at]))
    return [*words[:at], words[at][:letter] + words[at][letter + 1 :], *words[at + 1 :]]


def _other_ending(words: list[str], _chance: random.Random) -> list[str]:
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at].removesuffix("s")
    return [*words[:at], word if word != words[at] else f"{word}s", *words[at + 1 :]]


def _word_replaced(words: list[str], chance: random.Random) -> list[str]:
    others = sorted({word for subject in SUBJECTS for word in subject.split() if len(word) > 4} - set(words))
    at = chance.choice([n for n, word in enumerate(words) if len(word) > 4])
    return [*words[:at], chance.choice(others), *words[at + 1 :]]


def _word_put_in(words: list[str], _chance: random.Random) -> list[str]:
    return [*words[:3], "registered", *words[3:]]


def _reordered(words: list[str], _chance: random.Random) -> list[str]:
    half = len(words) // 2
    return [*words[half:], *words[:half]]


def _other_number(words: list[str], _chance: random.Random) -> list[str]:
    return ["13" if word == "12" else word for word in words] if "12" in words else [*words, "3"]


def _denied(words: list[str], _chance: random.Random) -> list[str]:
    return [*words[:3], "not", *words[3:]]


def _of_a_group(words: list[str], _chance: random.Random) -> list[str]:
    return [*words[:2], "female", *words[2:]]


CHANGES: dict[str, tuple[bool, Callable[[list[str], random.Random], list[str]]]] = {
    "scope suffix": (True, lambda words, _: [*words, "(CO,", "HQ)"]),
    "a letter left out": (True, _letter_left_out),
    "singular and plural": (True, _other_ending),
    "the halves in another order": (True, _reordered),
    "a word put in": (False, _word_put_in),
    "a word replaced by another": (False, _word_replaced),
    "another number": (False, _other_number),
    "denied": (False, _denied),
    "of one group": (False, _of_a_group),
}


# -------------------------------------------------------------------------------------------- tables


def print_precision(pairs: list[Pair]) -> None:
    """Print precision and recall by the least share: of all near pairs, and of those that are taken as one."""
    wanted = sum(pair.is_same for pair in pairs)
    print(f"{len(pairs)} pairs, {wanted} of them of one indicator\n")
    print("| from | near | of them one | precision | recall | taken as one | of them one | precision | recall |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for least in LEAST:
        near = [pair for pair in pairs if pair.share >= least]
        cells = [f"{least} %"]
        for found in (near, [pair for pair in near if pair.is_accepted]):
            true = sum(pair.is_same for pair in found)
            shares = [f"{true / of:.0%}" if of else "" for of in (len(found), wanted)]
            cells += [str(len(found)), str(true), *(share.replace("%", " %") for share in shares)]
        print(f"| {' | '.join(cells)} |")


def print_made(cases: list[tuple[str, Pair]]) -> None:
    """Print the share of the made pairs that are near, and that are taken as one, by the change and the least share."""
    heads = [f"{what} from {least} %" for what in ("near", "one") for least in OF_MADE]
    print(f"\n| change | one indicator | {' | '.join(heads)} |")
    print(f"|---|---|{'--:|' * len(heads)}")
    for name, (is_same, _) in CHANGES.items():
        pairs = [pair for change, pair in cases if change == name]
        near = [[pair for pair in pairs if pair.share >= least] for least in OF_MADE]
        taken = [[pair for pair in found if pair.is_accepted] for found in near]
        shares = (f"{100 * len(found) / len(pairs):.0f} %" for found in (*near, *taken))
        print(f"| {' | '.join([name, 'yes' if is_same else 'no', *shares])} |")


def print_pairs(pairs: Iterable[Pair]) -> None:
    """Print pairs, the nearest first."""
    for pair in sorted(pairs, key=lambda pair: -pair.share):
        taken = "taken as one" if pair.is_accepted else "kept apart"
        print(f"{pair.share:.1f} {'one, ' if pair.is_same else ''}{taken}:\n    {pair.one}\n    {pair.other}")


def print_draw(pairs: list[Pair], number: int) -> None:
    """Print some pairs of those that are taken as one, and of those that are not, to be judged by eye."""
    for is_accepted in (True, False):
        found = [pair for pair in pairs if pair.is_accepted is is_accepted]
        print(f"\n{len(found)} pairs are {'taken as one' if is_accepted else 'kept apart'}")
        print_pairs(random.Random(1).sample(found, min(number, len(found))))


def main() -> None:
    """Print the tables, or pairs."""
    parser = argparse.ArgumentParser(description="Count how often near statements are of one indicator.")
    parser.add_argument("--codes", type=Path, help="a folder of IATI files")
    parser.add_argument("--lists", type=Path, nargs="*", default=[], help="workbooks of UNHCR, one a year")
    parser.add_argument("--show", type=float, help="print the labelled pairs from this share on, instead of counts")
    parser.add_argument(
        "--draw", type=int, help="print so many near pairs of --codes without a label, instead of counts"
    )
    given = parser.parse_args()
    if given.draw is not None:
        print_draw(list(unlabelled(read(given.codes), 90)), given.draw)
        return
    sources = [list(of_codes(read(given.codes)))] if given.codes else []
    sources += [list(of_lists(given.lists))] if given.lists else []
    for pairs in sources:
        if given.show is None:
            print_precision(pairs)
        else:
            print_pairs(pair for pair in pairs if pair.share >= given.show)
    if given.show is None:
        print_made(list(made()))


if __name__ == "__main__":
    main()
