"""Cards against whoever goes on after an end: with keys of before, for authorities given away, closed or revoked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.cards.codes import Ending
from corridor.core.cards.errors import ClaimStays
from corridor.core.cards.records import Former
from corridor.core.doors.errors import SecondOfficerNeeded
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.core.kernel.errors import CorridorError, NotPermitted
from corridor.web.base.accounts.models import Authority, Officer
from corridor.web.base.doors.models import Door
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.cards import actions, claims
from corridor.web.desk.cards.models import Claim, Moved, OwnKey
from corridor.web.desk.cards.queries import moment
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.models import AuthorityKey
from tests import cast
from tests.web.desk.cards.strangers import Key, Stranger, public_of

pytestmark = pytest.mark.usefixtures("node")


def speaking(authority: str) -> set[str]:
    """Return the nodes whose keys stand for an authority now."""
    rows = AuthorityKey.objects.filter(authority=authority, ended_at=None, is_revoked=False)
    return {row.node for row in rows}


def known(code: str, *authorities: str) -> Stranger:
    """Return a node that two people of ours accepted, which told for whom it speaks."""
    found = Stranger(code, authorities={one: Key.generate() for one in (code, *authorities)})
    found.introduce()
    assert found.tell_roster() is None
    return found


def renewed(code: str = "YB-NAT") -> tuple[Stranger, Key]:
    """Return a node that renewed its keys a moment ago, and the key it had before."""
    found = known(code)
    before, after = found.signing, found.with_new_keys()
    assert after.tell_roster(known_by=before) is None
    return after, before


def gives(giver: Stranger, authority: str, to: str) -> None:
    """Let a node say that another speaks for an authority from now on."""
    key = giver.authorities.pop(authority, None) or Key.generate()
    giver.former.append(Former(authority, public_of(key), moment(timezone.now()), Ending.MOVED, to))


def test_nothing_is_taken_with_the_key_of_before_once_the_line_is_closed() -> None:
    node, before = renewed()
    node.letter([], signing=before)

    actions.close_card(by=cast.officer(cast.ADMINISTRATOR_XA), code=node.code, now=timezone.now())

    with pytest.raises(LetterRefused) as refused:
        node.letter([], signing=before)
    assert refused.value.params["reason"] == Reason.KEY_REVOKED.value


def test_who_renewed_stolen_keys_is_not_heard_with_the_stolen_ones_after_the_revocation() -> None:
    node, before = renewed()
    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code=node.code, now=timezone.now())
    anew = node.with_new_keys()
    anew.authorities, anew.ledger, anew.version = {anew.code: Key.generate()}, Key.generate(), 0
    anew.introduce()

    for stolen in (before, node.signing):
        with pytest.raises(LetterRefused) as refused:
            node.letter([], signing=stolen)
        assert refused.value.params["reason"] == Reason.KEY_REVOKED.value
    assert anew.tell_roster() is None


def test_another_card_ends_the_key_of_before_the_last_change_too() -> None:
    node, before = renewed()
    node.with_new_keys().introduce()

    with pytest.raises(LetterRefused):
        node.letter([], signing=before)


def test_who_gives_an_authority_away_does_not_keep_it_beside() -> None:
    giver, taker = known("YA-NAT", "YA-GUE"), known("YB-NAT")
    giver.former.append(Former("YA-GUE", public_of(Key.generate()), moment(timezone.now()), Ending.MOVED, taker.code))

    assert giver.tell_roster() is Reason.CONTENT_REFUSED

    assert (speaking("YA-GUE"), Moved.objects.count()) == ({"YA-NAT"}, 0)


@pytest.mark.parametrize("since", [datetime(2001, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)])
def test_who_gave_an_authority_away_never_takes_it_back_whatever_the_clock_of_its_keys(since: datetime) -> None:
    giver, taker = known("YA-NAT"), known("YB-NAT")
    giver.since, giver.authorities["YA-GUE"] = since, Key.generate()
    assert giver.tell_roster() is None
    gives(giver, "YA-GUE", taker.code)
    assert giver.tell_roster() is None
    taker.authorities["YA-GUE"] = Key.generate()
    assert taker.tell_roster() is None
    assert (speaking("YA-GUE"), partners.node_of("YA-GUE")) == ({"YB-NAT"}, "YB-NAT")

    giver.former.clear()
    giver.authorities["YA-GUE"] = Key.generate()
    giver.tell_roster()

    assert (speaking("YA-GUE"), partners.node_of("YA-GUE")) == ({"YB-NAT"}, "YB-NAT")


def test_an_authority_moves_in_one_act_or_not_at_all() -> None:
    taker = known("YB-NAT")
    by, now = cast.officer(cast.ADMINISTRATOR_XA), timezone.now()
    with turn.write():
        Officer.objects.filter(authority__code="XB-BRD").update(is_active=False)
        Door.objects.filter(code=taker.code).update(knows=99)  # Nothing can be signed for it: the telling fails.

    with pytest.raises(CorridorError):
        actions.move_authority(by=by, authority="XB-BRD", to=taker.code, now=now)

    assert Authority.objects.get(code="XB-BRD").closed_at is None
    assert not OwnKey.objects.filter(authority="XB-BRD").exclude(ended_at=None).exists()
    with turn.write():
        Door.objects.filter(code=taker.code).update(knows=0)
    actions.move_authority(by=by, authority="XB-BRD", to=taker.code, now=now)
    events = LedgerEntry.objects.filter(event__in=[Event.AUTHORITY_CLOSED, Event.AUTHORITY_MOVED])
    assert sorted(events.values_list("event", flat=True)) == [Event.AUTHORITY_CLOSED, Event.AUTHORITY_MOVED]
    assert OwnKey.objects.get(authority="XB-BRD").why == Ending.MOVED.value


def waiting() -> set[tuple[str, str]]:
    """Return which nodes would speak for which authorities and do not."""
    return set(Claim.objects.values_list("node", "authority"))


def test_a_node_with_one_authority_of_anothers_is_taken_without_that_one() -> None:
    known("YC-NAT", "YB-POL")
    good = Stranger("YB-NAT", authorities={"YB-NAT": Key.generate(), "YB-POL": Key.generate()})
    good.introduce()

    assert good.tell_roster() is None

    assert (speaking("YB-NAT"), speaking("YB-POL")) == ({"YB-NAT"}, {"YC-NAT"})
    assert waiting() == {("YB-NAT", "YB-POL")}


@pytest.mark.store
@pytest.mark.parametrize("gone", ["closed", "revoked", "not-named", "given-to-nobody"])
def test_who_squatted_on_an_authority_holds_it_no_longer_than_it_is_heard(gone: str) -> None:
    bad = known("YC-NAT", "YB-POL")
    now = timezone.now()
    if gone == "given-to-nobody":
        gives(bad, "YB-POL", "YZ-NIX")
        assert bad.tell_roster() is None
    if gone == "not-named":
        del bad.authorities["YB-POL"]
        assert bad.tell_roster() is None
    elif gone == "closed":
        actions.close_card(by=cast.officer(cast.ADMINISTRATOR_XA), code=bad.code, now=now)
    else:
        actions.revoke(by=cast.officer(cast.OVERSEER_XA), code=bad.code, now=now)

    known("YB-NAT", "YB-POL")

    assert (speaking("YB-POL") - {bad.code}, partners.node_of("YB-POL")) == ({"YB-NAT"}, "YB-NAT")


def test_two_people_settle_who_speaks_for_an_authority_and_it_stays_settled() -> None:
    bad, good = known("YC-NAT", "YB-POL"), known("YB-NAT", "YB-POL")
    one, other, now = cast.officer(cast.ADMINISTRATOR_XA), cast.officer(cast.OVERSEER_XA), timezone.now()

    with pytest.raises(SecondOfficerNeeded):
        claims.settle(by=other, node=good.code, authority="YB-POL", now=now)
    with pytest.raises(NotPermitted):
        claims.propose(by=other, node=good.code, authority="YB-POL", now=now)
    claims.propose(by=one, node=good.code, authority="YB-POL", now=now)
    with pytest.raises(SecondOfficerNeeded):
        claims.settle(by=one, node=good.code, authority="YB-POL", now=now)
    assert speaking("YB-POL") == {bad.code}
    claims.settle(by=other, node=good.code, authority="YB-POL", now=now)

    assert (speaking("YB-POL"), waiting()) == ({good.code}, set())
    bad.authorities["YB-POL"] = Key.generate()
    bad.tell_roster()
    good.tell_roster()
    assert (speaking("YB-POL"), waiting()) == ({good.code}, {(bad.code, "YB-POL")})


def test_a_claim_with_another_key_than_was_proposed_is_not_settled_by_one() -> None:
    known("YC-NAT", "YB-POL")
    rival = known("YB-NAT", "YB-POL")
    now = timezone.now()
    claims.propose(by=cast.officer(cast.ADMINISTRATOR_XA), node=rival.code, authority="YB-POL", now=now)
    rival.authorities["YB-POL"] = Key.generate()
    rival.tell_roster()

    with pytest.raises(SecondOfficerNeeded):
        claims.settle(by=cast.officer(cast.OVERSEER_XA), node=rival.code, authority="YB-POL", now=now)


def test_nobody_gives_an_authority_of_ours_away_by_settling_a_claim() -> None:
    known("YB-NAT", "XA-POL")

    with pytest.raises(ClaimStays):
        claims.propose(by=cast.officer(cast.ADMINISTRATOR_XA), node="YB-NAT", authority="XA-POL", now=timezone.now())
    assert speaking("XA-POL") == set()


@pytest.mark.store
def test_a_revoked_authority_stays_revoked_whatever_cards_say_until_two_people_settle_it() -> None:
    node, other, now = known("YA-NAT", "YA-GUE"), known("YB-NAT"), timezone.now()
    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YA-GUE", now=now)

    for claimant in (node, other):
        claimant.authorities["YA-GUE"] = Key.generate()
        assert claimant.tell_roster() is None
        gives(claimant, "YA-GUE", "YB-NAT")
        claimant.tell_roster()
        claimant.former.clear()
        claimant.authorities["YA-GUE"] = Key.generate()
        assert claimant.tell_roster() is None
    assert (speaking("YA-GUE"), speaking("YA-NAT")) == (set(), {"YA-NAT"})

    claims.propose(by=cast.officer(cast.ADMINISTRATOR_XA), node=node.code, authority="YA-GUE", now=now)
    claims.settle(by=cast.officer(cast.OVERSEER_XA), node=node.code, authority="YA-GUE", now=now)
    assert speaking("YA-GUE") == {"YA-NAT"}
    node.authorities["YA-GUE"] = Key.generate()
    assert node.tell_roster() is None
    assert speaking("YA-GUE") == {"YA-NAT"}


def test_two_people_settle_a_claim_on_the_page_of_the_node() -> None:
    known("YC-NAT", "YB-POL")
    good = known("YB-NAT", "YB-POL")
    page = f"/partners/cards/{good.code}/"
    first, second = cast.client(cast.ADMINISTRATOR_XA), cast.client(cast.OVERSEER_XA)
    assert "claims/YB-POL/settle/" not in second.get(page).content.decode()

    early = second.post(f"{page}claims/YB-POL/settle/")
    proposed = first.post(f"{page}claims/YB-POL/")
    shown = second.get(page).content.decode()
    settled = second.post(f"{page}claims/YB-POL/settle/")

    assert (early.status_code, proposed.status_code, settled.status_code) == (422, 302, 302)
    assert f"{page}claims/YB-POL/settle/" in shown
    assert speaking("YB-POL") == {good.code}
    assert "claims/YB-POL/" not in first.get(page).content.decode()
