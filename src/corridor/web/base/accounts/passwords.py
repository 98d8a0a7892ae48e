"""Words that whoever guesses a password of this house tries first."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from corridor.web.base.accounts import models

WORDS: Final = (
    "corridor",
    "password",
    "passwort",
    "smuggl",
    "migrant",
    "police",
    "policia",
    "frontier",
    "border",
    "interpol",
    "europol",
    "frontex",
    "protection",
    "analyst",
    "investigator",
    "prosecutor",
    "officer",
    "administrator",
)
"""Names of the product, of the field, of bodies and of functions; docs/howto/sign-in.md tells officers of them."""

SHORTEST: Final = 4
"""A part of a handle or of a name shorter than this is found in too many words."""

ENOUGH: Final = 10
"""So many letters must be left of a password when the words of the house are taken out of it."""


class HouseWordsValidator:
    """Refuses a password that is little more than words of the house, the own handle, name or authority."""

    def validate(self, password: str, user: models.Officer | None = None) -> None:
        """Refuse a password of which too little is left without such words."""
        left = password.lower()
        for word in sorted({*WORDS, *_own(user)}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < ENOUGH:
            raise ValidationError(gettext("Choose a password with less of names, functions and authorities in it."))

    def get_help_text(self) -> str:
        """Return what officers are told beside the field."""
        return gettext("Names, functions and authorities count for nothing in it.")


def _own(user: models.Officer | None) -> set[str]:
    """Return the parts of an officer's handle, name and authority that count for nothing."""
    if user is None or user.pk is None:
        return set()
    written = f"{user.handle} {user.display_name} {user.authority.code} {user.authority.name}".lower()
    for mark in ".-_,()":
        written = written.replace(mark, " ")
    return {part for part in written.split() if len(part) >= SHORTEST}
