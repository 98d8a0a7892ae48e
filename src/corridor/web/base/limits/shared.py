"""A cache that all processes share: which one-time code was used, how often a password was wrong.

Django's own cache in the database keeps pickled objects, which are code to whoever can write there. This one keeps
JSON.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection, transaction

from corridor.web.base.ledger import turn
from corridor.web.base.limits.actions import digest_of
from corridor.web.base.limits.models import Kept

FOREVER = float(2**62)


class SharedCache(BaseCache):
    """Keeps short values in a table of the zone, each under a keyed digest of its name."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        del name
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept under a name and has not passed."""
        found = Kept.objects.filter(digest=self._digest(key, version), until__gt=time.time()).first()
        return default if found is None else json.loads(found.value)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value under a name."""
        self._keep(key, value, timeout, version, "TRUE")

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value under a name where nothing is kept, and return whether it is so; one of many callers wins."""
        return self._keep(key, value, timeout, version, "base_kept.until <= %s")

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep what is there until another moment."""
        found = self.get(key, version=version)
        if found is not None:
            self.set(key, found, timeout, version)
        return found is not None

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Drop what is kept under a name."""
        with _write():
            return bool(Kept.objects.filter(digest=self._digest(key, version)).delete()[0])

    def clear(self) -> None:
        """Drop everything."""
        with _write():
            Kept.objects.all().delete()

    def _digest(self, key: Any, version: int | None) -> str:
        return digest_of(self.make_and_validate_key(key, version=version))

    def _keep(self, key: Any, value: Any, timeout: Any, version: int | None, where: str) -> bool:
        now = time.time()
        until = self.get_backend_timeout(timeout)
        row: list[str | float] = [
            self._digest(key, version),
            FOREVER if until is None else float(until),
            json.dumps(value),
        ]
        with _write(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO base_kept (digest, until, value) VALUES (%s, %s, %s) "
                "ON CONFLICT (digest) DO UPDATE SET until = excluded.until, value = excluded.value "
                f"WHERE {where}",
                row + ([now] if "%s" in where else []),
            )
            return bool(cursor.rowcount > 0)


def _write() -> Any:
    """Take a turn, unless the caller's transaction has it already."""
    return transaction.atomic() if connection.in_atomic_block else turn.write()
