"""The closed lists of forums: the form of report that one asks for, and what an item about one says."""

from __future__ import annotations

import enum


class Template(enum.StrEnum):
    """The form in which a forum is reported to."""

    ROMA_LYON = "roma-lyon"
    UNTOC = "untoc"
    COMPACT = "compact"
    GLOBAL_ALLIANCE = "global-alliance"
    REGIONAL = "regional"


class Say(enum.StrEnum):
    """What an item about a forum says: how it stands now, or that the recipient is out of it."""

    SPACE = "space"
    OUT = "out"


ORGANISATIONS = frozenset({"joint-centre", "civil-society"})
"""Kinds of authority that are members for themselves; every other speaks for its State."""
