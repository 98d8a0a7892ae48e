"""How a drawing is written: with classes for a page, with attributes of its own for a document.

The two say the same: a test compares the roles here with those of the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from corridor.web.design.charts.shapes import Drawing, Shape

SPACE = "http://www.w3.org/2000/svg"
FONTS = "Noto, 'Noto Extended', 'Noto Arabic', 'Noto Sans', 'Noto Sans Arabic', sans-serif"
INK, QUIET, FAINT, STRONG, PAPER = "#16232b", "#52606a", "#dedbd2", "#6f777e", "#ffffff"
COLOURS = ("", "#b3471d", "#0d5877", "#1c6647", "#7a4fa3", "#a8316f", "#52606a")
DASHES = ("", "", "7 3", "2 2.5", "9 3 2 3", "14 4", "5 2 1 2 1 2", "1 4")
HEAT = ("#f3f0e8", "#f6ddcd", "#eab895", "#d98a5c", "#b3471d", "#7a2c0e")

_LETTERS = {"font-size": "12", "fill": QUIET}
ROLES: dict[str, dict[str, str]] = {
    "grid": {"stroke": FAINT},
    "base": {"stroke": STRONG},
    "tick": {"stroke": STRONG},
    "outline": {"fill": "none", "stroke": STRONG},
    "line": {"fill": "none", "stroke": "tone", "stroke-width": "2", "stroke-linejoin": "round"},
    "faint": {"fill": "none", "stroke": "tone", "stroke-width": "1.2", "stroke-linejoin": "round"},
    "sample": {"stroke": "tone", "stroke-width": "2.5"},
    "band": {"fill": "tone", "fill-opacity": "0.2"},
    "inner": {"fill": "tone", "fill-opacity": "0.38"},
    "dot": {"fill": "tone"},
    "past": {"fill": PAPER, "stroke": INK, "stroke-width": "1.2"},
    "bar": {"fill": "tone"},
    "whisker": {"stroke": INK, "stroke-width": "1.5"},
    "estimate": {"fill": "tone", "fill-opacity": "0.45", "stroke": "tone"},
    "missing": {"fill": "#e9e6de"},
    "period": {"fill": "#eef3f5"},
    "mark": {"stroke": INK, "stroke-width": "1.2", "stroke-dasharray": "4 3"},
    "ribbon": {"fill": "tone", "fill-opacity": "0.45"},
    "node": {"fill": INK},
    "scale": _LETTERS,
    "time": _LETTERS,
    "words": {"font-size": "12", "fill": INK},
    "strong": {"font-size": "12", "font-weight": "600", "fill": INK},
    "small": {"font-size": "10", "fill": INK},
    "value": {"font-size": "10", "fill": INK},
    "small-on": {"font-size": "10", "fill": PAPER},
    **{f"heat-{step}": {"fill": colour, "stroke": PAPER} for step, colour in enumerate(HEAT)},
    "gone": {"fill": PAPER, "stroke": STRONG, "stroke-dasharray": "2 2"},
}
FIRST_STRONG, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def on_page(key: str, title: str, description: str, wide: Drawing, narrow: Drawing | None) -> SafeString:
    """Return a drawing for a page: looks by classes, told by its title and its description."""
    widths = [("", wide)] if narrow is None else [("--wide", wide), ("--narrow", narrow)]
    drawn = (
        f'<svg class="chart__drawing{" chart__drawing" + side if side else ""}" viewBox="{_box(drawing)}" role="img" '
        f'aria-labelledby="{key}{side}-title" aria-describedby="{key}{side}-desc">'
        f'<title id="{key}{side}-title">{cleaned(title)}</title>'
        f'<desc id="{key}{side}-desc">{cleaned(description)}</desc>'
        f"{''.join(_element(shape, _classes(shape)) for shape in drawing.shapes)}</svg>"
        for side, drawing in widths
    )
    return mark_safe("".join(drawn))  # noqa: S308  # every word is escaped, every number is ours


def alone(title: str, description: str, drawing: Drawing, *, scale: float = 1) -> str:
    """Return a drawing that stands alone: no class, style sheet, script or address outside of itself."""
    described = (
        f"<title>{cleaned(title)}</title><desc>{cleaned(description)}</desc>"
        f'<rect width="{drawing.width:g}" height="{drawing.height:g}" fill="{PAPER}"/>'
    )
    shapes = "".join(_element(shape, looks(shape).items()) for shape in drawing.shapes)
    width, height = drawing.width * scale, drawing.height * scale
    return (
        f'<svg xmlns="{SPACE}" viewBox="{_box(drawing)}" width="{width:g}" height="{height:g}" '
        f'role="img" direction="ltr" font-family="{FONTS}">{described}{shapes}</svg>'
    )


def _element(shape: Shape, looks: Iterable[tuple[str, str]]) -> str:
    if shape.tag == "/g":
        return "</g>"
    attributes = "".join(f' {name}="{value}"' for name, value in (*looks, *shape.places))
    if shape.tag == "g":
        return f"<g{attributes}>"
    if not shape.text:
        return f"<{shape.tag}{attributes}/>"
    return f"<{shape.tag}{attributes}>{_isolated(shape.text)}</{shape.tag}>"


def _classes(shape: Shape) -> tuple[tuple[str, str], ...]:
    tone = f" chart-tone-{shape.tone}" if shape.tone else ""
    dash = f" chart-dash-{shape.dash}" if shape.dash > 1 else ""
    return (("class", f"chart__{shape.role}{tone}{dash}"),) if shape.role else ()


def looks(shape: Shape) -> dict[str, str]:
    """Return how a shape looks in a document, as attributes of its own."""
    looks = {
        name: COLOURS[shape.tone] if value == "tone" else value for name, value in ROLES.get(shape.role, {}).items()
    }
    if shape.dash > 1:
        looks["stroke-dasharray"] = DASHES[shape.dash]
    return looks


def _isolated(words: str) -> str:
    """Return words that keep their own direction beside others."""
    kept = cleaned(words)
    return kept if kept.isascii() else f"{FIRST_STRONG}{kept}{END}"


def cleaned(words: str) -> str:
    """Return words as XML may carry them: escaped, without what no document may hold."""
    kept = (letter for letter in words if letter in "\t\n" or (letter >= " " and not "\ud800" <= letter <= "\udfff"))
    return escape("".join(letter for letter in kept if letter not in "\x7f\ufffe\uffff"), quote=True)


def _box(drawing: Drawing) -> str:
    return f"0 0 {drawing.width:g} {drawing.height:g}"
