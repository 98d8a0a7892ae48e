"""What a person may type to ask, to keep sets, and to nominate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import QueryDict

from corridor.core.kernel.text import clean
from corridor.core.matching.codes import Basis, Telling
from corridor.web.desk.matching.actions import MOST_THINGS

_UID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
LONGEST_THINGS = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed."""

    owner: str = ""
    case: str = ""
    things: str = ""

    @property
    def uids(self) -> tuple[str, ...]:
        """The things named, by identifier or by the address of their page, in their order."""
        return tuple(dict.fromkeys(_UID.findall(self.things.lower())))[:MOST_THINGS]


def asked(typed: QueryDict) -> Asked:
    """Return a question as it was typed; from an address, `thing` names the first thing."""
    things = typed.get("things") or "\n".join(typed.getlist("thing"))
    return Asked(
        owner=typed.get("owner", "").strip(), case=clean(typed.get("case", ""))[:64], things=things[:LONGEST_THINGS]
    )


def telling_of(typed: QueryDict) -> Telling | None:
    """Return how little hits shall tell, or nothing where it is none of the list."""
    value = typed.get("telling", "")
    return Telling(value) if value in set(Telling) else None


def bases_of(typed: QueryDict) -> tuple[Basis, ...]:
    """Return what a nomination rests on, by the codes that were ticked."""
    return tuple(Basis(value) for value in dict.fromkeys(typed.getlist("bases")) if value in set(Basis))


def reference_of(typed: QueryDict) -> str:
    """Return a reference from a visible hit, as it was typed, without its separators."""
    return re.sub(r"[^0-9a-f]", "", typed.get("reference", "").lower())[:16]
