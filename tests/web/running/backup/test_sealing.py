"""A sealed stream: it reads as it was written, or not at all."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.web.running.backup import frames, papers, sealing
from corridor.web.running.backup.errors import BackupUnreadable, PapersNotEnough

HALF, PAPERS = papers.drawn()
SECRET = papers.joined(PAPERS[:2])
PIECE = sealing.PIECE


def sealed(content: bytes) -> bytes:
    """Return content as it stands in a file."""
    file = io.BytesIO()
    sealing_it = sealing.Sealing(file, HALF)
    sealing_it.write(content)
    sealing_it.end()
    return file.getvalue()


def read(file: bytes) -> bytes:
    """Return the content of a file."""
    opening = sealing.opened(io.BytesIO(file), SECRET)
    return b"".join(iter(opening.read, b""))


THREE_PIECES = sealed(bytes(range(256)) * (PIECE // 100))


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_content_of_any_length_comes_back_filled_up_with_zeros(length: int) -> None:
    content = b"\x01" * length

    back = read(sealed(content))

    assert back.rstrip(b"\0") == content
    assert len(back) == sealing.padded(length)


@given(st.integers(0, 1 << 40))
def test_the_length_that_is_seen_says_no_more_than_some_percent(length: int) -> None:
    seen = sealing.padded(length)

    assert seen >= length
    assert seen <= max(PIECE, length * 1.12)
    assert sealing.padded(seen) == seen


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(THREE_PIECES) - 1))
    changed = bytearray(THREE_PIECES)
    changed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises((BackupUnreadable, PapersNotEnough)):
        read(bytes(changed))


@given(st.integers(0, len(THREE_PIECES) - 1))
@settings(max_examples=60, deadline=None)
def test_no_end_can_be_cut_off(length: int) -> None:
    with pytest.raises(BackupUnreadable):
        read(THREE_PIECES[:length])


def test_pieces_cannot_be_left_out_moved_repeated_or_taken_from_another_file() -> None:
    head = THREE_PIECES.index(b"}") + 1
    size = PIECE + sealing.TAG
    one, two, rest = THREE_PIECES[head : head + size], THREE_PIECES[head + size : head + 2 * size], None
    rest = THREE_PIECES[head + 2 * size :]
    other = sealed(bytes(3 * PIECE))
    foreign = other[other.index(b"}") + 1 :][:size]

    for pieces in (two + rest, two + one + rest, one + one + two + rest, one + two, foreign + two + rest):
        with pytest.raises(BackupUnreadable):
            read(THREE_PIECES[:head] + pieces)


def test_another_key_and_a_file_of_another_kind_are_told_apart() -> None:
    other = papers.joined(papers.drawn()[1][:2])

    with pytest.raises(PapersNotEnough):
        sealing.opened(io.BytesIO(THREE_PIECES), other)
    with pytest.raises(BackupUnreadable):
        sealing.opened(io.BytesIO(b"SQLite format 3\0" * 20), SECRET)


def test_two_files_of_the_same_content_have_nothing_in_common_but_their_head() -> None:
    one, other = sealed(b"the same"), sealed(b"the same")

    assert one[-PIECE:] != other[-PIECE:]


class Pieces:
    """Content in pieces of one byte, as the worst source would give it."""

    def __init__(self, content: bytes) -> None:
        self._left = [content[at : at + 1] for at in range(len(content))]

    def read(self) -> bytes:
        """Return the next byte."""
        return self._left.pop(0) if self._left else b""


class Into(io.BytesIO):
    """A place to write frames to."""

    def end(self) -> None:
        """Take that there is no more."""

    def write(self, content: bytes) -> None:  # type: ignore[override]  # nobody asks how much was written
        """Take content."""
        super().write(content)


@given(st.lists(st.binary(max_size=300), max_size=5))
@settings(max_examples=25, deadline=None)
def test_frames_come_back_as_they_were_put_also_byte_by_byte(contents: list[bytes]) -> None:
    into = Into()
    packing = frames.Packing(into)
    for place, content in enumerate(contents):
        packing.put({"file": f"{place}\nü"}, content)
    packing.put({"end": {}})
    packing.end()

    back = list(frames.frames(Pieces(into.getvalue() + bytes(10))))

    assert [(frame.line.get("file"), frame.content) for frame in back[:-1]] == [
        (f"{place}\nü", content) for place, content in enumerate(contents)
    ]


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_what_is_no_frame_is_refused_and_never_a_fault(content: bytes) -> None:
    with pytest.raises(BackupUnreadable):
        list(frames.frames(Pieces(content)))
