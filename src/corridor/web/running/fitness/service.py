"""What the node itself contributes: how it is reached, its database, its ledger, its officers, its workers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import queries as ledgers
from corridor.web.base.observation.queries import longest_wait, pending_migrations, unknown_migrations
from corridor.web.running import certificate
from corridor.web.running.fitness.findings import Finding, doubtful, failed, good
from corridor.web.settings import environment

SOON = timedelta(days=21)
ALIVE_SECONDS = 60
WAITED = timedelta(minutes=2)
POSTGRESQL = 150000
"""The earliest version of PostgreSQL that is supported, as it writes itself."""


def demonstration(now: datetime) -> Iterator[Finding]:
    """Look whether sign-in is relaxed, as it is for the demonstration only."""
    if settings.DEMONSTRATION:
        yield failed(
            "demonstration",
            "this home is a demonstration, with a password everybody knows",
            "Make a node with corridor init in another home.",
        )
    elif settings.DEBUG:
        yield failed(
            "demonstration", "debugging is on: faults would show what they hold", "Use the settings as they ship."
        )
    else:
        yield good("demonstration", "neither a demonstration nor debugging")


def hosts(now: datetime) -> Iterator[Finding]:
    """Look which names the node answers to."""
    names = environment.allowed_hosts()
    if "*" in names or any(name.startswith(".") for name in names):
        yield failed("hosts", "the node answers to any name", "Write the names out in CORRIDOR_HOSTS.")
    elif settings.TLS_CERTIFICATE or settings.PROXIES:
        yield good("hosts", f"answers to {', '.join(names)}")
    else:
        yield doubtful(
            "hosts", "answers to loopback names alone", "Set CORRIDOR_HOSTS when others are to reach the node."
        )


def tls(now: datetime) -> Iterator[Finding]:
    """Look where TLS ends, and whether the certificate is good for service."""
    if settings.PROXIES:
        yield good("tls", f"ends at the proxy {', '.join(settings.PROXIES)}; look at its certificate there")
        return
    if not settings.TLS_CERTIFICATE:
        yield doubtful(
            "tls",
            "neither a certificate nor a proxy is set: only this machine can reach the node",
            "Set CORRIDOR_TLS_CERT and CORRIDOR_TLS_KEY, or CORRIDOR_PROXIES, here as for serving.",
        )
        return
    yield from _certificate(now)


def _certificate(now: datetime) -> Iterator[Finding]:
    key = Path(environment.tls_key())
    try:
        read = certificate.read(Path(settings.TLS_CERTIFICATE))
        is_of_key = certificate.fits(read, key)
    except (OSError, ValueError):
        yield failed(
            "tls",
            "the certificate or its key cannot be read",
            "Give PEM files that this account may read, the key without password.",
        )
        return
    left = read.not_valid_after_utc - now
    if not is_of_key:
        yield failed("tls", "the key is not that of the certificate", "Give the two that belong together.")
    if key.stat().st_mode & 0o077:
        yield failed("tls", "the key of the certificate can be read by others", f"chmod 600 {key}")
    if certificate.is_trial(read):
        yield failed(
            "tls",
            "the certificate is one for trials that this node signed itself",
            "Get one from the authority's own certification body.",
        )
    elif left < timedelta(0) or read.not_valid_before_utc > now:
        yield failed(
            "tls",
            f"the certificate is good from {read.not_valid_before_utc:%Y-%m-%d} to {read.not_valid_after_utc:%Y-%m-%d}",
            "Renew it.",
        )
    elif left < SOON:
        yield doubtful("tls", f"the certificate ends in {left.days} days", "Renew it.")
    else:
        yield good("tls", f"the certificate is good until {read.not_valid_after_utc:%Y-%m-%d}")


def database(now: datetime) -> Iterator[Finding]:
    """Look whether the database answers, keeps what it was told through a power cut, and is up to date."""
    connection.ensure_connection()
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
    if unknown := unknown_migrations():
        yield failed("database", f"it was made by a later version ({', '.join(unknown)})", "Install that version.")
    elif pending := pending_migrations():
        yield failed("database", f"{len(pending)} migrations have not been applied", "Run corridor upgrade.")
    else:
        yield good("database", "up to date with this version")


def _sqlite() -> Iterator[Finding]:
    mode, synchronous = _one("PRAGMA journal_mode"), _one("PRAGMA synchronous")
    if (mode, synchronous) == ("wal", 2):
        yield good("database", "SQLite, written ahead (WAL), every commit brought to the disk (FULL)")
    else:
        yield failed(
            "database",
            f"SQLite with journal_mode {mode} and synchronous {synchronous}",
            "Use the settings as they ship.",
        )


def _postgresql() -> Iterator[Finding]:
    server, fsync, commit = int(_one("SHOW server_version_num")), _one("SHOW fsync"), _one("SHOW synchronous_commit")
    if server < POSTGRESQL:
        yield failed("database", f"PostgreSQL {server // 10000}", "Use PostgreSQL 15 or later.")
    if fsync != "on" or commit == "off":
        yield failed(
            "database",
            f"PostgreSQL with fsync {fsync} and synchronous_commit {commit}",
            "Set both on: an act must survive a power cut.",
        )
    else:
        yield good("database", f"PostgreSQL {server // 10000}, every commit brought to the disk")
    host = str(connection.settings_dict["HOST"])
    is_near = not host or host.startswith(("/", "127.", "localhost", "::1"))
    if not is_near and not _one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"):
        yield failed("database", "the way to the database server is not encrypted", "Let the server require TLS.")


def _one(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return None if row is None else row[0]


def ledger(now: datetime) -> Iterator[Finding]:
    """Look whether the ledger continues the last head that was kept outside the database."""
    end = ledgers.end()
    if not end.size:
        yield failed("ledger", "the ledger is empty", "Make the node with corridor init.")
    elif not end.has_head:
        yield failed("ledger", "no head of the ledger is kept", "Restore the folder heads from the backup.")
    elif not end.continues:
        yield failed(
            "ledger",
            "the ledger contradicts its last head",
            "Run corridor verify, and compare with heads kept elsewhere.",
        )
    else:
        yield good("ledger", f"{end.size} entries, continuing the last head; corridor verify looks at all of them")


def second_factor(now: datetime) -> Iterator[Finding]:
    """Look whether everybody must have a second factor, and who has not set one up yet."""
    if settings.DEMONSTRATION:
        yield failed("second factor", "a demonstration asks for none", "Make a node with corridor init.")
        return
    without = people.without_second_factor()
    if without:
        yield doubtful(
            "second factor",
            f"{without} officers have not set theirs up yet",
            "They do at their first sign-in; suspend who does not come.",
        )
    else:
        yield good("second factor", "asked of everybody")


def workers(now: datetime) -> Iterator[Finding]:
    """Look whether somebody carries out background jobs."""
    signs = [
        path for path in (settings.HOME / "run").glob("worker-*") if time.time() - path.stat().st_mtime < ALIVE_SECONDS
    ]
    wait = longest_wait(now)
    if wait is not None and wait > WAITED:
        yield failed(
            "workers",
            f"a job has waited for {int(wait.total_seconds()) // 60} minutes",
            "Start the node, or more task workers.",
        )
    elif signs:
        yield good("workers", f"{len(signs)} at work on this machine")
    else:
        yield doubtful(
            "workers",
            "none is at work on this machine",
            "Start the node with corridor serve, unless another machine does.",
        )
