"""Writes of prices: a price, or a lawful route, that a published source tells, filed as a report of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.presets import marking_from_preset
from corridor.core.kernel.identifiers import Uid, is_uid
from corridor.web.base import identity
from corridor.web.base.marks.presets import presets
from corridor.web.desk.reports.actions import Filing, file_report

Values = Mapping[str, tuple[str, ...]]
"""What is said, by property, in canonical form."""


def enter(*, by: Officer, kind: str, values: Values, preset: str, invented: bool, now: datetime) -> str:
    """File a price (`Fee`) or a lawful route (`LawfulRoute`) from a published source; return its identifier.

    Raises:
        NotPermitted: The officer's function does not file reports.
        DraftsRefused: A safeguard speaks against it.
    """
    check_permission(by, Permission.REPORT_FILE)
    claims = tuple(
        Claim(prop, value, ref=Uid(value) if is_uid(value) else None) for prop, said in values.items() for value in said
    )
    filing = Filing(
        ref=f"{by.reader.authority}-FEE-{now.year}-{identity.uid()[:8].upper()}",
        filed_on=now.date().isoformat(),
        marking=marking_from_preset(preset, by.reader.authority, presets(), frozenset()),
        grade="",
        drafts=[Draft(Uid(identity.uid()), kind, claims)],
        is_invented=invented,
    )
    return file_report(by=by, filing=filing, now=now)
