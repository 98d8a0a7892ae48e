"""Versions of briefings: made when nothing stops them, kept with what they rest on, taken along as a file."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from datetime import date, datetime
from typing import Any, Final

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.briefings.codes import Level, Version
from corridor.core.briefings.errors import BriefingStopped, VersionEmpty, VersionKeptBack, VersionMissing
from corridor.core.briefings.exchange import read
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.queries import visible_marks
from corridor.web.base.marks.terms import end_of
from corridor.web.desk.briefings import queries
from corridor.web.desk.briefings.figures import Answering, needed
from corridor.web.desk.briefings.laying import laid_out
from corridor.web.desk.briefings.models import BriefingPart, BriefingVersion
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.shown import shown_in_bulk

KIND: Final = "briefings.1"
FORMS: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def make_version(*, by: Officer, briefing: str, version: Version, now: datetime) -> str:
    """Make a version of a briefing at its level and have its files made; return its reference.

    Raises:
        NotFound: There is no such briefing.
        BriefingStopped: A sentence changed, lost its source, may go less far, or holds a typed figure.
        VersionEmpty: Nothing is left at this level.
    """
    check_permission(by, Permission.BRIEFING_EXPORT)
    opened = queries.opened_for(by, briefing, today=now.date())
    level, uid = opened.level_of(version), identity.uid()
    laid = laid_out(by, opened, version, now=now)
    digest = digest_of(laid.document)
    with act(
        Event.BRIEFING_EXPORTED,
        by=by,
        now=now,
        about=briefing,
        export=uid,
        version=version.value,
        level=level.value,
        digest=digest,
        **shown_in_bulk(by, dict.fromkeys(laid.marks, 1)),
    ):
        if opened.stopped:
            reasons = sorted({reason.value for one in opened.stopped for reason in one.stops})
            raise BriefingStopped(parts=len(opened.stopped), reasons=", ".join(reasons))
        if laid.is_empty:
            raise VersionEmpty
        BriefingVersion.objects.create(
            uid=uid,
            briefing=opened.briefing,
            version=version.value,
            level=level.value,
            document=laid.document,
            rests=laid.rests,
            marks=list(laid.marks),
            digest=digest,
            made_by=by.handle,
            made_at=now,
            until=min((end for mark in laid.marks if (end := end_of(mark, now)) is not None), default=None),
        )
    worked.ask(KIND, laid.document, by=by, now=now)
    return str(uid)


def digest_of(document: dict[str, Any]) -> str:
    """Return the digest of what a version says."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def ask_again(*, by: Officer, uid: str, now: datetime) -> None:
    """Have the files of a version made anew, from what it said when it was made.

    Raises:
        NotFound: There is no such version.
        VersionKeptBack: It may not leave any more.
    """
    check_permission(by, Permission.BRIEFING_EXPORT)
    row = queries.version_for(by, uid)
    if not may_leave(by, row, today=now.date()):
        raise VersionKeptBack
    worked.ask(KIND, row.document, by=by, now=now)


def may_leave(officer: Officer, row: BriefingVersion, *, today: date) -> bool:
    """Return whether a version may still leave: each figure is there, may reach the level and is what it was."""
    level = Level(row.level)
    marks = set(row.marks)
    if visible_marks(officer.reader_class, marks, needed(level)) != marks:
        return False
    answers = Answering(officer, row.briefing.language, today)
    return all(_stands(answers, one, level) for one in row.rests)


def _stands(answers: Answering, rest: dict[str, str], level: Level) -> bool:
    asked = {key: value for key, value in rest.items() if key not in ("text", "source")}
    found = answers.found(read({"1": asked})["1"])
    return found is not None and level in found.standing.levels and found.standing.text == rest["text"]


def take_version(*, by: Officer, uid: str, form: str, now: datetime) -> bytes:
    """Return the file of a version, of which the ledger knows.

    Raises:
        NotFound: There is no such version.
        VersionKeptBack: It may not leave any more.
        VersionMissing: The file is not there.
    """
    check_permission(by, Permission.BRIEFING_EXPORT)
    row = queries.version_for(by, uid)
    with act(Event.BRIEFING_TAKEN, by=by, now=now, about=row.briefing.uid, export=uid, form=form, digest=row.digest):
        if not may_leave(by, row, today=now.date()):
            raise VersionKeptBack
        found = worked.found(KIND, row.document)
        if found is None or found.state != Worked.State.DONE or form not in FORMS:
            raise VersionMissing
    return b64decode(found.answer[form])


def state_of(row: BriefingVersion) -> str:
    """Return where the files of a version stand: waiting, done, failed, or nothing where they were forgotten."""
    found = worked.found(KIND, row.document)
    return "" if found is None else str(found.state)


def erase_over(now: datetime) -> int:
    """Erase the versions whose term has passed, with the files made of them; return how many.

    The figures that an author last saw in a part are forgotten when theirs has.
    """
    seen = BriefingPart.objects.filter(kept_until__lte=now.date())
    if seen.exists():
        with turn.write():
            seen.update(kept={}, kept_until=None)
    gone = list(BriefingVersion.objects.filter(until__lte=now.date()))
    if gone:
        with turn.write():
            for row in gone:
                worked.drop(KIND, row.document)
            BriefingVersion.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return len(gone)
