"""A question to the finder of legal bases, as it stands in an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from corridor.core.bases.codes import Measure
from corridor.web.desk.partners import instruments
from corridor.web.desk.partners.forms import code, day, text


@dataclass(frozen=True, slots=True)
class Asked:
    """Two States, a measure and a day; what was not chosen or is unknown is empty."""

    a: str
    b: str
    measure: Measure | None
    on: date

    @property
    def is_whole(self) -> bool:
        """Whether everything was chosen."""
        return bool(self.a and self.b and self.measure)


def asked_from(typed: QueryDict, *, today: date, own: str) -> Asked:
    """Return the question of an address; the own State and today where nothing else is said."""
    known = instruments.states()
    a, b = (text(typed, name).upper() for name in ("a", "b"))
    return Asked(
        a=a if a in known else own,
        b=b if b in known else "",
        measure=code(typed, "measure", Measure),
        on=day(typed, "on") or today,
    )
