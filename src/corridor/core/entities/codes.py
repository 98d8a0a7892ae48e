"""The closed lists of the schema language: types of values, and how a value is found again."""

from __future__ import annotations

from enum import StrEnum


class Type(StrEnum):
    """What kind of value a property takes; the canonical text of each is fixed for the whole of Corridor."""

    KIND = "kind"
    DATE = "date"
    COUNT = "count"
    POINT = "point"
    COUNTRY = "country"
    NATIONALITY = "nationality"
    CODE = "code"
    NUMBER = "number"
    MONEY = "money"
    URL = "url"
    NAME = "name"
    TEXT = "text"
    ENTITY = "entity"


class Search(StrEnum):
    """Which search key is made of a value, if any."""

    NAME = "name"
    IDENTIFIER = "identifier"
    TEXT = "text"
    NONE = "none"


LANGUAGES = ("en", "fr", "es", "ar")
