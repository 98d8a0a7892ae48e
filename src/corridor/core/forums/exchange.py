"""A forum as its host tells it to other nodes. What comes in is hostile until it was read here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from corridor.core.commitments.codes import Addressee, Pillar
from corridor.core.forums.codes import Say, Template
from corridor.core.forums.errors import ForumUnreadable
from corridor.core.forums.records import Decision, Meeting, Member, Paper, Point, Space
from corridor.core.forums.rules import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_TEXT,
    MOST_DECISIONS,
    MOST_INSTRUMENTS,
    MOST_ITEMS,
    MOST_MEETINGS,
    MOST_MEMBERS,
    MOST_PAPERS,
    MOST_POINTS,
)
from corridor.core.kernel.identifiers import is_uid

Code = TypeVar("Code", bound=StrEnum)
Read = TypeVar("Read")

FORM: Final = "1"
LONGEST_CODE: Final = 64

_SPACE: Final = frozenset(
    {
        *("form", "say", "name", "host", "instruments", "template", "opened_on", "closed_on"),
        *("members", "meetings", "decisions"),
    }
)
_MEETING: Final = frozenset({"uid", "on", "place", "agenda", "papers", "minutes"})
_DECISION: Final = frozenset(
    {
        *("number", "title", "paraphrase", "addressee", "pillar", "theme", "measure"),
        *("on", "due", "alike", "meeting"),
    }
)


def space_document(space: Space) -> dict[str, Any]:
    """Return the body of an item that tells how a forum stands."""
    return {
        "form": FORM,
        "say": Say.SPACE.value,
        "name": space.name,
        "host": space.host,
        "instruments": list(space.instruments),
        "template": space.template.value,
        "opened_on": space.opened_on.isoformat(),
        "closed_on": _day_text(space.closed_on),
        "members": [{"authority": one.authority, "name": one.name, "subject": one.subject} for one in space.members],
        "meetings": [meeting_document(one) for one in space.meetings],
        "decisions": [decision_document(one) for one in space.decisions],
    }


def out_document() -> dict[str, Any]:
    """Return the body of an item that tells a node that it is out of a forum, and nothing more."""
    return {"form": FORM, "say": Say.OUT.value}


def meeting_document(one: Meeting) -> dict[str, Any]:
    """Return a meeting as it is kept and sent."""
    return {
        "uid": one.uid,
        "on": one.on.isoformat(),
        "place": one.place,
        "agenda": [{"text": point.text, "items": list(point.items)} for point in one.agenda],
        "papers": [{"title": paper.title, "reference": paper.reference} for paper in one.papers],
        "minutes": one.minutes,
    }


def decision_document(one: Decision) -> dict[str, Any]:
    """Return a decision as it is kept and sent."""
    return {
        "number": one.number,
        "title": one.title,
        "paraphrase": one.paraphrase,
        "addressee": one.addressee.value,
        "pillar": one.pillar.value,
        "theme": one.theme,
        "measure": one.measure,
        "on": one.on.isoformat(),
        "due": _day_text(one.due),
        "alike": list(one.alike),
        "meeting": one.meeting,
    }


def said_in(body: Mapping[str, Any]) -> Say:
    """Return what an item about a forum says; its fields are those and no others.

    Raises:
        ForumUnreadable: It says something else.
    """
    say = body.get("say")
    fields = {Say.SPACE.value: _SPACE, Say.OUT.value: frozenset({"form", "say"})}
    if not isinstance(say, str) or body.get("form") != FORM or frozenset(body) != fields.get(say):
        raise ForumUnreadable(field="say")
    return Say(say)


def space_from(uid: str, body: Mapping[str, Any]) -> Space:
    """Return the forum that an item tells.

    Raises:
        ForumUnreadable: A field is missing, unknown, too long, or not what it must be.
    """
    if not is_uid(uid) or said_in(body) is not Say.SPACE:
        raise ForumUnreadable(field="say")
    space = Space(
        uid=uid,
        name=_text(body, "name", LONGEST_NAME),
        host=_text(body, "host", LONGEST_CODE),
        instruments=_texts(body, "instruments", MOST_INSTRUMENTS),
        template=_one_of(Template, body, "template"),
        opened_on=_day_needed(body, "opened_on"),
        closed_on=_day(body, "closed_on"),
        members=_each(body, "members", MOST_MEMBERS, _member),
        meetings=_each(body, "meetings", MOST_MEETINGS, meeting_from),
        decisions=_each(body, "decisions", MOST_DECISIONS, decision_from),
    )
    _check_whole(space)
    return space


def _check_whole(space: Space) -> None:
    """Refuse what contradicts itself: a member, meeting or decision that stands twice, or belongs to no other."""
    members = [one.authority for one in space.members]
    meetings = [one.uid for one in space.meetings]
    numbers = [one.number for one in space.decisions]
    if not space.name.strip():
        raise ForumUnreadable(field="name")
    if len(set(members)) != len(members):
        raise ForumUnreadable(field="members")
    if len(set(meetings)) != len(meetings) or not all(map(is_uid, meetings)):
        raise ForumUnreadable(field="meetings")
    if numbers != list(range(1, len(numbers) + 1)):
        raise ForumUnreadable(field="decisions")
    if not {one.meeting for one in space.decisions} <= {"", *meetings}:
        raise ForumUnreadable(field="decisions")


def _member(one: Mapping[str, Any]) -> Member:
    _check_fields(one, frozenset({"authority", "name", "subject"}), "members")
    found = Member(_text(one, "authority", LONGEST_CODE), _text(one, "name", LONGEST_LINE), _text(one, "subject", 32))
    if not found.authority or not found.subject:
        raise ForumUnreadable(field="members")
    return found


def meeting_from(one: Mapping[str, Any]) -> Meeting:
    """Return a meeting as it was kept or sent.

    Raises:
        ForumUnreadable: A field is missing, unknown, too long, or not what it must be.
    """
    _check_fields(one, _MEETING, "meetings")
    return Meeting(
        uid=_text(one, "uid", 32),
        on=_day_needed(one, "on"),
        place=_text(one, "place", LONGEST_PLACE),
        agenda=_each(one, "agenda", MOST_POINTS, _point),
        papers=_each(one, "papers", MOST_PAPERS, _paper),
        minutes=_text(one, "minutes", LONGEST_TEXT),
    )


def _point(one: Mapping[str, Any]) -> Point:
    _check_fields(one, frozenset({"text", "items"}), "agenda")
    return Point(_text(one, "text", LONGEST_LINE), _texts(one, "items", MOST_ITEMS))


def _paper(one: Mapping[str, Any]) -> Paper:
    _check_fields(one, frozenset({"title", "reference"}), "papers")
    return Paper(_text(one, "title", LONGEST_LINE), _text(one, "reference", LONGEST_LINE))


def decision_from(one: Mapping[str, Any]) -> Decision:
    """Return a decision as it was kept or sent.

    Raises:
        ForumUnreadable: A field is missing, unknown, too long, or not what it must be.
    """
    _check_fields(one, _DECISION, "decisions")
    number = one["number"]
    if isinstance(number, bool) or not isinstance(number, int):
        raise ForumUnreadable(field="number")
    return Decision(
        number=number,
        title=_text(one, "title", LONGEST_LINE),
        paraphrase=_text(one, "paraphrase", LONGEST_TEXT),
        addressee=_one_of(Addressee, one, "addressee"),
        pillar=_one_of(Pillar, one, "pillar"),
        theme=_text(one, "theme", LONGEST_CODE),
        measure=_text(one, "measure", LONGEST_LINE),
        on=_day_needed(one, "on"),
        due=_day(one, "due"),
        alike=_texts(one, "alike", MOST_ITEMS),
        meeting=_text(one, "meeting", 32),
    )


def _check_fields(one: object, fields: frozenset[str], where: str) -> None:
    if not isinstance(one, Mapping) or set(one) != fields:
        raise ForumUnreadable(field=where)


def _each(body: Mapping[str, Any], key: str, most: int, read: Callable[[Mapping[str, Any]], Read]) -> tuple[Read, ...]:
    found = body[key]
    if not isinstance(found, list) or len(found) > most:
        raise ForumUnreadable(field=key)
    return tuple(read(one) for one in found)


def _text(body: Mapping[str, Any], key: str, longest: int) -> str:
    found = body[key]
    if not isinstance(found, str) or len(found) > longest:
        raise ForumUnreadable(field=key)
    return found


def _texts(body: Mapping[str, Any], key: str, most: int) -> tuple[str, ...]:
    found = body[key]
    if not isinstance(found, list) or len(found) > most:
        raise ForumUnreadable(field=key)
    if not all(isinstance(one, str) and len(one) <= LONGEST_CODE for one in found):
        raise ForumUnreadable(field=key)
    return tuple(found)


def _one_of(codes: type[Code], body: Mapping[str, Any], key: str) -> Code:
    try:
        return codes(body[key])
    except ValueError:
        raise ForumUnreadable(field=key) from None


def _day_text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _day(body: Mapping[str, Any], key: str) -> date | None:
    text = _text(body, key, 10)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ForumUnreadable(field=key) from None


def _day_needed(body: Mapping[str, Any], key: str) -> date:
    found = _day(body, key)
    if found is None:
        raise ForumUnreadable(field=key)
    return found
