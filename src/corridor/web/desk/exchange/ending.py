"""Erasing what was received once it is over here, and attesting to its owner what became of it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from types import MappingProxyType

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Attested, Kind, ReceivedState
from corridor.core.kernel.errors import NotFound
from corridor.web.base.doors.queries import own_code
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.exchange import telling
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.imports.forgetting import note_erased
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.queries import owner_of
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.retention.erasing import erase_now
from corridor.web.desk.retention.queries import held_records
from corridor.web.desk.statements import actions as spine
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.releasable import MOST_RECORDS


def end_received(received: Received, attested: Attested, doing: Act) -> None:
    """Erase every version of one thing that was received, but for what a hold keeps sealed; runs inside an act.

    The answer to its owner is signed by the authority that keeps this node, and tells of no case behind a hold.
    """
    telling.tell(received.originator, received.about, doing)
    sealed, held = erase_versions(received.originator, received.about, doing)
    before = Received.objects.filter(originator=received.originator, about=received.about, held_version=None)
    held |= {record for some in before.values_list("held", flat=True) for record in some}
    if sealed or held:
        attested = Attested.KEPT_FOR_HOLD
        Received.objects.filter(pk=received.pk).update(held=sorted(held), held_version=received.version)
    doing.note(Event.RECEIVED_ERASED, about=received.about, attested=attested.value, sealed=sealed)
    to = owner_of(received.originator, received.partner)
    attest(to, received.about, received.version, attested, doing)


def decline(received: Received, doing: Act) -> None:
    """Erase what one authority declines, for it alone; once no other here has it any more, its owner is told."""
    named = {"originator": received.originator, "about": received.about}
    if not Received.objects.filter(**named, version=received.version, ended_at=None).exclude(pk=received.pk).exists():
        end_received(received, Attested.DECLINED, doing)
        return
    own = {"recipients": received.recipients}
    sealed, held = erase_versions(received.originator, received.about, doing, own=own)
    Received.objects.filter(pk=received.pk).update(held=sorted(held))
    doing.note(Event.RECEIVED_ERASED, about=received.about, attested=Attested.DECLINED.value, sealed=sealed)


def erase_versions(
    originator: str, about: str, doing: Act, *, own: Mapping[str, object] = MappingProxyType({})
) -> tuple[int, set[int]]:
    """Erase every version of one thing that was received.

    Args:
        own: Which rows of it alone.
    Returns: how many statements holds keep sealed, and the records that they name.
    """
    sealed, held = 0, set[int]()
    named = {"originator": originator, "about": about, **own}
    versions = Received.objects.filter(**named, ended_at=None)
    for load in Load.objects.filter(uid__in=list(versions.values_list("load", flat=True))):
        if record_store.standing([load.pk]):
            record_store.fall(load.pk)
        held |= held_records([record for record, _ in record_store.keys_of_load(load.pk, 0, MOST_RECORDS)])
        _, kept = erase_now(load, record_store.marks_of(load.pk), doing.now)
        sealed += kept
        note_erased([load])
        spine.sum_up([load.dataset_id])
    versions.update(ended_at=doing.now)
    Received.objects.filter(**named).exclude(state=ReceivedState.DECLINED).update(state=ReceivedState.ENDED)
    return sealed, held


def attest(to: str, about: str, version: int, attested: Attested, doing: Act) -> None:
    """Put the signed answer in the log for the node that released it; without a line to it, nobody can be told."""
    body = {"about": about, "version": version, "attested": attested.value}
    saying = Saying(kind=Kind.ATTESTATION, originator=own_code(), about=about, version=version, body=body)
    with contextlib.suppress(NotFound):
        lines.post(to=to, saying=saying, now=doing.now)
