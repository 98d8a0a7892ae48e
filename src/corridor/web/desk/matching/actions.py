"""Writes of matching: making sets, asking, judging hits, choosing what hits tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import Kind
from corridor.core.kernel.errors import NotFound
from corridor.core.matching.codes import Domain, Result, Telling
from corridor.core.matching.errors import CaseMissing, NoSet, NothingToAsk, QuotaReached
from corridor.core.matching.exchange import LONGEST_CONTACT, part_written
from corridor.core.matching.rules import check_may_match, check_not_guessing, result_of
from corridor.web.base import identity, keys, sealing
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.matching import queries
from corridor.web.desk.matching.carrying import (
    TARGET_PURPOSE,
    Said,
    case_digest,
    check_may_say,
    put_question,
    say,
    target_keys,
)
from corridor.web.desk.matching.holdings import OwnKey, keys_for, own_keys, reference
from corridor.web.desk.matching.making import Made, Making, made
from corridor.web.desk.matching.models import AskedKey, MatchChoice, MatchHit, MatchSet

CASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
MOST_THINGS = 200
JUDGEMENTS = ("right", "wrong")


def make_set(*, by: Officer, authority: str, purpose: str, now: datetime) -> str:
    """Make the set of the officer's authority for another one and a purpose, in the place of the one before.

    Returns: its identifier.
    Raises:
        NotPermitted: The function keeps no sets.
        NotFound: There is no such authority that matches.
        PurposeUnfit: Nothing is matched for this purpose.
        SetTooLarge: It would hold more than any set may.
    """
    check_permission(by, Permission.MATCH_KEEP)
    owner = by.reader.authority
    making = making_of(owner, authority, purpose, Domain.HOLDINGS)
    fresh = made(making, own_keys(owner, authority=authority, purpose=purpose))
    told = {"authority": authority, "purpose": purpose, "domain": making.domain.value, "size": fresh.size}
    with act(Event.MATCH_SET_MADE, by=by, now=now, about=fresh.uid, **told) as doing:
        put_set(making, fresh, doing=doing)
    return fresh.uid


def check_set(*, by: Officer, authority: str, purpose: str, now: datetime) -> None:
    """Refuse to make a set before anything is read for it.

    Raises:
        NotPermitted: The function keeps no sets.
        NotFound: There is no such authority that matches.
        PurposeUnfit: Nothing is matched for this purpose.
        NotToPartner: No set may go to its node.
    """
    check_permission(by, Permission.MATCH_KEEP)
    making_of(by.reader.authority, authority, purpose, Domain.HOLDINGS)
    check_may_say(Kind.MATCH_SET, to=authority, purpose=purpose, now=now)


def make_target_set(owner: str, authority: str, *, doing: Act) -> None:
    """Make the set of an authority's accepted targets for another one, inside an act."""
    making = making_of(owner, authority, TARGET_PURPOSE, Domain.TARGETS)
    fresh = made(making, target_keys(owner, authority))
    doing.note(Event.MATCH_SET_MADE, about=fresh.uid, authority=authority, domain=making.domain.value, size=fresh.size)
    put_set(making, fresh, doing=doing)


def making_of(owner: str, authority: str, purpose: str, domain: Domain) -> Making:
    """Return for whom and for what a set is made.

    Raises:
        NotFound: There is no such authority that matches.
        PurposeUnfit: Nothing is matched for this purpose.
    """
    other = queries.other(owner, authority)
    check_may_match(purpose=purpose, kinds=[other.kind, queries.kind_of(owner)])
    contact = f"{people.authority_of(owner).name} ({owner})"
    return Making(owner, authority, purpose, domain, contact[-LONGEST_CONTACT:])


def put_set(making: Making, fresh: Made, *, doing: Act) -> None:
    """Put a set in the place of the one before, whose secret is overwritten, and send its parts."""
    same = {
        "owner": making.owner,
        "authority": making.authority,
        "purpose": making.purpose,
        "domain": making.domain.value,
    }
    MatchSet.objects.filter(**same, ended_at=None).update(ended_at=doing.now, secret=b"")
    MatchSet.objects.create(
        uid=fresh.uid,
        secret=sealing.seal(keys.sealing_key(), fresh.secret, bound=fresh.uid.encode()),
        keys=fresh.keys,
        size=fresh.size,
        digest=fresh.digest,
        made_at=doing.now,
        made_by=doing.by.handle,
        looked_on=doing.now.date(),
        **same,
    )
    for part in fresh.parts:
        about = str(identity.uid())
        body = part_written(part)
        said = Said(Kind.MATCH_SET, making.owner, making.authority, making.purpose, body, about, thread=fresh.uid)
        say(said, doing=doing)


def ask(*, by: Officer, owner: str, case: str, things: Sequence[str], now: datetime) -> str:
    """Ask another authority which identifiers of some things it holds too, for one case; return the question.

    Raises:
        NotPermitted: The function does not ask.
        PurposeUnfit: Nothing is matched for the officer's purpose.
        CaseMissing: No case is named.
        NotFound: There is no such authority that matches.
        NoSet: It has made nothing ready for the officer's authority and purpose.
        NothingToAsk: Nothing chosen can be compared, or may be.
        LooksLikeGuessing: The question looks like guessing.
        QuotaReached: No more can be asked today, or for the case.
    """
    check_permission(by, Permission.MATCH_ASK)
    authority, purpose = by.reader.authority, by.reader.purpose
    uid, digest = str(identity.uid()), case_digest(authority, case)
    asked = keys_for(by, things[:MOST_THINGS])
    told = {"owner": owner, "keys": len(asked), "case": digest, "purpose": purpose, "domain": Domain.HOLDINGS.value}
    with act(Event.MATCH_ASKED, by=by, now=now, about=uid, **told) as doing:
        check_may_match(purpose=purpose, kinds=[queries.kind_of(authority), queries.other(authority, owner).kind])
        if not CASE.fullmatch(case):
            raise CaseMissing
        row = queries.held_set(owner, authority=authority, purpose=purpose, domain=Domain.HOLDINGS)
        if row is None:
            raise NoSet(owner=owner)
        if not asked:
            raise NothingToAsk
        _check_limits(owner, authority, asked, digest, now)
        put_question(row, asked, uid=uid, case=case, doing=doing)
        AskedKey.objects.bulk_create(
            AskedKey(owner=owner, authority=authority, digest=queries.key_digest(key), on=now.date()) for key in asked
        )
    return uid


def _check_limits(owner: str, authority: str, asked: dict[str, OwnKey], case: str, now: datetime) -> None:
    found = [one.key for one in asked.values()]
    check_not_guessing(found, again=queries.again(owner, authority=authority, asked=found, now=now))
    result = result_of(
        keys=len(found),
        today=queries.asked_today(owner, authority=authority, domain=Domain.HOLDINGS, now=now),
        case=queries.asked_for_case(owner, authority=authority, case_digest=case),
    )
    if result is not Result.ANSWERED:
        raise QuotaReached(limit=result.value)


def judge(*, by: Officer, uid: str, hit: int, judged: str, now: datetime) -> None:
    """Write down whether a hit proved to be the same thing; the share of wrong ones is shown to everybody who asks.

    Raises:
        NotFound: The officer asked no such question, it has no such hit, or this is no judgement.
    """
    question = queries.question_for(by, uid)
    with act(Event.MATCH_JUDGED, by=by, now=now, about=uid, judged=judged if judged in JUDGEMENTS else ""):
        rows = MatchHit.objects.filter(question=question, pk=hit)
        if judged not in JUDGEMENTS or not rows.update(judged=judged, judged_by=by.handle):
            raise NotFound(kind="hit")


def choose(*, by: Officer, marking: str, telling: Telling, now: datetime) -> None:
    """Let hits under one marking tell less than it would let them, or as much again; the next set keeps to it.

    Raises:
        NotPermitted: The function keeps no sets.
        NotFound: The officer's authority says nothing under such a marking.
    """
    check_permission(by, Permission.MATCH_KEEP)
    with act(Event.MATCH_NARROWED, by=by, now=now, about=marking[:12], telling=telling.value):
        if marking not in {one.digest for one in queries.choices_for(by)}:
            raise NotFound(kind="marking")
        MatchChoice.objects.update_or_create(
            owner=by.reader.authority,
            marking=marking,
            defaults={"telling": telling.value, "chosen_by": by.handle, "chosen_at": now},
        )


def trace(*, by: Officer, authority: str, named: str, now: datetime) -> str:
    """Return the thing that an authority names by a reference from a visible hit.

    Raises:
        NotPermitted: The function keeps no sets.
        NotFound: It is none of ours, or not the officer's to read.
    """
    check_permission(by, Permission.MATCH_KEEP)
    with act(Event.MATCH_TRACED, by=by, now=now, about=authority):
        owner = by.reader.authority
        purposes = MatchSet.objects.filter(owner=owner, authority=authority, domain=Domain.HOLDINGS.value)
        for purpose in sorted(set(purposes.values_list("purpose", flat=True))):
            things = {one.thing for one in own_keys(owner, authority=authority, purpose=purpose).values()}
            for thing in things:
                if reference(authority, thing).hex() == named and queries.may_read(by, thing):
                    return thing
        raise NotFound(kind="reference")
