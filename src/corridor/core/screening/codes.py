"""What may be found in a free text that would point at one person."""

from __future__ import annotations

import enum


class Kind(enum.StrEnum):
    """What a finding looks like."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    DOCUMENT = "document"
    ACCOUNT = "account"
    PLATE = "plate"
    BIRTH_DATE = "birth-date"
