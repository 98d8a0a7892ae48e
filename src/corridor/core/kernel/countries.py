"""Countries and territories, and what may stand where a nationality is asked for.

The tables are `countries.csv` and `demonyms.csv` beside this module; see the README of this folder for where they come
from. A code says what a source meant by a name. It takes no position on the status of a territory.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.text import fold

STATELESS = "stateless"
UNKNOWN = "unknown"

# Codes and words by which travel documents, statistics and officers say that a person has no nationality, or that
# it is not known.
_STATELESS_CODES = ("XXA", "STL", "STA", "XXS")
_UNKNOWN_CODES = ("XXX", "UNK", "OOO", "ZZZ", "ZZ", "XX")
_STATELESS_WORDS = (
    "stateless",
    "apatride",
    "apátrida",
    "عديم الجنسية",
    "stateless person",
    "statelessness",
    "staatenlos",
    "apolide",
    "no nationality",
    "sans nationalité",
    "sin nacionalidad",
    "بدون جنسية",
)
_UNKNOWN_WORDS = (
    "unknown",
    "not known",
    "unspecified",
    "unidentified",
    "undetermined",
    "not stated",
    "inconnu",
    "inconnue",
    "desconocido",
    "desconocida",
    "غير معروف",
    "unspecified nationality",
    "unknown nationality",
    "nationality unknown",
    "country unknown",
    "not specified",
    "not available",
    "not recorded",
    "no information",
    "undefined",
    "various/unknown",
    "non spécifié",
    "non spécifiée",
    "indéterminé",
    "indéterminée",
    "no especificado",
    "no especificada",
    "no identificado",
    "no identificada",
    "sin determinar",
    "غير معروفة",
    "غير محدد",
    "غير محددة",
)


_ARTICLE = "ال"
"""Arabic says the Syrians where others say Syrians."""


class CountryTableInvalid(CorridorError):
    """Two countries of the table share a code, a name or a word for their people."""

    code = "kernel.E15"
    template = "the country table gives {name} to both {first} and {second}"
    hint = "Remove the alias from one of the two rows."


class Country(NamedTuple):
    """One row of the table.

    `status` is iso, user-assigned (in wide use, not in the standard) or invented (for examples).
    """

    code: str
    alpha3: str
    name: str
    status: str
    aliases: tuple[str, ...]


def country_rows(text: str) -> Iterator[Country]:
    """Read the table of countries from the text of `countries.csv`."""
    for row in csv.DictReader(text.splitlines()):
        yield Country(
            row["code"], row["alpha3"], row["name"], row["status"], tuple(filter(None, row["aliases"].split("|")))
        )


def people_rows(text: str) -> Iterator[tuple[str, str]]:
    """Read the code of a country with each word for its people, such as Syrian, from the text of `demonyms.csv`."""
    for row in csv.DictReader(text.splitlines()):
        for language in ("en", "fr", "es", "ar"):
            for word in filter(None, row[language].split("|")):
                yield row["code"], word


class Countries:
    """Finds the code of a country by any of its codes and names, and a nationality also by the word for its people."""

    def __init__(self, table: Iterable[Country], people: Iterable[tuple[str, str]] = ()) -> None:
        """Index the table.

        Args:
            people: Codes of countries with the words for their people.
        Raises:
            CountryTableInvalid: A code, a name or a word belongs to two rows.
        """
        self.by_code: dict[str, Country] = {}
        self._codes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for row in table:
            self.by_code[row.code] = row
            for code in filter(None, (row.code, row.alpha3)):
                self._add(self._codes, code, row.code)
            for name in (row.name, *row.aliases):
                self._add(self._names, fold(name), row.code)
        self._people: dict[str, str] = {}
        for code, word in people:
            self._add(self._people, fold(word), code)
            if self._names.get(fold(word), code) != code:
                raise CountryTableInvalid(name=word, first=self._names[fold(word)], second=code)
        self._statuses = {
            **dict.fromkeys((*_STATELESS_CODES, *map(fold, _STATELESS_WORDS)), STATELESS),
            **dict.fromkeys((*_UNKNOWN_CODES, *map(fold, _UNKNOWN_WORDS)), UNKNOWN),
        }

    def code(self, text: str) -> str | None:
        """Return the two-letter code for a code in capitals or a name in any usual spelling, or nothing."""
        text = text.strip()
        return self._codes.get(text) or self._names.get(fold(text))

    def nationality(self, text: str) -> str | None:
        """Return a country code, "stateless" or "unknown", or nothing where the text is none of them."""
        text = text.strip()
        return self.code(text) or self._of_people(text) or self._statuses.get(text) or self._statuses.get(fold(text))

    def is_people(self, text: str) -> bool:
        """Say whether a text is a word for the people of a country, and no name of it."""
        return self._of_people(text) is not None and self.code(text) is None

    def _of_people(self, text: str) -> str | None:
        folded = fold(text)
        return self._people.get(folded) or self._people.get(folded.removeprefix(_ARTICLE))

    def name(self, code: str) -> str:
        """Return the English name of a code; the code itself where the table has none."""
        row = self.by_code.get(code)
        return row.name if row else code

    @staticmethod
    def _add(index: dict[str, str], name: str, code: str) -> None:
        first = index.setdefault(name, code)
        if first != code:
            raise CountryTableInvalid(name=name, first=first, second=code)
