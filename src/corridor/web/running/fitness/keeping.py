"""What keeps the zone from being lost: a recovery key whose papers are with three people, and fresh backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings

from corridor.web.running.backup import making, papers
from corridor.web.running.backup.errors import RecoveryMissing
from corridor.web.running.fitness.findings import Finding, doubtful, failed, good

OLD = timedelta(days=2)


def recovery(now: datetime) -> Iterator[Finding]:
    """Look whether backups can be opened by two people and by nobody alone."""
    if papers.left_behind(settings.HOME).exists():
        yield failed(
            "recovery",
            "the recovery papers lie in the home, in recovery.txt",
            "Print them, give each to another person, and erase the file.",
        )
        return
    try:
        half = papers.kept(settings.HOME)
    except RecoveryMissing:
        yield failed(
            "recovery", "there is no recovery key, so that no backup can be made", "Run corridor recovery new."
        )
        return
    yield good("recovery", f"backups are sealed for the recovery key {half.number}")


def backups(now: datetime) -> Iterator[Finding]:
    """Look when the zone was last backed up."""
    last = making.last_made(settings.HOME)
    if last is None:
        yield doubtful("backups", "none was made of this home", "Run corridor backup daily, and try a restore.")
    elif now - last > OLD:
        days = (now - last).days
        yield doubtful("backups", f"the last one is {days} days old", "Run corridor backup daily.")
    else:
        yield good("backups", f"the last one was made at {last:%Y-%m-%d %H:%M} UTC")
