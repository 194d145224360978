"""Charts as SVG, made on the server: told by title and description, by colour and by pattern, without a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

WIDTH: Final = 360
"""The width of every chart in its own units; a telephone shows it at its size, a wide page larger."""

_ROW: Final = 40
_BAR: Final = 16
_PLOT: Final = 140
_LEFT: Final = 46
_LINES: Final = 4
"""How many lines there are that differ in their colours, their strokes and their marks."""
_PATTERNS: Final = (
    "",
    '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6"/>',
    '<path d="M0 4h8"/>',
    '<path d="M4 0v8"/>',
    '<circle cx="4" cy="4" r="1.5"/>',
)
"""What lies over the colour of each series, the first of which is plain."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it says, how long it is, and the number as people write it."""

    label: str
    value: int
    shown: str


@dataclass(frozen=True, slots=True)
class Series:
    """Some columns that belong together: what they say, and how high each is."""

    label: str
    values: Sequence[int]


def bars(name: str, title: str, description: str, rows: Sequence[Bar]) -> Markup:
    """Return bars beneath each other, each with its own words and number above it."""
    most = max((bar.value for bar in rows), default=0) or 1
    drawn = Markup("").join(
        _bar(name, position, bar, round(bar.value / most * (WIDTH - 2), 1)) for position, bar in enumerate(rows)
    )
    return _chart(name, title, description, len(rows) * _ROW, drawn, len(rows))


def columns(name: str, title: str, description: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Return columns beside each other, those of one label next to each other, on one scale from nought."""
    most = max((value for one in series for value in one.values), default=0) or 1
    step = (WIDTH - _LEFT) / max(len(labels), 1)
    width = step * 0.8 / max(len(series), 1)
    drawn = [_axis(most)]
    for number, one in enumerate(series):
        for position, value in enumerate(one.values):
            height = round(value / most * _PLOT, 1)
            left = round(_LEFT + position * step + number * width, 1)
            drawn.append(_filled(name, number, left, round(_PLOT + 10 - height, 1), round(width, 1), height))
    drawn += [
        Markup('<text x="{}" y="{}">{}</text>').format(round(_LEFT + position * step, 1), _PLOT + 26, label)
        for position, label in enumerate(labels)
        if position % 3 == 0
    ]
    drawn += [_key(name, number, one) for number, one in enumerate(series)]
    height = _PLOT + 36 + 22 * len(series)
    return _chart(name, title, description, height, Markup("").join(drawn), len(series))


def lines(name: str, title: str, description: str, days: Sequence[date], series: Sequence[Series]) -> Markup:
    """Return lines over the days that their values are of, which lie as far apart as they are, on one scale."""
    most = max((value for one in series for value in one.values), default=0) or 1
    first, span = (days[0], (days[-1] - days[0]).days or 1) if days else (None, 1)
    across = [round(_LEFT + 4 + (day - first).days / span * (WIDTH - _LEFT - 8), 1) for day in days if first]
    drawn = [_axis(most)]
    for number, one in enumerate(series):
        points = [(x, round(_PLOT + 10 - value / most * _PLOT, 1)) for x, value in zip(across, one.values, strict=True)]
        drawn += [_line(number, points), *(_mark(number, x, y) for x, y in points)]
        top = _PLOT + 41 + 22 * number
        drawn += [_line(number, [(1, top), (25, top)]), _mark(number, 13, top)]
        drawn.append(Markup('<text x="32" y="{}">{}</text>').format(top + 5, one.label))
    words = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')
    ends = [(_LEFT, "start", days[0]), (WIDTH, "end", days[-1])] if days else []
    drawn += [words.format(x, _PLOT + 26, anchor, day.isoformat()) for x, anchor, day in ends[: len(set(days))]]
    return _chart(name, title, description, _PLOT + 36 + 22 * len(series), Markup("").join(drawn), 0)


def _line(number: int, points: Sequence[tuple[float, float]]) -> Markup:
    told = " ".join(f"{x} {y}" for x, y in points)
    return Markup('<polyline class="line l{}" points="{}"/>').format(number % _LINES, told)


def _mark(number: int, x: float, y: float) -> Markup:
    """Return the mark of a series at a point: circle, square, triangle or rhombus."""
    shapes = ("m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0", "m-3-3h6v6h-6z", "m-4 3h8l-4-7z", "m-4 0l4-4 4 4-4 4z")
    place = Markup('<path class="mark l{}" d="M{} {}{}"/>')
    return place.format(number % _LINES, x, y, shapes[number % _LINES])


def _bar(name: str, position: int, bar: Bar, length: float) -> Markup:
    top = position * _ROW
    words = Markup('<text x="0" y="{0}">{1}</text><text x="{2}" y="{0}" text-anchor="end" class="figure">{3}</text>')
    return words.format(top + 14, bar.label, WIDTH, bar.shown) + _filled(name, position, 1, top + 19, length, _BAR)


def _filled(name: str, number: int, left: float, top: float, width: float, height: float) -> Markup:
    number %= len(_PATTERNS)
    place = Markup('x="{}" y="{}" width="{}" height="{}"').format(left, top, width, height)
    plain = Markup('<rect {} class="s{}"/>').format(place, number)
    over = Markup('<rect {} fill="url(#{}-{})" class="over"/>').format(place, name, number)
    return plain + over if number else plain


def _axis(most: int) -> Markup:
    line = Markup('<path class="axis" d="M{0} 10H{1}M{0} {2}H{1}"/>').format(_LEFT, WIDTH, _PLOT + 10)
    numbers = Markup(
        '<text x="{0}" y="15" text-anchor="end">{1}</text><text x="{0}" y="{2}" text-anchor="end">0</text>'
    )
    return line + numbers.format(_LEFT - 4, most, _PLOT + 14)


def _key(name: str, number: int, one: Series) -> Markup:
    top = _PLOT + 34 + 22 * number
    return _filled(name, number, 1, top, 18, 14) + Markup('<text x="26" y="{}">{}</text>').format(top + 12, one.label)


def _chart(name: str, title: str, description: str, height: int, drawn: Markup, series: int) -> Markup:
    patterns = Markup("").join(
        Markup('<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">{}</pattern>').format(
            name,
            number,
            Markup(_PATTERNS[number]),  # noqa: S704 a constant of this module
        )
        for number in range(1, min(series, len(_PATTERNS)))
    )
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{n}-title {n}-desc">'
        '<title id="{n}-title">{title}</title><desc id="{n}-desc">{description}</desc>'
        "<defs>{patterns}</defs>{drawn}</svg>"
    ).format(w=WIDTH, h=height, n=name, title=title, description=description, patterns=patterns, drawn=drawn)
