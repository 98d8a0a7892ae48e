"""The decisions of access: may this officer do this at all, and may one person hold these duties together?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corridor.core.access.codes import CONTENT_PERMISSIONS, Permission, Zone
from corridor.core.access.errors import DutiesJoined, FunctionUnknown, PurposeNotOfFunction, ZonesJoined
from corridor.core.access.functions import Function
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotPermitted

APART = CONTENT_PERMISSIONS | {Permission.RIGHTS_MANAGE, Permission.PARTNER_MANAGE}
"""What nobody does who administers officers: to see content, to open it, to sign what may leave."""


def check_permission(officer: Officer, permission: Permission) -> None:
    """Refuse an act that the officer's function does not carry.

    Raises:
        NotPermitted: The function does not carry the permission.
    """
    if permission not in officer.permissions:
        raise NotPermitted(permission=permission.value)


def check_duties(duties: Iterable[tuple[str, str]], functions: Mapping[str, Function], *, zone: str) -> None:
    """Refuse functions and purposes that one person may not hold.

    Who administers officers sees no content and signs nothing about partners. Nobody acts in the zones of protection
    and enforcement both.

    Args:
        duties: Pairs of function and purpose.
        zone: The zone that the node serves.

    Raises:
        FunctionUnknown: There is no such function.
        PurposeNotOfFunction: A function does not act for the purpose.
        DutiesJoined: Administration stands beside a function that touches content or signs about partners.
        ZonesJoined: A function belongs to another zone than the node, or than another function of the account.
    """
    duties = tuple(duties)
    check_zone((function for function, _ in duties), functions, zone=zone)
    held: set[Permission] = set()
    shows = ""
    for function, purpose in duties:
        if (known := functions.get(function)) is None:
            raise FunctionUnknown(known=", ".join(functions))
        if purpose not in known.purposes:
            raise PurposeNotOfFunction(function=function)
        held |= known.permissions
        if known.permissions & APART:
            shows = shows or function
    if shows and Permission.OFFICER_MANAGE in held:
        raise DutiesJoined(function=shows)


def check_zone(held: Iterable[str], functions: Mapping[str, Function], *, zone: str) -> None:
    """Refuse functions of another zone than that of the node: protection and enforcement never stand on one account.

    Raises:
        FunctionUnknown: There is no such function.
        ZonesJoined: A function belongs to another zone.
    """
    for function in held:
        if (known := functions.get(function)) is None:
            raise FunctionUnknown(known=", ".join(functions))
        if known.zone not in (Zone.ANY, zone):
            raise ZonesJoined(function=function, zone=known.zone.value)
