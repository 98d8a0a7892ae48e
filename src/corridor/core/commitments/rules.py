"""The decisions of commitments: what a catalogue must keep, and what asks for the same elsewhere (F-L1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corridor.core.commitments.codes import ASKED
from corridor.core.commitments.records import Catalogue, Instrument, Item

LONGEST_TITLE, LONGEST_PARAPHRASE, MOST_INDICATORS = 12, 40, 3
"""In words; and so many measures of one item."""


def catalogue_problems(
    instruments: Sequence[Instrument], themes: Mapping[str, str], items: Sequence[Item]
) -> tuple[str, ...]:
    """Return every rule of the catalogue that does not hold, naming the item; empty where all do."""
    return tuple(_problems(instruments, themes, items))


def _problems(instruments: Sequence[Instrument], themes: Mapping[str, str], items: Sequence[Item]) -> Iterator[str]:
    by_id = {item.id: item for item in items}
    keys = {one.key for one in instruments}
    yield from _doubled("instrument", (one.key for one in instruments))
    yield from _doubled("item", (item.id for item in items))
    yield from _doubled("indicator", (one.id for item in items for one in item.indicators))
    for one in instruments:
        if one.superseded_by and one.superseded_by not in keys:
            yield f"instrument {one.key}: superseded by {one.superseded_by}, which is not known"
    for item in items:
        if item.instrument not in keys:
            yield f"{item.id}: instrument {item.instrument} is not known"
        if item.theme not in themes:
            yield f"{item.id}: theme {item.theme} is not known"
        yield from _link_problems(item, by_id)
        yield from _length_problems(item)


def _doubled(kind: str, names: Iterable[str]) -> Iterator[str]:
    return (f"{kind} {name} stands twice" for name, times in Counter(names).items() if times > 1)


def _link_problems(item: Item, by_id: Mapping[str, Item]) -> Iterator[str]:
    for name in (*item.related, *item.legal_ids, *([item.part_of] if item.part_of else ())):
        if name not in by_id:
            yield f"{item.id}: {name} is not known"
    for name in item.related:
        if name == item.id:
            yield f"{item.id}: related to itself"
        elif name in by_id and item.id not in by_id[name].related:
            yield f"{item.id}: related to {name}, which does not say so"


def _length_problems(item: Item) -> Iterator[str]:
    if len(item.title.split()) > LONGEST_TITLE:
        yield f"{item.id}: the title has more than {LONGEST_TITLE} words"
    if len(item.paraphrase.split()) > LONGEST_PARAPHRASE:
        yield f"{item.id}: the paraphrase has more than {LONGEST_PARAPHRASE} words"
    if item.kind in ASKED and not 1 <= len(item.indicators) <= MOST_INDICATORS:
        yield f"{item.id}: one to {MOST_INDICATORS} indicators are needed"


def equivalents(catalogue: Catalogue, item: str) -> tuple[Item, ...]:
    """Return what other documents ask that one report may answer too: related items that ask something, by id.

    Links are not followed further: what is like a like thing need not be alike.
    """
    found = catalogue.items[item]
    return tuple(catalogue.items[name] for name in sorted(found.related) if catalogue.items[name].kind in ASKED)


def asked_by(catalogue: Catalogue, instrument: str) -> tuple[Item, ...]:
    """Return what an instrument asks, in the order of its document."""
    return tuple(one for one in catalogue.items.values() if one.instrument == instrument and one.kind in ASKED)
