"""The protocol of an XML element fits the parser's elements."""

from __future__ import annotations

import inspect


def test_elements_of_the_parser_have_all_that_is_used(bench):
    """Each name that our own type of an element declares is there on one of the parser's."""
    from resultsframework.formats.iati._xml import Element

    declared = {name for name in (*Element.__annotations__, *vars(Element)) if not name.startswith("_")}
    element = bench.etree.fromstring("<a b='c'>d</a>")
    assert {"tag", "text", "attrib"} <= declared
    assert [name for name in sorted(declared) if not hasattr(element, name)] == []
    for name in declared:
        if inspect.isfunction(vars(Element).get(name)):
            assert callable(getattr(element, name))
