"""The key that decides how figures are moved by rounding: made from the node's own when needed, and never kept."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from corridor.web.base import keys

PURPOSE: Final = b"corridor cell keys 1"


def cell_key() -> str:
    """Return the key, in hexadecimal digits."""
    return hmac.new(keys.sealing_key(), PURPOSE, hashlib.sha256).hexdigest()
