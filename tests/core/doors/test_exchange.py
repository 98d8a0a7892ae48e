"""The written form of cards and messages: one form only, nothing outside, and the vectors that everybody must read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.doors import bodies
from corridor.core.doors.codes import Kind, Said, Trouble
from corridor.core.doors.errors import CardInvalid, ContentTooLong, EnvelopeRefused
from corridor.core.doors.exchange import (
    SIZES,
    card_from,
    card_written,
    content_from,
    content_of,
    fingerprint,
    header,
    is_envelope,
    signed_form,
)
from corridor.core.doors.padding import CLASSES, padded, unpadded
from tests.core.doors import make

VECTORS = Path(__file__).parents[2] / "vectors" / "doors"
CODES = bodies.Codes(make.AGES, make.SEXES, make.NEEDS)
texts = st.text(max_size=200).filter(lambda text: text.isprintable())


@given(st.binary(max_size=CLASSES[-1] - 4))
def test_padding_gives_back_what_it_was_given_in_one_of_three_sizes(content: bytes) -> None:
    filled = padded(content)

    assert len(filled) in CLASSES
    assert unpadded(filled) == content


def test_what_is_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(ContentTooLong):
        padded(bytes(CLASSES[-1]))


@given(st.integers(0, CLASSES[0] - 1), st.integers(1, 255))
def test_padding_with_something_in_it_is_refused(place: int, byte: int) -> None:
    filled = bytearray(padded(b"four"))
    if place >= 8:
        filled[place] = byte

        with pytest.raises(EnvelopeRefused):
            unpadded(bytes(filled))


@given(texts, texts, st.sampled_from(Said))
def test_a_hand_over_comes_out_as_it_went_in(reach: str, languages: str, asks: Said) -> None:
    one = make.hand_over(reach=f"x{reach}", languages=languages, asks=asks, needs=("medical",))
    message = make.message(kind=Kind.HAND_OVER, body=bodies.hand_over_body(one))

    found = content_from(content_of(message, bytes(64), bytes(32)))

    assert found.message == message
    assert found.signed == signed_form(message)
    assert bodies.hand_over_from(found.message.body, CODES) == one


def test_short_hand_overs_all_have_the_same_size() -> None:
    sizes = {
        len(content_of(make.message(kind=Kind.HAND_OVER, body=bodies.hand_over_body(one)), bytes(64), bytes(32)))
        for one in (make.hand_over(), make.hand_over(reach="y" * 900, together="z" * 400, needs=make.NEEDS))
    }

    assert sizes == {CLASSES[0]}


@pytest.mark.parametrize(
    "change", [{"extra": "x"}, {"needs": ["gold"]}, {"asks": "maybe"}, {"on": "soon"}, {"reach": ""}]
)
def test_a_hand_over_is_read_strictly(change: dict[str, object]) -> None:
    body = {**bodies.hand_over_body(make.hand_over()), **change}

    with pytest.raises(EnvelopeRefused):
        bodies.hand_over_from(body, CODES)


def test_an_envelope_shows_for_whom_it_is_and_nothing_else() -> None:
    sealed = header(bytes(32)) + bytes(SIZES[0] - len(header(bytes(32))))

    assert is_envelope(sealed)
    assert not is_envelope(sealed + b"x")
    assert not is_envelope(b"x" + sealed[1:])


def test_a_card_comes_out_as_it_went_in() -> None:
    written = card_written(make.card(), lambda message: bytes(64))

    card, signed, signature = card_from(written)

    assert card == make.card()
    assert signature == bytes(64)
    assert b"Protection node" in signed


def test_the_fingerprint_changes_with_the_code_and_with_each_key() -> None:
    prints = {
        fingerprint(make.card(**change))
        for change in ({}, {"code": "XX"}, {"sealing_key": bytes([1] * 32)}, {"signing_key": bytes([1] * 32)})
    }

    assert len(prints) == 4


@pytest.mark.parametrize(
    "origin", ["http://door.example", "ftp://x", "https://door.example/path", "https://a b", "file:///"]
)
def test_a_card_leads_to_a_door_by_https_only(origin: str) -> None:
    with pytest.raises(CardInvalid):
        card_from(card_written(make.card(origin=origin), lambda message: bytes(64)))


def test_the_good_vector_is_read_as_it_was_written() -> None:
    found = content_from(padded((VECTORS / "good-hand-over.json").read_bytes()))

    assert found.message.kind is Kind.HAND_OVER
    assert bodies.hand_over_from(found.message.body, CODES).reach == "shed 4 at Tern Bay, until dusk"


@pytest.mark.parametrize("name", sorted(path.name for path in VECTORS.glob("bad-*.json")))
def test_no_bad_vector_is_read(name: str) -> None:
    with pytest.raises(EnvelopeRefused) as refused:
        found = content_from(padded((VECTORS / name).read_bytes()))
        bodies.hand_over_from(found.message.body, CODES)

    assert refused.value.params["trouble"] in (Trouble.MALFORMED, Trouble.CONTENT_REFUSED)


def test_there_are_bad_vectors_of_every_sort() -> None:
    assert len(list(VECTORS.glob("bad-*.json"))) >= 6
    assert json.loads((VECTORS / "good-hand-over.json").read_bytes())
