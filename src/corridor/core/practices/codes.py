"""The closed lists of the library: what an entry is, how strong its evidence is, and what became of it elsewhere."""

from __future__ import annotations

import enum


class Kind(enum.StrEnum):
    """What an entry is. Without source or method it is a claim, whatever its author calls it."""

    PRACTICE = "practice"
    STUDY = "study"
    LESSON = "lesson"
    CLAIM = "claim"


class Grade(enum.StrEnum):
    """How strong the evidence is that it did what is said, from the weakest."""

    CLAIM = "claim"
    DESCRIBED = "described"
    MONITORED = "monitored"
    EVALUATED = "evaluated"
    COMPARED = "compared"
    AGREED = "agreed"


ORDER = tuple(Grade)
"""From the weakest to the strongest."""

OPEN_GRADES = frozenset({Grade.CLAIM, Grade.DESCRIBED})
"""What an entry has by itself; every other is a second officer's judgement."""


class Stage(enum.StrEnum):
    """What an authority made of an entry."""

    CONSIDERED = "considered"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    GIVEN_UP = "given-up"
