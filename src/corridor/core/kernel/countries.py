"""Countries and territories, and what may stand where a nationality is asked for.

The table is `countries.csv` beside this module; see the README of this folder for where it comes from. A code says what
a source meant by a name. It takes no position on the status of a territory.
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


class CountryTableInvalid(CorridorError):
    """Two countries of the table share a code or a name."""

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


class Countries:
    """Finds the code of a country by any of its codes and names."""

    def __init__(self, table: Iterable[Country]) -> None:
        """Index the table.

        Raises:
            CountryTableInvalid: A code or name belongs to two rows.
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
        return self.code(text) or self._statuses.get(text) or self._statuses.get(fold(text))

    def name(self, code: str) -> str:
        """Return the English name of a code; the code itself where the table has none."""
        row = self.by_code.get(code)
        return row.name if row else code

    @staticmethod
    def _add(index: dict[str, str], name: str, code: str) -> None:
        first = index.setdefault(name, code)
        if first != code:
            raise CountryTableInvalid(name=name, first=first, second=code)
