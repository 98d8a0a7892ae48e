"""Reads of marks of ill-treatment: what is barred from leaving and from being evidence, whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.kernel.identifiers import is_uid
from corridor.core.partners.errors import DerivedFromIllTreatment
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.partners.models import Barred
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Load, Sighting
from corridor.web.desk.statements.terms import overdue_loads

FIELD = "ill_treatment"
"""The field by which an item from another node says that it may derive from ill-treatment."""

MOST_SHOWN = 200

AT_ONCE = 500
"""So many records are asked about in one read."""


def is_barred(about: str) -> bool:
    """Tell whether a thing or a load is marked as possibly derived from ill-treatment."""
    return Barred.objects.filter(about=about, lifted_at=None).exists()


def check_not_barred(*, load: str = "", things: Iterable[str] = ()) -> None:
    """Refuse to let something leave that may derive from ill-treatment: a load, or anything about these things.

    Raises:
        DerivedFromIllTreatment: One of them is marked.
    """
    asked = [*filter(None, (load,)), *things]
    if (found := Barred.objects.filter(about__in=asked, lifted_at=None).order_by("pk").first()) is not None:
        raise DerivedFromIllTreatment(about=found.about)


def says_ill_treatment(body: Mapping[str, Any]) -> bool:
    """Tell whether what another node sent says of itself that it may derive from ill-treatment.

    Anything but a plain no is taken for a yes.
    """
    return body.get(FIELD, False) is not False


@dataclass(frozen=True)
class Bars:
    """Everything that is marked on this node: things by their numbers, and loads."""

    things: frozenset[int] = frozenset()
    loads: tuple[int, ...] = ()

    def records(self, records: Collection[int]) -> set[int]:
        """Return which of some records came in a load that is marked."""
        found: set[int] = set()
        waiting = sorted(records) if self.loads else []
        for start in range(0, len(waiting), AT_ONCE):
            came = Sighting.objects.filter(load__in=self.loads, record__in=waiting[start : start + AT_ONCE])
            found.update(came.values_list("record", flat=True))
        return found


def bars() -> Bars:
    """Return everything that is marked on this node, for who goes through many things."""
    marked = list(Barred.objects.filter(lifted_at=None).values_list("about", "is_load"))
    things = [about for about, is_load in marked if not is_load]
    loads = [about for about, is_load in marked if is_load]
    return Bars(
        things=frozenset(store.entities_of(things).values()) if things else frozenset(),
        loads=tuple(Load.objects.filter(uid__in=loads).values_list("pk", flat=True)) if loads else (),
    )


def touches(things: Collection[int], records: Collection[int]) -> bool:
    """Tell whether some things are marked, or any of some records came in a load that is."""
    marked = bars()
    return not marked.things.isdisjoint(things) or bool(marked.records(records))


def kind_of(reader: Officer, about: str) -> bool:
    """Return whether an identifier is that of a load, as against a thing; what the reader may not read does not exist.

    Raises:
        NotFound: The reader may read neither a thing nor a load of this identifier.
    """
    if is_uid(about) and Permission.ILL_TREATMENT_MARK in reader.permissions:
        entity = store.entity_of(about)
        if entity is not None and store.first_marks(reader.reader_class, Use.READ, [entity]):
            return False
        # What a term took away, or will today, is no load that anybody can name any more.
        kept = Load.objects.exclude(state=Load.State.ERASED).exclude(pk__in=overdue_loads())
        load = kept.filter(uid=about).first()
        if load is not None and visible_marks(reader.reader_class, {load.mark}):
            return True
    raise NotFound(kind="item")


def marks_for(reader: Officer) -> tuple[Barred, ...]:
    """Return the marks that officers of the reader's authority made, those that stand first, then the latest.

    Raises:
        NotPermitted: The function neither marks nor lifts.
    """
    if not reader.permissions & {Permission.ILL_TREATMENT_MARK, Permission.ILL_TREATMENT_LIFT}:
        raise NotPermitted(permission=Permission.ILL_TREATMENT_MARK.value)
    found = Barred.objects.filter(authority=reader.reader.authority).order_by("-at", "-pk")[:MOST_SHOWN]
    return tuple(sorted(found, key=lambda one: one.lifted_at is not None))
