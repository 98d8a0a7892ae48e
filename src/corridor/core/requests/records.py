"""The nouns of requests: what is asked, the turns, the clock, and where a request stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corridor.core.requests.codes import Kind, Party, Stage, What

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something by which the asked authority can look: the code of a kind, and the value in its normal form."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Equipment:
    """A piece of equipment: make, model where known, and serial number, in their normal form."""

    make: str
    serial: str
    model: str = ""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What a rescue needs and nothing else: where, when seen, how many people, in which distress.

    `position` is latitude and longitude in degrees, "35.8500,-5.8000", or nothing where only words are known;
    `people` is a number or nothing, never who they are.
    """

    place: str
    position: str
    seen_at: str
    people: str
    distress: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What one authority asks of another; it is never changed, only answered turn by turn.

    `legal_basis`, `clock` and `urgent_because` are codes; `about` names a thing or report by its identifier; `use` is
    what leave is asked for; `copy` is the authority that has an independent copy.
    """

    kind: Kind
    asker: str
    asked: str
    purpose: str
    legal_basis: str
    case: str
    clock: str
    words: str
    language: str = "en"
    urgent_because: str = ""
    copy: str = ""
    identifiers: tuple[Identifier, ...] = ()
    equipment: Equipment | None = None
    rescue: Rescue | None = None
    about: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one turn says: its kind, and what that kind asks for.

    `ground` is the code of a ground of refusal, `reason` that of closing, `until` the day named by an extension or an
    authorisation, `granted` yes or no where leave was asked for.
    """

    what: What
    words: str = ""
    ground: str = ""
    reason: str = ""
    until: str = ""
    granted: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as this node knows it: `at` is when it was taken or arrived here, never what the other side claims."""

    party: Party
    number: int
    at: datetime
    said: Said


@dataclass(frozen=True, slots=True)
class Clock:
    """How long an answer may take: the limit, the source, whether urgency must be reasoned, whether it can pause."""

    code: str
    limit: timedelta
    source: str
    labels: Labels
    is_urgent: bool = False
    pauses: bool = True


@dataclass(frozen=True, slots=True)
class Regime:
    """The clocks of one set of rules, in one version."""

    name: str
    version: int
    since: date
    clocks: Mapping[str, Clock]


@dataclass(frozen=True, slots=True)
class KindRules:
    """What one kind of request carries: its clocks, who may read it and for which purposes, whom it is for."""

    kind: Kind
    regime: str
    functions: frozenset[str]
    purposes: frozenset[str]
    bases: tuple[str, ...]
    identifiers: frozenset[str]
    mandate: str
    longest_words: int
    asks_of: str = ""
    """The only kind of authority that may ask and be asked; any where empty."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a request stands: the fold of its turns.

    `ran` is how long the clock has run up to `running_since`, from which it runs now; while it is paused or the request
    has ended, there is no `running_since`. `counts` says how many turns each party has taken.
    """

    stage: Stage
    ran: timedelta
    running_since: datetime | None
    counts: Mapping[Party, int]
    taken: Mapping[What, int]
    acknowledged_at: datetime | None = None
    promised: str = ""
    ended_at: datetime | None = None
    reason: str = ""
    granted: str = ""
