"""What may be asked of the matrix: read from the address, each wrong value told and left out."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.progress.codes import Standing, Status
from corridor.core.progress.periods import half_of, is_half, number_of
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.overview.counting import Wanted

Code = TypeVar("Code", bound=enum.StrEnum)


class Columns(enum.StrEnum):
    """What the columns of the matrix are."""

    PILLAR = "pillar"
    INSTRUMENT = "instrument"
    COMMITMENT = "commitment"


class Order(enum.StrEnum):
    """In which order States stand. There is no order by how they stand: nobody is ranked."""

    NAME = "name"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the matrix."""

    half: int
    columns: Columns = Columns.PILLAR
    instrument: str = ""
    pillar: Pillar | None = None
    theme: str = ""
    wanted: Wanted = field(default_factory=Wanted)
    order: Order = Order.NAME
    page: int = 1
    problems: tuple[FormProblem, ...] = ()

    def fits(self, item: Item) -> bool:
        """Return whether a commitment is among those asked for."""
        return (
            self.instrument in ("", item.instrument)
            and self.pillar in (None, item.pillar)
            and self.theme in ("", item.theme)
        )

    def query(self, **changed: object) -> str:
        """Return this question as the query of an address, with some of it changed; always without its problems."""
        one = replace(self, **changed)  # type: ignore[arg-type]  # fields by their names
        told = {
            "half": half_of(one.half),
            "columns": one.columns.value,
            "instrument": one.instrument,
            "pillar": one.pillar.value if one.pillar else "",
            "theme": one.theme,
            "standing": one.wanted.standing.value if one.wanted.standing else "",
            "status": one.wanted.status.value if one.wanted.status else "",
            "overdue": "yes" if one.wanted.is_overdue else "",
            "order": one.order.value if one.order is not Order.NAME else "",
            "page": str(one.page) if one.page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in told.items() if value})


def filters(typed: Mapping[str, str], catalogue: Catalogue, *, half: int) -> Filters:
    """Return what an address asks for; what it asks wrongly is left out and told.

    Args:
        typed: The query of the address.
        catalogue: What may be asked about.
        half: The half-year that runs, for which the matrix is drawn where none is named.
    """
    problems: list[FormProblem] = []

    def one_of(name: str, known: type[Code]) -> Code | None:
        value = typed.get(name, "")
        if value and value not in set(known):
            problems.append(FormProblem(name, gettext("Choose one of the list.")))
            return None
        return known(value) if value else None

    def key_of(name: str, known: Mapping[str, object]) -> str:
        value = typed.get(name, "")
        if value and value not in known:
            problems.append(FormProblem(name, gettext("Choose one of the list.")))
            return ""
        return value

    asked = typed.get("half", "")
    if asked and not is_half(asked):
        problems.append(FormProblem("half", gettext("Write a half-year such as 2026-H1.")))
        asked = ""
    page = typed.get("page", "")
    return Filters(
        half=number_of(asked) if asked else half,
        columns=one_of("columns", Columns) or Columns.PILLAR,
        instrument=key_of("instrument", catalogue.instruments),
        pillar=one_of("pillar", Pillar),
        theme=key_of("theme", catalogue.themes),
        wanted=Wanted(one_of("standing", Standing), one_of("status", Status), typed.get("overdue") == "yes"),
        order=one_of("order", Order) or Order.NAME,
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 else 1,
        problems=tuple(problems),
    )
