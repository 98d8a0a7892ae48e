"""What was written about the person beside a claim, sealed under a key of its own: to erase the key is to erase it.

The row of the claim stays as it is, and so does what the node signed of it: the digest of what was sealed, which tells
nothing. What was erased is noted beside the database too, so that an older database put in its place does not show it.
"""

from __future__ import annotations

from collections.abc import Mapping

from corridor.web.protection.claims import outside
from corridor.web.protection.pages.sealed import sealed_under, unsealed, unsealed_under
from corridor.web.protection.vault import keyring

OF, WHOLE = "claim particulars", "claim"
"""To what they are bound; the second was used before particulars had keys of their own."""


def closed(ref: str, said: Mapping[str, str]) -> bytes:
    """Return what was said, sealed under a new data key; runs inside a write."""
    return sealed_under(keyring.create(_name(ref)), OF, ref, said)


def opened(ref: str, content: bytes) -> dict[str, str]:
    """Return what was said.

    Raises:
        SealBroken: It was changed, or its key is gone.
    """
    held = keyring.wrapped_of([_name(ref)]).get(_name(ref))
    if held is None:
        return unsealed(WHOLE, ref, content)
    return unsealed_under(keyring.unwrapped(held), OF, ref, content)


def can_be_erased(ref: str) -> bool:
    """Return whether the particulars of a claim have a key of their own that is still there."""
    return bool(keyring.wrapped_of([_name(ref)]))


def erase(ref: str) -> None:
    """Erase the particulars of a claim for good; runs inside a write."""
    keyring.forget(_name(ref))
    outside.note_erased(ref)


def brought_back() -> tuple[str, ...]:
    """Return the claims whose particulars were erased and whose keys are there again, as from an older database."""
    erased = {_name(ref): ref for ref in outside.erased()}
    return tuple(sorted(erased[name] for name in keyring.wrapped_of(list(erased)))) if erased else ()


def _name(ref: str) -> str:
    return f"claim:{ref}"
