"""A log for one partner: items are numbered and linked, delivered as often as need be, and taken once.

Delivery may be cut off, doubled, put in another order or come from a stick after a month. The recipient takes what
continues its end of the log and nothing else; every item it takes is answered, the bad ones too, so that one of them
never holds the others up and nothing is dropped in silence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from corridor.core.exchange.codes import Kind, Outcome, Place, Reason
from corridor.core.exchange.records import Incoming, Item, Outgoing, Receipt, Taken

MARK = b"corridor log 1\n"

Carrying = Callable[[Item], Receipt]
"""Carries out one item and answers it; it refuses by the receipt and never by an error."""


def link_after(link: bytes, number: int, digest: bytes) -> bytes:
    """Return the link of an item: it commits to everything before it."""
    return hashlib.sha256(MARK + link + number.to_bytes(8, "big") + digest).digest()


def digest_of(kind: Kind, originator: str, about: str, version: int, content: bytes) -> bytes:
    """Return the digest of what an item says; SHA-256 over its fields, each after its length."""
    parts = (kind.encode(), originator.encode(), about.encode(), str(version).encode(), content)
    return hashlib.sha256(MARK + b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()


def appended(log: Outgoing, kind: Kind, *, originator: str, about: str, version: int, content: bytes = b"") -> Outgoing:
    """Return the log with one more item."""
    number = len(log.items) + 1
    digest = digest_of(kind, originator, about, version, content)
    link = link_after(log.link, number, digest)
    item = Item(number, kind, originator, about, version, digest, link, content)
    return replace(log, items=(*log.items, item))


def pending(log: Outgoing, most: int) -> tuple[Item, ...]:
    """Return the next items to deliver: those after what was confirmed, at most so many."""
    return log.items[log.confirmed : log.confirmed + most]


def taken(end: Incoming, delivery: Iterable[Item], carry: Carrying) -> Taken:
    """Take what continues the log, carry each item out once and answer it.

    An item that was taken before is passed over. One that leaves a gap ends the delivery, and is asked for again by
    what `end.have` says. Another item under a number that was taken, or one whose link does not continue the log, ends
    it for good: the sender's log was changed, and people must look.
    """
    fresh: list[Item] = []
    for item in delivery:
        known = end.receipts[item.number - 1].digest if 1 <= item.number <= end.have else b""
        match place_of(item, have=end.have, link=end.link, known=known):
            case Place.TAKEN:
                continue
            case Place.NEXT:
                end = Incoming(item.number, item.link, (*end.receipts, carry(item)))
                fresh.append(item)
            case Place.AHEAD:
                return Taken(end, tuple(fresh), Reason.GAP)
            case _:
                return Taken(end, tuple(fresh), Reason.FORKED)
    return Taken(end, tuple(fresh))


def place_of(item: Item, *, have: int, link: bytes, known: bytes) -> Place:
    """Return where an item stands to the recipient's end of the log.

    Args:
        have, link: How far the end has come, and its link there.
        known: The digest of what was taken under this number; nothing where nothing was.
    """
    if item.number <= have:
        return Place.TAKEN if item.number >= 1 and known == item.digest else Place.CHANGED
    if item.number > have + 1:
        return Place.AHEAD
    # What was ended is overwritten at its sender too; its digest still has its place in the log.
    said = (
        digest_of(item.kind, item.originator, item.about, item.version, item.content) if item.content else item.digest
    )
    fits = said == item.digest and link_after(link, item.number, item.digest) == item.link
    return Place.NEXT if fits else Place.CHANGED


def confirmed(log: Outgoing, receipts: Iterable[Receipt], have: int) -> Outgoing:
    """Return the sender's log after an answer: the receipts that fit its items, and how far the recipient has come.

    A recipient cannot confirm what was never sent, answer another item than the one under the number, or take a receipt
    back that it gave before; such answers change nothing. What it says it has without having answered it is sent
    again until it is: the answer was lost on its way. How far it has come may go back: a recipient that was restored
    from a backup is sent again what it lost.
    """
    known: dict[int, Receipt] = dict(log.receipts)
    for receipt in receipts:
        fits = 1 <= receipt.number <= len(log.items) and log.items[receipt.number - 1].digest == receipt.digest
        if fits and receipt.number not in known:
            known[receipt.number] = receipt
    answered = next((number for number in range(1, len(log.items) + 1) if number not in known), len(log.items) + 1) - 1
    return replace(log, receipts=MappingProxyType(known), confirmed=min(max(have, 0), answered))


def unconfirmed(log: Outgoing) -> tuple[Item, ...]:
    """Return the items of which nothing is known yet: nobody may claim that they came."""
    return tuple(item for item in log.items if item.number not in log.receipts)


def troubled(receipts: Mapping[int, Receipt]) -> tuple[Receipt, ...]:
    """Return the receipts of what the recipient kept aside, by number."""
    return tuple(receipts[number] for number in sorted(receipts) if receipts[number].outcome is Outcome.KEPT_ASIDE)
