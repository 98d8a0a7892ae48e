"""Plain text as it may be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.attachments import limits
from corridor.core.attachments.codes import Fault, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.plain import plain
from corridor.core.kernel.text import has_forbidden


@pytest.mark.parametrize(
    ("content", "kept", "notes"),
    [
        (b"one\r\ntwo\rthree", "one\ntwo\nthree", ()),
        ("\ufeffGrüße".encode(), "Grüße", ()),
        ("قارب".encode("utf-16"), "قارب", (Taken.ENCODING,)),
        (b"caf\xe9", "café", (Taken.ENCODING,)),
        ("pay \u202eevil\u202c".encode(), "pay evil", (Taken.CONTROLS,)),
        (b"\x1b[31mred\x1b[0m, and more of it", "[31mred[0m, and more of it", (Taken.CONTROLS,)),
    ],
)
def test_a_text_is_kept_as_utf8_without_what_hides(content: bytes, kept: str, notes: tuple[Taken, ...]) -> None:
    assert plain(content) == (kept.encode(), notes)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (bytes(range(256)) * 4, Fault.BINARY),
        (b"\x00" * 100 + b"a", Fault.BINARY),
        (b" \n\t ", Fault.EMPTY),
        (b"a" * (limits.TEXT + 1), Fault.SIZE),
        (b"\xff\xfea", Fault.BINARY),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, fault: Fault) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        plain(content)

    assert refused.value.params["fault"] == fault


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_is_kept_is_clean_and_stays_the_same(content: bytes) -> None:
    try:
        kept, _ = plain(content)
    except AttachmentRefused:
        return

    assert not has_forbidden(kept.decode())
    assert plain(kept) == (kept, ())
