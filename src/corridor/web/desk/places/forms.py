"""What a person asks the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from corridor import shelf

LONGEST_QUERY = 120


@dataclass(frozen=True)
class Asked:
    """A name or its beginning, in one country or in all."""

    name: str
    country: str = ""


def asked_in(address: QueryDict) -> Asked:
    """Read the name and the country from an address; a country that is not known is as if it were not there."""
    country = address.get("country", "")
    return Asked(address.get("q", "")[:LONGEST_QUERY], country if country in shelf.countries().by_code else "")
