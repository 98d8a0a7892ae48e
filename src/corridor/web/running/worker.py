"""Carries out background jobs, says that it lives, and looks after imports whose process died.

`python -m corridor.web.running.worker`, as `corridor serve` starts it. Several may run, also on several machines.
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
"""It looks after imports at its start, and then once in so many signs of life."""

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
    caring = threading.Thread(target=_care, args=(place, stopping), daemon=True)
    caring.start()
    try:
        call_command("db_worker", interval=1, verbosity=0)
    finally:
        stopping.set()
        caring.join(timeout=5)
        place.unlink(missing_ok=True)


def _care(place: Path, stopping: threading.Event) -> None:
    rounds = 0
    while not stopping.is_set():
        with suppress(OSError):
            place.parent.mkdir(mode=0o700, exist_ok=True)
            place.touch()
        if rounds % ROUND == 0:
            look_after_imports()
        rounds += 1
        stopping.wait(LIFE_SECONDS)


def look_after_imports() -> None:
    """Take up the imports that nobody works on any more; a fault here must not end the worker."""
    from django.db import connection
    from django.utils import timezone

    from corridor.web.base.accounts import queries as people
    from corridor.web.desk.imports import abandoned

    try:
        by = people.without_content(f"{people.service_handle()}:import-officer")
        if found := abandoned.take_up(by=by, now=timezone.now()):
            log.warning("imports were abandoned and are looked after", extra={"facts": {"imports": found}})
    except Exception:
        log.exception("looking after imports failed; it is tried again")
    finally:
        connection.close()


if __name__ == "__main__":
    main()
