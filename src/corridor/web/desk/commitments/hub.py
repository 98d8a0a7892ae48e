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
    (
        "desk:practices",
        Permission.COMMITMENT_READ,
        gettext_noop("Practices and studies"),
        gettext_noop("What was tried elsewhere, how it is known, what it does not show, and who adopted it."),
    ),
    (
        "desk:treaties",
        Permission.COMMITMENT_READ,
        gettext_noop("Treaty status"),
        gettext_noop("Which State signed, joined or left what, as of which day, and what cannot be so."),
    ),
    (
        "desk:matrix",
        Permission.COMMITMENT_READ,
        gettext_noop("Matrix"),
        gettext_noop("Who told what of which commitment, and what shows it; by name, never ranked."),
    ),
    (
        "desk:commitments-course",
        Permission.COMMITMENT_READ,
        gettext_noop("Progress over time"),
        gettext_noop("How many commitments stood silent, claimed or evidenced at each half-year."),
    ),
    (
        "desk:overdue",
        Permission.COMMITMENT_READ,
        gettext_noop("Milestones and deadlines"),
        gettext_noop("What is due when, by the first day that was ever told."),
    ),
    (
        "desk:commitments-public",
        Permission.COMMITMENT_READ,
        gettext_noop("What is public"),
        gettext_noop("What anybody may read of the own State’s reports, published by a focal point."),
    ),
    (
        "desk:answers",
        Permission.COMMITMENT_READ,
        gettext_noop("Answers to forums"),
        gettext_noop("The same entries as each forum asks for them: preview, answers in words, PDF, DOCX, XLSX, JSON."),
    ),
    (
        "desk:forums",
        Permission.COMMITMENT_READ,
        gettext_noop("Forums"),
        gettext_noop("Where States and organisations meet: members, meetings, decisions, and what was reported."),
    ),
    (
        "desk:progress",
        Permission.COMMITMENT_READ,
        gettext_noop("Progress"),
        gettext_noop("What your authority reports, half-year by half-year, and what waits for approval."),
    ),
    (
        "desk:reviews",
        Permission.COMMITMENT_READ,
        gettext_noop("Peer reviews"),
        gettext_noop("What States of a forum asked each other about their reports, and what they found."),
    ),
    (
        "desk:stocktaking",
        Permission.COMMITMENT_READ,
        gettext_noop("Stocktaking"),
        gettext_noop("How what was asked stands at a half-year, and whether what is done keeps its balance."),
    ),
    (
        "desk:capacity",
        Permission.COMMITMENT_READ,
        gettext_noop("Needs and offers"),
        gettext_noop("Who needs training, equipment, money or experts, what was pledged, and what was delivered."),
    ),
)
