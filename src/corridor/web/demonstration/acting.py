"""Lets the invented officers of one node of the route act there, in a process of its own, told line by line what to do.

`python -m corridor.web.demonstration.acting HOME CODE`: each line on the input is a step as JSON, and is answered by a
line. Nothing is done here that officers could not do on the pages.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

Step = Mapping[str, Any]
Told = dict[str, Any]


def found(step: Step, code: str, now: datetime) -> Told:
    """Make the node with its authorities and officers; what an interrupted start left is made anew."""
    from django.conf import settings

    from corridor.core.access.codes import Zone
    from corridor.demo.route import node_of
    from corridor.web.demonstration import founding

    node = node_of(code)
    (settings.HOME / "demonstration").write_text("", encoding="ascii")
    founding.clear(settings.HOME, Zone.DESK)
    founding.found(node.authorities, node.officers, name=node.name, now=now)
    return {}


def card(step: Step, code: str, now: datetime) -> Told:
    """Return the node's card, with the address at which it will be served, and its fingerprint."""
    from corridor.core.doors.exchange import card_from, fingerprint
    from corridor.demo.route import node_of
    from corridor.web.desk.cards import actions

    written = actions.own_card_read(by=_by(node_of(code).administrator, now), origin=step["origin"], now=now)
    return {"card": written.decode(), "fingerprint": fingerprint(card_from(written)[0])}


def know(step: Step, code: str, now: datetime) -> Told:
    """Accept another node's card, as an administrator and an overseer would who compared the fingerprint by telephone.

    A legal officer signs that nothing of persons goes there, and the overseer confirms it.
    """
    from corridor.core.partners.codes import Content
    from corridor.core.partners.records import Ceiling
    from corridor.demo.route import node_of
    from corridor.web.desk.cards import actions as cards
    from corridor.web.desk.partners import actions as partners

    node, other, same = node_of(code), step["code"], step["fingerprint"]
    overseer = _by(node.overseer, now)
    cards.bring_card(by=_by(node.administrator, now), written=step["card"].encode(), fingerprint=same, now=now)
    cards.confirm_card(by=overseer, code=other, fingerprint=same, now=now)
    ceiling = Ceiling(
        contents=frozenset({Content.NON_PERSONAL}),
        purposes=frozenset({"operational-analysis", "detection-and-investigation", "search-and-rescue"}),
        measure="",
        basis="",
        until=now.date() + timedelta(days=365),
        reference=f"Sharing arrangement {code} and {other} (invented)",
    )
    uid = partners.sign_ceiling(by=_by(node.legal_officer, now), partner=other, one=ceiling, now=now)
    partners.confirm_ceiling(by=overseer, partner=other, uid=uid, now=now)
    return {}


def follow(step: Step, code: str, now: datetime) -> Told:
    """Let another node be reached where it is served now; in a demonstration, every start may choose another port."""
    from corridor.web.base.doors.actions import note_address
    from corridor.web.base.ledger import turn

    with turn.write():
        note_address(step["code"], step["origin"])
    return {}


def write(step: Step, code: str, now: datetime) -> Told:
    """Write the next letter to another node."""
    from corridor.web.desk.lines.actions import written

    return {"letter": _packed(written(step["to"], (), now=now))}


def take(step: Step, code: str, now: datetime) -> Told:
    """Take a letter, and return the answer and how many items came."""
    from corridor.web.base.zone import zone
    from corridor.web.desk.lines.carrying import taken_from_file

    letter, answer = taken_from_file(base64.b64decode(step["letter"]), taking=zone().taking, now=now)
    return {"letter": _packed(answer), "items": len(letter.items)}


def report(step: Step, code: str, now: datetime) -> Told:
    """File a report and release it to authorities of other nodes."""
    from corridor import shelf
    from corridor.core.entities.records import Claim, Draft
    from corridor.core.handling.presets import marking_from_preset
    from corridor.core.kernel.identifiers import Uid
    from corridor.demo.route import REPORTS
    from corridor.web.base import identity
    from corridor.web.desk.exchange.actions import Wanted, ask_release
    from corridor.web.desk.reports.actions import Filing, file_report
    from corridor.web.desk.returned.queries import filed_by

    told = next(one for one in REPORTS if one.ref == step["ref"])
    by = _by(told.officer, now)
    on = (now - timedelta(days=told.days_ago)).date().isoformat()
    said = {"occurred_on": on, **told.said}
    claims = tuple(Claim(prop, value, None, "en" if prop == "summary" else None, None) for prop, value in said.items())
    filing = Filing(
        ref=told.ref,
        filed_on=now.date().isoformat(),
        marking=marking_from_preset("law-enforcement", code, shelf.presets(), frozenset(told.to)),
        grade="europol-4x4:B2",
        drafts=(Draft(Uid(str(identity.uid())), "Incident", claims),),
        is_invented=True,
    )
    thing = file_report(by=by, filing=filing, now=now)
    load = next(one.load for one in filed_by(by) if one.thing == thing)
    release = ask_release(by=by, wanted=Wanted(load, told.to, "operational-analysis"), now=now)
    return {"about": release.about, "officer": told.officer}


def recall(step: Step, code: str, now: datetime) -> Told:
    """Recall a release."""
    from corridor.core.exchange.codes import EndReason
    from corridor.web.desk.exchange.actions import recall as recall_release

    recall_release(by=_by(step["officer"], now), about=step["about"], reason=EndReason(step["reason"]), now=now)
    return {}


def alert(step: Step, code: str, now: datetime) -> Told:
    """Send the alert of the story."""
    from corridor.core.centre.codes import AlertKind, Haste
    from corridor.core.centre.records import Saying
    from corridor.demo.route import ALERT, ALERT_FROM, ALERT_TO
    from corridor.web.desk.centre.actions import send

    saying = Saying(AlertKind.ROUTE_SHIFT, Haste.PROMPT, ALERT["words"], ALERT["area"], 168)
    send(by=_by(ALERT_FROM, now), saying=saying, to=ALERT_TO, now=now)
    return {}


def answer_alert(step: Step, code: str, now: datetime) -> Told:
    """Answer the alert that came for one authority."""
    from corridor.core.centre.codes import Response
    from corridor.web.desk.centre.actions import answer
    from corridor.web.desk.centre.queries import alerts_for

    by = _by(step["officer"], now)
    answer(by=by, uid=alerts_for(by, now=now)[0].row.uid, response=Response(step["response"]), now=now)
    return {}


def ask(step: Step, code: str, now: datetime) -> Told:
    """Ask an authority of another node."""
    from corridor.core.requests.codes import Kind
    from corridor.core.requests.records import Request
    from corridor.demo.route import ASKED, ASKED_BY, QUESTION
    from corridor.web.desk.requests.actions import ask as ask_authority

    by = _by(ASKED_BY, now)
    request = Request(
        kind=Kind.INFORMATION,
        asker=by.reader.authority,
        asked=ASKED,
        purpose=by.reader.purpose,
        legal_basis="som-10",
        case="XC-POL 12/7",
        clock="ordinary",
        words=QUESTION,
    )
    return {"request": ask_authority(by=by, request=request, now=now)}


def reply(step: Step, code: str, now: datetime) -> Told:
    """Acknowledge the request that waits, and answer it."""
    from corridor.core.requests.codes import What
    from corridor.core.requests.records import Said
    from corridor.demo.route import ANSWER, ANSWERED_BY
    from corridor.web.desk.requests.actions import take_turn
    from corridor.web.desk.requests.queries import requests_for

    by = _by(ANSWERED_BY, now)
    uid = requests_for(by, now=now).to_answer[0].row.uid
    for said in (Said(What.ACKNOWLEDGED), Said(What.ANSWERED, words=ANSWER)):
        take_turn(by=by, uid=uid, said=said, now=now)
    return {}


def log(step: Step, code: str, now: datetime) -> Told:
    """Keep the log of a shift at the centre, and hand it over."""
    from corridor.core.centre.codes import EntryKind
    from corridor.demo.route import AT_THE_CENTRE, HANDED_BY, HANDED_TO, HANDED_WORDS, LOG
    from corridor.web.desk.centre import shifting

    for officer, kind, words, is_open in LOG:
        noted = shifting.Noted(EntryKind(kind), words, frozenset(AT_THE_CENTRE), now, is_open=is_open)
        shifting.write(by=_by(officer, now), noted=noted, now=now)
    by = _by(HANDED_BY, now)
    shifting.hand_over(by=by, to=HANDED_TO, words=HANDED_WORDS, named=AT_THE_CENTRE, now=now)
    return {}


def forum(step: Step, code: str, now: datetime) -> Told:
    """Open the forum of the route, whose members are the nodes of the three States."""
    from corridor.demo.route import FORUM_BY, REPORTED_BY
    from corridor.web.demonstration import forums

    return {"forum": forums.opened(forums.acting(FORUM_BY, now), tuple(REPORTED_BY), now=now)}


def reported(step: Step, code: str, now: datetime) -> Told:
    """Report to the forum, as two officers of this node would."""
    from corridor.demo.route import REPORTED_BY
    from corridor.web.demonstration import forums

    author, approver = (forums.acting(named, now) for named in REPORTED_BY[code])
    forums.report(author, approver, now=now)
    return {}


def complete(step: Step, code: str, now: datetime) -> Told:
    """Note that this node of the demonstration is whole."""
    from django.conf import settings

    from corridor.web.demonstration import founding

    founding.complete(settings.HOME)
    return {}


DOES: Mapping[str, Callable[[Step, str, datetime], Told]] = {
    one.__name__: one
    for one in (
        found,
        card,
        know,
        follow,
        write,
        take,
        report,
        recall,
        alert,
        answer_alert,
        ask,
        reply,
        log,
        forum,
        reported,
        complete,
    )
}


def main() -> None:
    """Carry out step after step until the input ends."""
    home, code = Path(sys.argv[1]), sys.argv[2]
    from corridor.web.home import lay_out

    os.umask(0o077)
    os.environ |= {"CORRIDOR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "corridor.web.settings.desk"}
    lay_out(home, "desk", demonstration=True)
    import django

    django.setup()
    from django.utils import timezone

    for line in sys.stdin:
        step = json.loads(line)
        told = DOES[step["do"]](step, code, timezone.now())
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _by(named: str, now: datetime) -> Any:
    from corridor.web.base.accounts import actions as accounts
    from corridor.web.base.accounts import queries as people

    account, duty = people.duty_named(named)
    return people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)


if __name__ == "__main__":
    main()
