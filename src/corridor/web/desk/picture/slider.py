"""The months that a reader can step through, by slider or by links."""

from __future__ import annotations

from django.utils.translation import gettext

from corridor.core.picture.records import Question
from corridor.web.design.shown import day
from corridor.web.design.timeline import consecutive
from corridor.web.desk.pages.course import Slider, Step
from corridor.web.desk.picture.addresses import address

MOST_MONTHS = 240
"""A longer span is stepped through by years."""


def slider_of(question: Question, first: str, last: str, language: str) -> Slider | None:
    """Return the slider over the span of what answers a question at any time; nothing where there is no span."""
    if not first or first == last:
        return None
    ons = consecutive(first, last)
    if len(ons) > MOST_MONTHS:
        ons = consecutive(first[:4], last[:4])
    chosen = question.since if question.since == question.until else ""
    steps = tuple(
        Step(on=on, label=day(on, language), url=address(question, since=on, until=on), chosen=on == chosen)
        for on in ons
    )
    position = ons.index(chosen) if chosen in ons else -1
    return Slider(
        steps=steps,
        position=position,
        label=steps[position].label if position >= 0 else gettext("The whole period"),
        previous_url=steps[position - 1].url if position > 0 else "",
        next_url=steps[position + 1].url if position + 1 < len(steps) else "",
        whole_url=address(question, since="", until=""),
    )
