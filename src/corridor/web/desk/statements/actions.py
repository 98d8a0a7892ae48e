"""Writes of the spine: sources and data sets, and one record of several things (a report). All run inside a write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from corridor import shelf
from corridor.core.entities.records import Draft
from corridor.core.kernel.identifiers import Uid
from corridor.web.base import identity, keys
from corridor.web.desk.statements import inserting, queries, record_store, store, terms
from corridor.web.desk.statements.models import Dataset, Load, Prop, Source
from corridor.web.desk.statements.preparing import Said, content_digest, key_digest
from corridor.web.desk.statements.rows import Part, Rows


def add_props() -> dict[str, int]:
    """Give every property of the schemata a number; numbers never change."""
    known = queries.prop_numbers()
    fresh = [Prop(name=name) for name in sorted(shelf.registry().properties) if name not in known]
    if fresh:
        Prop.objects.bulk_create(fresh)
        known = queries.prop_numbers()
    return known


@dataclass(frozen=True)
class Edition:
    """What a data set is: which edition of which source, what it is called, and how it must be credited."""

    source: str
    edition: str
    title: str
    publisher: str
    mapping: str = ""
    credit: str = ""
    licence: str = ""
    is_invented: bool = False


WORDS = ("title", "publisher", "credit", "licence")
"""What a release says of its data set."""


def add_dataset(*, authority: str, edition: Edition, mark: int) -> Dataset:
    """Add an edition of a source as this authority holds it under one mark, or return it.

    Where nothing of it is kept any more, it is called what it is called now.
    """
    called = {name: getattr(edition, name) for name in (*WORDS, "mapping", "is_invented")}
    dataset, is_new = Dataset.objects.get_or_create(
        authority=authority,
        source=Source.objects.get_or_create(code=edition.source)[0],
        edition=edition.edition,
        mark=mark,
        defaults={"uid": identity.uid(), **called},
    )
    if edition.mapping and not is_new:
        kept = Load.objects.filter(dataset=dataset).exclude(state=Load.State.ERASED)
        if not kept.exclude(pk__in=terms.overdue_loads()).exists():
            Dataset.objects.filter(pk=dataset.pk).update(**called)
            dataset.refresh_from_db()
    return dataset


def flip(load: Load, *, stands: bool) -> None:
    """Let a release count, or no longer count, and sum up what then stands of its data set; runs inside a write."""
    record_store.stand(load.pk) if stands else record_store.fall(load.pk)
    sum_up([load.dataset_id])


def sum_up(datasets: Iterable[int]) -> None:
    """Sum up what stands of data sets and is kept; runs inside the write that changed it."""
    for dataset in sorted(set(datasets)):
        scope, months, records, routes = record_store.summary(dataset)
        summary = {"scope": scope, "months": months, "records": records, "routes": routes}
        Dataset.objects.filter(pk=dataset).update(**summary, **_words(dataset))


def _words(dataset: int) -> dict[str, str]:
    """Return what the latest release that stands calls its data set, so that none that was undone goes on doing so."""
    loads = Load.objects.filter(dataset=dataset).exclude(mapping="").order_by("-released_on", "-pk")
    loads = loads.exclude(state=Load.State.ERASED).exclude(pk__in=terms.overdue_loads())
    told = {pk: (words, mapping) for pk, words, mapping in loads.values_list("pk", "words", "mapping")}
    standing = record_store.standing(list(told))
    latest = next((pk for pk in told if pk in standing), None)
    if latest is None:
        return {}
    words, mapping = told[latest]
    return {**words, "mapping": mapping} if words else {}


def add_load(
    *,
    dataset: Dataset,
    mark: int,
    released_on: str,
    brought_by: str,
    now: datetime,
    file_name: str = "",
    whole: bool = False,
    edition: Edition | None = None,
    told: Mapping[str, object] | None = None,
) -> Load:
    """Add a load that does not stand yet; `edition` is what its data set is called while it is the latest.

    Args:
        told: Further fields, where all of the load is known before it is read.
    """
    words = {} if edition is None else {name: getattr(edition, name) for name in WORDS}
    load = Load(
        uid=identity.uid(),
        dataset=dataset,
        mark=mark,
        released_on=released_on,
        is_whole=whole,
        words=words,
        file_name=file_name,
        brought_by=brought_by,
        brought_at=now,
        **(told or {}),
    )
    inserting.add(load)
    terms.keep(load, [mark])
    return load


def save_report(
    *, load: Load, key: str, drafts: Sequence[tuple[Draft, int]], grade: str, props: Mapping[str, int] | None = None
) -> int:
    """Save what one report says about several things, each under its own mark, and let it stand.

    Args:
        props: The numbers of all properties, where who saves many reports in one write has asked for them.
        key: The report's own reference; `queries.stands` recognises the report by it when it is filed again.
        drafts: Each thing as described, with the mark its statements carry; the first is what the report is about.
    Returns:
        How many statements were saved.
    """
    props = add_props() if props is None else props
    secret = keys.digest_key()
    entities, fresh = _entities([draft for draft, _ in drafts])
    record = inserting.reserve("record", 1)
    rows = Rows(load=load.pk, mark=load.mark, dataset=load.dataset_id, props=props, searched=queries.searched_props())
    contents = []
    first = 0
    marks_of: dict[int, set[int]] = {}
    for draft, mark in drafts:
        marks_of.setdefault(entities[draft.uid], set()).add(mark)
    for draft, mark in drafts:
        said: list[Said] = []
        langs, refs = {}, {}
        for n, claim in enumerate(draft.all_claims()):
            said.append((claim.prop, claim.value, claim.original))
            if claim.lang:
                langs[n] = claim.lang
            if claim.ref:
                refs[n] = entities[claim.ref]
        contents.append(content_digest(said, secret, uid=draft.uid, grade=grade))
        entity = entities[draft.uid]
        single = len(marks_of[entity]) == 1 and (draft.uid in fresh or not store.is_spoken_of(entity))
        rows.add_part(record, Part(entity, mark, said, langs, refs), single=single, first=first)
        if not single:
            store.compete(entity)
        first += len(said)
    main = entities[drafts[0][0].uid]
    rows.records.append(
        (
            record,
            load.dataset_id,
            key_digest(key, secret),
            key_digest(b"".join(contents).hex(), secret),
            main,
            load.mark,
            grade,
        )
    )
    rows.abouts = [(record, entity) for entity in sorted(marks_of) if entity != main]
    rows.sightings.append((load.pk, record, 1))
    rows.write()
    terms.keep(load, {mark for _, mark in drafts} - {load.mark})
    record_store.stand(load.pk)
    return len(rows.statements)


def _entities(drafts: Sequence[Draft]) -> tuple[dict[Uid, int], frozenset[Uid]]:
    """Return the row of every thing that is described or pointed at, and those never heard of, which are made."""
    named = dict.fromkeys(draft.uid for draft in drafts)
    named.update(dict.fromkeys(claim.ref for draft in drafts for claim in draft.claims if claim.ref))
    known = store.entities_of(list(named))
    fresh = [uid for uid in named if uid not in known]
    if fresh:
        first = inserting.reserve("entity", len(fresh))
        made = [(first + n, str(uid)) for n, uid in enumerate(fresh)]
        inserting.insert("entity", "id, uid", made)
        known.update({uid: number for number, uid in made})
    return {Uid(uid): number for uid, number in known.items()}, frozenset(fresh)
