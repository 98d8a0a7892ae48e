"""A version as PDF: tagged for who cannot see it, its marking and the number of the page on each page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Any

from corridor.web.design.charts import paper

RIGHT_TO_LEFT = frozenset({"ar"})
_LOOK = """
@page {{ size: A4; margin: 24mm 20mm 24mm 20mm;
  @top-center {{ content: "{marking}"; font-size: 8.5pt; font-weight: 600 }}
  @bottom-center {{ content: "{marking}" "\\a {imprint}" "\\a {page} " counter(page) " / " counter(pages);
    white-space: pre-wrap; font-size: 7.5pt }} }}
html {{ font-size: 10.5pt; line-height: 1.5; color: #1d2433 }}
h1 {{ font-size: 20pt; line-height: 1.2; margin: 0 0 3mm; bookmark-level: 1 }}
h2 {{ font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid; bookmark-level: 2 }}
h3 {{ font-size: 11pt; margin: 5mm 0 1mm; break-after: avoid; bookmark-level: 3 }}
h4 {{ font-size: 10.5pt; margin: 3mm 0 1mm; break-after: avoid; bookmark-level: 4 }}
p {{ margin: 0 0 3mm }}
.handling, .small {{ font-size: 8.5pt; color: #444c5c }}
sup {{ font-size: 7pt; line-height: 1 }}
figure {{ margin: 4mm 0; break-inside: avoid }}
figcaption {{ font-weight: 600; margin-bottom: 2mm }}
table {{ border-collapse: collapse; font-size: 8pt; width: 100% }}
th, td {{ border-bottom: 0.3pt solid #9aa3b2; padding: 0.6mm 2mm; text-align: start; font-weight: 400;
  vertical-align: top; white-space: pre-line }}
thead th {{ font-weight: 600 }}
ol {{ margin: 0; padding-inline-start: 6mm; font-size: 8.5pt }}
"""


def to_pdf(document: dict[str, Any]) -> bytes:
    """Return a version as tagged PDF (PDF/UA-1); nothing outside of it is ever read."""
    labels = document["labels"]
    css = _LOOK.format(
        marking=_in_css(document["marking"]), imprint=_in_css(document["imprint"]), page=_in_css(labels["page"])
    )
    return paper.to_pdf(to_html(document), css=css, is_tagged=True)


def _in_css(text: str) -> str:
    """Return a text as the content of a string in a style sheet, whatever stands in it."""
    return "".join(letter if letter.isalnum() else f"\\{ord(letter):x} " for letter in text)


def to_html(document: dict[str, Any]) -> str:
    """Return a version as a page."""
    language, title = escape(document["language"]), escape(document["title"])
    direction = "rtl" if document["language"] in RIGHT_TO_LEFT else "ltr"
    body = [f"<h1>{title}</h1>", f'<p class="handling">{escape(document["sentence"])}</p>']
    body += [_part(part, document["labels"], direction) for part in document["parts"]]
    if document["notes"]:
        notes = "".join(f"<li>{escape(note)}</li>" for note in document["notes"])
        labels = document["labels"]
        body.append(f"<h2>{escape(labels['sources'])}</h2>")
        body.append(f'<p class="small">{escape(labels["about"])}</p><ol>{notes}</ol>')
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body>{''.join(body)}</body></html>"
    )


def _part(part: dict[str, Any], labels: dict[str, str], direction: str) -> str:
    if part["kind"] == "heading":
        rank = part.get("level", 1) + 1
        return f"<h{rank}>{escape(part['text'])}</h{rank}>"
    if part["kind"] == "table":
        return _table(part, direction)
    if part["kind"] == "paragraph":
        sentences = [f"{_told(one['text'], direction)}{_notes(one['notes'])}" for one in part["sentences"]]
        own = {first_direction(one["text"]) for one in part["sentences"]} - {""}
        turned = f' dir="{own.pop()}"' if len(own) == 1 and direction not in own else ""
        return f"<p{turned}>{' '.join(sentences)}</p>"
    caption = " · ".join(word for word in (part["title"], part["unit"]) if word)
    return (
        f"<figure><figcaption>{escape(caption)}{_notes(part['notes'])}</figcaption>{part['html']}</figure>"
        f'<p class="small">{escape(part["description"])}</p>'
        f'<p class="small">{escape(labels["figures"])}</p>{_table(part, direction)}'
    )


def _notes(numbers: Iterable[int]) -> str:
    return "".join(f"<sup>[{number}]</sup>" for number in numbers)


def _told(text: str, direction: str) -> str:
    """Return a text whose lines keep their own direction where it is not that of the document.

    The signs of isolation say so, since the maker of paper does not know an element that would.
    """
    return escape("\n".join(_isolated(line, direction) for line in text.split("\n")))


def _isolated(line: str, direction: str) -> str:
    own = first_direction(line)
    if own in ("", direction):
        return line
    sign = "\N{LEFT-TO-RIGHT ISOLATE}" if own == "ltr" else "\N{RIGHT-TO-LEFT ISOLATE}"
    return f"{sign}{line}\N{POP DIRECTIONAL ISOLATE}"


def _table(part: dict[str, Any], direction: str) -> str:
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in part["head"])
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    told = ([_cell(cell, direction) for cell in row] for row in part["rows"])
    rows = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>' for name, *cells in told
    )
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _cell(text: str, direction: str) -> str:
    """Return what stands in a cell; a line in the other direction is a block, so it keeps its own when it wraps."""
    lines = text.split("\n")
    turned = [first_direction(line) not in ("", direction) for line in lines]
    if not any(turned):
        return _told(text, direction)
    other = "ltr" if direction == "rtl" else "rtl"
    return "".join(
        f'<div dir="{other}">{escape(line)}</div>' if is_turned else f"<div>{escape(line)}</div>"
        for line, is_turned in zip(lines, turned, strict=True)
    )


def first_direction(text: str) -> str:
    """Return the direction of the first letter of a text: ltr, rtl, or nothing where it has no letter.

    What stands between signs of isolation says nothing of the text around it.
    """
    depth = 0
    for kind in map(unicodedata.bidirectional, text):
        depth += (kind in ("LRI", "RLI", "FSI")) - (kind == "PDI")
        if depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return ""


def is_foreign(text: str) -> bool:
    """Return whether a text of a document from right to left begins the other way and has no letter of its own."""
    return first_direction(text) == "ltr" and not {"R", "AL"} & set(map(unicodedata.bidirectional, text))
