"""
A framework and its findings as one HTML file that needs nothing else: readable, printable, and escaped throughout.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape

import attrs

from resultsframework import Report, Result, ResultsFramework, Rule, Table, tables
from resultsframework.formats.document import (
    MEANING_OF_BUDGETS,
    body_text,
    census,
    document_texts,
    framework_facts,
    greyed,
    legend,
    name_of,
    programme_facts,
    progress_notes,
    result_facts,
)

__all__ = ["page"]

# A long table gets its heading again after so many rows, so that it can be read and printed.
ROWS = 30
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: .25rem .5rem; text-align: left; vertical-align: top; }
dt { font-weight: bold; }
.grey { color: #767676; }
div { overflow-x: auto; }
@media print { body { margin: 0; max-width: none; } }
"""


def page(framework: ResultsFramework, report: Report) -> str:
    """The page: what the framework is, how complete, how paid, each result with its indicators, and the findings."""
    title = escape(name_of(framework))
    language = escape(framework.language or "en", quote=True)
    body = "\n".join(_parts(framework, report))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _parts(framework: ResultsFramework, report: Report) -> Iterator[str]:
    yield _definitions(framework_facts(framework), greyed(framework))
    yield _heading("Completeness") + _paragraph(f"{legend(framework)}.") + _table(census(framework))
    yield _heading("Budgets") + _table(tables.budgets(framework)) + _paragraph(MEANING_OF_BUDGETS)
    for _, node in framework.walk():
        if isinstance(node, Result):
            title = " ".join(filter(None, (type(node).__name__, node.code, node.title)))
            # The result without those below it, which have a part each.
            own = Result(code=node.code, indicators=node.indicators)
            yield _heading(title) + _definitions(result_facts(node)) + _table(own.table())
    for programme in framework.programmes:
        title = f"Joint programme {programme.title or 'without a title'}"
        partners = _items(map(body_text, programme.partners))
        yield _heading(title) + _definitions(programme_facts(programme)) + partners
    for about, text in progress_notes(framework):
        yield _heading(f"Progress note {about}") + _paragraph(text)
    yield _heading("Documents") + _items(document_texts(framework))
    yield _heading("Findings") + _findings(report)
    yield _heading("Not understood") + _items(framework.source.unparsed)


def _findings(report: Report) -> str:
    """The findings, each linked to the page of its rule further down, and these pages."""
    codes = {finding.code for finding in report}
    found = [rule for rule in report.rules if rule.code in codes]
    text = _table(report.table())
    for rule in found:
        text = text.replace(f"<td>{rule.code}</td>", f'<td><a href="#{rule.code}">{rule.code}</a></td>')
    return text + "".join(map(_rule, found))


def _rule(rule: Rule) -> str:
    """The page of a rule, as far as a finding does not show it."""
    title = f'<h3 id="{rule.code}">{escape(f"{rule.code} {rule.title}")}</h3>'
    return title + _definitions(
        [
            ("Assertion", rule.summary),
            ("Rationale", rule.rationale),
            *(("Reported", example) for example in rule.fires),
            *(("Accepted", example) for example in rule.silent),
            ("Reference", rule.source),
        ]
    )


def _heading(title: str) -> str:
    return f"<h2>{escape(title)}</h2>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _definitions(facts: Iterable[tuple[str, str | None]], greyed: Collection[str] = frozenset()) -> str:
    grey = ' class="grey"'
    stated = [
        f"<dt>{escape(label)}</dt><dd{grey if label in greyed else ''}>{escape(text)}</dd>"
        for label, text in facts
        if text and text.strip()
    ]
    return f"<dl>{''.join(stated)}</dl>" if stated else ""


def _items(texts: Iterable[str]) -> str:
    items = [f"<li>{escape(text)}</li>" for text in texts]
    return f"<ul>{''.join(items)}</ul>" if items else _paragraph("None.")


def _table(table: Table) -> str:
    """All rows of a table, in parts that a table shows without leaving any out."""
    parts = [
        attrs.evolve(table, rows=table.rows[start : start + ROWS], title="") for start in range(0, len(table), ROWS)
    ]
    return "".join(f"<div>{part.to_html()}</div>" for part in parts) or _paragraph("None.")
