"""What the result of an operation or measure must say before it is shown as complete."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

EXPECTED: Final[Mapping[str, tuple[str, ...]]] = {
    "Operation": ("harm_to_migrants",),
    "Measure": ("harm_to_migrants",),
}
"""By kind of thing, the properties without which it is incomplete; that no harm was found must be said too."""


def lacking(kinds: Collection[str], said: Collection[str]) -> tuple[str, ...]:
    """Return the properties that a thing of these kinds should say and does not.

    Args:
        kinds: Every kind that somebody gives the thing.
        said: The properties of which something may be read.
    Source: SOM art. 16(2)
    """
    expected = dict.fromkeys(prop for kind in EXPECTED if kind in kinds for prop in EXPECTED[kind])
    return tuple(prop for prop in expected if prop not in said)
