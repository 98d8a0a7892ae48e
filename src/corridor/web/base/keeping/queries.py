"""Reads about what devices keep and send."""

from __future__ import annotations

import hashlib
import re

from corridor.core.access.records import Officer
from corridor.web.base import keys
from corridor.web.base.keeping.models import Sending

NUMBER = re.compile(r"[0-9a-f]{32}")
"""What a form numbers itself with, once, where scripts run."""


def sent_to(by: Officer, once: str) -> str:
    """Return the address to which the earlier sending of a form led; nothing where it was not received before."""
    found = Sending.objects.filter(digest=digest_of(by, once)).first() if NUMBER.fullmatch(once) else None
    return found.to if found is not None else ""


def digest_of(by: Officer, once: str) -> str:
    """Return under which digest the sending of a form is known; another officer's is another."""
    text = f"{by.id}\0{once}".encode()
    return hashlib.blake2b(text, digest_size=32, key=keys.digest_key(), person=b"corridor sending").hexdigest()
