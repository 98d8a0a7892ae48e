"""The grounds of judgements in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from corridor.core.entities.codes import Ground
from corridor.web.desk.pages import Choice


def ground_labels() -> dict[Ground, str]:
    """Return the grounds on which a judgement is made or taken back, in words."""
    return {
        Ground.SAME_IDENTIFIER: gettext("The same identifier"),
        Ground.SAME_EVENT: gettext("One event told by several sources"),
        Ground.SAME_PLACE_AND_TIME: gettext("The same place and time"),
        Ground.SAME_DETAILS: gettext("Details that only one thing can share"),
        Ground.OTHER_IDENTIFIER: gettext("Different identifiers"),
        Ground.OTHER_PLACE_OR_TIME: gettext("Another place or time"),
        Ground.OTHER_DETAILS: gettext("Details that contradict each other"),
        Ground.SEEN: gettext("Seen by an officer"),
        Ground.NEW_INFORMATION: gettext("New information"),
        Ground.MISTAKEN: gettext("Judged by mistake"),
    }


def ground_label(code: str) -> str:
    """Return a ground in words; nothing for one that is not of the list."""
    return {str(ground): label for ground, label in ground_labels().items()}.get(code, "")


def ground_choices(grounds: Sequence[Ground], chosen: str = "") -> tuple[Choice, ...]:
    """Return grounds as entries of a list."""
    labels = ground_labels()
    return tuple(Choice(ground.value, labels[ground], ground.value == chosen) for ground in grounds)
