"""What a recipient's node tells the owner of a released thing: how often which authority used it, and on which day.

It counts and never names an officer. A day is told once it is over, or when what was released is erased.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.handling.codes import USE_NAMES

FORM: Final = 1
MOST_DAYS: Final = 1000
LARGEST_COUNT: Final = 1_000_000
_DAY: Final = frozenset({"on", "authority", "what", "use", "count"})


class What(enum.StrEnum):
    """What became of a released thing at its recipient."""

    USED = "used"
    REFUSED = "refused"


class Told(NamedTuple):
    """How often an authority used something in one way on one day, or was refused that use."""

    on: str
    authority: str
    what: What
    use: str
    times: int


def told_body(told: Iterable[Told]) -> dict[str, Any]:
    """Return the body of an item that tells how something was used."""
    return {
        "form": FORM,
        "days": [
            {"on": one.on, "authority": one.authority, "what": one.what.value, "use": one.use, "count": one.times}
            for one in sorted(told)
        ],
    }


def told_from(body: Mapping[str, Any], *, authorities: Collection[str], today: date) -> tuple[Told, ...]:
    """Return what an item tells; each day, authority and use once, of authorities that it was released to alone.

    Raises:
        ContentRefused: A field is missing, unknown or not what it must be, or somebody else is told of.
    """
    if body.keys() != {"form", "days"} or body["form"] != FORM or isinstance(body["form"], bool):
        raise _wrong()
    days = body["days"]
    if not isinstance(days, list) or not 0 < len(days) <= MOST_DAYS:
        raise _wrong()
    told = tuple(_told(one, authorities, today) for one in days)
    if len({one[:-1] for one in told}) != len(told):
        raise _wrong()
    return told


def _told(document: object, authorities: Collection[str], today: date) -> Told:
    if not isinstance(document, dict) or document.keys() != _DAY:
        raise _wrong()
    texts = {name: document[name] for name in ("on", "authority", "what", "use")}
    count = document["count"]
    if not all(isinstance(one, str) for one in texts.values()):
        raise _wrong()
    is_count = isinstance(count, int) and not isinstance(count, bool) and 0 < count <= LARGEST_COUNT
    is_known = texts["authority"] in authorities and texts["what"] in set(What) and texts["use"] in USE_NAMES
    if not (is_count and is_known and _is_past(texts["on"], today)):
        raise _wrong()
    return Told(texts["on"], texts["authority"], What(texts["what"]), texts["use"], count)


def _is_past(on: str, today: date) -> bool:
    """Say whether a text is a day that has begun somewhere."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return False
    return day.isoformat() == on and day <= today + timedelta(days=1)


def _wrong() -> ContentRefused:
    return ContentRefused(reason=Reason.CONTENT_REFUSED.value)
