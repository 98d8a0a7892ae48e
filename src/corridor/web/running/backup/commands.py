"""What the commands do that keep a zone from being lost: backup, recovery, restore."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.web.running.backup import making, papers, restoring
from corridor.web.running.backup.errors import PapersNotEnough

Answer = dict[str, Any]
SHOWN_SECONDS = 2


def backup(chosen: argparse.Namespace) -> Answer:
    """Write a sealed backup while the node is served, and read it again."""
    from django.utils import timezone

    from corridor.web.base.ledger.actions import record

    now = timezone.now()
    by = _administrator(chosen)
    made = making.make(Path(chosen.to).absolute(), now=now, keep=chosen.keep, tell=None if chosen.json else _progress())
    record(Event.NODE_BACKED_UP, by=by, now=now, about=made.sha256, entries=made.entries)
    text = (
        f"backup: {made.path}\nread again and whole; SHA-256: {made.sha256}\n"
        f"it holds the ledger up to {made.entries} entries, and nothing that came later"
    )
    told = {"backup": str(made.path), "sha256": made.sha256, "entries": made.entries}
    return {"ok": True, **told, "text": text}


def recovery(chosen: argparse.Namespace) -> Answer:
    """Make another recovery key, with the papers of two people who hold the one before, or tell which one there is."""
    from django.conf import settings
    from django.utils import timezone

    from corridor.web.base.ledger.actions import record

    by = _administrator(chosen)
    if chosen.what == "show":
        half = papers.kept(settings.HOME)
        return {"ok": True, "key": half.number, "text": f"recovery key {half.number}"}
    is_first = not papers.place(settings.HOME).exists()
    if not is_first and not chosen.without_papers:
        papers.joined(shares(chosen.share), number=papers.kept(settings.HOME).number)
    half, made = papers.drawn()
    note = {"first": is_first, "papers": not (is_first or chosen.without_papers)}
    record(Event.RECOVERY_RENEWED, by=by, now=timezone.now(), about=half.number, **note)
    # A key whose papers nobody saw would seal backups that nobody opens.
    return {"ok": True, **told_papers(half, made), "then": lambda: papers.keep(settings.HOME, half)}


def told_papers(half: papers.OpenHalf, made: tuple[str, ...]) -> Answer:
    """Return papers as a command shows them, this once."""
    text = (
        "Three people must be here now. Each takes one paper; none of them is shown again, and two of them open every "
        f"backup from now on.\n\n{papers.printed(half, made)}"
    )
    return {"key": half.number, "papers": list(made), "text": text}


def shares(given: list[str]) -> list[str]:
    """Return the words of papers: of a file where one of this name is there, else as they were typed.

    Raises:
        PapersNotEnough: A file cannot be read.
    """
    read = []
    for one in given:
        try:
            read.append(papers.words_of(Path(one).read_text(encoding="utf-8") if len(one.split()) == 1 else one))
        except (OSError, ValueError) as fault:
            raise PapersNotEnough(why="a file of one cannot be read") from fault
    return read


def restore(chosen: argparse.Namespace) -> Answer:
    """Make a node of a backup, in a home and a database of its own; sets Django up once the zone is known."""
    home = Path(os.environ["CORRIDOR_HOME"])
    with restoring.unsealed(Path(chosen.file), home=home, shares=shares(chosen.share)) as opened:
        os.environ["CORRIDOR_HOME"] = str(opened.beside)
        os.environ["DJANGO_SETTINGS_MODULE"] = f"corridor.web.settings.{opened.zone}"
        if chosen.database:
            os.environ["CORRIDOR_DATABASE"] = chosen.database
        import django

        django.setup()
        from django.utils import timezone

        restored = restoring.filled(opened, now=timezone.now(), as_it_was=chosen.as_it_was)
    return {"ok": True, "home": str(home), **_told(restored)}


def _told(restored: restoring.Restored) -> Answer:
    text = (
        f"the zone {restored.zone} is back: {restored.rows} rows, the ledger is whole: {restored.entries} entries\n"
        f"its last entry was written at {restored.last_at}; the backup was made at {restored.made_at}.\n"
        "WHAT WAS ACKNOWLEDGED AFTER THAT IS NOT IN IT. Compare with heads of the ledger that were kept elsewhere, and "
        "never serve the old node again: two nodes would write two ledgers.\nEverybody signs in again."
    )
    if restored.migrations:
        text += f"\n{restored.migrations} migrations of this version were applied"
    return {
        "zone": restored.zone,
        "entries": restored.entries,
        "last_at": restored.last_at,
        "made_at": restored.made_at,
        "rows": restored.rows,
        "migrations": restored.migrations,
        "text": text,
    }


def _administrator(chosen: argparse.Namespace) -> Officer:
    from corridor.web.base.accounts import queries as people

    by = people.without_content(chosen.actor or f"{people.service_handle()}:administrator")
    check_permission(by, Permission.NODE_BACK_UP)
    return by


def _progress() -> Callable[[str, int], None]:
    shown = time.monotonic()

    def tell(table: str, rows: int) -> None:
        nonlocal shown
        if time.monotonic() - shown > SHOWN_SECONDS:
            shown = time.monotonic()
            sys.stderr.write(f"{datetime.now().astimezone():%H:%M:%S} {table}: {rows} rows\n")

    return tell
