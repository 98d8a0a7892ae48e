"""What there is about commitments, as the hub page lists it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from corridor.core.access.codes import Permission

Entry = tuple[str, Permission, str, str]
"""The name of a page, who may open it, what it is called, and one sentence on what it answers."""

ENTRIES: Final[tuple[Entry, ...]] = (
    (
        "desk:catalogue",
        Permission.COMMITMENT_READ,
        gettext_noop("Catalogue"),
        gettext_noop("What States and organisations were asked to do, and where else the same is asked."),
    ),
)
