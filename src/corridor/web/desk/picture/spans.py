"""Over which months there is something to step through."""

from __future__ import annotations

from dataclasses import replace

from corridor.core.access.records import Officer
from corridor.core.kernel.text import fold
from corridor.core.picture.records import Question
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.queries import Answer, scene_for


def span_for(officer: Officer, question: Question, answer: Answer | None = None) -> tuple[str, str]:
    """Return the first and last month of what answers a question at any time; "" twice where nothing has a month.

    Args:
        answer: The answer to the same question, where it is known already.
    """
    months = [month.on for month in answer.months if len(month.on) == 7] if answer else []
    if answer is None or question.since or question.until:
        whole = replace(question, place=fold(question.place), since="", until="")
        scene = scene_for(officer, whole)
        months += [thing.strip.day[:7] for thing in scene.things if len(thing.strip.day) >= 7]
        months += facts.first_and_last(officer.reader_class, whole, scene.within)
    return (min(months), max(months)) if months else ("", "")


def suggested(span: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return two periods to begin a comparison with: the last twelve months of a span, and the twelve before them."""
    if not span[1]:
        return ("", ""), ("", "")
    last = int(span[1][:4]) * 12 + int(span[1][5:7]) - 1
    ons = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in (last - 23, last - 12, last - 11, last)]
    return (ons[0], ons[1]), (ons[2], ons[3])
