"""How long finding things by words takes, for readers who see nearly everything and for one who sees nearly nothing.

`search.p95_5m`: of at least 300 seeded queries, asked in turns by an analyst of the node's own authority and by one of
another authority, 95 of 100 take at most so many ms. Words come from the node's own records: whole texts, beginnings,
words that very many records hold, letters inside of words, typing errors, identifiers, and words that nothing holds.
The function that the page calls is measured, from the words to the things in their order with what they say.

The baseline asks the engine's own index for the same tokens, tier by tier until a page is full, without asking what the
reader may see and without reading a statement.
"""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING

from bench import world
from bench.figures import quantile

if TYPE_CHECKING:
    from corridor.core.access.records import Officer

QUERIES = 320
RECORDS = 80
LETTERS = "abcdefghijklmnopqrstuvwxyz"
COMMON = ("coast", "north of", "Highlands", "Northern Passage", "harbour", "on the way to", "Drowning", "so", "Red Cre")
ABSENT = ("Zephyrine", "Qattara Wells", "XK-99-1", "vvvvv")


def p95() -> float:
    """Ask every query through the function of the page; ms of the one that 95 of 100 stay below."""
    from corridor.web.desk.search.queries import found_for

    readers = [world.officer(), _stranger()]
    samples = []
    for number, words in enumerate(_queries()):
        for reader in readers:
            begun = time.perf_counter()
            found_for(reader, words)
            if number >= len(COMMON):  # The first of each kind finds pages and statements cold; they are not counted.
                samples.append(1000 * (time.perf_counter() - begun))
    return quantile(samples, 0.95)


def raw_p95() -> float:
    """Ask the engine's own index for the same tokens; ms of the one that 95 of 100 stay below."""
    from corridor.core.kernel.search import Query, Rank, lookup
    from corridor.core.kernel.text import fold
    from corridor.web.desk.statements import search_store

    samples = []
    for number, words in enumerate(_queries()):
        begun = time.perf_counter()
        query, found, lexicon = Query(fold(words)), 0, search_store.lexicon()
        for wanted in Rank:
            asked = lookup(query, wanted, lexicon)
            if asked is not None:
                found += _raw(search_store.written(asked))
            if found > 20:
                break
        if number >= len(COMMON):
            samples.append(1000 * (time.perf_counter() - begun))
    return quantile(samples, 0.95)


def _raw(asked: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid FROM name_word WHERE name_word MATCH %s LIMIT 21", [asked])
        else:
            cursor.execute("SELECT id FROM name_key WHERE tokens @@ %s::tsquery LIMIT 21", [asked])
        return len(cursor.fetchall())


def _stranger() -> Officer:
    """Return an analyst of another authority, who sees what is meant for others alone."""
    from dataclasses import replace

    from corridor.web.base.ledger import turn
    from corridor.web.base.marks.actions import open_class

    own = world.officer()
    reader = replace(own.reader, authority="XC-BRD")
    with turn.write():
        return replace(own, reader=reader, reader_class=open_class(reader, world.now()))


def _queries() -> list[str]:
    """Return words to look for, equal for equal nodes."""
    draw = Random(11)
    texts = _texts(draw)
    found = list(COMMON)
    while len(found) < QUERIES // 2:
        text = draw.choice(texts)
        word = draw.choice([part for part in text.split() if len(part) > 3] or [text])
        start = draw.randrange(max(1, len(text) - 6))
        place = draw.randrange(len(word))
        found += [
            text,
            text[: draw.randint(2, max(2, len(text) - 1))],
            word,
            text[start : start + draw.randint(4, 9)].strip() or word,
            word[:place] + draw.choice(LETTERS) + word[place + 1 :],
            draw.choice(COMMON),
            draw.choice(ABSENT),
        ]
    return found[: QUERIES // 2]


def _texts(draw: Random) -> list[str]:
    from django.db import connection

    from corridor.web.desk.statements import queries

    numbers = queries.prop_numbers()
    props = [numbers[name] for name in queries.searched_props() if name in numbers]
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM entity")
        low, high = cursor.fetchone()
        texts: list[str] = []
        for entity in draw.sample(range(low, high + 1), min(RECORDS, high - low)):
            places = ", ".join(["%s"] * len(props))
            cursor.execute(
                f"SELECT value FROM statement WHERE entity = %s AND prop IN ({places}) ORDER BY prop, record, n",
                [entity, *props],
            )
            texts += [value for (value,) in cursor.fetchall()]
    return texts
