"""The nouns of legal bases: instruments, what States did about them, and the answer to a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corridor.core.bases.codes import Consent, Form, Measure, Why


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, an agreement, or a law of one State on which something may rest.

    `measures` and `bars` give the article that carries or forbids a measure. `waits_days` is how long after its deposit
    a State's consent binds it. Without `parties`, who is bound is said by the sheets; with them, they are all.

    `needs` names the instrument to which a party must be party too. `opened_on` is the day on which it was opened for
    signature, `signature_until` the last day on which it could be signed, where it has one.
    """

    code: str
    form: Form
    title: str
    measures: Mapping[Measure, str]
    source: str
    in_force_on: date | None = None
    ended_on: date | None = None
    waits_days: int = 0
    parties: frozenset[str] = frozenset()
    needs: str = ""
    bars: Mapping[Measure, str] = field(default_factory=dict)
    is_invented: bool = False
    opened_on: date | None = None
    signature_until: date | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a State declared about an article; where it names measures, the instrument is no basis for them.

    `text` is what the depositary publishes of it; which measures a text excludes, only an officer says.
    """

    article: str
    measures: frozenset[Measure] = frozenset()
    since: date | None = None
    withdrawn_on: date | None = None
    text: str = ""

    def holds(self, on: date) -> bool:
        """Whether it stands on a day."""
        begun = self.since is None or self.since <= on
        return begun and (self.withdrawn_on is None or on < self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class Status:
    """What one State did about one instrument: signed, consented, withdrew; and whom it named to be asked.

    `denounced_from` is the day from which a denunciation has effect. `authority` is the central authority that the
    State named, `languages` the two-letter codes in which it takes requests.
    """

    state: str
    signed_on: date | None = None
    consented_on: date | None = None
    by: Consent = Consent.RATIFICATION
    in_force_on: date | None = None
    denounced_from: date | None = None
    reservations: tuple[Reservation, ...] = ()
    authority: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known about an instrument as of a day, and from where.

    A complete sheet is a depositary's list of participants: a State that it leaves out is none. Such a list tells
    nothing of reservations and withdrawals. Any other sheet speaks of the States on it alone, and of all about them.
    """

    instrument: str
    as_of: date
    source: str
    statuses: tuple[Status, ...]
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the sheets say together of one State; without a status, that it is not a participant."""

    as_of: date
    source: str
    status: Status | None


@dataclass(frozen=True, slots=True)
class Basis:
    """An instrument in force between two States for a measure, since the day on which both were bound.

    `as_of` is the older of the two days as of which that is known; nothing where it is an agreement written down whole.
    `reservations` are those that stand and do not exclude the measure, by State.
    """

    instrument: Instrument
    article: str
    since: date | None
    as_of: date | None
    reservations: tuple[tuple[str, Reservation], ...] = ()
    authorities: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an instrument is no basis: the code, the State it lies with, the day, and the article or instrument."""

    why: Why
    state: str = ""
    on: date | None = None
    which: str = ""


@dataclass(frozen=True, slots=True)
class NoBasis:
    """An instrument that was looked at and is no basis, with every reason."""

    instrument: Instrument
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """An instrument that forbids a measure to States that are bound by it."""

    instrument: Instrument
    article: str
    states: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about the bases of a measure between two States on a day; no basis is a possible answer."""

    bases: tuple[Basis, ...]
    others: tuple[NoBasis, ...]
    bars: tuple[Bar, ...] = ()
