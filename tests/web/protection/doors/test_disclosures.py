"""Disclosures: one of four grounds, a second officer, the fewest fields, an end that is carried to the recipient."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.doors import bodies
from corridor.core.doors.codes import Ground, Held, Kind, Outcome, Trouble
from corridor.core.doors.errors import DisclosureLacks, DisclosureState, SecondOfficerNeeded
from corridor.core.doors.records import FieldChosen
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.doors import queries as doors
from corridor.web.base.doors.models import Outgoing
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.protection.doors import actions, models, queries
from corridor.web.protection.vault import sharing
from tests import cast, peer
from tests.peer import Peer
from tests.web.protection.doors import make
from tests.web.protection.vault import make as vault

pytestmark = pytest.mark.usefixtures("node")
SECRET = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def desk() -> Peer:
    """A desk that the node knows."""
    return make.desk()


def propose(ground: Ground = Ground.COMPULSION, ref: str = "", **given: object) -> str:
    """Propose a disclosure as the first officer."""
    one = make.proposal(ground, **given)
    return actions.propose(
        by=cast.officer(cast.PROTECTION_OFFICER), case_ref=ref or vault.case(), proposal=one, now=timezone.now()
    )


def decide(uid: str, outcome: Outcome = Outcome.APPROVED, by: cast.Member = cast.SECOND_PROTECTION_OFFICER) -> None:
    """Decide as the second officer."""
    actions.decide(by=cast.officer(by), uid=uid, outcome=outcome, remark="", now=timezone.now())


def state(uid: str) -> str:
    """Return where a disclosure stands."""
    return queries.disclosure_for(cast.officer(cast.PROTECTION_OFFICER), uid).state


@pytest.mark.store
@pytest.mark.parametrize("ground", [Ground.COMPULSION, Ground.DANGER_TO_LIFE, Ground.CHILD])
def test_what_a_second_officer_approved_leaves_with_its_fields_and_nothing_else(desk: Peer, ground: Ground) -> None:
    uid = propose(ground)
    before = Outgoing.objects.count()

    decide(uid)

    said = desk.read(bytes(Outgoing.objects.get().envelope))
    assert before == 0
    assert said.kind is Kind.DISCLOSURE
    assert said.body["fields"] == [["name", "Ansel Quillmark"]]
    assert set(said.body) == {"uid", "authority", "function", "purpose", "until", "their_ref", "fields"}
    assert "the order names it" not in str(said.body)
    assert state(uid) == "unconfirmed"


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.IMMUNITY, Outcome.PRIVILEGE])
def test_a_refusal_immunity_or_privilege_lets_nothing_out(desk: Peer, outcome: Outcome) -> None:
    uid = propose()

    decide(uid, outcome)

    assert Outgoing.objects.count() == 0
    assert state(uid) == outcome
    with pytest.raises(DisclosureState):
        decide(uid, by=cast.SECOND_PROTECTION_OFFICER)


def test_who_proposed_does_not_decide(desk: Peer) -> None:
    uid = propose()

    with pytest.raises(SecondOfficerNeeded):
        decide(uid, by=cast.PROTECTION_OFFICER)

    assert Outgoing.objects.count() == 0


@pytest.mark.parametrize(
    "member", [cast.VOLUNTEER, cast.ASYLUM_OFFICER, cast.STATUS_OFFICER, cast.OVERSEER_MPA, cast.ADMINISTRATOR_MPA]
)
def test_nobody_else_proposes_decides_or_reads(desk: Peer, member: cast.Member) -> None:
    uid = propose()
    browser, officer = cast.client(member), cast.officer(member)

    assert browser.get(f"/disclosures/{uid}/").status_code == 403
    with pytest.raises(NotPermitted):
        decide(uid, by=member)
    with pytest.raises(NotPermitted):
        actions.propose(by=officer, case_ref="C-0000-0000", proposal=make.proposal(), now=timezone.now())


def test_only_who_works_on_a_case_proposes_from_it(desk: Peer) -> None:
    ref = vault.case()

    with pytest.raises(NotFound):
        actions.propose(
            by=cast.officer(cast.SECOND_PROTECTION_OFFICER),
            case_ref=ref,
            proposal=make.proposal(),
            now=timezone.now(),
        )


@pytest.mark.store
def test_a_consent_opens_the_door_for_its_recipient_purpose_and_fields(desk: Peer) -> None:
    ref = vault.case()
    uid = make.consent(ref)

    decide(propose(Ground.CONSENT, ref, particulars={"consent": uid}))

    assert desk.read(bytes(Outgoing.objects.get().envelope)).kind is Kind.DISCLOSURE


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "operational-analysis"},
        {"fields": (FieldChosen("account", "what she told", "it helps"),)},
        {"particulars": {"consent": "f" * 32}},
        {"until": timezone.now().date() + timedelta(days=90)},
    ],
)
def test_a_consent_covers_nothing_beyond_its_words(desk: Peer, wrong: dict[str, object]) -> None:
    ref = vault.case()
    uid = make.consent(ref)

    with pytest.raises(DisclosureLacks):
        propose(Ground.CONSENT, ref, **{"particulars": {"consent": uid}, **wrong})


def test_a_consent_that_was_withdrawn_before_the_decision_lets_nothing_out(desk: Peer) -> None:
    ref = vault.case()
    consent = make.consent(ref)
    uid = propose(Ground.CONSENT, ref, particulars={"consent": consent})
    by, now = cast.officer(cast.PROTECTION_OFFICER), timezone.now()
    sharing.withdraw_consent(by=by, ref=ref, uid=consent, why="", now=now)

    with pytest.raises(DisclosureLacks):
        decide(uid)

    assert Outgoing.objects.count() == 0


@pytest.mark.store
def test_a_consent_that_is_withdrawn_later_is_carried_to_the_recipient(desk: Peer) -> None:
    ref = vault.case()
    consent = make.consent(ref)
    uid = propose(Ground.CONSENT, ref, particulars={"consent": consent})
    decide(uid)
    by, now = cast.officer(cast.PROTECTION_OFFICER), timezone.now()
    sharing.withdraw_consent(by=by, ref=ref, uid=consent, why="", now=now)

    ended = actions.end_over(now=timezone.now())

    kinds = [desk.read(bytes(one.envelope)).kind for one in Outgoing.objects.order_by("pk")]
    assert (ended, kinds) == (1, [Kind.DISCLOSURE, Kind.WITHDRAWAL])
    assert state(uid) == "withdrawn-unconfirmed"


@pytest.mark.store
def test_the_recipients_attestation_confirms_and_only_the_recipients(desk: Peer) -> None:
    uid = propose()
    decide(uid)
    other = Peer("XB-BRD", "desk", "border-guard")
    other.introduce(cast.ADMINISTRATOR_MPA, cast.OVERSEER_MPA)

    peer.send(other.envelope(other.message(Kind.ATTESTATION, bodies.attestation_body(uid, Held.ERASED))))
    unconfirmed = state(uid)
    peer.send(desk.envelope(desk.message(Kind.ATTESTATION, bodies.attestation_body(uid, Held.HELD))))

    assert (unconfirmed, state(uid)) == ("unconfirmed", "confirmed")
    assert [one.trouble for one in doors.kept_aside()] == [Trouble.CONTENT_REFUSED]


@pytest.mark.store
def test_the_end_of_a_disclosure_stays_unconfirmed_until_the_recipient_attests_the_erasure(desk: Peer) -> None:
    uid = propose()
    decide(uid)
    peer.send(desk.envelope(desk.message(Kind.ATTESTATION, bodies.attestation_body(uid, Held.HELD))))
    actions.end(by=cast.officer(cast.PROTECTION_OFFICER), uid=uid, now=timezone.now())
    before = state(uid)

    peer.send(desk.envelope(desk.message(Kind.ATTESTATION, bodies.attestation_body(uid, Held.ERASED))))

    assert (before, state(uid)) == ("withdrawn-unconfirmed", "withdrawn-confirmed")


def test_a_disclosure_past_its_day_is_ended_by_itself(desk: Peer) -> None:
    uid = propose()
    decide(uid)

    ended = actions.end_over(now=timezone.now() + timedelta(days=21))

    assert ended == 1
    assert state(uid) == "expired-unconfirmed"


def test_a_disclosure_goes_only_to_a_desk_and_a_duty_that_receives(desk: Peer) -> None:
    with pytest.raises(NotFound):
        propose(authority="XB-OMB")
    with pytest.raises(DisclosureLacks):
        propose(function="analyst", purpose="strategic-analysis")


def test_an_officer_works_a_disclosure_in_the_browser(desk: Peer) -> None:
    ref = vault.case()
    today = timezone.now().date()
    first, second = cast.client(cast.PROTECTION_OFFICER), cast.client(cast.SECOND_PROTECTION_OFFICER)
    form = {
        "ground": "danger-to-life",
        "whose": "those in the shed",
        "why_now": "the gas is on",
        "authority": "XA-POL",
        "duty_of_desk": "investigator:detection-and-investigation",
        "fields": ["place"],
        "value-place": "shed 4 at Tern Bay",
        "reason-place": "to get them out",
        "until": (today + timedelta(days=5)).isoformat(),
        "notice": "given",
    }

    empty = first.post(f"/disclosures/from/{ref}/", {"ground": "danger-to-life"})
    made = first.post(f"/disclosures/from/{ref}/", form)
    page = second.get(made["Location"])
    second.post(f"{made['Location']}decide/", {"outcome": "approved"})

    assert empty.status_code == 422
    assert "shed 4 at Tern Bay" in page.content.decode()
    assert "sent, unconfirmed" in first.get(made["Location"]).content.decode()
    assert "Another protection officer decides" in first.get(f"/disclosures/{propose()}/").content.decode()
    assert Outgoing.objects.count() == 1


def test_the_answer_is_the_same_for_what_is_and_what_is_not(desk: Peer) -> None:
    browser = cast.client(cast.PROTECTION_OFFICER)
    before = browser.post("/disclosures/answer/", {"to": "XA-POL", "ref": "Order 7"}).content
    decide(propose(their_ref="Order 7"), Outcome.PRIVILEGE)

    after = browser.post("/disclosures/answer/", {"to": "XA-POL", "ref": "Order 7"}).content

    assert SECRET.sub(b"", before) == SECRET.sub(b"", after)
    assert b"neither confirms nor denies" in after


@pytest.mark.store
def test_the_overseer_sees_ground_and_state_and_no_content(desk: Peer) -> None:
    ref = vault.case()
    decide(propose(ref=ref), Outcome.REFUSED)

    page = cast.client(cast.OVERSEER_MPA).get("/disclosures/overseen/").content.decode()
    refused = cast.client(cast.ADMINISTRATOR_MPA).get("/disclosures/overseen/")

    assert refused.status_code == 403
    assert "Legal compulsion" in page
    assert "refused" in page
    assert ref not in page
    assert "Quillmark" not in page
    assert "XA-POL" not in page


def test_the_published_register_needs_no_sign_in_and_tells_bands(desk: Peer) -> None:
    decide(propose())
    models.Disclosure.objects.update(decided_at=timezone.now() - timedelta(days=200))
    LedgerEntry.objects.filter(position=0).update(at="2026-01-05T00:00:00.000000Z")

    page, file = Client().get("/register/"), Client().get("/register/file.json")

    assert page.status_code == 200
    assert "1-9" in page.content.decode()
    assert b"signature" in file.content
    assert b"Quillmark" not in file.content + page.content


def test_the_ledger_has_grounds_and_outcomes_and_no_content(desk: Peer) -> None:
    ref = vault.case()
    decide(propose(ref=ref))

    told = str(list(LedgerEntry.objects.filter(event__startswith="disclosure:").values_list("about", "detail")))

    assert Event.DISCLOSURE_DECIDED in set(LedgerEntry.objects.values_list("event", flat=True))
    assert "Quillmark" not in told
    assert ref not in told
    assert "XA-POL" not in told
