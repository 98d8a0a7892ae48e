"""Talks to the provider of sign-on by OpenID Connect: code flow with proof key, every signature verified.

Only what the provider says of itself under the configured issuer is followed, by TLS, and never to another address.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from corridor.core.access.errors import SignOnRefused
from corridor.core.access.signon import Identity, identity_from
from corridor.core.kernel.errors import CorridorError
from corridor.web.settings.environment import Provider

ALGORITHMS = ("ES256", "EdDSA", "Ed25519", "PS256", "RS256")
"""Signatures by key pairs alone: a secret that both sides share signs nothing, nor does nobody."""

SECONDS = 5
LARGEST = 256 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ProviderUnreachable(CorridorError):
    """The provider of sign-on does not answer, or not as OpenID Connect says."""

    code = "access.E51"
    template = "the provider of sign-on did not answer as expected"
    hint = "Sign in by another way, or try again later. The administrator finds the provider's address in the settings."
    status = 503


@dataclass(frozen=True)
class Errand:
    """What the node keeps in the session while somebody is at the provider; good for one return."""

    state: str
    nonce: str
    verifier: str


class _NoRedirect(HTTPRedirectHandler):
    """Goes nowhere else: what the provider holds at another address is not its answer."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


def new_errand() -> Errand:
    """Return fresh secrets for one sign-on, none of which can be guessed."""
    return Errand(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


def address_to_ask(provider: Provider, errand: Errand, back: str) -> str:
    """Return where the browser goes to sign in at the provider.

    Raises:
        ProviderUnreachable: The provider does not say.
    """
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid",
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": _challenge(errand.verifier),
        "code_challenge_method": "S256",
    }
    place = _place(_metadata(provider), "authorization_endpoint")
    return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"


def identity_of(provider: Provider, errand: Errand, *, code: str, back: str, now: float) -> Identity:
    """Return who the provider says has come back with a code.

    Raises:
        ProviderUnreachable: The provider does not answer.
        SignOnRefused: What it tells is not signed by it, or not meant for this node and this sign-in.
    """
    # Loaded at the first sign-on: a node without a provider never needs what takes more than a megabyte.
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    metadata = _metadata(provider)
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": errand.verifier}
    # The form of RFC 6749, section 2.3.1: both parts are encoded before they are joined.
    pair = f"{quote(provider.client, safe='')}:{quote(provider.secret, safe='')}"
    request = Request(  # noqa: S310  # the address was checked to be https or on this machine
        _place(metadata, "token_endpoint"),
        data=urlencode(given).encode(),
        headers={"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"},
    )
    told = _answer(request).get("id_token")
    if not isinstance(told, str):
        raise SignOnRefused(why="token")
    try:
        known = KeySet.import_key_set(_answer(Request(_place(metadata, "jwks_uri"))))  # type: ignore[arg-type]  # noqa: S310  # checked by the package, and as above
        claims = jwt.decode(told, known, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError, KeyError, TypeError) as wrong:
        raise SignOnRefused(why="signature") from wrong
    return identity_from(
        claims, issuer=provider.issuer, client=provider.client, nonce=errand.nonce, believed=provider.believed, now=now
    )


def _metadata(provider: Provider) -> dict[str, Any]:
    """Return what the provider says of itself, where it says it as the issuer that the node was told."""
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    _check_address(address)
    metadata = _answer(Request(address))  # noqa: S310  # checked before
    if metadata.get("issuer") != provider.issuer:
        raise ProviderUnreachable
    return metadata


def _place(metadata: dict[str, Any], name: str) -> str:
    place = str(metadata.get(name, ""))
    _check_address(place)
    return place


def _check_address(address: str) -> None:
    """Refuse an address that is not reached by TLS, unless it is on this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ProviderUnreachable


def _answer(request: Request) -> dict[str, Any]:
    request.add_header("Accept", "application/json")
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as response:
            content = response.read(LARGEST + 1)
        answer = json.loads(content) if len(content) <= LARGEST else None
    except (URLError, HTTPException, OSError, ValueError, RecursionError) as wrong:
        raise ProviderUnreachable from wrong
    if not isinstance(answer, dict):
        raise ProviderUnreachable
    return answer


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
