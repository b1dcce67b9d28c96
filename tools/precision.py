"""
Draw findings of each rule from a folder of files, with their source lines, for a person to judge.

    python tools/precision.py FOLDER                     # eight findings of each rule of the default profile
    python tools/precision.py FOLDER --rules TGT VAL18   # of some rules
    python tools/precision.py FOLDER --each 0            # the counts alone

The draw depends on the seed, the rule and the files only, so that a change of one rule leaves the findings drawn of the
others as they were. A finding is true if the source has the problem that the message states, debatable if an informed
reader could differ, and false otherwise. The judgements are in docs/development/precision.md.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import resultsframework as rf

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".xml", ".txt", ".json")
# Characters of a source line that are shown.
WIDTH = 240


class Case(NamedTuple):
    """A finding, and the file and framework in which it was found."""

    path: Path
    framework: rf.ResultsFramework
    finding: rf.Finding


def frameworks(folders: list[Path]) -> Iterator[tuple[Path, rf.ResultsFramework]]:
    """Each framework of the files in the folders that can be read; a folder may also be a file."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.suffix not in SUFFIXES:
                continue
            try:
                for framework in rf.read_all(path):
                    yield path, framework
            except rf.FormatError as error:
                print(f"{path.name} is not read: {str(error).splitlines()[0]}")


def found(folders: list[Path], profile: str, select: list[str], implied: bool) -> tuple[dict[str, list[Case]], int]:
    """The findings by rule, and the number of indicators."""
    by_rule: dict[str, list[Case]] = defaultdict(list)
    indicators = 0
    for path, framework in frameworks(folders):
        indicators += len(framework.indicators)
        for finding in rf.validate(framework, profile=profile, select=select, implied=implied):
            by_rule[finding.code].append(Case(path, framework, finding))
    return by_rule, indicators


def drawn(cases: list[Case], each: int, seed: int) -> list[Case]:
    """Some of the findings of one rule."""
    code = cases[0].finding.code
    chance = random.Random(f"{seed} {code}")
    return chance.sample(cases, min(each, len(cases)))


def print_case(case: Case, context: int) -> None:
    """Print a finding with the statement and the values of its indicator, and its lines in the source."""
    path, framework, finding = case
    print(f"- {path.name}:{finding.line} {finding.severity.value} {finding.path}: {finding.message}")
    for step in range(finding.path.count("/") + 1):
        node = framework.at("/".join(finding.path.split("/")[: step + 1]))
        if isinstance(node, rf.Indicator):
            values = " | ".join(f"{o.kind.value} {o.period}: {o.raw} ({o.subject})" for o in node.series)
            print(f"    {node.statement!r} {node.measure} {node.direction.value}: {values[: WIDTH * 4]}")
            break
    lines = path.read_text("utf-8", errors="replace").splitlines()
    start = (finding.line or 1) - 1
    for line in lines[start : start + context]:
        print(f"    > {line.strip()[:WIDTH]}")


def main() -> None:
    """Print counts and drawn findings."""
    parser = argparse.ArgumentParser(description="Draw findings of each rule from a folder, to be judged.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--rules", nargs="*", default=[], help="codes, or beginnings of codes; all where left out")
    parser.add_argument("--each", type=int, default=8, help="findings drawn of each rule")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=3, help="source lines shown of each finding")
    parser.add_argument("--profile", default="default")
    parser.add_argument("--implied", action="store_true", help="also what follows from another finding")
    given = parser.parse_args()
    by_rule, indicators = found(given.folders, given.profile, given.rules, given.implied)
    titles = {rule.code: rule.title for rule in rf.rules.RULES}
    print(f"{indicators} indicators, {sum(map(len, by_rule.values()))} findings")
    for code in sorted(by_rule):
        cases = by_rule[code]
        severities = Counter(case.finding.severity.value for case in cases)
        listed = ", ".join(f"{number} {name}" for name, number in sorted(severities.items()))
        share = 100 * len(cases) / max(indicators, 1)
        print(f"\n{code} {titles.get(code, '')}: {listed}, {share:.1f} % of the indicators")
        for case in drawn(cases, given.each, given.seed):
            print_case(case, given.lines)


if __name__ == "__main__":
    main()
