"""Each authority decides for itself what it received: what it reads of it, for what, and whether it keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import Attested, Kind
from corridor.core.exchange.releases import Released, body_of, narrowed
from corridor.core.kernel.identifiers import Uid
from corridor.web.base.accounts.models import Authority
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.exchange import ending, telling
from corridor.web.desk.exchange.models import CountedUse, Received
from corridor.web.desk.lines.models import Posted
from tests import cast, make
from tests.core.entities import make as drafts
from tests.exchanging import XB, Pair, at, settle
from tests.nodes import Node
from tests.web.desk.exchange import out
from tests.web.desk.exchange.test_attacks import OTHER, answer, body, introduce_other, say, told
from tests.web.desk.lines.far import Far

pytestmark = pytest.mark.store

XC = "XC-POL"
PERSONAL = (drafts.person(), drafts.role(**out.SIGNED), drafts.group())


def decide(member: cast.Member, decision: str, load: str = "", function: str = "") -> int:
    """Let somebody decide what waits, as the page does; return how the page answers."""
    browser = cast.client(member, function=function) if function else cast.client(member)
    load = load or Received.objects.filter(recipients=[member.authority]).latest("pk").load
    return int(browser.post(f"/exchange/received/{load}/review/", {"decision": decision}).status_code)


def test_what_was_released_for_one_purpose_is_read_for_no_other(pair: Pair) -> None:
    out.released()
    settle(pair)

    with at(pair.xb):
        cast.grant(cast.ANALYST_XB, "prosecutor", "prosecution")
        prosecutor = cast.officer(cast.ANALYST_XB, function="prosecutor", purpose="prosecution")
        assert marking_of(out.received().mark).purposes == {out.PURPOSE}
        assert "shipwreck" in out.read_of(out.WRECK)
        assert out.read_of(out.WRECK, prosecutor) == []


def test_nobody_lets_in_what_nobody_here_has_read(pair: Pair) -> None:
    own = narrowed(out.marking(), [XB], out.PURPOSE)
    narrow = replace(own, functions=frozenset({"investigator"}))
    things = ((make.incident("other"), own), *((one, narrow) for one in PERSONAL))
    written = body_of(Released("", "2021-03-20", False, (XB,), own, things))
    say(Kind.RELEASE, make.uid("hidden"), written, **told())
    settle(pair)

    with at(pair.xb):
        cast.grant(cast.ANALYST_XB, "investigator", out.PURPOSE)
        load = out.received().load
        assert decide(cast.ANALYST_XB, "accept", load) == 403
        assert (out.received().state, out.read_of(make.uid("other"))) == ("waiting", [])
        page = cast.client(cast.ANALYST_XB).get(f"/exchange/received/{load}/").content.decode()
        assert "It says more than you may read" in page


def joint(pair: Pair) -> None:
    """Release a person to both authorities of one node, XB-BRD and its guest XC-POL."""
    with at(pair.xb):
        Authority.objects.filter(code=XC).update(closed_at=None)
        cast.account(cast.ANALYST_XC).grants.update(purpose=out.PURPOSE)
    both = narrowed(out.marking(), [XB, XC], out.PURPOSE)
    say(Kind.RELEASE, make.uid("joint"), body(*PERSONAL, marked=both, recipients=[XB, XC]), **told(both))
    settle(pair)


def read_by(member: cast.Member) -> list[str]:
    return out.read_of(drafts.PERSON, cast.officer(member))


def attested(pair: Pair) -> list[str]:
    with at(pair.xb):
        return [row.kind for row in Posted.objects.all()]


def test_one_authority_declines_for_itself_alone(pair: Pair) -> None:
    joint(pair)

    with at(pair.xb):
        assert decide(cast.ANALYST_XB, "decline") == 302
        assert decide(cast.ANALYST_XC, "accept") == 302
        assert (read_by(cast.ANALYST_XB), "Tarn Veldo" in read_by(cast.ANALYST_XC)) == ([], True)
    assert attested(pair) == []
    say(Kind.RECALL, make.uid("joint"), {"reason": "wrong"}, version=2)
    settle(pair)
    with at(pair.xb):
        assert read_by(cast.ANALYST_XC) == []
        assert set(Received.objects.exclude(ended_at=None).values_list("state", flat=True)) == {"declined", "ended"}


def test_what_one_authority_accepts_no_other_sees_before_it_did_the_same(pair: Pair) -> None:
    joint(pair)

    with at(pair.xb):
        load = Received.objects.get(recipients=[XC]).load
        assert decide(cast.ANALYST_XB, "accept", load) == 404
        assert decide(cast.ANALYST_XB, "accept") == 302
        assert ("Tarn Veldo" in read_by(cast.ANALYST_XB), read_by(cast.ANALYST_XC)) == (True, [])


def test_what_every_authority_declined_is_erased_and_its_owner_is_told_once(pair: Pair) -> None:
    joint(pair)

    with at(pair.xb):
        assert [decide(one, "decline") for one in (cast.ANALYST_XB, cast.ANALYST_XC)] == [302, 302]
        assert set(Received.objects.values_list("state", flat=True)) == {"declined"}
        assert not Received.objects.filter(ended_at=None).exists()
    assert attested(pair) == ["attestation"]


def as_incident(uid: str) -> Draft:
    """Return an incident under the identifier of something else."""
    other = make.incident("x")
    return Draft(Uid(uid), other.kind, other.claims)


def test_who_released_a_person_cannot_say_that_it_is_an_incident(pair: Pair) -> None:
    say(Kind.RELEASE, make.uid("p"), body(*PERSONAL), **told())
    settle(pair)
    with at(pair.xb):
        decide(cast.ANALYST_XB, "accept")
        before = out.read_of(drafts.PERSON)
    number = say(Kind.RELEASE, make.uid("q"), body(as_incident(drafts.PERSON)), **told())
    settle(pair)

    assert answer(number) == "content-refused"
    with at(pair.xb):
        assert out.read_of(drafts.PERSON) == before


def test_what_is_said_of_a_person_known_here_from_others_waits_and_its_sender_learns_nothing(pair: Pair) -> None:
    introduce_other(pair)
    theirs = replace(narrowed(out.marking(), [XB], out.PURPOSE), originator=OTHER)
    say(Kind.RELEASE, make.uid("p"), body(*PERSONAL, marked=theirs), originator=OTHER, **told(theirs))
    settle(pair)
    with at(pair.xb):
        assert decide(cast.ANALYST_XB, "accept") == 302
        before = out.read_of(drafts.PERSON)
    known = say(Kind.RELEASE, make.uid("q"), body(as_incident(drafts.PERSON)), **told())
    unknown = say(Kind.RELEASE, make.uid("r"), body(make.incident("x")), **told())
    settle(pair)

    assert answer(known) == answer(unknown) == "applied"
    with at(pair.xb):
        row = Received.objects.get(about=make.uid("q"))
        assert (row.state, row.is_personal) == ("waiting", True)
        assert decide(cast.ANALYST_XB, "accept", row.load) == 422
        row.refresh_from_db()
        assert (row.state, out.read_of(drafts.PERSON)) == ("waiting", before)


def test_the_owner_and_not_who_passed_it_on_is_told_what_became_of_it(node: Node) -> None:
    owner, other = Far().introduce(), Far("XE-NAT", "XE-POL").introduce()
    signed = owner.releases("wreck")
    other.adds(Kind.RELEASE, signed, originator=owner.authority, about=make.uid("wreck"), version=1)
    other.brings()
    row = Received.objects.get()
    name = {"originator": row.originator, "about": row.about}
    CountedUse.objects.create(**name, on="2026-01-01", authority="XA-POL", what="used", use="read", count=1)

    with act(Event.RECEIVED_ERASED, by=out.analyst(), now=timezone.now()) as doing:
        telling.tell(row.originator, row.about, doing)
        ending.end_received(row, Attested.ERASED, doing)

    sent = set(Posted.objects.values_list("partner", "kind"))
    assert sent == {(owner.code, "told"), (owner.code, "attestation")}
