"""The lists that this node released, laid over those that ship, in every process that reads them."""

from __future__ import annotations

from django.db import connection
from django.utils.timezone import localtime

from corridor import shelf
from corridor.core.vocabularies.editing import list_from
from corridor.web.desk.vocabularies.models import ListVersion

NEWEST = "SELECT id, released_at FROM desk_listversion ORDER BY id DESC LIMIT 1"
"""Asked whenever somebody begins to act, so that it is written out."""


def come_up_to_date() -> None:
    """Read the released lists anew where another process released one since; one small question otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        newest = cursor.fetchone()
    stamp = "" if newest is None else f"{newest[0]}:{newest[1]}"
    if stamp == shelf.laid_stamp():
        return
    found = {one.list: one for one in ListVersion.objects.order_by("list", "version")}
    shelf.lay_over(stamp, {name: list_from(one.document) for name, one in found.items()})


def released_days() -> dict[tuple[str, int], tuple[str, str]]:
    """Return who released which version of which list, and on which day."""
    return {
        (one.list, one.version): (one.released_by, localtime(one.released_at).date().isoformat())
        for one in ListVersion.objects.defer("document")
    }
