"""What an export may hold for a reader: things batch by batch, what is left out of them, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exports.codes import Safeguard, View
from corridor.core.exports.records import Handling, Item, Origin, Said
from corridor.core.exports.rules import told_places
from corridor.core.handling.codes import Refusal, Use
from corridor.core.handling.exchange import digest
from corridor.core.handling.records import Marking
from corridor.core.handling.rules import decide
from corridor.core.kernel.errors import NotFound
from corridor.core.picture.records import Question
from corridor.core.vocabularies.codes import PARKED
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.desk.entities import queries as entities
from corridor.web.desk.entities import roles
from corridor.web.desk.imports import sources
from corridor.web.desk.partners import treatment
from corridor.web.desk.picture import queries as pictures
from corridor.web.desk.picture.known import then_leaving
from corridor.web.desk.search import queries as search
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store, walking
from corridor.web.desk.statements.around import bare_among, holders
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.presenting import badge_of
from corridor.web.desk.statements.titles import TITLE_PROPS, shortened
from corridor.web.desk.statements.walking import Told
from corridor.web.desk.vocabularies.queries import Given, decided

LANGUAGE = "en"
"""Files speak one language, whatever the page's is: programs read them."""


NOTHING: Mapping[Given, str] = {}

LOOKED_AT = 1000
"""Before an export is made, so many of its things are looked at to say what it would hold."""


@dataclass(frozen=True)
class Asked:
    """What is to be exported."""

    view: View
    question: Question = field(default_factory=Question)
    words: str = ""
    thing: str = ""
    source: str = ""
    edition: str = ""


@dataclass
class Tally:
    """What came out of an export so far, and what of all that the reader may read was left out.

    `withheld` counts statements by mark; `kept_back` counts things that a safeguard keeps, whatever they are marked.
    `barred` counts the statements that may derive from ill-treatment; a thing of which others tell leaves without them.
    """

    things: int = 0
    statements: Counter[int] = field(default_factory=Counter)
    datasets: set[int] = field(default_factory=set)
    withheld: Counter[int] = field(default_factory=Counter)
    left_out: int = 0
    kept_back: Counter[Safeguard] = field(default_factory=Counter)
    barred: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to read at all."""
        return not (self.things or self.left_out or self.kept_back)


@dataclass(frozen=True)
class LeftOut:
    """What an officer may read and not export: whole things, statements, and how many statements each reason concerns.

    `kept_back` counts the things that a safeguard keeps, whatever their marking says.
    """

    things: int
    statements: int
    reasons: Mapping[Refusal, int]
    kept_back: Mapping[Safeguard, int]


class Gathering:
    """Goes through what an officer may export; `tally` tells what came of it as far as one has gone."""

    def __init__(self, officer: Officer, asked: Asked | None = None) -> None:
        self.officer = officer
        of_picture = asked.question if asked is not None and asked.view is View.PICTURE else Question()
        self.then = then_leaving(officer, of_picture)
        self.tally = Tally()
        self.names = spine.prop_names()
        self.markings: dict[int, Marking] = {}
        self._may: dict[int, bool] = {}
        self._handlings: dict[int, Handling] = {}
        self._selves = walking.selves(officer.reader_class, Use.EXPORT, self.then)
        self._sources: dict[int, Dataset] = {}
        self._bars = treatment.bars()

    def items(self, found: Iterable[int]) -> Iterator[Item]:
        """Yield the things that may leave, each with its other selves, once."""
        groups = self._groups(found)
        while batch := list(islice(groups, walking.BATCH)):
            yield from self._of(batch)

    def _groups(self, found: Iterable[int]) -> Iterator[tuple[int, ...]]:
        seen: set[int] = set()
        for entity in found:
            group = self._selves.get(entity, (entity,))
            if len(group) > 1:
                if group[0] in seen:
                    continue
                seen.add(group[0])
            yield group

    def _of(self, groups: Sequence[tuple[int, ...]]) -> Iterator[Item]:
        everything = [entity for group in groups for entity in group]
        by_entity: dict[int, list[Told]] = {}
        for row in walking.said_of(self.officer.reader_class, Use.READ, everything, self.then):
            by_entity.setdefault(row.entity, []).append(row)
        self._learn({row.mark for rows in by_entity.values() for row in rows})
        barred = self._bars.records({row.record for rows in by_entity.values() for row in rows})
        leaving: list[tuple[tuple[int, ...], list[Told], list[Told]]] = []
        for group in groups:
            rows = [row for entity in group for row in by_entity.get(entity, ())]
            if not rows or not (rows := self._free(group, rows, barred)):
                continue
            told = [row for row in rows if self._may[row.mark]]
            if (kept := self._kept_back(group, rows, told)) is not None:
                self.tally.kept_back[kept] += 1
                continue
            self.tally.withheld.update(row.mark for row in rows if not self._may[row.mark])
            if told:
                leaving.append((group, rows, told))
            else:
                self.tally.left_out += 1
        yield from self._items(leaving)

    def _free(self, group: Sequence[int], rows: list[Told], barred: set[int]) -> list[Told]:
        """Return what of a thing nobody marked as possibly derived from ill-treatment; the rest is counted."""
        is_marked = not self._bars.things.isdisjoint(group)
        free = [] if is_marked else [row for row in rows if row.record not in barred]
        if len(free) < len(rows):
            self.tally.barred += len(rows) - len(free)
            self.tally.kept_back[Safeguard.ILL_TREATMENT] += not free
        return free

    def _learn(self, marks: set[int]) -> None:
        """Decide once for each mark whether what carries it may leave."""
        new = marks - self._may.keys()
        allowed = visible_marks(self.officer.reader_class, new, Use.EXPORT)
        for mark in new:
            self._may[mark] = mark in allowed
            marking = self.markings[mark] = marking_of(mark)
            badge = badge_of(marking, LANGUAGE)
            self._handlings[mark] = Handling(digest(marking), badge.code, marking.originator, marking.audience.value)

    def _kept_back(self, group: Sequence[int], rows: Sequence[Told], told: Sequence[Told]) -> Safeguard | None:
        """Return why a safeguard keeps a thing back: a role that rests, a person without a role that may leave.

        Source: R-01, R-03
        """
        kinds = {row.value for row in rows if self.names[row.prop] == "kind"}
        if "Role" in kinds and roles.suspended_among(self.officer, group):
            return Safeguard.ROLE_SUSPENDED
        if kinds != {"Person"} or not told:
            return None
        persons = sorted({row.entity for row in rows if self.names[row.prop] == "kind"})
        if bare_among(self.officer, persons, use=Use.EXPORT) == set(persons):
            return Safeguard.PERSON_WITHOUT_ROLE
        held = holders(self.officer, group)
        leaving = store.first_marks(self.officer.reader_class, Use.EXPORT, held)
        resting = roles.suspended_among(self.officer, held)
        uids = store.uids_of(leaving)
        return Safeguard.ROLE_SUSPENDED if all(uid in resting for uid in uids.values()) else None

    def _items(self, leaving: Sequence[tuple[tuple[int, ...], list[Told], list[Told]]]) -> Iterator[Item]:
        named = {entity for group, _, _ in leaving for entity in group}
        refs = {row.ref for _, _, told in leaving for row in told if row.ref is not None}
        canonical = {ref: self._selves.get(ref, (ref,))[0] for ref in refs}
        uids = store.uids_of(named | refs | set(canonical.values()))
        records = sorted({row.record for _, _, told in leaving for row in told})
        origins = self._origins(records)
        codes = decided(self.officer, {self._given(row) for _, _, told in leaving for row in told if _is_parked(row)})
        for group, rows, told in leaving:
            # How precise a place is counts as recorded: no decision about a text lets a point leave.
            known = [self._said(row, uids, canonical) for row in rows if self.names[row.prop] == "place_precision"]
            said = told_places((self._said(row, uids, canonical, codes) for row in told), known)
            self.tally.things += 1
            self.tally.statements.update(one.mark for one in said)
            yield Item(
                uid=uids[group[0]],
                title=_title(said),
                said=said,
                origins={record: origins[record] for record in {one.record for one in said} if record in origins},
                handlings={mark: self._handlings[mark] for mark in {one.mark for one in said}},
            )

    def _said(
        self, row: Told, uids: dict[int, str], canonical: dict[int, int], codes: Mapping[Given, str] = NOTHING
    ) -> Said:
        ref = uids[canonical[row.ref]] if row.ref is not None and row.ref in canonical else None
        prop, is_parked = self.names[row.prop], _is_parked(row)
        value = codes.get(self._given(row), row.value) if is_parked else row.value
        return Said(uids[row.entity], prop, value, row.original, row.lang, ref, row.record, row.mark, is_parked)

    def _given(self, row: Told) -> Given:
        return self.names[row.prop], row.original or "", row.mark

    def _origins(self, records: Sequence[int]) -> dict[int, Origin]:
        found = store.provenance(self.officer.reader_class, Use.EXPORT, records)
        missing = {one.dataset for one in found.values()} - self._sources.keys()
        self._sources |= Dataset.objects.select_related("source").in_bulk(missing)
        self.tally.datasets |= {one.dataset for one in found.values()}
        return {
            record: Origin(
                self._sources[one.dataset].source.code,
                self._sources[one.dataset].edition,
                one.grade,
                one.released_on,
            )
            for record, one in found.items()
        }

    def address(self, mark: int) -> str:
        """Return the address of a marking, the same on every node."""
        return self._handlings[mark].digest

    def sources(self) -> list[Dataset]:
        """Return the data sets from which something came, by source and edition."""
        found = (self._sources[dataset] for dataset in self.tally.datasets)
        return sorted(found, key=lambda one: (one.source.code, one.edition, one.authority, one.uid))

    def left_out(self) -> LeftOut:
        """Return what of all that the officer may read does not leave, and every reason why."""
        schemes = shelf.schemes()
        reasons: Counter[Refusal] = Counter()
        for mark, statements in self.tally.withheld.items():
            found = decide(self.officer.reader, Use.EXPORT, self.markings[mark], schemes).reasons
            reasons.update(dict.fromkeys(found, statements))
        statements = self.tally.withheld.total() + self.tally.barred
        return LeftOut(self.tally.left_out, statements, dict(reasons), dict(self.tally.kept_back))


def _is_parked(row: Told) -> bool:
    return row.value == PARKED and bool(row.original)


def _title(said: Sequence[Said]) -> str:
    """Return what a thing is called in a file: from what leaves alone."""
    for prop in TITLE_PROPS:
        for one in said:
            if one.prop == prop:
                return shortened(one.value)
    kind = next((one.value for one in said if one.prop == "kind"), "")
    schema = shelf.registry().schemata.get(kind)
    return schema.labels[LANGUAGE] if schema is not None else kind or "Thing"


def found_for(officer: Officer, asked: Asked) -> Iterable[int]:
    """Return the things that what is asked for is about, in an order of their own.

    Raises:
        NotPermitted: The function does not export, or does not see this view.
        NotFound: The thing or source is none that the officer may see.
    """
    check_permission(officer, Permission.ENTITY_EXPORT)
    if asked.view is View.PICTURE:
        return pictures.entities_for(officer, asked.question)
    if asked.view is View.THING:
        return (entities.thing_for(officer, asked.thing).entity,)
    if asked.view is View.FIND:
        return [
            one.entity
            for one in search.found_for(officer, asked.words, kind=asked.question.kind, count=search.MOST).found
        ]
    if asked.view is View.SOURCE:
        seen = sources.source_for(officer, asked.source).seen
        datasets = [one.pk for one in seen.datasets if asked.edition in ("", one.edition)]
        if not datasets:
            raise NotFound(kind="edition")
        return walking.things(officer.reader_class, Use.READ, datasets)
    check_permission(officer, Permission.ENTITY_READ)
    return walking.things(officer.reader_class, Use.READ)
