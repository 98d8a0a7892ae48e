"""The pages of the catalogue, ready to be laid out."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.web.desk.commitments.hub import ENTRIES


@dataclass(frozen=True)
class HubRow:
    """One line of the hub."""

    url: str
    label: str
    about: str


@dataclass(frozen=True)
class HubPage:
    """What there is about commitments for one officer."""

    rows: tuple[HubRow, ...]


def hub_page(officer: Officer) -> HubPage:
    """Return the hub for an officer: what this function may open."""
    return HubPage(
        tuple(
            HubRow(reverse(name), gettext(label), gettext(about))
            for name, needed, label, about in ENTRIES
            if needed in officer.permissions
        )
    )
