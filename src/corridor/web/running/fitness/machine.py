"""What the machine contributes: files and their permissions, account, clock, disk, and who else lives in the home."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from corridor.web.base.ledger import queries as ledger
from corridor.web.running.fitness.findings import Finding, doubtful, failed, good

KEYS = ("secret", "digest", "ledger")
OLD_SECRET = timedelta(days=400)
SLACK = timedelta(seconds=5)
FREE_FAIL, FREE_WARN = 1 << 30, 5 << 30


def key_files(now: datetime) -> Iterator[Finding]:
    """Look at the zone's keys: there, of this account, readable by nobody else, and not too old."""
    faults = 0
    for kind in KEYS:
        path = settings.HOME / "keys" / f"{settings.ZONE}.{kind}"
        if not path.exists():
            faults += 1
            yield failed("keys", f"{path.name} is missing", "Restore the folder keys from the backup.")
        elif path.stat().st_uid != os.geteuid():
            faults += 1
            yield failed("keys", f"{path.name} belongs to another account", f"chown it to {_account()}.")
        elif stat.S_IMODE(path.stat().st_mode) & 0o077:
            faults += 1
            yield failed("keys", f"{path.name} can be read by others", f"chmod 600 {path}")
    if not faults:
        yield good("keys", f"{len(KEYS)} keys, readable by this account alone")
    secret = settings.HOME / "keys" / f"{settings.ZONE}.secret"
    if secret.exists() and now - _changed(secret) > OLD_SECRET:
        yield doubtful(
            "keys",
            f"the secret of sessions is {(now - _changed(secret)).days} days old",
            "Stop the node, replace the file by 64 fresh random hexadecimal digits, start: everybody signs in again.",
        )


def home_folder(now: datetime) -> Iterator[Finding]:
    """Look at the home and at everything in it: of this account, and open to nobody else."""
    home: Path = settings.HOME
    if home.stat().st_uid != os.geteuid():
        yield failed("home", "the home belongs to another account", f"chown -R it to {_account()}.")
    elif stat.S_IMODE(home.stat().st_mode) & 0o077:
        yield failed("home", "others can enter the home", f"chmod 700 {home}")
    else:
        yield good("home", f"{home} is open to this account alone")
    loose = [path for path in home.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o022]
    if loose:
        yield failed("home", f"{len(loose)} files in the home can be changed by others", f"chmod -R go-rwx {home}")


def account(now: datetime) -> Iterator[Finding]:
    """Look whether the node runs as somebody who may do everything on the machine."""
    if os.geteuid() == 0:
        yield doubtful("account", "this account is root", "Give the node an account of its own.")
    else:
        yield good("account", f"this account is {_account()}")


def clock(now: datetime) -> Iterator[Finding]:
    """Look whether the clock can be right: after everything in the ledger, and kept by the machine."""
    last = ledger.end().at
    at = datetime.fromisoformat(last) if last else None
    if at is not None and now < at - SLACK:
        yield failed(
            "clock",
            f"the clock says {now:%Y-%m-%d %H:%M:%S} UTC, and the last act in the ledger is later",
            "Set the clock; until then stop the node, or its acts stand in the wrong order.",
        )
    else:
        yield good("clock", f"{now:%Y-%m-%d %H:%M:%S} UTC, not before the last act in the ledger")
    program = shutil.which("timedatectl")
    told = ""
    if program is not None:
        asked = subprocess.run(  # noqa: S603
            [program, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
        told = asked.stdout.strip()
    if told == "yes":
        yield good("clock", "kept by a time server")
    else:
        seen = "the machine says that no time server keeps the clock" if told == "no" else "nobody can say who keeps it"
        yield doubtful("clock", seen, "Let the machine keep its clock by a time server (NTP).")


def disk(now: datetime) -> Iterator[Finding]:
    """Look at the room that is left where the home lies."""
    free = shutil.disk_usage(settings.HOME).free
    told = f"{free / (1 << 30):.1f} GB free"
    if free < FREE_FAIL:
        yield failed("disk", told, "Make room: an act that cannot be written is refused.")
    elif free < FREE_WARN:
        yield doubtful("disk", told, "Make room before imports and backups need it.")
    else:
        yield good("disk", told)


def zones(now: datetime) -> Iterator[Finding]:
    """Look whether the other zone lives on this machine: in a home near this one, or in a process of anybody's."""
    other = "protection" if settings.ZONE != "protection" else "desk"
    near: list[Path] = [settings.HOME, settings.HOME.parent, *settings.HOME.parent.glob("*"), *settings.HOME.glob("*")]
    signs = (f"{other}.*", f"keys/{other}.*")
    if any(path for home in near if home.is_dir() for sign in signs for path in home.glob(sign)):
        yield failed(
            "zones",
            f"the zone {other} has its database or keys on this machine too",
            f"Run {other} on a machine of the body that is responsible for it; together they are for demonstration.",
        )
    elif serves(other):
        yield failed(
            "zones",
            f"the zone {other} is served on this machine too",
            f"Run {other} on a machine of the body that is responsible for it; together they are for demonstration.",
        )
    else:
        yield good("zones", f"no trace of the zone {other} in a home near this one, and no process serves it")


def serves(zone: str) -> bool:
    """Return whether a process of this machine serves a zone, whoever started it."""
    application = f"corridor.web.{zone}.wsgi".encode()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if application in place.read_bytes():
                return True
        except OSError:  # It ended meanwhile, or the machine shows nobody's processes.
            continue
    return False


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _account() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
