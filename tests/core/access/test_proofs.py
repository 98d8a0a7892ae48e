"""What is shown of a ledger to somebody who does not see it: it holds as it was made, and in no other way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access.errors import HeadUnreadable, PositionOutOfRange, ProofUnreadable
from corridor.core.access.ledger import (
    Consistency,
    Head,
    Inclusion,
    Proof,
    SignedHead,
    head_bytes,
    head_document,
    holds,
    proof_document,
    proof_from,
    signed_head_from,
)
from corridor.core.access.merkle import (
    consistency_proof,
    consistency_spans,
    inclusion_proof,
    inclusion_spans,
    leaf_hash,
    root_of,
    roots_over,
)

AT = "2030-01-02T03:04:05.000006Z"
LINKS = [bytes([number]) * 32 for number in range(1, 71)]
LEAVES = [leaf_hash(link) for link in LINKS]
WHERE: dict[str, Any] = {"zone": "desk", "authority": "XA-POL"}


def signed(size: int) -> SignedHead:
    head = Head(size, root_of(LEAVES[:size]), LINKS[size - 1] if size else bytes(32), AT)
    return SignedHead(head_bytes(head), b"s" * 64, b"k" * 32)


def inclusion(position: int, size: int) -> Inclusion:
    before = LINKS[position - 1] if position else bytes(32)
    path = tuple(inclusion_proof(LEAVES[:size], position))
    return Inclusion(position, before, LINKS[position], path, signed(size))


def consistency(earlier: int, size: int) -> Consistency:
    return Consistency(signed(earlier), tuple(consistency_proof(LEAVES[:size], earlier)), signed(size))


sizes = st.integers(1, 70)


@given(st.data())
def test_a_proof_read_in_one_pass_is_the_proof_made_from_all_leaves(data: st.DataObject) -> None:
    size = data.draw(sizes)
    position, earlier = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))

    assert roots_over(LEAVES[:size], inclusion_spans(size, position)) == inclusion_proof(LEAVES[:size], position)
    assert roots_over(LEAVES[:size], consistency_spans(size, earlier)) == consistency_proof(LEAVES[:size], earlier)


def test_spans_over_leaves_that_are_not_there_are_refused() -> None:
    with pytest.raises(PositionOutOfRange):
        roots_over(LEAVES[:5], [(0, 4), (4, 8)])
    with pytest.raises(PositionOutOfRange):
        inclusion_spans(5, 5)
    with pytest.raises(PositionOutOfRange):
        consistency_spans(5, 6)


@given(st.data())
def test_every_proof_holds_after_it_was_written_and_read(data: st.DataObject) -> None:
    size = data.draw(sizes)
    proofs: list[Proof] = [
        inclusion(data.draw(st.integers(0, size - 1)), size),
        consistency(data.draw(st.integers(0, size)), size),
    ]

    for proof in proofs:
        assert proof_from(proof_document(proof, **WHERE)) == proof
        assert holds(proof)


@given(st.data())
def test_no_proof_holds_for_another_entry_position_or_head(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    position = data.draw(st.integers(0, size - 1))
    proof = inclusion(position, size)
    other = data.draw(st.integers(0, 69).filter(lambda n: n != position))

    assert not holds(proof._replace(link=LINKS[other]))
    assert not holds(proof._replace(position=other))
    assert not holds(proof._replace(path=(*proof.path, bytes(32))))
    assert not holds(proof._replace(path=proof.path[1:]))


@given(st.data())
def test_no_consistency_holds_with_a_ledger_that_was_something_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    earlier = data.draw(st.integers(1, size))
    was = Head(earlier, root_of([leaf_hash(b"other"), *LEAVES[1:earlier]]), LINKS[earlier - 1], AT)

    assert not holds(consistency(earlier, size)._replace(earlier=SignedHead(head_bytes(was), b"s" * 64)))


def test_a_head_of_the_same_size_with_another_last_link_is_not_the_same_head() -> None:
    proof = consistency(9, 9)
    other = Head(9, root_of(LEAVES[:9]), bytes(32), AT)

    assert holds(proof)
    assert not holds(proof._replace(earlier=SignedHead(head_bytes(other), b"s" * 64)))


def test_a_head_is_read_from_a_document_and_from_a_line_as_kept() -> None:
    head = signed(5)
    line = json.dumps({"head": head.written.decode(), "signature": head.signature.hex()})

    assert signed_head_from(head_document(head, **WHERE)) == head
    assert signed_head_from(line) == head._replace(public_key=b"")


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)))
def test_anything_else_is_refused_as_unreadable(text: str) -> None:
    with pytest.raises(HeadUnreadable):
        signed_head_from(text)
    with pytest.raises(ProofUnreadable):
        proof_from(text)


@given(st.data())
def test_a_proof_with_a_field_of_another_form_is_refused_or_does_not_hold(data: st.DataObject) -> None:
    proofs: list[Inclusion | Consistency] = [inclusion(3, 9), consistency(4, 9)]
    fields = json.loads(proof_document(data.draw(st.sampled_from(proofs)), **WHERE))
    name = data.draw(st.sampled_from(sorted(fields.keys() - {"zone", "authority", "public_key", "previous"})))
    fields[name] = data.draw(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=3)))
    )

    try:
        proof = proof_from(json.dumps(fields))
    except ProofUnreadable:
        return
    unchanged = [inclusion(3, 9), consistency(4, 9)]
    assert proof in unchanged or not holds(proof)


@pytest.mark.parametrize("text", ["[" * 70_000, "{" * 200, '{"head": ' * 5000, "9" * 5000])
def test_a_document_of_great_depth_or_length_is_refused(text: str) -> None:
    with pytest.raises(HeadUnreadable):
        signed_head_from(text)
    with pytest.raises(ProofUnreadable):
        proof_from(text)
