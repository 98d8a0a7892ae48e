"""What the command line does and tells of matching: the same as the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.matching.codes import Domain
from corridor.core.matching.rules import false_hits
from corridor.web.base.ledger.actions import record
from corridor.web.desk.matching import actions, queries, targets


def prepared(by: Officer, *, authority: str, purpose: str, now: datetime) -> dict[str, Any]:
    """Make a set for another authority: of what may be matched for a purpose, or of the targets."""
    if purpose == Domain.TARGETS.value:
        targets.join(by=by, authority=authority, now=now)
    else:
        actions.make_set(by=by, authority=authority, purpose=purpose, now=now)
    return listed(by, now=now)


def asked(by: Officer, *, owner: str, case: str, things: Sequence[str], now: datetime) -> dict[str, Any]:
    """Ask another authority about things; the answer comes by letter, and `list` shows it."""
    uid = actions.ask(by=by, owner=owner, case=case, things=things, now=now)
    return {"question": uid, **listed(by, now=now)}


def listed(by: Officer, *, now: datetime) -> dict[str, Any]:
    """Tell of the sets and questions that concern an officer; each part where the function carries it."""
    told: dict[str, Any] = {"ok": True, "sets": [], "asked_of_us": [], "questions": []}
    if Permission.MATCH_KEEP in by.permissions:
        told["sets"] = [
            {"set": row.uid, "for": row.authority, "of": row.domain, "purpose": row.purpose, "size": row.size}
            for row in queries.own_sets(by)
        ]
        told["asked_of_us"] = [
            {"by": row.authority, "case": row.case_digest, "keys": row.keys, "hits": row.hits, "result": row.result}
            for row in queries.asked_of(by)
        ]
    if Permission.MATCH_ASK in by.permissions:
        told["questions"] = [
            {
                "question": row.uid,
                "owner": row.owner,
                "case": row.case,
                "keys": row.keys,
                "result": row.result,
                "hits": row.hits,
                "false_hits_expected": false_hits(keys=row.keys, size=row.size),
                "found": [
                    {
                        "key": hit.key.written,
                        "thing": hit.row.thing,
                        "told": hit.row.telling,
                        "reference": hit.row.reference,
                    }
                    for hit in queries.hits_of(by, row)
                ],
            }
            for row in queries.questions_for(by)
        ]
    record(Event.PAGE_READ, by=by, now=now, about="command match")
    lines = [f"for {one['for']}: {one['of']}, {one['purpose']}, looks like {one['size']}" for one in told["sets"]]
    lines += [f"{one['by']} asked for {one['keys']} keys: {one['result']}" for one in told["asked_of_us"]]
    lines += [f"{one['case']} at {one['owner']}: {_hits(one)}" for one in told["questions"]]
    return {**told, "text": "\n".join(lines) or "nothing was matched"}


def _hits(question: Mapping[str, Any]) -> str:
    return f"{question['hits']} hits of {question['keys']}" if question["result"] else "waits for an answer"
