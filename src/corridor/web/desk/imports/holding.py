"""Holding a data set, so that one process at a time changes which of its releases stand."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from corridor.web.desk.imports.errors import LoadBusy
from corridor.web.desk.statements.models import Dataset


@contextmanager
def alone(dataset: Dataset) -> Iterator[None]:
    """Hold a data set, so that its releases are read, published and undone one at a time.

    Raises:
        LoadBusy: Somebody else holds it.
    """
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(7603, %s)", (dataset.pk,))
            if not cursor.fetchone()[0]:
                raise LoadBusy
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(7603, %s)", (dataset.pk,))
        return
    lock = os.open(settings.HOME / f"{settings.ZONE}.dataset-{dataset.pk}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LoadBusy from None
        yield
    finally:
        os.close(lock)
