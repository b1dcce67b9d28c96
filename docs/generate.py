"""
Writes the pages that are made from something else: the rules page from the rules, the notebook from the tutorial, and
the tables of the IATI page from the mapping.

    python docs/generate.py
"""

from __future__ import annotations

import doctest
import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from resultsframework.formats.iati._mapping import BY_HAND, ELEMENTS, Entry, fields_without_place, unmapped
from resultsframework.rules import PROFILES, RULE_FAILED, RULES, Profile, Rule

DOCS = Path(__file__).resolve().parent
# With the rule that speaks of rules that fail, which no framework can violate.
EVERY_RULE = tuple(sorted((*RULES, RULE_FAILED), key=lambda rule: rule.code))
FAMILIES = {
    "BAS": "Baselines",
    "BUD": "Budgets",
    "COD": "Codes and identifiers",
    "DOC": "Documents and narrative",
    "FND": "Funding",
    "IAT": "Files of the International Aid Transparency Initiative",
    "PRG": "Joint programmes",
    "RUL": "Rules themselves",
    "SER": "Series and years",
    "STR": "The results chain",
    "TAG": "Tags, goals and markers",
    "TGT": "Targets and results",
    "VAL": "Values and units",
    "XEN": "Between a plan and what is around it",
}
RULES_PAGE = """\
# Rules

Everything that `rf.validate` can find. A finding carries the code of its rule, and says where it is, what stands there,
what should, and what to do. An **error** cannot be right. A **warning** is probably wrong, or somebody has to explain
it. An **info** is good to know, and may be as it should.

The examples are series, as `rf.ObservationSeries.parse` reads them, or a few words. In a terminal,
`resultsframework rules BAS02` shows the same. How to choose rules: {doc}`configuration`; how to write your own:
{doc}`concepts`.

This page is generated from the rules (`python docs/generate.py`).
"""
PROFILES_PART = """\
## Profiles

A profile says which rules are asked and how much each weighs: `rf.validate(framework, profile="strict")`.

| profile | rules | which, and how much they weigh |
|---|---|---|"""


def rules_page() -> str:
    """The rules, by family, and the profiles."""
    families = dict.fromkeys(rule.code.rstrip("0123456789") for rule in EVERY_RULE)
    parts = [RULES_PAGE]
    for family in families:
        rules = [rule for rule in EVERY_RULE if rule.code.startswith(family)]
        parts.append(f"## {family}: {FAMILIES[family]}\n")
        parts.append("| code | severity | what is wrong |\n|---|---|---|")
        parts += [f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity.value} | {rule.title} |" for rule in rules]
        parts += ["", *map(_rule, rules)]
    return "\n".join([*parts, _profiles()])


def _rule(rule: Rule) -> str:
    facts = [("Comes from", rule.source), ("What to do", rule.advice)]
    facts += [("Follows from", ", ".join(f"[{code}](#{code.lower()})" for code in rule.implied_by))]
    facts += [("Fires", f"`{example}`") for example in rule.fires]
    facts += [("Silent", f"`{example}`") for example in rule.silent]
    facts += [("Corrected", "by `resultsframework validate --fix` where that changes no meaning")] if rule.fix else []
    lines = "\n".join(f"- **{label}:** {text}" for label, text in facts if text)
    heading = f"({rule.code.lower()})=\n### {rule.code}: {rule.title}"
    return f"{heading}\n\n*{rule.severity.value.capitalize()}.* {rule.documentation}\n\n{lines}\n"


def _profiles() -> str:
    default, *others = PROFILES
    left_out = _listed([rule.code for rule in RULES if rule not in default.rules])
    rows = [f"| `{default.name}` | {len(default.rules)} | all but {left_out} |"]
    rows += [f"| `{p.name}` | {len(p.rules)} | as `default`; {_differences(p, default)} |" for p in others]
    return "\n".join([PROFILES_PART, *rows, ""])


def _differences(profile: Profile, default: Profile) -> str:
    codes, usual = ([rule.code for rule in chosen.rules] for chosen in (profile, default))
    more = _listed([code for code in codes if code not in usual])
    less = ", ".join(code for code in usual if code not in codes)
    weights: dict[str, list[str]] = {}
    for code, severity in sorted(profile.severities.items()):
        weights.setdefault(severity.value, []).append(code)
    said = [f"and {more}"] if more else []
    said += [f"without {less}"] if less else []
    said += [f"an {severity} each: {', '.join(heavier)}" for severity, heavier in weights.items()]
    if profile.options.exempt_desk_review:
        said.append("indicators that headquarters report may be without values")
    if profile.options.code_patterns:
        said.append(f"codes have one of {len(profile.options.code_patterns)} forms")
    return "; ".join(said)


def _listed(codes: list[str]) -> str:
    """Codes of rules; of a family that is complete, the first and the last."""
    parts: list[str] = []
    for family, members in groupby(codes, key=lambda code: code.rstrip("0123456789")):
        some = list(members)
        is_whole = len(some) > 2 and some == [rule.code for rule in EVERY_RULE if rule.code.startswith(family)]
        parts.append(f"{some[0]} to {some[-1]}" if is_whole else ", ".join(some))
    return ", ".join(parts)


def notebook() -> str:
    """The tutorial as a notebook without outputs: text stays text, and each example that shows something is a cell."""
    page = (DOCS / "tutorial.md").read_text("utf-8").replace("# Tutorial", "# Tutorial as a notebook", 1)
    cells: list[dict[str, object]] = []
    for number, part in enumerate(re.split(r"^```python\n(.*?)^```\n", page, flags=re.DOTALL | re.MULTILINE)):
        if number % 2:
            cells += _code_cells(part, len(cells))
        else:
            cells.append({"cell_type": "markdown", "id": f"cell-{len(cells)}", "metadata": {}, "source": _lines(part)})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    document = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _code_cells(block: str, first: int) -> Iterator[dict[str, object]]:
    """The cells of a block of examples. A notebook shows only what the last line of a cell answers."""
    source = ""
    examples = doctest.DocTestParser().get_examples(block)
    for number, example in enumerate(examples, 1):
        source += example.source
        if example.want or number == len(examples):
            # Without this tag, an error that is part of the story would stop the build.
            metadata = {"tags": ["raises-exception"]} if example.exc_msg else {}
            cell: dict[str, object] = {"cell_type": "code", "execution_count": None, "id": f"cell-{first}"}
            yield cell | {"metadata": metadata, "outputs": [], "source": _lines(source)}
            source, first = "", first + 1


def _lines(text: str) -> list[str]:
    return text.strip().splitlines(keepends=True)


def iati_page() -> str:
    """The page on IATI with the tables that follow from the mapping, each between its markers."""
    page = (DOCS / "iati.md").read_text("utf-8")
    for name, table in (("elements", elements_table()), ("fields", fields_table())):
        start, end = f"<!-- {name}: generated -->\n", f"<!-- {name}: end -->"
        page = page[: page.index(start) + len(start)] + f"\n{table}\n\n" + page[page.index(end) :]
    return page


def elements_table() -> str:
    """The elements of IATI that are plain nodes, with the field of each place."""
    lines = ["| IATI | field | noun | places and their fields |", "|---|---|---|---|"]
    for row in ELEMENTS.values():
        places = "; ".join(map(_place, row.entries))
        lines.append(
            f"| `{row.path.removeprefix('iati-activity/')}` | `{row.field}` | `{row.noun.__name__}` | {places} |"
        )
    return "\n".join(lines)


def _place(entry: Entry) -> str:
    notes = [entry.codec.meaning] if entry.codec.meaning and entry.attribute else []
    notes += [f"any other text: `{entry.raw}`"] if entry.raw else []
    return f"`{entry.place}`: `{entry.field}`" + (f" ({', '.join(notes)})" if notes else "")


def fields_table() -> str:
    """The fields that the standard has no place for."""
    lines = ["| noun | fields without a place |", "|---|---|"]
    found = {f"`{noun.__name__}`": fields_without_place(noun) for noun in BY_HAND}
    found |= {f"`{row.noun.__name__}` in `{row.tag}`": unmapped(row) for row in ELEMENTS.values()}
    lines += [f"| {noun} | {', '.join(f'`{name}`' for name in fields)} |" for noun, fields in found.items() if fields]
    return "\n".join(lines)


PAGES = {"rules.md": rules_page, "notebook.ipynb": notebook, "iati.md": iati_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
