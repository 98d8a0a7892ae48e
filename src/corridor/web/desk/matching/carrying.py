"""Sets, questions and answers on their way: to authorities of this node at once, to others by the line of their node.

Both ways run through the same handlers, so that a joint centre keeps the same rules and the same ledger as two nodes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Kind, Urgency
from corridor.core.kernel.errors import NotFound
from corridor.core.matching import exchange
from corridor.core.matching.codes import MOST_KEYS, MOST_KEYS_A_DAY, Domain, Result, Telling
from corridor.core.matching.errors import FormRefused
from corridor.core.matching.exchange import Answering, Asking, SetPart
from corridor.core.matching.packing import Label, found
from corridor.core.matching.rules import check_may_match, result_of
from corridor.core.partners.errors import NotToPartner
from corridor.web.base import identity, keys, sealing
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.queries import node_of
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.matching import queries
from corridor.web.desk.matching.blinding import covered, new_secret, raised, uncovered
from corridor.web.desk.matching.holdings import OwnKey, own_keys, reference
from corridor.web.desk.matching.models import (
    HeldPart,
    HeldSet,
    MatchAsked,
    MatchHit,
    MatchQuestion,
    MatchSet,
    Target,
    TargetMet,
)
from corridor.web.desk.partners.queries import check_may_go

TARGET_PURPOSE = "detection-and-investigation"
"""The purpose for which targets are matched."""

TARGET_CASE = "targets"


@dataclass(frozen=True, slots=True)
class Said:
    """What one authority says to another about matching; `about` and `version` name it among what it says."""

    kind: Kind
    originator: str
    to: str
    purpose: str
    body: Mapping[str, Any]
    about: str
    version: int = 1
    thread: str = ""


def say(said: Said, *, doing: Act) -> None:
    """Say something to another authority, inside the act under way.

    Raises:
        NotFound: No partner speaks for it.
        NotToPartner: Nothing such may go to its node.
    """
    if queries.is_here(said.to):
        carry_out(said, doing=doing)
        return
    basis = check_may_say(said.kind, to=said.to, purpose=said.purpose, now=doing.now)
    saying = Saying(
        kind=said.kind,
        originator=said.originator,
        about=said.about,
        version=said.version,
        body=said.body,
        purpose=said.purpose,
        legal_basis=basis,
        thread=said.thread,
        urgency=Urgency.ROUTINE if said.kind is Kind.MATCH_SET else Urgency.PROMPT,
    )
    lines.post(to=node_of(said.to), saying=saying, now=doing.now)


def check_may_say(kind: Kind, *, to: str, purpose: str, now: datetime) -> str:
    """Return the legal basis on which something of matching goes to another authority, or refuse it.

    Raises:
        NotFound: No partner speaks for it.
        NotToPartner: Nothing such may go to its node.
    """
    if queries.is_here(to):
        return "none"
    return check_may_go(node_of(to), purpose=purpose, is_personal=False, kind=kind.value, today=now.date())


def may_say(kind: Kind, *, to: str, purpose: str, now: datetime) -> bool:
    """Tell whether something of matching may be said to another authority today."""
    try:
        check_may_say(kind, to=to, purpose=purpose, now=now)
    except (NotFound, NotToPartner):
        return False
    return True


def carry_out(said: Said, *, doing: Act) -> None:
    """Carry out what an authority said to one of this node.

    Raises:
        FormRefused: It does not have the agreed form, or fits nothing that was asked.
        NotFound: It is not said to an authority of this node by one that matches.
        PurposeUnfit: It is for another purpose.
    """
    other = queries.other(said.to, said.originator)
    check_may_match(purpose=said.purpose, kinds=[other.kind, queries.kind_of(said.to)])
    if said.kind is Kind.MATCH_SET:
        _take_part(said, exchange.part_from(said.body), doing)
    elif said.kind is Kind.MATCH_QUESTION:
        question = exchange.question_from(said.body)
        if isinstance(question, Asking):
            _answer(said, question, doing)
        else:
            _take_told(said, question, doing)
    else:
        _take_answer(said, exchange.answer_from(said.body), doing)


# --- sets ------------------------------------------------------------------------------------------------------------


def _take_part(said: Said, part: SetPart, doing: Act) -> None:
    """Keep one part of a set; the last one puts the set in the place of those before it."""
    same = {
        "owner": said.originator,
        "authority": said.to,
        "purpose": said.purpose,
        "domain": part.domain.value,
    }
    row = HeldSet.objects.filter(uid=part.set_uid).first()
    if row is None:
        # A set that never came whole gives way to the next.
        for old in HeldSet.objects.filter(**same):
            if old.came != old.parts:
                old.delete()
        row = HeldSet.objects.create(
            uid=part.set_uid, contact=part.contact, size=part.size, parts=part.parts, at=doing.now, **same
        )
    if any(getattr(row, name) != value for name, value in same.items()):
        raise FormRefused(where="set")
    if (row.size, row.parts) != (part.size, part.parts) or row.held_parts.filter(part=part.part).exists():
        raise FormRefused(where="part")
    HeldPart.objects.create(of=row, part=part.part, entries=part.entries)
    HeldSet.objects.filter(pk=row.pk).update(came=row.came + 1)
    if row.came + 1 == row.parts:
        HeldSet.objects.filter(**same).exclude(pk=row.pk).delete()
        doing.note(Event.MATCH_SET_RECEIVED, about=row.uid, owner=row.owner, domain=row.domain, size=row.size)
        if part.domain is Domain.TARGETS:
            ask_for_targets(row, doing=doing)


def entries_of(row: HeldSet) -> bytes:
    """Return the entries of a set that came whole."""
    return b"".join(bytes(part) for part in row.held_parts.order_by("part").values_list("entries", flat=True))


# --- questions -------------------------------------------------------------------------------------------------------


def put_question(row: HeldSet, asked: Mapping[str, OwnKey], *, uid: str, case: str, doing: Act) -> None:
    """Ask the owner of a set for keys; what was asked is sealed until the answer comes."""
    cover = new_secret()
    # In the order of the covered points, which is nobody's.
    points = sorted(zip(covered(asked, cover), asked, strict=True))
    what = {"cover": cover.hex(), "keys": [[key, asked[key].thing] for _, key in points]}
    digest = case_digest(row.authority, case)
    MatchQuestion.objects.create(
        uid=uid,
        domain=row.domain,
        set_uid=row.uid,
        owner=row.owner,
        authority=row.authority,
        purpose=row.purpose,
        case=case,
        case_digest=digest,
        keys=len(points),
        size=row.size,
        sealed=sealing.seal(keys.sealing_key(), json.dumps(what).encode(), bound=uid.encode()),
        asked_by=doing.by.handle,
        asked_at=doing.now,
    )
    asking = Asking(row.owner, Domain(row.domain), row.uid, digest, tuple(point for point, _ in points))
    body = exchange.asking_written(asking)
    say(Said(Kind.MATCH_QUESTION, row.authority, row.owner, row.purpose, body, uid, thread=uid), doing=doing)


def case_digest(authority: str, case: str) -> str:
    """Return by what an owner tells cases apart; it says nothing of the reference."""
    return keys.digest_text(f"match case {authority} {case}")


def _answer(said: Said, asking: Asking, doing: Act) -> None:
    """Answer a question within the limits, and write down that it was asked."""
    if MatchAsked.objects.filter(uid=said.about).exists() or said.version != 1:
        raise FormRefused(where="question")
    rows = MatchSet.objects.filter(uid=asking.set_uid, ended_at=None, owner=said.to, authority=said.originator)
    row = rows.filter(purpose=said.purpose, domain=asking.domain.value).first()
    result = Result.SET_OUTDATED
    if row is not None:
        result = result_of(
            keys=len(asking.points),
            today=queries.came_today(said.to, authority=said.originator, domain=asking.domain, now=doing.now),
            case=queries.came_for_case(said.to, authority=said.originator, case_digest=asking.case)
            if asking.domain is Domain.HOLDINGS
            else 0,
        )
    points: tuple[bytes, ...] = ()
    if row is not None and result is Result.ANSWERED:
        secret = sealing.unseal(keys.sealing_key(), bytes(row.secret), bound=row.uid.encode())
        points = raised(asking.points, secret)
    MatchAsked.objects.create(
        uid=said.about,
        domain=asking.domain.value,
        owner=said.to,
        authority=said.originator,
        purpose=said.purpose,
        case_digest=asking.case,
        keys=len(asking.points),
        result=result.value,
        at=doing.now,
    )
    event = Event.MATCH_ANSWERED if result is Result.ANSWERED else Event.MATCH_REFUSED
    told = {"asker": said.originator, "owner": said.to, "keys": len(asking.points), "case": asking.case}
    doing.note(event, about=said.about, purpose=said.purpose, domain=asking.domain.value, result=result.value, **told)
    answer = Answering(said.originator, said.about, result, points)
    body = exchange.answer_written(answer)
    about = str(identity.uid())
    say(
        Said(Kind.MATCH_ANSWER, said.to, said.originator, said.purpose, body, about, thread=said.about),
        doing=doing,
    )


# --- answers ---------------------------------------------------------------------------------------------------------


def _take_answer(said: Said, answer: Answering, doing: Act) -> None:
    """Find the hits of a question, forget what was asked otherwise, and tell the owner how many there were."""
    rows = MatchQuestion.objects.filter(uid=answer.question, owner=said.originator, authority=said.to, result="")
    question = rows.first()
    if question is None or (answer.points and len(answer.points) != question.keys):
        raise FormRefused(where="question")
    held = HeldSet.objects.filter(uid=question.set_uid).first()
    result = answer.result if held is not None else Result.SET_OUTDATED
    what = _opened(question)
    hits: dict[str, tuple[str, Label]] = {}
    if held is not None and result is Result.ANSWERED:
        hits = _hits(what, held, answer)
    MatchQuestion.objects.filter(pk=question.pk).update(
        result=result.value, hits=len(hits), answered_at=doing.now, sealed=b""
    )
    doing.note(Event.MATCH_FOUND, about=question.uid, owner=question.owner, result=result.value, hits=len(hits))
    references: list[str] = []
    if held is not None and question.domain == Domain.HOLDINGS.value:
        _note_hits(question, held, hits)
    elif result is Result.ANSWERED:
        asked, met = {thing for _, thing in what["keys"]}, {thing for thing, _ in hits.values()}
        ours = Target.objects.filter(authority=question.authority, uid__in=asked)
        _meet(ours, met, question.owner, doing)
        references = sorted({label.reference.hex() for _, label in hits.values()})
    may_tell = may_say(Kind.MATCH_QUESTION, to=question.owner, purpose=question.purpose, now=doing.now)
    if result is not Result.ANSWERED or not may_tell:
        return
    body = exchange.telling_written(exchange.Telling(question.owner, len(hits), tuple(references)))
    told = Said(
        Kind.MATCH_QUESTION,
        question.authority,
        question.owner,
        question.purpose,
        body,
        question.uid,
        version=2,
        thread=question.uid,
    )
    say(told, doing=doing)


def _opened(question: MatchQuestion) -> Mapping[str, Any]:
    """Return the cover of a question, and its keys with the thing that each is of."""
    opened = sealing.unseal(keys.sealing_key(), bytes(question.sealed), bound=question.uid.encode())
    what: Mapping[str, Any] = json.loads(opened)
    return what


def _hits(what: Mapping[str, Any], held: HeldSet, answer: Answering) -> dict[str, tuple[str, Label]]:
    """Return the keys that the set holds, each with the thing of ours and what the owner tells of its own."""
    points = uncovered(answer.points, bytes.fromhex(what["cover"]))
    entries = entries_of(held)
    hits: dict[str, tuple[str, Label]] = {}
    for (key, thing), point in zip(what["keys"], points, strict=True):
        if (label := found(held.uid, key, point, entries)) is not None:
            hits[key] = (thing, label)
    # Where the country was compared too, the hit without it says nothing more.
    exact = {(thing, key.partition(":")[0]) for key, (thing, _) in hits.items() if ":?" not in key}
    return {key: one for key, one in hits.items() if ":?" not in key or (one[0], key.partition(":")[0]) not in exact}


def _note_hits(question: MatchQuestion, held: HeldSet, hits: Mapping[str, tuple[str, Label]]) -> None:
    for key, (thing, label) in hits.items():
        is_visible = label.telling is Telling.VISIBLE
        MatchHit.objects.create(
            question=question,
            thing=thing,
            key=queries.key_digest(key),
            telling=label.telling.value,
            reference=label.reference.hex() if is_visible else "",
            contact=held.contact if is_visible else "",
        )


def _take_told(said: Said, told: exchange.Telling, doing: Act) -> None:
    """Note how many hits an asker says it had; of targets, which of ours it works on too."""
    row = MatchAsked.objects.filter(
        uid=said.about, owner=said.to, authority=said.originator, result=Result.ANSWERED.value, hits=None
    ).first()
    if row is None or told.hits > row.keys or len(told.references) > told.hits:
        raise FormRefused(where="hits")
    MatchAsked.objects.filter(pk=row.pk).update(hits=told.hits)
    doing.note(Event.MATCH_TOLD, about=row.uid, asker=row.authority, owner=row.owner, hits=told.hits)
    if row.domain == Domain.TARGETS.value:
        ours = list(Target.objects.filter(authority=said.to, state="accepted"))
        met = {one.uid for one in ours if reference(said.originator, one.uid).hex() in told.references}
        _meet(ours, met, said.originator, doing)


# --- targets ---------------------------------------------------------------------------------------------------------


def target_keys(authority: str, other: str) -> dict[str, OwnKey]:
    """Return the keys of an authority's accepted targets that another one may match, each naming the target."""
    targets = {one.thing: one.uid for one in Target.objects.filter(authority=authority, state="accepted")}
    found_keys = own_keys(authority, authority=other, purpose=TARGET_PURPOSE, only=targets) if targets else {}
    exact = {written: one for written, one in found_keys.items() if not one.key.is_bare}
    return {key: OwnKey(one.key, targets[one.thing], Telling.VISIBLE) for key, one in exact.items()}


def targets_to_ask(row: HeldSet, *, now: datetime) -> dict[str, OwnKey]:
    """Return the keys of our targets for which the owner of a set may be asked now; none until people here joined.

    Whoever makes a set learns which of its entries met, and could fill it with guesses: it is asked once a day, however
    many sets it sends.
    """
    may_ask = (
        queries.has_joined(row.authority, row.owner)
        and not queries.was_asked_lately(row, now=now)
        and may_say(Kind.MATCH_QUESTION, to=row.owner, purpose=row.purpose, now=now)
    )
    ours = target_keys(row.authority, row.owner) if may_ask else {}
    today = queries.asked_today(row.owner, authority=row.authority, domain=Domain.TARGETS, now=now)
    return dict(sorted(ours.items())[:MOST_KEYS]) if today + len(ours) <= MOST_KEYS_A_DAY else {}


def ask_for_targets(row: HeldSet, *, doing: Act) -> None:
    """Ask the owner of a set of targets whether it works on ours; both learn of those that meet, and nothing else."""
    if ours := targets_to_ask(row, now=doing.now):
        uid = str(identity.uid())
        doing.note(Event.MATCH_ASKED, about=uid, owner=row.owner, keys=len(ours), domain=row.domain)
        put_question(row, ours, uid=uid, case=TARGET_CASE, doing=doing)


def _meet(targets: Iterable[Target], met: Collection[str], authority: str, doing: Act) -> None:
    """Note which of some targets another authority works on now, and forget the others."""
    for target in targets:
        if target.uid not in met:
            TargetMet.objects.filter(target=target, authority=authority).delete()
            continue
        _, is_new = TargetMet.objects.get_or_create(target=target, authority=authority, defaults={"at": doing.now})
        if is_new:
            doing.note(Event.TARGET_MET, about=target.uid, authority=authority)
