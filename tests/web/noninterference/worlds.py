"""Dense worlds from a seed: several authorities report about the same few things, judge and import, under all markings.

A world is a list of steps and holds no database. The same steps can be carried out with or without what one reader may
not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from corridor.core.centre.codes import AlertKind
from corridor.core.centre.rules import alert_marking, log_marking
from corridor.core.handling.codes import ALL_USES, Use
from corridor.core.handling.records import Marking
from tests import cast, make
from tests.web.noninterference.promising import PROMISES, Promised

FILERS = (cast.INVESTIGATOR_XA, cast.ANALYST_XA, cast.ANALYST_XB, cast.PROSECUTOR_XC, cast.ANALYST_XC)
IMPORTERS = (cast.ANALYST_XA, cast.ANALYST_XB, cast.ANALYST_XC)
JUDGES = (cast.ANALYST_XA, cast.INVESTIGATOR_XA, cast.ANALYST_XB)
READERS = (
    cast.RAPPORTEUR_XB,
    cast.ANALYST_XB,
    cast.INVESTIGATOR_XA,
    cast.PROSECUTOR_XC,
    cast.ANALYST_XA,
    cast.OUTSIDER,
    cast.STATISTICIAN_XA,
    cast.ANALYST_XC,
    cast.FIELD_OFFICER_XA,
    cast.RAPPORTEUR_XC,
    cast.FOCAL_XA,
)
"""In each world one of these reads, in this order."""

THINGS = {
    **{f"incident-{n}": "Incident" for n in range(5)},
    "vessel-0": "Vessel",
    "group-0": "Group",
    "place-0": "Place",
    "place-1": "Place",
    "leg-0": "RouteLeg",
    "leg-1": "RouteLeg",
}
POINTS = ("-35.5,-20", "-35.5,-20", "-34.25,-21.5", "-33,-19")
DAYS = ("2021-03-14", "2021-03-14", "2021-04", "2022-01-02", "2022")
PLACES = ("Ashmar Point", "Ashmar", "Old Harbour", "Tern Bay")
NAMES = ("Ashmar Star", "Ashmar Lantern", "Tern", "Grey Heron")
SECRETS = ("Ashmar Zephyr", "Zephyr")
ROUTES = ("Northern crossing", "Western crossing")
KEYS = tuple("ABCDEF")
ANYWAY = (1, 4, 7)
"""At these steps each importer brings a file for the own authority alone, so that there is always one to guess at."""


@dataclass(frozen=True)
class Said:
    """One thing as a report describes it, under a marking of its own where it has one."""

    name: str
    claims: tuple[tuple[str, str], ...]
    marking: Marking | None


@dataclass(frozen=True)
class Report:
    """Somebody files a report about some things."""

    by: cast.Member
    marking: Marking
    things: tuple[Said, ...]


@dataclass(frozen=True)
class Judgement:
    """Somebody judges that two things are the same, or are not."""

    by: cast.Member
    one: str
    other: str
    marking: Marking
    is_same: bool = True


@dataclass(frozen=True)
class Import:
    """Somebody brings a file, and it is imported unless it only waits."""

    by: cast.Member
    mapping: str
    preset: str
    released_on: str
    rows: tuple[tuple[str, ...], ...]
    only_waits: bool = False

    @property
    def marking(self) -> Marking:
        """The marking under which the rows come."""
        return make.marking(self.preset, self.by.authority)

    @property
    def content(self) -> bytes:
        """The file."""
        return make.table(self.rows)


@dataclass(frozen=True)
class Layout:
    """Somebody describes the table of incidents for the own authority, so that it would be recognised by itself."""

    by: cast.Member
    preset: str = "own-authority"

    @property
    def marking(self) -> Marking:
        """The marking under which it is kept."""
        return make.marking(self.preset, self.by.authority)

    @property
    def written(self) -> str:
        """The layout as text; it explains one column more than those of the node, and so would be preferred."""
        return f"""
mapping: hidden-{self.by.authority.lower()}
version: 1
title: Zephyr table of {self.by.authority}
source: landings-source
edition: landings
credit: {self.by.authority}
licence: own
marking: {self.preset}
recognise: {{needs: [ref, day, dead, place, point, note]}}
columns: {{again: [ref]}}
entity: Incident
key: [ref]
fields:
  incident_kind: {{constant: landing}}
  identifier: again
  occurred_on: day
  dead: dead
  place_text: place
  point: point
"""


@dataclass(frozen=True)
class Turn:
    """Somebody undoes, redoes, withdraws or restores: the import of an earlier step, or its whole source."""

    act: str
    step: int


@dataclass(frozen=True)
class Alerted:
    """Somebody sends an alert about a thing to some authorities."""

    by: cast.Member
    to: tuple[str, ...]
    thing: str

    @property
    def marking(self) -> Marking:
        """The marking under which it goes."""
        return alert_marking(self.by.authority, AlertKind.ROUTE_SHIFT, frozenset(self.to))


@dataclass(frozen=True)
class Logged:
    """Somebody writes in the shift log what is still open, for some authorities beside the own."""

    by: cast.Member
    to: tuple[str, ...] = ()

    @property
    def marking(self) -> Marking:
        """The marking under which it stands."""
        return log_marking(self.by.authority, frozenset(self.to))


CENTRE = (
    Alerted(cast.ANALYST_XA, ("XB-BRD",), "incident-0"),
    Alerted(cast.ANALYST_XB, ("XC-POL",), "incident-1"),
    Alerted(cast.ANALYST_XC, ("XA-POL",), "incident-0"),
    Logged(cast.ANALYST_XA),
    Logged(cast.ANALYST_XB, ("XA-POL",)),
)
"""What every world tells at its joint centre; nobody reads all of it."""

Step = Report | Judgement | Import | Layout | Turn | Promised | Alerted | Logged


@dataclass(frozen=True)
class World:
    """Everything that happens, in its order."""

    seed: int
    steps: tuple[Step, ...]

    @property
    def markings(self) -> frozenset[Marking]:
        """Every marking that is used."""
        found: set[Marking] = set()
        for step in self.steps:
            if isinstance(step, (Report, Judgement, Import, Layout, Alerted, Logged)):
                found.add(step.marking)
            if isinstance(step, Report):
                found |= {thing.marking for thing in step.things if thing.marking}
        return frozenset(found)


def world_from(seed: int) -> World:
    """Return the world of a seed."""
    random = Random(seed)
    steps: list[Step] = []
    for number in range(random.randint(14, 18)):
        imports = [n for n, step in enumerate(steps) if isinstance(step, Import) and not step.only_waits]
        choice = random.random()
        if number in ANYWAY:
            steps.append(_import(random, number, IMPORTERS[ANYWAY.index(number)], "own-authority"))
        elif choice < 0.5:
            steps.append(_report(random))
        elif choice < 0.62:
            steps.append(_judgement(random))
        elif choice < 0.85 or not imports:
            steps.append(_import(random, number))
        else:
            act = random.choice(["undo", "undo", "redo", "withdraw", "restore"])
            steps.append(Turn(act, random.choice(imports)))
    return World(seed, (*steps, *map(Layout, IMPORTERS), *PROMISES, *CENTRE))


def _marking(random: Random, by: cast.Member) -> Marking:
    others = [member.authority for member in FILERS if member.authority != by.authority]
    presets = ["public", "partners", "own-authority", "own-authority", "law-enforcement"]
    preset = random.choice(presets + (["sealed"] if by.function == "investigator" else []))
    if preset == "own-authority" and by.purpose not in make.marking(preset, by.authority).purposes:
        preset = "partners"
    if preset == "law-enforcement":
        return make.marking(preset, by.authority, *random.sample(others, random.randint(1, 2)))
    uses = random.choice([ALL_USES, ALL_USES, Use.READ | Use.COUNT, Use.READ])
    return make.marking(preset, by.authority, uses=uses)


def _claims(random: Random, name: str) -> tuple[tuple[str, str], ...]:
    kind = THINGS[name]
    word = random.choice(NAMES + SECRETS)
    if kind != "Incident":
        text = random.choice(PLACES + SECRETS)
        if kind == "Place":
            of_kind = ("place_kind", random.choice(["port", "transit-hub", "border-crossing"]))
            precision = ("place_precision", random.choice(["exact", "region"]))
            return ("name", word), ("place_text", text), ("point", random.choice(POINTS)), of_kind, precision
        if kind == "RouteLeg":
            return (
                ("from_place", make.uid("place-0")),
                ("to_place", make.uid("place-1")),
                ("transport", random.choice(["lorry", "wooden-boat"])),
                ("period", random.choice(DAYS)),
                ("people", random.choice(["10..14", "20", "7.."])),
                ("route", random.choice(ROUTES)),
                ("fee", f"{100 * len(word + text)}.00 EUR"),
            )
        said = {"name": word, "summary": text}
        return tuple(said.items())
    said = {
        "incident_kind": random.choice(["shipwreck", "shipwreck", "landing"]),
        "occurred_on": random.choice(DAYS),
        "place_text": random.choice(PLACES + SECRETS),
        "country": random.choice(["XA", "XB"]),
        "route": random.choice(ROUTES),
        "dead": str(random.randint(0, 9)),
        "people": random.choice(["10..14", "20", "7.."]),
        "summary": word,
    }
    if random.random() < 0.8:
        said["point"] = random.choice(POINTS)
        said["place_precision"] = random.choice(["exact", "region"])
    said["transport"] = random.choice(["lorry", "inflatable-boat"])
    said["method"] = random.choice(["concealment", "clandestine-crossing"])
    if random.random() < 0.4:
        said["vessel"] = make.uid("vessel-0")
    kept = [prop for prop in said if prop == "incident_kind" or random.random() < 0.8]
    return tuple((prop, said[prop]) for prop in kept)


def _report(random: Random) -> Report:
    by = random.choice(FILERS)
    things = tuple(
        Said(name, _claims(random, name), _marking(random, by) if place and random.random() < 0.5 else None)
        for place, name in enumerate(random.sample(sorted(THINGS), random.randint(1, 3)))
    )
    return Report(by, _marking(random, by), things)


def _judgement(random: Random) -> Judgement:
    by = random.choice(JUDGES)
    one, other = random.sample([name for name, kind in THINGS.items() if kind == "Incident"], 2)
    return Judgement(by, one, other, _marking(random, by), is_same=random.random() < 0.7)


def _import(random: Random, number: int, by: cast.Member | None = None, preset: str = "") -> Import:
    is_sure = bool(preset)
    by = by or random.choice(IMPORTERS)
    preset = preset or random.choice(["public", "partners", "own-authority"])
    rows = [
        (
            key,
            random.choice(["2021-03-14", "2021-04-01", "2022-01-02", "nonsense"]),
            str(random.randint(0, 4)),
            random.choice(PLACES + SECRETS),
            random.choice(POINTS),
            key,
        )
        for key in random.sample(KEYS, random.randint(2, 5))
    ]
    return Import(
        by=by,
        mapping=f"landings-{random.choice(['whole', 'part'])}",
        preset=preset,
        released_on=random.choice(["2022-01-01", "2022-06-01", "2023-01-01"]),
        rows=tuple(rows),
        only_waits=not is_sure and random.random() < 0.15,
    )
