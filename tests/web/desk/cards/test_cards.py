"""Cards: two people compare a fingerprint, keys change by what is known, and nobody speaks for another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.cards.codes import Ending, Says
from corridor.core.cards.errors import CardRevoked
from corridor.core.cards.exchange import about_of, held_form
from corridor.core.cards.records import Former
from corridor.core.doors.errors import CardInvalid, SecondOfficerNeeded
from corridor.core.doors.exchange import fingerprint
from corridor.core.exchange.codes import Kind, Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.accounts.models import Officer
from corridor.web.base.doors import keyring as pairs
from corridor.web.base.doors import queries as known
from corridor.web.base.exchange.letters import content_opened
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.cards import actions, queries, taking, telling
from corridor.web.desk.cards.models import Moved, OwnKey, PartnerCard
from corridor.web.desk.lines import keyring
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.models import AuthorityKey, Posted
from tests import cast
from tests.web.desk.cards.strangers import Key, Stranger, public_of

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def stranger() -> Stranger:
    """A node that two people of ours have accepted."""
    found = Stranger("YB-NAT")
    found.introduce()
    return found


def speaking(authority: str) -> set[str]:
    """Return the nodes whose keys stand for an authority now."""
    rows = AuthorityKey.objects.filter(authority=authority, ended_at=None, is_revoked=False)
    return {row.node for row in rows}


def test_a_card_is_used_after_two_people_have_compared_its_digits() -> None:
    stranger = Stranger("YB-NAT")
    by = cast.officer(cast.ADMINISTRATOR_XA)
    now = timezone.now()

    actions.bring_card(by=by, written=stranger.written, fingerprint=stranger.digits, now=now)
    with pytest.raises(SecondOfficerNeeded):
        actions.confirm_card(by=by, code="YB-NAT", fingerprint=stranger.digits, now=now)
    assert partners.partners() == ()

    actions.confirm_card(by=cast.officer(cast.OVERSEER_XA), code="YB-NAT", fingerprint=stranger.digits, now=now)
    assert [door.code for door in partners.partners()] == ["YB-NAT"]


def test_the_fingerprint_of_another_is_refused_by_each_of_the_two() -> None:
    stranger, other = Stranger("YB-NAT"), Stranger("YB-NAT")
    by, second, now = cast.officer(cast.ADMINISTRATOR_XA), cast.officer(cast.OVERSEER_XA), timezone.now()

    with pytest.raises(CardInvalid):
        actions.bring_card(by=by, written=stranger.written, fingerprint=other.digits, now=now)
    actions.bring_card(by=by, written=stranger.written, fingerprint=stranger.digits, now=now)
    with pytest.raises(CardInvalid):
        actions.confirm_card(by=second, code="YB-NAT", fingerprint=other.digits, now=now)


def test_who_does_not_manage_the_node_brings_no_card() -> None:
    stranger = Stranger("YB-NAT")
    for member in (cast.ANALYST_XA, cast.OVERSEER_XA, cast.OUTSIDER):
        with pytest.raises(NotPermitted):
            actions.bring_card(
                by=cast.officer(member), written=stranger.written, fingerprint=stranger.digits, now=timezone.now()
            )


def test_a_partner_is_told_our_card_when_it_is_confirmed(stranger: Stranger) -> None:
    letter = stranger.read(known_as=pairs.pair(0).signing_public)

    assert [item.kind for item in letter.items] == [Kind.CARD, Kind.CARD, Kind.HEAD]


def test_an_authority_is_known_by_the_key_that_its_node_tells(stranger: Stranger) -> None:
    assert stranger.tell_roster() is None

    assert speaking("YB-NAT") == {"YB-NAT"}
    assert partners.node_of("YB-NAT") == "YB-NAT"


def test_a_replayed_older_card_changes_nothing(stranger: Stranger) -> None:
    stranger.tell_roster(version=1)
    old = dict(stranger.authorities)
    stranger.authorities = {"YB-NAT": Key.generate()}
    stranger.tell_roster(version=2)

    stranger.authorities = old
    assert stranger.tell_roster(version=1) is Reason.CONTENT_REFUSED

    keys = AuthorityKey.objects.filter(authority="YB-NAT", ended_at=None)
    assert [bytes(row.public) for row in keys] != [public_of(old["YB-NAT"])]


def test_one_version_does_not_say_two_things(stranger: Stranger) -> None:
    stranger.tell_roster(version=1)
    stranger.authorities["YB-CST"] = Key.generate()

    assert stranger.tell_roster(version=1) is Reason.FORKED
    assert speaking("YB-CST") == set()


def test_nobody_speaks_for_an_authority_of_another_node_or_for_ours(stranger: Stranger) -> None:
    stranger.tell_roster()
    rival = Stranger("YC-NAT")
    rival.introduce()

    for stolen in ("YB-NAT", "XA-POL"):
        rival.authorities = {"YC-NAT": Key.generate(), stolen: Key.generate()}
        assert rival.tell_roster() is None

    assert (speaking("YB-NAT"), speaking("XA-POL"), speaking("YC-NAT")) == ({"YB-NAT"}, set(), {"YC-NAT"})


def test_the_code_of_a_node_that_is_known_is_not_claimed_by_another(stranger: Stranger) -> None:
    rival = Stranger("YC-NAT", authorities={"YC-NAT": Key.generate(), "YB-NAT": Key.generate()})
    rival.introduce()

    assert rival.tell_roster() is None
    assert speaking("YB-NAT") == set()


def test_nobody_takes_the_key_of_another(stranger: Stranger) -> None:
    stranger.tell_roster()
    rival = Stranger("YC-NAT")
    rival.introduce()
    rival.authorities = {"YC-NAT": stranger.authorities["YB-NAT"]}

    assert rival.tell_roster() is Reason.NOT_THE_ORIGINATORS


def test_a_card_that_names_a_key_which_its_sender_does_not_hold_is_refused(stranger: Stranger) -> None:
    assert stranger.tell_roster(held=Key.generate()) is Reason.SIGNATURE
    assert not PartnerCard.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"says": "else"},
        {"more": "x"},
        {"name": "a‮b"},
        {"name": ""},
        {"sealing_key": "00"},
        {"authorities": []},
        {"authorities": [{}]},
        {"former": [{"code": "YB-NAT", "key": "0" * 64, "at": "2030-01-01T00:00:00Z", "why": "moved", "to": ""}]},
        {"origin": "http://127.0.0.1:1"},
    ],
)
def test_what_is_not_the_agreed_form_is_kept_aside_whole(stranger: Stranger, changed: dict[str, object]) -> None:
    body = stranger.roster_body(1) | changed
    body["held"] = stranger.signing.sign(held_form(body, 1)).hex()
    about = about_of(stranger.code, Says.ROSTER)

    assert stranger.send(Kind.CARD, body, about=about, version=1) is Reason.CONTENT_REFUSED
    assert not AuthorityKey.objects.exists()


def test_a_partner_changes_its_keys_without_a_new_comparison(stranger: Stranger) -> None:
    stranger.tell_roster()
    before = stranger.signing
    after = stranger.with_new_keys()

    assert after.tell_roster(known_by=before) is None

    assert after.tell_head(after.shown(10)) is None
    assert known.door_known("YB-NAT", "desk").fingerprint == fingerprint(after.card)


def test_a_letter_under_way_with_the_key_before_is_taken_for_a_while(stranger: Stranger) -> None:
    stranger.tell_roster()
    before = stranger.signing
    stranger = stranger.with_new_keys()
    stranger.tell_roster(known_by=before)

    kid = key_id(public_of(before))
    now = timezone.now()
    early, late = (known.signer(kid, "desk", now=now + timedelta(days=days)) for days in (29, 31))

    assert early is not None
    assert late is not None
    assert (early.is_revoked, late.is_revoked) == (False, True)


def test_a_card_with_a_changed_key_that_the_known_key_did_not_sign_is_refused(stranger: Stranger) -> None:
    stranger.tell_roster()
    thief = stranger.with_new_keys()

    with pytest.raises(LetterRefused) as refused:
        thief.tell_roster()

    assert refused.value.params["reason"] == Reason.SENDER_UNKNOWN.value


def test_the_key_of_a_ledger_does_not_change_by_a_card(stranger: Stranger) -> None:
    stranger.tell_roster()
    stranger.ledger = Key.generate()

    assert stranger.tell_roster() is Reason.SIGNATURE


def test_nothing_signed_by_a_revoked_key_is_taken_from_that_moment_on(stranger: Stranger) -> None:
    stranger.tell_roster()

    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YB-NAT", now=timezone.now())

    with pytest.raises(LetterRefused) as refused:
        stranger.tell_roster()
    assert refused.value.params["reason"] == Reason.KEY_REVOKED.value
    assert speaking("YB-NAT") == set()
    assert all(row.is_revoked for row in AuthorityKey.objects.filter(node="YB-NAT"))


def test_a_card_with_a_revoked_key_cannot_be_brought_again(stranger: Stranger) -> None:
    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YB-NAT", now=timezone.now())

    with pytest.raises(CardRevoked):
        stranger.introduce()


@pytest.mark.store
def test_after_a_loss_a_card_with_other_keys_begins_anew(stranger: Stranger) -> None:
    stranger.tell_roster(version=7)
    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YB-NAT", now=timezone.now())
    renewed = stranger.with_new_keys()
    renewed.authorities = {"YB-NAT": Key.generate()}
    renewed.ledger = Key.generate()
    renewed.introduce()

    assert renewed.tell_roster(version=1) is None

    assert speaking("YB-NAT") == {"YB-NAT"}


def test_a_revoked_key_does_not_come_back_on_a_later_card(stranger: Stranger) -> None:
    stranger.tell_roster()
    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YB-NAT", now=timezone.now())
    renewed = stranger.with_new_keys()
    renewed.introduce()

    assert renewed.tell_roster() is Reason.KEY_REVOKED


def test_our_own_rotation_is_told_with_the_key_that_the_partner_knows(stranger: Stranger) -> None:
    first = pairs.pair(0).signing_public
    actions.rotate_node(by=cast.officer(cast.ADMINISTRATOR_XA), is_lost=False, now=timezone.now())

    letter = stranger.read(known_as=first)

    cards = [item for item in letter.items if item.kind is Kind.CARD]
    assert [item.version for item in cards] == [1, 1, 2]


def test_once_the_partner_has_taken_our_new_card_letters_are_signed_with_the_new_key(stranger: Stranger) -> None:
    actions.rotate_node(by=cast.officer(cast.ADMINISTRATOR_XA), is_lost=False, now=timezone.now())
    telling.follow_answers(now=timezone.now())
    assert known.door_known("YB-NAT", "desk").knows == 0

    Posted.objects.filter(partner="YB-NAT").update(outcome="applied")
    telling.follow_answers(now=timezone.now())

    assert known.door_known("YB-NAT", "desk").knows == 1
    stranger.read(known_as=pairs.pair(1).signing_public)
    # What was sealed to the key before is still opened.
    stranger.letter([], to=pairs.pair(0).sealing_public)


def test_after_a_loss_nothing_is_told_with_the_lost_key(stranger: Stranger) -> None:
    lost = pairs.pair(0).signing_public
    actions.rotate_node(by=cast.officer(cast.ADMINISTRATOR_XA), is_lost=True, now=timezone.now())

    with pytest.raises(LetterRefused):
        stranger.read(known_as=lost)


def test_an_authority_keeps_what_it_signed_before_its_key_was_changed() -> None:
    stranger = Stranger("YB-NAT")
    stranger.introduce()
    by = cast.officer(cast.ADMINISTRATOR_XA)

    actions.rotate_authority(by=by, authority="XB-BRD", is_lost=False, now=timezone.now())

    rows = list(OwnKey.objects.filter(authority="XB-BRD").order_by("since"))
    assert [row.why for row in rows] == [Ending.ROTATED.value, ""]
    roster = queries.own_roster()
    assert [one.key for one in roster.former] == [bytes(rows[0].public)]
    assert bytes(rows[1].public) in {one.key for one in roster.authorities}


@pytest.mark.store
def test_an_authority_moves_from_a_centre_to_its_own_node_and_nothing_is_orphaned() -> None:
    centre = Stranger("YJ-CEN", authorities={"YJ-CEN": Key.generate(), "YB-POL": Key.generate()})
    own = Stranger("YB-POL")
    centre.introduce()
    centre.tell_roster()
    own.introduce()
    own.tell_roster()
    assert speaking("YB-POL") == {"YJ-CEN"}

    key = centre.authorities.pop("YB-POL")
    at = queries.moment(timezone.now())
    centre.former.append(Former("YB-POL", public_of(key), at, Ending.MOVED, "YB-POL"))
    assert centre.tell_roster() is None
    assert own.tell_roster(version=1) is None

    assert speaking("YB-POL") == {"YB-POL"}
    held = AuthorityKey.objects.get(node="YJ-CEN", authority="YB-POL")
    assert (held.ended_at is not None, held.is_revoked) == (True, False)
    centre.former.clear()
    centre.authorities["YB-POL"] = Key.generate()
    centre.tell_roster()
    assert speaking("YB-POL") == {"YB-POL"}


def test_an_authority_cannot_be_given_away_by_who_does_not_speak_for_it(stranger: Stranger) -> None:
    stranger.tell_roster()
    rival = Stranger("YC-NAT")
    rival.introduce()
    at = queries.moment(timezone.now())
    for code in ("YB-NAT", "XA-POL"):
        rival.former.append(Former(code, public_of(Key.generate()), at, Ending.MOVED, "YC-TWO"))

    assert rival.tell_roster() is None

    assert not Moved.objects.exists()


def test_the_ledger_names_no_person_and_no_word_of_a_card(stranger: Stranger) -> None:
    stranger.tell_roster()

    told = LedgerEntry.objects.filter(event__in=[Event.CARD_TAKEN, Event.CARD_TOLD, Event.DOOR_ADDED])
    assert told.count() >= 3
    assert not [entry for entry in told if "Authority" in entry.detail or "Node of" in entry.detail]


def test_what_an_authority_signed_before_its_key_was_renewed_stands_and_nothing_after(stranger: Stranger) -> None:
    stranger.tell_roster()
    old = stranger.authorities["YB-NAT"]
    renewed = timezone.now()
    stranger.former = [Former("YB-NAT", public_of(old), queries.moment(renewed), Ending.ROTATED)]
    stranger.authorities["YB-NAT"] = Key.generate()
    stranger.tell_roster()

    before, after = (
        stranger.item(stranger.content(Kind.ALERT, at=renewed + delay), old)
        for delay in (-timedelta(hours=1), timedelta(hours=1))
    )

    now = timezone.now()
    assert content_opened(before, authorities=keyring.Signers(), now=now).kind is Kind.ALERT
    with pytest.raises(LetterRefused) as refused:
        content_opened(after, authorities=keyring.Signers(), now=now)
    assert refused.value.params["reason"] == Reason.NOT_THE_ORIGINATORS.value


def test_one_authority_abroad_is_revoked_without_its_node(stranger: Stranger) -> None:
    stranger.authorities["YB-CST"] = Key.generate()
    stranger.tell_roster()

    actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YB-CST", now=timezone.now())

    assert (speaking("YB-CST"), speaking("YB-NAT")) == (set(), {"YB-NAT"})
    assert stranger.tell_head(stranger.shown(5)) is None


def test_nothing_is_revoked_that_nobody_knows() -> None:
    with pytest.raises(NotFound):
        actions.revoke(by=cast.officer(cast.OVERSEER_XA), code="YZ-NIX", now=timezone.now())


def test_a_partner_that_seals_to_our_newer_key_is_written_to_with_it(stranger: Stranger) -> None:
    actions.rotate_node(by=cast.officer(cast.ADMINISTRATOR_XA), is_lost=False, now=timezone.now())

    stranger.letter([], to=pairs.pair(0).sealing_public)
    assert known.door_known("YB-NAT", "desk").knows == 0
    stranger.letter([], to=pairs.pair(1).sealing_public)

    stranger.read(known_as=pairs.pair(1).signing_public)


def test_a_partner_that_renews_keys_without_end_is_refused(stranger: Stranger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_KEYS", 3)
    for _ in range(3):
        stranger.authorities["YB-NAT"] = Key.generate()
        assert stranger.tell_roster() is None
    stranger.authorities["YB-NAT"] = Key.generate()

    assert stranger.tell_roster() is Reason.TOO_LARGE


def test_our_authority_is_handed_over_once_nobody_acts_for_it_here(stranger: Stranger) -> None:
    with turn.write():
        Officer.objects.filter(authority__code="XB-BRD").update(is_active=False)

    actions.move_authority(by=cast.officer(cast.ADMINISTRATOR_XA), authority="XB-BRD", to="YB-NAT", now=timezone.now())

    roster = queries.own_roster()
    assert ("XB-BRD", Ending.MOVED, "YB-NAT") in {(one.code, one.why, one.to) for one in roster.former}
    assert "XB-BRD" not in {one.code for one in roster.authorities}
    rival = Stranger("YC-NAT", authorities={"YC-NAT": Key.generate(), "XB-BRD": Key.generate()})
    rival.introduce()
    rival.tell_roster()
    assert speaking("XB-BRD") == set()
    stranger.authorities["XB-BRD"] = Key.generate()
    assert stranger.tell_roster() is None
    assert speaking("XB-BRD") == {"YB-NAT"}
    assert partners.node_of("XB-BRD") == "YB-NAT"


def test_an_old_key_pair_is_forgotten_once_every_partner_knows_the_newest(stranger: Stranger) -> None:
    by, now = cast.officer(cast.ADMINISTRATOR_XA), timezone.now()
    for _ in range(2):
        actions.rotate_node(by=by, is_lost=False, now=now)
    later = now + telling.OLD_PAIR_FOR + timedelta(days=1)
    telling.follow_answers(now=later)
    assert pairs.numbers() == (2, 1, 0)

    Posted.objects.filter(partner="YB-NAT").update(outcome="applied")
    telling.follow_answers(now=now)
    telling.follow_answers(now=later)

    assert pairs.numbers() == (2, 0)
    stranger.read(known_as=pairs.pair(2).signing_public)
