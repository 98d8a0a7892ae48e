"""What the programming interface gives: the same reads as the pages, put into its schemata."""

from __future__ import annotations

import json
from typing import Any

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.handling.exchange import canonical, digest
from corridor.core.picture.records import Question
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.api import schemas
from corridor.web.desk.api.cursors import cursor, place
from corridor.web.desk.entities import queries as entities
from corridor.web.desk.entities import roles
from corridor.web.desk.exports.making import question_told
from corridor.web.desk.imports import queries as loads
from corridor.web.desk.imports import sources
from corridor.web.desk.picture import queries as pictures
from corridor.web.desk.picture.known import then_for
from corridor.web.desk.search import queries as searching
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store, walking
from corridor.web.desk.statements.models import Dataset, Load
from corridor.web.desk.statements.titles import titles_for
from corridor.web.desk.vocabularies.queries import settled_told

NOT_TOLD_OF_SUSPENDED = "kind"
"""All that is told of a role that coercion suspends: that it is one."""


def things_found(officer: Officer, words: str, kind: str, given: str, limit: int) -> schemas.ThingsFound:
    """Return one part of what words find."""
    first = place(officer, given, "things", words, kind)
    answer = searching.found_for(officer, words, kind=kind, first=first, count=limit)
    found = [one.entity for one in answer.found]
    uids, titles = store.uids_of(found), titles_for(officer, found)
    kinds: dict[int, str] = {}
    for entity, value in store.visible_values(officer.reader_class, Use.READ, found, spine.prop_numbers()["kind"]):
        kinds.setdefault(entity, value)
    return schemas.ThingsFound(
        things=[
            schemas.ThingFound(uid=uids[one], title=titles.get(one, kinds.get(one, "")), kind=kinds.get(one, ""))
            for one in found
        ],
        next=cursor(officer, first + limit, "things", words, kind) if answer.has_more else "",
    )


def _told(officer: Officer, uid: str) -> tuple[entities.Thing, list[walking.Told], bool]:
    """Return one thing and every statement of it that may be read; of a suspended role only what it is."""
    thing = entities.thing_for(officer, uid)
    rows = settled_told(officer, walking.said_of(officer.reader_class, Use.READ, thing.cluster))
    is_suspended = uid in roles.suspended_among(officer, [thing.entity])
    if is_suspended:
        kind = spine.prop_numbers()[NOT_TOLD_OF_SUSPENDED]
        rows = [row for row in rows if row.prop == kind]
    return thing, rows, is_suspended


def thing_told(officer: Officer, uid: str) -> schemas.Thing:
    """Return one thing, or behave as if it did not exist."""
    thing, rows, is_suspended = _told(officer, uid)
    names = spine.prop_names()
    marks = dict.fromkeys(row.mark for row in rows)
    markings = {mark: marking_of(mark) for mark in marks}
    title = "" if is_suspended else titles_for(officer, [thing.entity]).get(thing.entity, "")
    kinds = list(dict.fromkeys(row.value for row in rows if names[row.prop] == "kind"))
    known = store.provenance(officer.reader_class, Use.READ, sorted({row.record for row in rows}))
    datasets = Dataset.objects.select_related("source").in_bulk({one.dataset for one in known.values()})
    return schemas.Thing(
        uid=uid,
        title=title or " / ".join(kinds),
        kinds=kinds,
        selves=sorted(store.uids_of(thing.cluster).values()),
        is_suspended=is_suspended,
        sources=sorted({one.source.code for one in datasets.values()}),
        markings={digest(marking): json.loads(canonical(marking)) for marking in markings.values()},
    )


def statements_told(officer: Officer, uid: str, given: str, limit: int) -> schemas.Statements:
    """Return one part of what is said of a thing, in the order of its properties."""
    first = place(officer, given, "statements", uid)
    _, rows, _ = _told(officer, uid)
    shown = rows[first : first + limit]
    names = spine.prop_names()
    uids = store.uids_of({row.entity for row in shown} | {row.ref for row in shown if row.ref is not None})
    known = store.provenance(officer.reader_class, Use.READ, sorted({row.record for row in shown}))
    datasets = Dataset.objects.select_related("source").in_bulk({one.dataset for one in known.values()})
    addresses = {mark: digest(marking_of(mark)) for mark in {row.mark for row in shown}}
    told = []
    for row in shown:
        origin = known.get(row.record)
        dataset = datasets[origin.dataset] if origin is not None else None
        told.append(
            schemas.StatementTold(
                about=uids[row.entity],
                property=names[row.prop],
                value=row.value,
                original=row.original,
                lang=row.lang,
                ref=uids[row.ref] if row.ref is not None else None,
                source=dataset.source.code if dataset is not None else None,
                edition=dataset.edition if dataset is not None else None,
                grade=origin.grade or None if origin is not None else None,
                stated_on=origin.released_on if origin is not None else None,
                marking=addresses[row.mark],
            )
        )
    more = len(rows) > first + limit
    return schemas.Statements(statements=told, next=cursor(officer, first + limit, "statements", uid) if more else "")


def picture_told(officer: Officer, question: Question, given: str) -> schemas.Picture:
    """Return the answer to a question, with one part of its table."""
    asked = json.dumps(question_told(question), sort_keys=True)
    first = place(officer, given, "picture", asked)
    answer = pictures.answer_for(officer, question, first=first)
    then = then_for(officer, question)
    titles = titles_for(officer, [thing.entity for thing in answer.rows], then=then)
    more = answer.things > answer.first + len(answer.rows) and answer.first < pictures.DEEPEST_ROW
    return schemas.Picture(
        measure=question.measure.value,
        things=answer.things,
        low=answer.low,
        high=answer.high,
        months=[schemas.MonthTold(on=m.on, things=m.things, low=m.low, high=m.high) for m in answer.months],
        editions=[
            schemas.EditionTold(
                source=one.dataset.source.code,
                edition=one.dataset.edition,
                records=one.coverage.records,
                is_drawn=one.is_drawn,
            )
            for one in answer.editions
        ],
        rows=[
            schemas.RowTold(
                uid=thing.uid,
                title=titles.get(thing.entity, ""),
                on=thing.strip.day,
                kind=thing.strip.kind,
                country=thing.strip.country,
                route=thing.strip.route,
                low=thing.low,
                high=thing.high,
            )
            for thing in answer.rows
        ],
        next=cursor(officer, answer.first + len(answer.rows), "picture", asked) if more and answer.rows else "",
    )


def sources_told(officer: Officer) -> schemas.Sources:
    """Return the sources that the officer may see."""
    return schemas.Sources(
        sources=[
            schemas.SourceTold(
                code=one.code,
                records=one.records,
                as_of=one.as_of,
                credits=list(one.credits),
                licences=list(one.licences),
                is_invented=one.is_invented,
            )
            for one in sources.sources_for(officer)
        ]
    )


def import_told(load: Load) -> schemas.ImportTold:
    """Return how far an import is."""
    return schemas.ImportTold(
        uid=load.uid,
        state=load.state,
        file=load.file_name,
        mapping=load.mapping,
        released_on=load.released_on,
        rows=load.rows_read,
        accepted=load.accepted,
        rejected=load.rejected,
        unchanged=load.unchanged,
        revised=load.revised,
    )


def imports_told(officer: Officer, given: str, limit: int) -> schemas.Imports:
    """Return one part of the imports that the officer may see, the latest first."""
    first = place(officer, given, "imports")
    known = loads.loads_for(officer)
    more = len(known) > first + limit
    return schemas.Imports(
        imports=[import_told(one) for one in known[first : first + limit]],
        next=cursor(officer, first + limit, "imports") if more else "",
    )


def vocabularies_told() -> schemas.Vocabularies:
    """Return the vocabularies; they are the same for every reader."""
    return schemas.Vocabularies(
        vocabularies=[
            schemas.VocabularyTold(
                name=one.name,
                version=one.version,
                labels=dict(one.labels),
                codes=[schemas.TermTold(code=term.code, labels=dict(term.labels)) for term in one.terms.values()],
            )
            for one in shelf.registry().vocabularies.values()
        ]
    )


def schemata_told() -> schemas.Schemata:
    """Return the classes of things and their properties; they are the same for every reader."""
    registry = shelf.registry()
    properties: list[Any] = [
        schemas.PropertyTold(
            name=one.name, type=one.type.value, vocabulary=one.vocabulary, ftm=one.ftm, labels=dict(one.labels)
        )
        for one in registry.properties.values()
    ]
    return schemas.Schemata(
        schemata=[
            schemas.SchemaTold(
                name=one.name,
                extends=list(one.parents),
                ftm=one.ftm,
                labels=dict(one.labels),
                required=list(one.required),
                properties=list(one.properties),
            )
            for one in registry.schemata.values()
            if not one.abstract
        ],
        properties=properties,
    )
