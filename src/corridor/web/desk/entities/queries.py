"""Reads about one thing: everything a reader may see of it, laid together, and what it is connected with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from corridor.web.base.marks.queries import marking_of, uses_of
from corridor.web.desk.entities import roles
from corridor.web.desk.statements import past, store
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements.around import bare_among, holders
from corridor.web.desk.statements.models import Dataset, Same
from corridor.web.desk.statements.store import Provenance
from corridor.web.desk.vocabularies.queries import settled

Statement = tuple[int, str, str | None, str | None, int | None, int, int]
"""A statement as the store returns it: the fields of its `Row`."""

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


class RoleSuspended(CorridorError):
    """A role that coercion suspends would leave the node as if it stood."""

    code = "entities.E20"
    template = "role {ref} is suspended and is not exported"
    hint = "Have coercion reviewed first: a suspended role must not be used."
    status = 409


@dataclass(frozen=True)
class Link:
    """A thing to which another refers: its row, and the property that does."""

    entity: int
    prop: str


@dataclass(frozen=True)
class Thing:
    """One thing as one reader's readable statements about it, for one use.

    `withheld` counts the statements that the reader may read but not put to this use, by mark. A judgement that may
    not be put to the use joins nothing: what it would have joined is withheld too.
    """

    uid: str
    entity: int
    cluster: tuple[int, ...]
    laid: Laid
    sources: dict[int, Provenance]
    datasets: dict[int, Dataset]
    links: tuple[Link, ...]
    judgements: tuple[Same, ...]
    withheld: Mapping[int, int]


def thing_for(officer: Officer, uid: str, *, use: Use = Use.READ) -> Thing:
    """Return one thing, or behave as if it did not exist.

    Raises:
        NotFound: No statement about it is readable, or it is a person of whom no role is.
        NotPermitted: The function does not carry this use.
        NothingAllowed: It is readable, but nothing of it may be put to this use, or of a person no role.
        RoleSuspended: It would be exported, and is a role that coercion suspends.
    """
    entity = store.entity_of(uid) if is_uid(uid) else None
    if entity is None or Permission.ENTITY_READ not in officer.permissions:
        raise NotFound(kind="thing")
    cluster, rows = _rows(officer, Use.READ, entity)
    if not rows or _is_bare(officer, Use.READ, cluster):
        raise NotFound(kind="thing")
    check_permission(officer, PERMISSIONS[use])
    withheld: Counter[int] = Counter()
    if use is not Use.READ:
        readable = rows
        cluster, rows = _rows(officer, use, entity)
        withheld = Counter(row[6] for row in readable) - Counter(row[6] for row in rows)
        if not rows or _is_bare(officer, use, cluster):
            raise NothingAllowed(
                ref=uid,
                use=(use.name or "").lower(),
                refusals=_refusals(officer, use, _marks(officer, entity, readable)),
            )
    if use is Use.EXPORT and uid in roles.suspended_among(officer, [entity]):
        raise RoleSuspended(ref=uid)
    rows = list(settled(officer, past.in_order(rows)))
    names = spine.prop_names()
    refs = store.uids_of({row[4] for row in rows if row[4] is not None})
    laid = lay_together(
        (names[prop], value, original, lang, refs.get(ref or 0), record, None, mark)
        for prop, value, original, lang, ref, record, mark in rows
    )
    sources = store.provenance(officer.reader_class, use, sorted({row[5] for row in rows}))
    known = Dataset.objects.select_related("source").in_bulk({one.dataset for one in sources.values()})
    datasets = {one.dataset: known[one.dataset] for one in sources.values()}
    return Thing(
        uid=uid,
        entity=entity,
        cluster=tuple(cluster),
        laid=laid,
        sources=sources,
        datasets=datasets,
        links=_links(officer, cluster, rows, names),
        judgements=_judgements(officer, use, cluster),
        withheld=withheld,
    )


def _is_bare(officer: Officer, use: Use, cluster: Sequence[int]) -> bool:
    """Tell whether everything here is a person of whom no role may be put to this use."""
    told = {entity for entity, _ in store.visible_values(officer.reader_class, use, cluster, _kind())}
    return bool(told) and told == bare_among(officer, sorted(told), use=use)


def _kind() -> int:
    return spine.prop_numbers()["kind"]


def _marks(officer: Officer, entity: int, rows: Iterable[Statement]) -> set[int]:
    """Return the marks of a thing, and those of its roles, without which a person is not put to a use."""
    held = store.first_marks(officer.reader_class, Use.READ, holders(officer, [entity]))
    return {row[6] for row in rows} | set(held.values())


def _judgements(officer: Officer, use: Use, cluster: Sequence[int]) -> tuple[Same, ...]:
    """Return the judgements that join a thing, as far as they may be put to this use, in the order they were made."""
    if len(cluster) < 2:
        return ()
    made = Same.objects.filter(a__in=cluster, b__in=cluster, withdrawn_at=None).order_by("judged_at", "uid")
    return tuple(one for one in made if uses_of(officer.reader_class, one.mark) & use)


def _refusals(officer: Officer, use: Use, marks: Iterable[int]) -> str:
    """Return every reason why markings forbid a use, as codes."""
    reasons: set[Refusal] = set()
    for mark in marks:
        reasons |= decide(officer.reader, use, marking_of(mark), shelf.schemes()).reasons
    return ", ".join(sorted(reasons))


def _rows(officer: Officer, use: Use, entity: int) -> tuple[Sequence[int], list[Statement]]:
    return store.thing_rows(officer.reader_class, use, entity)


def _links(
    officer: Officer, cluster: Sequence[int], rows: Sequence[tuple[object, ...]], names: dict[int, str]
) -> tuple[Link, ...]:
    """Return what the thing refers to, among things of which the reader sees something."""
    found = [Link(int(str(row[4])), names[int(str(row[0]))]) for row in rows if row[4] is not None]
    if not found:
        return ()
    links = tuple(dict.fromkeys(link for link in found if link.entity not in cluster))
    linked = [link.entity for link in links]
    seen = {entity for entity, _ in store.visible_values(officer.reader_class, Use.READ, linked, _kind())}
    seen -= bare_among(officer, linked)
    return tuple(link for link in links if link.entity in seen)
