"""The keys of what is entrusted to the zone: a data key each, wrapped under a key of the node that can be renewed.

Whatever is sealed at rest in this zone has a data key of its own, known by the identifier of what it belongs to: a
case, a part received, a claim. The database holds data keys wrapped only; the keys that wrap them, one a generation,
are files of the home. Rotation wraps the data keys anew and touches no content. To forget a data key is to erase what
it sealed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Min

from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.base.ledger import turn
from corridor.web.base.sealing import new_key, seal, unseal
from corridor.web.protection.vault.models import DataKey

KIND = "vault"
BATCH = 200
"""How many data keys are wrapped anew in one write; a few milliseconds."""

_LOCK = 0x636F7272_7661756C
"""On PostgreSQL: who wraps a data key shares this lock, who removes a generation holds it alone."""


class KeyForgotten(CorridorError):
    """What was sealed has been erased: its data key is not there any more."""

    code = "casework.E20"
    template = "what was sealed here has been erased"
    hint = "Nobody can open it again."
    status = 410


@dataclass(frozen=True)
class Standing:
    """How the keys stand: the newest generation, those whose files are there, how many data keys hang on which."""

    newest: int
    files: tuple[int, ...]
    hanging: dict[int, int]

    @property
    def behind(self) -> int:
        """How many data keys are not wrapped under the newest generation yet."""
        return sum(count for generation, count in self.hanging.items() if generation != self.newest)


def create(of: str) -> bytes:
    """Make a data key and keep it wrapped; runs inside a write.

    Args:
        of: The identifier of what the key will seal.
    """
    _share()
    key, generation = new_key(), _newest()
    DataKey.objects.create(of=of, generation=generation, wrapped=_wrapped(key, generation, of))
    return key


def key_of(of: str) -> bytes:
    """Return the data key of one thing.

    Raises:
        KeyForgotten: It has been erased.
        SealBroken: The wrapped key was changed, or belongs to something else.
    """
    return keys_of([of])[of]


def keys_of(of: list[str]) -> dict[str, bytes]:
    """Return the data keys of several things.

    Raises:
        KeyForgotten: One of them has been erased.
    """
    rows = wrapped_of(of)
    if missing := set(of) - rows.keys():
        raise KeyForgotten(missing=len(missing))
    return {name: unwrapped(row) for name, row in rows.items()}


def wrapped_of(of: list[str]) -> dict[str, DataKey]:
    """Return the wrapped data keys that are there, for whoever opens several things and goes on where one is broken."""
    return {row.of: row for row in DataKey.objects.filter(of__in=of)}


def forget(of: str) -> None:
    """Erase what one data key sealed, by erasing the key; runs inside a write."""
    DataKey.objects.filter(of=of).delete()


def standing() -> Standing:
    """Return how the keys of the node stand."""
    counts: dict[int, int] = {}
    for generation in DataKey.objects.values_list("generation", flat=True):
        counts[generation] = counts.get(generation, 0) + 1
    return Standing(_newest(), keys.numbers_of(KIND), dict(sorted(counts.items())))


def begin_generation() -> int:
    """Make a new key under which data keys will be wrapped, and return its number."""
    number = _newest() + 1
    keys.make_key(f"{KIND}-{number}", new_key())
    return number


def renew(limit: int = BATCH) -> int:
    """Wrap some data keys under the newest generation, as one write, and return how many; 0 when none is behind.

    Whatever stops it, each data key is wrapped either as before or anew, and its row says under which generation.
    """
    with turn.write():
        newest = _newest()
        rows = DataKey.objects.filter(generation__lt=newest).order_by("pk").select_for_update()[:limit]
        done = 0
        for row in rows:
            wrapped = _wrapped(unwrapped(row), newest, row.of)
            DataKey.objects.filter(pk=row.pk).update(generation=newest, wrapped=wrapped)
            done += 1
    return done


def retire() -> tuple[int, ...]:
    """Remove the keys of generations on which nothing hangs, never the newest, and return their numbers."""
    with turn.write():
        _hold()
        newest = _newest()
        oldest = DataKey.objects.aggregate(oldest=Min("generation"))["oldest"] or newest
        gone = tuple(number for number in keys.numbers_of(KIND) if number < min(oldest, newest))
        for number in gone:
            keys.remove_key(f"{KIND}-{number}")
    return gone


def _newest() -> int:
    found = keys.numbers_of(KIND)
    if not found:
        raise keys.KeyMissing(name=f"{KIND}-1")
    return found[-1]


def _wrapped(key: bytes, generation: int, of: str) -> bytes:
    return seal(keys.entrusted_key(f"{KIND}-{generation}"), key, bound=_bound(generation, of))


def unwrapped(row: DataKey) -> bytes:
    """Return a data key.

    Raises:
        SealBroken: It was changed, or belongs to something else.
    """
    wrapping = keys.entrusted_key(f"{KIND}-{row.generation}")
    return unseal(wrapping, bytes(row.wrapped), bound=_bound(row.generation, row.of))


def _bound(generation: int, of: str) -> bytes:
    return f"corridor vault 1|data key|{generation}|{of}".encode()


def _share() -> None:
    _lock("pg_advisory_xact_lock_shared")


def _hold() -> None:
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    """On SQLite the turn does the same: only one writes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_LOCK])
