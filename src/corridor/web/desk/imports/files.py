"""Files brought by officers, kept in the node's home until they are read or forgotten."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from corridor.core.kernel.errors import CorridorError
from corridor.web.base.ledger import turn
from corridor.web.desk.imports.models import Reject, Upload
from corridor.web.desk.statements.models import Load
from corridor.web.home import sync_folder


class FileTooLarge(CorridorError):
    """A file is larger than this node reads."""

    code = "imports.E20"
    template = "the file is larger than {limit_mb} MB"
    hint = "Split the file, or ask the node's administrator for a higher limit."
    status = 413


class FileEmpty(CorridorError):
    """A file holds nothing."""

    code = "imports.E21"
    template = "the file is empty"
    hint = "Choose the file again; the download may have been cut off."
    status = 422


KEPT = timedelta(days=7)
"""So long a file is kept after it was brought, and so long what was refused of one of which nothing counts."""

ERASED_AT_ONCE = 5000
"""So many refused rows are erased in one write."""


def folder(name: str = "uploads") -> Path:
    """Return where uploaded files wait, or another folder of the home that only the node reads."""
    path: Path = settings.HOME / name
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def rejects_path(load: str) -> Path:
    """Return where a command writes the rejects file of a load."""
    return folder("rejects") / f"{load}.csv"


def path_of(upload: Upload) -> Path:
    """Return where an upload's content is."""
    return folder() / upload.uid


def keep(uid: str, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Write a file's content under a name of the node's own; return its size in bytes and its SHA-256.

    Raises:
        FileTooLarge: It exceeds the limit; nothing stays behind.
        FileEmpty: It holds nothing.
    """
    digest = hashlib.sha256()
    size = 0
    path = folder() / uid
    try:
        with path.open("xb") as file:
            for piece in pieces:
                size += len(piece)
                if size > settings.UPLOAD_LIMIT_BYTES:
                    raise FileTooLarge(limit_mb=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024))
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise FileEmpty
        sync_folder(path.parent)
    except (CorridorError, OSError):
        path.unlink(missing_ok=True)
        raise
    return size, digest.hexdigest()


def _sweep(before: float) -> None:
    """Erase files that were begun before a moment (seconds since 1970) and that a crash left without an owner."""
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before and not Upload.objects.filter(uid=path.name).exists():
                path.unlink()


def forget_expired(now: datetime) -> None:
    """Erase what nobody needs any more, once the limit has passed.

    That is the files that were brought, the rejects files that commands wrote, and the refused rows of loads that were
    cancelled or have failed.
    """
    limit = now - KEPT
    for upload in Upload.objects.filter(brought_at__lt=limit):
        path_of(upload).unlink(missing_ok=True)
        with turn.write():
            upload.delete()
    _sweep(limit.timestamp())
    for path in folder("rejects").iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit.timestamp():
                path.unlink()
    ended = Load.objects.filter(state__in=(Load.State.CANCELLED, Load.State.FAILED), brought_at__lt=limit)
    refused = Reject.objects.filter(load__in=ended.values("pk")).order_by("pk").values_list("pk", flat=True)
    while some := list(refused[:ERASED_AT_ONCE]):
        with turn.write():
            Reject.objects.filter(pk__in=some).delete()
