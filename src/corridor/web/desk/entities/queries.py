"""Reads about one thing: everything a reader may see of it, laid together, and what it is connected with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.laying import Laid, lay_together
from corridor.core.handling.codes import Refusal, Use
from corridor.core.handling.rules import decide
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import fold
from corridor.web.base.marks.queries import marking_of, uses_of
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.store import Provenance

NEIGHBOURS = 60
FOUND = 50

PERMISSIONS = {
    Use.READ: Permission.ENTITY_READ,
    Use.PRINT: Permission.ENTITY_PRINT,
    Use.EXPORT: Permission.ENTITY_EXPORT,
}


class NothingAllowed(CorridorError):
    """The markings of everything about a thing forbid this use of it."""

    code = "handling.E20"
    template = "nothing about {ref} may be put to this use: {use}"
    hint = "Ask the originators for consent, or open the thing to read what each marking allows."
    status = 403


@dataclass(frozen=True)
class Link:
    """A thing connected with another: its row, the property that connects them, and which way it points."""

    entity: int
    prop: str
    is_incoming: bool


@dataclass(frozen=True)
class Thing:
    """One thing as one reader's readable statements about it, for one use.

    `withheld` counts the statements that the reader may read but not put to this use, by mark.
    """

    uid: str
    entity: int
    cluster: tuple[int, ...]
    laid: Laid
    sources: dict[int, Provenance]
    datasets: dict[int, Dataset]
    links: tuple[Link, ...]
    withheld: dict[int, int]


def thing_for(officer: Officer, uid: str, *, use: Use = Use.READ) -> Thing:
    """Return one thing, or behave as if it did not exist.

    Raises:
        NotFound: No statement about it is readable.
        NotPermitted: The function does not carry this use.
        NothingAllowed: It is readable, but nothing of it may be put to this use.
    """
    entity = store.entity_of(uid) if is_uid(uid) else None
    readable = _rows(officer, Use.READ, entity) if entity is not None else ((), [])
    if entity is None or not readable[1] or Permission.ENTITY_READ not in officer.permissions:
        raise NotFound(kind="thing")
    check_permission(officer, PERMISSIONS[use])
    cluster, rows = readable
    withheld: dict[int, int] = {}
    if use is not Use.READ:
        may = {mark: bool(uses_of(officer.reader_class, mark) & use) for mark in {row[6] for row in rows}}
        for row in rows:
            if not may[row[6]]:
                withheld[row[6]] = withheld.get(row[6], 0) + 1
        rows = [row for row in rows if may[row[6]]]
        if not rows:
            raise NothingAllowed(ref=uid, use=(use.name or "").lower(), refusals=_refusals(officer, use, may))
    names = spine.prop_names()
    refs = store.uids_of({row[4] for row in rows if row[4] is not None})
    laid = lay_together(
        (names[prop], value, original, lang, refs.get(ref or 0), record, None, mark)
        for prop, value, original, lang, ref, record, mark in rows
    )
    sources = store.provenance(officer.reader_class, use, sorted({row[5] for row in rows}))
    datasets = Dataset.objects.select_related("source").in_bulk({one.dataset for one in sources.values()})
    return Thing(
        uid=uid,
        entity=entity,
        cluster=tuple(cluster),
        laid=laid,
        sources=sources,
        datasets=datasets,
        links=_links(officer, cluster, rows, names),
        withheld=withheld,
    )


def _refusals(officer: Officer, use: Use, marks: Iterable[int]) -> str:
    """Return every reason why markings forbid a use, as codes."""
    reasons: set[Refusal] = set()
    for mark in marks:
        reasons |= decide(officer.reader, use, marking_of(mark), shelf.schemes()).reasons
    return ", ".join(sorted(reasons))


def _rows(
    officer: Officer, use: Use, entity: int
) -> tuple[Sequence[int], list[tuple[int, str, str | None, str | None, int | None, int, int]]]:
    cluster = store.cluster(officer.reader_class, use, entity)
    return cluster, store.entity_rows(officer.reader_class, use, cluster)


def _links(
    officer: Officer, cluster: Sequence[int], rows: Sequence[tuple[object, ...]], names: dict[int, str]
) -> tuple[Link, ...]:
    """Return what the thing points at and what points at it, among things of which the reader sees something."""
    found = [Link(int(str(row[4])), names[int(str(row[0]))], False) for row in rows if row[4] is not None]
    for entity in cluster:
        for other, prop in store.referrers(officer.reader_class, Use.READ, entity, NEIGHBOURS):
            found.append(Link(other, names[prop], True))
    links = tuple(dict.fromkeys(link for link in found if link.entity not in cluster))[:NEIGHBOURS]
    seen = {
        entity
        for entity, _ in store.visible_values(
            officer.reader_class, Use.READ, [link.entity for link in links], spine.prop_numbers()["kind"]
        )
    }
    return tuple(link for link in links if link.entity in seen)


@dataclass(frozen=True)
class Found:
    """A thing whose visible words begin with what was asked."""

    entity: int
    key: str


def found_for(officer: Officer, words: str) -> tuple[Found, ...]:
    """Return the things of which a visible name, identifier or text begins with these words, by those words."""
    check_permission(officer, Permission.ENTITY_READ)
    asked = fold(words)
    if not asked:
        return ()
    hits: dict[int, Found] = {}
    for key, entity in store.found(officer.reader_class, Use.READ, asked, FOUND * 4):
        hits.setdefault(entity, Found(entity, key))
    return tuple(list(hits.values())[:FOUND])
