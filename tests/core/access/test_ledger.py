"""The ledger: whole, or broken at a named position."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.access.errors import EntryMalformed, LogMalformed
from corridor.core.access.ledger import (
    Columns,
    Draft,
    Entry,
    Fault,
    Head,
    Tail,
    Verdict,
    entry_bytes,
    extend,
    head_bytes,
    head_from,
    link,
    moment_text,
    stored_from,
    verify,
    written,
)
from corridor.core.access.merkle import inclusion_proof, leaf_hash, proves_inclusion

Stored = tuple[Entry, bytes]
AT = "2030-01-02T03:04:05.000006Z"


def draft(number: int) -> Draft:
    return Draft(AT, "page:read", "kes", "XA-POL", "analyst", "prevention", f"{number:032x}", {"rows": number})


def ledger(size: int) -> list[Stored]:
    rows, _ = extend(Tail.empty(), (written(draft(n)) for n in range(size)))
    return [stored_from(row) for row in rows]


def head_of(entries: list[Stored], size: int) -> Head:
    tail = Tail.empty()
    for entry, _ in entries[:size]:
        tail = tail.appended(entry_bytes(entry))
    return tail.head(AT)


def rechained(entries: list[Stored], start: int) -> list[Stored]:
    """Return the entries with positions and hashes made anew from one on, as someone who rewrites the ledger would."""
    fresh = entries[:start]
    for position, (entry, _) in enumerate(entries[start:], start=start):
        moved = entry._replace(position=position)
        fresh.append((moved, link(fresh[-1][1] if fresh else bytes(32), entry_bytes(moved))))
    return fresh


def renumbered(entries: list[Stored]) -> list[Stored]:
    return [(entry._replace(position=position), stored) for position, (entry, stored) in enumerate(entries)]


def told(verdict: Verdict) -> tuple[int | None, Fault | None]:
    assert verdict.ok == (verdict.reason is None)
    return verdict.position, verdict.reason


sizes_and_positions = st.integers(1, 24).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1)))


@given(st.integers(0, 40), st.sets(st.integers(0, 40)))
def test_an_untouched_ledger_is_whole(size: int, heads: set[int]) -> None:
    entries = ledger(size)

    verdict = verify(entries, [head_of(entries, at) for at in heads if at <= size])

    assert verdict == Verdict(ok=True, size=size)


@given(st.lists(st.integers(0, 5), max_size=6))
def test_a_ledger_written_in_parts_equals_one_written_at_once(parts: list[int]) -> None:
    tail = Tail.empty()
    rows: list[Columns] = []
    for part in parts:
        coming = (written(draft(n)) for n in range(len(rows), len(rows) + part))
        more, tail = extend(Tail.stored(*tail.columns()), coming)
        rows += more

    assert [stored_from(row) for row in rows] == ledger(sum(parts))
    assert tail.head(AT) == head_of(ledger(sum(parts)), sum(parts))


@given(sizes_and_positions, st.booleans(), st.sampled_from(Draft._fields))
def test_a_changed_field_is_named_by_its_position(place: tuple[int, int], with_head: bool, field: str) -> None:
    size, position = place
    entries = ledger(size)
    heads = [head_of(entries, size)] if with_head else []
    entry, stored = entries[position]
    fields = entry._asdict() | {field: {"rows": -1} if field == "detail" else "x"}
    entries[position] = Entry(**fields), stored

    assert told(verify(entries, heads)) == (position, Fault.CHANGED)


@given(sizes_and_positions, st.booleans())
def test_a_changed_hash_is_named_by_its_position(place: tuple[int, int], with_head: bool) -> None:
    size, position = place
    entries = ledger(size)
    heads = [head_of(entries, size)] if with_head else []
    entries[position] = entries[position][0], bytes(32)

    assert told(verify(entries, heads)) == (position, Fault.CHANGED)


@given(sizes_and_positions)
def test_an_entry_changed_together_with_its_hash_is_named_with_the_help_of_a_head(place: tuple[int, int]) -> None:
    size, position = place
    entries = ledger(size)
    heads = [head_of(entries, size)]
    changed = entries[position][0]._replace(actor="somebody")
    previous = entries[position - 1][1] if position else bytes(32)
    entries[position] = changed, link(previous, entry_bytes(changed))

    verdict = verify(entries, heads)

    last_one = position == size - 1
    assert told(verdict) == ((0, Fault.REWRITTEN) if last_one else (position, Fault.CHANGED))


@given(sizes_and_positions)
def test_a_row_deleted_in_the_middle_is_named(place: tuple[int, int]) -> None:
    size, position = place
    entries = ledger(size + 1)
    del entries[position]

    assert told(verify(entries)) == (position, Fault.MISSING)


@given(sizes_and_positions)
def test_a_row_deleted_and_the_rest_renumbered_is_named(place: tuple[int, int]) -> None:
    size, position = place
    entries = ledger(size + 2)
    del entries[position]

    assert told(verify(renumbered(entries))) == (position, Fault.MISSING)


@given(sizes_and_positions, st.booleans())
def test_an_inserted_row_is_named(place: tuple[int, int], with_fitting_hash: bool) -> None:
    size, position = place
    entries = ledger(size)
    intruder = Entry(position, *draft(999))
    previous = entries[position - 1][1] if position else bytes(32)
    stored = link(previous, entry_bytes(intruder)) if with_fitting_hash else bytes(32)
    entries.insert(position, (intruder, stored))

    assert told(verify(renumbered(entries))) == (position, Fault.INSERTED)


@given(sizes_and_positions)
def test_a_row_that_stands_twice_is_named(place: tuple[int, int]) -> None:
    size, position = place
    entries = ledger(size)
    entries.insert(position + 1, entries[position])

    assert told(verify(entries)) == (position, Fault.INSERTED)


@given(st.sets(st.integers(0, 23), min_size=2, max_size=2), st.booleans())
def test_two_rows_in_each_others_place_are_named_by_the_first(pair: set[int], numbers_too: bool) -> None:
    first, second = sorted(pair)
    entries = ledger(24)
    entries[first], entries[second] = entries[second], entries[first]

    found = verify(renumbered(entries) if numbers_too else entries)

    assert told(found) == (first, Fault.REORDERED)


@given(sizes_and_positions)
def test_entries_cut_off_at_the_end_contradict_a_head(place: tuple[int, int]) -> None:
    size, kept = place
    entries = ledger(size)
    head = head_of(entries, size)

    assert told(verify(entries[:kept], [head])) == (kept, Fault.TRUNCATED)


@given(st.data())
def test_a_ledger_rewritten_without_a_seam_is_placed_between_two_heads(data: st.DataObject) -> None:
    size, position = data.draw(sizes_and_positions)
    sizes = data.draw(st.sets(st.integers(0, size))) | {size}
    entries = ledger(size)
    heads = [head_of(entries, at) for at in sizes]
    entries[position] = entries[position][0]._replace(actor="somebody"), b""

    verdict = verify(rechained(entries, position), heads)

    assert told(verdict) == (max([at for at in sizes if at <= position], default=0), Fault.REWRITTEN)
    assert verdict.until == min(at for at in sizes if at > position)


def test_a_ledger_cut_back_and_continued_contradicts_a_head() -> None:
    entries = ledger(9)
    head = head_of(entries, 9)
    continued = rechained([*entries[:5], *((Entry(0, *draft(77)), b""),) * 6], 5)

    assert told(verify(continued, [head])) == (0, Fault.REWRITTEN)


@pytest.mark.parametrize("edited", ['{"rows": 3}', "{", "[]", '{"rows":4}', "[" * 5000])
def test_a_detail_edited_by_hand_is_a_changed_entry(edited: str) -> None:
    rows, _ = extend(Tail.empty(), (written(draft(n)) for n in range(5)))
    rows[3] = (*rows[3][:8], edited, rows[3][9])

    assert told(verify(map(stored_from, rows))) == (3, Fault.CHANGED)


def test_an_entry_is_provable_to_a_partner_who_sees_hashes_only() -> None:
    entries = ledger(13)
    leaves = [leaf_hash(stored) for _, stored in entries]
    head = head_of(entries, 13)

    proof = inclusion_proof(leaves, 6)

    assert proves_inclusion(proof, leaf=leaf_hash(entries[6][1]), position=6, size=head.size, root=head.root)


def test_the_written_form_of_an_entry_does_not_change_between_releases() -> None:
    assert entry_bytes(Entry(0, *draft(1))) == (
        b'{"about":"00000000000000000000000000000001","actor":"kes","at":"2030-01-02T03:04:05.000006Z",'
        b'"authority":"XA-POL","detail":{"rows":1},"entry":1,"event":"page:read","function":"analyst",'
        b'"position":0,"purpose":"prevention"}'
    )


@pytest.mark.parametrize("value", [1.5, {"name": "x"}, [["x"]], object(), "\ud800"])
def test_a_detail_holds_codes_and_whole_numbers_only(value: object) -> None:
    with pytest.raises(EntryMalformed):
        entry_bytes(Entry(0, *draft(1)._replace(detail={"value": value})))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.just(',"position":0,"purpose":')
details = st.dictionaries(texts | st.just("position"), st.integers() | texts, max_size=4)


@given(st.builds(Draft, *[texts] * 7, details), st.integers(0, 2**63 - 1))
def test_an_act_written_before_its_position_is_known_is_written_the_same(act: Draft, position: int) -> None:
    before, after, columns = written(act)

    assert b"%b%d%b" % (before, position, after) == entry_bytes(Entry(position, *act))
    assert stored_from((position, *columns, b""))[0] == Entry(position, *act)


def test_a_head_reads_back_and_nothing_else_does() -> None:
    head = head_of(ledger(5), 5)

    assert head_from(head_bytes(head)) == head
    for damaged in (b"", b"{}", b"[]", head_bytes(head) + b" ", head_bytes(head._replace(root=b"short"))):
        with pytest.raises(LogMalformed):
            head_from(damaged)


@pytest.mark.parametrize(("size", "last", "frontier"), [(1, bytes(32), b""), (0, b"", b""), (-1, bytes(32), b"")])
def test_a_damaged_tail_is_refused(size: int, last: bytes, frontier: bytes) -> None:
    with pytest.raises(LogMalformed):
        Tail.stored(size, last, frontier)


def test_moments_are_written_in_utc_with_microseconds() -> None:
    east = timezone(timedelta(hours=2))

    assert moment_text(datetime(2030, 1, 2, 5, 4, 5, 6, tzinfo=east)) == AT
    assert moment_text(datetime(2030, 1, 2, tzinfo=UTC)) == "2030-01-02T00:00:00.000000Z"
    with pytest.raises(EntryMalformed):
        moment_text(datetime(2030, 1, 2))  # noqa: DTZ001  # the point of the test
