"""Finding things by words, reader first: what is found, and in which order, follows from what the reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.search import KIND, MANY_WORDS, AllOf, Query, Rank, Text, lookup, rank
from corridor.core.kernel.text import fold
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import search_store, store
from corridor.web.desk.statements.around import bare_among

PAGE = 20
"""So many things stand on one page."""

MOST = 500
"""So many things are shown at most; who finds more has to say more."""

LONGEST_QUERY = 200


@dataclass(frozen=True)
class Found:
    """A thing that answers: how well, and what one record says of it that does so, as (property, value)."""

    entity: int
    rank: Rank
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """Things in the order of how well they answer, then of their records; and whether there are more after them."""

    query: Query
    found: tuple[Found, ...]
    has_more: bool


def found_for(officer: Officer, words: str, *, kind: str = "", first: int = 0, count: int = PAGE) -> Answer:
    """Return the things of which a visible name, place, identifier or text answers these words.

    Exact matches come first, then texts that begin with the words, that hold all of them, that hold them inside, and
    that are spelt alike. Things that the reader knows to be the same stand once.

    Args:
        kind: Things that the same record calls so; all kinds when empty or unknown.
        first: How many are passed over, for later pages.
    """
    check_permission(officer, Permission.ENTITY_READ)
    query = Query(fold(words[:LONGEST_QUERY]))
    if not query.words or first >= MOST:
        return Answer(query, (), has_more=False)
    last = min(first + count, MOST)
    found = tuple(islice(_known(officer, query, kind), first, last + 1))
    shown = found[: last - first]
    return Answer(query, shown, has_more=len(found) > len(shown) and last < MOST)


def _known(officer: Officer, query: Query, kind: str) -> Iterator[Found]:
    """Leave out persons of whom no role may be read: no such person exists."""
    things = _things(officer, query, kind)
    while some := list(islice(things, PAGE + 1)):
        bare = bare_among(officer, [one.entity for one in some])
        yield from (one for one in some if one.entity not in bare)


def _things(officer: Officer, query: Query, kind: str) -> Iterator[Found]:
    """Yield each thing once, where its best record stands."""
    numbers = spine.prop_numbers()
    searched = {numbers[name]: is_identifier for name, is_identifier in spine.searched_props().items()}
    names = {number: name for name, number in numbers.items() if number in searched}
    reader, lexicon = search_store.reader_for(officer.reader_class, Use.READ), search_store.lexicon()
    seen: set[int] = set()
    for wanted in Rank:
        if wanted > Rank.INSIDE and seen and len(query.words) > MANY_WORDS:
            return  # Somebody who quotes a long text and finds it does not look for another that resembles it.
        asked = lookup(query, wanted, lexicon)
        if asked is None:
            continue
        if kind in shelf.registry().schemata:
            asked = AllOf((asked, f"{KIND}{kind}"))
        for hit, others in _with_others(officer, search_store.hits(reader, asked, list(searched))):
            if hit.entity in seen:
                continue
            found = rank(query, [Text(fold(value), searched[prop]) for prop, value in hit.said])
            if found is not None and found <= wanted:
                seen.update(others())
                yield Found(hit.entity, wanted, tuple((names[prop], value) for prop, value in hit.said))


def _with_others(
    officer: Officer, hits: Iterator[search_store.Hit]
) -> Iterator[tuple[search_store.Hit, Callable[[], list[int]]]]:
    """Yield hits, each with a way to ask for all that this reader knows to be the same thing, itself included."""
    while some := list(islice(hits, PAGE + 1)):
        judged = search_store.judged([hit.entity for hit in some])
        for hit in some:
            if hit.entity in judged:
                yield hit, partial(store.cluster, officer.reader_class, Use.READ, hit.entity)
            else:
                yield hit, partial(list, (hit.entity,))
