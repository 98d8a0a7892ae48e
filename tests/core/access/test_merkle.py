"""The Merkle log against the plain definition of RFC 9162, written here a second time as a recursion."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access.errors import LogMalformed, PositionOutOfRange
from corridor.core.access.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    frontier_from,
    inclusion_proof,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)

leaf_lists = st.lists(st.binary(max_size=4), max_size=70)
LEAVES = [leaf_hash(bytes([number])) for number in range(70)]


def naive_root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:middle]) + naive_root(leaves[middle:])).digest()


def frontier_of(leaves: list[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.appended(leaf)
    return frontier


@given(leaf_lists)
def test_appending_one_by_one_gives_the_root_of_the_definition(leaves: list[bytes]) -> None:
    assert root_of([leaf_hash(leaf) for leaf in leaves]) == naive_root(leaves)


def test_the_roots_of_the_published_test_tree_are_found() -> None:
    # The eight leaves that implementations of certificate transparency have tested with since RFC 6962.
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]

    assert root_of([leaf_hash(bytes.fromhex(leaf)) for leaf in inputs]).hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


@given(st.integers(0, 70))
def test_a_stored_frontier_is_small_and_reads_back(size: int) -> None:
    frontier = frontier_of(LEAVES[:size])

    assert frontier_from(frontier.to_bytes()) == frontier
    assert len(frontier.to_bytes()) == 8 + 32 * size.bit_count()


@given(st.binary(max_size=80))
def test_bytes_that_are_no_frontier_are_refused_or_read_back_the_same(stored: bytes) -> None:
    try:
        assert frontier_from(stored).to_bytes() == stored
    except LogMalformed as malformed:
        assert malformed.code == "access.E04"


@given(st.data())
def test_an_inclusion_proof_shows_its_leaf_and_nothing_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    position = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    leaves = LEAVES[:size]
    proof = inclusion_proof(leaves, position)
    root = root_of(leaves)

    assert proves_inclusion(proof, leaf=leaves[position], position=position, size=size, root=root)
    assert position == other or not proves_inclusion(proof, leaf=leaves[other], position=position, size=size, root=root)
    assert position == other or not proves_inclusion(proof, leaf=leaves[position], position=other, size=size, root=root)
    assert not proves_inclusion([*proof, root], leaf=leaves[position], position=position, size=size, root=root)
    assert not proof or not proves_inclusion(proof[:-1], leaf=leaves[position], position=position, size=size, root=root)


@given(st.data())
def test_a_consistency_proof_shows_that_the_earlier_log_is_the_beginning(data: st.DataObject) -> None:
    size = data.draw(st.integers(0, 70))
    earlier = data.draw(st.integers(0, size))
    leaves = LEAVES[:size]
    earlier_root, root = root_of(leaves[:earlier]), root_of(leaves)
    proof = consistency_proof(leaves, earlier)

    assert proves_consistency(proof, earlier=earlier, earlier_root=earlier_root, size=size, root=root)


@given(st.data())
def test_a_log_with_a_changed_beginning_proves_no_consistency(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    earlier = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, earlier - 1))
    rewritten = [*LEAVES[:changed], leaf_hash(b"another"), *LEAVES[changed + 1 : size]]
    proof = consistency_proof(rewritten, earlier)

    assert not proves_consistency(
        proof, earlier=earlier, earlier_root=root_of(LEAVES[:earlier]), size=size, root=root_of(rewritten)
    )


def test_small_logs_have_the_proofs_of_the_standard_exhaustively() -> None:
    for size in range(1, 18):
        leaves = LEAVES[:size]
        root = root_of(leaves)
        for position in range(size):
            proof = inclusion_proof(leaves, position)
            assert proves_inclusion(proof, leaf=leaves[position], position=position, size=size, root=root)
        for earlier in range(size + 1):
            proof = consistency_proof(leaves, earlier)
            earlier_root = root_of(leaves[:earlier])
            assert proves_consistency(proof, earlier=earlier, earlier_root=earlier_root, size=size, root=root)


@pytest.mark.parametrize("position", [-1, 3])
def test_a_position_outside_the_log_has_no_proof(position: int) -> None:
    with pytest.raises(PositionOutOfRange):
        inclusion_proof(LEAVES[:3], position)

    assert not proves_inclusion([], leaf=LEAVES[0], position=position, size=3, root=EMPTY_ROOT)


@pytest.mark.parametrize("earlier", [-1, 4])
def test_a_longer_log_is_not_the_beginning_of_a_shorter_one(earlier: int) -> None:
    with pytest.raises(PositionOutOfRange):
        consistency_proof(LEAVES[:3], earlier)

    assert not proves_consistency([], earlier=earlier, earlier_root=EMPTY_ROOT, size=3, root=EMPTY_ROOT)
