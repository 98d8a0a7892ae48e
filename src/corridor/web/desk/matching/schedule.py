"""What is looked after every day: sets follow what the authority holds, and secrets do not grow old."""

from __future__ import annotations

from datetime import datetime, timedelta

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Kind
from corridor.core.kernel.errors import NotFound
from corridor.core.matching.codes import AGAIN_DAYS, ROTATION_DAYS, Domain
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.matching import queries
from corridor.web.desk.matching.actions import making_of, put_set
from corridor.web.desk.matching.carrying import TARGET_CASE, may_say, put_question, target_keys, targets_to_ask
from corridor.web.desk.matching.holdings import OwnKey, own_keys
from corridor.web.desk.matching.making import digest_of, made
from corridor.web.desk.matching.models import AskedKey, MatchQuestion, MatchSet

UNANSWERED_FOR = timedelta(days=30)
"""A question that nobody answered for so long is given up, and what it asked for is overwritten."""


def look_after(*, by: Officer, now: datetime) -> None:
    """Make anew one set a minute of those that were not looked at today and have changed, or have grown old.

    A set of targets that came when its owner had been asked already is asked for once the day is over.
    """
    _ask_what_waits(by, now)
    row = MatchSet.objects.filter(ended_at=None, looked_on__lt=now.date()).order_by("looked_on", "pk").first()
    if row is not None:
        _look_at(row, by, now)
    old = AskedKey.objects.filter(on__lt=now.date() - timedelta(days=AGAIN_DAYS))
    lost = MatchQuestion.objects.filter(result="", asked_at__lt=now - UNANSWERED_FOR).exclude(sealed=b"")
    if old.exists() or lost.exists():
        with turn.write():
            old.delete()
            lost.update(sealed=b"")


def _ask_what_waits(by: Officer, now: datetime) -> None:
    for row in queries.target_sets_not_asked():
        if ours := targets_to_ask(row, now=now):
            uid, told = str(identity.uid()), {"owner": row.owner, "keys": len(ours), "domain": row.domain}
            with act(Event.MATCH_ASKED, by=by, now=now, about=uid, **told) as doing:
                put_question(row, ours, uid=uid, case=TARGET_CASE, doing=doing)
            return


def _look_at(row: MatchSet, by: Officer, now: datetime) -> None:
    domain = Domain(row.domain)
    try:
        making = making_of(row.owner, row.authority, row.purpose, domain)
    except NotFound:
        with act(Event.MATCH_SET_MADE, by=by, now=now, about=row.uid, authority=row.authority, size=0):
            MatchSet.objects.filter(pk=row.pk).update(ended_at=now, secret=b"")
        return
    found: dict[str, OwnKey] = (
        target_keys(row.owner, row.authority)
        if domain is Domain.TARGETS
        else own_keys(row.owner, authority=row.authority, purpose=row.purpose)
    )
    is_old = row.made_at < now - timedelta(days=ROTATION_DAYS)
    if digest_of(found) == row.digest and not is_old:
        with turn.write():
            MatchSet.objects.filter(pk=row.pk).update(looked_on=now.date())
        return
    fresh = made(making, found)
    told = {"authority": row.authority, "purpose": row.purpose, "domain": row.domain, "size": fresh.size}
    with act(Event.MATCH_SET_MADE, by=by, now=now, about=fresh.uid, owner=row.owner, **told) as doing:
        if may_say(Kind.MATCH_SET, to=row.authority, purpose=row.purpose, now=now):
            put_set(making, fresh, doing=doing)
        else:
            # Nothing may go there now: nobody is answered from what no longer stands.
            MatchSet.objects.filter(pk=row.pk).update(ended_at=now, secret=b"")
