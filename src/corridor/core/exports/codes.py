"""The closed lists of exports: the forms in which information leaves the node, and what can be exported."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """One written form, by the name that commands and pages use."""

    CSV = "csv"
    GEOJSON = "geojson"
    FTM = "ftm"
    FTM_STATEMENTS = "ftm-statements"

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return {"csv": "csv", "geojson": "geojson", "ftm": "ftm.json", "ftm-statements": "statements.csv"}[self.value]

    @property
    def media_type(self) -> str:
        """What such a file is to programs."""
        return {
            "csv": "text/csv; charset=utf-8",
            "geojson": "application/geo+json",
            "ftm": "application/x-ndjson",
            "ftm-statements": "text/csv; charset=utf-8",
        }[self.value]


class View(StrEnum):
    """What is exported: the answer to a question, what words find, one thing, one source, or everything."""

    PICTURE = "picture"
    FIND = "find"
    THING = "thing"
    SOURCE = "source"
    EVERYTHING = "everything"


class Safeguard(StrEnum):
    """Why a thing is left out whatever its markings allow."""

    PERSON_WITHOUT_ROLE = "person-without-role"
    ROLE_SUSPENDED = "role-suspended"
    ILL_TREATMENT = "ill-treatment"
