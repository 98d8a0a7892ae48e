"""A provider of sign-on for tests: answers over loopback, signs with real keys, and lies where a test wants it to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

CLIENT, SECRET = "corridor-xa", "a secret: with colon"


@dataclass
class Issuer:
    """One provider: who is signed in there, how it signs, and what was asked of it."""

    address: str = ""
    key: ECKey = field(
        default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one", "use": "sig", "alg": "ES256"})
    )
    algorithm: str = "ES256"
    signs_with: Any = None
    lies: dict[str, Any] = field(default_factory=dict)
    says_of_itself: dict[str, Any] = field(default_factory=dict)
    token: str | None = None
    redirects: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def signs_in(self, address: str, subject: str) -> str:
        """Play the browser of somebody who signs in at the provider; return the query to come back by."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = {**asked, "subject": subject}
        return f"code={code}&state={asked['state']}"

    def metadata(self) -> dict[str, Any]:
        """Return what the provider says of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            **self.says_of_itself,
        }

    def token_for(self, given: dict[str, str], header: str) -> dict[str, Any] | None:
        """Return the tokens for a code, once, where client, secret, address and proof key are right."""
        known = self.codes.pop(given.get("code", ""), None)
        name, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if (
            known is None
            or (unquote(name), unquote(secret)) != (CLIENT, SECRET)
            or given.get("redirect_uri") != known["redirect_uri"]
            or proof.decode().rstrip("=") != known["code_challenge"]
        ):
            return None
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": known["subject"],
            "nonce": known["nonce"],
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            **self.lies,
        }
        header_of_token = {"alg": self.algorithm, "kid": "one"}
        token = self.token or jwt.encode(
            header_of_token, claims, self.signs_with or self.key, algorithms=[self.algorithm]
        )
        return {"access_token": "unused", "token_type": "Bearer", "id_token": token}


class _Handler(BaseHTTPRequestHandler):
    issuer: Issuer

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.issuer.asked.append(path)
        if self.issuer.redirects:
            self.send_response(302)
            self.send_header("Location", f"{self.issuer.address}/elsewhere")
            self.end_headers()
        elif path == "/.well-known/openid-configuration":
            self._say(self.issuer.metadata())
        elif path == "/keys":
            self._say(dict(KeySet([self.issuer.key]).as_dict(private=False)))
        else:
            self._say(None)

    def do_POST(self) -> None:
        self.issuer.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        self._say(self.issuer.token_for(given, self.headers.get("Authorization", "")))

    def _say(self, told: dict[str, Any] | None) -> None:
        content = json.dumps(told or {"error": "invalid_grant"}).encode()
        self.send_response(200 if told is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Issuer]:
    """Serve a provider on a loopback port of its own."""
    issuer = Issuer()
    handler = type("Handler", (_Handler,), {"issuer": issuer})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    issuer.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
