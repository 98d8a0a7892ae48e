"""Sealing: nobody opens without the key or in another place, a changed byte is found, lengths tell a class."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.web.base.sealing import (
    SMALLEST,
    SealBroken,
    new_key,
    new_pair,
    open_with,
    padded,
    public_of,
    seal,
    seal_to,
    unpadded,
    unseal,
)

KEY, OTHER_KEY = new_key(), new_key()
PRIVATE, PUBLIC = new_pair()
OTHER_PRIVATE, _ = new_pair()


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_what_was_sealed_comes_back_beside_what_it_was_bound_to(content: bytes, bound: bytes) -> None:
    assert unseal(KEY, seal(KEY, content, bound=bound), bound=bound) == content
    assert open_with(PRIVATE, seal_to(PUBLIC, content, bound=bound), bound=bound) == content


@given(st.binary(max_size=60), st.data())
def test_a_changed_byte_is_found_out(content: bytes, data: st.DataObject) -> None:
    for sealed, opened in (
        (seal(KEY, content, bound=b"here"), partial(unseal, KEY, bound=b"here")),
        (seal_to(PUBLIC, content, bound=b"here"), partial(open_with, PRIVATE, bound=b"here")),
    ):
        at = data.draw(st.integers(0, len(sealed) - 1))
        changed = bytearray(sealed)
        changed[at] ^= data.draw(st.integers(1, 255))

        with pytest.raises(SealBroken):
            opened(bytes(changed))


@given(st.integers(0, 60))
def test_a_part_of_what_was_sealed_opens_nothing(length: int) -> None:
    whole, to_others = seal(KEY, b"word" * 20, bound=b""), seal_to(PUBLIC, b"word" * 20, bound=b"")

    with pytest.raises(SealBroken):
        unseal(KEY, whole[:length], bound=b"")
    with pytest.raises(SealBroken):
        open_with(PRIVATE, to_others[:length], bound=b"")


def test_another_key_or_another_place_opens_nothing() -> None:
    own, sent = seal(KEY, b"word", bound=b"case 1"), seal_to(PUBLIC, b"word", bound=b"to INT-MPB")

    for attempt in (
        partial(unseal, OTHER_KEY, own, bound=b"case 1"),
        partial(unseal, KEY, own, bound=b"case 2"),
        partial(open_with, OTHER_PRIVATE, sent, bound=b"to INT-MPB"),
        partial(open_with, PRIVATE, sent, bound=b"to INT-MPC"),
    ):
        with pytest.raises(SealBroken):
            attempt()


def test_the_same_content_never_looks_the_same_twice() -> None:
    assert seal(KEY, b"word", bound=b"") != seal(KEY, b"word", bound=b"")
    assert seal_to(PUBLIC, b"word", bound=b"") != seal_to(PUBLIC, b"word", bound=b"")


def test_the_public_key_follows_from_the_private_one_and_a_key_that_is_none_seals_nothing() -> None:
    assert public_of(PRIVATE) == PUBLIC

    for not_a_key in (b"", b"short", bytes(33)):
        with pytest.raises(SealBroken):
            seal_to(not_a_key, b"word", bound=b"")


@given(st.binary(max_size=5000))
def test_padding_comes_off_again_and_leaves_a_size_class(content: bytes) -> None:
    filled = padded(content)

    assert unpadded(filled) == content
    assert len(filled) >= SMALLEST and len(filled) & (len(filled) - 1) == 0


@given(st.binary(max_size=1000), st.binary(max_size=1000))
def test_short_contents_are_told_apart_by_no_length(one: bytes, other: bytes) -> None:
    assert len(seal(KEY, padded(one), bound=b"")) == len(seal(KEY, padded(other), bound=b""))


@pytest.mark.parametrize("length", [2**20 - 8, 2**20, 3_000_001, 25_000_000])
def test_padding_of_large_content_costs_little(length: int) -> None:
    filled = padded(bytes(length))

    assert unpadded(filled) == bytes(length)
    assert len(filled) <= (length + 8) * 17 / 16 + 1


@pytest.mark.parametrize("filled", [b"", b"\0" * 7, (9).to_bytes(8, "big") + b"12345678"])
def test_what_was_not_padded_is_refused(filled: bytes) -> None:
    with pytest.raises(SealBroken):
        unpadded(filled)
