"""How surely a text says what is proposed."""

from __future__ import annotations

import enum


class Sureness(enum.StrEnum):
    """In plain words: said so, read from the words, or one of several things that the words may mean."""

    STATED = "stated"
    READ = "read"
    OPEN = "open"
