"""The official schema of version 2.03 judges our own grammar: what we say fits is valid, nearly all else is not."""

from __future__ import annotations

import copy
import random
from collections import Counter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lxml", reason="reading IATI needs lxml")

from lxml import etree

from resultsframework.formats.iati._fitting import attribute_fits, fits, order, repeats
from resultsframework.formats.iati._grammar import GLOBAL_ATTRIBUTES, GLOBAL_ELEMENTS, KINDS

XSD = "{http://www.w3.org/2001/XMLSchema}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
FOREIGN = "{urn:example:a}"
ACTIVITY_PATHS = sorted(path for path in KINDS if path.startswith("iati-activity/"))
WIDE_PATHS = [path for path in ACTIVITY_PATHS if len(KINDS[path].children) > 1]


@pytest.fixture(scope="module")
def schema_folder(shared):
    return shared / "data" / "iati" / "schema" / "2.03"


@pytest.fixture(scope="module")
def schema(schema_folder):
    return etree.XMLSchema(etree.parse(schema_folder / "iati-activities-schema.xsd"))


# ------------------------------------------------------------------------------------------------ the schema as facts


class Declared(NamedTuple):
    """The declaration of an element, in the schema or by us."""

    text: str | None
    attributes: dict[str, tuple[str, bool]]
    foreign_attributes: bool
    foreign_children: bool
    children: list[tuple[str, bool, bool, Declared]]


class Schema:
    """The declarations of the schema files, read without regard to our grammar."""

    def __init__(self, folder):
        self.top = {}
        for name in ("iati-activities-schema.xsd", "iati-common.xsd"):
            for node in etree.parse(folder / name).getroot().iterchildren(f"{XSD}*"):
                self.top[node.tag.removeprefix(XSD), node.get("name")] = node

    def named(self, kind):
        """The elements or attributes that are declared for themselves."""
        return {name: node for (tag, name), node in self.top.items() if tag == kind}

    def element(self, node):
        """The declaration of an element: by reference, by a named type, or written out in place."""
        if ref := node.get("ref"):
            return self.element(self.top["element", ref])
        return self.type(node.get("type") or node.find(f"{XSD}complexType"))

    def type(self, kind):
        """The declaration behind a type: a simple one, a named one, or one written out."""
        if isinstance(kind, str):
            if kind.startswith("xsd:"):
                return Declared(kind.removeprefix("xsd:"), {}, False, False, [])
            kind = self.top["complexType", kind]
        inner = kind.find(f"{XSD}simpleContent/{XSD}extension")
        if inner is None:
            inner = kind.find(f"{XSD}complexContent/{XSD}extension")
            if inner is not None:
                assert not list(inner.iterchildren(XSD + "sequence", XSD + "attribute"))
                return self.type(inner.get("base"))
            inner, text = kind, None
        else:
            text = inner.get("base").removeprefix("xsd:")
        sequence = inner.find(f"{XSD}sequence")
        particles = [] if sequence is None else list(sequence.iterchildren(f"{XSD}*"))
        wildcards = [node for node in particles if node.tag == f"{XSD}any"]
        assert wildcards == particles[len(particles) - len(wildcards) :], "foreign children come last"
        for node in (*wildcards, *inner.iterchildren(f"{XSD}anyAttribute")):
            assert (node.get("namespace"), node.get("processContents")) == ("##other", "lax")
        return Declared(
            text,
            dict(self.attribute(node) for node in inner.iterchildren(f"{XSD}attribute")),
            inner.find(f"{XSD}anyAttribute") is not None,
            bool(wildcards),
            [self.particle(node) for node in particles[: len(particles) - len(wildcards)]],
        )

    def attribute(self, node):
        """The name of an attribute, its type and whether it is required."""
        required = node.get("use") == "required"
        ref = node.get("ref")
        if ref and ref.startswith("xml:"):
            return ref.replace("xml:", XML), ("language", required)
        declared = self.top["attribute", ref] if ref else node
        return declared.get("name"), (declared.get("type").removeprefix("xsd:"), required)

    def particle(self, node):
        """One place among the children: name, whether required, whether repeating, and its content."""
        least, most = node.get("minOccurs", "1"), node.get("maxOccurs", "1")
        assert (least, most) in {("0", "1"), ("1", "1"), ("0", "unbounded"), ("1", "unbounded")}
        return node.get("ref") or node.get("name"), least == "1", most == "unbounded", self.element(node)


def ours(kind):
    """Our grammar in the same words."""
    return Declared(
        kind.text,
        {name: (text, name in kind.required) for name, text in kind.attributes.items()},
        kind.is_open,
        kind.text is None,
        [(child.name, child.required, child.repeats, ours(child.kind)) for child in kind.children],
    )


def test_every_declaration_of_the_schema_is_ours(schema_folder):
    """Order, cardinality, attributes, types, text and openness of all elements agree, from each global one down."""
    schema = Schema(schema_folder)
    elements = schema.named("element")
    assert set(elements) == set(GLOBAL_ELEMENTS)
    for name, node in elements.items():
        assert ours(GLOBAL_ELEMENTS[name]) == schema.element(node), name


def test_no_declaration_of_the_schema_is_left_out(schema_folder):
    """Each element name and each attribute that is written anywhere in the files occurs in our grammar."""
    schema = Schema(schema_folder)
    names = {node.get("name") for top in schema.top.values() for node in top.iter(f"{XSD}element") if node.get("name")}
    assert names == {path.rpartition("/")[2] for path in KINDS}
    attributes = {node.get("name") for top in schema.top.values() for node in top.iter(f"{XSD}attribute")} - {None}
    assert attributes == {name for kind in KINDS.values() for name in kind.attributes if not name.startswith("{")}


def test_attributes_that_are_checked_everywhere_are_those_declared_for_themselves(schema_folder):
    """The files declare two attributes for themselves, and the file for the xml namespace four."""
    attributes = Schema(schema_folder).named("attribute")
    declared = {name: node.get("type").removeprefix("xsd:") for name, node in attributes.items()}
    xml = etree.parse(schema_folder / "xml.xsd").getroot()
    names = {XML + node.get("name") for node in xml.iterchildren(f"{XSD}attribute")}
    assert {name: kind for name, kind in GLOBAL_ATTRIBUTES.items() if not name.startswith("{")} == declared
    assert {name for name in GLOBAL_ATTRIBUTES if name.startswith("{")} == names


# -------------------------------------------------------------------------------------------------- in a whole document

PLAIN = {
    "string": "x",
    "date": "2020-01-01",
    "dateTime": "2020-01-01T00:00:00",
    "decimal": "1",
    "boolean": "true",
    "int": "1",
    "nonNegativeInteger": "0",
    "positiveInteger": "1",
    "anyURI": "http://example.org/",
    "NMTOKEN": "x",
    "language": "en",
}


def minimal(name, kind):
    """The least that an element of this kind has to hold."""
    element = etree.Element(name)
    for attribute in sorted(kind.required):
        element.set(attribute, PLAIN[kind.attributes[attribute]])
    if kind.text:
        element.text = PLAIN[kind.text]
    element.extend(minimal(child.name, child.kind) for child in kind.children if child.required)
    return element


def insert(parent, path, child):
    """Put the child where the order wants it."""
    ranks = order(path)
    rank = ranks.get(child.tag, len(ranks))
    index = sum(ranks.get(sibling.tag, len(ranks)) < rank for sibling in parent)
    parent.insert(index, child)


def document(element, parent_path):
    """A whole file with the element in its place, valid but for the element."""
    name, *steps = parent_path.split("/")
    root = minimal("iati-activities", KINDS["iati-activities"])
    parent, path = root.find(name), name
    for step in steps:
        child = parent.find(step)
        if child is None:
            child = minimal(step, KINDS[f"{path}/{step}"])
            insert(parent, path, child)
        parent, path = child, f"{path}/{step}"
    for sibling in parent.findall(element.tag):
        parent.remove(sibling)
    insert(parent, path, element)
    return root


def path_of(element):
    """The names from the activity down to the element."""
    names = [element.tag, *(ancestor.tag for ancestor in element.iterancestors())]
    return "/".join(names[-2::-1])


def is_disputed(element):
    """
    True if we refuse for a reason of our own what the schema's validator lets pass.

    These are XML Schema's own attributes; identifiers, which have to be unique in a whole file; names with letters
    beyond ASCII; 29 February before our era; and elements of the standard after a foreign one, which this validator
    overlooks in many places, though not in all.
    """
    for node in element.iter("*"):
        if any(name.startswith(XSI) or name == f"{XML}id" for name in node.attrib):
            return True
        if not (node.get("iati-equivalent") or "").isascii():
            return True
        if any(value.startswith("-") and "-02-29" in value for value in node.values()):
            return True
        if not node.tag.startswith("{"):
            is_foreign = [child.tag.startswith("{") for child in node.iterchildren("*")]
            if is_foreign != sorted(is_foreign):
                return True
    return False


class Count:
    """The number of agreements of our answer with the schema's; the disagreements themselves."""

    def __init__(self, schema):
        self.schema = schema
        self.tried = Counter()
        self.too_kind = []
        self.too_strict = []
        self.disputed = 0

    def compare(self, element, parent_path):
        """The answers of both about the element in this place."""
        element = copy.deepcopy(element)
        element.tail = None
        answer = fits(element, parent_path)
        valid = self.schema.validate(document(element, parent_path))
        self.tried[valid] += 1
        shown = (parent_path, etree.tostring(element, encoding="unicode")[:600])
        if answer and not valid:
            self.too_kind.append(shown)
        elif valid and not answer and is_disputed(element):
            self.disputed += 1
        elif valid and not answer:
            self.too_strict.append(shown)


def test_the_least_of_every_element_fits(schema):
    """Each element of the standard, with no more than it has to hold, is valid, and we say so."""
    count = Count(schema)
    for path in ACTIVITY_PATHS:
        parent_path, _, name = path.rpartition("/")
        count.compare(minimal(name, KINDS[path]), parent_path)
    assert (count.too_kind, count.too_strict) == ([], [])
    assert count.tried == {True: len(ACTIVITY_PATHS)}


def test_a_second_element_is_valid_where_we_say_that_it_repeats(schema):
    """Two of a kind side by side are valid exactly where the grammar allows more than one."""
    for path in ACTIVITY_PATHS:
        parent_path, _, name = path.rpartition("/")
        element = minimal(name, KINDS[path])
        root = document(element, parent_path)
        element.addnext(copy.deepcopy(element))
        assert schema.validate(root) == repeats(parent_path, name), path


def test_foreign_elements_are_valid_after_all_others(schema):
    """An element of another namespace may follow any child of any element that holds elements."""
    for path in ACTIVITY_PATHS:
        kind = KINDS[path]
        parent_path, _, name = path.rpartition("/")
        for child in kind.children:
            element = minimal(name, kind)
            if child.name not in {sibling.tag for sibling in element}:
                insert(element, path, minimal(child.name, child.kind))
            element.append(etree.Element(f"{FOREIGN}x"))
            assert schema.validate(document(element, parent_path)), f"{path}/{child.name}"


# ------------------------------------------------------------------------------------------------------- real elements

ODD_TEXT = (
    "| |x|0|1|-1|+1|-0|00|1.|.5|1.50|1e3|1,000| 7 |99999999999999999999|1.2.3|٣|NaN|2020|"
    "true|TRUE| false\n|yes|2147483647|2147483648|-2147483649|en|EN-gb|en_GB|abcdefghi|fr-|"
    "2020-01-01|2020-02-30|2020-02-29|1900-02-29|2020-1-1|01/02/2020|2020-01-01Z|2020-01-01z|"
    "2020-01-01+14:00|2020-01-01+14:01|-0044-03-15|-0044-02-29|0000-01-01|12020-01-01|02020-01-01|"
    " 2020-01-01 |2020-01-01T00:00:00|2020-01-01T24:00:00Z|2020-01-01T24:00:01|2020-01-01T1:0|"
    "2020-01-01T10:00:00.5-05:00|http://example.org/a b|http://example.org/%zz|http://example.org:x/|"
    "a#b#c|#|N/A|1:2|a{b\\c|http://[::1]/|http://[|mailto:a@b|//x/y|http://exämple.org/é?ü#ö|c:\\x|"
    "www.example.org:80|default|preserve|a/b|a-b:c"
)
ODD_VALUES = ODD_TEXT.split("|")
ODD_NAMES = (
    *("x", "ref", "code", "type", "value", "iso-date", "year", "currency", "value-date", "vocabulary", "percentage"),
    *(f"{FOREIGN}x", f"{FOREIGN}value-date", f"{FOREIGN}iso-date", "{urn:example:b}y"),
    *(f"{XML}lang", f"{XML}space", f"{XML}base", f"{XML}id", f"{XML}x"),
    *(f"{XSI}type", f"{XSI}nil", f"{XSI}schemaLocation", f"{XSI}noNamespaceSchemaLocation", f"{XSI}x"),
)
NATIVE = sorted({path.rpartition("/")[2] for path in KINDS} | {"x", "Title"})


def drop_child(element, luck):
    if len(element):
        element.remove(luck.choice(element))


def duplicate_child(element, luck):
    if len(element):
        child = luck.choice(element)
        child.addnext(copy.deepcopy(child))


def move_child(element, luck):
    if len(element):
        element.insert(luck.randrange(len(element)), luck.choice(element))


def rename(element, luck):
    if isinstance(element.tag, str):
        element.tag = luck.choice((*NATIVE, f"{FOREIGN}x", f"{FOREIGN}title", f"{XML}x"))


def native_child(element, luck):
    name = luck.choice(NATIVE)
    kind = GLOBAL_ELEMENTS.get(name)
    element.insert(luck.randint(0, len(element)), etree.Element(name) if kind is None else minimal(name, kind))


def foreign_child(element, luck):
    child = etree.Element(FOREIGN + luck.choice(("x", "title", "value")))
    element.insert(luck.choice((0, len(element), len(element))), child)
    changes = (native_child, odd_attribute, some_text, foreign_child)
    for change in luck.choices(changes, (3, 3, 2, 1), k=luck.randint(0, 2)):
        change(child, luck)


def odd_attribute(element, luck):
    if isinstance(element.tag, str):
        element.set(luck.choice(ODD_NAMES), luck.choice(ODD_VALUES))


def odd_value(element, luck):
    if element.keys():
        element.set(luck.choice(element.keys()), luck.choice(ODD_VALUES))


def drop_attribute(element, luck):
    if element.keys():
        del element.attrib[luck.choice(element.keys())]


def some_text(element, luck):
    text = luck.choice((*ODD_VALUES, None, "\n\t", "\u00a0", "\u2003"))
    if len(element) and luck.random() < 0.5:
        luck.choice(element).tail = text
    else:
        element.text = text


CHANGES = (
    *(drop_child, duplicate_child, move_child, rename, native_child, foreign_child),
    *(odd_attribute, odd_value, drop_attribute, some_text),
)


@pytest.fixture(scope="module")
def samples(shared):
    """Elements that publishers wrote, a few of each path of each file, with the path of their parent."""
    luck = random.Random(203)  # noqa: S311 - the same elements in every run
    taken = []
    for file in sorted((shared / "data" / "iati" / "publishers").glob("*.xml")):
        found = {}
        for element in etree.parse(file).iterfind(".//iati-activity//*"):
            found.setdefault((path_of(element.getparent()), element.tag), []).append(element)
        for (parent_path, _), elements in sorted(found.items()):
            if parent_path in KINDS:
                chosen = luck.sample(elements, min(8, len(elements)))
                taken += [(copy.deepcopy(element), parent_path) for element in chosen]
    return taken


def test_real_elements_fit_where_the_schema_says_so(schema, samples):
    """Of thousands of elements that publishers wrote, we accept those that the schema accepts."""
    count = Count(schema)
    for element, parent_path in samples:
        count.compare(element, parent_path)
    assert count.tried[True] > 10_000
    assert count.too_kind == []
    assert count.too_strict == []
    assert count.disputed == 0


def test_spoilt_elements_fit_where_the_schema_says_so(schema, samples):
    """One to three changes to a real element: yes is always right, and no except where it is disputed."""
    luck = random.Random(5)  # noqa: S311 - the same changes in every run
    count = Count(schema)
    for sample, parent_path in samples:
        if sum(1 for _ in sample.iter()) > 60:
            continue
        element = copy.deepcopy(sample)
        for change in luck.choices(CHANGES, k=luck.randint(1, 3)):
            change(luck.choice(list(element.iter("*"))), luck)
        count.compare(element, parent_path)
    assert min(count.tried.values()) > 3_000
    assert count.too_kind == []
    assert count.too_strict == []
    assert count.disputed < count.tried[True] / 10


# -------------------------------------------------------------------------------------------------- made-up elements

SELDOM = st.sampled_from([False] * 15 + [True])
LATIN = st.text("aZ09é .:-+/?#%&<\"'\n\t", max_size=12)
ODD = st.one_of(st.sampled_from(ODD_VALUES), LATIN)
USUAL = {kind: st.just(text) for kind, text in PLAIN.items()} | {
    "string": LATIN,
    "date": st.dates().map(str),
    "dateTime": st.datetimes().map(lambda moment: moment.isoformat()),
    "decimal": st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9).map(
        str
    ),
    "boolean": st.sampled_from(["true", "false", "1", "0"]),
    "anyURI": st.sampled_from(["http://example.org/a?b=c#d", "example.org", ""]),
}


def value_of(draw, kind):
    return draw(ODD) if draw(SELDOM) else draw(USUAL[kind])


def made_up(draw, name, kind, depth=0):
    """An element much as its kind wants it, with an odd thing here and there."""
    element = etree.Element(name)
    for attribute, text in sorted(kind.attributes.items()):
        if draw(st.booleans()) if attribute not in kind.required else not draw(SELDOM):
            element.set(attribute, value_of(draw, text))
    if draw(SELDOM):
        element.set(draw(st.sampled_from(ODD_NAMES)), draw(ODD))
    if kind.text is not None:
        element.text = value_of(draw, kind.text)
    children = []
    for child in kind.children:
        least = 0 if draw(SELDOM) else child.required
        most = least if depth > 1 else least + (1 if child.repeats else not child.required) + draw(SELDOM)
        children += [made_up(draw, child.name, child.kind, depth + 1) for _ in range(draw(st.integers(least, most)))]
    if draw(SELDOM):
        children = draw(st.permutations(children))
    element.extend(children)
    if draw(SELDOM):
        element.append(foreign := etree.Element(f"{FOREIGN}x"))
        inside = draw(st.sampled_from(NATIVE))
        foreign.append(made_up(draw, inside, GLOBAL_ELEMENTS.get(inside, KINDS["title"]), depth + 1))
        foreign.text = draw(ODD)
    if draw(SELDOM):
        element.text = draw(ODD)
    return element


@st.composite
def fragments(draw):
    """A made-up element and the path of its parent."""
    path = draw(st.sampled_from(ACTIVITY_PATHS) | st.sampled_from(WIDE_PATHS))
    parent_path, _, name = path.rpartition("/")
    return made_up(draw, name, KINDS[path]), parent_path


@given(fragments())
def test_made_up_elements_fit_where_the_schema_says_so(schema, fragment):
    """Whatever is put together, our answer is that of the schema, or a disputed no."""
    count = Count(schema)
    count.compare(*fragment)
    assert (count.too_kind, count.too_strict) == ([], [])


@st.composite
def attributes(draw):
    """The path of an element, the name of an attribute, and a value."""
    path = draw(st.sampled_from(["iati-activity", *ACTIVITY_PATHS]))
    name = draw(st.sampled_from([*sorted(KINDS[path].attributes), *ODD_NAMES]))
    usual = USUAL[KINDS[path].attributes.get(name, "string")]
    return path, name, draw(st.one_of(usual, ODD))


@given(attributes())
def test_attributes_fit_where_the_schema_says_so(schema, attribute):
    """An attribute that fits keeps the least form of its element valid, and one that does not fit spoils it."""
    path, name, value = attribute
    parent_path, _, last = path.rpartition("/")
    element = minimal(last, KINDS[path])
    root = document(element, parent_path) if parent_path else minimal("iati-activities", KINDS["iati-activities"])
    (element if parent_path else root[0]).set(name, value)
    valid = schema.validate(root)
    if attribute_fits(path, name, value):
        assert valid
    else:
        assert not valid or is_disputed(root)
