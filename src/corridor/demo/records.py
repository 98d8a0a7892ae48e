"""The nouns of the invented story: authorities, officers, sources, reports; and the teller who makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from corridor.core.entities.records import Claim, Draft
from corridor.core.kernel.identifiers import Uid, is_uid, new_uid
from corridor.core.kernel.points import point_text
from corridor.demo import coast

FIRST_YEAR, FIRST_MONTH, MONTHS = 2024, 7, 24
MEASURE_MONTH = 8

# To whom a report under the marking "law-enforcement" goes, by its theme: money stays closer than boats.
EVERYBODY = ("XA-POL", "XA-FIU", "XB-BRD", "XB-CGD", "XC-POL", "XC-PRO", "INT-JSC")
NAMED = {
    "money": ("XA-POL", "INT-JSC"),
    "network": ("XA-POL", "XC-POL", "XC-PRO", "INT-JSC"),
    "coercion": ("XC-POL", "XC-PRO"),
}


@dataclass(frozen=True, slots=True)
class Authority:
    """An invented authority, by the code under which markings name it."""

    code: str
    name: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Officer:
    """An invented officer; functions are codes of `core/access/functions.yaml`, the first is the usual one."""

    handle: str
    name: str
    authority: str
    functions: tuple[str, ...]
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an authority has a report from; never an informant."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report of one officer: what it says, how reliable it is, and under which ready marking it is filed."""

    uid: Uid
    ref: str
    theme: str
    authority: str
    officer: str
    source: str
    filed_on: str
    preset: str
    recipients: tuple[str, ...]
    scheme: str
    grade: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that the demonstration tells; each report may refer to things of earlier ones."""

    seed: int
    authorities: tuple[Authority, ...]
    officers: tuple[Officer, ...]
    sources: tuple[Source, ...]
    reports: tuple[Report, ...]
    measure_on: str


Said = str | Sequence[str] | None


@dataclass(slots=True)
class Teller:
    """Makes the parts of a story from one seeded source of chance, and remembers the things that recur."""

    random: Random
    things: dict[str, Uid] = field(default_factory=dict)
    outlines: dict[str, list[coast.Point]] = field(default_factory=coast.rings)

    def uid(self) -> Uid:
        """Return a new identifier."""
        return new_uid(self.random.randbytes(16))

    def thing(self, key: str) -> Uid:
        """Return the identifier of a thing that several reports speak of."""
        if key not in self.things:
            self.things[key] = self.uid()
        return self.things[key]

    def draft(self, uid: Uid, kind: str, said: Mapping[str, Said], lang: str | None = None) -> Draft:
        """Return a draft; a property without value is left out, several values become several claims."""
        claims = []
        for prop, values in said.items():
            for value in (values,) if isinstance(values, str) else (values or ()):
                ref = Uid(value) if is_uid(value) else None
                claims.append(Claim(prop, value, None, lang if prop == "summary" else None, ref))
        return Draft(uid, kind, tuple(claims))

    def report(
        self,
        theme: str,
        officer: Officer,
        filed: date,
        drafts: Sequence[Draft],
        *,
        preset: str = "partners",
        source: str = "own-observation",
        grade: str = "europol-4x4 B2",
    ) -> Report:
        """Return a report; it gets its reference when the story is put in order."""
        scheme, _, text = grade.partition(" ")
        named = NAMED.get(theme, EVERYBODY) if preset == "law-enforcement" else ()
        recipients = tuple(code for code in named if code != officer.authority)
        return Report(
            uid=self.uid(),
            ref="",
            theme=theme,
            authority=officer.authority,
            officer=officer.handle,
            source=source,
            filed_on=filed.isoformat(),
            preset=preset,
            recipients=recipients,
            scheme=scheme,
            grade=text,
            drafts=tuple(drafts),
        )

    def day(self, month: int) -> date:
        """Return a day in a month of the story, counted from 0."""
        first = month_start(month)
        return first + timedelta(days=self.random.randrange((month_start(month + 1) - first).days - 6))

    def point_at_sea(self, crossing: coast.Crossing) -> str:
        """Return a point on the way of a crossing, off every coast."""
        start, end = (port_of(key) for key in (crossing.start, crossing.end))
        while True:
            part = self.random.uniform(0.05, 0.95)
            lat = start.lat + (end.lat - start.lat) * part + self.random.gauss(0, 0.2)
            lon = start.lon + (end.lon - start.lon) * part + self.random.gauss(0, 0.2)
            if coast.state_at(self.outlines, lat, lon) is None:
                return point_text(round(lat, 3), round(lon, 3))

    def point_near(self, key: str) -> str:
        """Return a point on land around a town or port."""
        port = port_of(key)
        while True:
            lat, lon = (round(self.random.gauss(part, 0.12), 3) for part in (port.lat, port.lon))
            if coast.state_at(self.outlines, lat, lon) == port.country:
                return point_text(lat, lon)


def month_start(month: int) -> date:
    """Return the first day of a month of the story, counted from 0."""
    years, months = divmod(FIRST_MONTH - 1 + month, 12)
    return date(FIRST_YEAR + years, months + 1, 1)


def port_of(key: str) -> coast.Port:
    """Return a port of the invented coast."""
    return next(port for port in coast.PORTS if port.key == key)


def crossing_of(key: str) -> coast.Crossing:
    """Return a crossing of the invented corridor."""
    return next(crossing for crossing in coast.CROSSINGS if crossing.key == key)
