"""Reads of the catalogue: what ships joined with what was added, and its words in a language."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.codes import Compared
from corridor.core.commitments.errors import CatalogueInvalid
from corridor.core.commitments.exchange import joined
from corridor.core.commitments.importing import Earlier
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.commitments.models import AddedInstrument, Confirmation


def catalogue() -> Catalogue:
    """Return everything that is asked: what ships, and the instruments that were added and stand."""
    rows = AddedInstrument.objects.filter(superseded_at=None, withdrawn_at=None).order_by("key")
    return _joined(tuple(rows.values_list("uid", flat=True)))


@lru_cache(maxsize=2)
def _joined(added: tuple[str, ...]) -> Catalogue:
    """Return what ships joined with some versions of added instruments; a version never changes.

    Where they contradict each other, such as with a later delivery of this product that has the same id, the one that
    came first stands, and the catalogue stays readable.
    """
    rows = AddedInstrument.objects.filter(uid__in=added)
    documents = list(rows.order_by("key").values_list("document", flat=True))
    try:
        return joined(shelf.catalogue(), documents)
    except CatalogueInvalid:
        found = shelf.catalogue()
        for document in rows.order_by("added_at", "pk").values_list("document", flat=True):
            with suppress(CatalogueInvalid):
                found = joined(found, [document])
        return found


def catalogue_for(officer: Officer) -> Catalogue:
    """Return the catalogue for an officer; it is public to everybody who reads commitments at all.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    return catalogue()


def item_for(officer: Officer, item: str) -> Item:
    """Return one item.

    Raises:
        NotFound: There is none.
    """
    found = catalogue_for(officer).items.get(item)
    if found is None:
        raise NotFound(kind="commitment")
    return found


def catalogue_beside(key: str) -> Catalogue:
    """Return everything that is asked but for one added instrument, in whose place another version shall come."""
    rows = AddedInstrument.objects.filter(superseded_at=None, withdrawn_at=None).exclude(key=key).order_by("key")
    return _joined(tuple(rows.values_list("uid", flat=True)))


def added_for(officer: Officer, key: str) -> AddedInstrument | None:
    """Return the version that stands of an added instrument; nothing for what ships."""
    check_permission(officer, Permission.COMMITMENT_READ)
    return AddedInstrument.objects.filter(key=key, superseded_at=None, withdrawn_at=None).first()


def own_added_for(officer: Officer, key: str) -> AddedInstrument | None:
    """Return the version that stands of an instrument that the officer's own authority added by hand."""
    row = added_for(officer, key)
    is_ours = row is not None and row.authority == officer.reader.authority and not row.forum and not row.node
    return row if is_ours else None


def earlier_of(key: str, row: AddedInstrument | None) -> Earlier:
    """Return what any version of an instrument had, and what other ones had, also where they were withdrawn since."""
    documents = AddedInstrument.objects.order_by("version", "pk").values_list("key", "document")
    own = {item["id"]: item for one, document in documents if one == key for item in document["items"]}
    others = frozenset(item["id"] for one, document in documents if one != key for item in document["items"])
    standing = frozenset(item["id"] for item in row.document["items"]) if row is not None else frozenset()
    return Earlier(own, standing, others)


def confirmations_for(officer: Officer, item: Item) -> tuple[Confirmation, ...]:
    """Return what lawyers confirmed of an item as it stands now, and nothing that was confirmed of earlier words."""
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = Confirmation.objects.filter(item=item.id, digest=digest_of(item), withdrawn_at=None)
    return tuple(rows.order_by("at", "pk"))


def confirmed_for(officer: Officer) -> frozenset[str]:
    """Return the items from memory that a lawyer confirmed as they stand now."""
    known = catalogue_for(officer).items
    rows = Confirmation.objects.filter(withdrawn_at=None).values_list("item", "digest")
    return frozenset(item for item, digest in rows if item in known and digest_of(known[item]) == digest)


def digest_of(item: Item) -> str:
    """Return the digest of what a lawyer confirms of an item: where it stands, what it says, whom it binds."""
    said = asdict(item) | {"related": (), "compared": Compared.NOT}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
