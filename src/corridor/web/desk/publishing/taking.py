"""Takes what comes from outside: the signed file of a protection body, and what partners say about fixed tables.

Of protection the desk sees these bytes and nothing else: they are as public here as they are there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event, Permission, Zone
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.disclosure.codes import FLOOR
from corridor.core.disclosure.exchange import document
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.kernel.identifiers import is_uid
from corridor.core.publishing.codes import Kind
from corridor.core.publishing.errors import FileUnreadable, Recovered
from corridor.core.publishing.exchange import asked_document, asked_from, publication_from
from corridor.core.publishing.federation import Reason as FiguresReason
from corridor.core.publishing.federation import Say, asked_in, said_in, table_in
from corridor.core.publishing.records import Publication
from corridor.web.base.doors import queries as doors
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.published import files, working
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.publishing import queries
from corridor.web.desk.publishing.models import FiguresAnswer, FiguresRound, PublicTable

MOST_OPEN = 50
"""So many questions of one partner may wait here."""


def take(*, by: Officer, content: bytes, now: datetime) -> Publication:
    """Take a file of fixed tables that a protection body signed which this node was introduced to.

    Raises:
        FileUnreadable: It is not of the form, no such body signed it, or it is named like something that is here.
        Recovered: An attack on it, with all that this body published before, works somebody's count out.
    """
    check_permission(by, Permission.TABLE_PUBLISH)
    digest = files.digest(content)
    with act(Event.TABLE_TAKEN, by=by, now=now, about=digest[:32]) as doing:
        known = _known()
        payload, code = files.payload_in(content, known)
        publication = publication_from(payload)
        if not code or publication.kind is not Kind.FIXED or publication.attack.get("found", True):
            raise FileUnreadable(reason="no fixed tables of a protection body")
        name = files.name_of(publication.release.uid, publication.release.number)
        _check_new(publication.release.uid, name, content)
        _check_attacked(publication, code)
        public = next(key for of, key in known.values() if of == code)

        def lay() -> None:
            files.trust(public, code)
            files.keep(name, content)

        turn.afterwards(lay)
        doing.note(Event.TABLE_PUBLISHED, about=publication.release.uid, signer=code, digest=publication.content_digest)
    return publication


def _check_new(uid: str, name: str, content: bytes) -> None:
    """Refuse a file that would stand as a version of a table that is here: one that is taken has one version."""
    here = list(files.folder().glob(f"{uid}.*{files.SUFFIX}"))
    is_other = any(place.name != name or place.read_bytes() != content for place in here)
    if is_other or PublicTable.objects.filter(uid=uid).exists():
        raise FileUnreadable(reason="another file of the same table is here")


def _check_attacked(publication: Publication, code: str) -> None:
    """Attack what is brought with all that its body published before: what it says of itself is not enough."""
    uid = publication.release.uid
    earlier = [one for signer, one in queries.fixed_tables() if signer == code and one.release.uid != uid]
    tables = [table for one in earlier for table in one.tables]
    if any(table.threshold < FLOOR for table in publication.tables):
        raise Recovered(reason="too little is hidden")
    if working.finds([document(table) for table in (*tables, *publication.tables)]):
        raise Recovered(reason="the attack found cells")


def take_figures(came: Arrived, *, doing: Act) -> None:
    """Take a partner's question for a fixed table, its protected answer to ours, or its reason for none.

    Nothing is counted here: each question waits for an officer of this node, and each answer was two officers' there.

    Raises:
        ContentRefused: It cannot be carried out; nothing of it is kept.
    """
    if not is_uid(came.content.about):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    try:
        say = said_in(came.content.body)
        if say is Say.ASKED:
            _take_asked(came, doing)
        else:
            _take_answer(came, say, doing)
    except (FileUnreadable, ValueError):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED) from None


def _take_asked(came: Arrived, doing: Act) -> None:
    asked = asked_in(came.content.body)
    about = came.content.about
    if FiguresRound.objects.filter(node=came.partner, state=FiguresRound.State.OPEN).count() >= MOST_OPEN:
        raise ContentRefused(reason=Reason.TOO_MUCH_ASIDE)
    if FiguresRound.objects.filter(uid=about).exists():
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    FiguresRound.objects.create(
        uid=about,
        node=came.partner,
        asked=asked_document(asked),
        authority=came.content.originator,
        made_at=doing.now,
    )
    doing.note(Event.FIGURES_ASKED, about=about, partner=came.partner)


def _take_answer(came: Arrived, say: Say, doing: Act) -> None:
    """Note what a partner answered; what it answered once stays, and only who was asked is heard."""
    found = FiguresAnswer.objects.filter(round__uid=came.content.about, round__node="", node=came.partner)
    row = found.select_related("round").first()
    if row is None or row.state != FiguresAnswer.State.WAITING:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    if say is Say.REFUSED:
        told: dict[str, Any] = {
            "state": FiguresAnswer.State.REFUSED,
            "reason": FiguresReason(came.content.body["reason"]).value,
        }
    else:
        table = table_in(came.content.body, node=came.partner, asked=asked_from(row.round.asked))
        told = {"state": FiguresAnswer.State.ANSWERED, "table": document(table)}
    found.update(**told, at=doing.now)
    doing.note(Event.FIGURES_RECEIVED, about=came.content.about, partner=came.partner, say=say.value)


def _known() -> dict[str, tuple[str, bytes]]:
    """Return the protection bodies whose card two people accepted, by the name of their key."""
    return {
        key_id(bytes(door.signing_key)): (door.code, bytes(door.signing_key))
        for door in doors.open_doors(Zone.PROTECTION.value)
        if not doors.is_revoked_key(bytes(door.signing_key))
    }
