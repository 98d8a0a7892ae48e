"""Reads of the catalogue: what ships joined with what was added, and its words in a language."""

from __future__ import annotations

from functools import lru_cache

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.exchange import joined
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.commitments.models import AddedInstrument


def catalogue() -> Catalogue:
    """Return everything that is asked: what ships, and the instruments that were added and stand."""
    rows = AddedInstrument.objects.filter(superseded_at=None, withdrawn_at=None).order_by("key")
    return _joined(tuple(rows.values_list("uid", flat=True)))


@lru_cache(maxsize=2)
def _joined(added: tuple[str, ...]) -> Catalogue:
    """Return what ships joined with some versions of added instruments; a version never changes."""
    documents = AddedInstrument.objects.filter(uid__in=added).order_by("key").values_list("document", flat=True)
    return joined(shelf.catalogue(), list(documents))


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
