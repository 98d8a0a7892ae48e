from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.identifiers import RandomnessInvalid, is_uid, new_uid


@given(st.binary(min_size=16, max_size=16))
def test_sixteen_bytes_make_an_identifier(random_bytes: bytes) -> None:
    assert is_uid(new_uid(random_bytes))


@pytest.mark.parametrize("size", [0, 15, 17])
def test_any_other_number_of_bytes_is_refused(size: int) -> None:
    with pytest.raises(RandomnessInvalid):
        new_uid(bytes(size))


@pytest.mark.parametrize("text", ["", "a" * 31, "A" * 32, "g" * 32, "a" * 32 + "\n"])
def test_other_texts_are_no_identifiers(text: str) -> None:
    assert not is_uid(text)
