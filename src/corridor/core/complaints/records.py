"""The nouns of complaints: whom one is about, and who could receive it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom a complaint is about: authorities by code, and every word in it, in which somebody may be named."""

    about: frozenset[str]
    words: str


@dataclass(frozen=True, slots=True)
class House:
    """An authority as people call it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Handler:
    """Somebody who handles complaints for a body; a fallback body comes last."""

    handle: str
    name: str
    body: str
    is_fallback: bool = False
