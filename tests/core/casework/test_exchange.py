"""The written forms: what is read back is what was written, and anything else is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.casework.codes import FIELDS, Confirmation, Item
from corridor.core.casework.errors import FormUnreadable
from corridor.core.casework.exchange import (
    attestation_bytes,
    attestation_from,
    content_of,
    encoded,
    entry_bytes,
    entry_from,
    parcel_bytes,
    parcel_from,
    withdrawal_bytes,
    withdrawal_from,
)
from corridor.core.casework.laying import laid_together
from corridor.core.casework.records import Attestation, Entry, Parcel, Withdrawal

NOW = datetime(2030, 6, 1, 12, tzinfo=UTC)
VECTORS = Path(__file__).parents[2] / "vectors" / "casework"
READERS = {"parcel": parcel_from, "withdrawal": withdrawal_from, "attestation": attestation_from, "entry": entry_from}

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.dictionaries(words, words | st.booleans() | st.lists(words, max_size=3).map(tuple), max_size=4)


@given(st.sampled_from(Item), words, values, words)
def test_an_entry_is_read_back_as_it_was_written(item: Item, uid: str, said: dict[str, object], why: str) -> None:
    entry = Entry(NOW, "officer", item, uid, said, why)  # type: ignore[arg-type]

    assert entry_from(entry_bytes(entry)) == entry


@given(st.frozensets(st.sampled_from(sorted(FIELDS))))
def test_a_parcel_holds_the_parts_that_it_names_and_no_others(fields: frozenset[str]) -> None:
    person = {"called": ("stated", "Ansa"), "account": ("stated", "a long way"), "sex": ("declined",)}
    file = laid_together(
        [
            Entry(NOW, "one", Item.CASE, values={"basis": "consent"}),
            Entry(NOW, "one", Item.PERSON, values=person),
            Entry(NOW, "one", Item.NEED, "a", {"kind": "medical-care", "words": "a cough"}),
            Entry(NOW, "one", Item.NEED, "b", {"kind": "shelter", "words": "a bed"}),
            Entry(NOW, "one", Item.NOTE, "c", {"words": "for the team"}),
        ]
    )
    parcel = Parcel(
        "a" * 32, "INT-MPA", "INT-MPB", "assistance", "b" * 32, fields, NOW, NOW, content_of(file, fields, {})
    )

    written = parcel_bytes(parcel)

    assert parcel_from(written) == parcel
    told = written.decode()
    assert ("a cough" in told) == ("health" in fields)
    assert ("a bed" in told) == ("needs" in fields)
    assert ("a long way" in told) == ("account" in fields)
    assert ("Ansa" in told) == ("name" in fields)
    assert "for the team" not in told


def test_messages_are_read_back_as_they_were_written() -> None:
    withdrawal = Withdrawal("a" * 32, "INT-MPA", "INT-MPB", NOW)
    attestation = Attestation("a" * 32, "INT-MPB", "INT-MPA", Confirmation.ERASED, NOW)

    assert withdrawal_from(withdrawal_bytes(withdrawal)) == withdrawal
    assert attestation_from(attestation_bytes(attestation)) == attestation


@given(st.binary(max_size=80))
def test_bytes_that_are_no_document_are_refused(written: bytes) -> None:
    for read in READERS.values():
        with pytest.raises(FormUnreadable):
            read(written)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | words,
        lambda deep: st.lists(deep) | st.dictionaries(words, deep),
        max_leaves=8,
    )
)
def test_documents_of_another_shape_are_refused(document: object) -> None:
    for what, read in READERS.items():
        for shaped in (document, {what: 1, "uid": document}, {what: 1}):
            with pytest.raises(FormUnreadable):
                read(encoded(shaped) if isinstance(shaped, dict) else json.dumps(shaped).encode())


@pytest.mark.parametrize("path", sorted(VECTORS.glob("good-*.json")), ids=lambda path: path.stem)
def test_good_vectors_are_read(path: Path) -> None:
    READERS[path.stem.split("-")[1]](path.read_bytes().strip())


@pytest.mark.parametrize("path", sorted(VECTORS.glob("bad-*.json")), ids=lambda path: path.stem)
def test_bad_vectors_are_refused(path: Path) -> None:
    with pytest.raises(FormUnreadable):
        READERS[path.stem.split("-")[1]](path.read_bytes().strip())


def test_there_are_vectors() -> None:
    assert len(list(VECTORS.glob("good-*.json"))) >= 3
    assert len(list(VECTORS.glob("bad-*.json"))) >= 6
