"""Makes prices of what statements say: each with the way that it is for, as far as anybody tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from corridor.core.access.records import Officer
from corridor.core.fees.codes import Terrain
from corridor.core.fees.records import Money, Told, Way
from corridor.core.kernel.counts import Count
from corridor.core.kernel.text import fold
from corridor.core.picture.ground import distance_km
from corridor.core.picture.places import PRECISIONS, drawn_at, is_coarse
from corridor.web.base.marks.queries import origins_of, visible_marks
from corridor.web.desk.picture.clusters import leaders
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.statements.models import Dataset, Load
from corridor.web.desk.statements.priced import AT_ONCE, datasets_of, homes_of, priced
from corridor.web.desk.statements.queries import prop_names
from corridor.web.desk.statements.store import uids_of
from corridor.web.desk.statements.telling import Told as Row
from corridor.web.desk.statements.telling import told_about

MOST = 20_000
"""So many things with a price are read at most."""

HAZARD_TERRAIN = {"desert": Terrain.DESERT, "mountain": Terrain.MOUNTAIN, "river": Terrain.RIVER}
BORDER_TERRAIN = {"sea": Terrain.SEA, "air": Terrain.AIR, "land": Terrain.LAND}

WITH_PAPERS = frozenset(
    {"fraudulent-document", "look-alike", "visa-misuse", "visa-by-deception", "sham-arrangement", "transit-misuse"}
)
WITHOUT_PAPERS = frozenset(
    {"clandestine-crossing", "concealment", "mother-ship", "self-steered", "distress-by-design", "set-adrift", "convoy"}
)

Said = dict[str, list[Row]]
"""What is told of one thing, by property."""


class Telling:
    """Reads everything with a price in one world, and the ways that these prices are for."""

    def __init__(self, officer: Officer, prop: str, *, invented: bool, with_days: bool = False) -> None:
        self.officer = officer
        self.names = prop_names()
        self.worlds = set(Dataset.objects.filter(is_invented=invented).values_list("pk", flat=True))
        self.leader = _named(leaders(officer.reader_class))
        self.selves: dict[int, list[int]] = {}
        self.ends: dict[int, tuple[End, End]] = {}
        for entity, named in self.leader.items():
            self.selves.setdefault(named, []).append(entity)
        found = priced(officer.reader_class, DRAWN, prop, MOST + 1)
        self.is_more = len(found) > MOST
        self.things = self._said(found[:MOST])
        legs = self._said(self._refs(self.things.values(), "leg"))
        self.said = {**legs, **self.things}
        self.places = self._said(self._refs(self.said.values(), "from_place", "to_place"))
        self.uids = _uids({*self.said, *self.places})
        rows = (row for said in self.things.values() for row in said.get(prop, ()))
        self.days = _days(officer, prop, {row.entity for row in rows}) if with_days else {}
        self.origins = origins_of(row.mark for said in self.things.values() for row in said.get(prop, ()))

    def _said(self, entities: Iterable[int]) -> dict[int, Said]:
        """Return what is told of things and their other selves in this world, under the one that stands for each."""
        named = {self.leader.get(entity, entity) for entity in entities}
        every = sorted({one for entity in named for one in self.selves.get(entity, (entity,))})
        rows = told_about(self.officer.reader_class, DRAWN, every)
        dataset = datasets_of(row.record for row in rows)
        said: dict[int, Said] = {}
        for row in rows:
            if dataset.get(row.record) in self.worlds:
                thing = said.setdefault(self.leader.get(row.entity, row.entity), {})
                thing.setdefault(self.names[row.prop], []).append(row)
        return said

    def _refs(self, things: Iterable[Said], *props: str) -> set[int]:
        return {row.ref for said in things for prop in props for row in said.get(prop, ()) if row.ref is not None}

    def contributors(self, rows: Iterable[Row]) -> frozenset[str]:
        """Return the authorities in whose name rows are marked."""
        return frozenset(self.origins[row.mark][1] for row in rows if row.mark in self.origins)

    def _first_day(self, rows: Iterable[Row]) -> str:
        return min((day for row in rows if (day := self.days.get(row.record, ""))), default="")

    def marks(self) -> set[int]:
        """Return the marks of everything that was read, so that a print is as restricted as what moved its figures."""
        sides = (*self.said.values(), *self.places.values())
        return {row.mark for said in sides for rows in said.values() for row in rows}

    # --- prices ------------------------------------------------------------------------------------------------------

    def prices(self) -> list[Told]:
        """Return every price, in an order that follows from what is told alone."""
        found: list[Told] = []
        for entity, said in self.things.items():
            kinds = _values(said, "kind") if "fee" in said else set()
            if kinds & {"Fee", "Payment"}:
                found.append(self._own(entity, said, is_payment="Payment" in kinds))
            elif kinds & {"RouteLeg", "Incident"}:
                found += self._by_record(entity, said, is_leg="RouteLeg" in kinds)
        return sorted(found, key=lambda one: (one.uid, one.key))

    def items_of(self, told: Iterable[Told]) -> Counter[int]:
        """Return how many information items stand behind prices that are shown, by mark."""
        wanted = {one.uid for one in told}
        rows = (row for entity, said in self.things.items() if self.uids[entity] in wanted for row in said["fee"])
        return Counter(row.mark for row in rows)

    def _own(self, entity: int, said: Said, *, is_payment: bool) -> Told:
        """Return the price that is a thing of its own; several records of it span one interval."""
        low, high = _amounts([*said.get("fee", ()), *said.get("fee_high", ())])
        dates = sorted(row.value for prop in ("occurred_on", "period") for row in said.get(prop, ()))
        by_network = is_payment and "network" in _values(said, "paid_by_kind")
        return Told(
            key=f"{self.uids[entity]}",
            uid=self.uids[entity],
            low=low,
            high=high,
            is_open="and-more" in _values(said, "price_bound"),
            on=dates[0] if dates else "",
            unit="group" if is_payment else _agreed(said, "price_unit"),
            heads=_heads(said),
            purpose="share" if by_network else _agreed(said, "payment_kind" if is_payment else "price_kind"),
            way=self._way_of(entity, said),
            contributors=self.contributors(said.get("fee", ())),
            arrived_on=self._first_day(said.get("fee", ())),
        )

    def _by_record(self, entity: int, said: Said, *, is_leg: bool) -> list[Told]:
        """Return the prices told of a leg or an incident: each record tells its own, for its own date."""
        by_record: dict[int, list[Row]] = {}
        for row in said["fee"]:
            by_record.setdefault(row.record, []).append(row)
        found: list[Told] = []
        for record, rows in by_record.items():
            low, high = _amounts(rows)
            on = min(
                (r.value for p in ("occurred_on", "period") for r in said.get(p, ()) if r.record == record), default=""
            )
            found.append(
                Told(
                    key=f"{self.uids[entity]}|{on}|{low.amount}|{low.currency}",
                    uid=self.uids[entity],
                    low=low,
                    high=high,
                    on=on,
                    unit="person-leg" if is_leg else "",
                    way=self._leg(entity) if is_leg else self._way_of(entity, said),
                    contributors=self.contributors(rows),
                    arrived_on=self._first_day(rows),
                )
            )
        return found

    # --- ways --------------------------------------------------------------------------------------------------------

    def _way_of(self, entity: int, said: Said) -> Way | None:
        """Return the way that a price names: a leg that may be read, else from where to where."""
        legs = [self.leader.get(row.ref, row.ref) for row in said.get("leg", ()) if row.ref is not None]
        known = [leg for leg in legs if "kind" in self.said.get(leg, ())]
        if known:
            return self._leg(min(known, key=lambda leg: self.uids[leg]), said)
        ends = self._ends(said)
        if ends is None:
            return None
        (start, start_country, _), (end, end_country, _) = ends
        terms = _told_of([said])
        return Way(
            key=f"{fold(start)}|{fold(end)}",
            start=start,
            end=end,
            start_country=start_country,
            end_country=end_country,
            route=terms.route,
            transport=terms.transport,
            papers=terms.papers,
            terrain=terms.terrain,
            risk=terms.risk,
        )

    def _leg(self, leg: int, said: Mapping[str, Sequence[Row]] | None = None) -> Way | None:
        """Return a leg as the way of a price, whose own transport and method come before those of the leg."""
        of_leg = self.said[leg]
        if leg not in self.ends:
            self.ends[leg] = self._ends(of_leg) or (("", "", None), ("", "", None))
        (start, start_country, start_point), (end, end_country, end_point) = self.ends[leg]
        told = [float(row.value) for row in of_leg.get("distance_km", ())]
        straight = distance_km(start_point, end_point) if start_point and end_point and not told else None
        countries = {start_country, end_country}
        terms = _told_of([of_leg] if said is None else [said, of_leg])
        return Way(
            key=self.uids[leg],
            is_leg=True,
            start=start,
            end=end,
            start_country=start_country,
            end_country=end_country,
            distance_km=float(median(told)) if told else straight,
            is_straight=straight is not None,
            crossings=len(countries) - 1 if "" not in countries else (1 if of_leg.get("border_type") else None),
            route=terms.route,
            transport=terms.transport,
            papers=terms.papers,
            terrain=terms.terrain,
            risk=terms.risk,
        )

    def _ends(self, said: Mapping[str, Sequence[Row]]) -> tuple[End, End] | None:
        start, end = self._end(said, "from_place"), self._end(said, "to_place")
        return None if start is None or end is None else (start, end)

    def _end(self, said: Mapping[str, Sequence[Row]], prop: str) -> End | None:
        """Return where a way begins or ends: a place that may be read, else the name that is given."""
        for row in sorted(said.get(prop, ()), key=lambda row: (row.ref is None, row.value)):
            if row.ref is None:
                return row.value, "", None
            place = self.places.get(self.leader.get(row.ref, row.ref))
            if place and (name := _usual(place, "name") or _usual(place, "place_text")):
                return name, _agreed(place, "country"), _point(place)
        return None


End = tuple[str, str, tuple[float, float] | None]
"""Name, country and point of where a way begins or ends."""


def _named(leader: Mapping[int, int]) -> dict[int, int]:
    """Return for each entity in a cluster the one with the least identifier: row numbers know of hidden reports."""
    uids = _uids(leader)
    least: dict[int, int] = {}
    for entity, first in leader.items():
        if first not in least or uids[entity] < uids[least[first]]:
            least[first] = entity
    return {entity: least[first] for entity, first in leader.items()}


def _days(officer: Officer, prop: str, entities: Iterable[int]) -> dict[int, str]:
    """Return the day on which each record with a price was released or filed, of loads that the reader may know of."""
    homes = homes_of(officer.reader_class, DRAWN, prop, entities)
    loads = list(Load.objects.filter(pk__in=set(homes.values())).values_list("pk", "released_on", "mark"))
    seen = visible_marks(officer.reader_class, [mark for _, _, mark in loads])
    days = {pk: day for pk, day, mark in loads if mark in seen}
    return {record: days[load] for record, load in homes.items() if load in days}


def _uids(entities: Iterable[int]) -> dict[int, str]:
    wanted, found = sorted(entities), dict[int, str]()
    for start in range(0, len(wanted), AT_ONCE):
        found |= uids_of(wanted[start : start + AT_ONCE])
    return found


def _usual(said: Mapping[str, Sequence[Row]], prop: str) -> str:
    """Return what most rows tell; nothing where none does."""
    counts = Counter(row.value for row in said.get(prop, ()))
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _values(said: Mapping[str, Sequence[Row]], prop: str) -> set[str]:
    return {row.value for row in said.get(prop, ())}


def _agreed(said: Mapping[str, Sequence[Row]], prop: str) -> str:
    """Return the one value that is told; nothing where none is, or several differ."""
    values = _values(said, prop) - {"unknown"}
    return values.pop() if len(values) == 1 else ""


class Terms(NamedTuple):
    """What is told of a way besides its ends and distance."""

    route: str
    transport: str
    papers: str
    terrain: str
    risk: int | None


def _told_of(sides: Sequence[Mapping[str, Sequence[Row]]]) -> Terms:
    """Return route, transport, papers, terrain and dangers, from the first side that tells each."""
    hazards: set[str] = next((found for said in sides if (found := _values(said, "hazard"))), set())

    def first(prop: str) -> str:
        return next((agreed for said in sides if (agreed := _agreed(said, prop))), "")

    border = first("border_type")
    terrain = BORDER_TERRAIN[border] if border in ("sea", "air") else None
    terrain = terrain or next((of for code, of in HAZARD_TERRAIN.items() if code in hazards), None)
    terrain = terrain or (Terrain.SEA if "open-sea" in hazards else BORDER_TERRAIN.get(border))
    return Terms(
        route=first("route"),
        transport=first("transport"),
        papers=next((papers for said in sides if (papers := _papers(_values(said, "method")))), ""),
        terrain=terrain.value if terrain else "",
        risk=len(hazards) or None,
    )


def _papers(methods: set[str]) -> str:
    """Return whether papers are part of what is paid for; nothing where methods of both kinds are told, or none."""
    has, lacks = bool(methods & WITH_PAPERS), bool(methods & WITHOUT_PAPERS)
    return "" if has is lacks else ("with" if has else "without")


def _point(place: Said) -> tuple[float, float] | None:
    """Return the most precise point told, where it is fine enough to measure from."""
    precise = {(row.record, row.mark): row.value for row in place.get("place_precision", ())}
    points = [(row.value, precise.get((row.record, row.mark), "exact")) for row in place.get("point", ())]
    point, precision = min(points, key=lambda pair: (PRECISIONS.index(pair[1]), pair[0]), default=("", "unknown"))
    return drawn_at(point, precision) if point and not is_coarse(precision) else None


def _amounts(rows: Sequence[Row]) -> tuple[Money, Money | None]:
    """Return lowest and highest amount, in the currency that most rows tell."""
    told = [money for row in rows if (money := Money.parse(row.value)) is not None]
    currencies = Counter(money.currency for money in told)
    chosen = min(currencies, key=lambda currency: (-currencies[currency], currency))
    amounts = sorted(money for money in told if money.currency == chosen)
    return amounts[0], amounts[-1] if amounts[-1] != amounts[0] else None


def _heads(said: Said) -> tuple[int, int] | None:
    """Return for how many people a price is; parts by sex or age are no total, and an open end is none."""
    counts = [Count.parse(row.value) for row in said.get("people", ()) if "|" not in row.value]
    closed = [(count.low, count.high) for count in counts if count.low is not None and count.high is not None]
    if not closed:
        return None
    return min(low for low, _ in closed), max(high for _, high in closed)
