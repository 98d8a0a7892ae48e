"""The record behind the page of sessions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser in which the officer is signed in; `end_url` is empty for the one that asks."""

    browser: str
    since: str
    used: str
    is_here: bool
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The officer's sessions; `others_url` is empty where there is no other."""

    rows: tuple[SessionRow, ...]
    longest_hours: int
    idle_minutes: int
    others_url: str
    factors_url: str
    password_url: str
