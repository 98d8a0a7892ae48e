"""Reads of what waits for a code, and of what was decided.

A parked text is a statement like any other: who may not read the statement, or whose release no longer stands, sees no
trace of it here. Nothing is counted beside the statements themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.text import fold
from corridor.core.vocabularies.codes import PARKED, REFUSED
from corridor.web.base.keys import digest_text
from corridor.web.base.marks.queries import authority_of
from corridor.web.desk.statements import parked, store, walking
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.telling import Told
from corridor.web.desk.vocabularies.models import CodeDecision

Given = tuple[str, str, int]
"""A property, a text as it was given, and a mark."""

Statement = tuple[int, str, str | None, str | None, int | None, int, int]
"""A statement as the store returns it: property, value, text as recorded, language, reference, record, mark."""

Row = TypeVar("Row", Told, walking.Told)

SHOWN = 200


@dataclass(frozen=True)
class Parked:
    """One text that waits under one list: how often it stands, under which marks, from where, and what was decided."""

    list: str
    given: str
    spellings: tuple[str, ...]
    count: int
    marks: tuple[int, ...]
    sources: tuple[Dataset, ...]
    first_on: str
    decision: CodeDecision | None = None
    undecided: tuple[int, ...] = ()


@lru_cache(maxsize=1)
def parkable() -> Mapping[str, str]:
    """Return the properties under which a text may wait, each with its list."""
    registry = shelf.registry()
    return {
        name: prop.vocabulary for name, prop in registry.properties.items() if prop.vocabulary and registry.parks(name)
    }


def parked_for(officer: Officer) -> tuple[Parked, ...]:
    """Return the texts that wait for a code, as far as the officer may read them, by list and text.

    Raises:
        NotPermitted: The function does not edit vocabularies.
    """
    check_permission(officer, Permission.VOCABULARY_EDIT)
    names = spine.prop_names()
    waiting = parkable()
    rows = parked.rows(
        officer.reader_class, [number for number, name in names.items() if name in waiting], limit=SHOWN * 10
    )
    groups: dict[tuple[str, str], list[parked.ParkedRow]] = {}
    for row in rows:
        groups.setdefault((waiting[names[row.prop]], fold(row.given) or row.given), []).append(row)
    firsts = store.provenance(officer.reader_class, Use.READ, sorted({row.record for row in rows}))
    known = Dataset.objects.select_related("source").in_bulk({one.dataset for one in firsts.values()})
    stand = decisions(officer, [(name, digest_text(given)) for name, given in groups])
    found = []
    for (name, given), members in sorted(groups.items()):
        marks = tuple(dict.fromkeys(row.mark for row in members))
        decided = {mark: stand[key] for mark in marks if (key := (name, digest_text(given), mark)) in stand}
        seen = [firsts[row.record] for row in members if row.record in firsts]
        found.append(
            Parked(
                list=name,
                given=given,
                spellings=tuple(dict.fromkeys(row.given for row in members)),
                count=sum(row.times for row in members),
                marks=marks,
                sources=tuple({one.dataset: known[one.dataset] for one in seen}.values()),
                first_on=min((one.released_on for one in seen), default=""),
                decision=next(iter(decided.values()), None),
                undecided=tuple(mark for mark in marks if mark not in decided),
            )
        )
    return tuple(found[:SHOWN])


def decisions(officer: Officer, given: Sequence[tuple[str, str]]) -> dict[tuple[str, str, int], CodeDecision]:
    """Return the decisions of the officer's authority about some texts, by list, digest and mark."""
    if not given:
        return {}
    found = CodeDecision.objects.filter(
        authority=officer.reader.authority,
        undone_at=None,
        list__in={name for name, _ in given},
        given__in={digest for _, digest in given},
    )
    return {(one.list, one.given, one.mark): one for one in found}


def texts_decided(reader_class: int, prop: str, codes: Sequence[str]) -> list[tuple[str, int]]:
    """Return the parked texts, with their marks, that stand for some codes by decision of the reader's authority."""
    stand = CodeDecision.objects.filter(
        authority=authority_of(reader_class), list=parkable().get(prop, ""), code__in=codes, undone_at=None
    )
    made = set(stand.values_list("given", "mark"))
    if not made:
        return []
    rows = parked.rows(reader_class, [spine.prop_numbers()[prop]], limit=SHOWN * 10)
    return [(row.given, row.mark) for row in rows if (digest_text(fold(row.given) or row.given), row.mark) in made]


def decided(officer: Officer, given: Iterable[Given]) -> Mapping[Given, str]:
    """Return the codes that were decided for parked texts; the caller may read the statements that hold them."""
    waiting = parkable()
    asked = {one: (waiting[one[0]], digest_text(fold(one[1]) or one[1]), one[2]) for one in given if one[0] in waiting}
    stand = decisions(officer, [(name, digest) for name, digest, _ in asked.values()])
    found = {one: stand[key].code for one, key in asked.items() if key in stand}
    return {one: PARKED if code == REFUSED else code for one, code in found.items()}


def settled(officer: Officer, rows: Sequence[Statement]) -> Sequence[Statement]:
    """Return statements with the code that was decided where one waited; the text as recorded stays beside it.

    Args:
        rows: As the store returns them: property, value, text as recorded, language, reference, record, mark.
    """
    waiting = [row for row in rows if row[1] == PARKED and row[2]]
    if not waiting:
        return rows
    names = spine.prop_names()
    codes = decided(officer, {(names[row[0]], row[2] or "", row[6]) for row in waiting})
    return [
        (row[0], codes.get((names[row[0]], row[2] or "", row[6]), PARKED), *row[2:]) if row[1] == PARKED else row
        for row in rows
    ]


def settled_told(officer: Officer, rows: Sequence[Row]) -> list[Row]:
    """Return statements about several things with the code that was decided where a text waited for one."""
    names = spine.prop_names()
    given = {row: (names[row.prop], row.original, row.mark) for row in rows if row.value == PARKED and row.original}
    codes = decided(officer, set(given.values())) if given else {}
    return [row._replace(value=codes.get(given[row], PARKED)) if row in given else row for row in rows]
