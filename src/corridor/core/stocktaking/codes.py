"""The closed lists of stocktaking: what is lacking where the balance is, and to whom States answer."""

from __future__ import annotations

import enum
from typing import Final

from corridor.core.commitments.codes import Addressee, Pillar


class Lack(enum.StrEnum):
    """What is not reported on protection, on alternatives or on both, while it is on a pillar that is neither."""

    ACTIVITY = "activity"
    ACTIVITY_PROTECTION = "activity-protection"
    ACTIVITY_ALTERNATIVES = "activity-alternatives"
    SPENDING = "spending"
    SPENDING_PROTECTION = "spending-protection"
    SPENDING_ALTERNATIVES = "spending-alternatives"


class Form(enum.StrEnum):
    """The form of a file of a report."""

    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


FOR_PEOPLE: Final = frozenset({Pillar.PROTECTION, Pillar.ALTERNATIVES})
"""The pillars without which the others are repression alone."""

OF_STATES: Final = frozenset({Addressee.GOVERNMENTS, Addressee.FIUS, Addressee.PROSECUTORS, Addressee.LAW_ENFORCEMENT})
"""To whom an item speaks that a State answers for; organisations answer for the others."""
