"""Short ways to make things for the tests of the web half: markings, reports, small files, mappings, judgements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import yaml
from django.conf import settings
from django.utils import timezone

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.codes import ALL_USES, Use
from corridor.core.handling.presets import marking_from_preset
from corridor.core.handling.records import Marking
from corridor.core.kernel.identifiers import Uid, is_uid
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.marks.actions import intern
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.picture import queries as pictures
from corridor.web.desk.reports.actions import Filing, file_report
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Load, Same

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
"""A moment for what needs no live reader class."""

Said = str | tuple[str, ...] | None


def uid(name: str) -> Uid:
    """Return an identifier that a name stands for, always the same."""
    return Uid(hashlib.sha256(name.encode()).hexdigest()[:32])


def marking(preset: str = "public", originator: str = "XA-POL", *recipients: str, uses: Use = ALL_USES) -> Marking:
    """Return the marking of a preset for an originator and further recipients, its uses narrowed if asked."""
    made = marking_from_preset(preset, originator, shelf.presets(), frozenset(recipients))
    return replace(made, uses=made.uses & uses)


def mark(of: Marking, now: datetime | None = None) -> int:
    """Return the mark of a marking, interned in a write of its own."""
    with turn.write():
        return intern(of, now or timezone.now())


def draft(name: str | None, kind: str, /, **said: Said) -> Draft:
    """Return a thing as described, its identifier standing for a name; a tuple says several values."""
    claims = tuple(
        Claim(prop, value, ref=Uid(value) if is_uid(value) else None)
        for prop, values in said.items()
        if values is not None
        for value in (values if isinstance(values, tuple) else (values,))
    )
    return Draft(identity.uid() if name is None else uid(name), kind, claims)


def incident(name: str | None = None, /, **said: Said) -> Draft:
    """Return an incident off the invented coast with one dead, or with other claims."""
    return draft(
        name,
        "Incident",
        **{
            "incident_kind": "shipwreck",
            "occurred_on": "2021-03-14",
            "point": "-35.5,-20",
            "place_text": "Coast of Ashmar",
            "dead": "1",
            **said,
        },
    )


def filing(*drafts: Draft, ref: str = "", marked: Marking | None = None, **fields: object) -> Filing:
    """Return a report about these things, the first being what it is about."""
    things = drafts or (incident(),)
    return replace(
        Filing(
            ref=ref or f"R-{identity.uid()}",
            filed_on="2021-03-20",
            marking=marked or marking(),
            grade="",
            drafts=things,
        ),
        **fields,  # type: ignore[arg-type]  # fields of Filing
    )


def file(by: Officer, *drafts: Draft, ref: str = "", marked: Marking | None = None, **fields: object) -> str:
    """File a report as an act, public unless marked otherwise; return the identifier of what it is about."""
    marked = marked or marking("public", by.reader.authority)
    return file_report(by=by, filing=filing(*drafts, ref=ref, marked=marked, **fields), now=timezone.now())


def same(a: str, b: str, marked: Marking, *, by: str = "xa.analyst") -> str:
    """Judge that two things are the same, under a marking; return the judgement's identifier."""
    return _judged(Same, a, b, marked, by)


def apart(a: str, b: str, marked: Marking, *, by: str = "xa.analyst") -> str:
    """Judge that two things are not the same, under a marking; return the judgement's identifier."""
    return _judged(Apart, a, b, marked, by)


def _judged(table: type[Same] | type[Apart], a: str, b: str, marked: Marking, by: str) -> str:
    now = timezone.now()
    with turn.write():
        one, other = store.entity_of(a), store.entity_of(b)
        assert one is not None
        assert other is not None
        judgement = table.objects.create(
            uid=identity.uid(), a=one, b=other, mark=intern(marked, now), judged_by=by, judged_at=now
        )
        if table is Same:
            store.compete(one)
            store.compete(other)
    return str(judgement.uid)


# --- files ---------------------------------------------------------------------------------------------------------


def mapping(name: str = "landings", /, **changes: object) -> str:
    """Keep a mapping for a small table of incidents in the node's home, and return its name."""
    document = {
        "mapping": name,
        "version": 1,
        "title": {language: name.title() for language in ("en", "fr", "es", "ar")},
        "source": f"{name}-source",
        "edition": name,
        "credit": f"Publisher of {name}",
        "licence": "own",
        "marking": "public",
        "whole": False,
        "released": "given",
        "recognise": {"needs": ["ref", "day", "dead", "place"]},
        "columns": {"ref": [], "day": [], "dead": [], "place": [], "point": [], "note": []},
        "entity": "Incident",
        "key": ["ref"],
        "fields": {
            "incident_kind": {"constant": "shipwreck"},
            "occurred_on": {"column": "day", "style": ["iso"]},
            "dead": {"column": "dead"},
            "place_text": {"column": "place"},
            "point": {"column": "point"},
            "summary": {"column": "note"},
        },
        **changes,
    }
    path = settings.HOME / "mappings" / f"{name}.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return name


COLUMNS = ("ref", "day", "dead", "place", "point", "note")


def table(rows: Iterable[Mapping[str, str] | Sequence[str]]) -> bytes:
    """Return a small CSV of incidents; a row is cells in the order of `COLUMNS`, or by name."""
    lines = [",".join(COLUMNS)]
    for row in rows:
        cells = [row.get(name, "") for name in COLUMNS] if isinstance(row, Mapping) else list(row)
        cells += [""] * (len(COLUMNS) - len(cells))
        lines.append(",".join(f'"{cell}"' if "," in cell else cell for cell in cells))
    return "\n".join(lines).encode() + b"\n"


def row(
    ref: str, dead: int | str = 1, day: str = "2021-03-14", place: str = "Ashmar", point: str = "-35.5,-20"
) -> list[str]:
    """Return one row of such a table."""
    return [ref, day, str(dead), place, point]


def begin(
    by: Officer, content: bytes, *, name: str = "table.csv", mapping: str = "", preset: str = "", released: str = ""
) -> str:
    """Bring a file and begin its import; return the load's identifier."""
    now = timezone.now()
    upload = imports.bring(by=by, file_name=name, pieces=[content], now=now)
    order = imports.Order(upload=upload, mapping=mapping, preset=preset, released_on=released)
    return imports.begin(by=by, order=order, now=now)


def load(
    by: Officer, content: bytes, *, name: str = "table.csv", mapping: str = "", preset: str = "", released: str = ""
) -> Load:
    """Bring a file, read it and publish it; return the load."""
    begun = begin(by, content, name=name, mapping=mapping, preset=preset, released=released)
    return imports.run(by=by, load=begun, now=timezone.now())


def undo(by: Officer, load: Load | str) -> None:
    """Take an import back."""
    imports.undo(by=by, load=load if isinstance(load, str) else load.uid, now=timezone.now())


def redo(by: Officer, load: Load | str) -> None:
    """Let an import stand again."""
    imports.redo(by=by, load=load if isinstance(load, str) else load.uid, now=timezone.now())


def question(**fields: object) -> Question:
    """Return a question of the picture."""
    measure = Measure(str(fields.pop("measure", Measure.DEATHS)))
    return Question(measure=measure, **fields)  # type: ignore[arg-type]  # its other fields


def picture(by: Officer, **fields: object) -> pictures.Answer:
    """Answer a question of the picture."""
    return pictures.answer_for(by, question(**fields))
