"""The sign-ins of the demonstration; outside it, no account has a password that anybody could read."""

from __future__ import annotations

from typing import TypedDict

from corridor.core.access.codes import Zone
from corridor.demo.cast import OFFICERS, PROTECTION_OFFICERS

PASSWORD = "invented-corridor"  # noqa: S105  # printed at every start, for invented officers only


class SignIn(TypedDict):
    """Who may sign in, for whom, in which functions."""

    handle: str
    name: str
    authority: str
    functions: list[str]


def sign_ins(zone: Zone) -> list[SignIn]:
    """Return the officers of one zone of the demonstration."""
    officers = PROTECTION_OFFICERS if zone is Zone.PROTECTION else OFFICERS
    return [
        SignIn(handle=officer.handle, name=officer.name, authority=officer.authority, functions=list(officer.functions))
        for officer in officers
    ]


def sign_ins_told(zone: Zone) -> str:
    """Return the officers of one zone as lines of text, with their password."""
    lines = [f"  {one['handle']:12} {one['authority']:8} {', '.join(one['functions'])}" for one in sign_ins(zone)]
    return "\n".join([f"sign-ins of the {zone} (all invented):", *lines, f"password for each: {PASSWORD}"])
