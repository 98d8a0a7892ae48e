"""The decision of access: may this officer do this at all?"""

from __future__ import annotations

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotPermitted


def check_permission(officer: Officer, permission: Permission) -> None:
    """Refuse an act that the officer's function does not carry.

    Raises:
        NotPermitted: The function does not carry the permission.
    """
    if permission not in officer.permissions:
        raise NotPermitted(permission=permission.value)
