"""What a provider of sign-on tells is believed only where every claim is right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access.errors import SignOnRefused
from corridor.core.access.signon import LEEWAY, OLDEST, identity_from

NOW = 1_800_000_000.0
GOOD: dict[str, Any] = {
    "iss": "https://id.example",
    "aud": "corridor",
    "sub": "4711",
    "nonce": "n-1",
    "iat": NOW - 1,
    "exp": NOW + 300,
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def told(claims: dict[str, Any], believed: frozenset[str] = frozenset()) -> Any:
    return identity_from(
        claims, issuer="https://id.example", client="corridor", nonce="n-1", believed=believed, now=NOW
    )


def test_right_claims_name_the_subject() -> None:
    assert (told(GOOD).subject, told(GOOD).has_second_factor) == ("4711", False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://id.example/"},
        {"iss": "https://other.example"},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": ["corridor", "another"]},
        {"aud": ["corridor", "another"], "azp": "another"},
        {"azp": "another"},
        {"aud": {"corridor": 1}},
        {"nonce": "n-2"},
        {"nonce": None},
        {"sub": ""},
        {"sub": 4711},
        {"sub": "x" * 256},
        {"exp": NOW - LEEWAY - 1},
        {"exp": "never"},
        {"exp": True},
        {"iat": NOW + LEEWAY + 1},
        {"iat": NOW - OLDEST - 1},
    ],
    ids=str,
)
def test_one_wrong_claim_opens_nothing(wrong: dict[str, Any]) -> None:
    with pytest.raises(SignOnRefused):
        told({**GOOD, **wrong})


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "nonce", "iat", "exp"])
def test_one_missing_claim_opens_nothing(missing: str) -> None:
    with pytest.raises(SignOnRefused):
        told({name: value for name, value in GOOD.items() if name != missing})


@given(st.sampled_from([*GOOD, "azp", "amr", "acr"]), ANYTHING)
def test_whatever_stands_in_a_claim_is_an_answer_or_a_refusal(name: str, value: Any) -> None:
    try:
        identity = told({**GOOD, name: value}, frozenset({"mfa"}))
    except SignOnRefused:
        return
    assert identity.issuer == "https://id.example"


@pytest.mark.parametrize(
    ("claims", "believed", "is_second_factor"),
    [
        ({"amr": ["pwd", "mfa"]}, {"mfa"}, True),
        ({"acr": "urn:example:gold"}, {"urn:example:gold"}, True),
        ({"amr": ["pwd", "mfa"]}, set(), False),
        ({"amr": ["pwd"]}, {"mfa"}, False),
        ({"amr": "mfa"}, {"mfa"}, False),
        ({"amr": [["mfa"]]}, {"mfa"}, False),
    ],
)
def test_a_second_factor_elsewhere_counts_only_in_the_words_that_were_agreed(
    claims: dict[str, Any], believed: set[str], is_second_factor: bool
) -> None:
    assert told({**GOOD, **claims}, frozenset(believed)).has_second_factor is is_second_factor
