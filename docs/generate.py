"""
Writes the generated pages: the index of rules and a page for each from the rules, the notebook from the tutorial, and
the tables of the IATI page from the mapping.

    python docs/generate.py
"""

from __future__ import annotations

import doctest
import json
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import attrs

from resultsframework.formats.iati._mapping import BY_HAND, ELEMENTS, Entry, fields_without_place, unmapped
from resultsframework.rules import PROFILES, RULE_FAILED, RULES, Options, Profile, Rule, meaning_of_option

DOCS = Path(__file__).resolve().parent
# With the rule about rules that fail, which no framework can violate.
EVERY_RULE = tuple(sorted((*RULES, RULE_FAILED), key=lambda rule: rule.code))
FAMILIES = {
    "BAS": "Baselines",
    "BUD": "Budgets",
    "COD": "Codes and identifiers",
    "DOC": "Documents and narrative",
    "FND": "Funding",
    "IAT": "Files of the International Aid Transparency Initiative",
    "LOG": "Further columns of a logframe",
    "NLM": "The reader of the Netherlands Ministry of Foreign Affairs",
    "PRG": "Joint programmes",
    "REV": "Changes since another version",
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

All rules of `rf.validate`, by family. Each has a page with its rationale, examples and options. A finding carries the
code of its rule, the place, the value found, the value expected, and advice. An **error** cannot be right. A
**warning** is probably wrong, or needs an explanation. An **info** is worth knowing, and may be as intended.

In a terminal, `resultsframework rules BAS02` shows the same as the page of a rule. How to select rules:
{doc}`configuration`; how to write your own: {doc}`concepts`.

This page and those of the rules are generated from the rules (`python docs/generate.py`).

```{toctree}
:hidden:
:glob:

rules/*
```
"""
PROFILES_PART = """\
## Profiles

A profile selects rules and sets their severities: `rf.validate(framework, profile="strict")`.

| profile | rules | differences |
|---|---|---|"""


def rules_page() -> str:
    """The index of rules, by family, and the profiles."""
    families = dict.fromkeys(rule.code.rstrip("0123456789") for rule in EVERY_RULE)
    parts = [RULES_PAGE]
    for family in families:
        parts.append(f"## {family}: {FAMILIES[family]}\n")
        parts.append("| code | severity | problem |\n|---|---|---|")
        parts += [
            f"| [{rule.code}](rules/{rule.code}.md) | {rule.severity.value} | {rule.title} |"
            for rule in EVERY_RULE
            if rule.code.startswith(family)
        ]
        parts.append("")
    return "\n".join([*parts, _profiles()])


def rule_page(rule: Rule) -> str:
    """The page of one rule."""
    sections = {
        "What it does": rule.summary,
        "Why it matters": _reason(rule),
        "Example": "\n\n".join((_examples("Reported", rule.fires), _examples("Accepted", rule.silent))),
        "What to do": "\n\n".join(filter(None, (rule.advice, _correction(rule)))),
        "Options": "\n".join(map(_option, rule.options)),
        "References": "\n".join(_references(rule)),
    }
    heading = f"({rule.code.lower()})=\n# {rule.code}: {rule.title}\n\n{_severity(rule)}"
    return "\n\n".join([heading, *(f"## {title}\n\n{text}" for title, text in sections.items() if text)]) + "\n"


def _severity(rule: Rule) -> str:
    """The severity of a rule, and the profiles in which it differs or is not run."""
    parts = [f"Severity: **{rule.severity.value}**"]
    for profile in PROFILES:
        severity = profile.severities.get(rule.code, rule.severity)
        if rule in profile.rules and severity is not rule.severity:
            parts.append(f"**{severity.value}** in the profile `{profile.name}`")
    names = [f"`{profile.name}`" for profile in PROFILES if rule in profile.rules]
    if 0 < len(names) < len(PROFILES):
        parts.append(f"only run in {', '.join(names)}")
    family = rule.code.rstrip("0123456789")
    anchor = re.sub(r"[^a-z -]", "", f"{family} {FAMILIES[family]}".lower()).replace(" ", "-")
    return "; ".join(parts) + f". Family: [{FAMILIES[family]}](../rules.md#{anchor})."


def _reason(rule: Rule) -> str:
    """The rationale of a rule; where it has none, the principle named in its source."""
    principle = rule.source.partition(": ")[2] or rule.source
    return rule.documentation.partition("\n\n")[2] or f"{principle[0].upper()}{principle[1:]}."


def _examples(label: str, examples: tuple[str, ...]) -> str:
    return "\n".join([f"{label}:", "", "```text", *examples, "```"])


def _correction(rule: Rule) -> str:
    return "`resultsframework validate --fix` corrects it, without changing a meaning." if rule.fix else ""


def _option(name: str) -> str:
    """An option with its default, as `Options` documents it."""
    default = attrs.fields_dict(Options)[name].default
    return f"- `{name}` (default: `{default}`): {meaning_of_option(name)}"


def _references(rule: Rule) -> Iterator[str]:
    yield f"- {rule.source[0].upper()}{rule.source[1:]}."
    for label, codes in (("Follows from", rule.implied_by), ("Causes", _implied(rule))):
        if codes:
            yield f"- {label}: {', '.join(f'[{code}]({code}.md)' for code in codes)}."


def _implied(rule: Rule) -> list[str]:
    """The codes of the rules whose findings may follow from this one's."""
    return [other.code for other in EVERY_RULE if rule.code in other.implied_by]


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
    severities: dict[str, list[str]] = {}
    for code, severity in sorted(profile.severities.items()):
        severities.setdefault(severity.value, []).append(code)
    differences = [f"and {more}"] if more else []
    differences += [f"without {less}"] if less else []
    differences += [f"an {severity} each: {', '.join(raised)}" for severity, raised in severities.items()]
    if profile.options.exempt_desk_review:
        differences.append("indicators that headquarters report may be without values")
    if profile.options.code_patterns:
        differences.append(f"codes have one of {len(profile.options.code_patterns)} forms")
    return "; ".join(differences)


def _listed(codes: list[str]) -> str:
    """Codes of rules; of a family that is complete, the first and the last."""
    parts: list[str] = []
    for family, members in groupby(codes, key=lambda code: code.rstrip("0123456789")):
        some = list(members)
        is_whole = len(some) > 2 and some == [rule.code for rule in EVERY_RULE if rule.code.startswith(family)]
        parts.append(f"{some[0]} to {some[-1]}" if is_whole else ", ".join(some))
    return ", ".join(parts)


def notebook() -> str:
    """The tutorial as a notebook without outputs: text stays text, and each example with a result is a cell."""
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
    """The cells of a block of examples. A notebook shows only the value of the last line of a cell."""
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


def pages() -> Mapping[str, str]:
    """The generated pages by their names below the folder of the documentation."""
    return {
        "rules.md": rules_page(),
        "notebook.ipynb": notebook(),
        "iati.md": iati_page(),
        **{f"rules/{rule.code}.md": rule_page(rule) for rule in EVERY_RULE},
    }


if __name__ == "__main__":
    (DOCS / "rules").mkdir(exist_ok=True)
    for name, page in pages().items():
        (DOCS / name).write_text(page, "utf-8")
