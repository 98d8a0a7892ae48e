"""The overseer's commands: verify the ledger, from the first entry or from a head that was kept; compare staff."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

from django.utils import timezone

from corridor.core.access import staff as staff_digests
from corridor.core.access.codes import Event
from corridor.core.access.errors import StaffFileUnreadable
from corridor.core.access.ledger import EMPTY_HEAD, LONGEST_DOCUMENT, Head, Verdict, signed_head_from
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import proofs
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.actions import record
from corridor.web.base.oversight import actions as oversight
from corridor.web.base.oversight import queries as oversight_reads
from corridor.web.commands.acting import Answer, actor_named

WORDS = "CORRIDOR_STAFF_WORDS"
"""The variable of the environment that holds the words both overseers agreed upon."""

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class SinceUnknown(CorridorError):
    """What the ledger should be verified from is neither a head, nor a position, nor a day."""

    code = "ledger.E05"
    template = "the ledger cannot be verified from there"
    hint = "Give the file of a head, a position, or a day as 2030-01-17."


class StaffArguments(CorridorError):
    """The command does not know what to write or compare."""

    code = "ledger.E06"
    template = "it is not clear which files are meant, or the file cannot be written there"
    hint = "Write staff digest --out FILE, a file that is not there yet, or staff compare MINE THEIRS."


def verify(chosen: argparse.Namespace) -> Answer:
    """Check the ledger; a broken one is named by its position. Nothing is written before the ledger was judged."""
    now = timezone.now()
    by = people.without_content(actor_named(chosen, "overseer"))
    if not chosen.since:
        verdict = ledger.verdict(by)
        if verdict.ok:
            record(Event.LEDGER_VERIFIED, by=by, now=now, entries=verdict.size)
        return _told(verdict)
    found = ledger.verdict_since(by, since_head(by, chosen.since))
    if found.verdict.ok:
        record(Event.LEDGER_VERIFIED, by=by, now=now, entries=found.verdict.size, since=found.head.size)
    told = _told(found.verdict)
    joint = "continues" if found.joint else "does not continue"
    text = f"{told['text']}\nit {joint} the head of {found.head.size} entries; what stands before by links alone"
    return {**told, "since": found.head.size, "continues": found.joint, "text": text}


def since_head(by: Officer, asked: str) -> Head:
    """Return the head from which to verify: one from a file, or the last one kept before a position or a day.

    Raises:
        SinceUnknown: It is none of these.
        HeadUnreadable: The file holds no head.
        HeadForeign: Another key signed it.
    """
    path = Path(asked)
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as file:
            brought = signed_head_from(file.read(LONGEST_DOCUMENT + 1))
        proofs.check_own(brought)
        return brought.head
    kept = (one.head for one in proofs.heads_for(by))
    if asked.isascii() and asked.isdigit() and len(asked) < len(str(1 << 63)):
        return next((head for head in kept if head.size <= int(asked)), EMPTY_HEAD)
    if DAY.fullmatch(asked):
        return next((head for head in kept if head.at < asked), EMPTY_HEAD)
    raise SinceUnknown


def staff(chosen: argparse.Namespace) -> Answer:
    """Write the keyed digests of the staff to a file, or compare two such files.

    Whoever names the words as well learns which of the own staff stand in the other file.
    """
    now = timezone.now()
    by = people.without_content(actor_named(chosen, "overseer"))
    words = _words(chosen.key_file)
    if chosen.what == "digest":
        if len(chosen.files) or not chosen.out:
            raise StaffArguments
        written = oversight.digest_staff(by=by, words=words, now=now)
        _write(Path(chosen.out), written)
        return {"ok": True, "file": chosen.out, "people": len(staff_digests.file_from(written).handles)}
    if len(chosen.files) != len(("mine", "theirs")):
        raise StaffArguments
    mine, theirs = (_read(Path(name)) for name in chosen.files)
    if words:
        found = oversight.compare_staff(by=by, words=words, theirs=theirs, now=now)
        common, own = found.common, list(found.own)
    else:
        oversight_reads.staff_for(by)
        common, own = staff_digests.common(staff_digests.file_from(mine), staff_digests.file_from(theirs)), []
    text = f"names in both files: {common.names}\nhandles in both files: {common.handles}"
    text += f"\nof your own staff: {', '.join(own) or 'nobody'}" if words else "\nname the words to see which are yours"
    nobody = not (common.names or common.handles)
    return {"ok": nobody, "names": common.names, "handles": common.handles, "own": own, "text": text}


def _words(key_file: str) -> str:
    """Return the agreed words: from a file, or from the environment, where no other account sees them."""
    return _read(Path(key_file)).strip() if key_file else os.environ.get(WORDS, "")


def _read(path: Path) -> str:
    if not path.is_file():
        raise StaffFileUnreadable
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(staff_digests.LONGEST_FILE + 1)


def _write(path: Path, text: str) -> None:
    """Write a file that is not there yet."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as failed:
        raise StaffArguments from failed


def _told(verdict: Verdict) -> Answer:
    if verdict.ok:
        return {"ok": True, "entries": verdict.size, "text": f"the ledger is whole: {verdict.size} entries"}
    reason = str(verdict.reason)
    until = "" if verdict.until is None else f" and before {verdict.until}"
    return {
        "ok": False,
        "entries": verdict.size,
        "position": verdict.position,
        "reason": reason,
        "text": f"the ledger is not whole: {reason} at position {verdict.position}{until}",
    }
