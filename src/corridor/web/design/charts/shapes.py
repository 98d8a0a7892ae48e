"""What a drawing is made of: a few plain shapes, each with a role that decides how it looks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TONES = 6
DASHED = 7

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One element: its geometry as attributes, what it stands for, and its text.

    `tone` is the number of a colour from 1, `dash` the number of a pattern from 1; 0 for none.
    """

    tag: str
    role: str
    places: tuple[tuple[str, str], ...]
    text: str = ""
    tone: int = 0
    dash: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a ground of this size, in the order in which they are drawn."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = ()


def tone_of(index: int) -> int:
    """Return the colour of the series with this index."""
    return index % TONES + 1


def dash_of(index: int) -> int:
    """Return the pattern of the series with this index; no two of the first 42 share colour and pattern."""
    return index % DASHED + 1


def written(value: float) -> str:
    """Return a coordinate to a tenth, as short as it can be written."""
    return _tenths(round(value * 10))


def path(role: str, pairs: Sequence[Pair], *, closed: bool = False, tone: int = 0, dash: int = 0) -> Shape:
    """Return a polyline, or the area that it encloses."""
    return Shape("path", role, (("d", outline(pairs) + ("z" if closed else "")),), tone=tone, dash=dash)


def outline(pairs: Sequence[Pair]) -> str:
    """Return the way along some points: the first from the corner, each other from the one before it."""
    steps = [(round(x * 10), round(y * 10)) for x, y in pairs]
    first, rest = steps[0], steps[1:]
    moves = []
    for (x0, y0), (x, y) in zip(steps, rest, strict=False):
        across, down = _tenths(x - x0), _tenths(y - y0)
        moves.append(f"{across}{'' if down.startswith('-') else ' '}{down}")
    return f"M{_tenths(first[0])} {_tenths(first[1])}" + (f"l{' '.join(moves)}" if moves else "")


def line(role: str, start: Pair, end: Pair, *, tone: int = 0, dash: int = 0) -> Shape:
    """Return a straight line."""
    places = (("x1", start[0]), ("y1", start[1]), ("x2", end[0]), ("y2", end[1]))
    return Shape("line", role, _places(places), tone=tone, dash=dash)


def strokes(role: str, ends: Sequence[tuple[Pair, Pair]]) -> Shape:
    """Return several straight lines of one look as one shape."""
    return Shape("path", role, (("d", "".join(outline(pair) for pair in ends)),))


def rect(role: str, x: float, y: float, width: float, height: float, *, tone: int = 0) -> Shape:
    """Return a rectangle."""
    return Shape("rect", role, _places((("x", x), ("y", y), ("width", width), ("height", height))), tone=tone)


def dot(role: str, x: float, y: float, radius: float = 2.5, *, tone: int = 0) -> Shape:
    """Return a small disc."""
    return Shape("circle", role, _places((("cx", x), ("cy", y), ("r", radius))), tone=tone)


def text(role: str, x: float, y: float, words: str, *, anchor: str = "start", tone: int = 0) -> Shape:
    """Return words; `anchor` says whether they start, end or have their middle at `x`."""
    places = _places((("x", x), ("y", y)))
    return Shape("text", role, (*places, *((("text-anchor", anchor),) if anchor != "start" else ())), words, tone)


def width_of(words: str, size: float = 12) -> float:
    """Return about how wide words are; a little too wide rather than too narrow."""
    return sum(_share(letter) for letter in words) * size


def cut(words: str, width: float, size: float = 12) -> str:
    """Return words that fit a width, with an ellipsis where something was left out."""
    if width_of(words, size) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def apart(wanted: Sequence[float], *, least: float, top: float, base: float) -> tuple[float, ...]:
    """Return heights near those wanted, in the same order, so far from each other, and inside where they can be."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: dict[int, float] = {}
    at = top - least
    for index in order:
        at = max(wanted[index], at + least)
        placed[index] = at
    limit = base
    for index in reversed(order):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - least
    return tuple(placed[index] for index in range(len(wanted)))


def _share(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in "ijl.,:;'|!()[] ":
        return 0.33
    return 0.7 if letter.isupper() or letter in "mw%—…" else 0.57


def _places(pairs: Iterable[tuple[str, float]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, written(value)) for name, value in pairs)


def _tenths(value: int) -> str:
    sign, whole, rest = "-" if value < 0 else "", abs(value) // 10, abs(value) % 10
    return f"{sign}{whole}" if not rest else f"{sign}{whole or ''}.{rest}"


def below(upper: Drawing, lower: Drawing, *, gap: float = 10) -> Drawing:
    """Return one drawing with another under it."""
    moved = Shape("g", "", (("transform", f"translate(0 {upper.height + gap:g})"),))
    width, height = max(upper.width, lower.width), upper.height + gap + lower.height
    return Drawing(width, height, (*upper.shapes, moved, *lower.shapes, Shape("/g", "", ())))
