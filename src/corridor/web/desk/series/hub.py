"""The analyses that there are, as the hub page lists them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from corridor.core.access.codes import Permission

Analysis = tuple[str, Permission, str, str]
"""The name of a page, who may open it, what it is called, and one sentence on what it answers."""

ENTRIES: Final[tuple[Analysis, ...]] = (
    (
        "desk:all-series",
        Permission.PICTURE_READ,
        gettext_noop("Series"),
        gettext_noop("What each source counts, month by month: which months are missing, zero or changed in meaning."),
    ),
    (
        "desk:deaths",
        Permission.PICTURE_READ,
        gettext_noop("Register of deaths"),
        gettext_noop("The dead, the missing and survivors, with who says what, and incidents that may be one."),
    ),
    (
        "desk:measures",
        Permission.PICTURE_READ,
        gettext_noop("Measures"),
        gettext_noop(
            "What authorities did against smuggling, what followed on the route and beside it, and what harm."
        ),
    ),
    (
        "desk:indicators",
        Permission.PICTURE_READ,
        gettext_noop("Indicators"),
        gettext_noop("What your authority measures, defined once and computed anew, with method and coverage."),
    ),
    (
        "desk:figures",
        Permission.PICTURE_READ,
        gettext_noop("Reference figures"),
        gettext_noop("What others published, side by side, each with scope, period, method and vintage."),
    ),
    (
        "desk:forecasts",
        Permission.PICTURE_READ,
        gettext_noop("Forecasts"),
        gettext_noop("What the next three months may be, how wrong that has been, and what is not forecast and why."),
    ),
    (
        "desk:shifts",
        Permission.PICTURE_READ,
        gettext_noop("Where routes moved"),
        gettext_noop(
            "Pairs of routes of which one fell as another rose, beyond chance: a question for you, no answer."
        ),
    ),
    (
        "desk:tables",
        Permission.TABLE_MAKE,
        gettext_noop("Published tables"),
        gettext_noop("Figures for everybody that expose nobody: counted, protected, attacked, released by two."),
    ),
    (
        "desk:causes",
        Permission.PICTURE_READ,
        gettext_noop("Areas of origin"),
        gettext_noop(
            "What is measured where people come from, beside how many left or came: what moves together, and "
            "what does not."
        ),
    ),
    (
        "desk:briefings",
        Permission.BRIEFING_WRITE,
        gettext_noop("Briefings"),
        gettext_noop("Sentences whose figures are bound to what they rest on; two versions from one text."),
    ),
)
