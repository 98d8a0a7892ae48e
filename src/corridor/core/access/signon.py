"""Who somebody is, as a provider of sign-on tells it: which of its claims the node believes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from corridor.core.access.errors import SignOnRefused

LEEWAY: Final = 60
"""Seconds by which the clocks of node and provider may differ."""

OLDEST: Final = 600
"""Seconds after which an identity that was told is too old to be used."""

LONGEST: Final = 255


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a provider says somebody is, and whether it asked for a second factor in a way the node believes."""

    issuer: str
    subject: str
    has_second_factor: bool


def identity_from(
    claims: Mapping[str, object], *, issuer: str, client: str, nonce: str, believed: frozenset[str], now: float
) -> Identity:
    """Return the identity that verified claims tell, where they were told by this issuer to this node for this sign-in.

    Args:
        claims: What the token says; its signature was verified.
        nonce: What the node sent for this one sign-in.
        believed: Values of `amr` or `acr` that stand for a second factor; none where the node asks for its own.
        now: The moment, in seconds.

    Raises:
        SignOnRefused: A claim is missing or says something else.
    """
    _check(claims.get("iss") == issuer, "issuer")
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    _check(isinstance(audiences, list) and client in audiences, "audience")
    _check(claims.get("azp", client) == client and (audiences == [client] or "azp" in claims), "party")
    expires, told = claims.get("exp"), claims.get("iat")
    _check(_is_moment(expires) and float(expires) > now - LEEWAY, "expired")  # type: ignore[arg-type]  # checked before
    _check(_is_moment(told) and now - OLDEST < float(told) < now + LEEWAY, "time")  # type: ignore[arg-type]  # as above
    _check(bool(nonce) and claims.get("nonce") == nonce, "nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST:
        raise SignOnRefused(why="subject")
    return Identity(issuer, subject, bool(believed & _ways(claims)))


def _ways(claims: Mapping[str, object]) -> set[str]:
    """Return how the provider says that somebody proved who they are."""
    told = claims.get("amr")
    ways = [*told] if isinstance(told, list) else []
    return {way for way in (*ways, claims.get("acr")) if isinstance(way, str)}


def _is_moment(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check(holds: bool, why: str) -> None:
    if not holds:
        raise SignOnRefused(why=why)
