"""What the command line tells of requests: the same as the pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.requests.codes import What
from corridor.core.requests.errors import RequestIncomplete, TurnRefused
from corridor.core.requests.records import Said
from corridor.web.base.ledger.actions import record
from corridor.web.desk.requests import actions, queries
from corridor.web.desk.requests.forms import Typed, kind_of, request_from
from corridor.web.desk.requests.reading import Known


def listed(by: Officer, *, now: datetime) -> dict[str, Any]:
    """Tell every request that an officer may read: dangers, those to answer, those that wait, and the rest."""
    found = queries.requests_for(by, now=now)
    parts = {
        "dangers": found.dangers,
        "to_answer": found.to_answer,
        "waiting": found.waiting,
        "ended": found.ended,
    }
    record(Event.PAGE_READ, by=by, now=now, about="command request")
    told = {part: [_told(one, now) for one in rows] for part, rows in parts.items()}
    lines = [
        f"{part.replace('_', ' ')}: {one['request']} {one['kind']} {one['asker']} > {one['asked']} {_when(one)}"
        for part, rows in told.items()
        for one in rows
    ]
    return {"ok": True, **told, "text": "\n".join(lines) or "no requests"}


def shown(by: Officer, uid: str, *, now: datetime) -> dict[str, Any]:
    """Tell one request with its turns.

    Raises:
        NotFound: There is none for this officer.
    """
    one = queries.request_for(by, uid, now=now)
    record(Event.PAGE_READ, by=by, now=now, about=uid)
    turns = [
        {
            "party": turn.party.value,
            "turn": turn.said.what.value,
            "at": turn.at.isoformat(timespec="seconds"),
            "words": turn.said.words,
            "ground": turn.said.ground,
            "reason": turn.said.reason,
            "until": turn.said.until,
            "granted": turn.said.granted,
        }
        for turn in one.turns
    ]
    told = {**_told(one, now), "words": one.request.words, "turns": turns}
    lines = [f"{turn['at']} {turn['party']} {turn['turn']} {turn['words']}".rstrip() for turn in turns]
    return {"ok": True, **told, "text": "\n".join([one.request.words, *lines])}


def asked(
    by: Officer, *, kind: str, fields: dict[str, str], identifiers: Iterable[str], now: datetime
) -> dict[str, Any]:
    """Ask another authority.

    Args:
        fields: The fields of the page's form, by name.
        identifiers: Each as KIND=VALUE.

    Raises:
        RequestIncomplete: A field must be corrected.
    """
    chosen = kind_of(kind)
    if chosen is None:
        raise RequestIncomplete(field="kind", why="unknown")
    pairs = tuple((one.partition("=")[0], one.partition("=")[2]) for one in identifiers)
    made, problems = request_from(Typed(chosen, fields, pairs, tuple(fields.get("distress", "").split())))
    if problems:
        raise RequestIncomplete(field=problems[0].field, why="malformed")
    return {"ok": True, "request": actions.ask(by=by, request=made, now=now)}


def turned(by: Officer, uid: str, what: str, said: dict[str, str], *, now: datetime) -> dict[str, Any]:
    """Take a turn of a request.

    Raises:
        TurnRefused: There is no such turn, or not now.
    """
    if what not in set(What):
        raise TurnRefused(why="not-for-this-kind")
    actions.take_turn(by=by, uid=uid, said=Said(What(what), **said), now=now)
    return {"ok": True, "request": uid, "turn": what}


def _told(one: Known, now: datetime) -> dict[str, Any]:
    due = one.due_at
    return {
        "request": one.row.uid,
        "kind": one.request.kind.value,
        "asker": one.row.asker,
        "asked": one.row.asked,
        "case": one.request.case,
        "stage": one.state.stage.value,
        "due": due.isoformat(timespec="seconds") if due is not None else None,
        "overdue": one.is_overdue(now),
    }


def _when(one: dict[str, Any]) -> str:
    if one["overdue"]:
        return f"{one['stage']}, overdue since {one['due']}"
    return f"{one['stage']}, due {one['due']}" if one["due"] else str(one["stage"])
