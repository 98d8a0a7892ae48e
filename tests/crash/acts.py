"""What is done on the stage beside the node's own commands: look at a node from inside, and help it to its feet."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests import make

VISIBLE = """
    SELECT count(*), count(DISTINCT s.record) FROM statement s
    WHERE s.home IN (SELECT load FROM standing)
        AND (s.until IS NULL OR s.until NOT IN (SELECT load FROM standing))
"""


def prepare() -> str:
    """Keep the mapping of the small tables that are loaded."""
    return make.mapping()


def bring(path: str) -> dict[str, Any]:
    """Bring a file, as an officer does in the browser before an import is begun."""
    from corridor.web.commands.acting import officer_acting
    from corridor.web.desk.imports import actions as imports

    now = timezone.now()
    by = officer_acting(argparse.Namespace(actor=""), now, function="import-officer")
    content = Path(path).read_bytes()
    upload = imports.bring(by=by, file_name="brought.csv", pieces=[content], now=now)
    return {"ok": True, "upload": str(getattr(upload, "uid", upload)), "sha256": hashlib.sha256(content).hexdigest()}


def let_years_pass(years: str) -> int:
    """Let everything that has a term be so much older; return how many statements that makes overdue."""
    from tests.web.desk.retention import aging

    aging.age_all(timedelta(days=366 * int(years)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM statement WHERE home IN (SELECT load FROM retention_term)")
        return int(cursor.fetchone()[0])


def erase() -> dict[str, Any]:
    """Erase what is overdue, as a worker does."""
    from corridor.web.base.accounts import queries as people
    from corridor.web.desk.holds import schedule

    by = people.without_content(f"{people.service_handle()}:import-officer")
    done = schedule.erase_overdue(by=by, now=timezone.now())
    return {"ok": not done.busy, "loads": done.loads}


def erased() -> dict[str, Any]:
    """Return what is left of the file that was overdue and of the others, and what the ledger tells of erasures."""
    told = seen()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, file_name FROM desk_load ORDER BY id DESC LIMIT 1")
        overdue, _ = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM statement WHERE home = %s", [overdue])
        left = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM statement WHERE home <> %s AND home IN (SELECT load FROM standing)", [overdue]
        )
        others = cursor.fetchone()[0]
        cursor.execute("SELECT detail FROM ledger_entry WHERE event = 'retention:erased' ORDER BY position")
        rules = [rule for (detail,) in cursor.fetchall() for rule in json.loads(detail)["rules"]]
    return {"whole": told["whole"], "engine": told["engine"], "left": left, "others": others, "told": rules}


def look_after(hours: str) -> bool:
    """Do what a worker does at its start, so much later."""
    from corridor.web.base.zone import zone

    zone().look_after(timezone.now() + timedelta(hours=int(hours)))
    return True


def seen() -> dict[str, Any]:
    """Return what a node holds, from its tables, its ledger and its home."""
    from corridor.web.base.accounts import queries as people
    from corridor.web.base.ledger import queries as ledger

    verdict = ledger.verdict(people.without_content(f"{people.service_handle()}:overseer"))
    with connection.cursor() as cursor:
        cursor.execute(VISIBLE)
        statements, records = cursor.fetchone()
        cursor.execute("SELECT uid, state, file_name, id IN (SELECT load FROM standing) FROM desk_load ORDER BY id")
        loads = cursor.fetchall()
        cursor.execute("SELECT event, about FROM ledger_entry ORDER BY position")
        entries = cursor.fetchall()
    uploads = [path for path in (settings.HOME / "uploads").iterdir() if path.is_file()]
    return {
        "uploads": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in uploads},
        "whole": verdict.ok,
        "verdict": [str(part) for part in verdict],
        "engine": _sound(),
        "statements": statements,
        "records": records,
        "loads": [list(row) for row in loads],
        "entries": [list(row) for row in entries],
    }


def _sound() -> str:
    if connection.vendor != "sqlite":
        return "ok"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        return str(database.execute("PRAGMA integrity_check(1)").fetchone()[0])


def opens(backup: str, *shares: str) -> int:
    """Return how long the ledger in a backup is, read from its first byte to its last."""
    from corridor.web.running.backup import papers, reading, sealing

    with Path(backup).open("rb") as file:
        secret = papers.joined(shares, number=sealing.number_in(file))
        file.seek(0)
        return reading.surveyed(sealing.opened(file, secret)).entries


def recovery_number() -> str:
    """Return which recovery key the node seals for."""
    from corridor.web.running.backup import papers

    return papers.kept(settings.HOME).number


def write_twice(path: str, synced: str) -> bool:
    """Write a file, wait for the disk if asked to, and write it again without waiting."""
    with Path(path).open("wb", buffering=0) as file:
        file.write(b"first")
        if synced == "yes":
            os.fsync(file.fileno())
            folder = os.open(Path(path).parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        file.write(b" and second")
    return True


def pages(disk: str) -> dict[str, Any]:
    """Ask for pages while the disk is well, while it is not, and when it is well again; return what they answered."""
    from django.test import Client

    from corridor.core.access.codes import Event
    from corridor.web.base.accounts import actions as accounts
    from corridor.web.base.accounts import queries as people
    from corridor.web.base.ledger.actions import act
    from tests import cast
    from tests.crash.shim import Control

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DEMONSTRATION = True  # No second factor is asked for.
    somebody = cast.ANALYST_XA
    by = people.without_content(f"{people.service_handle()}:administrator")
    with act(Event.OFFICER_ADDED, by=by, now=timezone.now(), about=somebody.handle):
        accounts.add_officer(
            handle=somebody.handle,
            display_name=somebody.name,
            authority=people.authority_of(somebody.authority),
            duties=[(somebody.function, somebody.purpose)],
            password=cast.PASSWORD,
        )
    browser = cast.client(somebody)
    browser.raise_request_exception = False
    control = Control(Path(os.environ["CRASH_CONTROL"]), new=False)
    told: dict[str, Any] = {}
    for when, state in (("well", 0), ("ill", int(disk)), ("again", 0)):
        control["disk"] = state
        connection.close()
        for path in ("/health/live", "/health/ready", "/accounts/login/", "/", "/find/?words=Ashmar"):
            answer = (Client(raise_request_exception=False) if "accounts" in path else browser).get(path)
            told[f"{when} {path}"] = [answer.status_code, "node.E60" in answer.content.decode()]
    return told
