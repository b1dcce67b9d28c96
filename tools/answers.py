"""
Count the answers about the indicators of a folder of files, and the reasons where there is none; list the extreme ones.

    python tools/answers.py FOLDER                # answers and reasons of each question
    python tools/answers.py FOLDER --extreme 10   # the ten answers furthest from a half, of each file

The questions are those of somebody who takes every default: progress against the milestone and the target at the last
reported actual, whether it is met, and the gap. Numbers and quoted words are left out of reasons, so that reasons of
one kind are counted together. The extreme answers are printed with the observations they come from, to be judged by
eye; the judgements are in docs/development/precision.md.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import resultsframework as rf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resultsframework.monitoring._goal import Against

# The words of a reason that differ from indicator to indicator: subjects, each up to the next one or the end of its
# clause, numbers and periods, and what is in brackets or quotes.
SUBJECT = re.compile(r"\bof [^;:]*: .*?(?=, the \w+ of |, none of |; |$)")
PARTICULARS = re.compile(r"\([^()]*\)|'[^']*'|\"[^\"]*\"|[0-9][0-9.,:/-]*(?:Yes|No)?")
HALF = Fraction(1, 2)
AGAINST: tuple[Against, ...] = ("milestone", "target")


def indicators(folder: Path) -> Iterator[tuple[str, rf.Indicator]]:
    """Each indicator of the files of a folder that can be read, with the name of the file."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            for framework in rf.read_all(path):
                yield from ((path.name, indicator) for indicator in framework.indicators)
        except rf.FormatError as error:
            print(f"{path.name} is not read: {str(error).splitlines()[0]}")


def kind_of(answer: object) -> str:
    """The reason why there is no answer, without the numbers of the one indicator; "answered" where there is one."""
    if not isinstance(answer, rf.Undefined):
        return "answered"
    return " ".join(PARTICULARS.sub("#", SUBJECT.sub("of a group or place", answer.reason)).split())


def print_counts(counts: dict[str, Counter[str]]) -> None:
    """Print each question with its number of answers, and its reasons, the most frequent first."""
    for question, found in counts.items():
        print(f"\n{question}: {found['answered']} of {found.total()} answered")
        for reason, number in found.most_common():
            if reason != "answered":
                print(f"  {number:6} {reason}")


def print_extreme(name: str, found: list[tuple[rf.Indicator, rf.Progress]], number: int) -> None:
    """Print the answers of a file that are furthest from a half, with their observations."""
    print(f"\n{name}")
    found.sort(key=lambda one: -abs(Fraction(one[1].value) - HALF))
    for indicator, answer in found[:number]:
        print(f"  {answer.percent} by {answer.formula}; {answer.basis}: {indicator.statement}")
        for role, o in answer.inputs:
            print(f"      {role}: {f'{o.raw} of {o.period}, {o.subject}' if isinstance(o, rf.Observation) else o}")
        print(f"      of: {indicator.series}")


def main() -> None:
    """Print the counts, and the extreme answers where wanted."""
    parser = argparse.ArgumentParser(description=str(__doc__).strip().splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--extreme", type=int, default=0, metavar="N", help="answers of each file to list")
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    extreme: dict[str, list[tuple[rf.Indicator, rf.Progress]]] = {}
    for name, indicator in indicators(options.folder):
        progress = {f"progress against the {against}": rf.progress(indicator, against=against) for against in AGAINST}
        for question, answer in {**progress, "met": rf.met(indicator), "gap": rf.gap(indicator)}.items():
            counts.setdefault(question, Counter())[kind_of(answer)] += 1
        # The last milestone is the target, so that both answers are often one.
        inputs = {answer.inputs: answer for answer in progress.values() if not isinstance(answer, rf.Undefined)}
        extreme.setdefault(name, []).extend((indicator, answer) for answer in inputs.values())
    print_counts(counts)
    for name, found in extreme.items() if options.extreme else ():
        print_extreme(name, found, options.extreme)


if __name__ == "__main__":
    main()
