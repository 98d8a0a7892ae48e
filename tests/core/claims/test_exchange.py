"""What stands on a receipt, compared with what was signed."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.claims.codes import ClaimKind
from corridor.core.claims.exchange import Receipt, differing, printed, signature_from

RECEIPT = Receipt(
    "C-7K2M-9QXD",
    "P-4F8T-WW1Z",
    ClaimKind.FEARS_RETURN,
    date(2030, 3, 9),
    datetime(2030, 3, 10, 23, 59, tzinfo=UTC),
    "XB-ASY",
    "0" * 64,
)


@given(st.sets(st.sampled_from(sorted(printed(RECEIPT)))))
def test_what_was_signed_does_not_differ_and_everything_else_does(named: set[str]) -> None:
    same = {name: value for name, value in printed(RECEIPT).items() if name in named}

    assert differing(RECEIPT, {name: value.lower() for name, value in same.items()}) == ()
    assert set(differing(RECEIPT, {name: f"{value}0" for name, value in same.items()})) == named
    assert differing(RECEIPT, dict.fromkeys(named, "")) == ()


@given(st.binary(max_size=64), st.integers(1, 20))
def test_a_signature_is_read_however_it_is_broken_into_lines(signature: bytes, width: int) -> None:
    typed = base64.b64encode(signature).decode()
    lines = "\n ".join(typed[at : at + width] for at in range(0, len(typed), width))

    assert signature_from(lines) == signature


@pytest.mark.parametrize("typed", ["", "?", "AAA", "é", "AAAA=AAAA"])
def test_what_is_no_signature_is_none(typed: str) -> None:
    assert signature_from(typed) == b""
