"""Files that are refused not as mistakes but as attacks: they leave the place where files wait, for quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.imports.errors import FileRefused
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.ledger import turn
from corridor.web.desk.imports import files
from corridor.web.desk.imports.models import Upload
from corridor.web.desk.quarantine.actions import Hostile, hold

FAULTS = frozenset(("macros", "bomb", "parts", "entities", "token", "program"))
"""Why a file is refused that nobody makes by mistake, or that would harm whoever opens it elsewhere."""


def is_hostile(refused: CorridorError) -> bool:
    """Return whether a file was refused as an attack."""
    return isinstance(refused, FileRefused) and refused.params["fault"] in FAULTS


def set_aside(by: Officer, upload: str, refused: CorridorError, now: datetime) -> bool:
    """Move a file into quarantine if it was refused as an attack; return whether it was."""
    found = Upload.objects.filter(uid=upload).first() if is_hostile(refused) else None
    if found is None or not files.path_of(found).exists():
        return False
    hold(by=by, hostile=Hostile(files.path_of(found), found.file_name, str(refused.params["fault"])), now=now)
    files.path_of(found).unlink(missing_ok=True)
    with turn.write():
        found.delete()
    return True


@contextmanager
def watched(by: Officer, upload: str, now: datetime) -> Iterator[None]:
    """Read a file, and set it aside should it be refused as an attack; the refusal goes on."""
    try:
        yield
    except FileRefused as refused:
        set_aside(by, upload, refused, now)
        raise
