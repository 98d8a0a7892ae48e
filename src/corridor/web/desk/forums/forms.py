"""What an officer may type about a forum, a meeting or a decision, kept as it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict

from corridor.core.commitments.codes import Addressee, Pillar
from corridor.core.forums.codes import Template
from corridor.core.forums.errors import ForumIncomplete
from corridor.core.forums.records import Decision, Meeting, Paper, Point
from corridor.core.forums.rules import MOST_PAPERS, MOST_POINTS
from corridor.web.desk.forums.wording import problem
from corridor.web.desk.pages import FormProblem

Code = TypeVar("Code", bound=StrEnum)

BLANK = 3
"""So many empty rows are offered."""


@dataclass(frozen=True, slots=True)
class SpaceTyped:
    """A forum as it was typed."""

    name: str = ""
    instruments: frozenset[str] = frozenset()
    template: str = Template.REGIONAL.value


@dataclass(frozen=True, slots=True)
class MeetingTyped:
    """A meeting as it was typed; a row of the agenda is its text and the ids of its commitments."""

    on: str = ""
    place: str = ""
    minutes: str = ""
    agenda: tuple[tuple[str, str], ...] = ()
    papers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionTyped:
    """A decision as it was typed."""

    title: str = ""
    paraphrase: str = ""
    addressee: str = Addressee.GOVERNMENTS.value
    pillar: str = ""
    theme: str = ""
    measure: str = ""
    on: str = ""
    due: str = ""
    alike: str = ""
    meeting: str = ""


def space_typed(typed: QueryDict) -> SpaceTyped:
    """Return a forum as it was typed."""
    return SpaceTyped(_said(typed, "name"), frozenset(typed.getlist("instruments")), _said(typed, "template"))


def template_of(typed: SpaceTyped) -> Template:
    """Return the form of report that was chosen.

    Raises:
        ForumIncomplete: It is none.
    """
    found = _code(Template, typed.template)
    if found is None:
        raise ForumIncomplete(fields="template missing")
    return found


def meeting_typed(typed: QueryDict) -> MeetingTyped:
    """Return a meeting as it was typed."""
    return MeetingTyped(
        on=_said(typed, "on"),
        place=_said(typed, "place"),
        minutes=_said(typed, "minutes"),
        agenda=_rows(typed, "agenda", "items", MOST_POINTS),
        papers=_rows(typed, "papers", "reference", MOST_PAPERS),
    )


def _rows(typed: QueryDict, name: str, other: str, most: int) -> tuple[tuple[str, str], ...]:
    pairs = ((_said(typed, f"{name}-{n}"), _said(typed, f"{name}-{n}-{other}")) for n in range(1, most + 1))
    return tuple(pair for pair in pairs if any(pair))


def typed_of(meeting: Meeting) -> MeetingTyped:
    """Return a meeting that was called as its form holds it."""
    return MeetingTyped(
        on=meeting.on.isoformat(),
        place=meeting.place,
        minutes=meeting.minutes,
        agenda=tuple((one.text, " ".join(one.items)) for one in meeting.agenda),
        papers=tuple((one.title, one.reference) for one in meeting.papers),
    )


def meeting_from(typed: MeetingTyped, uid: str = "") -> Meeting:
    """Return the meeting that was typed.

    Raises:
        ForumIncomplete: Its day cannot be read.
    """
    return Meeting(
        uid=uid,
        on=_day(typed.on, "on"),
        place=typed.place,
        agenda=tuple(Point(text, _ids(items)) for text, items in typed.agenda),
        papers=tuple(Paper(title, reference) for title, reference in typed.papers),
        minutes=typed.minutes,
    )


def decision_typed(typed: QueryDict) -> DecisionTyped:
    """Return a decision as it was typed."""
    return DecisionTyped(**{name: _said(typed, name) for name in DecisionTyped.__dataclass_fields__})


def decision_from(typed: DecisionTyped) -> Decision:
    """Return the decision that was typed; its number is given when it is kept.

    Raises:
        ForumIncomplete: A choice is missing, or a day cannot be read.
    """
    addressee, pillar = _code(Addressee, typed.addressee), _code(Pillar, typed.pillar)
    if addressee is None:
        raise ForumIncomplete(fields="addressee missing")
    if pillar is None:
        raise ForumIncomplete(fields="pillar missing")
    return Decision(
        number=0,
        title=typed.title,
        paraphrase=typed.paraphrase,
        addressee=addressee,
        pillar=pillar,
        theme=typed.theme,
        measure=typed.measure,
        on=_day(typed.on, "on"),
        due=_day(typed.due, "due") if typed.due else None,
        alike=_ids(typed.alike),
        meeting=typed.meeting,
    )


def told(refused: ForumIncomplete) -> tuple[FormProblem, ...]:
    """Return what must be corrected, field by field."""
    pairs = (one.split(" ", 1) for one in str(refused.params["fields"]).split(", "))
    return tuple(FormProblem(field, problem(field, why)) for field, why in pairs)


def _said(typed: QueryDict, name: str) -> str:
    return typed.get(name, "").replace("\r\n", "\n").strip()


def _ids(text: str) -> tuple[str, ...]:
    found: Iterable[str] = text.replace(",", " ").split()
    return tuple(dict.fromkeys(found))


def _code(codes: type[Code], text: str) -> Code | None:
    return codes(text) if text in set(codes) else None


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ForumIncomplete(fields=f"{field} {'malformed' if text else 'missing'}") from None
