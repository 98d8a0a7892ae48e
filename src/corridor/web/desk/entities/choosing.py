"""Writes of what an officer chooses to trust; they concern that officer's own view and nobody else's."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.entities import queries
from corridor.web.desk.entities.choices import MOST_CHOICES, sources_of, token_of
from corridor.web.desk.entities.models import Choice
from corridor.web.desk.statements import store


class ChoicesMany(CorridorError):
    """An officer would have more choices than a picture can look up at once."""

    code = "entities.E22"
    template = "an officer has at most {most} choices of what to trust"
    hint = "End choices that are no longer needed, on the page of your choices."
    status = 409


def choose_value(*, by: Officer, thing: str, prop: str, value: str, now: datetime) -> None:
    """Pin a value of a thing for the officer's own view; an earlier choice for the property ends.

    Args:
        value: What `token_of` says of it; the value itself is neither sent nor kept.

    Raises:
        NotFound: The thing, or a readable statement that says this value of it, does not exist for the officer.
        ChoicesMany: The officer has too many choices.
    """
    found = queries.thing_for(by, thing)
    if not any(token_of(prop, said) == value for said in found.laid.values(prop) if "|" not in said):
        raise NotFound(kind="value")
    with act(Event.CHOICE_MADE, by=by, now=now, about=thing, property=prop):
        Choice.objects.filter(officer=by.handle, entity__in=found.cluster, prop=prop, source="").delete()
        _keep(Choice(officer=by.handle, entity=found.entity, prop=prop, value=value, made_at=now))


def distrust_source(*, by: Officer, thing: str, source: str, now: datetime) -> None:
    """Leave what one source says of a thing out of the officer's own view.

    Raises:
        NotFound: The thing does not exist for the officer, or nothing readable of it is known to come from the source.
        ChoicesMany: The officer has too many choices.
    """
    found = queries.thing_for(by, thing)
    if source not in sources_of(found).values():
        raise NotFound(kind="source")
    with act(Event.CHOICE_MADE, by=by, now=now, about=thing, source=source):
        Choice.objects.filter(officer=by.handle, entity__in=found.cluster, prop="", source=source).delete()
        _keep(Choice(officer=by.handle, entity=found.entity, source=source, made_at=now))


def end_choice(*, by: Officer, choice: str, now: datetime) -> str:
    """Let a choice of the officer end; return the reference of the thing it was about.

    Raises:
        NotFound: It is none of the officer's.
    """
    found = Choice.objects.filter(officer=by.handle, uid=choice).first() if is_uid(choice) else None
    if found is None:
        raise NotFound(kind="choice")
    with act(Event.CHOICE_ENDED, by=by, now=now, about=choice):
        Choice.objects.filter(pk=found.pk).delete()
    return store.uids_of([found.entity])[found.entity]


def _keep(choice: Choice) -> None:
    if Choice.objects.filter(officer=choice.officer).count() >= MOST_CHOICES:
        raise ChoicesMany(most=MOST_CHOICES)
    choice.uid = identity.uid()
    choice.save()
