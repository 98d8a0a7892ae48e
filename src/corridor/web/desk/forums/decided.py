"""A forum's decisions as an instrument of the catalogue; each write runs inside an act."""

from __future__ import annotations

from corridor import shelf
from corridor.core.commitments.errors import CatalogueInvalid
from corridor.core.commitments.exchange import joined
from corridor.core.forums.errors import ForumIncomplete
from corridor.core.forums.records import Space
from corridor.core.forums.rules import instrument_document, key_of
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.commitments.models import AddedInstrument
from corridor.web.desk.commitments.queries import catalogue


def lay(space: Space, *, node: str, doing: Act) -> None:
    """Let the catalogue hold what a forum decided, in a new version; what is not known here as alike is left out.

    Raises:
        ForumIncomplete: Another instrument has the key, or the catalogue would contradict itself.
    """
    key = key_of(space.uid)
    before = AddedInstrument.objects.filter(key=key).order_by("-version").first()
    if before is not None and before.forum != space.uid:
        raise ForumIncomplete(fields="key taken")
    document = instrument_document(space)
    known = catalogue().items
    for item in document["items"]:
        item["related"] = [one for one in item["related"] if one in known]
    if before is not None and before.document == document:
        return
    _check_joined(document, key)
    AddedInstrument.objects.filter(key=key, superseded_at=None).update(superseded_at=doing.now)
    AddedInstrument.objects.create(
        uid=str(identity.uid()),
        key=key,
        version=1 if before is None else before.version + 1,
        authority=space.host,
        node=node,
        forum=space.uid,
        document=document,
        added_by="" if node else doing.by.handle,
        added_at=doing.now,
    )


def _check_joined(document: dict[str, object], key: str) -> None:
    """Refuse what the catalogue could not be joined with: nothing that a partner tells may make it unreadable."""
    others = AddedInstrument.objects.filter(superseded_at=None, withdrawn_at=None).exclude(key=key).order_by("key")
    try:
        joined(shelf.catalogue(), [*others.values_list("document", flat=True), document])
    except CatalogueInvalid as invalid:
        raise ForumIncomplete(fields="catalogue contradicts itself") from invalid
