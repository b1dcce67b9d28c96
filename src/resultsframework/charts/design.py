"""
The design of all pictures: colours, shapes and marks, and the inline SVG of a series and of a budget.

Planned values are grey steps with squares, actuals a blue line with dots, the target a dashed line. A value that is
missing is a hollow mark. Colours differ for eyes that see no red or no green, and are never alone: a word or a shape
says the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from resultsframework.value import Missing, is_reported

if TYPE_CHECKING:
    from resultsframework.indicator import Indicator
    from resultsframework.money import Money
    from resultsframework.observation import Observation

__all__ = [
    "DARK",
    "FONT_SIZE",
    "LIGHT",
    "SHAPES",
    "TERMINAL",
    "WIDTH",
    "bars_svg",
    "colour_of",
    "described",
    "series_svg",
    "svg",
    "text",
    "variables",
]

# Each colour by its use. Text has a contrast of at least 4.5 with the ground, marks of at least 3.
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "ground": "#ffffff",
        "panel": "#f3f5f8",
        "line": "#c4cad4",
        "text": "#1b2430",
        "muted": "#55606e",
        "link": "#00558c",
        "planned": "#6b7583",
        "actual": "#0067a5",
        "expenses": "#8a5a00",
        "target": "#1b2430",
        "met": "#00674a",
        "not-met": "#a63a00",
        "undecided": "#6a3d9a",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "ground": "#12161c",
        "panel": "#1c232c",
        "line": "#3d4754",
        "text": "#e8edf3",
        "muted": "#a9b4c1",
        "link": "#7cc0f5",
        "planned": "#98a3b1",
        "actual": "#5cb2f0",
        "expenses": "#e3b04b",
        "target": "#e8edf3",
        "met": "#4fcf9f",
        "not-met": "#ff9d6b",
        "undecided": "#c7a8ef",
    }
)
# The shape of the mark of each line.
SHAPES: Mapping[str, str] = MappingProxyType({"planned": "square", "actual": "circle"})
COLOUR_OF_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "met": "met",
        "not met": "not-met",
        "undecided": "undecided",
        "reported": "actual",
        "overdue": "not-met",
        "due": "undecided",
    }
)
# The same in a terminal, whose owner has chosen how each of its own colours looks on her ground.
TERMINAL: Mapping[str, str] = MappingProxyType(
    {"met": "green", "not-met": "red", "undecided": "magenta", "actual": "blue", "muted": "dim"}
)
# Bars of amounts that are not, or no more, what is compared, with the colour of their line.
HOLLOW: Mapping[str, str] = MappingProxyType({"planned before": "planned", "funding named": "actual"})
FONT_SIZE = 11
# Units of a picture: its whole, the room for texts above and below, and beside.
WIDTH, HEIGHT = 320, 92
ABOVE, BELOW, BESIDE = 18, 18, 14
DOT = 3.5
BAR, GAP = 9, 5
# Values as far apart as the model allows are placed without an overflow.
EXACTLY = Context(prec=12, Emax=MAX_EMAX, Emin=MIN_EMIN)


def variables(colours: Mapping[str, str]) -> str:
    """Colours as properties of CSS, which the pictures take."""
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def colour_of(status: str) -> str:
    """
    The name of the colour of a status in words.

    Args:
        status: Such as "not met" or "overdue"; one that is no verdict and no gap has the colour of notes.
    """
    return COLOUR_OF_STATUS.get(status, "muted")


def described(name: str | None, series: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """
    A picture in words, for those who do not see it.

    Args:
        name: The name of what it shows.

        series: For each line its values, as pairs of a time and a text; an empty text is "none".
    """
    values = ((line, ", ".join(f"{when}: {text or 'none'}" for when, text in found)) for line, found in series.items())
    return "; ".join(filter(None, (name, *(f"{line} {listed}" for line, listed in values if listed))))


class Point(NamedTuple):
    """A value in a picture, with its text."""

    day: int
    value: Decimal | None
    text: str
    year: str


class Scale(NamedTuple):
    """The place of days and values in a picture."""

    first: int
    last: int
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, points: Sequence[Point]) -> Scale:
        """The scale that holds all points, and zero."""
        days = [point.day for point in points]
        values = [Decimal(0), *(point.value for point in points if point.value is not None)]
        return cls(min(days), max(days), min(values), max(values))

    def x(self, day: int) -> float:
        """The place of a day."""
        span = self.last - self.first
        return round(BESIDE + (WIDTH - 2 * BESIDE) * ((day - self.first) / span if span else 0.5), 1)

    def y(self, value: Decimal | None) -> float:
        """The place of a value; of a missing one the line of zero."""
        floor = HEIGHT - BELOW
        span = EXACTLY.subtract(self.high, self.low)
        share = EXACTLY.divide(EXACTLY.subtract(value or Decimal(0), self.low), span)
        return round(floor - (floor - ABOVE) * float(share), 1)


def series_svg(indicator: Indicator, due: dt.date | None = None) -> str | None:
    """
    The series of an indicator as an element of SVG; None where no two different values can be drawn.

    Args:
        indicator: The indicator. Of its one subject, values that are numbers, in one unit and with a date are drawn.
            A hollow mark is a planned value that is to be determined, or a result that is planned, due and missing.

        due: The last day on which a period may end for its result to be due; all are due where not given.
    """
    baseline = [indicator.baseline] if indicator.baseline is not None else []
    plans = [o for o in indicator.planned if o.is_reported or o.value is Missing.TO_BE_DETERMINED]
    days = {o.period.last_day for o in plans}
    planned = _points([*(o for o in baseline if o.is_reported), *plans])
    actual = _points(
        o
        for o in indicator.actuals
        for day in [o.period.last_day]
        if o.is_reported or (day in days and (due is None or day is None or day <= due))
    )
    if (
        len({point.value for point in (*planned, *actual)} - {None}) < 2
        or len({o.unit for o in indicator.series if isinstance(o.value, Decimal)}) > 1
    ):
        return None
    scale = Scale.of([*planned, *actual])
    parts = [
        *_axis(scale, planned, actual),
        *_target(indicator.target, scale),
        *_line(planned, scale, "planned", _square),
        *_line(actual, scale, "actual", _dot),
        *_labels(actual, scale, indicator.target),
    ]
    words = described(indicator.code, {"planned": _pairs(planned), "actual": _pairs(actual)})
    return svg(WIDTH, HEIGHT, words, parts)


def bars_svg(amounts: Mapping[str, Money]) -> str:
    """
    Amounts of one budget as bars from the same zero, as an element of SVG.

    Args:
        amounts: The amounts, in one currency, by their names: "planned", "actual" and "expenses"; hollow bars are
            "planned before" a revision, and the "funding named" in place of an actual amount.
    """
    most = max((amount.nominal for amount in amounts.values()), default=Decimal(0))
    parts = []
    for number, (name, amount) in enumerate(amounts.items()):
        share = float(EXACTLY.divide(amount.nominal, most)) if most > 0 and amount.nominal > 0 else 0.0
        y = number * (BAR + GAP)
        if name in HOLLOW:
            look, inset = f'fill="none" stroke="var(--{HOLLOW[name]})" stroke-width="1.5"', 0.75
        else:
            look, inset = f'fill="var(--{name})"', 0.0
        width, height = max(WIDTH * share - 2 * inset, 0), BAR - 2 * inset
        parts.append(f'<rect x="{inset:g}" y="{y + inset:g}" width="{width:.1f}" height="{height:g}" rx="1.5" {look}/>')
    words = ", ".join(f"{name} {amount.as_printed()}" for name, amount in amounts.items())
    return svg(WIDTH, max(len(amounts), 1) * (BAR + GAP) - GAP, words, parts)


def _points(observations: Iterable[Observation]) -> list[Point]:
    """The values with a date that are numbers, or missing, in order of time."""
    found = []
    for o in observations:
        day = o.period.last_day
        if day is not None and (isinstance(o.value, Decimal) or not is_reported(o.value)):
            value = o.value if isinstance(o.value, Decimal) else None
            found.append(Point(day.toordinal(), value, " ".join(o.raw.split()), str(day.year)))
    return sorted(found, key=lambda point: point.day)


def svg(width: int, height: int, description: str, parts: Sequence[str]) -> str:
    """
    A picture as an element of SVG.

    Args:
        width: Its width in units.

        height: Its height.

        description: The content in words, for those who do not see it.

        parts: Its elements.
    """
    label = escape(description)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>"
    )


def _pairs(points: Sequence[Point]) -> Iterator[tuple[str, str]]:
    return ((point.year, point.text) for point in points)


def _axis(scale: Scale, *series: Sequence[Point]) -> Iterator[str]:
    """The line of zero, with the first and the last year below it."""
    y = scale.y(Decimal(0))
    yield f'<line x1="0" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="var(--line)"/>'
    points = sorted((point for points in series for point in points), key=lambda point: point.day)
    ends = {points[0].day: (points[0].year, "start"), points[-1].day: (points[-1].year, "end")}
    for day, (year, anchor) in ends.items():
        x = scale.x(day) + (-BESIDE if anchor == "start" else BESIDE)
        yield text(x, HEIGHT - 4, year, anchor, "muted")


def _target(target: Observation | None, scale: Scale) -> Iterator[str]:
    """The target as a dashed line with its number."""
    if target is not None and isinstance(target.value, Decimal) and target.period.last_day is not None:
        y = scale.y(target.value)
        yield (
            f'<line x1="0" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="var(--target)" stroke-dasharray="2 4" '
            'stroke-width="1"/>'
        )
        yield text(WIDTH, max(y - 5, 11), f"target {' '.join(target.raw.split())}", "end", "target")


def _line(points: Sequence[Point], scale: Scale, name: str, mark: Callable[..., str]) -> Iterator[str]:
    """A line through the values that are stated, with a mark at each, hollow where it is missing."""
    places = [(scale.x(point.day), scale.y(point.value)) for point in points if point.value is not None]
    if name == "planned":
        places = list(_steps(places))
    if places:
        path = " ".join(f"{x},{y}" for x, y in places)
        yield f'<polyline points="{path}" fill="none" stroke="var(--{name})" stroke-width="1.5"/>'
    for point in points:
        fill = "var(--ground)" if point.value is None else f"var(--{name})"
        yield mark(scale.x(point.day), scale.y(point.value), name, fill)


def _steps(places: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The line as steps: what is planned for the end of a period is the level of all of the period."""
    for number, (x, y) in enumerate(places):
        if number:
            yield places[number - 1][0], y
        yield x, y


def _dot(x: float, y: float, name: str, fill: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{DOT}" fill="{fill}" stroke="var(--{name})"/>'


def _square(x: float, y: float, name: str, fill: str) -> str:
    side = 2 * DOT - 1
    return (
        f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side}" height="{side}" fill="{fill}" '
        f'stroke="var(--{name})"/>'
    )


def _labels(actual: Sequence[Point], scale: Scale, target: Observation | None) -> Iterator[str]:
    """The number of the last actual, beside its dot; below it where the line of the target is there, above the axis."""
    stated = [point for point in actual if point.value is not None]
    if stated:
        last = stated[-1]
        is_late = scale.x(last.day) > WIDTH / 2
        x = scale.x(last.day) + (-7 if is_late else 7)
        y = min(scale.y(last.value) + 4, scale.y(Decimal(0)) - 4)
        if target is not None and isinstance(target.value, Decimal) and abs(scale.y(target.value) - y + 4) < FONT_SIZE:
            y = scale.y(target.value) + FONT_SIZE + 2
        yield text(x, y, last.text, "end" if is_late else "start", "actual")


def text(x: float, y: float, words: str, anchor: str, colour: str, *, halo: bool = True) -> str:
    """
    A text in a picture.

    Args:
        x: The place of its start, middle or end.

        y: The place of its line.

        words: The text.

        anchor: "start", "middle" or "end".

        colour: The name of its colour.

        halo: Draw the ground around the letters, for a text over lines.
    """
    around = ' stroke="var(--ground)" stroke-width="3" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{FONT_SIZE}" fill="var(--{colour})"{around}>'
        f"{escape(words)}</text>"
    )
