"""Carries out background jobs, says that it lives, and looks after what other processes left undone.

A child of `corridor.web.running.parent`, or by itself as `python -m corridor.web.running.worker`. Several may run,
also on several machines.
"""

from __future__ import annotations

import logging
import os
import threading
from contextlib import suppress
from pathlib import Path

LIFE_SECONDS = 15
"""A worker says this often that it lives."""

ROUND = 4
"""It looks after its zone at its start, and then once in so many signs of life."""

CARRY_SECONDS = 1
"""So often it looks whether something waits for a partner node. Slow lines have a thread of their own: a letter over a
bad one takes many minutes, and nothing else may wait for it."""

log = logging.getLogger("corridor.worker")


def sign_of_life(home: Path, pid: int) -> Path:
    """Return the file by which a worker says that it lives."""
    return home / "run" / f"worker-{pid}"


def main() -> None:
    """Work until told to stop."""
    os.umask(0o077)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    stopping = threading.Event()
    place = sign_of_life(settings.HOME, os.getpid())
    threads = [
        threading.Thread(target=_care, args=(place, stopping), daemon=True),
        threading.Thread(target=_carry, args=(stopping,), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        call_command("db_worker", interval=1, verbosity=0)
    finally:
        stopping.set()
        for thread in threads:
            thread.join(timeout=5)
        place.unlink(missing_ok=True)


def _care(place: Path, stopping: threading.Event) -> None:
    rounds = 0
    while not stopping.is_set():
        with suppress(OSError):
            place.parent.mkdir(mode=0o700, exist_ok=True)
            place.touch()
        if rounds % ROUND == 0:
            look_after_zone()
        rounds += 1
        stopping.wait(LIFE_SECONDS)


def _carry(stopping: threading.Event) -> None:
    while not stopping.wait(CARRY_SECONDS):
        carry_for_zone()


def carry_for_zone() -> None:
    """Exchange letters with the partner nodes for whom something waits; a fault here must not end the worker."""
    from django.db import connection
    from django.utils import timezone

    from corridor.web.base.zone import zone

    try:
        zone().carry(timezone.now())
    except Exception:
        log.exception("carrying letters failed; it is tried again")
    finally:
        connection.close()


def look_after_zone() -> None:
    """Let the zone look after what nobody works on any more; a fault here must not end the worker."""
    from django.db import connection
    from django.utils import timezone

    from corridor.web.base.zone import zone

    try:
        zone().look_after(timezone.now())
    except Exception:
        log.exception("looking after the zone failed; it is tried again")
    finally:
        connection.close()


if __name__ == "__main__":
    main()
