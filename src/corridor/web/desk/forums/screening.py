"""What is wrong with the words of a meeting or a decision: they name bodies, never persons."""

from __future__ import annotations

from collections.abc import Iterator

from corridor.core.forums.records import Decision, Meeting
from corridor.core.forums.rules import LONGEST_TEXT, Problems
from corridor.web.desk.centre.screening import fault_in

NAMES_SOMEBODY = "names-somebody"


def named_in_meeting(meeting: Meeting) -> Problems:
    """Return the fields of a meeting in whose words somebody seems to be named."""
    return _named(
        ("minutes", meeting.minutes),
        ("place", meeting.place),
        *((f"agenda-{number}", point.text) for number, point in enumerate(meeting.agenda, start=1)),
        *((f"papers-{number}", paper.title) for number, paper in enumerate(meeting.papers, start=1)),
        *(
            (f"papers-{number}-reference", paper.reference)
            for number, paper in enumerate(meeting.papers, start=1)
            if "://" not in paper.reference
        ),
    )


def named_in_decision(decision: Decision) -> Problems:
    """Return the fields of a decision in whose words somebody seems to be named."""
    return _named(*((field, getattr(decision, field)) for field in ("title", "paraphrase", "measure")))


def _named(*texts: tuple[str, str]) -> Problems:
    return tuple(_faults(texts))


def _faults(texts: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    for field, text in texts:
        if fault_in(text, longest=LONGEST_TEXT, is_needed=False) == NAMES_SOMEBODY:
            yield field, NAMES_SOMEBODY
