"""The page that shows every component in its states, in both directions: what a new page is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from corridor.web.design.charts.samples import charts
from corridor.web.design.frame import Acting, Imprint, OwnBadge
from corridor.web.design.pieces import Choice, FormProblem, PageLink, Pagination
from corridor.web.design.timeline import Period, timeline

FOLDER = "design/components/"
LONG = "Northern crossing by way of the old freight yard and the net sheds at the river mouth (invented) " * 2
ARABIC = "المعبر الشمالي (مخترع)"
SIDES = ("ltr", "rtl")
REFERRING = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby|href)=")(#?[a-zA-Z_][\w-]*)"')


@dataclass(frozen=True)
class Sample:
    """A component in one of its states, as it is drawn in each direction."""

    state: str
    drawn: Mapping[str, SafeString]


SHOWN = 2
"""So many charts are shown, in both directions: all of them would weigh more than a page may."""


@dataclass(frozen=True)
class Piece:
    """A component by the name of its file, and its states."""

    name: str
    samples: tuple[Sample, ...]


@dataclass(frozen=True)
class ShowcasePage:
    """Every component, by name."""

    pieces: tuple[Piece, ...]
    sides: tuple[str, ...] = SIDES


@dataclass(frozen=True)
class _State:
    name: str
    context: dict[str, Any] = field(default_factory=dict)


@require_safe
def showcase(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    pieces = tuple(
        Piece(name, tuple(_drawn(request, name, state, number) for number, state in enumerate(states)))
        for name, states in sorted(_states().items())
    )
    return render(request, "design/showcase.html", {"page": ShowcasePage(pieces)})


def _drawn(request: HttpRequest, name: str, state: _State, number: int) -> Sample:
    drawn = {}
    for side in SIDES:
        html = render_to_string(f"{FOLDER}{name}.html", state.context, request)
        # The page draws everything twice and more: what refers to a part of a sample refers to that of the same sample.
        told_apart = REFERRING.sub(rf'\g<1>\g<2>-{name}-{number}-{side}"', html)
        drawn[side] = mark_safe(told_apart)  # noqa: S308  # what our own templates wrote of the values of this module
    return Sample(state.name, drawn)


class _SampleForm(forms.Form):
    """A form with one field of each look."""

    place = forms.CharField(label="Place", help_text="As the witness said it", max_length=80)
    kind = forms.ChoiceField(label="Kind", choices=[("shipwreck", "Shipwreck"), ("rescue", "Rescue")])


def _form(values: dict[str, str] | None = None) -> _SampleForm:
    form = _SampleForm(values, auto_id="show-%s")
    if values is not None:
        form.add_error(None, gettext("Go back, correct the form and send it again."))
    return form


def _states() -> dict[str, tuple[_State, ...]]:
    """Return every component with its states; the test of this page names the one that was forgotten."""
    usual, long, empty, wrong = gettext("usual"), gettext("long text"), gettext("empty"), gettext("with an error")
    own = OwnBadge(
        gettext("Own authority"), "XA-POL", gettext("Stays with %(authority)s.") % {"authority": "XA-POL"}, "closed"
    )
    green = OwnBadge("TLP:GREEN · H1", "XB-CGD", "XB-CGD", "green")
    acting = Acting("Ilsa Vorn", "XA-POL", "Police of XA", "analyst", "operational analysis", "1", "#", "", "#")
    imprint = Imprint("14 Mar 2026, 09:30 UTC", "#", (own, green), ("Series A (invented)", LONG), 3)
    choices = (Choice("a", "Lorry", True), Choice("b", ARABIC))
    return {
        **_of_forms(usual, empty, wrong, long, choices),
        **_of_lists(usual, empty, long),
        "chart": tuple(_State(chart.title, {"chart": chart}) for chart in islice(charts(), SHOWN)),
        "capacity": (_State(usual, {"acting": acting}),),
        "grade": tuple(
            _State(name, {"grade": SimpleNamespace(code="B2", label=label, scheme="Admiralty 6x6"), "in_full": full})
            for name, label, full in ((usual, "Usually reliable; probably true", False), (long, LONG, True))
        ),
        "imprint_head": (_State(usual, {"imprint": imprint, "acting": acting}),),
        "imprint_foot": (_State(usual, {"imprint": imprint, "acting": acting}),),
        "marking": tuple(
            _State(badge.tone, {"marking": badge})
            for badge in (own, green, *(OwnBadge(f"TLP:{t.upper()}", "", "", t) for t in ("clear", "amber", "red")))
        ),
        "not_for_paper": (_State(usual),),
        "refusal": (
            _State(
                usual, {"code": "403", "title": gettext("Not permitted"), "what": LONG, "hint": "", "request_id": "a1"}
            ),
        ),
        "tag": tuple(
            _State(tone, {"label": "Caldra", "tone": tone}) for tone in ("neutral", "good", "attention", "stopped")
        ),
        "tour_offer": (_State(usual, {"tour_url": "#"}),),
    }


def _of_forms(
    usual: str, empty: str, wrong: str, long: str, choices: tuple[Choice, ...]
) -> dict[str, tuple[_State, ...]]:
    problems = (FormProblem("show-place", LONG), FormProblem("", ARABIC))
    plain = {"id": "show-field", "name": "place", "label": "Place", "value": ARABIC, "hint": "As the witness said it"}

    new, bad = _form(), _form({"place": "", "kind": "x"})

    return {
        "error_summary": (_State(wrong, {"problems": problems, "prefix": ""}),),
        "field": (
            _State(usual, plain),
            _State(wrong, {**plain, "id": "show-wrong", "value": "", "problem": LONG}),
            _State(long, {**plain, "id": "show-choice", "choices": choices, "empty": empty}),
        ),
        "form_field": (
            _State(usual, {"field": new["place"]}),
            _State(wrong, {"field": bad["place"]}),
        ),
        "form_fields": (
            _State(usual, {"form": new}),
            _State(wrong, {"form": bad}),
        ),
        "form_problems": (_State(wrong, {"form": bad}),),
        "keeps": (_State(usual),),
        "shown_for": (_State(usual),),
    }


def _of_lists(usual: str, empty: str, long: str) -> dict[str, tuple[_State, ...]]:
    figures = [
        SimpleNamespace(label="Dead", low=14, high=17, note="", main=True),
        SimpleNamespace(label=LONG, low=None, high=None),
    ]
    periods = [Period(f"2026-{month:02}", month * 3, month * 4) for month in range(1, 13)]
    drawn = [timeline(some, measure="Dead") for some in (periods, [])]
    counts = SimpleNamespace(accepted=1204, rejected=3, unchanged=0, revised=12)
    rejects = [SimpleNamespace(line=17, column="fecha", reason=LONG, hint=ARABIC, code="imports.E12")]
    links = (PageLink(1, "#"), PageLink(2, "#", True), PageLink(0), PageLink(40, "#"))
    chart = SimpleNamespace(url="", coast_url="", bounds="", drawn=12, without_point=3, has_legs=True, has_marks=True)
    return {
        "counts": (_State(usual, {"counts": counts}),),
        "empty": (_State(usual, {"title": LONG, "hint": ARABIC, "url": "#", "action": "Caldra"}),),
        "figures": (_State(usual, {"figures": figures[:1]}), _State(long, {"figures": figures})),
        "map": (_State(empty, {"map": chart, "label": "Caldra", "measure": "Dead"}),),
        "pagination": (_State(usual, {"pagination": Pagination(31, 60, 1204, links, "#", "#")}),),
        "progress": (
            _State(usual, {"progress": SimpleNamespace(label=ARABIC, done=40, total=100, percent=40)}),
            _State(empty, {"progress": SimpleNamespace(label="Series A", done=0, total=0, percent=0)}),
        ),
        "rejects": (_State(usual, {"rejects": rejects}),),
        "timeline": tuple(_State(name, {"timeline": one}) for name, one in zip((usual, empty), drawn, strict=False)),
    }


def names() -> Iterator[str]:
    """Yield the components that the page shows, by the names of their files."""
    yield from _states()
