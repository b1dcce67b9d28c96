"""
The country's profile on a portal page, and the menus and explanations around it.

The header is a string of labels with their figures, some followed by a fixed explanation; the explanation is chrome.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from resultsframework.cell import parse_value
from resultsframework.organisation import CountryProfile
from resultsframework.period import Period
from resultsframework.value import Missing, Value, text_of

from ._cell import is_figure
from ._headings import is_section_menu, starts_footer
from ._words import plain, years_of

if TYPE_CHECKING:
    from ._page import Page

__all__ = ["Chrome", "HeaderReader", "explained", "is_header", "written_header"]

PLAN_LABEL = "Current UN Women Plan Period"
ICON_OF_LABEL = "i-icon "  # the text that stands for the small picture before a label
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "Region": "region",
        PLAN_LABEL: "country",
        "World Bank Income Classification": "income_classification",
        "Least Developed Country": "least_developed",
        "Gender Inequality Index": "gender_inequality_index",
        "Gender Development Index": "gender_development_index",
        "Population": "population",
        "Source of population data": "population_source",
        "Male": "population_male",
        "Female": "population_female",
    }
)
LABEL = re.compile(
    r"(?<!\w)(?:i-icon\s+)?(?:(?P<plan>{plan})(?!\w)|(?P<label>{labels})\s*:)".format(
        plan=PLAN_LABEL.replace(" ", r"\s+"),
        labels="|".join(label.replace(" ", r"\s+") for label in LABELS if label != PLAN_LABEL),
    )
)

# Openings of the explanation of a figure.
EXPLANATIONS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "income_classification": re.compile(r"(?<!\w)The World Bank(?!\w)"),
        "least_developed": re.compile(r"(?<!\w)Since (?=[0-9]{4}(?!\w))"),
        "gender_inequality_index": re.compile(r"(?<!\w)(?:The )?GII(?!\w)"),
        "gender_development_index": re.compile(r"(?<!\w)(?:The )?GDI(?!\w)"),
    }
)
SHARES = ("population_male", "population_female")
IN_THOUSANDS = ("population", *SHARES)
POPULATION = ("population", "population_source", *SHARES)
TEXTS = ("region", "income_classification", "population_source")


class Chrome(NamedTuple):
    """
    The parts of a page that are no data, in the places where they are printed.

    Attributes:
        before: Menus above the header.

        explanations: The explanation of each figure of the header.

        between: Menus below the header.

        menu: The menu under the title of the outcome.

        footer: The lines below the page proper.
    """

    before: tuple[str, ...]
    explanations: Mapping[str, str]
    between: tuple[str, ...]
    menu: tuple[str, ...]
    footer: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[str]) -> Chrome:
        """Chrome, sorted into the places it belongs in; within a place the order stays."""
        before: list[str] = []
        between: list[str] = []
        menu: list[str] = []
        footer: list[str] = []
        explanations: dict[str, str] = {}
        for entry in entries:
            field = explained(entry)
            if footer or starts_footer(entry):
                footer.append(entry)
            elif is_section_menu(entry):
                menu.append(entry)
            elif field and field not in explanations:
                explanations[field] = entry
            else:
                (between if explanations else before).append(entry)
        in_order = {field: explanations[field] for field in EXPLANATIONS if field in explanations}
        return cls(tuple(before), in_order, tuple(between), tuple(menu), tuple(footer))

    @property
    def entries(self) -> tuple[str, ...]:
        """All of it, in the order in which a page prints it."""
        return (*self.before, *self.explanations.values(), *self.between, *self.menu, *self.footer)


def is_header(text: str) -> bool:
    """True if a line begins with a label of the header."""
    return LABEL.match(text) is not None


class HeaderReader:
    """
    Reads the lines of the header.

    Attributes:
        fields: The fields read of the country's profile.

        line: The line it began in.
    """

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.line: int | None = None
        self._explained: set[str | None] = set()

    def read(self, page: Page) -> None:
        """Read a line that has labels of the header."""
        number = page.line
        if page.may_be_cut():
            page.reject()
            return
        text = page.take()
        labels = list(LABEL.finditer(text))
        if labels[-1].end() == len(text) and _is_figure_below(page, _field(labels[-1])):
            text = f"{text} {page.take()}"
        page.report(number, text[: labels[0].start()].strip())
        ends = [*(label.start() for label in labels), len(text)][1:]
        for label, end in zip(labels, ends, strict=True):
            self._read_figure(page, number, label, text[label.end() : end].strip())

    def explain(self, page: Page, number: int, text: str) -> None:
        """Keep the explanation of a figure with the chrome, once."""
        field = explained(text)
        if field in self._explained:
            page.report(number, text)
        else:
            self._explained.add(field)
            page.chrome.append(text)

    @property
    def profile(self) -> CountryProfile | None:
        """The profile, where any of it was printed."""
        profile = CountryProfile(**self.fields, line=self.line)
        return None if profile == CountryProfile() else profile

    def _read_figure(self, page: Page, number: int, label: re.Match[str], text: str) -> None:
        field = _field(label)
        if field in self.fields:
            page.report(number, label[0].strip() + text)
            return
        if field in EXPLANATIONS and (start := EXPLANATIONS[field].search(text)):
            self.explain(page, number, text[start.start() :])
            text = text[: start.start()].strip()
        self.line = self.line or number
        if field == "country":
            name, colon, years = text.rpartition(":")
            self.fields["country"] = (name if colon else text).strip() or None
            self.fields["plan_period"] = years_of(years.strip()) if colon else Period()
        elif field in TEXTS:
            self.fields[field] = text or None
        elif field in SHARES:
            self.fields[field], self.fields[f"{field}_share"] = _figure_and_share(text)
        else:
            self.fields[field], rest = _first_figure(text)
            page.report(number, rest)


def _field(label: re.Match[str]) -> str:
    return LABELS[PLAN_LABEL if label["plan"] else plain(label["label"])]


def _is_figure_below(page: Page, field: str) -> bool:
    """True if the next text is the figure of a label that has none behind it: nothing else may be meant by it."""
    text = page.text
    if page.is_clear_heading or page.may_be_cut() or is_header(text) or explained(text):
        return False
    if field == "country":
        return years_of(text.rpartition(":")[2].strip()).first_day is not None
    if field in TEXTS:
        return is_header(page.plain(1)) or explained(page.plain(1)) is not None
    return is_figure(text.partition(" ")[0])


def written_header(profile: CountryProfile | None, explanations: Mapping[str, str]) -> Iterator[str]:
    """The lines of the header, with the explanations behind their figures."""
    shown = profile or CountryProfile()
    country = shown.country or ""
    if shown.country or shown.plan_period != Period():
        country = f"{PLAN_LABEL} {plain(country)}:{plain(str(shown.plan_period))}"
    region = f"Region:{plain(shown.region)}" if shown.region else ""
    yield f"{region} {country}".strip()
    for fields in (EXPLANATIONS, POPULATION):
        yield " ".join(filter(None, (_labelled(shown, field, explanations) for field in fields)))


def _labelled(profile: CountryProfile, field: str, explanation_of: Mapping[str, str]) -> str:
    """A figure behind its label, where there is a figure or an explanation of it."""
    value = getattr(profile, field)
    share = getattr(profile, f"{field}_share", Missing.ABSENT)
    text = "" if value is None else _printed(value, in_thousands=field in IN_THOUSANDS)
    if share is not Missing.ABSENT:
        text += f" ({_printed(share)}%)" if isinstance(share, Decimal) else f" ({_printed(share)})"
    explanation = explanation_of.get(field, "")
    if not text and not explanation:
        return ""
    label = next(label for label, name in LABELS.items() if name == field)
    icon = ICON_OF_LABEL if field in EXPLANATIONS or field == "population" else ""
    space = " " if field == "population_source" else ""
    return f"{icon}{label}:{space}{text} {explanation}".rstrip()


def _printed(value: Value, *, in_thousands: bool = False) -> str:
    if in_thousands and isinstance(value, Decimal):
        return f"{value:,f}"
    return plain(text_of(value))


def explained(text: str) -> str | None:
    """The figure that a text explains, if it is one of the fixed explanations."""
    return next((field for field, start in EXPLANATIONS.items() if start.match(text)), None)


def _figure(text: str) -> Value:
    """A figure of the header; one in a unit that is not the field's own stays text."""
    value, unit = parse_value(text, decimal=".") if text else (Missing.ABSENT, None)
    return text if unit else value


def _figure_and_share(text: str) -> tuple[Value, Value]:
    """A figure, and the share of the total after it in brackets, with its per cent sign."""
    figure, bracket, inner = text.removesuffix(")").rpartition("(")
    share = inner.strip()
    if not text.endswith(")") or not bracket or not share:
        return _figure(text), Missing.ABSENT
    value, unit = parse_value(share, decimal=".")
    is_share = isinstance(value, Missing) or (unit == "percent" and isinstance(value, Decimal))
    return _figure(figure.strip()), value if is_share else share


def _first_figure(text: str) -> tuple[Value, str]:
    """A figure, and the text after it where an explanation is expected."""
    whole = _figure(text)
    first, _, rest = text.partition(" ")
    if isinstance(whole, str) and rest and not isinstance(_figure(first), str):
        return _figure(first), rest.strip()
    return whole, ""
