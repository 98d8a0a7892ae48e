"""The sign-ins of the demonstration; outside it, no account has a password that anybody could read."""

from __future__ import annotations

from typing import TypedDict

from corridor.demo.cast import OFFICERS

PASSWORD = "invented-corridor"  # noqa: S105  # printed at every start, for invented officers only


class SignIn(TypedDict):
    """Who may sign in, for whom, in which functions."""

    handle: str
    name: str
    authority: str
    functions: list[str]


def sign_ins() -> list[SignIn]:
    """Return the officers of the demonstration."""
    return [
        SignIn(handle=officer.handle, name=officer.name, authority=officer.authority, functions=list(officer.functions))
        for officer in OFFICERS
    ]
