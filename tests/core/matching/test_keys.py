"""Equal identifiers have equal keys however they are written; what could be two things has none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.matching.codes import KeyKind
from corridor.core.matching.keys import LONGEST, keys_of


def written(kind: KeyKind, value: str, within: str = "") -> list[str]:
    return [key.written for key in keys_of(kind, value, within=within)]


@pytest.mark.parametrize(
    "value", ["+49 30 123 4567", "0049-30-1234567", "+49 (0)30 1234567", "٠٠٤٩٣٠١٢٣٤٥٦٧", "\u200e+49.30.123.4567"]
)
def test_one_telephone_number_has_one_key(value: str) -> None:
    assert written(KeyKind.PHONE, value) == ["phone:+49301234567"]


@pytest.mark.parametrize(
    ("kind", "value", "within"),
    [
        (KeyKind.PHONE, "030 123 4567", ""),
        (KeyKind.PHONE, "+49 30", ""),
        (KeyKind.PHONE, "+49 30 12 call me", ""),
        (KeyKind.IMO, "9074720", ""),
        (KeyKind.MMSI, "12345678", ""),
        (KeyKind.CHASSIS, "TOO SHORT 1", ""),
        (KeyKind.ENGINE, "none", ""),
        (KeyKind.USER_NAME, "lantern", ""),
        (KeyKind.ACCOUNT, "DE89370400440532013001", ""),
        (KeyKind.ACCOUNT, "4711 0815", ""),
        (KeyKind.WALLET, "abc", ""),
        (KeyKind.DOCUMENT, "passport", "XA"),
        (KeyKind.DOCUMENT, "1" * (LONGEST + 1), "XA"),
    ],
)
def test_what_cannot_be_compared_exactly_has_no_key(kind: KeyKind, value: str, within: str) -> None:
    assert written(kind, value, within) == []


@pytest.mark.parametrize(
    ("kind", "one", "other", "within"),
    [
        (KeyKind.IMO, "IMO 9074729", "9074729", ""),
        (KeyKind.PLATE, "xb 417 kl", "XB-417-KL", "XB"),
        (KeyKind.DOCUMENT, "k 44-17 9", "K44179", "XA"),
        (KeyKind.ENGINE, "YM 6E9-100234", "ym6e9100234", ""),
        (KeyKind.CHASSIS, "WDB 9066571 S123456", "wdb9066571s123456", ""),
        (KeyKind.ACCOUNT, "DE89 3704 0044 0532 0130 00", "de89370400440532013000", ""),
        (
            KeyKind.WALLET,
            "0xAbCdEf0123456789abcdef0123456789ABCDEF01",
            "0xabcdef0123456789abcdef0123456789abcdef01",
            "",
        ),
        (KeyKind.USER_NAME, "@Lantern.Crossing", "lantern.crossing", "Mesengo"),
        (KeyKind.CALL_SIGN, "9h-a2b1", "9HA2B1", ""),
    ],
)
def test_two_ways_to_write_one_identifier_meet(kind: KeyKind, one: str, other: str, within: str) -> None:
    assert written(kind, one, within)
    assert written(kind, one, within) == written(kind, other, within)


def test_the_same_number_of_two_countries_is_two_keys_that_meet_only_where_the_country_is_not_compared() -> None:
    one, other = written(KeyKind.PLATE, "417 KL", "XA"), written(KeyKind.PLATE, "417 KL", "XB")

    assert set(one) & set(other) == {"plate:?417kl"}
    assert [key.is_bare for key in keys_of(KeyKind.PLATE, "417 KL", within="XA")] == [False, True]


def test_a_wallet_in_capitals_is_another_wallet_where_capitals_count() -> None:
    address = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"

    assert written(KeyKind.WALLET, address) != written(KeyKind.WALLET, address.swapcase())


@given(st.sampled_from(list(KeyKind)), st.text(max_size=60), st.sampled_from(["", "XA", "Mesengo", "XAXBXCXX"]))
def test_a_key_reads_as_itself_again_whatever_was_typed(kind: KeyKind, value: str, within: str) -> None:
    for key in keys_of(kind, value, within=within):
        text = key.text.partition(":")[2] if within and not key.is_bare and ":" in key.text else key.text
        again = keys_of(kind, text, within=within)
        assert key in again
        assert len(key.written.encode()) <= 4 * LONGEST
