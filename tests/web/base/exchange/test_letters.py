"""Letters between nodes: opened by whom they are for, and refused for the right reason whatever is wrong with them."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.exchange.codes import Kind, Outcome, Reason, Urgency
from corridor.core.exchange.errors import LetterRefused, WritingRefused
from corridor.core.exchange.letters import LARGEST, canonical, content_written, letter_from, letter_written
from corridor.core.exchange.logs import appended
from corridor.core.exchange.records import Content, Item, Letter, Outgoing, Receipt
from corridor.web.base.exchange import wire
from corridor.web.base.exchange.letters import (
    LARGEST_SEALED,
    Known,
    content_opened,
    content_signed,
    letter_opened,
    letter_sealed,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT = "2026-03-01T11:59:00Z"


def private(seed: int) -> bytes:
    return bytes([seed]) * 32


def signing_public(seed: int) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private(seed)).public_key().public_bytes_raw()


def sealing_public(seed: int) -> bytes:
    return X25519PrivateKey.from_private_bytes(private(seed)).public_key().public_bytes_raw()


NODE, OTHER, AUTHORITY, REVOKED = 1, 2, 3, 4
US, THEM = 11, 12
KNOWN = {
    wire.key_id(signing_public(NODE)): Known("XA-POL", signing_public(NODE)),
    wire.key_id(signing_public(OTHER)): Known("XC-POL", signing_public(OTHER)),
    wire.key_id(signing_public(AUTHORITY)): Known("XA-POL", signing_public(AUTHORITY)),
    wire.key_id(signing_public(REVOKED)): Known("XA-POL", signing_public(REVOKED), is_revoked=True),
}


def content(**changed: object) -> Content:
    said = Content(
        kind=Kind.RELEASE,
        originator="XA-POL",
        about="a" * 32,
        version=1,
        at=AT,
        marking="b" * 64,
        purpose="operational-analysis",
        legal_basis="untoc:art18",
        retention="operational-1y",
        until="2027-03-01",
        thread="",
        urgency=Urgency.ROUTINE,
        body={"statements": [["incident_kind", "shipwreck"], ["dead", "3"]], "read": True},
    )
    return replace(said, **changed)  # type: ignore[arg-type]


def item(said: Content | None = None, *, signing: int = AUTHORITY, **changed: object) -> Item:
    written = content_signed(said or content(), signing=private(signing))
    log = appended(Outgoing(), Kind.RELEASE, originator="XA-POL", about="a" * 32, version=1, content=written)
    return replace(log.items[0], **changed)  # type: ignore[arg-type]


def letter(**changed: object) -> Letter:
    receipt = Receipt(3, bytes(32), Outcome.KEPT_ASIDE, Reason.CONTENT_REFUSED)
    return replace(Letter("XA-POL", "XB-BRD", AT, 3, (receipt,), (item(),)), **changed)  # type: ignore[arg-type]


def brought(one: Letter | None = None, *, signing: int = NODE, to: int = US) -> bytes:
    return letter_sealed(one or letter(), signing=private(signing), recipient=sealing_public(to))


def opened(envelope: bytes) -> Letter:
    return letter_opened(envelope, private=private(US), us="XB-BRD", nodes=KNOWN.get, now=NOW)


def reason(envelope: bytes) -> str:
    with pytest.raises(LetterRefused) as refused:
        opened(envelope)
    return str(refused.value.params["reason"])


def by_hand(payload: bytes, *, signing: int = NODE, typ: str = wire.LETTER) -> bytes:
    return wire.sealed(wire.signed(payload, private(signing), typ), sealing_public(US))


def test_a_letter_comes_as_it_was_written() -> None:
    assert opened(brought()) == letter()
    assert content_opened(item(), authorities=KNOWN.get, now=NOW) == content()


def test_a_letter_of_the_largest_size_comes_whole() -> None:
    said = content(body={"text": "x" * 330_000})
    log = Outgoing()
    for _ in range(6):
        written = content_signed(said, signing=private(AUTHORITY))
        log = appended(log, Kind.RELEASE, originator="XA-POL", about="a" * 32, version=1, content=written)
    one = letter(items=log.items)

    assert opened(brought(one)) == one
    with pytest.raises(WritingRefused):
        letter_written(letter(items=log.items * 2))


@pytest.mark.parametrize(
    ("envelope", "expected"),
    [
        (lambda: brought(to=THEM), Reason.NOT_FOR_US),
        (lambda: brought(letter(recipient="XC-POL")), Reason.NOT_FOR_US),
        (lambda: brought(signing=9), Reason.SENDER_UNKNOWN),
        (lambda: brought(signing=REVOKED), Reason.KEY_REVOKED),
        (lambda: brought(signing=OTHER), Reason.SIGNATURE),
        (lambda: brought(letter(at="2026-03-03T00:01:00Z")), Reason.FROM_THE_FUTURE),
        (lambda: brought(letter(at="2026-13-01T12:11:00Z")), Reason.FORM),
        (lambda: by_hand(letter_written(letter()), typ=wire.ITEM), Reason.FORM),
        (lambda: by_hand(b"{}"), Reason.VERSION),
        (lambda: by_hand(b'{"form":1,"form":1}'), Reason.FORM),
        (lambda: by_hand(letter_written(letter()).replace(b'"form":1', b'"form":2')), Reason.VERSION),
        (lambda: by_hand(letter_written(letter()).replace(b'"have":3', b'"have": 3')), Reason.FORM),
        (lambda: by_hand(letter_written(letter()).replace(b'"have":3', b'"have":true')), Reason.FORM),
        (lambda: by_hand(letter_written(letter()).replace(b'"have":3', b'"have":9007199254740992')), Reason.FORM),
        (lambda: by_hand(letter_written(letter()).replace(b'"number":1', b'"number":0')), Reason.FORM),
        (lambda: by_hand(letter_written(letter()).replace(b"XA-POL", b"xa-pol", 1)), Reason.FORM),
        (lambda: by_hand(b"[" * 200_000), Reason.FORM),
        (lambda: by_hand(b'"' + b"x" * LARGEST + b'"'), Reason.TOO_LARGE),
        (lambda: bytes(LARGEST_SEALED + 1), Reason.TOO_LARGE),
        (lambda: b"", Reason.FORM),
        (lambda: b"....", Reason.FORM),
        (lambda: brought()[:-9], Reason.FORM),
        (lambda: brought() + b".x", Reason.FORM),
    ],
)
def test_a_letter_that_is_not_right_is_refused_for_the_right_reason(envelope: object, expected: Reason) -> None:
    assert reason(envelope()) == expected  # type: ignore[operator]


@pytest.mark.parametrize(
    "added",
    [
        {"zip": "DEF"},
        {"crit": ["x"], "x": 1},
        {"jwk": {}},
        {"jku": "https://evil.example/"},
        {"alg": "dir"},
        {"p2c": 10**9},
    ],
)
def test_nothing_is_taken_from_a_header_that_says_more(added: dict[str, object]) -> None:
    first, rest = brought().split(b".", 1)
    header = json.loads(urlsafe_b64decode(first + b"=" * (-len(first) % 4))) | added
    changed = urlsafe_b64encode(canonical(header)).rstrip(b"=")

    assert reason(changed + b"." + rest) == Reason.FORM


def test_an_unsigned_letter_is_no_letter() -> None:
    header = urlsafe_b64encode(canonical({"alg": "none", "typ": wire.LETTER, "kid": "x"})).rstrip(b"=")
    payload = urlsafe_b64encode(letter_written(letter())).rstrip(b"=")

    assert reason(wire.sealed(header + b"." + payload + b".", sealing_public(US))) == Reason.FORM


@given(st.data())
def test_whatever_byte_is_changed_on_the_way_nothing_is_opened(data: st.DataObject) -> None:
    envelope = bytearray(brought())
    place = data.draw(st.integers(0, len(envelope) - 1))
    envelope[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(LetterRefused):
        letter_opened(bytes(envelope), private=private(US), us="XB-BRD", nodes=KNOWN.get, now=NOW)


@given(st.binary(max_size=400))
def test_no_bytes_are_a_fault(written: bytes) -> None:
    for payload in (written, by_hand(written)):
        with pytest.raises(LetterRefused):
            opened(payload)
    with pytest.raises(LetterRefused):
        letter_from(written)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"signing": 9}, Reason.SENDER_UNKNOWN),
        ({"signing": REVOKED}, Reason.KEY_REVOKED),
        ({"signing": OTHER}, Reason.NOT_THE_ORIGINATORS),
        ({"version": 2}, Reason.SIGNATURE),
        ({"about": "c" * 32}, Reason.SIGNATURE),
        ({"kind": Kind.RECALL}, Reason.SIGNATURE),
        ({"originator": "XB-BRD"}, Reason.SIGNATURE),
        ({"content": b"x.y.z"}, Reason.FORM),
        ({"said": content(at="2026-03-03T00:01:00Z")}, Reason.FROM_THE_FUTURE),
    ],
)
def test_an_item_that_its_originator_did_not_sign_as_it_stands_is_refused(
    changed: dict[str, object], expected: Reason
) -> None:
    with pytest.raises(LetterRefused) as refused:
        content_opened(item(**changed), authorities=KNOWN.get, now=NOW)  # type: ignore[arg-type]

    assert refused.value.params["reason"] == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"body": {"weight": 1.5}},
        {"body": {"large": 2**53}},
        {"body": {"nothing": None}},
        {"originator": "police of XA"},
        {"marking": "public"},
        {"until": "tomorrow"},
        {"version": 0},
        {"purpose": ""},
    ],
)
def test_what_no_other_program_would_read_alike_is_not_written(changed: dict[str, object]) -> None:
    with pytest.raises(WritingRefused):
        content_written(content(**changed))
