"""Reads of forum spaces: which ones an authority belongs to, and who their members are."""

from __future__ import annotations

from collections.abc import Iterable

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.desk.forums.models import ForumMember, ForumSpace


def spaces_for(officer: Officer) -> tuple[ForumSpace, ...]:
    """Return the open forums that the officer's authority hosts or belongs to, by name.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = ForumSpace.objects.filter(closed_at=None).order_by("name", "uid")
    ours = officer.reader.authority
    belongs = set(ForumMember.objects.filter(authority=ours, ended_at=None).values_list("space_id", flat=True))
    return tuple(row for row in rows if row.host == ours or row.pk in belongs)


def space_for(officer: Officer, uid: str) -> ForumSpace:
    """Return one of them.

    Raises:
        NotFound: There is none that this authority hosts or belongs to.
    """
    found = next((row for row in spaces_for(officer) if row.uid == uid), None) if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="forum")
    return found


def members_of(forums: Iterable[str]) -> tuple[ForumMember, ...]:
    """Return the members of some open forums, hosts among them where they are members, by code."""
    rows = ForumMember.objects.filter(space__uid__in=list(forums), space__closed_at=None, ended_at=None)
    return tuple(rows.order_by("authority", "pk"))


def audience_of(forums: Iterable[str]) -> frozenset[str]:
    """Return the authorities that may read what is meant for some forums: their members and hosts."""
    names = list(forums)
    hosts = ForumSpace.objects.filter(uid__in=names, closed_at=None).values_list("host", flat=True)
    return frozenset({*(one.authority for one in members_of(names)), *hosts})
