"""What was written beside a claim is erased when the person asks; the claim and all that it closes stay."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.claims.codes import ActKind, Closed, Particulars, StepKind, StepState
from corridor.core.claims.errors import (
    ActNotOpen,
    EraserNeeded,
    EraserReturns,
    ParticularsWhole,
    StepClosed,
)
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.ledger.actions import record
from corridor.web.protection.claims import actions, particulars, queries, steps
from corridor.web.protection.claims.models import Claim
from corridor.web.protection.vault.models import DataKey
from tests import cast
from tests.web.protection.claims.ground import entries, file, moved, recorded

pytestmark = [pytest.mark.django_db, pytest.mark.store]
WORDS = {"name": "Sivo Harn", "place": "north pier", "words": "they burned the mill", "language": "Teslan"}


def second() -> Officer:
    """Return a colleague of the asylum officer."""
    return replace(cast.officer(cast.ASYLUM_OFFICER), handle="as.colleague")


def act(ref: str, kind: ActKind, by: Officer | None = None) -> None:
    by = by or cast.officer(cast.ASYLUM_OFFICER)
    actions.decide(by=by, ref=ref, move=actions.Move(kind), now=timezone.now())


def acknowledged(**said: str) -> actions.Recorded:
    made = recorded(cast.VOLUNTEER, None, **(WORDS | said))
    moved(made.receipt.ref, ActKind.ACKNOWLEDGED)
    return made


def erased(**said: str) -> actions.Recorded:
    made = acknowledged(**said)
    act(made.receipt.ref, ActKind.ERASURE_ASKED)
    act(made.receipt.ref, ActKind.PARTICULARS_ERASED, second())
    return made


def row_of(made: actions.Recorded) -> Claim:
    return queries.claim_for(cast.officer(cast.ASYLUM_OFFICER), made.receipt.ref)


def take(ref: str) -> str:
    return steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=timezone.now())


def test_after_two_officers_nobody_can_open_what_was_said_and_the_claim_is_what_the_node_signed() -> None:
    made = acknowledged()
    before = queries.receipt_of(row_of(made))
    act(made.receipt.ref, ActKind.ERASURE_ASKED)
    assert queries.said_in(row_of(made)).words["place"] == "north pier"

    act(made.receipt.ref, ActKind.PARTICULARS_ERASED, second())

    row = row_of(made)
    assert queries.said_in(row) == queries.Said(Particulars.ERASED, {})
    assert not DataKey.objects.filter(of__contains=made.receipt.ref).exists()
    assert queries.receipt_of(row) == before == made.receipt
    assert queries.is_genuine(row)
    assert queries.checked(cast.officer(cast.OVERSEER_MPA)).amiss == ()


def test_what_the_claim_closes_stays_closed_and_what_was_halted_stays_halted() -> None:
    ref, namesake = file("Orra Teslin"), file("Sivo Harn")
    step = take(ref)
    erased(reference=ref)

    state = queries.standing_of(queries.step_for(cast.officer(cast.STATUS_OFFICER), step)).state

    assert state is StepState.HALTED
    with pytest.raises(StepClosed):
        steps.move_step(by=cast.officer(cast.STATUS_OFFICER), ref=step, to=StepState.UNDER_WAY, now=timezone.now())
    for one in (ref, namesake, file("HARN, Sivo")):
        with pytest.raises(StepClosed) as refused:
            take(one)
        assert refused.value.params["closed"] == Closed.PROTECTION_OPEN


def test_the_person_still_follows_the_claim_and_is_told_that_the_particulars_were_erased() -> None:
    made = erased()

    page = Client().post("/receipt/", {"code": made.code}).text

    assert "particulars erased on request" in page
    assert "open" in page


def test_one_officer_alone_erases_nothing() -> None:
    made = acknowledged()
    ref = made.receipt.ref
    with pytest.raises(EraserNeeded):
        act(ref, ActKind.PARTICULARS_ERASED)
    act(ref, ActKind.ERASURE_ASKED)
    with pytest.raises(EraserNeeded):
        act(ref, ActKind.PARTICULARS_ERASED)

    assert queries.said_in(row_of(made)).standing is Particulars.READABLE


@pytest.mark.parametrize("member", [cast.STATUS_OFFICER, cast.VOLUNTEER, cast.PROTECTION_OFFICER], ids=str)
@pytest.mark.parametrize("kind", [ActKind.ERASURE_ASKED, ActKind.PARTICULARS_ERASED])
def test_nobody_but_the_asylum_body_asks_for_or_carries_out_an_erasure(member: cast.Member, kind: ActKind) -> None:
    made = acknowledged()
    act(made.receipt.ref, ActKind.ERASURE_ASKED)

    with pytest.raises(NotPermitted):
        act(made.receipt.ref, kind, cast.officer(member))

    assert queries.said_in(row_of(made)).standing is Particulars.READABLE
    assert entries(Event.ACT_REFUSED)[-1].actor == member.handle


def test_who_took_a_step_for_the_person_erases_nothing_even_as_an_asylum_officer() -> None:
    ref = file("Sivo Harn")
    made = acknowledged()
    both = replace(cast.officer(cast.ASYLUM_OFFICER), handle=cast.STATUS_OFFICER.handle)

    with pytest.raises(EraserReturns):
        act(made.receipt.ref, ActKind.ERASURE_ASKED, both)
    act(made.receipt.ref, ActKind.ERASURE_ASKED)
    with pytest.raises(EraserReturns):
        act(made.receipt.ref, ActKind.PARTICULARS_ERASED, both)

    with pytest.raises(StepClosed):
        take(ref)


def test_an_asylum_officer_of_another_body_finds_no_claim_to_erase() -> None:
    made = acknowledged()
    own = second()
    other = replace(own, reader=replace(own.reader, authority="XC-ASY"))

    with pytest.raises(NotFound):
        act(made.receipt.ref, ActKind.ERASURE_ASKED, other)


def test_an_erasure_ends_no_claim_and_the_next_wish_under_its_receipt_closes_too() -> None:
    made = erased()

    again = recorded(reference=made.receipt.ref)

    assert again.receipt.person == made.receipt.person
    with pytest.raises(ActNotOpen):
        act(made.receipt.ref, ActKind.ERASURE_ASKED)
    moved(made.receipt.ref, ActKind.GRANTED)


def test_particulars_of_before_they_had_a_key_of_their_own_are_read_and_refused_an_erasure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from corridor.web.protection.pages.sealed import sealed

    monkeypatch.setattr(particulars, "closed", lambda ref, said: sealed("claim", ref, said))
    made = acknowledged()

    assert queries.said_in(row_of(made)).words["place"] == "north pier"
    with pytest.raises(ParticularsWhole):
        act(made.receipt.ref, ActKind.ERASURE_ASKED)


def test_a_key_that_somebody_took_away_past_the_node_is_told_and_the_claim_stays_in_force() -> None:
    ref = file("Sivo Harn")
    made = acknowledged()
    DataKey.objects.filter(of__contains=made.receipt.ref).delete()

    page = cast.client(cast.ASYLUM_OFFICER).get(f"/claims/of/{made.receipt.ref}/")

    assert queries.said_in(row_of(made)).standing is Particulars.BROKEN
    assert "nobody noted why" in page.text
    with pytest.raises(StepClosed):
        take(ref)


def test_after_a_restore_nothing_is_read_until_the_asylum_body_has_looked() -> None:
    made = acknowledged()
    record(Event.NODE_RESTORED, by=cast.officer(cast.ADMINISTRATOR_MPA), now=timezone.now(), about="backup")

    assert queries.said_in(row_of(made)) == queries.Said(Particulars.UNREVIEWED, {})
    act(made.receipt.ref, ActKind.ERASURE_ASKED)
    act(made.receipt.ref, ActKind.PARTICULARS_ERASED, second())
    actions.review_files(by=cast.officer(cast.ASYLUM_OFFICER), now=timezone.now())

    assert queries.said_in(row_of(made)).standing is Particulars.ERASED


def test_the_ledger_tells_that_it_was_erased_and_nothing_of_it() -> None:
    made = erased()

    [entry] = entries(Event.CLAIM_PARTICULARS_ERASED)

    assert (entry.about, entry.actor) == (made.receipt.ref, "as.colleague")
    told = " ".join(json.dumps(vars(row), default=str) for row in entries(Event.CLAIM_DECIDED))
    assert not any(word in told + entry.detail for word in ("Harn", "pier", "mill", "Teslan"))


def test_the_page_offers_one_act_at_a_time_and_says_what_stays() -> None:
    made = acknowledged()
    here = f"/claims/of/{made.receipt.ref}/"
    browser = cast.client(cast.ASYLUM_OFFICER)
    assert 'value="erasure-asked"' in browser.get(here).text

    assert browser.post(f"{here}decide/", {"act": "erasure-asked"}).status_code == 302
    shown = browser.get(here).text
    assert "You noted that the person asks for it." in shown
    assert 'value="particulars-erased"' not in shown
    alone = browser.post(f"{here}decide/", {"act": "particulars-erased"})
    act(made.receipt.ref, ActKind.PARTICULARS_ERASED, second())

    assert alone.status_code == 422
    assert 'href="#erasing"' in alone.text
    page = browser.get(here).text
    assert "Erased on request. The claim, its dates and all that it closes stay." in page
    assert "north pier" not in page
    assert "erasure-asked" not in page
