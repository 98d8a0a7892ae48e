"""A partner that says what it may not: it is kept aside or comes to nothing, and nothing of this node changes."""

from __future__ import annotations

import itertools
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.exchange.codes import EndReason, Kind, ReleaseState
from corridor.core.exchange.errors import DecidedMeanwhile, ReleaseRefused, SecondNeeded
from corridor.core.exchange.releases import Released, body_of, narrowed
from corridor.core.handling.codes import Audience
from corridor.core.handling.exchange import digest
from corridor.core.handling.records import Marking
from corridor.web.base.accounts import queries as people
from corridor.web.base.accounts.models import Authority
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.exchange import actions, correcting, queries
from corridor.web.desk.exchange.models import Delivery, Received, Release, ToldUse
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.keyring import authority_key, public_of
from corridor.web.desk.lines.models import AuthorityKey, Came, Posted
from corridor.web.desk.lines.records import Saying
from tests import cast, make
from tests.core.entities import make as drafts
from tests.exchanging import XA, XB, Pair, at, settle
from tests.web.desk.exchange import out

pytestmark = pytest.mark.store

OTHER = "XA-COA"
"""A second authority for which the partner speaks."""


def say(kind: Kind, about: str, body: dict[str, Any], *, originator: str = XA, version: int = 1, **fields: Any) -> int:
    """Let the partner put something in its log as it pleases; return its number."""
    saying = Saying(kind=kind, originator=originator, about=about, version=version, body=body, **fields)
    with act(Event.RELEASE_SENT, by=out.analyst(), now=timezone.now()):
        return lines.post(to=XB, saying=saying, now=timezone.now())


def answer(number: int) -> str:
    """Return how an item of the partner's log was answered."""
    row = Posted.objects.get(partner=XB, number=number)
    return row.reason or row.outcome


def body(*things: Any, marked: Marking | None = None, **changed: Any) -> dict[str, Any]:
    """Return what a release says that is as it must be, but for what is changed."""
    own = marked or narrowed(out.marking(), [XB], out.PURPOSE)
    said = tuple((one, own) for one in things or (make.incident("other"),))
    return body_of(Released("", "2021-03-20", False, (XB,), own, said)) | changed


def told(marked: Marking | None = None, purpose: str = out.PURPOSE) -> dict[str, Any]:
    own = marked or narrowed(out.marking(), [XB], out.PURPOSE)
    return {"marking": digest(own), "purpose": purpose, "retention": own.retention}


WIDER = narrowed(out.marking(), [XB, "XC-POL"], out.PURPOSE)
PUBLIC = replace(out.marking(), audience=Audience.PARTNERS, recipients=frozenset())
OF_ANOTHER = replace(narrowed(out.marking(), [XB], out.PURPOSE), originator=XB)
UNREADABLE = replace(narrowed(out.marking(), [XB], out.PURPOSE), retention="for-ever")
FOR_MORE = replace(narrowed(out.marking(), [XB], out.PURPOSE), purposes=out.marking().purposes)
UNSIGNED = drafts.role(author=None, reviewer=None)


REFUSED: dict[str, tuple[Callable[[], tuple[dict[str, Any], dict[str, Any]]], str]] = {
    "more recipients than it names": (lambda: (body(marked=WIDER), told(WIDER)), "content-refused"),
    "nobody by name": (lambda: (body(marked=PUBLIC), told(PUBLIC)), "content-refused"),
    "the marking of another owner": (lambda: (body(marked=OF_ANOTHER), told(OF_ANOTHER)), "content-refused"),
    "a rule of retention that is none": (lambda: (body(marked=UNREADABLE), told(UNREADABLE)), "content-refused"),
    "more purposes than the one": (lambda: (body(marked=FOR_MORE), told(FOR_MORE)), "content-refused"),
    "another marking outside": (lambda: (body(), told(WIDER)), "content-refused"),
    "a purpose that it does not have": (lambda: (body(), told(purpose="research")), "content-refused"),
    "somebody who is not here": (lambda: (body(recipients=[XB, "XC-POL"]), told()), "content-refused"),
    "nobody": (lambda: (body(recipients=[]), told()), "content-refused"),
    "nothing": (lambda: (body(things=[]), told()), "content-refused"),
    "a field that is not known": (lambda: (body(further="field"), told()), "content-refused"),
    "a grade that is none": (lambda: (body(grade="4x4:Z9"), told()), "content-refused"),
    "ill-treatment": (lambda: (body(ill_treatment=True), told()), "possibly-from-ill-treatment"),
    "a role that nobody signed": (lambda: (body(drafts.person(), UNSIGNED), told()), "content-refused"),
    "a person without a role": (lambda: (body(drafts.person()), told()), "content-refused"),
    "a day that is over": (lambda: (body(), {**told(), "until": "2001-01-01"}), "content-refused"),
}


def test_a_release_that_may_not_be_held_is_kept_aside_and_nothing_of_it_is_saved(pair: Pair) -> None:
    sent = {}
    for why, (made, reason) in REFUSED.items():
        written, fields = made()
        sent[why] = (say(Kind.RELEASE, make.uid(why), written, **fields), reason)
    settle(pair)

    assert {why: answer(number) for why, (number, _) in sent.items()} == {why: one for why, (_, one) in sent.items()}
    with at(pair.xb):
        assert not Received.objects.exists()
        assert out.read_of(make.uid("other")) == out.read_of(drafts.PERSON) == []


def test_the_same_release_unchanged_is_taken(pair: Pair) -> None:
    number = say(Kind.RELEASE, make.uid("fine"), body(), **told())

    settle(pair)

    assert answer(number) == "applied"
    with at(pair.xb):
        assert "shipwreck" in out.read_of(make.uid("other"))


def introduce_other(pair: Pair) -> None:
    """Let the partner speak for a second authority too."""
    public = public_of(authority_key(OTHER))
    with at(pair.xb), turn.write():
        said = {"node": XA, "authority": OTHER, "name": OTHER, "country": "XA", "kind": "coast-guard"}
        AuthorityKey.objects.create(**said, kid=key_id(public), public=public, since=timezone.now())


def test_what_one_authority_released_no_other_recalls_corrects_or_re_marks(pair: Pair) -> None:
    introduce_other(pair)
    about = out.released()
    settle(pair)
    forged = replace(narrowed(out.marking(), [XB], out.PURPOSE), originator=OTHER)

    for kind, written in (
        (Kind.RECALL, {"reason": "wrong"}),
        (Kind.EXPIRY, {"reason": ""}),
        (Kind.CORRECTION, body(make.incident("wreck", dead="99"), marked=forged)),
    ):
        say(kind, about, written, originator=OTHER, version=7, **(told(forged) if kind is Kind.CORRECTION else {}))
    settle(pair)

    with at(pair.xb):
        assert "1" in out.read_of(out.WRECK)
        assert Received.objects.get(originator=XA).state == "shown"


def test_a_local_thing_that_a_partner_speaks_of_stays_as_it_was_and_says_who_says_what(pair: Pair) -> None:
    with at(pair.xb):
        make.file(out.reader(), make.incident("harbour", dead="3"), marked=make.marking("own-authority", XB))
        before = out.read_of(make.uid("harbour"))
    say(Kind.RELEASE, make.uid("false"), body(make.incident("harbour", dead="99")), **told())
    settle(pair)

    with at(pair.xb):
        page = cast.client(cast.ANALYST_XB).get(f"/things/{make.uid('harbour')}/").content.decode()
        assert XA in page
        assert {*before, "99"} <= set(out.read_of(make.uid("harbour")))
    say(Kind.RECALL, make.uid("false"), {"reason": "wrong"}, version=2)
    settle(pair)
    with at(pair.xb):
        assert out.read_of(make.uid("harbour")) == before


def test_nothing_is_attested_or_told_of_what_was_never_released_to_that_node(pair: Pair) -> None:
    with at(pair.xb):
        load = out.filed(by=out.reader(), marked=make.marking("own-authority", XB))
        own = Release.objects.create(
            about=make.uid("own"), authority=XB, load=load, thing=out.WRECK, mark=0, version=1, state="out",
            is_personal=False, purpose=out.PURPOSE, legal_basis="none", urgency="routine", recipients=["XC-POL"],
            asked_by="xb.analyst", asked_at=timezone.now(),
        )  # fmt: skip
        Delivery.objects.create(release=own, partner="XC-NAT", authorities=["XC-POL"], number=1, version=1)
    attested = {"about": make.uid("own"), "version": 1, "attested": "erased"}
    used = {"on": "2026-01-01", "authority": "XC-POL", "what": "used", "use": "read", "count": 1}

    first = say(Kind.ATTESTATION, make.uid("own"), attested)
    second = say(Kind.TOLD, make.uid("own"), {"form": 1, "days": [used]})

    settle(pair)

    assert [answer(one) for one in (first, second)] == ["nothing-known-of-it"] * 2
    with at(pair.xb):
        assert (Delivery.objects.get().attested, ToldUse.objects.count()) == ("", 0)


CHANGED: tuple[dict[str, Any], ...] = (
    {"authority": "XC-POL"},
    {"on": "2999-01-01"},
    {"on": "2026-1-1"},
    {"count": 0},
    {"count": True},
    {"what": "liked"},
    {"use": "burn"},
    {"name": "Somebody"},
)


def test_what_a_recipient_tells_is_read_strictly(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    used = {"on": "2026-01-01", "authority": XB, "what": "used", "use": "read", "count": 1}
    with at(pair.xb), act(Event.USE_TOLD, by=out.reader(), now=timezone.now()):
        for days in (*([{**used, **one}] for one in CHANGED), [], [used, used]):
            lines.post(to=XA, saying=Saying(Kind.TOLD, XB, about, 1, {"form": 1, "days": days}), now=timezone.now())
    settle(pair)

    assert list(Came.objects.values_list("reason", flat=True)) == ["content-refused"] * 10
    assert not ToldUse.objects.exists()


def test_an_attestation_of_an_earlier_version_says_nothing_of_what_is_held_now(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    Release.objects.update(version=2)
    Delivery.objects.update(version=2)
    with at(pair.xb):
        saying = Saying(Kind.ATTESTATION, XB, about, 1, {"about": about, "version": 1, "attested": "erased"})
        with act(Event.RECEIVED_ERASED, by=out.reader(), now=timezone.now()):
            lines.post(to=XA, saying=saying, now=timezone.now())
    settle(pair)

    assert Delivery.objects.get().attested == ""


def test_no_account_of_an_officer_crosses(pair: Pair) -> None:
    out.opened()
    about = out.person_asked()
    cast.client(cast.ANALYST_XA).post(f"/exchange/releases/{about}/decide/", {"decision": "approve"})
    settle(pair)

    crossed = b"".join(bytes(one) for one in Posted.objects.values_list("content", flat=True))
    said = b"".join(urlsafe_b64decode(part + "===") for part in crossed.decode("ascii").split("."))
    assert b"Tarn Veldo" in said
    for handle, _ in people.staff_of(""):
        assert handle.encode() not in said
    with at(pair.xb):
        read = [value for thing in (drafts.PERSON, drafts.ROLE) for value in out.read_of(thing)]
        assert not {"xa.investigator", "xa.analyst"} & set(read)


def test_a_correction_that_tells_of_persons_takes_two_officers_too(pair: Pair) -> None:
    out.opened()
    about = out.released(ref="R-9")
    investigator = cast.officer(cast.INVESTIGATOR_XA, function="investigator")
    things = (make.incident("wreck"), drafts.person(), drafts.role(**out.SIGNED), drafts.group())
    load = out.filed(*things, by=investigator, ref="R-9", replaces=out.release().load)

    assert not correcting.correct_release(by=investigator, about=about, load=load, now=timezone.now())
    with pytest.raises(SecondNeeded):
        correcting.correct_release(by=investigator, about=about, load=load, now=timezone.now())
    assert (Posted.objects.count(), out.release().version) == (1, 1)
    assert correcting.correct_release(by=out.analyst(), about=about, load=load, now=timezone.now())
    settle(pair)

    assert out.release().is_personal
    with at(pair.xb):
        assert (out.received().state, out.read_of(drafts.PERSON)) == ("waiting", [])


def test_nobody_accepts_another_version_than_the_one_that_was_looked_at(pair: Pair) -> None:
    person = (drafts.person(), drafts.role(**out.SIGNED), drafts.group())
    say(Kind.RELEASE, make.uid("p"), body(*person), **told())
    settle(pair)
    with at(pair.xb):
        looked_at = out.received().load
    other = (drafts.person(name="Somebody Else"), *person[1:])
    say(Kind.CORRECTION, make.uid("p"), body(*other), version=2, **told())
    settle(pair)

    with at(pair.xb):
        browser = cast.client(cast.ANALYST_XB)
        assert browser.post(f"/exchange/received/{looked_at}/review/", {"decision": "accept"}).status_code == 409
        assert (out.received().state, out.read_of(drafts.PERSON)) == ("waiting", [])


def test_a_report_whose_words_name_or_reach_somebody_waits_for_review(pair: Pair) -> None:
    named = make.incident("named", summary="Contact Tarn Veldo, +49 170 1234567, passport X1234567")
    number = say(Kind.RELEASE, make.uid("w"), body(named), **told())
    settle(pair)

    assert answer(number) == "applied"
    with at(pair.xb):
        assert (out.received().state, out.read_of(make.uid("named"))) == ("waiting", [])


def test_what_ended_meanwhile_is_not_sent_again_by_who_still_saw_it_out(pair: Pair) -> None:
    about = out.released(ref="R-9")
    stale = queries.own_release_for(out.analyst(), about)
    actions.recall(by=out.analyst(), about=about, reason=EndReason.WRONG, now=timezone.now())

    with pytest.raises(DecidedMeanwhile), act(Event.RELEASE_RECALLED, by=out.analyst(), now=timezone.now()) as doing:
        actions.end(stale, Kind.RECALL, ReleaseState.RECALLED, "wrong", doing)

    assert (out.release().state, out.release().version) == ("recalled", 2)


def test_a_report_under_more_markings_than_anybody_needs_is_kept_aside(pair: Pair) -> None:
    own = narrowed(out.marking(), [XB], out.PURPOSE)
    functions = sorted({function for function, _ in shelf.schemes().duties})
    some = itertools.islice(itertools.combinations(functions, 3), 60)
    things = [(make.incident(f"m{n}"), replace(own, functions=frozenset(one))) for n, one in enumerate(some)]
    written = body_of(Released("", "2021-03-20", False, (XB,), own, ((make.incident("m"), own), *things)))
    number = say(Kind.RELEASE, make.uid("many"), written, **told())
    settle(pair)

    assert answer(number) == "too-large"


def test_who_joins_a_node_later_sees_nothing_of_what_was_released_before(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        Authority.objects.filter(code="XC-POL").update(closed_at=None)
        newcomer = cast.officer(cast.ANALYST_XC)

        assert "shipwreck" in out.read_of(out.WRECK)
        assert out.read_of(out.WRECK, newcomer) == []
        page = cast.client(cast.ANALYST_XC).get("/exchange/received/").content.decode()
        assert "Nothing came that you may know of." in page


def test_a_report_that_nobody_graded_is_released_by_no_way(pair: Pair) -> None:
    """F-A3: who receives it must know what to make of it; nothing is made up for the officer."""
    with at(pair.xa):
        wanted = actions.Wanted(out.filed(grade=""), (XB,), out.PURPOSE)
        with pytest.raises(ReleaseRefused, match="not-graded"):
            actions.ask_release(by=out.analyst(), wanted=wanted, now=timezone.now())
        assert not Release.objects.exists()
