"""Small worlds of entries for the tests of what is seen at a glance: laid as approved, without the way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from corridor.core.progress.codes import Found, Level, Proof, State, Status
from corridor.core.progress.exchange import said_document
from corridor.core.progress.periods import half_of
from corridor.core.progress.records import Evidence, Milestone, Said
from corridor.web.base import identity
from corridor.web.desk.forums.models import ForumMember, ForumSpace
from corridor.web.desk.progress import cells
from corridor.web.desk.progress.actions import add_evidence
from corridor.web.desk.progress.marking import mark_of
from corridor.web.desk.progress.models import ProgressEntry

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
AUTHORITY = {"XA": "XA-POL", "XB": "XB-BRD", "XC": "XC-POL"}
ITEM, LIKE, OTHER = "ga-2023-prevention-01", "ga-2023-response-01", "g7-2024-pre-01"


@dataclass(frozen=True)
class Laid:
    """One approved entry: of whom, about what and when, how far it goes, and how far its evidence."""

    subject: str = "XB"
    item: str = ITEM
    half: str = "2026-H1"
    level: Level = Level.PUBLIC
    evidence: tuple[tuple[Level, Found], ...] = ()
    answers: tuple[str, ...] = ()
    status: Status = Status.UNDER_WAY
    due: date | None = None
    done_on: date | None = None
    about: str = ""
    version: int = 1
    words: str = "A bill (invented)"


def forum(members: Sequence[str] = ("XA-POL", "XB-BRD"), host: str = "XA-POL") -> str:
    """Open a forum; return its identifier."""
    space = ForumSpace.objects.create(
        uid=str(identity.uid()), name="Forum (invented)", host=host, template="roma-lyon", opened_at=NOW
    )
    for code in members:
        ForumMember.objects.create(space=space, authority=code, name=code, subject=code[:2], since=NOW)
    return space.uid


def lay(one: Laid, forums: Sequence[str] = ()) -> ProgressEntry:
    """Keep an approved entry with its evidence and its cells."""
    milestones = (Milestone("m1", f"{one.words}: step", one.due, one.done_on),) if one.due else ()
    evidence = tuple(
        Evidence(f"e{n}", Proof.LAW, f"{one.words}: proof {n} {level}", f"Gazette {n}", level, found=found)
        for n, (level, found) in enumerate(one.evidence)
    )
    said = Said(one.item, one.status, one.answers, "Ministry", one.words, milestones, evidence=evidence)
    marks = {level.value: mark_of(level, authority=AUTHORITY[one.subject], forums=forums, now=NOW) for level in Level}
    uid = str(identity.uid())
    row = ProgressEntry.objects.create(
        uid=uid,
        about=one.about or uid,
        version=one.version,
        authority=AUTHORITY[one.subject],
        subject=one.subject,
        period=one.half,
        item=one.item,
        status=one.status.value,
        level=one.level.value,
        forums=list(forums),
        mark=marks[one.level.value],
        state=State.APPROVED.value,
        content=said_document(Said(one.item, one.status, one.answers, "Ministry", one.words, milestones)),
        written_at=NOW,
        approved_at=NOW,
    )
    add_evidence(row, said, marks)
    cells.lay(row, said, marks=marks, due=one.due if one.done_on is None else None)
    return row


def half(number: int) -> str:
    """Return one of the half-years that the worlds are about, from 2024-H1 on."""
    return half_of(2024 * 2 + number)
