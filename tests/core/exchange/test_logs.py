"""A log for a partner: nothing is lost, doubled or taken partly, however it is delivered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.exchange.codes import Kind, Outcome, Reason
from corridor.core.exchange.logs import (
    appended,
    confirmed,
    digest_of,
    link_after,
    pending,
    taken,
    troubled,
    unconfirmed,
)
from corridor.core.exchange.records import Incoming, Item, Outgoing, Receipt


def log_of(count: int) -> Outgoing:
    """Return a log with some releases."""
    log = Outgoing()
    for number in range(1, count + 1):
        log = appended(log, Kind.RELEASE, originator="XA-POL", about=f"{number:032x}", version=1, content=b"said")
    return log


def applied(item: Item) -> Receipt:
    """Carry out whatever comes."""
    return Receipt(item.number, item.digest, Outcome.APPLIED)


def refused(item: Item) -> Receipt:
    """Keep every second item aside."""
    if item.number % 2:
        return applied(item)
    return Receipt(item.number, item.digest, Outcome.KEPT_ASIDE, Reason.CONTENT_REFUSED)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 6), st.booleans()), max_size=30))
def test_each_item_is_carried_out_once_and_in_order_whatever_is_cut_off_doubled_or_late(
    deliveries: list[tuple[int, int, bool]],
) -> None:
    log, end = log_of(12), Incoming()
    carried: list[Item] = []
    for start, length, is_backwards in [*deliveries, (0, 12, False)]:
        part = log.items[start : start + length]
        took = taken(end, reversed(part) if is_backwards else part, applied)
        end = took.end
        carried += took.fresh

    assert [item.number for item in carried] == list(range(1, 13))
    assert (end.have, end.link) == (12, log.link)


def test_an_item_that_is_kept_aside_holds_nothing_up_and_is_told_of() -> None:
    took = taken(Incoming(), log_of(4).items, refused)
    log = confirmed(log_of(4), took.end.receipts, took.end.have)

    assert [receipt.number for receipt in troubled(log.receipts)] == [2, 4]
    assert pending(log, 10) == ()


def test_a_gap_is_asked_for_again_and_nothing_behind_it_is_taken() -> None:
    items = log_of(5).items
    took = taken(Incoming(), (items[0], *items[2:]), applied)

    assert (took.end.have, took.stopped) == (1, Reason.GAP)


@pytest.mark.parametrize(
    "changed",
    [
        {"content": b"other"},
        {"digest": bytes(32)},
        {"link": bytes(32)},
        {"version": 2},
        {"originator": "XB-BRD"},
        {"kind": Kind.RECALL},
        {"about": "f" * 32},
    ],
)
def test_an_item_that_was_changed_on_its_way_ends_the_delivery(changed: dict[str, object]) -> None:
    items = log_of(3).items
    took = taken(Incoming(), (items[0], replace(items[1], **changed), items[2]), applied)  # type: ignore[arg-type]

    assert (took.end.have, took.stopped) == (1, Reason.FORKED)


def test_a_sender_that_puts_another_item_under_a_number_that_was_taken_is_found_out() -> None:
    end = taken(Incoming(), log_of(3).items, applied).end
    digest = digest_of(Kind.RELEASE, "XA-POL", "e" * 32, 1, b"other")
    before = log_of(1).link
    other = Item(2, Kind.RELEASE, "XA-POL", "e" * 32, 1, digest, link_after(before, 2, digest), b"other")

    assert taken(end, (other,), applied).stopped is Reason.FORKED


def test_a_sender_that_took_an_item_out_of_its_log_is_found_out() -> None:
    whole = log_of(3)
    end = taken(Incoming(), whole.items[:2], applied).end
    shorter = appended(log_of(1), Kind.RECALL, originator="XA-POL", about="a" * 32, version=1)
    rest = appended(shorter, Kind.RECALL, originator="XA-POL", about="b" * 32, version=1)

    assert taken(end, rest.items[2:], applied).stopped is Reason.FORKED


@pytest.mark.parametrize("number", [0, -1])
def test_no_item_stands_before_the_first(number: int) -> None:
    odd = replace(log_of(1).items[0], number=number)

    assert taken(Incoming(), (odd,), applied).stopped is Reason.FORKED


def test_a_recipient_cannot_confirm_what_was_not_sent_nor_take_a_receipt_back() -> None:
    log = log_of(2)
    good = applied(log.items[0])
    log = confirmed(log, [good], 1)

    log = confirmed(
        log,
        [
            Receipt(1, log.items[0].digest, Outcome.KEPT_ASIDE, Reason.FORM),
            Receipt(2, bytes(32), Outcome.APPLIED),
            Receipt(9, bytes(32), Outcome.APPLIED),
        ],
        99,
    )

    assert dict(log.receipts) == {1: good}
    assert log.confirmed == 1
    assert [item.number for item in unconfirmed(log)] == [2]


def test_a_recipient_restored_from_a_backup_is_sent_again_what_it_lost() -> None:
    log = log_of(6)
    log = confirmed(log, map(applied, log.items), 6)
    restored = taken(Incoming(), log.items[:3], applied).end

    log = confirmed(log, (), restored.have)
    took = taken(restored, pending(log, 100), applied)

    assert [item.number for item in took.fresh] == [4, 5, 6]
    assert took.end.link == log.link


def test_what_came_without_its_answer_is_sent_again_until_the_answer_comes() -> None:
    log = log_of(3)
    took = taken(Incoming(), log.items, applied)

    log = confirmed(log, took.end.receipts[:1], took.end.have)

    assert [item.number for item in pending(log, 100)] == [2, 3]
