"""The nouns of casework: a case as its entries lay it together, and what another body is given of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from corridor.core.casework.codes import (
    Age,
    Asked,
    Basis,
    CaseState,
    Confirmation,
    GivenBy,
    Item,
    NeedState,
    ServiceState,
    StepState,
)

Value = str | bool | tuple[str, ...]
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case file: who wrote down what about which item, when, and why where something was changed.

    Entries are only ever added. A correction is an entry; what it corrects stays to be read.
    """

    at: datetime
    by: str
    item: Item
    uid: str = ""
    values: Values = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one question to the person, and the answer where it was stated."""

    asked: Asked = Asked.NOT_ASKED
    said: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that is missing."""

    uid: str
    kind: str
    state: NeedState
    is_urgent: bool
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Service:
    """Assistance that was offered, and how the person answered."""

    uid: str
    kind: str
    state: ServiceState
    provider: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done by a day, as 2026-11-22; without a day where none was set."""

    uid: str
    kind: str
    state: StepState
    due_on: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the case; its bytes are kept apart from the file. `kind` is what it is by content."""

    uid: str
    name: str
    kind: str
    size: int
    sha256: str
    words: str
    is_removed: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """What an officer wrote down for the team; never shared."""

    uid: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """That a person agreed: for a purpose, to a recipient, of these parts, until a moment.

    `informed` are codes of what was explained before; `way`, `language` and `interpreter` say how.
    """

    uid: str
    purpose: str
    recipient: str
    fields: frozenset[str]
    given_at: datetime
    until: datetime
    given_by: GivenBy
    informed: frozenset[str]
    way: str = ""
    language: str = ""
    interpreter: str = ""
    words: str = ""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Giving:
    """What would be given: these parts of a case, to this recipient, for this purpose."""

    purpose: str
    recipient: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Share:
    """Parts of the case that were given to another body under a consent."""

    uid: str
    consent: str
    recipient: str
    purpose: str
    fields: frozenset[str]
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as all its entries lay it together; lists are in the order in which things came up."""

    state: CaseState
    basis: Basis
    opened_at: datetime
    person: Mapping[str, Answer]
    needs: tuple[Need, ...] = ()
    services: tuple[Service, ...] = ()
    steps: tuple[Step, ...] = ()
    documents: tuple[Document, ...] = ()
    notes: tuple[Note, ...] = ()
    consents: tuple[Consent, ...] = ()
    shares: tuple[Share, ...] = ()
    closed_for: str = ""
    closed_at: datetime | None = None

    @property
    def called(self) -> str:
        """How the person wants to be called; empty where that was not said."""
        return self.person.get("called", Answer()).said

    @property
    def is_child(self) -> bool:
        """Whether the person is treated as a child: said to be one, or of disputed age."""
        return self.person.get("age", Answer()).said in (Age.CHILD, Age.DISPUTED)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one body is given of a case: the chosen parts as they stand, for a purpose, until a moment."""

    uid: str
    sender: str
    recipient: str
    purpose: str
    consent: str
    fields: frozenset[str]
    until: datetime
    sent_at: datetime
    content: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a person took the consent back under which a parcel was given."""

    share: str
    sender: str
    recipient: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a body says of a parcel that it was given: that it came, or that it was erased."""

    share: str
    sender: str
    recipient: str
    state: Confirmation
    at: datetime
