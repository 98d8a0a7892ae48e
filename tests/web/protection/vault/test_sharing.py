"""Consent is enforced where things are given, and taking it back reaches whoever was given something."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.casework.codes import Age, Confirmation, GivenBy
from corridor.core.casework.errors import ConsentRefused, RecipientRefused
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base import keys
from corridor.web.protection.vault import bodies, receiving, sharing
from corridor.web.protection.vault.errors import BodyUnready, LetterRefused
from corridor.web.protection.vault.letters import letter_from
from corridor.web.protection.vault.models import CaseShare, DataKey, ProtectionBody, ReceivedPart
from tests import cast
from tests.web.protection.vault import make

pytestmark = [pytest.mark.django_db, pytest.mark.store]

NAME_ALONE = frozenset({"name"})


def _share(ref: str, consent: str, fields: frozenset[str] = NAME_ALONE, *, by: Officer | None = None) -> str:
    return sharing.share_parts(by=by or make.officer(), ref=ref, consent=consent, fields=fields, now=timezone.now())


def _refused(ref: str, consent: str, fields: frozenset[str] = NAME_ALONE) -> set[str]:
    with pytest.raises(ConsentRefused) as refused:
        _share(ref, consent, fields)
    assert not CaseShare.objects.exists()
    return set(str(refused.value.params["refusals"]).split(", "))


def test_nothing_is_given_without_a_consent_or_beyond_it() -> None:
    make.body()
    ref = make.case()
    consent = make.consent(ref, fields=NAME_ALONE)

    assert "no-consent" in _refused(ref, "f" * 32)
    assert _refused(ref, consent, frozenset({"name", "health"})) == {"fields-not-covered"}
    assert _refused(ref, consent, frozenset()) == {"nothing-chosen"}


def test_nothing_is_given_once_the_consent_was_taken_back_or_ran_out() -> None:
    make.body()
    ref = make.case()
    withdrawn = make.consent(ref)
    over = make.consent(ref, now=timezone.now() - timedelta(days=9), days=8)
    sharing.withdraw_consent(by=make.officer(), ref=ref, uid=withdrawn, why="", now=timezone.now())

    assert _refused(ref, withdrawn) == {"withdrawn"}
    assert _refused(ref, over) == {"expired"}


def test_a_consent_that_was_not_explained_or_lacks_the_guardian_covers_nothing() -> None:
    make.body()
    ref = make.case(age=Age.DISPUTED.value)
    bare = make.consent(ref, informed=frozenset({"who-receives"}), given_by=GivenBy.GUARDIAN)
    alone = make.consent(ref)
    with_guardian = make.consent(ref, given_by=GivenBy.BOTH)

    assert _refused(ref, bare) == {"not-informed"}
    assert _refused(ref, alone) == {"guardian-missing"}
    assert _share(ref, with_guardian)


def test_nothing_goes_to_an_enforcement_authority_or_to_a_body_that_nobody_checked() -> None:
    make.body("XB-BRD", kind="border-guard")
    make.body("INT-NEW", checked=False)
    ref = make.case()

    with pytest.raises(RecipientRefused):
        _share(ref, make.consent(ref, recipient="XB-BRD"))
    with pytest.raises(BodyUnready):
        _share(ref, make.consent(ref, recipient="INT-NEW"))
    with pytest.raises(BodyUnready):
        _share(ref, make.consent(ref, recipient="INT-NONE"))


@pytest.mark.parametrize("member", [cast.SECOND_PROTECTION_OFFICER, cast.VOLUNTEER, cast.ADMINISTRATOR_MPA])
def test_only_the_team_shares_or_takes_back(member: cast.Member) -> None:
    make.body()
    ref = make.case()
    consent = make.consent(ref)
    by = cast.officer(member)

    for attempt in (
        lambda: _share(ref, consent, by=by),
        lambda: sharing.withdraw_consent(by=by, ref=ref, uid=consent, why="", now=timezone.now()),
        lambda: sharing.letter_for(by, ref, "f" * 32, now=timezone.now()),
    ):
        with pytest.raises((NotFound, NotPermitted)):
            attempt()


def test_the_letter_is_handed_out_only_as_long_as_the_consent_stands() -> None:
    make.body()
    ref = make.case()
    consent = make.consent(ref, days=10)
    uid, by = _share(ref, consent), make.officer()
    parcel = sharing.letter_for(by, ref, uid, now=timezone.now())

    with pytest.raises(NotFound):
        sharing.letter_for(by, ref, uid, now=timezone.now() + timedelta(days=11))
    sharing.withdraw_consent(by=by, ref=ref, uid=consent, why="", now=timezone.now())

    assert letter_from(parcel).kind == "parcel"
    assert letter_from(sharing.letter_for(by, ref, uid, now=timezone.now())).kind == "withdrawal"
    assert CaseShare.objects.get(uid=uid).parcel is None


def test_the_sealed_letter_of_a_part_that_ran_out_is_dropped() -> None:
    make.body()
    ref = make.case()
    uid = _share(ref, make.consent(ref, days=10))

    dropped = [sharing.drop_what_has_run_out(timezone.now() + timedelta(days=days)) for days in (9, 11, 12)]

    assert dropped == [0, 1, 0]
    assert CaseShare.objects.get(uid=uid).parcel is None


def test_a_document_travels_with_the_parts_when_the_person_agreed_to_it() -> None:
    from corridor.core.casework.exchange import content_of
    from corridor.web.protection.vault import actions, queries

    make.body()
    ref, by = make.case(), make.officer()
    clean = {"name": "a.txt", "kind": "text/plain", "size": "5", "sha256": "0" * 64, "words": ""}
    document = actions.add_document(by=by, ref=ref, clean=clean, content=b"paper", now=timezone.now())
    fields = frozenset({"documents"})
    _share(ref, make.consent(ref, fields=fields), fields)
    kept = queries.case_for(by, ref, now=timezone.now())

    told = content_of(kept.file, fields, {document: b"paper"})

    assert told["documents"] == [
        {"name": "a.txt", "kind": "text/plain", "sha256": "0" * 64, "words": "", "content": "cGFwZXI="}
    ]


def test_a_letter_tells_its_carrier_nothing_and_its_size_is_a_class() -> None:
    make.body()
    ref, other = make.case(), make.case(account="long " * 200)
    fields = frozenset({"name", "account"})
    uids = [_share(one, make.consent(one, fields=fields), fields) for one in (ref, other)]
    letters = [
        sharing.letter_for(make.officer(), one, uid, now=timezone.now())
        for one, uid in zip((ref, other), uids, strict=True)
    ]

    assert len(letters[0]) == len(letters[1])
    assert not [word for word in (make.NAME, make.WORDS, ref, "long long") if word.encode() in letters[0] + letters[1]]


class Elsewhere:
    """Another body on a node of its own: the same code with other keys in place of ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "elsewhere"
        (self.folder / "keys").mkdir(parents=True)
        signing = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (self.folder / "keys" / "protection.ledger").write_bytes(signing)

    def __enter__(self) -> Elsewhere:
        self.home, settings.HOME = settings.HOME, self.folder
        return self

    def __exit__(self, *_: object) -> None:
        settings.HOME = self.home


def _card(code: str) -> bodies.Card:
    from corridor.web.base.doors.keyring import public_key, signing_key

    return bodies.Card(code, "Haven of XC", "protection", public_key(), signing_key())


def _introduce(card: bodies.Card) -> None:
    now = timezone.now()
    first, second = make.officer(), cast.officer(cast.SECOND_PROTECTION_OFFICER)
    bodies.add_body(by=first, written=bodies.card_bytes(card), now=now)
    bodies.check_body(by=second, code=card.code, fingerprint=card.fingerprint, now=now)


def _letter_from_elsewhere(there: Elsewhere, kind: str, body: bytes, *, recipient: str = "INT-MPA") -> bytes:
    """Return a letter of the other body to ours."""
    from corridor.web.base.doors.keyring import public_key
    from corridor.web.protection.vault.letters import sealed_letter

    ours = public_key()
    with there:
        return sealed_letter(kind, body, sender=make.BODY, recipient=recipient, sealing_key=ours)


def _parcel(uid: str, *, days: int = 9, sender: str = make.BODY) -> bytes:
    from corridor.core.casework.exchange import parcel_bytes
    from corridor.core.casework.records import Parcel

    now = timezone.now()
    content = {"name": {"called": {"asked": "stated", "said": make.NAME}}}
    return parcel_bytes(
        Parcel(uid, sender, "INT-MPA", "assistance", "a" * 32, NAME_ALONE, now + timedelta(days=days), now, content)
    )


def _withdrawal(uid: str) -> bytes:
    from corridor.core.casework.exchange import withdrawal_bytes
    from corridor.core.casework.records import Withdrawal

    return withdrawal_bytes(Withdrawal(uid, make.BODY, "INT-MPA", timezone.now()))


@pytest.fixture
def there(tmp_path: Path) -> Elsewhere:
    """The other body, introduced and checked by two."""
    elsewhere = Elsewhere(tmp_path)
    with elsewhere:
        card = _card(make.BODY)
    _introduce(card)
    return elsewhere


UID = "b" * 32


def _take_in(written: bytes) -> receiving.Arrived:
    return receiving.take_in_letter(by=make.officer(), written=written, now=timezone.now())


def test_a_received_part_is_read_by_its_keeper_until_it_runs_out(there: Elsewhere) -> None:
    by, now = make.officer(), timezone.now()
    assert _take_in(_letter_from_elsewhere(there, "parcel", _parcel(UID))).state is Confirmation.RECEIVED

    parcel = receiving.read_part(by=by, uid=UID, now=now)

    assert parcel.content["name"] == {"called": {"asked": "stated", "said": make.NAME}}
    with pytest.raises(NotFound):
        receiving.read_part(by=cast.officer(cast.SECOND_PROTECTION_OFFICER), uid=UID, now=now)
    with pytest.raises(NotFound):
        receiving.read_part(by=by, uid=UID, now=now + timedelta(days=10))
    assert receiving.parts_for(by, now=now + timedelta(days=10)) == ()


def test_what_has_run_out_is_erased_with_its_key(there: Elsewhere) -> None:
    _take_in(_letter_from_elsewhere(there, "parcel", _parcel(UID)))

    assert receiving.erase_what_has_run_out(timezone.now() + timedelta(days=10)) == 1

    assert ReceivedPart.objects.get(uid=UID).sealed is None
    assert not DataKey.objects.filter(of=UID).exists()


def test_taking_back_ends_reading_at_once_whichever_letter_comes_first(there: Elsewhere) -> None:
    other = "c" * 32
    _take_in(_letter_from_elsewhere(there, "parcel", _parcel(UID)))
    _take_in(_letter_from_elsewhere(there, "withdrawal", _withdrawal(UID)))
    _take_in(_letter_from_elsewhere(there, "withdrawal", _withdrawal(other)))
    late = _take_in(_letter_from_elsewhere(there, "parcel", _parcel(other)))

    assert late.state is Confirmation.ERASED
    for uid in (UID, other):
        with pytest.raises(NotFound):
            receiving.read_part(by=make.officer(), uid=uid, now=timezone.now())
        assert ReceivedPart.objects.get(uid=uid).sealed is None
        assert not DataKey.objects.filter(of=uid).exists()


def test_a_letter_that_is_not_for_us_or_not_from_whom_it_says_is_refused(there: Elsewhere) -> None:
    good = _letter_from_elsewhere(there, "parcel", _parcel(UID))
    forged_by_ourselves = _own_letter(_parcel(UID))

    for written in (
        b"",
        b"{}",
        good[:-20],
        good.replace(b'"kind":"parcel"', b'"kind":"withdrawal"'),
        good.replace(b"INT-MPB", b"INT-MPC"),
        _letter_from_elsewhere(there, "parcel", _parcel(UID), recipient="XB-ASY"),
        _letter_from_elsewhere(there, "parcel", _parcel(UID, sender="INT-MPZ")),
        forged_by_ourselves,
    ):
        with pytest.raises((LetterRefused, BodyUnready)):
            _take_in(written)
    assert not ReceivedPart.objects.exists()


def _own_letter(body: bytes) -> bytes:
    """Return a letter that names the other body and was signed with our own key."""
    from corridor.web.base.doors.keyring import public_key
    from corridor.web.protection.vault.letters import sealed_letter

    return sealed_letter("parcel", body, sender=make.BODY, recipient="INT-MPA", sealing_key=public_key())


def _attestation(there: Elsewhere, uid: str, state: Confirmation) -> bytes:
    from corridor.core.casework.exchange import attestation_bytes
    from corridor.core.casework.records import Attestation

    body = attestation_bytes(Attestation(uid, make.BODY, "INT-MPA", state, timezone.now()))
    return _letter_from_elsewhere(there, "attestation", body)


def test_it_stays_unconfirmed_until_the_recipient_attests_that_it_was_erased(there: Elsewhere) -> None:
    ref, by = make.case(), make.officer()
    consent = make.consent(ref)
    uid = _share(ref, consent)

    states = [sharing.confirm(by=by, written=_attestation(there, uid, Confirmation.RECEIVED), now=timezone.now())]
    sharing.withdraw_consent(by=by, ref=ref, uid=consent, why="", now=timezone.now())
    states.append(CaseShare.objects.get(uid=uid).state)
    late = _attestation(there, uid, Confirmation.RECEIVED)
    states.append(sharing.confirm(by=by, written=late, now=timezone.now()))
    states.append(sharing.confirm(by=by, written=_attestation(there, uid, Confirmation.ERASED), now=timezone.now()))

    assert states == ["received", "unconfirmed", "unconfirmed", "erased"]


def test_nobody_else_can_attest(there: Elsewhere) -> None:
    from corridor.core.casework.exchange import attestation_bytes
    from corridor.core.casework.records import Attestation

    make.body("INT-MPD")
    ref = make.case()
    uid = _share(ref, make.consent(ref, recipient="INT-MPD"))
    body = attestation_bytes(Attestation(uid, make.BODY, "INT-MPA", Confirmation.ERASED, timezone.now()))

    with pytest.raises(LetterRefused):
        sharing.confirm(
            by=make.officer(), written=_letter_from_elsewhere(there, "attestation", body), now=timezone.now()
        )

    assert CaseShare.objects.get(uid=uid).state == "sent"


def test_one_officer_alone_brings_no_body_in_and_a_card_never_replaces_another(tmp_path: Path) -> None:
    from corridor.web.protection.vault.errors import CardRefused, SamePerson

    with Elsewhere(tmp_path):
        card = _card(make.BODY)
    by, now = make.officer(), timezone.now()
    bodies.add_body(by=by, written=bodies.card_bytes(card), now=now)

    with pytest.raises(SamePerson):
        bodies.check_body(by=by, code=card.code, fingerprint=card.fingerprint, now=now)
    with pytest.raises(CardRefused):
        bodies.add_body(by=by, written=bodies.card_bytes(card), now=now)
    with pytest.raises(RecipientRefused):
        police = bodies.Card("XB-POL", "Police", "police", card.sealing_key, card.signing_key)
        bodies.add_body(by=by, written=bodies.card_bytes(police), now=now)
    assert ProtectionBody.objects.get().checked_at is None
    assert keys.door_key()
