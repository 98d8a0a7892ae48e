"""Lays a version out: what it shows, replaces and leaves out at its level, with numbered notes of what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.briefings.codes import Kind, Placed, Version
from corridor.core.briefings.exchange import written
from corridor.core.briefings.rules import filled
from corridor.core.handling.presets import Preset
from corridor.core.handling.records import Marking
from corridor.web.base.accounts.frame import node_name
from corridor.web.design.charts.document import to_html, whole
from corridor.web.design.charts.records import Chart
from corridor.web.design.charts.words import listed
from corridor.web.design.shown import moment
from corridor.web.desk.briefings.figures import Source, marking_of_level
from corridor.web.desk.briefings.queries import Looked, Opened
from corridor.web.desk.statements.presenting import badge_of

WIDTH = 640
"""A chart is so many pixels wide on a sheet of A4."""


@dataclass(frozen=True)
class Laid:
    """A version as it would leave: its document, what it rests on, and what becomes of each part."""

    document: dict[str, Any]
    rests: list[dict[str, Any]]
    marks: tuple[int, ...]
    placed: tuple[tuple[Looked, Placed], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing but headings is left."""
        return all(part["kind"] == Kind.HEADING for part in self.document["parts"])


@dataclass
class Notes:
    """The numbered notes of a version: equal sources are one note."""

    numbers: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def number(self, source: Source) -> int:
        """Return the number of the note that tells of a source; 0 where there is nothing to tell."""
        if not source.key:
            return 0
        if source.key not in self.numbers:
            self.numbers[source.key] = len(self.numbers) + 1
            self.texts.append(source.words)
        return self.numbers[source.key]


def laid_out(officer: Officer, opened: Opened, version: Version, *, now: datetime) -> Laid:
    """Return a version of a briefing as it would leave now."""
    level = opened.level_of(version)
    kept = tuple((one, one.placed(version, level)) for one in opened.parts)
    notes = Notes()
    language = opened.briefing.language
    with override(language):
        parts = _without_bare_headings([part for one, placed in kept for part in _part(one, placed, notes)])
        marking, preset = marking_of_level(officer, level), shelf.presets()[level.value]
        codes = (badge_of(marking, language).code,) if marking.handling else ()
        document = {
            "language": language,
            "title": opened.briefing.title,
            "marking": " · ".join((*codes, preset.labels[language], marking.originator)),
            "sentence": _handled(marking, preset, language),
            "imprint": gettext("Made for %(authority)s, %(function)s, on %(at)s · %(node)s")
            % {
                "authority": officer.reader.authority,
                "function": shelf.functions()[officer.reader.function].labels[language],
                "at": moment(now, language),
                "node": node_name(settings.HOME),
            },
            "labels": {
                "page": gettext("Page"),
                "sources": gettext("Sources"),
                "figures": gettext("The figures as a table"),
                "about": gettext("Each figure stands as its source said it on the day named in the note."),
            },
            "parts": _joined(parts),
            "notes": notes.texts,
        }
    shown = [one for one, placed in kept if placed is Placed.SHOWN]
    return Laid(document, _rests(shown), tuple(sorted({mark for one in shown for mark in one.marks})), kept)


def _handled(marking: Marking, preset: Preset, language: str) -> str:
    """Return what the marking of a version admits, with the purpose where it is for one alone."""
    purposes = shelf.schemes().purposes
    if len(marking.purposes) > 1:
        return preset.meaning[language]
    named = ", ".join(purposes[purpose].labels[language] for purpose in marking.purposes)
    purpose = gettext("Made for: %(purpose)s.") % {"purpose": named}
    return f"{preset.meaning[language]} {purpose}"


def _part(one: Looked, placed: Placed, notes: Notes) -> list[dict[str, Any]]:
    if placed is Placed.LEFT_OUT:
        return []
    kind = one.part.kind
    if placed is Placed.REPLACED:
        return [_sentence(one, one.part.replacement, [])]
    if kind is Kind.HEADING:
        return [{"kind": kind.value, "text": filled(one.part.text, {})}]
    told = [found for found in one.found.values() if found is not None]
    numbers = sorted({number for found in told if (number := notes.number(found.source))})
    if kind is Kind.SENTENCE:
        return [_sentence(one, one.text, numbers)]
    return [_chart(found.chart, numbers) for found in told if found.chart is not None]


def _sentence(one: Looked, text: str, numbers: list[int]) -> dict[str, Any]:
    return {
        "kind": Kind.SENTENCE.value,
        "text": text,
        "notes": numbers,
        "opens": one.row.opens_paragraph,
    }


def _chart(chart: Chart, numbers: list[int]) -> dict[str, Any]:
    drawing = whole(chart)
    return {
        "kind": Kind.CHART.value,
        "title": chart.title,
        "unit": chart.unit,
        "description": listed((chart.description, *chart.notes)),
        "html": to_html(chart, WIDTH),
        "width": WIDTH,
        "height": drawing.height * WIDTH / drawing.width,
        "head": list(chart.table.head),
        "rows": [[row.name, *row.cells] for row in chart.table.rows],
        "notes": numbers,
    }


def _without_bare_headings(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts without headings under which nothing is left: a heading would tell what was left out."""
    following = [*parts[1:], {"kind": Kind.HEADING.value}]
    heading = Kind.HEADING.value
    return [one for one, after in zip(parts, following, strict=False) if (one["kind"], after["kind"]) != (heading,) * 2]


def _joined(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return parts with sentences joined to paragraphs."""
    found: list[dict[str, Any]] = []
    for one in parts:
        if one["kind"] != Kind.SENTENCE:
            found.append(one)
            continue
        sentence = {"text": one["text"], "notes": one["notes"]}
        if found and found[-1]["kind"] == "paragraph" and not one["opens"]:
            found[-1]["sentences"].append(sentence)
        else:
            found.append({"kind": "paragraph", "sentences": [sentence]})
    return found


def _rests(shown: list[Looked]) -> list[dict[str, Any]]:
    """Return what a version rests on: each question behind a figure, what it came to, and its source."""
    return [
        {**written({name: one.part.bindings[name]})[name], "text": found.standing.text, "source": found.source.words}
        for one in shown
        for name, found in one.found.items()
        if found is not None
    ]
