"""What the command `basis` does: find a legal basis, read in a list, write an agreement down, confirm, end."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from corridor.core.bases.codes import Form, Measure
from corridor.core.bases.errors import InstrumentIncomplete, StatusIncomplete, TableUnreadable
from corridor.core.bases.exchange import LONGEST_TABLE
from corridor.core.bases.records import Instrument, Reason
from corridor.core.kernel.identifiers import is_uid
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.partners import instruments, queries, writing

LAWYER = "legal-officer"


def basis(chosen: argparse.Namespace) -> Answer:
    """Carry out one part of the command."""
    return DOES[chosen.what](chosen)


def _find(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    by = officer_acting(chosen, now, function="overseer")
    states = [name.upper() for name in chosen.names]
    if len(states) == 1:
        states = [queries.own_country(), *states]
    measure = _measure(chosen.measure[0] if chosen.measure else "")
    if len(states) != 2 or not set(states) <= instruments.states():
        raise StatusIncomplete(field="state")
    on = _day(chosen.on, "on") if chosen.on else now.date()
    answer = instruments.answer_for(by, states[0], states[1], on=on, measure=measure)
    found = [
        {
            "code": one.instrument.code,
            "article": one.article,
            "since": str(one.since or ""),
            "as_of": str(one.as_of or ""),
            "reservations": [f"{state} {held.article}" for state, held in one.reservations],
            "invented": one.instrument.is_invented,
        }
        for one in answer.bases
    ]
    others = [{"code": one.instrument.code, "why": list(map(_why, one.reasons))} for one in answer.others]
    bars = [
        {"code": one.instrument.code, "article": one.article, "binds": list(one.states), "unknown": list(one.unknown)}
        for one in answer.bars
    ]
    return {"ok": True, "on": str(on), "bases": found, "no_bases": others, "forbids": bars}


def _why(one: Reason) -> str:
    return " ".join(filter(None, (str(one.why), one.state, one.which, str(one.on or ""))))


def _list(chosen: argparse.Namespace) -> Answer:
    own, sheets = instruments.kept_for(officer_acting(chosen, timezone.now(), function="overseer"))
    return {
        "ok": True,
        "instruments": [{"uid": one.uid, "code": one.code, "counts": bool(one.confirmed_by)} for one in own],
        "sheets": [
            {
                "uid": one.uid,
                "instrument": one.instrument,
                "as_of": str(one.as_of),
                "states": len(one.statuses),
                "counts": bool(one.confirmed_by),
            }
            for one in sheets
        ],
    }


def _load(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    by = officer_acting(chosen, now, function=LAWYER)
    path = Path(chosen.names[0]) if chosen.names else Path()
    if not path.is_file() or path.stat().st_size > LONGEST_TABLE:
        raise TableUnreadable(why="no-file-of-that-kind", line=0)
    read = writing.read_in(
        by=by,
        instrument=chosen.instrument,
        written=path.read_text("utf-8", "replace"),
        as_of=_day(chosen.as_of, "as_of"),
        source=chosen.source,
        now=now,
    )
    return {
        "ok": True,
        "states": len(read.statuses),
        "lines_not_recognised": list(read.not_recognised),
        "lines_out_of_order": list(read.out_of_order),
        "state": "waits for a second person",
    }


def _add(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    one = Instrument(
        code=chosen.instrument,
        form=next((form for form in Form if form == chosen.form), Form.AGREEMENT),
        title=chosen.title,
        measures={_measure(measure): chosen.article for measure in chosen.measure},
        source=chosen.source,
        in_force_on=_day(chosen.since, "in_force_on"),
        ended_on=_day(chosen.on, "ended_on") if chosen.on else None,
        parties=frozenset(name.upper() for name in chosen.names),
    )
    uid = writing.add_instrument(by=officer_acting(chosen, now, function=LAWYER), one=one, now=now)
    return {"ok": True, "uid": uid, "state": "waits for a second person"}


def _confirm(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    by, uid = officer_acting(chosen, now, function="overseer"), _uid(chosen)
    carry_out = writing.confirm_instrument if instruments.is_instrument(uid) else writing.confirm_sheet
    carry_out(by=by, uid=uid, now=now)
    return {"ok": True, "uid": uid, "state": "counts"}


def _end(chosen: argparse.Namespace) -> Answer:
    now = timezone.now()
    by, uid = officer_acting(chosen, now, function=LAWYER), _uid(chosen)
    if instruments.is_instrument(uid):
        writing.end_instrument(by=by, uid=uid, on=_end_day(chosen, now), now=now)
    else:
        writing.withdraw_sheet(by=by, uid=uid, now=now)
    return {"ok": True, "uid": uid, "state": "ended"}


def _end_day(chosen: argparse.Namespace, now: datetime) -> date:
    return _day(chosen.on, "ended_on") if chosen.on else now.date()


DOES: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "find": _find,
    "list": _list,
    "load": _load,
    "add": _add,
    "confirm": _confirm,
    "end": _end,
}


def _measure(written: str) -> Measure:
    found = next((one for one in Measure if one == written), None)
    if found is None:
        raise InstrumentIncomplete(field="measures")
    return found


def _day(written: str, field: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise StatusIncomplete(field=field) from wrong


def _uid(chosen: argparse.Namespace) -> str:
    return next((name for name in chosen.names if is_uid(name)), "")
