"""The record behind the page of tokens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token: what uses it, until when it is good, when it was last used; `revoke_url` while it can be revoked."""

    name: str
    made_on: str
    expires_on: str
    used_on: str
    state: str
    is_good: bool
    revoke_url: str = ""


@dataclass(frozen=True, slots=True)
class TokenProblem:
    """One thing to correct in the form."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class TokensPage:
    """The officer's tokens for the duty of the moment; `secret` is shown once, right after a token was made."""

    action: str
    function: str
    purpose: str
    rows: tuple[TokenRow, ...]
    longest_days: int
    name: str = ""
    secret: str = ""
    address: str = ""
    problems: tuple[TokenProblem, ...] = ()
