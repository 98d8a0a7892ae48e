"""What a camera wrote beside a picture that lies inside a document."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corridor.core.attachments.segments import without_properties


def jpeg(*, progressive: bool = False) -> bytes:
    """Return a JPEG that says where it was taken, with another one behind it, as telephones write them."""
    picture = Image.effect_noise((64, 48), 50)
    exif = Image.Exif()
    exif[0x010E] = "taken at the safe house"
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=exif, comment=b"by somebody", progressive=progressive)
    return kept.getvalue()


def test_the_pixels_stay_and_the_properties_go() -> None:
    for progressive in (False, True):
        before = jpeg(progressive=progressive)

        after = without_properties(before + before)

        assert b"safe house" not in after
        assert b"somebody" not in after
        with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
            assert one.tobytes() == other.tobytes()


def test_what_is_no_picture_does_not_pass() -> None:
    assert without_properties(b"secret") == b""
    assert without_properties(b"\xff\xd8secret") == b""


@given(st.binary(max_size=60))
def test_no_damage_keeps_it_busy_or_lets_a_property_through(rest: bytes) -> None:
    after = without_properties(b"\xff\xd8\xff\xe1\x00\x08secret" + rest)

    assert b"secret" not in after
